"""Puts together what was found in a part of a text: dates, what dates nothing, both as TimeML has them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from site_builder.extraction.time_context import Context, TimeReading, Undated
from site_builder.extraction.time_undated import find_undated
from site_builder.extraction.timeml import OPEN, Timex, TimexType


class FoundTime(NamedTuple):
    """A time expression; `timexes` are what TimeML marks of it."""

    start: int
    end: int
    rule: str
    reading: TimeReading
    timexes: tuple[Timex, ...]


_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINK: Final = re.compile(
    r"[ ,]{0,3}(?:trading|\(?local time\)?)?[ ,]{0,3}(?:\([^()\n]{1,30}\)|\))?[ ,]{0,3}(?:(?:on|of) )?"
)
"""What stands between a time of day and its day: "7 p.m. local time (1100 GMT) on Friday"."""
_NEAR: Final = 100
_STOP: Final = re.compile(r"[.!?][\")']? {1,3}(?=[A-Z\"])|\n")
_ENDS_IN_YEAR: Final = re.compile(r"[0-9]{4}$")
_FULL: Final = len("2031-05-14")
_FAR: Final = 600
"""Characters over which a time of day belongs to the day that was named before it."""
_TYPES: Final[dict[str, TimexType]] = {
    "duration": "DURATION", "set": "SET", "now": "DATE", "vague": "DATE", "clock": "TIME",
}  # fmt: skip


def without_overlaps(context: Context, found: Sequence[FoundTime]) -> Iterator[Undated]:
    """Find what dates nothing, apart from the times that were found; times of day get their day."""
    days = _Days(context, found)
    done = context.start
    for one in sorted(find_undated(context), key=lambda one: (one.start, -one.end)):
        if one.start < done or days.overlaps(one):
            continue
        done = one.end
        yield one if one.kind != "clock" else one._replace(value=days.day_of(one) + one.value)


@dataclass(frozen=True, slots=True)
class _Days:
    """The times of a part of a text, by their places."""

    context: Context
    found: Sequence[FoundTime]

    def overlaps(self, one: Undated) -> bool:
        """Tell whether something is part of a time."""
        i = bisect_left(self.found, one.end, key=lambda time: time.start)
        return i > 0 and self.found[i - 1].end > one.start

    def day_of(self, one: Undated) -> str:
        """Give the day of a time of day: of the date right behind it, or before it, or of publication."""
        i = bisect_left(self.found, one.end, key=lambda time: time.start)
        behind = self.found[i] if i < len(self.found) else None
        if behind and _day(behind) and _LINK.fullmatch(self.context.text, one.end, behind.start):
            return _day(behind)
        if behind and self._is_of_sentence(one, behind, i):
            return _day(behind)
        published = self.context.published
        today = published.first.isoformat() if published and published.unit == "day" else ""
        for time in reversed(self.found[max(0, i - 4) : i]):
            if one.start - time.end > _FAR:
                break
            day = _day(time)
            if day and not (today and day > today and self._is_past(one)):
                return day
        return today or OPEN

    def _is_of_sentence(self, one: Undated, behind: FoundTime, i: int) -> bool:
        """Tell "at 7:03 a.m. on Highway 10 on Nov. 18": no day before it in its sentence, one behind "on"."""
        text = self.context.text
        between = text[one.end : behind.start]
        if not _day(behind) or not between.endswith(" on ") or len(between) > _NEAR or _STOP.search(between):
            return False
        before = self.found[i - 1] if i else None
        return before is None or _STOP.search(text[before.end : one.start]) is not None

    def _is_past(self, one: Undated) -> bool:
        return self.context.direction(one.start, one.end) == ("past", True)


def _day(time: FoundTime) -> str:
    match = _DAY.match(time.timexes[-1].value)
    return match[0] if match else ""


def in_timeml(text: str, found: Sequence[FoundTime], undated: Sequence[Undated]) -> Iterator[Timex]:
    """Give both as TimeML marks them: "9 a.m. Tuesday" is one element."""
    elements = sorted(
        [
            *(timex for time in found for timex in time.timexes),
            *(Timex(one.start, one.end, _TYPES[one.kind], one.value) for one in undated),
        ]
    )
    held: Timex | None = None
    for one in elements:
        if held is not None and _are_one(text, held, one):
            held = Timex(held.start, one.end, "TIME", held.value if held.type == "TIME" else one.value)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _are_one(text: str, clock: Timex, day: Timex) -> bool:
    """Tell a time of day that stands right before its day, or behind it: "May 3, 2031 9:15 UTC"."""
    between = text[clock.end : day.start]
    if clock.type == "DATE" and day.type == "TIME":
        beside = between == " " or (between == ", " and _ENDS_IN_YEAR.search(text, clock.start, clock.end))
        return len(clock.value) == _FULL and day.value.startswith(clock.value) and bool(beside)
    of_day = between == " of " and clock.value[-3:-2] == "T"
    return (
        clock.type == "TIME"
        and day.type == "DATE"
        and (of_day or (1 <= len(between) <= 3 and not between.strip(" ")))
        and clock.value.startswith(day.value)
    )
