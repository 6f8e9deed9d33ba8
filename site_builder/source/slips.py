"""The usual slips in YAML, told in the words of somebody who edits a file."""

import json
import re

import yaml

from site_builder.problems import Location, Problem, quoted
from site_builder.source.comments import explain_in_brackets
from site_builder.source.text import character

_NEAR = 400
"""How much of a line is looked at on either side: patterns stay cheap on lines without end."""
_ODD_SPACE = re.compile(r" *([^\S \t\r])")
TYPOGRAPHIC = "“”„‟«»‘’‚‛"
"""Quotation marks that YAML takes for text."""
_IN_QUOTES = "put the whole value in quotation marks"


def explain_error(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
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
    before, after = line[: mark.column][-_NEAR:], line[mark.column :][:_NEAR]
    at = Location(path, mark.line + 1, mark.column + 1)
    return (
        _tab(at, before, after)
        or _hash(lines, at, said)
        or _odd_space(lines, at, path)
        or _colon(at, before, after, said)
        or _after_quote(at, before, after, said)
        or _reserved(at, after, said)
        or _stray(at, after)
        or _bracket(error, said, path)
        or _missing_space(at, line, said)
        or _indentation(at, line, said)
        or _unreadable(at, said)
    )


def explain_lonely_key(key: str, at: Location, last: tuple[str, str] | None) -> Problem:
    """Explain a key without a value between braces: mostly the rest of an unquoted value."""
    if ":" in key:
        name, rest = key.split(":", 1)
        fix = f"write a space after the colon: {quoted(f'{name}: {rest}')}"
        return Problem(
            at, "missing-space", f"{quoted(key)} without a value", "a key, a colon and a space", fix
        )
    fix = _IN_QUOTES
    if last and len(last[1]) + len(key) < _NEAR:
        value = f"{last[1]}, {key}"
        fix += f": {last[0]}: {as_yaml(_unwrapped(value))}"
    found = f"{quoted(key)} after a comma in an unquoted value"
    return Problem(at, "unquoted-comma", found, "a value in quotation marks where it holds a comma", fix)


def as_yaml(value: str) -> str:
    """Write text as a double-quoted YAML scalar, which JSON's are."""
    return json.dumps(value, ensure_ascii=False)


def _unwrapped(value: str) -> str:
    """Take away the typographic quotation marks that a value was meant to stand in."""
    value = value.strip()
    is_wrapped = value[:1] in TYPOGRAPHIC and value[-1:] in TYPOGRAPHIC
    return value.strip(TYPOGRAPHIC) if is_wrapped else value


def _tab(at: Location, before: str, after: str) -> Problem | None:
    if after.startswith("\t") or ("\t" in before and not before.strip()):
        return Problem(at, "tab", "a tab", "spaces", "indent with two spaces per level")
    return None


def _hash(lines: list[str], at: Location, said: str) -> Problem | None:
    """Tell of a # that begins a value between brackets, on the line of an error or the last one above."""
    above = next((n for n in range(at.line - 1, max(0, at.line - 20), -1) if lines[n - 1].strip()), at.line)
    for number in (at.line, above) if "flow" in said and at.line <= len(lines) else ():
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
    fix = _IN_QUOTES
    if start and "[" not in before and "{" not in before:
        rest = before[start.end() :] + after
        fix += f": {start[1].strip(' -')}: {as_yaml(_unwrapped(rest))}"
    found = "a colon in an unquoted value"
    return Problem(at, "unquoted-colon", found, "a value in quotation marks where it holds a colon", fix)


def _after_quote(at: Location, before: str, after: str, said: str) -> Problem | None:
    if not re.search(r"['\"]\s*$", before) or (
        "did not find expected" not in said and "but found" not in said
    ):
        return None
    if not after.strip() or after.startswith((":", "}", "]")):
        return None
    single = before.rstrip().endswith("'")
    fix = "put the whole value in quotation marks, and write those inside it " + ("''" if single else '\\"')
    return Problem(
        at,
        "text-after-quote",
        f"{quoted(after.strip(), 30)} after a closing quotation mark",
        "the end of the value",
        fix,
    )


def _reserved(at: Location, after: str, said: str) -> Problem | None:
    if (
        "cannot start any token" not in said
        and "expected alphabetic" not in said
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


def _missing_space(at: Location, line: str, said: str) -> Problem | None:
    match = re.match(r"\s*(?:(?P<dash>-)(?=[^\s-])|(?:- +)?(?P<key>[a-z_]+:)(?=\S)(?!//))", line[:_NEAR])
    if match is None or not _speaks_of_lines(said):
        return None
    sign, name = ("-", "dash") if match["dash"] else (match["key"], "colon")
    start = line.index(sign)
    mended = f"{sign} {line[start + len(sign) :].strip()}"
    found = f"{quoted(line[start:].strip(), 40)}, a {name} without a space"
    where = Location(at.path, at.line, start + 1)
    return Problem(where, "missing-space", found, f"a space after the {name}", f"write {quoted(mended)}")


def _speaks_of_lines(said: str) -> bool:
    words = ("expected key", "mapping values", "block", "expected '-'", "expected ':'")
    return any(word in said for word in words)


def _indentation(at: Location, line: str, said: str) -> Problem | None:
    if not _speaks_of_lines(said):
        return None
    fix = (
        "give keys of one mapping and dashes of one list the same indentation, and end each key with a colon"
    )
    found = f"{quoted(line.strip(), 40)} which fits what is above neither by its indentation nor by a colon"
    return Problem(at, "indentation", found, "a line that fits the one above it", fix)
