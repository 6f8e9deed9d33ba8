"""What a time expression is read from: the words around it, the publication, the times read before."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from site_builder.extraction.calendar_times import Moment
from site_builder.extraction.time_direction import Direction, direction
from site_builder.extraction.timeml import OPEN, Timex, of_moment
from site_builder.model.extraction_results import UndatedKind
from site_builder.model.lazy_pattern import lazy_pattern


class Undated(NamedTuple):
    """What speaks of time without dating anything: where it stands, and what it means in TimeML."""

    start: int
    end: int
    kind: UndatedKind
    value: str


Anchor = Literal["", "published", "nearest"]

_AHEAD: Final = 24
"""Words and numbers; none of the shapes has half as many."""
_SENTENCE_END: Final = lazy_pattern(r"[.!?][\"')]? (?=[A-Z\"'])|\n")


class TimeReading(NamedTuple):
    """What an expression means. `first` and `last` are the moments it names, for others to count from.

    `end` is set where less than what matched belongs to it; `printed` where its year stands in the text.
    `timeml` is its value in TimeML; `parts` are what TimeML marks where it marks several times in it.
    """

    edtf: str
    first: Moment | None = None
    last: Moment | None = None
    anchor: Anchor = ""
    ambiguous: bool = False
    end: int | None = None
    printed: bool = False
    timeml: str = OPEN
    parts: tuple[Timex, ...] = ()

    def ending(self, end: int | None) -> "TimeReading":
        """End where less than what matched belongs to it."""
        return self if end is None else self._replace(end=end)

    def valued(self, timeml: str) -> "TimeReading":
        """Give it a value in TimeML."""
        return self._replace(timeml=timeml)


def at(moment: Moment, anchor: Anchor = "", *, ambiguous: bool = False, printed: bool = False) -> TimeReading:
    """Mean one moment."""
    written, timeml = str(moment), of_moment(moment)
    return TimeReading(written, *moment.bounds(), anchor, ambiguous, printed=printed, timeml=timeml)


def lasting(
    first: Moment, last: Moment, anchor: Anchor = "", *, ambiguous: bool = False, printed: bool = False
) -> TimeReading | None:
    """Mean all the time from one moment to another, if they are in order."""
    first, last = first.bounds()[0], last.bounds()[1]
    if last.last < first.first:
        return None
    if first == last:
        return at(first, anchor, ambiguous=ambiguous, printed=printed)
    return TimeReading(f"{first}/{last}", first, last, anchor, ambiguous, printed=printed)


def one_of(first: Moment, last: Moment, anchor: Anchor = "", *, ambiguous: bool = False) -> TimeReading:
    """Mean some moment between two, unknown which."""
    return TimeReading(f"[{first}..{last}]", first, last, anchor, ambiguous)


def unresolved(anchor: Anchor = "") -> TimeReading:
    """Find an expression without knowing when it was."""
    return TimeReading("", anchor=anchor)


@dataclass(slots=True)
class Context:
    """A folded text with the bounds of the part that is read, and what was read so far, in order."""

    text: str
    start: int
    end: int
    published: Moment | None
    read: list[tuple[int, TimeReading]] = field(default_factory=list)
    people: dict[tuple[int, str], bool] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    """Words and numbers of the part that is read, in small letters."""
    starts: list[int] = field(default_factory=list)
    """Where each begins."""

    def ahead(self, position: int) -> frozenset[str]:
        """The words that stand at a position and after it, as many as one expression may have."""
        first = bisect_left(self.starts, position)
        return frozenset(self.words[first : first + _AHEAD])

    def before(self, position: int, size: int = 24) -> str:
        """Some of the text before a position, from no other part."""
        return self.text[max(self.start, position - size) : position]

    def after(self, position: int, size: int = 24) -> str:
        """Some of the text after a position."""
        return self.text[position : min(self.end, position + size)]

    def direction(self, start: int, end: int) -> Direction:
        """Tell whether a time at a place lies before publication or after it, and how sure that is."""
        return direction(self.text, start, end, self.start, self.end)

    def beside(self, position: int) -> TimeReading | None:
        """Give the time that the same sentence named just before."""
        if not self.read:
            return None
        end, reading = self.read[-1]
        between = self.text[end:position]
        return reading if len(between) <= 160 and not _SENTENCE_END.search(between) else None

    def nearest(self, unit: Literal["day", "month", "year"], of: str = "") -> Moment | None:
        """Find the last time named before that is known to a day, month or year.

        Where it is asked for `of` a month or year, "this week" names none.
        """
        for _, reading in reversed(self.read[-12:]):
            if of in {"month", "year"} and reading.edtf[:1] == "[":
                continue
            if reading.first is not None and reading.first.is_known_to(unit):
                return reading.first
        return None

    def told(self, position: int) -> Moment | None:
        """Find a day or month, printed with its year, that the same or the last sentence tells of."""
        if not self.read:
            return None
        end, reading = self.read[-1]
        between = self.text[end:position]
        if not reading.printed or reading.first is None or not reading.first.is_known_to("month"):
            return None
        if len(between) > 160 or "\n" in between or len(_SENTENCE_END.findall(between)) > 1:
            return None
        return reading.last
