"""Rows of visits and meetings under one verb: "in Kesh in May and in Norland in June", "Ann Hale in 1959"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.place_lists import each_place, in_row
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.verbs_and_nouns import VERBS
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.editing.suggest.visits.visit_places import place_from
from site_builder.model.extraction_results import TimeExpression

_FAR: Final = 24
"""So many words behind a place the next of a row may be named."""
_SOON: Final = 3
"""So many words behind a place its time stands."""
_SEVERAL: Final = 2
_LINKS: Final = frozenset(("and", "then", "later", "finally", "also", "afterwards", "on"))
_LEADS: Final = frozenset(("in", "at", "to"))


def each_told(filled: Reading) -> Iterator[Reading]:
    """Give a reading for each place, time or person of a row; the one alone where there is no row."""
    visit = filled.pattern.family == "visits" and not filled.s.headline
    if visit and (people := _people_with_times(filled)):
        for who, time in people:
            yield replace(filled, roles={**filled.roles, "visitors": (who,)}, time=time)
        return
    told = tuple(each_place(filled))
    if len(told) > 1 or not told[:1] or filled.s.headline:
        yield from told
    elif visit and (times := _times_of_visits(told[0])):
        yield from (replace(told[0], time=time, apart=True) for time in times)
    else:
        further = tuple(_further(told[0]))
        listed = further and filled.pattern.family == "meetings" and not filled.roles.get("place")
        yield from () if listed else told
        yield from further


def _people_with_times(c: Reading) -> list[tuple[Who, TimeExpression]]:
    """As in "Ann Hale came to Kesh in 1959, her successor John Berg in 1967": each with a time."""
    s = c.s
    found: list[tuple[Who, TimeExpression]] = []
    own = {who.entity.id for who in c.roles.get("visitors", ())}
    for k in range(len(s)):
        who, at = s[k].who, k + 1 + (s.word(k + 1) in lexicon.words("words before times"))
        time = s[at].time if at < len(s) else None
        listed = s.gap(np_start(s, k)).startswith(",") or s.word(np_start(s, k) - 1) == "and"
        listed = listed or (who is not None and who.id in own)  # not "seeing John Berg on Monday"
        led = s.word(np_start(s, k) - 1) in lexicon.words("prepositions")  # "received by Ann Hale on Monday"
        if who and s[k].kind == "person" and time and time.edtf and listed and not (led or s[k].owns):
            found.append((Who(who, k), time))
    first = c.time or _time_behind(s, next((who.at for who in c.roles.get("place", ())), len(s)))
    if found and first and not own & {who.entity.id for who, _ in found}:
        found = [*((who, first) for who in c.roles.get("visitors", ())), *found]
    return found if len({who.entity.id for who, _ in found}) >= _SEVERAL and own else []


def _time_behind(s: Sentence, at: int) -> TimeExpression | None:
    words = lexicon.words("words before times")
    for k in range(at + 1, min(len(s), at + 1 + _SOON)):
        if s[k].time:
            return s[k].time
        if s.word(k) not in words or s.gap(k).strip():
            return None
    return None


def _times_of_visits(c: Reading) -> list[TimeExpression]:
    """As in "visited Kesh three times: in 2010, and as premier in 2015 and 2016", "and again in June"."""
    s, place = c.s, next((who.at for who in c.roles.get("place", ())), len(c.s))
    behind = range(place + 1, len(s))
    several = (k for k in behind if s[k].low.split()[-1] in lexicon.words("words of several times"))
    again = any(s.word(k + 1) not in {"after", "before"} for k in several)  # not "again after a visit"
    if not again or any(s[k].kind in {"place", "state"} for k in behind):
        return []
    since = lexicon.words("words before other times")
    times = [
        one for k in behind if (one := s[k].time) and one.edtf and s.word(k - 1) not in since
        and not one.edtf.endswith("/..")
    ]  # fmt: skip
    return times if len(times) >= _SEVERAL else []


def _further(c: Reading) -> Iterator[Reading]:
    """As in "will go to Kesh for talks with Ann Hale, then to Norland", "met in Kesh and in Norland"."""
    places = c.roles.get("place", ())
    meeting = c.pattern.family == "meetings"
    if len(places) > 1 or "place" not in c.roles or c.pattern.family not in {"visits", "meetings"}:
        return
    if not places and not any(":" in c.s.gap(k) for k in range(c.after, c.after + _SOON + 1)):
        return  # "met three times: in Kesh in May, in Norland in June"
    last = places[0].at if places else c.after - 1
    while found := _next_place(c.s, last):
        who = found[0]
        time = _timed_before(c.s, _lead_of(c.s, who.at)) or _time_behind(c.s, who.at)
        last = who.at
        if meeting and (others := _person_before(c.s, who.at)):
            yield replace(c, roles={**c.roles, "others": others, "place": (who,)}, time=time)
        elif time or not meeting or c.s.word(who.at - 2) == "and":
            row = (() if meeting or not time else in_row(c.s, who.at)) or (who,)  # "then in Kesh and Norland"
            last = row[-1].at
            yield from (replace(c, roles={**c.roles, "place": (one,)}, time=time) for one in row)


def _lead_of(s: Sentence, place: int) -> int:
    return next((k for k in range(place - 1, max(0, place - _SOON - 1), -1) if s.word(k) in _LEADS), 0)


def _timed_before(s: Sentence, lead: int) -> TimeExpression | None:
    """As in "in Kesh, and on March 2 in Norland": the time right before "in", behind "and"."""
    timed = lead > 2 and s.word(lead) in _LEADS and s[lead - 1].time is not None
    first = lead - 2 if timed and s.word(lead - 2) in lexicon.words("words before times") else lead - 1
    return s[lead - 1].time if timed and s.word(first - 1) in _LINKS else None


def _joined_person(s: Sentence, k: int) -> bool:
    """As in "and Prime Minister John Berg in Norland", ", with John Berg in Norland"."""
    first = np_start(s, k) if s[k].kind == "person" else 0
    with_ = s.word(first - 1) == "with" and ("," in s.gap(first - 1) or s.word(first - 2) == "and")
    return s.word(first - 1) == "and" or with_


def _person_before(s: Sentence, place: int) -> Players:
    """As in "met Ann Hale in Kesh and Prime Minister John Berg in Norland": whom else somebody met."""
    k = place - 2
    who = s[k].who if k > 0 and _joined_person(s, k) else None
    return (Who(who, k),) if who else ()


def _next_place(s: Sentence, last: int) -> Players:
    """Find the place behind "and in", "then to", ", in": no verb and no clause stands between."""
    for k in range(last + 1, min(len(s) - 1, last + _FAR)):
        word = s.word(k)
        ends = word in VERBS | lexicon.words("said", "relatives") or word.endswith("ed")
        if ends or word == "where" or any(mark in s[k].gap for mark in ';"'):
            return ()
        linked = s.word(k - 1) in _LINKS or "," in s.gap(k) or ":" in s.gap(k) or _joined_person(s, k - 1)
        linked = linked or "then" in s.words(k - _SOON - 1, k) or _timed_before(s, k) is not None
        found = place_from(s, k + 1) if word in _LEADS and linked else ()
        if found and (found[0].entity.sure or found[0].entity.known or _time_behind(s, found[0].at)):
            return found
    return ()
