"""Authors and the date of publication as the lines around the title print them.

Lines count by their form alone: "By A and B", "A May 4, 2031", "Published: ...", "A is a reporter
at B". What pages print of themselves (the day of the last update, today's date) does not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.editing.add.embedded_posts import BY, POSTED, without_posts
from site_builder.editing.add.found_values import FoundValue
from site_builder.editing.add.layout import Layout
from site_builder.editing.add.publication_dates import (
    DateInLine,
    dates_in,
    weekday_of,
    without_year,
    years_in,
)
from site_builder.editing.mojibake import undoubled
from site_builder.proving.blocks import BlockKind, TextBlock

_ABOVE, _BELOW, _AT_END = 3, 9, 4
"""Blocks above the article, from its title on, and at its end, among which bylines stand."""
_LONGEST = 400
_SHOWN = 60

_UPDATED = re.compile(r"\b(?:last\s+)?(?:updated?|modified|revised|changed|edited|accessed)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:first\s+)?(?:published|posted|issued|date)\b\s*(?:on\b|:)?", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•·–—]\s*|\s+-\s+|\t")
_NAME = re.compile(
    r"(?:(?:de|del|della|di|da|van|von|der|den|bin|ibn|al|el|la|le|ter|Mc|Mac|O['’])[ -])?"
    r"[^\W\d_](?:[^\W\d_]|['’`´.-](?=[^\W\d_])|\.)*"
)
_PARTICLES = frozenset((
    "de", "del", "della", "di", "da", "dos", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la",
    "le", "ter", "y", "e",
))  # fmt: skip
_NO_NAMES = frozenset((
    "news", "staff", "agencies", "agency", "editor", "editors", "editorial", "desk", "team",
    "correspondent", "reporter", "reporters", "writer", "press", "service", "office", "bureau",
    "published", "posted", "updated", "update", "breaking", "opinion", "analysis", "world", "politics",
    "sport", "sports", "business", "home", "share", "read", "report", "special", "contributor",
    "contributors", "admin", "webmaster", "guest", "author", "authors", "photo", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "minutes", "min",
    "more", "the", "our", "by", "and", "magazine", "times", "post", "herald", "gazette", "review",
    "daily", "weekly", "journal", "newspaper", "media", "website",
))  # fmt: skip
_NOTE = re.compile(
    r"(?P<who>\S.{2,60}?)\s+(?:is|was|covers|writes|reports|works|has\s+(?:covered|reported|written))\s.*?"
    r"\b(?:editor|reporter|correspondent|journalist|author|writer|columnist|analyst|fellow|contributor|freelance\w*"
    r"|covers|writes|reports)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-Z][^\W\d_][\w .,'’/-]{1,60}?[,.]?\s+(?:\([^()]{2,40}\)\s*)?[-–—]{1,2}\s")


@dataclass(frozen=True, slots=True)
class PrintedPublication:
    """When an article appeared, as its text prints it.

    `edtf` is empty where the date has no year or more than one reading; `why` then says what is
    printed, and an `inferred` date has its year from elsewhere in the text.
    """

    edtf: str
    where: str
    inferred: bool = False
    why: str = ""


def authors_in(layout: Layout) -> tuple[FoundValue, ...]:
    """Find the authors: in a byline by the title, at the end, or in a note on the author."""
    by_title, at_end = _near_title(layout), _at_end(layout)
    for lines, where in ((by_title, "byline"), (at_end, "last lines")):
        for line in lines:
            names = _names_in(undoubled(line))
            if names:
                return tuple(_author(name, where, line) for name in names)
    for line in (*by_title, *at_end):
        note = _NOTE.match(undoubled(line))
        name = _divided_names(note["who"]) if note else []
        if len(name) == 1:
            return (_author(name[0], "note on the author", line),)
    return ()


def _author(name: str, where: str, line: str) -> FoundValue:
    damaged = line if name not in line else ""
    return FoundValue(name, f"the {where}: {_author_line(line)}", damaged=damaged[:_LONGEST])


def stated_names(said: str) -> tuple[str, ...]:
    """Read the names in what a page's markup gives as an author: "By ADA QUILL, Harbour Writer", "admin".

    A name in another script, or of one word with a capital, cannot be told from others, and stays.
    """
    by = BY.match(said)
    bare = said[by.end() :] if by else said
    names = _divided_names(bare)
    if names or not bare or POSTED.search(bare):
        return tuple(names)
    words = [word.strip(".,").lower() for word in bare.split()]
    one = len(words) == 1 and (not bare.isascii() or (bare.istitle() and bare.isalpha()))
    other = not bare.isascii() and len(words) <= 5
    return (bare,) if (one or other) and not set(words) & _NO_NAMES else ()


def notes_in(layout: Layout) -> Iterator[str]:
    """Give the sentences about the author, which name the outlet."""
    for line in (*_near_title(layout), *_at_end(layout)):
        note = _NOTE.match(line)
        if note and _divided_names(note["who"]):
            yield line


def published_in(layout: Layout) -> PrintedPublication | None:
    """Find the date of publication in the lines by the title, the dateline, or the last lines."""
    above, below = _around(layout)
    candidates = (
        *((line, "the byline", block.kind is BlockKind.BYLINE) for block, line in below),
        *((line, "the line above the title", _PUBLISHED.search(line) is not None) for _, line in above),
        *((line, "the last lines", BY.match(line) is not None) for line in _at_end(layout)),
    )
    for line, where, fits in candidates:
        printed = _date_of(line, where, fits=fits)
        if printed:
            return printed
    return _in_dateline(below) or _year_inferred(layout, [line for _, line in below])


# ------------------------------------------------------------------ the lines


def _around(layout: Layout) -> tuple[list[tuple[TextBlock, str]], list[tuple[TextBlock, str]]]:
    """Blocks right above the article, and from its title on."""
    start = layout.stretches[0][0]
    first = next((i for i, block in enumerate(layout.blocks) if block.end > start), 0)
    near = layout.blocks[max(0, first - _ABOVE) : first + _BELOW]
    lines = [(block, layout.words(block)[:_LONGEST]) for block in near]
    above = min(first, _ABOVE)
    return without_posts(lines[:above]), without_posts(lines[above:])


def _near_title(layout: Layout) -> list[str]:
    above, below = _around(layout)
    return [line for _, line in (*below[1:], *above)]


def _at_end(layout: Layout) -> list[str]:
    lines = [(block, layout.words(block)[:_LONGEST]) for block in layout.inside[-_AT_END:]]
    return [line for _, line in without_posts(lines, begun=True)]


def _author_line(line: str) -> str:
    cut = line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
    return f'"{cut}"'


# ------------------------------------------------------------------ names


def _names_in(line: str) -> list[str]:
    """Read the names of a byline, with or without "By"; of others none."""
    if len(line) > 200 or line.rstrip().endswith((".", "!", "?", ":")):
        return []
    by = BY.match(line)
    said = line[by.end() :] if by else line
    dates = dates_in(said)
    if not by and not dates:
        return []
    before = said[: dates[0].start] if dates else _PARTS.split(said)[0]
    unmarked = re.sub(
        r"\b(?:on|published|posted|updated|last)\s*:?\s*$",
        "",
        before.strip(" ,|•·–—-\t"),
        flags=re.IGNORECASE,
    )
    if not by and "," in unmarked:
        return []  # "Kesh, Norland, May 4, 2031" is where a picture was taken
    return _divided_names(unmarked)


def _divided_names(said: str) -> list[str]:
    """Divide what a byline says into names; empty where some part is none and the first is not either."""
    said = re.sub(r"\s+(?:in|at|from)\s+[A-Z].*$", "", _PARTS.split(said.strip(" ,|"))[0])
    said = re.sub(r"\s*\([^()]*\)", "", said)
    parts = re.split(r"\s*(?:,|;|&|\band\b)\s*", said)
    names: list[str] = []
    for part in parts:
        if not _is_name(part):
            break  # "By Ada Quill, Harbour Gazette"
        names.append(part)
    return names


def _is_name(words: str) -> bool:
    parts = words.split()
    if not 2 <= len(parts) <= 5 or any(part.strip(".").lower() in _NO_NAMES for part in parts):
        return False
    if not all(_NAME.fullmatch(part) for part in parts) or parts[-1].lower() in _PARTICLES:
        return False
    return all(part[0].isupper() or part.lower() in _PARTICLES or not part.isascii() for part in parts)


# ------------------------------------------------------------------ dates


def _date_of(line: str, where: str, *, fits: bool) -> PrintedPublication | None:
    """Read the date of a byline, or of a line that is nothing but a date."""
    if len(line) > 200:
        return None
    said = _without_updates(line)
    dates = dates_in(said)
    if not dates:
        return None
    if not (fits or _is_bare(said, dates[0]) or _PUBLISHED.match(said) or BY.match(said) or _names_in(line)):
        return None
    if not BY.match(said) and not _PUBLISHED.search(said) and "," in said[: dates[0].start].rstrip(" ,"):
        return None
    first = dates[0]
    if first.edtf:
        return PrintedPublication(first.edtf, f"{where}: {_author_line(line)}")
    why = f"{_author_line(line)} may be {' or '.join(first.readings)}"
    return PrintedPublication("", where, why=why)


def _without_updates(line: str) -> str:
    """Leave out the parts of a line that say when the page was changed."""
    published = _PUBLISHED.search(line)
    updated = _UPDATED.search(line)
    if published and updated:
        until = updated.start() if published.start() < updated.start() else None
        return line[published.start() : until]
    return line[: updated.start()] if updated else line


def _is_bare(line: str, date: DateInLine) -> bool:
    """Tell a line that holds a date and a time and nothing else."""
    rest = line[: date.start] + line[date.end :]
    rest = re.sub(
        r"\d{1,2}[:.]\d\d(?::\d\d)?|\b(?:at|on|am|pm|gmt|utc|est|edt|cet|hrs?|date|published)\b",
        "",
        rest,
        flags=re.IGNORECASE,
    )
    return not re.search(r"\w", rest)


def _in_dateline(below: Sequence[tuple[TextBlock, str]]) -> PrintedPublication | None:
    """Read the date of a dateline: "KESH, May 4, 2031 (Agency) - The minister ..."."""
    for block, line in below:
        if block.kind is BlockKind.PROSE:
            head = line[:120]
            dates = dates_in(head)
            if (
                dates
                and dates[0].edtf
                and _DATELINE.match(head[: dates[0].start] + head[dates[0].end :] + " ")
            ):
                return PrintedPublication(dates[0].edtf, f"the dateline: {_author_line(head)}")
            return None
    return None


def _year_inferred(layout: Layout, lines: Iterable[str]) -> PrintedPublication | None:
    """Read a byline's day without a year, and infer the year."""
    for line in lines:
        day = without_year(_without_updates(line)) if len(line) < 120 else None
        if day and (BY.match(line) or _PUBLISHED.match(line) or _is_bare(line, day) or _names_in(line)):
            return _with_year(layout, line, day)
    return None


def _with_year(layout: Layout, line: str, day: DateInLine) -> PrintedPublication:
    """Take the latest year that the text names, or with a weekday the next one, if the day fits it."""
    printed = f'the byline prints "{line[day.start : day.end]}" without a year'
    latest = max(
        (year for start, end in layout.stretches for year in years_in(layout.text[start:end])), default=None
    )
    if latest is None:
        return PrintedPublication("", "the byline", why=f"{printed}, and the text names none")
    for year in (latest, latest + 1) if day.weekday is not None else (latest,):
        weekday = weekday_of(year, day.month, day.day)
        if weekday is not None and day.weekday in (None, weekday):
            agrees = " and the weekday agrees" if day.weekday is not None else ""
            why = f"T{printed[1:]}; the text names none after {latest}{agrees}."
            edtf = f"{year}-{day.month:02}-{day.day:02}?"
            return PrintedPublication(edtf, f"the byline: {_author_line(line)}", inferred=True, why=why)
    return PrintedPublication(
        "", "the byline", why=f"{printed}, and its weekday does not fit {latest} or the year after"
    )
