"""Texts of other languages than English, with their names, times and amounts marked in them by a reader."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from site_builder.extraction.extract import extract
from site_builder.extraction.scoring import Counts
from site_builder.linking.name_resolution import name_text
from site_builder.model.extraction_results import PUBLISHED_RANK, Amount
from site_builder.names.matching import NO_NAMES
from site_builder.reviewing.evaluation.corpora import HALVES
from site_builder.reviewing.evaluation.tables import ResultTable, Section, Summary, share_of

FOLDER: Final = Path("tests/cases/languages/evaluation")
_FILES: Final = {"written_on.txt": HALVES[0], "seen_since.txt": HALVES[0], "held_back.txt": HALVES[1]}
_HEAD: Final = re.compile(r"^=== (\S+) \| (.+)\n", re.MULTILINE)
_MARK: Final = re.compile(r"\{([plotm]):([^{}=]+)(?:=([^{}]*))?\}")
_KINDS: Final = {"p": "persons", "o": "bodies", "l": "places", "t": "times", "m": "money and percentages"}
_LABELS: Final = {"person": "p", "organisation": "o", "place": "l"}
_NOTE: Final = """\
Short news texts under open licences, which are kept with their marks in `tests/cases/languages/evaluation`. \
One reader marked them before any program was run on them. Right means the same span and kind, of times and \
amounts also the same value. *Published* names are those of ranks 1 to 3, with an empty registry; *all* \
has candidates, too. Rules were written on one half; the other was looked for and marked when they were \
written."""


class Mark(NamedTuple):
    """Something marked or found: its kind, its span, and its value."""

    kind: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with all that is marked in it."""

    source: str
    language: str
    half: str
    published: str
    text: str
    marks: tuple[Mark, ...]


def read_marked(folder: Path = FOLDER) -> tuple[MarkedText, ...]:
    """Read the marked texts of all languages."""
    found = (
        one
        for language in sorted(folder.iterdir())
        for file, half in _FILES.items()
        if (language / file).exists()
        for one in _texts((language / file).read_text("utf-8"), language.name, half)
    )
    return tuple(found)


def _texts(written: str, language: str, half: str) -> Iterator[MarkedText]:
    _, *parts = _HEAD.split(written)
    for published, source, marked in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        text, marks = _unmarked(marked.strip() + "\n")
        yield MarkedText(source, language, half, published, text, tuple(marks))


def _unmarked(marked: str) -> tuple[str, list[Mark]]:
    text, at, marks = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        marks.append(Mark(match[1], len(text), len(text) + len(match[2]), match[3] or ""))
        text, at = text + match[2], match.end()
    return text + marked[at:], marks


def found_in(one: MarkedText, *, published: bool) -> tuple[Mark, ...]:
    """Find what the marks are of; only the names that are published, or all."""
    whole = [(0, len(one.text))]
    found = extract(one.text, whole, one.published, language=one.language)
    names = (
        Mark(_LABELS[m.label], m.start, m.end)
        for m in (linked.mention for linked in name_text(found, NO_NAMES))
        if m.label in _LABELS and (m.rank <= PUBLISHED_RANK or not published)
    )
    times = (Mark("t", time.start, time.end, time.edtf) for time in found.times if time.edtf)
    amounts = (Mark("m", amount.start, amount.end, _said(amount)) for amount in found.amounts)
    return (*names, *times, *amounts)


def _said(amount: Amount) -> str:
    return f"{amount.high or amount.low} {amount.unit}"


def section() -> Section:
    """Score names, times and amounts in other languages than English."""
    texts = read_marked()
    rows = tuple(
        row for half in reversed(HALVES) for row in _rows([one for one in texts if one.half == half], half)
    )
    table = ResultTable(
        "Russian", "", ("half", "what", "marked", "found", "right of the found", "right of the marked"), rows
    )
    return Section("Other languages", _NOTE, (table,), tuple(_summary(rows)))


def _rows(texts: Sequence[MarkedText], half: str) -> Iterator[tuple[str, ...]]:
    found = {one.source: found_in(one, published=True) for one in texts}
    every = {one.source: found_in(one, published=False) for one in texts}
    for kind, name in _KINDS.items():
        yield (half, name, *_cells(texts, found, kind))
    yield (half, "names, published", *_cells(texts, found, "plo"))
    yield (half, "names, all", *_cells(texts, every, "plo"))


def _cells(texts: Iterable[MarkedText], found: Mapping[str, Iterable[Mark]], kinds: str) -> tuple[str, ...]:
    counts = Counts()
    for one in texts:
        marks = {mark for mark in one.marks if mark.kind in kinds}
        there = {mark for mark in found[one.source] if mark.kind in kinds}
        right = len(marks & there)
        counts += Counts(len(marks), len(there), right, right)
    return (
        str(counts.gold), str(counts.found), share_of(counts.right_found, counts.found),
        share_of(counts.right_gold, counts.gold),
    )  # fmt: skip


def _summary(rows: Iterable[tuple[str, ...]]) -> Iterator[Summary]:
    by = {(half, what): cells for half, what, *cells in rows}
    for what in ("names, published", "times", "money and percentages"):
        there, here = (by[half, what] for half in reversed(HALVES))
        yield Summary(f"Russian: {what}", "right of the found", there[2], here[2], "one reader's marks")
        yield Summary(f"Russian: {what}", "right of the marked", there[3], here[3], "one reader's marks")
