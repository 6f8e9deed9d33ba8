"""The outline of a text that stays private: its paragraphs, with the quotes where they stand.

Made of the quotes' own words and of the offsets in the layer, so it shows nothing that the quotes do
not, and is the same without the text. How many words stand between two quotes of a paragraph is known;
before the first and after the last it is reckoned from the number of characters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from site_builder.linking.site import Evidence
from site_builder.model.normal_form import WORD, Span
from site_builder.model.quotation import GAP
from site_builder.pages.reading import MarkedText, Omission, QuotedWords, by_paragraph
from site_builder.proving.layers import Layer
from site_builder.translation.messages import ngettext

NEAR = 2
"""So many characters at a paragraph's edge are punctuation, not words."""


@dataclass(frozen=True, slots=True)
class QuoteSide:
    """One side of a quote where it stands: code points of the text, words of the body, its own words."""

    start: int
    end: int
    words: Span
    text: str
    number: int
    anchor: str
    ends: bool


def outline_sources(layer: Layer, found: Sequence[Evidence]) -> Iterator[MarkedText]:
    """Every paragraph of a text: its quotes in their order, and how much is not shown around them."""
    held = by_paragraph(layer.paragraphs, list(_pieces(layer, found)))
    density = layer.body_words / max(1, sum(end - start for start, end in layer.paragraphs))
    for span, pieces in zip(layer.paragraphs, held, strict=True):
        yield _paragraph(span, sorted(pieces, key=lambda p: (p.words[0], -p.words[1], p.number)), density)


def _pieces(layer: Layer, found: Sequence[Evidence]) -> Iterator[QuoteSide]:
    for number, evidence in enumerate(found, start=1):
        for quote in evidence.quotes:
            proof = layer.proofs.get(quote.key)
            if proof is None:
                continue
            sides = re.split(rf"\s+{re.escape(GAP.strip())}\s+", quote.words.strip())
            if len(sides) != len(proof.spans):
                continue
            for side, (start, end) in enumerate(proof.spans):
                last = side == len(sides) - 1
                yield QuoteSide(start, end, proof.words[side], sides[side], number, quote.anchor, last)


def _paragraph(span: Span, pieces: Sequence[QuoteSide], density: float) -> MarkedText:
    line = _OutlineBuilder()
    if not pieces:
        words = _reckoned(span[1] - span[0], density)
        line.leave_out(
            ngettext("about {n} word, none of them quoted", "about {n} words, none of them quoted", words)
        )
    else:
        _edge(line, pieces[0].start - span[0], density)
        for piece in pieces:
            line.add(piece)
        _edge(line, span[1] - max(piece.end for piece in pieces), density)
    return MarkedText(line.text, tuple(line.quoted), gaps=tuple(line.gaps))


def _edge(line: "_OutlineBuilder", characters: int, density: float) -> None:
    if characters > NEAR:
        line.leave_out(ngettext("about {n} word", "about {n} words", _reckoned(characters, density)))


def _reckoned(characters: int, density: float) -> int:
    return max(1, round(characters * density))


@dataclass(slots=True)
class _OutlineBuilder:
    """A paragraph while it is put together.

    `at` holds where each word of the body stands in it, `end` how far in the text it reaches.
    """

    text: str = ""
    quoted: list[QuotedWords] = field(default_factory=list)
    gaps: list[Omission] = field(default_factory=list)
    at: dict[int, Span] = field(default_factory=dict)
    end: int = 0

    def leave_out(self, what: str) -> None:
        """Say that something is not shown; of punctuation alone there is nothing to say."""
        self.text += " " if self.text else ""
        label = f"[… {what} …]" if what else "[…]"
        self.gaps.append(Omission(len(self.text), len(self.text) + len(label)))
        self.text += label

    def add(self, piece: QuoteSide) -> None:
        """Add a quote, after what is left out before it, or over what is there of it already."""
        words = [match.span() for match in WORD.finditer(piece.text)]
        first, end = piece.words
        reach = max(self.at, default=first - 1) + 1
        if len(words) == end - first and first in self.at:
            self._go_on(piece.text, words, first, reach)
            start, stop = self.at[first][0], self.at[end - 1][1]
        else:
            start = self._begin(first - reach if self.at else 0, piece.start - self.end)
            self.text += piece.text
            stop = len(self.text)
            if len(words) == end - first:
                self.at |= {first + n: (start + a, start + b) for n, (a, b) in enumerate(words)}
        self.end = max(self.end, piece.end)
        self.quoted.append(QuotedWords(start, stop, piece.number, piece.anchor, piece.ends))

    def _begin(self, between: int, characters: int) -> int:
        if between > 0:
            self.leave_out(ngettext("{n} word", "{n} words", between))
        elif self.at and characters >= NEAR:
            self.leave_out("")
        self.text += " " if self.text else ""
        return len(self.text)

    def _go_on(self, text: str, words: Sequence[Span], first: int, reach: int) -> None:
        """Add the words of a quote that are not there yet; it begins among those that are."""
        known = reach - first
        if known >= len(words):
            return
        base, tail = self.at[reach - 1][1], text[words[known - 1][1] :]
        self.text = self.text[:base] + tail
        shift = base - words[known - 1][1]
        self.at |= {first + n: (a + shift, b + shift) for n, (a, b) in enumerate(words) if n >= known}
