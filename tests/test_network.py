"""The network: nothing covers anything, whatever the graph; the same picture every time; all pairs told."""

import os
import subprocess
import sys
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.charts.actor_network import MOST, draw_ego
from site_builder.charts.labels import Label, around, runs_through, touch
from site_builder.charts.network import (
    GAP,
    PORTRAIT,
    WIDE,
    Drawing,
    Edge,
    Node,
    PictureFrame,
    draw,
    shared_out,
)
from site_builder.charts.network_layout import crosses
from site_builder.charts.polygons import Box
from site_builder.charts.shapes import actor_outline
from site_builder.charts.svg import coordinate
from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId
from site_builder.model.vocabulary import ActorOutline
from site_builder.pages.actors import actor_page
from site_builder.pages.network import NetworkPage, network_page, pairs
from tests.pictures import ACTOR_TYPES
from tests.published import table_of

ROOT = Path(__file__).parents[1]

WORDS = st.sampled_from(("Ann", "Ministry", "of", "Iron", "Haldane", "Aerospace", "Ə", "Union", "X"))
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)

Graph = tuple[tuple[Node, ...], tuple[Edge, ...]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any graph: hubs, chains, many small parts, nodes without edges."""
    count = draw(st.integers(0, 36))
    nodes = tuple(Node(f"n{i:02}", draw(NAMES), draw(st.integers(0, 60))) for i in range(count))
    ends = st.tuples(st.integers(0, max(count - 1, 0)), st.integers(0, max(count - 1, 0)))
    found = draw(st.sets(ends, max_size=90 if count else 0))
    edges = {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}
    return nodes, tuple(Edge((f"n{a:02}", f"n{b:02}"), draw(st.integers(1, 9))) for a, b in sorted(edges))


def within(box: Box, frame: PictureFrame) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= frame.width and box[3] <= frame.height


def overlapping(boxes: Iterable[Box]) -> list[tuple[Box, Box]]:
    return [(a, b) for a, b in combinations(boxes, 2) if touch(a, b)]


def check(drawing: Drawing) -> None:
    labels: list[Label] = [node.label for node in drawing.nodes if node.label]
    for a, b in combinations(drawing.nodes, 2):
        apart = ((a.at[0] - b.at[0]) ** 2 + (a.at[1] - b.at[1]) ** 2) ** 0.5
        assert apart >= a.radius + b.radius + GAP - 0.2  # places are rounded to a tenth
    assert overlapping(label.box for label in labels) == []
    for node in drawing.nodes:
        mark = around(node.at, node.radius)
        assert within(mark, drawing.frame)
        assert not [label for label in labels if touch(mark, label.box)]
    assert all(within(label.box, drawing.frame) for label in labels)
    top, bottom = drawing.rows
    assert 0 <= top <= bottom <= drawing.frame.height
    assert all(top <= label.box[1] and label.box[3] <= bottom for label in labels)


@settings(max_examples=40)
@given(graphs(), st.sampled_from((WIDE, PORTRAIT)))
def test_nothing_covers_anything(graph: Graph, frame: PictureFrame) -> None:
    nodes, edges = graph
    drawing = draw(nodes, edges, frame)
    check(drawing)
    shown = {node.of.key: node.at for node in drawing.nodes}
    assert len(shown) <= frame.most
    assert {drawn.edge for drawn in drawing.edges} == {e for e in edges if shown.keys() >= set(e.ends)}
    assert all(drawn.line == tuple(shown[end] for end in drawn.edge.ends) for drawn in drawing.edges)


def test_the_shipped_network_is_shown_whole_with_every_label(shipped_site: Site) -> None:
    page = network_page(shipped_site)
    wide, tall = page.pictures
    assert {mark.key for mark in wide.marks} == set(shipped_site.partners)
    assert len(tall.marks) > 24
    assert [mark.key for picture in page.pictures for mark in picture.marks if mark.label.spare] == []


def test_a_star_is_drawn_as_a_star() -> None:
    nodes = (Node("hub", "Hub", 20), *(Node(f"leaf-{i}", f"Leaf {i}", 1) for i in range(12)))
    edges = tuple(Edge(("hub", node.key), 1) for node in nodes[1:])
    drawing = draw(nodes, edges, WIDE)
    lines = [drawn.line for drawn in drawing.edges]
    assert not [pair for pair in combinations(lines, 2) if crosses(*pair[0], *pair[1])]
    hub = next(node for node in drawing.nodes if node.of.key == "hub")
    leaves = [node.at for node in drawing.nodes if node is not hub]
    assert min(x for x, _ in leaves) < hub.at[0] < max(x for x, _ in leaves)
    assert min(y for _, y in leaves) < hub.at[1] < max(y for _, y in leaves)


def test_too_many_nodes_leave_the_ones_with_the_most_events() -> None:
    nodes = tuple(Node(f"n{i:03}", f"Name {i}", i) for i in range(200))
    edges = tuple(Edge((f"n{i:03}", f"n{i + 1:03}"), 1) for i in range(199))
    drawing = draw(nodes, edges, PORTRAIT)
    assert {node.of.weight for node in drawing.nodes} == set(range(200 - PORTRAIT.most, 200))
    check(drawing)


PROGRAM = """
from tests.conftest import TOY, site_at
from site_builder.charts.network import PORTRAIT, WIDE, Edge, Node, draw
from site_builder.pages.network import network_page
nodes = tuple(Node(f"n{i}", f"Name {i}", i % 7) for i in range(40))
edges = tuple(Edge((f"n{i}", f"n{(i * i + 3) % 40}"), 1) for i in range(40) if i != (i * i + 3) % 40)
print(draw(nodes, edges, WIDE), draw(nodes[::-1], edges[::-1], PORTRAIT), network_page(site_at(TOY)))
"""


def test_the_picture_is_the_same_for_every_hash_seed() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }  # fmt: skip
    assert len(told) == 1
    assert "DrawnMark" in told.pop()


def test_order_of_what_is_drawn_is_no_matter() -> None:
    nodes = tuple(Node(f"n{i}", f"Name {i}", i % 5) for i in range(20))
    edges = tuple(Edge((f"n{i}", f"n{i // 2}"), 1) for i in range(1, 20))
    one, other = draw(nodes, edges, WIDE), draw(nodes[::-1], edges[::-1], WIDE)
    assert one.nodes == other.nodes
    assert set(one.edges) == set(other.edges)


@given(st.lists(st.floats(0.5, 40), min_size=1, max_size=30))
def test_a_frame_is_shared_out_whole(weights: list[float]) -> None:
    boxes = shared_out((0.0, 0.0, 900.0, 600.0), weights)
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in boxes]
    assert sum(areas) == pytest.approx(900 * 600)
    assert areas == pytest.approx([weight / sum(weights) * 900 * 600 for weight in weights])
    shrunk = [(left + 0.01, top + 0.01, right - 0.01, bottom - 0.01) for left, top, right, bottom in boxes]
    assert overlapping(shrunk) == []


@given(st.lists(st.tuples(NAMES, st.integers(1, 40)), min_size=1, max_size=30))
def test_names_around_an_actor_never_meet(others: list[tuple[str, int]]) -> None:
    drawn = draw_ego([Node(f"p{i}", name, weight) for i, (name, weight) in enumerate(others)])
    assert len(drawn.partners) == min(len(others), MOST)
    boxes = [one.label.box for one in drawn.partners if one.label]
    assert len(boxes) == len(drawn.partners)
    marks = [around(one.at, one.radius) for one in drawn.partners]
    assert overlapping([*boxes, *marks]) == []
    for box in [*boxes, *marks]:
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= drawn.width
        assert box[3] <= drawn.height


def test_a_line_runs_through_a_box_or_not() -> None:
    box = (10.0, 10.0, 20.0, 20.0)
    assert runs_through(((0, 0), (30, 30)), box)
    assert runs_through(((12, 12), (13, 13)), box)
    assert runs_through(((15, 0), (15, 30)), box)
    assert not runs_through(((0, 0), (9, 30)), box)
    assert not runs_through(((0, 25), (30, 25)), box)
    assert not runs_through(((0, 0), (9, 9)), box)


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (-0.04, "0"), (0.25, ".2"), (-3.0, "-3"), (10, "10")]
)
def test_coordinates_are_short(value: float, written: str) -> None:
    assert coordinate(value) == written


def test_types_of_actors_differ_in_shape() -> None:
    outlines = [kind.outline for kind in ACTOR_TYPES.values()]
    assert len({actor_outline(outline, (0, 0), 10) for outline in outlines}) == len(outlines)
    assert len({actor_outline(outline, (0, 0), 10) for outline in get_args(ActorOutline)}) == len(
        get_args(ActorOutline)
    )


# ------------------------------------------------------------------ pages


def test_every_pair_of_partners_is_in_the_table(any_site: Site) -> None:
    site = any_site
    page = network_page(site)
    told = {frozenset(row.ends.split()): [link.to for link in row.events] for row in page.rows}
    wanted = {
        frozenset((one, other)): [f"events/{event}/" for event in events]
        for one, others in site.partners.items()
        for other, events in others.items()
    }
    assert told == wanted
    assert len(page.rows) == len(wanted)
    assert {(row["actor"], row["other"]) for row in table_of(site, "links")} == set(pairs(site))


def test_lines_lead_to_rows_and_marks_to_actors(shipped_site: Site) -> None:
    page = network_page(shipped_site)
    rows = {f"network/#{row.id}" for row in page.rows}
    for picture in page.pictures:
        assert {line.to for line in picture.lines} <= rows
        assert {mark.to for mark in picture.marks} <= {f"actors/{actor}/" for actor in shipped_site.partners}
    assert {line.to for line in page.pictures[0].lines} == rows


def test_being_the_place_of_an_event_makes_no_node_larger(shipped_site: Site) -> None:
    page: NetworkPage = network_page(shipped_site)
    title = next(mark.title for mark in page.pictures[0].marks if mark.key == "azerbaijan")
    own = sum(any(part.who == "azerbaijan" for part in event.parts) for event in shipped_site.events.values())
    assert own < len(shipped_site.events_of["azerbaijan"])
    assert f"{own} events" in title


def test_an_actor_page_shows_its_partners_by_number_of_events(shipped_site: Site) -> None:
    ego = actor_page(shipped_site, ActorId("azerbaijan")).ego
    assert ego is not None
    assert ego.marks[0].to == "actors/israel/"
    assert len(ego.marks) == MOST
    assert ego.left_out
    assert actor_page(shipped_site, ActorId("luke-tress")).ego is None
