"""People whom no list has, by the title before the name: "Vice Premier He Rulan", "King Orban"."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.guessed_names import joined, named
from site_builder.editing.suggest.names import Directory, slug
from site_builder.editing.suggest.tokens import Token
from site_builder.extraction.vocabulary import BODY_HEADS, COMMON, MEDIA_HEADS, PLACE_HEADS, TITLES

_LONGEST: Final = 3
_FULL: Final = 2
"""A given name and a surname; only rulers are called by one name."""
_SHORTEST: Final = 4
"""Letters that the only name of a ruler has at least."""
_RULERS: Final = lexicon.words("titles of given names")
_TITLED: Final = lexicon.words("roles") | _RULERS
_NO_NAMES: Final = BODY_HEADS | MEDIA_HEADS | PLACE_HEADS | COMMON | TITLES


def with_titled_people(tokens: Sequence[Token], directory: Directory) -> tuple[Token, ...]:
    """Join the words of names behind titles with capitals."""
    found = dict(_names(tokens))
    return joined(tokens, found, lambda words, _: named(words, "person", directory))


def _names(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give where names begin and end that a title with a capital stands right before."""
    for i, title in enumerate(tokens[:-1], 1):
        if title.low not in _TITLED or not title.text[0].isupper() or title.who:
            continue
        run = tuple(takewhile(lambda k: _goes_on(tokens, k), range(i, len(tokens))))
        end = i + len(run)
        if _may_be_name(tokens, i, end, ruler=title.low in _RULERS) and not _is_title(tokens, end):
            yield i, end


def _goes_on(tokens: Sequence[Token], k: int) -> bool:
    token = tokens[k]
    plain = token.who is None and token.time is None and token.amount is None
    return plain and token.gap == " " and token.text[0].isupper() and not (k and tokens[k - 1].owns)


def _may_be_name(tokens: Sequence[Token], first: int, end: int, *, ruler: bool) -> bool:
    words = tokens[first:end]
    if not words or len(words) > _LONGEST or not all(map(_is_word_of_name, words[1:])):
        return False
    surname = words[0].low in lexicon.words("surnames like other words") and len(words) == _FULL
    alone = ruler and len(words[0].text) >= _SHORTEST and words[0].low not in _acts()  # not "Prince Arrives"
    full = len(words) >= _FULL or alone
    further = end < len(tokens) and tokens[end].who is not None and tokens[end].gap == " "
    return full and not further and (surname or _is_word_of_name(words[0]))


@cache
def _acts() -> frozenset[str]:
    sections = (
        "said", "going verbs", "arriving verbs", "leaving verbs", "visit verbs", "meeting verbs",
        "receiving verbs", "finite verbs", "past forms of verbs", "signing words", "modal verbs",
    )  # fmt: skip
    return frozenset(word.split()[0] for section in sections for word in lexicon.words(section))


def _is_word_of_name(token: Token) -> bool:
    """Tell "Rulan" and "Al-Qarra" from "FBI", "Party" and "Deputy"."""
    parts = token.text.split("-")
    shaped = all(part[:1].isupper() and part[1:].islower() for part in parts if part)
    numeral = token.text in lexicon.words("numbers of rulers")
    words = lexicon.words("roles") | lexicon.words("role words") | lexicon.words("titles before names")
    return numeral or (
        shaped and token.text not in _NO_NAMES and token.low not in words and bool(slug(token.text))
    )


def _is_title(tokens: Sequence[Token], end: int) -> bool:
    """Tell a line in which most words have capitals, where the words behind are no name's end."""
    behind = tokens[end : end + 2]
    return any(t.text[0].isupper() and "\n" not in t.gap and not t.who and not t.time for t in behind) and (
        sum(t.text[0].isupper() for t in behind) == len(behind)
    )
