"""Arms that a sentence does not name, as one before does: "They were bought from Kesh", "six more"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.arms import arms_between, equipment_in, has_arms
from site_builder.editing.suggest.sentences.counted_for_arms import numbers_for_arms
from site_builder.editing.suggest.sentences.story import Sentence

_SUBJECTS: Final = frozenset(("they", "these", "those", "it", "this"))
_OBJECTS: Final = frozenset(("them", "these", "those", "this", "it"))
_ONE: Final = frozenset(("it", "this"))
"""Words for one thing, as others are for several."""
_SEVERAL: Final = frozenset(("they", "them", "these", "those"))
_MORE: Final = frozenset(("more", "others"))
_DEALING: Final = lexicon.words("buying verbs", "selling verbs")
_TRADED: Final = _DEALING - lexicon.words("sending verbs") - {"given", "provided", "handed", "received"}
"""What befalls goods rather than people: soldiers are sent, too."""
_HEAD: Final = 6
"""So many words behind a pronoun the verb stands: "they had reportedly been bought"."""
_BACK: Final = 2
"""So many sentences back the arms are named."""
_FAR: Final = 8
"""So many sentences back arms are named which counted goods may be."""
_KINDS: Final = lexicon.words("words for goods of a kind")
_GOODS: Final = lexicon.words("goods that forces use") | _KINDS
_OF_KIND: Final = 5
"""So many words before "version" the number stands: "124 of the 2A4 version"."""
_THINGS: Final = frozenset(
    (
        "system",
        "systems",
        "plane",
        "planes",
        "aircraft",
        "model",
        "type",
        "vehicle",
        "vehicles",
        "boats",
        "gun",
    )
)
"""Words for one kind of thing, which arms may be."""
_DEALT_IN: Final = _DEALING | lexicon.words("selecting verbs", "forms of giving")
_RANKS: Final = frozenset(("first", "second", "other", "last", "remaining", "final", "further"))
_PLACES: Final = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "last"))
_GETTING: Final = lexicon.words("receiving of goods", "forms of giving")
_OPENING: Final = 2
"""So many words behind its beginning a sentence tells what became of "the first"."""
_RANKED: Final = 4
"""So many words behind "the first five" it is told that they came."""
_ARRIVING: Final = frozenset(("came", "come", "arrived", "arrive", "landed", "reached"))
_ENDS: Final = lexicon.words("prepositions") | {"and", "but", "as"}


def with_arms_meant(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Mark the words by which a sentence means the arms that one of the two before names."""
    read = tuple(sentences)
    named = [i for i, s in enumerate(read) if has_arms(s)]
    meant = (_with_arms(s, read[max(0, i - _BACK) : i]) for i, s in enumerate(read))
    near = ([read[k] for k in named if 0 < i - k <= _FAR] for i in range(len(read)))
    return tuple(_with_numbers(_with_goods(s, told), told) for s, told in zip(meant, near, strict=True))


def _with_numbers(s: Sentence, named: Sequence[Sentence]) -> Sentence:
    """As in "signed for 24 fighters. Kesh ordered two more": numbers behind words of dealing."""
    others = lexicon.words("users of other goods")
    if s.headline or not others.isdisjoint(s.vocabulary):
        return s
    here = has_arms(s) and not all(s.word(k) in _THINGS for k in arms_between(s, 0, len(s)))
    numbers = [k for k in numbers_for_arms(s) if not here or s.words(k + 1, k + 3) == ["of", "them"]]
    called = [name for one in (*([s] if here else []), *reversed(named)) for name in _called(one)]
    if not numbers or not called:
        return s
    name = called[0] if here else next((name for name in called if name[:1].isupper()), called[0])
    meant = dict.fromkeys(numbers, name)
    return replace(s, arms_at={**meant, **s.arms_at}) if meant else s


def _called(s: Sentence) -> tuple[str, ...]:
    """What a sentence calls its arms."""
    entities, items = equipment_in(s, arms_between(s, 0, len(s)))
    return tuple(who.name for who in entities) or items or ("arms",)


def _with_goods(s: Sentence, named: Sequence[Sentence]) -> Sentence:
    """As in "signed for 24 fighters. 16 of the aircraft will": counted goods, behind arms that are named."""
    others = lexicon.words("users of other goods")
    if not named or _GOODS.isdisjoint(s.vocabulary) or has_arms(s) or not others.isdisjoint(s.vocabulary):
        return s
    goods = {k: _goods_called(s, k, named[-1]) for k in range(len(s)) if _is_counted_goods(s, k)}
    return replace(s, arms_at={**goods, **s.arms_at}) if goods else s


def _goods_called(s: Sentence, k: int, latest: Sentence) -> str:
    """The word itself, and of "30 of the type" what was named before."""
    if s.word(k) not in _KINDS:
        return s[k].low.split()[-1]
    entities, items = equipment_in(latest, arms_between(latest, 0, len(latest)))
    return next(iter((*(who.name for who in entities), *items)), s.word(k))


def _is_counted_goods(s: Sentence, k: int) -> bool:
    token = s[k]
    if token.who or token.low.split()[-1] not in _GOODS:
        return False
    if s.word(k - 1) in {"the", "these", "those"} and s.word(k + 1) in {"which", "that"}:
        return s.word(k) not in _KINDS  # "the aircraft, which Kesh ordered"
    if s.word(k) in _KINDS:
        of = next((j for j in range(k - 1, max(0, k - _OF_KIND), -1) if s.word(j) == "of"), 0)
        ranked = s.word(k - 1) in _RANKS | {"earlier", "newer", "older"} and s.word(k - 2) in {"the", "its"}
        return ranked or (of > 0 and (_is_number(s, of - 1) or s[of - 1].amount is not None))
    first = k - 1 - (s.word(k - 1) in {"the", "these"}) - (s.word(k - 2) == "of")
    return token.amount is not None or _is_number(s, max(first, 0)) or _is_number(s, k - 1)


def _with_arms(s: Sentence, before: tuple[Sentence, ...]) -> Sentence:
    at = next(_meaning(s), None) if not has_arms(s) and before else None
    named = _named(before) if at is not None else ""
    meant = at is not None and named and not _differ(s.word(at), named)
    return replace(s, arms_at={**s.arms_at, at: named}) if at is not None and meant else s


def is_meant(s: Sentence, k: int) -> bool:
    """Tell a word that only stands for arms: they may be other things."""
    return k in s.arms_at and (
        s.word(k) in _SUBJECTS | _OBJECTS or s[k].low.split()[-1] in _GOODS or _is_number(s, k)
    )


def _differ(word: str, named: str) -> bool:
    """As in "it" behind "tanks", "them" behind "tank"; a name in capitals may be of one or several."""
    several = named.endswith("s")
    if word in _PLACES:
        return named.islower() and not several  # "the second" of what was one missile
    return named.islower() and ((word in _ONE and several) or (word in _SEVERAL and not several))


def _meaning(s: Sentence) -> Iterator[int]:
    """The tokens by which arms are meant: before "were bought", behind "bought", "six more"."""
    yield from _things_meant(s)
    yield from _told_of_before(s)
    for k in range(len(s)):
        if k < 2 and s.word(k) in _SUBJECTS and _are_dealt_in(s, k):
            yield k
        if s.word(k) in _DEALING and s.word(k + 1) in _OBJECTS - _people(s, k + 2) and _ends(s, k + 2):
            yield k + 1
        if s.word(k) in _DEALING and _is_number(s, k + 1) and s.word(k + 2) in _MORE and _ends(s, k + 3):
            yield k + 1
        if s.word(k) in _DEALING and _is_bare_number(s, k + 1):
            yield k + 1
        if s.word(k) in _DEALING and s.word(k + 3) in _MORE and _gets(s, k + 1) and _is_number(s, k + 2):
            yield k + 2
        if k < _HEAD and s.word(k - 1) in _RANKS and _is_number(s, k) and _come(s, k + 1):
            yield k
        if s.word(k) in _DEALING and s.word(k + 1) == "another" and _is_number(s, k + 2) and _ends(s, k + 3):
            yield k + 2


def _told_of_before(s: Sentence) -> Iterator[int]:
    """As in "The aircraft has also been sold", "got the first in May", "will be given one more"."""
    if s.word(0) == "the" and s.word(1) in _THINGS and _are_dealt_in(s, 1):
        yield 1
    for k in range(1, len(s)):
        if s.word(k - 1) == "the" and s.word(k) in _PLACES and _is_ranked(s, k):
            yield k
        if s.word(k - 1) in _DEALING and s.words(k, k + 2) == ["one", "more"] and _ends(s, k + 2):
            yield k


def _is_ranked(s: Sentence, k: int) -> bool:
    """As in "The first was handed over", "Kesh got the second in May": one of those told before."""
    got = s.word(k - 2) in _GETTING and _ends(s, k + 1)
    return got or (k <= _OPENING and _come(s, k + 1))


def _things_meant(s: Sentence) -> Iterator[int]:
    """As in "received the system", "the sale of the same system"."""
    for k in range(len(s)):
        if s.word(k) in _DEALT_IN and s.word(k + 1) in {"the", "this"} and _is_thing(s, k + 2):
            yield k + 2
        if s.word(k) == "same" and s.word(k - 1) in {"the", "this"} and s.word(k + 1) in _THINGS:
            yield k + 1


def _is_thing(s: Sentence, k: int) -> bool:
    """As in "received the system": one thing, of which nothing more is said."""
    return s.word(k) in _THINGS and _ends(s, k + 1)


def _are_dealt_in(s: Sentence, k: int) -> bool:
    """As in "They were bought", "It had been ordered"."""
    being = False
    for i in range(k + 1, min(len(s), k + _HEAD)):
        being = being or s.word(i) in {"was", "were", "been", "be"}
        if being and s.word(i) in _TRADED:
            return True
    return False


def _people(s: Sentence, k: int) -> frozenset[str]:
    """As in "supplied them with tanks", who are none of the goods."""
    return _OBJECTS if s.word(k) == "with" else frozenset()


def _is_bare_number(s: Sentence, k: int) -> bool:
    """As in "ordered 12 last August", "bought 18 in 1994"."""
    if not _is_number(s, k) or k + 1 >= len(s) or s.gap(k + 1) != " " or s[k].time:
        return False
    timed = s[k + 1].time is not None
    return timed or (s.word(k + 1) == "in" and k + 2 < len(s) and s[k + 2].time is not None)


def _gets(s: Sentence, k: int) -> bool:
    """As in "sold Kesh three more"."""
    return k < len(s) and s[k].kind == "state"


def _come(s: Sentence, first: int) -> bool:
    """As in "The first five were handed over", "the other two came in May"."""
    words = s.words(first, first + _RANKED)
    being = not {"was", "were", "been", "be"}.isdisjoint(words)
    coming = not _ARRIVING.isdisjoint(words)
    return coming or (being and not (_TRADED | {"handed"}).isdisjoint(words))


def _is_number(s: Sentence, k: int) -> bool:
    digits = 0 <= k < len(s) and s[k].text.replace(",", "").isdigit()
    return k < len(s) and (digits or s.word(k) in lexicon.words("small numbers"))


def _ends(s: Sentence, k: int) -> bool:
    """Tell whether the words for what is dealt in end before a token."""
    return k >= len(s) or bool(s.gap(k).strip()) or s.word(k) in _ENDS or s[k].time is not None


def _named(before: tuple[Sentence, ...]) -> str:
    """What the latest sentence with arms names, where it is one thing."""
    for s in reversed(before):
        if has_arms(s) and not s.headline:
            entities, items = equipment_in(s, arms_between(s, 0, len(s)))
            named = tuple(who.name for who in entities) or items
            return named[0] if len(named) == 1 else ""
    return ""
