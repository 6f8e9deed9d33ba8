"""The verb before "to" or "and" that has the same subject."""

from functools import cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.patterns import FAMILIES, patterns
from site_builder.editing.suggest.sentences.story import Sentence

_ROLES = lexicon.words("roles")


def governing(s: Sentence, i: int) -> int | None:
    """Find the verb before "to" or "and" that has the same subject: "agreed to sign", "came and met"."""
    last = i - 1 - (s.word(i - 1) in lexicon.words("words inserted before infinitives"))
    if s.word(i) == "to" and s.word(last) in {"is", "are", "was", "were"}:
        return last  # "is to buy", "was later to meet"
    if s.word(i) == "to":
        far = i - 3 - 2 * (s[i - 1].time is not None)  # "agreed on Monday to buy"
        return next((k for k in range(i - 1, max(-1, far), -1) if s.word(k) in _governors()), None)
    before = range(i - 1, max(-1, i - 15), -1)
    known = next((k for k in before if s.word(k) in _finite()), None)
    return next((k for k in before if _may_be_finite(s, k)), None) if known is None else known


def _may_be_finite(s: Sentence, k: int) -> bool:
    """As in "will be in Kesh and will meet", "exchanged gifts and agreed to meet"."""
    helps = s.word(k) in lexicon.words("modal verbs") or s.word(k) in {"is", "are", "was", "were"}
    named = k > 0 and (s[k - 1].kind in {"person", "state"} or s.word(k - 1) in _ROLES)
    return helps or (named and s.word(k).endswith("ed"))


@cache
def _governors() -> frozenset[str]:
    sections = ("planned", "expected", "possible", "governing verbs", "said")
    return lexicon.words(*sections) - lexicon.words("modal verbs")


@cache
def _finite() -> frozenset[str]:
    told = (pattern.words for family in FAMILIES for pattern in patterns(family) if pattern.voice)
    words = lexicon.words("said").union(lexicon.words("visit verbs"), lexicon.words("going verbs"), *told)
    first = frozenset(word.partition(" ")[0] for word in words)  # "came to"
    return frozenset(word for word in first if word.endswith("ed") or word in _irregular())


@cache
def _irregular() -> frozenset[str]:
    return lexicon.words("finite verbs", "finite verbs of going")
