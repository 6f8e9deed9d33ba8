"""Forms of single values and lists, as definitions that the schemas refer to.

A form refuses no value that the reader takes, with one exception: `Null` and `NULL` without quotation
marks are text to the reader, and nothing to every other YAML loader. Texts may be numbers, dates and
booleans here, because that is what plain `2016`, `2023-07-12` and `no` become in other loaders. What a
form cannot tell (whether an id exists, whether a day does) is told by `check`.

Patterns mean the same in ECMAScript and Python. `errorMessage` is shown by the YAML language server in
place of its own words; others ignore it.
"""

from collections.abc import Mapping
from typing import Any

from site_builder.model.rights import DATA_LICENCES, KNOWN, RESERVED, RIGHTS

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

IDS = "ids.json"
"""The file beside the schemas that lists the project's own ids."""

NOTHING = {"not": {"type": ["boolean", "number"]}, "maxLength": 0, "maxItems": 0, "maxProperties": 0}
"""What stands for an absent value: null, empty text, an empty list or mapping.

Not an `enum`, whose values editors would offer.
"""

_POINT = r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(-([0-9]{2}|XX)(-([0-9]{2}|XX))?)?[?~%]?"
_MEMBER = rf"(({_POINT})?\.\.({_POINT})?|{_POINT})"
_MEMBERS = rf"{_MEMBER}(,{_MEMBER})*"
_EDTF = rf"^({_POINT}|({_POINT}|\.\.)?/({_POINT}|\.\.)?|\[{_MEMBERS}\]|\{{{_MEMBERS}\}})$"

# The second branch takes what loaders make of dates; the first is there for its message.
_SCALAR = {
    "anyOf": [
        {"type": ["string", "number"], "errorMessage": "expected one value: text, a number or a date"},
        {"not": {"type": ["object", "array", "null"]}},
    ]
}
EXPECTED_ID = "expected an id: lower-case letters, digits and single hyphens, at most 80"


def ref(name: str) -> Schema:
    """Give what a definition of this name says."""
    return {"$ref": f"#/$defs/{name}"}


def text_of(pattern: str, expected: str, description: str = "", *examples: str) -> Schema:
    """Give the form of a text with a pattern; the pattern holds for no number, date or boolean."""
    meaning: Schema = {"description": description} if description else {}
    if examples:
        meaning["examples"] = list(examples)
    return {**ref("Scalar"), **meaning, "pattern": pattern, "errorMessage": expected}


def known_id(name: str, description: str) -> Schema:
    """Give the form of an id: one that the project knows, for completion, or any other, yet to be added."""
    return {"description": description, "anyOf": [{"$ref": f"{IDS}#/$defs/{name}"}, ref("Id")]}


FORMS: Mapping[str, Schema] = {
    "Scalar": _SCALAR,
    "Text": text_of(r"\S", "expected text"),
    "Line": text_of(r"^[^\n]*\S[^\n]*$", "expected one line of text"),
    "Id": {**text_of("^[a-z0-9]+(-[a-z0-9]+)*$", EXPECTED_ID), "maxLength": 80},
    "ActorId": known_id("ActorId", "The id of an actor."),
    "StateId": known_id("StateId", "The id of a state."),
    "PlaceId": known_id("PlaceId", "The id of a place or state."),
    "EquipmentId": known_id("EquipmentId", "The id of a piece of equipment."),
    "TopicId": known_id("TopicId", "The id of a topic."),
    "MeasureId": known_id("MeasureId", "The id of a measure."),
    "EventId": known_id("EventId", "The id of an event."),
    "SubjectId": known_id("SubjectId", "The id of an event, actor, topic, place or piece of equipment."),
    "PageId": known_id("PageId", "The id of an actor, event, topic, place, piece of equipment or article."),
    "ClaimId": known_id("ClaimId", "The id of an event or record."),
    "EventTypeId": known_id("EventTypeId", "A type of event."),
    "ActorTypeId": known_id("ActorTypeId", "A type of actor."),
    "SectionId": known_id("SectionId", "A section of records."),
    "KeyName": {
        **text_of("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", "expected a key such as court_cases"),
        "maxLength": 40,
    },
    "Pattern": text_of(
        r"\S",
        "expected a form in words",
        "Counts of classes of characters, and texts in quotation marks.",
        "7 digits",
        "'IMO ', 7 digits",
    ),
    "Identifier": text_of(r"\S", "expected a number or code"),
    "CameoCode": text_of("^(0[1-9]|1[0-9]|20)[0-9]{0,2}$", "expected a code of CAMEO, such as '19'"),
    "FollowTheMoneySchema": text_of("^([A-Z][a-z]+)+$", "expected a schema, such as PublicBody"),
    "ArticleId": ref("Id"),
    "RecordId": ref("Id"),
    "SearchId": ref("Id"),
    "Edtf": text_of(
        _EDTF,
        "expected an EDTF date, such as 2023-07-12, 2023-07, 2023?, 2023-07-12/2023-07-13",
        "An EDTF date: ? where it is uncertain, ~ about, / from and to, [..] one day of several.",
        "2023-07-12",
        "2023-07",
        "2023?",
        "2016~",
        "2023-07-12/2023-07-13",
        "[2012-03-05..2012-03-11]",
    ),
    "Quote": text_of(
        r"\S",
        "expected words of the article",
        "Exact words of the article, as captured, at most 25, with at most one gap, written ` ... `.",
    ),
    "Url": text_of(
        r'^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)[^\s<>"\\^`{|}]+$',
        "expected an address that begins with https://, http:// or mailto:",
    ),
    "Currency": text_of("^[A-Z]{3}$", "expected a code of ISO 4217, such as USD", "", "USD", "EUR", "AZN"),
    "Rights": {
        "anyOf": [
            {"enum": list(RIGHTS)},
            text_of(r"^permission: *\S.*, *[0-9]{4}(-[0-9]{2}){0,2}$", f"expected one of {KNOWN}"),
        ]
    },
    "LicenceId": {"enum": [RESERVED, *DATA_LICENCES]},
    "bool": {
        "type": ["boolean", "string"],
        "pattern": "^(true|false)$",
        "errorMessage": "expected true or false",
    },
    "int": {
        "type": ["integer", "string"],
        "pattern": "^-?[0-9]{1,15}$",
        "errorMessage": "expected a whole number in plain digits",
    },
    "float": {
        "type": ["number", "string"],
        "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,12})?$",
        "errorMessage": "expected a number in plain digits",
    },
    "Decimal": {
        "type": ["number", "string"],
        "pattern": r"^-?[0-9]{1,18}(\.[0-9]{1,9})?$",
        "errorMessage": "expected a number in plain digits",
    },
}
