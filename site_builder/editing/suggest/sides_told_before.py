"""Deals told by what they cost, of sides that were told before: "and 30 missiles valued at $88 million"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from site_builder.editing.suggest.parties import demonym_at, its_state, party_at
from site_builder.editing.suggest.reading import Players, Reading
from site_builder.editing.suggest.sellers_told_behind import with_seller
from site_builder.editing.suggest.sentences import Sentence, Story

_BACK, _FAR_BACK = 3, 8
"""So many sentences back the sides are told, and where the sentence names one of them."""
_SUPPLIERS, _RECIPIENTS = "suppliers", "recipients"


def with_sides(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Give readings that tell of no sides those of the deal before; they are left out where none is near."""
    last: Reading | None = None
    for one in readings:
        both = one.all(_SUPPLIERS) and one.all(_RECIPIENTS)
        last = one if both else last
        if both or one.all(_SUPPLIERS) or one.all(_RECIPIENTS):
            yield one if one.all(_SUPPLIERS) else with_seller(one)
        elif last and one.s.index - last.s.index <= _FAR_BACK and (told := _told_with(last, one)):
            last = replace(told, roles=last.roles)
            yield told


def _told_with(last: Reading, one: Reading) -> Reading | None:
    """The same between the sides of the deal before; of several who buy, those whom the text names since."""
    sides = {who.id for role in (_SUPPLIERS, _RECIPIENTS) for who in last.all(role)}
    here = _states(one.story, one.s)
    if not here <= sides or (not here and one.s.index - last.s.index > _BACK):
        return None  # may be of another deal
    buyers = last.roles[_RECIPIENTS]
    since = one.story.sentences[last.s.index + 1 : one.s.index]
    for named in (here, *(_states(one.story, s) for s in reversed(since))):
        if len(told := tuple(who for who in buyers if who.entity.id in named)) == 1:
            buyers = told
            break
    status = last.status if one.status == "happened" else one.status
    arms = _priced(one)
    if not arms:
        return None
    roles = {
        _SUPPLIERS: _referred(last.roles[_SUPPLIERS], last, one),
        _RECIPIENTS: _referred(buyers, last, one),
    }
    return replace(one, roles=roles, status=status, arms=arms)


def _referred(players: Players, last: Reading, one: Reading) -> Players:
    sides = (replace(who, entity=its_state(last.story, last.s, who)) for who in players)
    return tuple(replace(who, at=one.at, sure=False, label="") for who in sides)


def _states(story: Story, s: Sentence) -> frozenset[str]:
    parties = (party_at(story, s, k) or demonym_at(story, s, k) for k in range(len(s)))
    return frozenset(who.entity.id for who in parties if who and who.entity.kind == "state")


def _priced(one: Reading) -> tuple[int, ...]:
    """The arms whose price is told: those behind the price that is told before."""
    s = one.s
    money = (k for k in range(one.at - 1, -1, -1) if (amount := s[k].amount) and amount.kind == "money")
    first = next(money, -1)
    return tuple(k for k in one.arms if k > first)
