"""What a time expression is read from: the words around it, the publication, the times read before."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from site_builder.extraction.calendar_times import Moment
from site_builder.model.lazy_pattern import lazy_pattern

Anchor = Literal["", "published", "nearest"]

_FUTURE = (
    "(?:will|won't|shall|would|(?:is|are|was|were) to|to(?= be ))(?: (?:not|also|be|have|then|"
    "likely)){0,2} [a-z]{2,15}|"
    "going to|(?:is|are) (?:set|due|scheduled|expected|planned|slated)|scheduled|expected|"
    "expects?|due|slated|set (?:to|for)|plans?|planned|planning|upcoming|forthcoming|intends?|hopes?|"
    "aims?|launches"
)
_FUTURE_CUE: Final = lazy_pattern(rf"(?:{_FUTURE})\b")
_FUTURE_BEGINS: Final = frozenset((
    "will", "won", "shall", "would", "is", "are", "was", "were", "to", "going", "scheduled", "expected",
    "expect", "expects", "due", "slated", "set", "plan", "plans", "planned", "planning", "upcoming",
    "forthcoming", "intend", "intends", "hope", "hopes", "aim", "aims", "launches",
))  # fmt: skip
"""The first words of what speaks of what will be: only where one stands is the pattern tried."""
_PAST: Final = frozenset((
    "was", "were", "had", "did", "ago", "said", "told", "took", "came", "went", "met", "held", "began", "won",
    "lost", "made", "got", "gave", "became", "left", "sent", "bought", "sold", "struck", "hit", "fell",
    "rose", "saw", "found", "led", "ran", "spoke", "wrote", "built", "shot", "fought", "beat", "broke",
    "brought", "caught", "cut", "drew", "flew", "grew", "kept", "paid", "put", "quit", "shook", "stood",
    "threw", "thought",
))  # fmt: skip
_TELLING: Final = _FUTURE_BEGINS | _PAST | {"'ll"}
_PAST_FORM: Final = re.compile(r"[a-z]{2,15}ed")
_WORD: Final = re.compile(r"\b\w+|'ll\b")
_BLOCK: Final = 400
_AHEAD: Final = 24
"""Words and numbers; none of the shapes has half as many."""
_SENTENCE_END: Final = lazy_pattern(r"[.!?][\"')]? (?=[A-Z\"'])|\n")


class TimeReading(NamedTuple):
    """What an expression means. `first` and `last` are the moments it names, for others to count from.

    `end` is set where less than what matched belongs to it; `printed` where its year stands in the text.
    """

    edtf: str
    first: Moment | None = None
    last: Moment | None = None
    anchor: Anchor = ""
    ambiguous: bool = False
    end: int | None = None
    printed: bool = False

    def ending(self, end: int | None) -> "TimeReading":
        """End where less than what matched belongs to it."""
        return self if end is None else self._replace(end=end)


def at(moment: Moment, anchor: Anchor = "", *, ambiguous: bool = False, printed: bool = False) -> TimeReading:
    """Mean one moment."""
    return TimeReading(str(moment), *moment.bounds(), anchor, ambiguous, printed=printed)


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


Tense = Literal["future", "past", "unknown"]


class _Cue(NamedTuple):
    """A verb that tells the tense, or the end of a sentence."""

    start: int
    end: int
    said: Literal["future", "past", "stop"]


def _verbs(text: str, start: int, end: int) -> Iterator[_Cue]:
    """Find the verbs between two places that tell the tense."""
    done = start
    for match in [
        match for match in _WORD.finditer(text, start, end) if match[0] in _TELLING or match[0][-2:] == "ed"
    ]:
        word = match[0]
        if match.start() < done:
            continue
        ahead = _FUTURE_CUE.match(text, match.start(), end) if word in _FUTURE_BEGINS else None
        if ahead or word == "'ll":
            done = ahead.end() if ahead else match.end()
            yield _Cue(match.start(), done, "future")
        elif word in _PAST or _PAST_FORM.fullmatch(word):
            yield _Cue(match.start(), match.end(), "past")


@dataclass(slots=True)
class Context:
    """A folded text with the bounds of the part that is read, and what was read so far, in order."""

    text: str
    start: int
    end: int
    published: Moment | None
    read: list[tuple[int, TimeReading]] = field(default_factory=list)
    cues: dict[tuple[int, int], list["_Cue"]] = field(default_factory=dict)
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

    def tense(self, start: int, end: int) -> Tense:
        """Tell whether a sentence speaks of what will be: the nearest verb before a place decides."""
        for cue in self._backwards(start):
            if cue.said == "stop":
                break
            return cue.said
        for cue in self._forwards(end):
            return "unknown" if cue.said == "stop" else cue.said
        return "unknown"

    def _backwards(self, start: int) -> Iterator["_Cue"]:
        for block in (start // _BLOCK, start // _BLOCK - 1):
            for cue in reversed(self._cues(block)):
                if cue.end <= start:
                    yield cue

    def _forwards(self, end: int) -> Iterator["_Cue"]:
        for block in (end // _BLOCK, end // _BLOCK + 1):
            for cue in self._cues(block):
                if cue.start >= end:
                    yield cue

    def _cues(self, block: int) -> list["_Cue"]:
        """Find verbs and ends of sentences in a block of the text, once."""
        known = self.cues.get((self.start, block))
        if known is not None:
            return known
        first, last = max(self.start, block * _BLOCK), min(self.end, (block + 1) * _BLOCK)
        cues = [cue for cue in _verbs(self.text, first, min(self.end, last + 40)) if cue.start < last]
        cues += [
            _Cue(match.start(), match.end(), "stop")
            for match in _SENTENCE_END.finditer(self.text, first, min(self.end, last + 4))
            if match.start() < last
        ]
        self.cues[self.start, block] = sorted(cues)
        return self.cues[self.start, block]

    def nearest(self, unit: Literal["day", "month", "year"]) -> Moment | None:
        """Find the last time named before that is known to a day, month or year."""
        for _, reading in reversed(self.read[-12:]):
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
