"""The annotation of an article: its records by section."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(Written):
    """A suggestion that an annotator refused."""

    kind: Annotated[SectionId, Meaning("The section that it was proposed for.")]
    surface: Annotated[Line, Meaning("The words that the proposal rests on.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Written):
    """What one article says: `annotations/articles/<id>.yml`."""

    SECTIONS: ClassVar[tuple[Section, ...]] = SECTIONS
    """The sections that it may have, in the order of the files."""

    people: Annotated[
        tuple[PersonRecord, ...], Meaning("Who appears, and as what, according to this article.")
    ] = ()
    organisations: Annotated[
        tuple[OrganisationRecord, ...], Meaning("What the article says that bodies are.")
    ] = ()
    visits: Annotated[tuple[VisitRecord, ...], Meaning("Who went where and met whom.")] = ()
    arms_deals: Annotated[tuple[DealRecord, ...], Meaning("Who sold, gave, upgraded or supplied what.")] = ()
    events: Annotated[tuple[EventRecord, ...], Meaning("Every other datable happening.")] = ()
    statements: Annotated[
        tuple[StatementRecord, ...], Meaning("Somebody's words, judgements and forecasts; states of affairs.")
    ] = ()
    figures: Annotated[
        tuple[FigureRecord, ...], Meaning("Shares, ranks, totals and every other number with a meaning.")
    ] = ()
    dates: Annotated[
        tuple[DateRecord, ...],
        Meaning("Time expressions that no record carries, or that extraction reads wrongly."),
    ] = ()
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
