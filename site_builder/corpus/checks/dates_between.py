"""Checks of dates against other dates: of the article that tells them, and of other reports of the event."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from site_builder.corpus.checks.printed_dates import is_printed
from site_builder.model import edtf
from site_builder.model.annotation import Annotation
from site_builder.model.article import Article
from site_builder.model.corpus import Corpus
from site_builder.model.edtf.dates import Date
from site_builder.model.problems import Location, Problem, Severity, quoted
from site_builder.model.records import (
    DealRecord,
    EventRecord,
    Met,
    PersonRecord,
    Record,
    Source,
    StatementRecord,
    Stop,
    VisitRecord,
)
from site_builder.model.value_types import EventId

FIRST_NEWSPAPER = 1605
_ZONES = dt.timedelta(days=1)
"""An article of the evening tells what has happened elsewhere on the day after."""
_DONE = frozenset(("contracted", "delivered", "completed"))
_LASTING = re.compile(
    r"\b(?:last(?:s|ed|ing)|(?:day|week)s|\w+-(?:day|week)|(?:day|week)-long|spent|throughout|until|till"
    r"|through|since|\d+[-–]\d+|from \w+(?: \w+)? to|\w+day and \w+day)\b",
    re.IGNORECASE,
)
"""Words by which a quote or a reason says that something took longer than a day."""


def validate_after_article(corpus: Corpus) -> Iterator[Problem]:
    """Nothing that an article tells as past lies after the day it appeared, nor does it before newspapers."""
    for name, article in corpus.articles.items():
        published = edtf.parse_or_none(article.published)
        if published is None or published.latest is None:
            continue
        if published.latest.year < FIRST_NEWSPAPER:
            yield _too_early(article)
        elif name in corpus.annotations:
            for past in _all_past(corpus.annotations[name]):
                date = edtf.parse_or_none(past.text)
                if date and _lies_after(date, published):
                    yield _after(past, date, published)


def lies_after(written: str, published: str) -> bool:
    """Tell whether a date is later than an article of another may tell as past; no date is never later."""
    date, appeared = edtf.parse_or_none(written), edtf.parse_or_none(published)
    return bool(date and appeared and _lies_after(date, appeared))


def _lies_after(date: Date, published: Date) -> bool:
    return bool(date.earliest and published.latest and date.earliest > published.latest + _ZONES)


@lru_cache(maxsize=4096)  # a corpus tells the same days again and again
def _too_early(article: Article) -> Problem:
    found = f"{quoted(article.published)}, before there were newspapers"
    fix = "write the year of the Gregorian calendar in four digits, such as 2023 for 1402 of the Persian one"
    place = article.at.of("published")
    return Problem(place, "published-too-early", found, "when the article appeared", fix)


# ------------------------------------------------------------------ after the article


class _Past(NamedTuple):
    """A date of something told as past: what it is, and what else may be meant if it is to come."""

    text: str
    at: Location
    what: str
    quotes: tuple[str, ...]
    otherwise: str = ""
    is_sure: bool = True


_NOT_YET = "If the article only expects it, write `status: expected` or `planned`."


def _all_past(annotation: Annotation) -> Iterator[_Past]:
    for visit in annotation.visits:
        yield from _of_happening(visit)
        if visit.status == "happened":
            for part in (*visit.met, *visit.stops):
                if isinstance(part, Met | Stop) and part.date:
                    yield _Past(part.date, part.at.of("date"), "what has happened", visit.quotes, _NOT_YET)
    for event in annotation.of(EventRecord):
        yield from _of_happening(event)
    for deal in annotation.arms_deals:
        yield from _of_deal(deal)
    for person in annotation.people:
        yield from _of_person(person)
    for statement in annotation.statements:
        yield from _of_statement(statement)
    for record in annotation.of(Record):
        yield from _of_sources(record)


def _of_happening(record: VisitRecord | EventRecord) -> Iterator[_Past]:
    if record.date and record.status == "happened":
        yield _Past(record.date, record.at.of("date"), "what has happened", record.quotes, _NOT_YET)
    if record.announced:
        yield _Past(record.announced, record.at.of("announced"), "an announcement", record.quotes)


def _of_deal(deal: DealRecord) -> Iterator[_Past]:
    later = "If the deal is still to come, write `status: planned` or `possible`."
    if deal.disclosed:
        yield _Past(deal.disclosed, deal.at.of("disclosed"), "what has become known", deal.quotes)
    if deal.ordered and (deal.status is None or deal.status in _DONE):
        yield _Past(
            deal.ordered, deal.at.of("ordered"), "an order", deal.quotes, later, deal.status is not None
        )
    if deal.delivered and deal.status in ("delivered", "completed"):
        later = "If it is still to be delivered, write `status: contracted`."
        yield _Past(deal.delivered, deal.at.of("delivered"), "a delivery that is over", deal.quotes, later)


def _of_person(person: PersonRecord) -> Iterator[_Past]:
    if person.date and person.former:
        later = "If the role is still to come, delete `former`."
        yield _Past(person.date, person.at.of("date"), "a role that is over", person.quotes, later)


def _of_statement(statement: StatementRecord) -> Iterator[_Past]:
    if statement.date and statement.by:
        later = "If it is the time that they speak of, tell it in `says`: `date` is when they spoke."
        said, at = "what somebody has said", statement.at.of("date")
        yield _Past(statement.date, at, said, statement.quotes, later, is_sure=False)


def _of_sources(record: Record) -> Iterator[_Past]:
    for source in record.sources:
        if isinstance(source, Source) and source.date:
            yield _Past(source.date, source.at.of("date"), "a source that it cites", record.quotes)


def _after(past: _Past, date: Date, published: Date) -> Problem:
    found = f"{quoted(past.text)} for {past.what}, in an article of {quoted(published.text)}"
    likely = "" if is_printed(past.text, past.quotes) else _likely(date, published)
    doubt = published.uncertain or published.approximate
    fixes = (
        f"did you mean {quoted(likely)}?" if likely else "correct the date.",
        past.otherwise,
        "The article's own date is uncertain, and may be what is wrong." if doubt else "",
    )
    fix = " ".join(filter(None, fixes)).removesuffix(".")
    severity: Severity = "warning" if doubt or not past.is_sure else "error"
    return Problem(past.at, "date-after-article", found, "a date before it appeared", fix, severity)


def _likely(date: Date, published: Date) -> str:
    """The date in the year of the article or the one before, where the year written looks like a slip."""
    assert date.earliest  # noqa: S101 - asked only of a date that begins after the article
    assert published.latest  # noqa: S101
    wrong = f"{date.earliest.year:04}"
    for year in (published.latest.year, published.latest.year - 1):
        if date.earliest.year != published.latest.year and _is_slip(wrong, f"{year:04}"):
            meant = edtf.parse_or_none(date.text.replace(wrong, f"{year:04}"))
            if meant and meant.earliest and meant.earliest <= published.latest + _ZONES:
                return meant.text
    return ""


def _is_slip(wrong: str, right: str) -> bool:
    """Whether two digits have changed places, or one is another."""
    others = sum(a != b for a, b in zip(wrong, right, strict=True))
    return others == 1 or (others == 2 and sorted(wrong) == sorted(right))


# ------------------------------------------------------------------ an interval, or one of some days


class _ReportedDate(NamedTuple):
    """When a record says that an event was; `may_be_slip` where nothing says that it lasted so long."""

    date: Date
    at: Location
    may_be_slip: bool


def days_told(annotation: Annotation) -> Iterator[list[Any]]:
    """List the dates of events in an annotation: event, date, line and column, whether it may be a slip."""
    happenings: tuple[VisitRecord | EventRecord, ...] = (*annotation.visits, *annotation.of(EventRecord))
    for record in happenings:
        date = edtf.parse_or_none(record.date) if record.date else None
        if date and record.status not in ("denied", "cancelled"):
            said = " ".join((*record.quotes, record.date_why or ""))
            place = record.at.of("date")
            may_be_slip = _has_ends(date) and not _LASTING.search(said)
            yield [record.event, record.date, place.line, place.column, int(may_be_slip)]


def validate_lasting(told: Iterable[tuple[str, list[list[Any]]]]) -> Iterator[Problem]:
    """An interval says that the event lasted; where another report has one day of it, that may be a slip.

    `told` are the paths of annotations, with what `days_told` says of each.
    """
    rows = tuple((path, *row) for path, rows in told for row in rows)
    doubtful = {event for _, event, _, _, _, may_be_slip in rows if may_be_slip}
    for reports in _by_event(row for row in rows if row[1] in doubtful).values():
        days = {report.date: report for report in reversed(reports) if _is_day(report.date)}
        for report in reports:
            if report.may_be_slip:
                day = next((days[day] for day in days if edtf.is_part_of(day, report.date)), None)
                if day:
                    yield _interval(report, day)


def _by_event(rows: Iterable[tuple[Any, ...]]) -> dict[EventId, list[_ReportedDate]]:
    told: dict[EventId, list[_ReportedDate]] = defaultdict(list)
    for path, event, text, line, column, may_be_slip in rows:
        at = Location(path, line, column)
        told[event].append(_ReportedDate(edtf.parse(text), at, bool(may_be_slip)))
    return told


def _is_day(date: Date) -> bool:
    return date.kind == "point" and date.precision == "day"


def _has_ends(date: Date) -> bool:
    """Whether it is an interval of days: of months or years, nobody takes it for one of them."""
    return date.kind == "interval" and date.precision == "day" and None not in (date.earliest, date.latest)


def _interval(report: _ReportedDate, day: _ReportedDate) -> Problem:
    first, last = report.date.text.split("/")
    found = f"{quoted(report.date.text)}, which says that it lasted from the one day to the other"
    expected = f"an interval only of what lasts: {day.at} has one day of it, {quoted(day.date.text)}"
    fix = f"if it was on one of these days, write {quoted(f'[{first}..{last}]')}; if it lasted, "
    fix += 'quote the words that say so, or say in `date_why` how many days, such as "three days"'
    return Problem(report.at, "interval-or-set", found, expected, fix, "warning")
