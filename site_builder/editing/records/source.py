"""An annotation's file as lines, and where on them fields, items and comments stand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, pairwise

from site_builder.corpus.source.nodes import Items, Node, Pair, Pairs, Scalar, is_absent, read_nodes
from site_builder.corpus.source.text import BOM, FILE_BYTES, decode
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.model.problems import Checked, Location, Problem

LINES = re.compile(r"[^\n]*\n|[^\n]+")
QUOTED = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"' + r"|'[^']*(?:''[^']*)*'", re.DOTALL)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*")
_DASH = re.compile(r" *-(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Extent:
    """A field or an item: its lines of content, from `first` up to `stop`, from 0."""

    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its lines with their ends, and the same with an x for all that quotes hold.

    `stop` is the line after the content, from 0; `end` ends a new line.
    """

    bom: str
    lines: Sequence[str]
    masked: Sequence[str]
    root: Pairs
    stop: int
    end: str

    def is_blank(self, line: int) -> bool:
        return not self.masked[line].strip()

    def is_comment(self, line: int) -> bool:
        return self.masked[line].lstrip(" \t").startswith("#")

    def comment(self, line: int) -> str | None:
        """Give the comment on a line, if there is one."""
        found = _COMMENT.search(self.masked[line]) if "#" in self.masked[line] else None
        return found[0] if found else None

    def content(self, first: int, limit: int) -> Extent:
        """Give the lines of what begins on a line, up to its last one before the limit."""
        stop = limit
        while stop > first + 1 and (self.is_blank(stop - 1) or self.is_comment(stop - 1)):
            stop -= 1
        return Extent(first, stop)

    def in_flow(self, node: Node) -> bool:
        """Tell whether a list or mapping stands in brackets."""
        return self.lines[node.line - 1][node.column - 1 : node.column] in ("[", "{")

    def fields(self, node: Pairs, limit: int) -> Mapping[str, Extent] | None:
        """Give the lines of each field; None where they do not begin on lines of their own, in a column."""
        keys = [pair.key for pair in node.pairs.values()]
        if not keys or self.in_flow(node) or any(key.column != node.column for key in keys):
            return None
        starts = [key.line - 1 for key in keys]
        if starts[0] != node.line - 1 or any(above >= below for above, below in pairwise(starts)):
            return None
        return dict(zip(node.pairs, self._extents(starts, limit), strict=True))

    def items(self, node: Items, limit: int) -> Sequence[Extent] | None:
        """Give the lines of each item; None where they do not begin on lines of their own."""
        if not node.items or self.in_flow(node):
            return None
        starts: list[int] = []
        for item in node.items:
            above = starts[-1] if starts else node.line - 2
            dash = next((n for n in range(item.line - 1, above, -1) if self._begins_item(n, node)), None)
            if dash is None:
                return None
            starts.append(dash)
        return self._extents(starts, limit)

    def _begins_item(self, line: int, node: Items) -> bool:
        found = _DASH.match(self.masked[line])
        return found is not None and found.end() == node.column

    def _extents(self, starts: Sequence[int], limit: int) -> list[Extent]:
        return [self.content(first, after) for first, after in pairwise((*starts, limit))]

    def joined(self, lines: Sequence[str]) -> str:
        """Give the text of a file of these lines; one that had no end, and is not last, gets one."""
        ended = [line if line.endswith("\n") else line + self.end for line in lines[:-1]]
        return self.bom + "".join((*ended, *lines[-1:]))

    def written(self, lines: Sequence[str]) -> list[str]:
        """Give new lines their ends."""
        return [line + self.end for line in lines]


@lru_cache(maxsize=2)
def read_source(text: str, path: str) -> Checked[Source | None]:
    """Read a file that holds a mapping, or nothing yet. The last ones are kept: one edit follows another."""
    bom = BOM if text.startswith(BOM) else ""
    body, problems = decode(text.encode("utf-8", "surrogatepass"), path, FILE_BYTES)
    # With an end of its last line: a folded text there says the same as it will with lines below it.
    node, found = read_nodes(body.removesuffix("\n") + "\n", path) if body is not None else (None, ())
    if body is None or problems or found:
        return None, (*problems, *found)
    if node is None or (isinstance(node, Scalar) and is_absent(node)):
        node = Pairs({}, 0, 0)
    if not isinstance(node, Pairs):
        expected = "the names of sections, each above its records"
        return None, (
            Problem(Location(path, node.line, node.column), "missing-section", "no sections", expected),
        )
    lines = LINES.findall(body)
    masked = _masked(body, lines, node)
    stop = next((n for n, line in enumerate(masked) if line.startswith("...")), len(lines))
    return Source(bom, lines, masked, node, stop, "\r\n" if "\r\n" in body else "\n"), ()


def value_of(node: Node) -> Value:
    """Give what a node says: text, lists as tuples, mappings as dicts, without what says nothing."""
    if isinstance(node, Scalar):
        return "" if is_absent(node) else node.text
    if isinstance(node, Items):
        return tuple(value for item in node.items if (value := value_of(item)))
    return {name: value for name, pair in node.pairs.items() if (value := value_of(pair.value))}


def as_read(value: Value) -> Value:
    """Give a value as it is read once it is written, in the form of `value_of`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Mapping):
        return {key: read for key, one in value.items() if (read := as_read(one))}
    if isinstance(value, Sequence):
        return tuple(read for one in value if (read := as_read(one)))
    return str(value)


def without_empty(value: Value) -> Value:
    """Give a value that is to be written, without what would say nothing."""
    if isinstance(value, Mapping):
        return {key: without_empty(one) for key, one in value.items() if as_read(one)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(without_empty(one) for one in value if as_read(one))
    return value


def _scalars(node: Node, limit: int) -> Iterator[tuple[Scalar, int]]:
    """Give all texts that may hold a # of their own, each with the line that it ends before, from 0."""
    if isinstance(node, Scalar):
        if not node.plain:
            yield node, limit
        return
    parts: list[Node] = []
    for child in node.items if isinstance(node, Items) else node.pairs.values():
        parts += (child.key, child.value) if isinstance(child, Pair) else (child,)
    for part, after in zip(parts, (*parts[1:], None), strict=False):
        yield from _scalars(part, max(after.line - 1, part.line) if after else limit)


def _masked(body: str, lines: Sequence[str], root: Node) -> list[str]:
    """Give the lines with an x for each character that a text holds which may hold a #."""
    masked = list(lines)
    starts = [0, *accumulate(map(len, lines))]
    for scalar, limit in _scalars(root, len(lines)):
        at, column = scalar.line - 1, scalar.column - 1
        if lines[at][column : column + 1] in ("|", ">"):
            for line in range(at + 1, _block_stop(lines, scalar, limit)):
                masked[line] = "x" + re.sub(r"[^\r\n]", "x", lines[line][1:] or "\n")
        elif (found := QUOTED.match(body, starts[at] + column)) and ("#" in found[0] or "\n" in found[0]):
            stop = at + found[0].count("\n") + 1
            whole, shut = "".join(masked[at:stop]), column + len(found[0])
            hidden = re.sub(r"[^\n]", "x", found[0])
            masked[at:stop] = LINES.findall(whole[:column] + hidden + whole[shut:])
    return masked


def _block_stop(lines: Sequence[str], scalar: Scalar, limit: int) -> int:
    """The line after a text in the form | or >; its blank lines at the end are its own only with a +."""
    at = scalar.line - 1
    if not scalar.text.strip():
        return at + 1
    first = next(line for line in lines[at + 1 :] if line.strip())
    shown = next(line for line in scalar.text.split("\n") if line.strip())
    indent = _indent(first) - _indent(shown)
    stop = at + 1
    keeps = "+" in lines[at][scalar.column - 1 : scalar.column + 2]
    for number in range(at + 1, limit):
        blank = not lines[number].strip()
        if not blank and _indent(lines[number]) < indent:
            break
        if keeps or not blank:
            stop = number + 1
    return stop


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
