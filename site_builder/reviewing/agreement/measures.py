"""What is measured and told of two versions, as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from site_builder.model.problems import Problem
from site_builder.model.value_types import ArticleId
from site_builder.reviewing.agreement.alpha import Choices, nominal_alpha


@dataclass(frozen=True, slots=True)
class Choice:
    """A field with a choice, by its key and label: what both chose for each record that they both have."""

    key: str
    label: str
    pairs: Sequence[Choices]

    @property
    def equal(self) -> int:
        return sum(one == other for one, other in self.pairs)

    @property
    def alpha(self) -> Fraction | None:
        return nominal_alpha(self.pairs)


@dataclass(frozen=True, slots=True)
class Counts:
    """Records of each version, and matched ones; of these the fields that either fills, and equal ones."""

    base: int = 0
    other: int = 0
    matched: int = 0
    filled: int = 0
    equal: int = 0

    @property
    def on_records(self) -> Fraction | None:
        """F1: twice the matched records, divided by all of both; none where there are none."""
        every = self.base + self.other
        return Fraction(2 * self.matched, every) if every else None

    @property
    def on_values(self) -> Fraction | None:
        """The share of fields that say the same; none where no record is matched."""
        return Fraction(self.equal, self.filled) if self.filled else None


def together(counts: Iterable[Counts]) -> Counts:
    """Add up counts."""
    every = tuple(counts)
    names = ("base", "other", "matched", "filled", "equal")
    return Counts(*(sum(getattr(one, name) for one in every) for name in names))


@dataclass(frozen=True, slots=True)
class SectionAgreement:
    """One section of records: its key, its name, its counts, and its choices."""

    key: str
    name: str
    counts: Counts
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A record of one version in words: what it is about, its quotes, and where it is written."""

    subject: str
    quotes: tuple[str, ...]
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """What both versions say in a field on which they differ, in words; empty where it is left out."""

    key: str
    label: str
    base: str
    other: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A record on which versions differ: only one has it, or both do and `fields` differ.

    Of the first, `elsewhere` is what the other version has at the same place, in another section.
    """

    section: str
    name: str
    base: Told | None
    other: Told | None
    fields: tuple[FieldDifference, ...] = ()
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class ArticleAgreement:
    """One article that both annotate, by its id and title, and all records on which they differ.

    It is `untouched` where both have the very same records, as if only one had worked on it.
    """

    id: ArticleId
    title: str
    counts: Counts
    differences: tuple[Difference, ...]
    untouched: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two versions agree; `only_base` are articles that only the one annotates."""

    base: str
    other: str
    sections: tuple[SectionAgreement, ...]
    articles: tuple[ArticleAgreement, ...]
    only_base: tuple[ArticleId, ...] = ()
    only_other: tuple[ArticleId, ...] = ()
    errors: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    """Errors of the two, under `base` and `other`: what cannot be read is compared with nothing."""

    @property
    def complete(self) -> bool:
        return not any(self.errors.values())

    @property
    def total(self) -> Counts:
        return together(section.counts for section in self.sections)
