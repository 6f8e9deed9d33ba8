"""What fields hold, in words: names for ids, dates and amounts as people say them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from site_builder.output.exports.record_data import Json
from site_builder.pages.values_in_words import Words, excerpts, in_words
from site_builder.reviewing.diff.markdown import Markdown, named, said, together


def renamed(ids: Collection[str], value: Any, renames: Mapping[str, str], key: str = "") -> Any:
    """Bring ids that a value holds to what they are called now; `ids` are the fields that hold any."""
    if isinstance(value, str):
        return renames.get(value, value) if key in ids else value
    if isinstance(value, list):
        return [renamed(ids, item, renames, key) for item in value]
    if isinstance(value, dict):
        return {name: renamed(ids, item, renames, name) for name, item in value.items()}
    return value


def subject(words: Words, record: Json, quotes: Iterable[str]) -> str:
    """What a record is about, in a few words: its own, else the name of what it tells of, else a quote."""
    for key in ("says", "actor", "event", "measure"):
        if value := record.get(key):
            return in_words(words, key, value)
    return next(iter(quotes))


# ------------------------------------------------------------------ changes


@dataclass(frozen=True, slots=True)
class NamesOfBoth:
    """What two states call things: the names of each, and what was renamed between them."""

    base: Words
    head: Words
    renames: Mapping[str, str]


def changes(told: NamesOfBoth, before: Json, after: Json, *without: str) -> Iterator[Markdown]:
    """Say field by field what changed between two JSON objects of one kind; ids are renamed before."""
    for key in sorted({*before, *after} - {*without}):
        old, new = before.get(key), after.get(key)
        if renamed(told.base.ids, old, told.renames, key) != new:
            yield _field(told, key, old, new)


def _field(told: NamesOfBoth, key: str, old: Any, new: Any) -> Markdown:
    before, after = in_words(told.base, key, old), in_words(told.head, key, new)
    if before == after:  # two entries of one name, or a change that words do not show
        bare = replace(told.head, names={})
        before, after = in_words(bare, key, old), in_words(bare, key, new)
    return changed(told.head.label(key), before, after)


def changed(what: str, before: str, after: str) -> Markdown:
    """Say what something was and what it is now; either may be empty."""
    if not before:
        return together((named(what), said("{} added", after)), ": ")
    if not after:
        return together((named(what), said("{} removed", before)), ": ")
    return together((named(what), said("{} → {}", *excerpts(before, after))), ": ")


def fields(words: Words, value: Json, *without: str) -> Iterator[Markdown]:
    """Say everything that a JSON object holds, a line for each field."""
    for key, item in value.items():
        if key not in without and item not in (None, [], False):
            yield together((named(words.label(key)), said("{}", in_words(words, key, item))), ": ")
