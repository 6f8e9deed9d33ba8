"""Ready pages as MkDocs sees them: files without a source, pages without Markdown, parents for the tabs."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from site_builder.build import Built
from site_builder.output.bidi_isolation import isolated_line
from site_builder.output.render import Heading, RenderedPage

log = logging.getLogger("mkdocs.plugins.site_builder")


class RenderedMkDocsPage(Page):
    """A page whose HTML is ready. Markdown never sees it, and what the theme prints is escaped here.

    With an `output` the theme does not see it either: that is the whole page as rendered before.
    """

    def __init__(self, page: RenderedPage, nav_title: str | None, file: File, config: MkDocsConfig) -> None:
        super().__init__(nav_title or str(escape(isolated_line(page.title))), file, config)
        self.rendered = page
        self.output: str | None = None
        self.edit_url = str(escape(page.edit)) if page.edit else None

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {
            "title": str(escape(isolated_line(self.rendered.title))),
            "description": str(escape(isolated_line(self.rendered.description))),
            "hide": self.hidden(),
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


def table_of_contents(headings: Iterable[Heading]) -> TableOfContents:
    """Nest headings by their levels."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(str(escape(isolated_line(heading.title))), str(escape(heading.id)), heading.level)
        while above and above[-1].level >= link.level:
            above.pop()
        (above[-1].children if above else top).append(link)
        above.append(link)
    return TableOfContents(top)


def add_files(files: Files, site: Built, config: MkDocsConfig) -> None:
    """Add the site's pages and data files to those of docs/, where one in their place gives way."""
    taken = {file.dest_uri: file for file in files}
    for file in generated_files(site, config):
        if (other := taken.get(file.dest_uri)) is not None:
            log.warning("docs/%s is in the place of a generated page: rename it", other.src_uri)
            files.remove(other)
        files.append(file)


def generated_files(site: Built, config: MkDocsConfig) -> Iterator[File]:
    """Make MkDocs' files of a site's pages and data files."""
    titles = nav_titles(config.nav)
    for page in site.pages:
        uri = f"{page.path}index.md"
        inclusion = InclusionLevel.INCLUDED if uri in titles else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, uri, content="", inclusion=inclusion)
        RenderedMkDocsPage(page, titles.get(uri), file, config)
        yield file
    for path, content in sorted(site.files.items()):
        yield File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV)


def nav_titles(nav: object) -> dict[str, str]:
    """Titles of mkdocs.yml's `nav` by file, or "" for none: MkDocs forgets them where a page is ready."""
    return dict(titles_in(nav))


def titles_in(nav: object, title: str = "") -> Iterator[tuple[str, str]]:
    """Walk a `nav`."""
    if isinstance(nav, str):
        yield nav, title
    elif isinstance(nav, list):
        for item in nav:
            yield from titles_in(item)
    elif isinstance(nav, Mapping):
        for key, item in nav.items():
            yield from titles_in(item, str(key))


def place_under_tabs(nav: Navigation, files: Files) -> None:
    """Give each page outside `nav` its parent, else its section's tab, which the theme then marks."""
    tabs = {(item.title or "").lower().replace(" ", "-"): item for item in nav.items}
    listed = {page.file.src_uri for page in nav.pages}
    rendered = {
        f.page.rendered.path: f.page
        for f in files.documentation_pages()
        if isinstance(f.page, RenderedMkDocsPage)
    }
    for page in rendered.values():
        if page.file.src_uri not in listed:
            above = rendered.get(page.rendered.parent) if page.rendered.parent is not None else None
            # MkDocs says that parents are sections; it only marks them as active and follows them up.
            page.parent = cast("Section | None", above or tabs.get(page.rendered.section))
