"""Dates of EDTF (ISO 8601-2): reading, comparing and wording them."""

from site_builder.model.edtf.dates import (
    FINEST_FIRST,
    MONTHS,
    Date,
    Kind,
    Point,
    Precision,
    Span,
    is_plain,
    sort_key,
)
from site_builder.model.edtf.distances import apart
from site_builder.model.edtf.in_words import is_doubtful, without_doubt, words
from site_builder.model.edtf.reading import EdtfError, parse, parse_or_none
from site_builder.model.edtf.relations import (
    Relation,
    is_inside,
    is_more_exact,
    is_part_of,
    named_days,
    relation,
    span_of,
    width,
)

__all__ = [
    "FINEST_FIRST",
    "MONTHS",
    "Date",
    "EdtfError",
    "Kind",
    "Point",
    "Precision",
    "Relation",
    "Span",
    "apart",
    "is_doubtful",
    "is_inside",
    "is_more_exact",
    "is_part_of",
    "is_plain",
    "named_days",
    "parse",
    "parse_or_none",
    "relation",
    "sort_key",
    "span_of",
    "width",
    "without_doubt",
    "words",
]
