"""The page of who repeats whom: the flow of the whole corpus, with its picture and its lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from site_builder.charts.flow import NARROW, WIDE, Ends, FlowEnd, FlowForm, FlowPicture, flow_picture
from site_builder.linking.site import Site
from site_builder.linking.ways import Flow, flows, told
from site_builder.pages import counts
from site_builder.pages.briefs import Sentence
from site_builder.pages.components import Link, actor_link
from site_builder.pages.figure_ways import figure_ways_list, places_of_ways
from site_builder.pages.flow_lists import (
    CLAIMS,
    PATH,
    SOURCES,
    TAKES,
    WAYS,
    ClaimRow,
    SourceRow,
    TakeRow,
    WayRow,
    claim_rows,
    source_rows,
    take_rows,
    way_rows,
)
from site_builder.pages.flow_sentences import answer, sentences
from site_builder.pages.heads import Head, page_head
from site_builder.pages.parts import BOUNDS, Bounds, LongList, PartPage, Rest, cut, part_pages
from site_builder.pages.single_origin import origin_name
from site_builder.translation.messages import gettext

MOST_BANDS: Final = 14
"""How many ways the picture shows, those of the most records."""


@dataclass(frozen=True, slots=True)
class FlowDrawing:
    """The picture, wide and narrow; `note` says what is not drawn."""

    wide: FlowPicture
    narrow: FlowPicture
    note: str


@dataclass(frozen=True, slots=True)
class FlowPage:
    """Who repeats whom: what stands out, the picture, and the first rows of each list.

    `rests` say by the names of the lists what each leaves out.
    """

    head: Head
    brief: tuple[Sentence, ...]
    picture: FlowDrawing | None
    claims: tuple[ClaimRow, ...]
    takes: tuple[TakeRow, ...]
    sources: tuple[SourceRow, ...]
    ways: tuple[WayRow, ...]
    rests: Mapping[str, Rest | None]


def flow_pages(site: Site, bounds: Bounds = BOUNDS) -> Iterator[tuple[str, FlowPage | PartPage[Any]]]:
    """The page and its parts, among them those of figures with their ways."""
    figures = figure_ways_list(site, bounds)
    claims, takes, sources = claim_rows(site, places_of_ways(figures)), take_rows(site), source_rows(site)
    head = page_head(PATH, answer(site))
    room = bounds.several // 2  # so that a phone shows all lists within a few screens
    said, taken = cut(claims, CLAIMS, bounds, room), cut(takes, TAKES, bounds, room)
    whose, ways = cut(sources, SOURCES, bounds, room), cut(way_rows(site), WAYS, bounds, room)
    yield (
        "flow",
        FlowPage(
            head=head,
            brief=sentences(site, claims, takes, sources),
            picture=_drawing(site),
            claims=said.rows,
            takes=taken.rows,
            sources=whose.rows,
            ways=ways.rows,
            rests={"claims": said.rest, "takes": taken.rest, "sources": whose.rest, "ways": ways.rest},
        ),
    )
    lists: tuple[tuple[str, LongList[Any]], ...] = (
        ("part_claims", said), ("part_takes", taken), ("part_sources", whose), ("part_flow", ways),
        ("part_figure_ways", figures),
    )  # fmt: skip
    for template, listed in lists:
        yield from part_pages(template, head, listed)


# ------------------------------------------------------------------ the picture


def _drawing(site: Site) -> FlowDrawing | None:
    """The ways with the most records; none where nothing is passed on."""
    every = flows(site)
    if not every:
        return None
    drawn = tuple(islice(every, MOST_BANDS))
    return FlowDrawing(_picture(site, drawn, WIDE), _picture(site, drawn, NARROW), _note(site, every, drawn))


def _picture(site: Site, drawn: Sequence[Flow], form: FlowForm) -> FlowPicture:
    heads = (gettext("From whom"), gettext("Through whom"), gettext("To which outlet"))
    bands = {_ends_of(flow): len(flow.records) for flow in drawn}
    return flow_picture(bands, [_column(site, drawn, column) for column in range(3)], heads, form)


def _ends_of(flow: Flow) -> Ends:
    return flow.origin.key, " ".join(flow.between), flow.outlet


def _column(site: Site, drawn: Sequence[Flow], column: int) -> Mapping[str, FlowEnd]:
    """The ends of a column, each with how many records of those drawn come to it."""
    held: dict[str, list[Flow]] = {}
    for flow in drawn:
        held.setdefault(_ends_of(flow)[column], []).append(flow)
    return {key: _end(site, own, column) for key, own in held.items()}


def _end(site: Site, own: Sequence[Flow], column: int) -> FlowEnd:
    number = counts.records(sum(len(flow.records) for flow in own))
    if column == 0:
        link = origin_name(site, own[0].origin.key)
    elif column == 2:
        link = actor_link(site, own[0].outlet)
    else:
        between = [actor_link(site, actor) for actor in own[0].between]
        words = " → ".join(link.text for link in between) or gettext("directly")
        link = Link(words, between[0].to if len(between) == 1 else "")
    return FlowEnd(link.text, link.to, number, gettext("{name}: {number}", name=link.text, number=number))


def _note(site: Site, every: Sequence[Flow], drawn: Sequence[Flow]) -> str:
    """What the picture leaves out, in words."""
    silent = sum(1 for _ in told(site)) - sum(len(flow.records) for flow in every)
    said = [
        gettext(
            "Not drawn: {records} that an article tells in its own voice.", records=counts.records(silent)
        )
    ]
    if len(drawn) < len(every):
        said.insert(
            0,
            gettext(
                "The picture shows the {n} ways with the most records of {all}; all stand below.",
                n=len(drawn),
                all=len(every),
            ),
        )
    return " ".join(said)
