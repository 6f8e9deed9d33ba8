"""Where the name of a body begins and ends around its head: "Федеральная служба по надзору в сфере связи"."""

from typing import Final, NamedTuple

from site_builder.extraction.languages.language import folded_word
from site_builder.extraction.languages.words_of_names import NameWords
from site_builder.extraction.shapes import PLAIN, TextWords

_LONGEST: Final = 12
"""Words of a body's name at most."""
_SMALL_AT_MOST: Final = 7
_TO_CALLED: Final = 5
_INITIALS: Final = 3


class Extent(NamedTuple):
    """Where a name ends, and whether no other body's name may begin within."""

    end: int
    is_sure: bool


def first_of_body(words: TextWords, known: NameWords, head: int) -> int:
    """Find the first word with a capital among the adjectives before a head; the head, where none has."""
    first = head
    while first > 0 and words.gaps[first] == PLAIN and is_adjective(words, known, first - 1):
        first -= 1
    while first < head and (not words.capital[first] or _only_opens(words, known, first)):
        first += 1
    return first


def _only_opens(words: TextWords, known: NameWords, i: int) -> bool:
    """As in "Верхняя палата": with a capital only since it begins the sentence."""
    return words.opens(i) and known.has("ordinary before a head", words.texts[i])


def is_adjective(words: TextWords, known: NameWords, i: int) -> bool:
    """Tell an adjective that may belong to the name of a body."""
    if not words.capital[i] and i + 1 < len(words) and words.capital[i + 1]:
        return False
    word = words.texts[i]
    if known.has("roles", word) or known.has("heads of bodies", word) or len(word) < 5:
        return False
    low = folded_word(word)
    return any(
        low.endswith(one.fits) or any(low.endswith(end) for end in one.cases)
        for one in known.endings.endings["adjectives"]
    )


def end_of_body(words: TextWords, known: NameWords, head: int) -> Extent:
    """Find where a body's name ends: small words of their kind, then capitals."""
    end, last, small, capitals, listed = head + 1, head + 1, 0, False, False
    while end < len(words) and end - head < _LONGEST and _is_joined(words, known, head, end):
        if words.capital[end]:
            if words.texts[end] in known.given or known.has("roles", words.texts[end]):
                break
            size = 2 if _describes(words, known, end) else 1
            if size == 2 and known.has("heads of bodies", words.texts[end + 1]):
                return Extent(end + 2, is_sure=False)  # "Бюро Народного фронта"
            end, capitals = end + size, True
            last = end
            continue
        if capitals or small == _SMALL_AT_MOST:
            break
        joins = _joins(words, known, head, end)
        if words.texts[end] in known.listed["and"]:
            if listed or end == head + 1:
                break  # "культуры и связи и школа", "полиция и школа"
            listed = True
        if not joins and not _goes_on(words, known, head, end):
            break
        end, small = end + 1, small + 1
        last = last if joins else end
    return Extent(last, is_sure=True)


def end_of_called(words: TextWords, known: NameWords, head: int) -> int:
    """Find where "театр имени Анны Лад" ends, behind a person whom a body is called after; else 0."""
    for i in range(head + 1, min(head + _TO_CALLED, len(words) - 1)):
        if words.gaps[i] != PLAIN or words.capital[i]:
            return 0
        if folded_word(words.texts[i]) in known.listed["called after"]:
            end = i + 1
            while end < len(words) and words.capital[end] and _beside_name(words, end):
                end += 1
            return end if end > i + 1 else 0
    return 0


def _beside_name(words: TextWords, i: int) -> bool:
    is_initial = len(words.texts[i - 1]) <= _INITIALS and words.gap_text(i).strip() == "."
    return words.gaps[i] == PLAIN or is_initial


def _is_joined(words: TextWords, known: NameWords, head: int, i: int) -> bool:
    """Tell what stands beside the word before, or goes on with a list: "связи, спорта и воды"."""
    if words.gaps[i] == PLAIN:
        return True
    if words.gap_text(i) != ", " or i - 1 == head or words.capital[i - 1]:
        return False
    end, most = i, min(len(words), i + 2 * _LONGEST)
    while end < most and not words.capital[end] and _is_listed(folded_word(words.texts[end]), known):
        end += 1
        if end >= len(words) or words.gap_text(end) != ", ":
            break
    is_list = end > i and end + 1 < len(words) and words.gaps[end] == words.gaps[end + 1] == PLAIN
    return (
        is_list
        and words.texts[end] in known.listed["and"]
        and may_go_on(folded_word(words.texts[end + 1]), known)
    )


def _is_listed(low: str, known: NameWords) -> bool:
    is_small = low in known.listed["small words in bodies"] and low not in known.listed["and"]
    return is_small or may_go_on(low, known)


def _describes(words: TextWords, known: NameWords, i: int) -> bool:
    """Tell an adjective with a capital before a small noun: "Ладийского района"."""
    behind = i + 1
    if behind >= len(words) or words.gaps[behind] != PLAIN or words.capital[behind]:
        return False
    low = folded_word(words.texts[behind])
    return is_adjective(words, known, i) and low not in known.listed["and"] and may_go_on(low, known)


def _joins(words: TextWords, known: NameWords, head: int, i: int) -> bool:
    """Tell small words within a name: "и", "по" behind what has a purpose, "в" before "сфере"."""
    low, listed = folded_word(words.texts[i]), known.listed
    behind = folded_word(words.texts[i + 1]) if i + 1 < len(words) else ""
    if low in listed["before what they are for"]:
        return folded_word(words.texts[head]) in listed["heads with what they are for"]
    if low in listed["before a field"]:
        return behind in listed["fields"]
    return low in listed["small words in bodies"]


def _goes_on(words: TextWords, known: NameWords, head: int, i: int) -> bool:
    low, before = folded_word(words.texts[i]), folded_word(words.texts[i - 1])
    if before in known.listed["before a field"]:
        return True
    if before in known.listed["and"] and low in known.listed["heads of bodies"]:
        return False
    if i - 1 > head and before in known.listed["before what they are for"]:
        return low.endswith(tuple(known.listed["ends of what they are for"])) and may_be_noun(low, known)
    return may_go_on(low, known)


def may_go_on(low: str, known: NameWords) -> bool:
    """Tell a small word that may go on with a name by its end."""
    return low.endswith(tuple(known.listed["ends of words in bodies"])) and may_be_noun(low, known)


def may_be_noun(low: str, known: NameWords) -> bool:
    """Tell a word that is no verb, role or word of the sentence."""
    listed = known.listed
    is_other = low in listed["no further"] or low in listed["reporting verbs"] or low in listed["roles"]
    return len(low) > 2 and not is_other and not low.endswith(tuple(listed["ends of verbs"]))
