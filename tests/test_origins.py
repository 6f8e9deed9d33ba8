"""Who counts as an origin, what confirms an event and what only claims it: a table of cases."""

from pathlib import Path
from typing import Any

import pytest

from site_builder.linking.site import Event, Site
from site_builder.model.value_types import EventId
from site_builder.pages.compared_reports import FactRow, fact_rows
from site_builder.pages.components import plain_text
from site_builder.pages.network import network_page
from site_builder.pages.rows import counted_reports, event_status
from site_builder.pages.visits_register import visits_page
from tests.published import table_of
from tests.small import cases, small_site


def only_event(site: Site) -> Event:
    (event,) = site.events.values()
    return event


def found(site: Site, wanted: dict[str, Any]) -> dict[str, Any]:
    """What the site says of everything that a case expects."""
    event = only_event(site)
    every: dict[str, Any] = {
        "words": counted_reports(event),
        "status": event.status,
        "said": event_status(site, event),
        "by": sorted(origin.key.removeprefix("actor ") for origin in event.rests_on),
        "reports": str(len(event.reports)),
        "verdicts": dict(event.verdicts),
    }
    verdicts = wanted.get("verdicts", {})
    every["verdicts"] = {field: every["verdicts"][field] for field in verdicts}
    return {key: every[key] for key in wanted}


@pytest.mark.parametrize("case", cases("origins.yml"), ids=lambda case: case["name"])
def test_origins(case: dict[str, Any], tmp_path: Path) -> None:
    wanted = {key: value for key, value in case.items() if key not in ("name", "articles")}
    assert found(small_site(tmp_path, case), wanted) == wanted


def test_a_claimed_visit_is_told_as_claimed_wherever_it_stands(tmp_path: Path) -> None:
    visit = {"event": "trip", "visitors": ["bob"], "met": ["ann"], "by": "ann", "mode": "claimed"}
    site = small_site(tmp_path, {"articles": {"herald-1": {"visits": [visit]}}})
    assert [table_of(site, name)[0]["status"] for name in ("events", "meetings")] == ["claimed", "claimed"]
    register = visits_page(site)
    assert [row.status for row in register.visits.rows] == ["claimed by Ann"]
    assert [row.status for row in register.meetings] == ["claimed by Ann"]
    network = network_page(site)
    assert [link.text for row in network.rows for link in row.events] == ["Trip (claimed by Ann)"]
    assert {line.kind for picture in network.pictures for line in picture.lines} == {"not"}
    (row,) = fact_rows_of(site, "Status")
    assert [plain_text(report.value) for report in row.reported] == ["claimed"]


def fact_rows_of(site: Site, label: str) -> list[FactRow]:
    return [row for row in fact_rows(site, only_event(site)) if row.label == label]


# ------------------------------------------------------------------ the shipped corpus


def test_a_forecast_is_no_second_origin(shipped_site: Site) -> None:
    embassy = shipped_site.events[EventId("2023-03-azerbaijan-embassy-israel")]
    assert counted_reports(embassy) == "1 article, 1 origin; expected by 1"
    assert [origin.key for origin in embassy.expecting] == ["actor george-deek"]


def test_unnamed_sources_of_one_state_count_once(shipped_site: Site) -> None:
    harop = shipped_site.events[EventId("2020-harop-use")]
    assert counted_reports(harop) == "2 articles, at least 1 origin, unnamed"
    assert len(harop.reports) == 2


def test_a_claimed_launch_is_not_told_as_one(shipped_site: Site) -> None:
    launch = shipped_site.events[EventId("2020-11-iskander-baku")]
    assert launch.status == "claimed"
    assert event_status(shipped_site, launch) == "claimed by Middle East Eye"
