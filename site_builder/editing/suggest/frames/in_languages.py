"""Visits and meetings as sentences of other languages than English tell of them, by the frames of each.

A language's `frames.toml` says by which words they are known and where those stand who play a role. Who does
something stands in the case in which names are listed; others do not, or behind a preposition.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from site_builder.editing.suggest.clauses.happening import Certainty
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.sentence_words import TELLING, Words, role_before
from site_builder.editing.suggest.clauses.words_of_readings import spans_of
from site_builder.editing.suggest.frames.places_in_sentences import PLACES
from site_builder.editing.suggest.patterns import Family, Pattern
from site_builder.editing.suggest.proposals.proposal import MOST
from site_builder.editing.suggest.sentences.story import Story
from site_builder.extraction.languages.language import Language
from site_builder.names import languages

_LEAD_WITHIN: Final = 9
"""So many words from a noun the verb is looked for that tells whether it happened."""


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
        return language.meanings(table[key], TELLING) if key in table else {}

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
        words = Words(story, s, language)
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


def _read(words: Words, i: int, frame: _Frame) -> Reading | None:
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


def _led(words: Words, i: int, frame: _Frame) -> str:
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


def _filled(words: Words, reading: Reading, clause: tuple[int, int]) -> Reading | None:
    """Find who plays each role; nothing where nobody plays one that there must be."""
    for role, places in reversed(reading.pattern.roles):
        looked = (PLACES[place](words, reading, clause) for place in places)
        found = next((players for players in looked if players), ())
        if not found and role not in reading.pattern.optional:
            return None
        reading = replace(reading, roles={**reading.roles, role: found})
    time = words.time(reading.at, clause)
    return replace(reading, time=time, spans=spans_of(reading, time=time))


# ------------------------------------------------------------------ whom people serve


def home_states_in(story: Story, language: Language) -> dict[str, str]:
    """Tell which state each person serves: the registry's, else that behind the role before the name."""
    homes: dict[str, str] = {}
    for s in story.sentences:
        words = Words(story, s, language)
        for i in range(len(s)):
            who = s[i].who
            if who and who.kind == "person" and not homes.get(who.id):
                homes[who.id] = who.state or _state_before(words, i)
    return homes


def _state_before(words: Words, i: int) -> str:
    k = role_before(words, i)
    if k is None:
        return ""
    behind = (words.s[j].who for j in range(k + 1, i))
    found = next((who for who in behind if who and who.kind in ("state", "place")), None)
    return (found.state or (found.id if found.kind == "state" else "")) if found else ""
