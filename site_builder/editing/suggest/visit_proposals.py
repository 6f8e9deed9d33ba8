"""Proposals of visits, and of meetings outside any visit."""

from site_builder.editing.suggest.dating import dated
from site_builder.editing.suggest.names import slug
from site_builder.editing.suggest.proposals import Proposal, Rank, Value, in_a_row
from site_builder.editing.suggest.visit_found import Meeting, Visit

_REASONS = {
    "visit-verb": "a verb of visiting with a visitor and a place",
    "going-verb": "a verb of arriving or travelling with a traveller and a place",
    "visit-noun": "the noun 'visit' or 'trip' with a visitor and a place",
    "visits-listed": "one of several dated meetings during visits",
    "received": "somebody was received by a host of another state",
    "met-abroad": "a meeting at a place outside the visitor's own state",
}
_SAYS = {
    "happened": "visited",
    "planned": "plans to visit",
    "expected": "is expected to visit",
    "possible": "may visit",
    "cancelled": "called off a visit to",
    "not": "",
}


def visit_proposal(visit: Visit) -> Proposal:
    """Give a visit that has a place as a record to propose."""
    place = visit.place
    assert place is not None  # noqa: S101 - those without are left out before
    rank: Rank = "certain" if visit.sure and visit.time and visit.rule != "visits-listed" else "likely"
    if visit.rule in {"received", "met-abroad", "visits-listed"} or not visit.sure:
        rank = "likely" if visit.time else "possible"
    names = in_a_row(e.name for e in visit.visitors)
    where = place.name if place.name != place.id else place.id.replace("-", " ").title()
    fields: dict[str, Value] = {"visitors": tuple(e.id for e in visit.visitors)}
    guests = {e.id for e in visit.visitors}
    met = [e for e in visit.met if e.id not in guests]
    hosts = [e for e in visit.hosts if e.id not in guests]
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
        reason=_REASONS[visit.rule],
        fields=fields,
        anchors=tuple(visit.anchors),
        surface=names,
        entities=(*visit.visitors, *met, *hosts, place),
        event="visit",
        title=f"{visit.visitors[0].name.split()[-1]} visits {where}",
        slug=f"{last}-{place.id}",
    )


def meeting_proposal(meeting: Meeting) -> Proposal:
    """Give a meeting of its own as an event to propose."""
    both = (*meeting.one, *meeting.others)
    fields: dict[str, Value] = {"participants": tuple(e.id for e in both)}
    if meeting.place:
        fields["place"] = meeting.place.id
    fields |= dated(meeting.time)
    if meeting.status != "happened":
        fields["status"] = meeting.status
    verb = {
        "happened": "met",
        "cancelled": "called off a meeting with",
        "planned": "plans to meet",
        "expected": "is expected to meet",
    }.get(meeting.status, "may meet")
    fields["says"] = (
        f"{in_a_row(e.name for e in meeting.one)} {verb} {in_a_row(e.name for e in meeting.others)}."
    )
    return Proposal(
        section="events",
        rank="likely" if meeting.time else "possible",
        reason="a meeting outside any visit",
        fields=fields,
        anchors=meeting.anchors,
        surface=in_a_row(e.name for e in both),
        entities=(*both, *([meeting.place] if meeting.place else ())),
        event="meeting",
        title=f"{meeting.one[0].name.split()[-1]} meets {meeting.others[0].name.split()[-1]}",
        slug="-".join(slug(e.name.split()[-1]) for e in both[:2]),
    )
