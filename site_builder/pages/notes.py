"""Notes beside the paragraphs of an article, and the list of the records that have none there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.linking.site import Evidence, Site
from site_builder.pages.components import Link
from site_builder.pages.evidence import EvidenceView, evidence_view, record_place
from site_builder.pages.quotations import QuoteView
from site_builder.pages.reading import MarkedText, Paragraph
from site_builder.translation.messages import ngettext

MOST_OPEN = 2
"""So many notes of a paragraph stand open on a narrow screen; more can be folded away."""
LONGEST_ROW = 12
"""So many paragraphs a row of the style sheet's grid has room for."""


@dataclass(frozen=True, slots=True)
class Note:
    """A record beside the words that it quotes; `number` leads to them."""

    anchor: str
    number: Link
    record: EvidenceView


@dataclass(frozen=True, slots=True)
class NotedParagraph:
    """A paragraph with the notes on the records that it quotes first; `folded` says how many are many."""

    paragraph: Paragraph
    notes: tuple[Note, ...] = ()
    folded: str = ""


@dataclass(frozen=True, slots=True)
class NotesRow:
    """A paragraph with notes, and those after it that have none, beside which its notes may run on."""

    paragraphs: tuple[NotedParagraph, ...]


def rows(paragraphs: Iterable[Paragraph], notes: Mapping[int, Sequence[Note]]) -> Iterator[NotesRow]:
    """Paragraphs with their notes, which come by the paragraph's number."""
    row: list[NotedParagraph] = []
    for paragraph in paragraphs:
        beside = tuple(notes.get(paragraph.number, ()))
        if row and (beside or len(row) == LONGEST_ROW):
            yield NotesRow(tuple(row))
            row = []
        row.append(NotedParagraph(paragraph, beside, _folded(len(beside))))
    if row:
        yield NotesRow(tuple(row))


def _folded(number: int) -> str:
    return ngettext("{n} note", "{n} notes", number) if number > MOST_OPEN else ""


def numbered_records(
    site: Site, found: Sequence[Evidence], sources: Sequence[MarkedText]
) -> tuple[EvidenceView, ...]:
    """Views of an article's records in order, without the quotes that the paragraphs show.

    The first of equal quotes that are left carries their anchor.
    """
    marked = {quoted.anchor for source in sources for quoted in source.quoted}
    taken = set(marked)
    views = []
    for number, evidence in enumerate(found, start=1):
        view = evidence_view(site, evidence.key)
        left: list[QuoteView] = []
        for quote in view.quotes:
            if quote.anchor not in marked:
                left.append(replace(quote, id="" if quote.anchor in taken else quote.anchor))
                taken.add(quote.anchor)
        place = record_place(site, evidence.key)
        views.append(replace(view, number=number, quotes=tuple(left), article=None, place=place))
    return tuple(views)


def notes(
    path: str, records: Iterable[EvidenceView], sources: Sequence[MarkedText]
) -> Mapping[int, list[Note]]:
    """Notes on the records that paragraphs quote, by the number of the paragraph that does so first.

    `path` is the page's.
    """
    beside: dict[int, list[Note]] = defaultdict(list)
    first: dict[int, tuple[int, str]] = {}
    for paragraph, source in enumerate(sources, start=1):
        for quoted in source.quoted:
            first.setdefault(quoted.number, (paragraph, quoted.anchor))
    for record in records:
        if record.number in first:
            paragraph, anchor = first[record.number]
            number = Link(str(record.number), f"{path}#{anchor}")
            beside[paragraph].append(Note(f"n-{record.number}", number, record))
    return beside
