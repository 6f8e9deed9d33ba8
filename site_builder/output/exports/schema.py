"""JSON Schema of the published data: what each key of `corpus.json` means.

Every key of an object is always there, save within `fields`, which holds what a record says.
"""

from typing import get_args

from site_builder.model.value_types import (
    ActorType,
    DateBasis,
    DealStatus,
    EventType,
    Happening,
    Mode,
    Publish,
)
from site_builder.output.exports.forms import (
    PAIR,
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
    one_of,
    ref,
    text,
    text_or_null,
)
from site_builder.output.exports.record_schema import record_definitions
from site_builder.output.exports.value_schema import value_definitions

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> Schema:
    """Give the schema of the whole file."""
    return {
        "$schema": DIALECT,
        "title": "A corpus of annotated articles",
        **object_of(
            "The whole site as data. Dates are EDTF; ids refer to each other; lists are sorted.",
            version=text("Version of this format."),
            generated_from=nullable(text("The commit of the files that this is made from.")),
            licence=nullable(
                object_of(
                    "What others may do with records, digests and data; quoted words keep their own rights.",
                    id=text("Its SPDX id."),
                    name=text("What it is called."),
                    url=text("The address of its terms."),
                )
            ),
            articles=list_of(ref("article"), "Source documents."),
            actors=list_of(ref("actor"), "Persons, states, bodies, companies and outlets."),
            places=list_of(ref("place"), "Places; a state is an actor."),
            equipment=list_of(ref("equipment"), "Weapon systems and the like, and classes of them."),
            topics=list_of(ref("topic"), "Subjects that events are filed under."),
            events=list_of(ref("event"), "Events and arms deals, each with all its reports."),
            disagreements=list_of(ref("disagreement"), "What sources differ on: conflicts and disputes."),
            statements=list_of(ref("statement"), "What somebody says, forecasts or judges."),
            figures=list_of(ref("figure"), "Numbers other than the value of a deal; never to be added up."),
            supplies=list_of(ref("supply"), "Arms supplied in general, outside any particular deal."),
            measures=list_of(ref("measure"), "What figures measure."),
            dates=list_of(ref("date"), "Time expressions that no record carries."),
            unnamed=list_of(ref("unnamed-role"), "Roles of people whom an article does not name."),
        ),
        "$defs": _definitions(),
    }


def _definitions() -> Schema:
    return {
        **value_definitions(),
        "article": _article(),
        **_registry(),
        "event": _event(),
        **record_definitions(),
    }


# ------------------------------------------------------------------ articles, registry, events


def _article() -> Schema:
    return object_of(
        "A source document.",
        id=id_of("the article"),
        title=text("As printed."),
        authors=list_of({"type": "string"}, "As printed, in that order."),
        publisher=id_of("the outlet"),
        publisher_basis=one_of(DateBasis, "How the publisher is known."),
        republished_from=id_or_null("where it was first published"),
        published=ref("edtf"),
        published_basis=one_of(DateBasis, "How the date is known."),
        published_why=text_or_null("How the date was worked out, where it is not printed."),
        url=text_or_null("Its address."),
        archived=text_or_null("The address of an archived copy."),
        language=text("Code of its language."),
        rights=text("all-rights-reserved, public-domain, the SPDX id of a licence, or a permission."),
        publish=one_of(Publish, "What the site shows of it."),
        formerly=ids_of("old ids"),
        topics=ids_of("topics of the events it reports"),
        text=nullable(
            object_of(
                "The captured text, which is kept separately.",
                sha256={
                    "type": "string",
                    "pattern": "^[0-9a-f]{64}$",
                    "description": "Hash of the file's bytes.",
                },
                chars=integer("Length in code points."),
                body=nullable(
                    list_of(ref("span"), "The article in it, without menus; null where not known.")
                ),
            )
        ),
        quoted_share=nullable(
            {
                "type": "number",
                "minimum": 0,
                "maximum": 1,
                "description": "The share of the body's words that the quotes show.",
            }
        ),
        source=text("Its place in the project: path and line."),
    )


def _entry(description: str, /, **more: Schema) -> Schema:
    return object_of(
        description,
        id=ref("id"),
        name=text("The name shown."),
        aliases=list_of({"type": "string"}, "Other correct spellings."),
        printed=list_of({"type": "string"}, "Damaged or wrong forms found in a source."),
        different_from=ids_of("entries of nearly the same name that are others"),
        same_as=list_of({"type": "string"}, "Addresses that identify it elsewhere."),
        description=text_or_null("One line."),
        note=text_or_null("A note of the editors."),
        formerly=ids_of("old ids"),
        basis=basis_of("Known to the editors; applies to all fields except lists of records.", "registry"),
        source=text("Its place in the project: path and line."),
        **more,
    )


def _registry() -> Schema:
    return {
        "actor": _entry(
            "An actor.",
            type=one_of(ActorType, "What kind of actor."),
            country=id_or_null("its state"),
            part_of=id_or_null("the body it belongs to"),
            website=text_or_null("The website, for an outlet."),
            roles=list_of(ref("role"), "What articles say a person is."),
            descriptions=list_of(ref("organisation-description"), "What articles say a body is."),
            mentions=list_of(
                object_of(
                    "How often a text names it.",
                    article=id_of("an article"),
                    count=integer("How often."),
                    basis=basis_of("An article's text names it.", "article"),
                ),
                "Where extraction found its names; empty until it has run.",
            ),
        ),
        "place": _entry(
            "A place.",
            within=id_or_null("a place or state around it"),
            coordinates=nullable(described(PAIR, "Degrees north and east.")),
        ),
        "equipment": _entry(
            "A piece of equipment, or a class.",
            class_=id_or_null("its class"),
            makers=ids_of("its makers"),
            made_in=id_or_null("the state it is made in"),
        ),
        "topic": _entry("A topic."),
        "measure": _entry(
            "A measure.",
            sentence=text("What it measures; {subject} and {object} stand for those of a figure."),
            unit=text("Its unit."),
        ),
    }


def _event() -> Schema:
    return object_of(
        "An event or arms deal.",
        id=ref("id"),
        type=one_of(EventType, "What kind of event."),
        title=text("A title by the editors."),
        short=text_or_null("A shorter title for tables."),
        topics=ids_of("topics"),
        may_overlap=ids_of("deals that may be the same, or partly"),
        related=ids_of("related events"),
        part_of=id_or_null("a larger event"),
        after=ids_of("events that it came after, where the dates do not say so"),
        note=text_or_null("A note of the editors."),
        formerly=ids_of("old ids"),
        basis=basis_of(
            "What the reports say rests on articles; type, title, short, topics, may_overlap, related, "
            "part_of and note are the editors'. An event that no article reports is theirs altogether.",
            "article",
            "registry",
        ),
        source=text("The place of its frame in the project: path and line."),
        date=date_or_null(
            "The narrowest date that no report contradicts, else the span of all; used for sorting."
        ),
        place=id_or_null("the most exact place that no report contradicts, else one that includes all"),
        status=nullable(
            {
                "enum": [
                    *dict.fromkeys((*get_args(Happening), *get_args(DealStatus))),
                    "claimed",
                    "disputed",
                ],
                "description": "The furthest step reported; `claimed` where all reports only claim it.",
            }
        ),
        participants=list_of(ref("participant"), "Everyone who takes part, according to any report."),
        reports=list_of(ref("report"), "What each article's records say of it."),
        merged={
            "type": "object",
            "additionalProperties": ref("merged"),
            "description": "The reports merged, by field; a report that leaves a field out has no vote.",
        },
        modes=list_of(one_of(Mode), "How the reports that it rests on say so."),
        said_by=actors_of("Those it rests on: who say or claim that it happened, else who expect it."),
        expected_by=actors_of("Those who announce, plan or forecast it."),
        origins=list_of(ref("origin"), "Whom its reports credit."),
    )
