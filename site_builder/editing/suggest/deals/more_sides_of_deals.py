"""Where frames look for sides of a deal that lists, permissions and prices tell."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.grammar import row
from site_builder.editing.suggest.clauses.parties import PARTIES
from site_builder.editing.suggest.clauses.players import whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.deals.dealing_places import dealer_from
from site_builder.editing.suggest.deals.sides_of_deals import state_named, state_of_one, state_of_sayer
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.story import Sentence

_LISTED: Final = 14
"""So many words behind "buyers" it is told who they are."""
_PRICED: Final = 6
"""So many words before its price it is told for whom something is."""
_AMONG: Final = (["such", "as"], ["among", "them"])
_LET: Final = 3
"""So many words before "buy" it is told who is let."""
_FOR: Final = 4
"""So many words behind arms it is told for whom they are."""


def listed_states(c: Reading) -> Players:
    """As in "buyers of the tank include Kesh, Norland and Merrow"."""
    listing = lexicon.words("listing verbs")
    first = next(
        (k for k in range(c.after, min(len(c.s), c.after + _LISTED)) if c.s.word(k) in listing), None
    )
    found = row(c.story, c.s, first + 1, PARTIES) if first is not None else ()
    return tuple(who for who in found if who.entity.kind == "state")


def named_among(*words: str) -> Callable[[Reading], Players]:
    """As in "sold to several countries, including Kesh and Norland", "bought by countries such as Kesh"."""

    def look(c: Reading) -> Players:
        for k in range(c.after, min(len(c.s), c.after + _LISTED)):
            if c.s.word(k) in words and (first := _behind_group(c.s, k + 1)):
                found = row(c.story, c.s, first, PARTIES, other=c.other)
                return tuple(who for who in found if who.entity.kind == "state")
        return ()

    return look


def _behind_group(s: Sentence, first: int) -> int:
    """As in "ten countries, including": where those are named; 0 where nobody is."""
    unnamed = lexicon.words("buyers who are not named")
    group = next(
        (k for k in range(first, min(len(s), first + _FOR)) if s[k].low.split()[-1] in unnamed), None
    )
    if group is None or any(s.gap(k).strip() for k in range(first + 1, group + 1)):
        return 0
    behind = s.words(group + 1, group + 3)
    return group + 2 if behind[:1] == ["including"] else group + 3 if behind in _AMONG else 0


def priced_for(c: Reading) -> Players:
    """As in "a missile system for Kesh, worth $3 billion": for whom it is."""
    last = c.arms[-1]
    at = next((k for k in range(last + 1, min(c.at, last + _PRICED)) if c.s.word(k) in {"for", "to"}), None)
    if at is None:
        return ()
    article = c.s.word(at + 1) in lexicon.words("articles")
    return whoever(state_named(c, at + 1 + article) or dealer_from(c, at + 1))


def let_buy(c: Reading) -> Players:
    """As in "let Kesh buy tanks": who stands between."""
    named = (state_named(c, k) for k in range(max(0, c.at - _LET), c.at))
    return whoever(next((who for who in named if who), None))


def state_that_lets(c: Reading) -> Players:
    """As in "Norland's president decided to let Kesh buy tanks": the state for which it is done."""
    return state_of_sayer(c, c.lead) if c.lead is not None else ()


def asked_for(c: Reading) -> Players:
    """As in "turned to Norland for tanks", "asked Ann Hale for tanks": who stands before "for"."""
    who = c.s[c.after].who if c.after < len(c.s) else None
    if who and who.kind == "person":
        return whoever(state_of_one(c, Who(who, c.after)))
    found = dealer_from(c, c.after)
    state = state_named(c, c.after + (c.s.word(c.after) in lexicon.words("articles")))
    return tuple(replace(who, sure=False) for who in whoever(state or found))


def who_is_lent(c: Reading) -> Players:
    """As in "lent Kesh $1 billion to buy tanks", "granted Kesh a loan", "a loan of $1 billion to Kesh"."""
    if c.lead is None:
        return ()
    at = (k for k in range(c.lead - _FOR, c.at) if c.s.word(k) == "to" or _gives(c, k))
    named = (state_named(c, k + 1 + (c.s.word(k + 1) in lexicon.words("articles"))) for k in at)
    return whoever(next((who for who in named if who), None))


def _gives(c: Reading, k: int) -> bool:
    """As in "lent", "granted" right before whoever gets it."""
    verbs = lexicon.words("verbs of lending money", "selling verbs", "giving of permission")
    return c.s.word(k) in verbs | {"offered", "offers", "extended", "extends"}


def whom_arms_are_for(c: Reading) -> Players:
    """As in "two deals: 20 tanks for Kesh and 12 jets for Merrow": the first."""
    first = c.arms[0]
    at = next(
        (k for k in range(first + 1, min(len(c.s), first + _FOR)) if c.s.word(k) in {"for", "to"}), None
    )
    if at is None:
        return ()
    return whoever(state_named(c, at + 1 + (c.s.word(at + 1) in lexicon.words("articles"))))


PLACES: Mapping[str, Callable[[Reading], Players]] = {
    "states that are listed": listed_states,
    "for whom it is priced": priced_for,
    "states named among others": named_among("to"),
    "buyers named among others": named_among("by"),
    "who is let": let_buy,
    "who is lent": who_is_lent,
    "whom the arms are for": whom_arms_are_for,
    "state that lets": state_that_lets,
    "who is asked": asked_for,
}
