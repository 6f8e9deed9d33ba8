"""The page for annotating: what it asks is answered with the same files and the same checks."""

import difflib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from site_builder.annotating.uncovered import undated
from site_builder.cli import main
from site_builder.editing.new_project import LICENCE, new
from site_builder.extraction.extract import extract
from site_builder.publishing.publish import publish
from tests.annotating import Asked, span_of
from tests.conftest import of_data, project_at

VISIT = "norland-post-2031-05-10-visit"
HOSTILE = "estmark-review-2032-clash"
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "annotate.yml").read_text("utf-8"))


@pytest.fixture
def page(toy_project: Path) -> Asked:
    return Asked(toy_project, VISIT)


def record(state: dict[str, Any], section: str, index: int) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in state["records"] if (one["section"], one["index"]) == (section, index)
    )
    return found


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_all_articles_are_listed(page: Asked) -> None:
    listed = page.told(page.get("api/articles"))
    assert [row["published"] for row in listed["articles"]] == sorted(
        (row["published"] for row in listed["articles"]), reverse=True
    )
    assert {row["id"]: row["records"] for row in listed["articles"]}[VISIT] == 18
    assert listed["problems"] == 0


def test_the_state_has_the_text_and_all_records_where_they_are_quoted(page: Asked) -> None:
    state = page.state
    assert state["text"]["status"] == "at hand"
    assert "ten recipes" not in "".join(one["text"] for one in state["text"]["paragraphs"])
    shown = {one["start"]: one["text"] for one in state["text"]["paragraphs"]}
    text = (page.root / "texts/post.txt").read_text("utf-8")
    assert all(text[start : start + len(words)] == words for start, words in shown.items())
    one = record(state, "people", 0)
    assert one["state"] == "fine"
    assert [text[start:end] for start, end in one["spans"]] == ["Defence Minister Ann Haldane"]
    assert one["label"] == "Ann Haldane: Minister of Defence"
    gap = record(state, "statements", 0)
    assert [text[start:end] for start, end in gap["spans"]] == ["Norland will", "stand by Sudria"]
    assert {name["id"] for name in state["names"]} >= {"ann-haldane", "sudria"}


def test_each_section_has_a_letter_of_its_own(page: Asked) -> None:
    letters = {section["key"]: section["letter"] for section in page.state["sections"]}
    assert letters == {
        "people": "p", "organisations": "o", "visits": "v", "arms_deals": "d", "events": "e",
        "statements": "s", "figures": "f", "dates": "t",
    }  # fmt: skip


def test_forms_say_what_files_may_say(page: Asked) -> None:
    sections = {section["key"]: section for section in page.state["sections"]}
    fields = {field["key"]: field for field in sections["visits"]["fields"]}
    assert fields["visitors"]["required"]
    assert fields["visitors"]["form"]["is"] == "list"
    assert {one["is"] for one in fields["visitors"]["form"]["each"]["forms"]} == {"text", "record"}
    assert fields["kind"]["form"]["words"]
    assert [*fields][-3:] == ["quote", "prefix", "suffix"]


@pytest.mark.parametrize("case", CASES["actions"], ids=lambda case: str(case["name"]))
def test_an_action_changes_its_lines_alone(case: dict[str, Any], page: Asked) -> None:
    files = {path: (page.root / path).read_text("utf-8") for path in case.get("files", {})}
    before, state = page.annotation.read_text("utf-8"), page.state
    action = dict(case["action"])
    if action["do"] in ("change-record", "delete-record"):
        known = record(state, action["section"], action["index"])
        action["was"] = known["text"]
        action["fields"] = {**known["fields"], **case.get("with", {})}
        for key in case.get("without", ()):
            del action["fields"][key]
    tried = page.ask("try", action)
    assert page.annotation.read_text("utf-8") == before
    done = page.do(action)
    assert done["ok"], done
    assert changed_lines(before, page.annotation.read_text("utf-8")) == case.get("lines", [])
    for path, text in files.items():
        assert changed_lines(text, (page.root / path).read_text("utf-8")) == case["files"][path]
    if "yaml" in case:
        assert tried["yaml"] == case["yaml"]
    assert [one["rule"] for one in tried["problems"]] == case.get("problems", [])
    undone = page.do({"do": "undo"})
    assert undone["ok"]
    assert page.annotation.read_text("utf-8") == before
    assert page.do({"do": "redo"})["state"]["yaml"] == done["state"]["yaml"]


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: str(case["name"]))
def test_what_could_not_be_read_is_not_written(case: dict[str, Any], page: Asked) -> None:
    before = page.annotation.read_bytes()
    action = dict(case["action"])
    if action["do"] == "change-record":
        known = record(page.state, action["section"], action["index"])
        action |= {"was": known["text"], "fields": {**known["fields"], **case["with"]}}
    answer = page.do(action)
    assert not answer["ok"]
    assert [(one["rule"], one["field"]) for one in answer["problems"]] == [
        (rule, field) for rule, field in case["problems"]
    ]
    assert page.annotation.read_bytes() == before


def test_a_quote_that_is_not_in_the_text_is_written_and_told_at_its_field(page: Asked) -> None:
    known = record(page.state, "people", 1)
    fields = {**known["fields"], "quote": "By Nobody Orme"}
    action = {"do": "change-record", "section": "people", "index": 1, "was": known["text"], "fields": fields}
    tried = page.ask("try", action)
    assert [(one["rule"], one["field"]) for one in tried["problems"]] == [("quote-not-found", ["quote"])]
    after = record(page.do(action)["state"], "people", 1)
    assert after["state"] == "error"
    assert [one["message"] for one in after["problems"]] == [one["message"] for one in tried["problems"]]


# ------------------------------------------------------------------ selections


@pytest.mark.parametrize("case", CASES["selections"], ids=lambda case: str(case["name"]))
def test_a_selection_begins_a_record(case: dict[str, Any], page: Asked) -> None:
    if case.get("from_nothing"):
        page.annotation.unlink()
    spans = [span_of(page.state, words) for words in case["select"]]
    asked = {"section": case["section"], "spans": spans, "gap": case.get("gap", False)}
    begun = page.ask("from-selection", asked)
    assert begun["fields"] == {**case["fields"]}
    if "gap_proposed" in case:
        assert begun["quotes"][0]["gap"] == case["gap_proposed"]


def test_brackets_stay_that_were_selected(toy_project: Path) -> None:
    page = Asked(toy_project, "estmark-review-2032-clash")
    span = span_of(page.state, "alert(1)")
    for start, end, quote in ((0, 0, "alert(1)"), (0, -1, "alert(1"), (5, 0, "(1)"), (6, 0, "1)")):
        spans = [[span[0] + start, span[1] + end]]
        asked = {"section": "statements", "spans": spans, "quotes_only": True}
        assert page.ask("from-selection", asked)["quotes"][0]["quote"] == quote


def test_the_event_of_a_record_is_named(page: Asked) -> None:
    fields = {"visitors": ["ann-haldane"], "place": "sudria", "date": "2031-05-08"}
    asked = {"article": VISIT, "section": "visits", "fields": fields}
    assert page.told(page.post("api/event", asked)) == {"event": "2031-05-haldane-sudria", "entry": None}
    new = page.told(page.post("api/event", {**asked, "fields": {**fields, "visitors": ["nell-orme"]}}))
    assert new["event"] == "2031-05-orme-sudria"
    assert new["entry"]["file"] == "annotations/events/2031.yml"
    assert new["entry"]["fields"] == {"type": "visit", "title": "Orme visits Sudria"}


def test_an_unknown_name_becomes_an_entry_in_place(page: Asked) -> None:
    asked = {"article": VISIT, "name": "Ida Moss", "kind": "ActorId", "section": "people", "field": "actor"}
    entry = page.told(page.post("api/new-entry", asked))["entry"]
    assert (entry["file"], entry["id"]) == ("annotations/actors/people.yml", "ida-moss")
    assert entry["fields"]["type"] == "person"
    fields = {"actor": "ida-moss", "role": "Journalist", "quote": "By Nell Orme"}
    unused = {"file": "annotations/topics.yml", "id": "rye", "fields": {"name": "Rye"}}
    action = {"do": "add-record", "section": "people", "fields": fields, "entries": [entry, unused]}
    done = page.do(action)
    assert done["ok"], done
    people = yaml.safe_load((page.root / "annotations/actors/people.yml").read_text("utf-8"))
    assert people["ida-moss"]["name"] == "Ida Moss"
    assert [*people] == sorted(people)
    assert "rye:" not in (page.root / "annotations/topics.yml").read_text("utf-8")
    assert page.do({"do": "undo"})["ok"]
    assert "ida-moss" not in (page.root / "annotations/actors/people.yml").read_text("utf-8")


# ------------------------------------------------------------------ suggestions


def test_suggestions_are_accepted_and_refused(page: Asked) -> None:
    page.annotation.unlink()
    proposals = page.state["proposals"]
    first = next(one for one in proposals if one["section"] == "people")
    second = next(one for one in proposals if one["section"] == "events")
    state = page.do({"do": "accept", "proposal": first["id"]})["state"]
    assert [(one["section"], one["fields"]) for one in state["records"]] == [("people", first["fields"])]
    schema, key = state["yaml"].splitlines()[:2]
    assert (schema, key) == ("# yaml-language-server: $schema=../../schemas/annotation.json", "people:")
    assert first["id"] not in {one["id"] for one in state["proposals"]}
    state = page.do({"do": "refuse", "proposal": second["id"]})["state"]
    said = yaml.safe_load(state["yaml"])["rejected"]
    assert said == [{"kind": "events", "surface": second["surface"]}]
    assert second["id"] not in {one["id"] for one in state["proposals"]}
    gone = page.do({"do": "accept", "proposal": second["id"]})
    assert [one["rule"] for one in gone["problems"]] == ["cannot-do"]


def test_a_suggestion_brings_the_entries_that_it_names(page: Asked) -> None:
    who = "\n\n".join(
        f"{one} of the harbour waited for the storm to pass." for one in ("A pilot", "The master")
    )
    last = "Minister Karl Brenn said on Monday that ships would wait, too."
    text = f"A New Story\n\nBy Ida Moss\n\n{who}\n\n{last}"
    added = page.told(page.post("api/add", {"text": text}))
    other = Asked(page.root, added["article"])
    proposal = next(one for one in other.state["proposals"] if one["fields"].get("actor") == "ida-moss")
    assert [entry["id"] for entry in proposal["entries"]] == ["ida-moss"]
    tried = other.ask("try", {"do": "accept", "proposal": proposal["id"]})
    assert tried["problems"] == []
    assert [one["path"] for one in tried["changes"]] == [
        f"annotations/articles/{added['article']}.yml", "annotations/actors/people.yml",
    ]  # fmt: skip
    assert other.do({"do": "accept", "proposal": proposal["id"]})["ok"]
    assert "ida-moss:\n  name: Ida Moss\n" in (page.root / "annotations/actors/people.yml").read_text("utf-8")


def test_what_no_record_covers_ends_the_queue(page: Asked) -> None:
    shutil.copy(page.annotation, page.root / "kept.yml")
    page.annotation.unlink()
    before = page.state["uncovered"]
    assert {one["what"] for one in before} >= {"sentence"}
    (page.root / "kept.yml").rename(page.annotation)
    after = page.state["uncovered"]
    assert len(after) < len(before)
    assert all(one["text"] in page.root.joinpath("texts/post.txt").read_text("utf-8") for one in after)


def test_what_dates_nothing_is_marked_apart_from_the_queue(page: Asked) -> None:
    text = "The strike lasted for two years, as every Monday it was said, and is now over."
    found = extract(text, [(0, len(text))], "2031-05-14")
    assert page.state["undated"] == [one for one in page.state["undated"] if one["what"] == "time"]
    assert [(one["text"], one["note"]) for one in undated(found.undated)] == [
        ("two years", "how long: P2Y in TimeML"),
        ("every Monday", "how often: XXXX-WXX-1 in TimeML"),
        ("now", "now: PRESENT_REF in TimeML"),
    ]
    assert not found.times


# ------------------------------------------------------------------ digest, front matter, whole file


def test_the_digest_is_written_below_the_front_matter(page: Asked) -> None:
    file = page.root / f"articles/{VISIT}.md"
    before, digest = file.read_text("utf-8"), page.state["digest"]
    assert digest["words"] == len(digest["text"].split())
    assert {name["id"] for name in digest["names"]} >= {"nell-orme", "norland"}
    assert digest["copied"] == []
    copy = (
        digest["text"] + "\nThe Sudrian army fired Lance-1 missiles there. The Lantern Institute said so.\n"
    )
    tried = page.ask("try", {"do": "digest", "text": copy, "was": digest["text"]})["digest"]
    (run,) = tried["copied"]
    assert (
        copy[run["start"] : run["end"]]
        == "The Sudrian army fired Lance-1 missiles there. The Lantern Institute"
    )
    action = {"do": "digest", "text": digest["text"] + "\nOne sentence more.\n", "was": digest["text"]}
    assert page.do(action)["ok"]
    assert changed_lines(before, file.read_text("utf-8")) == ["+", "+One sentence more."]


def test_front_matter_changes_its_lines_alone(page: Asked) -> None:
    file = page.root / f"articles/{VISIT}.md"
    before, state = file.read_text("utf-8"), page.state["front_matter"]
    assert state["fields"]["authors"] == ["Nell Orme"]
    fields = {**state["fields"], "language": "en-GB", "authors": ["Nell Orme", "Ida Moss"]}
    del fields["archived"]
    done = page.do({"do": "front-matter", "fields": fields, "was": state["fields"]})
    assert done["ok"], done
    assert changed_lines(before, file.read_text("utf-8")) == [
        "-authors: [Nell Orme]",
        "+authors: [Nell Orme, Ida Moss]",
        "-archived: https://example.org/archive/post",
        "-language: en",
        "+language: en-GB",
    ]


def test_names_of_authors_in_their_parts_are_shown_and_kept(page: Asked) -> None:
    file = page.root / f"articles/{VISIT}.md"
    written = file.read_text("utf-8").replace(
        "authors: [Nell Orme]\n",
        "authors:\n  - {family: van der Orme, given: Nell}  # as she signs\n  - {literal: Norland Wire}\n",
    )
    file.write_text(written, "utf-8")
    state = page.state["front_matter"]
    parts = {"family": "van der Orme", "given": "Nell"}
    assert state["fields"]["authors"] == [parts, {"literal": "Norland Wire"}]
    (form,) = (field["form"]["each"] for field in state["form"] if field["key"] == "authors")
    assert [one["is"] for one in form["forms"]] == ["text", "record", "record"]
    fields = {**state["fields"], "language": "en-GB"}
    assert page.do({"do": "front-matter", "fields": fields, "was": state["fields"]})["ok"]
    assert changed_lines(written, file.read_text("utf-8")) == ["-language: en", "+language: en-GB"]
    state = page.state["front_matter"]
    fields = {**state["fields"], "authors": [parts, "Ida Moss", {"literal": "Sudria Wire", "family": ""}]}
    assert page.do({"do": "front-matter", "fields": fields, "was": state["fields"]})["ok"]
    assert page.state["front_matter"]["fields"]["authors"] == [parts, "Ida Moss", {"literal": "Sudria Wire"}]


def test_the_whole_file_is_merged_with_what_others_wrote(page: Asked) -> None:
    was = page.state["yaml"]
    mine = was.replace("role: Journalist", "role: Reporter")
    theirs = was.replace("says: A radar station opened.", "says: A radar station was opened.")
    page.annotation.write_text(theirs, "utf-8")
    done = page.do({"do": "yaml", "text": mine, "was": was})
    assert done["ok"], done
    assert page.annotation.read_text("utf-8") == theirs.replace("role: Journalist", "role: Reporter")
    words = {"text": mine.replace("Reporter", "Author"), "was": mine.replace("Reporter", "X")}
    both = page.do({"do": "yaml", **words})
    assert not both["ok"]
    assert both["conflict"]["theirs"] == page.annotation.read_text("utf-8")


def test_a_record_that_another_has_changed_is_shown(page: Asked) -> None:
    known = record(page.state, "people", 1)
    text = page.annotation.read_text("utf-8")
    page.annotation.write_text(text.replace("role: Journalist", "role: Reporter"), "utf-8")
    fields = {**known["fields"], "role": "Author"}
    action = {"do": "change-record", "section": "people", "index": 1, "was": known["text"], "fields": fields}
    answer = page.post(f"api/articles/{VISIT}/do", action)
    assert answer.status_code == 409
    told = json.loads(answer.get_data())
    assert [one["rule"] for one in told["problems"]] == ["changed-meanwhile"]
    assert "role: Reporter" in told["conflict"]["theirs"]


def test_a_record_is_found_where_lines_above_it_have_come(page: Asked) -> None:
    known = record(page.state, "people", 1)
    text = page.annotation.read_text("utf-8")
    text = text.replace("people:\n", "people:\n  # Of mine.\n")
    page.annotation.write_text(f"# A comment.\n{text}", "utf-8")
    fields = {**known["fields"], "role": "Author"}
    action = {"do": "change-record", "section": "people", "index": 1, "was": known["text"], "fields": fields}
    assert page.do(action)["ok"]
    after = page.annotation.read_text("utf-8")
    assert after.startswith("# A comment.\npeople:\n  # Of mine.\n")
    assert "role: Author" in after


# ------------------------------------------------------------------ nothing is lost


def test_undo_keeps_what_others_wrote_since(page: Asked) -> None:
    known = record(page.state, "people", 1)
    fields = {**known["fields"], "role": "Author"}
    page.do({"do": "change-record", "section": "people", "index": 1, "was": known["text"], "fields": fields})
    text = page.annotation.read_text("utf-8")
    page.annotation.write_text(text + "# Somebody's comment.\n", "utf-8")
    assert page.do({"do": "undo"})["ok"]
    after = page.annotation.read_text("utf-8")
    assert "role: Journalist" in after
    assert after.endswith("# Somebody's comment.\n")
    page.do({"do": "redo"})
    text = page.annotation.read_text("utf-8")
    page.annotation.write_text(text.replace("role: Author", "role: Editor"), "utf-8")
    told = page.do({"do": "undo"})
    assert [one["rule"] for one in told["problems"]] == ["changed-meanwhile"]
    assert "role: Editor" in page.annotation.read_text("utf-8")


def test_what_would_be_undone_elsewhere_is_named(page: Asked) -> None:
    known = record(page.state, "people", 1)
    fields = {**known["fields"], "role": "Author"}
    page.do({"do": "change-record", "section": "people", "index": 1, "was": known["text"], "fields": fields})
    page.article = HOSTILE
    assert page.state["undo"] == f"a record changed in people, in annotations/articles/{VISIT}.yml"


def test_an_open_form_and_what_can_be_undone_outlive_the_server(page: Asked) -> None:
    known = record(page.state, "people", 1)
    fields = {**known["fields"], "role": "Author"}
    page.do({"do": "change-record", "section": "people", "index": 1, "was": known["text"], "fields": fields})
    page.ask("draft", {"draft": {"section": "visits", "fields": {"says": "half a sent"}}})
    with page.root.joinpath(".cache/site-builder/annotate/changes.jsonl").open("a") as file:
        file.write('["made", "a line that was cut')
    again = Asked(page.root, VISIT)
    assert again.state["draft"]["fields"] == {"says": "half a sent"}
    assert again.state["undo"] == "a record changed in people"
    assert again.do({"do": "undo"})["ok"]
    assert "role: Journalist" in page.annotation.read_text("utf-8")
    again.ask("draft", {"draft": None})
    assert Asked(page.root, VISIT).state["draft"] is None


def test_an_article_is_added_and_opened(page: Asked) -> None:
    who = ("The master", "A pilot", "Two captains", "The keeper")
    said = "of the harbour said on Monday that ships would wait until the storm was over."
    body = "\n\n".join(f"{one} {said}" for one in who)
    added = page.told(page.post("api/add", {"text": f"A New Story\n\n{body}\n"}))
    assert added["ok"], added
    state = Asked(page.root, added["article"]).state
    assert state["text"]["status"] == "at hand"
    assert state["front_matter"]["fields"]["title"] == "A New Story"
    again = page.told(page.post("api/add", {"text": f"A New Story\n\n{body}\n"}))
    assert [one["rule"] for one in again["problems"]] == ["same-text"]
    nothing = page.told(page.post("api/add", {"text": " "}))
    assert [one["rule"] for one in nothing["problems"]] == ["no-article"]


def test_without_its_text_an_article_is_edited_all_the_same(page: Asked) -> None:
    (page.root / "texts/post.txt").unlink()
    state = page.state
    assert state["text"]["status"] == "missing"
    assert "no-text" in state["text"]["message"]
    assert state["proposals"] == []
    known = record(state, "people", 1)
    fields = {**known["fields"], "role": "Author"}
    action = {"do": "change-record", "section": "people", "index": 1, "was": known["text"], "fields": fields}
    assert page.do(action)["ok"]


# ------------------------------------------------------------------ registry, review, the end


def test_entries_are_made_one_and_that_can_be_undone(page: Asked) -> None:
    people = page.root / "annotations/actors/people.yml"
    text = people.read_text("utf-8")
    entry = "rui-castell:\n  name: Rui Castell\n  type: person\n  country: sudria\n"
    people.write_text(text + entry, "utf-8")
    page.annotation.write_text(
        page.annotation.read_text("utf-8").replace("hosts: [rui-castel]", "hosts: [rui-castell]"), "utf-8"
    )
    view = page.told(page.get("api/registry-view"))
    assert {"rui-castel", "rui-castell"} in [{one["a"], one["b"]} for one in view["pairs"]]
    done = page.told(page.post("api/merge", {"from": "rui-castell", "into": "rui-castel"}))
    assert done["ok"], done
    assert set(done["changed"]) == {"annotations/actors/people.yml", f"annotations/articles/{VISIT}.yml"}
    assert "hosts: [rui-castel]" in page.annotation.read_text("utf-8")
    assert page.do({"do": "undo"})["ok"]
    assert "hosts: [rui-castell]" in page.annotation.read_text("utf-8")
    refused = page.told(page.post("api/merge", {"from": "rui-castell", "into": "sudria"}))
    assert not refused["ok"] or refused["problems"]


def test_a_branch_is_reviewed_record_by_record(page: Asked) -> None:
    git = ["git", "-C", str(page.root), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        subprocess.run([*git, *words], check=True)
    known = record(page.state, "people", 1)
    fields = {**known["fields"], "role": "Author"}
    page.do({"do": "change-record", "section": "people", "index": 1, "was": known["text"], "fields": fields})
    gone = record(page.state, "organisations", 0)
    page.do({"do": "delete-record", "section": "organisations", "index": 0, "was": gone["text"]})
    new = {"actor": "lantern-institute", "says": "a body", "quote": "The Lantern Institute"}
    page.do({"do": "add-record", "section": "organisations", "fields": new})
    page.session.base = "HEAD"
    review = page.told(page.get("api/review"))
    said = [(one["section"], one["kind"], one["label"]) for one in review["changes"]]
    assert said == [
        ("people", "changed", "Nell Orme: Author"),
        ("organisations", "added", "Lantern Institute: a body"),
        ("organisations", "removed", "Lance Works: a maker of missiles that the state owns"),
    ]
    assert "role: Journalist" in review["changes"][0]["before"]["text"]
    page.session.base = "nowhere"
    assert [one["rule"] for one in page.told(page.get("api/review"))["problems"]] == ["unknown-revision"]


def test_where_the_quotes_stand_is_recorded(page: Asked) -> None:
    known = record(page.state, "people", 1)
    fields = {**known["fields"], "quote": "Nell Orme, May 10"}
    page.do({"do": "change-record", "section": "people", "index": 1, "was": known["text"], "fields": fields})
    done = page.told(page.post("api/extract", {}))
    assert done["changed"] == [f"annotations/extracted/{VISIT}.json"]
    assert done["problems"] == []
    assert page.told(page.post("api/extract", {}))["changed"] == []


def test_what_a_program_has_written_is_accepted_or_refused(page: Asked) -> None:
    page.annotation.unlink()
    made = CliRunner().invoke(main, ["--project", str(page.root), "suggest", VISIT, "--write"])
    assert made.exit_code == 0, made.output
    rows = [one for one in page.state["records"] if one["suggested"]]
    assert len(rows) == len(page.state["records"]) > 5
    kept, gone = rows[0], rows[-1]
    known = {key: kept[key] for key in ("section", "index")} | {"was": kept["text"]}
    after = page.do({"do": "settle", **known})["state"]
    assert after["records"][0]["fields"] == kept["fields"]
    assert not after["records"][0]["suggested"]
    known = {key: gone[key] for key in ("section", "index")} | {"was": gone["text"]}
    last = page.do({"do": "refuse-record", **known})["state"]
    assert len(last["records"]) == len(rows) - 1
    assert gone["fields"]["quote"] in yaml.safe_load(last["yaml"])["rejected"][0]["surface"]
    assert not [one for one in last["proposals"] if one["section"] == gone["section"]]


def test_the_text_of_the_guide_goes_all_the_way_to_a_site(tmp_path: Path) -> None:
    root = tmp_path / "record"
    made, problems = new(root, LICENCE)
    assert made is not None, problems
    page = Asked(root)
    text = (root / "first-article.txt").read_text("utf-8")
    page.article = page.told(page.post("api/add", {"text": text}))["article"]
    state = page.state
    assert state["front_matter"]["fields"]["title"] == "Brandt comes to Norland and brings an offer of boats"
    assert state["digest"]["text"] == ""
    words = "An invented report of a day on which one head of government called on another. "
    assert page.do({"do": "digest", "text": words * 8 + "\n", "was": ""})["ok"]
    while proposals := [one for one in page.state["proposals"] if one["section"] in ("people", "visits")]:
        assert page.do({"do": "accept", "proposal": proposals[0]["id"]})["ok"]
    said = "Norland had ordered six Tern patrol boats from Estmark for about $9 million"
    asked = {"section": "arms_deals", "spans": [span_of(page.state, said)]}
    fields = page.ask("from-selection", asked)["fields"]
    assert (fields["suppliers"], fields["recipients"]) == (["estmark"], ["norland"])
    assert fields["value"]["amount"] == "9000000"
    fields |= {"kind": "sale", "says": "Norland ordered boats."}
    about = {"article": page.article, "section": "arms_deals", "fields": fields}
    event = page.told(page.post("api/event", about))
    added = {"do": "add-record", "section": "arms_deals", "fields": {**fields, "event": event["event"]}}
    assert page.do({**added, "entries": [event["entry"]]})["ok"]
    state = page.state
    assert [one["message"] for record in state["records"] for one in record["problems"]] == []
    assert page.told(page.post("api/extract", {}))["problems"] == []
    _, told = publish(project_at(root), tmp_path / "out", strict=True)
    assert of_data(told) == ()


def test_entries_that_a_capture_left_in_comments_are_accepted_one_by_one(tmp_path: Path) -> None:
    root = tmp_path / "record"
    new(root, LICENCE)
    text = (root / "first-article.txt").read_text("utf-8").replace("The Norland Herald", "The Sound Gazette")
    (tmp_path / "gazette.txt").write_text(text, "utf-8")
    added = CliRunner().invoke(main, ["--project", str(root), "add", str(tmp_path / "gazette.txt")])
    assert added.exit_code == 0, added.output
    article = max((root / "articles").glob("*.md"), key=lambda path: path.stat().st_mtime).stem
    page = Asked(root, article)
    entries = {entry["id"]: entry for entry in page.state["entries"]}
    assert entries["tom-ayer"]["fields"] == {"name": "Tom Ayer", "type": "person"}
    assert page.do({"do": "accept-entry", "id": "tom-ayer"})["ok"]
    people = yaml.safe_load((root / "annotations/actors/people.yml").read_text("utf-8"))
    assert people["tom-ayer"] == {"name": "Tom Ayer", "type": "person"}
    assert "tom-ayer" not in {entry["id"] for entry in page.state["entries"]}
    gone = page.do({"do": "accept-entry", "id": "tom-ayer"})
    assert [one["rule"] for one in gone["problems"]] == ["unknown-proposal"]
    gaps = [one["rule"] for one in page.state["digest"]["problems"]]
    assert "gap" in gaps
