"""Events that only refer to one that was told before: "the talks, held on Thursday in Merrow"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest.proposals import Proposal, Value
from site_builder.editing.suggest.sentences import Story

_DEALS: Final = frozenset(("agreement", "trade"))
_REFERRING: Final = re.compile(r"\b(?:the|this|these|their|that)(?: [\w-]+){0,2} $", re.IGNORECASE)
_DEAL: Final = re.compile(
    r"\b(?:the|this) (?:[\w-]+ ){0,2}(?:accord|agreement|contract|deal|memorandum|order|pact|treaty)\b"
    r"[^.;:]{0,16}$",
    re.IGNORECASE,
)
_NEAR: Final = 40
"""So many letters before a word tell whether it refers to something."""
_BACK: Final = 1_500
"""So many letters before a word what it refers to is told."""


def without_told_again(
    story: Story, told: Sequence[Proposal], found: Iterable[Proposal]
) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
    """Leave out what only refers to an event that is told; a meeting takes its date and place.

    Both come back: what is told, and what of the found is new.
    """
    known, new = list(told), list[Proposal]()
    for proposal in found:
        earlier = _earlier(story, proposal, (*known, *new))
        if not earlier:
            new.append(proposal)
        for one in earlier[-1:]:
            where = known if one in known else new
            where[where.index(one)] = _with(one, proposal)
    return tuple(known), tuple(new)


def _earlier(story: Story, proposal: Proposal, told: Iterable[Proposal]) -> list[Proposal]:
    """Give the events of its kind before a proposal that only refers to one."""
    if not proposal.words or not _refers(story, proposal):
        return []
    start = proposal.words[0][0]
    return [one for one in told if _is_of_kind(one, proposal) and start - _BACK < one.start < start]


def _refers(story: Story, proposal: Proposal) -> bool:
    start = proposal.words[0][0]
    before = " ".join(story.text[max(0, start - _NEAR) : start].split(" "))
    if proposal.event == "meeting":
        return "participants" not in proposal.fields and _REFERRING.search(before) is not None
    who = proposal.fields.get("participants", ())
    few = not isinstance(who, tuple) or len(who) < 2
    return proposal.event in _DEALS and few and _DEAL.search(before) is not None


def _is_of_kind(one: Proposal, proposal: Proposal) -> bool:
    if proposal.event == "meeting":
        return one.event == "meeting" or bool(one.fields.get("met"))
    return one.event in _DEALS or one.section == "arms_deals"


def _with(one: Proposal, proposal: Proposal) -> Proposal:
    """Fill in date and place where an event has neither."""
    keys = ("place", "date", "date_why")
    if one.event != "meeting" or any(key in one.fields for key in keys):
        return one
    more: dict[str, Value] = {key: proposal.fields[key] for key in keys if key in proposal.fields}
    places = tuple(who for who in proposal.entities if who.id == more.get("place"))
    fields = {**{k: v for k, v in one.fields.items() if k != "says"}, **more, "says": one.fields["says"]}
    anchors = (*one.anchors, *proposal.anchors)
    return replace(one, fields=fields, anchors=anchors, entities=(*one.entities, *places))
