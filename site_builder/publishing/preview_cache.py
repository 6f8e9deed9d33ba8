"""What a preview keeps from one build to the next, so that an edit renders only the pages it changed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig

from site_builder.build import Built
from site_builder.model.problems import Problem
from site_builder.output.render import RenderedPage
from site_builder.publishing.menu import nav_titles
from site_builder.publishing.mkdocs_pages import RenderedMkDocsPage
from site_builder.publishing.themed_pages import Shells

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass
class PreviewCache:
    """The theme's compiled templates and shells, and pages of the menu, while what they share is the same."""

    stamp: str = ""
    environment: "Environment | None" = None
    shells: Shells = field(default_factory=Shells)
    pages: dict[str, tuple[RenderedPage, str]] = field(default_factory=dict)

    def start(self, stamp: str) -> None:
        """Begin a build; with another stamp than before, nothing is of use any more."""
        if stamp != self.stamp:
            self.stamp, self.environment, self.shells, self.pages = stamp, None, Shells(), {}

    def reuse(self, page: RenderedMkDocsPage) -> None:
        """Let a page that has not changed be written as it was."""
        before, output = self.pages.get(page.rendered.path, (None, ""))
        if before == page.rendered:
            page.output = output

    def store(self, page: RenderedMkDocsPage, output: str) -> None:
        """Remember a page as it was written."""
        self.pages[page.rendered.path] = (page.rendered, output)


def stamp_of(config: MkDocsConfig, built: Built, problems: tuple[Problem, ...]) -> str:
    """Hash what the output of all pages depends on: configuration, theme, hand-written files, menus."""
    pages = built.pages
    menus = {page.parent for page in pages} | {uri.removesuffix("index.md") for uri in nav_titles(config.nav)}
    parts = (
        Path(config.config_file_path).read_bytes(),
        config.site_url,
        config.copyright,
        [
            facts
            for folder in (config.docs_dir, config.theme.custom_dir)
            if folder
            for facts in files_of(folder)
        ],
        [(page.path, page.title) for page in pages if page.path in menus],
        built.indexes,
        problems,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def files_of(folder: str) -> Iterator[tuple[str, int, int]]:
    """List what is in a folder, and when each file was last written."""
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            facts = path.stat()
            yield str(path), facts.st_mtime_ns, facts.st_size
