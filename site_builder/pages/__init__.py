"""Views of all pages: plain data that templates arrange, one module for each family of pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from site_builder.linking.site import Site
from site_builder.pages.actors import actor_pages
from site_builder.pages.articles import article_pages
from site_builder.pages.coverage import coverage_page
from site_builder.pages.events import event_pages
from site_builder.pages.heads import Head
from site_builder.pages.json_ld import Json, json_ld
from site_builder.pages.map import map_page
from site_builder.pages.network import network_page
from site_builder.pages.overview import overview_pages
from site_builder.pages.page_subjects import subject_of
from site_builder.pages.registers import register_pages
from site_builder.pages.registry_entries import catalogue_pages
from site_builder.pages.search import search_page
from site_builder.pages.timeline import timeline_page
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


def all_pages(site: Site, name: str) -> Iterator[Page]:
    """Every generated page; `name` is the site's name."""
    for template, view in _views(site, name):
        subject = subject_of(view.head.path)
        yield Page(template, view, json_ld(site, subject) if subject else None)


def _views(site: Site, name: str) -> Iterator[tuple[str, View]]:
    visits = visit_index(site)
    yield from overview_pages(site, name)
    yield from actor_pages(site, visits)
    yield from event_pages(site)
    yield from register_pages(site, visits)
    yield "timeline", timeline_page(site)
    yield "network", network_page(site)
    yield "map", map_page(site, visits)
    yield from catalogue_pages(site, visits)
    yield from article_pages(site)
    yield "coverage", coverage_page(site)
    yield "search", search_page()
