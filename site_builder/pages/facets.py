"""How a page is found by the search: what it is called, may be narrowed down to, and is sorted by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from site_builder.linking.indices import ancestors
from site_builder.linking.journeys import country_of
from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId, PlaceId
from site_builder.names.transliteration import as_one_word, spellings
from site_builder.translation.messages import N_, gettext

FacetName = Literal["kind", "type", "year", "country", "publisher", "topic"]

FACETS: Mapping[FacetName, str] = {
    "kind": N_("Page"),
    "type": N_("Event type"),
    "year": N_("Year"),
    "country": N_("Country"),
    "publisher": N_("Publisher"),
    "topic": N_("Topic"),
}
"""What search results can be narrowed down by, and its name on the page of the search."""


REGISTRY_FACETS: frozenset[FacetName] = frozenset({"country", "topic"})
"""Those whose values are the editors' own knowledge."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that a page has: a search for it alone still finds the page.

    `name` is a `FacetName`, or what `own_facet` gives.
    """

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Search:
    """What the search knows of a page besides its text; without facets the page is not searched.

    `names` are the spellings of what the page is about, `whole` the same as one word each, `others` the
    spellings of whom else it names: they are searched and never shown. What has no date stands last by
    `newest`, highest first, and by `oldest`, lowest first.
    """

    facets: tuple[Facet, ...] = ()
    names: str = ""
    whole: str = ""
    others: str = ""
    newest: str = ""
    oldest: str = ""


UNSEARCHED = Search()


def findable(
    facets: Mapping[FacetName, Iterable[str]],
    *,
    names: Iterable[str] = (),
    others: Iterable[str] = (),
    own: Mapping[str, Iterable[str]] | None = None,
    date: str = "",
) -> Search:
    """Make a page findable by some facets, and by forms of names in all their spellings; `date` is ISO.

    `own` are values of the project's own facets.
    """
    called = spellings(names)
    every = {**facets, "year": [date[:4]] if date else []}
    named = [*((name, every.get(name, ())) for name in FACETS), *(own or {}).items()]
    return Search(
        facets=tuple(Facet(name, value) for name, values in named for value in sorted(set(values))),
        names=" · ".join(called),
        whole=" ".join(dict.fromkeys(map(as_one_word, called))),
        others=" · ".join(spellings(others)),
        newest=date or "0000",
        oldest=date or "9999",
    )


def own_facet(section: str, key: str) -> str:
    """The name of a facet that the project describes: a field of a section of its own."""
    return f"{section}-{key}".replace("_", "-")


def countries(site: Site, ids: Iterable[str | None]) -> Iterator[str]:
    """The states, by name, that actors and places belong to or are."""
    actors = site.corpus.registry.actors
    for name in filter(None, ids):
        for outer in ancestors(site.corpus, PlaceId(name)):
            if state := country_of(site, ActorId(outer)):
                yield actors[ActorId(state)].name


def register_search() -> Search:
    """How a list of pages is found: by its title and first sentence; what it lists has pages of its own."""
    return findable({"kind": [gettext("Register")]})
