"""Whether enough is told of a deal of which a side is open, or which is read loosely, to propose it."""

from collections.abc import Iterable

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.deal import Deal
from site_builder.editing.suggest.deal_status import is_contract
from site_builder.editing.suggest.loose_clauses import clause_around
from site_builder.editing.suggest.tokens import Token

_COUNT = 3
"""So many words before arms their number stands."""
_SIDES = ("suppliers", "recipients")
_TELLING = frozenset(("arrived", "contract-covers", "interest", "accepted", "selected"))
"""Frames that tell of a deal of which one side is not told, even without a number or a price."""


def is_another(deal: Deal, found: Iterable[Deal]) -> bool:
    """As in "supplied two helicopters in April, and in March it had sent three": both are numbered."""
    others = list(found)
    apart = all(set(deal.reading.arms).isdisjoint(other.reading.arms) for other in others)
    verbs = deal.reading.pattern.loose or all(one.reading.pattern.part != "noun" for one in (deal, *others))
    return apart and verbs and is_counted_or_priced(deal) and all(map(is_counted_or_priced, others))


def is_of_several(deal: Deal) -> bool:
    """As in "Kesh and Norland signed a contract for tanks": who of them sells is not told."""
    return any(len(side) > 1 for side in deal.pair) and deal.reading.pattern.part == "noun"


def is_counted_or_priced(deal: Deal) -> bool:
    """Tell whether it is told how many arms a deal is of, or what they cost."""
    counts = _before_arms(deal)
    small = lexicon.words("small numbers")
    return deal.amount is not None or any(
        token.amount or token.text.isdigit() or token.low in small for token in counts
    )


def is_told_before(deal: Deal, found: Iterable[Deal]) -> bool:
    """Tell whether the clause of what is read loosely tells of a deal already."""
    first, end = clause_around(deal.reading.s, deal.reading.at)
    return any(
        first <= one.reading.at < end or set(one.reading.arms) & set(deal.reading.arms) for one in found
    )


def _is_named(deal: Deal) -> bool:
    """Tell whether arms have a name, here or where it is told what "it" is."""
    s = deal.reading.s
    return any(s.arms_at.get(k, s[k].text)[:1].isupper() for k in deal.reading.arms)


def is_of_one(deal: Deal) -> bool:
    """As in "a frigate given by Kesh reached Norland": one thing, with both sides; or arms of a name."""
    referred = any(who.at == deal.reading.at for role in _SIDES for who in deal.reading.roles[role])
    dealt = deal.reading.word in lexicon.words("buying verbs", "selling verbs")
    if _is_named(deal) and (not deal.is_half or (dealt and not referred)):
        return True
    one = any(token.low in {"a", "an", "the"} for token in _before_arms(deal))
    return one and not deal.is_half and not referred


def _before_arms(deal: Deal) -> list[Token]:
    tokens = deal.reading.s.tokens
    return [token for k in deal.reading.arms for token in tokens[max(0, k - _COUNT) : k + 1]]


def is_counted(deal: Deal) -> bool:
    """Tell whether a deal of which a side is open has a number, a price or a contract."""
    s = deal.reading.s
    ranked = lexicon.words("words that count arms", "small numbers")
    named_no = lexicon.words("buyers who are not named").intersection(s.words(deal.reading.after, len(s)))
    ranked |= s.vocabulary if named_no else frozenset()
    dealt = lexicon.words("buying verbs", "selling verbs")
    bought = deal.reading.word in dealt and deal.reading.status in {"happened", "planned"}
    named = bought and _is_named(deal)  # "bought the Pike"
    numbered = named or is_counted_or_priced(deal) or any(token.low in ranked for token in _before_arms(deal))
    told = deal.reading.pattern.part == "noun" or deal.reading.pattern.name in _TELLING
    given = deal.kind == "aid"
    return numbered or told or given or deal.amount is not None or is_contract(deal.reading)
