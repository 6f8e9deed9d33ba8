"""Whose arms those are that everybody knows by their names: who sells where a sentence does not say which."""

from dataclasses import replace
from functools import cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.sentences.story import Sentence

_TWO: Final = 2


def is_of_other_maker(reading: Reading) -> bool:
    """As in "Norland sealed a package with Kesh for Pikes", which are known to be Norland's, not Kesh's."""
    if reading.pattern.part != "noun":
        return False
    roles = ("suppliers", "recipients")
    sellers, buyers = ({who.id for who in reading.all(role) if who.kind == "state"} for role in roles)
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
    sells = tuple(replace(who, sure=False) for who in both if who.entity.id in makers)
    buys = tuple(who for who in both if who.entity.id not in makers)
    known = {"suppliers": sells, "recipients": buys} if len(sells) == len(buys) else {"recipients": ()}
    return replace(reading, roles={**reading.roles, **known})


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
