"""The annotation of an article: its records by section."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_type_hints

from site_builder.model.meaning import Meaning
from site_builder.model.records import (
    DateRecord,
    DealRecord,
    EventRecord,
    FigureRecord,
    OrganisationRecord,
    PersonRecord,
    StatementRecord,
    VisitRecord,
)
from site_builder.model.value_types import Line, SectionId
from site_builder.model.written import Written

R = TypeVar("R", bound=Written)

Section = str
"""The key of a section: one of the builder's own, or one that the project describes."""

LAST = ("statements", "figures", "dates")
"""The sections that stand behind those of a project."""
SECTIONS = ("people", "organisations", "visits", "arms_deals", "events", *LAST)
"""The builder's own sections, in the order of the files."""


def in_files(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Give all sections in the order of the files, with those of a project among the builder's own."""
    return (*SECTIONS[: -len(LAST)], *(one for one in sections if one not in SECTIONS), *LAST)


_NAMING = frozenset(("people", "organisations", "dates"))


def is_claim(section: Section) -> bool:
    """Tell whether a section's records say something about the world, and not only name, describe or date."""
    return section not in _NAMING


@cache
def section_of(kind: Any) -> SectionId | None:
    """Give the builder's own section whose records are of a class, or of one that it was made from."""
    hints = get_type_hints(Annotation)
    of = {args[0]: SectionId(name) for name in SECTIONS if (args := get_args(hints[name]))}
    return next((of[base] for base in kind.__mro__ if base in of), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(Written):
    """A suggestion that an annotator refused."""

    kind: Annotated[SectionId, Meaning("The section that it was proposed for.")]
    surface: Annotated[Line, Meaning("The words that the proposal rests on.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Written):
    """What one article says: `annotations/articles/<id>.yml`.

    What each section means stands in its description.
    """

    SECTIONS: ClassVar[tuple[Section, ...]] = SECTIONS
    """The sections that it may have, in the order of the files."""

    people: tuple[PersonRecord, ...] = ()
    organisations: tuple[OrganisationRecord, ...] = ()
    visits: tuple[VisitRecord, ...] = ()
    arms_deals: tuple[DealRecord, ...] = ()
    events: tuple[EventRecord, ...] = ()
    statements: tuple[StatementRecord, ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    dates: tuple[DateRecord, ...] = ()
    rejected: Annotated[
        tuple[Rejected, ...], Meaning("Suggestions that were refused, and are not proposed again.")
    ] = ()

    @property
    def sections(self) -> Iterator[tuple[Section, tuple[Any, ...]]]:
        """The sections with their records, in the order of the files."""
        return ((section, getattr(self, section)) for section in self.SECTIONS)

    def of(self, kind: type[R]) -> Iterator[R]:
        """All records of a kind, in that order."""
        return (one for _, records in self.sections for one in records if isinstance(one, kind))
