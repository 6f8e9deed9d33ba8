"""Puts a record into a section of an annotation's file, or makes the section: as lines, before any check."""

import re
from collections.abc import Mapping, Sequence

from site_builder.editing.records.sections import is_mark, section_of
from site_builder.editing.records.source import Source
from site_builder.editing.repairs.schema_line import is_schema_line
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.editing.suggest.writing.writing import item_lines

_EMPTY = re.compile(r"([^:]*:)[ \t]*(?:~|null|\[\s*\]|\{\s*\}|\"\"|'')?([ \t]+#.*)?\s*")


def with_section(
    source: Source, name: str, new: Mapping[str, Value], order: Sequence[str]
) -> list[str] | None:
    """Put a new section behind those that come before it in the order, before the one that follows there."""
    there = list(source.root.pairs)
    sections = source.fields(source.root, source.stop)
    if there and sections is None:
        return None
    rank = order.index(name) if name in order else len(order)
    before = [one for one in there if one in order and order.index(one) < rank]
    after = there.index(max(before, key=order.index)) + 1 if before else 0
    if not before and (name not in order or not any(one in order for one in there)):
        after = len(there) if name not in order else 0
    written = source.written([f"{name}:", *item_lines(new, " " * _usual_indent(source))])
    if sections and after < len(there):
        line = _heading(source, sections[there[after]].first)
        blank = [source.end] if line and not _opens(source, line) else []
        return [*source.lines[:line], *blank, *written, source.end, *source.lines[line:]]
    line = source.stop
    while line and source.is_blank(line - 1):
        line -= 1
    blank = [source.end] if line and not _opens(source, line) else []
    return [*source.lines[:line], *blank, *written, *source.lines[line:]]


def in_section(source: Source, name: str, new: Mapping[str, Value], at: int) -> list[str] | None:
    """Put a record before the one of index `at`, with blank lines to its neighbours as the first two have."""
    found = section_of(source, name)
    if found is None:
        return None
    gap: list[str] = []
    for above, start in zip(found.at, found.starts[1:], strict=False):
        gap = [source.lines[n] for n in range(above.stop, start) if source.is_blank(n)]
        break
    written = source.written(item_lines(new, " " * found.indent))
    if at == len(found.at):
        line = found.at[-1].stop
        while line < len(source.lines) and _is_deeper_comment(source, line, found.indent):
            line += 1
        return [*source.lines[:line], *gap, *written, *source.lines[line:]]
    line = found.starts[at]
    while is_mark(source, line - 1):
        line -= 1
    return [*source.lines[:line], *written, *gap, *source.lines[line:]]


def in_empty_section(source: Source, name: str, new: Mapping[str, Value]) -> list[str] | None:
    """Put a first record into a section that is there but says nothing."""
    sections = source.fields(source.root, source.stop)
    if sections is None:
        return None
    key = sections[name].first
    found = _EMPTY.fullmatch(source.lines[key])
    if found is None or sections[name].stop != key + 1:
        return None
    head = source.written([found[1] + (found[2] or "").rstrip()])
    written = source.written(item_lines(new, " " * _usual_indent(source)))
    return [*source.lines[:key], *head, *written, *source.lines[key + 1 :]]


def _is_deeper_comment(source: Source, line: int, indent: int) -> bool:
    return source.is_comment(line) and source.lines[line].startswith(" " * (indent + 1))


def _usual_indent(source: Source) -> int:
    """The indent of the first section's records."""
    found = (section_of(source, name) for name in source.root.pairs)
    return next((section.indent for section in found if section), 2)


def _opens(source: Source, line: int) -> bool:
    """Tell whether a section may stand on a line without a blank one above it."""
    above = source.lines[line - 1]
    return source.is_blank(line - 1) or is_schema_line(above) or above.startswith("---")


def _heading(source: Source, key: int) -> int:
    """The first of the comments directly above a section's key; those at the file's top are the file's."""
    line = key
    while line and source.is_comment(line - 1) and source.lines[line - 1].startswith("#"):
        line -= 1
    at_top = line == 0 or is_schema_line(source.lines[line])
    return key if at_top else line
