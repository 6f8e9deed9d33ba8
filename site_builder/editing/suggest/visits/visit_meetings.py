"""Puts meetings under the visits that they were part of, or makes visits of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.parties import state_of
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.words_of_readings import words_of
from site_builder.editing.suggest.people.datelines import is_dateline
from site_builder.editing.suggest.people.homes import ids_of_states
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.roles import np_start, role_after, role_before
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.editing.suggest.visits.visit_joining import Visit, add_people, compatible, visit_of
from site_builder.editing.suggest.visits.visit_proposals import is_call

_BACK: Final = 3
"""So many sentences back the visit is told that "during her visit" refers to."""
_IN_PERSON: Final = ("met", "talks", "meal", "received", "courtesy")
"""How the names of patterns begin of which each side is at one place."""
_ONLY_DURING: Final = frozenset(("acted-together", "told-on-visit"))
_AIMS: Final = frozenset(("to-negotiate", "to-persuade"))
"""What somebody goes for, of whom the visit tells."""
_NEAR: Final = 4
"""So many words before "visit" it is told that something was during it."""


def _visit_by(meeting: Reading, visitors: tuple[Who, ...], hosts: tuple[Entity, ...], place: Entity) -> Visit:
    """Begin a visit with a meeting that implies it."""
    visit = visit_of(meeting)
    visit.visitors, visit.met, visit.place, visit.sure = visitors, list(hosts), place, False
    return visit


def assigned(visits: list[Visit], meetings: Sequence[Reading], states: Mapping[str, str]) -> list[Reading]:
    """Put each meeting under the visit it was part of, or make a visit of it; give those that stay alone."""
    alone: list[Reading] = []
    for meeting in _with_hosts(meetings, visits):
        if not _of_people(meeting):
            if _is_host_of_visit(meeting, visits):
                continue
            abroad = _with_counterpart(meeting, states)
            if abroad is not None and not any(_is_within(abroad, visit) for visit in visits):
                visits.append(abroad)
            alone += () if abroad is not None or _of_outlets(meeting) else (meeting,)
            continue
        visit = _fitting(meeting, visits, states)
        if visit is not None and _met_among_themselves(meeting, visit, states):
            alone.append(replace(meeting, time=meeting.time or visit.time))
        elif visit is not None:
            _add(meeting, visit)
        elif meeting.pattern.name in _ONLY_DURING and not meeting.one("place"):
            continue  # it tells of a meeting only where one of them visits the other
        elif (made := _made(meeting, states) or _made_at_dateline(meeting, states)) and not any(
            _is_of_other_course(made, visit) for visit in visits
        ):
            visits.append(made)
        elif meeting.all("others"):
            alone.append(meeting)
    _place_listed(visits, states)
    return alone


def _with_hosts(meetings: Sequence[Reading], visits: Sequence[Visit]) -> Iterator[Reading]:
    """As in "During her visit, Ann Hale will hold talks on trade": with the state that she visits."""
    for meeting in meetings:
        if meeting.pattern.name in _AIMS:
            yield from _on_journey(meeting, meetings, visits)
        elif meeting.roles.get("others") or "others" not in meeting.pattern.optional:
            yield meeting
        elif meeting.pattern.family == "meetings" and (host := _host_of_visit(meeting, meetings, visits)):
            yield replace(meeting, roles={**meeting.roles, "others": (Who(host, meeting.at, sure=False),)})


def _on_journey(meeting: Reading, meetings: Sequence[Reading], visits: Sequence[Visit]) -> Iterator[Reading]:
    """As in "went to Kesh to negotiate the price of grain": the visitor, with the state of the visit."""
    near = [visit for visit in visits if visit.sentence is meeting.s and visit.place and visit.visitors]
    if len(near) != 1:
        return
    visit, others = near[0], meeting.roles.get("others", ())
    host = _state_of(meeting, visit)
    other = _is_told(visit.guests, meetings) or "with" in meeting.s.words(meeting.after, meeting.end)
    if host and not other and not others and meeting.pattern.name == "to-negotiate":
        others = (Who(host, meeting.at, sure=False),)
    if others and meeting.s.word(meeting.at - 1) == "to" and visit.status != "cancelled":
        roles = {**meeting.roles, "one": visit.visitors, "others": others}
        yield replace(meeting, roles=roles, status=visit.status)


def _state_of(meeting: Reading, visit: Visit) -> Entity | None:
    """Give the state that was visited."""
    place = visit.place
    if place is None or not visit.state:
        return None
    return place if place.kind == "state" else state_of(meeting.story, visit.state)


def _host_of_visit(meeting: Reading, meetings: Sequence[Reading], visits: Sequence[Visit]) -> Entity | None:
    """Give the state of the visit that a sentence refers to, where none who was met there is told."""
    one = {who.id for who in meeting.all("one")}
    near = [
        visit
        for visit in visits
        if visit.guests & one
        and 0 <= meeting.s.index - visit.sentence.index <= _BACK
        and (visit.status == "happened") == (meeting.status == "happened")
    ]
    states = {visit.state for visit in near}
    if _is_told(one, meetings) or len(states) != 1 or not _is_of_visit(meeting.s):
        return None
    return _state_of(meeting, near[0])


def _is_told(one: set[str], meetings: Sequence[Reading]) -> bool:
    """Tell whether it is said whom somebody met."""
    return any(one.intersection(e.id for e in m.all("one")) and m.all("others") for m in meetings)


def _is_of_visit(s: Sentence) -> bool:
    """As in "during his visit", "on the two-day trip"."""
    nouns = (k for k in range(len(s)) if s.word(k) in lexicon.words("visit nouns"))
    return any("during" in s.words(k - _NEAR, k) for k in nouns)


def _is_host_of_visit(meeting: Reading, visits: Sequence[Visit]) -> bool:
    """As in "Kesh welcomed Ann Hale", which tells of her visit already."""
    hosts, guests = meeting.all("one"), {who.id for who in meeting.all("others")}
    states = {who.id for who in hosts if who.kind == "state"}
    told = (visit for visit in visits if visit.sentence is meeting.s and visit.words)
    return _is_received(meeting) and any(states == {v.state} and guests == v.guests for v in told)


def _of_outlets(meeting: Reading) -> bool:
    """As in "spoke with the Kesh Post", which tells of an interview."""
    return any(who.kind == "media" for who in (*meeting.all("one"), *meeting.all("others")))


def _of_people(meeting: Reading) -> bool:
    """Tell whether only people met, and in person: what states and bodies do is no visit."""
    people = all(who.kind == "person" for who in (*meeting.all("one"), *meeting.all("others")))
    return people and not meeting.pattern.name.startswith("call")


def _is_received(meeting: Reading) -> bool:
    """Tell whether the one received the others as a host."""
    return meeting.pattern.name.startswith("received")


def _fitting(meeting: Reading, visits: Sequence[Visit], states: Mapping[str, str]) -> Visit | None:
    """Find the visit that a meeting fits, the nearest before it first."""
    fitting = []
    for visit in visits:
        if visit.listed or (visit.status == "happened") != (meeting.status == "happened"):
            continue
        if _is_another(meeting) or _is_told_earlier(meeting, visit) or _is_back(meeting, visit):
            continue
        if meeting.pattern.name == "told-on-visit" and not _is_told_there(meeting, visit):
            continue
        if _is_during(meeting, visit, states) and compatible(visit.time, meeting.time):
            distance = meeting.s.index - visit.sentence.index
            fitting.append((abs(distance) + (3 if distance < 0 else 0), -_nearness(meeting, visit), visit))
    return min(fitting, key=lambda told: told[:2])[2] if fitting else None


def _add(meeting: Reading, visit: Visit) -> None:
    one, others = meeting.all("one"), meeting.all("others")
    add_people(visit.met, others if one[0].id in visit.guests else one, visit.guests)
    if _is_received(meeting) and one[0].id not in visit.guests:
        add_people(visit.hosts, one, set())
    visit.anchors += meeting.spans
    visit.words += words_of(meeting)
    visit.time = visit.time or meeting.time


def _met_among_themselves(meeting: Reading, visit: Visit, states: Mapping[str, str]) -> bool:
    """As in "Ann Hale of Kesh and John Berg of Norland held talks in Merrow", where both are guests."""
    people = (*meeting.all("one"), *meeting.all("others"))
    homes = {states.get(who.id, "") for who in people}
    return {who.id for who in people} <= visit.guests and len(homes) > 1 and "" not in homes


def _nearness(meeting: Reading, visit: Visit) -> int:
    """As in "went to Kesh, and in May to Norland, where she saw": in one sentence the visit told last."""
    before = [start for start, _ in visit.anchors if start < meeting.s[meeting.at].start]
    return max(before, default=0) if visit.sentence is meeting.s else 0


def _is_told_earlier(meeting: Reading, visit: Visit) -> bool:
    """As in "received Ann Hale. She had come last year, too": an old visit told behind is another."""
    return visit.long_ago and meeting.time is None and meeting.s.index < visit.sentence.index


def _is_back(meeting: Reading, visit: Visit) -> bool:
    """As in "Ann Hale, who was received by John Berg, had flown in from Kesh": he is not there."""
    return visit.over and visit.sentence is meeting.s and _is_received(meeting) and not meeting.one("place")


def _is_told_there(meeting: Reading, visit: Visit) -> bool:
    """As in "On a visit to Kesh, she told", "In Kesh she told": what is told elsewhere may be of any time."""
    s = meeting.s
    first = s[1].who if s.word(0) == "in" and len(s) > 1 else None
    return visit.sentence is s or (first is not None and first.state == visit.state != "")


def _is_another(meeting: Reading) -> bool:
    """As in "during another visit to Ann Hale", which is none that was told."""
    before = meeting.s.words(meeting.at - 2, meeting.at)
    another = not lexicon.words("words of another").isdisjoint(before)
    return another and meeting.word.startswith("visit")


def _is_during(meeting: Reading, visit: Visit, states: Mapping[str, str]) -> bool:
    one, others = ({e.id for e in meeting.all(role)} for role in ("one", "others"))
    if not visit.guests & (one | others):
        return False
    if _is_received(meeting) and not visit.guests & others and meeting.s is not visit.sentence:
        return False  # whoever receives somebody is at home, and was abroad at another time
    hosts, place = others if visit.guests & one else one, meeting.one("place")
    at_home = any(states.get(host) == visit.state for host in hosts) if visit.state else False
    same_place = bool(place and visit.place and visit.state == place.state)
    same_place = same_place and bool(visit.state or visit.place == place)
    unknown = meeting.s is visit.sentence and not place and not any(map(states.get, hosts))
    return at_home or same_place or unknown


def _made(meeting: Reading, states: Mapping[str, str]) -> Visit | None:
    """A visit that a meeting implies: somebody abroad at a place, or received by a host at home."""
    if _is_received(meeting):
        return _made_by_guests(meeting, states)
    one, others, place = meeting.all("one"), meeting.all("others"), meeting.one("place")
    home = states.get(one[0].id, "")
    if place and (guests := _guests_at_home_of_others(meeting, place, states)):
        hosts = tuple(who for who in (*one, *others) if _is_at(who, place, states))
        return _visit_by(meeting, guests, hosts, place)
    posted = all(is_posted_abroad(meeting.s, who) for who in meeting.roles.get("one", ()))
    if not place or not place.state or not home or home == place.state or posted:
        return None
    if meeting.pattern.who and any(states.get(other.id, "") not in {"", place.state} for other in others):
        return None  # who met abroad, with no host among them, visited nobody
    return _visit_by(meeting, meeting.roles.get("one", ()), others, place)


def _made_by_guests(meeting: Reading, states: Mapping[str, str]) -> Visit | None:
    """As in "John Berg of Kesh received Ann Hale of Norland", be it at a place or where he is at home."""
    one, others, place = meeting.all("one"), meeting.all("others"), meeting.one("place")
    host_state, guest_state = states.get(one[0].id, ""), states.get(others[0].id, "")
    host_state = host_state or (place.state if place else "")
    told = place is not None or host_state in ids_of_states()  # not "the Merrow Pact's chief hosts Ann Hale"
    first = min(who.at for who in meeting.roles.get("others", ()))
    told = told and "with" not in meeting.s.words(meeting.after, first)  # "will host it with Ann Hale"
    if not host_state or not guest_state or host_state == guest_state or not told:
        return None
    guests = meeting.roles.get("others", ())
    if all(is_posted_abroad(meeting.s, who) for who in guests):
        return None  # "received the Keshian ambassador", who lives there
    visit = _visit_by(meeting, guests, one, place or Entity(host_state, "state", host_state, host_state))
    visit.hosts = list(one)
    return visit


def _is_at(who: Entity, place: Entity, states: Mapping[str, str]) -> bool:
    return bool(place.state) and states.get(who.id) == place.state


def _guests_at_home_of_others(meeting: Reading, place: Entity, states: Mapping[str, str]) -> tuple[Who, ...]:
    """As in "John Berg of Kesh met Ann Hale of Norland in Kesh": those of the one other state."""
    everybody = (*meeting.roles.get("one", ()), *meeting.roles.get("others", ()))
    guests = tuple(who for who in everybody if not _is_at(who.entity, place, states))
    homes = {states.get(who.entity.id, "") or _called_visitor(meeting, who) for who in guests}
    at_home = bool(everybody) and _is_at(everybody[0].entity, place, states)
    return guests if at_home and len(homes) == 1 and "" not in homes else ()


def _called_visitor(meeting: Reading, who: Who) -> str:
    """As in "with her visiting counterpart, Ann Hale", of whom no state is told."""
    first = np_start(meeting.s, who.at)
    return "?" if "visiting" in meeting.s.words(first - _NEAR, who.at) else ""


def _made_at_dateline(meeting: Reading, states: Mapping[str, str]) -> Visit | None:
    """As in "MERROW, Kesh - Ann Hale of Norland met John Berg", who is at home there."""
    s, name = meeting.s, meeting.pattern.name
    elsewhere = lexicon.words("words of being online", "occasions of several states")
    apart = is_call(meeting) or not elsewhere.isdisjoint(s.vocabulary)
    in_person = name.startswith(_IN_PERSON) and meeting.status == "happened" and not apart
    if meeting.one("place") or not in_person or s.headline or not (s[0].who and is_dateline(s)):
        return None
    for role, other in (("one", "others"), ("others", "one")):
        guests, hosts = meeting.roles.get(role, ()), meeting.all(other)
        foreign = {states.get(who.entity.id, "") for who in guests} - {""}
        at_home = {states.get(who.id, "") for who in hosts} <= {"", s[0].who.state}
        if s[0].who.state and foreign and s[0].who.state not in foreign and at_home and hosts:
            return _visit_by(meeting, guests, hosts, s[0].who)
    return None


def _with_counterpart(meeting: Reading, states: Mapping[str, str]) -> Visit | None:
    """As in "met her Keshian counterpart in Kesh", who is not named: a visit to the state of the other."""
    guests, place = meeting.roles.get("one", ()), meeting.one("place")
    hosts = meeting.all("others")
    homes = {states.get(who.entity.id, "") for who in guests if who.entity.kind == "person"}
    abroad = place is not None and len(homes) == 1 and not homes & {"", place.state}
    theirs = place is not None and all(host.kind == "state" and host.id == place.state for host in hosts)
    people = all(who.entity.kind == "person" for who in guests)
    if not (place and abroad and theirs and people and hosts) or meeting.pattern.name.startswith("call"):
        return None
    return _visit_by(meeting, guests, (), place)


def _is_within(meeting: Visit, visit: Visit) -> bool:
    """Tell whether a meeting was during a visit that is told: the same visitor, state and time."""
    same = bool(meeting.state) and meeting.state == visit.state and bool(meeting.guests & visit.guests)
    settled = (meeting.status == "happened") == (visit.status == "happened")
    return same and settled and compatible(meeting.time, visit.time)


def _is_of_other_course(made: Visit, visit: Visit) -> bool:
    """As in "reached Kesh on Monday, and is to meet Ann Hale there": of a visit that began."""
    same = bool(made.state) and made.state == visit.state and bool(made.guests & visit.guests)
    apart = (made.status == "happened") != (visit.status == "happened")
    return same and apart and compatible(made.time, visit.time)


def _place_listed(visits: list[Visit], states: Mapping[str, str]) -> None:
    """A listed visit took place in the state of those who were met, else where the visitor goes elsewhere."""
    for visit in visits:
        if visit.place is None:
            homes = [states[e.id] for e in visit.met if states.get(e.id)]
            if homes:
                visit.place = Entity(homes[0], "state", homes[0], homes[0])
            else:
                others = (
                    v.place
                    for v in reversed(visits)
                    if v.place and v is not visit and visit.guests & v.guests
                )
                visit.place = next(others, None)


def is_posted_abroad(s: Sentence, who: Who) -> bool:
    """As in "the Norland ambassador told reporters in Kesh", where she lives."""
    role = role_before(s, who.at) or role_after(s, who.at)
    words = role.name.lower().split() if role else who.label.split()
    return bool(role and role.to) or not lexicon.words("those who stay abroad").isdisjoint(words)
