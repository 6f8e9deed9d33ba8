"""Times by the frames of a language, as dates that EDTF can write; the same values as those of English."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from site_builder.extraction.calendar_times import (
    Moment,
    NoSuchDateError,
    containing,
    in_year,
    moved,
    of_day,
    of_month,
    of_publication,
)
from site_builder.extraction.languages.language import Language, folded, one_of
from site_builder.model import edtf
from site_builder.model.extraction_results import TimeExpression
from site_builder.model.normal_form import Span

MOST: Final = 5_000
_SLOT: Final = re.compile(r"\{([a-z-]+)\}")
_NUMBER_BEFORE: Final = re.compile(r"\d\s{1,2}$")
_DAY_AFTER: Final = re.compile(r"\s?,\s{1,2}\d{1,2}\s{1,2}[^\W\d_]{3}")
_YEAR_AFTER: Final = re.compile(r"\s{1,2}[12]\d{3}(?!\d)")
_SENTENCE_ENDS: Final = re.compile(r"[.!?]\s+(?=\S)|\n")
_WITHOUT_PREPOSITION: Final = frozenset(("weekdays", "relative weekdays", "a month alone"))
"""Frames whose first words only tell that a time is meant."""
_NEAR: Final = 160
"""Letters before and after a day of the week in which its verb is looked for."""


class _Read(NamedTuple):
    """What a frame says: a value, and whether it was counted from the date of publication."""

    edtf: str
    moment: Moment | None = None
    counted: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """The frames of a language as one pattern for each meaning, and what words in slots stand for."""

    frames: Mapping[str, re.Pattern[str]]
    slots: Mapping[str, Mapping[str, str]]
    parts: re.Pattern[str]
    bounds: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    begins: re.Pattern[str]


def find_times(
    text: str, body: Sequence[Span], language: Language, published: edtf.Date | None
) -> tuple[TimeExpression, ...]:
    """Find times within the spans of the body, in order, without overlaps; at most MOST."""
    found = _all(folded(text), text, body, _words(language), of_publication(published))
    return tuple(islice(found, MOST))


class _Text(NamedTuple):
    """One span of a text, folded and as captured, and what it is read with."""

    low: str
    captured: str
    start: int
    end: int
    words: _Words
    anchor: Moment | None

    def before(self, position: int) -> str:
        """Give some letters before a position."""
        return self.low[max(self.start, position - 40) : position]


def _all(
    low: str, text: str, body: Sequence[Span], words: _Words, anchor: Moment | None
) -> Iterator[TimeExpression]:
    for start, end in body:
        span, position = _Text(low, text, start, end, words, anchor), start
        while (at := words.begins.search(low, position, end)) is not None:
            found = _at(span, at.start())
            position = found.end if found else at.end()
            if found:
                yield found


def _at(text: _Text, position: int) -> TimeExpression | None:
    for name, pattern in text.words.frames.items():
        match = pattern.match(text.low, position, text.end)
        if match is None:
            continue
        try:
            read = _READERS[name](_Slots(match, text))
        except NoSuchDateError:
            continue
        if read is not None:
            return _expression(text, match, read, name)
    return None


def _expression(text: _Text, match: re.Match[str], read: _Read, name: str) -> TimeExpression:
    words = text.words
    start, value, rule = match.start(), read.edtf, name.replace(" ", "-")
    if name in _WITHOUT_PREPOSITION:
        start = min(match.start(key) for key, said in match.groupdict().items() if said)
    part = words.parts.search(text.before(start))
    if part and read.moment and read.moment.unit in {"month", "year"}:
        start -= len(part[0]) - (part.end("by") + 1 - part.start() if part["by"] else 0)
        is_until = words.bounds.search(text.before(start))
        deadline = bool(part["by"] or (is_until and is_until["until"]))
        value, rule = _part(read.moment, part, deadline=deadline), "part-of"
    bound = words.bounds.search(text.before(start))
    if bound and not {"/", "["} & set(value):
        if bound["until"]:
            start -= len(bound[0])
            value, rule = f"../{value}", f"until-{'weekday' if 'weekday' in name else 'date'}"
        elif name == "years" and rule == name:
            start -= len(bound[0])
            value, rule = f"{value}/..", "since-date"
    end = match.end()
    surface = text.captured[start:end]
    if read.counted and value:
        return TimeExpression(start, end, surface, value, rule, "published", read.ambiguous)
    return TimeExpression(start, end, surface, value, rule, "", read.ambiguous)


def _part(moment: Moment, part: re.Match[str], *, deadline: bool) -> str:
    year, month = moment.first.year, moment.first.month
    if moment.unit == "month":
        last = moment.last.day
        first, end = (1, 10) if part["begin"] else (11, 20) if part["middle"] else (21, last)
        return f"[{year:04d}-{month:02d}-{first:02d}~..{year:04d}-{month:02d}-{end:02d}~]"
    if part["middle"]:
        return f"[{year:04d}-05~..{year:04d}-08~]"
    if part["begin"]:
        return f"{year:04d}-01~"
    return f"{year:04d}-12-31" if deadline else f"{year:04d}-12~"


# ------------------------------------------------------------------ what frames say


class _Slots:
    """The words in the slots of one frame, with what they stand for."""

    def __init__(self, match: re.Match[str], text: _Text) -> None:
        self.text, self.match, self.words, self.anchor = text, match, text.words, text.anchor
        near = text.low[max(text.start, match.start() - _NEAR) : match.start()]
        after = text.low[match.end() : min(text.end, match.end() + _NEAR)]
        self.sentence = _SENTENCE_ENDS.split(near)[-1] + " " + _SENTENCE_ENDS.split(after)[0]

    def is_bare(self) -> bool:
        """Tell whether a month stands without a preposition and without "at the end of" before it."""
        text, start = self.text, self.match.start()
        bare = any(text_at == start for text_at in map(self.match.start, self.match.groupdict()))
        return bare and not self.words.parts.search(text.before(start))

    def is_before_year(self) -> bool:
        """Tell whether the year of a month without one follows: it belongs to the month."""
        return bool(_YEAR_AFTER.match(self.match.string, self.match.end()))

    def is_of_no_day(self) -> bool:
        """Tell whether a number stands before a month: a day that the calendar has not."""
        return bool(_NUMBER_BEFORE.search(self.text.before(self.match.start())))

    def said(self, slot: str) -> str | None:
        """Give what a slot's word stands for; None where the frame has no such slot."""
        name = slot.replace("-", "_")
        found = self.match.groupdict()
        written = next((text for key, text in found.items() if text and key.rsplit("_", 1)[0] == name), None)
        known = self.words.slots.get(slot)
        return known[written] if written is not None and known else written

    def number(self, slot: str) -> int:
        """Give the number that a slot holds."""
        return int(re.sub(r"\D.*", "", self.said(slot) or "0"))

    def publication(self) -> Moment:
        """Give the day of publication; nothing can be counted from less."""
        if self.anchor is None or self.anchor.unit != "day":
            raise NoSuchDateError
        return self.anchor

    def year_of(self, month: int, day: int = 15) -> int:
        """Choose the year in which a day without one is nearest to publication."""
        if self.anchor is None:
            raise NoSuchDateError
        near = self.anchor.first
        years = range(max(1, near.year - 1), near.year + 2)
        return min(years, key=lambda year: abs((dt.date(year, month, min(max(day, 1), 28)) - near).days))


def _day(slots: _Slots) -> _Read | None:
    if numbers := slots.said("numbers"):
        moment = of_day(*map(int, reversed(numbers.split("."))))
        return _Read(str(moment), moment)
    month, day = slots.number("month"), slots.number("day")
    year = slots.said("year")
    moment = of_day(slots.number("year") if year else slots.year_of(month, day), month, day)
    return _Read(str(moment), moment, counted=not year)


def _days(slots: _Slots) -> _Read | None:
    month, year = slots.number("month"), slots.said("year")
    later = slots.number("to-month") or month
    of = slots.number("year") if year else slots.year_of(month)
    first, last = of_day(of, month, slots.number("day")), of_day(of, later, slots.number("to"))
    return _Read(f"{first}/{last}", counted=not year) if first.first < last.first else None


def _month(slots: _Slots) -> _Read | None:
    year, month = slots.said("year"), slots.number("month")
    if slots.is_of_no_day() or (not year and (slots.is_bare() or slots.is_before_year())):
        return None
    moment = of_month(slots.number("year") if year else slots.year_of(month), month)
    return _Read(str(moment), moment, counted=not year)


def _year(slots: _Slots) -> _Read | None:
    moment = in_year(slots.number("year"))
    return _Read(str(moment), moment)


def _years(slots: _Slots) -> _Read | None:
    first, last = slots.number("year-number"), slots.number("to-year")
    return _Read(f"{first:04d}/{last:04d}") if first < last else None


def _quarter(slots: _Slots) -> _Read | None:
    return _Read(f"{slots.number('year'):04d}-{32 + slots.number('ordinal')}")


def _season(slots: _Slots) -> _Read | None:
    return _Read(f"{slots.number('year'):04d}-{20 + slots.number('season')}")


def _decade(slots: _Slots) -> _Read | None:
    return _Read(f"{slots.number('decade') // 10:03d}X")


def _weekday(slots: _Slots) -> _Read | None:
    if _DAY_AFTER.match(slots.match.string, slots.match.end()):
        return None  # "в субботу, 13 ноября": the date says it
    day, named = slots.publication(), slots.number("weekday") - 1
    ahead = (named - day.first.weekday()) % 7
    to_come = bool(slots.words.future.search(slots.sentence)) or _is_deadline(slots)
    count = ahead if to_come else ahead - 7 if ahead else 0
    told = to_come or slots.words.past.search(slots.sentence)
    return _Read(str(day.shift(count)), counted=True, ambiguous=ahead == 0 or not told)


def _is_deadline(slots: _Slots) -> bool:
    before = slots.match.string[max(0, slots.match.start() - 12) : slots.match.start()]
    bound = slots.words.bounds.search(before)
    return bound is not None and bound["until"] is not None


def _relative_weekday(slots: _Slots) -> _Read | None:
    day, named = slots.publication(), slots.number("weekday") - 1
    weeks = {"last": -1, "this": 0, "next": 1}[str(slots.said("which"))]
    if weeks < 0:
        back = (day.first.weekday() - named) % 7 or 7
        return _Read(str(day.shift(-back)), counted=True, ambiguous=True)
    of_week = moved(containing("week", day.first), named + 7 * weeks, "day")
    return _Read(str(Moment("day", of_week.first)), counted=True, ambiguous=weeks != 0)


def _relative_unit(slots: _Slots) -> _Read | None:
    unit = str(slots.said("unit"))
    if slots.anchor is None or unit == "day" or not slots.anchor.is_known_to(unit):  # type: ignore[arg-type]
        return None
    count = {"last": -1, "this": 0, "next": 1}[str(slots.said("which"))]
    moment = slots.anchor.to(unit).shift(count)  # type: ignore[arg-type]
    return _Read(str(moment), moment, counted=True)


def _ago(slots: _Slots) -> _Read | None:
    unit, count = str(slots.said("unit") or slots.said("one-unit")), slots.number("count") or 1
    moment = moved(slots.publication().to(unit), -count, unit)  # type: ignore[arg-type]
    return _Read(str(moment), counted=True)


def _named(slots: _Slots) -> _Read | None:
    return _Read(str(slots.publication().shift(int(str(slots.said("named"))))), counted=True)


_READERS: Final[Mapping[str, Callable[[_Slots], _Read | None]]] = {
    "days to days": _days,
    "days": _day,
    "quarters": _quarter,
    "seasons": _season,
    "years to years": _years,
    "decades": _decade,
    "months": _month,
    "relative weekdays": _relative_weekday,
    "relative units": _relative_unit,
    "what is ago": _ago,
    "named days": _named,
    "weekdays": _weekday,
    "years": _year,
    "a month alone": _month,
}
"""What reads the frames of a section, in the order in which they are tried."""

# ------------------------------------------------------------------ patterns


@cache
def _words(language: Language) -> _Words:
    slots = _slot_words(language)
    ends = one_of(language.meanings("ends of years"))
    year = rf"[12]\d{{3}}(?:(?:-?{ends})?\s?{one_of(language.meanings('year words'))}|-{ends})"
    patterns = {name: one_of(known) for name, known in slots.items()} | {
        "day": r"\d{1,2}(?:-го)?",
        "to": r"\d{1,2}(?:-го)?",
        "year": year,
        "year-number": r"[12]\d{3}",
        "to-year": r"[12]\d{3}",
        "decade": r"[12]\d{2}0",
        "numbers": r"\d{1,2}\.\d{2}\.[12]\d{3}(?!\d|\.\d)",
        "year-word": one_of(language.meanings("year words")),
        "years-word": one_of(language.meanings("years words")),
        "count": rf"(?:\d{{1,3}}|{one_of(slots['count'])})",
    }
    frames = {name: _compiled(language.frames(name), patterns) for name in _READERS}
    of = language.meanings
    part = "|".join(rf"(?P<{name}>{one_of(of(name))})" for name in ("begin", "middle", "end"))
    return _Words(
        frames,
        slots | {"count": _Counts(slots["count"])},
        re.compile(rf"(?<!\w)(?:(?P<by>{one_of(of('by'))})\s)?(?:{part})\s$"),
        re.compile(rf"(?<!\w)(?:(?P<until>{one_of(of('until'))})|(?P<since>{one_of(of('since'))}))\s$"),
        re.compile(rf"(?<!\w){one_of(of('future'))}"),
        re.compile(rf"\w\w{one_of(of('past'))}"),
        re.compile(r"(?<![\w.,/-])\w"),
    )


class _Counts(dict[str, str]):
    """Counts in words; one in digits stands for itself."""

    def __missing__(self, key: str) -> str:
        return key


def _slot_words(language: Language) -> dict[str, Mapping[str, str]]:
    of = language.meanings
    which = {form: name for name in ("last", "this", "next") for form in of(name)}
    return {
        "month": of("months"), "to-month": of("months"), "weekday": of("weekdays"),
        "season": of("seasons"), "unit": of("units"),
        "one-unit": of("one unit"),
        "count": of("counts"), "ordinal": of("ordinals"), "named": of("named days"), "which": which,
    }  # fmt: skip


def _compiled(frames: Sequence[str], patterns: Mapping[str, str]) -> re.Pattern[str]:
    """Make one pattern of frames; a slot is a group, named after it and the number of its frame."""
    return re.compile("|".join(_frame(frame, patterns, i) for i, frame in enumerate(frames)) or r"(?!)")


def _frame(frame: str, patterns: Mapping[str, str], number: int) -> str:
    pieces = _SLOT.split(folded(frame))
    for i, piece in enumerate(pieces):
        if i % 2:
            pieces[i] = rf"(?P<{piece.replace('-', '_')}_{number}>{patterns[piece]})"
        else:
            literal = re.escape(piece).replace(r"\-", r"\s?-\s?" if piece == "-" else "-")
            pieces[i] = literal.replace(r"\ ", r"\s{1,2}")
    return "".join(pieces) + r"(?!\w)"
