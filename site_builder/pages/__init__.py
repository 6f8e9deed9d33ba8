"""Views of all pages: plain data that templates arrange, one module for each family of pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from site_builder.linking.site import Site
from site_builder.pages.actors import actor_pages
from site_builder.pages.articles import article_pages
from site_builder.pages.coverage import coverage_pages
from site_builder.pages.events import event_pages
from site_builder.pages.heads import Head
from site_builder.pages.json_ld import Json, json_ld
from site_builder.pages.many_lists import common
from site_builder.pages.map import map_pages
from site_builder.pages.network import network_pages
from site_builder.pages.overview import overview_pages
from site_builder.pages.page_subjects import is_part, subject_of
from site_builder.pages.parts import BOUNDS, Bounds
from site_builder.pages.registers import register_pages
from site_builder.pages.registry_entries import catalogue_pages
from site_builder.pages.search import search_page
from site_builder.pages.timeline import timeline_pages
from site_builder.pages.visits import visit_index


class View(Protocol):
    """A page's content: a head, and whatever its template shows."""

    @property
    def head(self) -> Head: ...


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered: its template's name, its view, what it is about for programs."""

    template: str
    view: View
    about: Json | None = None


def all_pages(site: Site, name: str, bounds: Bounds = BOUNDS) -> Iterator[Page]:
    """Every generated page; `name` is the site's name, `bounds` say from where on lists have parts."""
    for template, view in _views(site, name, bounds):
        subject = None if is_part(view.head.path) else subject_of(view.head.path)
        yield Page(template, view, json_ld(site, subject) if subject else None)


def _views(site: Site, name: str, bounds: Bounds) -> Iterator[tuple[str, View]]:
    visits = visit_index(site, bounds)
    shared = common(site, visits)
    yield from overview_pages(site, name, bounds)
    yield from actor_pages(site, shared)
    yield from event_pages(site, bounds)
    yield from register_pages(site, visits)
    yield from timeline_pages(site, bounds)
    yield from network_pages(site, bounds)
    yield from map_pages(site, visits)
    yield from catalogue_pages(site, shared)
    yield from article_pages(site, bounds)
    yield from coverage_pages(site, bounds)
    yield "search", search_page()
