"""The pages of two actors with much between them, their index, and the links to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from site_builder.linking.pairs import Ends, Pair, PairCount, PairOnTopic, path_of_pair, topics_of
from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.model import edtf
from site_builder.model.records import DealRecord, FigureRecord, PlainRecord, Record, StatementRecord
from site_builder.pages import counts
from site_builder.pages.briefs import (
    Sentence,
    brief_of_events,
    deals_of,
    record_link,
    said_of,
    sentence,
    told,
    years_run,
)
from site_builder.pages.choices import SAID
from site_builder.pages.components import (
    Fact,
    Link,
    actor_link,
    joined_runs,
    name_link,
    outlet,
    published,
    registry_fact,
    separated,
    who_link,
)
from site_builder.pages.disagreements import Disagreement, of_event, of_record
from site_builder.pages.evidence import EvidenceView, evidence_view
from site_builder.pages.facets import countries, findable
from site_builder.pages.heads import Head, page_head
from site_builder.pages.many_lists import (
    OwnList,
    events_list,
    fitting,
    own_parts,
    plain_list,
    records_list,
    rests,
)
from site_builder.pages.page_subjects import PAIRS
from site_builder.pages.parts import (
    FIRST,
    Bounds,
    Division,
    PartPage,
    Rest,
    always,
    by_letter,
    long_list,
    part_pages,
)
from site_builder.pages.rows import EventRow, event_row, newest_of
from site_builder.pages.sentences import linked
from site_builder.pages.timeline import TimelineView, on_whole_timeline, small_view
from site_builder.translation.messages import N_, gettext, ngettext
from site_builder.translation.messages import number as written

MOST_LINKED = 12
"""So many of its pairs the page of an actor links to; the index has all."""
MEETINGS = frozenset(("visit", "meeting"))
"""Types of events in which people meet."""


@dataclass(frozen=True, slots=True)
class PairPage:
    """All that stands between two actors; `facts` are the topics under which most of it stands."""

    head: Head
    facts: tuple[Fact, ...]
    brief: tuple[Sentence, ...]
    timeline: TimelineView | None
    differ: tuple[Disagreement, ...]
    visits: tuple[EventRow, ...]
    deals: tuple[EventRow, ...]
    events: tuple[EventRow, ...]
    supplies: tuple[EvidenceView, ...]
    figures: tuple[EvidenceView, ...]
    statements: tuple[EvidenceView, ...]
    rests: Mapping[str, Rest | None]


def pages_of_pair(site: Site, pair: Pair, bounds: Bounds) -> Iterator[tuple[str, PairPage | PartPage[Any]]]:
    """The page of two actors, and parts of its lists where these are too long for it."""
    page = _whole_page(site, pair)
    lists = _lists(page)
    held = fitting(lists, bounds)
    yield (
        "pair",
        replace(
            page,
            differ=held["differ"].rows,
            visits=held["visits"].rows,
            deals=held["deals"].rows,
            events=held["events"].rows,
            supplies=held["supplies"].rows,
            figures=held["figures"].rows,
            statements=held["statements"].rows,
            rests=rests(held),
        ),
    )
    yield from own_parts(page.head, lists, held)


def _lists(page: PairPage) -> tuple[OwnList, ...]:
    """The lists of the page, as long as they are."""
    path = page.head.path
    return (
        plain_list(
            page.differ,
            f"{path}differ/",
            "part_differ",
            lambda item: 8 + 18 * len((*item.conflicts, *item.disputes, *item.disputed)),
            name=gettext("where sources differ"),
            counted=lambda n: ngettext("{n} disagreement", "{n} disagreements", n),
        ),
        events_list(page.visits, path, "visits", gettext("visits and meetings")),
        events_list(page.deals, path, "deals", gettext("arms deals")),
        events_list(page.events, path, name=gettext("other events")),
        records_list(page.supplies, path, "supplies", gettext("arms supply without a deal of its own")),
        records_list(page.figures, path, "figures", gettext("figures")),
        records_list(page.statements, path, "statements", gettext("what one says of the other")),
    )


def _whole_page(site: Site, pair: Pair) -> PairPage:
    """The page with its lists as long as they are."""
    one, other = pair.ends
    head = _head(site, pair)
    rows = [event_row(site, event) for event in newest_of(site, pair.events)]
    said, facts = _said(site, pair), tuple(_topics(site, pair))
    differing = [*pair.disputes, *(event for event in pair.events if site.events[event].disputed)]
    return PairPage(
        head=replace(head, registry=bool(facts)),
        facts=facts,
        brief=(
            *brief_of_events(
                site, pair.events, deals_of(site, pair.events, one, other), (*pair.records, *pair.contests)
            ),
            *_latest_words(site, said),
        ),
        timeline=small_view(site, pair.events, head.title, on_whole_timeline()),
        differ=(
            *(of_event(site, site.events[event]) for event in newest_of(site, dict.fromkeys(differing))),
            *(of_record(site, site.contests[key]) for key in pair.contests),
        ),
        visits=tuple(row for row in rows if row.type in MEETINGS),
        deals=tuple(row for row in rows if row.type == "arms-deal"),
        events=tuple(row for row in rows if row.type not in (*MEETINGS, "arms-deal")),
        supplies=_views(site, (key for key, _ in records_of(site, pair.records, DealRecord))),
        figures=_views(site, (key for key, _ in records_of(site, pair.records, FigureRecord))),
        statements=_views(site, said),
        rests={},
    )


def _said(site: Site, pair: Pair) -> list[RecordKey]:
    """What one of two says of the other, by the days of the articles."""
    keys = [
        key for key in pair.records if isinstance(site.evidence[key].record, StatementRecord | PlainRecord)
    ]
    return sorted(keys, key=lambda key: (_day(site, key), key))


def _day(site: Site, key: RecordKey) -> tuple[int, int, str]:
    return edtf.sort_key(edtf.parse(site.corpus.articles[key.article].published))


def _views(site: Site, keys: Iterable[RecordKey]) -> tuple[EvidenceView, ...]:
    """Records, those of the newest articles first."""
    views = [evidence_view(site, key) for key in keys]
    return tuple(sorted(views, key=lambda view: view.published.sort, reverse=True))


def _topics(site: Site, pair: Pair) -> Iterator[Fact]:
    """The topics of the pair's events, with how many of all events of each these are."""
    found = topics_of(site, pair)
    if found:
        runs = (_on_topic(site, one, gettext("{name}: {number} of its {events}")) for one in found)
        yield registry_fact(gettext("Topics"), *separated(runs, "; "))


def pairs_on_topic(site: Site, held: Sequence[PairOnTopic]) -> Iterator[Fact]:
    """The pairs with a page that have several of a topic's events, with how many of all these are."""
    if held:
        shown = held[:MOST_LINKED]
        runs = [
            _on_topic(site, one, gettext("{name}: {number} of these {events}"), one.ends) for one in shown
        ]
        if more := len(held) - len(shown):
            runs.append((Link(counts.and_more(more), PAIRS),))
        yield registry_fact(gettext("Pairs of actors"), *separated(runs, "; "))


def _on_topic(site: Site, one: PairOnTopic, form: str, ends: Ends | None = None) -> tuple[Link, ...]:
    """A topic, or a pair by its ends, with how many of the topic's events are the pair's."""
    return linked(
        form,
        name=Link(title_of_pair(site, ends), path_of_pair(ends)) if ends else name_link(site, one.topic),
        number=written(one.events),
        events=counts.events(len(site.events_of.get(one.topic, ()))),
    )


def title_of_pair(site: Site, ends: Ends) -> str:
    """What a pair is called: both by name, in the order of the names."""
    one, other = sorted(actor_link(site, end).text for end in ends)
    return gettext("{one} and {other}", one=one, other=other)


def _head(site: Site, pair: Pair) -> Head:
    actors = site.corpus.registry.actors
    links = sorted((actor_link(site, end) for end in pair.ends), key=lambda link: link.text)
    answer = linked(
        gettext("On record between {one} and {other}: {things}."),
        one=links[0],
        other=links[1],
        things=joined_runs(_things(site, pair)),
    )
    return page_head(
        PAIRS,
        answer,
        name="/".join(pair.ends),
        under=Link(gettext("Pairs of actors"), PAIRS),
        title=title_of_pair(site, pair.ends),
        kind=gettext("Pair of actors"),
        wide=False,
        search=findable(
            {"kind": [gettext("Pair of actors")], "country": countries(site, pair.ends)},
            others=[form for end in pair.ends for form in actors[end].forms],
        ),
    )


def _things(site: Site, pair: Pair) -> Iterator[tuple[Link, ...]]:
    """How many events there are, of when and who tells, and how much else."""
    if pair.events:
        yield linked(
            _form_of_events(pair),
            events=counts.events(len(pair.events)),
            together=written(len(pair.events) - len(pair.visits)),
            visits=counts.visits(len(pair.visits)),
            told=told(site, pair.events),
        )
    said, others = _numbers(site, pair)
    if said:
        yield (Link(counts.records_of_section(site, "statements", said)),)
    if others:
        yield (Link(ngettext("{n} figure or supply", "{n} figures and supplies", others)),)
    if differ := len({*pair.disputes, *pair.contests}):
        yield (Link(ngettext("{n} matter that they dispute", "{n} matters that they dispute", differ)),)


def _form_of_events(pair: Pair) -> str:
    """What the events of a pair are, in a sentence: pages of actors count those in which they take part."""
    if not pair.visits:
        return gettext("{events} in which both take part ({told})")
    if len(pair.visits) == len(pair.events):
        return gettext("{visits} from the one to the other ({told})")
    return gettext(
        "{events} ({together} in which both take part, {visits} from the one to the other; {told})"
    )


def _numbers(site: Site, pair: Pair) -> tuple[int, int]:
    """How many records are words of the one about the other, and how many others there are."""
    said = len(_said(site, pair))
    return said, len(pair.records) - said


def _latest_words(site: Site, keys: Sequence[RecordKey]) -> Iterator[Sentence]:
    """What one said of the other last, of what has a speaker."""
    if not keys:
        return
    key = keys[-1]
    record = site.evidence[key].record
    if isinstance(record, Record) and record.by:
        said = sentence(
            gettext("{said} ({outlet}, {date}): {what}."),
            said=linked(gettext(SAID[record.mode]), who=who_link(site, record.by)),
            outlet=outlet(site, key.article),
            date=published(site, key.article).words,
            what=record_link(site, key, said_of(site, key)),
        )
        yield Sentence(said, records=(key,))


# ------------------------------------------------------------------ the index


@dataclass(frozen=True, slots=True)
class PairPageRow:
    """Two actors in the index of those that have a page."""

    name: Link
    events: int
    years: tuple[Link, ...]
    statements: int
    others: int
    search: str


@dataclass(frozen=True, slots=True)
class PairsPage:
    """The index of two actors that have a page."""

    head: Head
    rows: tuple[PairPageRow, ...]
    rest: Rest | None = None


ROWS: Division[PairPageRow] = Division(
    base=f"{PAIRS}by-letter/",
    rows=counts.pairs,
    by=N_("by letter"),
    shown=FIRST,
    group=lambda row: by_letter(row.name.text),
    weight=always(11),
    order=lambda row: row.name.text.casefold(),
)


def pair_index(
    site: Site, pairs: Mapping[str, Pair], bounds: Bounds
) -> Iterator[tuple[str, PairsPage | PartPage[PairPageRow]]]:
    """The index with its parts: those with the most between them first."""
    ordered = sorted(pairs.values(), key=lambda pair: (-pair.number, title_of_pair(site, pair.ends)))
    answer = gettext(
        "{pairs} with much on record between them: events in which both take part, visits, deals, figures, "
        "what one says of the other.",
        pairs=counts.pairs(len(ordered)),
    )
    head = page_head(PAIRS, answer, title=gettext("Pairs of actors"))
    listed = long_list([_row(site, pair) for pair in ordered], ROWS, bounds)
    yield "pairs", PairsPage(head, listed.rows, listed.rest)
    yield from part_pages("part_pair_pages", head, listed)


def _row(site: Site, pair: Pair) -> PairPageRow:
    actors = site.corpus.registry.actors
    said, others = _numbers(site, pair)
    return PairPageRow(
        name=Link(title_of_pair(site, pair.ends), pair.path),
        events=len(pair.events),
        years=years_run(site, pair.events),
        statements=said,
        others=others,
        search=" ".join(form for end in pair.ends for form in actors[end].forms),
    )


# ------------------------------------------------------------------ links to them


def pairs_link(pairs: Mapping[str, Pair]) -> Link | None:
    """Link to the index, if there is any page."""
    if not pairs:
        return None
    said = ngettext("{n} pair with a page of its own", "{n} pairs with pages of their own", len(pairs))
    return Link(said, PAIRS)


def pairs_fact(site: Site, held: Sequence[PairCount]) -> Iterator[Fact]:
    """With whom an actor has a page, and how much is there: `Israel: 23 events`."""
    if held:
        links = [Link(_counted(site, one), one.path) for one in held[:MOST_LINKED]]
        if more := len(held) - len(links):
            links.append(Link(counts.and_more(more), PAIRS))
        yield Fact(gettext("Pairs"), separated(([link] for link in links), "; "))


def _counted(site: Site, one: PairCount) -> str:
    other = actor_link(site, one.other).text
    number = counts.events(one.events) if one.events else counts.records(one.number)
    if one.visits:
        visits = counts.visits(one.visits)
        among = gettext("{events}, {visits} between them included", events=number, visits=visits)
        number = visits if one.visits == one.events else among
    return gettext("With {other}: {events}", other=other, events=number)
