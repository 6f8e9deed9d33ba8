"""Events that only refer to one that was told before: "the talks, held on Thursday in Merrow"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.editing.suggest.sentences.story import Story

_DEALS: Final = frozenset(("agreement", "trade"))
_OTHER: Final = "|".join(sorted(lexicon.words("words of rounds") - {"such"}))
_REFERRING: Final = re.compile(
    rf"\b(?:the|this|these|their|that)(?: (?!(?:{_OTHER}) )[\w-]+){{0,2}} $", re.IGNORECASE
)
_APART: Final = "|".join(sorted(lexicon.words("words that tell deals apart")))
_DEAL: Final = re.compile(
    rf"\b(?:the|this) (?!(?:{_APART}) )(?:[\w-]+ ){{0,2}}"
    r"(?:accord|agreement|contract|deal|memorandum|order|pact|treaty)\b"
    r"[^.;:]{0,16}$",
    re.IGNORECASE,
)
_UNDER: Final = re.compile(
    r"\bunder (?:the|this|that|its|their) (?:[\w-]+ ){0,3}"
    r"(?:accord|agreement|contract|deal|memorandum|order|pact|SPA|terms)\b[^.;:]*$",
    re.IGNORECASE,
)
_LINE: Final = 160
_KEYS: Final = ("place", "date", "date_why")
_DATED: Final = frozenset(("ordered", "delivered", "disclosed"))
_VERBS: Final = lexicon.words("gathering verbs")
_SIDES: Final = 2
_NEAR: Final = 40
"""So many letters before a word tell whether it refers to something."""
_SOON: Final = 300
"""So many letters behind a meeting it is said who met."""
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
        if any(_is_told_as_arms(story, proposal, one) for one in told):
            continue
        earlier = _earlier(story, proposal, (*known, *new))
        if not earlier:
            new.append(proposal)
        for one in earlier[-1:]:
            where = known if one in known else new
            where[where.index(one)] = _with(one, proposal)
    for one in [one for one in new if _is_of_one(one)]:
        later = next((p for p in known if _tells_who_met(p, one)), None)
        if later:
            known[known.index(later)] = _with(
                later, one
            )  # "Ann Hale held several meetings. She met John Berg"
            new.remove(one)
    for one in [one for one in new if _is_open_meeting(one)]:
        later = next((p for p in known if _follows(story, one, p)), None)
        if later and not any(key in later.fields for key in _KEYS):
            known[known.index(later)] = _with(later, one)  # "A meeting was held in Merrow. Ann Hale met"
            new.remove(one)
        elif any(_is_told_with(one, p) for p in known):
            new.remove(one)  # "Ann Hale received John Berg for talks in Merrow on Monday"
    return tuple(known), tuple(new)


def _follows(story: Story, one: Proposal, later: Proposal) -> bool:
    """As in "A meeting was held in Merrow. Ann Hale met": soon behind it, in its paragraph."""
    soon = one.start < later.start < one.start + _SOON and later.event == "meeting"
    return soon and "\n\n" not in story.text[one.start : later.start]


def _is_of_one(one: Proposal) -> bool:
    who = one.fields.get("participants", ())
    return one.event == "meeting" and isinstance(who, tuple) and len(who) == 1


def _tells_who_met(later: Proposal, one: Proposal) -> bool:
    """Tell whether a meeting told soon after is that of one who met somebody: nothing speaks against it."""
    shared = {who.id for who in one.entities if who.kind != "place"} & {who.id for who in later.entities}
    apart = any(later.fields.get(key, one.fields.get(key)) != one.fields.get(key) for key in _KEYS[:2])
    soon = one.start < later.start < one.start + _SOON
    same = later.fields.get("status") == one.fields.get("status")
    return later.event == "meeting" and bool(shared) and soon and same and not apart


def _is_told_with(one: Proposal, other: Proposal) -> bool:
    """Tell whether a meeting of nobody who is named has the place and date of one told right before."""
    meets = other.event in {"meeting", "visit"}
    near = other.start - _SOON < one.start < max(end for _, end in other.anchors) + _SOON
    keys = [key for key in _KEYS[:2] if key in one.fields]
    return meets and near and bool(keys) and all(one.fields[key] == other.fields.get(key) for key in keys)


def _is_open_meeting(proposal: Proposal) -> bool:
    return proposal.event == "meeting" and "participants" not in proposal.fields


def _earlier(story: Story, proposal: Proposal, told: Iterable[Proposal]) -> list[Proposal]:
    """Give the events of its kind before a proposal that only refers to one."""
    if not proposal.words:
        return []
    start, refers = proposal.words[0][0], _refers(story, proposal)
    before = [one for one in told if _is_of_kind(one, proposal) and start - _BACK < one.start < start]
    under = proposal.event in _DEALS and _UNDER.search(story.text[max(0, start - _LINE) : start]) is not None
    return [
        one
        for one in before
        if refers or _is_arms_deal_of(one, proposal) or (under and _shares_somebody(one, proposal))
    ]


def _is_told_as_arms(story: Story, proposal: Proposal, one: Proposal) -> bool:
    """As in "said it signed a contract to modernise Norland's jets", which is an arms deal of one side."""
    if one.section != "arms_deals" or proposal.event not in _DEALS or not proposal.words:
        return False
    first, last = sorted((one.words[0][0] if one.words else one.start, proposal.words[0][0]))
    near = last - first < _LINE and not re.search(r"[.!?;]\s", story.text[first:last])
    who = {entity.id for entity in proposal.entities if entity.kind != "place"}
    return near and bool(who) and who <= {entity.id for entity in one.entities}


def _shares_somebody(one: Proposal, proposal: Proposal) -> bool:
    """As in "Under the contract, Lance will supply", which tells more of what was signed."""
    who = {entity.id for entity in proposal.entities if entity.kind != "place"}
    return not who.isdisjoint(entity.id for entity in one.entities)


def _refers(story: Story, proposal: Proposal) -> bool:
    start, *_ = proposal.words[0]
    before = story.text[max(0, start - _NEAR) : start]
    if proposal.event == "meeting":
        noun = story.text[slice(*proposal.words[0])].lower() not in _VERBS
        nobody = noun and "participants" not in proposal.fields and _REFERRING.search(before) is not None
        return nobody or _attends(story, proposal)
    if proposal.event not in _DEALS:
        return False
    last = max(proposal.words)[0]  # "signed the agreement"
    definite = last != start and _REFERRING.search(story.text[max(0, last - _NEAR) : last]) is not None
    return (_is_of_few(proposal) and _DEAL.search(before) is not None) or definite


def _attends(story: Story, proposal: Proposal) -> bool:
    """As in "Ann Hale also attended the meeting", that was told before."""
    start = max(proposal.words)[0]
    definite = _REFERRING.search(story.text[max(0, start - _NEAR) : start]) is not None
    return definite and "-attends-" in proposal.slug and "date" not in proposal.fields


def _is_of_few(proposal: Proposal) -> bool:
    who = proposal.fields.get("participants", ())
    return not isinstance(who, tuple) or len(who) < _SIDES


def _is_arms_deal_of(one: Proposal, proposal: Proposal) -> bool:
    """Tell whether an agreement is that of an arms deal between the same sides."""
    who = {entity.id for entity in proposal.entities if entity.kind != "place"}
    return (
        one.section == "arms_deals"
        and proposal.event in _DEALS
        and len(who) >= _SIDES
        and who <= {entity.id for entity in one.entities}
    )


def _is_of_kind(one: Proposal, proposal: Proposal) -> bool:
    if proposal.event == "meeting":
        return one.event == "meeting" or bool(one.fields.get("met"))
    return one.event in _DEALS or one.section == "arms_deals"


def _with(one: Proposal, proposal: Proposal) -> Proposal:
    """Fill in date and place where an event has neither, and when arms were ordered."""
    date = proposal.fields.get("date", "")
    if one.section == "arms_deals":
        open_ = one.fields.get("status") == "contracted" and not _DATED & one.fields.keys()
        more = {"ordered": date, "date_why": proposal.fields.get("date_why", "")} if open_ and date else {}
    else:
        known = any(key in one.fields for key in _KEYS) or not one.event
        more = {} if known else {key: proposal.fields.get(key, "") for key in _KEYS}
    more = {key: value for key, value in more.items() if value}
    if not more:
        return one
    places = tuple(who for who in proposal.entities if who.id == more.get("place"))
    fields = {**{k: v for k, v in one.fields.items() if k != "says"}, **more, "says": one.fields["says"]}
    anchors = (*one.anchors, *proposal.anchors)
    return replace(one, fields=fields, anchors=anchors, entities=(*one.entities, *places))
