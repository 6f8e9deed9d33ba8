"""The date of publication that a text prints itself, on a line of its own near its head."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from site_builder.extraction.calendar_times import Moment, NoSuchDateError
from site_builder.extraction.time_context import Context
from site_builder.extraction.time_named import named
from site_builder.extraction.time_patterns import POINT

_LINES: Final = 4
"""Lines that are not empty, among which it stands: behind a title, and perhaps a standfirst and a byline."""
_LONGEST: Final = 60
_LABEL: Final = re.compile(r"(?i:(?:first )?(?:published|posted|updated|date)\b:?(?: on)?) {0,3}")
_CLOCK: Final = re.compile(
    r"[ ,|\u2013\u2014-]{0,4}(?:(?:at )?[0-9]{1,2}[:.][0-9]{2}(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?)?\.?"
)


def dateline(context: Context) -> Moment | None:
    """Find it in the part of a text that is read; it is doubted, as nobody says that it is of publication."""
    for start, end in islice(_lines(context), _LINES):
        label = _LABEL.match(context.text, start, end)
        match = POINT.match(context.text, label.end() if label else start, end)
        if match is None or not _CLOCK.fullmatch(context.text, match.end(), end):
            continue
        name = named(match, "a", context)
        if name is None or name.year is None or name.day is None or name.anchor:
            continue
        try:
            moment = name.moment
        except NoSuchDateError:
            continue
        return moment and moment.doubted()
    return None


def _lines(context: Context) -> Iterator[tuple[int, int]]:
    """Give the lines that are not empty, without the spaces at their ends; of long ones only the start."""
    at = context.start
    while at < context.end:
        end = context.text.find("\n", at, context.end)
        end = context.end if end < 0 else end
        line = context.text[at : min(end, at + 2 * _LONGEST)]
        if line.strip():
            first = at + len(line) - len(line.lstrip())
            yield first, (at + len(line.rstrip()) if end - at <= _LONGEST else first)
        at = end + 1
