"""Names of places by the word lists of a language: known ones, and those behind "city" and the like."""

from collections.abc import Iterator
from functools import partial

from site_builder.extraction.languages.extent_of_bodies import is_adjective
from site_builder.extraction.languages.name_text import NameText
from site_builder.extraction.shapes import OPEN, PLAIN
from site_builder.model.extraction_results import Mention, Rank
from site_builder.names.languages import printed_alike


def find_places(text: NameText, taken: set[int]) -> Iterator[Mention]:
    """Find the known places, and what stands behind "город" and the like."""
    words, i = text.words, 0
    while i < len(words):
        found = text.place_at(i, len(words)) if words.capital[i] and i not in taken else None
        if found is None:
            may_be = i not in taken and words.capital[i]
            named = (before_kind(text, i) or _of_kind(text, i) or _in_country(text, i)) if may_be else None
            if named:
                yield named
            i += 1
            continue
        end, listed = found
        start, stop = words.starts[i], words.ends[end - 1]
        surface = words.text[start:stop]
        sure = printed_alike(surface) not in text.known.doubtful and not _is_part(text, i, end, taken)
        sure = sure or _is_after_preposition(text, i)
        full = listed if listed != surface else ""
        rank: Rank = 3 if sure else 4
        yield Mention(start, stop, "place", surface, "known-place" if sure else "gazetteer", rank, full)
        i = end


def _is_after_preposition(text: NameText, i: int) -> bool:
    return i > 0 and text.words.gaps[i] == PLAIN and text.has("place prepositions", i - 1)


def _is_part(text: NameText, first: int, end: int, taken: set[int]) -> bool:
    """Tell whether other capitals stand beside a place, which may make it part of another name."""
    words = text.words
    is_before = partial(_may_stand_beside, text)
    before = (
        first > 0 and words.gaps[first] == PLAIN and words.capital[first - 1] and not words.opens(first - 1)
    )
    after = end < len(words) and words.gaps[end] == PLAIN and words.capital[end]
    beside_before = before and first - 1 not in taken and not is_before(first - 1)
    return beside_before or (after and end not in taken and not is_before(end))


def _may_stand_beside(text: NameText, i: int) -> bool:
    word = printed_alike(text.words.texts[i])
    known = word in text.known.places or word in text.known.bodies or word in text.known.given
    return known or text.has("roles", i) or text.has("heads of bodies", i)


def before_kind(text: NameText, i: int) -> Mention | None:
    """As in "Ладийский район", where the adjective has a capital within a sentence."""
    words, behind = text.words, i + 1
    if words.opens(i) or behind >= len(words) or words.gaps[behind] != PLAIN:
        return None
    if not text.has("kinds behind a name", behind) or text.has("no kinds of their own", i):
        return None
    if not is_adjective(words, text.known, i):
        return None
    start, stop = words.starts[i], words.ends[behind]
    return Mention(start, stop, "place", words.text[start:stop], "kind-after", 3)


def _in_country(text: NameText, i: int) -> Mention | None:
    """As in "в Ладе (Франция)": behind a preposition, and with a known place in brackets."""
    words, end = text.words, i + 1
    if not _is_after_preposition(text, i) or words.texts[i].isupper():
        return None
    while end < len(words) and end < i + 3 and words.gaps[end] == PLAIN and words.capital[end]:
        end += 1
    if end >= len(words) or words.gaps[end] != OPEN or text.place_at(end, len(words)) is None:
        return None
    start, stop = words.starts[i], words.ends[end - 1]
    return Mention(start, stop, "place", words.text[start:stop], "place-in-country", 3)


def _of_kind(text: NameText, i: int) -> Mention | None:
    """As in "в городе Лад", "в штате Новый Кеш"."""
    words = text.words
    if i == 0 or words.gaps[i] != PLAIN or not text.has("kinds of place", i - 1) or words.texts[i].isupper():
        return None
    end = i + 1
    while end < len(words) and end < i + 3 and words.gaps[end] == PLAIN and words.capital[end]:
        if before_kind(text, end):
            break
        end += 1
    if (
        printed_alike(words.texts[i]) in text.known.given
        or printed_alike(words.texts[i]) in text.known.bodies
    ):
        return None
    start, stop = words.starts[i], words.ends[end - 1]
    return Mention(start, stop, "place", words.text[start:stop], "kind-of-place", 3)
