"""Names that a text calls arms: "159 Herons", where it tells of "the Heron, a helicopter"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.arms import is_arms
from site_builder.editing.suggest.sentences.story import Sentence

_CLASSES: Final = lexicon.words("what named arms are")
_DESCRIBING: Final = lexicon.words("arms adjectives")
_LONGEST: Final = 3
"""So many words a name of arms has at most."""
_CALLED: Final = 7
"""So many words behind a name, at most, it is told what it names."""
_BEHIND: Final = lexicon.words("prepositions", "words of making") | {"that", "which"}
_MODEL: Final = re.compile(r"[A-Z]{1,4}[0-9]{1,3}[A-Z0-9]{0,3}s?", re.ASCII)
_LINKING: Final = frozenset(("is", "are"))
_GUESSED: Final = frozenset(("body", "person"))
"""What a name of arms may be taken for."""
_DETERMINERS: Final = frozenset(("a", "an", "the"))


def with_named_arms(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Mark the tokens that end a name of arms behind a number."""
    read = tuple(sentences)
    counted = [(*_counted(s), *_designated(s)) for s in read]
    names = {_single(name) for found in counted for _, name in found}
    known = {s[i].low.removesuffix("s") for s in read for i in _known(s) if _is_kind_here(s, i)}
    if not names and not known and not any(any(_described(s)) for s in read):
        return read
    called = {name for s in read for name in _called(s, names)}
    marked = []
    for s, found in zip(read, counted, strict=True):
        at = {k: name for k, name in found if _single(name) in called}
        at |= {i: s[i].text for i in _known(s) if s[i].low.removesuffix("s") in known}
        at |= {i: s[i].text for i in _described(s)}
        marked.append(replace(s, arms_at=at) if at else s)
    return tuple(marked)


def _counted(s: Sentence) -> Iterator[tuple[int, str]]:
    """Names of several behind a number, as "159 Blue Herons", by their last token."""
    for i in range(1, len(s)):
        if s[i].text[-1:] != "s" or not _is_plain_name(s, i) or s.headline:
            continue
        first = _start(s, i)
        if first > 0 and s[first].gap == " " and _is_number(s, first - 1):
            yield i, " ".join(token.text for token in s.tokens[first : i + 1])


def _known(s: Sentence) -> Iterator[int]:
    """Names that many other things have, too, which the text may use of arms."""
    names = lexicon.words("names of arms that are counted")
    return (i for i in range(len(s)) if s[i].low in names and _is_plain_name(s, i) and not s.headline)


def _described(s: Sentence) -> Iterator[int]:
    """Names of several behind a number and what arms are for: "two reconnaissance Herons"."""
    for i in range(2, len(s)):
        named = s[i].text[-1:] == "s" and s.gap(i) == " " and s.word(i - 1) in _DESCRIBING
        if named and _is_plain_name(s, i) and _is_number(s, i - 2) and not s.headline:
            yield i


def _is_kind_here(s: Sentence, i: int) -> bool:
    """As in "100 Leopards", "Leopard tanks"."""
    number = any(_is_number(s, k) for k in range(max(0, i - 2), i))
    return number or (s.gap(i + 1) == " " and s.word(i + 1) in _CLASSES)


def _designated(s: Sentence) -> Iterator[tuple[int, str]]:
    """Names of one kind by letters and a number: "the TB2"."""
    for i in range(1, len(s)):
        if _MODEL.fullmatch(s[i].text) and _is_plain_name(s, i) and not s.headline:
            yield i, s[i].text


def _start(s: Sentence, last: int) -> int:
    first = last
    while first > 0 and last - first < _LONGEST - 1 and s[first].gap == " " and _is_plain_name(s, first - 1):
        first -= 1
    return first


def _is_plain_name(s: Sentence, i: int) -> bool:
    token = s[i]
    unknown = token.who is None or (token.who.kind in _GUESSED and not token.who.known)
    plain = unknown and token.time is None and token.amount is None and not token.owns
    return plain and token.text[:1].isupper() and not _is_number(s, i)


def _is_number(s: Sentence, i: int) -> bool:
    return s[i].text.isdigit() or s.word(i) in lexicon.words("small numbers")


def _single(name: str) -> str:
    return name.removesuffix("s").removesuffix("'").removesuffix("e")


def _called(s: Sentence, names: set[str]) -> Iterator[str]:
    """Names that a sentence calls arms: "Heron helicopters", "the Heron is a drone"."""
    for i, token in enumerate(s.tokens):
        if token.kind == "equipment" and _single(token.text) in names:
            yield _single(token.text)
        yield from names.intersection(map(_single, _counted_with_class(s, i)))
        named, of_class, _ = token.text.partition("-class")
        if of_class and named in names and i + 1 < len(s) and is_arms(s, i + 1):
            yield named  # "a Heron-class patrol boat"
        if not _is_plain_name(s, i):
            continue
        if token.gap == " (" and i and s[i - 1].low.split()[-1] in _CLASSES and _single(token.text) in names:
            yield _single(token.text)  # "the Light Combat Helicopter (LCH)"
        first = _start(s, i)
        for k in range(first, i + 1):
            name = _single(" ".join(token.text for token in s.tokens[k : i + 1]))
            if name in names and _is_called(s, i):
                yield name


def _counted_with_class(s: Sentence, i: int) -> Sequence[str]:
    """As in "26 Heron fighters", which is one token: the name before the noun."""
    told = s[i].text.split() if s[i].amount else []
    return [" ".join(told[k:-1]) for k in range(1, len(told) - 1)] if told and told[-1] in _CLASSES else []


def _is_called(s: Sentence, i: int) -> bool:
    if i + 1 >= len(s):
        return False
    k = i + 1
    while k < len(s) and s[k].gap == " " and s.word(k) in _DESCRIBING:
        k += 1  # "K9 self-propelled howitzers"
    if k < len(s) and s[k].gap == " " and s.word(k) in _CLASSES:
        return True
    said = s[i + 1].gap.startswith((",", " (")) or s.word(i + 1) in _LINKING
    return said and _class_from(s, i + 1 + (s.word(i + 1) in _LINKING))


def _class_from(s: Sentence, first: int) -> bool:
    """As in "a multi-role combat helicopter made by": the noun, before any preposition or verb."""
    words: Sequence[str] = s.words(first, first + _CALLED)
    if words and words[0] not in _DETERMINERS | _CLASSES:
        return False
    for k in range(first, min(len(s), first + _CALLED)):
        if s.word(k) in _CLASSES:
            behind = s.word(k + 1)
            return s.gap(k + 1) != " " or behind in _BEHIND
        if s[k].gap.strip() not in {"", "-", ","} or s.word(k) in lexicon.words("prepositions"):
            return False
    return False
