"""Views of all pages: plain data that templates arrange, one module for each family of pages."""

from collections.abc import Iterator
from typing import Protocol

from site_builder.linking import Site
from site_builder.pages.actors import actor_pages
from site_builder.pages.articles import article_pages
from site_builder.pages.catalogue import catalogue_pages
from site_builder.pages.coverage import coverage_page
from site_builder.pages.events import event_pages
from site_builder.pages.overview import overview_pages
from site_builder.pages.parts import Head
from site_builder.pages.registers import register_pages
from site_builder.pages.search import search_page


class View(Protocol):
    """A page's content: a head, and whatever its template shows."""

    @property
    def head(self) -> Head: ...


def all_pages(site: Site, name: str) -> Iterator[tuple[str, View]]:
    """Every generated page with the name of its template; `name` is the site's name."""
    yield from overview_pages(site, name)
    yield from actor_pages(site)
    yield from event_pages(site)
    yield from register_pages(site)
    yield from catalogue_pages(site)
    yield from article_pages(site)
    yield "coverage", coverage_page(site)
    yield "search", search_page()
