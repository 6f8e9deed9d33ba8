"""Counts from the day of publication, at the precision that it is known to."""

from decimal import Decimal
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_times import Moment, Unit, containing, moved
from site_builder.extraction.numbers import plain
from site_builder.extraction.time_context import Context, TimeReading, at, lasting, unresolved
from site_builder.extraction.timeml import duration

SHIFT: Final = lexicon.numbers("shifts")
VAGUE_COUNTS: Final = lexicon.times("vague counts")
FROM_BEFORE: Final = lexicon.times("from the time named before")
"""Words that count from the time named before, not from publication."""
JUST_PAST: Final = lexicon.times("just past")
STILL_TO_COME: Final = lexicon.times("still to come")

PRECISION: Final[dict[Unit, Unit]] = {"week": "day", "decade": "year", "century": "year", "quarter": "month"}
"""How exactly a time is told that is counted in a unit, where not in that unit itself."""


def known_to(context: Context, unit: Unit) -> Moment | None:
    """Give the publication at the precision of a unit, if it is known so exactly."""
    base = context.published
    size: Unit = "day" if unit == "week" else unit
    if base is None or not base.is_known_to(size):
        return None
    return Moment(unit, containing(unit, base.first).first, base.mark)


def day_or_month(context: Context, shift: int) -> TimeReading:
    """Count days from publication; known to the month only, it gives that month, uncertain."""
    base = context.published
    if base is None or not base.is_known_to("month"):
        return unresolved("published")
    if base.unit == "month":
        return at(base.doubted(), "published", ambiguous=True)
    return at(base.shift(shift), "published")


_SMALLER: Final[dict[Unit, tuple[Unit, int]]] = {
    "century": ("year", 100), "decade": ("year", 10), "year": ("month", 12), "quarter": ("month", 3),
    "month": ("week", 4), "week": ("day", 7),
}  # fmt: skip


def whole(count: Decimal, size: Unit) -> tuple[int, Unit]:
    """Turn halves into the next smaller unit: a year and a half are 18 months."""
    while count != int(count):
        size, times = _SMALLER.get(size, ("day", 0))
        count = (count * times).to_integral_value() if size in {"day", "week"} else count * times
    return int(count), size


def run(
    context: Context, size: Unit, count: Decimal, *, about: bool = False, ambiguous: bool = False
) -> TimeReading:
    """Run from publication so many units back (count below 0) or ahead; days end on the day itself."""
    number, smaller = whole(count, size)
    precision = PRECISION.get(smaller, smaller)
    base = context.published
    if base is None or not base.is_known_to(precision):
        return unresolved("published").valued(duration(plain(abs(count)), size))
    now = Moment(precision, containing(precision, base.first).first, base.mark)
    other = moved(now, number, smaller)
    other = other.about() if about else other
    reading = lasting(*((other, now) if number < 0 else (now, other)), "published", ambiguous=ambiguous)
    return (reading or unresolved("published")).valued(duration(plain(abs(count)), size))
