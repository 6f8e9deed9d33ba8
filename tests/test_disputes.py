"""Where sources differ, and what rests on one origin: tables of cases, and the shipped corpus."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from site_builder.linking.second_origins import alone, fields_of_one
from site_builder.linking.site import Site, records_of
from site_builder.model.records import Record
from site_builder.model.value_types import EventId
from site_builder.output.exports.data_files import CORPUS, export
from site_builder.pages.components import plain_text
from site_builder.pages.disagreements import Disagreement, differing_words, disagreements
from site_builder.pages.disagreements_page import DisagreementsPage, disagreements_pages
from site_builder.pages.events import event_page
from site_builder.pages.evidence import EvidenceView, evidence_view
from site_builder.pages.parts import BOUNDS, Bounds, PartPage
from site_builder.pages.single_origin import by_origin, origin_name, rows_by_origin
from site_builder.translation.messages import filled
from tests.published import corpus_of
from tests.small import cases, small_site


def said(views: tuple[EvidenceView, ...]) -> list[str]:
    return [plain_text(view.says) for view in views]


def own(found: Disagreement) -> str:
    """A box that is no event's, in a line."""
    if found.conflicts:
        values = (plain_text(report.value) for report in found.conflicts[0].reported)
        return f"{found.subject.text}: {', '.join(values)}"
    return " / ".join((found.subject.text, *said(found.disputed), *said(found.disputes)))


NO_TAGS = {"strong": "", "/strong": ""}


def lines(site: Site) -> dict[str, list[str]]:
    """What is said of other records, by what a record says."""
    views = [evidence_view(site, key) for key in site.evidence]
    return {
        plain_text(view.says): [
            filled(a.form, {**NO_TAGS, "who": a.who.text, "what": a.what.text}) for a in view.answers
        ]
        for view in views
    }


@pytest.mark.parametrize("case", cases("disputes.yml"), ids=lambda case: case["name"])
def test_disputes(case: dict[str, Any], tmp_path: Path) -> None:
    site = small_site(tmp_path, case)
    every = tuple(disagreements(site))
    titles = {str(event.frame.title): str(name) for name, event in site.events.items()}
    sides = {
        titles[found.subject.text]: [*said(found.disputed), "/", *said(found.disputes)]
        for found in every
        if found.subject.text in titles
    }
    assert sides == case["sides"]
    for name, both in sides.items():
        page = event_page(site, EventId(name))
        assert [*said(page.disputed), "/", *said(page.disputes)] == both
    assert [own(found) for found in every if found.subject.text not in titles] == case["own"]
    assert differing_words(site) == (case["counted"] or "")
    told = lines(site)
    for record, wanted in case.get("lines", {}).items():
        assert told[record] == wanted


@pytest.mark.parametrize("case", cases("disputes.yml"), ids=lambda case: case["name"])
def test_the_data_has_every_dispute(case: dict[str, Any], tmp_path: Path) -> None:
    site = small_site(tmp_path, case)
    found = corpus_of(site)["disagreements"]
    differing = [entry for entry in found if entry["fields"] or entry["disputed_by"]]
    assert len(differing) == len(tuple(disagreements(site)))
    by = {name for entry in found for record in entry["disputed_by"] for name in [record["origin"]]}
    assert by <= {"ann", "bob"}
    assert bool(by) == ("disputes" in json.dumps(case["articles"]))


@pytest.mark.parametrize("case", cases("disputes.yml"), ids=lambda case: case["name"])
def test_every_disagreement_is_in_the_data_of_a_page(case: dict[str, Any], tmp_path: Path) -> None:
    files = dict(export(small_site(tmp_path, case)))
    of_pages = [json.loads(data)["disagreements"] for path, data in files.items() if path.count("/") == 2]
    told = {json.dumps(item) for items in of_pages for item in items}
    assert told == {json.dumps(item) for item in json.loads(files[CORPUS])["disagreements"]}


# ------------------------------------------------------------------ what rests on one origin


@pytest.mark.parametrize("case", cases("alone.yml"), ids=lambda case: case["name"])
def test_what_rests_on_one_origin(case: dict[str, Any], tmp_path: Path) -> None:
    site = small_site(tmp_path, case)
    found = [
        f"{one.name.text}: {plain_text(line.what)}"
        for one in rows_by_origin(site, by_origin(site))[0]
        for group in one.groups
        for line in group.lines
    ]
    assert found == case["alone"]


def test_the_shipped_corpus_says_what_rests_on_one_origin(shipped_site: Site) -> None:
    groups, more = rows_by_origin(shipped_site, by_origin(shipped_site))
    held: dict[str, set[str]] = defaultdict(set)
    for group in (group for one in groups for group in one.groups):
        held[group.title].update(plain_text(line.what) for line in group.lines)
    assert more == ""
    assert set(held) == {"Events", "Arms deals", "Fields of events", "Statements", "Figures"}
    events = shipped_site.events
    for name, is_single in (
        ("2020-11-iskander-baku", True),
        ("2023-03-azerbaijan-embassy-israel", True),
        ("2020-harop-use", True),
        ("2020-karabakh-war", False),
    ):
        assert (events[EventId(name)].frame.title in held["Events"]) is is_single
    assert events[EventId("2016-israel-azerbaijan-contracts")].frame.title in held["Arms deals"]
    sections = [key.section for key in alone(shipped_site)]
    assert len(held["Figures"]) > 10
    assert sections.count("figures") <= sum(key.section == "figures" for key in shipped_site.evidence)


def test_what_one_of_several_origins_alone_says_of_an_event_is_listed(any_site: Site) -> None:
    """Each field that is listed is filled by records of that origin, and by none of the others."""
    listed = [one for event in any_site.events.values() for one in fields_of_one(any_site, event)]
    for one in listed:
        event = any_site.events[one.event]
        assert len(event.rests_on) > 1
        for own in one.fields:
            keys = (key for key, _ in records_of(any_site, event.records, Record))
            given = {
                any_site.evidence[key].origin.key
                for key in keys
                if getattr(any_site.evidence[key].record, own.key, None) not in (None, ())
            }
            assert given & {origin.key for origin in event.rests_on} == {one.origin.key}


def test_the_price_and_goods_of_the_2012_deal_are_those_of_one_outlet(shipped_site: Site) -> None:
    deal = shipped_site.events[EventId("2012-israel-azerbaijan-drone-deal")]
    (found,) = fields_of_one(shipped_site, deal)
    assert found.origin.who == "press-tv"
    assert {"value", "equipment"} <= {own.key for own in found.fields}
    (rows,) = (
        one for one in rows_by_origin(shipped_site, by_origin(shipped_site))[0] if one.name.text == "Press TV"
    )
    (group,) = (group for group in rows.groups if group.title == "Fields of events")
    assert plain_text(group.lines[0].what).startswith(deal.frame.title)


@pytest.mark.parametrize("bounds", [BOUNDS, Bounds(nodes=60, first=30, several=1)], ids=["whole", "in parts"])
def test_unnamed_sources_stand_together(shipped_site: Site, bounds: Bounds) -> None:
    differing, resting = tuple(disagreements(shipped_site)), by_origin(shipped_site)
    (_, page), *parts = disagreements_pages(shipped_site, differing, resting, bounds)
    assert isinstance(page, DisagreementsPage)
    assert not any(one.unnamed for one in page.single)
    divided = (view for _, view in parts if isinstance(view, PartPage))
    own = [view for view in divided if view.head.path.startswith("disagreements/unnamed/")]
    assert bool(own) == bool(page.more_unnamed) == (bounds is not BOUNDS)
    listed = [row.name.text for part in own for row in part.rows] or [one.name.text for one in page.unnamed]
    wanted = {key for key in resting if key.startswith("unnamed ")}
    assert len(wanted) > 1
    assert sorted(listed) == sorted(origin_name(shipped_site, key).text for key in wanted)


def test_only_conflicts_and_disputes_differ(shipped_site: Site) -> None:
    differing = [found.subject.to for found in disagreements(shipped_site)]
    assert "Statement: Press TV" in [found.subject.text for found in disagreements(shipped_site)]
    for name, event in shipped_site.events.items():
        assert (f"events/{name}/" in differing) is bool(event.conflicts or event.disputed_by)


def test_vahidi_disputes_what_is_said_of_the_deal_but_not_the_deal(shipped_site: Site) -> None:
    page = event_page(shipped_site, EventId("2012-israel-azerbaijan-drone-deal"))
    assert not page.disputed
    assert not page.disputes
    (found,) = page.on_what_is_said
    assert [plain_text(view.credit) for view in found.disputed] == ["Press TV stated"]
    assert said(found.disputed) == [
        "Relations between Iran and Azerbaijan became strained after the deal with Israel was signed."
    ]
    assert ["Vahidi" in plain_text(view.credit) for view in found.disputes] == [True]
    assert not {view.name for view in found.disputes} & {view.name for view in page.statements}
    goods = next(row for row in page.rows if row.field == "equipment")
    assert goods.verdict_words == "one origin only"
