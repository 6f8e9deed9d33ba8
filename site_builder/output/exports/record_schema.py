"""JSON Schema of records: what each kind says, who says it, and the quotes that carry it."""

from site_builder.linking.site import Saying
from site_builder.model.value_types import DealKind, DealStatus, Happening, Mode, RoleEvent, VisitKind
from site_builder.output.exports.forms import (
    Schema,
    actors_of,
    basis_of,
    date_or_null,
    described,
    id_of,
    id_or_null,
    ids_of,
    integer,
    list_of,
    nullable,
    object_of,
    object_with,
    one_of,
    ref,
    text,
    text_or_null,
)

_SPANS = list_of(
    ref("span"), "Where the quoted words are in the captured text; empty where the quote is not yet found."
)
_VERIFIED: Schema = {
    "type": "boolean",
    "description": "Whether a program found every quote, word for word, in the article's captured text. "
    "It says nothing on whether what is quoted is true.",
}

_PROVED: dict[str, Schema] = {
    "article": id_of("the article that says so"),
    "by": nullable(described(ref("actor-ref"), "Who says so; null for the article's own voice.")),
    "via": list_of(ref("carrier"), "The outlets or bodies that the article has it from, nearest first."),
    "mode": nullable(one_of(Mode, "How `by` says it, according to the article's verb.")),
    "basis": basis_of("An article says it.", "article"),
    "quote": ref("quote"),
    "spans": _SPANS,
    "verified": _VERIFIED,
    "source": text("The record's place in the project: path and line."),
}
"""What every record has."""

_NAMED: dict[str, Schema] = {
    "brief": text_or_null("Why few quoted words are enough."),
    "id": nullable(text("Name of the record, where others refer to it.")),
    "date_why": text_or_null("How the date was worked out, where it is not in the quote."),
    "note": text_or_null("A note of the editors."),
    "prefix": text_or_null("Words right before the quote, where it occurs several times."),
    "suffix": text_or_null("Words right after the quote, where it occurs several times."),
}
"""What any record may have."""

_ROLE: dict[str, Schema] = {
    "role": text("Minister of Defence, Ambassador, ..."),
    "of": id_or_null("the body or state"),
    "to": id_or_null("the state or body that an envoy is sent to"),
    "rank": text_or_null("A military rank."),
    "former": {"type": "boolean", "description": "Whether the role was over when the article appeared."},
    "event": nullable(one_of(RoleEvent, "How the role began or ended; null where it was just held.")),
    "date": date_or_null("When, if not at the time of the article; with `event`, when that was."),
    **_NAMED,
}

_STATEMENT: dict[str, Schema] = {
    "about": ids_of("events, actors, topics, places or equipment"),
    "supports": ids_of("events or records that it supports"),
    "disputes": ids_of("events or records that it disputes"),
    "date": date_or_null("When it was said."),
    "says": text("In our own words."),
}

_FIGURE: dict[str, Schema] = {
    "measure": id_of("the measure"),
    "subject": ref("actor-ref"),
    "object": nullable(ref("actor-ref")),
    "value": ref("value"),
    "period": list_of(ref("edtf"), "What it is for; empty where the article does not say."),
    "about": ids_of("events, actors, topics, places or equipment"),
}

_HAPPENING: dict[str, Schema] = {
    "place": id_of("a place or state"),
    "date": ref("edtf"),
    "status": one_of(Happening, "Its status, according to this article."),
    "announced": described(ref("edtf"), "When it was announced."),
    "says": text("In our own words."),
}


def record_definitions() -> Schema:
    """Give every kind of record, by name."""
    return {
        "role": object_of("A role of an actor, as an article gives it.", **_ROLE, **_PROVED),
        "unnamed-role": object_of("A role of somebody unnamed.", actor=ref("actor-ref"), **_ROLE, **_PROVED),
        "organisation-description": object_of(
            "What an article says a body is.",
            says=text("In our own words."),
            date=date_or_null(),
            **_NAMED,
            **_PROVED,
        ),
        "report": _report(),
        "statement": object_of("A statement.", **_STATEMENT, **_NAMED, **_PROVED),
        "figure": object_of("A figure.", **_FIGURE, **_NAMED, **_PROVED),
        "supply": object_of(
            "A supply.",
            **_deal(status=nullable(one_of(DealStatus, "How far the deal has gone."))),
            **_NAMED,
            **_PROVED,
        ),
        "date": object_of(
            "A time expression.",
            **{key: _PROVED[key] for key in ("article", "basis", "quote", "verified", "source")},
            prefix=_NAMED["prefix"],
            suffix=_NAMED["suffix"],
            start=nullable(integer("Where it starts, as `spans`; null where the quote is not yet found.")),
            date=ref("edtf"),
            why=text("How the date was worked out."),
        ),
    }


def _report() -> Schema:
    return {
        "oneOf": [
            _report_of("visits", _visit()),
            _report_of("arms_deals", _contract()),
            _report_of("events", _other()),
        ],
        "description": "One record of an event.",
    }


def _report_of(section: str, fields: Schema) -> Schema:
    return object_of(
        f"A record under `{section}`.",
        section={"const": section, "description": "As in the annotation."},
        says=one_of(Saying, "What it says of the event, by its status and mode; see `origin`."),
        fields=fields,
        **_PROVED,
    )


def _visit() -> Schema:
    return object_with(
        "What it says of the visit.",
        ("visitors", "status", "says"),
        kind=one_of(VisitKind, "What kind of visit it was."),
        visitors=actors_of("The visitors."),
        met=list_of(ref("meeting"), "Those they met."),
        hosts=actors_of("Those who hosted, invited or received them."),
        stops=list_of(ref("stop"), "Places within it where the visitors were."),
        **_HAPPENING,
        **_NAMED,
    )


def _contract() -> Schema:
    fields = _deal(
        kind=one_of(DealKind, "What kind of deal."), status=one_of(DealStatus, "How far the deal has gone.")
    )
    return object_with("What it says of the deal.", ("kind",), **fields, **_NAMED)


def _other() -> Schema:
    return object_with(
        "What it says of the event.",
        ("status", "says"),
        participants=list_of(ref("participant"), "Those who take part."),
        equipment=list_of(ref("use"), "What was used."),
        **_HAPPENING,
        **_NAMED,
    )


def _deal(**more: Schema) -> dict[str, Schema]:
    return {
        "suppliers": actors_of("Those who sell or give, as the article names them."),
        "recipients": actors_of("Those who receive."),
        "makers": actors_of("The makers."),
        "disclosed": date_or_null("When it became known."),
        "ordered": date_or_null("When it was ordered."),
        "delivered": date_or_null("When it was delivered."),
        "equipment": ids_of("equipment"),
        "items": list_of({"type": "string"}, "Goods that have no id, in our own words."),
        "numbers": list_of(ref("numbers"), "How many of which item."),
        "value": nullable(ref("value")),
        "says": text_or_null("In our own words."),
        **more,
    }
