"""The ways into a site: the indexes that have something in them, in the order of its menu."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.linking.site import Site
from site_builder.model.value_types import SectionId
from site_builder.pages.heads import INDEXES, title_of
from site_builder.pages.registers import path_of, registers
from site_builder.translation.messages import N_, gettext

MEANINGS = {"actors/": N_("who is named, in what role, with whom"), "data/": N_("everything as files")}
EXPLORED_FIRST = ("timeline/", "network/", "map/")
EXPLORED_LAST = ("places/", "equipment/", "flow/", "disagreements/", "coverage/", "search/")


@dataclass(frozen=True, slots=True)
class Index:
    """An index: its path, its title, the tab it stands under, and what is found there, in a few words.

    `of_section` says that it is the register of a section of records.
    """

    path: str
    title: str
    tab: str
    meaning: str = ""
    of_section: bool = False


def indexes(site: Site, listed: frozenset[str] = frozenset()) -> Mapping[str, Index]:
    """The indexes with something in them by path, and those that a menu has `listed` in any case."""
    has = dict(_contents(site))
    every = _in_order(site)
    return {index.path: index for index in every if has.get(index.path, True) or index.path in listed}


def _contents(site: Site) -> Iterator[tuple[str, bool]]:
    """Whether there is something in the indexes that may be empty."""
    registry, events = site.corpus.registry, bool(site.events)
    yield "actors/", bool(registry.actors)
    yield from ((path, events) for path in ("events/", "timeline/"))
    yield "changes/", bool(site.changes)
    yield from ((path, bool(site.evidence)) for path in ("flow/", "disagreements/"))
    yield "network/", any(site.partners.values())
    yield "map/", any(event.place for event in site.events.values())
    yield "topics/", bool(registry.topics)
    yield "places/", bool(registry.places)
    yield "equipment/", bool(registry.equipment)
    yield "articles/", bool(site.corpus.articles)
    yield "coverage/", bool(site.corpus.articles or registry.searched)
    sections = {key.section for key in site.evidence}
    types = {event.frame.type for event in site.events.values()}
    for name in registers(site):
        reported = types.intersection(registry.sections[name].event_types)
        yield path_of(name), name in sections or bool(reported)


def _in_order(site: Site) -> Iterator[Index]:
    every = tuple(_register(site, name) for name in registers(site))
    yield from map(_own, ("", "actors/", "events/"))
    yield from (index for index in every if index.tab != "explore")
    yield from map(_own, ("topics/", "articles/", *EXPLORED_FIRST))
    yield from (index for index in every if index.tab == "explore")
    yield from map(_own, (*EXPLORED_LAST, "data/", "changes/", "terms/"))


def _own(path: str) -> Index:
    meaning = gettext(MEANINGS[path]) if path in MEANINGS else ""
    return Index(path, title_of(path), INDEXES[path][1], meaning)


def _register(site: Site, name: SectionId) -> Index:
    section = site.corpus.registry.sections[name]
    return Index(path_of(name), section.plural, section.in_tab, section.meaning, of_section=True)
