"""What a site may not name any more: what a commit removed that says `Withheld: yes`, or that site.yml names.

Nothing of such a thing is told: not what it was, not its id, nor anything that was told of it before. Its
removal stands there without it. Wherever else the history has one of its names, that value is left out, and
of a commit that withholds something no earlier values are told at all: it may have taken names out of
sentences.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from site_builder.model.changes import Change, Commit, ToldChange, ToldLog
from site_builder.model.normal_form import normal
from site_builder.model.texts_within import texts_within

NAMING: Final = frozenset({"name", "aliases", "names", "printed", "title"})
"""Fields of entries and articles that say what they are called."""
FORMERLY: Final = "formerly"
PERSON: Final = "person"
SHORTEST: Final = 2
"""A name of fewer characters would be found everywhere."""
NOTHING: Final = Change("removed", "withheld", "")
"""Stands for all that one commit removed and that is not named."""

Thing = tuple[str, str]


def marked(log: ToldLog, commits: Iterable[str]) -> ToldLog:
    """A log in which commits that begin with some digits withhold what they removed, too."""
    beginnings = tuple(commits)
    if not beginnings:
        return log
    changes = tuple(
        replace(one, commit=replace(one.commit, withheld=True))
        if one.commit.hash.startswith(beginnings)
        else one
        for one in log.changes
    )
    return replace(log, changes=changes)


def without_withheld(log: ToldLog) -> ToldLog:
    """A log without what may not be named."""
    if not any(one.commit.withheld for one in log.changes):
        return log
    gone = frozenset(_withheld(log.changes))
    names = _Names.of([one for number, one in enumerate(log.changes) if number in gone], log.changes)
    told = (None if number in gone else names.cleared(one) for number, one in enumerate(log.changes))
    unread = tuple((commit, one) for commit, one in log.unread if not names.are_in(one.path))
    return replace(log, changes=tuple(_with_removals(log.changes, [*told])), unread=unread)


def _withheld(changes: Sequence[ToldChange]) -> Iterator[int]:
    """Positions of all changes of things that are withheld, from the last one of each to its beginning."""
    things: set[Thing] = set()
    steps = groupby(reversed([*enumerate(changes)]), key=lambda item: item[1].commit.hash)
    for _, step in steps:
        here = [(number, one) for number, one in step if _is_withheld(one) or _thing(one) in things]
        yield from (number for number, _ in here)
        things -= {_thing(one) for _, one in here}
        things |= {(one.change.kind, one.change.before) for _, one in here if one.change.doing != "added"}


def _is_withheld(one: ToldChange) -> bool:
    return one.commit.withheld and one.change.doing == "removed"


def _thing(one: ToldChange) -> Thing:
    return one.change.kind, one.change.id


def _with_removals(before: Sequence[ToldChange], told: Sequence[ToldChange | None]) -> Iterator[ToldChange]:
    """What may be told, and at the end of each commit that withholds something, that it removed something."""
    for _, step in groupby(zip(before, told, strict=True), key=lambda pair: pair[0].commit.hash):
        pairs = [*step]
        yield from (one for _, one in pairs if one is not None)
        if any(one is None and _is_withheld(old) for old, one in pairs):
            yield ToldChange(_nameless(pairs[0][0].commit), NOTHING, now="")


def _nameless(commit: Commit) -> Commit:
    return replace(commit, why="") if commit.withheld else commit


# ------------------------------------------------------------------ names


@dataclass(frozen=True, slots=True)
class _Names:
    """Finds names and ids of what is withheld in any value."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, withheld: Iterable[ToldChange], all_: Iterable[ToldChange]) -> "_Names":
        """What finds those of some things, and the old ids that a commit which withholds took away."""
        found = {name for one in withheld for name in _names_of(one.change)}
        found |= {name for one in all_ if one.commit.withheld for name in _given_up(one.change)}
        longest_first = sorted(
            (re.escape(_form(name)) for name in found), key=lambda name: (-len(name), name)
        )
        return cls(re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)"))

    def are_in(self, value: Any) -> bool:
        """Whether one of them stands anywhere in a value."""
        if isinstance(value, str):
            return self.pattern.search(_form(value)) is not None
        if isinstance(value, dict):
            return any(self.are_in(key) or self.are_in(item) for key, item in value.items())
        return isinstance(value, list) and any(map(self.are_in, value))

    def cleared(self, one: ToldChange) -> ToldChange | None:
        """A change without them; None where it is of something that is gone and cannot be told without."""
        change = one.change
        if not one.now and self.are_in([change.id, change.subject[1]]):
            return None
        fields = tuple(
            field for field in change.fields if not (self.are_in(field.before) or self.are_in(field.after))
        )
        change = replace(
            change,
            id=one.now if one.now and self.are_in(change.id) else change.id,
            was="" if self.are_in(change.was) else change.was,
            subject=("", None) if self.are_in(change.subject[1]) else change.subject,
            fields=() if one.commit.withheld else fields,
        )
        return replace(one, change=change, commit=self._commit(one.commit))

    def _commit(self, commit: Commit) -> Commit:
        reasons = (commit.why, commit.correction, commit.removal)
        why, correction, removal = ("" if self.are_in(reason) else reason for reason in reasons)
        return replace(_nameless(commit), why=why, correction=correction, removal=removal)


def _names_of(change: Change) -> Iterator[str]:
    if change.kind != "record":
        yield from (change.id, *filter(None, [change.was]))
    if change.kind in {"record", "search"}:
        return
    is_person = any(
        field.field == "type" and PERSON in (field.before, field.after) for field in change.fields
    )
    for field in change.fields:
        if field.field in NAMING or field.field == FORMERLY:
            for value in (field.before, field.after):
                for name in _texts(value):
                    yield name
                    yield from name.split()[-1:] if is_person else ()


def _given_up(change: Change) -> Iterator[str]:
    for field in change.fields:
        if field.field == FORMERLY:
            yield from {*_texts(field.before)} - {*_texts(field.after)}


def _texts(value: Any) -> Iterator[str]:
    """All texts in a value that are long enough to be looked for."""
    return (text for text in texts_within(value) if len(text) >= SHORTEST)


def _form(text: str) -> str:
    return normal(text).casefold()
