"""What need not be proposed: what the annotation already holds, and what an annotator has refused."""

from collections.abc import Iterable, Iterator, Mapping

from site_builder.editing.suggest.proposals.dating import may_be_one
from site_builder.editing.suggest.proposals.names import Directory
from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.model.annotation import Annotation, Section
from site_builder.model.normal_form import Span, normal
from site_builder.model.records import DateRecord, Participant, Record
from site_builder.model.value_types import EventId
from site_builder.model.written import ActorRef, Unnamed
from site_builder.proving.body import Body
from site_builder.proving.quotes import Proof, prove

_TOGETHER: Mapping[Section, tuple[Section, ...]] = {
    "visits": ("visits",),
    "arms_deals": ("arms_deals",),
    "events": ("events", "visits", "arms_deals"),
    "statements": ("statements",),
    "figures": ("figures", "arms_deals"),
}
"""Sections whose quotes tell that a proposal of a section is there already."""


class ExistingRecords:
    """An article's annotation, as far as it was written."""

    def __init__(self, annotation: Annotation, body: Body, directory: Directory) -> None:
        self._annotation = annotation
        self._directory = directory
        self._spans: dict[Section, tuple[Span, ...]] = {
            section: tuple(_spans(body, records)) for section, records in annotation.sections
        }
        self._rejected = [
            (rejected.kind, normal(rejected.surface).casefold()) for rejected in annotation.rejected
        ]

    @property
    def quoted(self) -> tuple[Span, ...]:
        """All stretches of the text that records quote."""
        return tuple(span for spans in self._spans.values() for span in spans)

    def holds(self, proposal: Proposal) -> bool:
        """Tell whether a proposal is in the annotation, or among what was refused."""
        return self._is_rejected(proposal) or self._is_annotated(proposal)

    def _is_rejected(self, proposal: Proposal) -> bool:
        forms = {normal(form).casefold() for form in (proposal.surface, *proposal.quotes)}
        return any(
            kind == proposal.section
            and any(surface == form or surface in form or form in surface for form in forms)
            for kind, surface in self._rejected
        )

    def _is_annotated(self, proposal: Proposal) -> bool:
        if proposal.section in {"people", "organisations"}:
            records = getattr(self._annotation, proposal.section)
            return any(record.actor == proposal.fields["actor"] for record in records)
        own = (proposal.section, "events") if proposal.sentence else (proposal.section,)
        sections = _TOGETHER.get(proposal.section, own)
        places = (proposal.sentence,) if proposal.sentence else proposal.anchors
        if any(
            _overlap(span, other)
            for section in sections
            for span in self._spans.get(section, ())
            for other in places
        ):
            return True
        return self._same_record(proposal)

    def _same_record(self, proposal: Proposal) -> bool:
        fields = proposal.fields
        if proposal.section == "visits":
            return any(
                _shared(fields["visitors"], record.visitors)
                and self._state(record.place or "") == self._state(str(fields["place"]))
                and _one_time(record.date, fields.get("date"))
                for record in self._annotation.visits
            )
        if proposal.section == "arms_deals":
            value = fields.get("value")
            amount = value.get("amount") if isinstance(value, Mapping) else None
            return any(
                _shared(fields["suppliers"], record.suppliers)
                and _shared(fields["recipients"], record.recipients)
                and (record.value.amount if record.value else None) == amount
                for record in self._annotation.arms_deals
            )
        if proposal.section == "events" and not proposal.sentence:
            who = _ids_of(fields.get("participants"))
            return any(
                record.event == fields.get("event")
                or (
                    self._type(record.event) == proposal.event
                    and who
                    and who <= {name for ref in record.participants for name in _ids_in(ref)}
                    and proposal.event != "weapon-use"
                    and _one_time(record.date, fields.get("date"))
                )
                for record in self._annotation.events
            )
        return False

    def _type(self, event: EventId) -> str | None:
        frame = self._directory.registry.events.get(event)
        return frame.type if frame else None

    def _state(self, place: str) -> str:
        return self._directory.country(place) or place


def _spans(body: Body, records: Iterable[Record | DateRecord]) -> Iterator[Span]:
    for record in records:
        for quote in record.quotes if isinstance(record, Record) else (record.quote,):
            proof = prove(body, quote, record.prefix, record.suffix, hints=False)
            if not isinstance(proof, Proof):
                proof = prove(body, quote, hints=False)
            if isinstance(proof, Proof):
                yield from proof.spans


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _shared(proposed: object, written: Iterable[ActorRef]) -> bool:
    return bool(_ids_of(proposed) & {name for ref in written for name in _ids_in(ref)})


def _ids_of(proposed: object) -> set[str]:
    items = proposed if isinstance(proposed, tuple) else ()
    actors = (item.get("actor", item) if isinstance(item, Mapping) else item for item in items)
    return {str(actor.get("of")) if isinstance(actor, Mapping) else str(actor) for actor in actors}


def _ids_in(ref: ActorRef | Participant) -> Iterator[str]:
    actor = ref.actor if isinstance(ref, Participant) else ref
    yield str(actor.of) if isinstance(actor, Unnamed) else str(actor)


def _one_time(written: str | None, proposed: object) -> bool:
    return not written or not proposed or may_be_one(written, str(proposed))
