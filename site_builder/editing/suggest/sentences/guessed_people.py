"""People whom no list has, by the title before the name: "Vice Premier He Rulan", "King Orban"."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.names import Directory, slug
from site_builder.editing.suggest.sentences.guessed_names import joined, named
from site_builder.editing.suggest.sentences.tokens import Token
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import BODY_HEADS, COMMON, MEDIA_HEADS, PLACE_HEADS

_LONGEST: Final = 4
_ROLE: Final = 4
"""So many words of a role are read to its noun."""
_FULL: Final = 2
"""A given name and a surname; only rulers are called by one name."""
_SHORTEST: Final = 4
"""Letters that the only name of a ruler has at least."""
_RULERS: Final = lexicon.words("titles of given names")
_TITLED: Final = frozenset[str]().union(
    *map(lexicon.words, ("roles", "honours behind which names stand", "people who are two")), _RULERS
)
"""In the plural, too: "Prime Ministers Ann Hale and John Berg"."""
_NO_NAMES: Final = BODY_HEADS | MEDIA_HEADS | PLACE_HEADS | COMMON | TITLES


def with_titled_people(tokens: Sequence[Token], directory: Directory) -> tuple[Token, ...]:
    """Join the words of names behind titles with capitals."""
    found = {**dict(_before_roles(tokens)), **dict(_behind_offices(tokens)), **dict(_names(tokens))}
    return joined(tokens, found, lambda words, _: named(words, "person", directory))


def _names(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give where names begin and end that a title stands right before; one in small letters is described.

    Before a title in small letters a word says whose it is: "the Keshian leader", "her counterpart".
    """
    for i, title in enumerate(tokens[:-1], 1):
        small = not title.text[0].isupper()
        if title.low not in _TITLED or title.who or (small and not _is_described(tokens, i - 1)):
            continue
        end = _run(tokens, i)
        if _may_be_name(tokens, i, end, ruler=title.low in _RULERS) and not _is_title(tokens, end):
            yield i, end


def _behind_offices(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """As in "the ambassador of Kesh to Norland Ann Hale", "Minister of Health and Welfare Ann Hale"."""
    for i, token in enumerate(tokens[:-1]):
        end = i if token.owns or token.gap != " " else _run(tokens, i + 1)
        named = end > i + _FULL and _may_be_name(tokens, i + 1, end, ruler=False)
        if named and not _is_title(tokens, end) and _holds_office(tokens, i):
            yield i + 1, end


def _holds_office(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a title stands before whose office it is, or before its subjects, up to a token."""
    k = i
    while (
        k > 1 and tokens[k].kind == "state" and tokens[k - 1].low in lexicon.words("prepositions of offices")
    ):
        k -= 2
    subjects = lexicon.words("role words") - lexicon.words("small role words")
    subjects |= lexicon.words("bodies with a speaker")
    while k > 1 and tokens[k].low in subjects and tokens[k].text[0].isupper():
        joins = int(tokens[k - 1].low in {"of", "and"})
        joins += 2 * (tokens[k - 1].low == "the" and tokens[k - 2].low in {"of", "and"})
        k -= 1 + joins
    return (
        k < i
        and tokens[k].low in lexicon.words("roles")
        and tokens[k + 1].low in lexicon.words("prepositions of offices")
    )


def _before_roles(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """As in "called on Ann Hale, state minister for": names that a comma and a small role follow."""
    done = 0
    for i, token in enumerate(tokens):
        if i < done or not i or token.gap != " " or not tokens[i - 1].text.islower():
            continue
        end = _run(tokens, i)
        if end > i and _is_role(tokens, end) and _may_be_name(tokens, i, end, ruler=False):
            yield i, end
        done = max(end, i + 1)


def _is_role(tokens: Sequence[Token], k: int) -> bool:
    if k >= len(tokens) or tokens[k].gap != ", ":
        return False
    parts = lexicon.words("role words", "short determiners")
    for token in tokens[k : k + _ROLE]:
        if token.low in lexicon.words("roles"):
            return token.text.islower()
        if not (token.low in parts or token.kind in {"demonym", "state"}):
            return False
    return False


def _run(tokens: Sequence[Token], first: int) -> int:
    """Find where the words with capitals end that stand together from a token on."""
    return first + sum(1 for _ in takewhile(lambda k: _goes_on(tokens, k), range(first, len(tokens))))


def _is_described(tokens: Sequence[Token], k: int) -> bool:
    """Tell whether words before a title say whose it is: "Keshian", "her Keshian", "prime", "foreign"."""
    before = tokens[k - 1] if k and tokens[k].gap == " " else None
    if before is None:
        return False
    whose = before.kind in {"demonym", "state"} or before.low in lexicon.words("owning pronouns")
    return whose or before.low in lexicon.words("role words") - lexicon.words("small role words")


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
    """Tell "Rulan", "Al-Qarra" and "Ru-lan" from "FBI", "Party" and "Deputy"."""
    first, *parts = token.text.split("-")
    shaped = first[:1].isupper() and first[1:].islower() and all(part[1:].islower() for part in parts if part)
    numeral = token.text in lexicon.words("numbers of rulers")
    words = lexicon.words("roles", "role words", "titles before names")
    return numeral or (
        shaped and token.text not in _NO_NAMES and token.low not in words and bool(slug(token.text))
    )


def _is_title(tokens: Sequence[Token], end: int) -> bool:
    """Tell a line in which most words have capitals, where the words behind are no name's end."""
    if end < len(tokens) and tokens[end].gap != " ":
        return False
    behind = tokens[end : end + 2]
    return any(t.text[0].isupper() and "\n" not in t.gap and not t.who and not t.time for t in behind) and (
        sum(t.text[0].isupper() for t in behind) == len(behind)
    )
