"""Two versions of the same articles, section by section."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from site_builder.model.annotation import Annotation, Section, in_files
from site_builder.model.value_types import ArticleId, SectionId
from site_builder.model.vocabulary import SectionType
from site_builder.proving.layers import Layer
from site_builder.reviewing.agreement.matching import EVENT_TYPE, Ids, Matching, in_other_sections
from site_builder.reviewing.agreement.measures import (
    Agreement,
    ArticleAgreement,
    Choice,
    SectionAgreement,
    together,
)
from site_builder.reviewing.agreement.pairing import HALF, pairs_of, places_known
from site_builder.reviewing.agreement.sides import ReadRecord, Side
from site_builder.reviewing.agreement.versions import Version

CHOSEN_EVERYWHERE = ("mode", "status")
"""Choices that sections do not list among their fields."""

Matchings = Mapping[ArticleId, tuple[Matching, ...]]
Annotated = tuple[Annotation, Layer | None]


def agreement_of(base: Version, other: Version, only: Collection[str] = ()) -> Agreement:
    """Compare the annotations of the articles that both versions annotate; `only` those, if it names any."""
    return _Comparison(Side.of(base, other), Side.of(other, base), frozenset(only)).agreement()


@dataclass(frozen=True, slots=True)
class _Comparison:
    base: Side
    other: Side
    only: frozenset[str]

    def agreement(self) -> Agreement:
        ours, theirs = (self._asked_for(side.annotations()) for side in (self.base, self.other))
        kinds = self._kinds()
        found = {
            name: tuple(self._matchings(kinds, ours[name], theirs[name]))
            for name in sorted(ours.keys() & theirs.keys())
        }
        ids = dict(pair for matchings in found.values() for one in matchings for pair in one.same_ids())
        return Agreement(
            base=self.base.version.name,
            other=self.other.version.name,
            sections=tuple(self._sections(kinds, found, ids)),
            articles=tuple(self._articles(found, ids)),
            only_base=tuple(sorted(ours.keys() - theirs.keys())),
            only_other=tuple(sorted(theirs.keys() - ours.keys())),
            errors={"base": self.base.version.errors, "other": self.other.version.errors},
        )

    def _asked_for(self, annotated: Mapping[ArticleId, Annotated]) -> Mapping[ArticleId, Annotated]:
        return {name: one for name, one in annotated.items() if not self.only or name in self.only}

    def _kinds(self) -> Mapping[Section, SectionType]:
        """The sections that either version may have, in the order of files."""
        known = {**self.base.version.corpus.registry.sections, **self.other.version.corpus.registry.sections}
        return {section: known[SectionId(section)] for section in in_files(known)}

    def _matchings(
        self, kinds: Mapping[Section, SectionType], ours: Annotated, theirs: Annotated
    ) -> Iterator[Matching]:
        """Pair the records of an article: by places where all are known, so that all are told alike."""
        known = places_known((ours, theirs))
        for section, kind in kinds.items():
            base, other = (
                side.records(section, annotation, layer if known else None)
                for side, (annotation, layer) in ((self.base, ours), (self.other, theirs))
            )
            if base or other:
                pairables = ([one.pairable for one in base], [one.pairable for one in other])
                least = Fraction(0) if known else HALF
                pairs = pairs_of(*pairables, least)
                yield Matching(section, kind.name, base, other, pairs, least)

    def _sections(
        self, kinds: Mapping[Section, SectionType], found: Matchings, ids: Ids
    ) -> Iterator[SectionAgreement]:
        for section, kind in kinds.items():
            here = [one for matchings in found.values() for one in matchings if one.section == section]
            if here:
                counts = together(one.counts(ids) for one in here)
                pairs = [pair for one in here for pair in one.matched]
                yield SectionAgreement(
                    section, kind.plural, counts, tuple(self._choices(section, kind, pairs))
                )

    def _choices(
        self, section: Section, kind: SectionType, pairs: Sequence[tuple[ReadRecord, ReadRecord]]
    ) -> Iterator[Choice]:
        words = self.other.words_in(section)
        keys = [field.key for field in kind.fields if field.type == "choice"]
        for key in dict.fromkeys((*keys, *CHOSEN_EVERYWHERE)):
            chosen = [(one.pairable.values.get(key), two.pairable.values.get(key)) for one, two in pairs]
            if any(value is not None for pair in chosen for value in pair):
                yield Choice(key, words.label(key), chosen)
        types = [(one.event_type, two.event_type) for one, two in pairs]
        if len(kind.event_types) != 1 and any(value is not None for pair in types for value in pair):
            yield Choice(EVENT_TYPE, EVENT_TYPE.capitalize(), types)

    def _articles(self, found: Matchings, ids: Ids) -> Iterator[ArticleAgreement]:
        for name, matchings in found.items():
            title = self.other.words.names.get(name) or self.base.words.names.get(name) or name
            counts = together(one.counts(ids) for one in matchings)
            elsewhere = in_other_sections(matchings)
            told = (one.differences(self.base, self.other, ids, elsewhere) for one in matchings)
            untouched = all(one.untouched for one in matchings)
            yield ArticleAgreement(name, title, counts, tuple(chain.from_iterable(told)), untouched)
