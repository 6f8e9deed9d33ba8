"""Proposals of visits, and of meetings outside any visit."""

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import is_sure
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.words_of_readings import words_of
from site_builder.editing.suggest.proposals.dating import dated
from site_builder.editing.suggest.proposals.names import Entity, slug
from site_builder.editing.suggest.proposals.proposal import Proposal, Rank, Value, in_a_row, worse
from site_builder.editing.suggest.visits.visit_joining import Visit

_BY = frozenset(("by", "in", "over", "via", "on"))
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


def called(name: str) -> str:
    """Give the word that an id has for somebody: the last that is no number: "Orban II"."""
    words = name.split()
    return words[-2] if len(words) > 1 and words[-1] in lexicon.words("numbers of rulers") else words[-1]


def visit_proposal(visit: Visit, place: Entity) -> Proposal:
    """Give a visit to a place as a record to propose."""
    firm = visit.sure and not visit.listed
    rank: Rank = "certain" if firm and visit.time else "likely" if firm or visit.time else "possible"
    visitors = tuple(who.entity for who in visit.visitors)
    rank = rank if all(map(is_sure, (*visitors, place))) else worse(rank)
    where = place.name if place.name != place.id else place.id.replace("-", " ").title()
    met, hosts = (tuple(e for e in people if e.id not in visit.guests) for people in (visit.met, visit.hosts))
    last = called(visitors[0].name)
    return Proposal(
        section="visits",
        rank=rank,
        reason=visit.reason,
        fields={**_fields(visit, met, hosts, place), "says": _says(visit, where, met)},
        anchors=tuple(visit.anchors),
        words=tuple(visit.words),
        surface=in_a_row(who.name for who in visit.visitors),
        entities=(*visitors, *met, *hosts, place),
        event="visit",
        title=f"{last} visits {where}",
        slug=f"{slug(last)}-{place.id}",
    )


def _fields(
    visit: Visit, met: tuple[Entity, ...], hosts: tuple[Entity, ...], place: Entity
) -> dict[str, Value]:
    people = {"met": met, "hosts": hosts}
    ids: dict[str, Value] = {role: tuple(e.id for e in found) for role, found in people.items() if found}
    return {
        "visitors": tuple(who.value for who in visit.visitors),
        **ids,
        "place": place.id,
        **dated(visit.time, visit.status),
    }


def _says(visit: Visit, where: str, met: tuple[Entity, ...]) -> str:
    meeting = f" and met {in_a_row(e.name for e in met)}" if met and visit.status == "happened" else ""
    who = in_a_row(who.name for who in visit.visitors)
    verb = _of_several(_SAYS[visit.status], len(visit.visitors))
    return f"{who[0].upper()}{who[1:]} {verb} {where}{meeting}."


def _of_several(verb: str, count: int) -> str:
    """As in "plan to visit" where several do, "are expected to visit"."""
    first, _, rest = verb.partition(" ")
    plural = {"plans": "plan", "is": "are"}.get(first, first)
    return f"{plural if count > 1 else first} {rest}".strip()


def meeting_proposal(meeting: Reading) -> Proposal:
    """Give a meeting of its own as an event to propose."""
    one, others = meeting.all("one"), meeting.all("others")
    place = None if is_call(meeting) else meeting.one("place")
    fields: dict[str, Value] = {"participants": tuple(dict.fromkeys(e.id for e in (*one, *others)))}
    if place:
        fields["place"] = place.id
    fields |= dated(meeting.time, meeting.status)
    verb = _of_several(_met(meeting), len(one))
    fields["says"] = f"{in_a_row(e.name for e in one)} {verb} {in_a_row(e.name for e in others)}."
    first, second = (called(people[0].name) for people in (one, others))
    return Proposal(
        section="events",
        rank=_rank_of(meeting),
        reason="a meeting outside any visit",
        fields=fields,
        anchors=meeting.spans,
        words=words_of(meeting),
        surface=in_a_row(e.name for e in (*one, *others)),
        entities=(*one, *others, *([place] if place else ())),
        event="meeting",
        title=f"{first} meets {second}",
        slug=f"{slug(first)}-{slug(called((*one, *others)[1].name))}",
    )


def is_call(meeting: Reading) -> bool:
    """Tell whether they were at no one place: "discussed Kesh in a phone talk"."""
    behind = meeting.s.words(meeting.at, meeting.end)
    by_phone = bool(_BY.intersection(behind)) and not lexicon.words("phone words").isdisjoint(behind)
    came = meeting.word.startswith(("visit", "courtesy", "farewell"))
    return (by_phone and not came) or meeting.pattern.name.startswith("call")


def _met(meeting: Reading) -> str:
    spoke = is_call(meeting) or meeting.word in {"spoke", "talked"}
    return "spoke with" if spoke and meeting.status == "happened" else _MEET[meeting.status]


def _rank_of(meeting: Reading) -> Rank:
    rank: Rank = "likely" if meeting.time else "possible"
    sure = meeting.sure and all(map(is_sure, (*meeting.all("one"), *meeting.all("others"))))
    return rank if sure and not meeting.s[meeting.at].quoted else worse(rank)
