"""Home, disagreements and the page of the data."""

from collections import Counter
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
from site_builder.pages.registers import own_sections, path_of, registers
from site_builder.pages.rows import (
    ArticleRow,
    EventRow,
    all_articles,
    counted_records,
    event_row,
    newest_events,
    split_records,
)
from site_builder.pages.single_origin import (
    RestingOnOrigins,
    by_origin,
    single_origin_sentence,
)
from site_builder.pages.timeline import TimelineView, on_whole_timeline, small_view
from site_builder.translation.messages import (
    N_,
    filled,
    first_within_sentence,
    gettext,
    ngettext,
    plural_form,
    spoken,
    within_sentence,
)
from site_builder.translation.messages import number as written

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
class Start:
    """Where to start: one or a few indexes, and what is found there."""

    indexes: tuple[Link, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the corpus is, its newest and most disputed findings, and the ways in.

    `events` and `differ` lead to all events and all disagreements, where there are any.
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


@dataclass(frozen=True, slots=True)
class Download:
    """A register as files, and what each of its rows is."""

    title: str
    row: str
    csv: str
    json: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """Downloads; `changes` tells whether there is one of the changes of the data."""

    head: Head
    counts: tuple[LinkedCount, ...]
    tables: tuple[Download, ...]
    changes: bool = False


TABLES = {
    "events": (N_("Events"), N_("an event, with all its reports combined")),
    "visits": (N_("Visits"), N_("a visit, from one state, with its visitors and the place visited")),
    "meetings": (N_("Meetings"), N_("a meeting on a visit, as one article reports it")),
    "arms-deals": (N_("Arms deals"), N_("what one article says of a deal or a supply")),
    "deal-items": (
        N_("Deal items"),
        N_("an item of a deal or supply, with the numbers that one article gives"),
    ),
    "roles": (N_("Roles"), N_("what one article says somebody is or was")),
    "figures": (N_("Figures"), N_("a figure as one article words it")),
    "places": (N_("Places"), N_("a place, with its events")),
    "links": (N_("Links"), N_("two actors who took part in the same events")),
    "mappings": (N_("Mappings"), N_("what another vocabulary calls a type or section of this one")),
}
"""The tables that `output.exports` writes: what each is called, and what a row of it is."""
INDEX_OF = {"meetings": "visits", "deal-items": "arms-deals", "links": "network"}
"""The index that a table belongs to, where it is not that of its own name."""
UNINDEXED = ("roles/", "mappings/")
"""Tables that belong to no index."""


def overview_pages(
    site: Site, shared: Common
) -> Iterator[tuple[str, HomePage | DisagreementsPage | DataPage | PartPage[Any]]]:
    """Home, disagreements where there may be any, and data, each with the name of its template."""
    differing, resting = tuple(disagreements(site)), by_origin(site)
    yield "home", home_page(site, shared, differing, resting)
    if "disagreements/" in shared.indexes:
        yield from disagreements_pages(site, differing, resting, shared.bounds)
    yield "data", data_page(site, shared.indexes)


def counts(site: Site) -> tuple[LinkedCount, ...]:
    """What the site holds, in numbers, but for the records that only name, describe or date."""
    claims, _ = split_records(site.evidence)
    found = (
        _counted(number := len(site.corpus.articles), ngettext("article", "articles", number), "articles/"),
        _counted(number := len(site.corpus.registry.actors), ngettext("actor", "actors", number), "actors/"),
        _counted(number := len(site.events), ngettext("event", "events", number), "events/"),
        *_register_counts(site),
        _counted(
            claims, ngettext("statement about the world", "statements about the world", claims), "data/"
        ),
    )
    return tuple(count for number, count in found if number)


def _register_counts(site: Site) -> Iterator[tuple[int, LinkedCount]]:
    """How much each register has, but that of figures: events where there are any, else records."""
    of_type = Counter(event.frame.type for event in site.events.values())
    of_section = Counter(key.section for key in site.evidence)
    for name in registers(site):
        section = site.corpus.registry.sections[name]
        number = sum(of_type[kind] for kind in section.event_types)
        number = number or (of_section[name] if name in own_sections(site) else 0)
        noun = section.plural if spoken().plural(number) else section.name
        yield _counted(number, within_sentence(noun), path_of(name))


def _counted(number: int, noun: str, to: str) -> tuple[int, LinkedCount]:
    return number, LinkedCount(written(number), noun, to)


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


def data_page(site: Site, indexes: Mapping[str, Index]) -> DataPage:
    """The downloads: of tables that belong to an index, those whose index is among the `indexes`."""
    answer = gettext("Everything on this site as one JSON file, with its schema.")
    head = page_head("data/", answer, search=UNSEARCHED, wide=False)
    sections = {name: site.corpus.registry.sections[name] for name in own_sections(site)}
    own = {
        path_of(name).strip("/"): (
            section.plural,
            gettext("a record: {meaning}", meaning=section.meaning),
        )
        for name, section in sections.items()
    }
    ours = {name: (gettext(title), gettext(row)) for name, (title, row) in TABLES.items()}
    tables = (
        Download(title, row, f"data/{name}.csv", f"data/{name}.json")
        for name, (title, row) in {**ours, **own}.items()
        if f"{INDEX_OF.get(name, name)}/" in (*indexes, *UNINDEXED)
    )
    _, others = split_records(site.evidence)
    noun = ngettext("role, description or date reading", "roles, descriptions and date readings", others)
    held = (*counts(site), _counted(others, noun, "data/")[1])
    return DataPage(head, held, tuple(tables), bool(site.changes))
