"""The network: who takes part in events with whom, as a picture.

Components are laid out one by one, each in a part of the frame as large as its share of the nodes;
then every node takes the free spot nearest to where the layout wants it, and labels fill what is
left. So no node covers another, and no label covers a node or a label, whatever the graph.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import networkx as nx

from site_builder.charts.labelling import Ground, Label, Wanted, around, best, place, touch
from site_builder.charts.polygons import Box, Point
from site_builder.charts.stress import Graph, layout, turned

GAP = 5.0
"""Between two nodes, at least."""
STEP = 6.0
"""Spots for nodes lie on a grid of this width."""
LONGEST = 6.0
"""The shortest edge is drawn at most this long, in type sizes."""
FARTHEST = 90.0
"""So far may a node move for the sake of its label."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node as the picture needs it; `weight` is a number of events."""

    key: str
    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A link of two nodes, and by how many events."""

    ends: tuple[str, str]
    weight: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture's size, its type size, how many nodes it may show, and the radius of a node of one event."""

    width: float
    height: float
    size: float
    most: int
    radius: float

    @property
    def box(self) -> Box:
        """What nodes and labels must not leave."""
        return 2.0, 2.0, self.width - 2.0, self.height - 2.0


WIDE = Frame(980, 720, 13.5, 70, 5.5)
PORTRAIT = Frame(358, 680, 12.5, 34, 4.5)


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node with its place; without a label where there was no room for one."""

    node: Node
    at: Point
    radius: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """An edge with the places of its ends and the width of its line."""

    edge: Edge
    line: tuple[Point, Point]
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture; edges first, since nodes are drawn over them."""

    frame: Frame
    edges: tuple[DrawnEdge, ...]
    nodes: tuple[DrawnNode, ...]


@lru_cache(maxsize=16)
def draw(nodes: tuple[Node, ...], edges: tuple[Edge, ...], frame: Frame) -> Drawing:
    """Draw a network: the nodes with the most events, and all edges between them.

    A preview asks for the same picture after most edits, so the last ones are kept.
    """
    shown = _shown(nodes, edges, frame)
    graph = nx.Graph()
    graph.add_nodes_from(sorted(shown))
    kept = [edge for edge in edges if shown.keys() >= set(edge.ends)]
    graph.add_edges_from(edge.ends for edge in kept)
    important = sorted(shown.values(), key=lambda node: (-node.weight, -graph.degree[node.key], node.key))
    radii = {node.key: radius(node.weight, frame.radius) for node in important}
    at = settled(important, radii, _wanted(graph, frame), frame.box)
    at, labels = _labelled(important, radii, at, kept, frame)
    return Drawing(
        frame,
        tuple(
            DrawnEdge(edge, (at[edge.ends[0]], at[edge.ends[1]]), _line_width(edge.weight)) for edge in kept
        ),
        tuple(DrawnNode(node, at[node.key], radii[node.key], labels.get(node.key)) for node in important),
    )


def radius(weight: int, smallest: float) -> float:
    """Radius of a node: its area grows with the number of events, up to a limit."""
    return round(min(smallest * max(weight, 1) ** 0.5, smallest * 4), 1)


def _line_width(weight: int) -> float:
    return min(1.0 + 0.7 * (weight - 1), 6.0)


def _shown(nodes: Sequence[Node], edges: Sequence[Edge], frame: Frame) -> dict[str, Node]:
    """As many nodes as the frame may show, those with the most events first, if an edge joins them."""
    partners = Counter(end for edge in edges for end in edge.ends)
    often = sorted(nodes, key=lambda node: (-node.weight, -partners[node.key], node.key))[: frame.most]
    keys = {node.key for node in often}
    joined = {end for edge in edges if keys >= set(edge.ends) for end in edge.ends}
    return {node.key: node for node in often if node.key in joined}


# ------------------------------------------------------------------ places


def _wanted(graph: Graph, frame: Frame) -> dict[str, Point]:
    """Where the layout wants every node, component by component."""
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    boxes = shared_out(frame.box, [len(part) + 0.5 for part in parts])
    wanted: dict[str, Point] = {}
    for part, box in zip(parts, boxes, strict=True):
        wide = box[2] - box[0] >= box[3] - box[1]
        wanted |= _fitted(turned(layout(graph.subgraph(part)), wide=wide), box, frame.size)
    return wanted


def shared_out(box: Box, weights: Sequence[float]) -> list[Box]:
    """Divide a box into one for each weight, in proportion, always across the longer side."""
    if len(weights) < 2:
        return [box] * len(weights)
    total, split = sum(weights), 1
    while split < len(weights) - 1 and sum(weights[:split]) < total / 2:
        split += 1
    share = sum(weights[:split]) / total
    left, top, right, bottom = box
    if right - left >= bottom - top:
        cut = left + (right - left) * share
        first, second = (left, top, cut, bottom), (cut, top, right, bottom)
    else:
        cut = top + (bottom - top) * share
        first, second = (left, top, right, cut), (left, cut, right, bottom)
    return [*shared_out(first, weights[:split]), *shared_out(second, weights[split:])]


def _fitted(places: Mapping[str, Point], box: Box, size: float) -> dict[str, Point]:
    """Stretch positions over a box, with room for labels at its sides, but not out of all proportion."""
    left, top, right, bottom = box
    room_x = max(right - left - 9 * size, (right - left) / 3)
    room_y = max(bottom - top - 4 * size, (bottom - top) / 3)
    span_x = max(max(x for x, _ in places.values()) - min(x for x, _ in places.values()), 1e-6)
    span_y = max(max(y for _, y in places.values()) - min(y for _, y in places.values()), 1e-6)
    scale_x, scale_y = min(room_x / span_x, LONGEST * size), min(room_y / span_y, LONGEST * size)
    scale_x, scale_y = min(scale_x, 1.7 * scale_y), min(scale_y, 1.7 * scale_x)
    low_x, low_y = min(x for x, _ in places.values()), min(y for _, y in places.values())
    off_x, off_y = (left + right - span_x * scale_x) / 2, (top + bottom - span_y * scale_y) / 2
    return {
        node: (off_x + (x - low_x) * scale_x, off_y + (y - low_y) * scale_y)
        for node, (x, y) in places.items()
    }


def settled(
    nodes: Sequence[Node], radii: Mapping[str, float], wanted: Mapping[str, Point], box: Box
) -> dict[str, Point]:
    """Give every node the free spot nearest to where it is wanted, the important ones first."""
    at: dict[str, Point] = {}
    for node in nodes:
        taken = [(spot, radii[other]) for other, spot in at.items()]
        at[node.key] = next(
            spot
            for spot in spots_near(wanted[node.key], radii[node.key], box)
            if _is_apart(spot, radii[node.key], taken)
        )
    return at


def _is_apart(spot: Point, radius: float, taken: Sequence[tuple[Point, float]]) -> bool:
    return all(
        (spot[0] - x) ** 2 + (spot[1] - y) ** 2 >= (radius + other + GAP) ** 2 for (x, y), other in taken
    )


def spots_near(wanted: Point, radius: float, box: Box) -> Iterator[Point]:
    """Spots for a node within a box: first where it is wanted, then on a grid, nearest first."""
    left, top, right, bottom = box[0] + radius, box[1] + radius, box[2] - radius, box[3] - radius
    x, y = min(max(wanted[0], left), right), min(max(wanted[1], top), bottom)
    yield round(x, 1), round(y, 1)
    grid = (
        (left + i * STEP, top + j * STEP)
        for i in range(int((right - left) // STEP) + 1)
        for j in range(int((bottom - top) // STEP) + 1)
    )
    yield from sorted(
        ((round(i, 1), round(j, 1)) for i, j in grid),
        key=lambda spot: (round((spot[0] - x) ** 2 + (spot[1] - y) ** 2, 3), spot),
    )


# ------------------------------------------------------------------ labels


def _labelled(
    nodes: Sequence[Node],
    radii: Mapping[str, float],
    at: dict[str, Point],
    edges: Sequence[Edge],
    frame: Frame,
) -> tuple[dict[str, Point], dict[str, Label]]:
    """Label the nodes; one without room moves to the nearest spot with room, if that is not far."""
    marks = {node.key: around(at[node.key], radii[node.key] + 1) for node in nodes}
    lines = [(at[edge.ends[0]], at[edge.ends[1]]) for edge in edges]
    ground = Ground(frame.box, list(marks.values()), lines)
    labels = place((_label_of(node, at[node.key], radii, frame) for node in nodes), ground)
    for node in (node for node in nodes if node.key not in labels):
        others = [marks[key] for key in marks if key != node.key]
        others += [label.box for label in labels.values()]
        found = _moved(node, radii, at, others, Ground(frame.box, others), frame)
        if found:
            at[node.key], labels[node.key] = found
            marks[node.key] = around(at[node.key], radii[node.key] + 1)
    return at, labels


def _label_of(node: Node, spot: Point, radii: Mapping[str, float], frame: Frame) -> Wanted:
    return Wanted(node.key, spot, radii[node.key], node.name, frame.size)


def _moved(
    node: Node,
    radii: Mapping[str, float],
    at: Mapping[str, Point],
    others: Sequence[Box],
    ground: Ground,
    frame: Frame,
) -> tuple[Point, Label] | None:
    here, mine = at[node.key], radii[node.key]
    taken = [(spot, radii[key]) for key, spot in at.items() if key != node.key]
    for spot in spots_near(here, mine, frame.box):
        if (spot[0] - here[0]) ** 2 + (spot[1] - here[1]) ** 2 > FARTHEST**2:
            return None
        mark = around(spot, mine + 1)
        if _is_apart(spot, mine, taken) and not any(touch(mark, box) for box in others):
            label = best(_label_of(node, spot, radii, frame), ground)
            if label:
                return spot, label
    return None
