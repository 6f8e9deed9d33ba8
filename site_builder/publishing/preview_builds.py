"""What a preview does after each change, and how it finds the file that somebody asks for.

The site is read and linked; a page is made when it is asked for. MkDocs runs again only where what it reads
has changed. What shows all pages at once, as the search does, is built whole when it is used; so is
everything, each time, where another plugin or hook has a say. MkDocs writes into a new folder, and a link is
turned to it when it is whole: whatever goes wrong, the last good pages stay. A request that comes during a
build waits for it.
"""

import html
import shutil
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from site_builder.build import BuildOptions
from site_builder.corpus.loading import Project
from site_builder.model.problems import Problem
from site_builder.pages.taking import EMBED
from site_builder.publishing.plugin import (
    SiteBuilderPlugin,
    options_for,
    stop_on_bad_settings,
)
from site_builder.publishing.preview_mkdocs import Stamp, configured, known_pages, menu_of, run_with
from site_builder.publishing.preview_pages import PagesOnDemand, ThemeOnDemand
from site_builder.publishing.preview_server import BuildNumber, PreviewApplication
from site_builder.publishing.preview_site import SiteOnDemand
from site_builder.publishing.problem_banner import ShownSite, log_problems, only_problems
from site_builder.publishing.search_feed import write_index
from site_builder.publishing.search_folder import BUNDLE
from site_builder.publishing.who_takes_part import others_take_part

_OF_ALL_PAGES = ("sitemap.xml", "sitemap.xml.gz")
"""Files of MkDocs that list all pages."""


@dataclass
class PreviewBuilds:
    """Follows a project. What MkDocs wrote last is at `root`; `pages` are those that it did not write.

    `runs` counts how often MkDocs ran.
    """

    project: Project
    folder: Path
    texts: tuple[Path, ...]
    private: bool
    url: str
    say: Callable[[str], None]
    site: SiteOnDemand
    last: Path | None = None
    pages: PagesOnDemand | None = None
    data: Mapping[str, bytes] = field(default_factory=dict)
    number: BuildNumber = field(default_factory=BuildNumber)
    busy: Lock = field(default_factory=Lock)
    runs: int = 0
    _stamp: Stamp | None = None
    _banner: tuple[Problem, ...] = ()
    _whole: Path | None = None

    @property
    def root(self) -> Path:
        """The one path that stays: a request that waits for a build finds the new files there."""
        return self.folder / "site"

    def build(self) -> None:
        """Follow a change; a mistake in a template or in mkdocs.yml is shown and does not end the preview."""
        with self.busy:
            self._build()
        self.number.raise_()

    def _build(self) -> None:
        started = time.perf_counter()
        self._forget_whole()
        try:
            self._follow()
        except Exception as error:  # noqa: BLE001 - the preview outlives whatever a template may raise
            self.say(explained(error))
            if self.last is None:
                self._turn_to(failure(self._new(), error))
            else:
                self.say("The pages are as they were.")
        else:
            self.say(f"Built in {time.perf_counter() - started:.2f} s")

    def _follow(self) -> None:
        config, plugin = self._configured()
        if others_take_part(config):
            self.pages, self._stamp = None, None
            self._run(config, plugin, None)
            self.data = plugin.shown.site.on_demand
            return
        stop_on_bad_settings(config)
        log_problems(self.site.read(self._options(config)))
        self._follow_mkdocs(config, plugin)

    def _follow_mkdocs(self, config: MkDocsConfig, plugin: SiteBuilderPlugin, *, anew: bool = False) -> None:
        """Run MkDocs where it would do something else than before, or to show other problems `anew`."""
        if self.site.version is None:
            self._run(config, plugin, ShownSite(only_problems(config), self.site.problems))
            return
        menu = menu_of(self.site, config)
        stamp = Stamp.of(config, self.site.version, menu)
        if self.pages is None or stamp != self._stamp or anew:
            same = self._stamp is not None and stamp.theme == self._stamp.theme
            # Its templates are compiled already.
            plugin.environment = self.pages.theme.theme.environment if self.pages and same else None
            known = known_pages(self.site.version, menu)
            self._run(config, plugin, ShownSite(known, self.site.problems, self.site.above))
            self._put_into(ThemeOnDemand.of(plugin.theme, plugin.files))
            self._stamp = stamp

    def _put_into(self, theme: ThemeOnDemand) -> None:
        """Go on with what MkDocs has made for our pages."""
        if self.pages is None:
            self.pages = PagesOnDemand(self.site, theme)
        else:
            self.pages.theme = theme

    def _configured(self) -> tuple[MkDocsConfig, SiteBuilderPlugin]:
        config, plugin = configured(self.project, self._new(), self.texts, private=self.private)
        config.site_url = self.url
        return config, plugin

    def _options(self, config: MkDocsConfig) -> BuildOptions:
        options = options_for(config, self.texts, preview=True, private=self.private)
        return replace(options, data_on_demand=True)

    # ---------------------------------------------------------------- folders

    def _new(self) -> Path:
        """The folder of the next run of MkDocs."""
        return self.folder / str(self.runs)

    def _run(self, config: MkDocsConfig, plugin: SiteBuilderPlugin, handed: ShownSite | None) -> None:
        """Let MkDocs write into a new folder, and turn to it."""
        new = self._new()
        try:
            run_with(config, plugin, handed, new, self.last)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        self._banner = handed.problems if handed else ()
        self._turn_to(new)

    def _turn_to(self, new: Path) -> None:
        """Put a folder at `root`: by a link, or where the system makes none, by renaming."""
        link, before = self.folder / "link", self.last
        try:
            link.symlink_to(new.name)
            link.replace(self.root)
        except (OSError, NotImplementedError):
            if before is not None:
                before = self.root.rename(self.folder / f"before-{new.name}")
            new = new.rename(self.root)
        if before is not None:
            shutil.rmtree(before, ignore_errors=True)
        self.last = new
        self.runs += 1

    # ---------------------------------------------------------------- what is asked for

    @property
    def application(self) -> PreviewApplication:
        """What answers requests."""
        return PreviewApplication(self.file, urlsplit(self.url).path, self.number)

    def file(self, path: str) -> bytes | None:
        """The file at a path of the site; None where there is none."""
        with self.busy:
            try:
                return self._file(path)
            except Exception as error:  # noqa: BLE001 - as in a build
                self.say(explained(error))
                return failure_page(error) if path.endswith(".html") else None

    def _file(self, path: str) -> bytes | None:
        of_all = path.startswith(f"{BUNDLE}/") or path in _OF_ALL_PAGES
        if of_all and self.last is not None:
            return in_folder(self._whole_site(index=path.startswith(f"{BUNDLE}/")), path)
        found = self._on_demand(path)
        if found is None and path.endswith(".html") and self._banner != self.site.problems:
            self._show_problems()
        return in_folder(self.root, path) if found is None else found

    def _on_demand(self, path: str) -> bytes | None:
        version = self.site.version
        if self.pages is None or version is None:
            return self.data.get(path)
        for files in (version.redirects, version.data):
            if path in files:
                return files[path]
        if path.startswith(EMBED):
            return self.pages.file(path)
        is_page = path == "index.html" or path.endswith("/index.html")
        return self.pages.page(path.removesuffix("index.html")) if is_page else None

    def _show_problems(self) -> None:
        """Have MkDocs write its pages anew, with the present problems on them or without those before."""
        self._follow_mkdocs(*self._configured(), anew=True)

    def _whole_site(self, *, index: bool) -> Path:
        """A folder with all pages of the site as it is now, and their search index if wanted."""
        folder = self._whole or self._built_whole()
        self._whole = folder
        if index and not (folder / BUNDLE).exists():
            for problem in write_index(folder):
                self.say(str(problem))
        return folder

    def _built_whole(self) -> Path:
        if self.pages is None or self.last is None:
            return self.root
        folder = self.folder / f"whole-{self.number.number}"
        built, problems = self.site.whole()
        log_problems(problems)
        config, plugin = configured(self.project, folder, self.texts, private=self.private)
        config.site_url = self.url
        run_with(config, plugin, ShownSite(built, self.site.problems), folder, None)
        return folder

    def _forget_whole(self) -> None:
        if self._whole is not None and self._whole != self.root:
            shutil.rmtree(self._whole, ignore_errors=True)
        self._whole = None


def in_folder(folder: Path, path: str) -> bytes | None:
    """The file at a path in a folder; None where there is none, or it lies elsewhere."""
    file = (folder / path).resolve()
    return file.read_bytes() if file.is_relative_to(folder.resolve()) and file.is_file() else None


# ------------------------------------------------------------------ what went wrong


def explained(error: Exception) -> str:
    """What went wrong: MkDocs says it of the user's own settings; a mistake in a template has a place."""
    if isinstance(error, MkDocsException):
        return error.format_message()
    if isinstance(error, OSError) and error.filename is not None:  # away for a moment, or no space
        return f"{error.strerror}: {error.filename}"
    return "".join(traceback.format_exception(error))


def failure_page(error: Exception) -> bytes:
    """A page that only says what went wrong."""
    what = html.escape(f"{type(error).__name__}: {error}")
    head = '<!doctype html><meta charset="utf-8"><title>The site cannot be built</title>'
    return f"{head}<body><pre>{what}</pre></body>".encode()


def failure(folder: Path, error: Exception) -> Path:
    """Write the one page that there is when the very first build fails."""
    folder.mkdir(exist_ok=True)
    for name in ("index.html", "404.html"):
        (folder / name).write_bytes(failure_page(error))
    return folder
