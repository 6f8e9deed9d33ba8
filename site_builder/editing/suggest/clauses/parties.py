"""The parties of a deal or an event: states, companies, bodies, as a sentence names them."""

from functools import lru_cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.grammar import RoleKind
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.states_before import latest_state
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.arms import is_arms
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.model.value_types import ActorId
from site_builder.names import countries

_PREPOSITIONS = lexicon.words("prepositions")
_FIRMS = lexicon.words("firms")
_OPENERS = (_FIRMS | lexicon.words("openers", "said", "infinitive words")) - {"to"}  # "turned to Kesh"
_GOVERNMENT = lexicon.words("government words")
_DEFINITE_STATES = lexicon.words("definite states")
_COMPANIES = lexicon.words("company words")
_BEFORE_FIRMS = lexicon.words("nouns of companies") | _FIRMS | {"group", "giant", "conglomerate", "exporter"}
_PUBLIC_BUYERS = lexicon.words("last words of public buyers")
_DESCRIBED = 7
"""So many words behind its state's adjective a company is named at most."""


def party_at(story: Story, s: Sentence, i: int, other: str = "") -> Who | None:
    """Give the party that a token names: a state, its adjective with a body, its capital, a company.

    `other` is the id of the other side, which "the country" does not stand for.
    """
    who = s[i].who
    if who is None:
        return _definite(story, s, i, other)
    match who.kind:
        case "state":
            described = _owns_named_firm(s, i) or _names_firm(s, i) or _owns_firm(s, i) or _owns_state(s, i)
            return None if described else Who(who, i, label=_firms(s, i) if s[i].owns else "")
        case "demonym":
            return _of_demonym(story, s, i, who)
        case "body":
            after = s[i + 1] if i + 1 < len(s) and s[i + 1].gap == " " else None
            member = after is not None and after.low in lexicon.words("what members are")
            model = after is not None and not after.amount and any(c.isdigit() for c in after.text)
            of_arms = not who.known and (
                _names_arms(who) or (after is not None and (model or is_arms(s, i + 1)))
            )
            # "Pike launchers": the name of a weapon; "a Merrow Pact country" is not the pact
            return None if of_arms or member else Who(_its_state(story, who), i)
        case "place" if countries.states_of().get(who.name) and who.state and not _locates(s, i):
            return Who(state_of(story, who.state), i, sure=False, label=_firms(s, i))
    return None


def _names_arms(who: Entity) -> bool:
    """Tell a name by which everybody knows arms, be it taken for that of a company."""
    names = lexicon.words("names of arms", "names of arms that are counted")
    return who.name.lower() in names


@lru_cache(maxsize=16)
def _may_be_parties(s: Sentence) -> tuple[int, ...]:
    return tuple(i for i, token in enumerate(s.tokens) if token.who or s.word(i) in _DEFINITE_STATES)


def demonym_at(story: Story, s: Sentence, i: int) -> Who | None:
    """Give the state of an adjective, whatever follows: "Israeli arms"."""
    who = s[i].who
    if who and who.kind == "demonym" and not s.tokens[min(i + 1, len(s) - 1)].low.startswith("made"):
        return Who(state_of(story, who.state, who.name), i)
    return None


def _definite(story: Story, s: Sentence, i: int, other: str) -> Who | None:
    """As in "the country": the latest state that is not the other side."""
    if s.word(i) not in _DEFINITE_STATES or lexicon.words("pointing words").isdisjoint(s.words(i - 4, i)):
        return None
    state = latest_state(story, s, i, other)
    return Who(state, i, sure=False) if state else None


def _locates(s: Sentence, i: int) -> bool:
    return s.word(i - 1) in lexicon.words("locating words")


def _of_demonym(story: Story, s: Sentence, i: int, who: Entity) -> Who | None:
    firms = _firms(s, i)
    described = i + 1 < len(s) and s[i + 1].kind == "demonym" and s.gap(i + 1) == " "
    if described or _is_of_firm(s, i):
        return None  # "the Greek Cypriot government"
    if firms or (
        any(s.word(k) in _GOVERNMENT for k in range(i + 1, min(i + 3, len(s)))) and not _is_named(s, i + 1)
    ):
        return Who(state_of(story, who.state, who.name), i, label=firms)
    return None


def _names_firm(s: Sentence, i: int) -> bool:
    firm = s.word(i + 1) in _FIRMS | lexicon.words("nouns of companies") and s.gap(i + 1) == " "
    return firm and not s[i].owns and i + 2 < len(s) and s[i + 2].gap == " " and s[i + 2].kind == "body"


def _owns_state(s: Sentence, i: int) -> bool:
    """As in "Norland's neighbour Kesh"."""
    return s[i].owns and s.word(i + 1) in lexicon.words("what states are to another")


def _owns_firm(s: Sentence, i: int) -> bool:
    """As in "Norland's Lance", be it a name that nobody recognised."""
    after = s[i + 1] if s[i].owns and i + 1 < len(s) else None
    if after is None or after.who is None:
        plain = after is not None and not (after.time or after.amount or s.headline)
        return plain and after is not None and after.text[0].isupper() and after.low not in _GOVERNMENT
    return after.who.kind == "body" and not is_public(after.who.name)


def _owns_named_firm(s: Sentence, i: int) -> bool:
    """As in "Norland's state arms exporter Lance"."""
    behind = range(i + 1, min(len(s), i + _DESCRIBED)) if s[i].owns else range(0)
    for k in behind:
        if s[k].gap.strip() or s[k].time or s[k].amount:
            return False
        if s[k].who or s[k].text[0].isupper():
            firm = s[k].who is None or (s[k].kind == "body" and not is_public(s[k].text))
            return firm and s.word(k - 1) in _BEFORE_FIRMS
    return False


def is_firm(who: Entity) -> bool:
    """Tell a company, or the like, from a state and what acts for one."""
    return who.kind == "body" and not is_public(who.name)


def its_state(story: Story, s: Sentence, who: Who) -> Entity:
    """Give the state that a ministry or force deals for: its own, that before it, or that of its name."""
    entity = who.entity
    if entity.kind != "body" or entity.known:
        return entity
    if home := lexicon.table("states")["bodies"].get(entity.name.removeprefix("the ")):
        return story.directory.state(home)
    words = entity.name.lower().split()
    if not (is_public(entity.name) or _PUBLIC_BUYERS & {words[0], words[-1]}):
        return entity
    before = s[who.at - 1] if 0 < who.at < len(s) else None
    owner = before.who if before and before.owns and before.kind == "state" else None
    return owner or _behind_of(s, who.at) or public_state(story, entity) or entity


def _behind_of(s: Sentence, at: int) -> Entity | None:
    """As in "the Ministry of Defence of Kesh"."""
    behind = s[at + 2].who if s.word(at + 1) == "of" and at + 2 < len(s) else None
    return behind if behind and behind.kind == "state" else None


def public_state(story: Story, entity: Entity) -> Entity | None:
    """Give the state that a public body's name tells."""
    if home := lexicon.table("states")["bodies"].get(entity.name.removeprefix("the ")):
        return story.directory.state(home)
    if entity.state:
        return state_of(story, entity.state)
    words = entity.name.split()
    named = (" ".join(words[:k]) for k in range(len(words) - 1, 0, -1))
    called = next((name for name in named if name in countries.states()), "")  # "Bangladesh Army"
    of = entity.name.rpartition(" of ")[2]  # "Ministry of Defence of Laos"
    if of in countries.states():
        return story.directory.state(of)
    adjectives = (countries.states_of()[word] for word in words if word in countries.states_of())
    ends = (name for k in range(1, len(words)) if (name := " ".join(words[k:])) in countries.states())
    state = called or next(adjectives, "") or next(ends, "")  # "Royal Thai Army", "Army of Kesh"
    return story.directory.state(state) if state else None


def is_public(name: str) -> bool:
    """Tell a ministry, an army or the like by its name."""
    return not lexicon.words("public bodies").isdisjoint(name.lower().split())


def _is_of_firm(s: Sentence, i: int) -> bool:
    """As in "the Norwegian defence and security group Lance": the company is named."""
    for k in range(i + 1, min(len(s), i + _DESCRIBED)):
        if s[k].gap.strip() not in {"", "-"}:
            return False
        if s[k].kind == "body":
            return s.word(k - 1) in _BEFORE_FIRMS
        if s[k].who or not s[k].text.islower():
            return False
    return False


def _is_named(s: Sentence, i: int) -> bool:
    """As in "Norwegian Air Shuttle": words with capitals of which the last is no government's."""
    last = i
    while last < len(s) and s[last].gap == " " and not s[last].who and s[last].text[0].isupper():
        last += 1
    return last > i + 1 and s.word(last - 1) not in _GOVERNMENT


def _firms(s: Sentence, i: int) -> str:
    """Give the word for companies that follows, unless a name does: "Norwegian arms manufacturers"."""
    for k in range(i + 1, min(i + 5, len(s))):
        if s.word(k) in _FIRMS:
            named = k + 1 < len(s) and s[k + 1].gap == " " and s[k + 1].kind == "body"
            return "" if named else s.word(k)
        if s.word(k) not in _COMPANIES and s.word(k) not in lexicon.words("industries"):
            break
    return ""


def _its_state(story: Story, who: Entity) -> Entity:
    """Ministries and forces deal for their state; companies for themselves."""
    actor = story.directory.registry.actors.get(ActorId(who.id))
    public = (
        story.directory.registry.kind_of(actor) in {"government-body", "armed-force"}
        if actor
        else is_public(who.name)
    )
    return state_of(story, who.state) if public and who.state else who


def state_of(story: Story, state_id: str, name: str = "") -> Entity:
    """Give a state of the registry, or a new one of a name."""
    actor = story.directory.registry.actors.get(ActorId(state_id))
    shown = actor.name if actor else name or state_id.replace("-", " ").title()
    return Entity(state_id, "state", shown, state_id, known=actor is not None)


def _start(s: Sentence, i: int) -> int:
    """Find where a party's description begins: an article, an adjective, whose company it is."""
    first = i
    while first > 0 and s[first].gap == " " and _describes(s, first - 1):
        first -= 1
    return first


def _describes(s: Sentence, i: int) -> bool:
    named = s[i].kind == "demonym" or (s[i].who is not None and s[i].owns)
    return named or s.word(i) in lexicon.words("party adjectives")


def _is_subject(s: Sentence, first: int) -> bool:
    """States are named in passing more often than people: something must show that a clause begins."""
    before = s.word(first - 1)
    return bool(
        first == 0
        or before in _OPENERS
        or (s[first].gap.strip() and before not in _PREPOSITIONS)
        or s[first - 1].time
        or _is_behind_time(s, first)
    )


def _is_behind_time(s: Sentence, first: int) -> bool:
    """As in "Over ten years Kesh bought": nothing but words of time stands before."""
    times = lexicon.words("time words at heads", "small numbers")
    return all(s[k].time or s[k].amount or s.word(k) in times for k in range(first))


def _owner_acts(s: Sentence, i: int, verb: int) -> bool:
    """As in "Norway's army bought"."""
    words = s.words(i + 1, min(i + 4, verb))
    return any(word in _GOVERNMENT or word in _COMPANIES for word in words)


def _carries_on(s: Sentence, i: int) -> bool:
    return s[i].kind == "demonym" or s.word(i) in lexicon.words("party row words")


PARTIES = RoleKind(
    read=party_at,
    stand_at=_may_be_parties,
    start=_start,
    is_subject=_is_subject,
    carries_on=_carries_on,
    owner_acts=_owner_acts,
)
