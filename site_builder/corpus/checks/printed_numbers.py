"""Whether words print a number: in digits, with any of the usual separators, or in English words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from site_builder.extraction.numbers import SMALL
from site_builder.model.normal_form import normal

_WORDS = {0: "zero"} | {number: word for word, number in SMALL.items()}
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_FURTHER = {1: ("a", "an", "single"), 2: ("pair", "couple")}
_LONGER = "|".join((*(_WORDS[number] for number in range(1, 10)), *(name for _, name in _SCALES), "dozen"))
"""What makes a number word before it part of a longer number."""
_SEPARATOR = "[,.' ]?"


def prints_number(number: int, quotes: Iterable[str], language: str) -> bool:
    """Tell whether quotes print a whole number above 0.

    Number words of other languages than English are not known: quotes without any digit pass there.
    """
    said = _folded(normal(" ".join(quotes)))
    if not language.startswith("en") and not re.search(r"\d", said):
        return True
    return any(re.search(pattern, said) for pattern in _patterns(number))


def _folded(text: str) -> str:
    """Small letters, and the digits of any script as 0 to 9."""
    digits = {ord(char): str(unicodedata.decimal(char)) for char in set(text) if char.isdecimal()}
    return text.translate(digits).casefold()


def _patterns(number: int) -> Iterator[str]:
    yield _alone(_SEPARATOR.join(f"{number:,}".split(",")))
    yield from (rf"\b{word}\b" for word in _FURTHER.get(number, ()))
    yield _as_whole_number(_in_english(number))
    for size, name in (*_SCALES, (12, "dozen")):
        if number >= size and number % size == 0:
            yield _as_whole_number(f"{_in_english(number // size)} {name}")
        if number >= size and number * 10 % size == 0:
            yield _alone(re.escape(f"{number / size:g}")) + rf"[- ]?{name}\b"


def _alone(digits: str) -> str:
    """Digits that are no part of a longer number, a designation ("F-16") or a word ("12th")."""
    return rf"(?<![\w.])(?<!\d,)(?<!\w[-/]){digits}(?!\w)(?![.,:/]\d)(?! \d\d\d\b(?!-))"


def _as_whole_number(words: str) -> str:
    """A number in words that is no part of a longer one: no "five" of "twenty-five"."""
    said = re.sub(r"\bone (?=hundred|thousand|million|billion|dozen)", "(?:one|a) ", words)
    said = said.replace("hundred ", "hundred (?:and )?").replace("-", "[- ]")
    return rf"(?<!ty[- ])(?<!hundred )(?<!hundred and )(?<!thousand )\b{said}\b(?![- ](?:{_LONGER})\b)"


def _in_english(number: int) -> str:
    """English words for a number: `twelve`, `one hundred twenty`, `two thousand`."""
    for size, name in _SCALES:
        if number >= size:
            rest = number % size
            return f"{_in_english(number // size)} {name}" + (f" {_in_english(rest)}" if rest else "")
    if number in _WORDS:
        return _WORDS[number]
    return f"{_WORDS[number // 10 * 10]}-{_WORDS[number % 10]}"
