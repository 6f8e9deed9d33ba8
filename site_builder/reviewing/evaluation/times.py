"""Measures how well expressions of time are found and read."""

from collections.abc import Sequence
from typing import Final

from site_builder.extraction.scoring import Counts, score_time_spans, score_times
from site_builder.extraction.times import find_times
from site_builder.model.extraction_results import TimeExpression
from site_builder.proving.executors import Executor
from site_builder.reviewing.evaluation.corpora import GoldArticle
from site_builder.reviewing.evaluation.tables import ResultTable, numbers_of

_TIMES: Final = """\
Right means that the spans overlap and both values cover the same days. No registry is involved."""


def times_of(text: GoldArticle) -> tuple[TimeExpression, ...]:
    """Find the expressions of time in an article."""
    return find_times(text.text, [(0, len(text.text))], text.date)


def time_table(texts: Sequence[GoldArticle], executor: Executor) -> ResultTable:
    """Score the expressions of time."""
    spans, values = Counts(), Counts()
    for text, found in zip(texts, executor.map(times_of, texts), strict=True):
        spans += score_time_spans(text.times, found)
        values += score_times(text.times, found)
    head = ("what", "marked", "found", "right", "precision", "recall", "F")
    return ResultTable(
        "Times: gum-news", _TIMES, head, (("found", *numbers_of(spans)), ("value right", *numbers_of(values)))
    )
