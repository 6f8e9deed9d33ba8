"""Currencies beside a number: signs, codes and words before or after it, as ISO 4217 has them.

What may be the currency of several states ("pesos") is one only with its state before it.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from site_builder.extraction import lexicon
from site_builder.extraction.lexicon import alternatives

SYMBOLS: Final = lexicon.meanings("signs of currencies")
CODES: Final = lexicon.words("currency codes")
COMMA_DECIMALS: Final = lexicon.words("decimal commas", "numbers.txt")
NATIONAL: Final = lexicon.meanings("national currencies")
WORDS: Final = lexicon.meanings("currencies") | {"pound": "GBP"}
_WORD_CODES: Final = lexicon.words("currency codes that are words")
_LETTERS: Final = lexicon.meanings("letters before a sign")
_ABBREVIATIONS: Final = lexicon.meanings("abbreviations of currencies")
_SHARED: Final = lexicon.words("other words of money", "numbers.txt")
_ANYWAY: Final = lexicon.words("states that a currency means anyway", "numbers.txt")
_PARTS: Final = {word: int(number) for word, number in lexicon.meanings("parts of a currency").items()}
_OWN_WEIGHT: Final = 10_000
"""Pounds from which on money is meant and no weight."""
_DESCRIBING = (
    rf"(?!(?:{alternatives(lexicon.words('what is weighed as aid') | lexicon.words('no modifiers'))})\b)"
)
_OF_MONEY: Final = re.compile(
    rf" (?:of|in|worth of) (?:{_DESCRIBING}[A-Za-z'-]{{2,20}} ){{0,3}}?"
    rf"(?:{alternatives(lexicon.words('what pounds of money are for'))})\b"
)
_VERBS: Final = {"won": 1000, "rand": 1000}
"""Words that are something else after a small number: "the 5 won", "2 Rand ..."."""


def _with_space(letters: str) -> str:
    """Letters before a sign: one alone stands right before it, others may have a space between."""
    bare, sign = re.escape(letters[:-1].strip()), re.escape(letters[-1])
    return f"{bare}{'' if len(letters) == 2 or letters == 'Can$' else ' ?'}{sign}"


_SIGNED = "|".join(_with_space(letters) for letters in sorted(_LETTERS, key=lambda w: (-len(w), w)))
SIGNS: Final = "".join(map(re.escape, SYMBOLS))
BEFORE: Final = re.compile(
    rf"(?P<sign>{_SIGNED}|[{SIGNS}])|(?P<abbreviation>{alternatives(_ABBREVIATIONS)})(?![A-Za-z])\.?"
    rf"|(?P<code>{alternatives(CODES)})(?![A-Za-z])|(?P<word_code>{alternatives(_WORD_CODES)})(?= ?[0-9])"
    r"|(?P<rand>R)(?=[0-9])"
)
BEGINS: Final = frozenset(
    re.match("[A-Za-z]+", written)[0]  # type: ignore[index]
    for written in (*_LETTERS, *CODES, *_WORD_CODES, *_ABBREVIATIONS, "R")
)
"""The letters that a currency before a number may begin with."""

_NATION = r"(?:new )?(?:[A-Z][A-Za-z]{0,12}|U\.S\.?|U\.K\.?)(?: (?:and )?[A-Z][a-z]{2,9}){0,2}"
_AFTER = re.compile(
    rf"(?:[ -]{{1,3}}|(?=[A-Z]))(?:of )?(?:(?P<nation>{_NATION}|new)(?: {{1,3}}|-))?"
    rf"(?P<word>(?i:pounds? sterling|{alternatives({*WORDS, *_SHARED})}))s?(?![A-Za-z])(?! ?[0-9]|-class\b)"
    rf"|[ -]{{0,3}}(?P<code>{alternatives(CODES)})(?![A-Za-z0-9])"
    rf"| {{1,3}}(?P<word_code>{alternatives(_WORD_CODES)})(?![A-Za-z0-9])"
    rf"| ?(?P<sign>{_SIGNED}|[{SIGNS}])(?! ?[0-9])"
)
TIGHT: Final = rf"(?:{alternatives(CODES)})(?![A-Za-z0-9])"
"""A code right after a letter that stands for a scale: "90mEUR"."""

_DOLLARS: Final = {"USD", *(code for word, code in NATIONAL.items() if word.endswith(" dollar"))}
_WHOSE_DOLLARS: Final = re.compile(
    rf" {{1,3}}\(?(?P<code>{alternatives(_DOLLARS)})\b\)?"
    r"| {1,3}\(?(?P<nation>[A-Z][a-z]{2,12}(?: [A-Z][a-z]+)?)\)?"
    r"(?=[.,;:)]|$| (?:in|for|to|over|from|by|on|at)\b)"
)

_SIGN_OF: Final = {"dollar": "$", "pound": "£", "yuan": "¥", "renminbi": "¥", "peso": "$"}
"""Words that say whose sign it is, where one stands for the currencies of several states."""


class Currency(NamedTuple):
    """A currency as it stands beside a number: its code, where it ends, how many of its unit are meant.

    `large` codes are also words, and stand for money only with a scale, `grouped` ones also with digits
    in groups: "R350,000". `sign` or `word` is how it is written.
    """

    code: str
    stop: int
    times: Decimal = Decimal(1)
    large: bool = False
    sign: str = ""
    word: str = ""
    grouped: bool = False


def before(text: str, position: int, end: int) -> Currency | None:
    """Read a currency that stands before a number."""
    found = BEFORE.match(text, position, end)
    if found is None:
        return None
    stop = found.end()
    if found["sign"]:
        sign = found["sign"].replace(" ", "")
        return Currency(_LETTERS.get(sign) or SYMBOLS[sign[-1]], stop, sign=sign)
    if found["rand"]:
        return Currency("ZAR", stop, large=True, grouped=True) if _is_south_african(text) else None
    if found["abbreviation"]:
        return Currency(_ABBREVIATIONS[found["abbreviation"]], stop)
    return Currency(found["code"] or found["word_code"], stop, large=bool(found["word_code"]))


@lru_cache(maxsize=4)
def _is_south_african(text: str) -> bool:
    """Tell whether a text names South Africa, where "R5 million" are rand."""
    return "South Africa" in text


def again(text: str, currency: Currency, stop: int, end: int) -> Currency | None:
    """Read what says after a number whose currency a sign before it was: "$5 million Canadian", "¥5 yuan"."""
    found = after(text, stop, end, Decimal(_OWN_WEIGHT))
    if found and (found.code == currency.code or (currency.sign in _SIGN_OF.get(found.word, "-"))):
        return found
    if currency.sign != "$" or (whose := _WHOSE_DOLLARS.match(text, stop, end)) is None:
        return None
    code = whose["code"] or NATIONAL.get(f"{whose['nation']} dollar".lower(), "")
    return Currency(code, whose.end()) if code else None


def after(text: str, stop: int, end: int, high: Decimal) -> Currency | None:
    """Read a currency that stands after a number, of which the upper bound is given."""
    found = _AFTER.match(text, stop, end)
    if found is None:
        return None
    if found["sign"]:
        sign = found["sign"].replace(" ", "")
        return Currency(_LETTERS.get(sign) or SYMBOLS[sign[-1]], found.end())
    if found["code"] or found["word_code"]:
        return Currency(found["code"] or found["word_code"], found.end(), large=bool(found["word_code"]))
    word = re.sub(r"\s+", " ", found["word"].lower())
    code = of_word(word, found["nation"] or "")
    if word == "pound" and not found["nation"] and _is_weight(text, found.end(), end, high):
        return None
    if not code or high < _VERBS.get(word, 0):
        return None
    return Currency(code, found.end(), Decimal(_PARTS.get(word, 1)), word=word)


def _is_weight(text: str, stop: int, end: int, high: Decimal) -> bool:
    """Tell pounds of rice, or so few that no money is meant, from "300 pounds in funding"."""
    if _OF_MONEY.match(text, stop, end):
        return False
    return high < _OWN_WEIGHT or text.startswith(" of ", stop, end)


def of_word(word: str, nation: str) -> str:
    """Give the code of a currency's name, with its state before it; empty if it is unknown whose."""
    bare = word.removesuffix("s") if word not in WORDS and word not in _SHARED else word
    bare = "pound sterling" if bare.startswith("pounds ") else bare
    whose = nation.lower().strip()
    known = NATIONAL.get(f"{whose} {bare}") or NATIONAL.get(f"{whose.removeprefix('new ')} {bare}")
    if known:
        return known
    return WORDS.get(bare, "") if not whose or whose in _ANYWAY else ""


def is_shared_word(noun: str) -> bool:
    """Tell the word for a currency of which it is open which state's is meant: "riyals"."""
    return noun.lower() in _SHARED or noun.lower().removesuffix("s") in _SHARED


def is_word(noun: str) -> bool:
    """Tell whether a noun in the plural is the word for a currency."""
    return noun.lower() in WORDS or noun.lower().removesuffix("s") in WORDS
