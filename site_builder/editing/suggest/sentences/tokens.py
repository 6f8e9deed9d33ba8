"""The words and names that sentences are made of."""

from dataclasses import dataclass, field

from site_builder.editing.suggest.proposals.names import Entity
from site_builder.model.extraction_results import Amount, TimeExpression


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a name; `gap` is what stands before it, `owns` tells of a possessive ending.

    `aside` ones stand in brackets, `quoted` ones in quotation marks.
    """

    start: int
    end: int
    text: str
    gap: str
    owns: bool = False
    who: Entity | None = None
    time: TimeExpression | None = None
    amount: Amount | None = None
    aside: bool = False
    quoted: bool = False
    low: str = field(init=False, repr=False)
    """The token in small letters."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", self.text.lower())

    @property
    def kind(self) -> str:
        """What kind of thing it names; empty where it is no name."""
        return self.who.kind if self.who else ""
