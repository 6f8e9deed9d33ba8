"""The page of the search: what can be narrowed down, and the ways in for readers without scripts."""

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.pages.components import Link
from site_builder.pages.facets import FACETS, REGISTRY_FACETS, UNSEARCHED
from site_builder.pages.heads import Head, page_head
from site_builder.pages.indexes import Index

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


APART = frozenset(
    {"", SEARCH, "timeline/", "network/", "map/", "disagreements/", "coverage/", "data/", "terms/"}
)
"""Indexes that do not lead to every page of some kind."""


def search_page(indexes: Mapping[str, Index]) -> SearchPage:
    """The page of the search; `indexes` are the indexes of the site."""
    answer = "Search every page of this site by its words, and every name in any spelling."
    head = page_head(SEARCH, answer, search=UNSEARCHED, registry=True)
    choices = tuple(FacetChoice(name, label, name in REGISTRY_FACETS) for name, label in FACETS.items())
    links = (Link(index.title, path) for path, index in indexes.items() if path not in APART)
    return SearchPage(head, choices, tuple(links))
