"""Where visitors came from, as pages and data say it: the state, the office, or why it is not known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from site_builder.linking.home_states import Start
from site_builder.linking.journeys import Journey
from site_builder.linking.site import Site, records_of
from site_builder.model.records import PersonRecord
from site_builder.model.value_types import ActorId, StateId
from site_builder.pages.components import Link, actor_link, joined, plain_text, separated
from site_builder.pages.evidence import proof_link, role_links
from site_builder.translation.messages import N_, gettext

NOT_REPORTED = N_("start not reported")


@dataclass(frozen=True, slots=True)
class Departure:
    """The starts of a visit with the offices that they rest on; `unknown` says why some are not known."""

    links: tuple[Link, ...]
    unknown: str


def departure(site: Site, found: Sequence[Journey]) -> Departure:
    """Where the visitors on some journeys came from; each office leads to its quote."""
    known = separated(_start_links(site, one, one.home) for one in found if one.home)
    unknown = reasons(start for one in found if one.home is None for start in one.starts)
    return Departure(known, unknown)


def _start_links(site: Site, journey: Journey, home: StateId) -> Iterator[Link]:
    known = any(start.by_registry for start in journey.starts)
    yield replace(actor_link(site, ActorId(home)), basis="registry" if known else "")
    offices = joined(dict.fromkeys(office_links(site, journey.starts)))
    if offices:
        yield from (Link(" ("), *offices, Link(")"))


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
