"""Publish: build a release beside the live site, check it, and put it in place (`releases`) in one step."""

import errno
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from site_builder.build import Built, build
from site_builder.corpus import merge_conflicts
from site_builder.corpus.captured_texts import private_texts
from site_builder.corpus.loading import Project
from site_builder.model.problems import Checked, Location, Problem, fatal, in_order
from site_builder.proving.executors import Cluster
from site_builder.proving.forks import KilledError
from site_builder.publishing.browser_sqlite import browser_sqlite
from site_builder.publishing.cluster_pages import ClusterPages
from site_builder.publishing.configuration import (
    load_configuration,
    settings_problems,
    settle_language,
    within_sources,
)
from site_builder.publishing.kept_files import KeptFiles
from site_builder.publishing.leak_check import LeakSearch, index_of
from site_builder.publishing.link_check import check_site
from site_builder.publishing.link_survey import LinkSurvey
from site_builder.publishing.plugin import LateProblemsError, options_for, plugin_of
from site_builder.publishing.releases import (
    PlacedRelease,
    former,
    give_spare,
    in_the_way,
    live_folder,
    only_build,
    prune,
    put_in_place,
    spare_of,
)
from site_builder.publishing.same_release import (
    Asked,
    Inputs,
    LiveRelease,
    folders_read,
    inputs_of,
    keep_release,
    live_release,
)
from site_builder.publishing.search_feed import SearchFeed, search_feed
from site_builder.publishing.search_folder import BUNDLE
from site_builder.publishing.site_checks import SiteChecks
from site_builder.publishing.site_files import FileFacts, SiteFiles, files_below
from site_builder.publishing.site_writer import CheckingWriter, SiteWriter
from site_builder.storage.progress import stage
from site_builder.storage.store import Store, opened

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Release:
    """What a publication came to."""

    site: Path
    folder: Path
    name: str
    pages: int
    changed: bool


def publish(
    project: Project,
    to: Path,
    *,
    texts: tuple[Path, ...] = (),
    strict: bool = False,
    jobs: int = 1,
    scheduler: str = "",
    on_wait: Callable[[], None] = lambda: None,
) -> Checked[Release | None]:
    """Build and check the project's site, then make it the live one at `to`.

    With problems, `to` stays as it is. So many processes as `jobs` says make its pages, or the cluster of a
    Dask `scheduler`, where there are many. `on_wait` is called before waiting for another build of the same
    site. Raises a `ClusterError` where the cluster cannot be used.
    """
    if problem := in_the_way(to) or within_sources(to, project.root):
        return None, (problem,)
    try:
        with only_build(to, on_wait) as new:
            if problem := in_the_way(to):
                return None, (problem,)
            asked = Asked(project, to, texts, strict, jobs, scheduler)
            with opened(project.root) as store:
                return standing(asked, store) or _published(asked, new, store)
    except OSError as error:
        return None, (cannot_write(to, error),)


def standing(asked: Asked, store: Store) -> Checked[Release | None] | None:
    """The live release, if it is the one that a build would make."""
    folder = live_folder(asked.to)
    known = live_release(asked, folder, store)
    if known is None or folder is None:
        return None
    prune(PlacedRelease(folder, known.name, changed=False), asked.to)
    return Release(asked.to, folder, known.name, known.pages, changed=False), known.problems


def _published(asked: Asked, new: Path, store: Store) -> Checked[Release | None]:
    """Make the project's site, which is the live one then."""
    to = asked.to
    give_spare(new)
    made, problems = build_into(asked, new, former(to), store)
    if made is None:
        return None, problems
    with stage("site put in place", uncounted=True):
        number = new.stat().st_ino
        placed = put_in_place(new, to, made.hashes)
    known = LiveRelease(placed.name, made.pages, problems)
    is_new = placed.folder.stat().st_ino == number  # not the same release, which was there already
    facts = made.facts if is_new else dict(files_below(placed.folder))
    keep_release(asked, known, facts, made.inputs, store)
    return Release(to, placed.folder, placed.name, made.pages, placed.changed), problems


def cannot_write(to: Path, error: OSError) -> Problem:
    """Say that the system would not let us write."""
    found = f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")
    fix = "free some space" if error.errno == errno.ENOSPC else "check that this folder can be written to"
    return Problem(Location(str(to)), "cannot-write", found, "a place that the site can be written to", fix)


# ------------------------------------------------------------------ building


@dataclass(frozen=True, slots=True)
class Made:
    """A whole site in a folder: how many pages it has, and hashes of its files but for the search index.

    `facts` are what the system says of all files, `inputs` what the site was made of.
    """

    pages: int
    hashes: Mapping[str, str]
    facts: Mapping[str, FileFacts]
    inputs: Inputs


def build_into(asked: Asked, folder: Path, before: Sequence[Path], store: Store) -> Checked[Made | None]:
    """Build a whole site into a folder and check it; none where it must not be published.

    Files and index of releases `before` are taken where they are the same. Where a process that helps is
    killed, this one begins again without: most of what was made is kept.
    """
    try:
        return _built_into(asked, folder, before, store)
    except KilledError:
        return _built_into(replace(asked, jobs=1), folder, before, store)


def _built_into(asked: Asked, folder: Path, before: Sequence[Path], store: Store) -> Checked[Made | None]:
    project, texts, strict = asked.project, asked.texts, asked.strict
    problems: tuple[Problem, ...] = tuple(merge_conflicts.in_files(project.root, [merge_conflicts.MKDOCS]))
    if problems:
        return None, problems  # MkDocs would tell of its form only
    config, problems = with_warnings(lambda: load_configuration(project, folder))
    if config is None:
        return None, problems
    problems += (*settings_problems(config, project), *browser_sqlite(project.root)[1])
    if fatal(problems, strict=strict):
        return None, problems
    settle_language(config)
    files = SiteFiles(folder, next(iter(before), None), spare=spare_of(folder))
    inputs = inputs_of(asked, folders_read(config), store)
    options = replace(options_for(config, texts, strict=strict), jobs=asked.jobs)
    if asked.scheduler:
        elsewhere = ClusterPages(Cluster(asked.scheduler), project.root, options)
        options = replace(options, elsewhere=elsewhere)
    built, found = build(project, options, store=store)
    problems += found
    if built is None or fatal(problems, strict=strict):
        return None, problems
    with search_feed(folder, len(built.pages)) as feed:
        writer = checking_writer(project, config, built, texts, files, feed=feed, kept=KeptFiles(store))
        problems += site_problems(config, built, writer)
        if not fatal(problems, strict=strict):
            with stage("search index made, links checked", uncounted=True):
                problems += index_and_check(config, writer, before)
    if fatal(problems, strict=strict):
        return None, in_order(problems)
    facts = {**files.facts, **dict(files_below(folder, BUNDLE))}
    return Made(len(built.pages), files.hashes, facts, inputs), in_order(problems)


def checking_writer(
    project: Project,
    config: MkDocsConfig,
    built: Built,
    texts: tuple[Path, ...],
    files: SiteFiles,
    *,
    feed: SearchFeed,
    kept: KeptFiles,
) -> CheckingWriter:
    """Make what writes a site and looks for bad links and private texts in it."""
    private = index_of(private_texts(project, built.texts, texts), project.settings.limits.quoted_run)
    themes = [path for path in map(Path, config.theme.dirs) if not path.is_relative_to(project.root)]
    leaks = LeakSearch(private, built.texts.published.values, themes, kept)
    return CheckingWriter(files, SiteChecks(LinkSurvey(config.site_url), leaks), feed, kept)


def site_problems(config: MkDocsConfig, built: Built, writer: CheckingWriter) -> tuple[Problem, ...]:
    """Let MkDocs and us write a site, and tell of what MkDocs says, what got lost and what is private."""
    with stage("site written and looked through", uncounted=True):
        _, met = with_warnings(lambda: hand_over(config, built, writer))
    if met:
        return met
    writer.finish()
    return missing_files(built, writer) or writer.checks.leak_problems()


def index_and_check(
    config: MkDocsConfig, writer: CheckingWriter, before: Sequence[Path]
) -> tuple[Problem, ...]:
    """Add the search index, and see that all links, ids and tags are sound; if not, tell what is wrong."""
    folder = writer.files.folder
    if problems := writer.feed.write(writer.checks.bodies, before):
        return problems
    index = {path for path, _ in files_below(folder, BUNDLE)}
    sound = writer.checks.is_sound(writer.files.hashes.keys() | index)
    return () if sound else check_site(folder, config.site_url)


def hand_over(config: MkDocsConfig, built: Built, writer: SiteWriter | None = None) -> None:
    """Run MkDocs in this process: it gets the site as it is, and what it says comes back as values."""
    plugin = plugin_of(config)
    # MkDocs keeps one plugin for all that a process builds; the last may have been a preview.
    plugin.on_startup(command="build", dirty=False)
    plugin.handed, plugin.handed_writer = built, writer
    run_mkdocs(config)


class WarningCollector(logging.Handler):
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


def with_warnings(action: Callable[[], T]) -> Checked[T | None]:
    """Do something of MkDocs', and return its warnings and the error that stops it as problems."""
    logger = logging.getLogger("mkdocs")
    collector, propagate = WarningCollector(), logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        return action(), tuple(collector.problems)
    except LateProblemsError as error:
        return None, (*collector.problems, *error.problems)
    except MkDocsException as error:
        return None, (*collector.problems, mkdocs_problem(error.format_message()))
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate


def missing_files(built: Built, writer: SiteWriter) -> tuple[Problem, ...]:
    """List pages and data files that were built and are not in the folder."""
    paths = [f"{page.path}index.html" for page in built.pages] + sorted(writer.lost | writer.asked)
    return tuple(
        Problem(Location(f"site/{path}"), "missing-page", "no such file", "the page that was built")
        for path in dict.fromkeys(paths)
        if path not in writer.files.hashes
    )
