"""Merges by lines: both sides' changes, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.editing.line_merge import merged

BASE = "one\ntwo\nthree\n\nfour\nfive\n"
FIRST = BASE.replace("one", "ONE")
CASES = {
    "apart": (FIRST, BASE.replace("five", "FIVE"), FIRST.replace("five", "FIVE")),
    "one line": (FIRST, BASE.replace("one", "uno"), None),
    "lines that touch": (FIRST, BASE.replace("two", "TWO"), None),
    "the same, and more": (FIRST, FIRST.removesuffix("five\n"), FIRST.removesuffix("five\n")),
    "two additions at a place": (BASE + "six\n", BASE + "seven\n", None),
    "one addition by both": (BASE + "six\n", BASE + "six\n", BASE + "six\n"),
    "an addition and a removal apart": ("zero\n" + BASE, "one\ntwo\nthree\n", "zero\none\ntwo\nthree\n"),
    "an addition where lines went": (BASE.replace("two\n", ""), BASE.replace("two\n", "two\nnew\n"), None),
    "no end of the last line": (BASE.rstrip("\n"), FIRST, FIRST.rstrip("\n")),
}
TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "a\r\n", "d"]), max_size=12).map("".join)


@pytest.mark.parametrize(("mine", "theirs", "due"), CASES.values(), ids=CASES)
def test_merges(mine: str, theirs: str, due: str | None) -> None:
    assert merged(BASE, mine, theirs) == due
    assert merged(BASE, theirs, mine) == due


@given(TEXTS, TEXTS)
def test_one_side_alone(base: str, changed: str) -> None:
    assert merged(base, changed, base) == changed
    assert merged(base, base, changed) == changed
    assert merged(base, changed, changed) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_the_sides_are_alike(base: str, mine: str, theirs: str) -> None:
    assert merged(base, mine, theirs) == merged(base, theirs, mine)


@given(st.lists(TEXTS, min_size=3, max_size=6), TEXTS, TEXTS, st.data())
def test_paragraphs_apart(parts: list[str], mine: str, theirs: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(parts) - 3))
    second = data.draw(st.integers(first + 2, len(parts) - 1))

    def text(**changed: str) -> str:
        held = {f"p{number}": part for number, part in enumerate(parts)} | changed
        return "".join(f"{part}\n= {name} 1\n= {name} 2\n= {name} 3\n" for name, part in held.items())

    one, other = {f"p{first}": mine}, {f"p{second}": theirs}
    assert merged(text(), text(**one), text(**other)) == text(**one, **other)
