"""The pieces that page views are made of: links, dates, facts.

Views hold display text and site paths only; templates arrange them and decide nothing. A site
path is like `actors/ilham-aliyev/` or `articles/x/#q-1a2b3c4d`; the renderer makes it relative.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from site_builder.linking.site import Event, Site
from site_builder.model import edtf
from site_builder.model.annotation import Section
from site_builder.model.records import Measured
from site_builder.model.registry import Entry, Frame
from site_builder.model.value_types import (
    ActorId,
    ArticleId,
    Edtf,
    EquipmentId,
    EventId,
    PlaceId,
    SectionId,
    TopicId,
)
from site_builder.model.vocabulary import ActorType, EventType
from site_builder.model.written import ActorRef, Unnamed, Written
from site_builder.pages.languages import language_name
from site_builder.translation.languages import Joint, Language
from site_builder.translation.messages import gettext, joints, pgettext, spoken

Basis = Literal["", "registry"]
"""What something shown rests on: articles, or the registry alone, which is the editors' own knowledge."""


def mark() -> str:
    """What marks the editors' own knowledge, wherever it stands."""
    return gettext("editors' note")


@dataclass(frozen=True, slots=True)
class Link:
    """Text that may lead somewhere: `to` is a site path, empty for plain text; `kind` styles it.

    The kind of plain text may be its language: `lang-az`.
    What has `rel` leads out of the site. `title` is what the text is short for.
    """

    text: str
    to: str = ""
    kind: str = ""
    basis: Basis = ""
    rel: str = ""
    title: str = ""


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
    basis: Basis = ""


def edit_place(written: Written) -> str:
    """Where something was written, as `path#line`, for links to edit it."""
    location = written.at.location
    return f"{location.path}#{location.line}"


def aliases_fact(entry: Entry) -> Iterator[Fact]:
    """The other spellings of an entry's name, if there are any."""
    if entry.aliases:
        yield registry_fact(gettext("Also written"), Link(" · ".join(entry.aliases)), aside=True)
    if entry.in_languages:
        yield registry_fact(
            gettext("In other languages"), *separated(_in_languages(entry), " · "), aside=True
        )


def _in_languages(entry: Entry) -> Iterator[tuple[Link, Link]]:
    for code, name in entry.in_languages:
        yield Link(name, kind=f"lang-{code}"), Link(f" ({language_name(code)})")


def told_apart(site: Site, name: str) -> Iterator[Fact]:
    """The entries that look like one, if there are any, each with what it is."""
    registry = site.corpus.registry
    others = site.apart.get(name, ())
    runs = ((name_link(site, other), *_briefly(registry.entries[other])) for other in others)
    if others:
        yield registry_fact(gettext("Not to be confused with"), *joined_runs(runs))


def _briefly(entry: Entry | Frame) -> tuple[Link, ...]:
    said = (entry.description or "").rstrip(".") if isinstance(entry, Entry) else ""
    return (registry_link(f" ({said})"),) if said else ()


def registry_fact(label: str, *values: Link, aside: bool = False) -> Fact:
    """A row of an infobox that the editors know, whatever articles say."""
    return Fact(label, values, aside, "registry")


def registry_link(text: str) -> Link:
    """Words that the editors have written about an entry."""
    return Link(text, basis="registry")


def outside_link(text: str, url: str) -> Link:
    """A link out of the site, which tells the other site nothing and lends it no weight."""
    return Link(text, url, kind="outside", rel=OUTSIDE_REL)


OUTSIDE_REL = "noopener noreferrer external nofollow"


def event_type(site: Site, event: Event) -> EventType:
    """What the vocabulary says of an event's type."""
    return site.corpus.registry.event_types[event.frame.type]


def actor_type(site: Site, actor: ActorId) -> ActorType:
    """What the vocabulary says of an actor's type."""
    registry = site.corpus.registry
    return registry.actor_types[registry.actors[actor].type]


def section_name(site: Site, section: Section) -> str:
    """What a record of a section is called."""
    return site.corpus.registry.sections[SectionId(section)].name


# ------------------------------------------------------------------ links to things


def actor_link(site: Site, actor: ActorId) -> Link:
    """Link to an actor's page by its name."""
    entry = site.corpus.registry.actors[actor]
    return Link(entry.name, f"actors/{actor}/", kind=site.corpus.registry.kind_of(entry))


def who_link(site: Site, ref: ActorRef) -> Link:
    """Link to an actor; somebody unnamed leads to the state or body they belong to."""
    if not isinstance(ref, Unnamed):
        return actor_link(site, ref)
    of = actor_link(site, ref.of)
    words = gettext("{called} ({whose}, unnamed)", called=ref.as_, whose=of.text)
    return Link(words, of.to, kind="unnamed")


def place_link(site: Site, place: PlaceId) -> Link:
    """Link to a place's page, or to the state's where the place is a state."""
    entry = site.corpus.registry.places.get(place)
    if entry:
        return Link(entry.name, f"places/{place}/", kind="place")
    return actor_link(site, ActorId(place))


def event_link(site: Site, event: EventId) -> Link:
    """Link to an event's page by its title; an event nobody reports has no page."""
    title = site.corpus.registry.events[event].title
    return Link(title, f"events/{event}/" if event in site.events else "", kind="event")


def short_link(site: Site, event: EventId) -> Link:
    """Link to an event's page by its short title, where it has one: for tables and pictures."""
    whole = event_link(site, event)
    short = site.corpus.registry.events[event].short
    return Link(short, whole.to, whole.kind, title=whole.text) if short else whole


def article_link(site: Site, article: ArticleId, anchor: str = "") -> Link:
    """Link to an article's page by its title."""
    fragment = f"#{anchor}" if anchor else ""
    return Link(site.corpus.articles[article].title, f"articles/{article}/{fragment}", kind="article")


def name_link(site: Site, name: str) -> Link:
    """Link to whatever an id names: actor, place, equipment, topic, event or article."""
    registry = site.corpus.registry
    kinds: tuple[tuple[Container[str], Callable[[Site, Any], Link]], ...] = (
        (registry.actors, actor_link),
        (registry.places, place_link),
        (registry.equipment, equipment_link),
        (registry.topics, topic_link),
        (registry.events, event_link),
        (site.corpus.articles, article_link),
    )
    return next((link(site, name) for entries, link in kinds if name in entries), Link(name))


def measured_link(site: Site, measured: Measured) -> Link:
    """Link to what a figure is about."""
    return who_link(site, measured) if isinstance(measured, Unnamed) else name_link(site, measured)


def equipment_link(site: Site, item: EquipmentId) -> Link:
    """Link to a piece of equipment's page."""
    return Link(site.corpus.registry.equipment[item].name, f"equipment/{item}/", kind="equipment")


def item_in_text(site: Site, item: EquipmentId) -> Link:
    """Link to a piece of equipment within a sentence, where a kind of weapons begins with a small letter.

    A kind is what others are classed under, or what has its class in its name, and no maker.
    """
    entry, link = site.corpus.registry.equipment[item], equipment_link(site, item)
    around = site.corpus.registry.equipment[entry.class_].name.lower() if entry.class_ else ""
    made = entry.makers or entry.made_in
    is_kind = item in site.under or (around and not made and entry.name.lower().endswith(around))
    is_plain = entry.name[1:2].islower() and spoken().lowers_nouns  # unlike UAV
    return replace(link, text=link.text[:1].lower() + link.text[1:]) if is_kind and is_plain else link


def topic_link(site: Site, topic: TopicId) -> Link:
    """Link to a topic's page."""
    return Link(site.corpus.registry.topics[topic].name, f"topics/{topic}/", kind="topic")


def joined(links: Iterable[Link], last: Joint = "and") -> tuple[Link, ...]:
    """Links as running text: `a, b and c`."""
    return joined_runs(((link,) for link in links), last)


def joined_runs(runs: Iterable[tuple[Link, ...]], last: Joint = "and") -> tuple[Link, ...]:
    """Runs of links as one running text: `a, b and c`; what is empty in them is left out."""
    items = tuple(tuple(link for link in run if link.text) for run in runs)
    between, before_last = joints(last)
    result = [*items[0]] if items else []
    for position, item in enumerate(items[1:], start=2):
        result += [Link(before_last if position == len(items) else between), *item]
    return tuple(result)


def separated(runs: Iterable[Iterable[Link]], mark: str = "; ") -> tuple[Link, ...]:
    """Runs of links as one, with a mark between each two: `a; b; c`."""
    links = [link for run in runs for link in (Link(mark), *run)]
    return tuple(links[1:])


def with_numbers(items: Mapping[str, Link], numbers: Mapping[str, str]) -> tuple[Link, ...]:
    """Things as running text, each with how many where that is known: `Falk (12 ordered) and spare parts`."""
    counted = {item: f" ({words})" for item, words in numbers.items()}
    return joined_runs((link, Link(counted.get(item, ""))) for item, link in items.items())


def quoted_words(words: str) -> str:
    """Words of an article in quotation marks."""
    return f"{opening_mark()}{words}{closing_mark()}"


def opening_mark() -> str:
    """What stands before words of an article: one sign."""
    return pgettext("opening quotation mark", "“")


def closing_mark() -> str:
    """What stands after them: one sign."""
    return pgettext("closing quotation mark", "”")


def plain_text(links: Iterable[Link]) -> str:
    """The text of a run of links, with the mark of what the editors add."""
    return "".join(f"{link.text} ({mark()})" if link.basis else link.text for link in links)


def outlet(site: Site, article: ArticleId) -> str:
    """The name of an article's publisher."""
    return site.corpus.registry.actors[site.corpus.articles[article].publisher].name


# ------------------------------------------------------------------ dates


def date_words(text: str) -> str:
    """A written date in words."""
    return _written(text, "", spoken()).words


def begin_year(date: edtf.Date | None, otherwise: str) -> str:
    """The year that a date begins in, or what to say where nothing tells."""
    day = date and (date.earliest or date.latest)
    return str(day.year) if day else otherwise


def date_view(text: Edtf | str | None, why: str | None = None) -> DateView | None:
    """A written date in words."""
    return _written(text, why or "", spoken()) if text else None


@lru_cache(maxsize=4096)  # a site tells the same days again and again
def _written(text: str, why: str, _language: Language) -> DateView:
    return dated(edtf.parse(text), why)


def dated(date: edtf.Date, why: str | None = None) -> DateView:
    """A parsed date in words."""
    earliest = date.earliest or date.latest
    return DateView(edtf.words(date), date.text, earliest.isoformat() if earliest else "", why or "")


def published(site: Site, article: ArticleId) -> DateView:
    """When an article appeared."""
    entry = site.corpus.articles[article]
    return _written(entry.published, entry.published_why or "", spoken())
