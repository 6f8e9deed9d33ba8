"""The body of a captured text: what lies between its bounds, without the stretches to skip.

Bounds set by hand win; where there are none, the rules of `bounds` find them.
Paragraphs end at a blank line and at a skipped stretch. A single line break ends one too,
unless the next line goes on with a small letter or the whole body is wrapped (no line longer
than `WRAP`): captures mostly have a paragraph a line, with or without blank lines between.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from site_builder.model.article import Bounds, TextInfo
from site_builder.model.normal_form import UNSEEN, WORD, Normalised, Span, find_whole, normal, normalise
from site_builder.model.problems import Checked, Problem, quoted
from site_builder.proving.blocks import MOST_BLOCKS, first_blocks, lines_of
from site_builder.proving.bounds import find_bounds

WRAP = 120
"""A body without a line of more code points is taken for one whose lines are wrapped."""


class Body(NamedTuple):
    """The part of a text that is the article; all spans are code points of the text as captured."""

    normal: Normalised
    stretches: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    words: tuple[Span, ...]

    def paragraph(self, span: Span) -> int | None:
        """Find the paragraph that holds the whole span; `None` where none does."""
        i = bisect_right(self.paragraphs, (span[0], self.normal.offsets[-1] + 1)) - 1
        return i if i >= 0 and span[1] <= self.paragraphs[i][1] else None

    def beginning(self, words: int) -> tuple[Span, ...]:
        """Give the stretches as far as so many words."""
        end = self.words[words - 1][1] if len(self.words) >= words else self.stretches[-1][1]
        return tuple((start, min(stop, end)) for start, stop in self.stretches if start < end)

    def words_in(self, span: Span) -> Span:
        """First and end index of the body's words that a span touches."""
        first = bisect_right(self.words, span[0], key=lambda word: word[1])
        return first, max(first, bisect_left(self.words, span[1], key=lambda word: word[0]))


def find_body(text: str, info: TextInfo) -> Checked[Body | None]:
    """Find the body in a captured text; `None` where a bound is not found exactly once."""
    form = normalise(text)
    whole: Span | None
    problems: tuple[Problem, ...] = ()
    told: tuple[Problem, ...] = ()
    if info.body is None:
        stretches = list(find_bounds(text))
        if not stretches:
            place, found = info.at.location, "a text without any words"
            return None, (Problem(place, "body-not-found", found, "the words of an article"),)
        whole = stretches[0][0], stretches[-1][1]
        told = tuple(_not_sought(text, info))
    else:
        whole, problems = _stretch(form, info.body, (0, len(text)), "the text")
        if whole is None:
            return None, problems
        stretches = [whole]
    for bounds in info.skip:
        junk, more = _stretch(form, bounds, whole, "the body")
        problems += more
        if junk is not None:
            stretches = [part for stretch in stretches for part in _without(stretch, junk)]
    if not stretches:
        place = info.at.of("skip")
        problems += (Problem(place, "body-empty", "skips that leave nothing of the body", "some words"),)
    if problems:
        return None, problems
    return _body(text, form, tuple(stretches)), told


def body_of(text: str, stretches: Sequence[Span]) -> Body:
    """Give the body whose stretches are known, in order and within the text."""
    return _body(text, normalise(text), tuple(stretches))


def _not_sought(text: str, info: TextInfo) -> Iterator[Problem]:
    """Tell of a text so long that it was taken for its own body."""
    if text.count("\n") >= MOST_BLOCKS and sum(1 for _ in first_blocks(text)) == MOST_BLOCKS:
        found = f"a text of {MOST_BLOCKS:,} lines or more, all of which is taken for the article"
        fix = "set `body:` to where the article begins and ends"
        yield Problem(info.at.location, "body-not-sought", found, "the length of a page", fix, "warning")


def _body(text: str, form: Normalised, stretches: tuple[Span, ...]) -> Body:
    found = [
        word.span()
        for start, end in stretches
        for word in WORD.finditer(form.text, form.index(start), form.index(end))
    ]
    return Body(form, stretches, tuple(_paragraphs(text, stretches)), tuple(form.spans(found)))


def _stretch(form: Normalised, bounds: Bounds, inside: Span, where: str) -> Checked[Span | None]:
    low, high = form.index(inside[0]), form.index(inside[1])
    start = _only(form.text, bounds.from_, low, high)
    if not isinstance(start, tuple):
        return None, (_bound_problem(bounds, "from", bounds.from_, start, where),)
    end = _only(form.text, bounds.to, start[0], high)
    if not isinstance(end, tuple):
        return None, (_bound_problem(bounds, "to", bounds.to, end, f"{where} after `from`"),)
    return form.span(start[0], end[1]), ()


def _only(text: str, wanted: str, low: int, high: int) -> Span | int:
    """Find the one place of some words, else say how many there are (2 for several)."""
    places = list(islice(find_whole(text, normal(wanted), low, high), 2))
    return places[0] if len(places) == 1 else len(places)


def _bound_problem(bounds: Bounds, key: str, written: str, hits: int, where: str) -> Problem:
    return Problem(
        bounds.at.of(key),
        "body-ambiguous" if hits else "body-not-found",
        f"{quoted(written)} {'several times' if hits else 'nowhere'} in {where}",
        "words that stand there exactly once",
        "give more words" if hits else "copy the words from the captured text",
    )


def _without(stretch: Span, junk: Span) -> Iterator[Span]:
    (start, end), (low, high) = stretch, junk
    if high <= start or end <= low:
        yield stretch
        return
    if start < low:
        yield start, low
    if high < end:
        yield high, end


def _paragraphs(text: str, stretches: Sequence[Span]) -> Iterator[Span]:
    lines = [list(lines_of(text, stretch)) for stretch in stretches]
    wrapped = all(end - start <= WRAP for stretch in lines for start, end in stretch)
    for stretch in lines:
        open_: Span | None = None
        for start, end in stretch:
            goes_on = open_ is not None and start < end and (wrapped or _begins_small(text, start))
            if open_ is not None and goes_on:
                open_ = open_[0], end
                continue
            if open_ is not None:
                yield open_
            open_ = (start, end) if start < end else None
        if open_ is not None:
            yield open_


def _begins_small(text: str, start: int) -> bool:
    """Tell whether a line goes on in the middle of a sentence, whatever unseen marks it begins with."""
    unseen = UNSEEN.match(text, start)
    at = unseen.end() if unseen else start
    return text[at : at + 1].islower()
