"""What extraction finds in a text and no record carries; spans are code points of the text as captured."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.linking.article_links import Name
from site_builder.linking.open_findings import untouched
from site_builder.linking.site import Evidence
from site_builder.model.extraction_results import PUBLISHED_RANK, Mention, TimeExpression
from site_builder.pages.choices import label_words
from site_builder.pages.components import date_words
from site_builder.proving.layers import Layer
from site_builder.translation.messages import gettext


@dataclass(frozen=True, slots=True)
class AnnotationGap:
    """A place of a text that asks for an annotator, and why."""

    start: int
    end: int
    why: str


def annotation_gaps(
    layer: Layer, records: Sequence[Evidence], names: Iterable[Name]
) -> Iterator[AnnotationGap]:
    """Every place that asks for an annotator; `names` are the text's that the registry has."""
    known = {(name.start, name.end) for name in names}
    keys = [quote.key for record in records for quote in record.quotes]
    for mention in layer.found.mentions:
        if (mention.start, mention.end) not in known and mention.label != "demonym":
            yield AnnotationGap(mention.start, mention.end, _unknown_name(mention))
    for time in untouched(layer, keys, layer.found.times):
        yield AnnotationGap(time.start, time.end, _unused_time(time))
    for amount in untouched(layer, keys, layer.found.amounts):
        yield AnnotationGap(amount.start, amount.end, gettext("An amount in no record"))


def _unknown_name(mention: Mention) -> str:
    if mention.rank <= PUBLISHED_RANK:
        return gettext("A name that the registry does not have ({kind})", kind=label_words(mention.label))
    return gettext("Perhaps a name that the registry does not have ({kind})", kind=label_words(mention.label))


def _unused_time(time: TimeExpression) -> str:
    if time.edtf:
        return gettext("A time in no record, read as {date}", date=date_words(time.edtf))
    return gettext("A time in no record, not resolved")
