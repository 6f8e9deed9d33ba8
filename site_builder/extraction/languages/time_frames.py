"""The frames of a language's times as patterns, with what the words in their slots stand for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from site_builder.extraction.languages.language import Language, folded, one_of
from site_builder.extraction.languages.time_tense import Tenses, tenses_of

_SLOT: Final = re.compile(r"\{([a-z-]+)\}")


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The frames of a language as one pattern for each meaning, and what words in slots stand for."""

    frames: Mapping[str, re.Pattern[str]]
    slots: Mapping[str, Mapping[str, str]]
    parts: re.Pattern[str]
    bounds: re.Pattern[str]
    tenses: Tenses
    begins: re.Pattern[str]
    joint: re.Pattern[str]
    """What stands between the times of a list."""
    year_behind: re.Pattern[str]
    """The year of a time behind what brackets add to it."""


@cache
def time_words(language: Language, sections: tuple[str, ...]) -> TimeWords:
    """Read the frames of some sections, and the words that they and their bounds consist of."""
    slots = _slot_words(language)
    ends = one_of(language.meanings("ends of years"))
    year = rf"[12]\d{{3}}(?:(?:-?{ends})?\s?{one_of(language.meanings('year words'))}|-{ends})"
    patterns = {name: one_of(known) for name, known in slots.items()} | {
        "day": r"\d{1,2}(?:-го)?",
        "to": r"\d{1,2}(?:-го)?",
        "year": year,
        "year-number": r"[12]\d{3}",
        "to-year": r"[12]\d{3}",
        "decade": r"[12]\d{2}0",
        "numbers": r"\d{1,2}\.\d{2}\.[12]\d{3}(?!\d|\.\d)",
        "year-word": one_of(language.meanings("year words")),
        "years-word": one_of(language.meanings("years words")),
        "count": rf"(?:\d{{1,3}}|{one_of(slots['count'])})",
    }
    frames = {name: _compiled(language.frames(name), patterns) for name in sections}
    of = language.meanings
    part = "|".join(rf"(?P<{name}>{one_of(of(name))})" for name in ("begin", "middle", "end"))
    return TimeWords(
        frames,
        slots | {"count": _Counts(slots["count"])},
        re.compile(rf"(?<!\w)(?:(?P<by>{one_of(of('by'))})\s)?(?:{part})\s$"),
        re.compile(rf"(?<!\w)(?:(?P<until>{one_of(of('until'))})|(?P<since>{one_of(of('since'))}))\s$"),
        tenses_of(language),
        re.compile(r"(?<![\w.,/-])\w"),
        re.compile(rf"(?:\s\([^()\n]{{1,40}}\))?(?:\s{{1,2}}{one_of(of('and'))}\s{{1,2}}|,\s{{1,2}})"),
        re.compile(rf"\s\([^()\n]{{1,40}}\)\s{{1,2}}(?P<year>{year})"),
    )


class _Counts(dict[str, str]):
    """Counts in words; one in digits stands for itself."""

    def __missing__(self, key: str) -> str:
        return key


def _slot_words(language: Language) -> dict[str, Mapping[str, str]]:
    of = language.meanings
    which = {form: name for name in ("last", "this", "next") for form in of(name)}
    return {
        "month": of("months"), "to-month": of("months"), "weekday": of("weekdays"),
        "season": of("seasons"), "unit": of("units"),
        "one-unit": of("one unit"),
        "relative-year": _relative_years(which, of("year words")),
        "count": of("counts"), "ordinal": of("ordinals"), "named": of("named days"), "which": which,
    }  # fmt: skip


def _relative_years(which: Mapping[str, str], years: Iterable[str]) -> Mapping[str, str]:
    """Give "прошлого года" and the like with what they stand for."""
    return {
        f"{word} {year}": f"{said} year" for word, said in which.items() for year in years if year.isalpha()
    }


def _compiled(frames: Sequence[str], patterns: Mapping[str, str]) -> re.Pattern[str]:
    """Make one pattern of frames; a slot is a group, named after it and the number of its frame."""
    return re.compile("|".join(_frame(frame, patterns, i) for i, frame in enumerate(frames)) or r"(?!)")


def _frame(frame: str, patterns: Mapping[str, str], number: int) -> str:
    pieces = _SLOT.split(folded(frame))
    for i, piece in enumerate(pieces):
        if i % 2:
            pieces[i] = rf"(?P<{piece.replace('-', '_')}_{number}>{patterns[piece]})"
        else:
            literal = re.escape(piece).replace(r"\-", r"\s?-\s?" if piece == "-" else "-")
            pieces[i] = literal.replace(r"\ ", r"\s{1,2}")
    return "".join(pieces) + r"(?!\w)"
