"""What a changed thing is, in a line."""

from typing import Final

from site_builder.model.changes import Change
from site_builder.pages.values_in_words import Words, in_words

NO_WORDS: Final = Words({}, {}, frozenset(), frozenset())
"""Ids stay what they are, and so do dates."""


def line_of(change: Change, words: Words = NO_WORDS) -> str:
    """What a thing is, by the field that says so; words that may not be told leave nothing."""
    key, value = change.subject
    return in_words(words, key, value)
