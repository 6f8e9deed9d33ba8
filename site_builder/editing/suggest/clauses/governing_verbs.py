"""The verb before "to" or "and" that has the same subject."""

from functools import cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.patterns import FAMILIES, patterns
from site_builder.editing.suggest.sentences.story import Sentence

_ROLES = lexicon.words("roles")
_BEFORE_TIMES = lexicon.words("words before times")
_ASKING = lexicon.words("verbs of inviting")
_OF_OTHERS = (lexicon.words("prepositions", "pronouns", "relatives") | {"it", "they"}) - {"of"}
_LETTING = frozenset(("let", "lets", "letting", "help", "helps", "helped", "helping"))
"""Behind these and whoever acts stands no "to"."""
_ASKED = 6
"""So many words at most lie between "asked" and "to"."""


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


def asked_to(s: Sentence, verb: int) -> range | None:
    """As in "asked Kesh on Monday to send", "let the army buy": the words for whom somebody has act."""
    last, verbs = verb - 1, _LETTING
    if s.word(last) in lexicon.words("words inserted before infinitives"):
        last -= 1
    if s.word(last) == "to":
        last, verbs = last - 1, _ASKING
    while last > 0 and (s[last].time or (s[last + 1].time and s.word(last) in _BEFORE_TIMES)):
        last -= 1
    for k in range(last, max(-1, last - _ASKED), -1):
        if s.word(k) in verbs:
            return range(k + 1, last + 1) if k < last else None
        other_clause = s.word(k) in _OF_OTHERS or s.word(k) in _governors()
        if other_clause or s.gap(k).strip() not in {"", "-"}:
            return None
    return None


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
