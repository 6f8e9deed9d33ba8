"""Records as pages show them: what each says, who says so, and the quotes that prove it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from site_builder.linking.once import once
from site_builder.linking.origins import saying_of
from site_builder.linking.record_ids import name_in_article, path_of_packet, record_anchor
from site_builder.linking.site import Event, Evidence, Origin, RecordKey, Site
from site_builder.merging.counts import numbers_words
from site_builder.model.quantities import Value
from site_builder.model.records import (
    DateRecord,
    DealRecord,
    EventRecord,
    FigureRecord,
    OrganisationRecord,
    PersonRecord,
    PlainRecord,
    Record,
    Source,
    StatementRecord,
    VisitRecord,
)
from site_builder.model.value_types import ActorId, DealKind, EventId, RecordId
from site_builder.pages.choices import DATED_DEALS, SAID, STEPS
from site_builder.pages.components import (
    DateView,
    Link,
    actor_link,
    article_link,
    date_view,
    date_words,
    edit_place,
    event_link,
    joined,
    measured_link,
    name_link,
    outlet,
    plain_text,
    published,
    quoted_words,
    section_name,
    separated,
    who_link,
    with_numbers,
)
from site_builder.pages.quotations import QuoteView, quote_views
from site_builder.pages.sentences import linked
from site_builder.translation.messages import N_, gettext

Way = Literal["disputes", "supports", "disputed-by", "supported-by", "denied-by"]
ANSWERS: dict[Way, str] = {
    "disputes": N_("{strong}Disputes{/strong} {who}: {what}"),
    "supports": N_("{strong}Supports{/strong} {who}: {what}"),
    "disputed-by": N_("{strong}Disputed by{/strong} {who}: {what}"),
    "supported-by": N_("{strong}Supported by{/strong} {who}: {what}"),
    "denied-by": N_("{strong}Denied by{/strong} {who}: {what}"),
}
OF_EVENTS: dict[Way, str] = {
    "disputes": N_("{strong}Disputes{/strong}: {what}"),
    "supports": N_("{strong}Supports{/strong}: {what}"),
}
AGAINST: frozenset[Way] = frozenset(("disputes", "disputed-by", "denied-by"))
MOST_DENIALS = 4
"""So many of those who deny an event stand beside each report of it; its page has all."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Another record that a statement disputes or supports, or that disputes or supports this one.

    `form` is the sentence, in which `who` and `what` have holes; `kind` styles it.
    """

    form: str
    kind: str
    who: Link
    what: Link


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record can be found for good: its anchor, the link to it, and its packet of evidence."""

    anchor: str
    to: str
    packet: str


def record_place(site: Site, key: RecordKey) -> RecordPlace:
    """Say where a record can be found."""
    anchor = record_anchor(site, key)
    return RecordPlace(anchor, f"articles/{key.article}/#{anchor}", path_of_packet(site, key))


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What one record says and what proves it; `event` and `article` are left out on their own pages.

    On the page of its article it has its `place`: its lasting address, and its packet of evidence; elsewhere
    a script makes both of its article and its `name` there.
    """

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
    name: str
    answers: tuple[AnswerView, ...] = ()
    place: RecordPlace | None = None


@once
def evidence_view(site: Site, key: RecordKey) -> EvidenceView:
    """A record as it stands on pages: what it says, who says so, the quotes, and where it was written."""
    evidence = site.evidence[key]
    return EvidenceView(
        number=0,
        kind=section_name(site, key.section),
        event=event_link(site, event) if (event := getattr(evidence.record, "event", None)) else None,
        says=says(site, evidence),
        when=record_date(evidence),
        quotes=quote_views(site, evidence),
        credit=credit(site, evidence),
        article=proof_link(site, key),
        published=published(site, key.article),
        verified=evidence.verified,
        notes=_notes(evidence),
        edit=edit_place(evidence.record),
        name=name_in_article(site, key),
        answers=tuple(_answers(site, evidence)),
    )


def evidence_views(site: Site, keys: Iterable[RecordKey]) -> tuple[EvidenceView, ...]:
    """Records as they stand in a list without numbers."""
    return tuple(evidence_view(site, key) for key in keys)


def _answers(site: Site, evidence: Evidence) -> Iterator[AnswerView]:
    """What a statement disputes or supports; which statements dispute or support a record, who denies it."""
    ways: tuple[Way, ...] = ("disputes", "supports")
    for way in ways:
        for name in getattr(evidence.record, way, ()):
            yield _answer(site, way, name)
    name = getattr(evidence.record, "id", None)
    for key in site.answers.get(evidence.key, ()):
        disputed = name in getattr(site.evidence[key].record, "disputes", ())
        yield _answering(site, "disputed-by" if disputed else "supported-by", key)
    yield from _denials_beside(site, evidence)


def _denials_beside(site: Site, evidence: Evidence) -> Iterator[AnswerView]:
    """Who denies the event that a record says happened, but for those who answer the record by its name."""
    record, name = evidence.record, getattr(evidence.record, "event", None)
    is_said = isinstance(record, Record) and saying_of(record) in ("happened", "claimed")
    event = site.events.get(name) if name and is_said else None
    if event is not None:
        named, verb = site.answers.get(evidence.key, ()), "disputes"
        disputes = (key for key in event.disputed_by if name in getattr(site.evidence[key].record, verb, ()))
        for way, key in islice(_against(event, disputes), MOST_DENIALS):
            if key not in named and site.evidence[key].origin.key != evidence.origin.key:
                yield _answering(site, way, key)


def denials(site: Site, event: Event) -> tuple[AnswerView, ...]:
    """Who disputes an event or what is said of it, and who denies it, in their words as we tell them."""
    against = islice(_against(event, event.disputed_by), MOST_DENIALS)
    return tuple(_answering(site, way, key) for way, key in against)


def _against(event: Event, disputes: Iterable[RecordKey]) -> Iterator[tuple[Way, RecordKey]]:
    """Some disputes of an event, then the records by which it did not happen."""
    for key in disputes:
        yield "disputed-by", key
    for report in event.reports:
        for key, said in zip(report.records, report.sayings, strict=True):
            if said == "denied":
                yield "denied-by", key


def _answer(site: Site, way: Way, name: str) -> AnswerView:
    if key := site.named.get(RecordId(name)):
        return _answering(site, way, key)
    return AnswerView(gettext(OF_EVENTS[way]), way, Link(""), event_link(site, EventId(name)))


def _answering(site: Site, way: Way, key: RecordKey) -> AnswerView:
    kind = "disputes" if way in AGAINST else "supports"
    evidence = site.evidence[key]
    what = Link("".join(link.text for link in says(site, evidence)), proof_link(site, key).to)
    return AnswerView(gettext(ANSWERS[way]), kind, origin_link(site, evidence.origin), what)


def proof_link(site: Site, key: RecordKey, words: str = "") -> Link:
    """Link to where an article's page has the first quote of a record that holds some words, or its first."""
    quotes = site.evidence[key].quotes
    quote = next((quote for quote in quotes if words in quote.words), quotes[0])
    return article_link(site, key.article, quote.anchor)


def outlet_link(site: Site, key: RecordKey, words: str = "") -> Link:
    """Link to the same by the name of the outlet."""
    return Link(outlet(site, key.article), proof_link(site, key, words).to)


def _notes(evidence: Evidence) -> tuple[str, ...]:
    why = getattr(evidence.record, "date_why", None)
    note = getattr(evidence.record, "note", None)
    dated = gettext("Editors' note on the date: {why}.", why=why.rstrip(".")) if why else None
    noted = gettext("Editors' note: {note}", note=note) if note else None
    return tuple(filter(None, (dated, noted)))


def record_date(evidence: Evidence) -> DateView | None:
    """The date that a record gives, whichever field holds it; that of a deal with what happened then."""
    record = evidence.record
    for field in ("date", "ordered", "delivered", "disclosed"):
        if when := date_view(getattr(record, field, None), getattr(record, "date_why", None)):
            return when if field == "date" else happened_on(field, when)
    if isinstance(record, FigureRecord) and record.periods:
        return date_view(record.periods[0], record.date_why)
    return None


def happened_on(field: str, when: DateView) -> DateView:
    """A date of a deal with what happened then: `ordered 2016`."""
    return replace(when, words=gettext(DATED_DEALS[field], date=when.words))


def says(site: Site, evidence: Evidence) -> tuple[Link, ...]:
    """What a record says, as running text with links."""
    match evidence.record:
        case PersonRecord() as record:
            said = _person_says(site, record)
        case OrganisationRecord() as record:
            said = (actor_link(site, record.actor), Link(f": {record.says}"))
        case DealRecord() as record:
            said = deal_says(site, record)
        case FigureRecord() as record:
            said = figure_says(site, record)
        case DateRecord() as record:
            said = linked(
                gettext("{quote} is {date}: {why}"),
                quote=quoted_words(record.quote),
                date=date_words(record.date),
                why=record.why,
            )
        case StatementRecord() | VisitRecord() | EventRecord() | PlainRecord() as record:
            said = (Link(record.says),)
        case record:
            raise TypeError(record)
    return said


def _person_says(site: Site, record: PersonRecord) -> tuple[Link, ...]:
    rank = Link(f", {record.rank}" if record.rank else "")
    return (who_link(site, record.actor), rank, Link(": "), *role_says(site, record))


def role_says(site: Site, record: PersonRecord) -> tuple[Link, ...]:
    """A role in words, with how it began or ended."""
    event = Link(f", {gettext(STEPS[record.event_])}" if record.event_ else "")
    return (*role_links(site, record), event)


def role_links(site: Site, record: PersonRecord, *, is_over: bool | None = None) -> tuple[Link, ...]:
    """A role in words: `Ambassador of Israel to Azerbaijan`; `is_over` says whether it is a former one."""
    former = record.former if is_over is None else is_over
    of = actor_link(site, record.of) if record.of else ()
    to = actor_link(site, record.to) if record.to else ()
    return linked(_form_of_role(former=former, of=bool(of), to=bool(to)), role=record.role, of=of, to=to)


def _form_of_role(*, former: bool, of: bool, to: bool) -> str:
    if of and to:
        return gettext("former {role} of {of} to {to}") if former else gettext("{role} of {of} to {to}")
    if of:
        return gettext("former {role} of {of}") if former else gettext("{role} of {of}")
    if to:
        return gettext("former {role} to {to}") if former else gettext("{role} to {to}")
    return gettext("former {role}") if former else "{role}"


DEALS: dict[DealKind, str] = {
    "sale": N_("{suppliers} sells {goods} to {recipients}"),
    "upgrade": N_("{suppliers} upgrades {goods} for {recipients}"),
    "aid": N_("{suppliers} gives {goods} to {recipients}"),
    "supply": N_("{suppliers} supplies {goods} to {recipients}"),
}
"""What a deal of a kind is, in a sentence."""


def deal_says(site: Site, record: DealRecord) -> tuple[Link, ...]:
    """A deal in one sentence made from its fields, or the annotator's own."""
    if record.says:
        return (Link(record.says),)
    dealt = linked(
        gettext(DEALS[record.kind]),
        goods=_goods(site, record) or gettext("arms"),
        suppliers=joined(who_link(site, ref) for ref in record.suppliers) or gettext("a supplier not named"),
        recipients=joined(who_link(site, ref) for ref in record.recipients)
        or gettext("a recipient not named"),
    )
    return linked(_worth(record.value), deal=dealt, value=record.value.wording) if record.value else dealt


def _worth(value: Value) -> str:
    """How the value stands; SIPRI's trend-indicator values are no price."""
    if value.basis == "tiv":
        return gettext("{deal}, with a trend-indicator value of {value}")
    return gettext("{deal}, worth {value}")


def _goods(site: Site, record: DealRecord) -> tuple[Link, ...]:
    """What a deal is about, with how many: `Falk (12 ordered, 8 delivered)`."""
    numbers: dict[str, str] = {one.item: numbers_words(given) for one, given in record.numbers}
    others = (plain_text(with_numbers({item: Link(item)}, numbers)) for item in record.goods)
    said = ", ".join(others)
    return with_numbers({item: name_link(site, item) for item in record.systems}, numbers) or (
        (Link(said),) if said else ()
    )


def figure_says(site: Site, record: FigureRecord) -> tuple[Link, ...]:
    """A figure as its measure's sentence with the names put in, and the amount as worded."""
    return (*measured_says(site, record), Link(f": {record.value.wording}"))


def measured_says(site: Site, record: FigureRecord) -> tuple[Link, ...]:
    """What a figure measures, as the sentence of its measure: of whom, and towards whom."""
    sentence = site.corpus.registry.measures[record.measure].sentence
    said: list[Link] = []
    for piece in sentence.replace("{subject}", "\0s\0").replace("{object}", "\0o\0").split("\0"):
        if piece == "s":
            said.append(measured_link(site, record.subject))
        elif piece == "o":
            said.append(measured_link(site, record.object) if record.object else Link(gettext("others")))
        elif piece:
            said.append(Link(piece))
    first = said[0]
    if not first.to:
        said[0] = replace(first, text=first.text[:1].upper() + first.text[1:])
    return tuple(said)


def credit(site: Site, evidence: Evidence) -> tuple[Link, ...]:
    """Who says so, in words: `Ilham Aliyev claimed, via Press TV (12 March 2012)`."""
    record = evidence.record
    if not isinstance(record, Record):
        return ()
    said = linked(gettext(SAID[record.mode]), who=who_link(site, record.by)) if record.by else ()
    sources = separated((_source(site, item) for item in record.sources), ", ")
    if said and sources:
        return linked(gettext("{said}, via {sources}"), said=said, sources=sources)
    if sources:
        return linked(gettext("Via {sources}"), sources=sources)
    return said or (Link(gettext("In the article's own voice")),)


def _source(site: Site, item: ActorId | Source) -> tuple[Link, ...]:
    if not isinstance(item, Source):
        return (actor_link(site, item),)
    date = f" ({date_words(item.date)})" if item.date else ""
    return (actor_link(site, item.source), Link(date))


def origin_link(site: Site, origin: Origin) -> Link:
    """Whom a report credits, as a link."""
    return who_link(site, origin.who)
