"""Positions for the nodes of a connected graph, near where it leads, far from what is far away.

Stress majorisation (Gansner, Koren and North, 2004): each node moves to where the distances on paper
come closest to the shortest paths in the graph. It is written here, and not taken from networkx,
because `kamada_kawai_layout` needs scipy and `spring_layout` sums in the order of the machine's linear
algebra; this needs neither, converges, and so gives the same picture on every machine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias, cast

import networkx as nx

from site_builder.charts.polygons import Point

ROUNDS = 120
"""Passes over all nodes; most graphs are at rest sooner."""
STILL = 0.002
"""So little may the nodes move in a pass, in lengths of the shortest edge, to be at rest."""
SPREAD = 0.14
"""An edge grows by this for each neighbour of its ends, so that those of a busy node fan out."""
EFFORT = 90
"""Nodes that are laid out in all tries together: small graphs get several, large ones one."""

Places = dict[str, Point]
Graph: TypeAlias = "nx.Graph[str]"


def graph_of(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> Graph:
    """Make a graph of nodes and edges between them."""
    graph: Graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return graph


def components(graph: Graph) -> Iterator[set[str]]:
    """The connected parts of a graph."""
    yield from nx.connected_components(graph)


def layout(graph: Graph) -> Places:
    """Positions for a connected graph, in lengths of its shortest edge, around the origin.

    Of several tries, each from another start, the one with the fewest crossing edges is taken.
    """
    nodes = sorted(graph)
    distances = _distances(graph)
    tries = [_relaxed(nodes, distances, start) for start in _starts(graph, nodes)]
    return min(tries, key=lambda places: (_crossings(graph, places), _stress(nodes, distances, places)))


def _distances(graph: Graph) -> dict[str, Mapping[str, float]]:
    lengths: Graph = nx.Graph()
    lengths.add_nodes_from(sorted(graph))
    lengths.add_weighted_edges_from(
        (a, b, 1 + SPREAD * (graph.degree[a] + graph.degree[b] - 2)) for a, b in _edges(graph)
    )
    return dict(nx.all_pairs_dijkstra_path_length(lengths))


def _edges(graph: Graph) -> list[tuple[str, str]]:
    """The edges in an order that does not depend on how the graph was made."""
    return sorted((min(edge), max(edge)) for edge in graph.edges)


def _starts(graph: Graph, nodes: Sequence[str]) -> Iterator[Places]:
    """A drawing without crossings, where there is one, and spots scattered evenly (by the golden ratio)."""
    span = len(nodes) ** 0.5
    ordered: Graph = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(_edges(graph))
    planar, embedding = nx.check_planarity(ordered)
    if planar and len(nodes) > 3:
        drawn = nx.combinatorial_embedding_to_pos(cast("nx.PlanarEmbedding[str]", embedding))
        largest = max(max(x, y) for x, y in drawn.values())
        yield {node: (x / largest * span, y / largest * span) for node, (x, y) in drawn.items()}
    for number in range(max(1, EFFORT // len(nodes))):
        yield {
            node: ((i * 0.618034 + number * 0.29) % 1 * span, (i * 0.754878 + number * 0.53) % 1 * span)
            for i, node in enumerate(nodes, start=1)
        }


def _relaxed(nodes: Sequence[str], distances: Mapping[str, Mapping[str, float]], start: Places) -> Places:
    places = dict(start)
    for _ in range(ROUNDS):
        moved = 0.0
        for node in nodes:
            x, y = places[node]
            places[node] = new = _drawn_to(node, distances[node], places)
            moved = max(moved, abs(new[0] - x), abs(new[1] - y))
        if moved < STILL:
            break
    return _centred(places)


def _drawn_to(node: str, distances: Mapping[str, float], places: Places) -> Point:
    """Where the others want a node: each at its distance, the near ones more."""
    x, y = places[node]
    sum_x = sum_y = total = 0.0
    for other, distance in distances.items():
        if other == node:
            continue
        ox, oy = places[other]
        dx, dy = x - ox, y - oy
        ratio = distance / ((dx * dx + dy * dy) ** 0.5 or 1.0)
        weight = 1 / (distance * distance)
        sum_x += weight * (ox + dx * ratio)
        sum_y += weight * (oy + dy * ratio)
        total += weight
    return (sum_x / total, sum_y / total) if total else (x, y)


def _centred(places: Places) -> Places:
    middle_x = sum(x for x, _ in places.values()) / len(places)
    middle_y = sum(y for _, y in places.values()) / len(places)
    return {node: (x - middle_x, y - middle_y) for node, (x, y) in places.items()}


def _stress(nodes: Sequence[str], distances: Mapping[str, Mapping[str, float]], places: Places) -> float:
    total = 0.0
    for a, b in combinations(nodes, 2):
        (x1, y1), (x2, y2) = places[a], places[b]
        apart = ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5
        total += ((apart - distances[a][b]) / distances[a][b]) ** 2
    return round(total, 3)


def _crossings(graph: Graph, places: Places) -> int:
    return sum(
        crosses(places[a], places[b], places[c], places[d])
        for (a, b), (c, d) in combinations(_edges(graph), 2)
        if len({a, b, c, d}) == 4
    )


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Tell whether the line from a to b crosses the one from c to d."""
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def turned(places: Places, *, wide: bool) -> Places:
    """The same positions, turned so that they reach farthest across (`wide`) or down.

    The main axis is that of the positions' covariance; square roots keep it free of rounding by machine.
    """
    xx = sum(x * x for x, _ in places.values())
    yy = sum(y * y for _, y in places.values())
    xy = sum(x * y for x, y in places.values())
    half = (xx - yy) / 2
    root = (half * half + xy * xy) ** 0.5
    if root < 1e-9:
        return places
    cosine = ((1 + half / root) / 2) ** 0.5
    sine = ((1 - half / root) / 2) ** 0.5 * (1 if xy >= 0 else -1)
    along = {node: (x * cosine + y * sine, y * cosine - x * sine) for node, (x, y) in places.items()}
    return along if wide else {node: (y, x) for node, (x, y) in along.items()}
