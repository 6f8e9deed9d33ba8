"""Who repeats whom in the whole corpus: claims, figures by their ways, takings, and sentences of these."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_builder.charts.flow import NARROW, WIDE, EndMark, FlowEnd, FlowForm, FlowPicture, flow_picture
from site_builder.charts.svg import SMALL
from site_builder.linking.same_claims import figure_claims, same_claims
from site_builder.linking.second_origins import alone
from site_builder.linking.site import RecordKey, Site, distinct, records_of
from site_builder.linking.ways import flows, steps_of, told, voice_of
from site_builder.model.records import FigureRecord, Record, Source
from site_builder.model.written import Unnamed
from site_builder.output.tables.all_tables import tables_of
from site_builder.output.tables.model import Row
from site_builder.pages import counts
from site_builder.pages.components import plain_text, who_link
from site_builder.pages.figure_ways import figure_ways, figure_ways_list, places_of_ways
from site_builder.pages.figures import FiguresPage, figures_pages
from site_builder.pages.flow import FlowPage, flow_pages
from site_builder.pages.flow_lists import ClaimRow, SourceRow, TakeRow, WayRow
from site_builder.pages.origin_counts import counted_origins
from site_builder.pages.parts import BOUNDS, Bounds, PartPage
from site_builder.pages.repeats import Way
from tests.pictures import Box, box, outside, touching
from tests.small import cases, small_site

LOW = Bounds(nodes=60, first=30, several=20)
"""Bounds under which every list of a small corpus has parts."""


def flow_page(site: Site, bounds: Bounds = BOUNDS) -> FlowPage:
    page = next(view for _, view in flow_pages(site, bounds))
    assert isinstance(page, FlowPage)
    return page


def told_way(origin: str, way: Way) -> str:
    first = f"{origin} ({way.cited.words})" if way.cited else origin
    steps = " → ".join((first, *(step.text for step in way.between), way.article.text))
    return f"{steps} ({way.told}{'; no named source' if way.silent else ''})"


@pytest.mark.parametrize("case", cases("flow.yml"), ids=lambda case: case["name"])
def test_who_repeats_whom(case: dict[str, Any], tmp_path: Path) -> None:
    site = small_site(tmp_path, case)
    page = flow_page(site)
    assert [plain_text(one.said) for one in page.brief] == case["brief"]
    assert [f"{row.what.text} / {row.articles} / {row.origins}" for row in page.claims] == case["claims"]
    takes = [(row.taker.text, row.giver.text, row.how, row.articles, row.records) for row in page.takes]
    assert [" / ".join(map(str, row)) for row in takes] == case["takes"]
    ways = {
        f"{plain_text(row.what)} / {row.summary}": [
            told_way(one.origin.text, way) for one in row.ways for way in one.ways
        ]
        for row in figure_ways(site)
    }
    assert ways == case["ways"]
    if "answer" in case:
        assert plain_text(page.head.answer) == case["answer"]


# ------------------------------------------------------------------ each sentence beside its records


def test_every_sentence_rests_on_records(any_site: Site) -> None:
    page = flow_page(any_site)
    for one in page.brief:
        assert one.records
        assert set(one.records) <= any_site.evidence.keys()
        text = "".join(link.text for link in one.said if not link.to)
        articles, records = len({key.article for key in one.records}), len(one.records)
        origins = counted_origins(distinct(any_site.evidence[key].origin for key in one.records))
        for known in (counts.articles(articles), counts.records(records), origins):
            text = text.replace(known, "")
        assert re.findall(r"\d+", text) == [], plain_text(one.said)
        if text.endswith("outlets that name no source."):
            assert {voice_of(any_site.evidence[key]) for key in one.records} == {"own"}
        names = {name for key in one.records for name in names_of(any_site, key)}
        actors = [link for link in one.said if link.to.startswith("actors/")]
        assert {link.text.removeprefix("Unnamed sources of ") for link in actors} <= names


def names_of(site: Site, key: RecordKey) -> Iterator[str]:
    """Whom a record and its article name as those whom it comes from."""
    found, article = site.evidence[key], site.corpus.articles[key.article]
    yield who_link(site, found.origin.who).text
    assert isinstance(found.record, Record)
    carriers = [one.source if isinstance(one, Source) else one for one in found.record.sources]
    republished = [article.republished_from] if article.republished_from else []
    of = [found.origin.by.of] if isinstance(found.origin.by, Unnamed) else []
    for actor in (article.publisher, *republished, *carriers, *of):
        yield site.corpus.registry.actors[actor].name


def test_the_answer_counts_every_record_once(any_site: Site) -> None:
    said = [int(number) for number in re.findall(r"\d+", plain_text(flow_page(any_site).head.answer))]
    records, articles, *voices = said
    assert records == sum(voices) == sum(isinstance(one.record, Record) for one in any_site.evidence.values())
    assert articles == len({key.article for key in told(any_site)})


def test_all_that_is_passed_on_came_by_one_way(any_site: Site) -> None:
    """Records of ways and of sources are those that somebody is credited with, or that are republished."""
    wanted = Counter(
        key
        for key in told(any_site)
        if voice_of(any_site.evidence[key]) != "own" or any_site.corpus.articles[key.article].republished_from
    )
    assert Counter(key for flow in flows(any_site) for key in flow.records) == wanted
    sources = {row.who.text: row for row in rows_of(any_site, "sources", SourceRow)}
    assert Counter(key for row in sources.values() for key in row.keys) == wanted
    assert sum(row.records for row in rows_of(any_site, "ways", WayRow)) == wanted.total()


def test_claims_are_of_several_articles_and_their_records(any_site: Site) -> None:
    rows = rows_of(any_site, "claims", ClaimRow)
    assert rows
    for row in rows:
        assert row.articles == len({key.article for key in row.claim.records}) > 1
        assert row.first.sort <= row.last.sort
    figures = [key for claim in same_claims(any_site) if claim.kind == "figures" for key in claim.records]
    assert sorted(figures) == [key for key, _ in records_of(any_site, any_site.evidence, FigureRecord)]


Listed = ClaimRow | TakeRow | SourceRow | WayRow


def rows_of(site: Site, name: str, kind: type[Any]) -> list[Any]:
    """All rows of a list, from its parts where it has any."""
    pages = [view for _, view in flow_pages(site)]
    first = pages[0]
    if not (isinstance(first, FlowPage) and first.rests[name]):
        return list(getattr(first, name))
    parts = [view for view in pages if isinstance(view, PartPage) and isinstance(view.rows[0], kind)]
    return [row for part in parts for row in part.rows]


def test_of_the_shipped_articles_none_says_whose_the_oil_is(shipped_site: Site) -> None:
    """Two of them give a share of 40 %, in their own voice, for the year in which they appeared."""
    said = [plain_text(one.said) for one in flow_page(shipped_site).brief]
    of_outlets = "2 articles, 2 origins, all of them outlets that name no source."
    assert f"“40 percent” (Share of oil imports: Azerbaijan, Israel): {of_outlets}" in said


def test_what_two_origins_are_said_to_give_rests_on_neither_alone(shipped_site: Site) -> None:
    """The figure that counts as one claim of several origins here is not listed as resting on one."""
    single, said = {*alone(shipped_site)}, shipped_site.evidence
    figures = [claim for claim in same_claims(shipped_site) if claim.kind == "figures"]
    several = [claim for claim in figures if len({said[key].origin.key for key in claim.records}) > 1]
    assert several
    assert not [claim for claim in several if single & {*claim.records}]


def test_events_are_said_to_have_as_many_origins_as_their_lists_say(any_site: Site) -> None:
    for row in rows_of(any_site, "claims", ClaimRow):
        if row.claim.event:
            event = any_site.events[row.claim.event]
            assert row.origins.startswith(counted_origins(event.rests_on)), row.what.text


# ------------------------------------------------------------------ lists in parts, and links to them


def test_long_lists_have_parts_and_figures_lead_to_their_ways(any_site: Site) -> None:
    page, *parts = [view for _, view in flow_pages(any_site, LOW)]
    assert isinstance(page, FlowPage)
    paths = {part.head.path for part in parts}
    assert len(paths) == len(parts)
    for name, rest in page.rests.items():
        assert rest is None or {link.link.to for link in rest.parts} <= paths, name
    listed = figure_ways_list(any_site, LOW)
    anchors = {f"{part.path}#{row.id}" for part in listed.parts for row in part.rows}
    anchors |= {f"figures/#{row.id}" for row in listed.rows}
    assert {link.to for link in places_of_ways(listed).values()} <= anchors
    figures = next(view for _, view in figures_pages(any_site, BOUNDS))
    assert isinstance(figures, FiguresPage)
    shown = {f"figures/#{row.id}" for row in figures.ways}
    led = {row.ways.to for row in figures.figures.rows if row.ways}
    assert shown <= led


# ------------------------------------------------------------------ the picture


@pytest.mark.parametrize("form", [WIDE, NARROW], ids=["wide", "narrow"])
def test_ends_of_a_picture_do_not_touch(form: FlowForm) -> None:
    names = [f"Somebody with a name of {'very ' * n}many words" for n in range(8)]
    bands = {(names[n], names[n // 2], names[n % 3]): 3**n % 50 + 1 for n in range(8)}
    used = [{band[n]: FlowEnd(band[n], "", "3 records") for band in bands} for n in range(3)]
    sound(flow_picture(bands, used, ("From", "Through", "To"), form))


def test_the_picture_of_a_corpus_is_sound(any_site: Site) -> None:
    drawing = flow_page(any_site).picture
    assert drawing
    for picture in (drawing.wide, drawing.narrow):
        sound(picture)


def sound(picture: FlowPicture) -> None:
    """Ends of a picture do not touch, and hold their words; a band begins at an end and ends at one."""
    boxes = [box_of(end) for end in picture.ends]
    assert touching(boxes) == []
    assert outside(boxes, picture.width, picture.height) == []
    for band in picture.bands:
        x1, y1, *_, x2, y2 = map(float, re.findall(r"-?[\d.]+", band.path))
        assert any(one.right == x1 and one.top <= y1 <= one.bottom for one in boxes)
        assert any(one.left == x2 and one.top <= y2 <= one.bottom for one in boxes)
    for end, around in zip(picture.ends, boxes, strict=True):
        for words in (box(text, SMALL) for text in (*end.title, *end.number)):
            assert around.left <= words.left <= words.right <= around.right
            assert around.top <= words.top <= words.bottom <= around.bottom


def box_of(end: EndMark) -> Box:
    left, top, wide, high, _ = map(float, re.findall(r"-?[\d.]+", end.outline))
    return Box(left, left + wide, top, top + high, end.outline)


# ------------------------------------------------------------------ the data


def rows_of_table(site: Site, name: str) -> list[Row]:
    (found,) = (one for one in tables_of(site) if one.name == name)
    folders: dict[str, Any] = {"articles": site.corpus.articles, "measures": site.corpus.registry.measures}
    units = ((rows, unit) for folder, rows in found.rows.items() for unit in folders[folder])
    return [row for rows, unit in units for row in rows(site, unit)]


def test_the_tables_tell_every_way_and_every_figure_that_is_repeated(any_site: Site) -> None:
    ways = rows_of_table(any_site, "ways")
    between = Counter(row[0] for row in ways if row[2] == "between")
    assert between.total() == sum(len(steps_of(any_site, key)) for key in told(any_site))
    assert sum(row[1] == 0 for row in ways) == sum(1 for _ in told(any_site))
    assert sum(row[2] == "voice" for row in ways) == sum(
        voice_of(any_site.evidence[key]) == "own" for key in told(any_site)
    )
    claims = figure_claims(records_of(any_site, any_site.evidence, FigureRecord))
    several = [claim for claim in claims if len(claim.records) > 1]
    assert len(rows_of_table(any_site, "same_figures")) == sum(len(claim.records) for claim in several)
