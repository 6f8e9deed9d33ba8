"""Times by the frames of a language, as dates that EDTF can write; the same values as those of English."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from site_builder.extraction.languages.language import Language, folded
from site_builder.extraction.languages.time_frames import TimeWords, time_words
from site_builder.extraction.languages.time_tense import Side, chosen
from site_builder.model import edtf
from site_builder.model.extraction_results import TimeExpression
from site_builder.model.normal_form import Span

MOST: Final = 5_000
_NUMBER_BEFORE: Final = re.compile(r"\d\s{1,2}$")
_DAY_AFTER: Final = re.compile(r"\s?,\s{1,2}\d{1,2}\s{1,2}[^\W\d_]{3}")
_YEAR_AFTER: Final = re.compile(r"\s{1,2}[12]\d{3}(?!\d)")
_SENTENCE_ENDS: Final = re.compile(r"[.!?]\s+(?=\S)|\n")
_WITHOUT_PREPOSITION: Final = frozenset(("weekdays", "relative weekdays", "a month alone"))
"""Frames whose first words only tell that a time is meant."""
_LONGEST_LIST: Final = 6
_NEAR: Final = 160
"""Letters before and after a day of the week in which its verb is looked for."""


class _Read(NamedTuple):
    """What a frame says: a value, and whether it was counted from the date of publication."""

    edtf: str
    moment: Moment | None = None
    counted: bool = False
    ambiguous: bool = False


def find_times(
    text: str, body: Sequence[Span], language: Language, published: edtf.Date | None
) -> tuple[TimeExpression, ...]:
    """Find times within the spans of the body, in order, without overlaps; at most MOST."""
    found = _all(folded(text), text, body, time_words(language, tuple(_READERS)), of_publication(published))
    return tuple(islice(found, MOST))


class _Text(NamedTuple):
    """One span of a text, folded and as captured, and what it is read with."""

    low: str
    captured: str
    start: int
    end: int
    words: TimeWords
    anchor: Moment | None

    def before(self, position: int) -> str:
        """Give some letters before a position."""
        return self.low[max(self.start, position - 40) : position]


def _all(
    low: str, text: str, body: Sequence[Span], words: TimeWords, anchor: Moment | None
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
        self.around = _SENTENCE_ENDS.split(near)[-1], _SENTENCE_ENDS.split(after)[0]

    def is_bare(self) -> bool:
        """Tell whether a month stands without a preposition and without "at the end of" before it."""
        text, start = self.text, self.match.start()
        bare = any(text_at == start for text_at in map(self.match.start, self.match.groupdict()))
        return bare and not self.words.parts.search(text.before(start))

    def is_before_year(self) -> bool:
        """Tell whether the year of a month without one follows: it belongs to the month."""
        match = self.match
        month = next(match.start(key) for key, said in match.groupdict().items() if said and "month" in key)
        with_year = self.words.frames["months"].match(match.string, month)
        return bool(with_year or _YEAR_AFTER.match(match.string, match.end()))

    def is_of_no_day(self) -> bool:
        """Tell whether a number stands before a month: a day that the calendar has not."""
        return bool(_NUMBER_BEFORE.search(self.text.before(self.match.start())))

    def said(self, slot: str) -> str | None:
        """Give what a slot's word stands for; None where the frame has no such slot."""
        name = slot.replace("-", "_")
        found = self.match.groupdict()
        written = next((text for key, text in found.items() if text and key.rsplit("_", 1)[0] == name), None)
        known = self.words.slots.get(slot)
        return known[" ".join(written.split())] if written is not None and known else written

    def number(self, slot: str) -> int:
        """Give the number that a slot holds."""
        return int(re.sub(r"\D.*", "", self.said(slot) or "0"))

    def publication(self) -> Moment:
        """Give the day of publication; nothing can be counted from less."""
        if self.anchor is None or self.anchor.unit != "day":
            raise NoSuchDateError
        return self.anchor

    def side(self) -> Side:
        """Tell which way the verbs of the sentence point."""
        return self.words.tenses.side(*self.around)

    def in_year(self, of: Callable[[int], Moment]) -> tuple[Moment, bool]:
        """Choose the year of what has none, by the tense; tell whether another is as likely."""
        if relative := self.said("relative-year"):
            return of(self.of_publication().first.year + _YEARS[relative.split()[0]]), False
        anchor = self.of_publication()
        year = anchor.first.year
        last, next_ = _first(of, range(year, year - 9, -1)), _first(of, range(year, year + 9))
        if last.first > anchor.last:
            last = _first(of, range(year - 1, year - 9, -1))
        if next_.last < anchor.first:
            next_ = _first(of, range(year + 1, year + 9))
        return chosen(last, next_, anchor, self.side())

    def year_of_list(self) -> int | None:
        """Give the year at the end of a list: "22 апреля (первый тур) и 6 мая (второй тур) 2012 года"."""
        text, match = self.text, self.match
        frames = [self.words.frames[name] for name in ("days", "months")]
        month = self.number("month")
        for _ in range(_LONGEST_LIST):
            behind = self.words.year_behind.match(text.low, match.end(), text.end)
            written = behind["year"] if behind else _year_in(match)
            if written:
                return int(written[:4])
            joint = self.words.joint.match(text.low, match.end(), text.end)
            found = (frame.match(text.low, joint.end(), text.end) for frame in frames if joint)
            other = next(filter(None, found), None)
            later = _Slots(other, text).number("month") if other else 0
            if other is None or later <= month:
                return None
            match, month = other, later
        return None

    def of_publication(self) -> Moment:
        """Give the publication, as exactly as it is known."""
        if self.anchor is None:
            raise NoSuchDateError
        return self.anchor


def _year_in(match: re.Match[str]) -> str:
    return next((said for key, said in match.groupdict().items() if said and key.startswith("year")), "")


def _first(of: Callable[[int], Moment], years: Iterable[int]) -> Moment:
    """Give the first year's that the calendar has: 29 February only some years have."""
    for year in years:
        try:
            return of(year)
        except NoSuchDateError:
            continue
    raise NoSuchDateError


_YEARS: Final = {"last": -1, "this": 0, "next": 1}


def _dated(slots: _Slots, of: Callable[[int], Moment]) -> _Read:
    if slots.said("year"):
        moment = of(slots.number("year"))
        return _Read(str(moment), moment)
    if not slots.said("relative-year") and (year := slots.year_of_list()) is not None:
        moment = of(year)
        return _Read(str(moment), moment)
    moment, ambiguous = slots.in_year(of)
    return _Read(str(moment), moment, counted=True, ambiguous=ambiguous)


def _day(slots: _Slots) -> _Read | None:
    if numbers := slots.said("numbers"):
        moment = of_day(*map(int, reversed(numbers.split("."))))
        return _Read(str(moment), moment)
    month, day = slots.number("month"), slots.number("day")
    return _dated(slots, lambda year: of_day(year, month, day))


def _days(slots: _Slots) -> _Read | None:
    month = slots.number("month")
    later = slots.number("to-month") or month
    read = _dated(slots, lambda year: of_day(year, month, slots.number("day")))
    if read.moment is None:
        return None
    last = of_day(read.moment.first.year, later, slots.number("to"))
    if read.moment.first >= last.first:
        return None
    return read._replace(edtf=f"{read.moment}/{last}", moment=None)


def _month(slots: _Slots) -> _Read | None:
    has_year, month = slots.said("year") or slots.said("relative-year"), slots.number("month")
    if slots.is_of_no_day() or (not has_year and (slots.is_bare() or slots.is_before_year())):
        return None
    return _dated(slots, lambda year: of_month(year, month))


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
    side = slots.side()
    to_come = side == "future" or _is_deadline(slots)
    count = ahead if to_come else ahead - 7 if ahead else 0
    told = to_come or side == "past"
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
