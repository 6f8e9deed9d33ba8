"""What extraction finds in a text and no record carries; spans are code points of the text as captured."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from site_builder.linking.article_links import Name
from site_builder.linking.site import Evidence
from site_builder.model.extraction_results import PUBLISHED_RANK, Amount, Mention, TimeExpression
from site_builder.model.normal_form import Span
from site_builder.pages.components import date_words
from site_builder.proving.layers import Layer

F = TypeVar("F", TimeExpression, Amount)


@dataclass(frozen=True, slots=True)
class AnnotationGap:
    """A place of a text that asks for an annotator, and why."""

    start: int
    end: int
    why: str


def spans_of(layer: Layer, found: Evidence) -> Iterator[Span]:
    """Where a record's quotes stand, each from its first to its last word."""
    for quote in found.quotes:
        proof = layer.proofs.get(quote.key)
        if proof:
            yield proof.spans[0][0], proof.spans[-1][1]


def touches(item: TimeExpression | Amount, spans: Iterable[Span]) -> bool:
    """Tell whether something found lies in one of some stretches, in part at least."""
    return any(item.start < end and start < item.end for start, end in spans)


def untouched(layer: Layer, records: Iterable[Evidence], found: Iterable[F]) -> tuple[F, ...]:
    """What of the times or amounts found no quote of the records touches."""
    carried = [span for record in records for span in spans_of(layer, record)]
    return tuple(item for item in found if not touches(item, carried))


def annotation_gaps(
    layer: Layer, records: Sequence[Evidence], names: Iterable[Name]
) -> Iterator[AnnotationGap]:
    """Every place that asks for an annotator; `names` are the text's that the registry has."""
    known = {(name.start, name.end) for name in names}
    for mention in layer.found.mentions:
        if (mention.start, mention.end) not in known and mention.label != "demonym":
            yield AnnotationGap(mention.start, mention.end, _unknown_name(mention))
    for time in untouched(layer, records, layer.found.times):
        read = f", read as {date_words(time.edtf)}" if time.edtf else ", not resolved"
        yield AnnotationGap(time.start, time.end, f"A time in no record{read}")
    for amount in untouched(layer, records, layer.found.amounts):
        yield AnnotationGap(amount.start, amount.end, "An amount in no record")


def _unknown_name(mention: Mention) -> str:
    if mention.rank <= PUBLISHED_RANK:
        return f"A name that the registry does not have ({mention.label})"
    return f"Perhaps a name that the registry does not have ({mention.label})"
