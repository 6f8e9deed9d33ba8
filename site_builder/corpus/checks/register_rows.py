"""Checks of rows of registers: numbers of items, trend-indicator values, and how roles begin and end."""

from collections.abc import Iterable, Iterator

from site_builder.corpus.checks.coherence import in_order
from site_builder.corpus.checks.printed_numbers import prints_number
from site_builder.merging.counts import STAGES, ends, whole
from site_builder.model.corpus import Corpus
from site_builder.model.own_sections import in_field, record_fields
from site_builder.model.problems import Location, Problem, quoted
from site_builder.model.quantities import Count, Numbers, Value
from site_builder.model.records import DealRecord, Record


def validate_numbers(corpus: Corpus) -> Iterator[Problem]:
    """A number of items, or in a field of the project's own, is above 0, runs upwards, and is quoted."""
    for name, annotation in corpus.annotations.items():
        article = corpus.articles.get(name)
        language = article.language if article else "en"
        for record in annotation.of(Record):
            for count, at in _counts(record):
                wrong = tuple(_misshapen(count, at))
                yield from wrong or _unquoted(count, at, record, language)


def _counts(record: Record) -> Iterator[tuple[Count, Location]]:
    """Each number of a deal's items, or of a field of the project's own, and where it was written."""
    for _, numbers in record.numbers if isinstance(record, DealRecord) else ():
        yield from _stages(numbers)
    for own in record_fields(record, "number"):
        for given in in_field(record, own):
            yield whole(given), given.at.of("amount") if isinstance(given, Count) else record.at.of(own.key)


def _stages(numbers: Numbers) -> Iterator[tuple[Count, Location]]:
    for stage in STAGES:
        given = getattr(numbers, stage)
        if isinstance(given, Count):
            yield given, given.at.of("amount")
        elif given is not None:
            yield whole(given), numbers.at.of(stage)


def _misshapen(count: Count, at: Location) -> Iterator[Problem]:
    low, high = ends(count)
    if min(low, high) < 1:
        fix = "write how many, or leave it out where no number is reported"
        yield Problem(at, "bad-number", str(min(low, high)), "a number above 0", fix)
    elif isinstance(count.amount, tuple) and low >= high:
        found = f"a range from {low} to {high}"
        yield Problem(at, "amount-order", found, "the lower amount first", in_order(low, high))


def _unquoted(count: Count, at: Location, record: Record, language: str) -> Iterator[Problem]:
    for number in dict.fromkeys(ends(count)):
        if not prints_number(number, record.quotes, language):
            expected = "a number that a quote of the record prints, in digits or in words"
            fix = "quote the words that give it, or leave it out"
            yield Problem(at, "number-not-quoted", f"{number:,}", expected, fix)


def validate_indicators(corpus: Corpus) -> Iterator[Problem]:
    """A trend-indicator value is no money, so that it has no currency."""
    for value in _values(corpus):
        if value.basis == "tiv" and value.currency:
            found = f"{quoted(value.currency)} with a trend-indicator value"
            expected = "no currency, as it is no price"
            fix = "leave `currency` out, or write another basis"
            yield Problem(value.at.of("currency"), "currency-of-tiv", found, expected, fix)


def _values(corpus: Corpus) -> Iterable[Value]:
    for annotation in corpus.annotations.values():
        yield from (deal.value for deal in annotation.arms_deals if deal.value)
        yield from (figure.value for figure in annotation.figures)


def validate_role_events(corpus: Corpus) -> Iterator[Problem]:
    """Only who is sent to a state or body presents credentials there."""
    for annotation in corpus.annotations.values():
        for record in annotation.people:
            if record.event_ == "presented-credentials" and not record.to:
                found = "credentials presented by somebody who is sent to nobody"
                fix = "write `to:` with the id of the state or body, or another `event`"
                expected = "an envoy's role with `to`"
                yield Problem(record.at.of("event"), "credentials-without-to", found, expected, fix)
