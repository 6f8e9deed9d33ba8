"""Other events: openings, signatures, foundings, wars, exercises, protests, summonses, uses of weapons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.editing.suggest import grammar, lexicon
from site_builder.editing.suggest.arms import Party, demonym_at, is_arms, party_at
from site_builder.editing.suggest.dating import dated
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.proposals import Proposal, Rank, Span, Value
from site_builder.editing.suggest.story import Sentence, Story
from site_builder.model.value_types import EventType


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of event: verbs and the nouns that are their objects within a few words."""

    type: EventType
    verbs: frozenset[str]
    nouns: frozenset[str]
    says: str
    slug: str


def _kind(type_: EventType, words: str, says: str, slug: str) -> _Kind:
    return _Kind(type_, lexicon.words(f"{words} verbs"), lexicon.words(f"{words} nouns"), says, slug)


_KINDS = (
    _kind("facility-opening", "opening", "{who} opened a {noun}", "opens"),
    _kind("agreement", "signing", "{who} signed a {noun}", "signs"),
    _kind("other", "founding", "{who} founded a {noun}", "founds"),
    _kind("exercise", "exercise", "{who} held an exercise", "exercise"),
    _kind("protest", "summoning", "{who} {verb} an {noun}", "protests-to"),
    _kind("protest", "protest", "{who} held a {noun}", "protest"),
)
_USING = lexicon.words("using verbs")
_WAR = lexicon.words("war nouns")


def find_happenings(story: Story) -> tuple[Proposal, ...]:
    """Propose events that are neither visits nor deals."""
    found: list[Proposal] = []
    for s in story.sentences:
        for proposal in _in(story, s):
            if not any(_same(proposal, other) for other in found):
                found.append(proposal)
    return tuple(found)


def _same(a: Proposal, b: Proposal) -> bool:
    return (
        a.event == b.event
        and a.fields.get("participants") == b.fields.get("participants")
        and a.fields.get("date") == b.fields.get("date")
    )


def _in(story: Story, s: Sentence) -> Iterator[Proposal]:
    for i in range(len(s)):
        if s[i].aside:
            continue
        for kind in _KINDS:
            if s.word(i) in kind.verbs and (proposal := _of_kind(story, s, i, kind)):
                yield proposal
        if s.word(i) in _USING and (proposal := _use(story, s, i)):
            yield proposal
        if s.word(i) in _WAR and (proposal := _war(story, s, i)):
            yield proposal


def _of_kind(story: Story, s: Sentence, verb: int, kind: _Kind) -> Proposal | None:
    noun = next((k for k in range(verb + 1, min(len(s), verb + 8)) if s.word(k) in kind.nouns), None)
    if (
        noun is None
        or any(c in s[k].gap for k in range(verb + 1, noun + 1) for c in ";:")
        or any(is_arms(s, k) for k in range(verb + 1, noun))
    ):
        return None
    if s.word(verb - 1) in {"recently", "newly", "the", "a", "previously", "jointly"} and s.word(
        verb - 2
    ) in {"the", "a"}:
        return None  # "the recently signed treaty"
    actors = _actors(story, s, verb)
    certain = grammar.certainty(s, verb)
    if not actors or certain == "not" or s.headline:
        return None
    place = grammar.place_after(s, noun + 1, 6)
    other = s[place].who if place is not None and s.word(place - 1) in {"in", "at"} else None
    partner = _with(story, s, noun)
    people = (*actors, *partner)
    text = kind.says.format(who=" and ".join(e.name for e in actors), verb=s.word(verb), noun=s.word(noun))
    text = re.sub(r"\ba (?=[aeio])", "an ", re.sub(r"\ban (?=[^aeio])", "a ", text))
    tokens = (verb, noun) if not other or place is None or place - noun > 3 else (verb, place)
    return _proposal(
        s,
        verb,
        kind.type,
        people,
        place=other,
        certain=certain,
        says=text,
        tokens=(tokens[0], tokens[1]),
        slug="-".join((actors[0].id, kind.slug, s.word(noun))),
    )


def _with(story: Story, s: Sentence, noun: int) -> tuple[Entity, ...]:
    for k in range(noun + 1, min(len(s), noun + 5)):
        if s.word(k) == "with":
            found = next((p for j in range(k + 1, min(len(s), k + 4)) if (p := party_at(story, s, j))), None)
            return (found.entity,) if found and not found.label else ()
    return ()


def _actors(story: Story, s: Sentence, verb: int) -> tuple[Entity, ...]:
    """Who does it: a state or body that is the subject, else a person."""
    for i in range(verb - 1, max(-1, verb - 12), -1):
        if any(c in s[i + 1].gap for c in ";:"):
            break
        party = None if s[i].aside or s[i].owns else party_at(story, s, i)
        before = s.word(i - 1) if i else ""
        if party and not party.label and before not in grammar.PREPOSITIONS:
            return (*_first_of_two(story, s, i), party.entity)
    return tuple(w.entity for w in grammar.subject(story, s, verb))


def _first_of_two(story: Story, s: Sentence, i: int) -> tuple[Entity, ...]:
    for k in range(i - 1, max(-1, i - 4), -1):
        if s.word(k) == "and" and k:
            party = party_at(story, s, k - 1)
            return (party.entity,) if party and not party.label else ()
        if not (s[k].who and s[k].owns):
            break
    return ()


def _use(story: Story, s: Sentence, verb: int) -> Proposal | None:
    item = next((k for k in range(verb + 1, min(len(s), verb + 7)) if s[k].kind == "equipment"), None)
    certain = grammar.certainty(s, verb)
    users = _actors(story, s, verb)
    if (
        item is None
        or certain != "happened"
        or not users
        or any(w in {"accused", "accuses"} for w in s.words(0, verb))
    ):
        return None
    what = s[item].who
    assert what is not None  # noqa: S101 - looked for above
    return _proposal(
        s,
        verb,
        "weapon-use",
        users,
        says=f"{users[0].name} used {what.name}",
        tokens=(verb, item),
        slug=f"{users[0].id}-uses-{what.id}",
        item=what,
    )


def _war(story: Story, s: Sentence, noun: int) -> Proposal | None:
    """As in "the 2020 war with Armenia", "war between X and Y"."""
    sides: list[Party] = []
    for k in range(noun + 1, min(len(s), noun + 8)):
        if s[k].gap.strip() not in {"", ","}:
            break
        party = party_at(story, s, k)
        if party and any(w in {"with", "between", "against"} for w in s.words(noun + 1, k)):
            sides.append(party)
    one = next(
        (p for k in range(noun - 1, -1, -1) if (p := party_at(story, s, k) or demonym_at(story, s, k))), None
    )
    if len(sides) == 1 and one and one.entity != sides[0].entity:
        sides.insert(0, one)
    time = next((s[k].time for k in range(max(0, noun - 2), min(len(s), noun + 5)) if s[k].time), None)
    if len(sides) < 2 or time is None or grammar.certainty(s, noun) != "happened":
        return None
    pair = tuple(dict.fromkeys(p.entity for p in sides[:2]))
    return _proposal(
        s,
        noun,
        "conflict",
        pair,
        says=" and ".join(e.name for e in pair) + " were at war",
        tokens=(noun, sides[-1].at),
        slug="-".join(e.id for e in pair) + "-war",
    )


def _proposal(
    s: Sentence,
    at: int,
    type_: EventType,
    who: tuple[Entity, ...],
    *,
    place: Entity | None = None,
    certain: str = "happened",
    says: str,
    tokens: tuple[int, int],
    slug: str,
    item: Entity | None = None,
) -> Proposal:
    time = grammar.time_of(s, at)
    who = tuple(dict.fromkeys(who))
    fields: dict[str, Value] = {"participants": tuple(e.id for e in who)}
    if place:
        fields["place"] = place.id
    fields |= dated(time)
    if certain != "happened":
        fields["status"] = certain
    if item:
        use: dict[str, Value] = {"item": item.id, "user": who[0].id}
        fields["equipment"] = (use,)
    fields["says"] = says + "."
    spans: tuple[Span, ...] = (
        (s[tokens[0]].start, s[tokens[1]].end),
        *(((time.start, time.end),) if time else ()),
    )
    rank: Rank = "likely" if time else "possible"
    return Proposal(
        section="events",
        rank=rank,
        reason=f"words of an event of type {type_}",
        fields=fields,
        anchors=spans,
        surface=f"{who[0].name} {s[at].text}",
        entities=(*who, *((place,) if place else ()), *((item,) if item else ())),
        event=type_,
        title=says,
        slug=slug,
    )
