"""The agreement of two versions as JSON, for programs."""

import json
from collections.abc import Iterable
from fractions import Fraction

from site_builder.model.problems import Problem
from site_builder.output.exports.record_data import Json
from site_builder.reviewing.agreement.measures import (
    Agreement,
    ArticleAgreement,
    Choice,
    Counts,
    Difference,
    SectionAgreement,
    Told,
)
from site_builder.reviewing.problem_output import listed

_DIGITS = 4


def as_json(found: Agreement) -> str:
    """Write everything that the report says as one object; measures have four digits, or are null."""
    said = {
        "base": found.base,
        "other": found.other,
        "not_compared": {"base": list(found.only_base), "other": list(found.only_other)},
        "total": _counts(found.total),
        "sections": [_section(section) for section in found.sections],
        "articles": [_article(article) for article in found.articles],
        "errors": {side: _problems(errors) for side, errors in found.errors.items()},
    }
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def _counts(counts: Counts) -> Json:
    return {
        "records": {"base": counts.base, "other": counts.other, "matched": counts.matched},
        "on_records": _number(counts.on_records),
        "fields": {"filled": counts.filled, "equal": counts.equal},
        "on_values": _number(counts.on_values),
    }


def _number(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), _DIGITS)


def _section(section: SectionAgreement) -> Json:
    choices = [_choice(choice) for choice in section.choices]
    return {"section": section.key, "name": section.name, **_counts(section.counts), "choices": choices}


def _choice(choice: Choice) -> Json:
    return {
        "field": choice.key,
        "label": choice.label,
        "matched": len(choice.pairs),
        "equal": choice.equal,
        "alpha": _number(choice.alpha),
    }


def _article(article: ArticleAgreement) -> Json:
    differences = [_difference(one) for one in article.differences]
    return {
        "article": article.id,
        "title": article.title,
        "untouched": article.untouched,
        **_counts(article.counts),
        "differences": differences,
    }


def _difference(one: Difference) -> Json:
    fields = [
        {"field": field.key, "label": field.label, "base": field.base, "other": field.other}
        for field in one.fields
    ]
    sides = {"base": _told(one.base), "other": _told(one.other)}
    return {"section": one.section, **sides, "fields": fields, "elsewhere": one.elsewhere}


def _told(record: Told | None) -> Json | None:
    if record is None:
        return None
    return {
        "about": record.subject,
        "quotes": list(record.quotes),
        "path": record.path,
        "line": record.line,
    }


def _problems(problems: Iterable[Problem]) -> list[Json]:
    (text,) = listed(tuple(problems), "json")
    found: list[Json] = json.loads(text)
    return found
