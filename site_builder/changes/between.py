"""What lies between two states of some files: each thing that was added, corrected, renamed or removed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from site_builder.changes.matching import MatchedRecord, matched
from site_builder.changes.states import Fields, Id, RecordState, State
from site_builder.model.changes import Change, FieldChange, ThingKind
from site_builder.output.exports.record_data import sort_key

FOLLOWING: Final = ("formerly",)
"""Fields that a rename writes."""
SUBJECTS: Final = ("title", "name", "question", "plural", "says", "actor", "event", "measure", "quote")
"""Which field says what a thing is: the first of these that it has."""
_NOT_ALIKE: Final = ("quote", "note", "correction")
"""Fields that do not tell whether two records are one."""


def between(before: State, after: State) -> tuple[Change, ...]:
    """Tell all changes from one state to another: articles and entries first, then records.

    They happen at once: an id that one thing gives up another may have. Both states hold all that differs,
    and may hold less of what does not. A thing is the same one if it has the
    same id, or says that it had it (`formerly`); a record as `matching` pairs them.
    """
    renames = _renames(before, after)
    return (*_of_entries(before, after, renames), *_of_records(before, after, renames))


def _renames(before: State, after: State) -> Mapping[Id, str]:
    """Kind and id of what has another id now, each with that."""
    return {
        (kind, old): name
        for (kind, name), fields in after.entries.items()
        if (kind, name) not in before.entries
        for old in fields.get("formerly", ())
        if (kind, old) in before.entries and (kind, old) not in after.entries
    }


def _of_entries(before: State, after: State, renames: Mapping[Id, str]) -> Iterator[Change]:
    old_ids = {(kind, name): old for (kind, old), name in renames.items()}
    into = {
        (kind, old): name
        for (kind, name), fields in after.entries.items()
        for old in fields.get("formerly", ())
    }
    new_ids = {old: name for (_, old), name in renames.items()}
    for kind, name in sorted({*after.entries, *before.entries}):
        new = after.entries.get((kind, name))
        if new is None and (kind, name) in renames:
            continue
        old_id = old_ids.get((kind, name), name)
        old = before.entries.get((kind, old_id))
        thing = _Thing(cast("ThingKind", kind), name, old_id)
        if change := thing.change(old, new, new_ids, replaced_by=into.get((kind, name), "")):
            yield change


def _of_records(before: State, after: State, renames: Mapping[Id, str]) -> Iterator[Change]:
    new_ids = {old: name for (_, old), name in renames.items()}
    articles = {old: name for (kind, old), name in renames.items() if kind == "article"}
    was = {
        (articles.get(article, article), section): (article, section) for article, section in before.records
    }
    for key in sorted({*was, *after.records}):
        here, there = was.get(key, key), key
        section = _Section(here, there, new_ids)
        yield from section.changes(before.records.get(here, ()), after.records.get(there, ()))


@dataclass(frozen=True, slots=True)
class _Thing:
    """A thing by its kind, the id that it has now, and the one that it had."""

    kind: ThingKind
    id: str
    was: str

    def change(
        self, old: Fields | None, new: Fields | None, renames: Mapping[str, str], *, replaced_by: str = ""
    ) -> Change | None:
        """What became of it, if anything did."""
        if old == new and self.id == self.was:
            return None
        told = tuple(_differing(old or {}, new or {}))
        subject = subject_of(new or old or {})
        if new is None:
            return Change("removed", self.kind, self.was, "", subject, told, replaced_by)
        if old is None:
            return Change("added", self.kind, self.id, "", subject, told)
        was = self.was if self.was != self.id else ""
        corrected = any(_is_of_its_own(one, renames) for one in told)
        return Change("corrected" if corrected else "renamed", self.kind, self.id, was, subject, told)


def _differing(old: Fields, new: Fields) -> Iterator[FieldChange]:
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            yield FieldChange(key, old.get(key), new.get(key))


def subject_of(fields: Fields) -> tuple[str, Any]:
    """The field that says what a thing is, and its value."""
    return next(((key, fields[key]) for key in SUBJECTS if key in fields), ("", None))


def _is_of_its_own(change: FieldChange, renames: Mapping[str, str]) -> bool:
    """Whether a field changed otherwise than by following the new id of something else."""
    return change.field not in FOLLOWING and _followed(change.before, renames) != _followed(change.after, {})


def _followed(value: Any, renames: Mapping[str, str]) -> Any:
    """A value with new ids in the place of old ones, its lists in an order that no id decides before."""
    if isinstance(value, str):
        return renames.get(value, value)
    if isinstance(value, list):
        return sorted((_followed(item, renames) for item in value), key=sort_key)
    if isinstance(value, dict):
        return {key: _followed(item, renames) for key, item in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of an article: the article's id and the section, before and after; and all new ids."""

    here: tuple[str, str]
    there: tuple[str, str]
    renames: Mapping[str, str]

    def changes(self, old: Sequence[RecordState], new: Sequence[RecordState]) -> Iterator[Change]:
        """What became of each record: those that there are now in their order, then those that are gone."""
        if old == new and self.here == self.there:
            return
        pairs = matched(
            [self._seen(i, record, self.renames) for i, record in enumerate(old)],
            [self._seen(i, record, {}) for i, record in enumerate(new)],
        )
        partner = {there: here for here, there in pairs}
        for index, record in enumerate(new):
            earlier = old[partner[index]] if index in partner else None
            thing = self._thing(earlier or record, record)
            if change := thing.change(earlier.fields if earlier else None, record.fields, self.renames):
                yield change
        paired = {*partner.values()}
        for index, record in enumerate(old):
            if index not in paired and (gone := self._thing(record, record).change(record.fields, None, {})):
                yield gone

    def _thing(self, old: RecordState, new: RecordState) -> _Thing:
        return _Thing("record", "/".join((*self.there, new.name)), "/".join((*self.here, old.name)))

    def _seen(self, index: int, record: RecordState, renames: Mapping[str, str]) -> MatchedRecord:
        fields = {key: value for key, value in record.fields.items() if key not in _NOT_ALIKE}
        return MatchedRecord(index, record.own_id, record.quotes, (), _followed(fields, renames))
