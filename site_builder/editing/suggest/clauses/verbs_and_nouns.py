"""What the words around a verb or noun tell of it: passive, verb or noun, where its description begins."""

from functools import lru_cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence

VERBS = lexicon.words(
    "past forms of verbs",
    "meeting verbs",
    "receiving verbs",
    "visit verbs",
    "being",
    "modal verbs",
    "being and having",
)
"""Verbs in any list, by which plain words are told apart."""
_TRAVELS = lexicon.words("visit nouns", "stop nouns", "mission nouns")
_HOLDING = lexicon.words("holding words") - lexicon.words("being and having")
_SMALL = VERBS | lexicon.words("prepositions", "said", "definite")
"""Words that describe nothing."""
_APPOSED = 9
"""So many words at most behind a participle the comma stands that ends what it says."""
_ADJECTIVES = 3
"""So many words that no list has may describe a visit."""


def is_passive(s: Sentence, at: int, after: int) -> bool:
    """Tell "were sold" and "sold by" from "sold" and "is selling"."""
    inserted = s.word(at - 1).endswith("ly") or s.word(at - 1) in lexicon.words("words within passives")
    before = s.word(at - 1 - inserted)
    if _is_apposed_participle(s, at, after):
        return True
    is_host = s.word(at) in lexicon.words("words for hosts")
    if is_host or s.word(at).endswith("ing") or s.words(at - 1, at + 1) == ["on", "order"]:
        return False  # "is selling", "has 12 jets on order from Kesh"
    return before in lexicon.words("being") or s.word(after) in lexicon.words("passive prepositions")


def _is_apposed_participle(s: Sentence, at: int, after: int) -> bool:
    """As in "Ann Hale, elected in May, said": behind a name and a comma, with when, where or by whom."""
    apposed = at > 0 and s.gap(at) == ", " and s[at - 1].kind == "person" and s.word(at).endswith("ed")
    told = after < len(s) and (s[after].time or s.word(after) in {"in", "on", "by", "as", "at", "to"})
    closed = any("," in s.gap(k) for k in range(after + 1, min(len(s), after + _APPOSED)))
    return bool(apposed and told and closed and s.word(at - 2) != "and")


@lru_cache(maxsize=64)  # each pattern of a word asks
def is_verb(s: Sentence, i: int) -> bool:
    """Tell "visits Kesh" and "to visit Kesh" from "his visits to Kesh"."""
    before = s.word(i - 1)
    if "to" in (before, s.word(i - 2)) and before in lexicon.words("infinitive words"):
        return True
    held = before in _HOLDING
    if {before, s.word(i - 2)} & lexicon.words("modal verbs") and before not in lexicon.words("definite"):
        return not held  # "will hold talks"
    follows = (
        i + 1 < len(s)
        and s[i + 1].gap == " "
        and (s[i + 1].who or s.word(i + 1) in lexicon.words("definite"))
    )
    owned = (
        before in lexicon.words("definite")
        or before in lexicon.words("visit adjectives")
        or (i and s[i - 1].owns)
        or s.word(noun_start(s, i) - 1) in lexicon.words("definite")
    )
    return bool(follows and not owned)


@lru_cache(maxsize=64)
def noun_start(s: Sentence, noun: int) -> int:
    """Find where a noun's own description begins, after whoever owns it: "first official visit"."""
    visit = s.word(noun) in _TRAVELS
    i = noun - (
        visit and noun > 0 and s[noun - 1].kind in {"place", "state"} and not s[noun - 1].owns
    )  # "his Kesh visit"
    while (
        i
        and not s[i - 1].owns
        and (
            s.word(i - 1) in lexicon.words("visit adjectives")
            or s[i - 1].amount
            or s.word(i - 1).endswith("-day")
        )
    ):
        i -= 1
    return _behind_article(s, i) if visit else i


def goes_to_stay(s: Sentence, after: int) -> bool:
    """As in "went to school in Kesh", "was sent to prison", which is no visit."""
    to = after if s.word(after) == "to" else after - 1
    behind = to + 1 + (s.word(to + 1) in lexicon.words("articles"))
    return s.word(to) == "to" and s.word(behind) in lexicon.words("where people stay who go there")


def undoing(s: Sentence, noun: int) -> str:
    """Give the noun that undoes another, or only tells of it: "announced the lifting of sanctions"."""
    start = noun_start(s, noun)
    start -= s.word(start - 1) in lexicon.words("definite")
    before = s.word(start - 2) if start > 1 and s.word(start - 1) == "of" else ""
    return before if before in lexicon.words("nouns that undo or only tell of") else ""


def _behind_article(s: Sentence, i: int) -> int:
    """As in "made an emotional visit", "made secret visits": back over plain words to what leads to them."""
    k = i
    while k and i - k < _ADJECTIVES and s[k].gap in {" ", ", "} and _may_describe(s, k - 1):
        k -= 1
        if s.word(k - 1) in lexicon.words("paying words"):
            return k
    opened = k and (s[k - 1].owns or s.word(k - 1) in lexicon.words("definite"))
    return k if opened else i


def _may_describe(s: Sentence, k: int) -> bool:
    word = s.word(k)
    if s[k].owns:
        return False
    if s[k].kind == "demonym":
        return True  # "led a Keshian delegation"
    if word in lexicon.words("adjectives of parts of the world"):
        return True
    return len(word) > 2 and s[k].text.islower() and word not in _SMALL


def is_host_of_show(s: Sentence, i: int) -> bool:
    """As in "Evening News host Ann Hale": of one who acts the verb were "hosts", or behind "will"."""
    show = s[i - 1].text if i > 1 and s.word(i) == "host" and s.gap(i) == " " else ""
    return show[:1].isupper() and not show.endswith("s") and s.word(i - 2) != "and" and s.gap(i - 1) == " "
