"""What stands in published records: ids, dates, spans, amounts, merged fields.

The classes of the published data are the source of its schema. A class that is total has all its keys.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from typing_extensions import TypeAliasType, TypedDict

from site_builder.model.meaning import Meaning
from site_builder.model.value_types import Basis, Sense


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a value must keep to, as a keyword of JSON Schema: stands in `Annotated`, as `Meaning` does."""

    keywords: tuple[tuple[str, Any], ...]

    def __get_pydantic_json_schema__(
        self, core: Any, form_of: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        return {**form_of(core), **dict(self.keywords)}


def bounds(**keywords: object) -> Bounds:
    """Bounds by the keywords of JSON Schema."""
    return Bounds(tuple(keywords.items()))


Id = TypeAliasType(
    "Id",
    Annotated[str, bounds(pattern="^[a-z0-9]+(-[a-z0-9]+)*$"), Meaning("As in the addresses of pages.")],
)
Ids = list[Id]
RecordName = TypeAliasType(
    "RecordName",
    Annotated[
        str,
        bounds(pattern="^[a-z0-9-]+/[a-z0-9_]+/[a-z0-9-]+$"),
        Meaning(
            "Its lasting name, `<article>/<section>/<name>`: stays when records are put before it, and is "
            "another when its quotes are. Its packet of evidence is "
            "`data/records/<article>/<section>-<name>.json`."
        ),
    ],
)
EdtfData = TypeAliasType(
    "EdtfData", Annotated[str, bounds(minLength=1), Meaning("A date in EDTF (ISO 8601-2).")]
)
QuoteData = TypeAliasType(
    "QuoteData",
    Annotated[
        str | Annotated[list[str], bounds(minItems=1)],
        Meaning("Exact words of the text; ` ... ` stands for a gap; a list in the order written."),
    ],
)
Natural = Annotated[int, bounds(minimum=0)]
SpanData = TypeAliasType(
    "SpanData",
    Annotated[
        list[Natural],
        bounds(minItems=2, maxItems=2),
        Meaning("Start and end (exclusive) in the captured text, in code points."),
    ],
)
Pair = Annotated[list[float], bounds(minItems=2, maxItems=2)]
"""Two numbers in order."""

SourceLine = Annotated[str, Meaning("Its place in the project: path and line.")]
InOurWords = Annotated[str, Meaning("In our own words.")]
DateOrNull = Annotated[EdtfData | None, Meaning("When.")]

_Unnamed = TypedDict(
    "_Unnamed",
    {"of": Annotated[Id, Meaning("Id of an actor.")], "as": Annotated[str, Meaning("As what.")]},
)


class UnnamedData(_Unnamed):
    """Somebody unnamed, never taken to be the same as another."""


ActorRefData = TypeAliasType(
    "ActorRefData",
    Annotated[
        Annotated[Id, Meaning("Id of an actor.")] | UnnamedData,
        Meaning("An actor, or somebody who belongs to it and whom the article does not name."),
    ],
)
MeasuredData = TypeAliasType(
    "MeasuredData",
    Annotated[
        Annotated[Id, Meaning("Id of an actor, event, place, topic or piece of equipment.")] | UnnamedData,
        Meaning("What a figure is about, or somebody whom the article does not name."),
    ],
)
Speaker = Annotated[ActorRefData | None, Meaning("Who says so; null for the article's own voice.")]


class CarrierData(TypedDict):
    """An outlet or body, and the date of what is cited."""

    source: Annotated[Id, Meaning("Id of an actor.")]
    date: DateOrNull


class ValueData(TypedDict):
    """An amount as the article words it, never to be added to others that may overlap."""

    amount: Annotated[
        float | Pair | None,
        Meaning("A number, a range from low to high, or null where the article gives none."),
    ]
    currency: Annotated[
        str | None, Meaning("Code of ISO 4217; null for what is no money, and for trend-indicator values.")
    ]
    sense: Annotated[Sense | None, Meaning("How exact the amount is; null where there is none.")]
    basis: Annotated[Basis | None, Meaning("What the sum of money counts.")]
    per: Annotated[str | None, Meaning("What a rate is counted by; null where the amount is no rate.")]
    wording: Annotated[str, Meaning("As printed.")]


class CountData(TypedDict):
    """How many, as reported."""

    amount: Annotated[Natural | Pair, Meaning("A number, or a range from low to high.")]
    sense: Annotated[Sense, Meaning("How exact it is.")]


class ItemData(TypedDict):
    """What is counted; one of the two is null."""

    item: Annotated[Id | None, Meaning("Id of equipment.")]
    goods: Annotated[str | None, Meaning("Goods that have no id, in our own words.")]


class NumberedData(ItemData, CountData):
    """So many of an item."""


class NumbersData(ItemData):
    """How many of an item were ordered and delivered."""

    ordered: Annotated[CountData | None, Meaning("How many were ordered.")]
    delivered: Annotated[CountData | None, Meaning("How many of them were delivered.")]


class ParticipantData(TypedDict):
    """Who takes part, and as what."""

    actor: ActorRefData
    role: Annotated[str | None, Meaning("As what.")]


OwnValueData = TypeAliasType(
    "OwnValueData",
    Annotated[
        ActorRefData | ValueData | CountData | str | list[ActorRefData] | list[str],
        Meaning("What stands in a field of the project's own, by its type."),
    ],
)
OwnFieldsData = TypeAliasType(
    "OwnFieldsData",
    Annotated[
        dict[str, OwnValueData], Meaning("Fields of the project's own, by their keys; see `sections`.")
    ],
)


class MeetingData(TypedDict):
    """A meeting during a visit."""

    actor: ActorRefData
    date: DateOrNull
    place: Annotated[Id | None, Meaning("Id of its place.")]


class StopData(TypedDict):
    """A place within the one visited."""

    place: Annotated[Id, Meaning("Id of a place.")]
    date: DateOrNull


class UseData(TypedDict):
    """Equipment, and who used it."""

    item: Annotated[Id, Meaning("Id of equipment.")]
    user: ActorRefData | None
