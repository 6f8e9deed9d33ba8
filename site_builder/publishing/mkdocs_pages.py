"""Ready pages as MkDocs sees them: files without a source, pages without Markdown, parents for the tabs."""

import logging
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from html import unescape
from typing import cast

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from site_builder.output.addresses import relative
from site_builder.output.render import Heading, RenderedPage
from site_builder.pages.embedded_citation import Meta
from site_builder.publishing.menu import nav_titles, shown

log = logging.getLogger("mkdocs.plugins.site_builder")

FEED_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}
"""The media types of feeds by the endings of their files."""


class RenderedMkDocsPage(Page):
    """A page whose HTML is ready. Markdown never sees it, and what the theme prints is escaped here.

    With an `output` the theme does not see it either: that is the whole page as rendered before.
    """

    def __init__(self, page: RenderedPage, nav_title: str | None, file: File, config: MkDocsConfig) -> None:
        self.rendered = page
        super().__init__(nav_title or shown(page.title), file, config)
        self.output: str | None = None
        self.show(page)

    def show(self, page: RenderedPage) -> None:
        """Show a page, where this one stands in a menu, say, with a title that stays."""
        self.rendered = page
        self.edit_url = str(escape(page.edit)) if page.edit else None

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {
            "title": shown(self.rendered.title),
            "description": shown(self.rendered.description),
            "hide": self.hidden(),
            "metas": metas_of(self.rendered),
        }
        if self.output is not None:
            self.meta["template"] = "cached_page.html"

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.rendered.html
        # Anchors stay unknown to MkDocs: `link_check` checks them all over the whole built site.
        self.toc = table_of_contents(self.rendered.toc)

    def hidden(self) -> list[str]:
        """Name the side columns that this page does without."""
        in_section = any(isinstance(above, Section) for above in self.ancestors)
        return ["toc"] * self.rendered.wide + ["navigation"] * (not in_section)


def metas_as_html(metas: Iterable[Meta]) -> str:
    """Metas as HTML, for the theme; those of the Open Graph are called properties."""
    pairs = ((name.startswith("og:"), escape(name), escape(content)) for name, content in metas)
    return "\n".join(
        f'<meta {"property" if is_open_graph else "name"}="{name}" content="{content}">'
        for is_open_graph, name, content in pairs
    )


def metas_of(page: RenderedPage) -> str:
    """The metas of a page and the links to its own feeds as HTML, for the theme."""
    lines = [metas_as_html(page.metas)] if page.metas else []
    for ending, kind in FEED_TYPES.items() if page.feed else ():
        to = escape(relative(page.path, f"{page.feed}.{ending}"))
        # Not `alternate` alone, which Material takes for the site in another language.
        lines.append(f'<link rel="alternate feed" type="{kind}" title="{escape(page.title)}" href="{to}">')
    return "\n".join(lines)


class GeneratedFile(File):
    """A file that is written by us and not by MkDocs, which knows it for links to it and for the sitemap."""

    @classmethod
    def of(cls, path: str, config: MkDocsConfig) -> "GeneratedFile":
        """Make the file of a page at a site path, or of any other file."""
        is_page = path == "" or path.endswith("/")
        uri = f"{path}index.md" if is_page else path
        file = cls.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.dest_uri = f"{path}index.html" if is_page else path
        return cast("GeneratedFile", file)

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - as MkDocs has it
        pass


class FilesOnDemand(Files):
    """Files that others join when somebody links to them.

    `others` are the paths of files that are there and have no page, which are many; `find` gives pages of
    which nobody has heard yet, as which parts lists have is not known before.
    """

    def __init__(
        self,
        files: Iterable[File],
        config: MkDocsConfig,
        others: AbstractSet[str],
        find: Callable[[str], RenderedPage | None] | None,
    ) -> None:
        super().__init__(list(files))
        self._config, self._others, self._find = config, others, find

    def get_file_from_path(self, path: str) -> File | None:
        """Give the file with a name, and know it from then on."""
        known = super().get_file_from_path(path)
        if known is not None:
            return known
        file = GeneratedFile.of(path, self._config) if path in self._others else self._page_at(path)
        if file is not None:
            self.append(file)
        return file

    def _page_at(self, path: str) -> File | None:
        is_page = path.endswith("/index.md")
        page = self._find(path.removesuffix("index.md")) if self._find and is_page else None
        if page is None:
            return None
        file = GeneratedFile.of(page.path, self._config)
        RenderedMkDocsPage(page, None, file, self._config)
        return file


def links_of(headings: Iterable[Heading]) -> Iterator[AnchorLink]:
    """Headings, one after the other, as a table of contents has them."""
    for heading in headings:
        yield AnchorLink(shown(heading.title), str(escape(heading.id)), heading.level)


def table_of_contents(headings: Iterable[Heading]) -> TableOfContents:
    """Nest headings by their levels."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for link in links_of(headings):
        while above and above[-1].level >= link.level:
            above.pop()
        (above[-1].children if above else top).append(link)
        above.append(link)
    return TableOfContents(top)


def add_page_files(files: Files, pages: Iterable[RenderedPage], config: MkDocsConfig, *, alone: bool) -> None:
    """Add the site's pages to those of docs/, where one in their place gives way.

    Where nobody else has a say (`alone`), MkDocs builds only those of its menu.
    """
    titles, taken = nav_titles(config.nav), Taken(files)
    for page in pages:
        uri = f"{page.path}index.md"
        taken.give_way(f"{page.path}index.html")
        inclusion = InclusionLevel.INCLUDED if uri in titles else InclusionLevel.NOT_IN_NAV
        file = (
            GeneratedFile.of(page.path, config)
            if alone and uri not in titles
            else File.generated(config, uri, content="", inclusion=inclusion)
        )
        RenderedMkDocsPage(page, titles.get(uri), file, config)
        files.append(file)


class Taken:
    """The files of MkDocs by their place in the site."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.places = {file.dest_uri: file for file in files}

    def give_way(self, place: str) -> None:
        """Make room for a generated file."""
        if (other := self.places.get(place)) is not None:
            log.warning("docs/%s is in the place of a generated page: rename it", other.src_uri)
            self.files.remove(other)


def place_under_tabs(nav: Navigation, files: Files) -> None:
    """Give each page outside `nav` its parent, else its section's tab, which the theme then marks."""
    tabs = tabs_of(nav)
    listed = {page.file.src_uri for page in nav.pages}
    rendered = {page.rendered.path: page for page in rendered_pages(files)}
    for page in rendered.values():
        if page.file.src_uri not in listed:
            above = rendered.get(page.rendered.parent) if page.rendered.parent is not None else None
            # MkDocs says that parents are sections; it only marks them as active and follows them up.
            page.parent = cast("Section | None", above or tabs.get(page.rendered.section))


def tabs_of(nav: Navigation) -> dict[str, StructureItem]:
    """The tabs by the sections of pages that belong under them.

    A tab is called as its section is; in another language, it lists an index of that.
    """
    found = {unescape(item.title or "").lower().replace(" ", "-"): item for item in nav.items}
    for item in nav.items:
        for page in _pages_below(item):
            if isinstance(page, RenderedMkDocsPage):
                found.setdefault(page.rendered.section, item)
    return found


def _pages_below(item: StructureItem) -> Iterator[StructureItem]:
    if not isinstance(item, Section):
        yield item
        return
    for child in item.children:
        yield from _pages_below(child)


def rendered_pages(files: Files) -> Iterator[RenderedMkDocsPage]:
    """List our pages among all files, in order."""
    return (file.page for file in files if isinstance(file.page, RenderedMkDocsPage))


def listed_files(files: Files, shown: Iterable[File]) -> list[File]:
    """The files of all pages that a template may list: those that MkDocs builds, and ours."""
    known = set(map(id, shown))
    return [
        file
        for file in files
        if id(file) in known or (isinstance(file, GeneratedFile) and file.page is not None)
    ]
