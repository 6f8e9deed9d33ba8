"""The names of authors as citations have them: divided into family and given name where that is safe.

A name that is divided wrongly stands in every bibliography under the wrong letter, one that is whole only
under its first word. So a printed name is divided where hardly any reading but one is left: one given name,
which initials may follow, and one family name with its particles. What an annotator has divided stays so.
"""

import re
from dataclasses import dataclass
from typing import Final

from site_builder.model.article import Author, DividedName, WholeName, printed_name
from site_builder.names import word_lists

_PACKAGE: Final = "site_builder.names"
_NO_NAMES: Final = word_lists.words("no name of an author", _PACKAGE)
_PARTICLES: Final = word_lists.words("before a family name", _PACKAGE)
_FIRST: Final = word_lists.words("family names that come first", _PACKAGE)
_FAMILY_FIRST: Final = frozenset(("hu", "ja", "km", "ko", "vi", "zh"))
"""Languages that write the family name first, whosever it is."""
_LATIN: Final = re.compile("[A-Za-zÀ-ɏḀ-ỿ'’`.\\- ]+")
"""Names in other letters are left whole: many scripts' bylines put either name first."""
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.-?)+|[^\W\d_]")
_NAME: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`-](?=[^\W\d_]))+")
_ARTICLE: Final = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ul)-(?=\w)")
"""Before an Arabic family name, and part of it."""


@dataclass(frozen=True, slots=True)
class AuthorName:
    """The name of an author: as printed, and its parts where it is divided."""

    printed: str
    family: str = ""
    given: str = ""


def author_name(author: Author, language: str = "") -> AuthorName:
    """Give the name of an author of an article in a `language`: divided as written, else where it is safe."""
    printed = " ".join(printed_name(author).split())
    if isinstance(author, DividedName):
        return AuthorName(printed, author.family, author.given or "")
    is_whole = isinstance(author, WholeName) or language.partition("-")[0] in _FAMILY_FIRST
    return AuthorName(printed, *(() if is_whole else _divided(printed) or ()))


def _divided(printed: str) -> tuple[str, str] | None:
    """Family and given name; None where it is not plain which is which."""
    words = printed.split()
    plain = {word.strip(".").lower() for word in words}
    if not _LATIN.fullmatch(printed) or len(words) < 2 or words[0] in _FIRST or plain & _NO_NAMES:
        return None
    *before, last = words
    at = next((number for number, word in enumerate(before) if word in _PARTICLES), len(before))
    given, particles = before[:at], before[at:]
    is_plain = _are_given(given) and _PARTICLES.issuperset(particles) and _is_name(_ARTICLE.sub("", last))
    return (" ".join((*particles, last)), " ".join(given)) if is_plain else None


def _are_given(words: list[str]) -> bool:
    """Whether words are one given name with initials behind it, or initials alone."""
    first, *others = words or [""]
    is_given = _is_name(first) and first.lower() not in _PARTICLES
    return (is_given or _are_initials(first)) and all(map(_are_initials, others))


def _are_initials(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word)) and word.isupper()


def _is_name(word: str) -> bool:
    """Whether a word is written as a name is: not in capitals throughout, which hide where a name ends."""
    return bool(_NAME.fullmatch(word)) and word[0].isupper() and any(sign.islower() for sign in word)
