"""Where the article lies in a captured page; the cases are in cases/bounds.yml."""

import hashlib
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.corpus.loading import load
from site_builder.model.article import Article
from site_builder.proving.body import find_body
from site_builder.proving.bounds import find_bounds
from tests.conftest import TEXTS, project_at, with_texts
from tests.test_quotes import text_info

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "bounds.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
ROOT = Path(__file__).parents[1]

WORDS = [
    "Home",
    "• Sport",
    "By Ada Quill",
    "Related:",
    "2 Comments",
    "3.5 %",
    "She came home, and ",
    "it was late.",
    "©",
]
PAGES = st.lists(st.sampled_from([*WORDS, "\n", "\n\n", " ", "x" * 130, "\u2028", "“", ":"]), max_size=60)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    spans = find_bounds(text)
    body = "\n".join(text[start:end] for start, end in spans)
    assert body.startswith(case["first"])
    assert body.endswith(case["last"])
    for words in case.get("within", ()):
        assert words in body
    for words in case.get("without", ()):
        assert words in text
        assert words not in body


@given(PAGES.map("".join) | st.text(max_size=200))
def test_spans_are_in_order_and_lie_in_the_text(text: str) -> None:
    spans = find_bounds(text)
    assert bool(spans) == bool(text.strip())
    ends = [end for span in spans for end in span]
    assert ends == sorted(set(ends))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert not ends or (ends[0] >= 0 and ends[-1] <= len(text))


# ------------------------------------------------------------------ the body without bounds by hand

PAGE = next(case["text"] for case in CASES if case["name"] == "a newsletter in the middle becomes a gap")


def test_without_bounds_by_hand_the_rules_find_the_body() -> None:
    body, problems = find_body(PAGE, text_info(PAGE))
    assert body is not None, problems
    assert body.stretches == find_bounds(PAGE)
    assert len(body.stretches) > 1


def test_bounds_by_hand_win() -> None:
    body, _ = find_body(PAGE, text_info(PAGE, body={"from": "Share on", "to": "weekly newsletter"}))
    assert body is not None
    [(start, end)] = body.stretches
    assert PAGE[start:end].startswith("Share on Facebook")
    assert PAGE[start:end].endswith("weekly newsletter")


def test_skips_by_hand_go_out_of_what_the_rules_find() -> None:
    body, _ = find_body(PAGE, text_info(PAGE, skip=[{"from": "Talks", "to": "down."}]))
    assert body is not None
    assert "Talks" not in "".join(PAGE[start:end] for start, end in body.stretches)


def test_a_text_without_words_has_no_body() -> None:
    body, (problem,) = find_body(" \n", text_info(" \n"))
    assert body is None
    assert problem.rule == "body-not-found"


# ------------------------------------------------------------------ the captured articles


def line_of(text: str, offset: int) -> int:
    """Count the lines with words before an offset."""
    return sum(1 for line in text[:offset].split("\n")[:-1] if line.strip())


def shipped() -> dict[str, Article]:
    corpus, _ = load(project_at(ROOT))
    return dict(corpus.articles.items())


@with_texts
@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "articles").glob("*.md")))
def test_rules_find_what_was_set_by_hand(name: str) -> None:
    info = shipped()[name].text
    assert info is not None
    data = {hashlib.sha256(path.read_bytes()).hexdigest(): path.read_bytes() for path in TEXTS.glob("*.txt")}
    if info.body is None or info.sha256 not in data:
        pytest.skip("no bounds by hand, or no text")
    text = data[info.sha256].decode()
    by_hand, problems = find_body(text, info)
    assert by_hand is not None, problems
    found = find_bounds(text)
    assert abs(line_of(text, found[0][0]) - line_of(text, by_hand.stretches[0][0])) <= 1
    assert abs(line_of(text, found[-1][1]) - line_of(text, by_hand.stretches[-1][1])) <= 1


# ------------------------------------------------------------------ hostile texts

SIZE = 2_000_000
HOSTILE = {
    "one line": "a" * SIZE,
    "one line of words": "word " * (SIZE // 5),
    "short lines": "a\n" * (SIZE // 2),
    "blank lines": "\n" * SIZE,
    "lines all different": "".join(f"{n}\n" for n in range(SIZE // 7)),
    "bullets": "• a\n" * (SIZE // 4),
    "bullets and nothing": "• \n" * (SIZE // 3),
    "headings": "Related:\n" * (SIZE // 9),
    "comments": "3 Comments\n" * (SIZE // 11),
    "bylines": "By A\n" * (SIZE // 5),
    "prose": "He came and he went and he came and went again.\n" * (SIZE // 48),
    "wrapped": ("a" * 40 + "\n") * (SIZE // 41),
    "menu": ("| " * 190 + "\n") * (SIZE // 381),
    "brackets": ("(" * 390 + "\n") * (SIZE // 391),
    "spaces": ("more" + " " * 390 + "\n") * (SIZE // 395),
    "all different, nearly junk": "".join(f"get {n} we use {n} more news from\n" for n in range(SIZE // 33)),
    "white space": " " * SIZE + "a",
    "separators": "\u2028" * SIZE,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_two_megabytes_take_no_long_time(kind: str) -> None:
    began = time.process_time()
    find_bounds(HOSTILE[kind])
    assert time.process_time() - began < 20
