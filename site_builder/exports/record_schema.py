"""JSON Schema of records: what each kind says, who says it, and what proves it."""

from site_builder.exports.forms import (
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
from site_builder.model import DealKind, DealStatus, Happening, Mode
from site_builder.site import Saying

_SPANS = list_of(ref("span"), "Where the quoted words stand in the captured text; empty where not proved.")
_VERIFIED: Schema = {"type": "boolean", "description": "Whether a program found every quote in the text."}

_PROVED: dict[str, Schema] = {
    "article": id_of("the article that says so"),
    "by": nullable(described(ref("actor-ref"), "Who says so; null for the article's own voice.")),
    "via": list_of(ref("carrier"), "Through whom the article has it, nearest first."),
    "mode": nullable(one_of(Mode, "The verb that the article gives to `by`.")),
    "basis": basis_of("An article says it.", "article"),
    "quote": ref("quote"),
    "spans": _SPANS,
    "verified": _VERIFIED,
    "source": text("The record's place in the project: path and line."),
}
"""What every record has."""

_NAMED: dict[str, Schema] = {
    "brief": text_or_null("Why so few quoted words are enough."),
    "id": nullable(text("Name of the record, where others refer to it.")),
    "date_why": text_or_null("How the date follows, where the quote does not print it."),
    "note": text_or_null("A note of the editors."),
    "prefix": text_or_null("Words right before the quote, where it stands several times."),
    "suffix": text_or_null("Words right after the quote, where it stands several times."),
}
"""What any record may have."""

_ROLE: dict[str, Schema] = {
    "role": text("Minister of Defence, Ambassador, ..."),
    "of": id_or_null("the body or state"),
    "to": id_or_null("the state or body that an envoy is sent to"),
    "rank": text_or_null("A military rank."),
    "former": {"type": "boolean", "description": "Whether the role was over when the article appeared."},
    "date": date_or_null("When, where not at the article's time."),
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
    "status": one_of(Happening, "What has become of it, according to this article."),
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
            **_deal(status=nullable(one_of(DealStatus, "How far it has come."))),
            **_NAMED,
            **_PROVED,
        ),
        "date": object_of(
            "A time expression.",
            **{key: _PROVED[key] for key in ("article", "basis", "quote", "verified", "source")},
            prefix=_NAMED["prefix"],
            suffix=_NAMED["suffix"],
            start=nullable(integer("Where it starts, as `spans`; null where not proved.")),
            date=ref("edtf"),
            why=text("How the date follows."),
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
        visitors=actors_of("Who came."),
        met=list_of(ref("meeting"), "Whom they met."),
        hosts=actors_of("Who hosted, invited or received them."),
        stops=list_of(ref("stop"), "Places within it where the visitors were."),
        **_HAPPENING,
        **_NAMED,
    )


def _contract() -> Schema:
    fields = _deal(
        kind=one_of(DealKind, "What kind of deal."), status=one_of(DealStatus, "How far it has come.")
    )
    return object_with("What it says of the deal.", ("kind",), **fields, **_NAMED)


def _other() -> Schema:
    return object_with(
        "What it says of the event.",
        ("status", "says"),
        participants=list_of(ref("participant"), "Who takes part."),
        equipment=list_of(ref("use"), "What was used."),
        **_HAPPENING,
        **_NAMED,
    )


def _deal(**more: Schema) -> dict[str, Schema]:
    return {
        "suppliers": actors_of("Who sells or gives, as the article names them."),
        "recipients": actors_of("Who gets it."),
        "makers": actors_of("Who makes it."),
        "disclosed": date_or_null("When it became known."),
        "ordered": date_or_null("When it was ordered."),
        "delivered": date_or_null("When it was delivered."),
        "equipment": ids_of("equipment"),
        "items": list_of({"type": "string"}, "What has no id, in own words."),
        "value": nullable(ref("value")),
        "says": text_or_null("In our own words."),
        **more,
    }
