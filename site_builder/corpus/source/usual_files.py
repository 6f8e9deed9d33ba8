"""The usual YAML, with nothing odd in it, as a tree of nodes: as `nodes` makes it, in a fifth of the time.

Whatever may need a word of explanation is left to `nodes`: escapes, what looks like a cut value, anchors,
tags, keys given twice, values without keys, deep nesting, a second document, and what is no YAML at all.
"""

import re
from typing import Any, Final

import yaml

from site_builder.corpus.source.invisible import may_be_invisible
from site_builder.corpus.source.nodes import DEEPEST, LOADER, NO_VALUE, Items, Node, Pair, Pairs, Scalar

_ODD: Final = re.compile(r"\\|\S[ \t]+#|[\[{,]#|^%", re.MULTILINE)
_NO_KEYS: Final = ("", "<<")
_SCALAR: Final = yaml.ScalarEvent


class _OddError(ValueError):
    """Something that `nodes` has to look at."""


def usual_nodes(text: str) -> Node | None:
    """Read one YAML document of the usual kind; None where it is empty, or anything in it is odd."""
    if _ODD.search(text) or may_be_invisible(text):
        return None
    try:
        return _root(text, LOADER(text).get_event)
    except (yaml.YAMLError, _OddError):
        return None


def _root(text: str, following: Any) -> Node | None:
    following()  # the stream begins
    start = following()
    if type(start) is not yaml.DocumentStartEvent or start.version or start.tags:
        return None
    root = _node(text, following, following(), 0)
    following()  # the document ends
    return root if type(following()) is yaml.StreamEndEvent else None


def _node(text: str, following: Any, event: Any, depth: int) -> Node:
    """Make a node of an event and those that belong to it; depth bounds the recursion."""
    if event.anchor or event.tag:
        raise _OddError
    mark = event.start_mark
    if type(event) is _SCALAR:
        return Scalar(event.value, mark.line + 1, mark.column + 1, event.implicit[0])
    if depth >= DEEPEST:
        raise _OddError
    if type(event) is yaml.SequenceStartEvent:
        return Items(_items(text, following, depth + 1), mark.line + 1, mark.column + 1)
    pairs = _pairs(text, following, depth + 1, flow=event.flow_style)
    return Pairs(pairs, mark.line + 1, mark.column + 1)


def _items(text: str, following: Any, depth: int) -> tuple[Node, ...]:
    items = []
    while type(event := following()) is not yaml.SequenceEndEvent:
        items.append(_node(text, following, event, depth))
    return tuple(items)


def _pairs(text: str, following: Any, depth: int, *, flow: bool) -> dict[str, Pair]:
    pairs: dict[str, Pair] = {}
    folded: set[str] = set()
    while type(event := following()) is not yaml.MappingEndEvent:
        key = _node(text, following, event, depth)
        if not isinstance(key, Scalar) or (flow and NO_VALUE.match(text, event.end_mark.index)):
            raise _OddError
        name = key.text.casefold()
        if name in folded or name in _NO_KEYS:
            raise _OddError
        folded.add(name)
        pairs[key.text] = Pair(key, _node(text, following, following(), depth))
    return pairs
