"""Deals that a sentence adds without a verb: "followed by 20 tanks", "and Norland 24", "as did Kesh"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.parties import party_at
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.words_of_readings import spans_of
from site_builder.editing.suggest.deals.dealing_places import dealer_from
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.arms import arms_between, equipment_in
from site_builder.editing.suggest.sentences.story import Sentence

_SUPPLIERS: Final = "suppliers"
_RECIPIENTS: Final = "recipients"
_ITEM: Final = 7
"""So many words behind "by" what followed is named."""
_GAP: Final = 6
"""So many words behind whoever else deals the goods begin."""
_PREPOSITIONS: Final = lexicon.words("prepositions") | {"that", "which", "who", "to"}
_PLACES: Final = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "last"))
_REACH: Final = 2
"""So many words behind a number its time begins."""
_LIST: Final = 12
"""So many words behind an item that followed the next "by" stands."""
_SELLING: Final = lexicon.words(
    "selling verbs", "selling nouns", "verbs of pledging arms", "verbs of offering"
)
_DEALING: Final = lexicon.words("selling verbs", "buying verbs")
_ENDS: Final = lexicon.words("prepositions") - {"of", "per"} | {"and", "more"}
"""What stands behind a number of which the goods are not named again."""
_DID: Final = frozenset(("did", "has", "have", "had"))
_LED: Final = frozenset(("and", "while", "then", "later", "with"))


def with_carried_on(reading: Reading) -> Iterator[Reading]:
    """Give a reading, then one for each deal that its sentence only adds to it."""
    further = tuple(_further(reading)) if reading.arms and _is_told_of_sides(reading) else ()
    starts = [one.item[0] for one in further if one.item]
    if not starts:
        yield reading
        return
    first = min(starts)
    own = tuple(k for k in reading.arms if k < first) or reading.arms
    sellers = tuple(who for who in reading.roles.get(_SUPPLIERS, ()) if who.at < first)
    behind = any(one.item and one.item[0] == first and one.arms != own for one in further)
    roles = {**reading.roles, _SUPPLIERS: sellers} if behind else reading.roles
    yield replace(reading, arms=own, roles=roles, item=reading.item or (0, first))
    yield from further


def _is_told_of_sides(reading: Reading) -> bool:
    return bool(reading.roles.get(_SUPPLIERS) or reading.roles.get(_RECIPIENTS))


def _further(reading: Reading) -> Iterator[Reading]:
    words = reading.s.vocabulary
    if "followed" in words:
        yield from _followed(reading)
    if sum(token.kind == "state" for token in reading.s.tokens) > 1:
        yield from _gapped(reading)
        yield from _supplied_by_others(reading)
        yield from _numbers_led(reading)
    if "from" in words:
        yield from _from_others(reading)
    if not _DID.isdisjoint(words):
        yield from _done_alike(reading)


# ------------------------------------------------------------------ "followed by"


def _followed(reading: Reading) -> Iterator[Reading]:
    """As in "ordered tanks in 2028, followed the next year by 20 jets and in 2030 by six boats"."""
    s = reading.s
    lead = next((k for k in range(reading.after, len(s)) if s.word(k) == "followed"), None)
    if lead is None or "," not in s.gap(lead):
        return
    start = lead
    while by := next((k for k in range(start + 1, min(len(s), start + _LIST)) if s.word(k) == "by"), None):
        end = next((k for k in range(by + 1, len(s)) if s.gap(k).strip(" -") or s.word(k) == "by"), len(s))
        arms = arms_between(s, by + 1, min(end, by + _ITEM))
        told = _of_state(reading, by, end) if not arms else replace(reading, arms=arms)
        if told is None:
            return
        yield _apart(told, start + 1, end)
        start = end - 1 if end > by + 1 else by + 1


def _of_state(reading: Reading, by: int, end: int) -> Reading | None:
    """As in "followed by Kesh with the same number": who else dealt so."""
    role = _role_acting(reading)
    who = next(
        (who for k in range(by + 1, min(end, by + 3)) if (who := party_at(reading.story, reading.s, k))), None
    )
    return _with(reading, role, who) if who and role else None


def _role_acting(reading: Reading) -> str:
    return _SUPPLIERS if reading.word in _SELLING else _RECIPIENTS


def _with(reading: Reading, role: str, who: Who) -> Reading | None:
    known = {one.id for one in reading.all(_SUPPLIERS) + reading.all(_RECIPIENTS)}
    other = who.entity.kind == "state" and who.entity.id not in known
    return replace(reading, roles={**reading.roles, role: (replace(who, sure=False),)}) if other else None


def _apart(told: Reading, start: int, end: int) -> Reading:
    """Give what is told of one item: its own time and price."""
    times = [token.time for token in told.s.tokens[start:end] if token.time and token.time.edtf]
    one = replace(told, time=next(iter(times), None), item=(start, end))
    return replace(one, spans=spans_of(one, time=one.time))


# ------------------------------------------------------------------ "and Kesh 24"


def _gapped(reading: Reading) -> Iterator[Reading]:
    """As in "Kesh ordered 24 tanks, Norland 12 and Merrow six", "sold Kesh 24 tanks and Norland 12"."""
    s = reading.s
    first = max(reading.at, reading.arms[0])
    name = _name_of(reading)
    for k in range(first + 1, len(s) - 1):
        joined = "," in s.gap(k) or s.word(k - 1) in _LED
        count = _count_behind(reading, k) if joined and s[k].kind == "state" else 0
        who = party_at(reading.story, s, k) if count else None
        told = _with(reading, _RECIPIENTS, who) if who else None
        if told is None:
            continue
        arms = arms_between(s, k + 1, min(len(s), count + 2)) or (count,)
        yield _apart(_of_arms(told, arms[0], name), k, min(len(s), _REACH + count))


def _count_behind(reading: Reading, k: int) -> int:
    """As in "Kesh 12", "Kesh another 12", "Kesh the second": where the number stands; 0 where none does."""
    s = reading.s
    if s.gap(k + 1) != " ":
        return 0
    if _is_number(reading, k + 1):
        return k + 1
    more = s.word(k + 1) == "another" and k + 2 < len(s) and _is_number(reading, k + 2)
    ranked = s.word(k + 1) == "the" and s.word(k + 2) in _PLACES and k + 2 < len(s)
    return k + 2 if more or (ranked and _ends(s, k + 3)) else 0


def _of_arms(told: Reading, k: int, name: str) -> Reading:
    """Let a number mean the arms that were named."""
    s = told.s
    named = k in s.arms_at or bool(arms_between(s, k, k + 1))
    return replace(told, s=s if named else replace(s, arms_at={k: name, **s.arms_at}), arms=(k,))


def _numbers_led(reading: Reading) -> Iterator[Reading]:
    """As in "six tanks from Norland and four from Kesh", "sold six tanks to Kesh and four to Merrow"."""
    s = reading.s
    first = max(reading.at, reading.arms[0])
    for k in range(first + 1, len(s) - 2):
        role = {"from": _SUPPLIERS, "to": _RECIPIENTS}.get(s.word(k + 1), "")
        joined = "," in s.gap(k) or s.word(k - 1) in _LED
        if not (role and joined and _counts(s, k)) or not _is_led(reading, role, s.word(k + 1)):
            continue
        who = dealer_from(reading, k + 2)
        told = _with(reading, role, who) if who else None
        if told and who:
            yield _apart(_of_arms(told, k, _name_of(reading)), k, who.at + 1)


def _is_led(reading: Reading, role: str, word: str) -> bool:
    """Tell whether the first seller, or buyer, too, stands behind the preposition."""
    return any(word in reading.s.words(who.at - 2, who.at) for who in reading.roles.get(role, ()))


def _counts(s: Sentence, k: int) -> bool:
    return not s[k].time and (
        s[k].text.replace(",", "").isdigit() or s.word(k) in lexicon.words("small numbers")
    )


def _is_number(reading: Reading, k: int) -> bool:
    s = reading.s
    return (_counts(s, k) and _ends(s, k + 1)) or bool(s[k].amount and arms_between(s, k, k + 1))


def _ends(s: Sentence, k: int) -> bool:
    return k >= len(s) or bool(s.gap(k).strip()) or s.word(k) in _ENDS or s[k].time is not None


def _name_of(reading: Reading) -> str:
    entities, items = equipment_in(reading.s, reading.arms)
    return next(iter((*(who.name for who in entities), *items)), "arms")


def _supplied_by_others(reading: Reading) -> Iterator[Reading]:
    """As in "Norland has supplied tanks, Kesh radars and Merrow 20 jets": whoever else did so."""
    s, role = reading.s, _role_acting(reading)
    acts = any(who.at < reading.at for who in reading.roles.get(role, ()))
    for k in range(reading.after, len(s) - 1) if acts else ():
        joined = ("," in s.gap(k) or s.word(k - 1) in _LED) and s[k].kind == "state" and not s[k].owns
        end = next((j for j in range(k + 1, len(s)) if s.gap(j).strip(" -") or s.word(j) == "and"), len(s))
        arms = arms_between(s, k + 1, min(end, k + _GAP)) if joined else ()
        plain = arms and not any(_leads_on(reading, j) for j in range(k + 1, arms[0]))
        who = party_at(reading.story, s, k) if plain else None
        told = _with(reading, role, who) if who else None
        if told:
            yield _apart(replace(told, arms=arms_between(s, k + 1, end)), k, end)


def _leads_on(reading: Reading, k: int) -> bool:
    """Tell whether a word is none that only describes goods."""
    s = reading.s
    word = s.word(k)
    verb = word in lexicon.words("finite verbs", "being and having", "modal verbs") | _DEALING | _PREPOSITIONS
    return (bool(s[k].who) and s[k].kind in {"state", "person"}) or verb or word.endswith(("ed", "ing"))


def _from_others(reading: Reading) -> Iterator[Reading]:
    """As in "bought boats from Norland, and from Lance smaller craft": the seller stands before them."""
    s = reading.s
    first = max(reading.at, reading.arms[0])
    for k in range(first + 1, len(s) - 1):
        if (
            s.word(k) != "from"
            or s.word(k - 1) not in _LED
            or not ("," in s.gap(k - 1) or s.word(k - 1) == "and")
        ):
            continue
        who = dealer_from(reading, k + 1)
        arms = arms_between(s, who.at + 1, who.at + _GAP) if who else ()
        if who and arms and not any(s.gap(j).strip(" -") for j in range(who.at + 1, arms[0] + 1)):
            end = next((j for j in range(arms[0] + 1, len(s)) if s.gap(j).strip(" -")), len(s))
            others = arms_between(s, arms[0], end)
            yield _apart(replace(reading, roles={**reading.roles, _SUPPLIERS: (who,)}, arms=others), k, end)


# ------------------------------------------------------------------ "as did Kesh"


def _done_alike(reading: Reading) -> Iterator[Reading]:
    """As in "sold it four frigates, as Norland did", "ordered tanks, as did Kesh"."""
    s = reading.s
    for k in range(max(reading.at, reading.arms[-1]) + 1, len(s) - 2):
        if s.word(k) not in {"as", "so"} or "," not in s.gap(k) or s[k].quoted:
            continue
        if not _DEALING.isdisjoint(s.words(reading.after, k)):
            continue  # of the verb between
        at = k + 1 if s.word(k + 2) in _DID else k + 2 if s.word(k + 1) in _DID else None
        ends = at is not None and (k + 3 >= len(s) or s.gap(k + 3).strip() or s.word(k + 3) in _ENDS)
        who = party_at(reading.story, s, at) if at is not None and ends else None
        told = _with(reading, _role_acting(reading), who) if who else None
        if told:
            yield replace(told, time=None, item=(k, k + 3))
