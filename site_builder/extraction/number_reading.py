"""Reads one number with its scale, in digits and in words, as newspapers write them in any country.

What cannot be read whole is not read: where a scale, a fraction or more digits follow that the rules
do not know, there is no number, as what is left of it would be another one. Every repetition is
bounded, so each try takes constant time.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from site_builder.extraction import currencies, lexicon
from site_builder.extraction.lexicon import alternatives
from site_builder.extraction.numbers import LOOSE_SCALES, ONE, SCALES, SMALL, SMALL_WORDS, ZERO

_LETTERS: Final = lexicon.numbers("scales in letters")
_OF_MONEY: Final = lexicon.numbers("scales of money")
_ALL: Final = SCALES | _OF_MONEY
_FRACTIONS: Final = {"½": "0.5", "¼": "0.25", "¾": "0.75", "1/2": "0.5", "1/4": "0.25", "3/4": "0.75"}
_INDIAN: Final = frozenset(("lakh", "lac", "crore", "cr"))
_MUCH: Final = Decimal(10**6)


_SCALE: Final = alternatives(LOOSE_SCALES)
_END: Final = rf"(?:(?![A-Za-z0-9])|(?={currencies.TIGHT}))(?P<stop>\.(?=$|[^A-Za-z0-9]))?"
"""Behind a scale its word ends, or a currency's code begins; a full stop may follow."""
_LOOSE: Final = re.compile(rf"(?:[ -]{{1,3}}|(?=[A-Za-z]))(?P<scale>(?i:{_SCALE}|dozen))(?i:s)?{_END}")
_TIGHT: Final = re.compile(rf"(?P<scale>[{''.join(_LETTERS)}]){_END}")
_MONEY: Final = re.compile(
    rf"(?P<gap> {{1,3}})?(?P<scale>(?i:{alternatives({*_LETTERS, *_OF_MONEY})})){_END}"
    r"(?(gap)(?!-(?!an?-|per-)[A-Za-z]|[&'])|)"
)
"""A scale in letters, beside a currency: "$5 M", but no "$10 T-shirt"."""

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
_FRACTION: Final = re.compile(r"(?: ?[½¼¾]| {1,2}(?:1/2|1/4|3/4)(?![0-9/]|[.,][0-9]))")
_AND_PART: Final = re.compile(
    r"[ -]{1,2}and[ -]{1,2}(?:(?P<half>a[ -]half)|(?P<quarter>a[ -]quarter)|(?P<three>three[ -]quarters))\b"
)
_MORE: Final = re.compile(" (?=[0-9])")
_AND_MORE: Final = re.compile(" (?:and )?(?=[0-9])")

_PART: Final = (
    r"(?P<part>half(?: of)?|(?P<count>an?|one|two|three)[ -]quarters?(?: of)?|quarter)"
    rf"(?:[ -]an?)?(?=[ -](?:{_SCALE})\b)"
)
_DIGIT: Final = alternatives({*ZERO, *(word for word, number in SMALL.items() if number < 10)})
_POINT: Final = rf"(?P<point>[ -]point(?:[ -](?:{_DIGIT})\b){{1,4}})?"
_WORDS: Final = re.compile(
    rf"(?i:(?:{_PART}|an?(?=[ -](?:{_SCALE}|dozen)\b)|{SMALL_WORDS}{_POINT})"
    r"(?P<and>[ -]and[ -](?:a[ -]half|a[ -]quarter|three[ -]quarters)\b)?"
    rf"(?P<scales>(?:[ -](?:{_SCALE}|dozen)s?\b(?:[ -](?:and[ -]{{1,3}})?{SMALL_WORDS}(?=[ -]))?){{0,4}}))"
)
_WORD: Final = re.compile("[a-z]+")

_BETWEEN: Final = r"[^\w.,;:!?]{0,6}"
_UNREAD: Final = re.compile(
    rf"(?:{_BETWEEN}(?:(?:{alternatives(lexicon.words('between a number and its scale'))})[ -]{{1,2}})?"
    rf"(?i:(?:(?:{_SCALE})s?|[a-z]{{0,8}}illi?ons?)(?![A-Za-z])"
    r"|thousand|[a-z]{0,5}illi(?:on(?!air)|ard)|crore|lakh))"
    r"|[.,'/][0-9]|[½¼¾⅓⅔⅛]| {1,2}[1-9]/[1-9]"
)
"""What shows that a number goes on, in a way that was not read."""
_UNREAD_OF_MONEY: Final = re.compile(
    rf"{_BETWEEN}(?i:{alternatives(lexicon.words('scales that are not read', 'numbers.txt'))})(?![A-Za-z])"
    r"| ?(?:mm|[KTMBkmbt]|(?i:cr))\b(?!-(?!an?-|per-)|[&'])| [0-9]{3}(?![0-9])"
    r"|[ -]{0,2}(?:mi|bi|bil|mil|tri|tril|thou|bill|mill|[mb]|tr)-|\w"
)
"""The same of a number behind a currency, where less is something else: "$5 grand"."""
_CODE: Final = re.compile(currencies.TIGHT)


class Number(NamedTuple):
    """A number at a place, and what its last words multiply by.

    `odd` names the form of one that may be read in two ways, or that is only written of money: "12,5",
    "90 000", "1.200". `dotted` ones end with a full stop that may be the sentence's.
    """

    stop: int
    value: Decimal
    scale: Decimal = Decimal(1)
    odd: str = ""
    dotted: bool = False


def goes_on(text: str, stop: int, end: int) -> bool:
    """Tell whether what stands behind a number says that it is another one."""
    return _UNREAD.match(text, stop, end) is not None


def number_at(text: str, position: int, end: int, *, money: bool = False) -> Number | None:
    """Read one number with its scale at a place; none where it goes on in a way that is not known.

    `money` says that a currency stands before it.
    """
    found = _in_digits(text, position, end, money=money) or _in_words(text, position, end)
    if found is None or goes_on(text, found.stop, end):
        return None
    if money and _UNREAD_OF_MONEY.match(text, found.stop, end) and not _CODE.match(text, found.stop, end):
        return None
    return found


def _in_digits(text: str, position: int, end: int, *, money: bool, again: bool = True) -> Number | None:
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
    read = _scaled(text, Number(stop, value, odd=odd), end, money=money, again=again)
    if not odd and read.scale == 1 and re.fullmatch(r"[0-9]+\.[0-9]{3}", match[0]):
        read = read._replace(odd="thousandths")
    if text[read.stop - 1 : read.stop] != "." and text[read.stop : read.stop + 1].isalnum():
        return read if _CODE.match(text, read.stop, end) else None
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


def _scaled(text: str, number: Number, end: int, *, money: bool, again: bool) -> Number:
    """Read the scales after digits: "5 thousand million", "2.5 lakh crore", "1 crore 20 lakh"."""
    names: list[str] = []
    stop, scale, dotted = number.stop, Decimal(1), False
    for _ in range(3):
        found = _LOOSE.match(text, stop, end)
        if found is None and not names:
            found = _TIGHT.match(text, stop, end)
        if found is None and (not names or names[-1] in _INDIAN):
            found = _MONEY.match(text, stop, end)
            if found and not money and currencies.after(text, found.end(), end, _MUCH) is None:
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
    smaller = _in_digits(text, further.end(), end, money=money, again=False) if further and again else None
    if smaller and 1 < smaller.scale < scale and smaller.value < scale:
        return Number(smaller.stop, value + smaller.value, smaller.scale, number.odd or smaller.odd)
    return Number(stop, value, scale, number.odd, dotted)


def _in_words(text: str, position: int, end: int) -> Number | None:
    match = _WORDS.match(text, position, end)
    if match is None:
        return None
    first = match[0][: match.start("scales") - position].lower()
    value = Decimal(_share(match) if match["part"] else _base(first, match["point"] or ""))
    value += _and_part(text, match.start("and"), end)[0] if match["and"] else Decimal(0)
    total, scale = Decimal(0), Decimal(1)
    current: Decimal = value
    shares = after_scale = False
    for word in _WORD.findall((match["scales"] or "").lower()):
        bare = word if word in SCALES else word.removesuffix("s")
        if bare in SCALES:
            scale *= SCALES[bare]
            if after_scale and total:
                total *= SCALES[bare]  # "five thousand million"
                continue
            current = (current or Decimal(1)) * SCALES[bare]
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
