"""What a sentence tells by a pattern, as far as it has been read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.editing.suggest.clauses.grammar import PEOPLE, RoleKind
from site_builder.editing.suggest.clauses.happening import Certainty
from site_builder.editing.suggest.patterns import Pattern
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Span
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.model.extraction_results import TimeExpression

Players = tuple[Who, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where a pattern was met: `word`, by which it is known, stands from `at` to before `after`.

    Its clause goes to `end`; `lead`, `object` and `arms` are its other words. While roles are filled,
    `kind` is whom the present one wants. `spans` are to be quoted.
    """

    story: Story
    s: Sentence
    pattern: Pattern
    word: str
    at: int
    after: int
    end: int
    lead: int | None = None
    object: int | None = None
    arms: tuple[int, ...] = ()
    roles: Mapping[str, Players] = field(default_factory=dict)
    kind: RoleKind = PEOPLE
    time: TimeExpression | None = None
    status: Certainty = "happened"
    spans: tuple[Span, ...] = ()
    item: tuple[int, int] | None = None
    """Where the item of a list stands that it tells of: its own price is told there."""
    apart: bool = False
    """One of several times that a sentence counts: no other that is told without a time is meant by it."""
    elsewhere: tuple[Span, ...] = ()
    """What other sentences tell of it, to be quoted besides."""

    def all(self, role: str) -> tuple[Entity, ...]:
        """Give those who play a role."""
        return tuple(who.entity for who in self.roles.get(role, ()))

    def one(self, role: str) -> Entity | None:
        """Give the one who plays a role."""
        return next(iter(self.all(role)), None)

    @property
    def other(self) -> str:
        """The id of somebody who plays a role already."""
        return next((who.entity.id for found in self.roles.values() for who in found), "")

    @property
    def sure(self) -> bool:
        """Whether all are named in so many words."""
        return all(who.sure for found in self.roles.values() for who in found)
