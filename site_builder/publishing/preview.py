"""Preview: serve the site while its files are edited, and reload the browser after each change.

Each build goes into a folder of its own, and a link is turned to it when it is whole: whatever goes wrong,
the last good pages stay. A request that comes during a build waits for it.
"""

import html
import shutil
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from types import FrameType
from urllib.parse import urlsplit

from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from site_builder.corpus.loading import Project
from site_builder.publishing.configuration import load_configuration
from site_builder.publishing.file_watching import FileWatch
from site_builder.publishing.plugin import WATCHED, SiteBuilderPlugin, plugin_of
from site_builder.publishing.preview_access import address
from site_builder.publishing.preview_server import BuildNumber, PreviewApplication, PreviewServer
from site_builder.publishing.search_folder import BUNDLE
from site_builder.publishing.search_index import write_index
from site_builder.publishing.site_files import SiteFiles
from site_builder.publishing.site_writer import SiteWriter
from site_builder.storage.work_folder import private_folder

FOLDER = "preview"
"""Where the builds are, in the project's own folder: a private one holds captured texts."""


def preview(
    project: Project,
    *,
    host: str,
    port: int,
    texts: tuple[Path, ...],
    private: bool = False,
    polling: bool = False,
    say: Callable[[str], None],
) -> None:
    """Serve a preview until interrupted; `say` is told where it is and how each build went.

    A `private` one shows every text at hand to whoever reaches the address. With `polling`, files are looked
    at for changes, where the system's notifications do not come.
    """
    with ended_cleanly() as asked, private_folder(project.root, FOLDER) as folder:
        config, plugin = configured(project, folder, texts, private=private)
        plugin.on_startup(command="serve", dirty=False)
        mount = urlsplit(config.site_url or "").path.strip("/")
        url = f"http://{address(host)}:{port}/" + (f"{mount}/" if mount else "")
        builds = PreviewBuilds(project, folder, texts, private, url, say)
        builds.build()
        serve(builds, config, PreviewServer(host, port, builds.application), asked, polling=polling)
        say("Ended.")


@contextmanager
def ended_cleanly() -> Iterator[Event]:
    """Have signals that end a process do it as Ctrl+C does: with nothing left behind.

    A preview that a script started in the background does not hear Ctrl+C; one whose terminal is
    closed is hung up on, unless somebody wanted it to go on (nohup). The event is set with each signal: an
    exception alone can be lost where Python ignores all, as while it frees an object.
    """
    asked = Event()

    def end(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.default_int_handler(number, frame)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        if before[number] is not signal.SIG_IGN:
            signal.signal(number, end)
    try:
        with suppress(KeyboardInterrupt):
            yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def configured(
    project: Project, folder: Path, texts: tuple[Path, ...], *, private: bool
) -> tuple[MkDocsConfig, SiteBuilderPlugin]:
    """Read mkdocs.yml for a preview in a folder, and tell the plugin what to show."""
    config = load_configuration(project, folder)
    plugin = plugin_of(config)
    plugin.texts, plugin.private, plugin.data_on_demand = texts, private, True
    return config, plugin


@dataclass
class PreviewBuilds:
    """Builds a project again and again, each time into a new folder; the last whole one is at `root`."""

    project: Project
    folder: Path
    texts: tuple[Path, ...]
    private: bool
    url: str
    say: Callable[[str], None]
    last: Path | None = None
    data: Mapping[str, bytes] = field(default_factory=dict)
    number: BuildNumber = field(default_factory=BuildNumber)
    busy: Lock = field(default_factory=Lock)

    @property
    def root(self) -> Path:
        """The one path that the server knows: a request that waits for a build finds the new pages there."""
        return self.folder / "site"

    def build(self) -> None:
        """Build once; a mistake in a template or in mkdocs.yml is shown and does not end the preview."""
        with self.busy:
            self._build(self.folder / str(self.number.number))
        self.number.raise_()

    def _build(self, new: Path) -> None:
        started = time.perf_counter()
        try:
            config, plugin = configured(self.project, new, self.texts, private=self.private)
            config.site_url = self.url
            plugin.handed_writer = SiteWriter(SiteFiles(new, self.last))
            run_mkdocs(config, serve_url=self.url)
            self.data = plugin.shown.site.on_demand
        except Exception as error:  # noqa: BLE001 - the preview outlives whatever a template may raise
            self.say(explained(error))
            if self.last is not None:
                self.say("The pages are as they were.")
                shutil.rmtree(new, ignore_errors=True)
                return
            write_failure(new, error)
        else:
            self.say(f"Built in {time.perf_counter() - started:.2f} s")
        self._turn_to(new)

    def _turn_to(self, new: Path) -> None:
        """Put a build at `root`: by a link, or where the system makes none, by renaming."""
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

    def index(self) -> None:
        """Make the search index of the last build, unless it has one; a build that is running comes first."""
        with self.busy:
            if self.last is not None and not (self.last / BUNDLE).exists():
                for problem in write_index(self.last):
                    self.say(str(problem))

    @property
    def application(self) -> PreviewApplication:
        """What answers requests."""
        return PreviewApplication(self.file, urlsplit(self.url).path, self.number)

    def file(self, path: str) -> bytes | None:
        """The file at a path of the last build; None where there is none."""
        if path.startswith(f"{BUNDLE}/"):
            self.index()
        with self.busy:
            file = (self.root / path).resolve()
            if file.is_relative_to(self.root.resolve()) and file.is_file():
                return file.read_bytes()
            return self.data.get(path)


def explained(error: Exception) -> str:
    """What went wrong: MkDocs says it of the user's own settings; a mistake in a template has a place."""
    if isinstance(error, MkDocsException):
        return error.format_message()
    if isinstance(error, OSError) and error.filename is not None:  # away for a moment, or no space
        return f"{error.strerror}: {error.filename}"
    return "".join(traceback.format_exception(error))


def write_failure(folder: Path, error: Exception) -> None:
    """Write the one page that there is when the very first build fails."""
    folder.mkdir(exist_ok=True)
    what = html.escape(f"{type(error).__name__}: {error}")
    head = '<!doctype html><meta charset="utf-8"><title>The site cannot be built</title>'
    text = f"{head}<body><pre>{what}</pre></body>"
    for name in ("index.html", "404.html"):
        (folder / name).write_text(text, encoding="utf-8")


def serve(
    builds: PreviewBuilds, config: MkDocsConfig, server: PreviewServer, asked: Event, *, polling: bool
) -> None:
    """Serve what is built, and build again when files change, until interrupted or `asked` to end."""
    watched = [config.docs_dir, config.config_file_path, *WATCHED]
    watch = FileWatch([builds.project.root / str(path) for path in watched], polling=polling)
    watch.start()
    Thread(target=server.serve_forever, daemon=True).start()
    builds.say(f"Preview at {builds.url} (stop it with Ctrl+C)")
    if builds.private:
        builds.say("It shows private texts to everyone who can reach this address.")
    if watch.polling and not polling:
        builds.say("The system watches no more files for us: changes are looked for, which takes longer.")
    try:
        for _ in watch.bursts(asked):
            builds.build()
    finally:
        watch.stop()
        server.shutdown()
        server.server_close()
