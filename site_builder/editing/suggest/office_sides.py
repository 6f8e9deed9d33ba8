"""Sides of meetings that are told by their office: "the chief of the Norland navy, the Minister of Defence and".

The state, or the body, stands for who holds the office. One of a row that is nobody's is of the first's state.
"""

from collections.abc import Callable, Iterator
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.acted_on import acted_on, is_of_title
from site_builder.editing.suggest.parties import its_state, public_state, state_of
from site_builder.editing.suggest.reading import Players, Reading
from site_builder.editing.suggest.referring import Who
from site_builder.editing.suggest.sentences import Sentence, Story
from site_builder.editing.suggest.sides import OFFICES, noun_behind, side_at

_NEAR: Final = 6
"""So many words behind a verb or noun a preposition still belongs to it."""
_LONG: Final = 12
"""So many words an office has at most: "the deputy chief of the general staff of"."""
_FURTHER: Final = 8
"""So many words behind one of a row, which tell more of it, the next may begin."""
_LINKS: Final = lexicon.words("prepositions of roles") | {"of", "from"}
_WITHIN: Final = lexicon.words("role words") | lexicon.words("roles") | OFFICES | {"staff", "fellow"}
_MOST: Final = 8


def offices_behind(preposition: str) -> Callable[[Reading], Players]:
    """As in "held talks with the chief of the Norland navy and the Minister of Defence"."""

    def look(c: Reading) -> Players:
        behind = range(c.after, min(len(c.s), c.end, c.after + _NEAR))
        at = next((k for k in behind if c.s.word(k) == preposition), None)
        return tuple(_row(c.story, c.s, at + 1)) if at is not None else ()

    return look


def offices_as_object(c: Reading) -> Players:
    """As in "met the chief of the Norland navy"."""
    first = c.after
    while c.s.word(first) in lexicon.words("meeting particles"):
        first += 1
    return tuple(_row(c.story, c.s, first))


def _row(story: Story, s: Sentence, first: int) -> Iterator[Who]:
    """Give those of a row, each of whom holds an office; nobody where the first holds none."""
    k, told = first, 0
    while k < len(s) and told < _MOST:
        one = _office(story, s, k) or (_one(story, s, k) if told else None)
        if one:
            yield one[0]
            k = one[1]
        elif told and (end := _end_of_bare(s, k)) is not None:
            k = end
        else:
            return
        told += 1
        following = _next(story, s, k)
        if following is None:
            return
        k = following


def _next(story: Story, s: Sentence, k: int) -> int | None:
    """Find where the next of a row begins: behind "and" or a comma, perhaps some words further on."""
    for j in range(k, min(len(s) - 1, k + _FURTHER)):
        if any(mark in s[j].gap for mark in ';:"') or s[j].time or s.word(j) in _ends():
            return None
        joined = s.word(j) == "and"
        if joined or "," in s.gap(j):
            first = j + 1 if joined else j + (s.word(j) == "and")
            named = j <= k + 1 and (_one(story, s, first) or _end_of_bare(s, first) is not None)
            if _office(story, s, first) or named:
                return first
    return None


def _ends() -> frozenset[str]:
    return lexicon.words("openers") - {"and"} | lexicon.words("said") | lexicon.words("past forms of verbs")


def _office(story: Story, s: Sentence, first: int) -> tuple[Who, int] | None:
    """As in "the deputy chief of the Norland navy", "the minister of defence of Norland"."""
    seen = False
    for k in range(first, min(len(s), first + _LONG)):
        if k > first and s.gap(k).strip() not in {"", "-", "'s"}:
            return None
        who, word = s[k].who, s.word(k)
        if who:
            of = k - 1 - (s.word(k - 1) in lexicon.words("articles"))
            linked = seen and s.word(of) in _LINKS
            whose = _whose(story, s, k) if linked and not s[k].owns and not is_of_title(s, k) else None
            return (whose, k + 1) if whose else None
        if word not in _WITHIN | lexicon.words("definite"):
            return None
        seen = seen or word in OFFICES
    return None


def _whose(story: Story, s: Sentence, k: int) -> Who | None:
    """Whom the office is of: a state, a body, or the state that the body is of."""
    who = s[k].who
    if who and who.kind == "state":
        return Who(who, k)
    if who and who.kind == "demonym":
        return Who(state_of(story, who.state, who.name), k) if s.gap(k + 1) == " " else None
    if who and who.kind == "body":
        state = None if who.known else public_state(story, who)
        return Who(state or its_state(story, s, Who(who, k)), k)
    return None


def _one(story: Story, s: Sentence, first: int) -> tuple[Who, int] | None:
    """As in "Norland's envoy", "the Merrow Parliament": one more of a row, by whose it is."""
    k = first + (s.word(first) in lexicon.words("articles"))
    if k >= len(s):
        return None
    noun = noun_behind(s, k) if s[k].who else None
    if noun is not None and (side := side_at(story, s, k)):
        return side, noun + 1
    who = acted_on(story, s, k) if s[k].who else None
    return (who, k + 1) if who and who.entity.kind == "body" else None


def _end_of_bare(s: Sentence, first: int) -> int | None:
    """As in "the Chief of Defence Staff", which is of the state of the first: where its words end."""
    k = first
    while k < len(s) and not s[k].who and s.word(k) in _WITHIN | lexicon.words("definite"):
        if k > first and s.gap(k).strip():
            break
        k += 1
    return k if not OFFICES.isdisjoint(s.words(first, k)) else None
