"""What a changed thing is, in a line."""

from dataclasses import replace
from typing import Final

from site_builder.changes.fates import with_fates
from site_builder.model.changes import Change, ChangeLog, ToldLog
from site_builder.pages.changed_things import page_of
from site_builder.pages.values_in_words import Words, in_words

NO_WORDS: Final = Words({}, {}, frozenset(), frozenset())
"""Ids stay what they are, and so do dates."""


def line_of(change: Change, words: Words = NO_WORDS) -> str:
    """What a thing is, by the field that says so; words that may not be told leave nothing."""
    key, value = change.subject
    return in_words(words, key, value)


def with_lines(log: ChangeLog) -> ToldLog:
    """A log with what has become of each thing, its line, and where it would stand on a site."""
    told = with_fates(log)
    found = (
        replace(one, line=line_of(one.change), address=page_of(one.change.kind, one.now))
        for one in told.changes
    )
    return replace(told, changes=tuple(found))
