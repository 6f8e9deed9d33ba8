"""Home and disagreements."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from site_builder.linking.site import Site
from site_builder.pages.components import Link, joined
from site_builder.pages.disagreements import Disagreement, disagreements
from site_builder.pages.disagreements_page import PATH, DisagreementsPage, disagreements_pages
from site_builder.pages.facets import UNSEARCHED
from site_builder.pages.heads import Head, page_head
from site_builder.pages.indexes import Index
from site_builder.pages.many_lists import Common
from site_builder.pages.parts import PartPage
from site_builder.pages.rows import (
    ArticleRow,
    EventRow,
    all_articles,
    counted_records,
    event_row,
    newest_events,
)
from site_builder.pages.searched import searched_link
from site_builder.pages.single_origin import (
    RestingOnOrigins,
    by_origin,
    single_origin_sentence,
)
from site_builder.pages.site_counts import LinkedCount, counts
from site_builder.pages.timeline import TimelineView, on_whole_timeline, small_view
from site_builder.translation.messages import (
    filled,
    first_within_sentence,
    gettext,
    plural_form,
)

FEW_ARTICLES = 12
"""How many articles, the newest, the home page lists where they are many."""
NEWEST, DIFFERING = 6, 4
"""How many events, and how many disagreements, the home page shows."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where to start: one or a few indexes, and what is found there."""

    indexes: tuple[Link, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the corpus is, its newest and most disputed findings, and the ways in.

    `events` and `differ` lead to all events and all disagreements, `searched` to what was looked for, where
    there are any.
    """

    head: Head
    counts: tuple[LinkedCount, ...]
    timeline: TimelineView | None
    newest: tuple[EventRow, ...]
    differing: tuple[Disagreement, ...]
    single: str
    start: tuple[Start, ...]
    events: Link | None
    differ: Link | None
    articles: tuple[ArticleRow, ...]
    more_articles: Link | None = None
    searched: Link | None = None


def overview_pages(
    site: Site, shared: Common
) -> Iterator[tuple[str, HomePage | DisagreementsPage | PartPage[Any]]]:
    """Home, and disagreements where there may be any, each with the name of its template."""
    differing, resting = tuple(disagreements(site)), by_origin(site)
    yield "home", home_page(site, shared, differing, resting)
    if "disagreements/" in shared.indexes:
        yield from disagreements_pages(site, differing, resting, shared.bounds)


def starts(indexes: Mapping[str, Index]) -> Iterator[Start]:
    """The ways into a site by its indexes, those that belong together on one line."""

    def of(*paths: str) -> Start:
        found = [indexes[path] for path in paths if path in indexes]
        titles = (index.title if index is found[0] else in_a_sentence(index.title) for index in found)
        links = (Link(title, index.path) for title, index in zip(titles, found, strict=True))
        meaning = in_a_sentence(found[0].meaning.rstrip(".")) if found else ""
        return Start(joined(links), meaning)

    own = (path for path, index in indexes.items() if index.of_section)
    lines = (
        of("actors/"), of("timeline/", "network/", "map/"), *map(of, own),
        of("topics/", "places/", "equipment/"), of("data/"),
    )  # fmt: skip
    return (line for line in lines if line.indexes)


def in_a_sentence(words: str) -> str:
    """Words as they stand within a sentence: names in capitals stay."""
    return words if words[1:2].isupper() else first_within_sentence(words)


def home_page(
    site: Site,
    shared: Common,
    differing: Sequence[Disagreement] | None = None,
    resting: RestingOnOrigins | None = None,
) -> HomePage:
    """The first page; `differing` and `resting` are what the page of the disagreements shows, too."""
    name, bounds, articles = shared.name, shared.bounds, all_articles(site)
    few = articles if 6 * len(articles) <= bounds.first // 2 else articles[:FEW_ARTICLES]
    return HomePage(
        head=page_head("", _home_answer(site), title=name, search=UNSEARCHED),
        counts=counts(site),
        timeline=small_view(site, site.events, name, on_whole_timeline(), "full"),
        newest=tuple(event_row(site, event) for event in newest_events(site)[:NEWEST]),
        differing=tuple(differing or disagreements(site))[:DIFFERING],
        single=single_origin_sentence(resting or by_origin(site)),
        searched=searched_link(site),
        start=tuple(starts(shared.indexes)),
        events=Link(gettext("All events"), "events/") if "events/" in shared.indexes else None,
        differ=Link(gettext("All disagreements"), PATH) if PATH in shared.indexes else None,
        articles=few,
        more_articles=Link(gettext("All {n} articles", n=len(articles)), "articles/")
        if len(few) < len(articles)
        else None,
    )


def _home_answer(site: Site) -> str:
    articles, standing = len(site.corpus.articles), sum(found.verified for found in site.evidence.values())
    if standing == len(site.evidence):
        said = plural_form(
            "What {n} news article reports: {records}, each with a quote found in the article's text, and "
            "with who said so and when. Where sources differ, their accounts stand side by side.",
            "What {n} news articles report: {records}, each with a quote found in the article's text, and "
            "with who said so and when. Where sources differ, their accounts stand side by side.",
            articles,
        )
    else:
        said = plural_form(
            "What {n} news article reports: {records}, {found} of them with a quote found in the article's "
            "text, and with who said so and when. Where sources differ, their accounts stand side by side.",
            "What {n} news articles report: {records}, {found} of them with a quote found in the article's "
            "text, and with who said so and when. Where sources differ, their accounts stand side by side.",
            articles,
        )
    return filled(said, {"n": articles, "records": counted_records(site.evidence), "found": standing})
