"""Quotation marks and brackets around values: forgotten, closed too late, or meant as part of the text."""

import json
import re
from typing import NamedTuple

import yaml

from site_builder.model.problems import Location, Problem, quoted

NEAR = 400
"""How much of a line is looked at on either side: patterns stay cheap on lines without end."""
_SHOWN = 60
"""How much of a line is shown with its quotation mark closed."""
TYPOGRAPHIC = "“”„‟«»‘’‚‛"
"""Quotation marks that YAML takes for text."""
IN_QUOTES = "put the whole value in quotation marks"


class QuotedText(NamedTuple):
    """The last text in quotation marks before an error: where it begins and ends, its mark and its text."""

    start: "yaml.Mark | yaml._yaml.Mark"
    end: "yaml.Mark | yaml._yaml.Mark"
    mark: str
    text: str


def as_yaml(value: str) -> str:
    """Write text as a double-quoted YAML scalar, which JSON's are."""
    return json.dumps(value, ensure_ascii=False)


def unwrapped(value: str) -> str:
    """Take away the typographic quotation marks that a value was meant to stand in."""
    value = value.strip()
    is_wrapped = value[:1] in TYPOGRAPHIC and value[-1:] in TYPOGRAPHIC
    return value.strip(TYPOGRAPHIC) if is_wrapped else value


def opened(at: Location, lines: list[str], last: QuotedText | None) -> Problem | None:
    """Tell of a quotation mark that was not closed, where it opens: the next one was taken for its end."""
    if last is None or last.end.line + 1 != at.line:
        return None
    between = lines[at.line - 1][last.end.column : at.column - 1]
    goes_on = last.end.line > last.start.line
    runs_into = re.search(r"(^|[\[{,:]) *$", last.text) and last.text.strip() and not goes_on
    if between.strip() or not (goes_on or runs_into) or lines[at.line - 1][at.column - 1 :][:1] in ("", "\r"):
        return None
    where = Location(at.path, last.start.line + 1, last.start.column + 1)
    line = lines[last.start.line].rstrip()
    closed = f"in line {at.line}" if goes_on else f"in column {last.end.column}"
    found = f"a quotation mark that is closed only {closed}, by the one before {quoted(_rest(lines, at), 30)}"
    closing = f"{' '.join(line.split())[:_SHOWN]}{last.mark}"
    fix = f"close it where its text ends, perhaps as `{closing}`" if goes_on else ""
    fix = fix or "close it before the comma, or write the missing one of the next value"
    inside = "''" if last.mark == "'" else '\\"'
    fix += f"; marks inside the text are written {inside}"
    return Problem(where, "unclosed-quote", found, "its closing counterpart", fix)


def _rest(lines: list[str], at: Location) -> str:
    return lines[at.line - 1][at.column - 1 :].strip()


def after_quote(at: Location, before: str, after: str, said: str) -> Problem | None:
    """Tell of words behind a closing quotation mark."""
    if not re.search(r"['\"]\s*$", before) or (
        "did not find expected" not in said and "but found" not in said
    ):
        return None
    if not after.strip() or after.startswith((":", "}", "]")):
        return None
    mark = before.rstrip()[-1]
    fix = f"{IN_QUOTES}, and write those inside it " + ("''" if mark == "'" else '\\"')
    start = re.match(r"[\s-]*([a-z_]+): +(?=['\"])", before)
    if start and len(before + after) < NEAR and after[:1] not in ("'", '"'):
        value = (before[start.end() :] + after).strip()
        is_around = value.endswith(mark) and before.endswith(mark)
        fix = f"{IN_QUOTES}: {start[1]}: {_wrapped(value[1:-1] if is_around else value)}"
    elif after.startswith(("'", '"')) and re.search(r"[\[{]", before):
        fix = f"write a comma between the two texts, or {fix}"
    found = f"{quoted(after.strip(), 30)} after a closing quotation mark"
    return Problem(at, "text-after-quote", found, "the end of the value", fix)


def _wrapped(value: str) -> str:
    """Put a text in quotation marks: in single ones where it holds double ones, which is easier to read."""
    in_single = '"' in value and "'" not in value and value.isprintable()
    return f"'{value}'" if in_single else as_yaml(value)


def after_bracket(at: Location, before: str, after: str, said: str) -> Problem | None:
    """Tell of words behind a bracket that was meant as a part of the text, such as "[He] said"."""
    start = re.match(r"[\s-]*([a-z_]+): +(?=[\[{])", before)
    is_behind = re.search(r"[\]}]\s*$", before) and after.strip() and not after.startswith((":", "}", "]"))
    if start is None or not is_behind or not speaks_of_lines(said):
        return None
    value = (before[start.end() :] + after).strip()
    fix = f"{IN_QUOTES}: {start[1]}: {_wrapped(value)}" if len(value) < NEAR else IN_QUOTES
    found = f"{quoted(after.strip(), 30)} after a closing bracket"
    return Problem(at, "text-after-bracket", found, "the end of the list or mapping", fix)


def speaks_of_lines(said: str) -> bool:
    """Tell whether the parser misses what a line in block style begins or ends with."""
    words = ("expected key", "mapping values", "block", "expected '-'", "expected ':'")
    return any(word in said for word in words)
