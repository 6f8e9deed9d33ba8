"""What goes wrong around the page for annotating: others who write, odd files, a cache with a past."""

import base64
import json
import os
from pathlib import Path
from typing import Any

import pytest

from site_builder.storage import transaction
from tests.annotating import Asked

VISIT = "norland-post-2031-05-10-visit"


@pytest.fixture
def page(toy_project: Path) -> Asked:
    return Asked(toy_project, VISIT)


def record(page: Asked, section: str, index: int) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in page.state["records"] if (one["section"], one["index"]) == (section, index)
    )
    return found


def changed(page: Asked, section: str, index: int, **fields: Any) -> dict[str, Any]:
    known = record(page, section, index)
    place = {"section": section, "index": index, "was": known["text"]}
    return page.do({"do": "change-record", **place, "fields": {**known["fields"], **fields}})


def rules(answer: dict[str, Any]) -> list[str]:
    return [one["rule"] for one in answer["problems"]]


# ------------------------------------------------------------------ others who write


def test_undoing_writes_no_key_twice(page: Asked) -> None:
    known = record(page, "organisations", 0)
    page.do({"do": "delete-record", "section": "organisations", "index": 0, "was": known["text"]})
    text = page.annotation.read_text("utf-8")
    added = (
        'organisations:\n  - actor: lantern-institute\n    says: a body\n    quote: "The Lantern Institute"\n'
    )
    theirs = f"{text}\n{added}"
    page.annotation.write_text(theirs, "utf-8")
    answer = page.do({"do": "undo"})
    assert not answer["ok"]
    assert rules(answer) == ["duplicate-key"]
    assert page.annotation.read_text("utf-8") == theirs


def test_redoing_makes_no_record_twice(page: Asked) -> None:
    before = page.annotation.read_text("utf-8")
    fields = {"actor": "ann-haldane", "role": "Guest", "quote": "Minister Ann Haldane of Norland spent"}
    page.do({"do": "add-record", "section": "people", "fields": fields})
    after = page.annotation.read_text("utf-8")
    page.do({"do": "undo"})
    page.annotation.write_text(after.replace("\nvisits:", "\n# Of mine.\nvisits:"), "utf-8")
    answer = page.do({"do": "redo"})
    assert page.annotation.read_text("utf-8").count("role: Guest") == 1
    assert answer["ok"] or rules(answer) == ["changed-meanwhile"]
    assert before.count("role: Guest") == 0


def test_a_file_that_changes_in_the_last_moment_is_not_overwritten(
    page: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = page.annotation.read_text("utf-8") + "# In the last moment.\n"

    def late(handle: int) -> None:
        """Another program writes while what we have written waits for the disk."""
        del handle
        page.annotation.write_text(theirs, "utf-8")

    monkeypatch.setattr(os, "fsync", late)
    answer = changed(page, "people", 1, role="Author")
    assert not answer["ok"]
    assert rules(answer) == ["changed-meanwhile"]
    assert page.annotation.read_text("utf-8") == theirs


def test_a_form_makes_one_change_also_where_its_answer_was_lost(page: Asked) -> None:
    fields = {"actor": "ann-haldane", "role": "Guest", "quote": "Minister Ann Haldane of Norland spent"}
    action = {"do": "add-record", "section": "people", "fields": fields, "form": "a-form"}
    assert page.do(action)["ok"]
    again = Asked(page.root, VISIT)
    assert again.do(action)["ok"]
    assert page.annotation.read_text("utf-8").count("role: Guest") == 1


def test_a_change_that_was_stopped_half_way_is_finished_first(page: Asked) -> None:
    topics = page.root / "annotations/topics.yml"
    before = topics.read_bytes()
    after = base64.b64encode(before + b"# Done.\n").decode()
    row = ["annotations/topics.yml", transaction._hash(before), after, None]
    own = page.root / ".cache/site-builder"
    own.mkdir(parents=True, exist_ok=True)
    (own / transaction.JOURNAL).write_text(f'"another change"\n{json.dumps(row)}\n', "ascii")
    assert changed(page, "people", 1, role="Author")["ok"]
    assert topics.read_bytes() == before + b"# Done.\n"


# ------------------------------------------------------------------ what stays


def test_values_that_nobody_changed_stay_as_they_are_written(page: Asked) -> None:
    text = page.annotation.read_text("utf-8")
    odd = text.replace(
        "    role: Journalist\n    of: norland-post\n",
        "    role: Journalist\n    of: norland-post\n    note: |\n      Two\n      lines.\n",
    ).replace("amount: 2000000000,", "amount: 2000000000.00,")
    page.annotation.write_text(odd, "utf-8")
    known = record(page, "people", 1)
    assert known["fields"]["note"] == "Two\nlines.\n"
    assert changed(page, "people", 1, role="Author")["ok"]
    assert changed(page, "arms_deals", 0, status="delivered")["ok"]
    after = page.annotation.read_text("utf-8")
    assert after == odd.replace("role: Journalist", "role: Author").replace(
        "status: contracted", "status: delivered"
    )


@pytest.mark.parametrize("amount", ["1e99999999", "9" * 5000, "1_0", "٣", "nan", "9 million"])
def test_what_is_no_number_is_told_and_stops_nothing(amount: str, page: Asked) -> None:
    known = record(page, "figures", 0)
    answer = changed(page, "figures", 0, value={**known["fields"]["value"], "amount": amount})
    assert not answer["ok"]
    assert answer["problems"][0]["field"] == ["value", "amount"]


def test_a_file_with_a_byte_order_mark_is_edited_as_others(page: Asked) -> None:
    file = page.root / f"articles/{VISIT}.md"
    text = file.read_text("utf-8").replace("\n", "\r\n")
    file.write_bytes(f"\ufeff{text}".encode())
    state = page.state
    done = page.do(
        {"do": "digest", "text": state["digest"]["text"] + "More.\n", "was": state["digest"]["text"]}
    )
    assert done["ok"], done
    fields = state["front_matter"]["fields"]
    done = page.do({"do": "front-matter", "fields": {**fields, "language": "en-GB"}, "was": fields})
    assert done["ok"], done
    assert file.read_bytes().startswith(b"\xef\xbb\xbf---\r\n")
    assert b"\r\nMore.\r\n" in file.read_bytes()


# ------------------------------------------------------------------ a cache with a past


@pytest.mark.parametrize("path", ["../outside.txt", "/outside.txt", ".git/hooks/pre-commit", "mkdocs.yml"])
def test_a_change_that_came_with_an_archive_writes_nothing_elsewhere(path: str, page: Asked) -> None:
    kept = page.root / ".cache/site-builder/annotate"
    kept.mkdir(parents=True, exist_ok=True)
    edits = [[path, base64.b64encode(b"evil").decode(), None]]
    row = {"kind": "made", "what": "evil", "form": "", "edits": edits}
    (kept / "changes.jsonl").write_text(json.dumps(row) + "\n" + '{"kind": "undone"}\n', "ascii")
    again = Asked(page.root, VISIT)
    assert not again.do({"do": "redo"})["ok"]
    assert not again.do({"do": "undo"})["ok"]
    outside = page.root / path
    assert not outside.exists() or outside.read_bytes() != b"evil"


@pytest.mark.parametrize("name", ["changes.jsonl", f"forms/{VISIT}.json"])
def test_a_link_in_the_cache_is_neither_read_nor_written_through(
    name: str, page: Asked, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text('{"secret": 1}\n', "ascii")
    link = page.root / ".cache/site-builder/annotate" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(outside)
    again = Asked(page.root, VISIT)
    assert again.state["draft"] is None
    assert changed(again, "people", 1, role="Author")["ok"]
    again.ask("draft", {"draft": {"form": None}})
    assert outside.read_text("ascii") == '{"secret": 1}\n'


def test_a_pipe_or_a_folder_in_place_of_a_file_holds_nobody_up(page: Asked) -> None:
    page.annotation.unlink()
    page.annotation.mkdir()
    os.mkfifo(page.root / "annotations/articles/pipe.yml")
    assert page.get(f"api/articles/{VISIT}").status_code in (200, 404)
    fields = {"actor": "ann-haldane", "role": "Guest", "quote": "Minister Ann Haldane of Norland spent"}
    answer = page.do({"do": "add-record", "section": "people", "fields": fields})
    assert not answer["ok"]
    assert answer["problems"]


@pytest.mark.parametrize(
    "sent", ['{"do": "digest", "text": "\\ud800", "was": ""}', "[1]", "{", "[" * 100_000]
)
def test_what_is_no_text_is_refused(sent: str, page: Asked) -> None:
    headers = {"Host": "127.0.0.1:8765", "X-Annotate": "1", "Content-Type": "application/json"}
    address = f"/a-token-that-nobody-can-guess/api/articles/{VISIT}/do"
    assert page.client.post(address, data=sent, headers=headers).status_code == 400


def test_a_draft_that_is_too_long_is_not_kept_in_part(page: Asked) -> None:
    assert not page.ask("draft", {"draft": {"digest": "x" * 1_100_000}})["ok"]
    assert page.state["draft"] is None


def test_dropped_files_get_a_name_of_ours(page: Asked) -> None:
    data = base64.b64encode(b"too short").decode()
    for name in ("../../x.txt", ".bashrc", "base", "x" * 300, "a/b.html", "\u0000.txt"):
        answer = page.told(page.post("api/add", {"name": name, "base64": data}))
        assert not answer["ok"]
    assert {path.name for path in (page.root / ".cache/given/given").iterdir()} <= {
        "capture.txt",
        "capture.html",
    }
