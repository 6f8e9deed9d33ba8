"""The network page, and the small networks of actors' pages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.charts.labels import DrawnMark
from site_builder.charts.network import PORTRAIT, WIDE, Drawing, Edge, Node, PictureFrame, draw
from site_builder.charts.shapes import actor_outline
from site_builder.charts.svg import coordinate, line_path
from site_builder.charts.timeline_events import UNSETTLED
from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId, EventId
from site_builder.pages import counts
from site_builder.pages.components import Link, actor_link, actor_type
from site_builder.pages.heads import Head, page_head
from site_builder.pages.parts import (
    BOUNDS,
    Bounds,
    Division,
    PartPage,
    Rest,
    by_letter,
    long_list,
    part_pages,
)
from site_builder.pages.picture_views import LineView, MarkView, mark_label, view_box
from site_builder.pages.rows import most_first, standing_link
from site_builder.pages.taking import ALONE, ChartRow, Taken
from site_builder.translation.messages import N_, filled, gettext, plural_form, within_sentence

PATH = "network/"
FEW_BEHIND, MOST_BEHIND = 4, 200
"""How many events behind a link a row lists, the newest, where the table is cut and else."""


@dataclass(frozen=True, slots=True)
class KeyView:
    """A type of actor in the key: its shape, its name and how many of it the network has."""

    kind: str
    name: str
    colour: str
    path: str
    number: int


@dataclass(frozen=True, slots=True)
class PictureView:
    """One drawing of the network, for wide screens or for upright ones (`form`)."""

    form: str
    view_box: str
    size: str
    title: str
    lines: tuple[LineView, ...]
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two actors and the events in which both take part."""

    id: str
    ends: str
    title: str
    actors: tuple[Link, Link]
    number: int
    events: tuple[Link, ...]
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """Who takes part in events with whom: pictures, a key, and all pairs as a table.

    `pages` leads to pairs that have a page, if any do.
    """

    head: Head
    pictures: tuple[PictureView, ...]
    key: tuple[KeyView, ...]
    left_out: str
    rows: tuple[PairRow, ...]
    rest: Rest | None = None
    pages: Link | None = None
    taken: Taken | None = None


Pairs = dict[tuple[ActorId, ActorId], tuple[EventId, ...]]


def pairs(site: Site) -> Pairs:
    """All pairs of actors that take part in the same events, each once, with those events by date."""
    return {
        (one, other): events
        for one, others in site.partners.items()
        for other, events in others.items()
        if one < other
    }


def own_events(site: Site, actor: ActorId) -> int:
    """In how many events an actor takes part, which is not to be their place."""
    return len(taken_part(site, actor))


def taken_part(site: Site, actor: ActorId) -> tuple[EventId, ...]:
    """The events in which an actor takes part, by date."""
    events = (site.events[event] for event in site.events_of.get(actor, ()))
    return tuple(event.id for event in events if any(part.who == actor for part in event.parts))


# ------------------------------------------------------------------ the page


def network_page(site: Site) -> NetworkPage:
    """The network of all actors as one page."""
    return next(page for _, page in network_pages(site) if isinstance(page, NetworkPage))


PAIRS: Division[PairRow] = Division(
    base=PATH,
    rows=counts.pairs,
    by=N_("by the first letter of an actor's id"),
    shown=N_("The most connected {first} of {rows} stand here. All, {by}:"),
    group=lambda row: by_letter(row.id.removeprefix("with-")),
    weight=lambda row: 9 + 2 * len(row.events),
    anchor=lambda row: row.id,
)


def network_pages(
    site: Site, bounds: Bounds = BOUNDS, pages: Link | None = None
) -> Iterator[tuple[str, NetworkPage | PartPage[PairRow]]]:
    """The network of all actors, and parts of the table of pairs where it is too long; `pages` as there."""
    linked = pairs(site)
    answer = gettext(
        "{actors} and the {pairs} of them that take part in the same events. A link means no more than that: "
        "the event may be a meeting or a war.",
        actors=counts.actors(len(site.partners)),
        pairs=counts.pairs(len(linked)),
    )
    nodes = tuple(
        Node(actor, site.corpus.registry.actors[actor].name, own_events(site, actor))
        for actor in site.partners
    )
    edges = tuple(Edge(ends, len(events)) for ends, events in linked.items())
    drawings = [
        (form, draw(nodes, edges, frame)) for form, frame in (("wide", WIDE), ("tall", PORTRAIT)) if nodes
    ]
    rows = [_row(site, ends, events) for ends, events in linked.items()]
    rows.sort(key=lambda row: (-row.number, row.title))
    listed = long_list(rows, PAIRS, bounds)
    at = {row.id: part.path for part in listed.parts for row in part.rows}
    shown = _in_short(listed.rows, at)
    at |= {row.id: PATH for row in shown}
    left_out = _left_out_words(len(nodes), [drawing for _, drawing in drawings])
    yield (
        "network",
        NetworkPage(
            head=page_head(PATH, answer),
            pictures=tuple(_picture(site, form, drawing, at) for form, drawing in drawings),
            key=_key(site),
            left_out=left_out,
            rows=shown,
            rest=listed.rest,
            pages=pages,
            taken=_taken(site, drawings[0][1], at, answer) if drawings else None,
        ),
    )
    yield from part_pages("part_pairs", page_head(PATH, answer), listed)


LINK_COLUMNS = ("actor", "actor_id", "with", "with_id", "events", "happened")


def _taken(site: Site, drawing: Drawing, at: Mapping[str, str], answer: str) -> Taken:
    """What others take along of the wide picture: its lines, each with in how many events it is."""
    drawn, actors = len(drawing.nodes), len(site.partners)
    said = gettext("The picture shows the {n} of {all} actors with the most events.", n=drawn, all=actors)

    def row(ends: tuple[str, str]) -> ChartRow:
        one, other = (ActorId(end) for end in ends)
        names = (cell for end in (one, other) for cell in (actor_link(site, end).text, end))
        name = _pair_id(one, other)
        events = len(site.partners[one][other])
        return ChartRow((*names, events, _settled(site, one, other)), f"{at[name]}#{name}")

    top, bottom = drawing.rows
    return Taken(
        kind="network",
        path="",
        at=ALONE,
        title=_picture_title(),
        says=f"{answer} {said}" if drawn < actors else answer,
        height=round(bottom - top),
        columns=LINK_COLUMNS,
        rows=tuple(row(drawn.edge.ends) for drawn in drawing.edges),
    ).on(PATH)


def _picture_title() -> str:
    return gettext("Network of actors that take part in the same events")


def _in_short(rows: Iterable[PairRow], at: Mapping[str, str]) -> tuple[PairRow, ...]:
    """Rows of a table that is cut, with a few events each; their rows in parts, `at` a path, have all."""
    return tuple(
        replace(row, events=row.events[-FEW_BEHIND:], more=_more(row, at[row.id], FEW_BEHIND))
        if row.id in at and len(row.events) > FEW_BEHIND
        else row
        for row in rows
    )


def _more(row: PairRow, path: str, shown: int) -> Link:
    return Link(counts.and_more(row.number - shown), f"{path}#{row.id}")


def _left_out_words(actors: int, drawings: Sequence[Drawing]) -> str:
    """What the pictures do not show, in words; all of it stands in the table."""
    shown = [len(drawing.nodes) for drawing in drawings]
    if not shown or min(shown) == actors:
        return ""
    if shown[0] < actors:
        return gettext(
            "The picture shows the {wide} actors with the most events, and on small screens {narrow} of "
            "them. The table has every pair.",
            wide=shown[0],
            narrow=shown[1],
        )
    return gettext(
        "The picture shows all actors, and on small screens {narrow} of them. The table has every pair.",
        narrow=shown[1],
    )


def _key(site: Site) -> tuple[KeyView, ...]:
    actors = site.corpus.registry.actors
    types = Counter(actors[actor].type for actor in site.partners)
    return tuple(
        KeyView(kind, known.name, known.colour, actor_outline(known.outline, (8, 8), 6), held)
        for kind, held in most_first(types)
        for known in (site.corpus.registry.actor_types[kind],)
    )


def _picture(site: Site, form: str, drawing: Drawing, at: Mapping[str, str]) -> PictureView:
    frame, (top, bottom) = drawing.frame, drawing.rows
    return PictureView(
        form=form,
        view_box=view_box(frame.width, bottom - top, top),
        size=coordinate(frame.size),
        title=_picture_title(),
        lines=tuple(
            LineView(
                ends=" ".join(drawn.edge.ends),
                to=f"{at[_pair_id(*drawn.edge.ends)]}#{_pair_id(*drawn.edge.ends)}",
                title=_pair_title(site, *drawn.edge.ends),
                kind="" if _settled(site, *drawn.edge.ends) else "not",
                path=line_path(*drawn.line),
                width=coordinate(drawn.width),
            )
            for drawn in drawing.edges
        ),
        marks=tuple(_mark(site, drawn, frame) for drawn in drawing.nodes),
    )


def _mark(site: Site, drawn: DrawnMark[Node], frame: PictureFrame) -> MarkView:
    actor = ActorId(drawn.of.key)
    link, kind = actor_link(site, actor), actor_type(site, actor)
    others = len(site.partners[actor])
    said = plural_form(
        "{name}, {kind}: {events}, with {n} other", "{name}, {kind}: {events}, with {n} others", others
    )
    return MarkView(
        key=actor,
        kind=kind.colour,
        to=link.to,
        title=filled(
            said,
            {
                "name": link.text,
                "kind": within_sentence(kind.name),
                "events": counts.events(drawn.of.weight),
                "n": others,
            },
        ),
        path=actor_outline(kind.outline, drawn.at, drawn.radius),
        types=site.corpus.registry.actors[actor].type,
        label=mark_label(drawn, frame.width, frame.size),
    )


def _row(site: Site, ends: tuple[ActorId, ActorId], events: tuple[EventId, ...]) -> PairRow:
    links = sorted((actor_link(site, end) for end in ends), key=lambda link: link.text)
    return PairRow(
        id=_pair_id(*ends),
        ends=" ".join(ends),
        title=_pair_title(site, *ends),
        actors=(links[0], links[1]),
        number=len(events),
        events=tuple(standing_link(site, event) for event in events[-MOST_BEHIND:]),
        more=_with_actor(site, ends, len(events) - MOST_BEHIND) if len(events) > MOST_BEHIND else None,
    )


def _with_actor(site: Site, ends: tuple[ActorId, ActorId], number: int) -> Link:
    """Say that so many events more stand with those of the one of two who has fewer."""
    few = min(ends, key=lambda end: (len(site.events_of.get(end, ())), end))
    link = actor_link(site, few)
    said = gettext("and {n} more, with the events of {whose}", n=number, whose=link.text)
    return Link(said, f"{link.to}#events")


def _pair_id(one: str, other: str) -> str:
    """Anchor of a pair; ids hold no two hyphens in a row, so no two pairs share it."""
    return f"with-{one}--{other}"


def _pair_title(site: Site, one: str, other: str) -> str:
    """Who, in how many events, and how many of them are not reported as having happened."""
    names = sorted(actor_link(site, ActorId(end)).text for end in (one, other))
    events = len(site.partners[ActorId(one)][ActorId(other)])
    others = events - _settled(site, one, other)
    if others:
        said = gettext("{one} and {other}: {events}, {n} of them claimed, planned, called off or denied")
    else:
        said = gettext("{one} and {other}: {events}")
    return filled(said, {"one": names[0], "other": names[1], "events": counts.events(events), "n": others})


def _settled(site: Site, one: str, other: str) -> int:
    """In how many events both take part that are reported as having happened."""
    events = site.partners[ActorId(one)][ActorId(other)]
    return sum(site.events[event].status not in UNSETTLED for event in events)
