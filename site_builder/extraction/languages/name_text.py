"""A text while names are looked for in it, with the word lists of its language."""

import re
from dataclasses import dataclass
from typing import Final

from site_builder.extraction.languages.language import folded_word
from site_builder.extraction.languages.words_of_names import NameWords
from site_builder.extraction.shapes import PLAIN, TextWords
from site_builder.names.languages import printed_alike

_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.){1,2}|[^\W\d_]\.[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class NameText:
    """The words of a text, and those of its language."""

    words: TextWords
    known: NameWords
    alone: frozenset[str]
    """The capitalised words that stand without another beside them."""

    def low(self, i: int) -> str:
        """Give a word, folded; nothing where there is none."""
        return folded_word(self.words.texts[i]) if 0 <= i < len(self.words) else ""

    def has(self, section: str, i: int) -> bool:
        """Tell whether a list has a word in any of its forms."""
        return self.low(i) in self.known.listed[section]

    def place_at(self, first: int, end: int) -> tuple[int, str] | None:
        """Give where the longest known place from a word on ends, and how it is listed."""
        for k in range(min(end, first + 4), first, -1):
            name = printed_alike(self.words.text[self.words.starts[first] : self.words.ends[k - 1]])
            if name in self.known.places:
                return k, self.known.places[name]
        return None

    def is_capital_behind(self, i: int) -> bool:
        """Tell whether a word with a capital stands at a place, behind a mere space."""
        return i < len(self.words) and self.words.gaps[i] == PLAIN and self.words.capital[i]

    def goes_on(self, i: int) -> bool:
        """Tell a word with a capital, or with one behind a small word of names, as in "аль-Лад"."""
        before, _, behind = self.words.texts[i].partition("-")
        return self.words.capital[i] or (
            behind[:1].isupper() and folded_word(before) in self.known.listed["particles"]
        )

    def is_initial(self, i: int) -> bool:
        """As in "А. Орлов" and "Дж. Орлов"."""
        word = self.words.texts[i]
        short = len(word) <= 2 and word.istitle() and self.words.gap_text(i + 1).startswith(".")
        return short or bool(_INITIALS.fullmatch(word))

    def is_person_word(self, i: int) -> bool:
        """Tell a word that may be part of a person's name: with one capital, no known place or body."""
        word = printed_alike(self.words.texts[i])
        if not _WORD.fullmatch(word) or len(word) < 2 or word.isascii() or (word.isupper() and len(word) > 1):
            return False
        return word not in self.known.bodies and (word not in self.known.places or word in self.known.given)
