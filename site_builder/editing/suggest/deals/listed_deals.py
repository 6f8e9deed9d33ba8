"""Deals that stand in a list under one verb: "bought missiles from Norland, tanks from Kesh and six jets"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.grammar import row
from site_builder.editing.suggest.clauses.parties import PARTIES, demonym_at, state_of
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.words_of_readings import spans_of
from site_builder.editing.suggest.deals.dealing_places import dealer_from
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.arms import arms_between
from site_builder.editing.suggest.sentences.story import Sentence

_SUPPLIERS: Final = "suppliers"
_ROLES: Final = {"from": _SUPPLIERS, "to": "recipients", "for": "recipients"}
"""Whose side stands behind a preposition that ends an item of a list."""
_JOINING: Final = frozenset(("and", "plus"))
_PAIRS: Final = (["as", "well"], ["along", "with"], ["together", "with"])
"""Words that lead to a further item of a list, without a comma."""
_LEADS_ON: Final = frozenset[str]().union(
    *map(
        lexicon.words,
        ("finite verbs", "said", "modal verbs", "being and having", "verbs of war", "conjunctions"),
    ),
    {"that", "which", "who", "but", "whose", "having"},
)
"""Words of another clause, which no item of a list holds."""
_REMADE: Final = frozenset(("refurbished", "assembled", "overhauled", "reconditioned"))
_NEAR: Final = 4
"""So many words before arms it is told whose they are: "six Norland attack helicopters"."""


def each_listed(reading: Reading) -> tuple[Reading, ...]:
    """Give a reading for each item of the list that a verb governs; the reading alone where there is none."""
    if reading.pattern.arms not in {"after", "object", "of", "listed", "for whom"}:
        return (reading,)
    for preposition in ("for",) if reading.pattern.arms == "for whom" else ("from", "to"):
        items = tuple(_led_items(reading, preposition))
        head = _head(reading, items, preposition)
        if items or head[0] > reading.at:
            told = (*_told_apart(reading, head), *items) if preposition == "from" else (head, *items)
            return tuple(_with_item(reading, one, preposition) for one in told if one[2])
    return tuple(_by_adjectives(reading)) or (reading,)


_Item = tuple[int, int, tuple[int, ...], Players]
"""Where an item begins and ends, its arms, and who stands behind its preposition."""


def _led_items(reading: Reading, preposition: str) -> Iterator[_Item]:
    """As in "missiles from Norland and howitzers from Kesh": the items behind the first."""
    s = reading.s
    first = _end_of_first(reading, preposition)
    if first is None:
        return
    done = _behind_relative(s, first)
    for k in range(done, len(s)):
        leads = s.word(k) == preposition or (preposition == "from" and _is_made_in(s, k))
        if k < done or not leads:
            continue
        start = _start_of_item(s, _end_of_item(s, done), k)
        arms = arms_between(s, start, k)
        sides = _sides_behind(reading, k + 1)
        divided = ";" in s.gap(start)
        if divided and not sides:
            continue
        if start >= k or not (arms and sides) or _is_of_other_clause(s, start if divided else done, k):
            return
        done = max(who.at for who in sides) + 1
        yield start, _end_of_item(s, done), arms, sides
        done = _behind_relative(s, done)


def _end_of_first(reading: Reading, preposition: str) -> int | None:
    """The token behind whoever stands behind the first preposition of the list."""
    s, told = reading.s, reading.roles.get(_ROLES[preposition], ())
    behind = (who.at for who in told if s.word(_before_article(s, who.at)) == preposition)
    first = next((at for at in behind if at > reading.at), None)
    return max(who.at for who in told if who.at >= first) + 1 if first is not None else None


def _behind_relative(s: Sentence, k: int) -> int:
    """As in "tanks from Norland, which paid for them, and jets from Kesh": the token behind the comma."""
    led = s.word(k) in {"which", "who"} or s.words(k, k + 2) in (["of", "which"], ["of", "whom"])
    if "," not in s.gap(k) or not led:
        return k
    return next((i for i in range(k + 1, len(s)) if "," in s.gap(i)), k)


def _sides_behind(reading: Reading, first: int) -> Players:
    """Whoever stands behind the preposition: states and companies, one alone who is not known."""
    named = row(reading.story, reading.s, first, PARTIES, other=reading.other)
    other = None if named else dealer_from(reading, first)
    return named or ((other,) if other else ())


def _before_article(s: Sentence, i: int) -> int:
    return i - 2 if s.word(i - 1) in lexicon.words("articles") else i - 1


def _is_made_in(s: Sentence, k: int) -> bool:
    """As in "another 18 jets refurbished in Norland"."""
    return s.word(k) == "in" and s.word(k - 1) in lexicon.words("words of making") | _REMADE


def _start_of_item(s: Sentence, first: int, end: int) -> int:
    """Where the last part of the list that semicolons divide begins: those before name nobody."""
    return next((k for k in range(end, first, -1) if ";" in s[k].gap), first)


def _end_of_item(s: Sentence, first: int) -> int:
    """Where the next item begins: its price and time stand before."""
    for k in range(first, len(s)):
        if any(mark in s[k].gap for mark in ",;") or s.word(k) in _JOINING or s.words(k, k + 2) in _PAIRS:
            return k
    return len(s)


def _is_of_other_clause(s: Sentence, first: int, end: int) -> bool:
    """As in "while Kesh received missiles from": somebody else acts."""
    named = any(s[k].kind == "state" and not s[k].owns for k in range(first, end))
    return named or any(word in _LEADS_ON for word in s.words(first, end))


def _head(reading: Reading, items: tuple[_Item, ...], preposition: str) -> _Item:
    """The first item: of "jets for $3 billion, tanks from Norland" the tanks, as the price ends another."""
    s = reading.s
    first = _end_of_first(reading, preposition)
    end = items[0][0] if items else len(s)
    before = range(reading.after, first or reading.after)
    closed = (k for k in reversed(before) if ";" in s.gap(k) or ("," in s.gap(k) and _is_price(s, k - 1)))
    start = next(closed, reading.at)
    arms = tuple(k for k in reading.arms if start <= k < end)
    if not arms:  # "tanks for $3 billion, mostly from Norland"
        start, arms = reading.at, tuple(k for k in reading.arms if k < end)
    return start, end, arms, ()


def _told_apart(reading: Reading, head: _Item) -> Iterator[_Item]:
    """As in "two frigates formerly of the Norland navy, drones from Kesh": a part names its own seller."""
    s, left = reading.s, list(head[2])
    known = (who.entity for found in reading.roles.values() for who in found)
    taken = {one for who in known for one in (who.id, who.state)}
    for k in head[2]:
        end = next((j for j in range(k + 1, head[1]) if "," in s.gap(j)), None)
        if end is None or end > max(left):
            continue
        owners = ((j, who.state) for j in range(k + 1, end) if (who := s[j].who) and who.state)
        at, own = next(((j, one) for j, one in owners if one not in taken), (k, ""))
        if own:
            yield k, end, (k,), (Who(state_of(reading.story, own), at),)
            left.remove(k)
    yield head[0], head[1], tuple(left), ()


def _is_price(s: Sentence, k: int) -> bool:
    amount = s[k].amount
    return amount is not None and amount.kind == "money"


def _with_item(reading: Reading, item: _Item, preposition: str) -> Reading:
    start, end, arms, sides = item
    times = [token.time for token in reading.s.tokens[start:end] if token.time]
    own = next((time for time in times if time.edtf), None)
    elsewhere = any(token.time == reading.time for token in reading.s.tokens[reading.at :])
    time = own or (None if elsewhere else reading.time)
    roles = {**reading.roles, _ROLES[preposition]: sides} if sides else reading.roles
    told = replace(reading, arms=arms, roles=roles, time=time, item=(start, end))
    return replace(told, spans=spans_of(told, time=time))


# ------------------------------------------------------------------ whose arms they are by an adjective


def _by_adjectives(reading: Reading) -> Iterator[Reading]:
    """As in "bought Norland tanks, Keshian missiles and Merrow-made drones": one for each state."""
    told = reading.roles.get(_SUPPLIERS, ())
    if not told or any(reading.s[who.at].kind != "demonym" for who in told):
        return
    groups: dict[str, tuple[Who, list[int]]] = {}
    last = ""
    for k in reading.arms:
        whose = _whose(reading, k)
        last = whose.entity.id if whose else last
        if whose and last not in groups:
            groups[last] = (whose, [])
        if last:
            groups[last][1].append(k)
    if len(groups) < 2:
        return
    for whose, arms in groups.values():
        told_one = replace(reading, arms=tuple(arms), roles={**reading.roles, _SUPPLIERS: (whose,)})
        told_one = replace(told_one, item=(max(0, arms[0] - _NEAR), arms[-1] + 1))
        yield replace(told_one, spans=spans_of(told_one, time=told_one.time))


def _whose(reading: Reading, arms: int) -> Who | None:
    """The state of the adjective of arms: no comma stands between."""
    for k in range(arms, max(reading.at, arms - _NEAR), -1):
        if k < arms and "," in reading.s.gap(k + 1):
            return None
        if reading.s.word(k) == "and" and k < arms:
            return None
        if found := demonym_at(reading.story, reading.s, k):
            return replace(found, sure=False)
    return None
