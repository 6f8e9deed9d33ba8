"""An article as it is read: paragraphs of its text or digest, cut into runs that carry names and quotes.

Whatever overlaps is cut at every edge, so that a run is either wholly in something or not at all.
Positions are code points of the paragraph, unless a function says that they are the text's.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Protocol, TypeVar

from site_builder.corpus.checks.digests import FRAGMENT
from site_builder.linking.article_links import Name
from site_builder.linking.site import Evidence, Site
from site_builder.model.normal_form import Span, normal
from site_builder.model.value_types import ArticleId
from site_builder.pages.annotation_gaps import AnnotationGap, annotation_gaps
from site_builder.pages.components import Link, closing_mark, name_link, opening_mark
from site_builder.pages.misprints import misprints
from site_builder.proving.layers import Layer
from site_builder.proving.quotes import quote_key
from site_builder.translation.messages import gettext


class HasSpan(Protocol):
    """Anything that lies from `start` to `end` (exclusive)."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=HasSpan)


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Words that a record quotes: the record's number, the quote's anchor, and whether the quote ends here.

    A quote with a gap is quoted in two stretches.
    """

    start: int
    end: int
    number: int
    anchor: str
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Misprint:
    """A form that the source misprints, within a quote."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Omission:
    """Words of ours that stand for some of the text's, which are not shown."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A paragraph with all that is to be marked in it."""

    text: str
    quoted: tuple[QuotedWords, ...] = ()
    names: tuple[Name, ...] = ()
    open: tuple[AnnotationGap, ...] = ()
    gaps: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class TextRun:
    """Some words; `to` and `kind` are those of the name they are in, `why` says why they are open.

    A `gap` says what is not shown.
    """

    text: str
    to: str = ""
    kind: str = ""
    why: str = ""
    sic: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class QuotedRuns:
    """Runs that the same records quote, if any.

    `anchors` are those of all quotes here, `ids` of those that have no place before this on the page;
    `numbers` lead to the notes of the records whose quotes end here.
    """

    runs: tuple[TextRun, ...]
    anchors: str = ""
    ids: tuple[str, ...] = ()
    numbers: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, ready to be shown; `number` counts from 1, a `title` repeats that of the article.

    `name` tells it to those who hear the page. In an outline, `place` says which of how many it is; one
    that nothing is quoted from is `silent`.
    """

    number: int
    anchor: str
    to: str
    stretches: tuple[QuotedRuns, ...]
    title: bool = False
    name: str = ""
    place: str = ""
    silent: bool = False


# ------------------------------------------------------------------ cutting


def cut_at_edges(length: int, marks: Iterable[M]) -> Iterator[tuple[int, int, tuple[M, ...]]]:
    """Cut a stretch from 0 to `length` at the edges of all marks: each run with the marks that cover it.

    What reaches beyond the stretch counts as far as it lies within; marks come in the order given.
    """
    given = tuple(marks)
    if length > 0 and all(mark.start <= 0 and mark.end >= length for mark in given):
        yield 0, length, given
        return
    begins: dict[int, list[int]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    for position, mark in enumerate(given):
        start, end = max(0, mark.start), min(length, mark.end)
        if start < end:
            begins[start].append(position)
            ends[end].append(position)
    covering: set[int] = set()
    for start, end in pairwise(sorted({0, length, *begins, *ends})):
        covering.difference_update(ends[start])
        covering.update(begins[start])
        yield start, end, tuple(given[position] for position in sorted(covering))


def paragraphs(
    site: Site, article: ArticleId, sources: Sequence[MarkedText], elsewhere: Iterable[str] | None = None
) -> Iterator[Paragraph]:
    """Mark paragraphs; the first place of equal quotes on the page carries their anchor.

    A digest beside an outline has anchors of its own; quotes whose anchors are `elsewhere` get none here.
    """
    taken, digest = set(elsewhere or ()), elsewhere is not None
    title = normal(site.corpus.articles[article].title)
    for number, source in enumerate(sources, start=1):
        stretches = tuple(_stretches(site, article, source, taken))
        anchor, repeats = f"{'d' if digest else 'p'}-{number}", normal(source.text) == title
        label = gettext("paragraph {n} of the digest", n=number) if digest else _name(number)
        yield Paragraph(number, anchor, f"articles/{article}/#{anchor}", stretches, repeats, label)


def _name(number: int) -> str:
    return gettext("paragraph {n}", n=number)


def outlined(site: Site, article: ArticleId, sources: Sequence[MarkedText]) -> Iterator[Paragraph]:
    """Paragraphs of an outline, which say where they stand."""
    taken: set[str] = set()
    for number, source in enumerate(sources, start=1):
        yield Paragraph(
            number=number,
            anchor=f"p-{number}",
            to=f"articles/{article}/#p-{number}",
            stretches=tuple(_stretches(site, article, source, taken)),
            name=_name(number),
            place=gettext("Paragraph {n} of {all}", n=number, all=len(sources)),
            silent=not source.quoted,
        )


Mark = QuotedWords | Name | AnnotationGap | Misprint | Omission


def _stretches(site: Site, article: ArticleId, source: MarkedText, taken: set[str]) -> Iterator[QuotedRuns]:
    if source.gaps == (Omission(0, len(source.text)),) and not (source.quoted or source.names or source.open):
        yield QuotedRuns((TextRun(source.text, gap=True),))
        return
    marks: list[Mark] = [*source.quoted, *source.names, *source.open, *source.gaps]
    marks += _misprints(site, source)
    runs = cut_at_edges(len(source.text), marks)
    for quoted, group in groupby(
        runs, key=lambda run: tuple(m for m in run[2] if isinstance(m, QuotedWords))
    ):
        pieces = tuple(group)
        anchors = tuple(dict.fromkeys(q.anchor for q in quoted))
        ids = tuple(anchor for anchor in anchors if anchor not in taken)
        taken.update(ids)
        ending = sorted({q.number for q in quoted if q.ends and q.end == pieces[-1][1]})
        yield QuotedRuns(
            runs=tuple(_run(site, source.text, *piece) for piece in pieces),
            anchors=" ".join(anchors),
            ids=ids,
            numbers=tuple(Link(str(number), f"articles/{article}/#n-{number}") for number in ending),
        )


def _run(site: Site, text: str, start: int, end: int, marks: Iterable[Mark]) -> TextRun:
    to = kind = why = ""
    sic = gap = False
    for mark in marks:
        match mark:
            case Name() if not to:
                link = name_link(site, mark.id)
                to, kind = link.to, link.kind
            case AnnotationGap():
                why = f"{why}; {mark.why}" if why else mark.why
            case Misprint():
                sic = mark.end == end
            case Omission():
                gap = True
            case _:
                pass
    return TextRun(text[start:end], to, kind, why, sic, gap)


def _misprints(site: Site, source: MarkedText) -> Iterator[Misprint]:
    """Every misprinted form that lies wholly within a quote."""
    for start, end in misprints(site, source.text) if source.quoted else ():
        if any(q.start <= start and end <= q.end for q in source.quoted):
            yield Misprint(start, end)


# ------------------------------------------------------------------ what is read


def digest_sources(site: Site, article: ArticleId, found: Sequence[Evidence]) -> Iterator[MarkedText]:
    """The paragraphs of a digest; what stands between quotation marks and proves a record is quoted."""
    proved: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, evidence in enumerate(found, start=1):
        for quote in evidence.quotes:
            proved[quote_key(quote.words)].append((number, quote.anchor))
    named = site.naming.digests.get(article, ())
    for position, text in enumerate(site.corpus.digests[article].paragraphs):
        quoted = tuple(
            QuotedWords(*match.span(1), number, anchor)
            for match in FRAGMENT.finditer(text)
            for number, anchor in _records(proved, match[1])
        )
        names = named[position] if position < len(named) else ()
        yield MarkedText(FRAGMENT.sub(_quoted, text), quoted, names)


def _quoted(match: re.Match[str]) -> str:
    """Words between quotation marks of the language, which are as long as those of the file."""
    return f"{opening_mark()}{match[1]}{closing_mark()}"


def _records(proved: Mapping[str, list[tuple[int, str]]], words: str) -> list[tuple[int, str]]:
    return proved.get(quote_key(words)) or proved.get(quote_key(words.strip(" ,."))) or []


def text_sources(
    site: Site, article: ArticleId, found: Sequence[Evidence], layer: Layer, text: str
) -> Iterator[MarkedText]:
    """The paragraphs of a text's body; in a private preview, with what asks for an annotator."""
    names = site.naming.texts.get(article, ())
    open_ = tuple(annotation_gaps(layer, found, names)) if site.shown.private else ()
    quoted = by_paragraph(layer.paragraphs, quoted_in_text(layer, found))
    named = by_paragraph(layer.paragraphs, names)
    lacking = by_paragraph(layer.paragraphs, open_)
    for position, (start, end) in enumerate(layer.paragraphs):
        yield MarkedText(
            text=text[start:end],
            quoted=tuple(replace(q, start=q.start - start, end=q.end - start) for q in quoted[position]),
            names=tuple(replace(n, start=n.start - start, end=n.end - start) for n in named[position]),
            open=tuple(replace(o, start=o.start - start, end=o.end - start) for o in lacking[position]),
        )


def quoted_in_text(layer: Layer, found: Iterable[Evidence]) -> Iterator[QuotedWords]:
    """Where in a text records have their quotes, in the order of the records; positions are the text's."""
    for number, evidence in enumerate(found, start=1):
        for quote in evidence.quotes:
            proof = layer.proofs.get(quote.key)
            spans = proof.spans if proof else ()
            for side, (start, end) in enumerate(spans, start=1):
                yield QuotedWords(start, end, number, quote.anchor, ends=side == len(spans))


def by_paragraph(spans: Sequence[Span], items: Iterable[M]) -> list[list[M]]:
    """What lies in each of some paragraphs, a list for each; what crosses an end lies in both."""
    starts = [start for start, _ in spans]
    within: list[list[M]] = [[] for _ in spans]
    for item in items:
        position = max(0, bisect_right(starts, item.start) - 1)
        while position < len(spans) and spans[position][0] < item.end:
            if item.start < spans[position][1]:
                within[position].append(item)
            position += 1
    return within
