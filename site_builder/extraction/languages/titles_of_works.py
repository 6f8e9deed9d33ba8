"""Titles of films, books and the like in quotes: names in them name nobody."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from site_builder.extraction.languages.names_of_bodies import QUOTED
from site_builder.extraction.languages.words_of_names import NameWords
from site_builder.extraction.shapes import PLAIN, TextWords
from site_builder.model.extraction_results import Mention
from site_builder.model.normal_form import Span

_BETWEEN: Final = 4
"""Words between what a work is and its title at most: whose it is, and of which year."""


def without_titles(words: TextWords, known: NameWords, names: Iterable[Mention]) -> Iterator[Mention]:
    """Leave out names within the title of a work; a body that the quotes name as a whole stays."""
    titles, called = tuple(_titles(words, known)), frozenset(_called(words, known))
    for name in names:
        if name.label == "person" and (name.start, name.end) in called:
            continue
        i = bisect_right(titles, (name.start, len(words.text)))
        title = titles[i - 1] if i and name.end <= titles[i - 1][1] else None
        if title is None or (name.label == "organisation" and (name.start, name.end) == title):
            yield name


def _called(words: TextWords, known: NameWords) -> Iterator[Span]:
    """Give what stands in quotes, also behind a title: ships, books and cafés are called «Адмирал Лад»."""
    for match in QUOTED.finditer(words.text):
        start, end = match.span(1)
        yield start, end
        first = words.at(start)
        if first + 1 < len(words) and known.has("titles before a surname", words.texts[first]):
            yield words.starts[first + 1], end


def _titles(words: TextWords, known: NameWords) -> Iterator[Span]:
    for match in QUOTED.finditer(words.text):
        first = words.at(match.start(1))
        if words.gap_text(first).strip(" \u00a0") in QUOTES and _is_work_before(words, known, first - 1):
            yield match.span(1)


QUOTES: Final = ("«", '"', "“", "„")


def _is_work_before(words: TextWords, known: NameWords, last: int) -> bool:
    """As in "фильм «Лад»", "картина Анара Лада «Кеш»", "фильм 1949 года «Лад»"."""
    for i in range(last, max(-1, last - _BETWEEN - 1), -1):
        if known.has("works", words.texts[i]):
            return True
        is_year = i > 0 and words.texts[i - 1].isdecimal()
        if not (words.capital[i] or words.texts[i].isdecimal() or is_year) or words.gaps[i] != PLAIN:
            return False
    return False
