"""Events for rows whose map says `event: new`: one of the registry that fits, else a new one with a frame."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from site_builder.corpus.source import read_entries
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.editing.suggest.proposals.event_ids import EventIds, frame_file
from site_builder.editing.suggest.proposals.names import Directory, slug
from site_builder.editing.suggest.proposals.proposal import Proposal, Value, in_a_row
from site_builder.editing.suggest.writing.entries import NewEntry
from site_builder.editing.suggest.writing.writing import entry_lines
from site_builder.editing.tables.map_types import ReadMap
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Problem, did_you_mean, quoted
from site_builder.model.registry import Frame, Registry
from site_builder.model.value_types import ActorId, EquipmentId, EventTypeId, PlaceId, SectionId

_PARTIES: Mapping[str, tuple[str, ...]] = {
    "visit": ("visitors", "place"),
    "arms-deal": ("suppliers", "recipients"),
}
"""The fields by which an event of a type is known from others."""
_NOWHERE = (0, 0)


class NamedEvent(NamedTuple):
    """The id of an event, its frame where it is new, and what is wrong with that."""

    id: str
    frame: NewEntry | None = None
    problems: tuple[Problem, ...] = ()


def event_type(read: ReadMap, registry: Registry) -> str | Problem:
    """Tell of what type new events are: as the map says, else the only type of the section."""
    section = registry.sections[SectionId(read.said.section)]
    types = tuple(map(str, section.event_types))
    said = read.said.event_type
    if said is None and len(types) == 1:
        return types[0]
    known = types or tuple(map(str, registry.event_types))
    if said in known:
        return said
    fix = did_you_mean(said or "", known, f"write `event_type:` with one of {', '.join(known)}")
    at = read.said.at.of("event_type") if said else read.said.at.location
    return Problem(at, "unknown-type", quoted(said) if said else "no `event_type`", "a type of event", fix)


class NewEvents:
    """Gives events to the records of a table, each new id once."""

    def __init__(self, corpus: Corpus, type_: str) -> None:
        self._registry = corpus.registry
        self._type = type_
        self._ids = EventIds(corpus, Directory(corpus.registry))

    def named(self, section: str, fields: Mapping[str, Value], title: str) -> NamedEvent:
        """Find the event of a record, or make one."""
        named, name = self._slug_and_title(fields)
        proposal = Proposal(
            section=section,
            rank="certain",
            reason="",
            fields={**dict.fromkeys(_PARTIES.get(self._type, ()), ()), **fields},
            anchors=(_NOWHERE,),
            surface="",
            event=self._type,
            title=title or name,
            slug=slug(title) if title and self._type not in _PARTIES else named,
            # An event of another type is the same only where its place or day say so.
            sentence=None if self._type in _PARTIES else _NOWHERE,
        )
        if known := self._ids.fitting(proposal):
            return NamedEvent(known)
        event = self._ids.new(proposal)
        frame = NewEntry(frame_file(event), event, (("type", self._type), ("title", proposal.title)))
        written = "\n".join(entry_lines(frame)).encode()
        return NamedEvent(event, frame, read_entries(written, frame.file, Frame, FILE_BYTES)[1])

    def _slug_and_title(self, fields: Mapping[str, Value]) -> tuple[str, str]:
        """What an event is called where the map does not say, in ids and in words."""
        place = str(fields.get("place", ""))
        where = self._name(place)
        if self._type == "visit":
            ids = _ids_of(fields.get("visitors", ()))
            last = [self._name(one).split()[-1] for one in ids]
            title = f"{in_a_row(last)} visit{'s' * (len(last) == 1)} {where}" if last and where else "Visit"
            return "-".join([*map(slug, last[:1]), place]).strip("-") or "visit", title
        if self._type == "arms-deal":
            sides = [_ids_of(fields.get(key, ())) for key in _PARTIES["arms-deal"]]
            one, other = ([self._name(id_) for id_ in side] for side in sides)
            title = f"Arms deal of {in_a_row(other)} with {in_a_row(one)}" if one and other else "Arms deal"
            return "-".join([*(side[0] for side in sides if side), "arms"]), title
        called = self._registry.event_types[EventTypeId(self._type)].name
        return f"{place}-{self._type}".strip("-"), f"{called}, {where}" if where else called

    def _name(self, entry: str) -> str:
        registry = self._registry
        found = (
            registry.actors.get(ActorId(entry))
            or registry.places.get(PlaceId(entry))
            or registry.equipment.get(EquipmentId(entry))
        )
        return found.name if found else entry


def _ids_of(value: Value) -> list[str]:
    items: Iterable[Value] = value if isinstance(value, tuple) else (value,)
    return [str(one.get("of", one.get("actor", "")) if isinstance(one, Mapping) else one) for one in items]
