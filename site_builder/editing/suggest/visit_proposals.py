"""Proposals of visits, and of meetings outside any visit."""

from site_builder.editing.suggest.dating import dated
from site_builder.editing.suggest.names import slug
from site_builder.editing.suggest.proposals import Proposal, Rank, Value, in_a_row
from site_builder.editing.suggest.telling import Telling
from site_builder.editing.suggest.visit_joining import Visit

_SAYS = {
    "happened": "visited",
    "planned": "plans to visit",
    "expected": "is expected to visit",
    "possible": "may visit",
    "cancelled": "called off a visit to",
}
_MEET = {
    "happened": "met",
    "planned": "plans to meet",
    "expected": "is expected to meet",
    "possible": "may meet",
    "cancelled": "called off a meeting with",
}


def visit_proposal(visit: Visit) -> Proposal:
    """Give a visit that has a place as a record to propose."""
    place = visit.place
    assert place is not None  # noqa: S101 - those without are left out before
    firm = visit.sure and not visit.listed
    rank: Rank = "certain" if firm and visit.time else "likely" if firm or visit.time else "possible"
    names = in_a_row(e.name for e in visit.visitors)
    where = place.name if place.name != place.id else place.id.replace("-", " ").title()
    fields: dict[str, Value] = {"visitors": tuple(e.id for e in visit.visitors)}
    met = [e for e in visit.met if e.id not in visit.guests]
    hosts = [e for e in visit.hosts if e.id not in visit.guests]
    if met:
        fields["met"] = tuple(e.id for e in met)
    if hosts:
        fields["hosts"] = tuple(e.id for e in hosts)
    fields["place"] = place.id
    fields |= dated(visit.time)
    if visit.status != "happened":
        fields["status"] = visit.status
    fields["says"] = (
        f"{names} {_SAYS[visit.status]} {where}"
        + (f" and met {in_a_row(e.name for e in met)}" if met and visit.status == "happened" else "")
        + "."
    )
    last = slug(visit.visitors[0].name.split()[-1])
    return Proposal(
        section="visits",
        rank=rank,
        reason=visit.reason,
        fields=fields,
        anchors=tuple(visit.anchors),
        surface=names,
        entities=(*visit.visitors, *met, *hosts, place),
        event="visit",
        title=f"{visit.visitors[0].name.split()[-1]} visits {where}",
        slug=f"{last}-{place.id}",
    )


def meeting_proposal(meeting: Telling) -> Proposal:
    """Give a meeting of its own as an event to propose."""
    one, others, place = meeting.all("one"), meeting.all("others"), meeting.one("place")
    fields: dict[str, Value] = {"participants": tuple(e.id for e in (*one, *others))}
    if place:
        fields["place"] = place.id
    fields |= dated(meeting.time)
    if meeting.status != "happened":
        fields["status"] = meeting.status
    fields["says"] = (
        f"{in_a_row(e.name for e in one)} {_MEET[meeting.status]} {in_a_row(e.name for e in others)}."
    )
    first, second = (people[0].name.split()[-1] for people in (one, others))
    return Proposal(
        section="events",
        rank="likely" if meeting.time else "possible",
        reason="a meeting outside any visit",
        fields=fields,
        anchors=meeting.spans,
        surface=in_a_row(e.name for e in (*one, *others)),
        entities=(*one, *others, *([place] if place else ())),
        event="meeting",
        title=f"{first} meets {second}",
        slug=f"{slug(first)}-{slug((*one, *others)[1].name.split()[-1])}",
    )
