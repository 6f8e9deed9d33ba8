"""Meetings of a series: "the second such meeting was held in Merrow", of those who met at the first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.referring import Who

_PATTERN: Final = "in-series"
_ALONE: Final = "in-series-alone"
"""Here no noun is behind what counts it: "the second was held"."""
_BEFORE: Final = "met-before"
"""As in "they had last met in Merrow in May"."""
_BACK: Final = 4
"""So many sentences back another meeting of the series is told."""
_COUNTED: Final = 3
"""So many words before the noun it is told which of them it was."""
_OF_WHOM: Final = frozenset(("of", "between", "with", "by"))


def with_series(meetings: Sequence[Reading]) -> Iterator[Reading]:
    """Give each meeting of a series those who met at the one told before; leave out what has none."""
    last: Reading | None = None
    latest: Reading | None = None
    for meeting in sorted(meetings, key=lambda one: (one.s.index, one.at)):
        told: Reading | None = meeting
        if meeting.pattern.name == _BEFORE:
            alone = not any(one.s is meeting.s and one.all("others") for one in meetings)
            told = _of_series(meeting, latest) if latest and alone and _was_before(meeting, latest) else None
        elif meeting.pattern.name in {_PATTERN, _ALONE}:
            told = _of_series(meeting, last) if last and _may_follow(meeting, last) else None
        if told is not None:
            yield told
            last = told if told.pattern.part == "noun" and told.all("others") else last
            latest = told if told.all("others") else latest


def _may_follow(meeting: Reading, last: Reading) -> bool:
    s, at = meeting.s, meeting.at
    if meeting.pattern.name == _ALONE:
        verbs = lexicon.words("words of being held", "being and having", "being", "modal verbs")
        behind = s.word(at + 1) in verbs
        return (
            behind
            and s.word(at - 1) == "the"
            and (at == 1 or ";" in s.gap(at - 1))
            and s.index - last.s.index <= 1
        )
    counted = not lexicon.words("words of rounds").isdisjoint(s.words(at - _COUNTED, at))
    alone = s.word(meeting.after) not in _OF_WHOM
    return counted and alone and s.index - last.s.index <= _BACK


def _was_before(meeting: Reading, latest: Reading) -> bool:
    """As in "They had first met in Merrow in May": nothing else stands before, and it is told when."""
    s, at = meeting.s, meeting.at
    words = lexicon.words("words of those who met", "role words", "being and having") | {"most", "also"}
    plain = all(word in words for word in s.words(0, at))
    return plain and meeting.time is not None and 0 < s.index - latest.s.index <= _COUNTED


def _of_series(meeting: Reading, last: Reading) -> Reading:
    sides = {role: _unsure(last.roles.get(role, ()), meeting.at) for role in ("one", "others")}
    return replace(meeting, roles={**meeting.roles, **sides})


def _unsure(players: Players, at: int) -> Players:
    return tuple(Who(who.entity, at, sure=False, label=who.label) for who in players)
