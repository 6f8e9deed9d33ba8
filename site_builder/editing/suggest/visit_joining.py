"""Joins what an article tells of one visit, and puts meetings under the visits they were part of."""

from collections.abc import Sequence

from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.proposals import Span
from site_builder.editing.suggest.visit_found import Meeting, Visit
from site_builder.model import edtf
from site_builder.model.extraction_results import TimeExpression

_NEAR = 7
"""Days between which two reports of somebody in one country are of one visit."""


def assigned(visits: list[Visit], meetings: Sequence[Meeting], states: dict[str, str]) -> list[Meeting]:
    """Put each meeting under the visit it was part of, or make a visit of it; give those that stay alone."""
    alone = []
    for meeting in meetings:
        visit = _visit_of(meeting, visits, states)
        if visit is not None:
            guests = {e.id for e in visit.visitors}
            other = meeting.others if meeting.one[0].id in guests else meeting.one
            visit.met += (e for e in other if e.id not in guests and e.id not in {m.id for m in visit.met})
            if meeting.received and meeting.one[0].id not in guests:
                visit.hosts += (e for e in meeting.one if e.id not in {h.id for h in visit.hosts})
            visit.anchors += meeting.anchors
            visit.time = visit.time or meeting.time
        elif made := _made(meeting, states):
            visits.append(made)
        elif meeting.others:
            alone.append(meeting)
    _place_listed(visits, states)
    return alone


def _visit_of(meeting: Meeting, visits: Sequence[Visit], states: dict[str, str]) -> Visit | None:
    """Find the visit that a meeting fits, the nearest before it first."""
    fitting = []
    for visit in visits:
        guests = {e.id for e in visit.visitors}
        one, others = {e.id for e in meeting.one}, {e.id for e in meeting.others}
        if (
            not guests & (one | others)
            or visit.rule == "visits-listed"
            or (visit.status == "happened") != (meeting.status == "happened")
        ):
            continue
        hosts = others if guests & one else one
        at_home = any(states.get(host) == visit.state for host in hosts) if visit.state else False
        same_place = bool(meeting.place and visit.state == meeting.place.state)
        unknown = meeting.sentence is visit.sentence and not meeting.place and not any(map(states.get, hosts))
        if not (at_home or same_place or unknown) or not _compatible(visit.time, meeting.time):
            continue
        distance = meeting.sentence.index - visit.sentence.index
        fitting.append((abs(distance) + (3 if distance < 0 else 0), visit))
    return min(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _made(meeting: Meeting, states: dict[str, str]) -> Visit | None:
    """A visit that a meeting implies: somebody abroad at a place, or received by a host at home."""
    if meeting.received:
        hosts, guests = meeting.one, meeting.others
        host_state, guest_state = states.get(hosts[0].id, ""), states.get(guests[0].id, "")
        if not host_state or not guest_state or host_state == guest_state:
            return None
        place = meeting.place or Entity(host_state, "state", host_state, host_state)
        return Visit(
            guests,
            place,
            meeting.time,
            meeting.status,
            meeting.sentence,
            meeting.at,
            list(meeting.anchors),
            "received",
            sure=False,
            met=list(hosts),
            hosts=list(hosts),
        )
    if not meeting.place or not meeting.place.state:
        return None
    home = states.get(meeting.one[0].id, "")
    if not home or home == meeting.place.state:
        return None
    return Visit(
        meeting.one,
        meeting.place,
        meeting.time,
        meeting.status,
        meeting.sentence,
        meeting.at,
        list(meeting.anchors),
        "met-abroad",
        sure=False,
        met=list(meeting.others),
    )


def _place_listed(visits: list[Visit], states: dict[str, str]) -> None:
    """A listed visit took place in the state of those who were met, else where the visitor goes elsewhere."""
    for visit in visits:
        if visit.place is None:
            homes = [states[e.id] for e in visit.met if states.get(e.id)]
            if homes:
                visit.place = Entity(homes[0], "state", homes[0], homes[0])
            else:
                guests = {e.id for e in visit.visitors}
                others = (
                    v.place
                    for v in reversed(visits)
                    if v.place and v is not visit and guests & {e.id for e in v.visitors}
                )
                visit.place = next(others, None)


def joined(visits: Sequence[Visit]) -> list[Visit]:
    """Join what tells of one visit: the same visitor in the same state at about the same time."""
    merged: list[Visit] = []
    for visit in visits:
        same = next((m for m in merged if _same(m, visit)), None)
        if same is None:
            merged.append(visit)
            continue
        if same.sentence.headline or (visit.sure and not same.sure):
            same.sure = same.sure or visit.sure
            same.rule = visit.rule
        same.anchors = _fewer(same, visit)
        same.time = same.time or visit.time
        same.place = _wider(same.place, visit.place)
        same.met += (e for e in visit.met if e.id not in {m.id for m in same.met})
        same.hosts += (e for e in visit.hosts if e.id not in {h.id for h in same.hosts})
        if same.sentence.headline or same.time is visit.time:
            same.sentence, same.at = visit.sentence, visit.at
            same.status = visit.status
    return merged


def _fewer(a: Visit, b: Visit) -> list[Span]:
    """Quotes of the better of two sentences; of both where each has something of its own."""
    if (b.time and not a.time) or a.sentence.headline:
        return list(b.anchors)
    if b.met or b.hosts or (b.time and a.time and a.time.edtf != b.time.edtf):
        return [*a.anchors, *b.anchors]
    return list(a.anchors)


def _same(a: Visit, b: Visit) -> bool:
    if {e.id for e in a.visitors}.isdisjoint(e.id for e in b.visitors):
        return False
    if "visits-listed" in (a.rule, b.rule) and a.time is not b.time:
        return False
    if (a.status in {"happened", "cancelled"}) != (
        b.status in {"happened", "cancelled"}
    ) and not a.sentence.headline:
        return False
    if a.place and b.place and a.place.id != b.place.id and (not a.state or a.state != b.state):
        return False
    return bool(a.place and b.place) and _compatible(a.time, b.time)


def _compatible(a: TimeExpression | None, b: TimeExpression | None) -> bool:
    if a is None or b is None or not a.edtf or not b.edtf or a.edtf == b.edtf:
        return True
    try:
        first, second = edtf.parse(a.edtf), edtf.parse(b.edtf)
    except edtf.EdtfError:
        return True
    if edtf.relation(first, second) != "conflicts":
        return True
    if not (first.earliest and second.latest and second.earliest and first.latest):
        return False
    return (
        min(abs((first.earliest - second.latest).days), abs((second.earliest - first.latest).days)) <= _NEAR
    )


def _wider(a: Entity | None, b: Entity | None) -> Entity | None:
    """Of a state and a place in it the state, for a visit may lead to several places."""
    if a is None or (b is not None and b.kind == "state" and a.kind != "state"):
        return b
    return a
