"""The shapes of amounts: numbers with their scale, currencies, units, ranks, and words of approximation.

Every repetition is bounded, so each try takes constant time.
"""

import re
from typing import Final

from site_builder.extraction import currencies, lexicon
from site_builder.extraction.lexicon import alternatives
from site_builder.extraction.numbers import COUNTED, LOOSE_SCALES, ORDINALS, SMALL, SMALL_WORDS

S: Final = " {1,3}"

PERCENT: Final = re.compile(
    r" ?%|[ -]per ?cent(?:age)?\b(?P<points>[ -]points?\b)?|[ -]percentage[ -]points?\b| pct\b"
)
_NUMBERLESS: Final = lexicon.words("counted without a plural")
_NO_NOUN = "|".join(sorted(lexicon.words("no nouns after a number")))
_IRREGULAR = sorted(word for word in COUNTED - _NUMBERLESS if not word.endswith("s"))
_NOUN = (
    rf"(?P<noun>(?!(?:{_NO_NOUN})\b)"
    rf"(?:{'|'.join(_IRREGULAR)}|[a-z]{{1,20}}[a-rt-z]s(?<!ous)))\b(?! carriers?\b)"
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
    r"tonnes?|miles?|feet|foot|barrels?|bpd|b/d|litres?|liters?|hectares?|acres?)\b(?!-[a-z]{4,}ly)"
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
_MANY = (
    r"(?:tens|hundreds|dozens|scores|thousands|millions|billions|trillions|quadrillions|crores|lakhs|lacs)"
)
_SCALES = alternatives(LOOSE_SCALES)
_FEW = rf"(?:a{S})?(?:few|couple{S}of|several|many|multiple|countless)(?:[ -](?:hundred|thousand))?"
VAGUE_MONEY: Final = re.compile(
    rf"(?i:(?:(?:many|countless){S})?(?:{_MANY}{S}of{S}){{0,2}}{_MANY}(?:{S}of(?={S}))?"
    rf"|{_FEW}[ -](?:{_SCALES})s?(?:{S}of(?={S}))?"
    r"|(?:multi|several)-?(?:million|billion|trillion)s?)(?=[ -])"
)
"""Money without a number; a currency follows."""
VAGUE: Final = re.compile(
    rf"(?i:(?:(?:tens|hundreds|dozens|scores){S}of{S})?(?:hundreds|thousands|millions|billions|trillions|"
    rf"dozens|scores))"
    rf"{S}of{S}(?!(?:{_NO_MODIFIER})\b)(?:[A-Za-z][a-z-]{{1,20}}{S}){{0,2}}?{_NOUN}"
)

_RATES: Final = lexicon.meanings("times and measures of rates")
_RATE_WORDS: Final = lexicon.meanings("rates in a word")
_SORTS = lexicon.words("sorts of a measure")
_EACH = "|".join(sorted(lexicon.words("after each of several")))
_NO_RATE = "|".join(sorted(lexicon.words("no rate")))
RATE: Final = re.compile(
    rf"(?:(?: ?/ ?|[ -](?:a|an|per|each|every)[ -])(?P<sort>(?:{'|'.join(sorted(_SORTS))})[ -])?"
    rf"(?P<per>{alternatives(_RATES)})"
    rf"|[ -]per[ -](?!se\b|cent|(?:{'|'.join(sorted(_SORTS))})\b)(?P<any>[a-z]{{3,20}})"
    rf"|[ -](?P<word>{'|'.join(sorted(_RATE_WORDS))})(?! (?:{_EACH})\b))\b(?!-| (?:{_NO_RATE})\b)"
)
"""Behind an amount: per what it is."""
PER: Final = _RATES | _RATE_WORDS


def _either(section: str) -> str:
    return alternatives(lexicon.words(section))


_DEGREES = rf"(?:(?:{_either('beside less and more')}) )?"
_NO_VERB = "".join(rf"(?<!\b{word} )" for word in sorted(lexicon.words("before over as a part of a verb")))
SENSE: Final = re.compile(
    rf"\b(?P<word>(?P<below>{_DEGREES}(?:{_either('before the most that it is')}))"
    rf"|(?P<above>{_DEGREES}(?:{_NO_VERB}over|{_either('before the least that it is')}))"
    rf"|(?P<about>{_either('before what it is about')})) {{1,2}}$",
    re.IGNORECASE,
)
_LEAST, _MOST = (_either(f"behind the {end} that it is") for end in ("least", "most"))
SUFFIX: Final = re.compile(
    rf"(?P<above>\+|[ -](?:plus|or more|and more)\b| (?:{_LEAST})(?=[,;:.)]|$))"
    rf"|(?P<about> or so\b)"
    rf"|(?P<below> or (?:less|fewer)\b| (?:{_MOST})(?=[,;:.)]|$))"
)


def _forms(*words: str) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))


RANK_BEGINS: Final = _forms(*ORDINALS, *SUPERLATIVES, *lexicon.words("before a rank"))
VAGUE_BEGINS: Final = _forms(*lexicon.words("vague numbers"))
FEW_BEGINS: Final = _forms(*lexicon.words("indefinite articles"), *lexicon.words("begins few"))
NUMBER_BEGINS: Final = _forms(*SMALL, *lexicon.words("begins a number")) | currencies.BEGINS
BEGINS: Final = RANK_BEGINS | VAGUE_BEGINS | NUMBER_BEGINS | FEW_BEGINS
"""Words that may begin an amount, besides digits and signs of currencies."""
