"""The site of a preview: linked anew after each change, its pages made when somebody asks for one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.build import (
    BuildOptions,
    Built,
    Linked,
    Memory,
    data_of,
    data_set,
    imprint_of,
    linked,
    redirects_of,
    templates_of,
)
from site_builder.corpus.loading import Project, find_project
from site_builder.corpus.text_rights import rights_of_texts
from site_builder.model.problems import Checked, Problem, fatal, in_order
from site_builder.output.holdings import holdings_of
from site_builder.output.render import NO_BODY, RenderedPage, Rendering
from site_builder.pages import data_unit, page_units
from site_builder.pages.heads import Head
from site_builder.pages.indexes import Index, indexes
from site_builder.pages.page_foot import Imprint
from site_builder.pages.page_units import Page, PageUnit, unit_at, units_by_path
from site_builder.translation.messages import speaking


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a site without mistakes: what it has by path, and what renders its pages."""

    project: Project
    found: Linked
    units: Mapping[str, PageUnit]
    redirects: Mapping[str, bytes]
    data: Mapping[str, bytes]
    rendering: Rendering
    indexes: Mapping[str, Index]

    @property
    def imprint(self) -> Imprint:
        """What all pages say."""
        return self.rendering.imprint


@dataclass
class SiteOnDemand:
    """The last version of a project's site that could be made, and the `problems` of a newer one."""

    root: Path
    memory: Memory = field(default_factory=Memory)
    version: Version | None = None
    problems: tuple[Problem, ...] = ()

    def read(self, options: BuildOptions) -> tuple[Problem, ...]:
        """Read what people wrote; turn to it, if it has no errors. All that was found comes back."""
        with speaking(options.language):
            version, problems = self._read(options)
        self.memory.files.store.write()
        self.version = version or self.version
        self.problems = () if version else problems
        return problems

    def _read(self, options: BuildOptions) -> Checked[Version | None]:
        project, problems = find_project(self.root)
        if project is None:
            return None, problems
        found, more = linked(project, options, self.memory)
        problems += more
        if found is None or fatal(problems, strict=False):
            return None, problems
        imprint = imprint_of(project, found.site, options)
        rendering = self._rendering(templates_of(project), imprint)
        redirects, in_redirects = redirects_of(project, found, options.language)
        if wrong := (*rendering.unreadable(), *in_redirects):
            return None, in_order((*problems, *wrong))
        self.memory.pages.turn_to(found.site, imprint.name, listed=options.listed)
        data_pages = data_unit(holdings_of(found.site, {}))
        others = page_units(found.site, listed=options.listed, pairs=self.memory.pages.pairs)
        units = units_by_path((*others, data_pages))
        data = data_of(found, data_set(project, imprint, preview=True), options.language)
        there = indexes(found.site, options.listed)
        return Version(project, found, units, redirects, data, rendering, there), problems

    def _rendering(self, templates: Path, imprint: Imprint) -> Rendering:
        """Begin to render another version: what was rendered before stays until it is another page."""
        rendering = self.memory.rendered.begun(templates, imprint)
        self.memory.rendered.pages |= rendering.before
        return rendering

    def page(self, path: str) -> Page | None:
        """The page at a path of the site, before it is rendered; None where there is none."""
        return next((page for page in self.pages_at(path) if page.view.head.path == path), None)

    def pages_at(self, path: str) -> tuple[Page, ...]:
        """The pages that are made together at a path of the site or around it."""
        unit = unit_at(self.version.units, path) if self.version else None
        return self.memory.pages.pages_of(unit).pages if unit else ()

    def above(self, path: str) -> RenderedPage | None:
        """A page as those below it know it, without its text."""
        if self.version is None:
            return None
        if (index := self.version.indexes.get(path)) is not None:
            title = index.title or self.version.imprint.name
            return RenderedPage(path=path, title=title, description="", body=NO_BODY, section=index.tab)
        page = self.page(path)
        return bare(page.view.head) if page else None

    def whole(self) -> Checked[Built]:
        """All pages and files, as far as they can be made."""
        if self.version is None:
            return Built((), {}), ()
        checked = [self.version.rendering.page(page) for page in self._all_pages(self.version)]
        problems = in_order(problem for _, found in checked for problem in found)
        known = self.version.found.known
        texts = rights_of_texts(known.corpus, known.texts)
        pages = tuple(page for page, _ in checked if page)
        there = tuple(self.version.indexes.values())
        return Built(pages, self.version.redirects, texts, self.version.data, there), problems

    def _all_pages(self, version: Version) -> Iterator[Page]:
        for unit in dict.fromkeys(version.units.values()):
            yield from self.memory.pages.pages_of(unit).pages


def bare(head: Head) -> RenderedPage:
    """A page without its text."""
    return RenderedPage(
        path=head.path,
        title=head.title,
        description=head.description,
        body=NO_BODY,
        parent=head.trail[-1].to if head.trail else None,
        section=head.section,
    )
