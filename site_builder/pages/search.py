"""The page of the search: what can be narrowed down, and the ways in for readers without scripts."""

from dataclasses import dataclass

from site_builder.pages.components import Link
from site_builder.pages.facets import FACETS, REGISTRY_FACETS, UNSEARCHED
from site_builder.pages.heads import Head, index_link, page_head

SEARCH = "search/"


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A group of values to narrow results down by; `registry` where the editors know them, not articles."""

    name: str
    label: str
    registry: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The form, which a script fills and answers, and the indexes."""

    head: Head
    choices: tuple[FacetChoice, ...]
    indexes: tuple[Link, ...]


INDEXES = tuple(map(index_link, (
    "actors/", "events/", "arms-deals/", "visits/", "figures/", "topics/", "places/", "equipment/",
    "articles/",
)))  # fmt: skip


def search_page() -> SearchPage:
    """The page of the search."""
    answer = "Search every page of this site by its words, and every name in any spelling."
    head = page_head(SEARCH, answer, search=UNSEARCHED, registry=True)
    choices = tuple(FacetChoice(name, label, name in REGISTRY_FACETS) for name, label in FACETS.items())
    return SearchPage(head, choices, INDEXES)
