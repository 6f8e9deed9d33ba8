"""Names of bodies by the word lists of a language: known, with a head, in quotes, with an abbreviation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count
from typing import Final

from site_builder.extraction.languages.language import folded
from site_builder.extraction.languages.words_of_names import NameWords
from site_builder.extraction.shapes import OPEN, PLAIN, TextWords
from site_builder.model.extraction_results import Mention, Rank
from site_builder.names.languages import printed_alike

_LONGEST: Final = 10
"""Words of a body's name at most."""
_SMALL_AT_MOST: Final = 5
_QUOTED: Final = re.compile(r"[«\"“„]([^«»\"“”„\n]{2,60})[»\"”“]")
_ABBREVIATION: Final = re.compile(r"[^\W\d_]{2,7}")
_Places = Mapping[str, Sequence[int]]
"""Where each capitalised word stands."""
_MERE_LATIN: Final = "capitals"
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
    """As in "Министерство обороны Кеша", "Федеральная служба Кеша (ФСК)"."""
    for i in range(len(words)):
        if not known.has("heads of bodies", words.texts[i]):
            continue
        first = i
        while first > 0 and words.gaps[first] == PLAIN and _is_adjective(words, known, first - 1):
            first -= 1
        while first < i and not words.capital[first]:
            first += 1
        if not words.capital[first] or _is_latin(words, i + 1):
            continue
        end = _end_of_body(words, known, i)
        defined = end < len(words) and _abbreviates(words, first, end)
        if end - first > 1 or defined:
            yield _mention(words, first, end, "body-name")
        if defined:
            full = words.text[words.starts[first] : words.ends[end - 1]]
            yield _mention(words, end, end + 1, "acronym-defined", full)
            yield from _acronym_again(words, places, end, full)


def _acronym_again(words: TextWords, places: _Places, defined: int, full: str) -> Iterator[Mention]:
    for i in places.get(words.texts[defined], ()):
        if i > defined:
            yield _mention(words, i, i + 1, "acronym", full)


def _is_latin(words: TextWords, i: int) -> bool:
    return i < len(words) and words.gaps[i] == PLAIN and bool(_LATIN.fullmatch(words.texts[i]))


def _is_adjective(words: TextWords, known: NameWords, i: int) -> bool:
    if not words.capital[i] and i + 1 < len(words) and words.capital[i + 1]:
        return False
    word = words.texts[i]
    if known.has("roles", word) or known.has("heads of bodies", word) or len(word) < 5:
        return False
    low = folded(word)
    return any(
        low.endswith(one.fits) or any(low.endswith(end) for end in one.cases)
        for one in known.endings.endings["adjectives"]
    )


def _end_of_body(words: TextWords, known: NameWords, head: int) -> int:
    """Find where a body's name ends: small words of their kind, then capitals."""
    end, last = head + 1, head + 1
    small, capitals = 0, False
    while end < len(words) and end - head < _LONGEST and words.gaps[end] == PLAIN:
        if words.capital[end]:
            if words.texts[end] in known.given or known.has("roles", words.texts[end]):
                break
            end += 1
            last = end
            capitals = True
            continue
        if capitals:
            break
        low = folded(words.texts[end])
        joins = low in known.listed["small words in bodies"]
        if small == _SMALL_AT_MOST or not (joins or _may_go_on(low, known)):
            break
        end, small = end + 1, small + 1
        if not joins:
            last = end
    return last


def _may_go_on(low: str, known: NameWords) -> bool:
    ends = tuple(known.listed["ends of words in bodies"])
    listed = known.listed
    is_other = low in listed["no further"] or low in listed["reporting verbs"] or low in listed["roles"]
    is_verb = low.endswith(tuple(listed["ends of verbs"]))
    return len(low) > 2 and low.endswith(ends) and not is_other and not is_verb


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
    spans = [(match.start(1), match.end(1), match[1]) for match in _QUOTED.finditer(words.text)]
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
