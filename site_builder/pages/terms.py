"""The page of the vocabulary: what each type, section and field means, how many there are, and an example."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any, Final

from site_builder.charts.shapes import EVENT_OUTLINES, actor_outline
from site_builder.corpus.vocabulary import is_shipped
from site_builder.linking.site import RecordKey, Site
from site_builder.merging.fields_by_type import named
from site_builder.model.own_sections import in_field
from site_builder.model.records import Record
from site_builder.model.value_types import SectionId
from site_builder.model.vocabulary import Field, FieldType, Term
from site_builder.model.written import Unnamed
from site_builder.pages import counts
from site_builder.pages.choices import choice_words
from site_builder.pages.components import Link, actor_link, event_link, name_link, plain_text
from site_builder.pages.counts import Counted
from site_builder.pages.evidence import proof_link, says
from site_builder.pages.heads import Head, page_head
from site_builder.pages.own_fields import own_link
from site_builder.pages.parts import (
    BOUNDS,
    FIRST,
    Bounds,
    Division,
    PartPage,
    Rest,
    cut,
    part_pages,
    weight_of,
)
from site_builder.pages.registers import path_of, registers
from site_builder.pages.rows import most_first, newest_events, newest_first
from site_builder.translation.messages import N_, gettext, ngettext

PATH = "terms/"
NONE = N_("none")
LOOKED_AT = 40
"""In how many of the newest records of a section an example of a field is looked for."""
HOLDS: Final[Mapping[FieldType, str]] = {
    "actor": N_("an actor"),
    "actors": N_("actors"),
    "place": N_("a place or state"),
    "places": N_("places or states"),
    "date": N_("a date"),
    "value": N_("an amount, as worded"),
    "number": N_("a number"),
    "text": N_("words"),
    "texts": N_("words, several times"),
    "choice": N_("one of a few words"),
    "equipment": N_("equipment"),
    "event": N_("an event"),
    "ids": N_("events, actors, topics, places, equipment"),
    "url": N_("an address"),
    "identifier": N_("a number or code"),
}
"""What a field of a type holds, in words."""


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a meaning, those in back quotes as the annotations have them."""

    text: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class TermRow:
    """A type or section: its mark, if it has one, its name, what it means, how many there are, an example."""

    id: str
    colour: str
    mark: str
    name: Link
    meaning: tuple[Words, ...]
    use: tuple[Words, ...]
    number: str
    example: Link | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of the records of a section, or of the actors of a type; `of` is its group in paths."""

    of: str
    owner: Link
    label: str
    key: str
    holds: str
    meaning: tuple[Words, ...]
    example: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The fields of the records of a section, or of the actors of a type."""

    owner: str
    number: str
    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Types, or sections, that this site uses or describes, and what others there are, in a sentence."""

    rows: tuple[TermRow, ...]
    unused: str


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The vocabulary: types of events, types of actors, sections of records, and the fields of these."""

    head: Head
    events: Terms
    actors: Terms
    sections: Terms
    fields: tuple[FieldGroup, ...]
    rest: Rest | None = None


def terms_pages(site: Site, bounds: Bounds = BOUNDS) -> Iterator[tuple[str, TermsPage | PartPage[FieldRow]]]:
    """The page, and parts of its list of fields where that is too long."""
    events, actors, sections = map(_terms, (_event_types(site), _actor_types(site), _sections(site)))
    fields = tuple(_fields(site, {row.id for terms in (actors, sections) for row in terms.rows}))
    answer = gettext(
        "What the words of this site mean: {events}, {actors} of actors, and {sections} with {fields}.",
        events=ngettext("{n} type of events", "{n} types of events", len(events.rows)),
        actors=len(actors.rows),
        sections=ngettext("{n} kind of record", "{n} kinds of record", len(sections.rows)),
        fields=_counted_fields(len(fields)),
    )
    head = page_head(PATH, answer)
    others = 9 * sum(len(terms.rows) for terms in (events, actors, sections))
    is_long = weight_of(fields, FIELDS) + others > bounds.nodes
    listed = cut(fields, FIELDS, bounds, bounds.first if is_long else bounds.nodes)
    yield "terms", TermsPage(head, events, actors, sections, tuple(_grouped(listed.rows)), listed.rest)
    yield from part_pages("part_terms", head, listed)


def _terms(rows: Iterable[TermRow]) -> Terms:
    """Those that are used, or that the project itself describes."""
    every = tuple(rows)
    shown = tuple(row for row in every if row.number != gettext(NONE) or row.is_own)
    left_out = [row.name.text for row in every if row not in shown]
    names = ", ".join(left_out)
    return Terms(shown, gettext("Known, and not used here: {names}.", names=names) if left_out else "")


def _counted_fields(number: int) -> str:
    return ngettext("{n} field", "{n} fields", number)


def _grouped(rows: Iterable[FieldRow]) -> Iterator[FieldGroup]:
    for _, group in groupby(rows, key=lambda row: row.of):
        held = tuple(group)
        yield FieldGroup(held[0].owner.text, _counted_fields(len(held)), held)


def _worded(text: str) -> tuple[Words, ...]:
    """What is said, with what stands in back quotes apart."""
    parts = ((part, bool(at % 2)) for at, part in enumerate(text.split("`")))
    return tuple(Words(part, is_code) for part, is_code in parts if part)


FIELDS: Division[FieldRow] = Division(
    base=PATH,
    rows=_counted_fields,
    name=N_("fields"),
    by=N_("by what has them"),
    shown=FIRST,
    whole="fields",
    group=lambda row: (row.of, row.owner.text),
    weight=lambda row: 8 + len(row.example),
)


def _event_types(site: Site) -> Iterator[TermRow]:
    numbers = Counter(event.frame.type for event in site.events.values())
    newest = {site.events[event].frame.type: event for event in reversed(newest_events(site))}
    for kind, term in site.corpus.registry.event_types.items():
        example = event_link(site, newest[kind]) if kind in newest else None
        number = _number(numbers[kind], counts.events)
        row = _term(f"event-{kind}", term, Link(term.name), number, example)
        yield replace(row, colour=term.colour, mark=EVENT_OUTLINES[term.outline])


def _actor_types(site: Site) -> Iterator[TermRow]:
    actors = site.corpus.registry.actors
    numbers = Counter(actor.type for actor in actors.values())
    often = Counter({actor: len(site.events_of.get(actor, ())) for actor in actors})
    first = {actors[actor].type: actor for actor, _ in reversed(most_first(often))}
    for kind, term in site.corpus.registry.actor_types.items():
        example = actor_link(site, first[kind]) if kind in first else None
        number = _number(numbers[kind], counts.actors)
        row = _term(f"actor-{kind}", term, Link(term.name), number, example)
        yield replace(row, colour=term.colour, mark=actor_outline(term.outline, (0, 0), 5.5))


def _sections(site: Site) -> Iterator[TermRow]:
    numbers = Counter(key.section for key in site.evidence)
    shown = set(registers(site))
    for name, section in site.corpus.registry.sections.items():
        key = next(iter(_newest(site, name)), None)
        example = Link(plain_text(says(site, site.evidence[key])), proof_link(site, key).to) if key else None
        is_there = name in shown and numbers[name]
        title = Link(section.name, path_of(name) if is_there else "")
        yield _term(f"section-{name}", section, title, _number(numbers[name], counts.records), example)


def _number(number: int, counted: Counted) -> str:
    return counted(number) if number else gettext(NONE)


def _term(name: str, term: Term, title: Link, number: str, example: Link | None) -> TermRow:
    own = not is_shipped(term.at.location)
    return TermRow(name, "", "", title, _worded(term.meaning), _worded(term.use or ""), number, example, own)


# ------------------------------------------------------------------ fields


def _fields(site: Site, shown: Collection[str]) -> Iterator[FieldRow]:
    """The fields of the sections that are shown, then those of types of actors."""
    registry = site.corpus.registry
    for name, section in registry.sections.items():
        if f"section-{name}" not in shown:
            continue
        newest = [site.evidence[key].record for key in islice(_newest(site, name), LOOKED_AT)]
        records = [record for record in newest if isinstance(record, Record)]
        owner = Link(section.name, f"{PATH}#section-{name}")
        yield from (_field(site, str(name), owner, own, records) for own in section.fields)
    for kind, term in registry.actor_types.items():
        actors = [actor for actor in registry.actors.values() if actor.type == kind] if term.fields else []
        owner = Link(term.name, f"{PATH}#actor-{kind}")
        yield from (_field(site, f"{kind}-actors", owner, own, actors) for own in term.fields)


def _newest(site: Site, section: SectionId) -> Iterator[RecordKey]:
    """The records of a section, those of the newest article first."""
    for article in newest_first(site, site.corpus.articles):
        yield from (key for key in site.by_article.get(article, ()) if key.section == section)


def _field(site: Site, of: str, owner: Link, own: Field, holders: Iterable[Any]) -> FieldRow:
    example = tuple(_examples(site, own, holders))
    key = own.key.replace("_", "-")
    return FieldRow(of.replace("_", "-"), owner, own.label, key, _holds(own), _worded(own.meaning), example)


def _holds(own: Field) -> str:
    """What stands in a field, in words."""
    if own.options:
        return gettext("one of: {options}", options=", ".join(own.options))
    said, holds = own.pattern or own.unit, gettext(HOLDS[own.type])
    return f"{holds} ({said})" if said else holds


def _examples(site: Site, own: Field, holders: Iterable[Any]) -> Iterator[Link]:
    """An example: what the newest record has there, else what the description gives."""
    for holder in holders:
        for value in in_field(holder, own):
            yield _shown(site, own, named(value))
            return
    if own.examples:
        yield Link(own.examples[0])


def _shown(site: Site, own: Field, value: Any) -> Link:
    """A value as it stands on pages; an id of what has no page of its own is told as it is."""
    if isinstance(value, bool):
        return Link(gettext("yes") if value else gettext("no"))
    if own.type == "choice":
        measure = site.corpus.registry.measures.get(value)
        return Link(measure.name if measure else choice_words(value))
    if own.type in ("ids", "actor") and not isinstance(value, Unnamed):
        return name_link(site, value)
    return own_link(site, own, value)
