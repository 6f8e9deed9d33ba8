"""Briefs of events: what stands under the title after what it was, when and who took part.

1. Who says so, and where and when that was reported first, if one article surely was the first; of what is
   only claimed, who claims so. Where nobody says that it happened, who expected, denied or wanted it.
2. Who else only expected it, called it possible or off, denied or wanted it, likewise.
3. The fields on which reports cannot both be right, with what each says, the first two.
4. The fields that one origin alone gives, where several say that it happened, by origin, the first two.
5. Who disputes it or what is said of it, with what they say, the first two, and how many more do.

Each sentence leads to the records that it is made of (`briefs.Sentence`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.linking.second_origins import fields_of_one
from site_builder.linking.site import Event, RecordKey, Report, Saying, Site
from site_builder.model import edtf
from site_builder.model.records import StatementRecord
from site_builder.model.value_types import RecordId
from site_builder.pages import counts
from site_builder.pages.briefs import Sentence, few, record_link, records_saying, said_of, sentence
from site_builder.pages.compared_reports import FactRow
from site_builder.pages.components import Link, joined, outlet, plain_text, published, separated
from site_builder.pages.disagreements import Disagreement
from site_builder.pages.evidence import origin_link
from site_builder.pages.sentences import linked
from site_builder.translation.messages import first_within_sentence, gettext, joints, plural_form

MOST_FIELDS = 2
"""So many fields on which sources differ, and so many disputes, have a sentence each."""
MOST_VALUES = 4
"""So many different values a sentence gives."""
OTHERS: tuple[Saying, ...] = ("expected", "possible", "cancelled", "denied", "wanted")


def brief_of_event(
    site: Site, event: Event, rows: Iterable[FactRow], said: Iterable[Disagreement] = ()
) -> tuple[Sentence, ...]:
    """The brief of an event: `rows` compare its reports; `said` is what is disputed of what is said of it."""
    return (
        *_who_say(site, event),
        *_fields(site, event, rows),
        *_given_by_one(site, event),
        *_disputes(site, event, said),
    )


def _who_say(site: Site, event: Event) -> Iterator[Sentence]:
    """Who says that it happened, then who says something else."""
    others = [saying for saying in OTHERS if event.who_say(saying)]
    if event.confirming:
        said: Saying = "claimed" if event.claimed_by else "happened"
    else:
        others.sort(key=lambda saying: event.who_say(saying) != event.rests_on)
        said = others.pop(0) if others else "happened"
    yield _saying(site, event, said)
    yield from (_saying(site, event, other) for other in others)


def _saying(site: Site, event: Event, said: Saying) -> Sentence:
    """Who says one thing of an event, each leading to a record, and when it was reported first."""
    sayings = {"happened", "claimed"} if said == "happened" else {said}
    reports = [report for report in event.reports if {*report.sayings} & sayings]
    keys = records_saying(event, event.confirming if said == "happened" else event.who_say(said))
    names = [record_link(site, key, origin_link(site, site.evidence[key].origin).text) for key in keys]
    clause = linked(CLAUSES[said](len(names)), who=few(names))
    first = _first(site, reports)
    if first is None:
        return Sentence(sentence("{clause}.", clause=clause), (event.id,), keys)
    where = record_link(site, first, outlet(site, first.article))
    run = sentence(
        _form(reports, is_known=where.text == names[0].text and len(names) == 1),
        clause=clause,
        outlet=where,
        date=published(site, first.article).words,
    )
    return Sentence(run, (event.id,), (*keys, first))


def _form(reports: Sequence[Report], *, is_known: bool) -> str:
    """How the first report follows who says so; the outlet `is_known` where it alone says so."""
    if len({report.article for report in reports}) > 1:
        return gettext("{clause}; the first report is that of {outlet}, {date}.")
    return "{clause} ({date})." if is_known else "{clause} ({outlet}, {date})."


CLAUSES: dict[Saying, Callable[[int], str]] = {
    "happened": lambda n: plural_form("{who} says so", "{who} say so", n),
    "claimed": lambda n: plural_form("{who} claims so", "{who} claim so", n),
    "expected": lambda n: plural_form("{who} expected it", "{who} expected it", n),
    "possible": lambda n: plural_form("{who} called it possible", "{who} called it possible", n),
    "cancelled": lambda n: plural_form(
        "{who} reported that it was called off", "{who} reported that it was called off", n
    ),
    "denied": lambda n: plural_form("{who} denied it", "{who} denied it", n),
    "wanted": lambda n: plural_form("{who} wanted it", "{who} wanted it", n),
}
"""How so many say one thing of an event, without a full stop."""


def _first(site: Site, reports: Sequence[Report]) -> RecordKey | None:
    """The record of the article that surely appeared before all others; none where none did."""
    articles = {report.article: report.records[0] for report in reversed(reports)}
    dates = {article: edtf.parse(site.corpus.articles[article].published) for article in articles}
    first, *others = sorted(articles, key=lambda article: (edtf.sort_key(dates[article]), article))
    end = dates[first].latest
    later = (dates[article].earliest for article in others)
    return articles[first] if all(end and begins and end < begins for begins in later) else None


# ------------------------------------------------------------------ what sources differ on


def _fields(site: Site, event: Event, rows: Iterable[FactRow]) -> Iterator[Sentence]:
    """Fields that cannot both be right, with what is said and by which outlets."""
    differing = (row for row in rows if row.verdict == "conflicts")
    for row, _ in zip(differing, range(MOST_FIELDS), strict=False):
        yield _on_field(site, event, row)


def _on_field(site: Site, event: Event, row: FactRow) -> Sentence:
    """What is said of a field; of a deal's value, which stands with its wordings above, only that."""
    values = tuple(_values(site, event, row))
    records = tuple(key for value in values for key in value.records)
    field = first_within_sentence(row.label)
    if event.frame.type == "arms-deal" and row.field == "value":
        link = Link(field, f"events/{event.id}/#differ")
        return Sentence(sentence(gettext("Sources differ ({field})."), field=link), (event.id,), records)
    shown = separated((value.run for value in values[:MOST_VALUES]), joints("or")[1])
    said = sentence(gettext("Sources differ ({field}): {values}."), field=field, values=shown)
    return Sentence(said, (event.id,), records)


@dataclass(frozen=True, slots=True)
class _Told:
    """One value of a field with its outlets, and the records of these."""

    run: tuple[Link, ...]
    records: tuple[RecordKey, ...]


def _values(site: Site, event: Event, row: FactRow) -> Iterator[_Told]:
    """Each value once, with the outlets that give it."""
    held: dict[str, list[Report]] = {}
    for cell, report in zip(row.cells, event.reports, strict=True):
        if cell:
            held.setdefault(plain_text(cell), []).append(report)
    for words, reports in held.items():
        keys = tuple(report.records[0] for report in reports)
        yield _Told((Link(f"{words} ("), *_outlets(site, keys), Link(")")), keys)


def _outlets(site: Site, keys: Sequence[RecordKey]) -> tuple[Link, ...]:
    """The outlets of records, each once, leading to its first."""
    first: dict[str, RecordKey] = {}
    for key in keys:
        first.setdefault(outlet(site, key.article), key)
    return few([record_link(site, key, name) for name, key in first.items()])


def _given_by_one(site: Site, event: Event) -> Iterator[Sentence]:
    """The fields that one of several origins gives alone, so that the others do not bear them out."""
    for one in sorted(fields_of_one(site, event), key=lambda one: -len(one.fields))[:MOST_FIELDS]:
        (key,) = records_saying(event, (one.origin,))
        said = sentence(
            gettext("From one origin alone: {fields} ({who})."),
            fields=counts.listed(first_within_sentence(own.label) for own in one.fields),
            who=record_link(site, key, origin_link(site, one.origin).text),
        )
        yield Sentence(said, (event.id,), (key,))


def _disputes(site: Site, event: Event, said: Iterable[Disagreement]) -> Iterator[Sentence]:
    """Who disputes it, or what is said of it, in what words of ours."""
    keys = tuple(dict.fromkeys((*event.disputed_by, *(key for one in said for key in one.by))))
    told, more = keys[:MOST_FIELDS], keys[MOST_FIELDS:]
    yield from (_dispute(site, event, key) for key in told)
    if more:
        yield Sentence(_more(site, more), (event.id,), tuple(more))


def _dispute(site: Site, event: Event, key: RecordKey) -> Sentence:
    """Who disputes an event, or what somebody says of it, in what words of ours."""
    record = site.evidence[key].record
    names = record.disputes if isinstance(record, StatementRecord) else ()
    named = (site.named.get(RecordId(name)) for name in names)
    others = tuple(found for found in named if found and _is_told_of(site, event, found))
    against = dict.fromkeys(origin_link(site, site.evidence[other].origin).text for other in others)
    form = gettext("{who} disputes it ({outlet}): {what}.")
    if against and event.id not in set[str](names):
        form = plural_form(
            "{who} disputes what {whom} says of it ({outlet}): {what}.",
            "{who} disputes what {whom} say of it ({outlet}): {what}.",
            len(against),
        )
    said = sentence(
        form,
        who=origin_link(site, site.evidence[key].origin),
        whom=joined(map(Link, against)),
        outlet=outlet(site, key.article),
        what=record_link(site, key, said_of(site, key)),
    )
    return Sentence(said, (event.id,), (key, *others))


def _is_told_of(site: Site, event: Event, key: RecordKey) -> bool:
    """Whether a record reports an event or is about it."""
    return key in event.records or event.id in getattr(site.evidence[key].record, "about", ())


def _more(site: Site, keys: Iterable[RecordKey]) -> tuple[Link, ...]:
    held = tuple(keys)
    form = plural_form(
        "{n} more statement disputes it ({who}).", "{n} more statements dispute it ({who}).", len(held)
    )
    return sentence(form, n=len(held), who=_outlets(site, held))
