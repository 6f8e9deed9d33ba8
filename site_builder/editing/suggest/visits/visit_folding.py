"""Folds visits that are one: told again with another status, by another form of a name, or of a palace."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.happening import Certainty
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.folding import are_in_one, are_one
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.visits.visit_joining import Visit, are_apart, compatible
from site_builder.model import edtf

_TO_COME = frozenset(("planned", "expected", "possible"))
_LONG_AGO = timedelta(days=14)
"""A visit so long before the article is none that it announces."""


def outside_buildings(readings: Sequence[Reading]) -> Iterator[Reading]:
    """As in "visited Kesh Palace, Merrow": the town of a building; none where it is not told."""
    for reading in readings:
        place = _town_of(reading)
        if place is not None:
            yield reading if place == reading.roles.get("place", ()) else _at(reading, place)


def without_buildings(meetings: Sequence[Reading]) -> Iterator[Reading]:
    """As in "met at Kesh Palace in Merrow": the town of a building; no place where it is not told."""
    for meeting in filter(None, map(_without_seats, meetings)):
        place = _town_of(meeting)
        yield meeting if place == meeting.roles.get("place", ()) else _at(meeting, place or ())


def _without_seats(meeting: Reading) -> Reading | None:
    """Leave out "the Naval Headquarters", "the Kesh Academy", which meet nobody; nothing of them alone."""
    sides = {role: who for role, who in meeting.roles.items() if role != "place"}
    kept = {role: tuple(w for w in who if not _is_seat(w.entity)) for role, who in sides.items()}
    if any(sides[role] and not kept[role] for role in sides):
        return None
    return replace(meeting, roles={**meeting.roles, **kept})


def _is_seat(who: Entity) -> bool:
    seats, name = lexicon.words("seats of forces"), who.name.removeprefix("the ").split()
    return not (who.known or who.kind == "state") and (name[-1] in seats or name[0] == "Headquarters")


def _at(reading: Reading, place: tuple[Who, ...]) -> Reading:
    return replace(reading, roles={**reading.roles, "place": place})


def _town_of(reading: Reading) -> tuple[Who, ...] | None:
    """Give the place of a reading, of a building its town; nothing where that is not told."""
    places = reading.roles.get("place", ())
    who, s = next(iter(places), None), reading.s
    if who is not None and not who.entity.state and s.word(who.at + 1) in _lands():
        return None  # "was welcomed at Qarrab airport", of which no list says where it lies
    if who is None or who.entity.name.split()[-1] not in lexicon.words("buildings"):
        return places
    at = who.at + 1 + (s.word(who.at + 1) == "in")
    behind = s[at] if at < len(s) else None
    near = behind is not None and behind.kind in {"place", "state"} and behind.gap in {", ", " in ", " "}
    if not near and s.word(0) == "in" and who.at > 1 and s[1].kind == "place":
        at, behind, near = 1, s[1], True  # "In Merrow she visited the Golden Temple"
    return (replace(who, entity=behind.who, at=at),) if near and behind and behind.who else None


@cache
def _lands() -> frozenset[str]:
    return frozenset(word.lower() for word in lexicon.words("places of arrival"))


def folded(visits: Sequence[Visit], published: str) -> list[Visit]:
    """Fold visits of one visitor to one state that nothing tells apart into the fuller of them."""
    kept: list[Visit] = []
    for visit in visits:
        same = next((k for k, one in enumerate(kept) if _are_one(one, visit, published)), None)
        if same is None:
            kept.append(visit)
        else:
            kept[same] = _fuller(kept[same], visit)
    return kept


def _are_one(a: Visit, b: Visit, published: str) -> bool:
    if not (a.place and b.place and _are_in_one_state(a, b)) or not _share_visitor(a, b):
        return False
    if not compatible(a.time, b.time) or a.listed or b.listed or are_apart(a, b):
        return False
    coming = [one for one in (a, b) if one.status in _TO_COME]
    if len(coming) != 1:
        return a.status == b.status or len(coming) > 1
    made = b if coming[0] is a else a
    return made.status == "happened" and not made.over and not _is_earlier(made, published)


def _are_in_one_state(a: Visit, b: Visit) -> bool:
    """As in "arrived in Merrow, and will also travel to Qarrab", of which both lie in Norland."""
    return bool(a.place and b.place) and (
        (a.place is not None and b.place is not None and are_in_one(a.place, b.place))
        or (bool(a.state) and a.state == b.state)
    )


def _share_visitor(a: Visit, b: Visit) -> bool:
    return any(are_one(one, other) for one in a.guests for other in b.guests)


def _is_earlier(visit: Visit, published: str) -> bool:
    """Tell whether a visit was made before the one that is announced: "had visited Kesh last year"."""
    if visit.time and edtf.parse_or_none(visit.time.edtf):
        return is_long_ago(visit, published)
    words = visit.sentence.vocabulary
    return not lexicon.words("words of earlier visits").isdisjoint(words)


def is_long_ago(visit: Visit, published: str) -> bool:
    """As in "shuttled there late last month": over for weeks when the article appeared."""
    when = edtf.parse_or_none(visit.time.edtf) if visit.time else None
    appeared = edtf.parse_or_none(published)
    if not (when and when.latest and appeared and appeared.earliest):
        return False
    return when.latest < appeared.earliest - _LONG_AGO


def _fuller(a: Visit, b: Visit) -> Visit:
    """Give the better told of two with what only the other has, and its quotes for that."""
    best, other = (b, a) if _weight(b) > _weight(a) else (a, b)
    if other.past and best.status in _TO_COME:
        best, other = other, best
    if best.time is None and best.status == other.status:
        best.time = other.time
    more = best.place != (place := _place(a.place, b.place))
    best.place = place
    for mine, theirs in ((best.met, other.met), (best.hosts, other.hosts)):
        new = [e for e in theirs if not any(are_one(e.id, one.id) for one in mine)]
        mine += [e for e in new if e.id not in best.guests]
        more = more or bool(new)
    best.status = _status(best, other)
    best.anchors += other.anchors if more else []
    return best


def _weight(visit: Visit) -> tuple[bool, bool, int]:
    return visit.time is not None, not visit.sentence.headline, sum(len(w.name) for w in visit.visitors)


def _status(best: Visit, other: Visit) -> Certainty:
    """Tell how far it came: a verb of what is past says more than a day, and this more than a noun."""
    if best.status == other.status:
        return best.status
    made, coming = (best, other) if other.status in _TO_COME else (other, best)
    if made.past:
        return made.status
    return best.status if best.time else coming.status


def _place(a: Entity | None, b: Entity | None) -> Entity | None:
    return b if a is None or (b is not None and b.kind == "state" and a.kind != "state") else a
