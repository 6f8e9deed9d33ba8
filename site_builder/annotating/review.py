"""What a branch changes, record by record: of the files as they are against those of a commit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from site_builder.annotating.forms import Json, plain
from site_builder.changes.matching import MatchedRecord, matched
from site_builder.editing.records.lines import WrittenRecord, written_records
from site_builder.model.problems import Checked
from site_builder.reviewing.diff.revision import put_into
from site_builder.storage.history import commit_of

FOLDER = "annotations/articles"
_NOT_COMPARED = frozenset(("quote", "prefix", "suffix", "note"))
Kind = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that a branch adds, changes or removes: as it was, and as it is."""

    article: str
    before: WrittenRecord | None
    after: WrittenRecord | None

    @property
    def kind(self) -> Kind:
        """What became of the record."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def section(self) -> str:
        """The section that it stands in."""
        one = self.after or self.before
        return one.section if one else ""


def changes_since(root: Path, revision: str, folder: Path) -> Checked[tuple[RecordChange, ...]]:
    """All records that are others than in a commit, by article, in the order of the files.

    `folder` is an empty one, which gets the commit's files.
    """
    commit, problems = commit_of(root, revision)
    if commit is None:
        return (), problems
    put_into(folder, root, commit)
    names = sorted({path.stem for place in (root, folder) for path in (place / FOLDER).glob("*.yml")})
    return tuple(one for name in names for one in _of_article(name, folder, root)), ()


def _of_article(name: str, before: Path, now: Path) -> Iterator[RecordChange]:
    old, new = (_records(place, name) for place in (before, now))
    sections = dict.fromkeys(one.section for one in (*new, *old))
    for section in sections:
        was, is_ = ([one for one in records if one.section == section] for records in (old, new))
        yield from _in_section(name, was, is_)


def _records(root: Path, name: str) -> tuple[WrittenRecord, ...]:
    path = f"{FOLDER}/{name}.yml"
    file = root / path
    if file.is_symlink() or not file.is_file():
        return ()
    return written_records(file.read_bytes().decode("utf-8", "surrogateescape"), path)[0]


def _in_section(
    name: str, was: Sequence[WrittenRecord], now: Sequence[WrittenRecord]
) -> Iterator[RecordChange]:
    """What became of the records of a section: those that are there in their order, then the others."""
    pairs = {new: old for old, new in matched([*map(_entry, was)], [*map(_entry, now)])}
    for after in now:
        before = was[pairs[after.index]] if after.index in pairs else None
        if before is None or plain(before.value) != plain(after.value):
            yield RecordChange(name, before, after)
    gone = {before.index for before in was} - set(pairs.values())
    yield from (RecordChange(name, was[index], None) for index in sorted(gone))


def _entry(record: WrittenRecord) -> MatchedRecord:
    """A record as matching sees it; where its quotes stand does not matter here."""
    quotes = record.value.get("quote", ())
    words = frozenset(
        {quotes} if isinstance(quotes, str) else map(str, quotes if isinstance(quotes, tuple) else ())
    )
    fields = {key: plain(value) for key, value in record.value.items() if key not in _NOT_COMPARED}
    name = record.value.get("id")
    return MatchedRecord(record.index, str(name) if name else None, words, (), fields)


def as_json(change: RecordChange, label: str, spans: Iterable[Sequence[int]], title: str) -> Json:
    """A change as a plain value; `spans` are where the record as it is is quoted from."""
    return {
        "article": change.article,
        "title": title,
        "section": change.section,
        "kind": change.kind,
        "label": label,
        "before": _side(change.before),
        "after": _side(change.after),
        "spans": [list(span) for span in spans],
    }


def _side(record: WrittenRecord | None) -> Mapping[str, Any] | None:
    if record is None:
        return None
    return {"index": record.index, "text": record.text, "fields": plain(record.value)}
