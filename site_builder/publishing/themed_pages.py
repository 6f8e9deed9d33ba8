"""The theme around ready pages: by a shell where many pages are alike, else by the theme's own template.

That shells give what the template gives is not believed but seen: the first page of each shell, and every
hundredth of all, is rendered by the template as well. A single difference, and all pages are rendered so.

A page that an earlier build has put into the same shell may be taken as it was published then, and so may one
without a shell while all that may stand around pages is what it was (`kept_shells`).
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from site_builder.output.template_code import KeptCode
from site_builder.pages.search import SEARCH
from site_builder.publishing.configuration import configuration_files
from site_builder.publishing.kept_shells import KeptShells
from site_builder.publishing.mkdocs_pages import GeneratedFile, RenderedMkDocsPage
from site_builder.publishing.shells import (
    CONTENT,
    Kind,
    Shell,
    hash_alone,
    hash_of_parts,
    kind_of,
    marked_page,
    shell_of,
    values_of,
)

if TYPE_CHECKING:
    from jinja2 import Environment

log = logging.getLogger("mkdocs.plugins.site_builder")

EVERY = 100
"""Of so many pages one is rendered by the template and compared with what its shell gives."""


@dataclass(frozen=True, slots=True)
class ThemedPage:
    """A page as it is published; with a shell, also what it was made of. `made_of` is the hash of that.

    One that `is_alone` is like no other: it never has a shell.
    """

    path: str
    html: str
    content: str
    shell: Shell | None = None
    values: dict[str, str] = field(default_factory=dict)
    made_of: str = ""
    is_alone: bool = False

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.html.encode("utf-8", "xmlcharrefreplace")  # as MkDocs does


_CODE = KeptCode()
"""The code of themes' templates, for all builds of this process."""

Take = Callable[[str, str], bool]
"""Takes the page at a path as an earlier build has published it, made of what has a hash; says if it did."""


@dataclass
class Theme:
    """The theme's template for pages. `finish` does to a page what our plugin does to those of MkDocs."""

    config: MkDocsConfig
    nav: Navigation
    environment: "Environment"
    files: list[File]
    finish: Callable[[str, RenderedMkDocsPage], str]

    def __post_init__(self) -> None:
        self.environment.bytecode_cache = _CODE

    @cached_property
    def stamp(self) -> str:
        """Hash of the configuration and of the theme's templates, which may tell any pages apart."""
        stamp = sha256(b"\0".join(configuration_files(Path(self.config.config_file_path))))
        for folder in map(Path, self.config.theme.dirs):
            for path in sorted(folder.rglob("*.html")):
                stamp.update(f"{path.relative_to(folder).as_posix()}\n".encode() + path.read_bytes())
        return stamp.hexdigest()

    def render(self, page: RenderedMkDocsPage) -> str:
        """Render a whole page as MkDocs does."""
        page.read_source(self.config)
        page.render(self.config, Files([]))
        page.active = True
        try:
            context = get_context(self.nav, self.files, self.config, page)
            output = self.environment.get_template("main.html").render(context)
            return self.finish(output, page)
        finally:
            page.active, page.content = False, None


@dataclass
class Shells:
    """The shells of a theme by kind of page; none where none can be made.

    `kept` are those of earlier builds; `rendered` counts the pages that the template made.
    """

    kept: KeptShells = field(default_factory=KeptShells)
    made: dict[Kind, Shell | None] = field(default_factory=dict)
    rendered: int = 0


def themed(
    pages: Iterable[RenderedMkDocsPage],
    theme: Theme,
    shells: Shells,
    beside: Iterable[File],
    take: Take = lambda *_: False,
) -> Iterator[ThemedPage]:
    """Put the theme around pages, but for those that it can `take` as they are.

    Where a shell turns out to be wrong, all are given once more. `beside` are other files of the site: what
    leads to them may look different from a page above them.
    """
    pages = list(pages)
    press = _Press(theme, shells, above(beside) | {SEARCH})
    try:
        yield from press.themed(pages, take)
    except ShellError as error:
        log.info("The theme prints %s in a way of its own: all pages are rendered one by one", error)
        yield from map(press.rendered, pages)


def templated(pages: Iterable[RenderedMkDocsPage], theme: Theme, shells: Shells) -> Iterator[ThemedPage]:
    """Let the theme's template make pages, each by itself."""
    return map(_Press(theme, shells, frozenset()).rendered, pages)


class ShellError(Exception):
    """A shell does not give what the template gives; the text names the page."""


def above(files: Iterable[File]) -> frozenset[str]:
    """Site paths of all folders that hold a file, at any depth."""
    folders = {file.dest_uri.rpartition("/")[0] for file in files}
    return frozenset(
        f"{above}/" for folder in folders for above in (folder, *map(str, PurePosixPath(folder).parents))
    )


class _Press:
    """Puts pages into shells, of which there is one for each kind that has several pages."""

    def __init__(self, theme: Theme, shells: Shells, special: frozenset[str]) -> None:
        self.theme, self.shells, self.special = theme, shells, special
        self.seen: set[Kind] = set()

    def themed(self, pages: Sequence[RenderedMkDocsPage], take: Take) -> Iterator[ThemedPage]:
        """Put the theme around all pages that cannot be taken as they are."""
        kinds = [None if page.rendered.path in self.special else kind_of(page) for page in pages]
        several = {kind for kind, number in Counter(kinds).items() if number > 1}
        for number, (page, kind) in enumerate(zip(pages, kinds, strict=True), start=1):
            page.read_source(self.theme.config)
            shell = self.shell_for(kind, page) if kind is not None and kind in several else None
            if kind is None or shell is None:
                if not ((alone := self.hash_alone(page)) and take(page.file.dest_uri, alone)):
                    yield replace(self.rendered(page), made_of=alone)
            elif not take(page.file.dest_uri, made_of := self.hash_of(shell, page)):
                yield self.filled(shell, page, made_of, is_seen=self.is_seen(kind, number))

    def hash_of(self, shell: Shell, page: RenderedMkDocsPage) -> str:
        """Hash of all that a page in its shell is made of."""
        return sha256(f"{self.theme.stamp} {hash_of_parts(shell, page)}".encode()).hexdigest()

    def hash_alone(self, page: RenderedMkDocsPage) -> str:
        """Hash of all that a page without a shell is made of; empty where that cannot be told."""
        around = self.shells.kept.around
        return around and sha256(f"{around} {hash_alone(page)}".encode()).hexdigest()

    def is_seen(self, kind: Kind, number: int) -> bool:
        """Whether the template shall make a page of a kind, too, which has a number among all."""
        is_first = kind not in self.seen
        self.seen.add(kind)
        return is_first or number % EVERY == 0

    def filled(self, shell: Shell, page: RenderedMkDocsPage, made_of: str, *, is_seen: bool) -> ThemedPage:
        """Put a page into its shell, and look whether the template makes the same of it."""
        values = values_of(page)
        html = shell.filled(values)
        if not is_seen:
            return ThemedPage(page.file.dest_uri, html, values[CONTENT], shell, values, made_of)
        whole = self.rendered(page)
        if whole.html != html:
            raise ShellError(page.url)
        return replace(whole, made_of=made_of, is_alone=False)

    def shell_for(self, kind: Kind, like: RenderedMkDocsPage) -> Shell | None:
        """The shell of a kind of pages."""
        made = self.shells.made
        if kind not in made:
            made[kind] = self.shells.kept.known(kind) or self.made(kind, like)
        return made[kind]

    def made(self, kind: Kind, page: RenderedMkDocsPage) -> Shell | None:
        """Make a shell for a kind of pages."""
        marked = marked_page(page, self.theme.config)
        self.shells.rendered += 1
        shell = shell_of(marked, self.theme.render(marked))
        if shell is not None:
            self.shells.kept.keep(kind, shell)
        return shell

    def rendered(self, page: RenderedMkDocsPage) -> ThemedPage:
        """Let the template make a page."""
        self.shells.rendered += 1
        return ThemedPage(page.file.dest_uri, self.theme.render(page), page.rendered.html, is_alone=True)


def own_files(files: Iterable[File]) -> Iterator[File]:
    """Files that are no generated pages or data."""
    return (file for file in files if not isinstance(file, GeneratedFile))
