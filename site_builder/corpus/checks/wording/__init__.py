"""Checks of words: quotes that carry their records, and words of ours that stay true when they are old."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from site_builder.corpus.checks.wording.relative import relative_words
from site_builder.corpus.placeholders import TO_FILL
from site_builder.corpus.source import Leaf, Parsed, ParsedArticle
from site_builder.model.annotation import Annotation, is_claim
from site_builder.model.article import Digest
from site_builder.model.normal_form import count_words
from site_builder.model.problems import Location, Problem, quoted
from site_builder.model.records import Record

__all__ = ["FEWEST_WORDS", "wording_problems"]

FEWEST_WORDS = 4
"""Of a quote that carries its record; both ends of a gap count together."""

_OURS = frozenset(("says", "description", "note", "title", "short", "sentence", "question", "result"))
"""Keys whose text is our own; `date_why` is not among them, as it explains the article's words."""


def wording_problems(value: ParsedArticle | Parsed[Any] | None, path: str) -> Iterator[Problem]:
    """Check the words of one file: of a digest, else of an annotation's records or of entries."""
    if isinstance(value, ParsedArticle):
        yield from _in_digest(value.digest, path)
    elif value is not None:
        yield from chain.from_iterable(map(_in_leaf, value.leaves))
        if isinstance(value.value, Annotation):
            yield from _thin_quotes(value.value)


def _thin_quotes(annotation: Annotation) -> Iterator[Problem]:
    """A record that claims something has a quote of some words, or says why it needs fewer."""
    claims = (records for section, records in annotation.sections if is_claim(section))
    for record in chain.from_iterable(claims):
        longest = max(map(count_words, record.quotes))
        if 0 < longest < FEWEST_WORDS and not record.brief and TO_FILL not in record.quotes:
            yield _thin(record)


def _thin(record: Record) -> Problem:
    place = record.at.of("quote", 0) if isinstance(record.quote, tuple) else record.at.of("quote")
    said = " and ".join(quoted(quote) for quote in record.quotes)
    expected = f"a quote of at least {FEWEST_WORDS} words that lets a stranger judge the record"
    fix = "quote who did or said what, in 4 to 12 words, or write `brief:`, why so few words are enough"
    return Problem(place, "thin-quote", f"no more than {said}", expected, fix, "warning")


def _in_leaf(leaf: Leaf) -> Iterator[Problem]:
    if leaf.kind == "Line" and leaf.key in _OURS:
        yield from (_relative(words, leaf.location) for words in relative_words(leaf.value))


def _in_digest(digest: Digest, path: str) -> Iterator[Problem]:
    for paragraph, line in zip(digest.paragraphs, digest.lines, strict=True):
        yield from (_relative(words, Location(path, line, 1)) for words in relative_words(paragraph))


def _relative(words: str, place: Location) -> Problem:
    expected = "words that are still true years later"
    fix = 'write the date or the year, or "by the article\'s date"'
    return Problem(place, "relative-time", quoted(words), expected, fix, "warning")
