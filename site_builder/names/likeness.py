"""Names that look like one another: a looser step on top of the folding by which names are linked.

Both fold letters alike (`transliteration.key_of`). Here hyphens, dots, apostrophes and a leading "the" go
too, and a letter may differ: enough to ask an editor whether two names are one, never to link.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from site_builder.model.normal_form import WORD, normal
from site_builder.names.transliteration import key_of

_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_SILENT = re.compile("['.]")
_SHORTEST = 4
"""Letters of a word that may be another one misspelt."""
_LONGEST = 30
_MOST_WORDS = 8
_NUMERAL = re.compile("[ivx]+")


@lru_cache(maxsize=8192)  # each name is compared in several ways
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name or a quote, folded.

    >>> words_of("The J. K. Əliyev-Ze'ev's")
    ('the', 'j', 'k', 'eliyev', 'zeev')
    """
    return tuple(WORD.findall(_SILENT.sub("", key_of(_POSSESSIVE.sub("", normal(text))))))


def folded(name: str) -> str:
    """One key for all spellings of a name that differ only in what is folded.

    >>> folded("Al-Hadath") == folded("The al Hadath"), folded("J.K. Rao") == folded("J. K. Rao")
    (True, True)
    """
    return joined(words_of(name))


def joined(words: tuple[str, ...]) -> str:
    """The key of a name's words."""
    return "".join(words[1:] if words[:1] == ("the",) and len(words) > 1 else words)


def near_keys(name: str) -> Iterator[tuple[str, ...]]:
    """Keys of which two names share one if they are a letter apart, and rarely otherwise."""
    words = words_of(name)
    for i, word in enumerate(words if len(words) <= _MOST_WORDS else ()):
        if _may_be_misspelt(word):
            for spelling in {word, *_less_a_letter(word)}:
                yield (*words[:i], f"~{spelling}", *words[i + 1 :])


def is_near(one: str, other: str) -> bool:
    """Tell names of which one word differs by one letter, but not its first, from all others.

    Words with digits, short ones and numerals differ for a reason: "Su-25" is no "Su-27".
    """
    a, b = words_of(one), words_of(other)
    pairs = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) != len(b) or len(pairs) != 1 or not all(map(_may_be_misspelt, pairs[0])):
        return False
    short, long = sorted(pairs[0], key=len)
    if len(short) == len(long):
        return sum(x != y for x, y in zip(short, long, strict=True)) == 1 and short[0] == long[0]
    return len(long) - len(short) == 1 and any(long[:k] + long[k + 1 :] == short for k in range(1, len(long)))


def _may_be_misspelt(word: str) -> bool:
    usual = _SHORTEST <= len(word) <= _LONGEST and not any(c.isdigit() for c in word)
    return usual and not _NUMERAL.fullmatch(word)


def _less_a_letter(word: str) -> Iterator[str]:
    return (word[:k] + word[k + 1 :] for k in range(1, len(word)))
