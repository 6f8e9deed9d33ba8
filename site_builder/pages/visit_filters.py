"""What the register of visits is filtered by: the state that sent, the state or place visited, the kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.linking.indices import ancestors
from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId, PlaceId
from site_builder.pages.choices import KINDS_OF_VISITS, visit_kind
from site_builder.pages.components import actor_link, place_link
from site_builder.pages.timeline import FilterChoice
from site_builder.pages.visits import UNKNOWN, VisitRow, unnamed_in
from site_builder.translation.messages import gettext


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """What belongs together among the choices of a filter."""

    label: str
    choices: tuple[FilterChoice, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Something that the rows of a table are filtered by: its name in addresses, and its choices."""

    name: str
    label: str
    groups: tuple[ChoiceGroup, ...]


def visit_filters(site: Site, rows: Iterable[VisitRow]) -> tuple[Filter, ...]:
    """What the register is filtered by: the state that sent, and the state or place visited."""
    held = list(rows)
    sent = Counter(home for row in held for home in row.sent.split())
    to = Counter(where for row in held for where in row.visited.split())
    return (
        Filter("from", gettext("From"), (ChoiceGroup("", tuple(_senders(site, sent))),)),
        Filter("to", gettext("To"), tuple(_groups(site, to))),
        *_kinds(held),
    )


def _kinds(rows: Iterable[VisitRow]) -> Iterator[Filter]:
    """The kinds of visits, where any report gives one."""
    number = Counter(kind for row in rows for kind in row.kinds.split())
    choices = [
        FilterChoice(kind, f"{visit_kind(kind)} ({number[kind]})") for kind in KINDS_OF_VISITS if number[kind]
    ]
    if choices:
        unknown = gettext("kind not reported ({n})", n=number[UNKNOWN])
        rest = [FilterChoice(UNKNOWN, unknown)] if number[UNKNOWN] else []
        yield Filter("kind", gettext("Kind"), (ChoiceGroup("", (*choices, *rest)),))


def _senders(site: Site, sent: Mapping[str, int]) -> Iterator[FilterChoice]:
    """The states by name, then what is not reported."""
    names = {home: actor_link(site, ActorId(home)).text for home in sent if home != UNKNOWN}
    for home in sorted(names, key=lambda home: (names[home], home)):
        yield FilterChoice(home, f"{names[home]} ({sent[home]})")
    if UNKNOWN in sent:
        yield FilterChoice(UNKNOWN, gettext("start not reported ({n})", n=sent[UNKNOWN]))


def _groups(site: Site, to: Mapping[str, int]) -> Iterator[ChoiceGroup]:
    """A group for each state, or place in no state, with the places within it."""
    inner: dict[PlaceId, list[PlaceId]] = defaultdict(list)
    for name in (PlaceId(name) for name in to if "--" not in name):
        inner[list(ancestors(site.corpus, name))[-1]].append(name)
    for outer in sorted(inner, key=lambda outer: (place_link(site, outer).text, outer)):
        yield ChoiceGroup(place_link(site, outer).text, tuple(_places(site, outer, inner[outer], to)))


def _places(
    site: Site, outer: PlaceId, inner: Iterable[PlaceId], to: Mapping[str, int]
) -> Iterator[FilterChoice]:
    """All of a state, the places within it by name, and what names none of them."""
    name = place_link(site, outer).text
    within = sorted((place_link(site, place).text, place) for place in inner if place != outer)
    yield FilterChoice(
        outer, f"{gettext('anywhere in {place}', place=name) if within else name} ({to[outer]})"
    )
    yield from (FilterChoice(place, f"{text} ({to[place]})") for text, place in within)
    if within and (unnamed := unnamed_in(outer)) in to:
        words = gettext("{state}, place not named ({n})", state=name, n=to[unnamed])
        yield FilterChoice(unnamed, words)
