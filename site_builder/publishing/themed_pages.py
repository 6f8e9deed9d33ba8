"""The theme around ready pages: by a shell where many pages are alike, else by the theme's own template.

That shells give what the template gives is not believed but seen: the first page of each shell, and every
hundredth of all, is rendered by the template as well. A single difference, and all pages are rendered so.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from site_builder.pages.search import SEARCH
from site_builder.publishing.mkdocs_pages import GeneratedFile, RenderedMkDocsPage
from site_builder.publishing.shells import Kind, Shell, kind_of, marked_page, shell_of, values_of

if TYPE_CHECKING:
    from jinja2 import Environment

log = logging.getLogger("mkdocs.plugins.site_builder")

EVERY = 100
"""Of so many pages one is rendered by the template and compared with what its shell gives."""


@dataclass(frozen=True, slots=True)
class ThemedPage:
    """A page as it is published; with a shell, also what it was made of."""

    path: str
    html: str
    content: str
    shell: Shell | None = None
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class Theme:
    """The theme's template for pages. `finish` does to a page what our plugin does to those of MkDocs."""

    config: MkDocsConfig
    nav: Navigation
    environment: "Environment"
    files: list[File]
    finish: Callable[[str, RenderedMkDocsPage], str]

    def render(self, page: RenderedMkDocsPage) -> str:
        """Render a whole page as MkDocs does."""
        page.read_source(self.config)
        page.render(self.config, Files([]))
        page.active = True
        try:
            context = get_context(self.nav, self.files, self.config, page)
            output = self.environment.get_template("main.html").render(context)
        finally:
            page.active = False
        return self.finish(output, page)


@dataclass
class Shells:
    """The shells of a theme by kind of page; none where none can be made.

    `once` are kinds of which there was one page so far. `rendered` counts the pages that the template made.
    """

    made: dict[Kind, Shell | None] = field(default_factory=dict)
    once: set[Kind] = field(default_factory=set)
    rendered: int = 0


def themed(
    pages: Iterable[RenderedMkDocsPage], theme: Theme, shells: Shells, beside: Iterable[File]
) -> Iterator[ThemedPage]:
    """Put the theme around pages; once more around all of them where a shell turns out to be wrong.

    `beside` are other files of the site: what leads to them may look different from a page above them.
    """
    pages = list(pages)
    press = _Press(theme, shells, above(beside) | {SEARCH})
    try:
        yield from (press.themed(page) for page in pages)
    except ShellError as error:
        log.info("The theme prints %s in a way of its own: all pages are rendered one by one", error)
        yield from map(press.rendered, pages)


class ShellError(Exception):
    """A shell does not give what the template gives; the text names the page."""


def above(files: Iterable[File]) -> frozenset[str]:
    """Site paths of all folders that hold a file, at any depth."""
    folders = {file.dest_uri.rpartition("/")[0] for file in files}
    return frozenset(
        f"{above}/" for folder in folders for above in (folder, *map(str, PurePosixPath(folder).parents))
    )


class _Press:
    """Puts pages into shells, and makes a shell when a kind of page comes for the second time."""

    def __init__(self, theme: Theme, shells: Shells, special: frozenset[str]) -> None:
        self.theme, self.shells, self.special = theme, shells, special
        self.number = 0

    def themed(self, page: RenderedMkDocsPage) -> ThemedPage:
        """Put the theme around one page."""
        self.number += 1
        page.read_source(self.theme.config)
        kind = None if page.rendered.path in self.special else kind_of(page)
        if kind is None or not (kind in self.shells.made or kind in self.shells.once):
            self.shells.once |= {kind} if kind else set()
            return self.rendered(page)
        is_new = kind not in self.shells.made
        shell = self.made(kind, page) if is_new else self.shells.made[kind]
        return (
            self.filled(shell, page, is_seen=is_new or self.number % EVERY == 0)
            if shell
            else self.rendered(page)
        )

    def filled(self, shell: Shell, page: RenderedMkDocsPage, *, is_seen: bool) -> ThemedPage:
        """Put a page into its shell, and look whether the template makes the same of it."""
        values = values_of(page)
        html = shell.filled(values)
        if not is_seen:
            return ThemedPage(page.file.dest_uri, html, page.rendered.html, shell, values)
        whole = self.rendered(page)
        if whole.html != html:
            raise ShellError(page.url)
        return whole

    def made(self, kind: Kind, page: RenderedMkDocsPage) -> Shell | None:
        """Make a shell for a kind of pages."""
        marked = marked_page(page, self.theme.config)
        self.shells.rendered += 1
        shell = self.shells.made[kind] = shell_of(marked, self.theme.render(marked))
        return shell

    def rendered(self, page: RenderedMkDocsPage) -> ThemedPage:
        """Let the template make a page."""
        self.shells.rendered += 1
        return ThemedPage(page.file.dest_uri, self.theme.render(page), page.rendered.html)


def own_files(files: Iterable[File]) -> Iterator[File]:
    """Files that are no generated pages or data."""
    return (file for file in files if not isinstance(file, GeneratedFile))
