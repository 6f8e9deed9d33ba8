"""The page of the search: what can be narrowed down, and the ways in for readers without scripts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.linking.site import Site
from site_builder.pages.components import Link
from site_builder.pages.facets import FACETS, REGISTRY_FACETS, UNSEARCHED, own_facet
from site_builder.pages.heads import Head, page_head
from site_builder.pages.indexes import Index
from site_builder.pages.registers import own_sections
from site_builder.translation.messages import gettext, within_sentence

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
    {"", SEARCH, "timeline/", "network/", "map/", "flow/", "disagreements/", "coverage/", "data/", "terms/"}
)
"""Indexes that do not lead to every page of some kind."""


def search_page(site: Site, indexes: Mapping[str, Index]) -> SearchPage:
    """The page of the search; `indexes` are the indexes of the site."""
    answer = gettext("Search every page of this site by its words, and every name in any spelling.")
    head = page_head(SEARCH, answer, search=UNSEARCHED, registry=True)
    choices = [FacetChoice(name, gettext(label), name in REGISTRY_FACETS) for name, label in FACETS.items()]
    choices += _own_choices(site)
    links = (Link(index.title, path) for path, index in indexes.items() if path not in APART)
    return SearchPage(head, tuple(choices), tuple(links))


def _own_choices(site: Site) -> Iterator[FacetChoice]:
    """Fields of the project's own sections of events that results are narrowed down by."""
    for name in own_sections(site):
        section = site.corpus.registry.sections[name]
        for field in section.fields if section.event_types else ():
            if "facet" in field.show:
                yield FacetChoice(
                    own_facet(name, field.key),
                    f"{section.name}: {within_sentence(field.label)}",
                    registry=False,
                )
