"""What a branch changes, record by record: of the files as they are against those of a commit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal

from site_builder.annotating.forms import Json, plain
from site_builder.editing.records.lines import WrittenRecord, written_records
from site_builder.model.problems import Checked
from site_builder.reviewing.diff.revision import commit_of, put_into

FOLDER = "annotations/articles"
LIKE = 0.5
"""How much of two records must be the same for one to be the other, changed."""
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
    old, new = [*_without(was, now)], [*_without(now, was)]
    for after in new:
        likeness = [(_likeness(before, after), -number) for number, before in enumerate(old)]
        best = max(likeness, default=(0.0, 0))
        before = old.pop(-best[1]) if best[0] >= LIKE else None
        yield RecordChange(name, before, after)
    yield from (RecordChange(name, before, None) for before in old)


def _without(records: Iterable[WrittenRecord], others: Iterable[WrittenRecord]) -> Iterator[WrittenRecord]:
    """Records that are not among others, as often as they are there."""
    left = [plain(other.value) for other in others]
    for record in records:
        value = plain(record.value)
        if value in left:
            left.remove(value)
        else:
            yield record


def _likeness(one: WrittenRecord, other: WrittenRecord) -> float:
    if one.value.get("id") and one.value.get("id") == other.value.get("id"):
        return 2.0
    if one.value.get("quote") == other.value.get("quote"):
        return 1.0
    return SequenceMatcher(None, one.text.split("\n"), other.text.split("\n"), autojunk=False).ratio()


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
