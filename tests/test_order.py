"""The order of events in lists and on their pages: a table of cases, and any frames at all."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.event_order import in_order
from site_builder.linking.site import Site
from site_builder.model.value_types import EventId
from site_builder.pages import all_pages
from site_builder.pages.events import EventPage
from site_builder.pages.timeline import timeline_page
from tests.small import cases, small_site


def corpus_of(case: dict[str, Any]) -> dict[str, Any]:
    """A case as a corpus: every event is one of type `other`, reported by the herald."""
    frames = {name: {"type": "other", "title": name, **frame} for name, frame in case["events"].items()}
    records = [
        {"event": name, **({} if date == "none" else {"date": date, "date_why": "so it is"})}
        for name, date in case["dates"].items()
    ]
    return {"events": frames, "articles": {"herald-1": {"published": "2039-12-31", "events": records}}}


def near(page: EventPage) -> list[str]:
    found = [one for one in (page.before, page.after) if one]
    return [f"{one.way} ({one.apart})" if one.apart else one.way for one in found]


@pytest.mark.parametrize("case", cases("order.yml"), ids=lambda case: case["name"])
def test_order(case: dict[str, Any], tmp_path: Path) -> None:
    site = small_site(tmp_path, corpus_of(case))
    assert " ".join(site.events) == case["order"]
    views = (page.view for page in all_pages(site, "Order"))
    pages = {view.head.title: view for view in views if isinstance(view, EventPage)}
    assert {name: near(pages[name]) for name in case["near"]} == case["near"]


NAMES = [EventId(name) for name in "abcdef"]
FRAME = st.tuples(st.sets(st.sampled_from(NAMES), max_size=2), st.sampled_from([None, *NAMES]))
FRAMES = st.fixed_dictionaries(dict.fromkeys(NAMES, FRAME))


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Site:
    case = {"events": {name: {} for name in NAMES}, "dates": dict.fromkeys(NAMES, "2031")}
    return small_site(tmp_path_factory.mktemp("six"), corpus_of(case))


@given(FRAMES)
def test_no_event_is_lost_whatever_the_frames_say(six: Site, frames: dict[EventId, Any]) -> None:
    events = {
        name: replace(event, frame=replace(event.frame, after=tuple(sorted(after)), part_of=whole))
        for (name, event), (after, whole) in zip(six.events.items(), frames.values(), strict=True)
    }
    ordered = in_order(events)
    assert sorted(ordered) == NAMES
    assert ordered == in_order(dict(reversed(events.items())))


def test_an_answer_stands_after_what_it_answers(shipped_site: Site) -> None:
    launch, answer = "2020-11-iskander-baku", "2020-11-barak-8-interception"
    picture = timeline_page(shipped_site).timeline
    assert picture
    for names in (list(shipped_site.events), [item.id for item in picture.picture.drawn]):
        assert names.index(EventId(launch)) < names.index(EventId(answer))
