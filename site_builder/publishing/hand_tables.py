"""Tables of pages that people write in Markdown: each gets the look of ours, and a place that scrolls."""

import re
from collections.abc import Iterator

from markupsafe import escape

from site_builder.translation.messages import gettext

_CUTS = re.compile(r'(<h[1-6] id="[^"]*"|<table>|</table>)')


def with_places(content: str) -> str:
    """The HTML of a page with its tables in places that scroll by keyboard, too.

    Each place is named by the heading above it and a number. Takes and gives what Markdown makes; a table
    that somebody wrote as HTML with attributes of its own stays as it is.
    """
    return "".join(_pieces(content))


def _pieces(content: str) -> Iterator[str]:
    heading, number, is_open = "", 0, False
    for piece in _CUTS.split(content):
        if piece == "<table>" and not is_open:
            number, is_open = number + 1, True
            own = f"r-table-{number}"
            label = escape(gettext("Table {n}", n=number))
            named = f'aria-labelledby="{heading} {own}" ' if heading else ""
            yield f'<div class="r-scroll" id="{own}" tabindex="0" role="region" {named}aria-label="{label}">'
            yield '<table class="r-table">'
        elif piece == "</table>" and is_open:
            is_open = False
            yield "</table></div>"
        else:
            if piece.startswith("<h") and piece.endswith('"'):
                heading = piece.split('"')[1]
            yield piece
