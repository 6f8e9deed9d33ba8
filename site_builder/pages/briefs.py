"""Briefs: the few sentences under a page's title that say what its records come to.

Of an actor, a topic or a pair of actors, after the sentence that says what it is and in how many events, of
which years, on the word of how many origins:

1. the event that rests on the most origins (of equals, the one with more articles, then the newest), unless
   all have one origin and one article;
2. the event with the latest date, "among the latest" where another may be as late;
3. of an actor's or a pair's arms deals, the one with the highest amount, as each article words it; a range
   counts by its lower end, what is only "below" an amount not at all, and currencies are told apart;
4. on how many events sources differ, with the fields, who disputes and who denies, of the one with the most
   of these;
5. the newest record without an event that names it and that somebody disputes;
6. of a pair, what the one said of the other in the newest article (`pairs`).

A rule that has no record gives no sentence. Each sentence leads to the records or events that it is made of
and holds these, so that a test can compare it with them. How an event stands, its doubtful date, an amount's
own words and who only claims something are told wherever they are named.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from site_builder.linking.site import Event, Origin, RecordKey, Site, distinct
from site_builder.merging.amounts import unit_name
from site_builder.model import edtf
from site_builder.model.quantities import Value
from site_builder.model.records import DealRecord, Record
from site_builder.model.value_types import ActorId, EventId
from site_builder.pages import counts
from site_builder.pages.choices import SAID
from site_builder.pages.compared_reports import labels
from site_builder.pages.components import (
    Link,
    begin_year,
    joined,
    joined_runs,
    outlet,
    plain_text,
    quoted_words,
    separated,
    who_link,
)
from site_builder.pages.deals_chart import records_of_deal
from site_builder.pages.evidence import origin_link, record_place, says
from site_builder.pages.origin_counts import counted_origins
from site_builder.pages.rows import counted_reports, standing_link
from site_builder.pages.sentences import Filling, linked
from site_builder.pages.weapon_use import date_of
from site_builder.translation.messages import first_upper, first_within_sentence, gettext, joints, plural_form

MOST_NAMED = 4
"""So many of those who dispute or deny something a sentence names."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a brief, with its full stop, and the events and records that it is made of."""

    said: tuple[Link, ...]
    events: tuple[EventId, ...] = ()
    records: tuple[RecordKey, ...] = ()


def sentence(form: str, /, **given: Filling) -> tuple[Link, ...]:
    """Fill a message that is a sentence, and begin it as one."""
    first, *others = linked(form, **given)
    return (replace(first, text=first_upper(first.text)), *others)


def told(site: Site, events: Sequence[EventId]) -> tuple[Link, ...]:
    """Of which years some events are, and on the word of how many origins: `2016–2023?; 4 origins`."""
    origins = distinct(origin for event in events for origin in site.events[event].origins)
    years = years_run(site, events)
    return linked(
        gettext("{years}; {origins}") if years else "{origins}", years=years, origins=counted_origins(origins)
    )


def years_run(site: Site, events: Iterable[EventId]) -> tuple[Link, ...]:
    """The first and the last year in which events begin, each leading to its event; `?` is doubt."""
    dated = [site.events[event] for event in events if site.events[event].date]
    ends: dict[str, Event] = {}
    for event in (dated[0], dated[-1]) if dated else ():
        year = begin_year(event.date, "")
        if year not in ends or not _is_sure_of_year(ends[year]):
            ends[year] = event
    runs = (
        (Link(year if _is_sure_of_year(event) else f"{year}?", f"events/{event.id}/"),)
        for year, event in ends.items()
    )
    return separated(runs, "–")


def _is_sure_of_year(event: Event) -> bool:
    """Whether an event surely began in the year in which its date begins."""
    date = event.date
    if date is None or event.date_disputed or not (date.earliest and date.latest):
        return False
    if any(point.uncertain or point.approximate for point in date.points):
        return False
    return date.kind == "interval" or date.earliest.year == date.latest.year


# ------------------------------------------------------------------ of several events


def brief_of_events(
    site: Site,
    events: Sequence[EventId],
    deals: Sequence[EventId] = (),
    records: Iterable[RecordKey] = (),
) -> tuple[Sentence, ...]:
    """The brief of what has these events, which come by date, arms `deals` among them, and `records`."""
    return (
        *_foremost(site, events),
        *_largest(site, deals),
        *_differing(site, events),
        *_contested(site, records),
    )


def _foremost(site: Site, events: Sequence[EventId]) -> Iterator[Sentence]:
    """The most reported event and the newest, in one sentence where they are the same."""
    if len(events) == 1:
        yield _of_event(site, gettext("The event is {event}: {reports}."), events[0])
        return
    most, newest = _most_reported(site, events), _newest(site, events)
    if most and newest and most[0] == newest[0]:
        form = gettext("The most reported and the latest is {event}: {reports}.")
        if not (most[1] and newest[1]):
            form = gettext("Among the most reported and the latest is {event}: {reports}.")
        yield _of_event(site, form, most[0])
        return
    if most:
        form = (
            gettext("The most reported is {event}: {reports}.")
            if most[1]
            else gettext("Among the most reported is {event}: {reports}.")
        )
        yield _of_event(site, form, most[0])
    if newest:
        form = (
            gettext("The latest is {event}: {reports}.")
            if newest[1]
            else gettext("Among the latest is {event}: {reports}.")
        )
        yield _of_event(site, form, newest[0])


def _of_event(site: Site, form: str, event: EventId) -> Sentence:
    said = sentence(form, event=event_run(site, event), reports=counted_reports(site.events[event]))
    return Sentence(said, events=(event,))


def event_run(site: Site, event: EventId) -> tuple[Link, ...]:
    """An event with how it stands and its date: `Clash at Kesh (disputed), May 2031 (disputed)`."""
    date = date_of(site.events[event])
    return (standing_link(site, event), Link(f", {date}" if date else ""))


def _reported(event: Event) -> tuple[int, int]:
    """How much an event is reported: in how many articles, and by how many origins that it rests on."""
    return len({report.article for report in event.reports}), len(event.rests_on)


def _most_reported(site: Site, events: Sequence[EventId]) -> tuple[EventId, bool] | None:
    """The most reported event, and whether no other is as much; none where nothing is but once."""
    if not events:
        return None
    number = {event: _reported(site.events[event]) for event in events}
    most = max(number.values())
    held = [event for event in events if number[event] == most]
    return (held[-1], len(held) == 1) if most > (1, 1) else None


def _newest(site: Site, events: Sequence[EventId]) -> tuple[EventId, bool] | None:
    """The event with the latest date, and whether all others surely come before it."""
    dates = {event: date for event in events if (date := site.events[event].date)}
    if not dates:
        return None
    *others, newest = dates
    begins = dates[newest].earliest
    ends = [dates[event].latest for event in others]
    return newest, begins is not None and all(end is not None and end < begins for end in ends)


# ------------------------------------------------------------------ deals


def _largest(site: Site, deals: Sequence[EventId]) -> Iterator[Sentence]:
    """The deal with the highest amount of money in the currency that most deals have."""
    found = [(event, record.value) for event in deals for _, record in _priced(site, event) if record.value]
    currencies = Counter(dict.fromkeys((event, unit_name(value)) for event, value in found))
    often = Counter(currency for _, currency in currencies)
    if not often:
        return
    currency = min(often, key=lambda one: (-often[one], one))
    amounts: dict[EventId, Decimal] = {}
    for event, value in found:
        if unit_name(value) == currency:
            amounts[event] = max(amounts.get(event, Decimal(0)), _lower(value))
    largest = max(reversed(amounts), key=amounts.__getitem__)
    keys = tuple(key for key, _ in _priced(site, largest, with_number=False))
    said = sentence(
        _form_of_largest(len(amounts), is_sole=len(often) == 1),
        deal=standing_link(site, largest),
        values=_worded(site, keys),
        currency=currency,
    )
    yield Sentence(said, events=(largest,), records=keys)


def _form_of_largest(deals: int, *, is_sole: bool) -> str:
    if deals == 1:
        return gettext("The arms deal with a reported amount is {deal}: {values}.")
    if is_sole:
        return gettext("Of the arms deals, the largest reported amount is that of {deal}: {values}.")
    return gettext(
        "Of the arms deals in {currency}, the largest reported amount is that of {deal}: {values}."
    )


def _priced(site: Site, deal: EventId, *, with_number: bool = True) -> Iterator[tuple[RecordKey, DealRecord]]:
    """Records of a deal that give a price, which trend-indicator values are not, with a number to compare."""
    for key, record in records_of_deal(site, site.events[deal]):
        value = record.value
        if value and value.basis != "tiv" and (_counts(value) or not with_number):
            yield key, record


def _counts(value: Value) -> bool:
    return value.amount is not None and value.sense != "below" and bool(unit_name(value))


def _lower(value: Value) -> Decimal:
    """The number that a value goes by."""
    amount = value.amount
    return Decimal(0) if amount is None else min(amount) if isinstance(amount, tuple) else amount


def _worded(site: Site, keys: Iterable[RecordKey]) -> tuple[Link, ...]:
    """What records word an amount like, each wording with its outlets and who says so, if not they."""
    held: dict[str, list[tuple[Link, ...]]] = {}
    for key in keys:
        record = site.evidence[key].record
        if isinstance(record, DealRecord) and record.value:
            sources = held.setdefault(quoted_words(record.value.wording), [])
            if (one := _source(site, key, record)) not in sources:
                sources.append(one)
    runs = ((Link(f"{words} ("), *joined_runs(sources), Link(")")) for words, sources in held.items())
    return separated(runs, joints("or")[1])


def _source(site: Site, key: RecordKey, record: Record) -> tuple[Link, ...]:
    """The outlet of a record, which leads to it, and how somebody else said so: `Herald: Ann claimed`."""
    link = record_link(site, key, outlet(site, key.article))
    if not record.by:
        return (link,)
    said = linked(gettext(SAID[record.mode]), who=who_link(site, record.by).text)
    return linked(gettext("{outlet}: {said}"), outlet=link, said=said)


def record_link(site: Site, key: RecordKey, text: str) -> Link:
    """Words that lead to a record on its article's page."""
    return Link(text, record_place(site, key).to)


# ------------------------------------------------------------------ where sources differ


def _differing(site: Site, events: Sequence[EventId]) -> Iterator[Sentence]:
    """On how many events sources differ, with what is said of those on which they do most."""
    disputed = [event for event in reversed(events) if site.events[event].disputed]
    disputed.sort(key=lambda event: -_differences(site.events[event]))
    if not disputed:
        return
    event = site.events[disputed[0]]
    if len(disputed) == 1:
        form = gettext("Sources differ on {event}: {sides}.")
    else:
        form = plural_form(
            "Sources differ on {n} of the events, such as {event}: {sides}.",
            "Sources differ on {n} of the events, such as {event}: {sides}.",
            len(disputed),
        )
    said = sentence(form, n=len(disputed), event=standing_link(site, event.id), sides=_sides(site, event))
    yield Sentence(said, (event.id,), (*event.disputed_by, *records_saying(event, event.denying)))


def _differences(event: Event) -> int:
    return len(event.conflicts) + len(event.disputed_by)


def _sides(site: Site, event: Event) -> tuple[Link, ...]:
    """The fields on which sources differ, who disputes an event and who denies it."""
    called = labels(site, event)
    fields = ", ".join(first_within_sentence(called[name]) for name in event.conflicts if name in called)
    parts: list[tuple[Link, ...]] = [(Link(fields),)] if fields else []
    if event.disputed_by:
        parts.append(linked(gettext("disputed by {who}"), who=_who(site, event.disputed_by)))
    if denying := records_saying(event, event.denying):
        parts.append(linked(gettext("denied or called off by {who}"), who=_who(site, denying)))
    return separated(parts)


def records_saying(event: Event, origins: Iterable[Origin]) -> tuple[RecordKey, ...]:
    """The first record of each of some origins of an event."""
    wanted = {origin.key for origin in origins}
    first: dict[str, RecordKey] = {}
    for report in event.reports:
        if report.origin.key in wanted:
            first.setdefault(report.origin.key, report.records[0])
    return tuple(first.values())


def _who(site: Site, keys: Iterable[RecordKey]) -> tuple[Link, ...]:
    """Whom records credit, each once, leading to the first record."""
    first: dict[str, Link] = {}
    for key in keys:
        name = origin_link(site, site.evidence[key].origin).text
        first.setdefault(name, record_link(site, key, name))
    return few(tuple(first.values()))


def few(names: Sequence[Link]) -> tuple[Link, ...]:
    """Names as running text, of very many only the first."""
    more = len(names) - MOST_NAMED
    if more <= 0:
        return joined(names)
    return (
        *separated(((name,) for name in names[:MOST_NAMED]), ", "),
        Link(" "),
        Link(counts.and_more(more)),
    )


def _contested(site: Site, records: Iterable[RecordKey]) -> Iterator[Sentence]:
    """The newest record without an event that is disputed and not told with an event."""
    contested = (site.contests[key] for key in records if key in site.contests)
    found = [one for one in contested if one.disputed_by and not one.told_at]
    if not found:
        return
    newest = max(found, key=lambda one: (_day(site, one.record), one.record))
    origin = origin_link(site, site.evidence[newest.record].origin).text
    names = _who(site, newest.disputed_by)
    form = plural_form(
        "What {origin} says is disputed by {who}: {what}.",
        "What {origin} says is disputed by {who}: {what}.",
        len(names),
    )
    what = record_link(site, newest.record, said_of(site, newest.record))
    said = sentence(form, origin=origin, who=names, what=what)
    yield Sentence(said, records=(newest.record, *newest.disputed_by))


def said_of(site: Site, key: RecordKey) -> str:
    """What a record says, without its full stop."""
    return plain_text(says(site, site.evidence[key])).rstrip(".")


def _day(site: Site, key: RecordKey) -> tuple[int, int, str]:
    return edtf.sort_key(edtf.parse(site.corpus.articles[key.article].published))


def deals_of(site: Site, events: Iterable[EventId], *actors: ActorId) -> tuple[EventId, ...]:
    """The arms deals among events of which all of some actors are suppliers or recipients."""
    found = (site.events[event] for event in events)
    return tuple(
        event.id
        for event in found
        if event.frame.type == "arms-deal"
        and {*actors} <= {part.who for part in event.parts if part.role in ("supplier", "recipient")}
    )
