"""What newspaper English tells about a verb: its subject and object, where, when, and whether it happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.roles import np_start, role_after
from site_builder.editing.suggest.story import Sentence, Story
from site_builder.model.extraction_results import TimeExpression

Certainty = Literal["happened", "planned", "expected", "possible", "cancelled", "not"]

PREPOSITIONS = lexicon.words("prepositions")
_OPENERS = lexicon.words("openers")
_SAID = lexicon.words("said")
_ROLES = lexicon.words("roles")
_ROLE_WORDS = lexicon.words("role words")
_LED = lexicon.words("led")
_DEFINITE = lexicon.words("definite")
_PRONOUNS = frozenset(("he", "she"))
_OWN = frozenset(("his", "her"))
_RELATIVES = frozenset(("who", "which", "that"))
_WINDOW = 5
CLAUSE = 40
"""What stands further from a verb, in words and names, belongs to another one, or is a list."""
_BACK = 60
"""So many sentences back a role may refer to somebody."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody at a token; `sure` where the words name them, else what refers to them was resolved."""

    entity: Entity
    at: int
    sure: bool = True


# ------------------------------------------------------------------ people


def person_at(story: Story, s: Sentence, i: int) -> Who | None:
    """Give the person that a token names or refers to: a name, a pronoun, "the Israeli minister"."""
    token = s[i]
    if token.who:
        return Who(token.who, i) if token.who.kind == "person" else None
    if token.low in _PRONOUNS:
        found = _antecedent(story, s, i)
        return Who(found, i, sure=False) if found else None
    if token.low in _ROLES and _is_bare_role(s, i):
        found = _holder(story, s, i)
        return Who(found, i, sure=False) if found else None
    return None


def _is_bare_role(s: Sentence, i: int) -> bool:
    """As in "the defense minister", with no name after it and no comma that a name follows."""
    after = s[i + 1] if i + 1 < len(s) else None
    if after and (
        after.low in _ROLES or (after.who and after.who.kind == "person" and after.gap in {" ", ", "})
    ):
        return False
    first = np_start(s, i + 1)
    return first <= i and (s.word(first) in {"the", "this"} or bool(s[first].who))


def _holder(story: Story, s: Sentence, i: int) -> Entity | None:
    """The latest person before whom the words of a role fit."""
    first = np_start(s, i + 1)
    owner = next((who for k in range(first, i) if (who := s[k].who)), None)
    state = owner.state if owner else ""
    words = {w for w in s.words(first, i + 1) if w and w not in _DEFINITE}
    for person, described in _people_before(story, s, i):
        fits = owner is not None and (bool(state and state == person.state) or owner.id in described)
        if owner and not fits:
            continue
        if words <= described or (
            fits and s.word(i) in {"official", "leader", "chief", "envoy", "diplomat", "minister"}
        ):
            return person
    if not owner and len(words) > 1:  # "the defense minister", who is named further on
        return _named_later(story, words)
    return None


def _named_later(story: Story, words: set[str]) -> Entity | None:
    """The first person of the article whose role has those words."""
    return next((person for role, person in _introduced(story.sentences) if words <= role), None)


@lru_cache(maxsize=4)
def _introduced(sentences: tuple[Sentence, ...]) -> tuple[tuple[frozenset[str], Entity], ...]:
    """The words before the names of people, each set of words with the first who has it."""
    people: dict[frozenset[str], Entity] = {}
    for s in sentences:
        for k, token in enumerate(s.tokens):
            if token.who and token.who.kind == "person":
                people.setdefault(frozenset(s.words(np_start(s, k), k)), token.who)
    return tuple(people.items())


def _people_before(story: Story, s: Sentence, i: int) -> Iterator[tuple[Entity, frozenset[str]]]:
    """People named before a token, latest first, each with the words of the roles that were given to them."""
    described: dict[str, frozenset[str]] = {}
    order: dict[str, Entity] = {}
    for sentence in story.sentences[max(0, s.index - _BACK) : s.index + 1]:
        for k, person, words in _described(sentence):
            if sentence.index == s.index and k >= i:
                break
            described[person.id] = described.get(person.id, frozenset()) | words
            order.pop(person.id, None)
            order[person.id] = person
    for person in reversed(order.values()):
        yield person, described[person.id]


@lru_cache(maxsize=1024)
def _described(s: Sentence) -> tuple[tuple[int, Entity, frozenset[str]], ...]:
    """The people of a sentence, each with the words and the bodies or states of the role beside the name."""
    found = []
    for k, token in enumerate(s.tokens):
        if token.who and token.who.kind == "person":
            after = role_after(s, k)
            around = (*range(np_start(s, k), k), *(range(after.first, after.end) if after else ()))
            words = {w for j in around for w in s.word(j).split("-") if w in _ROLES or w in _ROLE_WORDS}
            words |= {who.id for j in around if (who := s[j].who)}
            found.append((k, token.who, frozenset(words)))
    return tuple(found)


def _antecedent(story: Story, s: Sentence, i: int) -> Entity | None:
    """Whom "he" stands for: the subject before in the sentence, else of the sentence before."""
    here = _first_person(s, i)
    if here:
        return here
    for sentence in reversed(story.sentences[max(0, s.index - 2) : s.index]):
        found = _first_person(sentence, len(sentence))
        if found:
            return found
    return None


def _first_person(s: Sentence, end: int) -> Entity | None:
    people = [
        (k, t.who) for k, t in enumerate(s.tokens[:end]) if t.who and t.who.kind == "person" and not t.aside
    ]
    free = [who for k, who in people if s.word(np_start(s, k) - 1) not in PREPOSITIONS]
    return free[0] if free else (people[0][1] if people else None)


def owner_of(story: Story, s: Sentence, i: int) -> tuple[Who, ...]:
    """Whose a noun is: "his", "Liberman's", "the NATO official's"; `i` is the word before it."""
    token = s[i]
    if token.low in _OWN:
        here = [k for k in range(i) if s[k].kind == "person" and not s[k].aside]
        free = [k for k in here if s.word(np_start(s, k) - 1) not in PREPOSITIONS] or here
        if free:
            who = s[free[-1]].who
            return (Who(who, free[-1]),) if who else ()
        after = next(
            (
                Who(t.who, k)
                for k, t in enumerate(s.tokens[i:], i)
                if t.who and t.who.kind == "person" and not t.aside
            ),
            None,
        )
        if after and i < 3:
            return (after,)  # "During his trip, Ann Hale ..."
        found = _antecedent(story, s, i)
        return (Who(found, i, sure=False),) if found else ()
    if token.owns:
        found_here = person_at(story, s, i)
        return (found_here,) if found_here else ()
    return ()


def subject(story: Story, s: Sentence, verb: int) -> tuple[Who, ...]:
    """Find the people who do what a verb says."""
    i = verb - 1
    while i >= max(0, verb - CLAUSE):
        if ";" in s[i + 1].gap or ":" in s[i + 1].gap:
            return ()
        who = None if s[i].aside and not s[verb].aside else person_at(story, s, i)
        if who and not s[i].owns:
            first = np_start(s, i) if s[i].who else np_start(s, i + 1)
            before = s.word(first - 1)
            leads = before == "by" and (s.word(first - 2) in _LED)
            relative = any(s.word(k) == "who" for k in range(i + 1, min(i + 3, verb)))
            if before not in PREPOSITIONS or leads or relative or _opens_clause(s, first):
                return (*_joined(story, s, first), _apposed(s, first, who))
        i -= 1
    return ()


def _apposed(s: Sentence, first: int, who: Who) -> Who:
    """As in "Ann Hale, the Norland premier, visited": the name rather than the role."""
    before = s[first - 1].who if first else None
    named = not who.sure and before == who.entity and s[first].gap.startswith(",")
    return Who(who.entity, first - 1) if named else who


def _opens_clause(s: Sentence, first: int) -> bool:
    """As in "After Ann Hale visited": the preposition is a conjunction here."""
    return first == 1 and s.word(0) in {"after", "before", "as", "since", "until"} and "," not in s[first].gap


def _joined(story: Story, s: Sentence, first: int) -> tuple[Who, ...]:
    """Those named before with "and": "Ann Hale and John Berg visited"."""
    if s.word(first - 1) != "and" or first < 2:
        return ()
    other = person_at(story, s, first - 2)
    if other is None or s[first - 2].owns:
        return ()
    before = s.word(np_start(s, first - 2) - 1)
    return (other,) if before not in PREPOSITIONS else ()


def people_after(story: Story, s: Sentence, at: int) -> tuple[Who, ...]:
    """List the people of an object: from a token on, joined by commas, "and", "as well as"."""
    found: list[Who] = []
    i = at
    while i < len(s):
        token = s[i]
        if ";" in token.gap or (":" in token.gap and i > at):
            break
        who = None if token.aside else person_at(story, s, i)
        if who:
            if found and token.gap == " " and s.word(i - 1) in {"when", "where", "while", "after", "before"}:
                break
            found.append(who)
        elif not (token.aside or _goes_on(s, i)):
            break
        i += 1
    return tuple(found)


def _goes_on(s: Sentence, i: int) -> bool:
    token = s[i]
    if token.who:
        return token.who.kind != "equipment"
    if token.time or token.amount:
        return False
    parts = (token.low, *token.low.split("-"))
    return any(
        part in _ROLES or part in _ROLE_WORDS or part in _DEFINITE or part in _CARRYING for part in parts
    )


_CARRYING = frozenset(
    (
        "with",
        "and",
        "as",
        "well",
        "also",
        "counterpart",
        "counterparts",
        "both",
        "including",
        "there",
        "then",
        "separately",
        "israeli",
        "new",
        "visiting",
        "by",
        "chief",
    )
)


# ------------------------------------------------------------------ places and times


def latest_state(story: Story, s: Sentence, at: int, other: str = "") -> Entity | None:
    """Find the state that "that country" stands for: the latest before, other than the subject."""
    for sentence in reversed(story.sentences[max(0, s.index - 8) : s.index + 1]):
        end = at if sentence.index == s.index else len(sentence)
        for token in reversed(sentence.tokens[:end]):
            who = token.who
            if who and who.kind == "state" and who.state != other and not token.aside:
                return who
    return None


def place_after(s: Sentence, at: int, window: int = 9) -> int | None:
    """Find the first place or state from a token on, in the same clause; a possessive one counts."""
    for i in range(at, min(len(s), at + window)):
        token = s[i]
        if i > at and (
            any(c in token.gap for c in ";:") or (token.gap.startswith(",") and not _names_place(s, i))
        ):
            return None
        if token.who and token.who.kind in {"place", "state"} and not _is_adjective(s, i):
            return i
        if token.who and token.who.kind == "person":
            return None
        if i > at and (
            token.low in {"with", "after", "before", "during", "who", "when", "while"} or token.low in _SAID
        ):
            return None
    return None


def _is_adjective(s: Sentence, i: int) -> bool:
    """As in "U.S. soldiers": the short name of a state before a noun."""
    follows = i + 1 < len(s) and s[i + 1].gap == " " and s[i + 1].text.islower() and not s[i].owns
    return (
        follows
        and s[i].text.replace(".", "") in {"US", "UK", "UN", "EU"}
        and s.word(i + 1) not in PREPOSITIONS | _OPENERS
    )


def _names_place(s: Sentence, i: int) -> bool:
    who = s[i].who
    return bool(who and who.kind in {"place", "state"})


def time_of(s: Sentence, at: int, triggers: tuple[int, ...] = ()) -> TimeExpression | None:
    """Find the time of what a verb says: the nearest in its sentence, those after it first."""
    best: tuple[int, TimeExpression] | None = None
    for i, token in enumerate(s.tokens):
        if token.time is None or not token.time.edtf or token.aside != s[at].aside:
            continue
        between = range(min(i, at) + 1, max(i, at))
        if any(k in triggers for k in between) or any(
            ";" in s[k].gap for k in range(min(i, at) + 1, max(i, at) + 1)
        ):
            continue
        distance = (i - at) if i > at else (at - i) + _WINDOW
        if i < at and i <= 3:
            distance = min(distance, 12)  # "In May, ..." holds for the whole clause
        if best is None or distance < best[0]:
            best = distance, token.time
    return best[1] if best else None


# ------------------------------------------------------------------ whether it happened


def certainty(s: Sentence, at: int, *, back: int = 6) -> Certainty:
    """Tell from the words before a verb or noun whether what it says happened."""
    words = [s.word(k) for k in range(max(0, at - back), at) if _same_clause(s, k, at)]
    near = words[-4:]
    if any(word in lexicon.words("not happened") or word.endswith("n't") for word in near):
        return "not"
    if any(word in lexicon.words("cancelled") for word in words) or s.word(at + 1) in lexicon.words(
        "cancelled"
    ):
        return "cancelled"
    if s.headline and s.word(at - 1) == "to":
        return "planned"
    return next((found for word in reversed(words) if (found := _foretold(word))), "happened")


def _foretold(word: str) -> Certainty | None:
    """Say of "will", "expected" or "may" how sure it is that something will happen."""
    kinds: tuple[Certainty, ...] = ("expected", "planned", "possible")
    return next((kind for kind in kinds if word in lexicon.words(kind)), None)


def _same_clause(s: Sentence, k: int, at: int) -> bool:
    return not any(any(c in s[j].gap for c in ',;:"()') for j in range(k + 1, at + 1)) and not any(
        s.word(j) in {"who", "which", "where", "while", "after", "because"} for j in range(k + 1, at)
    )
