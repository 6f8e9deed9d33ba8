"""A language as its folder under `words/` has it: words with the forms they take, read once.

`ма(й я ю)` stands for three forms; `-` among the ends for none. What is compared is without capitals,
and `ё` is `е`, as newspapers print either.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Final

from site_builder.extraction.folding import fold
from site_builder.names import word_lists
from site_builder.names.declension import PACKAGE as _PACKAGE
from site_builder.names.languages import printed_alike

_ENDS: Final = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Language:
    """The code of a language that has a folder."""

    code: str

    def meanings(self, section: str, file: str = "times.txt") -> Mapping[str, str]:
        """Give all forms of the words of a section, each with what it stands for (itself, if nothing)."""
        return _meanings(f"{self.code}/{file}", section)

    def frames(self, section: str) -> tuple[str, ...]:
        """Give the frames of a section, the longest first."""
        entries = word_lists.sections(f"{self.code}/times.txt", _PACKAGE).get(f"frames of {section}", ())
        return tuple(sorted(entries, key=lambda frame: (-len(frame), frame)))


@cache
def _meanings(file: str, section: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for entry in word_lists.sections(file, _PACKAGE).get(section, ()):
        word, _, meaning = entry.partition(" = ")
        found |= {form: meaning or form for form in forms(word)}
    return found


def language_of(code: str) -> Language | None:
    """Give the language of a code such as `ru` or `ru-RU`, if it has a folder."""
    short = code.split("-", maxsplit=1)[0].lower()
    return Language(short) if short in codes() else None


@cache
def codes() -> tuple[str, ...]:
    """Give the codes of the languages that have a folder."""
    folder = Path(str(import_module(_PACKAGE).__file__)).parent / "words"
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))


def forms(word: str) -> Iterator[str]:
    """Give the forms that an entry stands for."""
    ends = _ENDS.search(word)
    if ends is None:
        yield folded(word)
        return
    for end in ends[1].split():
        yield from forms(word[: ends.start()] + end.removeprefix("-") + word[ends.end() :])


def folded(text: str) -> str:
    """Fold a text one character to one: plain spaces and dashes, no capitals, `е` for `ё`."""
    plain = fold(text)
    low = plain.lower()
    if len(low) != len(plain):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in plain)
    return printed_alike(low)


@lru_cache(maxsize=1 << 14)
def folded_word(word: str) -> str:
    """Fold a word of a text, which is asked for many times."""
    return folded(word)


def one_of(words: Iterable[str]) -> str:
    """Give a pattern for one of some words, whole; the longest are tried first."""
    known = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_whole(word) for word in known) + ")" if known else "(?!)"


def _whole(word: str) -> str:
    pattern = r"\s{1,2}".join(map(re.escape, word.split()))
    return pattern + (r"(?!\w)" if word[-1:].isalnum() else "")
