"""What extraction finds in a text, as frozen values; offsets are code points of the text as captured."""

from dataclasses import dataclass
from typing import Literal

PIPELINE = "1"
"""Version of what extraction finds; raised whenever the same text would come out otherwise."""

PUBLISHED_RANK = 3
"""The last rank whose mentions are linked and published."""

Label = Literal["person", "organisation", "place", "equipment", "demonym", "other"]
"""What a name names; the registry's finer types are looked up when it is linked."""

Rank = Literal[1, 2, 3, 4, 5]
"""Authority: 1 registry, 2 back-reference, 3 rules, 4 gazetteer, 5 model. 1 to 3 publish, 4 and 5 propose."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span that names something. `full` is the form that a back-reference stands for, else empty."""

    start: int
    end: int
    label: Label
    surface: str
    rule: str
    rank: Rank
    full: str = ""


@dataclass(frozen=True, slots=True, order=True)
class TimeExpression:
    """A span that says when. `edtf` is empty where it cannot be resolved.

    `anchor` says what a relative one was counted from: `published`, `nearest` (the nearest dated
    event of the text), or nothing. `ambiguous` ones have a second reading as likely.
    """

    start: int
    end: int
    surface: str
    edtf: str
    rule: str
    anchor: Literal["", "published", "nearest"] = ""
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A span that says how much: bounds, unit (ISO 4217 for money, `percent`, `rank`, or a unit's name)."""

    start: int
    end: int
    surface: str
    kind: Literal["money", "percent", "quantity", "rank"]
    low: str
    high: str
    unit: str
    sense: Literal["exact", "about", "below", "above"]
    rule: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one text, each list in the order of the text, without overlaps within a list."""

    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    amounts: tuple[Amount, ...] = ()
