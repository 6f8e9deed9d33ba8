"""The records of one section of an article in both versions, paired: what is counted and told of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.model.annotation import Section
from site_builder.reviewing.agreement.compared_values import Values
from site_builder.reviewing.agreement.measures import Counts, Difference, FieldDifference, Told
from site_builder.reviewing.agreement.pairing import Pair, quote_keys
from site_builder.reviewing.agreement.sides import ReadRecord, Side
from site_builder.reviewing.diff.wording import Words, in_words, subject

EVENT_TYPE = "type of event"
"""A choice that does not stand in the record, but in the registry under its event."""
_REFERENCES = frozenset(("supports", "disputes"))
"""Fields that hold ids of records: each annotator makes up their own."""


Ids = Mapping[str, str | None]
"""Ids of the first version's records, and how the other version calls the same record, if it has it."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The records of a section of an article in both versions, and the pairs of their positions."""

    section: Section
    base: tuple[ReadRecord, ...]
    other: tuple[ReadRecord, ...]
    pairs: tuple[Pair, ...]

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

    def differences(self, base: Side, other: Side, name: str, ids: Ids) -> Iterator[Difference]:
        """Tell of records on which the versions differ: those of the first in its order, then the rest."""
        ours, theirs = base.words_in(self.section), other.words_in(self.section)
        partner = dict(self.pairs)
        for here, one in enumerate(self.base):
            if here not in partner:
                yield Difference(self.section, name, told(ours, one), None)
                continue
            two = self.other[partner[here]]
            keys = differing_keys(*both(one, two, ids))
            fields = [_field(key, (ours, theirs), (one, two)) for key in keys]
            fields += _types(base, other, one, two)
            if fields:
                yield Difference(self.section, name, told(ours, one), told(theirs, two), tuple(fields))
        taken = set(partner.values())
        for there, two in enumerate(self.other):
            if there not in taken:
                yield Difference(self.section, name, None, told(theirs, two))


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
