"""Publish: build a release beside the live site, check it, and put it in place in one step.

    site -> .releases/<hash of its content>      the live site, a symlink
    .releases/<hash>                             whole releases: the live one and the one before
    .releases/new-<process>                      one being made

At any moment, and whatever kills the build, `site` is the old release or the new one.
"""

import errno
import fcntl
import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypeVar

from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException

from site_builder import unmerged
from site_builder.build import Built, build, fatal
from site_builder.corpus import Project
from site_builder.links import check_site
from site_builder.plugin import SiteBuilderPlugin, options_for
from site_builder.problems import Checked, Location, Problem, in_order
from site_builder.search import write_index

T = TypeVar("T")

RELEASES = ".releases"
UNFINISHED = "new-"
KEPT = 2
"""How many releases are kept: the live one and the one before, for a way back."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a publication came to."""

    site: Path
    folder: Path
    pages: int
    changed: bool


def publish(
    project: Project,
    to: Path,
    *,
    texts: tuple[Path, ...] = (),
    strict: bool = False,
    on_wait: Callable[[], None] = lambda: None,
) -> Checked[Release | None]:
    """Build and check the project's site, then make `to` a link to it; with problems, `to` stays as it is.

    `on_wait` is called before waiting for another build of the same site.
    """
    if to.exists() and not to.is_symlink():
        return None, (in_the_way(to),)
    try:
        with only_build(to.parent / RELEASES, on_wait) as new:
            built, problems = build_into(project, new, texts, strict=strict)
            if built is None:
                return None, problems
            folder, changed = put_in_place(new, to)
            return Release(to, folder, len(built.pages), changed), problems
    except OSError as error:
        return None, (cannot_write(to, error),)


def in_the_way(to: Path) -> Problem:
    """Say that the live site's place is taken."""
    expected = "nothing, or the link to an earlier build"
    fix = "move it away, or name another place with `--to`"
    return Problem(Location(str(to)), "site-in-the-way", "a folder or file", expected, fix)


def cannot_write(to: Path, error: OSError) -> Problem:
    """Say that the system would not let us write."""
    found = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
    fix = "free some space" if error.errno == errno.ENOSPC else "check that this folder can be written to"
    return Problem(Location(str(to)), "cannot-write", found, "a place that the site can be written to", fix)


@contextmanager
def only_build(releases: Path, on_wait: Callable[[], None]) -> Iterator[Path]:
    """Hold the lock of a releases folder, and give an empty folder in it that is gone afterwards."""
    releases.mkdir(parents=True, exist_ok=True)
    with (releases / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        clear(releases)
        new = releases / f"{UNFINISHED}{os.getpid()}"
        new.mkdir()
        try:
            yield new
        finally:
            clear(releases)


def clear(releases: Path) -> None:
    """Remove what builds have left unfinished."""
    for left in releases.glob(f"{UNFINISHED}*"):
        if left.is_symlink():
            left.unlink()
        else:
            shutil.rmtree(left)


# ------------------------------------------------------------------ building


def build_into(
    project: Project, folder: Path, texts: tuple[Path, ...], *, strict: bool
) -> Checked[Built | None]:
    """Build a whole site into a folder and check it; the site is None where it must not be published."""
    problems: tuple[Problem, ...] = tuple(unmerged.in_files(project.root, [unmerged.MKDOCS]))
    if problems:
        return None, problems  # MkDocs would tell of its form only
    config, problems = listening(lambda: load(project, folder))
    if config is None:
        return None, problems
    built, found = build(project, options_for(config, texts, strict=strict))
    problems += found
    if built is None or fatal(problems, strict=strict):
        return None, problems
    _, met = listening(lambda: hand_over(config, built))
    problems += met or missing(folder, built) or write_index(folder) or check_site(folder, config.site_url)
    return (None if fatal(problems, strict=strict) else built), in_order(problems)


def load(project: Project, folder: Path) -> MkDocsConfig:
    """Read mkdocs.yml, for a build into a folder."""
    path = project.root / "mkdocs.yml"
    return load_config(config_file=str(path), site_dir=str(folder), strict=False)


def hand_over(config: MkDocsConfig, built: Built) -> None:
    """Run MkDocs in this process: it gets the site as it is, and what it says comes back as values."""
    plugin = config.plugins.get("site-builder")
    if not isinstance(plugin, SiteBuilderPlugin):
        raise ConfigurationError("mkdocs.yml does not list the plugin: write 'plugins: [site-builder]'")
    plugin.handed = built
    run_mkdocs(config)


class Collector(logging.Handler):
    """Keeps what MkDocs warns about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(mkdocs_problem(record.getMessage()))


def mkdocs_problem(message: str) -> Problem:
    """Make a problem of what MkDocs says."""
    found = " ".join(message.split())
    return Problem(Location("mkdocs.yml"), "mkdocs", found, "a site that MkDocs builds without a warning")


def listening(action: Callable[[], T]) -> Checked[T | None]:
    """Do something of MkDocs', and return its warnings and the error that stops it as problems."""
    logger = logging.getLogger("mkdocs")
    collector, propagate = Collector(), logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        return action(), tuple(collector.problems)
    except MkDocsException as error:
        return None, (*collector.problems, mkdocs_problem(error.format_message()))
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate


def missing(folder: Path, built: Built) -> tuple[Problem, ...]:
    """List pages and data files that were built and are not in the folder."""
    paths = [f"{page.path}index.html" for page in built.pages] + list(built.files)
    return tuple(
        Problem(Location(f"site/{path}"), "missing-page", "no such file", "the page that was built")
        for path in paths
        if not (folder / path).is_file()
    )


# ------------------------------------------------------------------ putting in place


def put_in_place(new: Path, to: Path) -> tuple[Path, bool]:
    """Name a finished release after its content and point the live link at it; say whether that changed."""
    before = to.resolve() if to.is_symlink() else None
    folder = named(new)
    changed = before != folder.resolve()
    if changed:
        link = new.with_name(f"{UNFINISHED}link")
        link.symlink_to(Path(RELEASES) / folder.name)
        os.utime(folder)
        link.replace(to)
    prune(folder, to.parent)
    return folder, changed


def named(new: Path) -> Path:
    """Rename a finished release to the hash of its content, or find the same one there already."""
    digest = digest_of(new)[:16]
    for number in count():
        folder = new.with_name(f"{digest}-{number}" if number else digest)
        if not folder.exists():
            return new.rename(folder)
        # A release that somebody has changed since is not this one.
        if digest_of(folder)[:16] == digest:
            return folder
    raise AssertionError


def digest_of(folder: Path) -> str:
    """Hash all paths and bytes under a folder."""
    total = hashlib.sha256()
    for path in sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()):
        content = hashlib.sha256((folder / path).read_bytes()).hexdigest()
        total.update(f"{content} {path}\n".encode())
    return total.hexdigest()


def prune(live: Path, beside: Path) -> None:
    """Remove all but the last releases; one that any link beside the live site leads to stays."""
    linked = {link.resolve() for link in beside.iterdir() if link.is_symlink()}
    releases = [
        path for path in live.parent.iterdir() if path.is_dir() and not path.name.startswith(UNFINISHED)
    ]
    releases.sort(key=lambda path: (path == live, path.stat().st_mtime_ns), reverse=True)
    for path in releases[KEPT:]:
        if path.resolve() not in linked:
            # Renamed first: no release has a name while it is half gone.
            path.rename(path.with_name(f"{UNFINISHED}old-{path.name}"))
