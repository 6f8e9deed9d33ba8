"""Measures how well expressions of time are found and read, beside other programs where installed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, get_args

from site_builder.extraction.scoring import Counts, score_time_spans, score_times
from site_builder.extraction.timeml import Timex, TimexType
from site_builder.extraction.times import find_times, find_timexes
from site_builder.model.extraction_results import TimeExpression
from site_builder.proving.executors import Executor
from site_builder.reviewing.evaluation.corpora import HALVES, GoldArticle
from site_builder.reviewing.evaluation.tables import BY_ANNOTATORS, ResultTable, Section, Summary, numbers_of
from site_builder.reviewing.evaluation.time_peers import PEERS
from site_builder.reviewing.evaluation.time_scores import calendar, score_spans, score_values

_TIMES: Final = """\
Right means that the spans overlap and both values cover the same days. No registry is involved."""
_STRICT: Final = """\
As TempEval-3 measures: *found* counts spans that overlap, *span* those that are the same, *value* those \
that are the same and have the same value; each is an F in percent. Calendar expressions are days, weeks, \
months, years, seasons and the like, and times of a day; the full task has durations, what recurs, "now" \
and vague references besides. gum-news marks calendar expressions alone, and writes values in another form \
(TEI): there a value is right if it covers the same days. meantime is read as far as its times are marked; \
some of its marks are no times, and some values are slips. The rules were written on one half of the \
articles, chosen by a hash of the article's id, and the other was only measured."""
_TYPES: Final = """\
All articles of meantime, both halves. Types are those of TimeML: "now" and vague references are of the type \
DATE, too."""


def times_of(text: GoldArticle) -> tuple[TimeExpression, ...]:
    """Find the expressions of time in an article."""
    return find_times(text.text, [(0, len(text.text))], text.date)


def timexes_of(text: GoldArticle) -> tuple[Timex, ...]:
    """Find all that TimeML marks in an article."""
    return find_timexes(text.text, [(0, len(text.text))], text.date)


def time_section(gum: Sequence[GoldArticle], meantime: Sequence[GoldArticle], executor: Executor) -> Section:
    """Score the expressions of time, and tell the half that rules were not written on first."""
    by_days, strict, by_type = _tables(gum, meantime, executor)
    return Section("Times", "", (strict, by_type, by_days), tuple(_summary(strict.rows)))


def _summary(rows: Iterable[tuple[str, ...]]) -> Iterator[Summary]:
    values = {(corpus, what, way, half): f"{value[-1]} %" for corpus, half, what, way, *value in rows}
    for corpus, what, way in dict.fromkeys(key[:3] for key in values):
        written_on, held_out = (values[corpus, what, way, half] for half in HALVES)
        of = f"times, {what}, {corpus}, {way}"
        yield Summary(of, "F of span and value", held_out, written_on, BY_ANNOTATORS)


def _tables(
    gum: Sequence[GoldArticle], meantime: Sequence[GoldArticle], executor: Executor
) -> Iterator[ResultTable]:
    """Score the expressions of time."""
    yield _by_days(gum, executor)
    corpora = {"gum-news": gum, "meantime": meantime}
    ways = {"site-builder": timexes_of, **PEERS}
    rows = []
    read: dict[str, list[tuple[Timex, ...]]] = {}
    for corpus, texts in corpora.items():
        for way, timexes in ways.items():
            found = list(executor.map(timexes, texts))
            read[f"{corpus} {way}"] = found
            for half in HALVES:
                some = [(text, one) for text, one in zip(texts, found, strict=True) if text.half == half]
                rows += [(corpus, half, what, way, *row) for what, row in _scores(some, corpus)]
    head = ("corpus", "half", "what", "by", "marked", "given", "found", "span", "value")
    yield ResultTable("Times: found, and read as marked", _STRICT, head, tuple(rows))
    types = [
        (type_, way, *_row(list(zip(meantime, read[f"meantime {way}"], strict=True)), _of(type_)))
        for type_ in get_args(TimexType)
        for way in ways
    ]
    columns = ("type", "by", "marked", "given", "found", "span", "value")
    yield ResultTable("Times: meantime, by type", _TYPES, columns, tuple(types))


def _by_days(texts: Sequence[GoldArticle], executor: Executor) -> ResultTable:
    spans, values = Counts(), Counts()
    for text, found in zip(texts, executor.map(times_of, texts), strict=True):
        spans += score_time_spans(text.times, found)
        values += score_times(text.times, found)
    head = ("what", "marked", "found", "right", "precision", "recall", "F")
    rows = (("found", *numbers_of(spans)), ("value right", *numbers_of(values)))
    return ResultTable("Times: gum-news", _TIMES, head, rows)


Read = Iterable[tuple[GoldArticle, Sequence[Timex]]]
Choice = Callable[[Timex], bool]


def _scores(
    read: Sequence[tuple[GoldArticle, Sequence[Timex]]], corpus: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "calendar", _row(read, calendar)
    if corpus != "gum-news":
        yield "full task", _row(read, lambda _: True)


def _of(type_: str) -> Choice:
    return lambda one: one.type == type_


def _row(read: Read, choice: Choice) -> tuple[str, ...]:
    found, spans, values = Counts(), Counts(), Counts()
    for text, timexes in read:
        wanted = [one for one in text.timexes if choice(one)]
        given = [one for one in timexes if choice(one) and one.end <= text.marked_to]
        found += score_spans(wanted, given, strict=False)
        spans += score_spans(wanted, given, strict=True)
        values += score_values(wanted, given)
    percent = (f"{counts.f * 100:.1f}" for counts in (found, spans, values))
    return (str(found.gold), str(found.found), *percent)
