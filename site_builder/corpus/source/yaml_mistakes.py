"""The usual slips in YAML, told in the words of somebody who edits a file."""

import re

import yaml

from site_builder.corpus.source.comments import explain_in_brackets
from site_builder.corpus.source.text import character
from site_builder.corpus.source.wrapping import (
    IN_QUOTES,
    NEAR,
    TYPOGRAPHIC,
    QuotedText,
    after_bracket,
    after_quote,
    as_yaml,
    opened,
    speaks_of_lines,
    unwrapped,
)
from site_builder.model.problems import Location, Problem, quoted

__all__ = [
    "SHOWN",
    "TYPOGRAPHIC",
    "QuotedText",
    "as_yaml",
    "explain_error",
    "explain_lonely_key",
    "explain_torn",
]

SHOWN = 400
"""How much of a value is shown in a fix."""
_ODD_SPACE = re.compile(r" *([^\S \t\r])")
_COMMA_IN_QUOTES = "a value in quotation marks where it holds a comma"


def explain_error(
    error: yaml.MarkedYAMLError, text: str, path: str, last: QuotedText | None = None
) -> Problem:
    """Turn a parser's error into a problem that says what to do."""
    said = f"{error.problem or ''} {error.context or ''}"
    mark = error.problem_mark or error.context_mark
    if any(word in said for word in ("expected ':'", "an alias", "an anchor")):
        mark = error.context_mark or mark  # the parser goes on for a while before it notices
    if mark is None:
        return Problem(Location(path), "yaml-syntax", str(error.problem), "YAML")
    if "quoted scalar" in said and "end of" in said and error.context_mark:
        return _unclosed(error.context_mark, path, "unclosed-quote", "a quotation mark that is never closed")
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    before, after = line[: mark.column][-NEAR:], line[mark.column :][:NEAR]
    at = Location(path, mark.line + 1, mark.column + 1)
    return (
        _tab(at, before, after)
        or _hash(lines, at, said, error.context_mark)
        or _odd_space(lines, at, path)
        or opened(at, lines, last)
        or _colon(at, before, after, said)
        or after_quote(at, before, after, said)
        or after_bracket(at, before, after, said)
        or _reserved(at, before, after, said)
        or _stray(at, after)
        or _bracket(error, said, path)
        or _missing_space(at, lines, said)
        or _section(at, lines, said)
        or _indentation(at, line, said)
        or _unreadable(at, said)
    )


def explain_lonely_key(key: str, at: Location) -> Problem:
    """Explain a key without a value between braces."""
    if ":" in key:
        name, rest = key.split(":", 1)
        fix = f"write a space after the colon: {quoted(f'{name}: {rest}')}"
        return Problem(
            at, "missing-space", f"{quoted(key)} without a value", "a key, a colon and a space", fix
        )
    found = f"{quoted(key)} after a comma in an unquoted value"
    return Problem(at, "unquoted-comma", found, _COMMA_IN_QUOTES, IN_QUOTES)


def explain_torn(key: str, whole: str, torn: str, value: Location, at: Location) -> Problem:
    """Explain what commas tore from an unquoted value between braces: digits of a number, or words.

    A number is told where it begins, words where the first comma ends; both are cut after SHOWN signs.
    """
    number = "".join(whole.split())
    if re.fullmatch(r"[-\u2212]?\d{1,3}(,\d{3})+(\.\d+)?", number, re.ASCII):
        fix = f"write {number.replace(',', '')}"
        return Problem(value, "bad-number", quoted(number), "a number in plain digits", fix)
    shown = " ".join(whole.split())
    found = f"{quoted(' '.join(torn.split()))} after a comma in an unquoted value"
    fix = IN_QUOTES + (f": {key}: {as_yaml(unwrapped(shown))}" if len(whole) < SHOWN else "")
    return Problem(at, "unquoted-comma", found, _COMMA_IN_QUOTES, fix)


def _tab(at: Location, before: str, after: str) -> Problem | None:
    if after.startswith("\t") or ("\t" in before and not before.strip()):
        fix = "write a space after the dash" if before.strip() == "-" else "indent with two spaces per level"
        return Problem(at, "tab", "a tab", "spaces", fix)
    return None


def _hash(
    lines: list[str], at: Location, said: str, opened: "yaml.Mark | yaml._yaml.Mark | None"
) -> Problem | None:
    """Tell of a # that begins a value between brackets: on an error's line, above it, or where they open."""
    if "flow" not in said or at.line > len(lines):
        return None
    above = next((n for n in range(at.line - 1, max(0, at.line - 20), -1) if lines[n - 1].strip()), at.line)
    for number in (at.line, above, *([opened.line + 1] if opened else [])):
        found = explain_in_brackets(lines[number - 1], Location(at.path, number, 1))
        if found:
            return found
    return None


def _odd_space(lines: list[str], at: Location, path: str) -> Problem | None:
    """Tell of white space that looks like indentation, on the line of an error or the one above."""
    for number in (at.line - 1, at.line):
        found = _ODD_SPACE.match(lines[number - 1]) if 0 < number <= len(lines) else None
        if found:
            where = Location(path, number, found.end())
            fix = "delete it, and indent with two spaces per level"
            return Problem(where, "indentation", f"{character(found[1])} in an indentation", "spaces", fix)
    return None


def _colon(at: Location, before: str, after: str, said: str) -> Problem | None:
    in_value = after.startswith(":") and ("mapping values" in said or "expected ','" in said)
    start = re.match(r"([\s-]*[^\s:'\"]+): +", before) if in_value else None
    if start is None and not (in_value and re.search(r"[\[{,] *[^\[{]*: ", before)):
        return None
    found = "a colon in an unquoted value"
    expected = "a value in quotation marks where it holds a colon"
    fix = IN_QUOTES
    next_key = re.search(r"(;?) +([a-z_]+)$", before)
    if start and "[" not in before and "{" not in before:
        rest = before[start.end() :] + after
        fix += f": {start[1].strip(' -')}: {as_yaml(unwrapped(rest))}"
    elif next_key and next_key[1]:
        found, expected = "a semicolon between braces", "a comma between a value and the next key"
        fix = f"write a comma for it, before {quoted(next_key[2] + ':')}"
    elif next_key:
        fix += f", or write a comma before {quoted(next_key[2] + ':')} if that is a key"
    return Problem(at, "unquoted-colon", found, expected, fix)


def _reserved(at: Location, before: str, after: str, said: str) -> Problem | None:
    if "expected comment or line break" in said or "expected a comment or a line break" in said:
        sign = re.search(r"[|>][^|>]*$", before)
        if sign is None:
            return None
        at = Location(at.path, at.line, at.column - len(before) + sign.start())
        after = before[sign.start() :] + after
    elif (
        "cannot start any token" not in said
        and "expected alphabetic" not in said
        and "mapping keys are not allowed" not in said
        and not after.startswith("%")
    ):
        return None
    found = f"a value that begins with {quoted(after[:1])}"
    return Problem(
        at, "unquoted-value", found, "a value in quotation marks", f"write {as_yaml(after.rstrip())}"
    )


def _stray(at: Location, after: str) -> Problem | None:
    if not after.startswith(("]", "}")):
        return None
    found = f"{quoted(after[0])} that closes nothing"
    return Problem(
        at,
        "unclosed-bracket",
        found,
        "brackets in pairs",
        "delete it, or put text that holds it in quotation marks",
    )


def _bracket(error: yaml.MarkedYAMLError, said: str, path: str) -> Problem | None:
    if ("flow sequence" not in said and "flow mapping" not in said) or error.context_mark is None:
        return None
    sign = "[" if "flow sequence" in said else "{"
    return _unclosed(
        error.context_mark,
        path,
        "unclosed-bracket",
        f"a {quoted(sign)} that is not closed where it should be",
    )


def _unclosed(mark: yaml.Mark, path: str, rule: str, found: str) -> Problem:
    at = Location(path, mark.line + 1, mark.column + 1)
    return Problem(
        at, rule, found, "its closing counterpart", "close it, or look for a missing comma or quotation mark"
    )


def _unreadable(at: Location, said: str) -> Problem:
    if "escape" in said:
        fix = "write \\\\ for a backslash, or put the value in single quotation marks"
        return Problem(
            at, "unknown-escape", "a backslash that YAML cannot read", 'an escape such as \\" or \\\\', fix
        )
    return Problem(
        at, "yaml-syntax", f"what YAML cannot read ({said.strip()})", "a key, a value or a list item"
    )


def _missing_space(at: Location, lines: list[str], said: str) -> Problem | None:
    """Tell of a dash or colon without a space, in the line of an error or the last one above it."""
    if not speaks_of_lines(said) or at.line > len(lines):
        return None
    above = next((n for n in range(at.line - 1, max(0, at.line - 20), -1) if lines[n - 1].strip()), at.line)
    for number in (at.line, above):
        found = _glued(lines[number - 1].rstrip("\r")[:NEAR], Location(at.path, number))
        if found:
            return found
    return None


_GLUED = re.compile(
    r"\s*(?:(?P<dash>-)(?=[^\s-])|(?P<odd>[–—•*]) +(?=[a-z_]+:)|(?:- +)?(?P<key>[a-z_]+:)(?=\S)(?!//))"
)


def _glued(line: str, at: Location) -> Problem | None:
    match = _GLUED.match(line)
    if match is None:
        return None
    if match["odd"]:
        start = match.start("odd")
        found = f"{quoted(line[start:].strip(), 40)}, which begins with no plain dash"
        mended = f"- {line[start + 1 :].strip()}"
        expected = "a hyphen and a space"
    else:
        sign, name = ("-", "dash") if match["dash"] else (match["key"], "colon")
        start = line.index(sign)
        mended = f"{sign} {line[start + len(sign) :].strip()}"
        found = f"{quoted(line[start:].strip(), 40)}, a {name} without a space"
        expected = f"a space after the {name}"
    where = Location(at.path, at.line, start + 1)
    return Problem(where, "missing-space", found, expected, f"write {quoted(mended)}")


_SECTIONS = {
    "actor": "people",
    "event": "visits",
    "by": "statements",
    "about": "statements",
    "measure": "figures",
}
"""Sections whose records usually begin with a key."""


def _section(at: Location, lines: list[str], said: str) -> Problem | None:
    """Tell of the file's first lines, where they stand further in than what follows: their key is missing."""
    if "expected <document start>" not in said:
        return None
    first = next(n for n, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#"))
    line = lines[first - 1]
    where = Location(at.path, first, len(line) - len(line.lstrip()) + 1)
    if not line.lstrip().startswith("- "):
        return _indentation(at, lines[at.line - 1] if at.line <= len(lines) else "", "block")
    found = f"{quoted(line.strip(), 40)} and what follows, under no section"
    key = re.match(r"- +([a-z]+):", line.lstrip())
    name = _SECTIONS.get(key[1] if key else "", "visits")
    fix = f"write the line of their section above them, such as `{name}:`, without spaces before it"
    return Problem(where, "missing-section", found, "the name of a section above its records", fix)


def _indentation(at: Location, line: str, said: str) -> Problem | None:
    if not speaks_of_lines(said):
        return None
    fix = (
        "give keys of one mapping and dashes of one list the same indentation, and end each key with a colon"
    )
    found = f"{quoted(line.strip(), 40)} which fits what is above neither by its indentation nor by a colon"
    return Problem(at, "indentation", found, "a line that fits the one above it", fix)
