"""Arms that an article of deals counts where no word of dealing stands: "Still to come are 12 tanks"."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.parties import demonym_at, its_state, party_at
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.words_of_readings import spans_of
from site_builder.editing.suggest.deals.deal import Deal
from site_builder.editing.suggest.deals.dealing_places import dealer_from
from site_builder.editing.suggest.patterns import Pattern
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.arms import arms_between
from site_builder.editing.suggest.sentences.counts_of_arms import number_at, number_of
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title

COUNTED: Final = Pattern(
    name="goods-counted",
    family="loose_deals",
    order=0,
    words=frozenset(),
    roles=(),
    reason="arms that are counted in an article of deals; check whether they were dealt in, and the sides",
)
"""What such readings are of: no word makes them known."""
_SUPPLIERS: Final = "suppliers"
_RECIPIENTS: Final = "recipients"
_LEADING: Final = {"from": _SUPPLIERS, "by": _SUPPLIERS, "for": _RECIPIENTS, "to": _RECIPIENTS}
_BEHIND: Final = 4
"""So many words behind arms it is told whose they are: "12 tanks worth $3 million from Norland"."""
_DESCRIBED: Final = 4
"""So many words before arms an adjective says who made them: "12 Norwegian main battle tanks"."""
_MOST: Final = 6
"""So many goods of one sentence are told of at most."""
_IN_USE: Final = lexicon.words("words of arms in use")


def counted_goods(found: Sequence[Deal], refused: Collection[int]) -> Iterator[Deal]:
    """Give a deal for each number of arms in sentences that tell of none, if others do.

    `refused` are the sentences whose words of dealing were found to tell of no deal.
    """
    read = {*refused, *(deal.reading.s.index for deal in found)}
    story = found[0].reading.story if found else None
    for s in story.sentences if story else ():
        used = not _IN_USE.isdisjoint(s.vocabulary)
        if story is None or s.index in read or s.headline or is_title(story, s) or used:
            continue
        for k in _counted(s)[:_MOST]:
            deal = _deal(story, s, k, found)
            if deal:
                yield deal


def _counted(s: Sentence) -> tuple[int, ...]:
    """The tokens of arms before which their number stands: of several for one number the last."""
    arms = [k for k in arms_between(s, 0, len(s)) if number_of(s, k) not in {"", "1"} and not s[k].quoted]
    return tuple(k for k in arms if k + 1 not in arms or s.gap(k + 1).strip())


def _deal(story: Story, s: Sentence, k: int, found: Iterable[Deal]) -> Deal | None:
    sides = _sides_beside(story, s, k)
    others = {who.entity.id for players in sides.values() for who in players}
    role = _SUPPLIERS if _RECIPIENTS in sides else _RECIPIENTS
    one = _only_side(found, role) if role not in sides else None
    if one and one.entity.id not in others and _led_states(story, s) <= {one.entity.id}:
        sides[role] = (Who(one.entity, k, sure=False),)
    if not sides:
        return None
    roles = {_SUPPLIERS: sides.get(_SUPPLIERS, ()), _RECIPIENTS: sides.get(_RECIPIENTS, ())}
    reading = Reading(
        story=story,
        s=s,
        pattern=COUNTED,
        word=s[k].low,
        at=k,
        after=k + 1,
        end=len(s),
        arms=(k,),
        roles=roles,
    )
    number = number_at(s, k)
    quoted = replace(reading, spans=spans_of(reading, k if number is None else number, time=None))
    return Deal(quoted, "supply", "", None, None, None)


def _bare(story: Story, s: Sentence, k: int) -> Reading:
    """Read no more than the arms that a token names."""
    return Reading(story=story, s=s, pattern=COUNTED, word=s[k].low, at=k, after=k + 1, end=len(s), arms=(k,))


def _led_states(story: Story, s: Sentence) -> frozenset[str]:
    """The states behind "for" and "to": as in "In store for Kesh are three radars"."""
    led = (k for k in range(1, len(s)) if s.word(k - 1) in {"for", "to"})
    named = (party_at(story, s, k) for k in led)
    return frozenset(who.entity.id for who in named if who and who.entity.kind == "state")


def _sides_beside(story: Story, s: Sentence, k: int) -> dict[str, Players]:
    """Who stands behind "from", "for" or "to" right behind the arms, or before them as an adjective."""
    sides: dict[str, Players] = {}
    bare = _bare(story, s, k)
    for j in range(k + 1, min(len(s), k + 1 + _BEHIND)):
        if s.gap(j).strip(" (") or s.word(j) in {"and", "of"}:
            break
        role = _LEADING.get(s.word(j), "")
        who = dealer_from(bare, j + 1) if role and role not in sides else None
        if who:
            sides[role] = (Who(its_state(story, s, who), who.at, sure=False),)
    first = next((j for j in range(k, max(-1, k - _DESCRIBED), -1) if s.gap(j).strip(" -")), k - _DESCRIBED)
    maker = next((who for j in range(max(0, first), k) if (who := demonym_at(story, s, j))), None)
    if maker and _SUPPLIERS not in sides:
        sides[_SUPPLIERS] = (Who(maker.entity, maker.at, sure=False),)
    return sides


def _only_side(found: Iterable[Deal], role: str) -> Who | None:
    """The one who plays a role in all deals that tell who does."""
    players = {
        who.entity.id: who for deal in found for who in deal.reading.roles.get(role, ()) if not who.label
    }
    return next(iter(players.values())) if len(players) == 1 else None
