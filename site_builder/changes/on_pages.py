"""What the history knows of each page: the changes that concern it, and what its foot tells of them.

A page tells of a correction or removal if it shows what was corrected or removed: an article its records, an
entry what it says itself and the records that name it. A feed of an actor or a topic also tells of the events
that it has to do with, and of articles that are new. Pages that are only new, or grew, tell nothing: of them
nobody has seen anything else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from site_builder.changes.publication import records_told
from site_builder.linking.site import RecordKey, Site
from site_builder.model.changes import FieldChange, PageLog, ToldChange, ToldLog, ToldRow
from site_builder.model.texts_within import texts_within
from site_builder.model.value_types import ArticleId, EventId
from site_builder.pages import counts
from site_builder.pages.changes import Telling, unexplained
from site_builder.pages.components import Link
from site_builder.pages.page_subjects import FOLDERS
from site_builder.translation.messages import gettext

ROWS: Final = 8
"""So many changes stand on a page; all stand on the page of the changes."""
FIELDS: Final = 6
"""How many fields of a correction are shown there."""
UNSEEN: Final = frozenset({"brief", "correction", "formerly", "printed", "text", "triggers"})
"""Fields that readers do not see."""
FED: Final = ("actors/", "topics/")
"""What has feeds, by the folders of its pages."""


def with_page_logs(site: Site, log: ToldLog, told: ToldLog) -> Site:
    """A site with what is told of its history, in all and by pages; `told` is the log as it is published."""
    concern, direct, around = _Concern.of(site, log), dict[str, list[int]](), dict[str, list[int]]()
    for number, one in enumerate(log.changes):
        names = {*concern.names(one)}
        for path in concern.paths(names):
            direct.setdefault(path, []).append(number)
        if _is_news(one):
            for path in filter(_is_fed, concern.paths({*names, *concern.names_around(one, names)})):
                around.setdefault(path, []).append(number)
    logs = dict(_page_logs(site, log, told, direct))
    feeds = {path: tuple(numbers) for path, numbers in sorted(around.items())}
    told_on = {
        path: replace(logs.get(path, PageLog()), feed=path in feeds) for path in sorted({*logs, *feeds})
    }
    return replace(site, changes={"": told}, told_on=told_on, feeds=feeds)


def _is_news(one: ToldChange) -> bool:
    """Whether feeds tell of it: not of entries that are new, of which articles have yet to say something.

    Nor of what nobody saw before it was corrected or removed.
    """
    if one.change.doing == "added":
        return one.change.kind in {"article", "record"}
    return one.change.doing != "renamed" and not one.unseen


def _is_fed(path: str) -> bool:
    return path.startswith(FED)


# ------------------------------------------------------------------ whom a change concerns


@dataclass(frozen=True, slots=True)
class _Concern:
    """Says which ids a change has to do with. `pages` are the paths of all that has a page, by id.

    `records` are the records of a log by their ids, `named` the ids that they name, `formerly` today's ids
    of articles by older ones.
    """

    site: Site
    pages: Mapping[str, str]
    records: Mapping[str, RecordKey]
    named: Mapping[RecordKey, Sequence[str]]
    formerly: Mapping[str, str]

    @classmethod
    def of(cls, site: Site, log: ToldLog) -> "_Concern":
        """What is to be known of a site for a log."""
        pages = {name: f"{folder}/{name}/" for folder in FOLDERS for name in _held(site, folder)}
        articles = site.corpus.articles
        formerly: dict[str, str] = {
            old: name for name, article in articles.items() for old in article.formerly
        }
        records = records_told(site, log)
        return cls(site, pages, records, _named(site, frozenset(records.values())), formerly)

    def paths(self, names: Iterable[str]) -> Iterator[str]:
        """The pages of some ids, in their order."""
        return (self.pages[name] for name in sorted(names) if name in self.pages)

    def names(self, one: ToldChange) -> Iterator[str]:
        """The ids on whose pages the changed thing itself stands, or stood."""
        if one.change.kind != "record":
            yield from [one.now] if one.now else ()
            return
        article = (one.now or one.change.id).partition("/")[0]
        yield self.formerly.get(article, article)
        if (key := self.records.get(one.now)) is not None:
            yield from self.named.get(key, ())
        for change in one.change.fields:
            yield from (text for text in texts_within((change.before, change.after)) if text in self.pages)

    def names_around(self, one: ToldChange, names: Iterable[str]) -> Iterator[str]:
        """The ids of what has to do with it besides: who took part in its events, and their topics."""
        more = [*names]
        if one.change.kind == "article" and one.now:
            keys = self.site.by_article.get(ArticleId(one.now), ())
            more += [name for key in keys for name in self.named.get(key, ())]
        for name in more:
            yield name
            if event := self.site.events.get(EventId(name)):
                yield from (part.of for part in event.parts)
                yield from event.frame.topics


def _held(site: Site, folder: str) -> Iterable[str]:
    own: Mapping[str, Iterable[str]] = {"articles": site.corpus.articles, "events": site.events}
    return own[folder] if folder in own else getattr(site.corpus.registry, folder)


def _named(site: Site, records: frozenset[RecordKey]) -> Mapping[RecordKey, Sequence[str]]:
    """The ids that some records name."""
    found: dict[RecordKey, list[str]] = {}
    for name, keys in site.refers.items() if records else ():
        for key in records.intersection(keys):
            found.setdefault(key, []).append(name)
    return found


# ------------------------------------------------------------------ what a page tells


def _page_logs(
    site: Site, log: ToldLog, told: ToldLog, concerned: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, PageLog]]:
    """The logs of pages on which something was corrected, removed or got another address."""
    rows = _Rows(Telling.of(site), log.changes, told.changes)
    for path, numbers in concerned.items():
        if any(map(rows.is_notable, numbers)):
            held = [*rows.of(path, numbers)]
            corrected = (told.changes[number].commit.day for number in numbers if rows.was_seen(number))
            yield path, PageLog(tuple(held[:ROWS]), max(0, len(held) - ROWS), max(corrected, default=""))


@dataclass
class _Rows:
    """Makes the rows of pages: of what there was (`log`), as it is `told`, each change once."""

    telling: Telling
    log: Sequence[ToldChange]
    told: Sequence[ToldChange]
    made: dict[int, ToldRow] = field(default_factory=dict)

    def is_notable(self, number: int) -> bool:
        """Whether a change is more than that something is new, or follows the new id of something else."""
        change = self.told[number].change
        if change.doing == "renamed":
            return bool(change.was) and change.kind != "record"
        return change.doing != "added"

    def was_seen(self, number: int) -> bool:
        """Whether readers saw something else before."""
        one, change = self.log[number], self.log[number].change
        if one.unseen:
            return False
        return change.doing == "removed" or (
            change.doing == "corrected" and (one.commit.withheld or any(map(_was_seen, change.fields)))
        )

    def of(self, path: str, numbers: Sequence[int]) -> Iterator[ToldRow]:
        """The rows of a page, the newest first; what was added by one commit is one row."""
        for _, group in groupby(reversed(numbers), key=lambda number: self.told[number].commit.hash):
            step = [*group][::-1]
            yield from (self._row(number) for number in step if self.is_notable(number))
            if added := [self.told[number] for number in step if self.told[number].change.doing == "added"]:
                yield self._added(path, added)

    def _row(self, number: int) -> ToldRow:
        if number not in self.made:
            one = self.told[number]
            fields = [*self.telling.fields(one)] if one.change.doing == "corrected" else []
            why = one.reason or one.commit.why
            self.made[number] = ToldRow(
                day=one.commit.day,
                doing=one.told,
                said=_plain(self.telling.sentence(one)),
                fields=tuple((row.label, row.before, row.after) for row in fields[:FIELDS]),
                more=counts.and_more(len(fields) - FIELDS) if len(fields) > FIELDS else "",
                reason=why,
                unexplained=unexplained(one, one.told, why),
                commit=one.commit.hash,
            )
        return self.made[number]

    def _added(self, path: str, added: Sequence[ToldChange]) -> ToldRow:
        commit = added[0].commit
        records = sum(one.change.kind == "record" for one in added)
        is_itself = any(one.address == path for one in added)
        said = gettext("Added to the site") if is_itself else ""
        if records:
            number = counts.records(records)
            said = (
                gettext("Added to the site, with {records}", records=number)
                if is_itself
                else gettext("{records} added", records=number)
            )
        return ToldRow(commit.day, "added", ((said, ""),), reason=commit.why, commit=commit.hash)


def _was_seen(change: FieldChange) -> bool:
    """Whether a field said something to readers that it does not say any more."""
    before, after = change.before, change.after
    if change.field in UNSEEN or before is None:
        return False
    return not (isinstance(before, list) and isinstance(after, list) and all(one in after for one in before))


def _plain(run: Iterable[Link]) -> tuple[tuple[str, str], ...]:
    return tuple((link.text, link.to) for link in run)
