"""Pages that are made together, and made anew only when something changed that they look up."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from site_builder.linking.reads import EVERYTHING, Changes, KeptValues, Read, Reads, changes, watched
from site_builder.linking.site import Site
from site_builder.pages.heads import Head
from site_builder.pages.json_ld import Json, json_ld
from site_builder.pages.many_lists import Common, common
from site_builder.pages.page_subjects import is_part, subject_of
from site_builder.pages.parts import BOUNDS, Bounds
from site_builder.translation.languages import ENGLISH, Language
from site_builder.translation.messages import speaking, spoken


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


@dataclass(frozen=True, slots=True)
class Sources:
    """All that pages are made from: the site, and what all pages look up in it."""

    site: Site
    common: Common


@dataclass(frozen=True, slots=True)
class PageUnit:
    """A page with its parts, or a few pages that need the same: paths (of all but parts), and the making.

    `version` tells apart what is made of more than the site and what pages have in common.
    """

    paths: tuple[str, ...]
    views: Callable[[Site, Common], Iterator[tuple[str, View]]]
    version: str = ""

    @property
    def path(self) -> str:
        """The path of its first page."""
        return self.paths[0]

    @property
    def name(self) -> str:
        """What names it, with all that it is made of besides the site."""
        return f"{self.path} {self.version}" if self.version else self.path

    def pages(self, sources: Sources) -> tuple[Page, ...]:
        """Make the pages."""
        return tuple(
            Page(template, view, _about(sources.site, view.head.path))
            for template, view in self.views(sources.site, sources.common)
        )


def _about(site: Site, path: str) -> Json | None:
    subject = None if is_part(path) else subject_of(path)
    return json_ld(site, subject) if subject else None


@dataclass(frozen=True, slots=True)
class MadePages:
    """The pages of a unit, and what was looked up to make them."""

    pages: tuple[Page, ...]
    reads: frozenset[Read]


@dataclass
class PageMemory:
    """The pages made so far of a site, from one version of it to the next, unless it `keeps` none.

    `made` counts units made anew.
    """

    keeps: bool = True
    sources: Sources | None = None
    kept: dict[str, MadePages] = field(default_factory=dict)
    made: int = 0
    language: Language = ENGLISH
    _watched: Sources | None = None
    _reads: Reads = field(default_factory=Reads)
    _values: KeptValues[Site] = field(default_factory=KeptValues)

    @property
    def pairs(self) -> Iterable[str] | None:
        """The paths of pages of two actors, if there is a site yet."""
        return self.sources.common.pairs if self.sources else None

    def turn_to(
        self, site: Site, name: str, bounds: Bounds = BOUNDS, listed: frozenset[str] = frozenset()
    ) -> Changes:
        """Go on with another version, of a site with a name: what looks up what has changed is forgotten.

        `listed` as for `common`. Pages are in the language that is spoken here; what was said in another one
        is forgotten.
        """
        if self.language != spoken():
            self.language, self.sources, self._values = spoken(), None, KeptValues()
        before = self.sources
        in_site = changes(before.site, site) if before else EVERYTHING
        self._values.turn_to(site, in_site)
        shared = common(site, bounds, name, self._values.of, listed)
        in_common = changes(before.common, shared) if before else EVERYTHING
        changed = in_site.under("site.") | in_common.under("common.")
        self.kept = {path: made for path, made in self.kept.items() if not changed.touch(made.reads)}
        self.sources = Sources(site, shared)
        self._watched = watched(self.sources, self._reads)
        return changed

    def pages_of(self, unit: PageUnit) -> MadePages:
        """The pages of a unit, made if need be."""
        if unit.name in self.kept:
            return self.kept[unit.name]
        made = self._made(unit)
        if self.keeps:
            self.kept[unit.name] = made
        return made

    def _made(self, unit: PageUnit) -> MadePages:
        self.made += 1
        sources = self._watched
        if sources is None:
            raise RuntimeError("there is no site yet")
        with speaking(self.language):
            return MadePages(*self._reads.of(lambda: unit.pages(sources)))


def units_by_path(units: Iterable[PageUnit]) -> Mapping[str, PageUnit]:
    """Units by the paths of their pages, but for parts."""
    return {path: unit for unit in units for path in unit.paths}


def unit_at(units: Mapping[str, PageUnit], path: str) -> PageUnit | None:
    """The unit that may have a page at a path: the one that has it, or whose parts lie around it."""
    while path not in units:
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if path == "/":
            return None
    return units[path]
