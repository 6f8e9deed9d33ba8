"""Words that name arms, and the parties of a deal: states, companies, bodies, as a sentence names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from site_builder.editing.suggest import grammar, lexicon
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.proposals import Value
from site_builder.editing.suggest.story import Sentence, Story
from site_builder.model.value_types import ActorId
from site_builder.names import countries

_ARMS = lexicon.words("arms")
_ADJECTIVES = lexicon.words("arms adjectives")
_NOUNS = lexicon.words("arms nouns")
_GOVERNMENT = lexicon.words("government words")
_COMPANIES = lexicon.words("company words")
_FIRMS = frozenset(("companies", "company", "firms", "firm", "manufacturers", "manufacturer", "contractors"))
_STATES = lexicon.words("definite states")


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a deal at a token; `label` is of an unnamed one ("companies" of a state)."""

    entity: Entity
    at: int
    label: str = ""
    sure: bool = True

    @property
    def value(self) -> Value:
        """The party as a field of a record."""
        if self.label:
            unnamed: Mapping[str, Value] = {"of": self.entity.id, "as": self.label}
            return unnamed
        return self.entity.id


@lru_cache(maxsize=4096)  # each verb of a sentence asks of the same words
def is_arms(s: Sentence, i: int) -> bool:
    """Tell whether a word, alone or with the next, names arms."""
    token = s[i]
    if token.who:
        return token.who.kind == "equipment"
    last = token.low.split()[-1]  # "four corvettes" is one token
    if token.amount and token.amount.kind == "money":
        return False
    if any(part in _ARMS for part in (last, last.rsplit("-", 1)[-1])):
        return token.low != "arms" or not s[i - 1].owns if i else True
    if token.low in _ADJECTIVES:
        return any(
            s.word(k) in _NOUNS or s.word(k) in _ARMS
            for k in range(i + 1, min(i + 4, len(s)))
            if _adjectives(s, i + 1, k)
        )
    return False


def _adjectives(s: Sentence, first: int, end: int) -> bool:
    return all(s.word(k) in _ADJECTIVES | {"and", "or", "and/or"} for k in range(first, end))


def arms_between(s: Sentence, first: int, end: int) -> tuple[int, ...]:
    """List the tokens that name arms."""
    return tuple(i for i in range(max(first, 0), min(end, len(s))) if is_arms(s, i))


def equipment_in(s: Sentence, tokens: tuple[int, ...]) -> tuple[tuple[Entity, ...], tuple[str, ...]]:
    """Give the registry's equipment among tokens, else the words for it."""
    entities = tuple(dict.fromkeys(who for i in tokens if (who := s[i].who) and who.kind == "equipment"))
    if entities:
        return entities, ()
    words = []
    for i in tokens:
        phrase = s.word(i).split()[-1]
        if s.word(i) in _ADJECTIVES and i + 1 < len(s):
            k = i + 1
            while k < len(s) and k < i + 4 and s.word(k - 1) not in _NOUNS | _ARMS:
                phrase += " " + s.word(k)
                k += 1
        words.append(phrase.strip())
    spelt = [word.replace("defense", "defence") for word in words if word]
    return (), tuple(
        word for word in dict.fromkeys(spelt) if not any(word != other and word in other for other in spelt)
    )


def party_at(story: Story, s: Sentence, i: int, other: str = "") -> Party | None:
    """Give the party that a token names: a state, its adjective with a body, its capital, a company."""
    token = s[i]
    who = token.who
    if who is None:
        return _definite(story, s, i, other)
    match who.kind:
        case "state":
            party = Party(who, i, _firms(s, i) if token.owns and _names_firms(s, i) else "")
        case "demonym":
            return _of_demonym(story, s, i, who)
        case "body" if not who.known and i + 1 < len(s) and s[i + 1].gap == " " and is_arms(s, i + 1):
            return None  # "Pike launchers": the name of a weapon
        case "body":
            party = Party(_its_state(story, who), i)
        case "place" if countries.states_of().get(who.name) and who.state and not _locates(s, i):
            party = Party(_state(story, who.state), i, sure=False)
        case _:
            return None
    return party


def _definite(story: Story, s: Sentence, i: int, other: str) -> Party | None:
    """As in "the country": the latest state that is not the other side."""
    if s.word(i) not in _STATES or not {"the", "that", "this"} & set(s.words(i - 4, i)):
        return None
    state = grammar.latest_state(story, s, i, other)
    return Party(state, i, sure=False) if state else None


def _locates(s: Sentence, i: int) -> bool:
    return s.word(i - 1) in {"in", "at", "near", "to", "of", "around", "capital"} or bool(
        i and s[i].gap == ", " and s.word(i - 1) == "capital"
    )


def _of_demonym(story: Story, s: Sentence, i: int, who: Entity) -> Party | None:
    state = _state(story, who.state, who.name)
    if _names_firms(s, i):
        return Party(state, i, _firms(s, i))
    if any(s.word(k) in _GOVERNMENT for k in range(i + 1, min(i + 3, len(s)))):
        return Party(state, i)
    return None


def _names_firms(s: Sentence, i: int) -> bool:
    return any(
        s.word(k) in _FIRMS
        for k in range(i + 1, min(i + 4, len(s)))
        if all(s.word(j) in _COMPANIES for j in range(i + 1, k))
    )


def _firms(s: Sentence, i: int) -> str:
    return next(s.word(k) for k in range(i + 1, len(s)) if s.word(k) in _FIRMS)


def _its_state(story: Story, who: Entity) -> Entity:
    """Ministries and forces deal for their state; companies for themselves."""
    actor = story.directory.registry.actors.get(ActorId(who.id))
    public = (
        actor.type in {"government-body", "armed-force"}
        if actor
        else any(
            word in who.name.lower().split()
            for word in ("ministry", "forces", "army", "navy", "force", "military", "government", "pentagon")
        )
    )
    return _state(story, who.state) if public and who.state else who


def _state(story: Story, state_id: str, name: str = "") -> Entity:
    actor = story.directory.registry.actors.get(ActorId(state_id))
    shown = actor.name if actor else name or state_id.replace("-", " ").title()
    return Entity(state_id, "state", shown, state_id, known=actor is not None)


def demonym_at(story: Story, s: Sentence, i: int) -> Party | None:
    """Give the state of an adjective, whatever follows: "Israeli arms"."""
    who = s[i].who
    if who and who.kind == "demonym" and not s.tokens[min(i + 1, len(s) - 1)].low.startswith("made"):
        return Party(_state(story, who.state, who.name), i)
    return None
