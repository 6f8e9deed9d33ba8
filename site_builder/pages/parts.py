"""The pieces that page views are made of, and how records turn into them.

Views hold display text and site paths only; templates arrange them and decide nothing. A site
path is like `actors/ilham-aliyev/` or `articles/x/#q-1a2b3c4d`; the renderer makes it relative.
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace

from site_builder import edtf
from site_builder.linking import Evidence, Origin, Part, RecordKey, Site
from site_builder.model import (
    ActorId,
    ActorRef,
    ArticleId,
    DateRecord,
    DealRecord,
    Edtf,
    EquipmentId,
    EventId,
    EventRecord,
    FigureRecord,
    OrganisationRecord,
    PersonRecord,
    PlaceId,
    Record,
    Section,
    Source,
    StatementRecord,
    TopicId,
    Unnamed,
    VisitRecord,
)
from site_builder.pages.facets import UNSEARCHED, Search


@dataclass(frozen=True, slots=True)
class Link:
    """Text that may lead somewhere: `to` is a site path, empty for plain text; `kind` styles it."""

    text: str
    to: str = ""
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DateView:
    """A date in words, its EDTF, and a key that sorts."""

    words: str
    edtf: str
    sort: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of an infobox: a label and what stands beside it; `aside` keeps it out of search results."""

    label: str
    values: tuple[Link, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class QuotePiece:
    """A run of a quote; `sic` where it ends in a form that the source misprints."""

    text: str
    sic: bool = False


@dataclass(frozen=True, slots=True)
class QuoteView:
    """An exact quote, the deep link to where it stands in the article's page, and whether it is proved.

    `id` is the anchor, on the article's page only, and there only for the first of equal quotes.
    """

    pieces: tuple[QuotePiece, ...]
    to: str
    verified: bool
    id: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What one record says and what proves it; `event` and `article` are left out on their own pages."""

    number: int
    kind: str
    event: Link | None
    says: tuple[Link, ...]
    when: DateView | None
    quotes: tuple[QuoteView, ...]
    credit: tuple[Link, ...]
    article: Link | None
    published: DateView
    verified: bool
    notes: tuple[str, ...]
    edit: str
    place: str


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Head:
    """What every page has: its path, title, kind, answering sentence, trail, tab, and how it is found."""

    path: str
    title: str
    kind: str
    answer: tuple[Link, ...]
    section: str
    trail: tuple[Link, ...]
    description: str
    wide: bool = False
    edit: str = ""
    search: Search = UNSEARCHED


KIND_NAMES: dict[str, str] = {
    "person": "Person",
    "state": "State",
    "government-body": "Government body",
    "armed-force": "Armed force",
    "company": "Company",
    "organisation": "Organisation",
    "media": "Outlet",
    "visit": "Visit",
    "meeting": "Meeting",
    "arms-deal": "Arms deal",
    "agreement": "Agreement",
    "facility-opening": "Opening",
    "weapon-use": "Weapon use",
    "conflict": "Conflict",
    "protest": "Protest",
    "exercise": "Exercise",
    "mission": "Mission",
    "trade": "Trade",
    "other": "Other",
}

SECTION_NAMES: dict[Section, str] = {
    "people": "Role",
    "organisations": "Description",
    "visits": "Visit",
    "arms_deals": "Arms deal",
    "events": "Event",
    "statements": "Statement",
    "figures": "Figure",
    "dates": "Date",
}


# ------------------------------------------------------------------ links to things


def actor_link(site: Site, actor: ActorId) -> Link:
    """Link to an actor's page by its name."""
    known = site.corpus.registry.actors[actor]
    return Link(known.name, f"actors/{actor}/", kind=known.type)


def who_link(site: Site, ref: ActorRef) -> Link:
    """Link to an actor; somebody unnamed leads to the state or body they belong to."""
    if not isinstance(ref, Unnamed):
        return actor_link(site, ref)
    of = actor_link(site, ref.of)
    return Link(f"{ref.as_} ({of.text}, unnamed)", of.to, kind="unnamed")


def part_link(site: Site, part: Part) -> Link:
    """Link to somebody who takes part in an event."""
    if part.who:
        return actor_link(site, part.who)
    of = actor_link(site, part.of) if part.of else Link("")
    return Link(f"{part.label} ({of.text}, unnamed)", of.to, kind="unnamed")


def place_link(site: Site, place: PlaceId) -> Link:
    """Link to a place's page, or to the state's where the place is a state."""
    known = site.corpus.registry.places.get(place)
    if known:
        return Link(known.name, f"places/{place}/", kind="place")
    return actor_link(site, ActorId(place))


def event_link(site: Site, event: EventId) -> Link:
    """Link to an event's page by its title; an event nobody reports has no page."""
    title = site.corpus.registry.events[event].title
    return Link(title, f"events/{event}/" if event in site.events else "", kind="event")


def article_link(site: Site, article: ArticleId, anchor: str = "") -> Link:
    """Link to an article's page by its title."""
    fragment = f"#{anchor}" if anchor else ""
    return Link(site.corpus.articles[article].title, f"articles/{article}/{fragment}", kind="article")


def name_link(site: Site, name: str) -> Link:
    """Link to whatever an id names: actor, place, equipment, topic, event or article."""
    registry = site.corpus.registry
    kinds: tuple[tuple[Container[str], Callable[[], Link]], ...] = (
        (registry.actors, lambda: actor_link(site, ActorId(name))),
        (registry.places, lambda: place_link(site, PlaceId(name))),
        (registry.equipment, lambda: equipment_link(site, EquipmentId(name))),
        (registry.topics, lambda: topic_link(site, TopicId(name))),
        (registry.events, lambda: event_link(site, EventId(name))),
        (site.corpus.articles, lambda: article_link(site, ArticleId(name))),
    )
    return next((link() for entries, link in kinds if name in entries), Link(name))


def equipment_link(site: Site, item: EquipmentId) -> Link:
    """Link to a piece of equipment's page."""
    return Link(site.corpus.registry.equipment[item].name, f"equipment/{item}/", kind="equipment")


def topic_link(site: Site, topic: TopicId) -> Link:
    """Link to a topic's page."""
    return Link(site.corpus.registry.topics[topic].name, f"topics/{topic}/", kind="topic")


def joined(links: Iterable[Link], last: str = "and") -> tuple[Link, ...]:
    """Links as running text: `a, b and c`."""
    items = tuple(links)
    if not items:
        return ()
    result = [items[0]]
    for position, item in enumerate(items[1:], start=2):
        result += [Link(f" {last} " if position == len(items) else ", "), item]
    return tuple(result)


def plain(links: Iterable[Link]) -> str:
    """The text of a run of links."""
    return "".join(link.text for link in links)


# ------------------------------------------------------------------ dates and values


def date_view(text: Edtf | str | None, why: str | None = None) -> DateView | None:
    """A written date in words."""
    return dated(edtf.parse(text), why) if text else None


def dated(date: edtf.Date, why: str | None = None) -> DateView:
    """A parsed date in words."""
    earliest = date.earliest or date.latest
    return DateView(edtf.words(date), date.text, earliest.isoformat() if earliest else "", why or "")


def published(site: Site, article: ArticleId) -> DateView:
    """When an article appeared."""
    known = site.corpus.articles[article]
    return dated(edtf.parse(known.published), known.published_why)


# ------------------------------------------------------------------ evidence


def evidence_view(site: Site, key: RecordKey, number: int = 0) -> EvidenceView:
    """A record as it stands on pages: what it says, who says so, the quotes, and where it was written."""
    found = site.evidence[key]
    location = found.record.at.location
    return EvidenceView(
        number=number,
        kind=SECTION_NAMES[key.section],
        event=event_link(site, event) if (event := getattr(found.record, "event", None)) else None,
        says=says(site, found),
        when=record_date(found),
        quotes=tuple(
            QuoteView(quote_pieces(site, q.words), f"articles/{key.article}/#{q.anchor}", q.verified)
            for q in found.quotes
        ),
        credit=credit(site, found),
        article=article_link(site, key.article, found.quotes[0].anchor),
        published=published(site, key.article),
        verified=found.verified,
        notes=_notes(found),
        edit=f"{location.path}#{location.line}",
        place=f"{location.path}:{location.line}",
    )


def quote_pieces(site: Site, words: str) -> tuple[QuotePiece, ...]:
    """Split a quote after each form that the registry knows as misprinted."""
    pieces, start = [], 0
    for end in sorted(words.find(form) + len(form) for form in site.printed if form in words):
        pieces.append(QuotePiece(words[start:end], sic=True))
        start = end
    return (*pieces, QuotePiece(words[start:]))


def _notes(found: Evidence) -> tuple[str, ...]:
    why = getattr(found.record, "date_why", None)
    note = getattr(found.record, "note", None)
    return tuple(filter(None, (f"Date: {why.rstrip('.')}." if why else None, note)))


def record_date(found: Evidence) -> DateView | None:
    """The date that a record gives, whichever field holds it."""
    record = found.record
    for field in ("date", "ordered", "delivered", "disclosed"):
        if value := getattr(record, field, None):
            return date_view(value, getattr(record, "date_why", None))
    if isinstance(record, FigureRecord) and record.periods:
        return date_view(record.periods[0], record.date_why)
    return None


def says(site: Site, found: Evidence) -> tuple[Link, ...]:
    """What a record says, as running text with links."""
    match found.record:
        case PersonRecord() as record:
            said = _person_says(site, record)
        case OrganisationRecord() as record:
            said = (actor_link(site, record.actor), Link(f": {record.says}"))
        case DealRecord() as record:
            said = deal_says(site, record)
        case FigureRecord() as record:
            said = figure_says(site, record)
        case DateRecord() as record:
            said = (Link(f"“{record.quote}” is {edtf.words(edtf.parse(record.date))}: {record.why}"),)
        case StatementRecord() | VisitRecord() | EventRecord() as record:
            said = (Link(record.says),)
        case record:
            raise TypeError(record)
    return said


def _person_says(site: Site, record: PersonRecord) -> tuple[Link, ...]:
    role = f"former {record.role}" if record.former else record.role
    said = [who_link(site, record.actor), Link(f", {record.rank}" if record.rank else ""), Link(f": {role}")]
    if record.of:
        said += [Link(" of "), actor_link(site, record.of)]
    if record.to:
        said += [Link(" to "), actor_link(site, record.to)]
    return tuple(said)


def deal_says(site: Site, record: DealRecord) -> tuple[Link, ...]:
    """A deal in one sentence made from its fields, or the annotator's own."""
    if record.says:
        return (Link(record.says),)
    verb = {"sale": "sells", "upgrade": "upgrades", "aid": "gives", "supply": "supplies"}[record.kind]
    goods = joined(name_link(site, item) for item in record.equipment) or (
        Link(", ".join(record.items) or "arms"),
    )
    suppliers = joined(who_link(site, ref) for ref in record.suppliers) or (Link("a supplier not named"),)
    recipients = joined(who_link(site, ref) for ref in record.recipients) or (Link("a recipient not named"),)
    link = "for" if record.kind == "upgrade" else "to"
    worth = (Link(f", worth {record.value.wording}"),) if record.value else ()
    return (*suppliers, Link(f" {verb} "), *goods, Link(f" {link} "), *recipients, *worth)


def figure_says(site: Site, record: FigureRecord) -> tuple[Link, ...]:
    """A figure as its measure's sentence with the names put in, and the amount as worded."""
    sentence = site.corpus.registry.measures[record.measure].sentence
    said: list[Link] = []
    for piece in sentence.replace("{subject}", "\0s\0").replace("{object}", "\0o\0").split("\0"):
        if piece == "s":
            said.append(who_link(site, record.subject))
        elif piece == "o":
            said.append(who_link(site, record.object) if record.object else Link("others"))
        elif piece:
            said.append(Link(piece))
    first = said[0]
    if not first.to:
        said[0] = replace(first, text=first.text[:1].upper() + first.text[1:])
    return (*said, Link(f": {record.value.wording}"))


def credit(site: Site, found: Evidence) -> tuple[Link, ...]:
    """Who says so, in words: `Ilham Aliyev claimed, via Press TV (12 March 2012)`."""
    record = found.record
    if not isinstance(record, Record):
        return ()
    said: list[Link] = []
    if record.by:
        said += [who_link(site, record.by), Link(f" {record.mode or 'said so'}")]
    for number, item in enumerate(record.sources):
        said += [Link((", via " if said else "Via ") if number == 0 else ", "), *_source(site, item)]
    return tuple(said) or (Link("In the article's own voice"),)


def _source(site: Site, item: ActorId | Source) -> tuple[Link, ...]:
    if not isinstance(item, Source):
        return (actor_link(site, item),)
    date = f" ({edtf.words(edtf.parse(item.date))})" if item.date else ""
    return (actor_link(site, item.source), Link(date))


def origin_link(site: Site, origin: Origin) -> Link:
    """Whom a report credits, as a link."""
    if origin.by:
        return who_link(site, origin.by)
    return actor_link(site, origin.outlet)


def statements(site: Site, keys: Iterable[RecordKey]) -> tuple[RecordKey, ...]:
    """The statements among records."""
    return tuple(key for key in keys if isinstance(site.evidence[key].record, StatementRecord))
