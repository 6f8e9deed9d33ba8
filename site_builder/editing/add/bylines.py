"""Authors as the lines around the title print them, and what those lines say of themselves.

Lines count by their form alone: "By A and B", "A May 4, 2031", "A is a reporter at B".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from site_builder.editing.add.author_names import PARTS, agency, divided_names
from site_builder.editing.add.embedded_posts import BY
from site_builder.editing.add.found_values import FoundValue
from site_builder.editing.add.layout import Layout
from site_builder.editing.add.markup_parts import PartRole
from site_builder.editing.add.near_title import around, head_lines, lines_only
from site_builder.editing.add.publication_dates import dates_in
from site_builder.editing.mojibake import undoubled

_LONGEST = 400
_SHOWN = 60
_MARKED = 80
"""Characters of a line that is a byline because its element is called one."""
_LABEL = re.compile(r"\b(?:on|published|posted|updated|last)\s*:?\s*$", re.IGNORECASE)
_BEHIND = re.compile(r"\bby\s+(?=[^\W\d_])", re.IGNORECASE)
_NOTE = re.compile(
    r"(?P<who>\S.{2,60}?)\s+(?:is|was|covers|writes|reports|works|has\s+(?:covered|reported|written))\s.*?"
    r"\b(?:editor|reporter|correspondent|journalist|author|writer|columnist|analyst|fellow|contributor|freelance\w*"
    r"|covers|writes|reports)\b",
    re.IGNORECASE,
)


class Form(IntEnum):
    """In what form a line names authors: the surer the greater."""

    NOTE = auto()
    AT_END = auto()
    MARKED = auto()
    """In an element that the page calls a byline."""
    DATED = auto()
    """Beside the date."""
    BY = auto()
    """Behind "By"."""


@dataclass(frozen=True, slots=True)
class PrintedAuthors:
    """Authors as one line prints them, or the agency that it names in their place."""

    names: tuple[FoundValue, ...]
    form: Form
    agency: str = ""
    line: str = ""


def authors_printed(layout: Layout) -> PrintedAuthors | None:
    """Find the authors: in a byline by the title, at the end, or in a note on the author."""
    found = around(layout)
    by_title = lines_only([*found.below[1:], *found.above])
    at_end = lines_only(found.at_end)
    in_title = [one for line in by_title if (one := _in_line(line, "byline"))]
    last = [one for line in at_end if (one := _in_line(line, "last lines", at_end=True))]
    ways = (*in_title, *_marked(layout), *last, *_notes(by_title, at_end))
    return next((one for one in ways if one.names), None) or next(iter(ways), None)


def _in_line(line: str, where: str, *, at_end: bool = False) -> PrintedAuthors | None:
    said = undoubled(line)
    names = names_in(said)
    form = Form.AT_END if at_end else Form.BY if BY.match(said) else Form.DATED
    by = BY.match(said)
    credited = agency(PARTS.split(said[by.end() :])[0]) if by else ""
    if not names and not credited:
        return None
    return PrintedAuthors(tuple(_author(name, where, line) for name in names), form, credited, line)


def _marked(layout: Layout) -> Iterator[PrintedAuthors]:
    """Read the lines by the title that stand in what the page calls a byline, and are names alone."""
    for line, marks in head_lines(layout):
        said = undoubled(line)
        if marks.has(PartRole.BYLINE) and len(line) < _MARKED and (names := divided_names(said)):
            yield PrintedAuthors(tuple(_author(name, "byline", line) for name in names), Form.MARKED)


def _notes(by_title: Sequence[str], at_end: Sequence[str]) -> Iterator[PrintedAuthors]:
    for line in (*by_title, *at_end):
        note = _NOTE.match(undoubled(line))
        names = divided_names(note["who"]) if note else []
        if len(names) == 1:
            yield PrintedAuthors((_author(names[0], "note on the author", line),), Form.NOTE)


def _author(name: str, where: str, line: str) -> FoundValue:
    damaged = line if name not in line else ""
    return FoundValue(name, f"the {where}: {shown(line)}", damaged=damaged[:_LONGEST])


def shown(line: str) -> str:
    """Give a line as it is shown to people: in quotes, and not too long."""
    cut = line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
    return f'"{cut}"'


def notes_in(layout: Layout) -> Iterator[str]:
    """Give the sentences about the author, which name the outlet."""
    found = around(layout)
    for line in lines_only([*found.below[1:], *found.above, *found.at_end]):
        note = _NOTE.match(line)
        if note and divided_names(note["who"]):
            yield line


def names_in(line: str) -> list[str]:
    """Read the names of a byline, with or without "By"; of others none."""
    if len(line) > 200 or line.rstrip().endswith((".", "!", "?", ":")):
        return []
    by = BY.match(line)
    said = line[by.end() :] if by else line
    dates = dates_in(said)
    if not by and not dates:
        return []
    behind = _BEHIND.search(said, dates[0].end) if dates and not by else None
    if behind:
        return divided_names(said[behind.end() :])
    before = said[: dates[0].start] if dates else PARTS.split(said)[0]
    unmarked = _LABEL.sub("", before.strip(" ,|•·–—-\t"))
    if not by and "," in unmarked:
        return []  # "Kesh, Norland, May 4, 2031" is where a picture was taken
    return divided_names(unmarked)
