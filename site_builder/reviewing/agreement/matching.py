"""The records of one section of an article in both versions, paired: what is counted and told of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from site_builder.model.annotation import Section
from site_builder.pages.values_in_words import Words, in_words
from site_builder.reviewing.agreement.compared_values import Values
from site_builder.reviewing.agreement.measures import Counts, Difference, FieldDifference, Told
from site_builder.reviewing.agreement.pairing import HALF, Pair, pairs_of, quote_keys
from site_builder.reviewing.agreement.sides import ReadRecord, Side
from site_builder.reviewing.diff.wording import subject

EVENT_TYPE = "type of event"
"""A choice that does not stand in the record, but in the registry under its event."""
_REFERENCES = frozenset(("supports", "disputes"))
"""Fields that hold ids of records: each annotator makes up their own."""


Ids = Mapping[str, str | None]
"""Ids of the first version's records, and how the other version calls the same record, if it has it."""

Elsewhere = Mapping[tuple[str, Section, int], str]
"""What the other version has at the place of a record that it lacks, by version, section and position."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The records of a section of an article in both versions, and the pairs of their positions.

    `name` is what one of them is called, `least` the share of their quotes that paired ones have in common.
    """

    section: Section
    name: str
    base: tuple[ReadRecord, ...]
    other: tuple[ReadRecord, ...]
    pairs: tuple[Pair, ...]
    least: Fraction

    @property
    def untouched(self) -> bool:
        """Whether both versions have the very same records, word for word."""
        return [one.record for one in self.base] == [two.record for two in self.other]

    @property
    def matched(self) -> tuple[tuple[ReadRecord, ReadRecord], ...]:
        return tuple((self.base[here], self.other[there]) for here, there in self.pairs)

    def same_ids(self) -> Iterator[tuple[str, str | None]]:
        """Give the ids of the first version's records, each with what the other calls the same."""
        partner = dict(self.pairs)
        for here, one in enumerate(self.base):
            if name := one.json.get("id"):
                yield name, self.other[partner[here]].json.get("id") if here in partner else None

    def counts(self, ids: Ids) -> Counts:
        """Count records, and the fields of matched ones."""
        values = [both(one, two, ids) for one, two in self.matched]
        filled = sum(len(ours.keys() | theirs.keys()) for ours, theirs in values)
        differing = sum(len(differing_keys(*pair)) for pair in values)
        return Counts(len(self.base), len(self.other), len(self.pairs), filled, filled - differing)

    def differences(self, base: Side, other: Side, ids: Ids, elsewhere: Elsewhere) -> Iterator[Difference]:
        """Tell of records on which the versions differ: those of the first in its order, then the rest."""
        ours, theirs = base.words_in(self.section), other.words_in(self.section)
        partner = dict(self.pairs)
        for here, one in enumerate(self.base):
            if here not in partner:
                also = elsewhere.get(("base", self.section, here), "")
                yield Difference(self.section, self.name, told(ours, one), None, elsewhere=also)
                continue
            two = self.other[partner[here]]
            keys = differing_keys(*both(one, two, ids))
            fields = [_field(key, (ours, theirs), (one, two)) for key in keys]
            fields += _types(base, other, one, two)
            if fields:
                there = told(theirs, two)
                yield Difference(self.section, self.name, told(ours, one), there, tuple(fields))
        taken = set(partner.values())
        for position, two in enumerate(self.other):
            if position not in taken:
                also = elsewhere.get(("other", self.section, position), "")
                yield Difference(self.section, self.name, None, told(theirs, two), elsewhere=also)


def in_other_sections(matchings: Iterable[Matching]) -> Elsewhere:
    """Pair the records of an article that are not matched in their sections across these."""
    found = tuple(matchings)
    ours = [(one, i) for one in found for i in range(len(one.base)) if i not in dict(one.pairs)]
    taken = {(one.section, there) for one in found for _, there in one.pairs}
    theirs = [(one, i) for one in found for i in range(len(one.other)) if (one.section, i) not in taken]
    pairs = pairs_of(
        [one.base[i].pairable for one, i in ours],
        [one.other[i].pairable for one, i in theirs],
        found[0].least if found else HALF,
    )
    elsewhere = {}
    for here, there in pairs:
        (one, i), (two, j) = ours[here], theirs[there]
        elsewhere["base", one.section, i] = two.name
        elsewhere["other", two.section, j] = one.name
    return elsewhere


def both(one: ReadRecord, two: ReadRecord, ids: Ids) -> tuple[Values, Values]:
    """Give the values of two records that are matched, with ids of records as the second version has them."""
    ours = {
        key: frozenset(ids.get(name, name) or ("without a match", name) for name in value)
        if key in _REFERENCES and isinstance(value, frozenset)
        else value
        for key, value in one.pairable.values.items()
    }
    return ours, two.pairable.values


def differing_keys(ours: Values, theirs: Values) -> tuple[str, ...]:
    """Give the fields that do not say the same, in their order."""
    return tuple(key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key))


def told(words: Words, read: ReadRecord) -> Told:
    """Tell of a record in words."""
    quotes, place = tuple(quote_keys(read.record).values()), read.record.at.location
    return Told(subject(words, read.json, quotes), quotes, place.path, place.line)


def _field(key: str, words: tuple[Words, Words], pair: tuple[ReadRecord, ReadRecord]) -> FieldDifference:
    values = [read.json.get(key) for read in pair]
    here, there = (in_words(one, key, value) for one, value in zip(words, values, strict=True))
    if here == there:  # two entries of one name
        here, there = (in_words(_bare(one), key, value) for one, value in zip(words, values, strict=True))
    return FieldDifference(key, words[1].label(key), here, there)


def _bare(words: Words) -> Words:
    return Words({}, words.labels, words.dates, words.ids)


def _types(base: Side, other: Side, one: ReadRecord, two: ReadRecord) -> Iterator[FieldDifference]:
    """Tell of events that the registries of both give different types."""
    if one.event_type != two.event_type:
        here, there = base.name_of_type(one.event_type), other.name_of_type(two.event_type)
        yield FieldDifference(EVENT_TYPE, EVENT_TYPE.capitalize(), here, there)
