"""Whether what a word says happened, will or may happen, was called off, or is denied."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence

Certainty = Literal["happened", "planned", "expected", "possible", "cancelled", "not"]

_NOT, _CANCELLED = lexicon.words("not happened"), lexicon.words("cancelled")
_NONE, _BOUNDS = frozenset(("no", "nothing")), frozenset(("less", "fewer", "more", "later", "longer"))
_ALMOST = frozenset(("nearly", "almost"))
FORETOLD: Mapping[str, Certainty] = {
    word: kind for kind in ("possible", "planned", "expected") for word in lexicon.words(kind)
}
"""How sure it is that something will happen, by "may", "will" or "expected"."""
_SET: Mapping[str, Certainty] = {word: FORETOLD.get(word, "planned") for word in lexicon.words("being set")}
_SUBORDINATORS = lexicon.words("subordinators")
_CARRYING = lexicon.words("roles", "role words", "definite", "carrying words")
_DIVIDING = frozenset(',;:"()')
_MODAL = lexicon.words("modal verbs")
_VISITS = lexicon.words("visit nouns", "stop nouns")
_FORETELLING_BEHIND = lexicon.words("words that foretell behind nouns")
_DOUBTING = frozenset(("may", "might", "could", "would"))
_HELPING = lexicon.words("being and having", "being")
_BEING_MADE = lexicon.words("words of visits that are made")
_ENDING = lexicon.words(
    "said", "relatives", "subordinators", "conjunctions", "past forms of verbs", "pronouns"
) | {"and", "but", "was", "were", "has"}
_BEFORE_VERB, _BEFORE_NOUN = 6, 9
"""So many words before a verb, and before a noun, tell whether what it says happened."""
_REFUSED = 4
"""So many words before a verb or noun it is refused: "ruled out another meeting"."""
_FAR_REPORT = 10
"""So many words before a verb the reports stand that are false."""
_INSERTED = lexicon.words("words inserted before infinitives")
_DURING = 3
"""So many words before a noun "during" stands: "during her last visit"."""
_CALLED_OFF = 5
"""So many words around a visit it may be told that it was called off."""
_FAR_BEFORE = 24
"""So many words before a verb without an ending the one stands that says whether it is to come."""
_OVERTAKEN = 8
"""So many words before a verb "had been due" may stand."""
_BEHIND_PLANS = lexicon.words("words before times") | {"to", "be", "there"}
_BEHIND_NOUN = 15
"""So many words after a noun are read for what became of it: "the visit to Kesh was called off"."""


@lru_cache(maxsize=64)  # each pattern of a word asks
def certainty(s: Sentence, at: int, *, noun: bool = False) -> Certainty:
    """Tell from the words before a verb or noun whether what it says happened; for a noun, after it too."""
    told = _told_around(s, at, noun=noun)
    return "happened" if told not in {"not", "cancelled"} and _is_told_as_past(s, at) else told


def _told_around(s: Sentence, at: int, *, noun: bool) -> Certainty:
    start = _clause_start(s, at, _BEFORE_VERB)
    start = start if noun else _behind_when(s, start, at)
    words = s.words(start, at)
    before = [" ".join(pair) for pair in pairwise(words)]
    almost = s.word(at - 1) in _ALMOST and at > start and s[at].text.isalpha()  # "was nearly killed"
    if almost or _is_denied(s, start, at) or _is_refused(words, before):
        return "not"
    after = s.words(at + 1, at + (_BEHIND_NOUN if noun else 2))
    if noun and s.word(at) in _VISITS and "with" in after:
        after = after[: after.index("with")]  # "agreed during her trip to supply oil with payment put off"
    pairs = [*before, *(" ".join(pair) for pair in pairwise(after))]
    if not _CANCELLED.isdisjoint((*words, *after, *pairs)) or (noun and _came_to_nothing(after)):
        return "cancelled"
    if is_to_come(s, at) or (noun and _is_noun_to_come(s, at)):
        return "planned"
    if at and s.word(at).endswith("ing") and "," in s[at].gap:
        words = s.words(_clause_start(s, at - 1, _BEFORE_VERB), at)  # "will leave in May, stopping in Kesh"
    if noun and "during" in words[-_DURING:]:
        words = [word for word in words if not word.endswith("ed")]  # "agreed on trade during her visit"
    of_noun = _foretold_behind if s.word(at) in _VISITS else _is_set
    if noun and (coming := of_noun(s, at)):
        return coming
    beside = not noun and _is_told_beside(s, at, words)
    if not (beside or lexicon.words("asking for").isdisjoint(before)):
        return "possible"
    return _foretold([] if beside else words)


def _is_told_as_past(s: Sentence, at: int) -> bool:
    """As in "would follow up on the talks that she had held", not "talks she had planned"."""
    who = at + 1 + (s.word(at + 1) in {"that", "which"})
    told = s.word(who) in lexicon.words("pronouns") | {"they"} and s.word(who + 1) in {"had", "held"}
    return told and s.word(who + 2) not in FORETOLD and s.word(who + 2) not in {"to", "been"}


def _came_to_nothing(after: Sequence[str]) -> bool:
    """As in "her visit, planned for Monday, did not take place", "never happened"."""
    happening = lexicon.words("words of coming about")
    return any(word in {"not", "never"} and next_ in happening for word, next_ in pairwise(after))


def _is_told_beside(s: Sentence, at: int, words: Sequence[str]) -> bool:
    """As in "urged Kesh to wait and met Ann Hale": a past form goes on with no "to" or "will" before."""
    past = s.word(at) in lexicon.words("past forms of verbs") and s.word(at) not in lexicon.words(
        "participles"
    )
    return past and s.word(at - 1) == "and" and _HELPING.isdisjoint(words)


def _behind_when(s: Sentence, start: int, at: int) -> int:
    """As in "was agreed when Ann Hale came": of what was done "agreed" foretells nothing.

    Nor does "will" in "will sell the tanks that it bought".
    """
    done = s.word(at) in lexicon.words("past forms of verbs") or s.word(at).endswith("ed")
    relative = s.word(at - 1) in lexicon.words("pronouns") and s.word(at - 2) in {"that", "which"}
    if done and relative and at - 1 > start and s.word(at - 3) not in lexicon.words("said"):
        return at - 1
    when = next((k for k in range(at - 1, start - 1, -1) if s.word(k) == "when"), None)
    doubted = when is not None and not _MODAL.isdisjoint(s.words(start, at))
    return when + 1 if done and when is not None and not doubted else start


def _foretold(words: Sequence[str]) -> Certainty:
    begun = {pair[0] for pair in pairwise(words) if pair in {("set", "out"), ("set", "off")}}
    words = [word for word in words if word not in begun]  # "set out on a tour"
    told = [word for before, word in zip(("", *words), words, strict=False) if not _is_named(before, word)]
    about = any(pair == ("asked", "about") for pair in pairwise(words))  # "Asked about her talks, she said"
    told = [word for word in told if not (about and word == "asked")]
    return next((FORETOLD[word] for word in reversed(told) if word in FORETOLD), "happened")


def _is_noun_to_come(s: Sentence, at: int) -> bool:
    will = "will" in s.words(_clause_start(s, at, _BEFORE_NOUN), at)
    near = s.words(max(at - 4, _clause_start(s, at, _BEFORE_VERB)), at)
    return will or "next" in near or s.words(at + 1, at + 3) == ["to", "be"]


def _foretold_behind(s: Sentence, at: int) -> Certainty | None:
    """As in "her visit, scheduled for Monday", "her visit to Kesh will begin": before any other verb."""
    for k in range(at + 1, min(len(s), at + _BEHIND_NOUN)):
        word = s.word(k)
        if word in {"which", "that"} and s.word(k + 1) in {"will", "is", "are"}:
            continue  # "the tour, which will end in Kesh"
        if word in _DOUBTING and not _BEING_MADE.intersection(s.words(k + 1, k + 3)):
            return None  # "her visit could be seen as a sign"
        if word == "set" and s.word(k + 1) in {"off", "up", "out", "fire"}:
            return None  # "was on a visit when rebels set off bombs"
        if word in _FORETELLING_BEHIND:
            return FORETOLD.get(word)
        apart = any(mark in s[k].gap for mark in ';:"') or ("," in s[k].gap and s[k].kind == "person")
        if word in _ENDING or word.endswith("ed") or apart:
            return None
    return None


def _is_refused(words: Sequence[str], pairs: Sequence[str]) -> bool:
    """As in "did not meet", "ruled out a meeting"."""
    never = any(word in _NOT or word.endswith("n't") for word in words[-4:])
    return never or not lexicon.words("refusing of").isdisjoint(pairs[-_REFUSED:])


def _is_denied(s: Sentence, start: int, at: int) -> bool:
    """As in "denied that Kesh had bought", "denied meeting Ann Hale", "did Kesh buy", "sold no arms"."""
    denying = lexicon.words("denying verbs")
    that = any(s.word(k) == "that" and _says_no(s, k - 1) for k in range(start, at))
    asked = start == 0 < at and s.word(0) in {"did", "do", "does"}
    none = s.word(at + 1) in _NONE and s.word(at + 2) not in _BOUNDS and s.gap(at + 1) == " "
    return that or none or is_unmade(s, at) or asked or s.word(at - 1) in denying or _is_untrue(s, at)


def is_unmade(s: Sentence, at: int) -> bool:
    """As in "was to have met Ann Hale", "was to have been received": it was planned, and did not happen."""
    at -= s.words(at - 3, at) == ["to", "have", "been"]
    return s.words(at - 2, at) == ["to", "have"] and s.word(at - 3) in lexicon.words("being")


def is_overtaken(s: Sentence, at: int) -> bool:
    """As in "had been due on Monday to meet Ann Hale", which tells of a plan that came to nothing."""
    near = range(at, max(0, at - _OVERTAKEN), -1)
    set_ = next((k for k in near if s.word(k) in lexicon.words("words of plans that were made")), 0)
    between = (k for k in range(set_ + 1, at) if not (s[k].time or s.word(k) in _BEHIND_PLANS))
    return bool(set_) and s.words(set_ - 2, set_) == ["had", "been"] and next(between, None) is None


def _is_untrue(s: Sentence, at: int) -> bool:
    """As in "reports that Kesh had bought tanks are false", "a fake report said that"."""
    untrue, reports = lexicon.words("words of what is untrue"), lexicon.words("what is denied")
    told = next((k for k in range(at - 1, max(-1, at - _FAR_REPORT), -1) if s.word(k) in reports), None)
    if told is None:
        return False
    end = next((k for k in range(at + 1, len(s)) if not _DIVIDING.isdisjoint(s[k].gap)), len(s))
    behind = (k for k in range(at + 1, end) if s.word(k) in untrue)
    that = s.word(told + 1) == "that" and any(s.word(k - 1) in lexicon.words("being") for k in behind)
    return that or s.word(told - 1) in untrue


def _says_no(s: Sentence, k: int) -> bool:
    """As in "denied that", "denied reports that"."""
    denying = lexicon.words("denying verbs")
    return s.word(k) in denying or (s.word(k) in lexicon.words("what is denied") and s.word(k - 1) in denying)


def _is_set(s: Sentence, at: int) -> Certainty | None:
    """As in "the talks with Kesh will take place", "are due"."""
    for k in range(at + 1, min(len(s), at + _BEHIND_NOUN)):
        word = s.word(k)
        if word in {"which", "that"} and s.word(k + 1) in {"will", "is", "are"}:
            continue  # "the summit, which is to be held"
        listed = s[k].gap == ", " and s[k].who is not None  # "the summit of Kesh, Norland and Merrow is due"
        if (not _DIVIDING.isdisjoint(s[k].gap) and not listed) or word in _SUBORDINATORS:
            return None
        if word == "will" or (word in {"was", "were"} and s.word(k + 1) == "to"):
            return "planned"
        if word in {"is", "are"}:
            after = s.words(k + 1, k + 3)
            return next((_SET[w] for w in after if w in _SET), None)
        if word in lexicon.words("being and having") or word in lexicon.words("words of being held"):
            return None
    return None


def is_yet_to_begin(s: Sentence, at: int) -> bool:
    """As in "is in Kesh, on a visit that begins on Wednesday"."""
    behind = range(at + 1, min(len(s), at + _BEHIND_NOUN))
    begins = (k for k in behind if s.word(k) in {"begins", "starts"} and s.word(k - 1) in {"that", "which"})
    return any(s.word(k - 2) in _VISITS for k in begins)


def foretold_before(s: Sentence, at: int) -> Certainty:
    """As in "will hold talks and attend a summit", "will speak during her visit": by a verb far before."""
    for k in range(at - 1, max(-1, at - _FAR_BEFORE), -1):
        word = s.word(k)
        if word in _MODAL or (word in FORETOLD and s.word(k + 1) == "to"):
            return FORETOLD.get(word, "happened")
        if word == "to" and s.word(k - 1) in {"is", "are"}:
            return "planned"  # "is to go to Kesh for talks"
        if word in _ENDING - {"and"} or any(mark in s[k + 1].gap for mark in ';:"'):
            return "happened"
    return "happened"


@lru_cache(maxsize=16)
def is_called_off(s: Sentence) -> bool:
    """Tell whether a visit is called off of which nothing more is said: "he put off the trip"."""
    for k in range(len(s)):
        if s.word(k) in _VISITS and s.word(k + 1) not in lexicon.words("prepositions of visits"):
            end = _behind_insertion(s, k + 1)
            before, after = s.words(max(0, k - _CALLED_OFF), k), s.words(end, end + _CALLED_OFF - 1)
            pairs = [" ".join(pair) for side in (before, after) for pair in pairwise(side)]
            pointed = not lexicon.words("definite").isdisjoint(before)
            if pointed and not _CANCELLED.isdisjoint((*before, *after, *pairs)):
                return not (_NOT & {*before, *after})
    return False


def _behind_insertion(s: Sentence, k: int) -> int:
    """As in "the trip, planned for May, was put off": behind what two commas enclose."""
    if not s.gap(k).startswith(","):
        return k
    return next((j for j in range(k + 1, min(len(s), k + _BEHIND_NOUN)) if s[j].gap.startswith(",")), k)


def _is_named(before: str, word: str) -> bool:
    """As in "the plan followed talks", where something is named that is planned or offered."""
    return word in lexicon.words("foretelling nouns") and before in lexicon.words("definite")


def is_to_come(s: Sentence, at: int) -> bool:
    """As in "is to visit", "is also to visit", and in a title "Ann Hale to visit"."""
    if s.words(at - 2, at) == ["to", "be"]:  # "is to be received", "was later to be received"
        return s.word(at - 3 - (s.word(at - 3) in _INSERTED)) in {"is", "are", "was", "were"}
    if s.word(at - 1) != "to":
        return False
    if s.word(at - 2) == "going":
        return not {"is", "are", "was", "were"}.isdisjoint(s.words(at - 4, at - 2))
    if s.word(at - 2) in _INSERTED and s.word(at - 3) in {"is", "are", "was", "were"}:
        return True
    gone = s.word(at - 2) in lexicon.words("past forms of verbs") or s.word(at - 2).endswith("ed")
    if gone and s.word(at - 2) not in FORETOLD:
        return False  # "Why Ann Hale rushed to meet John Berg"
    subject = at > 1 and (s[at - 2].who is not None or s.word(at - 2) in lexicon.words("roles"))
    title = subject and _CARRYING.issuperset(filter(None, s.words(0, at - 2)))
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
