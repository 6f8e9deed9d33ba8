"""Views of all pages: plain data that templates arrange, one module for each family of pages."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from site_builder.linking.pairs import pairs_with_page
from site_builder.linking.site import Site
from site_builder.model.value_types import (
    ActorId,
    ArticleId,
    EquipmentId,
    EventId,
    PlaceId,
    SectionId,
    TopicId,
)
from site_builder.pages import coverage
from site_builder.pages.actor_index import actor_index
from site_builder.pages.actors import pages_of_actor
from site_builder.pages.arms_deals import deals_pages
from site_builder.pages.articles import article_index, article_page
from site_builder.pages.ask import PATH as ASK
from site_builder.pages.ask import ask_page
from site_builder.pages.changes import changes_pages
from site_builder.pages.coverage import coverage_pages
from site_builder.pages.data_page import NOTHING_HELD, Holdings, data_page, version
from site_builder.pages.events import event_index, event_page
from site_builder.pages.figures import figures_pages
from site_builder.pages.flow import flow_pages
from site_builder.pages.indexes import indexes
from site_builder.pages.many_lists import Common
from site_builder.pages.map import map_pages
from site_builder.pages.map_data import PATH as MAP
from site_builder.pages.network import network_pages
from site_builder.pages.overview import overview_pages
from site_builder.pages.own_register import register_pages
from site_builder.pages.page_subjects import PAIRS
from site_builder.pages.page_units import Page, PageMemory, PageUnit, View
from site_builder.pages.pairs import pages_of_pair, pair_index, pairs_link
from site_builder.pages.parts import BOUNDS, Bounds
from site_builder.pages.registers import own_sections, path_of
from site_builder.pages.registry_entries import (
    GROUPS,
    entry_index,
    equipment_page,
    place_page,
    topic_page,
    with_parts,
)
from site_builder.pages.requests import PATH as REQUESTS
from site_builder.pages.requests import requests_page
from site_builder.pages.search import search_page
from site_builder.pages.terms import terms_pages
from site_builder.pages.timeline import timeline_pages
from site_builder.pages.visits_register import visits_pages

__all__ = ["Page", "PageMemory", "all_pages", "page_units"]

Views = Iterator[tuple[str, View]]


def all_pages(site: Site, name: str, bounds: Bounds = BOUNDS) -> Iterator[Page]:
    """Every generated page; `name` is the site's name, `bounds` say from where on lists have parts."""
    memory = PageMemory(keeps=False)
    memory.turn_to(site, name, bounds)
    for unit in all_units(site, bounds):
        yield from memory.pages_of(unit).pages


def page_units(
    site: Site,
    bounds: Bounds = BOUNDS,
    listed: frozenset[str] = frozenset(),
    pairs: Iterable[str] | None = None,
) -> Iterator[PageUnit]:
    """What there is to make of a site: each index with its parts, and each thing.

    The `bounds` are as for `all_pages`. An index with nothing in it is made only where it is `listed` in a
    menu. `pairs` are the paths of pages of two actors, where they are known.
    """
    there = indexes(site, listed)
    overview = tuple(path for path in ("", "disagreements/") if path in there)
    yield PageUnit(overview, overview_pages)
    yield PageUnit((REQUESTS,), lambda _site, _all: iter([("requests", requests_page())]))
    yield from (unit for unit in _indexes(site) if unit.path in there)
    if "coverage/" in there and coverage.is_cut(site, bounds):
        for article in site.corpus.articles:
            yield PageUnit((f"coverage/{article}/",), partial(_coverage, article))
    yield from _things(site)
    yield from _pairs(pairs_with_page(site) if pairs is None else pairs)


def all_units(
    site: Site, bounds: Bounds = BOUNDS, listed: frozenset[str] = frozenset()
) -> Iterator[PageUnit]:
    """The same with the pages on the data, which tell of nothing to download."""
    yield from page_units(site, bounds, listed)
    yield data_unit(NOTHING_HELD)


ON_DATA: Final = ("data/", ASK)
"""Paths of the pages on the data."""


def data_unit(holdings: Holdings) -> PageUnit:
    """The pages on the data, which tell of what there is to download."""
    return PageUnit(ON_DATA, partial(_data, holdings), version(holdings))


def _indexes(site: Site) -> Iterator[PageUnit]:
    """Every index but those of the overview."""
    yield PageUnit(("actors/",), lambda site, all_: actor_index(site, all_.bounds))
    yield PageUnit(("events/",), lambda site, all_: event_index(site, all_.bounds))
    yield PageUnit(("visits/",), lambda site, all_: visits_pages(site, all_.visits))
    yield PageUnit(("arms-deals/",), lambda site, all_: deals_pages(site, all_.bounds))
    for section in own_sections(site):
        yield PageUnit((path_of(section),), partial(_register, section))
    yield PageUnit(("figures/",), lambda site, all_: figures_pages(site, all_.bounds))
    yield PageUnit(("timeline/",), lambda site, all_: timeline_pages(site, all_.bounds))
    yield PageUnit(("network/",), lambda site, all_: network_pages(site, all_.bounds, pairs_link(all_.pairs)))
    yield PageUnit(("map/",), lambda site, all_: map_pages(site, all_.visits))
    yield PageUnit(("flow/",), lambda site, all_: flow_pages(site, all_.bounds))
    yield PageUnit(("articles/",), lambda site, all_: article_index(site, all_.bounds))
    yield PageUnit(("coverage/",), lambda site, all_: coverage_pages(site, all_.bounds))
    yield PageUnit(("changes/",), lambda site, all_: changes_pages(site, all_.bounds))
    yield PageUnit(("terms/",), lambda site, all_: terms_pages(site, all_.bounds))
    yield PageUnit(("search/",), lambda site, all_: iter([("search", search_page(site, all_.indexes))]))
    for kind in GROUPS:
        yield PageUnit((f"{kind}/",), partial(_entry_index, kind))


def _things(site: Site) -> Iterator[PageUnit]:
    registry = site.corpus.registry
    yield from (PageUnit((f"actors/{actor}/",), partial(_actor, actor)) for actor in registry.actors)
    yield from (PageUnit((f"events/{event}/",), partial(_event, event)) for event in site.events)
    yield from (PageUnit((f"topics/{topic}/",), partial(_topic, topic)) for topic in registry.topics)
    yield from (PageUnit((f"places/{place}/",), partial(_place, place)) for place in registry.places)
    yield from (PageUnit((f"equipment/{item}/",), partial(_equipment, item)) for item in registry.equipment)
    yield from (
        PageUnit((f"articles/{article}/",), partial(_article, article)) for article in site.corpus.articles
    )


def _pairs(paths: Iterable[str]) -> Iterator[PageUnit]:
    """The pages of two actors, and their index if there are any."""
    units = [PageUnit((path,), partial(_pair, path)) for path in paths]
    if units:
        yield PageUnit((PAIRS,), lambda site, all_: pair_index(site, all_.pairs, all_.bounds))
    yield from units


def _pair(path: str, site: Site, all_: Common) -> Views:
    return pages_of_pair(site, all_.pairs[path], all_.bounds)


def _data(holdings: Holdings, site: Site, _all: Common) -> Views:
    yield "data", data_page(site, holdings)
    yield "ask", ask_page(holdings)


def _register(section: SectionId, site: Site, all_: Common) -> Views:
    return register_pages(site, section, all_.bounds)


def _entry_index(kind: str, site: Site, all_: Common) -> Views:
    return entry_index(site, kind, all_.bounds)


def _actor(actor: ActorId, site: Site, all_: Common) -> Views:
    return pages_of_actor(site, actor, all_)


def _event(event: EventId, site: Site, all_: Common) -> Views:
    yield "event", event_page(site, event, all_.before.get(event), all_.after.get(event), all_.trade)


def _topic(topic: TopicId, site: Site, all_: Common) -> Views:
    return with_parts(topic_page(site, topic, all_), all_.bounds)


def _place(place: PlaceId, site: Site, all_: Common) -> Views:
    page = place_page(site, place, all_.visits, has_map=MAP in all_.indexes)
    return with_parts(page, all_.bounds)


def _equipment(item: EquipmentId, site: Site, all_: Common) -> Views:
    return with_parts(equipment_page(site, item), all_.bounds)


def _coverage(article: ArticleId, site: Site, _: Common) -> Views:
    yield "coverage_article", coverage.of_article(site, article)


def _article(article: ArticleId, site: Site, _: Common) -> Views:
    yield "article", article_page(site, article)
