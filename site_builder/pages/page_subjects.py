"""What a page is about, read from its path: which entry or article, and which files tell of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from site_builder.linking.pairs import pairs_with_page
from site_builder.linking.site import RecordKey, Site
from site_builder.model.problems import Location
from site_builder.model.value_types import ArticleId, EventId
from site_builder.storage.history import UNKNOWN, Change, History

KINDS: Mapping[str, str] = {
    "actors": "actor", "places": "place", "equipment": "equipment", "topics": "topic", "measures": "measure",
    "events": "event", "articles": "article",
}  # fmt: skip
"""What has an id, by the folders of data and pages: what one of it is called in data."""
PAIRS = "pairs/"
"""Where pages of two actors are, each below the ids of both."""
FOLDERS = ("actors", "events", "topics", "places", "equipment", "articles")
"""Folders whose pages are about one thing each."""
RECORDS = "records"
"""Stands for the records of an article alone, where its page tells more: `records/<article>/`."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that has a page of its own: the folder of its page, and its id; two actors have both ids."""

    folder: str
    id: str

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """The entries of the registry that it is, each with the folder of its kind."""
        if self.folder == "pairs":
            return tuple(("actors", name) for name in self.id.split("/"))
        return ((self.folder, self.id),)


def subject_of(path: str) -> Subject | None:
    """Return what the page at a path is about; an index, or a part of one, is about nothing in particular.

    A part of a list on the page of one thing is about that thing.
    """
    if path.startswith(PAIRS):
        one, other, *_ = [*path.removeprefix(PAIRS).strip("/").split("/"), ""]
        return Subject("pairs", f"{one}/{other}") if other and one not in DIVIDED else None
    folder, name, *more = [*path.strip("/").split("/"), ""][: 3 if path.count("/") > 2 else 2]
    return Subject(folder, name) if name and folder in FOLDERS and not (more and name in DIVIDED) else None


DIVIDED = ("by-year", "by-letter")
"""Folders of the parts of an index, beside those of the things that it lists."""
DIVIDED_PAIRS = tuple(f"{PAIRS}{folder}/" for folder in DIVIDED)


def is_part(path: str) -> bool:
    """Whether the page at a path is a part of a list on another page."""
    return path.count("/") > (3 if path.startswith(PAIRS) and not path.startswith(DIVIDED_PAIRS) else 2)


def articles_behind(site: Site, subject: Subject) -> set[ArticleId]:
    """Articles whose annotations a page shows something of."""
    if subject.folder in ("articles", RECORDS):
        return {ArticleId(subject.id)}
    if subject.folder == "pairs":
        return _articles_of_pair(site, subject.id)
    keys: set[RecordKey] = set(site.refers.get(subject.id, ()))
    for name in (subject.id, *site.events_of.get(subject.id, ())):
        if event := site.events.get(EventId(name)):
            keys |= {*event.records, *event.statements}
    return {key.article for key in keys}


def _articles_of_pair(site: Site, ends: str) -> set[ArticleId]:
    pair = pairs_with_page(site).get(f"{PAIRS}{ends}/")
    if pair is None:
        return set()
    events = [site.events[event] for event in (*pair.events, *pair.disputes)]
    keys = {*pair.records, *pair.contests}
    keys.update(key for event in events for key in (*event.records, *event.statements))
    keys.update(key for contest in pair.contests for key in site.answers[contest])
    return {key.article for key in keys}


@dataclass(frozen=True, slots=True)
class DaysOfChange:
    """Day of the last change to what stands on each page, by its path; none where git does not know.

    A page that is about nothing in particular has the newest day, one of which nothing is committed yet that
    of the whole site. The `commits` of these changes are known of pages of which all is committed.
    """

    site: Site
    history: History
    of_site: str
    _newest: str
    _ends: Mapping[tuple[str, int], int]
    _known: dict[Subject, Change] = field(default_factory=dict)

    def get(self, path: str, default: str, /) -> str:
        """The day of a page."""
        subject = _told_by(path)
        day = self._of(subject).day if subject and self._newest else ""
        if not day and (self.history.whole or subject is None):
            day = self._newest or (self.of_site if self.history.whole else "")
        return day or default

    @property
    def commits(self) -> "CommitsOfChange":
        """The commits of the same changes."""
        return CommitsOfChange(self)

    def commit(self, subject: Subject) -> str:
        """The commit that last changed what stands on a page; "" unless all of it is as it was committed."""
        return self._of(subject).commit

    def _of(self, subject: Subject) -> Change:
        if subject not in self._known:
            behind = tuple(self._behind(subject))
            last = max(behind, default=UNKNOWN)
            is_sure = all(change.commit for change in behind)
            self._known[subject] = last if is_sure else Change(last.seconds)
        return self._known[subject]

    def _behind(self, subject: Subject) -> Iterator[Change]:
        """The last changes to all that a page shows something of."""
        for article in articles_behind(self.site, subject):
            yield self.history.of_file(f"articles/{article}.md")
            if article in self.site.corpus.annotations:
                yield self.history.of_file(f"annotations/articles/{article}.yml")
        if subject.folder not in ("articles", RECORDS):
            for folder, name in subject.entries:
                yield from self._lines(getattr(self.site.corpus.registry, folder)[name].at.location)
        for search in self.site.searched.get(subject.id, ()) if subject.folder != RECORDS else ():
            yield from self._lines(self.site.corpus.registry.searched[search].at.location)

    def _lines(self, place: Location) -> tuple[Change, ...]:
        """The last changes to an entry of the registry."""
        end = self._ends[place.path, place.line]
        return tuple(self.history.of_lines(place.path, place.line, end)) or (UNKNOWN,)


@dataclass(frozen=True, slots=True)
class CommitsOfChange:
    """The commit that last changed what stands on each page, by its path, where `days` tell."""

    days: DaysOfChange

    def get(self, path: str, default: str, /) -> str:
        """The commit of a page."""
        subject = _told_by(path)
        return (subject and self.days.commit(subject)) or default


def _told_by(path: str) -> Subject | None:
    """What is told at a path: what a page is about, or the records of an article."""
    folder, _, name = path.strip("/").partition("/")
    return Subject(RECORDS, name) if folder == RECORDS and name else subject_of(path)


def days_of_change(site: Site, history: History, of_site: str) -> DaysOfChange:
    """The days of the pages of a site, of which git tells the `history` of its files."""
    newest = max(history.files.values(), default=UNKNOWN)
    return DaysOfChange(site, history, of_site, newest.day, _ends(site))


def registry_files(site: Site) -> tuple[str, ...]:
    """Files of the registry's entries."""
    return tuple(sorted({path for path, _ in _ends(site)}))


def _ends(site: Site) -> Mapping[tuple[str, int], int]:
    """Line that ends each entry of the registry, by its path and line: where the next one begins."""
    registry = site.corpus.registry
    places = sorted(
        (entry.at.location.path, entry.at.location.line)
        for folder in (*FOLDERS, "searched")
        if folder != "articles"
        for entry in getattr(registry, folder).values()
    )
    after = (("", 0),)
    return {
        (path, line): later if same == path else 1 << 31
        for (path, line), (same, later) in pairwise((*places, *after))
    }
