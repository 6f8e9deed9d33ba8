"""Whose arms those are that everybody knows by their names: who sells where a sentence does not say which."""

from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.story import Sentence, Story

_TWO: Final = 2
_SIDES: Final = ("suppliers", "recipients")


def is_of_other_maker(reading: Reading) -> bool:
    """As in "Norland sealed a package with Kesh for Pikes", which are known to be Norland's, not Kesh's."""
    if reading.pattern.part != "noun":
        return False
    sellers, buyers = ({who.id for who in reading.all(role) if who.kind == "state"} for role in _SIDES)
    makers = {reading.story.directory.state(state).id for state in _makers_of(reading.s, reading.arms)}
    return len(makers) == 1 and makers <= buyers and bool(sellers) and not makers & sellers


def sold_by_one_of_two(reading: Reading) -> Reading:
    """As in "Norland and Kesh signed a contract for 80 Pikes": who makes these sells, else both are open."""
    signing = lexicon.words("signing verbs") & {reading.word, reading.s.word(reading.lead or reading.at)}
    both = reading.roles.get("recipients", ())
    states = len({who.entity.id for who in both if who.entity.kind == "state"})
    if not signing or reading.roles.get("suppliers") or states != _TWO or len(both) != _TWO:
        return reading
    makers = {reading.story.directory.state(state).id for state in _makers_of(reading.s, reading.arms)}
    makers = makers or _makers_among(reading.story, both)
    sells = tuple(replace(who, sure=False) for who in both if who.entity.id in makers)
    buys = tuple(who for who in both if who.entity.id not in makers)
    known = {"suppliers": sells, "recipients": buys} if len(sells) == len(buys) else {"recipients": ()}
    return replace(reading, roles={**reading.roles, **known})


def signed_with_buyer(reading: Reading) -> Reading:
    """As in "Norland signed a deal with Kesh for tanks", of which Kesh makes none: Norland sells.

    Where nobody else is named, Kesh buys: "is in talks with Kesh over tanks".
    """
    sellers, others = (reading.roles.get(role, ()) for role in _SIDES)
    behind_with = all(_is_behind_with(reading.s, who) for who in sellers)
    if reading.pattern.part != "noun" and not reading.pattern.loose:
        return reading
    if not sellers or not behind_with or any(may_sell(reading.story, who) for who in sellers):
        return reading
    makers = others or (_maker_before(reading) if reading.pattern.loose else ())
    if not all(may_sell(reading.story, who) and not who.label for who in makers):
        return reading
    if not reading.pattern.loose and (not makers or any(who.entity.kind != "state" for who in makers)):
        return reading  # what a company signs is turned elsewhere
    sells = tuple(replace(who, sure=False) for who in makers)
    return replace(reading, roles={**reading.roles, "suppliers": sells, "recipients": sellers})


def _is_behind_with(s: Sentence, who: Who) -> bool:
    first = who.at - (s.word(who.at - 1) in lexicon.words("articles"))
    return s.word(first - 1) == "with" and s[who.at].who == who.entity


def _maker_before(reading: Reading) -> Players:
    """As in "Norland is in talks with Kesh over tanks": the one state before that makes arms."""
    named = {token.who.id: Who(token.who, k) for k, token in enumerate(reading.s.tokens[: reading.at])
             if token.who and token.who.kind == "state" and not token.aside}  # fmt: skip
    makers = tuple(who for who in named.values() if may_sell(reading.story, who))
    return makers if len(makers) == len(named) == 1 else ()


def may_sell(story: Story, who: Who) -> bool:
    """Tell whether somebody makes arms: only of states it is known that they do not."""
    return who.entity.kind != "state" or who.entity.id in _sellers(story)


def _makers_among(story: Story, both: Players) -> set[str]:
    """The one of two states that makes arms."""
    makers = {who.entity.id for who in both if may_sell(story, who)}
    return makers if len(makers) == 1 else set()


@lru_cache(maxsize=4)
def _sellers(story: Story) -> frozenset[str]:
    states = lexicon.table("makers")["sellers"]["states"]
    return frozenset(story.directory.state(name).id for name in states)


def _makers_of(s: Sentence, arms: tuple[int, ...]) -> frozenset[str]:
    names = [word for k in arms for word in s.arms_at.get(k, s[k].text).lower().split()]
    return frozenset(state for name, state in _makers().items() if any(_is_of(word, name) for word in names))


def _is_of(word: str, name: str) -> bool:
    """As in "f-15s" and "f-15ex" of "f-15", but not "f-150"."""
    return word.startswith(name) and not word[len(name) : len(name) + 1].isdigit()


@cache
def _makers() -> dict[str, str]:
    made = lexicon.table("makers")["makers"]
    return {name: state for state, names in made.items() for name in names}


def unsure_of_two_states(reading: Reading) -> Reading:
    """As in "Norland signed an agreement with Kesh for the supply of tanks": either may supply them."""
    s = reading.s
    nouns = lexicon.words("selling nouns")
    states = all(who.kind == "state" for role in ("suppliers", "recipients") for who in reading.all(role))
    behind = range(reading.after, min(reading.end, len(s)))
    if not states or not any(s.word(k) in nouns and s.word(k + 1) == "of" for k in behind):
        return reading
    told = reading.roles.items()
    return replace(
        reading, roles={role: tuple(replace(who, sure=False) for who in found) for role, found in told}
    )
