"""YAML as a tree of nodes that know where they were written.

The tree is built from the parser's events, lazily and without recursion, so that nesting is
counted before it costs anything. Every scalar stays text: what it means is the schema's matter.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from site_builder.corpus.source.comments import begins_value, cut_off, explain_cut
from site_builder.corpus.source.invisible import invisible_problems
from site_builder.corpus.source.text import FORBIDDEN, character
from site_builder.corpus.source.yaml_mistakes import (
    SHOWN,
    QuotedText,
    explain_error,
    explain_lonely_key,
    explain_torn,
)
from site_builder.model.problems import Checked, Location, Problem, quoted

DEEPEST = 32
MOST_PROBLEMS = 100
"""Problems shown of one file: whoever has more has made one mistake many times."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NO_VALUE = re.compile(r"\s*[,}]")
_WRITE_OUT = ("the value written out", "write it out; text that begins with & or * stands in quotation marks")
_NOTHING = ("", "~", "null")


class Scalar(NamedTuple):
    """A piece of text; `plain` when it stands without quotation marks."""

    text: str
    line: int
    column: int
    plain: bool


class Items(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int


class Pair(NamedTuple):
    """A key with its place, and its value."""

    key: Scalar
    value: "Node"


class Pairs(NamedTuple):
    """A mapping, in the order written."""

    pairs: Mapping[str, Pair]
    line: int
    column: int


Node = Scalar | Items | Pairs


def place(node: Node, path: str) -> Location:
    """Where a node was written."""
    return Location(path, node.line, node.column)


def is_absent(node: Node) -> bool:
    """Tell whether a value says nothing: empty text, null, an empty list or mapping."""
    if isinstance(node, Scalar):
        return node.text in _NOTHING if node.plain else not node.text
    return not (node.items if isinstance(node, Items) else node.pairs)


def too_many(path: str, found: str = f"{MOST_PROBLEMS} problems or more") -> Problem:
    """Tell of a file with more problems than are looked for, or shown."""
    fix = f"correct the first {MOST_PROBLEMS}, and the others will be shown"
    return Problem(Location(path), "too-many-problems", found, "fewer", fix)


def tells_too_many(problem: Problem) -> bool:
    """Tell whether a problem is that there are too many."""
    return problem.rule == "too-many-problems"


def read_nodes(text: str, path: str) -> Checked[Node | None]:
    """Read one YAML document; None where it is empty or cannot be read to its end."""
    tree = _Tree(text, path)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            tree.take(event)
            if tree.refused:
                return None, tuple(tree.problems)
            if len(tree.problems) >= MOST_PROBLEMS:
                return None, (*tree.problems, too_many(path))
    except yaml.MarkedYAMLError as error:
        return None, (*tree.problems, explain_error(error, text, path, tree.quoted))
    return tree.root, tuple(tree.problems)


@dataclass(slots=True)
class _OpenCollection:
    """A collection that is being read; in a mapping `key` is the key that waits for its value.

    A key without text is one that was refused: its value is dropped. `rest` stands for the value
    of a key that has it on the wrong side of the missing space. `since` is where in the text the last
    value without quotation marks begins, and `torn` where what a comma tore from it does.
    """

    line: int
    column: int
    mapping: bool
    flow: bool
    items: list[Node] = field(default_factory=list)
    pairs: dict[str, Pair] = field(default_factory=dict)
    folded: dict[str, Scalar] = field(default_factory=dict)
    key: Scalar | None = None
    rest: str | None = None
    since: int = 0
    torn: int = 0

    def close(self) -> Node:
        if self.mapping:
            return Pairs(self.pairs, self.line, self.column)
        return Items(tuple(self.items), self.line, self.column)

    @property
    def wants_key(self) -> bool:
        return self.mapping and self.key is None


@dataclass(slots=True)
class _Tree:
    """Grows the tree event by event; `refused` when the rest of the file is not worth reading."""

    text: str
    path: str
    root: Node | None = None
    refused: bool = False
    documents: int = 0
    quoted: QuotedText | None = None
    stack: list[_OpenCollection] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, event: yaml.Event) -> None:
        """Add an event to the tree, and what is wrong with it to the problems."""
        if isinstance(event, yaml.ScalarEvent):
            self._properties(event)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._properties(event)
            self._collection(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self.stack.pop().close())
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, "alias", f"the alias {quoted(f'*{event.anchor}')}", *_WRITE_OUT)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        if event.end_mark and any(collection.flow for collection in self.stack) and not self.refused:
            self._dropped(event.end_mark)

    def _dropped(self, mark: "yaml.Mark | yaml._yaml.Mark") -> None:
        """Tell of a value between brackets that begins with a #; its line would be lost without a word."""
        cut = begins_value(self.text, mark.index)
        if cut is not None:
            at = Location(self.path, mark.line + 1, mark.column + 1 + cut.blanks)
            self.problems.append(explain_cut(cut, "", "", at, plain=True, flow=True))
            self.refused = True

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            fix = "delete the line `---` and what follows, or move that into a file of its own"
            self._refuse(event, "several-documents", "a second document", "one document per file", fix)
        elif event.version or event.tags:
            self.refused = True
            line = next(n for n, line in enumerate(self.text.split("\n"), 1) if line.startswith("%"))
            self._report((line, 1), "directive", "a YAML directive", "none", "delete the line")

    def _properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(event, "anchor", f"the anchor {quoted(f'&{event.anchor}')}", *_WRITE_OUT)
        if event.tag is not None:
            fix = "delete the tag; text that begins with ! stands in quotation marks"
            found = f"the tag {quoted(event.tag)}"
            self._report(start_of(event), "tag", found, "a value without a tag", fix)

    def _collection(self, event: yaml.CollectionStartEvent) -> None:
        if self.stack and self.stack[-1].wants_key:
            self._refuse(event, "wrong-key", "a list or mapping as a key", "text", "write a plain key")
        elif len(self.stack) >= DEEPEST:
            found = f"lists or mappings nested more than {DEEPEST} deep"
            self._refuse(event, "too-deep", found, f"at most {DEEPEST} levels", "nest less deeply")
        mapping = isinstance(event, yaml.MappingStartEvent)
        self.stack.append(_OpenCollection(*start_of(event), mapping, bool(event.flow_style)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        node = Scalar(event.value or event.tag or "", *start_of(event), event.implicit[0])
        node = self._comment(event, node)
        if bad := FORBIDDEN.search(node.text):
            found = f"{character(bad[0])}, written as an escape"
            expected = "text without control characters"
            self._report(start_of(event), "forbidden-character", found, expected, "delete the escape")
        self.problems += invisible_problems(node.text, self.path, place(node, self.path))
        if event.style in ("'", '"') and event.start_mark and event.end_mark:
            self.quoted = QuotedText(event.start_mark, event.end_mark, event.style, node.text)
        parent = self.stack[-1] if self.stack else None
        if parent is None or not parent.wants_key:
            if parent and parent.key and parent.key.text and not parent.rest and event.start_mark:
                parent.since = event.start_mark.index
            self._add(node)
            return
        parent.key = node
        if parent.flow and node.plain and self._is_lonely(event):
            self._lonely(parent, node, event)
        else:
            parent.torn = 0
            self._key(parent, node)

    def _comment(self, event: yaml.ScalarEvent, node: Scalar) -> Scalar:
        """Tell of what a ` #` has cut from a value; of a value that was nothing else, nothing is missing."""
        if event.end_mark is None or event.style in ("|", ">"):
            return node
        parent = self.stack[-1] if self.stack else None
        above = next((one.key.text for one in reversed(self.stack[-2:]) if one.key), "")
        cut = cut_off(self.text, event.end_mark.index, node.text, above, plain=node.plain)
        if cut is None:
            return node
        key = parent.key.text if parent and parent.key else ""
        at = Location(self.path, event.end_mark.line + 1, event.end_mark.column + 1 + cut.blanks)
        flow = any(collection.flow for collection in self.stack)
        self.problems.append(explain_cut(cut, node.text, key, at, plain=node.plain, flow=flow))
        # A closing bracket, or a key's colon, may have been cut off too: all that follows would be wrong.
        self.refused |= flow or parent is None
        return node if node.text else node._replace(text=cut.rest)  # so that no value is missing

    def _lonely(self, parent: _OpenCollection, key: Scalar, event: yaml.ScalarEvent) -> None:
        """Tell of a key without a value; all that commas tore from one value is told at once."""
        name, colon, rest = key.text.partition(":")
        parent.key, parent.rest = key._replace(text=name if colon else ""), rest
        at, last = place(key, self.path), _last_plain(parent)
        if colon and event.start_mark:
            parent.since = event.start_mark.index + len(name) + 1
        if last is None or colon or event.start_mark is None or event.end_mark is None:
            parent.torn = 0
            self.problems.append(explain_lonely_key(key.text, at))
            return
        if parent.torn:
            at = self.problems.pop().location
        else:
            parent.torn = event.start_mark.index
        end = event.end_mark.index
        whole, torn = (self.text[since : min(end, since + SHOWN)] for since in (parent.since, parent.torn))
        value = place(last.value, self.path)
        self.problems.append(explain_torn(last.key.text, whole, torn, value, at))

    def _key(self, parent: _OpenCollection, key: Scalar) -> None:
        at = key.line, key.column
        earlier = parent.folded.setdefault(key.text.casefold(), key)
        if key.plain and key.text == "<<":
            parent.key = key._replace(text="")
            self._report(at, "merge-key", "the merge key '<<'", "keys written out", "write the keys out")
        elif not key.text:
            fix = "write the key before the colon"
            self._report(at, "wrong-key", "an empty key", "the name of a key", fix)
        elif earlier is not key:
            again = "" if earlier.text == key.text else f" as {quoted(earlier.text)}"
            found = f"{quoted(key.text)}, which is also on line {earlier.line}{again}"
            fix = f"put both under one key, or delete line {earlier.line} or line {key.line}"
            self._report(at, "duplicate-key", found, "each key once", fix)

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if parent.key is not None:
            if parent.rest and isinstance(node, Scalar):
                node = node._replace(text=parent.rest)
            if parent.key.text:
                parent.pairs.setdefault(parent.key.text, Pair(parent.key, node))
            parent.key = parent.rest = None
        else:
            parent.items.append(node)

    def _refuse(self, event: yaml.Event, rule: str, found: str, expected: str, fix: str) -> None:
        self.refused = True
        self._report(start_of(event), rule, found, expected, fix)

    def _report(self, at: tuple[int, int], rule: str, found: str, expected: str, fix: str) -> None:
        self.problems.append(Problem(Location(self.path, *at), rule, found, expected, fix))

    def _is_lonely(self, key: yaml.ScalarEvent) -> bool:
        return key.end_mark is not None and NO_VALUE.match(self.text, key.end_mark.index) is not None


def start_of(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _last_plain(parent: _OpenCollection) -> Pair | None:
    """The last pair of a mapping that is being read, where its value is unquoted text."""
    pair = next(reversed(parent.pairs.values()), None)
    return pair if pair and isinstance(pair.value, Scalar) and pair.value.plain else None
