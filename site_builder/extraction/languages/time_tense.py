"""Which way a day without a year lies, by the verbs of its sentence; the nearest before it decides."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from site_builder.extraction.calendar_times import Moment
from site_builder.extraction.languages.language import Language, one_of

Side = Literal["past", "future", "unknown"]

_SOON: Final = 45
_JUST_PAST: Final = 21
_ALMOST_A_YEAR: Final = 300
_CLOSE: Final = 31
"""Days: what lies no farther is meant where no verb tells."""
_BESIDE: Final = 24
"""Letters between a verb that reports and its own day at most."""


@dataclass(frozen=True, slots=True)
class Tenses:
    """The verbs of a language as patterns."""

    cues: re.Pattern[str]
    no_past: re.Pattern[str]
    reports: re.Pattern[str]
    puts_off: re.Pattern[str]
    set_for: re.Pattern[str]

    def side(self, before: str, behind: str) -> Side:
        """Tell where a time lies between two parts of a sentence."""
        cue = self._last(before)
        if cue is None or (self._reports(cue) and len(before) - cue.end() > _BESIDE):
            cue = self._first(behind) or cue
        if cue is None:
            return "unknown"
        is_put_off = self.puts_off.fullmatch(cue[0]) and self.set_for.search(before)
        return "future" if cue["future"] or is_put_off else "past"

    def _last(self, text: str) -> re.Match[str] | None:
        found = None
        for match in self.cues.finditer(text):
            found = match if self._tells(match) else found
        return found

    def _first(self, text: str) -> re.Match[str] | None:
        found = [match for match in self.cues.finditer(text) if self._tells(match)]
        own = (match for match in found if not self._reports(match) or "," not in text[: match.start()])
        return next(own, found[0] if found else None)

    def _tells(self, cue: re.Match[str]) -> bool:
        return bool(cue["future"]) or not self.no_past.search(cue["past"])

    def _reports(self, cue: re.Match[str]) -> bool:
        return self.reports.fullmatch(cue[0]) is not None


@cache
def tenses_of(language: Language) -> Tenses:
    """Read the verbs of a language."""
    of = language.meanings
    return Tenses(
        re.compile(rf"(?<!\w)(?:(?P<future>{one_of(of('future'))})|(?P<past>\w{{2,}}?{one_of(of('past'))}))"),
        re.compile(rf"^{one_of(of('no past'))}$|{one_of(of('ends of no past'))}$"),
        re.compile(one_of(of("reports"))),
        re.compile(one_of(of("puts off"))),
        re.compile(rf"(?<!\w){one_of(of('set for'))}\s{{1,2}}$"),
    )


def chosen(last: Moment, next_: Moment, published: Moment, side: Side) -> tuple[Moment, bool]:
    """Choose between the latest one and the next one, and tell whether the other is as likely."""
    ago, ahead = (published.first - last.last).days, (next_.first - published.last).days
    if last == next_:
        return last, False
    if side == "past":
        is_next = ago > _ALMOST_A_YEAR and ahead <= _SOON
        return (next_, True) if is_next else (last, False)
    if side == "future":
        is_last = ahead > _ALMOST_A_YEAR and ago <= _JUST_PAST
        return (last, True) if is_last else (next_, False)
    return (next_ if ahead < ago else last), min(ago, ahead) > _CLOSE
