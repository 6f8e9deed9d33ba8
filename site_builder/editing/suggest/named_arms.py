"""Names that a text calls arms: "159 Herons", where it tells of "the Heron, a helicopter"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences import Sentence

_CLASSES: Final = lexicon.words("what named arms are")
_LONGEST: Final = 3
"""So many words a name of arms has at most."""
_CALLED: Final = 7
"""So many words behind a name, at most, it is told what it names."""
_BEHIND: Final = lexicon.words("prepositions") | lexicon.words("words of making") | {"that", "which"}
_LINKING: Final = frozenset(("is", "are"))
_GUESSED: Final = frozenset(("body", "person"))
"""What a name of arms may be taken for."""
_DETERMINERS: Final = frozenset(("a", "an", "the"))


def with_named_arms(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Mark the tokens that end a name of arms behind a number."""
    read = tuple(sentences)
    counted = [tuple(_counted(s)) for s in read]
    names = {_single(name) for found in counted for _, name in found}
    if not names:
        return read
    called = {name for s in read for name in _called(s, names)}
    return tuple(
        replace(s, arms_at=at) if (at := {k: name for k, name in found if _single(name) in called}) else s
        for s, found in zip(read, counted, strict=True)
    )


def _counted(s: Sentence) -> Iterator[tuple[int, str]]:
    """Names of several behind a number, as "159 Blue Herons", by their last token."""
    for i in range(1, len(s)):
        if s[i].text[-1:] != "s" or not _is_plain_name(s, i) or s.headline:
            continue
        first = _start(s, i)
        if first > 0 and s[first].gap == " " and _is_number(s, first - 1):
            yield i, " ".join(token.text for token in s.tokens[first : i + 1])


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
        if not _is_plain_name(s, i):
            continue
        first = _start(s, i)
        for k in range(first, i + 1):
            name = _single(" ".join(token.text for token in s.tokens[k : i + 1]))
            if name in names and _is_called(s, i):
                yield name


def _is_called(s: Sentence, i: int) -> bool:
    if i + 1 >= len(s):
        return False
    if s[i + 1].gap == " " and s.word(i + 1) in _CLASSES:
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
