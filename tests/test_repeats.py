"""Who repeats whom: the ways from an origin to an article, through whom it has it."""

from collections import Counter

import pytest

from site_builder.linking.site import RecordKey, Site
from site_builder.model.records import Record, Source
from site_builder.model.value_types import EventId
from site_builder.pages.repeats import OriginWays, ways_of

CLASH = "Clash at Kesh <script>alert(1)</script> {onfocus=alert(1) autofocus}"
WAYS = {
    # one article, one origin, nobody between: the page has said so
    "2031-kesh-crisis": {},
    # the origin that reaches two articles comes first; of each the oldest article
    "2031-04-kesh-clash": {
        "Norland Post": ["Haldane Visits Sudria and Speaks of Missiles", "A Year of Talks and Threats"],
        "Lena Voss": [CLASH],
        "Sudria Herald": [f"Sudria Wire (probably 3 May 2031) → {CLASH}"],
    },
    # somebody unnamed is an origin, too; one article has it from them, one through a wire
    "2031-lance-deal": {
        "the port authority (Sudria, unnamed)": ["Sudria Wire → Missiles Arrive Ahead of Plan", CLASH],
        "Ann Haldane": ["Haldane Visits Sudria and Speaks of Missiles"],
        "Lance Works": ["Sudria Wire → Missiles Arrive Ahead of Plan"],
    },
    # a single way that leads through somebody is told
    "2031-11-shots-from-boats": {"Sudrian army": ["Norland Post → A Year of Talks and Threats"]},
}


def ways(site: Site, event: str) -> tuple[OriginWays, ...]:
    return ways_of(site, site.events[EventId(event)].records)


@pytest.mark.parametrize("event", WAYS)
def test_the_ways_of_an_event(toy_site: Site, event: str) -> None:
    told = {
        found.origin.text: [
            " → ".join([*(step.text for step in way.between), way.article.text]) for way in found.ways
        ]
        for found in ways(toy_site, event)
    }
    assert told == WAYS[event]
    assert list(told) == list(WAYS[event])


def test_each_record_has_come_by_one_way(toy_site: Site) -> None:
    """Through all whom it names, and from whom it counts for."""
    for name, event in toy_site.events.items():
        if not (found := ways(toy_site, name)):
            continue
        told = Counter(
            (way.article.to, len(way.between))
            for one in found
            for way in one.ways
            for _ in range(int(way.records.split()[0]))
        )
        wanted = Counter((f"articles/{key.article}/", between(toy_site, key)) for key in event.records)
        assert told == wanted


def between(site: Site, key: RecordKey) -> int:
    """How many stand between a record's origin and its article."""
    found = site.evidence[key]
    assert isinstance(found.record, Record)
    sources = [one.source if isinstance(one, Source) else one for one in found.record.sources]
    first = site.corpus.articles[key.article].republished_from
    return sum(one != found.origin.who for one in (*sources, *([first] if first else [])))
