"""Home, disagreements and the page of the data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from site_builder.linking.site import Site
from site_builder.pages.components import Link
from site_builder.pages.disagreements import Disagreement, disagreements
from site_builder.pages.disagreements_page import DisagreementsPage, disagreements_pages
from site_builder.pages.facets import UNSEARCHED
from site_builder.pages.heads import Head, page_head
from site_builder.pages.own_fields import own_sections, path_of
from site_builder.pages.parts import BOUNDS, Bounds, PartPage
from site_builder.pages.rows import (
    ArticleRow,
    EventRow,
    all_articles,
    claim_noun,
    count,
    counted_records,
    event_row,
    events_of_type,
    newest_events,
    other_noun,
    split_records,
)
from site_builder.pages.single_origin import (
    RestingOnOrigins,
    by_origin,
    single_origin_sentence,
)
from site_builder.pages.timeline import TimelineView, on_whole_timeline, small_view

FEW_ARTICLES = 12
"""How many articles, the newest, the home page lists where they are many."""
NEWEST, DIFFERING = 6, 4
"""How many events, and how many disagreements, the home page shows."""


@dataclass(frozen=True, slots=True)
class LinkedCount:
    """A number on the home page and where it leads."""

    number: str
    noun: str
    to: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the corpus is, its newest and most disputed findings, and the ways in."""

    head: Head
    counts: tuple[LinkedCount, ...]
    timeline: TimelineView | None
    newest: tuple[EventRow, ...]
    differing: tuple[Disagreement, ...]
    single: str
    articles: tuple[ArticleRow, ...]
    more_articles: Link | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A register as files, and what each of its rows is."""

    title: str
    row: str
    csv: str
    json: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """Downloads."""

    head: Head
    counts: tuple[LinkedCount, ...]
    tables: tuple[Download, ...]


TABLES = {
    "events": "an event, with all its reports combined",
    "visits": "a visit, from one state, with its visitors and the place visited",
    "meetings": "a meeting on a visit, as one article reports it",
    "arms-deals": "what one article says of a deal or a supply",
    "deal-items": "an item of a deal or supply, with the numbers that one article gives",
    "roles": "what one article says somebody is or was",
    "figures": "a figure as one article words it",
    "places": "a place, with its events",
    "links": "two actors who took part in the same events",
}
"""The tables that `output.exports` writes, and what a row of each is."""


def overview_pages(
    site: Site, name: str, bounds: Bounds = BOUNDS
) -> Iterator[tuple[str, HomePage | DisagreementsPage | DataPage | PartPage[Any]]]:
    """Home, disagreements and data, each with the name of its template; `name` is the site's."""
    differing, resting = tuple(disagreements(site)), by_origin(site)
    yield "home", home_page(site, name, differing, resting, bounds)
    yield from disagreements_pages(site, differing, resting, bounds)
    yield "data", data_page(site)


def counts(site: Site) -> tuple[LinkedCount, ...]:
    """What the site holds, in numbers, but for the records that only name, describe or date."""
    claims, _ = split_records(site.evidence)
    return (
        _counted(len(site.corpus.articles), "article", "articles/"),
        _counted(len(site.corpus.registry.actors), "actor", "actors/"),
        _counted(len(site.events), "event", "events/"),
        _counted(len(events_of_type(site, "visit")), "visit", "visits/"),
        _counted(len(events_of_type(site, "arms-deal")), "arms deal", "arms-deals/"),
        *_own_counts(site),
        LinkedCount(f"{claims:,}", claim_noun(claims), "data/"),
    )


def _own_counts(site: Site) -> Iterator[LinkedCount]:
    """How much the project's own sections have: events where they report any, else records."""
    for name in own_sections(site):
        section = site.corpus.registry.sections[name]
        events = sum(event.frame.type in section.event_types for event in site.events.values())
        number = events or sum(key.section == name for key in site.evidence)
        noun = section.name if number == 1 else section.plural
        yield LinkedCount(f"{number:,}", noun.lower(), path_of(name))


def _counted(number: int, noun: str, to: str) -> LinkedCount:
    return LinkedCount(f"{number:,}", noun if number == 1 else f"{noun}s", to)


def home_page(
    site: Site,
    name: str,
    differing: Sequence[Disagreement] | None = None,
    resting: RestingOnOrigins | None = None,
    bounds: Bounds = BOUNDS,
) -> HomePage:
    """The first page; `differing` and `resting` are what the page of the disagreements shows, too."""
    articles = all_articles(site)
    few = articles if 6 * len(articles) <= bounds.first // 2 else articles[:FEW_ARTICLES]
    return HomePage(
        head=page_head("", _home_answer(site), title=name, search=UNSEARCHED),
        counts=counts(site),
        timeline=small_view(site, site.events, name, on_whole_timeline(), "full"),
        newest=tuple(event_row(site, event) for event in newest_events(site)[:NEWEST]),
        differing=tuple(differing or disagreements(site))[:DIFFERING],
        single=single_origin_sentence(resting or by_origin(site)),
        articles=few,
        more_articles=Link(f"All {len(articles):,} articles", "articles/")
        if len(few) < len(articles)
        else None,
    )


def _home_answer(site: Site) -> str:
    articles, standing = len(site.corpus.articles), sum(found.verified for found in site.evidence.values())
    how = "each" if standing == len(site.evidence) else f"{standing:,} of them"
    return (
        f"What {count(articles, 'news article')} report{'s'[: articles == 1]}: "
        f"{counted_records(site.evidence)}, {how} with a quote found in the article's text, and with who "
        "said so and when. Where sources differ, their accounts stand side by side."
    )


def data_page(site: Site) -> DataPage:
    """The downloads."""
    answer = "Everything on this site as one JSON file, with its schema."
    head = page_head("data/", answer, search=UNSEARCHED, wide=False)
    own = {
        path_of(name).strip("/"): f"a record: {site.corpus.registry.sections[name].meaning}"
        for name in own_sections(site)
    }
    tables = (
        Download(name.replace("-", " ").capitalize(), row, f"data/{name}.csv", f"data/{name}.json")
        for name, row in {**TABLES, **own}.items()
    )
    _, others = split_records(site.evidence)
    held = (*counts(site), LinkedCount(f"{others:,}", other_noun(others), "data/"))
    return DataPage(head, held, tuple(tables))
