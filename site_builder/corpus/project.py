"""The project: its folder, and what `site.yml` says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NamedTuple

from site_builder.corpus.citation import citation_problems
from site_builder.corpus.source import read_yaml
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.corpus.values import leaf_problems
from site_builder.model.changes import NOT_YET, is_day
from site_builder.model.meaning import Meaning
from site_builder.model.problems import Checked, Location, Problem, in_order, quoted
from site_builder.model.rights import DATA_LICENCES, Licence
from site_builder.model.value_types import LicenceId, Line
from site_builder.model.written import Written
from site_builder.storage.files import read_file

SETTINGS = "site.yml"
_COMMIT = re.compile(r"[0-9a-f]{7,64}", re.ASCII)
_CORRECTIONS = re.compile(r"https?://|mailto:|[a-z0-9][a-z0-9/._-]*(#[A-Za-z0-9_-]+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(Written):
    """How much of a text whose rights are reserved the quotes of an article may show."""

    quoted_share: Annotated[
        float, Meaning("Share of an article's words that its quotes may show: 0.4 is 40 percent.")
    ] = 0.40
    warned_share: Annotated[float, Meaning("The share above which you are warned.")] = 0.36
    quoted_run: Annotated[int, Meaning("The most words of an article that may be shown in a row.")] = 25

    def __reduce__(self) -> tuple[Callable[..., "Limits"], tuple[float, float, int]]:
        """Travel to other processes without a place: the usual ones are written nowhere."""
        return _limits, (self.quoted_share, self.warned_share, self.quoted_run)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldHistory(Written):
    """What the site tells of the changes of its data, as git knows them: `since` is a day.

    `withheld` are commits, by the first digits of their names at least. `published` is a day, or `NOT_YET`.
    """

    told: Annotated[bool, Meaning("Whether the site tells what changed in its data.")] = True
    since: Annotated[
        Line | None,
        Meaning("The first day of which changes are told; else all are.", ("2026-01-31", "2031-12-01")),
    ] = None
    published: Annotated[
        Line | None,
        Meaning(
            "The first day on which readers could see the site, or `not yet`: what was changed before is no "
            "correction. If left out, all that was changed is one.",
            ("2026-12-01", "not yet"),
        ),
    ] = None
    reasons: Annotated[
        bool, Meaning("Whether the subject lines of commits are told as reasons: everybody reads them.")
    ] = False
    withheld: Annotated[
        tuple[Line, ...],
        Meaning(
            "Commits of which nobody is told what they removed, as of those that say `Withheld: yes`.",
            ("3f2a9c1d07", "0b7e55aa91"),
        ),
    ] = ()

    def __reduce__(
        self,
    ) -> tuple[Callable[..., "ToldHistory"], tuple[bool, str | None, str | None, bool, tuple[str, ...]]]:
        """Travel to other processes without a place: the usual ones are written nowhere."""
        return _told_history, (self.told, self.since, self.published, self.reasons, self.withheld)


def _told_history(
    told: bool,  # noqa: FBT001 - as pickled
    since: Line | None,
    published: Line | None,
    reasons: bool,  # noqa: FBT001
    withheld: tuple[Line, ...],
) -> ToldHistory:
    return ToldHistory(told=told, since=since, published=published, reasons=reasons, withheld=withheld)


def _limits(quoted_share: float, warned_share: float, quoted_run: int) -> Limits:
    return Limits(quoted_share=quoted_share, warned_share=warned_share, quoted_run=quoted_run)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Written):
    """`site.yml`: folders that hold texts, the statistical model, limits, links, contact and licence.

    `licence` is that of records, digests and data; without one nobody is given any.
    `edit_link` is a pattern with `{path}`, and `{line}` where the host has places in files;
    `corrections` one with `{page}` and `{title}`, for readers who found a mistake.
    """

    title: Annotated[Line | None, Meaning("The site's title; else mkdocs.yml's `site_name`.")] = None
    contact: Annotated[
        Line | None,
        Meaning("Who is responsible for the site, and how to reach them: at the foot of every page."),
    ] = None
    texts: Annotated[
        tuple[str, ...], Meaning("Folders with captured texts, besides articles/raw/ and texts/.")
    ] = ()
    model: Annotated[
        Line | None,
        Meaning("An installed statistical model for extraction.", ("en_core_web_sm", "en_core_web_trf")),
    ] = None
    limits: Annotated[
        Limits, Meaning("How much of a text whose rights are reserved the quotes of one article may show.")
    ] = Limits()
    edit_link: Annotated[
        Line | None,
        Meaning(
            "Where a file is edited: a pattern with {path}, and {line} if the host can link to a line.",
            (
                "https://example.org/you/repository/blob/main/{path}#L{line}",
                "https://example.org/you/repository/-/edit/main/{path}",
            ),
        ),
    ] = None
    corrections: Annotated[
        Line | None,
        Meaning(
            "Where readers report mistakes: a path of the site, or an address with {page} and {title}.",
            ("about/#corrections-and-removal", "mailto:editors@example.org?subject={title}&body={page}"),
        ),
    ] = None
    answers: Annotated[
        Line | None,
        Meaning(
            "By when, and by whom, those who are written about are answered: on the page that tells what "
            "they can ask for.",
        ),
    ] = None
    licence: Annotated[
        LicenceId | None,
        Meaning("What others may do with records, digests and data.", ("CC-BY-4.0", "CC0-1.0")),
    ] = None

    changes: Annotated[ToldHistory, Meaning("What the site tells of the changes of its data.")] = (
        ToldHistory()
    )
    link_pictures: Annotated[
        bool,
        Meaning("Whether pages have pictures that messengers and social media show beside links to them."),
    ] = True

    @property
    def granted(self) -> Licence | None:
        """What others may do with records, digests and data, if anything."""
        return DATA_LICENCES.get(self.licence or "")


class Project(NamedTuple):
    """A folder with a `site.yml`, and what that says."""

    root: Path
    settings: Settings


def find_project(start: Path) -> Checked[Project | None]:
    """Find the project that a folder lies in: the nearest parent, or itself, with a `site.yml`."""
    here = start.resolve()
    root = next((folder for folder in (here, *here.parents) if (folder / SETTINGS).exists()), None)
    if root is None:
        fix = "go to the project's folder, or write one there (it may be empty)"
        return None, (Problem(Location(SETTINGS), "no-project", "no such file here or above", SETTINGS, fix),)
    data, problems = read_file(root, SETTINGS, FILE_BYTES)
    if data is None:
        return None, problems
    parsed, problems = read_yaml(data, SETTINGS, Settings, FILE_BYTES)
    if parsed is None:
        return None, problems
    problems += (*leaf_problems(parsed.leaves), *_settings_problems(parsed.value), *citation_problems(root))
    return Project(root, parsed.value), in_order(problems)


def _settings_problems(settings: Settings) -> Iterator[Problem]:
    limits = settings.limits
    for key in ("quoted_share", "warned_share"):
        share = getattr(limits, key)
        if not 0 <= share <= 1:
            fix = "write 0.4 for 40 percent"
            yield Problem(limits.at.of(key), "bad-number", str(share), "a share between 0 and 1", fix)
    since = settings.changes.since
    if since and not is_day(since):
        fix = "write a day such as 2026-01-31"
        yield Problem(settings.changes.at.of("since"), "bad-day", quoted(since), "a day", fix)
    published = settings.changes.published
    if published and published != NOT_YET and not is_day(published):
        fix = "write a day such as 2026-12-01; as long as nobody can see the site, `published: not yet`"
        place = settings.changes.at.of("published")
        yield Problem(place, "bad-day", quoted(published), "a day, or `not yet`", fix)
    for commit in settings.changes.withheld:
        if not _COMMIT.fullmatch(commit):
            fix = "write the first ten digits or so that `git log` has of the commit, in quotation marks"
            expected = "at least seven digits of a commit's name (0-9, a-f)"
            place = settings.changes.at.of("withheld")
            yield Problem(place, "bad-commit", quoted(commit), expected, fix)
    if settings.corrections and not _CORRECTIONS.match(settings.corrections):
        fix = "write the address where readers report mistakes, or mailto: and yours"
        expected = "an address that begins with https:, http: or mailto:, or a path of the site"
        yield Problem(
            settings.at.of("corrections"), "bad-address", quoted(settings.corrections), expected, fix
        )
    if settings.edit_link and "{path}" not in settings.edit_link:
        fix = "write {path} where the file's path belongs"
        yield Problem(
            settings.at.of("edit_link"), "bad-edit-link", "no '{path}'", "a pattern with {path}", fix
        )
