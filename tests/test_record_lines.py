"""Edits of an annotation's records: what goes in, what comes out, and that nothing else changes."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.corpus.placeholders import SUGGESTED
from site_builder.editing.records.lines import (
    WrittenRecord,
    with_fields,
    with_record,
    without_record,
    written_records,
)
from site_builder.editing.records.source import as_read, read_source
from site_builder.editing.suggest.proposals.proposal import Value

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "record_lines" / "edits.yml"
ORDER = ("people", "organisations", "visits", "arms_deals", "events", "statements", "figures", "dates")
PATH = "annotations/articles/a.yml"
FILES = sorted([*ROOT.glob("annotations/articles/*.yml"), *ROOT.glob("tests/toy/annotations/articles/*.yml")])


def read_cases() -> list[dict[str, Any]]:
    """All cases: text, lists and mappings, nothing guessed."""
    cases: list[dict[str, Any]] = yaml.load(CASES.read_bytes(), yaml.CBaseLoader)  # noqa: S506
    return cases


def edited(text: str, edit: Mapping[str, Any]) -> str | None:
    if "record" in edit:
        at = int(edit["at"]) if "at" in edit else None
        return with_record(text, PATH, edit["record"], edit["value"], at, order=ORDER)
    if "without" in edit:
        section, index = edit["without"]
        return without_record(text, PATH, section, int(index))
    section, index = edit.get("fields") or edit["settled"]
    return with_fields(text, PATH, section, int(index), edit["value"], settled="settled" in edit)


def records(text: str) -> tuple[WrittenRecord, ...]:
    found, problems = written_records(text, PATH)
    assert problems == ()
    return found


def said(text: str) -> dict[str, list[Mapping[str, Value]]]:
    """What the records of each section say."""
    values: dict[str, list[Mapping[str, Value]]] = {}
    for record in records(text):
        values.setdefault(record.section, []).append(record.value)
    return values


def comments(text: str) -> list[str]:
    """All comments of a file, in order."""
    source, _ = read_source(text, PATH)
    assert source
    found = [source.comment(line) for line in range(len(source.lines))]
    return [one.rstrip() for one in found if one]


def changed_lines(before: str, after: str) -> tuple[set[int], int]:
    """The lines of a file, from 0, that another lacks, and how many that has in addition."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    gone = {line for tag, a, b, _, _ in codes if tag != "equal" for line in range(a, b)}
    return gone, sum(d - c for tag, _, _, c, d in codes if tag != "equal")


FORMS = [
    pytest.param(case, end, mark, id=f"{case['name']}, {name} {with_mark}")
    for case in read_cases()
    for end, name in (("\n", "lf"), ("\r\n", "crlf"))
    for mark, with_mark in (("", "bare"), ("\ufeff", "bom"))
    if end == "\n" or "\n" in case["before"]
]


@pytest.mark.parametrize(("case", "end", "mark"), FORMS)
def test_edits(case: dict[str, Any], end: str, mark: str) -> None:
    before = mark + case["before"].replace("\n", end)
    after = mark + case["after"].replace("\n", end) if "after" in case else None
    assert edited(before, case["edit"]) == after


def test_a_record_tells_where_its_values_are() -> None:
    text = (
        "# c\npeople:\n  # Ann's\n  - actor: ann\n    of: ~\n    quote:\n      -\n      - 'one'\n"
        "    # left\nrejected:\n- {kind: people}\n"
    )
    first, last = records(text)
    assert first.value == {"actor": "ann", "quote": ("one",)}
    assert first.lines == (2, 8)
    assert first.text == "".join(text.splitlines(keepends=True)[2:8])
    assert first.places[()] == (4, 5)
    assert first.places["actor",] == (4, 12)
    assert first.places["quote", 0] == (8, 9)
    assert (last.section, last.index, last.value, last.lines) == ("rejected", 0, {"kind": "people"}, (10, 11))


def test_problems_of_a_file_that_cannot_be_read() -> None:
    assert [one.rule for one in written_records("- a\n", PATH)[1]] == ["missing-section"]
    assert written_records("people:\n  - a: 1\n   b: 2\n", PATH)[1]
    assert written_records("people:\n  - a: \u2028\n", PATH)[1]
    assert written_records("# only\n", PATH) == ((), ())


def test_numbers_and_truth_are_written_plainly() -> None:
    fields: dict[str, Value] = {
        "amount": Decimal("5.50"),
        "count": 3,
        "known": True,
        "items": [1, Decimal(2)],
    }
    text = with_record("", PATH, "figures", fields, None, order=ORDER)
    assert text == "figures:\n  - amount: 5.5\n    count: 3\n    known: true\n    items: [1, 2]\n"
    assert with_fields(text, PATH, "figures", 0, fields) == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_real_files_keep_what_is_not_changed(path: Path) -> None:
    text = path.read_bytes().decode()
    for record in records(text):
        again = with_fields(text, PATH, record.section, record.index, record.value)
        assert again == text
        for key in list(record.value)[record.index % 5 :: 5]:
            fields = {**record.value, key: "Another text"}
            after = with_fields(text, PATH, record.section, record.index, fields)
            assert after is not None
            gone, new = changed_lines(text, after)
            first = record.places[key,][0] - 1
            below = [place[0] for name, place in record.places.items() if name[:1] == (key,)]
            # A folded text may go on below its place; the line of a key stands above a list's or mapping's.
            assert gone <= set(range(first - 1, max(record.lines[1], *below)))
            assert new == 1 or record.text.lstrip().startswith(("- {", "{"))
            assert comments(after) == comments(text)


WORDS = st.sampled_from([
    "ann-hale", "Minister", "of # all", "it's", 'say "so"', "2031-05-04", "- not a dash", "a: b", "# none",
    "12", "Ünal", "[x]", "x, y", "true", "null", "a\tb", "two  blanks", "...", "{z}", "one", "two",
])  # fmt: skip
KEYS = st.sampled_from(["actor", "role", "of", "note", "quote", "says", "date", "items", "stops", "value"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(
            st.one_of(WORDS, st.dictionaries(KEYS, WORDS, min_size=1, max_size=2)), min_size=1, max_size=4
        )
        | st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=4,
)
FIELDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


@st.composite
def written_files(draw: st.DrawFn) -> str:
    """A file as people write them: in many styles, with comments and blank lines in odd places."""
    writer = _Writer(draw)
    indent = draw(st.sampled_from([0, 2, 4]))
    lines = writer.noise(0)
    for section in draw(st.lists(st.sampled_from([*ORDER, "rejected"]), unique=True, max_size=4)):
        lines += writer.noise(0)
        lines.append(f"{section}:{writer.comment()}")
        lines += writer.noise(indent)
        for fields in draw(st.lists(FIELDS, min_size=1, max_size=4)):
            lines += writer.suggested(indent)
            lines += writer.item(fields, indent)
            lines += writer.noise(indent)
    end = draw(st.sampled_from(["\n", "\r\n"]))
    text = draw(st.sampled_from(["", "\ufeff"])) + "".join(line + end for line in lines)
    return text.removesuffix(end) if draw(st.booleans()) else text


class _Writer:
    """Writes values in one of the styles that there are for them."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments = 0

    def often(self, times: int) -> bool:
        return self.draw(st.integers(0, times)) == 0

    def comment(self) -> str:
        if not self.often(6):
            return ""
        self.comments += 1
        return f"  # c{self.comments}"

    def noise(self, indent: int) -> list[str]:
        kind = self.draw(st.integers(0, 9))
        self.comments += 1
        mark = f"# n{self.comments}"
        kinds: list[list[str]] = [[""], [" " * indent + mark], [mark], ["", " " * indent + mark, ""]]
        return kinds[kind] if kind < len(kinds) else []

    def suggested(self, indent: int) -> list[str]:
        if not self.often(6):
            return []
        self.comments += 1
        rank = f"{' ' * indent}# likely: r{self.comments}"
        return [" " * indent + SUGGESTED, rank] if self.often(1) else [rank]

    def item(self, value: Any, indent: int) -> list[str]:
        dash = self.draw(st.sampled_from(["- ", "- ", "-   "]))
        if isinstance(value, str):
            first, *rest = self.scalar(value, indent)
            return [f"{' ' * indent}{dash}{first}{self.comment() if not rest else ''}", *rest]
        if self.often(5):
            return [f"{' ' * indent}{dash}{self.flow(value)}{self.comment()}"]
        inner = indent + len(dash)
        lines = self.mapping(value, inner)
        if self.often(6):
            return [f"{' ' * indent}-{self.comment()}", *lines]
        return [" " * indent + dash + lines[0][inner:], *lines[1:]]

    def mapping(self, fields: Mapping[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        for key, value in fields.items():
            lines += self.noise(indent) if lines else []
            lines += self.field(key, value, indent)
        return lines

    def field(self, key: str, value: Any, indent: int) -> list[str]:
        head = " " * indent + key + ":"
        if isinstance(value, str):
            first, *rest = self.scalar(value, indent)
            return [f"{head} {first}{self.comment() if not rest else ''}", *rest]
        if self.often(3):
            return [f"{head} {self.flow(value)}{self.comment()}"]
        lines = [head + self.comment()]
        if isinstance(value, Mapping):
            return [*lines, *self.mapping(value, indent + 2)]
        inner = indent + self.draw(st.sampled_from([0, 2]))
        for item in value:
            lines += self.noise(inner)
            lines += self.item(item, inner)
        return lines

    def scalar(self, text: str, indent: int) -> list[str]:
        style = self.draw(st.integers(0, 5))
        if style == 0 and re.fullmatch(r"[A-Za-z][A-Za-z-]*", text) and text not in ("true", "null"):
            return [text]
        if style == 1:
            return [self.draw(st.sampled_from(["|", ">", "|-", ">-"])), " " * (indent + 2) + text]
        if style == 2 and " " in text.strip():
            first, _, rest = text.partition(" ")
            return [f'"{_escaped(first)}', f'{" " * (indent + 2)}{_escaped(rest.lstrip())}"']
        return ["'" + text.replace("'", "''") + "'"] if style == 3 else [f'"{_escaped(text)}"']

    def flow(self, value: Any) -> str:
        if isinstance(value, str):
            return f'"{_escaped(value)}"'
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{key}: {self.flow(one)}" for key, one in value.items()) + "}"
        return "[" + ", ".join(map(self.flow, value)) + "]"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")


def chosen(data: st.DataObject, text: str) -> WrittenRecord | None:
    found = records(text)
    return data.draw(st.sampled_from(found)) if found else None


def is_within(lines: Sequence[str], within: Sequence[str]) -> bool:
    """Tell whether lines all stand among others, in order."""
    others = iter(within)
    return all(line in others for line in lines)


@settings(max_examples=100)
@given(written_files(), st.data())
def test_other_fields(text: str, data: st.DataObject) -> None:
    record = chosen(data, text)
    if record is None:
        return
    assert with_fields(text, PATH, record.section, record.index, record.value) == text
    fields = {**record.value, **data.draw(st.dictionaries(KEYS, VALUES, max_size=2))}
    for key in data.draw(st.sets(st.sampled_from(list(fields)), max_size=len(fields) - 1)):
        del fields[key]
    settled = data.draw(st.booleans())
    after = with_fields(text, PATH, record.section, record.index, fields, settled=settled)
    assert after is not None
    values = said(text)
    values[record.section][record.index] = as_read(fields)  # type: ignore[assignment]
    assert said(after) == values
    lines, own = text.splitlines(), range(*record.lines)
    others = [line for number, line in enumerate(lines) if number not in own and line.strip() != SUGGESTED]
    assert is_within(others, after.splitlines())
    marks = [line.strip() for line in lines if re.match(r" *# (n\d|c\d|likely|sugg)", line)]
    left = Counter(marks) - Counter(line.strip() for line in after.splitlines())
    assert not settled or all(line.startswith(("# likely", SUGGESTED)) for line in left)
    assert settled or not left
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    assert ("\r\n" in text) == ("\r\n" in after) or "\n" not in text


@settings(max_examples=100)
@given(written_files(), st.data())
def test_one_field_changes_no_other_line(text: str, data: st.DataObject) -> None:
    record = chosen(data, text)
    if record is None or record.text.lstrip(" -\r\n").startswith("{"):
        return
    key = data.draw(st.sampled_from(list(record.value)))
    after = with_fields(text, PATH, record.section, record.index, {**record.value, key: "Something else"})
    assert after is not None
    new = next(r for r in records(after) if (r.section, r.index) == (record.section, record.index))
    for other, value in new.value.items():
        assert other == key or value == record.value[other]
    lines, place = text.splitlines(), record.places[key,][0] - 1
    if "{" not in record.text:
        assert is_within(
            [line for line in lines[:place] if line.strip() and f"{key}:" not in line], after.splitlines()
        )
    assert is_within(comments(text), [*comments(after)]) or Counter(comments(text)) == Counter(
        comments(after)
    )


@settings(max_examples=100)
@given(written_files(), st.data())
def test_without_a_record(text: str, data: st.DataObject) -> None:
    record = chosen(data, text)
    if record is None:
        return
    after = without_record(text, PATH, record.section, record.index)
    assert after is not None
    values = said(text)
    del values[record.section][record.index]
    assert said(after) == {section: held for section, held in values.items() if held}
    own = range(*record.lines)
    others = [line for n, line in enumerate(text.splitlines()) if n not in own and line.strip("\ufeff ")]
    kept = [
        line
        for line in others
        if line.strip() != SUGGESTED and not line.lstrip("\ufeff").startswith(record.section)
    ]
    assert is_within([line.lstrip("\ufeff") for line in kept], after.lstrip("\ufeff").splitlines())
    assert len(text.splitlines()) - len(after.splitlines()) <= len(own) + 3


@settings(max_examples=100)
@given(written_files(), FIELDS, st.sampled_from([*ORDER, "rejected", "own_ones"]), st.data())
def test_with_a_record(text: str, fields: dict[str, Value], section: str, data: st.DataObject) -> None:
    values = said(text)
    there = values.setdefault(section, [])
    at = data.draw(st.none() | st.integers(0, len(there)))
    after = with_record(text, PATH, section, fields, at, order=ORDER)
    assert after is not None
    there.insert(len(there) if at is None else at, as_read(fields))  # type: ignore[arg-type]
    assert said(after) == values
    assert is_within(text.lstrip("\ufeff").splitlines(), after.lstrip("\ufeff").splitlines())
    index = len(there) - 1 if at is None else at
    if len(there) > 1:
        assert without_record(after, PATH, section, index) is not None
