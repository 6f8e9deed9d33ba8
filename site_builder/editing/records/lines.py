"""Edits the records of an annotation's file as text: every other line stays, byte for byte.

What comes out is read again: it is given only where it says what it should, and no comment is lost.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.corpus.source.nodes import Items, Node, Pairs, is_absent
from site_builder.editing.records.additions import in_empty_section, in_section, with_section
from site_builder.editing.records.fields import changed_item
from site_builder.editing.records.sections import Section, marks_of, section_of
from site_builder.editing.records.source import Source, as_read, read_source, value_of, without_empty
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.model.problems import Checked

Place = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """A record as it stands in the file.

    `index` is its place in its section, from 0; every leaf of `value` is text, and what says nothing is
    left out. `lines` are its first line, that of the comments directly above it that are its own, and
    the one after its last, from 0; `text` is those. `places` are those of its values, by their paths.
    """

    section: str
    index: int
    value: Mapping[str, Value]
    lines: tuple[int, int]
    text: str
    places: Mapping[tuple[str | int, ...], Place]


def written_records(text: str, path: str) -> Checked[tuple[WrittenRecord, ...]]:
    """Give all records of all sections in the order of the file; none where it cannot be read."""
    source, problems = read_source(text, path)
    return tuple(_records(source)) if source else (), problems


def with_record(
    text: str, path: str, section: str, fields: Mapping[str, Value], at: int | None, *, order: Sequence[str]
) -> str | None:
    """Give the file with a new record before the one of index `at`, or last; None where that cannot be.

    A section that the file lacks is made at its place in `order` among those that are there.
    """
    source, _ = read_source(text, path)
    new = without_empty(fields)
    if source is None or not isinstance(new, Mapping) or not new:
        return None
    pair = source.root.pairs.get(section)
    items = _raw_items(pair.value) if pair else []
    if at is not None and not 0 <= at <= len(items):
        return None
    if pair is None:
        lines = with_section(source, section, new, order)
    elif is_absent(pair.value):
        lines = in_empty_section(source, section, new)
    else:
        lines = in_section(source, section, new, len(items) if at is None else at)
    items.insert(len(items) if at is None else at, as_read(new))
    return _checked(source, lines, path, {section: items}, Counter())


def with_fields(
    text: str, path: str, section: str, index: int, fields: Mapping[str, Value], *, settled: bool = False
) -> str | None:
    """Give the file with exactly these fields in a record; None where that cannot be.

    The lines of fields that say the same stay. Where the record is `settled`, the comment that tells how
    sure its suggestion was goes, and the mark of suggestions above it where it marks no other.
    """
    source, _ = read_source(text, path)
    new = without_empty(fields)
    found = section_of(source, section) if source else None
    if source is None or found is None or not isinstance(new, Mapping) or not new:
        return None
    if not 0 <= index < len(found.at):
        return None
    at = found.at[index]
    changed = changed_item(source, found.items[index], at, new, key=section, indent=found.indent)
    gone = marks_of(source, found, index) if settled else frozenset()
    lines = [*_left(source, gone, at.first), *changed, *source.lines[at.stop :]]
    items = _raw_items(source.root.pairs[section].value)
    items[index] = as_read(new)
    lost = Counter(
        _comments(source, [*gone, *(n for n in range(at.first, at.stop) if not source.is_comment(n))])
    )
    return _checked(source, lines, path, {section: items}, lost)


def without_record(text: str, path: str, section: str, index: int) -> str | None:
    """Give the file without a record and the comments right above that are its own; None if that cannot be.

    A section that is left empty goes too, with one blank line.
    """
    source, _ = read_source(text, path)
    found = section_of(source, section) if source else None
    if source is None or found is None or not 0 <= index < len(found.at):
        return None
    own = range(found.starts[index], found.at[index].stop)
    gone = {*own, *marks_of(source, found, index)}
    items = _raw_items(source.root.pairs[section].value)
    del items[index]
    lost = Counter(_comments(source, gone))
    instead: list[str] = []
    if not items:
        gone.add(found.key)
        comment = source.comment(found.key)
        instead = [comment + source.end] if comment else []
    gone |= _needless_blank(source, found, index, gone)
    head = [*_left(source, gone, found.key), *instead]
    lines = [*head, *(line for n, line in enumerate(source.lines) if n >= found.key and n not in gone)]
    return _checked(source, lines, path, {section: items}, lost)


def _checked(
    source: Source,
    lines: Sequence[str] | None,
    path: str,
    changed: Mapping[str, Sequence[Value]],
    lost: Counter[str],
) -> str | None:
    """Give the text of these lines if it says what it should, and lacks no comment that must not be lost."""
    if lines is None:
        return None
    text = source.joined(lines)
    after, _ = read_source(text, path)
    if after is None:
        return None
    due = {**_said(source), **changed}
    if _said(after) != {name: value for name, value in due.items() if value}:
        return None
    missing = Counter(_comments(source, range(len(source.lines))))
    missing -= Counter(_comments(after, range(len(after.lines))))
    return text if missing <= lost else None


def _said(source: Source) -> dict[str, object]:
    """Give what each section says; a list of nothing has its places still."""
    said: dict[str, object] = {}
    for name, pair in source.root.pairs.items():
        said[name] = _raw_items(pair.value) if isinstance(pair.value, Items) else value_of(pair.value)
    return {name: value for name, value in said.items() if value}


def _raw_items(node: Node) -> list[Value]:
    return [value_of(item) for item in node.items] if isinstance(node, Items) else []


def _comments(source: Source, lines: Iterable[int]) -> Iterator[str]:
    for line in lines:
        comment = source.comment(line)
        if comment:
            yield comment.rstrip()


def _left(source: Source, gone: frozenset[int] | set[int], stop: int) -> list[str]:
    return [line for number, line in enumerate(source.lines[:stop]) if number not in gone]


def _records(source: Source) -> Iterator[WrittenRecord]:
    for name, pair in source.root.pairs.items():
        items = pair.value.items if isinstance(pair.value, Items) else ()
        found = section_of(source, name)
        for index, node in enumerate(items):
            value = value_of(node)
            if not isinstance(node, Pairs) or not isinstance(value, Mapping):
                continue
            places = dict(_places(node, ()))
            if found:
                lines = found.starts[index], found.at[index].stop
            else:
                lines = node.line - 1, max(line for line, _ in places.values())
            shown = "".join(source.lines[slice(*lines)])
            yield WrittenRecord(name, index, value, lines, shown, places)


def _places(node: Node, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Place]]:
    """Give the places of all values, the record's own first; lists are counted without what says nothing."""
    yield path, (node.line, node.column)
    if isinstance(node, Items):
        for number, item in enumerate(item for item in node.items if value_of(item)):
            yield from _places(item, (*path, number))
    elif isinstance(node, Pairs):
        for name, pair in node.pairs.items():
            yield from _places(pair.value, (*path, name))


def _needless_blank(source: Source, section: Section, index: int, gone: set[int]) -> set[int]:
    """The blank line that would be one too many without a record, or without all of its section."""
    last = len(section.at) == 1
    first = section.key if last else section.starts[index]
    stop = section.at[index].stop
    before = next((n for n in range(first - 1, -1, -1) if n not in gone), -1)
    after = next((n for n in range(stop, len(source.lines)) if n not in gone), len(source.lines))
    blank_before = before < 0 or source.is_blank(before)
    blank_after = after == len(source.lines) or source.is_blank(after)
    starts_section = before == section.key and not last
    if not blank_after or not (blank_before or starts_section or (last and before >= 0)):
        return set()
    if after < len(source.lines) and (blank_before or starts_section):
        return {after}
    return {before} if before >= 0 and blank_before else set()
