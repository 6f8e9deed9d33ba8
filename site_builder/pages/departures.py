"""Where visitors came from and in what office, as pages and data say it; or why that is not known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from site_builder.linking.home_states import Start, offices_then
from site_builder.linking.journeys import Journey
from site_builder.linking.site import Event, Site, records_of
from site_builder.model.records import PersonRecord
from site_builder.model.value_types import ActorId
from site_builder.model.written import ActorRef, Unnamed
from site_builder.pages.components import (
    Link,
    actor_link,
    joined,
    joined_runs,
    plain_text,
    separated,
    who_link,
)
from site_builder.pages.evidence import proof_link, role_links
from site_builder.translation.messages import N_, gettext

NOT_REPORTED = N_("start not reported")


@dataclass(frozen=True, slots=True)
class Departure:
    """The states in which a visit started; `unknown` where that of some visitors is not known."""

    links: tuple[Link, ...]
    unknown: bool


def departure(site: Site, found: Sequence[Journey]) -> Departure:
    """Where the visitors on some journeys came from."""
    known = separated([_start_link(site, one)] for one in found if one.home)
    return Departure(known, any(one.home is None for one in found))


def _start_link(site: Site, journey: Journey) -> Link:
    known = any(start.by_registry for start in journey.starts)
    return replace(actor_link(site, ActorId(journey.home or "")), basis="registry" if known else "")


def in_office(site: Site, event: Event, *roles: str) -> tuple[Link, ...]:
    """Everyone with some roles in an event, each once, with the offices that articles give them then.

    Each office leads to its quote.
    """
    refs = dict.fromkeys(part.ref for part in event.parts if part.role in roles)
    return joined_runs((who_link(site, ref), *_office(site, event, ref)) for ref in refs)


def _office(site: Site, event: Event, ref: ActorRef) -> tuple[Link, ...]:
    if isinstance(ref, Unnamed):
        return ()
    offices: dict[str, Link] = {}
    for key, record in records_of(site, offices_then(site, event, ref), PersonRecord):
        words = plain_text(role_links(site, record))
        offices.setdefault(words, replace(proof_link(site, key), text=words))
    return (Link(" ("), *joined(offices.values()), Link(")")) if offices else ()


def office_links(site: Site, starts: Sequence[Start]) -> Iterator[Link]:
    """The offices that starts rest on, without the state's name; each leads to where its quote stands."""
    states: set[str | None] = {start.state for start in starts}
    keys = (key for start in starts for key in start.records)
    for key, record in records_of(site, keys, PersonRecord):
        own = replace(record, of=None) if record.of in states else record
        yield replace(proof_link(site, key), text=plain_text(role_links(site, own)))


def reasons(starts: Iterable[Start]) -> str:
    """Why starts are not known, in words."""
    return "; ".join(dict.fromkeys(gettext(start.reason) for start in starts if start.reason))
