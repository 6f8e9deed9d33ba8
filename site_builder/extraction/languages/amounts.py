"""Money and percentages by the word lists of a language.

A number that cannot be read whole is no amount, never a smaller one: what stands behind it must be known.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import islice, pairwise
from typing import Final, Literal

from site_builder.extraction.languages.language import Language, folded, one_of
from site_builder.extraction.numbers import plain
from site_builder.model.extraction_results import Amount
from site_builder.model.normal_form import Span

MOST: Final = 5_000
_FILE: Final = "numbers.txt"
_DIGITS: Final = r"(?:\d{1,3}(?: \d{3}){1,4}|\d{1,15})(?:[.,]\d{1,4})?(?!\s{0,2}\d|[.,]\d)"
_BEFORE: Final = re.compile(r"[\w.,/#@&+-]$|\d\s{1,2}$")
_THREE_DECIMALS: Final = re.compile(r"[.,]\d{3}$")
Sense = Literal["exact", "about", "below", "above"]


@dataclass(frozen=True, slots=True)
class _Words:
    """What the patterns of a language are made of, and what their words stand for."""

    whole: re.Pattern[str]
    numbers: dict[str, Decimal]
    scales: dict[str, Decimal]
    alone: dict[str, str]
    money: dict[str, str]
    senses: dict[str, Sense]
    rates: dict[str, str]


def find_amounts(text: str, body: Sequence[Span], language: Language) -> tuple[Amount, ...]:
    """Find money and percentages within the spans of the body, in order, without overlaps; at most MOST."""
    return tuple(islice(_all(folded(text), text, body, _words(language)), MOST))


def _all(low: str, text: str, body: Sequence[Span], words: _Words) -> Iterator[Amount]:
    for start, end in body:
        for match in words.whole.finditer(low, start, end):
            if not _BEFORE.search(low[max(start, match.start() - 3) : match.start()]):
                found = _amount(match, text, words)
                if found is not None:
                    yield found


def _amount(match: re.Match[str], text: str, words: _Words) -> Amount | None:
    sign = match["sign"]
    unit, kind = words.money.get(_spaced(sign or match["money"] or ""), ""), "money"
    if match["percent"] or match["points"]:
        unit, kind = "percentage points" if match["points"] else "percent", "percent"
    if not unit or (sign and match["money"] and words.money[_spaced(match["money"])] != unit):
        return None
    surface = text[match.start() : match.end()]
    per = words.rates[_spaced(match["rate"])] if match["rate"] else ""
    where = match.start(), match.end(), surface
    if match["alone"] and words.alone[match["alone"]] == "?":
        return Amount(*where, "money", "", "", unit, "about", "money-vague", per)
    high = _value(match["alone"] or match["n"], match["scale"], words)
    lower = match["low"]
    low = _value(lower, match["low_scale"] or match["scale"], words) if lower else high
    if high is None or low is None or low > high:
        return None
    sense: Sense = words.senses[_spaced(match["sense"])] if match["sense"] else "exact"
    rule = f"{kind}-range" if lower else kind
    lows, highs = plain(low), plain(high)
    if sense == "above" and not lower:
        highs = ""
    if sense == "below" and not lower:
        lows = ""
    return Amount(*where, "money" if kind == "money" else "percent", lows, highs, unit, sense, rule, per)


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _value(written: str, scale: str | None, words: _Words) -> Decimal | None:
    if written in words.alone:
        return Decimal(words.alone[written])
    if written[0].isdigit():
        if scale is None and _THREE_DECIMALS.search(written):
            return None  # thousands or thousandths
        number = Decimal(written.replace(" ", "").replace(",", "."))
    else:
        parts = [words.numbers[part] for part in written.split()]
        falling = all(left > right for left, right in pairwise(parts))
        if not falling:
            return None
        number = sum(parts, Decimal(0))
    return number * (words.scales[scale] if scale else 1)


@cache
def _words(language: Language) -> _Words:
    def of(section: str) -> dict[str, str]:
        return dict(language.meanings(section, _FILE))

    numbers, scales, alone = of("numbers"), of("scales"), of("scales alone")
    signs, codes = of("signs"), of("codes")
    national, states = of("national currencies"), of("states after")
    nations = of("nations whose currency it is anyway")
    codes = {code: code.upper() for code in codes}
    money = signs | codes | of("currencies") | national
    senses: dict[str, Sense] = {}
    for sense in ("about", "above", "below"):
        senses |= dict.fromkeys(of(sense), sense)
    rates, no_end = of("rates"), one_of((*scales, *alone, *of("scales that are not read")))
    number = rf"(?:{_DIGITS}|{one_of(numbers)}(?:\s{{1,2}}{one_of(numbers)}){{0,3}})"
    scale = one_of(scales)
    mid = rf"(?:\s?-\s?|\s{one_of(of('to'))}\s)"
    pattern = (
        rf"(?:(?P<sense>{one_of(senses)})\s{{1,2}})?(?:{one_of(of('from'))}\s(?=[\d$€£₽]))?"
        rf"(?:(?P<sign>{'|'.join(map(re.escape, signs))}|{one_of(codes)})\s?)?"
        rf"(?:(?:(?P<low>{number})(?:\s?(?P<low_scale>{scale}))?{mid})?"
        rf"(?P<n>{number})(?:\s{{0,2}}(?P<scale>{scale}))?|(?P<alone>{one_of(alone)}))"
        rf"(?:\s{{0,2}}(?:(?P<points>{one_of(of('points'))})|(?P<percent>{one_of(of('percent'))})"
        rf"|(?:{one_of(nations)}\s)?(?P<money>{one_of(money)})(?:\s{one_of(states)})?))?"
        rf"(?(percent)|(?(points)|(?(money)|(?!\s?\w*\s?{no_end}|\s?[^\W\d_]{{1,4}}\.|-\w))))"
        rf"(?:\s(?P<rate>{one_of(rates)}))?"
    )
    return _Words(
        re.compile(pattern),
        {word: Decimal(number) for word, number in numbers.items()},
        {word: Decimal(number) for word, number in scales.items()},
        alone,
        money,
        senses,
        rates,
    )
