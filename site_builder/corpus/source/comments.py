"""A ` #` begins a comment in YAML, also where somebody meant it as part of a value.

A comment is believed to be one where it has two blanks before it (yamllint asks for them too), where it
is set off by a blank on both sides behind a value that is whole by its form (an id, a number, a date, a
code, an address, text in quotation marks), or where nothing but it stands behind a key and a blank
follows the sign. Everywhere else a value may have lost its end: "Norland's #1 supplier", "the # of
visits". A word alone is whole as an id, and may be the first of many where a text is due.
"""

import json
import re
from typing import NamedTuple

from site_builder.model.problems import Location, Problem, quoted

_COMMENT = re.compile(r"(?P<blanks>[ \t]+)(?P<rest>#[^\r\n]*)")
_WHOLE = re.compile(
    r"[a-z0-9]+(-[a-z0-9]+)*"  # an id, a word of a choice, a whole number, a day
    r"|[-\[{]?[0-9X]{1,}[0-9X.,/~?%\-\]}]*"  # other numbers and dates
    r"|[A-Z]{3}"  # a currency
    r"|(https?://|mailto:)\S+"
)
_TEXTS = frozenset({
    "title", "name", "short", "description", "note", "says", "why", "date_why", "published_why", "brief",
    "role", "rank", "wording", "sentence", "unit", "rights", "as", "from", "to", "prefix", "suffix", "quote",
    "aliases", "printed", "authors", "family", "given", "literal", "items", "surface", "contact",
    "correction",
})  # fmt: skip
"""Keys of texts in people's words."""
_UP_TO_BRACKET = re.compile(r"[^,\[\]{}]*(?<=\S)")
_BEGINS = re.compile(r"[\[{,] ?(?=#[^\s#])")
_BEGINS_VALUE = re.compile(r"([ \t]*,)? ?(?P<rest>#[^\s#][^\r\n]*)")
_LONG = 400
_COMMENT_FORM = "for a comment, write two spaces before the # and one behind it"


class Cut(NamedTuple):
    """What stands behind a value: so many blanks, then what YAML takes for a comment."""

    blanks: int
    rest: str


def cut_off(text: str, end: int, value: str, key: str, *, plain: bool) -> Cut | None:
    """Give what a comment may have cut from a value that ends at `end`; None where it clearly is one.

    `key` is the one that the value, or the list that it is in, stands under.
    """
    found = _COMMENT.match(text, end)
    if found is None:
        return None
    cut = Cut(len(found["blanks"]), found["rest"].rstrip())
    is_set_off = cut.rest[1:2].strip() == ""
    is_whole = key not in _TEXTS and _WHOLE.fullmatch(value)
    if is_set_off and (not plain or not value or is_whole):
        return None
    return None if cut.blanks > 1 or found["blanks"] == "\t" else cut


def explain_cut(cut: Cut, value: str, key: str, at: Location, *, plain: bool, flow: bool) -> Problem:
    """Say what was cut off, and what to write."""
    if not plain:
        found = f"{quoted(cut.rest, 40)} after a closing quotation mark, where YAML takes it for a comment"
        fix = f"put the whole value in quotation marks; {_COMMENT_FORM}"
        return Problem(at, "unquoted-hash", found, "the end of the value", fix)
    rest = _UP_TO_BRACKET.match(cut.rest) if flow else None
    whole = f"{value} {rest[0] if rest else cut.rest}".strip()
    shown = f"{f'{key}: ' if key else ''}{json.dumps(whole, ensure_ascii=False)}"
    fix = "put the whole value in quotation marks" + (f": {shown}" if len(whole) < _LONG else "")
    found = f"{quoted(cut.rest, 40)} in an unquoted value, where YAML takes it for a comment"
    expected = "a value in quotation marks where it holds ' #'"
    return Problem(at, "unquoted-hash", found, expected, f"{fix}; {_COMMENT_FORM}")


def begins_value(text: str, end: int) -> Cut | None:
    """Give what stands behind a bracket or comma at `end` and begins with a #, so that YAML drops it."""
    found = _BEGINS_VALUE.match(text, end)
    return Cut(found.start("rest") - end, found["rest"].rstrip()) if found else None


def explain_in_brackets(line: str, at: Location) -> Problem | None:
    """Explain a list or mapping that cannot be read because its first or next value begins with a #."""
    found = _BEGINS.search(line[:_LONG])
    if found is None:
        return None
    rest = line[found.end() :].rstrip()
    where = Location(at.path, at.line, found.end() + 1)
    return explain_cut(Cut(0, rest), "", "", where, plain=True, flow=True)
