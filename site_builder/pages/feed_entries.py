"""What feeds tell: articles that are new on the site, and corrections, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final

from site_builder.linking.site import Site
from site_builder.model.changes import Commit, ThingKind, ToldChange, ToldLog
from site_builder.pages import counts
from site_builder.pages.changed_things import page_on
from site_builder.pages.changes import Telling
from site_builder.pages.components import plain_text
from site_builder.translation.messages import gettext

ENTRIES: Final = 50
"""So many entries a feed has; all changes stand on the page of the changes."""
LINES: Final = 30
"""So many lines an entry has."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article that is new, or the corrections of one commit to what stands on one page.

    `name` tells it from all others for good: it is made of the commit, and of the id that the thing had then.
    `path` is its page.
    """

    name: str
    path: str
    title: str
    text: str
    commit: Commit


def feed_entries(site: Site, log: ToldLog) -> tuple[FeedEntry, ...]:
    """The newest entries, of things that still stand on the site."""
    return tuple(islice(_entries(Telling.of(site), log), ENTRIES))


def _entries(telling: Telling, log: ToldLog) -> Iterator[FeedEntry]:
    for _, step in groupby(reversed(log.changes), key=lambda one: one.commit.hash):
        yield from _of_commit(telling, [*step][::-1])


def _of_commit(telling: Telling, step: list[ToldChange]) -> Iterator[FeedEntry]:
    corrected: dict[str, list[ToldChange]] = {}
    for one in step:
        page = page_on(telling.site, *_owner(one)) if one.now else ""
        if page and one.change.doing == "corrected":
            corrected.setdefault(page, []).append(one)
        elif page and one.change.doing == "added" and one.change.kind == "article":
            title = gettext("New article: {title}", title=one.line)
            yield FeedEntry(f"articles/{one.change.id}", page, title, one.line, one.commit)
    for page, changes in corrected.items():
        yield _correction(telling, page, changes)


def _owner(one: ToldChange) -> tuple[ThingKind, str]:
    """Kind and id of the thing that has a page: of a record its article."""
    kind = one.change.kind
    return ("article", one.now.partition("/")[0]) if kind == "record" else (kind, one.now)


def _correction(telling: Telling, page: str, changes: list[ToldChange]) -> FeedEntry:
    first = changes[0]
    lines = [line for one in changes for line in _lines(telling, one)]
    was = first.change.article or f"{first.change.kind}/{first.change.id}"
    title = gettext("Correction: {title}", title=telling.title_of(first))
    if len(lines) > LINES:
        lines = [*lines[:LINES], counts.and_more(len(lines) - LINES)]
    return FeedEntry(f"corrections/{first.commit.hash}/{was}", page, title, "\n".join(lines), first.commit)


def _lines(telling: Telling, one: ToldChange) -> Iterator[str]:
    yield plain_text(telling.corrected(one))
    for field in telling.fields(one):
        nothing = gettext("(nothing)")
        yield f"  {field.label}: {field.before or nothing} → {field.after or nothing}"
