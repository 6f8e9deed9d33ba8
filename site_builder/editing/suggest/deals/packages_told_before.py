"""Whose a package is whose contents a sentence lists: "Norland announced aid for Kesh. It includes tanks"."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.parties import demonym_at, state_of
from site_builder.editing.suggest.clauses.players import first_of
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.deals.carried_subjects import state_at_head
from site_builder.editing.suggest.deals.sides_of_deals import nation_behind
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.story import Sentence

_BACK: Final = 2
"""So many sentences back the package is told of."""
_HEAD: Final = 4
"""So many words from its beginning a sentence tells what it includes."""
_OWNED: Final = 6
"""So many words before "package" it stands whose it is."""
_MEANT: Final = frozenset(("it", "this", "they", "these"))


def giver_before(c: Reading) -> Players:
    """As in "Norland announced aid for Kesh", "Norland's package", "a Norland package"."""
    told = _package(c)
    if told is None:
        return ()
    near = range(told.at - 1, max(-1, told.at - _OWNED), -1)
    whose = first_of(demonym_at(told.story, told.s, k) or _owner(told, k) for k in near)
    heads = (who for who in state_at_head(told.s, c.at) if who.entity.kind == "state")
    return tuple(replace(who, at=c.at, sure=False) for who in whose or heads)


def tells_of_package(c: Reading) -> bool:
    """Tell whether a sentence lists what a package or a contract holds that it, or one before, tells of."""
    opening = c.s.words(0, _HEAD)
    if c.word.startswith("list") and not _NOTICES.isdisjoint(c.s.words(0, c.at)):
        return True  # "The notices posted on Friday list"
    if not _PARTS.isdisjoint(c.s.words(c.at - _BACK, c.at)):
        return True  # "Lance said its part included"
    if c.at > _HEAD or opening[:1] == ["on"]:
        return opening[:3] == ["on", "the", "list"]
    if opening[0] in {"the", "this", "that"}:
        return not _HOLDING.isdisjoint(opening)
    before = c.story.sentences[max(0, c.s.index - _BACK) : c.s.index]
    return opening[0] in {*_MEANT, "there"} and any(not _HOLDING.isdisjoint(s.vocabulary) for s in before)


def tells_of_contract(c: Reading) -> bool:
    """As in "The larger contract is for", and "The other one is for" behind "two contracts"."""
    contracts = lexicon.words("contract nouns")
    before = c.story.sentences[max(0, c.s.index - _BACK) : c.s.index]
    meant = "one" in c.s.words(0, c.at) and any(not contracts.isdisjoint(s.vocabulary) for s in before)
    return meant or not contracts.isdisjoint(c.s.words(0, c.at))


_NOTICES: Final = frozenset(
    ("notice", "notices", "notification", "notifications", "statement", "document", "papers")
)
_HOLDING: Final = lexicon.words("nouns of giving", "contract nouns", "nouns of buying", "pacts") | {
    "shipment",
    *_NOTICES,
}
_PARTS: Final = lexicon.words("contract nouns") | {"part", "share", "one"}


def receiver_before(c: Reading) -> Players:
    """As in "a package for Kesh", "aid worth $5 million to Kesh"."""
    told = _package(c)
    found = nation_behind("for", "to")(told) if told else ()
    return tuple(replace(who, at=c.at, sure=False) for who in found)


def _owner(told: Reading, k: int) -> Who | None:
    who = told.s[k].who
    owns = who is not None and told.s[k].owns and who.kind == "state"
    return Who(state_of(told.story, who.state, who.name), k) if who and owns else None


def _package(c: Reading) -> Reading | None:
    """The noun of giving that "it", or "the package", means."""
    if c.at > _HEAD or not _points(c.s):
        return None
    nouns = lexicon.words("nouns of giving")
    for s in reversed(c.story.sentences[max(0, c.s.index - _BACK) : c.s.index]):
        at = next((k for k in range(len(s)) if s.word(k) in nouns), None)
        if at is not None:
            return replace(c, s=s, at=at, after=at + 1, end=len(s), lead=None, arms=(), roles={})
    return None


def _points(s: Sentence) -> bool:
    nouns = lexicon.words("nouns of giving")
    named = s.word(0) in {"the", "this", "that"} and not nouns.isdisjoint(s.words(1, _HEAD))
    within = any(s.word(k) == "in" and s.word(k + 2) in nouns for k in range(_BACK))
    return s.word(0) in _MEANT or named or within  # "Also in the package are"


PLACES: Mapping[str, Callable[[Reading], Players]] = {
    "giver of package before": giver_before,
    "receiver of package before": receiver_before,
}
