"""What feeds tell: articles and records that are new, corrections and removals, the newest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from site_builder.linking.site import Site
from site_builder.model.changes import Commit, ThingKind, ToldChange, ToldLog
from site_builder.model.registry import Entry
from site_builder.pages import counts
from site_builder.pages.changed_things import page_on
from site_builder.pages.changes import Telling
from site_builder.pages.components import plain_text
from site_builder.pages.tombstones import path_of_tombstone
from site_builder.translation.messages import gettext

ENTRIES: Final = 50
"""So many entries a feed has; all changes stand on the page of the changes."""
LINES: Final = 30
"""So many lines an entry has."""

Numbered = tuple[int, ToldChange]
"""A change, and its position in the log."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article that is new or gone, or what one commit corrected or added on one page.

    `name` tells it from all others for good: it is made of the commit, and of the id that the thing had then.
    `path` is its page. It is the same in all feeds that have it; `changes` are positions in the log.
    """

    name: str
    path: str
    title: str
    text: str
    commit: Commit
    changes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Feeds:
    """The entries of a log, the newest first, and which of them tells each change."""

    site: Site
    entries: tuple[FeedEntry, ...]
    telling: Mapping[int, int]

    @classmethod
    def of(cls, site: Site, log: ToldLog) -> "Feeds":
        """All entries of a log."""
        entries = tuple(_entries(Telling.of(site), log))
        return cls(
            site, entries, {number: at for at, entry in enumerate(entries) for number in entry.changes}
        )

    @property
    def newest(self) -> Sequence[FeedEntry]:
        """The newest of all."""
        return self.entries[:ENTRIES]

    def of_changes(self, numbers: Iterable[int]) -> Sequence[FeedEntry]:
        """The newest of those that tell some changes."""
        places = sorted({self.telling[number] for number in numbers if number in self.telling})
        return [self.entries[place] for place in places[:ENTRIES]]

    def name_of(self, page: str) -> str:
        """What is called so whose page is at a path: an actor or a topic."""
        entry = self.site.corpus.registry.entries[page.rstrip("/").rpartition("/")[2]]
        return entry.name if isinstance(entry, Entry) else entry.title


def _entries(telling: Telling, log: ToldLog) -> Iterator[FeedEntry]:
    numbered = reversed([item for item in enumerate(log.changes) if _is_news(item[1])])
    for _, step in groupby(numbered, key=lambda item: item[1].commit.hash):
        yield from _of_commit(telling, [*step][::-1])


def _is_news(one: ToldChange) -> bool:
    """Whether feeds may tell of it: not that something was edited or removed which no reader saw."""
    return one.change.doing == "added" or not one.unseen


def _of_commit(telling: Telling, step: Sequence[Numbered]) -> Iterator[FeedEntry]:
    """Articles that are new, removals, then what was corrected and what was added, by pages."""
    site = telling.site
    new = {one.change.id for _, one in step if one.change.kind == "article" and one.change.doing == "added"}
    gone = {
        one.change.id for _, one in step if one.change.kind == "article" and one.change.doing == "removed"
    }
    corrected: dict[str, list[Numbered]] = {}
    added: dict[str, list[Numbered]] = {}
    for number, one in step:
        change, page = one.change, _page(telling, one)
        if change.doing == "removed" and change.kind != "record":
            if path := path_of_tombstone(site, one):
                also = _records_of(change.id, step) if change.kind == "article" else ()
                yield _removal(telling, one, path, (number, *also))
        elif not page or (change.doing == "removed" and change.article in gone):
            continue
        elif change.doing in {"corrected", "removed"}:
            corrected.setdefault(page, []).append((number, one))
        elif change.doing == "added" and change.kind == "article":
            title = gettext("New article: {title}", title=one.line)
            numbers = (number, *_records_of(change.id, step))
            yield FeedEntry(f"articles/{change.id}", page, title, one.line, one.commit, numbers)
        elif change.doing == "added" and change.kind == "record" and change.article not in new:
            added.setdefault(page, []).append((number, one))
    for page, changes in corrected.items():
        title = gettext("Correction: {title}", title=telling.title_of(changes[0][1]))
        yield _of_page("corrections", page, title, changes, _told(telling, changes))
    for page, changes in added.items():
        title = gettext("More on record: {title}", title=telling.title_of(changes[0][1]))
        yield _of_page("records", page, title, changes, filter(None, (one.line for _, one in changes)))


def _records_of(article: str, step: Iterable[Numbered]) -> Iterator[int]:
    """Positions of the changes of an article's records."""
    return (number for number, one in step if one.change.kind == "record" and one.change.article == article)


def _page(telling: Telling, one: ToldChange) -> str:
    """The page on which something stands, or stood if that is still there; a record's is its article's."""
    kind: ThingKind = one.change.kind
    if kind != "record":
        return page_on(telling.site, kind, one.now) if one.now else ""
    return page_on(telling.site, "article", telling.article_of(one))


def _removal(telling: Telling, one: ToldChange, path: str, changes: tuple[int, ...]) -> FeedEntry:
    title = gettext("Removed: {title}", title=one.line or one.change.id)
    lines = (plain_text(telling.sentence(one)), _reason(one) if one.reason else "")
    text = "\n".join(filter(None, lines))
    name = f"removals/{one.commit.hash}/{one.change.kind}/{one.change.id}"
    return FeedEntry(name, path, title, text, one.commit, changes)


def _of_page(what: str, page: str, title: str, changes: Sequence[Numbered], told: Iterable[str]) -> FeedEntry:
    """What one commit did on one page."""
    first, lines = changes[0][1], [*told]
    was = first.change.article or f"{first.change.kind}/{first.change.id}"
    if len(lines) > LINES:
        lines = [*lines[:LINES], counts.and_more(len(lines) - LINES)]
    text = "\n".join(lines)
    numbers = tuple(number for number, _ in changes)
    return FeedEntry(f"{what}/{first.commit.hash}/{was}", page, title, text, first.commit, numbers)


def _told(telling: Telling, changes: Sequence[Numbered]) -> Iterator[str]:
    """Lines that tell changes; a reason that several have in a row is told once."""
    reason = ""
    for _, one in changes:
        if one.reason and one.reason != reason:
            yield _reason(one)
        reason = one.reason
        yield from _lines(telling, one)


def _reason(one: ToldChange) -> str:
    return gettext("Reason: {reason}", reason=one.reason)


def _lines(telling: Telling, one: ToldChange) -> Iterator[str]:
    yield plain_text(telling.sentence(one))
    for field in telling.fields(one) if one.change.doing == "corrected" else ():
        nothing = gettext("(nothing)")
        yield f"  {field.label}: {field.before or nothing} → {field.after or nothing}"
