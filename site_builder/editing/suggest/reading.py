"""Reads sentences by the patterns: what each tells, who plays which role, when, and whether it happened."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.arms import arms_between, is_arms
from site_builder.editing.suggest.grammar import (
    PEOPLE,
    Certainty,
    certainty,
    clause_end,
    is_passive,
    is_verb,
    noun_start,
    time_of,
)
from site_builder.editing.suggest.looking import Clause, Found, look
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.patterns import Family, Pattern, known_by
from site_builder.editing.suggest.proposals import Span
from site_builder.editing.suggest.referring import Who
from site_builder.editing.suggest.story import Sentence, Story
from site_builder.model.extraction_results import TimeExpression

_SOON, _NEAR, _DOUBTS, _ARMS = 5, 6, 10, 16
_NOT_ASIDE: frozenset[Family] = frozenset(("deals", "events", "statements"))
"""What brackets hold tells of these only where they hold the whole sentence."""
_GAP = 4
"""Tokens of a reading that are nearer one another make one quote."""
_TIMED = ("visit verbs", "visit verbs or nouns", "visit nouns", "going verbs")


@dataclass(frozen=True, slots=True)
class Telling:
    """What a sentence tells by a pattern, known by `word` at a token."""

    pattern: Pattern
    sentence: Sentence
    at: int
    word: str
    roles: Mapping[str, Found]
    object: int | None
    arms: tuple[int, ...]
    time: TimeExpression | None
    status: Certainty
    spans: tuple[Span, ...]

    def all(self, role: str) -> tuple[Entity, ...]:
        """Give those who play a role."""
        return tuple(who.entity for who in self.roles.get(role, ()))

    def one(self, role: str) -> Entity | None:
        """Give the one who plays a role."""
        return next(iter(self.all(role)), None)

    @property
    def sure(self) -> bool:
        """Whether all are named in so many words."""
        return all(who.sure for found in self.roles.values() for who in found)


def read(story: Story, s: Sentence, family: Family) -> Iterator[Telling]:
    """Read what a sentence tells by the patterns of a family: at each word by the first of them that fits."""
    for i in range(len(s)):
        if family in _NOT_ASIDE and s[i].aside and not s[0].aside:
            continue
        for phrase, pattern in known_by(family, s.word(i), s.word(i + 1)):
            told = tuple(_by(pattern, story, s, i, phrase))
            yield from told
            if told:
                break


def _by(pattern: Pattern, story: Story, s: Sentence, at: int, phrase: str) -> Iterator[Telling]:
    after = at + len(phrase.split())
    end = clause_end(s, at)
    if not _fits(pattern, s, at, after, end):
        return
    status = certainty(s, at, noun=pattern.part == "noun")
    lead, noun, arms = _lead(pattern, s, at), _object(pattern, s, after), _arms(pattern, s, at, after, end)
    if (
        status == "not"
        or (pattern.certain and status != "happened")
        or (pattern.needs_lead and lead is None)
        or (pattern.object and noun is None)
        or (pattern.arms and not arms)
        or (pattern.dated and not any(token.time for token in s.tokens[max(0, at - 2) : at + 5]))
    ):
        return
    clause = Clause(story, s, at, after, end, lead, noun, arms, {})
    for role, places in pattern.roles:
        found = look(clause, role, places)
        if not found and role not in pattern.optional:
            return
        clause = replace(clause, roles={**clause.roles, role: found})
    time = None if s.headline else time_of(s, at, _other_verbs(s, at))
    told = Telling(pattern, s, at, phrase, clause.roles, noun, arms, time, status, ())
    if pattern.each_dated:
        yield from _each_dated(story, told)
    else:
        yield replace(told, spans=spans_of(told, time=time))


# ------------------------------------------------------------------ what must stand around


def _fits(pattern: Pattern, s: Sentence, at: int, after: int, end: int) -> bool:
    before = {s.word(at - 1), " ".join(s.words(at - 2, at))}
    return (
        (pattern.headlines or not s.headline)
        and not pattern.unless_after & before
        and not pattern.unless_doubted.intersection(s.words(at - _DOUBTS, at))
        and not (pattern.unless_near and _is_near(pattern, s, after))
        and (not pattern.next or s.word(after) in pattern.next)
        and (not pattern.soon or bool(pattern.soon.intersection(s.words(after, after + _SOON))))
        and (not pattern.about or bool(pattern.about.intersection(s.words(after, end))))
        and (not pattern.part or (pattern.part == "verb") == is_verb(s, at))
        and (not pattern.voice or (pattern.voice == "passive") == is_passive(s, at, after))
    )


def _is_near(pattern: Pattern, s: Sentence, after: int) -> bool:
    """As in "four times", which may be one token."""
    return any(token.low.split()[-1] in pattern.unless_near for token in s.tokens[after : after + _NEAR])


def _lead(pattern: Pattern, s: Sentence, at: int) -> int | None:
    start = noun_start(s, at) if pattern.part == "noun" else at
    start -= s.word(start - 1) in lexicon.words("articles")
    before = range(start - 1, max(-1, start - 1 - pattern.lead_within), -1)
    return next((k for k in before if s.word(k) in pattern.lead), None)


def _object(pattern: Pattern, s: Sentence, after: int) -> int | None:
    for k in range(after, min(len(s), after + 7)):
        if any(c in s[k].gap for c in ";:") or is_arms(s, k):
            return None
        if s.word(k) in pattern.object:
            return k
    return None


def _arms(pattern: Pattern, s: Sentence, at: int, after: int, end: int) -> tuple[int, ...]:
    match pattern.arms:
        case "before":
            return arms_between(s, at - _ARMS, at)
        case "after":
            return arms_between(s, after, end)
        case "close" if not (at and is_arms(s, at - 1)) and s.word(after) != "of":
            return ()
        case "around" | "close":
            return arms_between(s, at - _NEAR, end)
    return ()


# ------------------------------------------------------------------ when, and in which words


def _other_verbs(s: Sentence, at: int) -> tuple[int, ...]:
    """Other verbs of the sentence that a time may belong to."""
    words = frozenset[str]().union(*map(lexicon.words, _TIMED))
    return tuple(
        i
        for i in range(len(s))
        if abs(i - at) > 2 and (s.word(i) in words or f"{s.word(i)} {s.word(i + 1)}" in words)
    )


def spans_of(told: Telling, *more: int, time: TimeExpression | None) -> tuple[Span, ...]:
    """Give the stretches of the tokens that carry it and of some more, and a time that is to be quoted."""
    named = (who.at for found in told.roles.values() for who in found if who.sure)
    object_ = () if told.object is None else (told.object,)
    tokens = (told.at, *named, *told.arms[:1], *object_, *more)
    return (*stretches(told.sentence, tokens), *([(time.start, time.end)] if time else ()))


def stretches(s: Sentence, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Give the stretches of tokens that are near one another."""
    kept: list[tuple[int, int]] = []
    for i in sorted(set(tokens)):
        if kept and i - kept[-1][1] <= _GAP:
            kept[-1] = kept[-1][0], i
        else:
            kept.append((i, i))
    return tuple((s[first].start, s[last].end) for first, last in kept)


def _each_dated(story: Story, told: Telling) -> Iterator[Telling]:
    """As in "meetings with A in April, as well as with B in May": one for each date."""
    s = told.sentence
    group: list[int] = []
    closed = False
    for i in range(told.at + 1, len(s)):
        token = s[i]
        if token.aside:
            continue
        if token.who and PEOPLE.read(story, s, i, ""):
            group = [i] if closed else [*group, i]
            closed = False
        elif token.time and token.time.edtf and group:
            closed = True
            people = tuple(Who(who, k) for k in group if (who := s[k].who))
            near = group if i - group[0] < 14 else group[-1:]
            yield replace(
                told,
                roles={**told.roles, told.pattern.each_dated: people},
                time=token.time,
                status="happened",
                spans=stretches(s, (*near, i)),
            )
