"""The network: who takes part in events with whom, as a picture.

Components are laid out one by one, each in a part of the frame as large as its share of the nodes;
then every node takes the free spot nearest to where the layout wants it, and labels fill what is
left. So no node covers another, and no label covers a node or a label, whatever the graph.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from site_builder.charts.labels import (
    DrawnMark,
    Ground,
    Label,
    LabelRequest,
    Line,
    around,
    is_too_wide,
    place_labels,
    spots,
)
from site_builder.charts.polygons import Box, Point, bounds
from site_builder.charts.shapes import line_width, radius

if TYPE_CHECKING:
    from site_builder.charts.network_layout import Graph

GAP = 5.0
"""Between two nodes, at least."""
BORDER = 14.0
"""Left free above and below a picture, at most."""
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
class PictureFrame:
    """A picture's size and type size, how many nodes and lines it may show, a node's radius."""

    width: float
    height: float
    size: float
    most: int
    radius: float
    lines: int

    @property
    def box(self) -> Box:
        """What nodes and labels must not leave."""
        return 2.0, 2.0, self.width - 2.0, self.height - 2.0


WIDE = PictureFrame(980, 720, 13.5, 70, 5.5, 220)
PORTRAIT = PictureFrame(358, 680, 12.5, 34, 4.5, 90)


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """An edge with the places of its ends and the width of its line."""

    edge: Edge
    line: Line
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture; edges first, since nodes are drawn over them."""

    frame: PictureFrame
    edges: tuple[DrawnEdge, ...]
    nodes: tuple[DrawnMark[Node], ...]

    @property
    def rows(self) -> tuple[float, float]:
        """From where to where the picture reaches down: what is above and below holds nothing."""
        boxes = [around(node.at, node.radius) for node in self.nodes]
        boxes += [node.label.box for node in self.nodes if node.label]
        tops, bottoms = [box[1] for box in boxes], [box[3] for box in boxes]
        return max(0.0, min(tops, default=0) - BORDER), min(
            self.frame.height, max(bottoms, default=0) + BORDER
        )


@lru_cache(maxsize=16)
def draw(nodes: tuple[Node, ...], edges: tuple[Edge, ...], frame: PictureFrame) -> Drawing:
    """Draw a network: the nodes with the most events, and all edges between them.

    A preview asks for the same picture after most edits, so the last ones are kept.
    """
    from site_builder.charts.network_layout import graph_of  # noqa: PLC0415 - networkx takes long to load

    chosen = _most_important(nodes, edges, frame)
    drawn_edges = _strongest([edge for edge in edges if chosen.keys() >= set(edge.ends)], frame)
    graph = graph_of(sorted(chosen), (edge.ends for edge in drawn_edges))
    important = sorted(chosen.values(), key=lambda node: (-node.weight, -graph.degree[node.key], node.key))
    radii = {node.key: radius(node.weight, frame.radius) for node in important}
    sheet = Sheet(frame, radii, settled(important, radii, _layout_places(graph, frame), frame.box), {})
    sheet.label(important, [_line(edge, sheet.at) for edge in drawn_edges])
    return Drawing(
        frame,
        tuple(DrawnEdge(edge, _line(edge, sheet.at), line_width(edge.weight)) for edge in drawn_edges),
        tuple(
            DrawnMark(node, sheet.at[node.key], radii[node.key], sheet.labels.get(node.key))
            for node in important
        ),
    )


def _strongest(edges: list[Edge], frame: PictureFrame) -> list[Edge]:
    """As many edges as a frame may show, those of the most events; each node keeps its strongest."""
    if len(edges) <= frame.lines:
        return edges
    ranked = sorted(edges, key=lambda edge: (-edge.weight, edge.ends))
    best = {end: edge for edge in reversed(ranked) for end in edge.ends}
    kept = {*best.values(), *ranked[: max(0, frame.lines - len(set(best.values())))]}
    return [edge for edge in edges if edge in kept]


def _line(edge: Edge, at: Mapping[str, Point]) -> Line:
    return at[edge.ends[0]], at[edge.ends[1]]


def _most_important(nodes: Sequence[Node], edges: Sequence[Edge], frame: PictureFrame) -> dict[str, Node]:
    """As many nodes as the frame may show, those with the most events first, if an edge joins them."""
    partners = Counter(end for edge in edges for end in edge.ends)
    often = sorted(nodes, key=lambda node: (-node.weight, -partners[node.key], node.key))[: frame.most]
    keys = {node.key for node in often}
    joined = {end for edge in edges if keys >= set(edge.ends) for end in edge.ends}
    return {node.key: node for node in often if node.key in joined}


# ------------------------------------------------------------------ places


def _layout_places(graph: "Graph", frame: PictureFrame) -> dict[str, Point]:
    """Where the layout wants every node, component by component."""
    from site_builder.charts.network_layout import components, layout, turned  # noqa: PLC0415 - as above

    parts = sorted((sorted(part) for part in components(graph)), key=lambda p: (-len(p), p))
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
    low_x, low_y, high_x, high_y = bounds(list(places.values()))
    span_x, span_y = max(high_x - low_x, 1e-6), max(high_y - low_y, 1e-6)
    scale_x, scale_y = min(room_x / span_x, LONGEST * size), min(room_y / span_y, LONGEST * size)
    scale_x, scale_y = min(scale_x, 1.7 * scale_y), min(scale_y, 1.7 * scale_x)
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


def spots_near(wanted: Point, radius: float, box: Box, reach: float = math.inf) -> Iterator[Point]:
    """Spots for a node within a box and reach: first where it is wanted, then on a grid, nearest first."""
    left, top, right, bottom = box[0] + radius, box[1] + radius, box[2] - radius, box[3] - radius
    x, y = min(max(wanted[0], left), right), min(max(wanted[1], top), bottom)
    yield round(x, 1), round(y, 1)
    columns = (round(left + i * STEP, 1) for i in range(int((right - left) // STEP) + 1))
    rows = [round(top + j * STEP, 1) for j in range(int((bottom - top) // STEP) + 1)]
    near = [
        (off, (i, j))
        for i in columns
        if abs(i - x) <= reach
        for j in rows
        if (off := (i - x) ** 2 + (j - y) ** 2) <= reach * reach
    ]
    yield from (spot for _, spot in sorted(near))


# ------------------------------------------------------------------ labels


@dataclass(slots=True)
class Sheet:
    """A picture in the making: where nodes are, and the labels that they have so far."""

    frame: PictureFrame
    radii: Mapping[str, float]
    at: dict[str, Point]
    labels: dict[str, Label]

    def label(self, nodes: Sequence[Node], lines: Sequence[Line]) -> None:
        """Label nodes; one without room moves to the nearest spot with room, if that is not far."""
        ground = Ground(self.frame.box, [self.mark(node.key, self.at[node.key]) for node in nodes], lines)
        self.labels = place_labels((self.wanted(node, self.at[node.key]) for node in nodes), ground)
        for node in nodes:
            if node.key not in self.labels:
                self.move(node)

    def move(self, node: Node) -> None:
        """Move a node to the nearest spot where its label has room."""
        left, _, right, _ = self.frame.box
        if is_too_wide(node.name, self.frame.size, right - left):
            return  # or it would be tried at every spot of the picture
        x, y = self.at[node.key]
        mine = self.radii[node.key]
        others = {key: spot for key, spot in self.at.items() if key != node.key}
        taken = [(spot, self.radii[key]) for key, spot in others.items()]
        boxes = [self.mark(key, spot) for key, spot in others.items()]
        ground = Ground(self.frame.box, boxes)
        ground.taken += [ground.aired(label.box) for label in self.labels.values()]
        for spot in spots_near((x, y), mine, self.frame.box, FARTHEST):
            is_free = _is_apart(spot, mine, taken) and ground.is_free(around(spot, mine))
            if is_free and (label := ground.best(spots(self.wanted(node, spot)))):
                self.at[node.key], self.labels[node.key] = spot, label
                return

    def mark(self, key: str, spot: Point) -> Box:
        """What a node covers."""
        return around(spot, self.radii[key] + 1)

    def wanted(self, node: Node, spot: Point) -> LabelRequest:
        """The label that a node wants at a spot."""
        return LabelRequest(node.key, spot, self.radii[node.key], node.name, self.frame.size)
