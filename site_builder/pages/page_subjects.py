"""What a page is about, read from its path: which entry or article, and which files tell of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from site_builder.linking.site import RecordKey, Site
from site_builder.model.value_types import ArticleId, EventId
from site_builder.storage.history import History

FOLDERS = ("actors", "events", "topics", "places", "equipment", "articles")
"""Folders whose pages are about one thing each."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that has a page of its own: the folder of its page, and its id."""

    folder: str
    id: str


def subject_of(path: str) -> Subject | None:
    """Return what the page at a path is about; an index, or a part of one, is about nothing in particular.

    A part of a list on the page of one thing is about that thing.
    """
    folder, name, *more = [*path.strip("/").split("/"), ""][: 3 if path.count("/") > 2 else 2]
    return Subject(folder, name) if name and folder in FOLDERS and not (more and name in DIVIDED) else None


DIVIDED = ("by-year", "by-letter")
"""Folders of the parts of an index, beside those of the things that it lists."""


def is_part(path: str) -> bool:
    """Whether the page at a path is a part of a list on another page."""
    return path.count("/") > 2


def articles_behind(site: Site, subject: Subject) -> set[ArticleId]:
    """Articles whose annotations a page shows something of."""
    if subject.folder == "articles":
        return {ArticleId(subject.id)}
    keys: set[RecordKey] = set(site.refers.get(subject.id, ()))
    for name in (subject.id, *site.events_of.get(subject.id, ())):
        if event := site.events.get(EventId(name)):
            keys |= {*event.records, *event.statements}
    return {key.article for key in keys}


def page_changes(site: Site, paths: Collection[str], history: History) -> Mapping[str, str]:
    """Day of the last change to what stands on each page, by its path; "" where git does not know.

    A page that is about nothing in particular, or about nothing that is committed yet, has the newest day.
    """
    ends = _ends(site)
    newest = max(history.files.values(), default="")
    days = {path: _change(site, subject_of(path), history, ends) for path in paths}
    dated = {path for path in paths if history.whole or subject_of(path) is None}
    return {path: day or (newest if path in dated else "") for path, day in days.items()}


def _change(
    site: Site, subject: Subject | None, history: History, ends: Mapping[tuple[str, int], int]
) -> str:
    if subject is None:
        return ""
    files = [
        path
        for article in sorted(articles_behind(site, subject))
        for path in (f"articles/{article}.md", f"annotations/articles/{article}.yml")
    ]
    of_files = history.of_files(files)
    if subject.folder == "articles":
        return of_files
    place = getattr(site.corpus.registry, subject.folder)[subject.id].at.location
    return max(of_files, history.of_lines(place.path, place.line, ends[place.path, place.line]))


def registry_files(site: Site) -> tuple[str, ...]:
    """Files of the registry's entries."""
    return tuple(sorted({path for path, _ in _ends(site)}))


def _ends(site: Site) -> Mapping[tuple[str, int], int]:
    """Line that ends each entry of the registry, by its path and line: where the next one begins."""
    registry = site.corpus.registry
    places = sorted(
        (entry.at.location.path, entry.at.location.line)
        for folder in FOLDERS
        if folder != "articles"
        for entry in getattr(registry, folder).values()
    )
    after = (("", 0),)
    return {
        (path, line): later if same == path else 1 << 31
        for (path, line), (same, later) in pairwise((*places, *after))
    }
