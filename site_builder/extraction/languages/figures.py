"""What reads the same in every language: amounts in whole digits, and dates in figures."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.extraction.calendar_times import NoSuchDateError, of_day
from site_builder.model.extraction_results import Amount, TimeExpression
from site_builder.model.normal_form import Span

_DATE: Final = re.compile(
    r"(?<![\w.,/:-])(?:(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"|(?P<d>\d{1,2})\.(?P<m>\d{2})\.(?P<y>[12]\d{3}))(?![\w/:-]|\.\d)"
)
_PLAIN: Final = re.compile(r"(?:[A-Z]{3}|[^\w\s.,])?\s?\d+\s?(?:[A-Z]{3}|[^\w\s.,])?")
_WORD_AFTER: Final = re.compile(r"\s{0,2}[^\W\d_]")


def dates_in_figures(text: str, body: Sequence[Span]) -> Iterator[TimeExpression]:
    """Find dates such as 2024-05-12 and 12.05.2024, whose order is the same wherever points are written."""
    for start, end in body:
        for match in _DATE.finditer(text, start, end):
            parts = (match["year"] or match["y"], match["month"] or match["m"], match["day"] or match["d"])
            try:
                day = of_day(*map(int, parts))
            except NoSuchDateError:
                continue
            yield TimeExpression(match.start(), match.end(), match[0], str(day), "numeric-date")


def is_plain(amount: Amount, text: str) -> bool:
    """Tell an amount of whole digits and a sign; a word behind it, if the sign stands before, may be a scale.

    Of "$5 milliards", the $5 are none.
    """
    if not _PLAIN.fullmatch(amount.surface):
        return False
    return not (amount.surface[-1].isdigit() and _WORD_AFTER.match(text, amount.end))
