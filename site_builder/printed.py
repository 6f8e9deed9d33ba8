"""Whether words print a number: in digits, with any of the usual separators, or in English words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from site_builder.normal import normal

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_FURTHER = {1: ("a", "an", "single"), 2: ("pair", "couple")}
_SEPARATOR = "[,.' ]?"


def prints_number(number: int, quotes: Iterable[str], language: str) -> bool:
    """Tell whether quotes print a whole number above 0.

    Number words of other languages than English are not known: quotes without any digit pass there.
    """
    said = _plain(normal(" ".join(quotes)))
    if not language.startswith("en") and not re.search(r"\d", said):
        return True
    return any(re.search(pattern, said) for pattern in _patterns(number))


def _plain(text: str) -> str:
    """Small letters, and the digits of any script as 0 to 9."""
    digits = {char: str(unicodedata.decimal(char)) for char in set(text) if char.isdecimal()}
    return text.translate(str.maketrans(digits)).casefold()


def _patterns(number: int) -> Iterator[str]:
    yield _alone(_SEPARATOR.join(_groups(number)))
    for words in (*_spelled(number), *_FURTHER.get(number, ())):
        yield rf"\b{re.sub('[ -]', '[- ]', words)}\b"
    for size, name in (*_SCALES, (12, "dozen")):
        if number >= size and number * 10 % size == 0:
            yield _alone(re.escape(f"{number / size:g}")) + rf"[- ]?{name}\b"


def _alone(digits: str) -> str:
    """Digits that are no part of a longer number, a designation ("F-16") or a word ("12th")."""
    return rf"(?<![\w.])(?<!\d,)(?<!\w[-/]){digits}(?!\w)(?![.,:/]\d)"


def _groups(number: int) -> list[str]:
    """The digits in groups of three, as separators divide them."""
    return f"{number:,}".split(",")


def _spelled(number: int) -> Iterator[str]:
    """English words for a number: `twelve`, `a dozen`, `a hundred and twenty`, `two thousand`."""
    yield _words(number)
    if number > 100 and number % 100 and number < 1000:
        yield _words(number - number % 100) + " and " + _words(number % 100)
    for size, name in (*_SCALES, (12, "dozen")):
        if number == size:
            yield f"a {name}"
        if number % size == 0 and 0 < number // size < 1000:
            yield f"{_words(number // size)} {name}"


def _words(number: int) -> str:
    for size, name in _SCALES:
        if number >= size:
            rest = number % size
            return f"{_words(number // size)} {name}" + (f" {_words(rest)}" if rest else "")
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
