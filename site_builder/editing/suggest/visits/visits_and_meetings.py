"""Visits, and the meetings during them: who went where, when, and whom they met."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.happening import Certainty, foretold_before, is_called_off
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.status_of_readings import settled
from site_builder.editing.suggest.clauses.words_of_readings import spans_of
from site_builder.editing.suggest.people.homes import home_states, ids_of_states
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.proposals.dating import may_be_one
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.editing.suggest.sentences.story import Story, is_title
from site_builder.editing.suggest.visits.seats_of_states import is_seat
from site_builder.editing.suggest.visits.series_of_meetings import with_series
from site_builder.editing.suggest.visits.visit_folding import (
    folded,
    is_long_ago,
    outside_buildings,
    without_buildings,
)
from site_builder.editing.suggest.visits.visit_joining import (
    Visit,
    compatible,
    is_over,
    is_stop,
    joined,
    visit_of,
)
from site_builder.editing.suggest.visits.visit_meetings import assigned, is_posted_abroad
from site_builder.editing.suggest.visits.visit_proposals import meeting_proposal, visit_proposal
from site_builder.model import edtf

_WEEKS = 14
"""A meeting so many days before the article is none that it announces."""
_DAY = len("2031-05-02")
_NEAR = 3
_AHEAD = 9
"""So many words before a visit "ahead of" says that it is to come."""


def find_visits(
    story: Story,
    readings: Sequence[Reading],
    meetings: Sequence[Reading],
    homes: Mapping[str, str] | None = None,
) -> tuple[Proposal, ...]:
    """Propose visits with the meetings during them, and meetings of their own.

    `homes` are the states that people serve, where they are known otherwise than from English words.
    """
    states = home_states(story) if homes is None else homes
    abroad = outside_buildings([one for one in readings if not (_is_at_home(one, states) or _is_none(one))])
    told = map(
        settled,
        map(_as_announced, map(_in_its_time, map(_as_going_on, _once_dated(tuple(abroad))))),
    )
    visits = joined(_called_off(story, _with_status(_begun(story, told, states))))
    met = tuple(map(_as_to_come, without_buildings(tuple(with_series(meetings)))))
    alone = assigned(visits, met, states)
    return (
        *(
            visit_proposal(visit, visit.place)
            for visit in _placed(story, folded(joined(visits), story.published))
            if visit.place
        ),
        *map(meeting_proposal, _each_once(alone)),
    )


def _as_to_come(meeting: Reading) -> Reading:
    """As in "meets Ann Hale tomorrow", which is still to come."""
    verb = meeting.s.word(meeting.at if meeting.lead is None else meeting.lead)
    past = verb.endswith("ed") or verb in lexicon.words("past forms of verbs")
    ahead = meeting.time is not None and _is_later(meeting.time.edtf, meeting.story.published)
    coming = meeting.status == "happened" and ahead and not past
    return replace(meeting, status="planned") if coming else meeting


def _begun(story: Story, readings: Iterable[Reading], homes: Mapping[str, str]) -> list[Visit]:
    """Begin a visit with each reading; say of which the title tells, and which only follow from a place."""
    found: list[Visit] = []
    for reading in readings:
        visit = visit_of(reading)
        visit.titled = is_title(story, visit.sentence)
        visit.long_ago = is_long_ago(visit, story.published)
        visit.sure = visit.sure and not (reading.pattern.abroad and reading.object is None)
        visit.homes = frozenset(
            filter(None, (w.entity.state or homes.get(w.entity.id) for w in visit.visitors))
        )
        found.append(visit)
    return found


def _placed(story: Story, visits: Sequence[Visit]) -> Iterator[Visit]:
    """Leave out "a tour of Asia" where it is told which states were visited, and palaces in them."""
    told = [visit for visit in visits if visit.place and not _is_minor(visit.place)]
    for visit in visits:
        if _is_back(story, visit):
            continue
        if visit in told or (visit.place and not any(visit.guests & one.guests for one in told)):
            yield visit


def _is_minor(place: Entity) -> bool:
    """Tell a part of the world, and what is within a town: "headed to Kesh Palace"."""
    parts, buildings = lexicon.words("parts of the world"), lexicon.words("buildings")
    return place.name in parts or place.name.split()[-1] in buildings


def _is_back(story: Story, visit: Visit) -> bool:
    """As in "he returned, and landed at Merrow Airport", also where the sentences before say so."""
    near = story.sentences[max(0, visit.sentence.index - 2) : visit.sentence.index + 1]
    words = frozenset[str]().union(*(s.vocabulary for s in near))
    return is_stop(visit.place) and not lexicon.words("words of return").isdisjoint(words)


def _is_none(reading: Reading) -> bool:
    """Tell what leads nowhere, and what nobody with an office makes: "the runner Ann Hale arrived"."""
    private = lexicon.words("travellers without an office")
    s, who = reading.s, next(iter(reading.roles.get("visitors", ())), None)
    first = reading.at if who is None else min(who.at, reading.at)
    near = s.words(first - _NEAR, reading.at) if who and who.label else ()
    whose = (*near, s.word(np_start(s, first) - 1))
    thing = who is not None and " " not in who.name and not (who.entity.sure or who.entity.known)
    thing = thing and who is not None and not who.label and who.name.endswith("s")  # "Leopards went to Kesh"
    return _is_online(reading) or _goes_to_work(reading) or thing or not private.isdisjoint(whose)


def _goes_to_work(reading: Reading) -> bool:
    """As in "officers are to be sent to Kesh as instructors"."""
    s, place = reading.s, next(iter(reading.roles.get("place", ())), None)
    workers = lexicon.words("those who go somewhere to work")
    return place is not None and s.word(place.at + 1) == "as" and s.word(place.at + 2) in workers


def _is_online(reading: Reading) -> bool:
    """As in "her virtual trip to Kesh", "addressed a forum in Kesh by video link", which lead nowhere."""
    behind = _NEAR * (4 if reading.pattern.abroad else 1)
    near = reading.s.words(reading.at - _NEAR, reading.after + behind)
    return not lexicon.words("words of being online").isdisjoint(near)


def _is_at_home(reading: Reading, homes: Mapping[str, str]) -> bool:
    """As in "the Norland premier left for Norland": whoever comes to the own state or capital is back."""
    pattern, place, guests = reading.pattern, reading.one("place"), reading.all("visitors")
    states = {homes.get(who.id, "") or who.state for who in guests}
    seat = next((is_seat(reading.s, who.at) for who in reading.roles.get("place", ())), False)
    if seat and place and {place.state, ""} & states:
        return True  # "the mayor visited the White House"
    if place and place.state in states and _is_only_meant(reading):
        return True  # "Ann Hale of Kesh will arrive in the country"
    if pattern.abroad and (place is None or not place.state or {place.state, ""} & states):
        return True
    visitors = reading.roles.get("visitors", ())
    if pattern.abroad and (
        any(is_posted_abroad(reading.s, who) for who in visitors) or _is_seat(place, states)
    ):
        return True
    if not (pattern.homeward or reading.s.word(reading.at - 1) == "return"):
        return place is not None and place.kind == "place" and _is_own_town(reading, states)
    return _is_own_town(reading, states)


def _is_seat(place: Entity | None, homes: set[str]) -> bool:
    """As in "the head of the agency said in Merrow", where bodies of many states have their seats."""
    seat = place is not None and place.name in lexicon.words("seats of bodies of many states")
    return seat and not homes <= ids_of_states()


def _is_own_town(reading: Reading, states: set[str]) -> bool:
    place = reading.one("place")
    return place is not None and bool(place.state) and states == {place.state}


def _is_only_meant(reading: Reading) -> bool:
    """Tell whether a place is not named where it is told: "the country", "there"."""
    who = next(iter(reading.roles.get("place", ())), None)
    return who is not None and who.entity.kind == "state" and reading.s[who.at].who is None


def _once_dated(readings: Sequence[Reading]) -> Iterator[Reading]:
    """As in "left on Monday for Kesh and Norland": of several states only the first has the day.

    Those behind it are still to come, where the day is that of the article. Each may have a day of its own.
    """
    before: Reading | None = None
    for one in readings:
        again = before and before.s is one.s and before.at == one.at
        days = {o.time.edtf for o in readings if o.s is one.s and o.at == one.at and o.time}
        place = one.one("place")
        day = one.time and len(one.time.edtf.strip("?~")) == _DAY
        if again and one.time and day and len(days) == 1 and place and place.kind == "state":
            new = one.status == "happened" and may_be_one(one.time.edtf, one.story.published)
            status: Certainty = "planned" if new else one.status
            yield replace(one, time=None, status=status, spans=spans_of(one, time=None))
        else:
            yield one
        before = one


def _in_its_time(reading: Reading) -> Reading:
    """As in "heads to Kesh on Friday", where Friday is to come, "will hold talks and attend": planned."""
    time, status, word = reading.time, reading.status, reading.word.partition(" ")[0]
    if time and (time.edtf.startswith(("..", "/")) or "X" in time.edtf):  # "until Friday", "in this century"
        time = None
        reading = replace(reading, time=None, spans=spans_of(reading, time=None))
    if status != "happened" or is_over(reading) or (time is None and _is_ahead(reading)):
        return _as_told(reading)
    before = reading.s.word(reading.at - 1)
    present = (word.endswith("s") and word != "is") or (
        before in {"is", "are"} and word.endswith(("ing", "headed", "bound"))
    )
    going = word.endswith("ing") and not {"was", "were"}.isdisjoint(
        reading.s.words(reading.at - 2, reading.at)
    )
    if going and not lexicon.words("words of announcing").isdisjoint(reading.s.words(0, reading.at)):
        return replace(reading, status="planned")  # "announced that she was travelling to Kesh"
    later = time is not None and _is_later(time.edtf, reading.story.published)
    present = present and reading.pattern.part != "noun"
    if (present and later) or (before in {"is", "are"} and word in {"headed", "bound"}):
        return replace(reading, status="planned")
    if later and _is_printed_behind(reading):
        return replace(reading, status="planned")
    base = reading.pattern.part == "noun" or word in lexicon.words("base forms of verbs")
    if later and base:
        return replace(reading, status="planned")  # no verb of what is past tells its day
    return replace(reading, status=foretold_before(reading.s, reading.at)) if base else reading


def _as_going_on(reading: Reading) -> Reading:
    """As in "From there she goes on to Kesh", "before she goes to Kesh": what is to come."""
    coming = reading.pattern.name == "going-on" or _is_before_it(reading)
    present = coming and reading.pattern.part != "noun" and reading.word.partition(" ")[0].endswith("s")
    return replace(reading, status="planned") if present and reading.status == "happened" else reading


def _is_before_it(reading: Reading) -> bool:
    """As in "talks before Ann Hale goes to Kesh": nothing divides the verb from "before"."""
    for k in range(reading.at, max(0, reading.at - _AHEAD), -1):
        if any(mark in reading.s.gap(k) for mark in ',;:"'):
            return False
        if reading.s.word(k - 1) == "before":
            return True
    return False


def _as_told(reading: Reading) -> Reading:
    """As in "after her visit to Kesh", "ahead of her visit to Kesh": over, or to come, whatever else is."""
    if is_over(reading):
        over = reading.status in {"planned", "expected"}
        return replace(reading, status="happened") if over else reading
    return replace(reading, status="planned") if reading.status == "happened" else reading


def _is_ahead(reading: Reading) -> bool:
    """As in "Ahead of Ann Hale's trip to Kesh, John Berg said"."""
    before = reading.s.words(reading.at - _AHEAD, reading.at)
    return reading.pattern.part == "noun" and ("ahead", "of") in pairwise(before)


def _as_announced(reading: Reading) -> Reading:
    """As in "announced the visit of Ann Hale to Kesh on Wednesday": to come, whatever day is past."""
    lead, time = reading.lead, reading.time
    noun = reading.status == "happened" and reading.pattern.part == "noun" and lead is not None
    if not noun or reading.s.word(lead or 0) not in lexicon.words("words of announcing"):
        return reading
    coming = time if time is not None and _is_later(time.edtf, reading.story.published) else None
    return replace(reading, status="planned", time=coming, spans=spans_of(reading, time=coming))


def _is_printed_behind(reading: Reading) -> bool:
    """As in "with her trip to Kesh from 6 to 8 May": a day to come, and no verb of what is past."""
    s, lead = reading.s, reading.lead
    printed = reading.time is not None and any(c.isdigit() for c in reading.time.surface)
    behind = any(token.time is reading.time for token in s.tokens[reading.after :])
    past = lead is not None and (
        s.word(lead).endswith("ed") or s.word(lead) in lexicon.words("past forms of verbs")
    )
    return reading.pattern.part == "noun" and printed and behind and not past


def _is_later(date: str, published: str) -> bool:
    when, appeared = edtf.parse_or_none(date), edtf.parse_or_none(published)
    return bool(when and appeared and when.earliest and appeared.latest and when.earliest > appeared.latest)


def _with_status(visits: list[Visit]) -> list[Visit]:
    """As in "will go to Kesh on a tour of Norland": what is to come holds for all of a sentence.

    A visit without a time is that to come to the same place: "her visit to Kesh will begin a new chapter".
    """
    for i, visit in enumerate(visits):
        others = (other for other in visits[:i] if other.guests & visit.guests)
        coming = (other for other in others if other.status in {"planned", "expected"})
        same = next((other for other in coming if _is_told_with(visit, other)), None)
        if same and visit.status == "happened" and not visit.over:
            visit.status = same.status
        if visit.time is None and visit.status == "planned" and any(_is_begun(visit, v) for v in visits[:i]):
            visit.status = "happened"  # "arrived on a visit, which had been announced"
    return visits


def _called_off(story: Story, visits: list[Visit]) -> list[Visit]:
    """As in "was due to visit Kesh but put off the trip", in its sentence or the next."""
    for visit in visits:
        near = story.sentences[visit.sentence.index : visit.sentence.index + 2]
        if visit.status in {"planned", "expected"} and any(map(is_called_off, near)):
            visit.status = "cancelled"
    return visits


def _is_begun(visit: Visit, other: Visit) -> bool:
    same = other.place == visit.place and bool(other.guests & visit.guests)
    return same and other.status == "happened" and other.time is not None


def _goes_on(visit: Visit) -> bool:
    """As in "will visit Kesh. From there she flies to Merrow": the present tells what is to come, too."""
    starts = {start for start, _ in visit.words}
    words = [token.low for token in visit.sentence.tokens if token.start in starts]
    return not lexicon.words("verbs of going on").isdisjoint(words)


def _is_told_with(visit: Visit, other: Visit) -> bool:
    series = _goes_on(visit) and other.sentence.index < visit.sentence.index
    undated = visit.time is None and (visit.place == other.place or series)
    made = visit.past and visit.time is not None  # "will go to Kesh; she was in Norland in May"
    return (other.sentence is visit.sentence and not made) or undated


def _each_once(meetings: Sequence[Reading]) -> list[Reading]:
    """Leave out what tells of a meeting again: the same who met, at no other time or place."""
    kept: list[Reading] = []
    for meeting in meetings:
        same = next((k for k, other in enumerate(kept) if _is_one_meeting(meeting, other)), None)
        if same is None:
            kept.append(meeting)
        else:
            kept[same] = _fuller(kept[same], meeting)
    return kept


def _fuller(one: Reading, again: Reading) -> Reading:
    """Take from what tells of a meeting again its time, and the place, where they are not told."""
    first, second = (again, one) if again.time and not one.time else (one, again)
    if first.one("place") or not second.one("place"):
        return first
    roles = {**first.roles, "place": second.roles.get("place", ())}
    return replace(first, roles=roles, spans=(*first.spans, *second.spans))


def _is_one_meeting(a: Reading, b: Reading) -> bool:
    who, others = ({e.id for role in ("one", "others") for e in one.all(role)} for one in (a, b))
    here, there = a.one("place"), b.one("place")
    apart = here and there and here.id != there.id
    apart = apart or _are_on_other_days(a, b) or _is_further(a, b)
    return (who <= others or others <= who) and not apart and compatible(a.time, b.time)


def _are_on_other_days(a: Reading, b: Reading) -> bool:
    """As in "met on Tuesday, and again on Thursday": each told with its day, which only a stay would join."""
    days = [one.time.edtf for one in (a, b) if one.time and len(one.time.edtf) == _DAY]
    told = all(not one.time.ambiguous for one in (a, b) if one.time)
    return len(set(days)) > 1 and told


def _is_further(a: Reading, b: Reading) -> bool:
    """As in "met on Monday and agreed to meet again": one was, and the other is to come, in one sentence."""
    happened = [one.status == "happened" for one in (a, b)]
    if happened[0] == happened[1]:
        return False
    made = a if happened[0] else b
    return (a.s is b.s and not (a.time and a.time == b.time)) or _is_of_earlier(made)


def _is_of_earlier(meeting: Reading) -> bool:
    """As in "met her in January" where another is still to come: weeks before the article."""
    when = edtf.parse_or_none(meeting.time.edtf) if meeting.time else None
    appeared = edtf.parse_or_none(meeting.story.published)
    if not (when and when.latest and appeared and appeared.earliest):
        return False
    return (appeared.earliest - when.latest).days > _WEEKS
