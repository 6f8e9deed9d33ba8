"""Reads numbers and ranges of numbers with their scale and currency.

What cannot be read whole is not read: where a scale, a fraction or more digits follow that the rules
do not know, there is no number, as what is left of it would be another one.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from site_builder.extraction import currencies, lexicon
from site_builder.extraction.currencies import Currency
from site_builder.extraction.numbers import LOOSE_SCALES, ONE, SCALES, SMALL, SMALL_WORDS, ZERO

_LETTERS: Final = lexicon.numbers("scales in letters")
_OF_MONEY: Final = lexicon.numbers("scales of money")
_ALL: Final = SCALES | _OF_MONEY
_FRACTIONS: Final = {"½": "0.5", "¼": "0.25", "¾": "0.75", "1/2": "0.5", "1/4": "0.25", "3/4": "0.75"}
_PARTS: Final = {"half": "0.5", "quarter": "0.25", "quarters": "0.25"}
_INDIAN: Final = frozenset(("lakh", "lac", "crore", "cr"))

_SCALE = "|".join(sorted(LOOSE_SCALES, key=lambda word: (-len(word), word)))
_LETTER = rf"(?:(?![A-Za-z0-9])|(?={currencies.TIGHT}))"
"""After a scale ends its word, or a currency's code begins."""

_DIGITS: Final = re.compile(
    r"(?!00)(?:"
    r"(?P<points>[0-9]{1,3}(?:\.[0-9]{3}){2,5}(?:,[0-9]{1,2})?)"
    r"|(?P<apostrophes>[0-9]{1,3}(?:'[0-9]{3}){1,5}(?:\.[0-9]{1,2})?)"
    r"|(?P<groups>(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,2}(?:,[0-9]{2}){1,6},[0-9]{3})(?:\.[0-9]{1,9})?)"
    r"|(?P<spaces>[0-9]{1,3}(?: [0-9]{3}){1,5}(?:[.,][0-9]{1,2})?(?! {1,3}[0-9]))"
    r"|(?P<comma>[0-9]{1,15},[0-9]{1,2})"
    r"|(?P<plain>[0-9]{1,15}(?:\.[0-9]{1,9})?)"
    r")(?![0-9]|[.,'][0-9]|/[0-9]| ?[×^*xX] ?[0-9])"
)
_FRACTION: Final = re.compile(r"(?: ?[½¼¾]| {1,2}(?:1/2|1/4|3/4)(?![0-9/]))")
_AND_PART: Final = re.compile(
    r"[ -]{1,2}and[ -]{1,2}(?:(?P<half>a[ -]half)|(?P<quarter>a[ -]quarter)|(?P<three>three[ -]quarters))\b"
)
_HOLD: Final = r"[ -]{1,3}"
_LOOSE: Final = re.compile(
    rf"(?:{_HOLD}|(?=[A-Za-z]))(?P<scale>(?i:{_SCALE}|dozen))(?i:s)?{_LETTER}(?P<stop>\.(?=$|[^A-Za-z0-9]))?"
)
_TIGHT: Final = re.compile(rf"(?P<scale>[{''.join(_LETTERS)}]){_LETTER}(?P<stop>\.(?=$|[^A-Za-z0-9]))?")
_MONEY: Final = re.compile(
    rf"(?P<gap> {{1,3}})?(?P<scale>(?i:{'|'.join((*_LETTERS, *_OF_MONEY))})){_LETTER}(?(gap)(?!-[A-Za-z]|[&'])|)(?P<stop>\.(?=$|[^A-Za-z0-9]))?"
)
_WORDS: Final = re.compile(
    rf"(?i:(?:(?P<part>half(?: of)?|(?P<count>an?|one|two|three)[ -]quarters?(?: of)?|quarter)(?:[ -]an?)?(?=[ -](?:{_SCALE})\b)"
    rf"|an?(?=[ -](?:{_SCALE}|dozen)\b)"
    rf"|{SMALL_WORDS}(?P<point>[ -]point(?:[ -](?:{'|'.join(ZERO)}|{'|'.join(k for k, v in SMALL.items() if v < 10)})\b){{1,4}})?)"
    rf"(?P<and>[ -]and[ -](?:a[ -]half|a[ -]quarter|three[ -]quarters)\b)?"
    rf"(?P<scales>(?:[ -](?:{_SCALE}|dozen)s?\b(?:[ -](?:and{_HOLD})?{SMALL_WORDS}(?=[ -]))?){{0,4}}))"
)
_WORD: Final = re.compile("[a-z]+")
_UNREAD: Final = re.compile(
    r"(?:[^\w.,;:!?]{0,6}(?:(?:odd|something|plus|or so|or more|US|USD)[ -]{1,2})?"
    rf"(?i:(?:{_SCALE})s?|[a-z]{{0,8}}illi?ons?)(?![A-Za-z]))|[½¼¾⅓⅔⅛]| {{1,2}}[1-9]/[1-9](?![0-9/])"
)
_UNREAD_OF_MONEY: Final = re.compile(
    rf"[^\w.,;:!?]{{0,6}}(?i:{'|'.join(sorted(lexicon.words('scales that are not read', 'numbers.txt')))})(?![A-Za-z])"
    r"| ?(?:mm|[KTMBkmbt])\b(?![-&'])|[ -]{0,2}(?:mi|bi|bil|mil|tri|tril|thou|bill|mill)-|\w"
)
_MORE: Final = re.compile(r" (?=[0-9])")
_AND_MORE: Final = re.compile(r" (?:and )?(?=[0-9])")
_JOINT: Final = re.compile(r" ?- ?| (?P<word>to|and|or) ")
_HEDGE: Final = re.compile(
    r" ?- ?| (?:to|or)(?: |-)(?:even |perhaps |maybe |possibly |as much as |around |about |nearly |almost |up to |over |some )?"
    r"|, ?(?:maybe |perhaps |or )| and (?=[^0-9a-z])"
)


class Number(NamedTuple):
    """A number at a place. `scale` is what its last words multiply by.

    `odd` is one of which only money or a percentage is written: "12,5", "90 000"; `letter` one whose
    scale is a letter that only money has.
    """

    stop: int
    value: Decimal
    scale: Decimal = Decimal(1)
    odd: str = ""
    dotted: bool = False


class NumberBounds(NamedTuple):
    """A number or a range of numbers where it stands, with its currency if that comes first."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str
    ranged: bool
    scale: Decimal = Decimal(1)
    odd: str = ""


# ------------------------------------------------------------------ one number


def number_at(text: str, position: int, end: int, *, money: bool = False) -> Number | None:
    """Read one number with its scale at a place; none where it goes on in a way that is not known.

    `money` says that a currency stands before it.
    """
    found = _in_digits(text, position, end, money=money) or _in_words(text, position, end)
    if found is None or _UNREAD.match(text, found.stop, end):
        return None
    if (
        money
        and _UNREAD_OF_MONEY.match(text, found.stop, end)
        and not re.match(currencies.TIGHT, text[found.stop : end])
    ):
        return None
    return found


def _in_digits(text: str, position: int, end: int, *, money: bool) -> Number | None:
    match = _DIGITS.match(text, position, end) or (
        _FRACTION.match(text, position, end) if text[position : position + 1] in _FRACTIONS else None
    )
    if match is None:
        return None
    kind = match.lastgroup or "fraction"
    value, stop = _digits(match[0].strip(), kind), match.end()
    part = _FRACTION.match(text, stop, end) if kind in {"plain", "groups"} and "." not in match[0] else None
    if part:
        value, stop = value + Decimal(_FRACTIONS[part[0].strip()]), part.end()
    more, after = _and_part(text, stop, end)
    value, stop = value + more, after
    odd = kind if kind in {"points", "apostrophes", "spaces", "comma"} else ""
    read = _scaled(text, Number(stop, value, odd=odd), end, money=money)
    if not odd and read.scale == 1 and re.fullmatch(r"[0-9]+\.[0-9]{3}", match[0]):
        read = read._replace(odd="thousandths")
    if text[read.stop - 1 : read.stop] != "." and text[read.stop : read.stop + 1].isalnum():
        return read if re.match(currencies.TIGHT, text[read.stop : end]) else None
    return read


def _digits(written: str, kind: str) -> Decimal:
    match kind:
        case "points":
            return Decimal(written.replace(".", "").replace(",", "."))
        case "comma":
            return Decimal(written.replace(",", "."))
        case "spaces":
            return Decimal(written.replace(" ", "").replace(",", "."))
        case "fraction":
            return Decimal(_FRACTIONS[written])
        case _:
            return Decimal(written.replace(",", "").replace("'", ""))


def _and_part(text: str, stop: int, end: int) -> tuple[Decimal, int]:
    """Read "and a half" after a number: what it adds, and where it ends."""
    found = _AND_PART.match(text, stop, end)
    if found is None:
        return Decimal(0), stop
    return Decimal("0.5" if found["half"] else "0.25" if found["quarter"] else "0.75"), found.end()


def _scaled(text: str, number: Number, end: int, *, money: bool) -> Number:
    """Read the scales after digits: "5 thousand million", "2.5 lakh crore", "1 crore 20 lakh"."""
    names: list[str] = []
    stop, scale, dotted = number.stop, Decimal(1), False
    for _ in range(3):
        found = _LOOSE.match(text, stop, end)
        if found is None and not names:
            found = _TIGHT.match(text, stop, end)
        if found is None and (not names or names[-1] in _INDIAN):
            found = _MONEY.match(text, stop, end)
            if found and not money and currencies.after(text, found.end(), end, Decimal(10**6)) is None:
                found = None
        if found is None or (money and found["scale"].lower() == "dozen"):
            break
        names.append(found["scale"].lower())
        scale *= _ALL[names[-1]]
        stop, dotted = found.end(), bool(found["stop"])
    if not names:
        return number
    value = number.value * scale
    more, after = _and_part(text, stop, end)
    if more:
        return Number(after, value + more * scale, scale, number.odd)
    further = (_AND_MORE if not money or names[-1] in _INDIAN else _MORE).match(text, stop, end)
    smaller = _in_digits(text, further.end(), end, money=money) if further else None
    if smaller and 1 < smaller.scale < scale and smaller.value < scale:
        return Number(smaller.stop, value + smaller.value, smaller.scale, number.odd or smaller.odd)
    return Number(stop, value, scale, number.odd, dotted)


def _in_words(text: str, position: int, end: int) -> Number | None:
    match = _WORDS.match(text, position, end)
    if match is None:
        return None
    first = match[0][: match.start("scales") - position].lower()
    value = Decimal(_share(match) if match["part"] else _base(first, match["point"] or ""))
    value += _and_part(text, match.start("and"), end)[0] if match["and"] else 0
    total, current, scale = Decimal(0), value, Decimal(1)
    shares = after_scale = False
    for word in _WORD.findall((match["scales"] or "").lower()):
        bare = word if word in SCALES else word.removesuffix("s")
        if bare in SCALES:
            scale *= SCALES[bare]
            if after_scale and total:
                total *= SCALES[bare]  # "five thousand million"
                continue
            current = (current or 1) * SCALES[bare]
            after_scale = SCALES[bare] >= 1000
            if after_scale:
                total, current = total + current, Decimal(0)
                if shares:
                    scale = Decimal(SCALES[bare])
        elif word in SMALL:
            current, shares, after_scale = current + SMALL[word], True, False
    stop = match.end()
    more, after = _and_part(text, stop, end) if scale > 1 else (Decimal(0), stop)
    return Number(after, total + current + more * scale, scale)


def _share(match: re.Match[str]) -> Decimal:
    """What "half a", "three quarters of a" stand for."""
    if match["part"].lower().startswith("half"):
        return Decimal("0.5")
    count = (match["count"] or "a").lower()
    return Decimal("0.25") * (1 if count in ONE else SMALL[count])


def _base(words: str, point: str) -> Decimal:
    said = re.sub(r"[ -]and[ -].*", "", words.removesuffix(point.lower()))
    whole = Decimal(1) if said.strip() in ONE else Decimal(sum(SMALL[w] for w in _WORD.findall(said)))
    digits = "".join("0" if w in ZERO else str(SMALL[w]) for w in _WORD.findall(point.lower())[1:])
    return whole + Decimal(f"0.{digits}") if digits else whole


# ------------------------------------------------------------------ with its currency, and ranges


def single_number(text: str, position: int, end: int) -> NumberBounds | None:
    """Read one number with its scale at a place, after its currency if that comes first."""
    currency, number = _with_currency(text, position, end)
    if number is None or _is_elliptical(text, number, end, currency):
        return None
    code, stop = _whose(text, currency, _without_stop(text, number.stop, end, currency), end)
    return NumberBounds(
        position, stop, number.value, number.value, code, ranged=False, scale=number.scale, odd=number.odd
    )


def _with_currency(text: str, position: int, end: int) -> tuple[Currency | None, Number | None]:
    """Read a currency, if there is one, and the number after it."""
    currency = currencies.before(text, position, end)
    start = currency.stop if currency else position
    if currency:
        while start < end and text[start] == " " and start - currency.stop < 3:
            start += 1
    number = number_at(text, start, end, money=currency is not None)
    return currency, number if number and _fits(currency, number) else None


def _fits(currency: Currency | None, number: Number) -> bool:
    """Whether a number can be written so with a currency: "€1.200" may be two numbers, "TOP 10" is no money."""
    if currency is None:
        return True
    if currency.large and number.scale < 1000:
        return False
    return is_read(currency.code, number.odd, number.scale)


def is_read(currency: str, odd: str, scale: Decimal) -> bool:
    """Say whether a number of an odd form is sure to mean what it was read as, in some currency."""
    if odd == "thousandths":
        return currency not in currencies.COMMA_DECIMALS
    return odd != "comma" or scale > 1 or currency in currencies.COMMA_DECIMALS


def _is_elliptical(text: str, number: Number, end: int, currency: Currency | None) -> bool:
    """Whether a number has the scale of the next: "from $3 to $5 million" does not begin with three dollars."""
    if currency is None or number.scale > 1:
        return False
    if _GOES_ON.match(text, number.stop, end):
        return True  # "$1-2-3", of which nothing is sure
    joint = _HEDGE.match(text, number.stop, end)
    if joint is None:
        return False
    _, following = _with_currency(text, joint.end(), end)
    return following is not None and following.scale > 1


def _whose(text: str, currency: Currency | None, stop: int, end: int) -> tuple[str, int]:
    """Give the currency's code, and where the amount ends, after "Canadian" or the currency in words."""
    if currency is None:
        return "", stop
    whose = currencies.again(text, currency, stop, end)
    return (whose.code, whose.stop) if whose else (currency.code, stop)


def number_range(text: str, position: int, end: int) -> NumberBounds | None:
    """Read "between 5 and 6 million", "$300-500 million" at a place."""
    between = _BETWEEN.match(text, position, end)
    start = between.end() if between else position
    currency, low = _with_currency(text, start, end)
    if low is None:
        return None
    percent = _PERCENT.match(text, low.stop, end)
    joint = _JOINT.match(text, percent.end() if percent else low.stop, end)
    if joint is None:
        return None
    other, high = _with_currency(text, joint.end(), end)
    if other is None and currency is not None:
        high = number_at(text, joint.end(), end, money=True)
    if high is None:
        return None
    word = joint["word"] or "-"
    if (between is not None) != (word == "and") and not (between and word in {"-", "to"}):
        return None
    if percent and not _PERCENT.match(text, high.stop, end):
        return None  # "14% to $3.93"
    if other and not currency:
        return None
    if word == "to" and (
        _is_from(text, position) or (other and _CHANGE.search(text[max(0, position - 30) : position]))
    ):
        return None  # "rose from 40 to 45" tells of two amounts
    if (
        word in {"to", "or"}
        and currency
        and not other
        and high.scale == 1
        and _THINGS.match(text, high.stop, end)
    ):
        return None  # "paid $5 to 10 people"
    bottom = low.value
    if low.scale == 1 and high.scale > 1:
        bottom *= high.scale
        if bottom >= high.value:
            if not other or low.value < 1000:
                return None
            bottom = low.value
    if bottom >= high.value or _GOES_ON.match(text, high.stop, end):
        return None
    code, stop = _whose(
        text, currency, _without_stop(text, high.stop, end, currency, abbreviated=low.dotted), end
    )
    return NumberBounds(
        position, stop, bottom, high.value, code, ranged=True, scale=high.scale, odd=low.odd or high.odd
    )


_GOES_ON: Final = re.compile("-[0-9]")
_BETWEEN: Final = re.compile(r"(?i:between) {1,3}")
_PERCENT: Final = re.compile(r" ?%| per ?cent\b")
_CHANGE: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(lexicon.words('changes of a price')))}) (?:by |about |some |nearly |almost )?$",
    re.IGNORECASE,
)
_THINGS: Final = re.compile(r" (?!(?:a|an|per|each|every|in|for|on|to|of|or|and)\b)[a-z]")


def _is_from(text: str, position: int) -> bool:
    return text[max(0, position - 5) : position].lower() == "from "


def _without_stop(
    text: str, stop: int, end: int, currency: Currency | None, *, abbreviated: bool = False
) -> int:
    """Leave out the full stop of a sentence that ends with "$300m."; keep the one that only abbreviates."""
    if text[stop - 1] != "." or abbreviated:
        return stop
    if currency is None and currencies.after(text, stop, end, Decimal(10**6)):
        return stop  # "5 Mrd. Euro"
    after = text[stop : min(end, stop + 2)]
    return stop if after[:1] == " " and after[1:2].islower() else stop - 1
