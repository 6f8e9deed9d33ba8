"""Pages of one thing that have many lists: where these are too long together, each is cut."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from site_builder.linking.pairs import (
    Pair,
    PairCount,
    PairOnTopic,
    pair_counts,
    pairs_by_topic,
    pairs_with_page,
)
from site_builder.linking.reads import Keep, keeping_nothing
from site_builder.linking.site import RecordKey, Site
from site_builder.model.value_types import EventId, TopicId
from site_builder.pages import counts
from site_builder.pages.actors_without_events import Published, published_by
from site_builder.pages.arms_figures import Parties, figures_by_parties
from site_builder.pages.components import Link
from site_builder.pages.counts import Counted
from site_builder.pages.evidence import EvidenceView
from site_builder.pages.heads import Head
from site_builder.pages.indexes import Index, indexes
from site_builder.pages.parts import (
    BOUNDS,
    FIRST,
    Bounds,
    Division,
    LongList,
    PartPage,
    Rest,
    cut,
    in_year,
    on_one_list,
    part_pages,
    weight_of,
)
from site_builder.pages.rows import ArticleRow, EventRow, YearGroup
from site_builder.pages.timeline import is_cut
from site_builder.pages.visits import VisitIndex, VisitTable, visit_index
from site_builder.translation.messages import N_, first_within_sentence, gettext, spoken


@dataclass(frozen=True, slots=True)
class Common:
    """What the pages of all things look up, made once; `name` is the site's, `language` the code of its own.

    `before` and `after` give the event that comes before and after another, `trade` the figures by parties,
    `indexes` the indexes that there are, `pairs` the pages of two actors by their paths, `pairs_of` how much
    stands on those of an actor, `pairs_on` which have several events under a topic.
    """

    name: str
    language: str
    visits: VisitIndex
    published: Published
    before: Mapping[EventId, EventId]
    after: Mapping[EventId, EventId]
    trade: Mapping[Parties, tuple[RecordKey, ...]]
    bounds: Bounds
    timeline_is_cut: bool
    indexes: Mapping[str, Index]
    pairs: Mapping[str, Pair]
    pairs_of: Mapping[str, tuple[PairCount, ...]]
    pairs_on: Mapping[TopicId, tuple[PairOnTopic, ...]]


def common(
    site: Site,
    bounds: Bounds = BOUNDS,
    name: str = "",
    keep: Keep[Site] | None = None,
    listed: frozenset[str] = frozenset(),
) -> Common:
    """Make what the pages of all things share; `keep` gives what was made of an earlier version.

    `listed` are indexes that a menu has, whether or not there is something in them.
    """
    keep = keep or keeping_nothing(site)
    pairs = keep("pairs", pairs_with_page)
    after = dict(pairwise(event for event, found in site.events.items() if found.date))
    return Common(
        name=name,
        language=spoken().code,
        visits=visit_index(site, bounds, keep),
        published=keep("published", published_by),
        before={later: event for event, later in after.items()},
        after=after,
        trade=keep("trade", figures_by_parties),
        bounds=bounds,
        timeline_is_cut=is_cut(site, bounds),
        indexes=indexes(site, listed),
        pairs=pairs,
        pairs_of=pair_counts(pairs),
        pairs_on=pairs_by_topic(site, pairs.values()),
    )


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list of a page: its name in paths and in `rests`, the template of its parts, its rows.

    `day` sorts the rows of one that does not come with the newest first, where it is cut.
    """

    id: str
    template: str
    rows: Sequence[Any]
    how: Division[Any]
    filled: Mapping[str, bool] | None = None
    day: Callable[[Any], str] | None = None


Cut = Mapping[str, LongList[Any]]
PART_LINK = 3
"""How many elements a link to a part has."""


def fitting(lists: Sequence[OwnList], bounds: Bounds) -> Cut:
    """The lists of a page by their names: whole where all fit together, else the longest ones cut.

    Links to parts take room, too.
    """
    weights = {one.id: weight_of(one.rows, one.how) for one in lists}
    left, held = sum(weights.values()), {one.id: LongList(tuple(one.rows)) for one in lists}
    for one in sorted(lists, key=lambda one: (-weights[one.id], one.id)):
        if left <= bounds.nodes:
            break
        listed = held[one.id] = cut(_newest(one), one.how, bounds, bounds.several)
        links = len(listed.rest.parts) if listed.rest else 0
        left -= weights[one.id] - weight_of(listed.rows, one.how) - PART_LINK * links
    return held


def _newest(one: OwnList) -> Sequence[Any]:
    return sorted(one.rows, key=one.day, reverse=True) if one.day else one.rows


def rests(lists: Cut) -> Mapping[str, Rest | None]:
    """What is said of what each list leaves out."""
    return {name: listed.rest for name, listed in lists.items()}


def own_parts(head: Head, lists: Sequence[OwnList], held: Cut) -> Iterator[tuple[str, PartPage[Any]]]:
    """The parts of a page's lists."""
    for one in lists:
        yield from part_pages(one.template, head, held[one.id], one.filled)


def visit_parts(head: Head, tables: Sequence[VisitTable | None]) -> Iterator[tuple[str, PartPage[Any]]]:
    """The parts of a page's tables of visits."""
    for table in filter(None, tables):
        name = first_within_sentence(table.title)
        listed = LongList(table.rows, table.rest, table.parts, name)
        yield from part_pages("part_visits_table", head, listed, table.filled)


# ------------------------------------------------------------------ lists that several pages have


def events_list(rows: Sequence[EventRow], page: str, id_: str = "events", name: str = "") -> OwnList:
    """Events, newest first."""
    how: Division[EventRow] = Division(
        base=f"{page}{id_}/",
        name=name or gettext("events"),
        rows=counts.events,
        by=N_("by year"),
        group=lambda row: in_year(row.when.sort if row.when else ""),
        weight=lambda row: 11 + 4 * len(row.denials),
    )
    return OwnList(id_, "part_event_list", rows, how)


def records_list(rows: Sequence[EvidenceView], page: str, id_: str, name: str) -> OwnList:
    """Records with their quotes, by the year of their article."""
    how: Division[EvidenceView] = Division(
        base=f"{page}{id_}/",
        name=name,
        rows=counts.records,
        by=N_("by year of the article"),
        group=lambda row: in_year(row.published.sort),
        weight=lambda row: 14 + len(row.says) + 4 * len(row.answers),
    )
    return OwnList(id_, "part_evidence", rows, how, day=lambda row: row.published.sort)


def articles_list(rows: Sequence[ArticleRow], page: str) -> OwnList:
    """Articles, newest first."""
    how: Division[ArticleRow] = Division(
        base=f"{page}articles/",
        name=gettext("articles"),
        rows=counts.articles,
        by=N_("by year"),
        group=lambda row: in_year(row.published.sort),
        weight=lambda _: 6,
    )
    return OwnList("articles", "part_article_list", rows, how)


def plain_list(
    rows: Sequence[Any],
    base: str,
    template: str,
    weight: Callable[[Any], int],
    *,
    name: str,
    counted: Counted,
) -> OwnList:
    """Rows of any kind, the first ones first, in pages by number."""
    id_ = base.rstrip("/").rpartition("/")[2]
    how: Division[Any] = Division(
        base=base,
        name=name,
        rows=counted,
        by=N_("in order"),
        shown=FIRST,
        group=on_one_list(gettext("the whole list")),
        weight=weight,
    )
    return OwnList(id_, template, rows, how)


def by_years(groups: Sequence[YearGroup]) -> list[EventRow]:
    """The events of groups of years as one list."""
    return [row for group in groups for row in group.events]


def in_years(groups: Sequence[YearGroup], shown: Sequence[EventRow]) -> tuple[YearGroup, ...]:
    """The groups of years of those events that are shown, which are the first."""
    left, held = len(shown), []
    for group in groups:
        if left > 0:
            held.append(YearGroup(group.year, group.events[:left]))
            left -= len(group.events)
    return tuple(held)


def link_to_events(of: Link, number: int) -> Link:
    """Say that so many events more stand with those of somebody."""
    said = gettext("and {n} more, with the events of {whose}", n=number, whose=of.text)
    return Link(said, f"{of.to}#events")
