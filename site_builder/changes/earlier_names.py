"""What things were called that a change names and that are gone today, or have another id.

A site knows what it has. Of what it has not any more its history knows what it was called: from the site
of today one goes back commit by commit and undoes each, so that all names are known as they were at each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from site_builder.model.changes import Change, ToldChange, ToldLog
from site_builder.model.texts_within import texts_within
from site_builder.pages.told_words import Side, key_of_name

NAMING: Final = frozenset({"title", "name", "question", "plural", "says"})
"""Fields that call a thing something."""

Named = tuple[tuple[str, str], ...]


def with_earlier_names(log: ToldLog, today: Mapping[str, str]) -> ToldLog:
    """A log whose changes know the names of what they name and a site of `today` does not have."""
    names, told = dict(today), list[ToldChange]()
    for _, group in groupby(reversed(log.changes), key=lambda one: one.commit.hash):
        step = [*group]
        after = [_named(one.change, names, today, "after") for one in step]
        _undo([one.change for one in step], names)
        before = [_named(one.change, names, today, "before") for one in step]
        told += (
            replace(one, named_before=old, named_after=new)
            for one, old, new in zip(step, before, after, strict=True)
        )
    return replace(log, changes=tuple(reversed(told)))


def _undo(step: Sequence[Change], names: dict[str, str]) -> None:
    """Bring names back to what they were before a commit."""
    for one in step:
        if one.doing == "added" or one.was:
            names.pop(key_of_name(one.kind, one.id), None)
    for one in step:
        if one.doing != "added" and (name := _name_before(one)):
            names[key_of_name(one.kind, one.before)] = name


def _name_before(one: Change) -> str:
    key, name = one.subject
    if key not in NAMING:
        return ""
    changed = next((field.before for field in one.fields if field.field == key), name)
    return changed if isinstance(changed, str) else ""


def _named(one: Change, names: Mapping[str, str], today: Mapping[str, str], side: Side) -> Named:
    """The names of what a change names on one side, as far as the site does not know them."""
    found = dict.fromkeys(_keys(one, side))
    return tuple((key, names[key]) for key in found if key in names and key not in today)


def _keys(one: Change, side: Side) -> Iterator[str]:
    """Under what the names stand of all that is named where a change is told."""
    values = [getattr(field, side) for field in one.fields] if one.doing == "corrected" else []
    for text in texts_within([*values, one.subject[1]]):
        yield text
        yield from (key_of_name(kind, text) for kind in ("event-type", "actor-type"))
    if one.kind == "record":
        yield from (key_of_name("article", one.article), key_of_name("section", one.section))
