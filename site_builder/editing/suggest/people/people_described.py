"""The people of a sentence, each with the words of the role that stands beside the name."""

from collections.abc import Iterator
from functools import lru_cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.people.roles import Role, np_start, role_after
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title

_ROLES = lexicon.words("roles")
_ROLE_WORDS = lexicon.words("role words")
_PREMIERS = lexicon.words("words for premiers")
_PREPOSITIONS = lexicon.words("prepositions")
_ARTICLES = lexicon.words("articles")
_APPOSED = 7
"""So many words a description has between two commas."""
_BACK = 60
"""So many sentences back a role may refer to somebody."""


@lru_cache(maxsize=1024)
def described_people(s: Sentence) -> tuple[tuple[int, Entity, frozenset[str]], ...]:
    """The people of a sentence, each with the words and the bodies or states of the role beside the name."""
    found = []
    for k, token in enumerate(s.tokens):
        if token.who and token.who.kind == "person":
            after = role_after(s, k)
            around = (*range(np_start(s, k), k), *(_own_role(s, after) if after else ()))
            words = {w for j in around for w in s.word(j).split("-") if w in _ROLES or w in _ROLE_WORDS}
            words = spelt_out(words) | {who.id for j in (*around, *_owner(s, k)) if (who := s[j].who)}
            found.append((k, token.who, frozenset(words)))
    return tuple(found)


def _owner(s: Sentence, k: int) -> range:
    """As in "Norland's Ann Hale": whose a name without a title is."""
    return range(k - 1, k) if k and s[k - 1].owns and s[k - 1].kind == "state" else range(0)


def _own_role(s: Sentence, role: Role) -> range:
    """As in "Ann Hale, spokeswoman of the president": up to the role of another."""
    others = lexicon.words("prepositions of others")
    words = range(role.first, role.end)
    end = (k for k in words if s.word(k) in others and not _ROLES.isdisjoint(s.words(k + 1, k + 3)))
    return range(role.first, next(end, role.end))


def spelt_out(words: set[str]) -> set[str]:
    """A premier is a prime minister."""
    return words - _PREMIERS | {"prime", "minister"} if words & _PREMIERS else words


def counterpart_of(story: Story, s: Sentence, i: int, owner: Entity) -> Entity | None:
    """As in "his Keshian colleague John Berg", later "the Keshian premier": the only one of that state."""
    like = lexicon.words("counterparts")
    people = [who for who, words in people_before(story, s, i) if owner.id in words and like & words]
    return people[0] if len(people) == 1 else None


def alone_before(story: Story, s: Sentence, i: int, owner: Entity) -> Entity | None:
    """As in "Ann Hale has come back. The Keshian president": the only one right before, of no role yet."""
    before = story.sentences[s.index - 1] if s.index and _opens(s, np_start(s, i + 1)) else None
    people = described_people(before) if before and not is_title(story, before) else ()
    if before is None or len(people) != 1:
        return None
    k, who, words = people[0]
    led = before.word(np_start(before, k) - 1) in _PREPOSITIONS or before[k].owns
    free = who.state in {"", owner.state} and not words
    told = any(one.id == who.id and more for one, more in people_before(story, s, i))
    return who if free and not (led or told) else None


def _opens(s: Sentence, first: int) -> bool:
    """As in "The Keshian president", "In Merrow the Keshian president": nobody is named before."""
    return all(s[k].time or s[k].kind == "place" or s.word(k) in {"in", "at", "on"} for k in range(first))


def of_nation(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "the Keshian's talks": the person of that state who was told of last."""
    state = who.state if (who := s[i].who) else ""
    people = (one for one, words in people_before(story, s, i) if state and state in {one.state, *words})
    return next(people, None)


def people_before(story: Story, s: Sentence, i: int) -> Iterator[tuple[Entity, frozenset[str]]]:
    """People named before a token, latest first, each with the words of the roles that were given to them."""
    described: dict[str, frozenset[str]] = {}
    order: dict[str, Entity] = {}
    for sentence in story.sentences[max(0, s.index - _BACK) : s.index + 1]:
        for k, person, words in described_people(sentence):
            if sentence.index == s.index and k >= i:
                break
            described[person.id] = described.get(person.id, frozenset()) | words
            order.pop(person.id, None)
            order[person.id] = person
    for person in reversed(order.values()):
        yield person, described[person.id]


def described_name(s: Sentence, i: int) -> Entity | None:
    """As in "Ann Hale, the recently appointed Kesh envoy, flew": the one before whom commas enclose it."""
    near = range(i, max(0, i - _APPOSED), -1)
    first = next((k for k in near if s.gap(k).strip()), 0)
    who = s[first - 1].who if first and s.gap(first) == ", " else None
    if who is None or who.kind != "person" or s[first - 1].owns or s.word(first) not in _ARTICLES:
        return None
    before = s.word(np_start(s, first - 1) - 1)
    free = before not in _PREPOSITIONS and not before.endswith("ing")
    plain = all(s[k].text.islower() or s[k].who for k in range(first, i))
    return who if free and plain and s.gap(i + 1) == ", " else None
