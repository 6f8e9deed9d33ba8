"""The shapes of amounts: numbers with their scale, currencies, units, ranks, and words of approximation.

Every repetition is bounded, so each try takes constant time.
"""

import re
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.numbers import COUNTED, LOOSE_SCALES, ORDINALS, SMALL, SMALL_WORDS

S: Final = " {1,3}"

SYMBOLS: Final = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₼": "AZN", "₽": "RUB", "₹": "INR", "₪": "ILS",
    "₺": "TRY", "₾": "GEL", "₴": "UAH", "₩": "KRW",
}  # fmt: skip
DOLLARS: Final = {
    "C": "CAD",
    "Can": "CAD",
    "CA": "CAD",
    "A": "AUD",
    "AU": "AUD",
    "NZ": "NZD",
    "HK": "HKD",
    "S": "SGD",
}
CODES: Final = lexicon.words("currency codes")
OLD_CODES: Final = {"NIS": "ILS", "Rs": "INR", "RMB": "CNY", "TL": "TRY"}
_CURRENCY_WORDS: Final = lexicon.meanings("currencies")
NATIONAL: Final = lexicon.meanings("national currencies")

_SCALE = "|".join(LOOSE_SCALES)
_DIGITS = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,15}(?![0-9]))(?:\.[0-9]{1,6}(?![0-9]))?(?!,[0-9])"
)
_LOOSE = rf"(?:[ -]{{1,2}}|(?=[a-z]))(?:{_SCALE})\b"
_TIGHT = r"(?:[mbk])\b"
_IN_DIGITS = rf"{_DIGITS}(?:(?:{_LOOSE}){{1,2}}\.?|{_TIGHT}\.?|(?![A-Za-z0-9]))"
_IN_WORDS = (
    rf"(?i:(?:half{S}an?(?=[ -](?:{_SCALE}|dozen))|an?(?=[ -](?:{_SCALE}|dozen)\b)|{SMALL_WORDS})"
    rf"(?:{S}and{S}a{S}half)?(?:[ -](?:{_SCALE}|dozen)\b(?:{S}(?:and{S})?{SMALL_WORDS}(?=[ -]))?){{0,3}})"
)
NUMBER: Final = rf"(?:{_IN_DIGITS}|{_IN_WORDS})"
_SYMBOL = (
    rf"(?:(?:US|U\.S\.|{'|'.join(DOLLARS)})? ?[{''.join(SYMBOLS)}]|"
    rf"(?:{'|'.join(sorted(CODES | set(OLD_CODES)))})\b\.?)"
)

RANGE: Final = re.compile(
    rf"(?:(?P<between>(?i:between)){S})?(?P<cur>{_SYMBOL} ?)?(?P<a>{NUMBER})(?P<pc> ?%| per ?cent)?"
    rf"(?P<to> ?- ?| (?:to|and|or) )(?P<cur2>{_SYMBOL} ?)?(?P<b>{NUMBER})"
)
SINGLE: Final = re.compile(rf"(?P<cur>{_SYMBOL} ?)?(?P<a>{NUMBER})")
PARTS: Final = re.compile(rf"(?P<digits>{_DIGITS})|[A-Za-z]+")

PERCENT: Final = re.compile(
    r" ?%|[ -]per ?cent(?:age)?\b(?P<points>[ -]points?\b)?|[ -]percentage[ -]points?\b| pct\b"
)
CURRENCY: Final = re.compile(
    rf"[ -](?:(?P<nation>[A-Z][a-z]{{2,12}}(?: Zealand| Kong)?|U\.?S\.?|American){S})?"
    rf"(?P<word>pounds? sterling|{'|'.join(_CURRENCY_WORDS)}|pound)s?\b|"
    rf"{S}(?P<code>{'|'.join(sorted(CODES))})\b"
)
CURRENCY_WORDS: Final = _CURRENCY_WORDS | {"pound": "GBP", "pounds sterling": "GBP"}

_NUMBERLESS: Final = lexicon.words("counted without a plural")
_NO_NOUN = "|".join(sorted(lexicon.words("no nouns after a number")))
_IRREGULAR = sorted(word for word in COUNTED - _NUMBERLESS if not word.endswith("s"))
_NOUN = (
    rf"(?P<noun>(?!(?:{_NO_NOUN})\b)"
    rf"(?:{'|'.join(_IRREGULAR)}|[a-z]{{1,20}}[a-rt-z]s))\b"
)
_NO_MODIFIER = "|".join(sorted(lexicon.words("no modifiers")))
NOUN: Final = re.compile(
    rf" (?:(?!(?:{_NO_MODIFIER})\b)[A-Za-z][A-Za-z0-9'-]{{1,20}}{S}){{0,2}}?{_NOUN}(?!-|'[a-z])"
)
CASUALTIES: Final = re.compile(rf" (?P<noun>{'|'.join(sorted(lexicon.words('casualties')))})\b")
MEASURE: Final = re.compile(
    r"(?:[ -])(?P<unit>(?:square|sq\.?|cubic)[ -](?:kilomet(?:er|re)s?|km|met(?:er|re)s?|miles?|feet)|"
    r"kilomet(?:er|re)s?|km|kms|"
    r"kilograms?|kg|met(?:er|re)s?|millimet(?:er|re)s?|mm|centimet(?:er|re)s?|cm|megawatts?|MW|gigawatts?|"
    r"GW|tons?|"
    r"tonnes?|miles?|feet|foot|barrels?|litres?|liters?|hectares?|acres?)\b(?!-[a-z]{4,}ly)"
)
UNIT_NAMES: Final = lexicon.meanings("units")

_ORDINAL = rf"(?i:{'|'.join(ORDINALS)})|[1-9][0-9]?(?:st|nd|rd|th)"
SUPERLATIVES: Final = sorted(lexicon.words("superlatives"))
RANK: Final = re.compile(
    rf"(?P<nth>{_ORDINAL})[- ]{{1,2}}(?:(?:{'|'.join(SUPERLATIVES)})\b|most[ -][a-z]{{3,15}}\b|"
    rf"place\b(?!d)|(?=ranked\b))"
    rf"|(?i:(?P<top>top)[- ](?P<n>{SMALL_WORDS}|[1-9][0-9]{{0,2}}\b)(?![,.:]?[0-9]|%| ?per ?cent))"
    rf"|(?i:(?:ranked|ranks|ranking|rank)){S}(?P<ranked>{_ORDINAL})\b"
    rf"|(?i:{'|'.join(SUPERLATIVES)})\b"
)
VAGUE: Final = re.compile(
    rf"(?i:(?:(?:tens|hundreds|dozens|scores){S}of{S})?(?:hundreds|thousands|millions|billions|trillions|"
    rf"dozens|scores))"
    rf"{S}of{S}(?:(?P<currency>(?:(?:U\.?S\.?|American){S})?dollars|euros|pounds|manats?|roubles|rubles|"
    rf"shekels|lira)\b"
    rf"|(?!(?:{_NO_MODIFIER})\b)(?:[A-Za-z][a-z-]{{1,20}}{S}){{0,2}}?{_NOUN})"
    rf"|(?i:multi-?(?:million|billion))[ -](?P<multi>dollar|euro|pound)\b"
)

SENSE: Final = re.compile(
    r"\b(?P<word>(?P<below>nearly|almost|close to|(?:just )?(?:under|below)|(?:less|fewer) than|up to|as "
    r"(?:much|many|high) as|"
    r"at most|no(?:t)? more than|a maximum of)"
    r"|(?P<above>(?:well |just |slightly )?over|(?:well |slightly )?(?:more than|above)|at least|in "
    r"excess of|"
    r"no(?:t)? (?:less|fewer) than|upwards? of|exceeding|a minimum of)"
    r"|(?P<about>about|around|approximately|approx\.|roughly|some|circa|(?:an )?estimated)) {1,2}$",
    re.IGNORECASE,
)
SUFFIX: Final = re.compile(
    r"(?P<above>\+|[ -](?:plus|or more|and more)\b)|(?P<about> or so\b)|(?P<below> or (?:less|fewer)\b)"
)


def _forms(*words: str) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))


RANK_BEGINS: Final = _forms(*ORDINALS, *SUPERLATIVES, *lexicon.words("before a rank"))
VAGUE_BEGINS: Final = _forms(*lexicon.words("vague numbers"))
NUMBER_BEGINS: Final = (
    _forms(*SMALL, *lexicon.words("begins a number")) | CODES | {*OLD_CODES, "US", "U", *DOLLARS}
)
BEGINS: Final = RANK_BEGINS | VAGUE_BEGINS | NUMBER_BEGINS
"""Words that may begin an amount, besides digits and signs of currencies."""
