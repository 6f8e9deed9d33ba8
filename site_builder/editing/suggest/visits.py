"""Visits, and the meetings during them: who went where, when, and whom they met."""

from collections.abc import Sequence

from site_builder.editing.suggest.proposals import Proposal
from site_builder.editing.suggest.reading import Reading
from site_builder.editing.suggest.roles import role_before
from site_builder.editing.suggest.sentences import Story
from site_builder.editing.suggest.visit_joining import Visit, assigned, compatible, joined, visit_of
from site_builder.editing.suggest.visit_proposals import meeting_proposal, visit_proposal


def find_visits(
    story: Story,
    readings: Sequence[Reading],
    meetings: Sequence[Reading],
    homes: dict[str, str] | None = None,
) -> tuple[Proposal, ...]:
    """Propose visits with the meetings during them, and meetings of their own.

    `homes` are the states that people serve, where they are known otherwise than from English words.
    """
    visits = joined(_with_status([visit_of(one) for one in readings]))
    alone = assigned(visits, meetings, home_states(story) if homes is None else homes)
    return (
        *(visit_proposal(visit, visit.place) for visit in joined(visits) if visit.place),
        *map(meeting_proposal, _each_once(alone)),
    )


def _with_status(visits: list[Visit]) -> list[Visit]:
    """As in "will go to Kesh on a tour of Norland": what is to come holds for all of a sentence.

    A visit without a time is that to come to the same place: "her visit to Kesh will begin a new chapter".
    """
    for i, visit in enumerate(visits):
        others = (other for other in visits[:i] if other.guests & visit.guests)
        coming = (other for other in others if other.status in {"planned", "expected"})
        same = next((other for other in coming if _is_told_with(visit, other)), None)
        if same and visit.status == "happened":
            visit.status = same.status
        if visit.time is None and visit.status == "planned" and any(_is_begun(visit, v) for v in visits[:i]):
            visit.status = "happened"  # "arrived on a visit, which had been announced"
    return visits


def _is_begun(visit: Visit, other: Visit) -> bool:
    same = other.place == visit.place and bool(other.guests & visit.guests)
    return same and other.status == "happened" and other.time is not None


def _is_told_with(visit: Visit, other: Visit) -> bool:
    undated = visit.time is None and visit.place == other.place
    return other.sentence is visit.sentence or undated


def _each_once(meetings: Sequence[Reading]) -> list[Reading]:
    """Leave out what tells of a meeting again: the same who met, at no other time or place."""
    kept: list[Reading] = []
    for meeting in meetings:
        same = next((k for k, other in enumerate(kept) if _is_one_meeting(meeting, other)), None)
        if same is None:
            kept.append(meeting)
        elif meeting.time and not kept[same].time:
            kept[same] = meeting
    return kept


def _is_one_meeting(a: Reading, b: Reading) -> bool:
    who, others = ({e.id for role in ("one", "others") for e in one.all(role)} for one in (a, b))
    here, there = a.one("place"), b.one("place")
    apart = here and there and here.id != there.id
    return (who <= others or others <= who) and not apart and compatible(a.time, b.time)


def home_states(story: Story) -> dict[str, str]:
    """Tell which state each person serves: the registry's, else that of a role in the article."""
    homes: dict[str, str] = {}
    for s in story.sentences:
        for i, token in enumerate(s.tokens):
            if token.who and token.who.kind == "person" and not homes.get(token.who.id):
                role = role_before(s, i)
                of = role.of if role else ""
                homes[token.who.id] = token.who.state or story.directory.country(of) or of
    return homes
