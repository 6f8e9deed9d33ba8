"""Names of bodies by the word lists of a language: known, with a head, in quotes, with an abbreviation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count
from typing import Final

from site_builder.extraction.languages.extent_of_bodies import end_of_body, end_of_called, first_of_body
from site_builder.extraction.languages.words_of_names import NameWords
from site_builder.extraction.shapes import OPEN, PLAIN, TextWords
from site_builder.model.extraction_results import Mention, Rank
from site_builder.names.languages import printed_alike

QUOTED: Final = re.compile(r"[«\"“„]([^«»\"“”„\n]{2,60})[»\"”“]")
_ABBREVIATION: Final = re.compile(r"[^\W\d_]{2,7}")
_Places = Mapping[str, Sequence[int]]
"""Where each capitalised word stands."""
_MERE_LATIN: Final = "capitals"
_DOUBTFUL: Final = "body-head"
"""What only proposes, but takes its words from other rules."""
_LATIN: Final = re.compile(r"[A-Za-z0-9][\w&.'-]*", re.ASCII)


def find_bodies(words: TextWords, known: NameWords) -> Iterator[Mention]:
    """Find the names of bodies; overlaps are settled later."""
    places: dict[str, list[int]] = {}
    for i in compress(count(), words.capital):
        places.setdefault(words.texts[i], []).append(i)
    yield from _known(words, known)
    yield from _headed(words, known, places)
    yield from _quoted(words, known)
    yield from _called(words, known, places)
    yield from _latin(words)


def _mention(words: TextWords, first: int, end: int, rule: str, full: str = "") -> Mention:
    rank: Rank = 4 if rule == _MERE_LATIN else 3
    start, stop = words.starts[first], words.ends[end - 1]
    surface = words.text[start:stop]
    return Mention(start, stop, "organisation", surface, rule, rank, full if full != surface else "")


def _known(words: TextWords, known: NameWords) -> Iterator[Mention]:
    i = 0
    while i < len(words):
        for end in range(min(i + 3, len(words)), i, -1) if words.capital[i] else ():
            name = printed_alike(words.text[words.starts[i] : words.ends[end - 1]])
            if name in known.bodies:
                yield _mention(words, i, end, "known-body", known.bodies[name])
                i = end - 1
                break
        i += 1


def _headed(words: TextWords, known: NameWords, places: _Places) -> Iterator[Mention]:
    """As in "Министерство обороны Кеша", "Федеральная служба Кеша (ФСК)", "посольство Кеша"."""
    for i in range(len(words)):
        if not known.has("heads of bodies", words.texts[i]):
            continue
        first = first_of_body(words, known, i)
        called = end_of_called(words, known, i)
        if called:
            yield _mention(words, first, called, "body-name" if words.capital[first] else _DOUBTFUL)
            continue
        if not words.capital[first]:
            yield from _of_state(words, known, i)
            continue
        if _is_latin(words, i + 1):
            continue
        end, is_sure = end_of_body(words, known, i)
        defined = end < len(words) and _abbreviates(words, first, end)
        if defined or (end - first > 1 and is_sure and not _is_ordinary(words, known, first, i, end)):
            if end - first > 1 or defined:
                yield _mention(words, first, end, "body-name")
        elif end - first > 1:
            yield _mention(words, first, end, _DOUBTFUL)
        if defined:
            full = words.text[words.starts[first] : words.ends[end - 1]]
            yield _mention(words, end, end + 1, "acronym-defined", full)
            yield from _acronym_again(words, places, end, full)


def _of_state(words: TextWords, known: NameWords, head: int) -> Iterator[Mention]:
    if not known.has("bodies of a state", words.texts[head]) or words.gap_text(head + 1) != " ":
        return
    for end in range(min(head + 4, len(words)), head + 1, -1):
        if printed_alike(words.text[words.starts[head + 1] : words.ends[end - 1]]) in known.places:
            yield _mention(words, head, end, "body-of-name")
            return


def _is_ordinary(words: TextWords, known: NameWords, first: int, head: int, end: int) -> bool:
    """Tell what begins a sentence and may only describe: "Городская полиция", "Служба спасения"."""
    if not words.opens(first) or any(words.capital[first + 1 : end]):
        return False
    return first == head or (end == head + 1 and known.has("heads that are described", words.texts[head]))


def _acronym_again(words: TextWords, places: _Places, defined: int, full: str) -> Iterator[Mention]:
    for i in places.get(words.texts[defined], ()):
        if i > defined:
            yield _mention(words, i, i + 1, "acronym", full)


def _is_latin(words: TextWords, i: int) -> bool:
    return i < len(words) and words.gaps[i] == PLAIN and bool(_LATIN.fullmatch(words.texts[i]))


def _abbreviates(words: TextWords, first: int, end: int) -> bool:
    """As in "Союз друзей Кеша (СДК)": letters of an abbreviation in brackets, in the order of the words."""
    short = words.texts[end]
    if words.gaps[end] != OPEN or not short.isupper() or not _ABBREVIATION.fullmatch(short):
        return False
    if not words.text.startswith(")", words.ends[end]):
        return False
    initials = iter("".join(re.sub(r"[-]", "", word)[:3].upper() for word in words.texts[first:end]))
    return short.isascii() or all(letter in initials for letter in short)


def _quoted(words: TextWords, known: NameWords) -> Iterator[Mention]:
    """As in "компания «Лад»": a kind of body, and a name in quotes; also where it comes again."""
    found: dict[str, str] = {}
    spans = [(match.start(1), match.end(1), match[1]) for match in QUOTED.finditer(words.text)]
    for start, stop, name in spans:
        i = words.at(start)
        before = i - 1
        is_beside = before >= 0 and start - words.ends[before] <= 2 and "." not in words.gap_text(i)
        if is_beside and name[0].isupper() and _names_body(words, known, before):
            found.setdefault(name, words.texts[before])
            yield Mention(start, stop, "organisation", name, "outlet", 3)
    for start, stop, name in spans:
        if name in found:
            yield Mention(start, stop, "organisation", name, "again", 3)


def _names_body(words: TextWords, known: NameWords, before: int) -> bool:
    word = words.texts[before]
    return known.has("kinds of body", word) or known.has("reporting of outlets", word)


def _latin(words: TextWords) -> Iterator[Mention]:
    """What is written in Latin letters may be a company or an outlet."""
    i = 0
    while i < len(words):
        end = i
        while (
            end < len(words) and _LATIN.fullmatch(words.texts[end]) and (end == i or words.gaps[end] == PLAIN)
        ):
            end += 1
        if end > i and words.capital[i] and not words.texts[i].isdecimal():
            yield _mention(words, i, end, _MERE_LATIN)
        i = max(end, i + 1)


def _called(words: TextWords, known: NameWords, places: _Places) -> Iterator[Mention]:
    """As in "компания Lad Works": a kind of body, and a name in Latin letters."""
    named: dict[tuple[str, ...], int] = {}
    for i in range(1, len(words)):
        if words.gaps[i] != PLAIN or not _names_body(words, known, i - 1):
            continue
        end = i
        while (
            end < len(words) and _LATIN.fullmatch(words.texts[end]) and (end == i or words.gaps[end] == PLAIN)
        ):
            end += 1
        if end > i and words.capital[i]:
            name = tuple(words.texts[i:end])
            named.setdefault(name, i)
    for name, first in named.items():
        size = len(name)
        for i in places[name[0]]:
            if tuple(words.texts[i : i + size]) == name:
                yield _mention(words, i, i + size, "legal-form" if i == first else "again")
