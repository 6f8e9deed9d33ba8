"""Folds what an article tells twice: visits, meetings and deals that differ only in how much is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.dating import may_be_one
from site_builder.editing.suggest.proposals.names import Entity, slug
from site_builder.editing.suggest.proposals.proposal import RANKS, Proposal, Value
from site_builder.names import countries

_DEALS: Final = frozenset(("agreement", "trade"))
_SIDES: Final = 2
_FILLED: Final = frozenset(("place", "date", "date_why"))
_LONG: Final = 5
_ALIKE: Final = 0.85
_FAR: Final = 1_500
"""So many letters apart a meeting of nobody who is named is told."""
_BEFORE: Final = 80
"""So many letters before the words of a deal say that it is another: "had earlier signed"."""


def are_one(a: str, b: str) -> bool:
    """Tell whether two ids may be of one: "ann-hale" and "ann-marie-hale", "lance" and "lance-works"."""
    if a == b or not _states().isdisjoint((a, b)):
        return a == b
    first, second = sorted((a.split("-"), b.split("-")), key=len)
    if len(first) == len(second) > 1:
        return _are_spellings(first, second)
    return (len(first) > 1 and set(first) <= set(second)) or second[: len(first)] == first


def _are_spellings(first: Sequence[str], second: Sequence[str]) -> bool:
    """As in "Jan Wolsky" and "Jan Wolski": all names are equal but one long one, and that nearly."""
    apart = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    if len(apart) != 1 or first[-1:] == second[-1:]:
        return False
    one, other = apart[0]
    return min(len(one), len(other)) >= _LONG and SequenceMatcher(None, one, other).ratio() >= _ALIKE


@cache
def _states() -> frozenset[str]:
    return frozenset(map(slug, countries.states_of().values()))


def without_repeated(
    text: str, told: Sequence[Proposal], found: Iterable[Proposal], homes: Mapping[str, str]
) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
    """Leave out meetings and deals that are told twice; the one that stays takes date and place of both.

    Both come back: what of `told` (visits, meetings and arms deals) stays, and what of the found.
    `homes` are the states that people serve: "a meeting between Kesh and Norland" is that of their leaders.
    """
    kept: list[Proposal] = []
    marks: list[bool] = []
    for proposal, is_told in (*((one, True) for one in told), *((one, False) for one in found)):
        same = next((k for k, one in enumerate(kept) if _is_repeated(text, one, proposal, homes)), None)
        if same is None:
            kept.append(proposal)
            marks.append(is_told)
        elif kept[same].event == "meeting" or kept[same].event in _DEALS:
            kept[same] = _filled(kept[same], proposal)
    pairs = list(zip(kept, marks, strict=True))
    return tuple(p for p, mark in pairs if mark), tuple(p for p, mark in pairs if not mark)


def _is_repeated(text: str, one: Proposal, again: Proposal, homes: Mapping[str, str]) -> bool:
    if again.event == "meeting":
        return _is_meeting_of(one, again, homes)
    if again.event not in _DEALS:
        return False
    if one.section == "arms_deals":
        sides = len(_who(again)) >= _SIDES and _who(again) == _within(_who(again), _who(one))
        return sides and not _is_another(text, again)
    return one.event in _DEALS and _are_of_one(one, again) and _is_same_deal(text, one, again)


def _is_meeting_of(one: Proposal, again: Proposal, homes: Mapping[str, str]) -> bool:
    """Tell whether a meeting is one that is told, or was part of a visit that is."""
    visit = one.section == "visits" and bool(one.fields.get("met"))
    if not (visit or one.event == "meeting") or not _are_of_one(one, again):
        return False
    who, others = _who(one), _who(again)
    if not others:  # "Meeting in Merrow, the ministers spoke", who are named where it is told again
        known = visit or not _FILLED.isdisjoint(one.fields)
        return not known and len(who) >= _SIDES and abs(one.start - again.start) < _FAR
    if len(who) < _SIDES:
        return False
    more = not visit and who == _within(who, others)
    if _are_of_states(others, who, homes) or (not visit and _are_of_states(who, others, homes)):
        return True
    return others == _within(others, who) or more


def _are_of_states(states: set[str], people: set[str], homes: Mapping[str, str]) -> bool:
    """Tell whether states are those that people serve: of one or more it is told, and none serves another."""
    served = {homes.get(someone, "") for someone in people} - {""}
    all_told = len(states) >= _SIDES and states == {homes.get(someone, "") for someone in people}
    as_many = len(states) == len(people) >= _SIDES and states.isdisjoint(people)
    return all_told or (as_many and bool(served) and served <= states)


def _is_same_deal(text: str, one: Proposal, again: Proposal) -> bool:
    """Tell whether two deals have the same two sides, and nothing says that it is another."""
    who, others = _who(one), _who(again)
    few = min(len(who), len(others)) < _SIDES
    if few or not (who == _within(who, others) or others == _within(others, who)):
        return False
    bare = any(_FILLED.isdisjoint(proposal.fields) for proposal in (one, again))
    return bare and not any(_is_another(text, proposal) for proposal in (one, again))


def _is_another(text: str, proposal: Proposal) -> bool:
    start = proposal.start
    last = max(end for _, end in proposal.anchors)
    words = text[max(0, start - _BEFORE) : last].casefold().replace(",", " ").split()
    return not lexicon.words("words that tell deals apart").isdisjoint(words)


def _are_of_one(one: Proposal, again: Proposal) -> bool:
    """Tell whether neither time, place nor how far it came speaks against one event."""
    dates = [str(p.fields.get("date", "")) for p in (one, again)]
    in_time = not all(dates) or may_be_one(*dates)
    alike = one.fields.get("status") == again.fields.get("status")
    here, there = (_place(p) for p in (one, again))
    in_place = here is None or there is None or are_in_one(here, there)
    in_place = in_place or (again.event == "meeting" and _may_lie_in(here, there))
    return in_time and alike and in_place


def _may_lie_in(a: Entity | None, b: Entity | None) -> bool:
    """As in "Kesh" and "Merrow", of which nothing tells where it lies."""
    kinds = {one.kind for one in (a, b) if one}
    return kinds == {"state", "place"} and not all(one.state for one in (a, b) if one)


def _place(proposal: Proposal) -> Entity | None:
    place = proposal.fields.get("place")
    return next((who for who in proposal.entities if who.id == place), None)


def are_in_one(a: Entity, b: Entity) -> bool:
    """Tell whether two places may be one, or one lies in the other: "Kesh" and "Old Kesh"."""
    if a.id == b.id:
        return True
    if "state" in {a.kind, b.kind}:
        return a.state == b.state != ""
    return a.id.endswith(f"-{b.id}") or b.id.endswith(f"-{a.id}")


def _who(proposal: Proposal) -> set[str]:
    """Give the ids of all who take part."""
    keys = ("participants", "visitors", "met", "suppliers", "recipients")
    return {one for key in keys for one in _ids(proposal.fields.get(key, ()))}


def _ids(value: Value) -> Iterable[str]:
    for one in value if isinstance(value, tuple) else ():
        actor = one.get("actor", one) if isinstance(one, dict) else one
        yield f"{actor.get('of')}-{actor.get('as')}" if isinstance(actor, dict) else str(actor)


def _within(some: set[str], others: set[str]) -> set[str]:
    """Give those of some who are among others, by any of their names."""
    return {one for one in some if any(are_one(one, other) for other in others)}


def _filled(one: Proposal, again: Proposal) -> Proposal:
    """Fill in what only the second telling has; more who took part are those of the second."""
    more = {key: said for key, said in again.fields.items() if key in _FILLED and key not in one.fields}
    if "date" in one.fields:
        more.pop("date_why", None)
    wider = len(_who(again)) > len(_who(one)) or (_who(one) <= _states() and not _who(again) <= _states())
    if not more and not wider:
        return one
    rest = {key: value for key, value in one.fields.items() if key != "says"}
    people = again if wider else one
    who = {"participants": people.fields["participants"]} if "participants" in people.fields else {}
    fields = {**rest, **who, **more, "says": people.fields["says"]}
    entities = dict.fromkeys((*people.entities, *(e for e in again.entities if e.id == more.get("place"))))
    place = next((e for e in one.entities if e.id == fields.get("place")), None)
    return replace(
        one,
        fields=fields,
        anchors=(*one.anchors, *again.anchors),
        entities=tuple(dict.fromkeys((*entities, *([place] if place else ())))),
        rank=min(one.rank, again.rank, key=RANKS.index),
    )
