"""What the reader takes from a file, in a form that can be compared: a repair must leave it as it is."""

from collections.abc import Mapping

from site_builder.corpus.file_kinds import ARTICLE, FileKind
from site_builder.corpus.source.articles import Fences
from site_builder.corpus.source.nodes import Items, Node, Scalar, is_absent, read_nodes

Place = tuple[int, int]
"""Line and column, from 1."""


def yaml_of(text: str, kind: FileKind) -> str | None:
    """The YAML of a file, on the lines that it has there; None for an article without front matter."""
    if kind is not ARTICLE:
        return text
    try:
        return Fences().split(text)[0]
    except ValueError:
        return None


def nodes_of(text: str, kind: FileKind) -> Node | None:
    """The YAML's tree; None where it is not read to its end without a problem."""
    written = yaml_of(text, kind)
    if written is None:
        return None
    node, problems = read_nodes(written, "")
    return None if problems else node or Scalar("", 1, 1, plain=True)


def meaning(text: str, kind: FileKind, instead: Mapping[Place, str] | None = None) -> object:
    """What a file says: mappings as such, so that their order is none; None where nodes_of gives none.

    `instead` are other texts for the scalars at some places.
    """
    node = nodes_of(text, kind)
    if node is None:
        return None
    digest = Fences().split(text)[1] if kind is ARTICLE else ""
    return _plain_value(node, instead or {}), [line.split() for line in digest.rstrip().splitlines()]


def _plain_value(node: Node, instead: Mapping[Place, str]) -> object:
    if isinstance(node, Scalar):
        return None if is_absent(node) else instead.get((node.line, node.column), node.text)
    if isinstance(node, Items):
        return [_plain_value(item, instead) for item in node.items]
    return {name: _plain_value(pair.value, instead) for name, pair in node.pairs.items()}
