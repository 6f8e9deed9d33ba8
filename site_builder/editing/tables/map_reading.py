"""Reads a map, strictly and with places, as all hand-written files are read.

Two of its mappings have words of the table as keys, `where` and `values`: these are read here, all else as
records are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from site_builder.corpus.source.nodes import Items, Node, Pair, Pairs, Scalar, is_absent, place, read_nodes
from site_builder.corpus.source.records import read_record
from site_builder.corpus.source.shapes import record_shape
from site_builder.corpus.source.text import FILE_BYTES, decode
from site_builder.editing.tables.map_types import Cells, QuoteCells, ReadMap, TableMap, map_class, record_of
from site_builder.model.annotation import Annotation
from site_builder.model.problems import Checked, Location, Problem, did_you_mean, in_order, quoted
from site_builder.model.written import Written
from site_builder.storage.files import location, read_file


def read_map(file: Path, annotation: type[Annotation]) -> Checked[ReadMap | None]:
    """Read a map for the sections of a project's annotations."""
    path = location(file.as_posix()).path
    data, problems = read_file(file.parent, file.name, FILE_BYTES)
    text = None
    if data is not None:
        text, problems = decode(data, path, FILE_BYTES)
    node: Node | None = None
    if text is not None:
        node, problems = read_nodes(text, path)
    if problems:
        return None, problems
    if not isinstance(node, Pairs):
        fix = "write `article:`, `section:`, `fields:` and `quote:`"
        return None, (Problem(Location(path), "wrong-type", "no mapping", "a map", fix),)
    return _read(node, path, annotation)


def _read(node: Pairs, path: str, annotation: type[Annotation]) -> Checked[ReadMap | None]:
    written = node.pairs.get("section")
    section = written.value if written else None
    if isinstance(section, Scalar) and section.text not in annotation.SECTIONS:
        known = annotation.SECTIONS
        fix = did_you_mean(section.text, known, f"write one of {', '.join(known)}")
        at = place(section, path)
        return None, (Problem(at, "unknown-section", quoted(section.text), "a section", fix),)
    if not isinstance(section, Scalar):
        return None, read_record(node, TableMap, path)[1]
    record = record_of(annotation, section.text)
    words = _Words(path)
    where = words.conditions(node.pairs.get("where"))
    rest = node._replace(pairs=words.rest_of(node, top=True))
    parsed, problems = read_record(rest, map_class(record), path)
    problems = in_order((*problems, *words.problems))
    if parsed is None or problems:
        return None, problems
    said, written = parsed.value, node.pairs.get("fields")
    held = getattr(said, "fields", None)
    if held is None or written is None or not isinstance(written.value, Pairs):
        fix = "write `fields:`, and below it of what each field is made"
        return None, (Problem(Location(path), "missing-key", "no `fields`", "the fields", fix),)
    keys = tuple(key for key, pair in written.value.pairs.items() if not is_absent(pair.value))
    read = ReadMap(path, said, held, record_shape(record), keys, where, words.of_values)
    wrong = in_order(_wrong_cells(read))
    return (None, wrong) if wrong else (read, ())


@dataclass(slots=True)
class _Words:
    """Takes the mappings out of a tree whose keys are words of the table."""

    path: str
    of_values: dict[Location, Mapping[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def taken_out(self, node: Node) -> Node:
        """Give the same tree without them."""
        if isinstance(node, Items):
            return node._replace(items=tuple(self.taken_out(item) for item in node.items))
        return node._replace(pairs=self.rest_of(node)) if isinstance(node, Pairs) else node

    def rest_of(self, node: Pairs, *, top: bool = False) -> dict[str, Pair]:
        """Give the other pairs of a mapping."""
        pairs: dict[str, Pair] = {}
        for key, pair in node.pairs.items():
            if key == "values" and not top and {"column", "columns"} & node.pairs.keys():
                self.of_values[place(node, self.path)] = self._texts(pair)
            elif not (top and key == "where"):
                pairs[key] = Pair(pair.key, self.taken_out(pair.value))
        return pairs

    def conditions(self, pair: Pair | None) -> Mapping[str, tuple[frozenset[str], Location]]:
        """Read what columns must hold: one text, or one of a list."""
        if pair is None or is_absent(pair.value):
            return {}
        if not isinstance(pair.value, Pairs):
            self._wrong(pair.value, "a mapping of columns and what they must hold")
            return {}
        found = {}
        for column, one in pair.value.pairs.items():
            items = one.value.items if isinstance(one.value, Items) else (one.value,)
            texts = [item.text.strip() for item in items if isinstance(item, Scalar)]
            if len(texts) < len(items):
                self._wrong(one.value, "a text, or a list of texts")
            found[column] = frozenset(texts), place(one.key, self.path)
        return found

    def _texts(self, pair: Pair) -> Mapping[str, str]:
        if not isinstance(pair.value, Pairs):
            self._wrong(pair.value, "a mapping of words of the table and what they stand for")
            return {}
        found = {}
        for word, one in pair.value.pairs.items():
            if isinstance(one.value, Scalar):
                found[word.strip()] = "" if is_absent(one.value) else one.value.text
            else:
                self._wrong(one.value, "what the word stands for, or nothing")
        return found

    def _wrong(self, node: Node, expected: str) -> None:
        found = "text" if isinstance(node, Scalar) else "a list" if isinstance(node, Items) else "a mapping"
        self.problems.append(Problem(place(node, self.path), "wrong-type", found, expected))


def cells_in(said: object) -> Iterator[Cells]:
    """List all that a map takes from columns."""
    if isinstance(said, Cells):
        yield said
    elif isinstance(said, tuple):
        for item in said:
            yield from cells_in(item)
    elif isinstance(said, Written) and not isinstance(said, QuoteCells):
        for one in fields(said):
            if one.init:
                yield from cells_in(getattr(said, one.name))


def _wrong_cells(read: ReadMap) -> Iterator[Problem]:
    for cells in (*cells_in(read.fields), *cells_in(read.said.title)):
        if bool(cells.column) == bool(cells.columns):
            fix = "write {column: NAME}, or {columns: [NAME, NAME]}"
            found = "both `column` and `columns`" if cells.column else "no column"
            yield Problem(cells.at.location, "no-column", found, "the column that it is taken from", fix)
        if cells.list_ is not None and not cells.list_:
            yield Problem(cells.at.of("list"), "no-column", "nothing", "what divides the items of a list")


def columns_of(read: ReadMap) -> Iterator[tuple[str, Location]]:
    """List the columns that a map names, each with its place."""
    for cells in (*cells_in(read.fields), *cells_in(read.said.title)):
        if cells.column:
            yield cells.column, cells.at.of("column")
        yield from ((name, cells.at.of("columns", i)) for i, name in enumerate(cells.columns))
    for i, name in enumerate(read.said.quote.columns):
        yield name, read.said.quote.at.of("columns", i)
    yield from ((name, at) for name, (_, at) in read.where.items())
