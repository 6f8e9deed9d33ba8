"""The vocabulary: types of events and of actors, what they mean, and how they look.

The builder's own stands in `corpus/vocabulary/`, in the very form in which a project adds to it.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from site_builder.model.meaning import Meaning
from site_builder.model.value_types import Line
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

PLURAL = Meaning("The same of several, as in headings.")
MEANING = Meaning("What it is, in one sentence.")
USE = Meaning("When to use it, and when another.")
COLOUR = Meaning("A colour of the theme's set.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Written):
    """What every type of the vocabulary says of itself."""

    name: Annotated[
        Line, Meaning("What one of it is called, as in badges and filters.", ("Air strike", "Ship"))
    ]
    plural: Annotated[Line, PLURAL]
    meaning: Annotated[Line, MEANING]
    use: Annotated[Line | None, USE] = None
    colour: Annotated[Colour, COLOUR] = "grey"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType(Term):
    """A type of event; `group` is its lane of the timeline."""

    group: Annotated[
        Line,
        Meaning("The lane of the timeline that it shares with others.", ("Visits and meetings", "Attacks")),
    ]
    outline: Annotated[EventOutline, Meaning("The outline of its mark: types differ by it and by colour.")]
    schema_type: Annotated[SchemaEvent, Meaning("What it is in the words of schema.org.")] = "Event"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorType(Term):
    """A type of actor; `like` is the type of body in whose place one may stand."""

    noun: Annotated[Line, Meaning("One of it in a sentence, with its article.", ("a ship", "an armed group"))]
    like: Annotated[
        BodyType | None,
        Meaning("The type of body in whose place it may stand; left out if it is no body."),
    ] = None
    outline: Annotated[ActorOutline, Meaning("The outline of its mark in networks.")] = "circle"
    schema_type: Annotated[SchemaActor, Meaning("What it is in the words of schema.org.")] = "Thing"
