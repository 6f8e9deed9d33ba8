"""What keys and records must satisfy besides their types, as far as a schema can tell.

`check` tells the same and more; each of these has its rule there.
"""

from collections.abc import Mapping

from site_builder.corpus.project import Limits, Settings
from site_builder.model.article import Article, TextInfo
from site_builder.model.quantities import Count, Numbers, Value
from site_builder.model.records import DealRecord, PersonRecord
from site_builder.model.registry import Measure, Place
from site_builder.model.written import Written
from site_builder.output.schemas.value_forms import Schema, ref

_UNLESS_TIV: Schema = {
    "anyOf": [
        {"required": ["currency"], "properties": {"currency": ref("Currency")}},
        {"required": ["basis"], "properties": {"basis": {"enum": ["tiv"]}}},
    ]
}
_ABOVE_0: Schema = {"minimum": 1}

KEY_RULES: Mapping[type[Written], Mapping[str, Schema]] = {
    TextInfo: {
        "sha256": {
            "pattern": "^[0-9a-f]{64}$",
            "errorMessage": "expected 64 hexadecimal digits in lower case",
        },
        "chars": {"minimum": 1},
    },
    Article: {
        "language": {
            "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
            "errorMessage": "expected a language code, such as en, az or pt-BR",
        }
    },
    Place: {"coordinates": {"items": {**ref("float"), "minimum": -180, "maximum": 180}}},
    # Not `properties` beside a `$ref`: language servers before 1.20 take them for all there are.
    DealRecord: {"value": {"allOf": [_UNLESS_TIV]}},
    Count: {"amount": _ABOVE_0},
    Numbers: {"ordered": _ABOVE_0, "delivered": _ABOVE_0},
    Measure: {
        "sentence": {
            "pattern": r"\{subject\}",
            "errorMessage": "expected a sentence with {subject}, and {object} where there is one",
        }
    },
    Limits: {
        "quoted_share": {"minimum": 0, "maximum": 1},
        "warned_share": {"minimum": 0, "maximum": 1},
    },
    Settings: {"edit_link": {"pattern": r"\{path\}", "errorMessage": "expected a pattern with {path}"}},
}


def _if_one_of(key: str, words: list[str], *needed: str, **forms: Schema) -> Schema:
    """Where a key has one of some words, other keys are needed or have forms."""
    return {
        "if": {"properties": {key: {"enum": words}}, "required": [key]},
        "then": {"required": list(needed), "properties": forms},
    }


RECORD_RULES: Mapping[type[Written], Schema] = {
    Article: _if_one_of(
        "published_basis",
        ["inferred", "external"],
        "published_why",
        published_why=ref("Line"),
        published={"pattern": "[?%]", "errorMessage": "expected a date with ?, as it is not printed"},
    ),
    DealRecord: {
        **_if_one_of("kind", ["supply"], event=ref("Nothing")),
        "else": {"required": ["event"], "properties": {"event": ref("EventId")}},
    },
    Value: {
        "allOf": [
            _if_one_of("basis", ["contract", "trade", "unclear"], "currency", currency=ref("Currency")),
            _if_one_of("basis", ["tiv"], currency=ref("Nothing")),
        ]
    },
    PersonRecord: _if_one_of("event", ["presented-credentials"], "to", to=ref("ActorId")),
}
