"""Where those stand who play a role in a sentence of another language than English.

Who does something stands in the case in which names are listed; others do not, or behind a preposition.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final, Literal

from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.sentence_words import (
    ROLE_BEFORE,
    TELLING,
    Words,
    is_of_role,
    role_at,
    role_before,
)
from site_builder.editing.suggest.people.referring import Who
from site_builder.extraction.languages.words_of_names import name_words
from site_builder.names.declension import declined

_REACH: Final = 14
"""So many words from a verb those who play a role are looked for."""
_NEAR: Final = 5
"""So many words before a verb a pronoun is looked for."""
_BACK: Final = 60
"""So many sentences back a role may refer to somebody."""
_NEXT_WITHIN: Final = 8
"""So many words may stand between those of a row: their roles."""

Clause = tuple[int, int]


def _subject(words: Words, reading: Reading, clause: Clause) -> Players:
    """Find who does it: named in the listed case, before the verb, else behind it."""
    taken = {who.at for found in reading.roles.values() for who in found}
    return tuple(who for who in _subjects(words, reading, clause) if who.at not in taken)[:1]


def _subject_before(words: Words, reading: Reading, clause: Clause) -> Players:
    """Find who does it in the clause before, as in "Anna Lad went to Kesh, where she met"."""
    if not clause[0] or not words.has("bounds", clause[0]):
        return ()
    return _subjects(words, replace(reading, at=clause[0]), (0, clause[0]))[:1]


def _pronoun(words: Words, reading: Reading, clause: Clause) -> Players:
    """Find whom "he" is: who acts first in the sentence before."""
    for k in range(reading.at - 1, max(clause[0], reading.at - _NEAR) - 1, -1):
        if words.has("pronouns", k):
            return _first_of_sentence_before(words, k)
    return ()


def _first_of_sentence_before(words: Words, at: int) -> Players:
    index = words.s.index - 1
    before = Words(words.story, words.story.sentences[index], words.language) if index >= 0 else None
    for i in range(len(before.s)) if before else ():
        if before and before.is_person(i) and _acts(before, i):
            return (replace(before.who(i), at=at, sure=False),)
    return ()


def _role(words: Words, reading: Reading, clause: Clause) -> Players:
    """Find who has a role that stands without a name: "the minister of Kesh met"."""
    for k in range(reading.at - 1, clause[0] - 1, -1):
        if words.is_person(k):
            return ()
        if words.is_role(k):
            holders = {who.entity: who for who in _holders(words, role_at(words, k))}
            return (replace(next(iter(holders.values())), at=k, sure=False),) if len(holders) == 1 else ()
    return ()


def _holders(words: Words, role: tuple[str, str]) -> Iterator[Who]:
    """Give those who are named with a role in the sentences before."""
    for s in words.story.sentences[max(0, words.s.index - _BACK) : words.s.index] if role[1] else ():
        earlier = Words(words.story, s, words.language)
        for i in range(len(s)):
            k = role_before(earlier, i) if earlier.is_person(i) else None
            if k is not None and role_at(earlier, k) == role:
                yield earlier.who(i)


def _subjects(words: Words, reading: Reading, clause: Clause) -> Players:
    first, end = clause
    before = range(reading.at - 1, first - 1, -1)
    behind = range(reading.at + 1, min(end, reading.at + _REACH))
    for side in (before, behind):
        for i in side:
            if words.is_person(i) and _acts(words, i):
                return (*_joined_before(words, i), words.who(i)) if side is before else _row(words, i, end)
    return ()


def _acts(words: Words, i: int) -> bool:
    return _is_heading(words, i) or (words.is_listed(i) and not _is_behind_with(words, i))


def _is_heading(words: Words, i: int) -> bool:
    """As in "a delegation headed by Anna Lad arrived"."""
    before = words.text_of(max(0, i - ROLE_BEFORE - 3), i)
    return any(f" {phrase} " in before for phrase in words.language.meanings("heading", TELLING))


def _is_behind_with(words: Words, i: int) -> bool:
    """Tell whether somebody stands behind "with", as far as words of a role stand between."""
    for k in range(i - 1, max(-1, i - 1 - ROLE_BEFORE), -1):
        if words.has("with", k):
            return True
        if "," in words.s[k + 1].gap or not (words.s[k].who or is_of_role(words, k)):
            return False
    return False


def _joined_before(words: Words, i: int) -> Players:
    """Give those who are joined before somebody with "and"."""
    joined = False
    for k in range(i - 1, max(-1, i - 1 - _NEXT_WITHIN), -1):
        joined = joined or words.has("and", k)
        if words.is_person(k):
            return (words.who(k),) if joined and words.is_listed(k) else ()
    return ()


def _row(words: Words, first: int, end: int) -> Players:
    """List those who stand from a token on, joined by commas and "and"."""
    found, last = [words.who(first)], first
    for i in range(first + 1, end):
        if i - last > _NEXT_WITHIN:
            break
        if words.is_person(i) and _is_joined(words, last, i):
            found.append(words.who(i))
            last = i
    return tuple(found)


def _is_joined(words: Words, last: int, i: int) -> bool:
    between = range(last + 1, i)
    plain = all(words.s[k].who or words.has("and", k) or is_of_role(words, k) for k in between)
    return plain and (any(words.has("and", k) for k in between) or "," in words.s[last + 1].gap)


def _with(words: Words, reading: Reading, clause: Clause) -> Players:
    """Find who stands behind "with"."""
    end = min(clause[1], reading.at + _REACH)
    for k in range(reading.at + 1, end):
        if words.has("with", k):
            for i in range(k + 1, min(clause[1], k + 1 + _REACH)):
                if words.is_person(i):
                    return _row(words, i, clause[1])
                if not (words.s[i].who or is_of_role(words, i)):
                    break
    return ()


def _object(words: Words, reading: Reading, clause: Clause) -> Players:
    """Find who is meant right behind a verb: in no listed case, or where two may stand, the second."""
    for i in range(reading.at + 1, min(clause[1], reading.at + _REACH)):
        if words.is_person(i) and not words.is_listed(i):
            return _row(words, i, clause[1])
        if words.has("with", i):
            return ()
    return ()


def _object_before(words: Words, reading: Reading, clause: Clause) -> Players:
    for i in range(reading.at - 1, max(clause[0], reading.at - _REACH) - 1, -1):
        if words.is_person(i):
            return () if words.is_listed(i) or _is_behind_with(words, i) else (words.who(i),)
    return ()


def _owners(words: Words, reading: Reading, clause: Clause) -> Players:
    """Find whose visit or meeting it is: behind the noun, before a preposition."""
    for i in range(reading.at + 1, min(clause[1], reading.at + _REACH)):
        if words.is_person(i):
            return () if words.is_listed(i) and not _never_changes(words, i) else _row(words, i, clause[1])
        if words.has("with", i) or words.has("into", i) or "," in words.s[i].gap:
            return ()
    return ()


def _never_changes(words: Words, i: int) -> bool:
    return not declined(words.s[i].text, "person")


def _owner(words: Words, reading: Reading, clause: Clause) -> Players:
    return _owners(words, reading, clause)[:1]


def _other_owners(words: Words, reading: Reading, clause: Clause) -> Players:
    return _owners(words, reading, clause)[1:]


def _other_subjects(words: Words, reading: Reading, clause: Clause) -> Players:
    return _subjects(words, reading, clause)[1:]


def _place(side: Literal["behind", "before"], *, into: bool) -> Callable[[Words, Reading, Clause], Players]:
    def look(words: Words, reading: Reading, clause: Clause) -> Players:
        at = reading.at
        first, end = clause
        tokens = range(at + 1, min(end, at + _REACH)) if side == "behind" else range(at - 1, first - 1, -1)
        for i in tokens:
            if words.s[i].kind in ("place", "state") and not words.s[i].aside and _fits(words, i, into=into):
                return (words.who(i),)
        return ()

    return look


def _fits(words: Words, i: int, *, into: bool) -> bool:
    """Tell whether a place stands behind "into", or is the object of a verb: of no role or preposition."""
    known = name_words(words.language)
    of_kind = known is not None and words.low(i - 1) in known.listed["kinds of place"]
    if words.has("into", i - 1) or (of_kind and words.has("into", i - 2)):
        return into
    low = words.low(i - 1)
    of_role = known is not None and low in known.listed["roles"]
    prepositions = known.listed["place prepositions"] if known else frozenset()
    beside = i + 1 < len(words.s) and words.is_person(i + 1) and words.s[i + 1].gap == " "
    return not (
        into or of_role or low in prepositions or words.has("with", i - 1) or _ends_role(words, i) or beside
    )


def _ends_role(words: Words, i: int) -> bool:
    """As in "министр обороны Кеша", where the place tells of whom the role is."""
    known = name_words(words.language)
    for k in range(i - 1, max(-1, i - 5), -1):
        if known and words.low(k) in known.listed["roles"]:
            return True
        if not is_of_role(words, k) or "," in words.s[k + 1].gap:
            return False
    return False


PLACES: Final[Mapping[str, Callable[[Words, Reading, Clause], Players]]] = {
    "subject": _subject,
    "subject of the clause before": _subject_before,
    "subjects": _subjects,
    "pronoun": _pronoun,
    "role": _role,
    "other subjects": _other_subjects,
    "with": _with,
    "object": _object,
    "object before": _object_before,
    "owner": _owner,
    "other owners": _other_owners,
    "place behind": _place("behind", into=False),
    "place before": _place("before", into=False),
    "place into behind": _place("behind", into=True),
    "place into before": _place("before", into=True),
}
