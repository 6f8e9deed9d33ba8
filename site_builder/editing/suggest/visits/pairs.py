"""Who is meant where somebody met: "the pair", "the two countries", "they", "the COAS", "its captain"."""

from collections.abc import Iterator, Mapping
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acting import end_of_actors
from site_builder.editing.suggest.clauses.parties import demonym_at, public_state, state_of
from site_builder.editing.suggest.clauses.players import named_at, whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.homes import home_states
from site_builder.editing.suggest.people.offices_of_pairs import may_hold_office, office_of_pair, office_told
from site_builder.editing.suggest.people.referring import Who, may_be_people, person_at
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.editing.suggest.visits.sides import group_before, noun_behind, side_at

_BOTH: Final = 2
_BACK: Final = 2
"""So many sentences back "the pair" was named."""
_FAR: Final = 6
"""So many sentences back a ship, or somebody by an office, was told of."""
_HEAD: Final = 4
"""So many words of a sentence may stand before the noun with which it begins."""
_NEAR: Final = 6
"""So many words behind "under the command of" the commander is named."""
_FAR_BETWEEN: Final = 9
"""So many words behind "between" a pair is told: "the foreign ministers of the two countries"."""
_PARTED: Final = 3
"""So many words "and her party" has."""
_TOLD: Final = lexicon.words(
    "meeting verbs", "meeting nouns", "receiving verbs", "words of discussing", "speaking verbs"
)


def pair(c: Reading) -> Players:
    """As in "the pair met", "the two countries held talks": the only two who are named before."""
    end = end_of_actors(c.s, c.at if c.lead is None else c.lead)
    end = 0 if end < 0 and c.s.word(0) == "both" and min(c.at, c.lead or c.at) == 1 else end
    return _pair_at(c, end)


def pair_between(c: Reading) -> Players:
    """As in "a meeting between the two ministers in May"."""
    near = range(c.after + 1, min(len(c.s), c.after + _FAR_BETWEEN))
    end = next((k for k in near if _kind(c.s, k)), None) if c.s.word(c.after) == "between" else None
    while end is not None and c.s.gap(end + 1) == " " and _kind(c.s, end + 1):
        end += 1  # "the two countries"
    plain = end is not None and not any(c.s[k].who for k in range(c.after, end + 1))
    return _pair_at(c, end) if plain and end is not None else ()


def _pair_at(c: Reading, end: int) -> Players:
    kind = _kind(c.s, end)
    often = any(token.low.endswith("times") for token in c.s.tokens[c.after : c.after + _HEAD])
    often = often and not any(":" in c.s.gap(k) for k in range(c.after, c.after + 2 * _HEAD))
    if not kind or c.s.headline or often or _are_couple(c):
        return ()
    people: dict[str, Entity] = {}
    office = office_of_pair(c.s, end) if kind == "person" else frozenset[str]()
    for s, stop in _scopes(c, end):
        if c.s.index - s.index > _BACK and not office and len(people) != 1:
            break
        if kind == "they" and (_kind(s, _end_of_pair(s)) or _tells_of_pair(s)):
            continue  # "The two spoke in May. They had met before"
        if kind == "they" and not _begins_with_person(s):
            return ()  # "Protesters met Ann Hale. They"
        again = c.s.word(c.at - 1) in {"last", "previously", "first"}
        meets = c.pattern.family == "meetings"
        if (
            meets
            and kind == "state"
            and not again
            and not _TOLD.isdisjoint(s.words(0, min(stop, c.at) if s is c.s else stop))
        ):
            return ()  # the meeting of those whose states they are is told
        office = office or (office_told(s) if kind == "person" else office)
        named = _people(c.story, s, range(stop)) if kind != "state" else _states(c.story, s, stop)
        far = c.s.index - s.index > _BACK and not office
        people.update(
            (who.id, who)
            for who in named
            if may_hold_office(c.story, who, office) and not (far and _is_of_one_state(c.story, who, people))
        )
        if len(people) >= _BOTH or kind == "they":
            break
    if not people and kind == "person":
        people = {who.id: who for who in _people(c.story, c.s, range(c.after, len(c.s)))}
    return tuple(Who(who, end, sure=False) for who in people.values()) if len(people) == _BOTH else ()


def _scopes(c: Reading, end: int) -> Iterator[tuple[Sentence, int]]:
    """Give this sentence up to the words for the pair, and those before it, the last first."""
    if any(token.who for token in c.s.tokens[:end]):
        yield c.s, end
    for s in reversed(c.story.sentences[max(0, c.s.index - _FAR) : c.s.index]):
        if not s.headline:
            yield s, len(s)


def _are_couple(c: Reading) -> bool:
    """As in "Ann Hale married John Berg. They met in 2004"."""
    near = c.story.sentences[max(0, c.s.index - _BACK) : c.s.index + 1]
    return any(not lexicon.words("words of couples").isdisjoint(s.vocabulary) for s in near)


def _begins_with_person(s: Sentence) -> bool:
    pronouns = lexicon.words("pronouns")
    first = next((k for k in may_be_people(s) if s[k].kind == "person" or s.word(k) in pronouns), None)
    return first is not None and (s.word(first) in pronouns or np_start(s, first) == 0)


def _is_of_one_state(story: Story, who: Entity, others: Mapping[str, Entity]) -> bool:
    """Tell whether somebody serves no other state than others, or it is not told which."""
    homes = home_states(story)
    return {homes.get(who.id, ""), *(homes.get(other, "") for other in others)} & {""} != set() or any(
        homes.get(other) == homes.get(who.id) for other in others
    )


def _tells_of_pair(s: Sentence) -> bool:
    """As in "It was the third meeting of the two leaders": they, and nobody by name."""
    named = any(token.kind == "person" for token in s.tokens)
    return not named and any(_kind(s, k) == "person" for k in range(len(s)))


def _end_of_pair(s: Sentence) -> int:
    """As in "The two leaders spoke": where words for two end with which a sentence begins."""
    return next((k for k in range(1, _HEAD) if s.word(0) in {"the", "both"} and _kind(s, k)), -1)


def _kind(s: Sentence, end: int) -> str:
    """Tell whether words mean two people, two states, or "they" at the head, who must stand right before."""
    if end < 0:
        return ""
    words = " ".join(s.words(max(0, end - _HEAD), end + 1)).split()
    if words[-1:] == ["they"]:
        return "they" if all(s[k].who is None for k in range(end)) and end <= _HEAD else ""
    if words[-1:] and words[-1] in lexicon.words("words for pairs") and "the" in words[-2:]:
        return "person"
    if words[-2:] == ["the", "two"] or words[-1:] == ["both"]:
        return "person"
    two = not lexicon.words("words for two").isdisjoint(words[-3:-1])
    if (two and words[-1] in lexicon.words("states that are two")) or _is_of_two_states(s, end):
        return "state"
    return "person" if two and words[-1] in lexicon.words("people who are two") else ""


def _is_of_two_states(s: Sentence, end: int) -> bool:
    """As in "the two countries' foreign ministers"."""
    if s.word(end) not in lexicon.words("people who are two"):
        return False
    k = end - 1
    while k > 0 and s.word(k) in lexicon.words("role words") - {"of", "for", "and", "the"}:
        k -= 1
    owner = s.gap(k + 1) in {"' ", "\u2019 "} or s[k].owns
    two = s.word(k - 1) in lexicon.words("words for two")
    return owner and two and s.word(k) in lexicon.words("states that are two")


def _people(story: Story, s: Sentence, within: range) -> Iterator[Entity]:
    """Give the people of a sentence, also by "she" and "the premier", but for those who speak for others."""
    for k in may_be_people(s):
        who = person_at(story, s, k) if k in within else None
        first = np_start(s, k)
        speaks = not lexicon.words("those who speak for others").isdisjoint(s.words(first, k + 1))
        if who and not s[k].aside and not speaks:
            yield who.entity


def _states(story: Story, s: Sentence, end: int) -> Iterator[Entity]:
    for token in s.tokens[:end]:
        if token.who and token.who.kind in {"state", "demonym"}:
            yield state_of(story, token.who.state, token.who.name)


# ------------------------------------------------------------------ somebody by an office


def office_before(c: Reading) -> Players:
    """As in "the COAS will meet", "HMS Merrow's captain and her party met": who that is was told before."""
    s, end = c.s, end_of_actors(c.s, c.at if c.lead is None else c.lead)
    if end < 0 or s.headline:
        return ()
    if s.word(end) in lexicon.words("those who come along") and s.word(end - 2) == "and":
        end -= _PARTED
        if end < 0 or s[end].kind == "person":
            return named_at(s, end if end >= 0 else None)
    if s[end].low in lexicon.words("short names of offices") and s.word(end - 1) == "the":
        return _holder_before(c, end)
    if s.word(end) in lexicon.words("commanders of ships"):
        return whoever(_commander(c, end))
    if end == 0 and s.word(0) in lexicon.words("pronouns"):
        return whoever(_unnamed_before(c))
    group = next((k for k in range(min(_HEAD, end)) if s.word(k) in lexicon.words("delegations")), None)
    described = group is not None and s.word(group + 1) in lexicon.words("words behind delegations")
    return group_before(c, group) if group and described and s.word(group - 1) == "the" else ()


def _holder_before(c: Reading, at: int) -> Players:
    """As in "the COAS": the only chief who is named in the sentences before."""
    chiefs: dict[str, Entity] = {}
    short = c.s[at].low
    for s in c.story.sentences[max(0, c.s.index - _FAR) : c.s.index]:
        for k in range(len(s)):
            who = s[k].who
            if who and who.kind == "person" and _is_chief(s, k, short):
                chiefs[who.id] = who
    return tuple(Who(who, at, sure=False) for who in chiefs.values()) if len(chiefs) == 1 else ()


def _is_chief(s: Sentence, k: int, short: str) -> bool:
    """As in "COAS General Ann Hale", "Ann Hale, the Norland Chief of Army Staff"."""
    behind = range(k + 1, min(len(s), k + _NEAR)) if "," in s.gap(k + 1) else range(0)
    around = " ".join(s[j].low for j in (*range(max(0, min(np_start(s, k), k - 2)), k), *behind)).split()
    return "chief" in around or short in around


def _unnamed_before(c: Reading) -> Who | None:
    """As in "The Norland premier arrived in Merrow. He met Ann Hale": whose premier "he" is."""
    before = c.story.sentences[c.s.index - 1] if c.s.index else None
    if before is None or before.headline or any(token.kind == "person" for token in before.tokens):
        return None
    k = next((k for k in range(min(_HEAD, len(before))) if before[k].who), None)
    noun = noun_behind(before, k) if k is not None and k <= 1 else None
    one = noun is not None and before.word(noun) in lexicon.words("roles")
    side = side_at(c.story, before, k) if one and k is not None else None
    return Who(side.entity, 0, sure=False) if side else None


def _commander(c: Reading, end: int) -> Who | None:
    """Who commands the ship that is told of, else the state whose it is."""
    back = range(c.s.index, max(-1, c.s.index - _FAR), -1)
    told = [c.story.sentences[k] for k in back if not c.story.sentences[k].headline]
    named = next((who for s in told for who in _commanders(s, c)), None)
    state = named or next((state for s in told for state in _states_of_ships(c.story, s)), None)
    return Who(state, end, sure=False) if state else None


def _commanders(s: Sentence, c: Reading) -> Iterator[Entity]:
    end = c.at if s is c.s else len(s)
    for k in range(end):
        if s.word(k) not in lexicon.words("words of command"):
            continue
        near = range(k + 1, min(end, k + _NEAR))
        led = not {"of", "by"}.isdisjoint(s.words(k + 1, k + 3))
        yield from (who for j in near if led and (who := s[j].who) and who.kind == "person")


def _states_of_ships(story: Story, s: Sentence) -> Iterator[Entity]:
    """As in "HMS Merrow", "the Norland Navy ship", "a Norland frigate"."""
    prefixes = lexicon.table("states")["ships"]
    for k, token in enumerate(s.tokens):
        if state := prefixes.get(token.text.split()[0]):
            yield story.directory.state(state)
        ship = lexicon.words("ships with commanders").intersection(s.words(k + 1, k + 3))
        if ship and token.kind == "body" and token.who and (public := public_state(story, token.who)):
            yield public
        elif ship and (side := demonym_at(story, s, k)):
            yield side.entity
