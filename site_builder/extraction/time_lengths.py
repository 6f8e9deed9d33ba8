"""How long something was, and how often: "for two years", "a five-year plan", "$5 a year", "every Monday"."""

import re
from decimal import Decimal
from typing import Final

from site_builder.extraction import lexicon, timeml
from site_builder.extraction.numbers import SMALL_WORDS, plain, value
from site_builder.extraction.time_context import Context, Undated
from site_builder.extraction.time_patterns import MONTH_NUMBER, WEEKDAY_NUMBER

UNITS: Final = lexicon.meanings("units of time")
PARTS: Final = lexicon.meanings("parts of a day")
RECURRING: Final = lexicon.meanings("recurring")
_SINGULAR: Final = frozenset(UNITS.values())
_SPEEDS: Final = frozenset({"hour", "minute", "second"})
"""What "miles per hour" are counted in."""


def _either(section: str) -> str:
    return "|".join(sorted(lexicon.times(section), key=len, reverse=True))


_DIGITS: Final = r"[0-9]{1,4}(?:\.[0-9]+)?\+?|[0-9]{1,3}(?:,[0-9]{3})+"
_COUNT: Final = rf"{_DIGITS}|{SMALL_WORDS}|(?i:an?|{_either('counts of units')})"
_LOW: Final = rf"(?:[0-9]{{1,4}}-|(?:{_DIGITS}|{SMALL_WORDS}) (?:to|or) )?"
"""The lower of two counts: "10-15 days", "two to three weeks"."""
_BEFORE_UNIT: Final = re.compile(
    rf"(?<![A-Za-z0-9$€£.,/-])(?P<mod>(?i:{_either('roughly in words')}) {{1,3}})?"
    rf"(?:(?P<half>(?i:half (?:of )?an?|half)(?: |-))"
    rf"|{_LOW}(?P<n>{_COUNT})(?P<more> and a half|-and-a-half| 1/2)?(?: {{1,3}}|-)"
    rf"(?P<way>(?i:{_either('between a count and its unit')}) )?)$"
)
_OLD: Final = re.compile(r"[- ]old\b")
_HALF_AFTER: Final = re.compile(r" {1,3}and a half\b")
_ORDINAL: Final = re.compile(r"\b(?i:the )(?:first|final) $")
_BESIDE_MANY: Final = re.compile(r" (?:before|after|earlier|later)\b")
_ONES: Final = frozenset(("worst", "best"))
"""What "the worst days of trading" are told by: they last no unknown time."""
_APART: Final = re.compile(r" (?:after|before|ahead|to go)\b")
_JUST: Final = re.compile(r"(?:^|[.!?\n\u2014\"(,] {0,3}|\b(?i:just|only|even|came|and|but|that) )$")
_WORD_BEFORE: Final = re.compile(r"([A-Za-z$%]+) {1,3}$")
_BEFORE_LENGTH: Final = lexicon.times("before a length")
_BEFORE_MANY: Final = lexicon.times("before a plural")
_BEFORE_RATE: Final = lexicon.times("before a rate")
_OFTEN: Final = re.compile(
    r"(?i:\b(?P<often>once|twice|(?:[a-z]+|[0-9]{1,3}) times) {1,3})(?i:an?|per|every|each) {1,3}$"
)
_EACH: Final = re.compile(
    r" {1,3}(?:(?P<n>other|second|third|fourth|[a-z]{3,6}|[0-9]{1,3}) {1,3})?(?P<what>[A-Za-z]{3,9})\b"
)
_NAMES: Final = (
    {day: f"XXXX-WXX-{n + 1}" for day, n in WEEKDAY_NUMBER.items()}
    | {month: f"XXXX-{n:02d}" for month, n in MONTH_NUMBER.items()}
    | {part: f"XXXX-XX-XX{written}" for part, written in PARTS.items()}
    | lexicon.meanings("recurring names")
)


# ------------------------------------------------------------------ how long


def length(context: Context, start: int, end: int, word: str) -> Undated | None:
    """Read "two years", "a five-year plan", "several months", "half an hour", "for years", "twice a week"."""
    unit, before = UNITS[word], context.before(start, 48)
    if often := _OFTEN.search(before):
        return Undated(start - len(before) + often.start("often"), end, "set", timeml.duration(1, unit))
    if _OLD.match(context.text, end, context.end):
        return None
    match = _BEFORE_UNIT.search(before)
    found = _many(context, start, end, word) if match is None else _counted(context, match, start, end, word)
    if found and context.after(found.end, 5) == "-long":
        articled = match is not None and (match["n"] or "").lower() in {"a", "an"}
        return found._replace(start=start if articled else found.start, end=found.end + 5)
    return found


def _counted(context: Context, match: re.Match[str], start: int, end: int, word: str) -> Undated | None:
    """Read a unit with what counts it."""
    unit, written = UNITS[word], (match["n"] or "").lower()
    if written[:1] == "0" and written[1:2].isdigit():
        return None  # "0300 hours"
    first = start - len(match.string) + match.start()
    if match[0].endswith("-") and word != unit:
        return None
    if written in {"a", "an"} and not match["more"]:
        if (match["way"] or "").lower() == "more ":
            return None
        if not match["mod"]:
            found = _one(context, first, end, unit)
            return found and (found._replace(value="P2W") if word == "fortnight" else found)
    if match["half"]:
        return Undated(first, end, "duration", _HALVES.get(unit) or timeml.duration("0.5", unit))
    count = _count(match)
    half = _HALF_AFTER.match(context.text, end, context.end)
    if half and count is not None:
        count, end = count + Decimal("0.5"), half.end()
    times = 2 if word.startswith("fortnight") else 1
    number = "X" if count is None else plain(count * times)
    return Undated(_with_ordinal(context, first), end, "duration", timeml.duration(number, unit))


def _with_ordinal(context: Context, start: int) -> int:
    """Go back over "the first" in "the first nine months"."""
    match = _ORDINAL.search(context.before(start, 12))
    return start - len(match[0]) if match else start


def _count(match: re.Match[str]) -> Decimal | None:
    words = match["n"].lower().rstrip("+")
    if "couple" in words:
        return Decimal(2)
    if words in _UNKNOWN:
        return None
    number = Decimal(words) if words.replace(".", "").isdigit() else value(words)
    return number + (Decimal("0.5") if match["more"] else 0)


_HALVES: Final = lexicon.meanings("half a unit")
_UNKNOWN: Final = lexicon.times("counts of units")


def _one(context: Context, start: int, end: int, unit: str) -> Undated | None:
    """Read "a year": so long, or so often ("$5 a year")."""
    before = _WORD_BEFORE.search(context.before(start, 24))
    word = before[1].lower() if before else ""
    if half := _HALF_AFTER.match(context.text, end, context.end):
        return Undated(start, half.end(), "duration", timeml.duration("1.5", unit))
    if word in _BEFORE_LENGTH:
        return Undated(start, end, "duration", timeml.duration(1, unit))
    if word in _BEFORE_RATE or context.text[start - 2 : start - 1].isdigit():
        return Undated(start, end, "set", timeml.duration(1, unit))
    # "A day later", "one night": what lasts so shortly is mostly no length.
    short = unit in {"day", "night"} and not _APART.match(context.text, end, context.end)
    return None if short else Undated(start, end, "duration", timeml.duration(1, unit))


def _many(context: Context, start: int, end: int, word: str) -> Undated | None:
    """Read "for years", "decades of war", "per day", "a decades-long war", "the coming weeks"."""
    unit = UNITS[word]
    before = _WORD_BEFORE.search(context.before(start, 24))
    last = before[1].lower() if before else ""
    first = start - len(before[0]) if before else start
    if last == "per":
        return None if unit in _SPEEDS else Undated(first, end, "set", timeml.duration(1, unit))
    if context.after(end, 5) == "-long":
        return Undated(start, end, "duration", timeml.duration(1 if word == unit else "X", unit))
    apart = _BESIDE_MANY.match(context.text, end, context.end) is not None
    if word in {unit, "nights"} or last[-3:] == "est" or last in _ONES or (word == "minutes" and not apart):
        return None
    if last in {"coming", "upcoming"}:
        first -= 4 if context.before(first, 4).lower() == "the " else 0
        return Undated(first, end, "vague", timeml.FUTURE)
    is_long = (
        last in _BEFORE_MANY
        or context.after(end, 4) == " of "
        or (apart and _JUST.search(context.before(start, 8)))
    )
    return Undated(start, end, "duration", timeml.duration("X", unit)) if is_long else None


# ------------------------------------------------------------------ how often


def recurring(context: Context, start: int, end: int, word: str) -> Undated | None:
    """Read "daily", "annual": a name has a capital."""
    if not context.text[start].islower() or context.text[end : end + 1] == "-":
        return None
    return Undated(start, end, "set", RECURRING[word])


def each(context: Context, start: int, end: int, _: str) -> Undated | None:
    """Read "every day", "every four years", "each Monday", "every other week"."""
    match = _EACH.match(context.text, end, context.end)
    if match is None:
        return None
    what, count = match["what"].lower(), (match["n"] or "").lower()
    unit = UNITS.get(what)
    if unit is None:
        written = "" if count else _NAMES.get(what, "")
    else:
        number = _number(count)
        written = timeml.duration(number, unit) if number and unit in _SINGULAR - {"second", "minute"} else ""
    return Undated(start, match.end(), "set", written) if written else None


def _number(word: str) -> str:
    if word in {"", "other", "second"}:
        return "2" if word else "1"
    if word.isdigit():
        return word
    return plain(value(word)) if re.fullmatch(SMALL_WORDS, word) else ""


def weekdays(context: Context, start: int, end: int, word: str) -> Undated | None:
    """Read "on Sundays"."""
    if context.text[start].islower() or context.text[end : end + 1] == "-":
        return None
    return Undated(start, end, "set", _NAMES[word[:-1]])
