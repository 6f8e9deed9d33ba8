"""Whether what a word says happened, will or may happen, was called off, or is denied."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences import Sentence

Certainty = Literal["happened", "planned", "expected", "possible", "cancelled", "not"]

_NOT, _CANCELLED = lexicon.words("not happened"), lexicon.words("cancelled")
FORETOLD: Mapping[str, Certainty] = {
    word: kind for kind in ("possible", "planned", "expected") for word in lexicon.words(kind)
}
"""How sure it is that something will happen, by "may", "will" or "expected"."""
_SET: Mapping[str, Certainty] = {word: FORETOLD.get(word, "planned") for word in lexicon.words("being set")}
_SUBORDINATORS = lexicon.words("subordinators")
_CARRYING = frozenset[str]().union(*map(lexicon.words, ("roles", "role words", "definite", "carrying words")))
_DIVIDING = frozenset(',;:"()')
_BEFORE_VERB, _BEFORE_NOUN = 6, 9
"""So many words before a verb, and before a noun, tell whether what it says happened."""
_REFUSED = 4
"""So many words before a verb or noun it is refused: "ruled out another meeting"."""
_BEHIND_NOUN = 15
"""So many words after a noun are read for what became of it: "the visit to Kesh was called off"."""


@lru_cache(maxsize=64)  # each pattern of a word asks
def certainty(s: Sentence, at: int, *, noun: bool = False) -> Certainty:
    """Tell from the words before a verb or noun whether what it says happened; for a noun, after it too."""
    start = _clause_start(s, at, _BEFORE_VERB)
    words = s.words(start, at)
    before = [" ".join(pair) for pair in pairwise(words)]
    if _is_denied(s, start, at) or _is_refused(words, before):
        return "not"
    after = s.words(at + 1, at + (_BEHIND_NOUN if noun else 2))
    pairs = [*before, *(" ".join(pair) for pair in pairwise(after))]
    if not _CANCELLED.isdisjoint((*words, *after, *pairs)):
        return "cancelled"
    to_be = noun and after[:2] == ["to", "be"]
    if to_be or _is_to_come(s, at) or (noun and "next" in words[-4:]):
        return "planned"
    if noun and (coming := _is_set(s, at)):
        return coming
    if not lexicon.words("asking for").isdisjoint(before):
        return "possible"
    told = [word for last, word in zip(("", *words), words, strict=False) if not _is_named(last, word)]
    return next((FORETOLD[word] for word in reversed(told) if word in FORETOLD), "happened")


def _is_refused(words: Sequence[str], pairs: Sequence[str]) -> bool:
    """As in "did not meet", "ruled out a meeting"."""
    never = any(word in _NOT or word.endswith("n't") for word in words[-4:])
    return never or not lexicon.words("refusing of").isdisjoint(pairs[-_REFUSED:])


def _is_denied(s: Sentence, start: int, at: int) -> bool:
    """As in "denied that Kesh had bought", "denied meeting Ann Hale"."""
    denying = lexicon.words("denying verbs")
    that = any(s.word(k) == "that" and s.word(k - 1) in denying for k in range(start, at))
    return that or s.word(at - 1) in denying


def _is_set(s: Sentence, at: int) -> Certainty | None:
    """As in "the talks with Kesh will take place", "are due", "will hold talks"."""
    if "will" in s.words(_clause_start(s, at, _BEFORE_NOUN), at):
        return "planned"
    for k in range(at + 1, min(len(s), at + _BEHIND_NOUN)):
        word = s.word(k)
        if not _DIVIDING.isdisjoint(s[k].gap) or word in _SUBORDINATORS:
            return None
        if word == "will":
            return "planned"
        if word in {"is", "are"}:
            after = s.words(k + 1, k + 3)
            return next((_SET[w] for w in after if w in _SET), None)
        if word in lexicon.words("being and having") or word in lexicon.words("words of being held"):
            return None
    return None


def _is_named(before: str, word: str) -> bool:
    """As in "the plan followed talks", where something is named that is planned or offered."""
    return word in lexicon.words("foretelling nouns") and before in lexicon.words("definite")


def _is_to_come(s: Sentence, at: int) -> bool:
    """As in "is to visit", and in a title "Ann Hale to visit"."""
    if s.word(at - 1) != "to":
        return False
    title = at > 1 and s[at - 2].who is not None and _CARRYING.issuperset(filter(None, s.words(0, at - 2)))
    return s.headline or title or s.word(at - 2) in {"is", "are", "was", "were"}


def _clause_start(s: Sentence, at: int, words: int) -> int:
    """Find the first of the few words before one that belong to its clause."""
    divided, joined = _divisions(s)
    return max(0, at - words, *_last(divided, at + 1), *_last(joined, at))


def _last(tokens: tuple[int, ...], end: int) -> tuple[int, ...]:
    found = bisect_left(tokens, end)
    return tokens[max(0, found - 1) : found]


@lru_cache(maxsize=16)
def _divisions(s: Sentence) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """List the tokens before which a mark divides clauses, and those that begin a clause of their own."""
    divided = tuple(i for i in range(len(s)) if not _DIVIDING.isdisjoint(s[i].gap))
    return divided, tuple(i for i in range(len(s)) if s.word(i) in _SUBORDINATORS)
