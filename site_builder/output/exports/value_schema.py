"""JSON Schema of what stands in records: ids, dates, spans, amounts, merged fields."""

from site_builder.linking.site import Saying
from site_builder.merging.verdicts import Verdict
from site_builder.model.records import Section
from site_builder.model.value_types import Basis, Sense
from site_builder.output.exports.forms import (
    NUMBER,
    PAIR,
    Schema,
    date_or_null,
    described,
    id_of,
    id_or_null,
    ids_of,
    integer,
    list_of,
    nullable,
    object_of,
    one_of,
    ref,
    text,
    text_or_null,
)


def _records(description: str) -> Schema:
    return list_of(ref("place-of-record"), description)


_ITEM: dict[str, Schema] = {
    "item": id_or_null("equipment"),
    "goods": text_or_null("Goods that have no id, in our own words."),
}
_COUNT: dict[str, Schema] = {
    "amount": {
        "anyOf": [integer("A number."), PAIR],
        "description": "A number, or a range from low to high.",
    },
    "sense": one_of(Sense, "How exact it is."),
}


def value_definitions() -> Schema:
    """Give what stands in records, by name."""
    return {
        "id": {
            "type": "string",
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "description": "As in the addresses of pages.",
        },
        "edtf": {"type": "string", "minLength": 1, "description": "A date in EDTF (ISO 8601-2)."},
        "span": {
            "type": "array",
            "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
            "minItems": 2,
            "items": False,
            "description": "Start and end (exclusive) in the captured text, in code points.",
        },
        "quote": {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}],
            "description": "Exact words of the text; ` ... ` stands for a gap; a list in the order written.",
        },
        "actor-ref": {
            "anyOf": [
                id_of("an actor"),
                object_of(
                    "Somebody unnamed, never taken to be the same as another.",
                    of=id_of("an actor"),
                    as_=text("As what."),
                ),
            ],
            "description": "An actor, or somebody who belongs to it and whom the article does not name.",
        },
        "carrier": object_of(
            "An outlet or body, and the date of what is cited.", source=id_of("an actor"), date=date_or_null()
        ),
        "value": object_of(
            "An amount as the article words it, never to be added to others that may overlap.",
            amount={
                "anyOf": [NUMBER, PAIR, {"type": "null"}],
                "description": "A number, a range from low to high, or null where the article gives none.",
            },
            currency=text_or_null(
                "Code of ISO 4217; null for what is no money, and for trend-indicator values."
            ),
            sense=one_of(Sense, "How exact it is."),
            basis=nullable(one_of(Basis, "What the sum of money counts.")),
            wording=text("As printed."),
        ),
        "count": object_of("How many, as reported.", **_COUNT),
        "numbered": object_of("So many of an item.", **_ITEM, **_COUNT),
        "numbers": object_of(
            "How many of an item were ordered and delivered.",
            **_ITEM,
            ordered=nullable(described(ref("count"), "How many were ordered.")),
            delivered=nullable(described(ref("count"), "How many of them were delivered.")),
        ),
        "participant": object_of(
            "Who takes part, and as what.", actor=ref("actor-ref"), role=text_or_null("As what.")
        ),
        "meeting": object_of(
            "A meeting during a visit.",
            actor=ref("actor-ref"),
            date=date_or_null(),
            place=id_or_null("its place"),
        ),
        "stop": object_of(
            "A place within the one visited.", place=id_of("a place"), date=date_or_null("When.")
        ),
        "use": object_of(
            "Equipment, and who used it.", item=id_of("equipment"), user=nullable(ref("actor-ref"))
        ),
        "merged": object_of(
            "A field of an event over all its reports.",
            verdict=one_of(Verdict, "How the values relate to each other; that of the worst pair."),
            values=list_of(
                object_of(
                    "A value, or one name from a list, with those who give it.",
                    value={
                        "anyOf": [ref("actor-ref"), ref("value"), ref("numbered"), {"type": "string"}],
                        "description": "As in `fields`.",
                    },
                    articles=ids_of("articles that give it"),
                    by=list_of(
                        nullable(ref("actor-ref")), "Whom they credit; null for an article's own voice."
                    ),
                ),
                "All distinct values.",
            ),
        ),
        "origin": object_of(
            "Whom reports credit: several articles may have one origin.",
            kind={
                "enum": ["actor", "unnamed"],
                "description": "A speaker or outlet, or the unnamed sources of one state or body, "
                "which count as one.",
            },
            who=id_of("the actor, or of the state or body of the unnamed sources"),
            as_=list_of({"type": "string"}, "What articles call the unnamed sources; empty for an actor."),
            says=list_of(
                one_of(Saying),
                "That it happened, is claimed, is expected, was called off, did not happen, or is wanted.",
            ),
            articles=ids_of("articles with its reports"),
        ),
        "place-of-record": object_of(
            "A record, identified by its place.",
            article=id_of("its article"),
            section=one_of(Section, "The section of its annotation."),
            id=nullable(text("Its name, where it has one.")),
            by=nullable(described(ref("actor-ref"), "Who says so; null for the article's own voice.")),
            origin=id_of("whom it credits, or of the body of somebody unnamed"),
            source=text("Its place in the project: path and line."),
        ),
        "disagreement": object_of(
            "Something on which sources differ, or on which one supports another.",
            event=id_or_null("the event that it is about"),
            fields=list_of({"type": "string"}, "Fields that cannot both be right."),
            conflicting=_records("Figures, or dates of a role, that cannot both be right."),
            disputed=_records("What is disputed."),
            disputed_by=_records("Statements that dispute it."),
            supported=_records("What is supported."),
            supported_by=_records("Statements that support it."),
        ),
    }
