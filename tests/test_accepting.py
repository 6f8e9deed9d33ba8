"""Proposed entries are accepted into the registry: nothing else changes, and all is written or nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from site_builder.cli import main
from site_builder.corpus.file_kinds import kind_of
from site_builder.editing.repairs.entry_blocks import with_entry
from site_builder.editing.suggest.writing.proposed_entries import proposed_entries, without

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "accept.yml").read_text("utf-8"))
PEOPLE, _ = kind_of("annotations/actors/people.yml")


def files_of(root: Path) -> dict[str, str]:
    paths = (path for path in root.rglob("annotations/**/*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_accepting(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: Small\n")
    annotation = {"annotations/articles/a.yml": case["annotation"]} if "annotation" in case else {}
    before = {**annotation, **case.get("files", {})}
    for path, text in before.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    options = [word for name in case["accept"] for word in ("--accept", name)]
    done = CliRunner().invoke(main, ["--project", str(tmp_path), "suggest", "a", *options])
    assert done.exit_code == ("problems" in case), done.output
    assert files_of(tmp_path) == case.get("after", before)
    assert done.stdout == case.get("said", "")
    assert done.stderr.startswith(case.get("problems", "").rstrip())


ids = st.from_regex(r"[a-z]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True)
gaps = st.sampled_from(["", "\n", "# A comment.\n", "\n# A heading.\n\n"])
entries = st.lists(st.tuples(gaps, ids), max_size=6, unique_by=lambda one: one[1])


@given(entries, ids, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_all_lines_stay_and_what_is_in_order_stays_so(
    there: list[tuple[str, str]], new: str, end: str, cut: bool
) -> None:
    assert PEOPLE is not None
    text = "".join(f"{gap}{name}:\n  name: X\n  type: person\n" for gap, name in there)
    text = text.removesuffix("\n" if cut else "").replace("\n", end)
    after = with_entry(text, PEOPLE, (f"{new}:", "  name: Y"))
    names = [name for _, name in there]
    if new in names:
        assert after is None
        return
    assert after is not None
    lines, left = text.splitlines(), after.splitlines()
    for line in (f"{new}:", "  name: Y"):
        left.remove(line)
    assert [line for line in left if line] == [line for line in lines if line]
    found = [line.rstrip(":") for line in after.splitlines() if line.endswith(":")]
    assert sorted(found) == sorted([*names, new])
    assert (found == sorted(found)) is (names == sorted(names)) or names != sorted(names)


@given(entries)
def test_comments_are_told_from_all_else(there: list[tuple[str, str]]) -> None:
    proposed = "".join(f"# {name}:\n#   name: X\n" for _, name in there)
    text = f"# Of ours.\n#\n# ---- annotations/actors/people.yml\n{proposed}statements: []\n# person:\n"
    found = proposed_entries(text)
    assert [entry.id for entry in found] == [name for _, name in there]
    assert without(text, found).endswith("statements: []\n# person:\n")
