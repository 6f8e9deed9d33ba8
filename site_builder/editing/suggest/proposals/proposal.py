"""A proposal: a record that an annotator may take, mend or refuse, and why it is proposed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.new_measures import NewMeasure
from site_builder.model.annotation import Section

Rank = Literal["certain", "likely", "possible", "weak"]
RANKS: tuple[Rank, ...] = ("certain", "likely", "possible", "weak")
MOST = 200
"""So many of a kind are looked at; whoever has more has no news article."""

Value = str | int | Decimal | Sequence["Value"] | Mapping[str, "Value"]
"""What a field may hold: text, a number, a list or a mapping."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NewFrame:
    """A frame for an event that the registry does not have."""

    type: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposed record. `anchors` are the stretches of the text whose words its quotes must show.

    `quotes` and `prefix` are filled in when they are proved. `surface` is what a refusal names;
    `entities` are all that the fields name, `event` the type of an event that is still to be named,
    `measure` what a figure counts that the registry may lack.
    `words` are the verb and noun that tell of it.
    `sentence` is that of a trigger word: a record that quotes any of it holds what is proposed.
    """

    section: Section
    rank: Rank
    reason: str
    fields: Mapping[str, Value]
    anchors: tuple[Span, ...]
    surface: str
    entities: tuple[Entity, ...] = ()
    event: str | None = None
    title: str = ""
    slug: str = ""
    frame: NewFrame | None = None
    measure: NewMeasure | None = None
    quotes: tuple[str, ...] = ()
    prefix: str = ""
    sentence: Span | None = None
    words: tuple[Span, ...] = ()

    def with_fields(self, fields: Mapping[str, Value]) -> "Proposal":
        """Give the same proposal with other fields."""
        return replace(self, fields=fields)

    @property
    def start(self) -> int:
        """Where in the text it begins."""
        return min(span[0] for span in self.anchors)


def in_a_row(names: Iterable[str]) -> str:
    """Say names in a row, each once: "Ann Hale, John Berg and Kesh"."""
    *first, last = dict.fromkeys(names)
    return f"{', '.join(first)} and {last}" if first else last


def worse(rank: Rank, *, by: int = 1) -> Rank:
    """Lower a rank by so many steps."""
    return RANKS[min(RANKS.index(rank) + by, len(RANKS) - 1)]


def lower(a: Rank, b: Rank) -> Rank:
    """Give the lower of two ranks."""
    return max(a, b, key=RANKS.index)
