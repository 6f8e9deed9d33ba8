"""The records of one version, as they are compared with those of another."""

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.annotation import Annotation, Section
from site_builder.model.records import DateRecord, DealRecord, EventRecord, Record, VisitRecord
from site_builder.model.value_types import ArticleId, EventTypeId, SectionId
from site_builder.output.exports.record_data import Json, json_of
from site_builder.pages.values_in_words import Words, of_section, words_of
from site_builder.proving.layers import Layer
from site_builder.reviewing.agreement.compared_values import own_words, values_of
from site_builder.reviewing.agreement.pairing import Pairable, covered
from site_builder.reviewing.agreement.versions import Version
from site_builder.reviewing.diff.entries import renames_between
from site_builder.reviewing.diff.wording import renamed


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record, what it holds as JSON, how it is compared, and the type of the event that it reports."""

    record: Record | DateRecord
    json: Json
    pairable: Pairable
    event_type: EventTypeId | None


@dataclass(frozen=True, slots=True)
class Side:
    """A version, what it calls things, and what the other version calls ids that it renamed."""

    version: Version
    words: Words
    renames: Mapping[str, str]

    @classmethod
    def of(cls, version: Version, beside: Version) -> "Side":
        return cls(version, words_of(version.corpus), renames_between(version.corpus, beside.corpus))

    def annotations(self) -> Mapping[ArticleId, tuple[Annotation, Layer | None]]:
        """Annotations with their layers, by the id that the article has in both versions."""
        return {
            ArticleId(self.renames.get(name, name)): (annotation, self.version.layers.get(name))
            for name, annotation in self.version.corpus.annotations.items()
        }

    def words_in(self, section: Section) -> Words:
        """What things are called in the records of a section."""
        return of_section(self.words, self.version.corpus, section)

    def records(
        self, section: Section, annotation: Annotation, layer: Layer | None
    ) -> tuple[ReadRecord, ...]:
        """Read the records of a section; the layer says where their quotes stand, where that counts."""
        written = getattr(annotation, section, ())
        return tuple(self._read(section, record, layer) for record in written)

    def _read(self, section: Section, record: Record | DateRecord, layer: Layer | None) -> ReadRecord:
        known = self.version.corpus.registry.sections.get(SectionId(section))
        own = own_words(known.fields if known else ())
        json = json_of(record)
        shared = renamed(self.words.ids, json, self.renames)
        ours = {key: value for key, value in shared.items() if key in own}
        pairable = Pairable(
            covered(record, layer),
            values_of(shared, self.words.dates, own),
            values_of(ours, self.words.dates, frozenset()),
        )
        return ReadRecord(record, json, pairable, self._event_type(record))

    def name_of_type(self, event_type: EventTypeId | None) -> str:
        """What a type of event is called."""
        known = self.version.corpus.registry.event_types.get(event_type) if event_type else None
        return known.name if known else str(event_type or "")

    def _event_type(self, record: Record | DateRecord) -> EventTypeId | None:
        if not isinstance(record, VisitRecord | DealRecord | EventRecord) or record.event is None:
            return None
        event = self.version.corpus.registry.events.get(record.event)
        return event.type if event else None
