"""The pages of topics, places and equipment, and their indexes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from site_builder.linking.indices import ancestors
from site_builder.linking.site import Site, records_of
from site_builder.model.records import StatementRecord
from site_builder.model.registry import Entry
from site_builder.model.value_types import ActorId, EquipmentId, EventId, PlaceId, TopicId
from site_builder.pages import counts
from site_builder.pages.briefs import Sentence, brief_of_events, told
from site_builder.pages.components import (
    Fact,
    Link,
    actor_link,
    aliases_fact,
    joined,
    name_link,
    place_link,
    registry_fact,
    registry_link,
    separated,
    told_apart,
)
from site_builder.pages.evidence import EvidenceView, evidence_views
from site_builder.pages.facets import FacetName, countries, findable
from site_builder.pages.heads import Head, page_head
from site_builder.pages.item_numbers import ItemRow, item_table
from site_builder.pages.many_lists import (
    Common,
    OwnList,
    articles_list,
    by_years,
    events_list,
    fitting,
    in_years,
    own_parts,
    plain_list,
    records_list,
    rests,
    visit_parts,
)
from site_builder.pages.pairs import pairs_on_topic
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
from site_builder.pages.place_map import PlaceMapView, place_map
from site_builder.pages.rows import ArticleRow, Table, YearGroup, articles_of, by_year, filled_columns
from site_builder.pages.searched import Searches, searches_about
from site_builder.pages.sentences import linked
from site_builder.pages.timeline import TimelineView, on_whole_timeline, small_view
from site_builder.pages.visits import VisitIndex, VisitTable, visit_index, visits_beside, visits_to
from site_builder.translation.messages import (
    N_,
    filled,
    first_upper,
    first_within_sentence,
    fixed,
    gettext,
    ngettext,
)


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A topic, place or piece of equipment: its events and the records that name it, with their `numbers`.

    `visits` led to a place; those `beside` led to its state, and nobody says where in it. A `map` shows
    where it lies.
    """

    head: Head
    facts: tuple[Fact, ...]
    timeline: TimelineView | None
    years: tuple[YearGroup, ...]
    parts_title: str
    parts: tuple[Link, ...]
    evidence: tuple[EvidenceView, ...]
    articles: tuple[ArticleRow, ...]
    visits: VisitTable | None = None
    beside: VisitTable | None = None
    numbers: Table[ItemRow] | None = None
    rests: Mapping[str, Rest | None] = field(default_factory=dict)
    searched: Searches | None = None
    brief: tuple[Sentence, ...] = ()
    map: PlaceMapView | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry in its index."""

    name: Link
    group: Link | None
    description: str
    events: int
    records: int
    search: str


@dataclass(frozen=True, slots=True)
class EntriesPage:
    """The index of topics, places or equipment."""

    head: Head
    group_title: str
    rows: tuple[EntryRow, ...]
    filled: Mapping[str, bool]
    rest: Rest | None = None


def with_parts(page: EntryPage, bounds: Bounds) -> Iterator[tuple[str, EntryPage | PartPage[Any]]]:
    """An entry's page, and parts of its lists where these are too long for it."""
    lists = _lists(page)
    held = fitting(lists, bounds)
    yield (
        "entry",
        replace(
            page,
            years=in_years(page.years, held["events"].rows),
            parts=held["parts"].rows,
            evidence=held["records"].rows,
            articles=held["articles"].rows,
            numbers=replace(page.numbers, rows=held["numbers"].rows) if page.numbers else None,
            rests=rests(held),
        ),
    )
    yield from own_parts(page.head, lists, held)
    yield from visit_parts(page.head, (page.visits, page.beside))


def _lists(page: EntryPage) -> tuple[OwnList, ...]:
    """The lists of an entry's page, as long as they are."""
    path, numbers = page.head.path, page.numbers
    counted = plain_list(
        numbers.rows if numbers else (),
        f"{path}numbers/",
        "part_numbers",
        always(13),
        name=gettext("numbers in deals"),
        counted=lambda n: ngettext("{n} report", "{n} reports", n),
    )
    return (
        events_list(by_years(page.years), path),
        replace(counted, filled=numbers.filled if numbers else None),
        plain_list(
            page.parts,
            f"{path}parts/",
            "part_links",
            always(2),
            name=first_within_sentence(page.parts_title),
            counted=counts.entries,
        ),
        records_list(page.evidence, path, "records", gettext("records that name it")),
        articles_list(page.articles, path),
    )


INDEX_WORDS = {
    "topics": N_("What the events are about, with the events of each topic."),
    "places": N_("Where things happened, and what the articles say of each place."),
    "equipment": N_(
        "Weapon systems, aircraft and other equipment that the articles name, and their classes."
    ),
}


WITHOUT_WORDS = {
    "topics": "{said}",
    "places": N_("A place that the articles name. {said}"),
    "equipment": N_("Equipment that the articles name. {said}"),
}
"""What an entry is whose description nobody has written."""

KINDS = {"topics": N_("Topic"), "places": N_("Place"), "equipment": N_("Equipment")}


GROUPS = {"topics": "", "places": N_("Within"), "equipment": N_("Class")}
"""What the entries of each index are grouped by."""


def entry_index(
    site: Site, kind: str, bounds: Bounds
) -> Iterator[tuple[str, EntriesPage | PartPage[EntryRow]]]:
    """The index of topics, places or equipment with its parts, each page with its template's name."""
    group_title = gettext(GROUPS[kind]) if GROUPS[kind] else ""
    entries = getattr(site.corpus.registry, kind)
    rows = [
        EntryRow(
            name=name_link(site, name),
            group=_group(site, kind, entry),
            description=entry.description or "",
            events=len(site.events_of.get(name, ())),
            records=len(site.refers.get(name, ())),
            search=" ".join(entry.forms),
        )
        for name, entry in entries.items()
    ]
    rows.sort(key=lambda row: (-row.events, row.name.text))
    head = page_head(f"{kind}/", gettext(INDEX_WORDS[kind]), registry=True)
    how: Division[EntryRow] = Division(
        base=f"{kind}/by-letter/",
        rows=counts.entries,
        by=N_("by letter"),
        shown=FIRST,
        group=lambda row: by_letter(row.name.text),
        weight=always(9),
        order=lambda row: row.name.text.casefold(),
    )
    filled, listed = filled_columns(rows, ("group", "description")), long_list(rows, how, bounds)
    yield "entries", EntriesPage(head, group_title, listed.rows, filled, listed.rest)
    yield from part_pages("part_entries", head, listed, filled, group_title)


def _group(site: Site, kind: str, entry: object) -> Link | None:
    parent = getattr(entry, {"places": "within", "equipment": "class_"}.get(kind, ""), None)
    return name_link(site, parent) if parent else None


def topic_page(site: Site, topic: TopicId, shared: Common | None = None) -> EntryPage:
    """One topic's page."""
    is_cut = shared is not None and shared.timeline_is_cut
    entry = site.corpus.registry.topics[topic]
    events = site.events_of.get(topic, ())
    keys = site.refers.get(topic, ())
    head = _head(
        entry,
        "topics",
        topic,
        _events_told(site, events),
        facets={"topic": [entry.name]},
    )
    timeline = on_whole_timeline() if is_cut else on_whole_timeline("topic", topic)
    pairs = pairs_on_topic(site, shared.pairs_on.get(topic, ()) if shared else ())
    page = _page(site, head, topic, facts=tuple(pairs), timeline=timeline)
    statements = (key for key, _ in records_of(site, keys, StatementRecord))
    records = (key for event in events for key in site.events[event].records)
    return replace(
        page,
        evidence=evidence_views(site, statements),
        articles=articles_of(site, (*records, *keys)),
        brief=brief_of_events(site, events, records=keys),
    )


def _events_told(site: Site, events: Sequence[EventId]) -> tuple[Link, ...]:
    """How many events there are, of which years, and on the word of how many origins."""
    number = counts.events(len(events))
    if len(events) < 2:  # the brief has a single one
        return linked(gettext("{events} on this topic."), events=number)
    return linked(gettext("{events} on this topic ({told})."), events=number, told=told(site, events))


def _page(
    site: Site,
    head: Head,
    name: str,
    *,
    facts: Sequence[Fact] = (),
    inner_title: str = "",
    inner: Sequence[Link] = (),
    timeline: Link | None = None,
) -> EntryPage:
    """What all entries have; `timeline` leads to that of all events."""
    events, keys = site.events_of.get(name, ()), site.refers.get(name, ())
    searched = searches_about(site, name)
    return EntryPage(
        head=replace(head, registry=head.registry or bool(searched or any(fact.basis for fact in facts))),
        facts=tuple(facts),
        timeline=small_view(
            site,
            events,
            head.title,
            timeline or on_whole_timeline(),
            page=head.path if head.path.startswith("topics/") else "",
        ),
        years=by_year(site, events),
        parts_title=inner_title if inner else "",
        parts=tuple(inner),
        evidence=evidence_views(site, keys),
        articles=articles_of(site, keys, name),
        searched=searched,
    )


def place_page(
    site: Site, place: PlaceId, visits: VisitIndex | None = None, *, has_map: bool = True
) -> EntryPage:
    """One place's page, with what happened in it and within; `has_map` says whether the site has one."""
    index = visits or visit_index(site)
    entry = site.corpus.registry.places[place]
    outer = [place_link(site, name) for name in list(ancestors(site.corpus, place))[1:]]
    facts = [registry_fact(gettext("Within"), *_nested(outer))] if outer else []
    if entry.coordinates:
        facts.append(registry_fact(gettext("Coordinates"), Link(_degrees(*entry.coordinates))))
    facts += (*aliases_fact(entry), *told_apart(site, place))
    inner = [place_link(site, PlaceId(name)) for name in site.under.get(place, ())]
    said = gettext("{events} here.", events=counts.events(len(site.events_of.get(place, ()))))
    facets: dict[FacetName, Iterable[str]] = {"country": countries(site, [place])}
    head = _head(entry, "places", place, said, facets=facets, known=facts or inner)
    beside = visits_beside(site, index, place)
    head = replace(head, answer=(*head.answer, *_further(head.path, beside)))
    page = _page(site, head, place, facts=facts, inner_title=gettext("Places within"), inner=inner)
    return replace(
        page,
        visits=visits_to(site, index, place),
        beside=beside,
        map=place_map(site, place, has_map=has_map),
    )


def _further(path: str, beside: VisitTable | None) -> Iterator[Link]:
    """That visits went to the state, and perhaps here."""
    if beside:
        link = Link(first_within_sentence(beside.title), f"{path}#visits-beside")
        yield from linked(gettext(" See also: {visits}."), visits=link)


def _nested(outer: Sequence[Link]) -> tuple[Link, ...]:
    """Places of which each lies within the next."""
    inner = separated(([place] for place in outer[:-1]), ", ")
    return linked(gettext("{place} in {around}"), place=inner, around=outer[-1]) if inner else tuple(outer)


def _degrees(north: float, east: float) -> str:
    if north >= 0:
        said = gettext("{north}° N, {east}° E") if east >= 0 else gettext("{north}° N, {east}° W")
    else:
        said = gettext("{north}° S, {east}° E") if east >= 0 else gettext("{north}° S, {east}° W")
    return filled(said, {"north": fixed(abs(north), 2), "east": fixed(abs(east), 2)})


def equipment_page(site: Site, item: EquipmentId) -> EntryPage:
    """One system's page, or a class's."""
    entry = site.corpus.registry.equipment[item]
    facts = []
    if entry.class_:
        facts.append(registry_fact(gettext("Class"), name_link(site, entry.class_)))
    if entry.makers:
        facts.append(
            registry_fact(gettext("Makers"), *joined(actor_link(site, maker) for maker in entry.makers))
        )
    if entry.made_in:
        facts.append(registry_fact(gettext("Made in"), actor_link(site, ActorId(entry.made_in))))
    facts += (*aliases_fact(entry), *told_apart(site, item))
    inner = [name_link(site, name) for name in site.under.get(item, ())]
    keys = site.refers.get(item, ())
    said = gettext(
        "{events}, {records}.",
        events=counts.events(len(site.events_of.get(item, ()))),
        records=counts.records(len(keys)),
    )
    facets: dict[FacetName, Iterable[str]] = {"country": countries(site, [entry.made_in])}
    head = _head(entry, "equipment", item, said, facets=facets, known=facts or inner)
    page = _page(site, head, item, facts=facts, inner_title=gettext("In this class"), inner=inner)
    return replace(page, numbers=item_table(site, item, keys))


def _head(
    entry: Entry,
    kind: str,
    name: str,
    said: str | tuple[Link, ...],
    *,
    facets: Mapping[FacetName, Iterable[str]],
    known: Sequence[Fact | Link] = (),
) -> Head:
    """The head of an entry; `known` is what else the page shows that the editors know."""
    own = (entry.description or "").rstrip(".")
    what = linked("{what}. {said}", what=registry_link(first_upper(own)), said=said) if own else ()
    answer = what or linked(gettext(WITHOUT_WORDS[kind]), said=said)
    called = gettext(KINDS[kind])
    return page_head(
        f"{kind}/",
        answer,
        name=name,
        title=entry.name,
        kind=called,
        entry=entry,
        wide=False,
        search=findable({"kind": [called], **facets}, names=entry.forms),
        registry=bool(what or known),
    )
