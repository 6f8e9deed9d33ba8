"""Visits and meetings as sentences of other languages than English tell of them, by the frames of each.

A language's `frames.toml` says by which words they are known and where those stand who play a role. Who does
something stands in the case in which names are listed; others do not, or behind a preposition.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast

from site_builder.editing.suggest.grammar import Certainty
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.patterns import Family, Pattern
from site_builder.editing.suggest.proposals import MOST
from site_builder.editing.suggest.reader import spans_of
from site_builder.editing.suggest.reading import Players, Reading
from site_builder.editing.suggest.referring import Who
from site_builder.editing.suggest.sentences import Sentence, Story
from site_builder.extraction.languages.language import Language, folded
from site_builder.extraction.languages.words_of_names import name_words
from site_builder.model.extraction_results import TimeExpression
from site_builder.names import languages
from site_builder.names.declension import declined
from site_builder.names.matching import surname

_FILE: Final = "telling.txt"
_REACH: Final = 14
"""So many words from a verb those who play a role are looked for."""
_BEFORE: Final = 4
"""So many words before a verb tell whether it happened."""
_LEAD_WITHIN: Final = 9
_NEXT_WITHIN: Final = 8
"""So many words may stand between those of a row: their roles."""
_ROLE_BEFORE: Final = 7
_SURE: Final[frozenset[str]] = frozenset(("happened", "planned", "expected", "cancelled"))


@dataclass(frozen=True, slots=True)
class _Frame:
    """One way of telling something, with the forms of its words and what each says of whether it happened."""

    pattern: Pattern
    words: Mapping[str, str]
    lead: Mapping[str, str]
    or_after: frozenset[str]
    near: frozenset[str]
    unless_near: frozenset[str]


def has_frames(language: Language) -> bool:
    """Tell whether a language has frames of visits and meetings."""
    return _path(language).exists()


def _path(language: Language) -> Path:
    return Path(str(languages.__file__)).parent / "words" / language.code / "frames.toml"


@cache
def _frames(language: Language) -> tuple[_Frame, ...]:
    tables: Mapping[str, dict[str, Any]] = tomllib.loads(_path(language).read_text("utf-8"))
    return tuple(_frame(language, name, i, table) for i, (name, table) in enumerate(tables.items()))


def _frame(language: Language, name: str, order: int, table: Mapping[str, Any]) -> _Frame:
    def listed(key: str) -> Mapping[str, str]:
        return language.meanings(table[key], _FILE) if key in table else {}

    words = listed("words")
    pattern = Pattern(
        name=name,
        family=table["family"],
        order=order,
        words=frozenset(words),
        roles=tuple((role, tuple(places)) for role, places in table["roles"].items()),
        optional=tuple(table.get("optional", ())),
        reason=table["reason"],
    )
    sets = (frozenset(listed(key)) for key in ("or_after", "near", "unless_near"))
    return _Frame(pattern, words, listed("lead"), *sets)


def read_in(story: Story, language: Language) -> Mapping[Family, Sequence[Reading]]:
    """Read what an article tells, word by word: by the first frame that fits there."""
    found: dict[Family, list[Reading]] = {"visits": [], "meetings": []}
    for s in story.sentences:
        words = _Words(story, s, language)
        for i in range(len(s)):
            done: set[Family] = set()
            for frame in _frames(language):
                family = frame.pattern.family
                if family in done or len(found[family]) >= MOST or s[i].aside:
                    continue
                reading = _read(words, i, frame)
                if reading:
                    found[family].append(reading)
                    done.add(family)
    return found


def _read(words: "_Words", i: int, frame: _Frame) -> Reading | None:
    said = frame.words.get(words.low(i))
    if said is None:
        return None
    first, end = words.clause(i)
    near = words.text_of(first, end)
    if frame.near and not _any_in(frame.near, near):
        return None
    if frame.unless_near and _any_in(frame.unless_near, near):
        return None
    status = words.certainty(i, said)
    if frame.lead:
        status = _led(words, i, frame)
    if status not in ("happened", "planned", "expected", "possible", "cancelled"):
        return None
    reading = Reading(
        story=words.story, s=words.s, pattern=frame.pattern, word=words.low(i), at=i, after=i + 1, end=end,
        status=cast(Certainty, status),
    )  # fmt: skip
    return _filled(words, reading, (first, end))


def _any_in(phrases: frozenset[str], text: str) -> bool:
    return any(f" {phrase} " in text for phrase in phrases)


def _led(words: "_Words", i: int, frame: _Frame) -> str:
    """Tell whether what a noun names happened, by the verb that stands nearest, or by what stands before."""
    first, end = words.clause(i)
    leads = [
        k
        for k in range(max(first, i - _LEAD_WITHIN), min(end, i + _LEAD_WITHIN))
        if words.low(k) in frame.lead
    ]
    if leads:
        nearest = min(leads, key=lambda k: abs(k - i))
        return words.certainty(nearest, frame.lead[words.low(nearest)])
    before = words.text_of(max(0, i - 3), i)
    return "happened" if any(before.endswith(f" {phrase} ") for phrase in frame.or_after) else ""


def _filled(words: "_Words", reading: Reading, clause: tuple[int, int]) -> Reading | None:
    """Find who plays each role; nothing where nobody plays one that there must be."""
    for role, places in reversed(reading.pattern.roles):
        looked = (_PLACES[place](words, reading, clause) for place in places)
        found = next((players for players in looked if players), ())
        if not found and role not in reading.pattern.optional:
            return None
        reading = replace(reading, roles={**reading.roles, role: found})
    time = words.time(reading.at, clause)
    return replace(reading, time=time, spans=spans_of(reading, time=time))


# ------------------------------------------------------------------ the words of a sentence


class _Words:
    """The words of a sentence, by the lists of its language."""

    def __init__(self, story: Story, s: Sentence, language: Language) -> None:
        self.story, self.s, self.language = story, s, language

    def low(self, i: int) -> str:
        """Give a word, folded; nothing for a name or a time."""
        token = self.s[i] if 0 <= i < len(self.s) else None
        return folded(token.text) if token and not token.who and not token.time else ""

    def has(self, section: str, i: int) -> bool:
        """Tell whether a list has a word."""
        return self.low(i) in self.language.meanings(section, _FILE)

    def text_of(self, first: int, end: int) -> str:
        """Give some words, each between two spaces."""
        return f" {' '.join(self.low(k) for k in range(first, end))} "

    def clause(self, i: int) -> tuple[int, int]:
        """Give where the clause of a word begins and ends."""
        first, end = i, i + 1
        while first > 0 and not self._ends(first):
            first -= 1
        while end < len(self.s) and not self._ends(end):
            end += 1
        return first, end

    def _ends(self, i: int) -> bool:
        gap = self.s[i].gap
        return ";" in gap or ":" in gap or ("," in gap and self.has("bounds", i))

    def certainty(self, i: int, said: str) -> str:
        """Tell whether something happened: by a form, and the words before it."""
        for k in range(i - 1, max(-1, i - 1 - _BEFORE), -1):
            if "," in self.s[k + 1].gap:
                break
            if self.has("not", k):
                return "not"
            for status in ("planned", "expected", "possible"):
                if self.has(status, k):
                    return status
        return said if said in _SURE else "not"

    def time(self, at: int, clause: tuple[int, int]) -> TimeExpression | None:
        """Give the nearest time of the clause, else of the sentence."""
        whole = (0, len(self.s))
        for first, end in (clause, whole):
            near = [
                k for k in range(first, end) if (time := self.s[k].time) and time.edtf and not self.s[k].aside
            ]
            if near:
                return self.s[min(near, key=lambda k: (abs(k - at), k))].time
        return None

    def is_person(self, i: int) -> bool:
        """Tell a person who is named outside brackets."""
        return self.s[i].kind == "person" and not self.s[i].aside

    def is_listed(self, i: int) -> bool:
        """Tell whether a name stands in the case in which it is listed."""
        who = self.s[i].who
        return who is not None and _is_listed(self.story, who, self.s[i].text)

    def who(self, i: int) -> Who:
        """Give who is named at a token."""
        who = self.s[i].who
        if who is None:
            raise ValueError(i)
        return Who(who, i)


def _is_listed(story: Story, who: Entity, text: str) -> bool:
    entry = story.directory.registry.actors.get(who.id)  # type: ignore[call-overload]
    forms = {who.name, *(entry.forms if entry else ())}
    listed = {folded(form) for name in forms for form in (name, surname(name))}
    if folded(text) in listed:
        return True
    changed = (form for name in forms for one in (name, surname(name)) for form in declined(one, "person"))
    return all(folded(form.name) != folded(text) for form in changed)


# ------------------------------------------------------------------ where those stand who play a role

Clause = tuple[int, int]


def _subject(words: _Words, reading: Reading, clause: Clause) -> Players:
    """Find who does it: named in the listed case, before the verb, else behind it."""
    taken = {who.at for found in reading.roles.values() for who in found}
    return tuple(who for who in _subjects(words, reading, clause) if who.at not in taken)[:1]


def _subject_before(words: _Words, reading: Reading, clause: Clause) -> Players:
    """Find who does it in the clause before, as in "Anna Lad went to Kesh, where she met"."""
    if not clause[0] or not words.has("bounds", clause[0]):
        return ()
    return _subjects(words, replace(reading, at=clause[0]), (0, clause[0]))[:1]


def _subjects(words: _Words, reading: Reading, clause: Clause) -> Players:
    first, end = clause
    before = range(reading.at - 1, first - 1, -1)
    behind = range(reading.at + 1, min(end, reading.at + _REACH))
    for side in (before, behind):
        for i in side:
            if words.is_person(i) and words.is_listed(i) and not _is_behind_with(words, i):
                return (*_joined_before(words, i), words.who(i)) if side is before else _row(words, i, end)
    return ()


def _is_behind_with(words: _Words, i: int) -> bool:
    """Tell whether somebody stands behind "with", as far as words of a role stand between."""
    for k in range(i - 1, max(-1, i - 1 - _ROLE_BEFORE), -1):
        if words.has("with", k):
            return True
        if "," in words.s[k + 1].gap or not (words.s[k].who or _is_of_role(words, k)):
            return False
    return False


def _is_of_role(words: _Words, k: int) -> bool:
    known = name_words(words.language)
    low = words.low(k)
    return known is not None and (low in known.listed["roles"] or low.endswith(_ends(words.language)))


@cache
def _ends(language: Language) -> tuple[str, ...]:
    known = name_words(language)
    return tuple(known.listed["ends of words in bodies"]) if known else ()


def _joined_before(words: _Words, i: int) -> Players:
    """Give those who are joined before somebody with "and"."""
    joined = False
    for k in range(i - 1, max(-1, i - 1 - _NEXT_WITHIN), -1):
        joined = joined or words.has("and", k)
        if words.is_person(k):
            return (words.who(k),) if joined and words.is_listed(k) else ()
    return ()


def _row(words: _Words, first: int, end: int) -> Players:
    """List those who stand from a token on, joined by commas and "and"."""
    found, last = [words.who(first)], first
    for i in range(first + 1, end):
        if i - last > _NEXT_WITHIN:
            break
        if words.is_person(i) and _is_joined(words, last, i):
            found.append(words.who(i))
            last = i
    return tuple(found)


def _is_joined(words: _Words, last: int, i: int) -> bool:
    between = range(last + 1, i)
    plain = all(words.s[k].who or words.has("and", k) or _is_of_role(words, k) for k in between)
    return plain and any(words.has("and", k) for k in between)


def _with(words: _Words, reading: Reading, clause: Clause) -> Players:
    """Find who stands behind "with"."""
    end = min(clause[1], reading.at + _REACH)
    for k in range(reading.at + 1, end):
        if words.has("with", k):
            for i in range(k + 1, min(clause[1], k + 1 + _REACH)):
                if words.is_person(i):
                    return _row(words, i, clause[1])
                if not (words.s[i].who or _is_of_role(words, i)) or "," in words.s[i].gap:
                    break
    return ()


def _object(words: _Words, reading: Reading, clause: Clause) -> Players:
    """Find who is meant right behind a verb: in no listed case, or where two may stand, the second."""
    for i in range(reading.at + 1, min(clause[1], reading.at + _REACH)):
        if words.is_person(i) and not words.is_listed(i):
            return _row(words, i, clause[1])
        if words.has("with", i):
            return ()
    return ()


def _owners(words: _Words, reading: Reading, clause: Clause) -> Players:
    """Find whose visit or meeting it is: behind the noun, before a preposition."""
    for i in range(reading.at + 1, min(clause[1], reading.at + _REACH)):
        if words.is_person(i):
            return () if words.is_listed(i) and not _never_changes(words, i) else _row(words, i, clause[1])
        if words.has("with", i) or words.has("into", i) or "," in words.s[i].gap:
            return ()
    return ()


def _never_changes(words: _Words, i: int) -> bool:
    return not declined(words.s[i].text, "person")


def _owner(words: _Words, reading: Reading, clause: Clause) -> Players:
    return _owners(words, reading, clause)[:1]


def _other_owners(words: _Words, reading: Reading, clause: Clause) -> Players:
    return _owners(words, reading, clause)[1:]


def _other_subjects(words: _Words, reading: Reading, clause: Clause) -> Players:
    return _subjects(words, reading, clause)[1:]


def _place(side: Literal["behind", "before"], *, into: bool) -> Callable[[_Words, Reading, Clause], Players]:
    def look(words: _Words, reading: Reading, clause: Clause) -> Players:
        at = reading.at
        first, end = clause
        tokens = range(at + 1, min(end, at + _REACH)) if side == "behind" else range(at - 1, first - 1, -1)
        for i in tokens:
            if words.s[i].kind in ("place", "state") and not words.s[i].aside and _fits(words, i, into=into):
                return (words.who(i),)
        return ()

    return look


def _fits(words: _Words, i: int, *, into: bool) -> bool:
    """Tell whether a place stands behind "into", or is the object of a verb: of no role or preposition."""
    if words.has("into", i - 1):
        return into
    known = name_words(words.language)
    low = words.low(i - 1)
    of_role = known is not None and low in known.listed["roles"]
    prepositions = known.listed["place prepositions"] if known else frozenset()
    beside = i + 1 < len(words.s) and words.is_person(i + 1) and words.s[i + 1].gap == " "
    return not (
        into or of_role or low in prepositions or words.has("with", i - 1) or _ends_role(words, i) or beside
    )


def _ends_role(words: _Words, i: int) -> bool:
    """As in "министр обороны Кеша", where the place tells of whom the role is."""
    known = name_words(words.language)
    for k in range(i - 1, max(-1, i - 5), -1):
        if known and words.low(k) in known.listed["roles"]:
            return True
        if not _is_of_role(words, k) or "," in words.s[k + 1].gap:
            return False
    return False


_PLACES: Final[Mapping[str, Callable[[_Words, Reading, Clause], Players]]] = {
    "subject": _subject,
    "subject of the clause before": _subject_before,
    "other subjects": _other_subjects,
    "with": _with,
    "object": _object,
    "owner": _owner,
    "other owners": _other_owners,
    "place behind": _place("behind", into=False),
    "place before": _place("before", into=False),
    "place into behind": _place("behind", into=True),
    "place into before": _place("before", into=True),
}


# ------------------------------------------------------------------ whom people serve


def home_states_in(story: Story, language: Language) -> dict[str, str]:
    """Tell which state each person serves: the registry's, else that behind the role before the name."""
    homes: dict[str, str] = {}
    for s in story.sentences:
        words = _Words(story, s, language)
        for i in range(len(s)):
            who = s[i].who
            if who and who.kind == "person" and not homes.get(who.id):
                homes[who.id] = who.state or _state_before(words, i)
    return homes


def _state_before(words: _Words, i: int) -> str:
    known = name_words(words.language)
    state = ""
    for k in range(i - 1, max(-1, i - 1 - _ROLE_BEFORE), -1):
        who = words.s[k].who
        if known and words.low(k) in known.listed["roles"]:
            return state
        if "," in words.s[k + 1].gap or (who and who.kind == "person"):
            return ""
        if who and who.kind in ("state", "place") and not state:
            state = who.state or (who.id if who.kind == "state" else "")
    return ""
