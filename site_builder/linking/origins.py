"""Who a record credits, and what it says has become of its event.

One outlet or person is one origin however it is reached: in its own article, in a republication of it,
as the speaker (`by`), or as what another outlet has it from (`via`). Unnamed sources of one state or body
may be one person, so they count as one origin, which makes the count a lower bound.
"""

from site_builder.linking.site import Origin, Saying
from site_builder.model.article import Article
from site_builder.model.records import DateRecord, DealRecord, EventRecord, Record, Source, VisitRecord
from site_builder.model.value_types import ActorId, Mode
from site_builder.model.written import Unnamed


def origin_of(article: Article, record: Record | DateRecord) -> Origin:
    """Give whom a record of an article credits: the speaker, else the nearest source, else the outlet.

    The voice of an article that another outlet carried first is that outlet's.
    """
    voice = article.republished_from or article.publisher
    if not isinstance(record, Record):
        return Origin(f"actor {voice}", None, voice)
    outlet = source_id(record.sources[0]) if record.sources else voice
    if isinstance(record.by, Unnamed):
        return Origin(f"unnamed {record.by.of}", record.by, outlet)
    return Origin(f"actor {record.by or outlet}", record.by, outlet)


def source_id(source: ActorId | Source) -> ActorId:
    """The outlet or body that an item of `via` names."""
    return source.source if isinstance(source, Source) else source


# ------------------------------------------------------------------ what it says

BY_STATUS: dict[str, Saying] = {
    "planned": "expected",
    "expected": "expected",
    "possible": "possible",
    "cancelled": "cancelled",
    "denied": "denied",
}
"""What else a status says than that it happened; a deal that is called off had been concluded."""

BY_MODE: dict[Mode | None, Saying] = {
    "denied": "denied",
    "promised": "expected",
    "urged": "wanted",
    "asked": "wanted",
    "claimed": "claimed",
    "accused": "claimed",
}
"""What a verb makes of the report that something happened."""


def saying_of(record: Record) -> Saying:
    """Give what a record says of its event: only what happened, or is claimed to have, confirms it."""
    status = record.status if isinstance(record, VisitRecord | EventRecord | DealRecord) else None
    if isinstance(record, DealRecord) and status == "cancelled":
        status = None
    return BY_STATUS.get(status or "") or BY_MODE.get(record.mode, "happened")
