"""Reads feasts that have a day each year: "Christmas Day", "Thanksgiving 2029", "at Easter"."""

import re
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_feasts import FEASTS, in_year
from site_builder.extraction.time_context import Context, TimeReading, at, unresolved
from site_builder.extraction.time_named import NamedTime, relative_year, without_year
from site_builder.extraction.time_patterns import year
from site_builder.extraction.time_proof import year_of
from site_builder.model.lazy_pattern import lazy_pattern

_NAMES: Final = "|".join(sorted((re.escape(name) for name in FEASTS), key=len, reverse=True))
SHAPE: Final = lazy_pattern(
    rf"(?P<name>(?i:{_NAMES}))\b(?!-)(?:(?:,? {{1,3}})(?:of {{1,3}}|in {{1,3}})?{year('')})?"
)
BEGINS: Final = frozenset(re.split(r"[ '.]", name)[0] for name in FEASTS)
_ALONE: Final = lexicon.times("days by themselves")
"""Feasts that also name a season, and much else: they need a preposition and no other name behind."""
_BEFORE: Final = re.compile(rf"\b(?i:{'|'.join(sorted(lexicon.times('before a feast')))}) $")
_NAME_BEHIND: Final = re.compile(rf" [A-Z]|'s [A-Z]|[- ](?:{'|'.join(sorted(lexicon.times('no feasts')))})")


def feast(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "Christmas Day", "Thanksgiving 2029", "at Easter"."""
    name = " ".join(match["name"].lower().split())
    if not match["name"][0].isupper() or _NAME_BEHIND.match(context.after(match.end(), 14)):
        return None
    if name not in _ALONE and not match["y"] and not _BEFORE.search(context.before(match.start(), 12)):
        return None
    if match["y"]:
        return at(in_year(name, year_of(match["y"])), printed=True)
    if match["ry"]:
        year_, anchor = relative_year(match["ry"], context)
        return unresolved(anchor) if year_ is None else at(in_year(name, year_), anchor)
    named = NamedTime(None, 1, 1, None, match.start(), feast=name)
    return without_year(named, context, match.end()) if context.published else unresolved("published")
