"""The pages of actors, and their index."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from site_builder.linking.site import RecordKey, Site
from site_builder.model.records import (
    DealRecord,
    FigureRecord,
)
from site_builder.model.registry import Actor
from site_builder.model.value_types import ActorId, PlaceId
from site_builder.pages import counts
from site_builder.pages.actor_facts import facts_of_actor
from site_builder.pages.actor_network import EgoView, ego_view
from site_builder.pages.actors_without_events import mentions_of
from site_builder.pages.briefs import Sentence, brief_of_events, deals_of, told
from site_builder.pages.components import (
    Fact,
    Link,
    actor_link,
    actor_type,
    name_link,
)
from site_builder.pages.evidence import EvidenceView, evidence_views
from site_builder.pages.facets import countries, findable
from site_builder.pages.heads import Head, page_head
from site_builder.pages.many_lists import (
    Common,
    Cut,
    OwnList,
    articles_list,
    by_years,
    common,
    events_list,
    fitting,
    in_years,
    link_to_events,
    own_parts,
    plain_list,
    records_list,
    rests,
    visit_parts,
)
from site_builder.pages.map_data import PATH as MAP
from site_builder.pages.network import taken_part
from site_builder.pages.own_fields import identifiers
from site_builder.pages.pairs import pairs_fact
from site_builder.pages.parts import (
    PartPage,
    Rest,
    always,
)
from site_builder.pages.place_map import PlaceMapView, place_map
from site_builder.pages.posts import PostRow, posts_held
from site_builder.pages.roles import roles_in_years
from site_builder.pages.rows import (
    ActorRow,
    ArticleRow,
    EventRow,
    Table,
    YearGroup,
    actor_row,
    articles_of,
    by_year,
    description_link,
    event_row,
    most_first,
    reported_as,
    standing_link,
)
from site_builder.pages.said_of_actors import is_person, said_of, views
from site_builder.pages.searched import Searches, searches_about
from site_builder.pages.sentences import linked
from site_builder.pages.timeline import TimelineView, on_whole_timeline, small_view
from site_builder.pages.visits import (
    VisitTable,
    visit_counts,
    visits_from,
    visits_to,
)
from site_builder.translation.messages import first_upper, gettext, ngettext, plural_form

MOST_BEHIND = 60
"""How many events behind a link a row lists, the newest."""
MOST_TOGETHER = 12
"""How many names that stand in the same paragraphs a page lists."""


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """Another actor, with the events behind the link."""

    name: Link
    type_name: str
    events: tuple[Link, ...]
    number: int
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """Somebody or something that texts name in the same paragraphs, whatever they say of it."""

    name: Link
    paragraphs: str


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Everything the corpus says of an actor; `posts` are those it held, or of or to it.

    `words` are a person's own, `source_of` what else it is cited for.
    A state has a `map` of where it lies.
    """

    head: Head
    brief: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    words: tuple[EvidenceView, ...]
    posts: Table[PostRow] | None
    roles: tuple[EvidenceView, ...]
    mentions: tuple[tuple[Link, ...], ...]
    timeline: TimelineView | None
    years: tuple[YearGroup, ...]
    ego: EgoView | None
    partners: tuple[PartnerRow, ...]
    deals: tuple[EventRow, ...]
    supplies: tuple[EvidenceView, ...]
    figures: tuple[EvidenceView, ...]
    source_of: tuple[EvidenceView, ...]
    about: tuple[EvidenceView, ...]
    members: tuple[ActorRow, ...]
    together: tuple[Together, ...]
    articles: tuple[ArticleRow, ...]
    visits_from: VisitTable | None
    visits_to: VisitTable | None
    rests: Mapping[str, Rest | None]
    is_person: bool
    searched: Searches | None = None
    map: PlaceMapView | None = None


def actor_page(site: Site, actor: ActorId, shared: Common | None = None) -> ActorPage:
    """One actor's page, whole or cut; `shared` is what all pages look up."""
    pages = pages_of_actor(site, actor, shared or common(site))
    return next(page for _, page in pages if isinstance(page, ActorPage))


def pages_of_actor(
    site: Site, actor: ActorId, shared: Common
) -> Iterator[tuple[str, ActorPage | PartPage[Any]]]:
    """One actor's page, and parts of its lists where these are too long for it."""
    page = _whole_page(site, actor, shared)
    lists = _lists(page)
    held = fitting(lists, shared.bounds)
    yield "actor", _with_lists(page, held)
    yield from own_parts(page.head, lists, held)
    yield from visit_parts(page.head, (page.visits_from, page.visits_to))


def _weight(row: PartnerRow) -> int:
    return 7 + 2 * (len(row.events) + bool(row.more))


def _lists(page: ActorPage) -> tuple[OwnList, ...]:
    """The lists of an actor's page, as long as they are."""
    path = page.head.path
    return (
        records_list(page.words, path, "words", gettext("what they say themselves")),
        plain_list(
            page.posts.rows if page.posts else (),
            f"{path}posts/",
            "part_posts",
            always(15),
            name=gettext("posts"),
            counted=counts.terms,
        ),
        records_list(page.roles, path, "roles", gettext("roles and descriptions")),
        plain_list(
            page.mentions,
            f"{path}known/",
            "part_said",
            always(4),
            name=gettext("what the articles say"),
            counted=counts.descriptions,
        ),
        events_list(by_years(page.years), path),
        plain_list(
            page.partners,
            f"{path}with/",
            "part_partners",
            _weight,
            name=gettext("in the same events"),
            counted=counts.actors,
        ),
        events_list(page.deals, path, "deals", gettext("arms deals")),
        records_list(page.supplies, path, "supplies", gettext("arms supply without a deal of its own")),
        records_list(page.figures, path, "figures", gettext("figures")),
        records_list(page.source_of, path, "told", gettext("cited as the source")),
        records_list(page.about, path, "about", gettext("what others say")),
        plain_list(
            page.members,
            f"{path}members/",
            "part_members",
            always(5),
            name=gettext("people and bodies"),
            counted=counts.members,
        ),
        articles_list(page.articles, path),
    )


def _with_lists(page: ActorPage, held: Cut) -> ActorPage:
    """A page with so much of its lists as has room."""
    return replace(
        page,
        words=held["words"].rows,
        posts=replace(page.posts, rows=held["posts"].rows) if page.posts else None,
        roles=held["roles"].rows,
        mentions=held["known"].rows,
        years=in_years(page.years, held["events"].rows),
        partners=held["with"].rows,
        deals=held["deals"].rows,
        supplies=held["supplies"].rows,
        figures=held["figures"].rows,
        source_of=held["told"].rows,
        about=held["about"].rows,
        members=held["members"].rows,
        articles=held["articles"].rows,
        rests=rests(held),
    )


def _whole_page(site: Site, actor: ActorId, shared: Common) -> ActorPage:
    """An actor's page with its lists as long as they are."""
    visits, published = shared.visits, shared.published
    more = on_whole_timeline() if shared.timeline_is_cut else on_whole_timeline("actor", actor)
    known = site.corpus.registry.actors[actor]
    keys = site.refers.get(actor, ())
    said = () if site.events_of.get(actor) else tuple(mentions_of(site, actor, published))
    answer = _answer(site, actor, known, said)
    head = page_head(
        "actors/",
        answer,
        name=actor,
        about_person=is_person(site, actor),
        title=known.name,
        kind=actor_type(site, actor).name,
        entry=known,
        wide=False,
        search=findable(
            {"kind": [actor_type(site, actor).name], "country": countries(site, [actor])},
            names=(*known.forms, *identifiers([known])),
        ),
        registry=True,
    )
    events, own = site.events_of.get(actor, ()), taken_part(site, actor)
    of_it = said_of(site, actor, keys)
    return ActorPage(
        head=head,
        brief=brief_of_events(site, own, deals_of(site, own, actor), keys),
        facts=(
            *facts_of_actor(site, actor, known),
            *visit_counts(site, visits, actor),
            *pairs_fact(site, shared.pairs_of.get(actor, ())),
        ),
        words=of_it.words,
        posts=posts_held(site, actor),
        roles=of_it.roles,
        mentions=said,
        timeline=small_view(site, events, known.name, more, page=head.path),
        years=by_year(site, events, actor),
        ego=ego_view(site, actor),
        partners=_partners(site, actor),
        deals=tuple(
            event_row(site, event, actor) for event in events if site.events[event].frame.type == "arms-deal"
        ),
        supplies=views(site, (key for key in keys if _is_supply(site, key))),
        figures=evidence_views(
            site, (key for key in keys if isinstance(site.evidence[key].record, FigureRecord))
        ),
        source_of=of_it.told,
        about=of_it.about,
        members=tuple(
            actor_row(site, ActorId(name))
            for name in site.under.get(actor, ())
            if name in site.corpus.registry.actors
        ),
        together=_named_together(site, actor),
        articles=articles_of(site, keys, actor),
        visits_from=visits_from(site, visits, actor),
        visits_to=visits_to(site, visits, PlaceId(actor)),
        rests={},
        is_person=is_person(site, actor),
        searched=searches_about(site, actor),
        map=place_map(site, PlaceId(actor), has_map=MAP in shared.indexes) if known.type == "state" else None,
    )


def _answer(site: Site, actor: ActorId, known: Actor, said: Sequence[tuple[Link, ...]]) -> tuple[Link, ...]:
    """What somebody is, and in how many events; of one who is in none, the first that is `said`."""
    what = description_link(site, actor) or Link(actor_type(site, actor).name)
    roles = roles_in_years(site, actor)
    text = gettext("Named as {roles}", roles=roles) if roles else first_upper(what.text)
    what = replace(what, text=text.rstrip("."), kind="")
    if said:
        if reported_as(site, actor):
            return linked(gettext("{what}. Takes part in no event on record."), what=said[0])
        form = gettext("{what}. {said}. Takes part in no event on record.")
        return linked(form, what=what, said=said[0])
    articles = len({key.article for key in site.refers.get(actor, ())})
    return linked(
        gettext("{what}. {name} {takes_part} and is named in the records of {articles}."),
        what=what,
        name=known.name,
        takes_part=_part_in_events(site, actor),
        articles=counts.articles(articles),
    )


def _part_in_events(site: Site, actor: ActorId) -> tuple[Link, ...]:
    """In how many events somebody takes part, of when and who tells; a state may be the place of others."""
    own, more = taken_part(site, actor), len(site.events_of.get(actor, ()))
    if len(own) > 1:
        form = plural_form("takes part in {n} event ({told})", "takes part in {n} events ({told})", len(own))
        said = linked(form, n=len(own), told=told(site, own))
    elif own:  # the brief has it
        said = (Link(ngettext("takes part in {n} event", "takes part in {n} events", 1)),)
    else:
        said = (Link(gettext("takes part in no event on record")),)
    more -= len(own)
    if not more:
        return said
    form = plural_form(
        "{takes_part}, is the place of {n} more", "{takes_part}, is the place of {n} more", more
    )
    return linked(form, takes_part=said, n=more)


def _partners(site: Site, actor: ActorId) -> tuple[PartnerRow, ...]:
    own = actor_link(site, actor)
    rows = [
        PartnerRow(
            name=actor_link(site, other),
            type_name=actor_type(site, other).name,
            events=tuple(standing_link(site, event) for event in events[-MOST_BEHIND:]),
            number=len(events),
            more=link_to_events(own, len(events) - MOST_BEHIND) if len(events) > MOST_BEHIND else None,
        )
        for other, events in site.partners.get(actor, {}).items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.number, row.name.text)))


def _named_together(site: Site, actor: ActorId) -> tuple[Together, ...]:
    often = most_first(site.naming.together.get(actor, {}))[:MOST_TOGETHER]
    return tuple(Together(name_link(site, name), counts.paragraphs(number)) for name, number in often)


def _is_supply(site: Site, key: RecordKey) -> bool:
    record = site.evidence[key].record
    return isinstance(record, DealRecord) and record.event is None
