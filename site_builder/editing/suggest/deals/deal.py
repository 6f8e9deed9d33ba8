"""A deal, as a sentence tells it."""

from dataclasses import dataclass

from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Span
from site_builder.model.extraction_results import Amount


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal as one sentence tells it, with its money, and who says so."""

    reading: Reading
    kind: str
    status: str
    amount: Amount | None
    amount_at: int | None
    by: Entity | None
    later: Span | None = None
    """Where a later sentence tells what it cost."""

    @property
    def pair(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who sold to whom."""
        suppliers, recipients = (
            frozenset(e.id for e in self.reading.all(r)) for r in ("suppliers", "recipients")
        )
        return suppliers, recipients

    @property
    def is_half(self) -> bool:
        """Whether one of the sides is not told."""
        return not all(self.pair)

    @property
    def is_filled(self) -> bool:
        """Whether one side is taken from what was told before."""
        reading = self.reading
        sides = [reading.roles[role] for role in ("suppliers", "recipients")]
        referred = [bool(side) and all(who.at == reading.at for who in side) for side in sides]
        return any(referred) and not all(referred)

    @property
    def is_open(self) -> bool:
        """Whether it is read by frames in which a side may be open."""
        return self.reading.pattern.family != "deals"

    @property
    def is_priced(self) -> bool:
        """Whether it is told by no more than what arms cost."""
        return self.reading.pattern.name == "worth"

    @property
    def general(self) -> bool:
        """Whether a state is only called a buyer or supplier of another's arms."""
        return self.reading.pattern.name in {"buyer", "supplier"}


def sum_of(amount: Amount) -> tuple[str, str, str]:
    """Give by what sums are compared."""
    return amount.low, amount.unit, amount.per
