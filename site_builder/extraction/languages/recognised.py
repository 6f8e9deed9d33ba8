"""Which of the languages that have a folder a text is in, by its small words and letters."""

from collections.abc import Sequence
from typing import Final

from site_builder.extraction.languages.language import Language, codes, folded
from site_builder.names.declension import PACKAGE
from site_builder.names.word_lists import sections

_SMALL: Final = 0.15
"""So large a part of a text's words are small ones at least."""
_STRAY: Final = 0.002
"""No more of its letters may be such as only other languages have: names are quoted as they are written."""
_FEWEST: Final = 20


def language_of_words(words: Sequence[str]) -> str:
    """Give the code of the language that some words are in; nothing where it is none of those known here."""
    if len(words) < _FEWEST:
        return ""
    return next((code for code in codes() if _is_in(words, Language(code))), "")


def _is_in(words: Sequence[str], language: Language) -> bool:
    try:
        lists = sections(f"{language.code}/page.txt", PACKAGE)
    except FileNotFoundError:
        return False
    small, letters = lists["small words"], "".join(words).lower()
    share = sum(folded(word) in small for word in words) / len(words)
    strange = sum(map(letters.count, lists["letters of others"]))
    own = all(letter in letters for letter in lists["letters"])
    return share >= _SMALL and own and strange <= _STRAY * len(letters)
