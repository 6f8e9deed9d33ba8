"""Shells of earlier builds, for as long as all that a theme may print around any page is what it was.

That is the theme itself, its configuration, the menu, what pages there are, and what our plugin lets it say.
Where a plugin, a hook or the environment may have a say, no shell is kept.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from site_builder.publishing.mkdocs_pages import RenderedMkDocsPage
from site_builder.publishing.shells import FORMS, Kind, Shell, Slot
from site_builder.publishing.who_takes_part import is_told_by_files, versions
from site_builder.storage.store import Store, key_of

STAGE: Final = "shells"
_FORMS: Final = {form.__name__: form for form in FORMS}
_SETTINGS: Final = ("copyright", "extra_css", "extra_javascript")
"""Settings that a theme prints and that our plugin changes, besides those of the theme."""


@dataclass(frozen=True, slots=True)
class KeptShells:
    """The shells that a `store` has of a theme.

    `around` is a hash of all that may stand around any page; without it nothing is kept.
    """

    store: Store = field(default_factory=Store)
    around: str = ""

    def known(self, kind: Kind) -> Shell | None:
        """The shell of a kind of pages."""
        kept = self.store.get(STAGE, *self._place(kind)) if self.around else None
        try:
            return _shell_from(json.loads(kept or "null"))
        except (ValueError, TypeError, KeyError):  # somebody else wrote it, or there is none
            return None

    def keep(self, kind: Kind, shell: Shell) -> None:
        """Keep the shell of a kind of pages."""
        if self.around:
            self.store.put(STAGE, *self._place(kind), json.dumps(_row(shell), ensure_ascii=False))

    def _place(self, kind: Kind) -> tuple[str, str]:
        return key_of(repr(kind)), self.around


def _row(shell: Shell) -> list[str | list[str]]:
    """A shell as JSON has it."""
    return [part if isinstance(part, str) else [part.name, part.form.__name__] for part in shell.parts]


def _shell_from(row: Iterable[str | list[str]]) -> Shell:
    return Shell(tuple(part if isinstance(part, str) else Slot(part[0], _FORMS[part[1]]) for part in row))


def around_pages(
    theme: str, config: MkDocsConfig, nav: Navigation, listed: Iterable[File], told: object
) -> str:
    """Hash of all that a theme may print around any page; empty where that cannot be told.

    `theme` is a hash of the theme's templates and of the configuration as it is written, `listed` are the
    files of pages that it may list, `told` is what our plugin lets it say.
    """
    if not is_told_by_files(config):
        return ""
    hashed = sha256()
    for part in (theme, versions(), repr(told), repr(_settings(config)), repr(list(map(_item, nav.items)))):
        hashed.update(part.encode("utf-8", "surrogatepass") + b"\0")
    for data in _theme_of_project(config):
        hashed.update(sha256(data).digest())
    for file in listed:
        hashed.update(repr(_listed(file)).encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()


def _settings(config: MkDocsConfig) -> object:
    printed = (config[name] for name in _SETTINGS)
    said = [list(map(str, value)) if isinstance(value, list) else value for value in printed]
    return said, sorted(config.theme.items())


def _theme_of_project(config: MkDocsConfig) -> Iterator[bytes]:
    """The files of a project's own theme, which may print any of them on a page."""
    if config.theme.custom_dir:
        folder = Path(config.theme.custom_dir)
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            yield path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
            yield path.read_bytes()


def _item(item: StructureItem) -> object:
    """Something of a menu, with what is in it."""
    if isinstance(item, Section):
        return item.title, list(map(_item, item.children))
    if isinstance(item, Page):
        return item.title, item.url, _said_by(item)
    return item.title, getattr(item, "url", None)


def _listed(file: File) -> object:
    page = file.page
    return page and (page.url, page.title, page.update_date, _said_by(page))


def _said_by(page: Page) -> object:
    """What a page that somebody wrote by hand says; of ours, that is on the page alone."""
    return None if isinstance(page, RenderedMkDocsPage) else (page.meta, page.content)
