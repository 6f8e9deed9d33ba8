"""The vocabulary: types of events and of actors, what they mean, and how they look.

The builder's own stands in `corpus/vocabulary/`, in the very form in which a project adds to it.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from site_builder.model.meaning import Meaning
from site_builder.model.value_types import (
    CameoCode,
    EventTypeId,
    FollowTheMoneySchema,
    KeyName,
    Line,
    Pattern,
)
from site_builder.model.written import Written

Colour = Literal[
    "blue", "teal", "green", "olive", "brown", "orange", "red", "rose", "pink", "purple", "indigo", "gold",
    "grey",
]  # fmt: skip
"""The roles of colours that the theme has, for light and dark."""
EventOutline = Literal[
    "circle", "hexagon", "diamond", "house", "bow", "square", "triangle", "cross", "triangle-down", "shield",
    "triangle-left", "plus", "star", "pentagon", "drop", "octagon",
]  # fmt: skip
"""Outlines of marks of events."""
ActorOutline = Literal[
    "circle", "diamond", "square", "triangle", "pentagon", "hexagon", "triangle-down", "trapezium", "octagon"
]
"""Outlines of marks of actors."""
BodyType = Literal["government-body", "armed-force", "company", "organisation", "media"]
"""The builder's own types of bodies: what may stand where one of them may."""
SchemaEvent = Literal[
    "Event", "BusinessEvent", "ConferenceEvent", "CourseEvent", "DeliveryEvent", "EducationEvent",
    "ExhibitionEvent", "Festival", "Hackathon", "LiteraryEvent", "PublicationEvent", "SaleEvent",
    "SocialEvent", "SportsEvent", "VisualArtsEvent",
]  # fmt: skip
SchemaActor = Literal[
    "Person", "Country", "Organization", "GovernmentOrganization", "Corporation", "NewsMediaOrganization",
    "NGO", "PoliticalParty", "Airline", "CollegeOrUniversity", "EducationalOrganization",
    "MedicalOrganization",
    "PerformingGroup", "ResearchOrganization", "SportsOrganization", "WorkersUnion", "Vehicle", "Product",
    "Place", "Thing",
]  # fmt: skip

Plover = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
"""The types of events of PLOVER."""
Acled = Literal[
    "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
    "Strategic developments",
]  # fmt: skip
"""The types of events of ACLED."""

PLURAL = Meaning("The same of several, as in headings.")
MEANING = Meaning("What it is, in one sentence.")
USE = Meaning("When to use it, and when another.")
COLOUR = Meaning("A colour of the theme's set.")
TRIGGERS = Meaning(
    "Words or short phrases by which `site-builder suggest` knows a sentence that tells of one; other forms "
    "of a word need not be listed.",
    ("flooded", "burst its banks"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mappings(Written):
    """What a type or section is called in other vocabularies: where what it means belongs there."""

    plover: Annotated[tuple[Plover, ...], Meaning("Types of events of PLOVER.", ("ASSAULT", "CONSULT"))] = ()
    cameo: Annotated[
        tuple[CameoCode, ...], Meaning("Codes of events of CAMEO, in quotation marks.", ("19", "0871"))
    ] = ()
    acled: Annotated[tuple[Acled, ...], Meaning("Types of events of ACLED.", ("Battles", "Riots"))] = ()
    followthemoney: Annotated[
        tuple[FollowTheMoneySchema, ...], Meaning("Schemas of FollowTheMoney.", ("Vessel", "PublicBody"))
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Written):
    """What every type and every section of the vocabulary says of itself."""

    name: Annotated[
        Line, Meaning("What one of it is called, as in badges and filters.", ("Air strike", "Ship"))
    ]
    plural: Annotated[Line, PLURAL]
    meaning: Annotated[Line, MEANING]
    use: Annotated[Line | None, USE] = None
    mappings: Annotated[Mappings | None, Meaning("What other vocabularies call it.")] = None


FieldType = Literal[
    "actor", "actors", "place", "places", "date", "value", "number", "text", "texts", "choice", "equipment",
    "event", "ids", "url", "identifier",
]  # fmt: skip
"""What a field of a project's own section may hold."""
Show = Literal["lede", "facts", "column", "facet"]
"""Where a field shows besides the reports side by side: the sentence that says what an event is, its facts,
a column of the section's register, a filter of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Written):
    """A field of a project's own section; by its type it is checked, merged and shown."""

    key: Annotated[KeyName, Meaning("The key that it stands under.", ("attackers", "killed"))]
    type: Annotated[FieldType, Meaning("What it holds.")]
    label: Annotated[Line, Meaning("What it is called on pages.", ("Attackers", "People killed"))]
    meaning: Annotated[Line, Meaning("What to write there.")]
    examples: Annotated[tuple[Line, ...], Meaning("What may stand there.")] = ()
    required: Annotated[bool, Meaning("Whether every record must have it.")] = False
    role: Annotated[
        Line | None,
        Meaning("As what its actors take part; its type is actor or actors.", ("attacker", "owner")),
    ] = None
    options: Annotated[tuple[Line, ...], Meaning("The words to choose from; its type is choice.")] = ()
    unit: Annotated[Line | None, Meaning("What is counted; its type is number.", ("people", "houses"))] = None
    pattern: Annotated[
        Pattern | None,
        Meaning(
            "Its form, in words: counts of classes of characters, and texts in quotation marks; its type "
            "is identifier.",
            ("7 digits", "'IMO ', 7 digits"),
        ),
    ] = None
    show: Annotated[tuple[Show, ...], Meaning("Where it shows besides the reports side by side.")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType(Term):
    """A type of event; `group` is its lane of the timeline."""

    colour: Annotated[Colour, COLOUR] = "grey"
    group: Annotated[
        Line,
        Meaning("The lane of the timeline that it shares with others.", ("Visits and meetings", "Attacks")),
    ]
    outline: Annotated[EventOutline, Meaning("The outline of its mark: types differ by it and by colour.")]
    schema_type: Annotated[SchemaEvent, Meaning("What it is in the words of schema.org.")] = "Event"
    triggers: Annotated[tuple[Line, ...], TRIGGERS] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorType(Term):
    """A type of actor; `like` is the type of body in whose place one may stand."""

    noun: Annotated[Line, Meaning("One of it in a sentence, with its article.", ("a ship", "an armed group"))]
    like: Annotated[
        BodyType | None,
        Meaning("The type of body in whose place it may stand; left out if it is no body."),
    ] = None
    colour: Annotated[Colour, COLOUR] = "grey"
    outline: Annotated[ActorOutline, Meaning("The outline of its mark in networks.")] = "circle"
    schema_type: Annotated[SchemaActor, Meaning("What it is in the words of schema.org.")] = "Thing"
    fields: Annotated[tuple[Field, ...], Meaning("What its entries may say of their own.")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionType(Term):
    """A section of records: what it is called, the types of events that its records report, its own fields.

    Every record has besides what all records have; one of an event also `event`, `participants`, `place`,
    `date`, `status`, `announced`, `equipment` and `says`, any other `about`, `date` and `says`.
    """

    event_types: Annotated[
        tuple[EventTypeId, ...],
        Meaning("Types of the events that its records report; left out where they report none."),
    ] = ()
    fields: Annotated[tuple[Field, ...], Meaning("What its records have of their own.")] = ()
    triggers: Annotated[tuple[Line, ...], TRIGGERS] = ()
    tab: Annotated[
        bool, Meaning("Whether its register has a tab of its own in the menu; else it stands under Explore.")
    ] = False

    @property
    def in_tab(self) -> str:
        """The name of the tab that its register stands under, as in addresses."""
        return self.plural.lower().replace(" ", "-") if self.tab else "explore"
