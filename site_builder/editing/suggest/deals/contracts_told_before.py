"""Where frames look for the sides of a deal that was told before: "It covers", "Under the deal"."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import acted_on
from site_builder.editing.suggest.clauses.parties import is_firm, its_state
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.deals.dealing_places import dealer_from, dealing
from site_builder.editing.suggest.deals.half_told_deals import force_acting

_BACK: Final = 2
"""So many sentences back "the contract" was told."""
_NEAR: Final = 5
"""So many words before "signed" the noun of a contract may stand."""
_REACH: Final = 14
"""So many words behind "signed" the noun of a contract stands."""
_TWO: Final = 2
_CONTRACTS: Final = lexicon.words("contract nouns")


def of_contract_before(role: str) -> Callable[[Reading], Players]:
    """As in "Kesh signed a contract with Lance. It covers 40 tanks": who sold, and who bought."""

    def look(c: Reading) -> Players:
        for told in _contracts_before(c):
            sides = _sides_of(told)
            if sides:
                found = sides[0 if role == "supplier" else 1]
                states = (replace(who, entity=its_state(told.story, told.s, who)) for who in found)
                return tuple(replace(who, at=c.at, sure=False) for who in states)
        return ()

    return look


def _contracts_before(c: Reading) -> Iterator[Reading]:
    before = c.story.sentences[max(0, c.s.index - _BACK) : c.s.index]
    signing = lexicon.words("signing words", "agreeing on deals")
    for s in reversed(before):
        for lead in (k for k in range(len(s)) if s.word(k) in signing and not s.headline):
            behind = range(lead - _NEAR, min(len(s), lead + _REACH))
            at = next((k for k in behind if k >= 0 and s.word(k) in _CONTRACTS), None)
            if at is not None:
                yield replace(c, s=s, at=at, after=at + 1, end=len(s), lead=lead, arms=())


def other_signer_before(c: Reading) -> Players:
    """As in "Kesh signed a deal with Norland. Under the deal, Kesh will buy tanks": Norland."""
    meant = any(c.s.word(k) in _CONTRACTS and c.s.word(k - 1) == "the" for k in range(1, len(c.s)))
    meant = meant or c.s.words(0, 2) == ["under", "it"]
    given = {who.entity.id for found in c.roles.values() for who in found}
    for told in _contracts_before(c) if meant and len(given) == 1 else ():
        acting = dealing(told) or force_acting(told)
        behind = (k for k in range(len(told.s)) if told.s.word(k) in {"with", "between"})
        others_told = (who for k in behind for who in _row_from(told, k + 1))
        both = {who.entity.id: who for who in (*acting, *others_told)}
        others = tuple(who for name, who in both.items() if name not in given)
        if len(both) == len(others) + 1 == _TWO and all(who.entity.kind == "state" for who in both.values()):
            return tuple(replace(who, at=c.at, sure=False) for who in others)
    return ()


def _sides_of(told: Reading) -> tuple[Players, Players] | None:
    """The company and the other of the two that sign; nothing where neither is a company."""
    acting = dealing(told) or force_acting(told)
    behind = (k for k in range(len(told.s)) if told.s.word(k) in {"with", "by", "between"})
    other = tuple(who for k in behind for who in _row_from(told, k + 1))
    both = {who.entity.id: who for who in (*acting, *other)}
    firms = tuple(who for who in both.values() if is_firm(who.entity))
    others = tuple(who for who in both.values() if not is_firm(who.entity))
    return (firms, others) if len(firms) == 1 and len(others) <= 1 else None


def _row_from(told: Reading, first: int) -> Players:
    """As in "signed by Lance and the Norland army"."""
    found = [dealer_from(told, first)]
    joined = range(first, min(len(told.s), first + _REACH))
    found += [dealer_from(told, k + 1) for k in joined if told.s.word(k) == "and"][:1]
    found += [acted_on(told.story, told.s, k) for k in joined if told.s[k].kind == "demonym"][:1]
    return tuple(who for who in found if who and who.entity.kind != "person")


PLACES: Mapping[str, Callable[[Reading], Players]] = {
    "supplier of contract before": of_contract_before("supplier"),
    "recipient of contract before": of_contract_before("recipient"),
    "other signer of the deal before": other_signer_before,
}
