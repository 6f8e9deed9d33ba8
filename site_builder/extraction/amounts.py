"""Finds amounts in newspaper English: money, percentages, counted things, ranks.

`low` and `high` are decimal numbers without exponent. An exact or approximate amount has both
equal; "nearly 5" (sense below) has only `high`, "over 5" (above) only `low`, a range both, and
"billions of dollars" neither. `per` says what a rate is counted by ("a year"). "The top eight"
ranks from 1 to 8. Lengths of time are left out: they are neither amounts nor dates. A number that
cannot be read whole is no amount: never a smaller one.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice
from typing import Final, Literal, NamedTuple

from site_builder.extraction import amount_patterns as shapes
from site_builder.extraction import currencies, lexicon
from site_builder.extraction.amount_numbers import NumberBounds, bounds_at, is_read
from site_builder.extraction.folding import fold
from site_builder.extraction.number_reading import goes_on
from site_builder.extraction.numbers import COUNTED, ORDINALS, plain, value
from site_builder.model.extraction_results import Amount
from site_builder.model.normal_form import Span

Kind = Literal["money", "percent", "quantity", "rank"]
Sense = Literal["exact", "about", "below", "above"]

_TOKEN: Final = re.compile(rf"[{currencies.SIGNS}½¼¾]|[0-9]+|[A-Za-z]+")
_TOKENS: Final = re.compile(rf"({_TOKEN.pattern})")
_NOT_BEFORE: Final = frozenset("-.,:/#_@=&+$€£")
_EM_DASH: Final = "\u2014"
"""Divides parts of a sentence; other dashes join digits and words."""
_CAPITAL_BEFORE: Final = re.compile(r"([A-Za-z.]+)-? $")
_IN_MONTH: Final = re.compile(r"\b[Ii]n [A-Z][a-z]+ $")
"""Behind a month that is told so stands no day of it."""
_MONTHS: Final = lexicon.words("months")
_LABELS: Final = lexicon.words("labels before a number")
_UNDER: Final = lexicon.words("what something is done under")
_FUNCTION_WORDS: Final = lexicon.words("function words")


class _FoundAmount(NamedTuple):
    """What stands in the folded text, before words of approximation are joined to it."""

    start: int
    end: int
    kind: Kind
    low: str
    high: str
    unit: str
    rule: str
    sense: Sense = "exact"
    per: str = ""


_CUT: Final = re.compile(r"(?<![0-9])(?!(?:19|20)[0-9]{2} )[0-9]+ {1,3}$")
"""Digits before, which may be of the same number: "1 234 56"."""
_PART_OF: Final = re.compile(
    rf"(?:\b(?:{'|'.join(sorted(lexicon.words('makes a part of a number')))})|%) (?:of )?$"
)
"""What before a number makes it a part of another: "two thirds of a million"."""
_MUCH: Final = Decimal(10**6)

_DAILY: Final = frozenset(("bpd", "b/d"))
"""Units that are those of a day: barrels."""

MOST: Final = 5_000
"""Amounts of a text that are read, as many as times."""


def find_amounts(text: str, body: Sequence[Span]) -> tuple[Amount, ...]:
    """Find all amounts within the spans of the body, in order, without overlaps; at most MOST."""
    folded = fold(text)
    found = (one for start, end in body for one in _read_amounts(folded, text, start, end))
    return tuple(
        Amount(
            one.start,
            one.end,
            text[one.start : one.end],
            one.kind,
            one.low,
            one.high,
            one.unit,
            one.sense,
            one.rule,
            one.per,
        )
        for one in islice(found, MOST)
    )  # fmt: skip


def _read_amounts(text: str, captured: str, start: int, end: int) -> Iterator[_FoundAmount]:
    done = start
    pieces = _TOKENS.split(text[start:end])
    words = pieces[1::2]
    starts = list(accumulate(map(len, pieces), initial=start))[1::2]
    # Most words begin nothing, so nothing may come before this.
    for i in [i for i, word in enumerate(words) if word in shapes.BEGINS or not "A" <= word[0] <= "z"]:
        position, word = starts[i], words[i]
        if position < done or not _may_begin(text, captured, position, start):
            continue
        found = _at(text, word, position, end, start)
        if found is not None:
            found = _with_rate(text, _with_sense(text, found, done, end), end)
            done = found.end
            yield found


def _may_begin(text: str, captured: str, position: int, start: int) -> bool:
    if position == start:
        return True
    before = text[position - 1]
    if captured[position - 1] == _EM_DASH:
        beside = text[position - 2 : position - 1]
        return not (beside.isdigit() or beside.isupper())
    return before not in _NOT_BEFORE and not before.isalnum()


def _at(text: str, word: str, position: int, end: int, start: int) -> _FoundAmount | None:
    if word in shapes.RANK_BEGINS or word.isdigit():
        rank = shapes.RANK.match(text, position, end)
        if rank is not None:
            return _rank(text, rank, start)
    if word in shapes.VAGUE_BEGINS or word in shapes.FEW_BEGINS:
        vague = _vague_money(text, position, end)
        if vague or word in shapes.VAGUE_BEGINS:
            return vague or _vague(shapes.VAGUE.match(text, position, end))
    if word.isdigit() and _CUT.search(text[max(start, position - 8) : position]):
        return None
    if not _is_sign(word) and _PART_OF.search(text[max(start, position - 14) : position]):
        return None
    found = (_with_unit(text, bounds, end, start) for bounds in bounds_at(text, position, end))
    return next(filter(None, found), None)


def _is_sign(word: str) -> bool:
    return word in currencies.BEGINS or not word.isalnum()


# ------------------------------------------------------------------ units


def _with_unit(text: str, bounds: NumberBounds, end: int, start: int) -> _FoundAmount | None:
    """Read what a number counts, after "or more" if that stands between."""
    more = shapes.SUFFIX.match(text, bounds.end, end)
    if more is None or bounds.currency:
        return _of_money_or_share(text, bounds, end) or _of_things(text, bounds, end, start)
    further = bounds._replace(end=more.end())
    found = _of_money_or_share(text, further, end) or _of_things(text, further, end, start)
    return _bounded(found, str(more.lastgroup)) if found else None


def _of_money_or_share(text: str, bounds: NumberBounds, end: int) -> _FoundAmount | None:
    begin, stop, low, high, currency, ranged = bounds[:6]
    suffix = "-range" if ranged else ""
    if currency:
        if goes_on(text, stop, end):
            return None
        return _FoundAmount(begin, stop, "money", plain(low), plain(high), currency, f"money{suffix}")
    percent = shapes.PERCENT.match(text, stop, end)
    if percent is not None and bounds.odd != "spaces":
        unit = "percentage points" if "point" in percent[0] else "percent"
        return _FoundAmount(
            begin, percent.end(), "percent", plain(low), plain(high), unit, f"percent{suffix}"
        )
    money = currencies.after(text, stop, end, high)
    if (
        money is None
        or (money.large and bounds.scale < 1000)
        or not is_read(money.code, bounds.odd, bounds.scale)
    ):
        return None
    if goes_on(text, money.stop, end):
        return None
    low, high = low * money.times, high * money.times
    return _FoundAmount(
        begin, money.stop, "money", plain(low), plain(high), money.code, f"money-words{suffix}"
    )


def _of_things(text: str, bounds: NumberBounds, end: int, start: int) -> _FoundAmount | None:
    begin, stop, low, high, _, ranged = bounds[:6]
    if bounds.odd not in {"", "thousandths"}:
        return None
    large = bounds.scale > 1 or "," in text[begin:stop]  # "brings Kesh 16 billion cubic metres"
    if not large and _is_label(text, begin, start):
        return None
    measure = shapes.MEASURE.match(text, stop, end)
    if measure is None:
        return _counted(text, bounds, end)
    names = re.split("[ .-]+", measure["unit"].lower())
    unit = " ".join(shapes.UNIT_NAMES.get(name, name) for name in names)
    rule = "measure-range" if ranged else "measure"
    per = "day" if names[-1] in _DAILY else ""
    return _FoundAmount(begin, measure.end(), "quantity", plain(low), plain(high), unit, rule, per=per)


def _is_label(text: str, begin: int, start: int) -> bool:
    """Say whether a number names ("Resolution 822", "May 12") rather than counts ("in May 12 people")."""
    before = _CAPITAL_BEFORE.search(text[max(start, begin - 24) : begin])
    if before is None:
        return False
    word = before[1]
    low = word.lower().rstrip(".")
    if word in _MONTHS and _IN_MONTH.search(text[max(start, begin - 24) : begin]):
        return False
    return low in _LABELS or (word[0].isupper() and low not in _FUNCTION_WORDS)


def _counted(text: str, bounds: NumberBounds, end: int) -> _FoundAmount | None:
    begin, stop, low, high, _, ranged = bounds[:6]
    lost = shapes.CASUALTIES.match(text, stop, end)
    if lost is not None and low == int(low) and not _is_like_year(text, begin, stop):
        return _FoundAmount(
            begin, lost.end(), "quantity", plain(low), plain(high), lost["noun"], "casualties"
        )
    noun = shapes.NOUN.match(text, stop, end)
    if noun is None or high == 1 or low != int(low):
        return None
    if high <= 3 and _DEFINITE.search(text[max(0, begin - 6) : begin]):
        return None
    direct = noun.start("noun") <= stop + 1
    if not direct and currencies.is_word(noun["noun"]):
        return None  # "5 arab rupees": something between that was not read
    if _is_like_year(text, begin, stop) and not (direct and noun["noun"] in COUNTED):
        return None
    rule = "quantity-range" if ranged else "quantity"
    return _FoundAmount(begin, noun.end(), "quantity", plain(low), plain(high), noun["noun"], rule)


_DEFINITE: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(lexicon.words('makes two or three known ones')))}) $", re.IGNORECASE
)
"""What makes two or three things known ones: "the two countries" reports no number."""


def _is_like_year(text: str, begin: int, stop: int) -> bool:
    digits = text[begin:stop]
    return len(digits) == 4 and digits.isdigit() and 1900 <= int(digits) <= 2100


def _vague(match: re.Match[str] | None) -> _FoundAmount | None:
    if match is None:
        return None
    return _FoundAmount(
        match.start(), match.end(), "quantity", "", "", match["noun"], "quantity-vague", "about"
    )


def _vague_money(text: str, position: int, end: int) -> _FoundAmount | None:
    """Read "billions of dollars", "several hundred million US dollars": money, and no number."""
    many = shapes.VAGUE_MONEY.match(text, position, end)
    money = currencies.after(text, many.end(), end, _MUCH) if many else None
    if money is None:
        return None
    return _FoundAmount(position, money.stop, "money", "", "", money.code, "money-vague", "about")


# ------------------------------------------------------------------ ranks

_ONE_OF: Final = re.compile(
    r"\b(?:one of|among|some of) (?:the |its |[A-Za-z]+'s? ?(?:[a-z]+ )?|the [A-Za-z]+'s ){1,2}$"
)
_NO_RANK: Final = re.compile(r"\bat $")


def _rank(text: str, match: re.Match[str], start: int) -> _FoundAmount | None:
    before = text[max(start, match.start() - 40) : match.start()]
    if _NO_RANK.search(before):
        return None
    if match["top"]:
        return _FoundAmount(match.start(), match.end(), "rank", "1", plain(value(match["n"])), "rank", "top")
    nth = match["nth"] or match["ranked"]
    if nth:
        number = ORDINALS.get(nth.lower()) or int(re.sub("[a-z]+", "", nth.lower()))
        return _FoundAmount(match.start(), match.end(), "rank", str(number), str(number), "rank", "nth")
    if _ONE_OF.search(before):
        return _FoundAmount(match.start(), match.end(), "rank", "1", "", "rank", "superlative", "about")
    return _FoundAmount(match.start(), match.end(), "rank", "1", "1", "rank", "superlative")


# ------------------------------------------------------------------ about, over, nearly


def _with_sense(text: str, found: _FoundAmount, done: int, end: int) -> _FoundAmount:
    """Join "nearly" before and "or more" after an amount to it, with what they make of its bounds."""
    if found.kind == "rank" or not (found.low and found.high):
        return found  # a rank, or "billions", or "50 or more"
    after = shapes.SUFFIX.match(text, found.end, end)
    if after is not None and after.lastgroup:
        return _bounded(found._replace(end=after.end()), after.lastgroup)
    start, sense = sense_before(text, done, found.start)
    if text[start : start + 5].lower() == "under" and found.unit in _UNDER:
        return found  # "for $5 million under three contracts"
    return found if sense == "exact" else _bounded(found._replace(start=start), sense)


def sense_before(text: str, done: int, start: int) -> tuple[int, Sense]:
    """Read "nearly" and the like right before a number, not before `done`: where it begins, and its sense.

    If nothing is there, that is where the number begins, which is exact.
    """
    before = shapes.SENSE.search(text[max(done, start - 30) : start])
    if before is None:
        return start, "exact"
    senses: tuple[Sense, ...] = ("below", "above", "about")
    return start - len(before[0]), next(sense for sense in senses if before[sense])


def _with_rate(text: str, found: _FoundAmount, end: int) -> _FoundAmount:
    """Join "a year" or "per barrel" behind an amount to it."""
    rate = shapes.RATE.match(text, found.end, end) if found.kind != "rank" else None
    if rate is None:
        return found
    word = rate["per"] or rate["any"] or rate["word"]
    sort = (rate["sort"] or "").replace("-", " ")
    return found._replace(end=rate.end(), per=sort + shapes.PER.get(word, word))


def _bounded(found: _FoundAmount, sense: str) -> _FoundAmount:
    ranged = found.low != found.high
    match sense:
        case "below":
            return found._replace(low=found.low if ranged else "", sense="below")
        case "above":
            return found._replace(high=found.high if ranged else "", sense="above")
        case _:
            return found._replace(sense="about")
