"""What stands in the fields of a project's own sections, in words and links."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from site_builder.linking.site import Event, Site, records_of
from site_builder.merging.counts import count_words, whole
from site_builder.model.own_sections import in_field, record_fields
from site_builder.model.records import Record
from site_builder.model.vocabulary import Field, FieldType, Show
from site_builder.model.written import Written
from site_builder.pages.components import (
    Link,
    date_words,
    event_link,
    joined,
    name_link,
    outside_link,
    place_link,
    quoted_words,
    who_link,
)
from site_builder.pages.facets import own_facet
from site_builder.pages.sentences import linked
from site_builder.translation.languages import Joint
from site_builder.translation.messages import gettext

_LINKS: Final[Mapping[FieldType, Callable[[Site, Field, Any], Link]]] = {
    **dict.fromkeys(("actor", "actors"), lambda site, _, value: who_link(site, value)),
    **dict.fromkeys(("place", "places"), lambda site, _, value: place_link(site, value)),
    **dict.fromkeys(("equipment", "ids"), lambda site, _, value: name_link(site, value)),
    "event": lambda site, _, value: event_link(site, value),
    "date": lambda _site, _own, value: Link(date_words(value)),
    "value": lambda _site, _own, value: Link(quoted_words(value.wording)),
    "number": lambda _site, own, value: Link(number_words(own, value)),
    "url": lambda _site, _own, value: outside_link(value, value),
}


def own_link(site: Site, own: Field, value: Any) -> Link:
    """One value of a field, as a link where it leads somewhere."""
    made = _LINKS.get(own.type)
    return made(site, own, value) if made else Link(str(value))


def number_words(own: Field, value: Any) -> str:
    """A number with what is counted: `about 12 people`."""
    return f"{count_words(whole(value))} {own.unit}" if own.unit else count_words(whole(value))


def own_fields(site: Site, event: Event, show: Show) -> Iterator[tuple[Field, tuple[Link, ...]]]:
    """The fields of an event's records that show in a place, each with all that any record has there."""
    records = [record for _, record in records_of(site, event.records, Record)]
    for own in dict.fromkeys(own for record in records for own in record.OWN if show in own.show):
        values = (own_link(site, own, value) for record in records for value in in_field(record, own))
        if found := tuple(dict.fromkeys(values)):
            is_disputed = event.verdicts.get(own.key) == "conflicts"
            disputed = (
                linked(gettext("{values} (disputed)"), values=joined(found, "or")) if is_disputed else ()
            )
            yield own, disputed or joined(found)


def facets_of(site: Site, event: Event) -> Mapping[str, tuple[str, ...]]:
    """What the fields of an event's records say that the search is narrowed down by."""
    sections = site.corpus.registry.sections.items()
    own = next((name for name, one in sections if event.frame.type in one.event_types), "")
    records = [record for _, record in records_of(site, event.records, Record)]
    fields = dict.fromkeys(field for record in records for field in record.OWN if "facet" in field.show)
    return {
        own_facet(own, field.key): tuple(
            own_link(site, field, value).text for record in records for value in in_field(record, field)
        )
        for field in fields
    }


def identifiers(holders: Iterable[Written]) -> Iterator[str]:
    """Numbers and codes of some records or entries, which are found by the search as names are."""
    for holder in holders:
        for field in record_fields(holder, "identifier"):
            yield from in_field(holder, field)


def field_run(site: Site, records: Iterable[Written], own: Field, last: Joint = "and") -> tuple[Link, ...]:
    """All that some records, or an entry, say in a field, each thing once, as a run of links."""
    values = (own_link(site, own, value) for record in records for value in in_field(record, own))
    return joined(dict.fromkeys(values), last)
