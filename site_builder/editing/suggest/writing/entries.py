"""Entries that the registry lacks: what proposals name for the first time, and likely other spellings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from site_builder.editing.suggest.people.homes import home_states
from site_builder.editing.suggest.people.people_and_bodies import called_before
from site_builder.editing.suggest.proposals.body_types import body_type
from site_builder.editing.suggest.proposals.event_ids import frame_file
from site_builder.editing.suggest.proposals.names import Entity, EntityKind, slug
from site_builder.editing.suggest.proposals.new_measures import NewMeasure
from site_builder.editing.suggest.proposals.proposal import Proposal, Value
from site_builder.editing.suggest.sentences.story import Story
from site_builder.model.registry import Registry
from site_builder.model.value_types import ActorId, MeasureId
from site_builder.names import countries

_FILES: Mapping[EntityKind, tuple[str, str]] = {
    "person": ("actors/people.yml", "person"),
    "state": ("actors/states.yml", "state"),
    "body": ("actors/organisations.yml", "organisation"),
    "media": ("actors/media.yml", "media"),
    "place": ("places.yml", ""),
    "equipment": ("equipment.yml", ""),
}
MEASURES = "annotations/measures.yml"
_LONG = 8
"""Letters from which on two may differ."""


@dataclass(frozen=True, slots=True, order=True)
class NewEntry:
    """An entry to be added to a file of the registry; `near` are ids that it may be another spelling of.

    `model` says that a statistical model found the name, where rules are not sure of it.
    """

    file: str
    id: str
    fields: tuple[tuple[str, str | tuple[str, ...]], ...]
    near: tuple[str, ...] = ()
    model: str = ""


def new_entries(story: Story, proposals: Iterable[Proposal]) -> tuple[NewEntry, ...]:
    """List what the proposals name and the registry lacks, by file and id; frames of events too."""
    registry = story.directory.registry
    homes = home_states(story)
    found: dict[tuple[str, str], NewEntry] = {}
    given = tuple(proposals)
    outlets = {entity.id for p in given for entity in p.entities if entity.kind == "media"}
    for proposal in given:
        if proposal.frame:
            event = str(proposal.fields["event"])
            fields = (("type", str(proposal.frame.type)), ("title", proposal.frame.title))
            found[frame_file(event), event] = NewEntry(frame_file(event), event, fields)
        if proposal.measure and MeasureId(proposal.measure.id) not in registry.measures:
            entry = _measure(proposal.measure, proposal.entities)
            found.setdefault((entry.file, entry.id), entry)
        named = tuple(replace(e, state=e.state or homes.get(e.id, "")) for e in proposal.entities)
        for entity in (*named, *_states(story, named)):
            if not _exists(registry, entity.id) and entity.kind in _FILES:
                known = replace(entity, kind="media") if entity.id in outlets else entity
                entry = _entry(story, known)
                found.setdefault((entry.file, entry.id), entry)
    return tuple(sorted(found.values()))


def _measure(measure: NewMeasure, about: Sequence[Entity]) -> NewEntry:
    fields: list[tuple[str, str | tuple[str, ...]]] = [
        ("name", measure.name),
        ("sentence", measure.sentence),
        ("unit", measure.unit),
    ]
    if about and about[0].kind == "place":
        fields.append(("subjects", ("place",)))
    return NewEntry(MEASURES, measure.id, tuple(fields))


def _states(story: Story, named: Iterable[Entity]) -> tuple[Entity, ...]:
    """The states that new entries refer to."""
    return tuple(
        Entity(e.state, "state", e.state.replace("-", " ").title(), e.state, known=False)
        for e in named
        if not e.known and e.state and e.state != e.id and _is_state(story, e.state)
    )


def _exists(registry: Registry, entity_id: str) -> bool:
    return any(entity_id in group for group in (registry.actors, registry.places, registry.equipment))


def _entry(story: Story, entity: Entity) -> NewEntry:
    file, type_ = _FILES[entity.kind]
    if entity.kind == "body" and (type_ := body_type(entity.name, _called(story, entity))) == "media":
        file, type_ = _FILES["media"]
    fields: list[tuple[str, str | tuple[str, ...]]] = [("name", entity.name)]
    if type_:
        fields.append(("type", type_))
    aliases = tuple(sorted(_acronyms(story, entity)))
    if aliases:
        fields.append(("aliases", aliases))
    if entity.printed:
        fields.append(("printed", (entity.printed,)))
    if (
        entity.state
        and entity.state != entity.id
        and (entity.kind == "place" or _is_state(story, entity.state))
    ):
        fields.append(("within" if entity.kind == "place" else "country", entity.state))
    if entity.kind == "equipment":
        fields = [pair for pair in fields if pair[0] != "country"]
    near = near_names(story.directory.registry, entity)
    return NewEntry(f"annotations/{file}", entity.id, tuple(fields), near, entity.model)


def _called(story: Story, entity: Entity) -> str:
    """What the text calls a body before its name, where it first does so."""
    for s in story.sentences:
        for i, token in enumerate(s.tokens):
            if token.who and token.who.id == entity.id and (words := " ".join(called_before(s, i))):
                return words
    return ""


def _is_state(story: Story, state: str) -> bool:
    actor = story.directory.registry.actors.get(ActorId(state))
    return actor.type == "state" if actor else state in _ids_of_states()


@cache
def _ids_of_states() -> frozenset[str]:
    return frozenset(map(slug, countries.states()))


def _acronyms(story: Story, entity: Entity) -> set[str]:
    """Short forms in capitals that the article itself gives."""
    forms = {t.text for s in story.sentences for t in s.tokens if t.who and t.who.id == entity.id}
    return {
        form
        for form in forms
        if form != entity.name and form.isupper() and len(form) > 2 and entity.kind != "person"
    }


def near_names(registry: Registry, entity: Entity) -> tuple[str, ...]:
    """Find the entries of which a name may be another spelling."""
    if any(c.isdigit() for c in entity.name) or (entity.kind == "person" and len(entity.name.split()) < 2):
        return ()
    known: dict[str, tuple[str, ...]] = {}
    if entity.kind in {"person", "body", "media", "state"}:
        known = {
            i: (a.name, *a.aliases)
            for i, a in registry.actors.items()
            if (a.type == "person") == (entity.kind == "person")
        }
    elif entity.kind == "place":
        known = {i: (p.name, *p.aliases) for i, p in registry.places.items()}
    elif entity.kind == "equipment":
        known = {i: (e.name, *e.aliases) for i, e in registry.equipment.items()}
    return tuple(sorted(i for i, forms in known.items() if any(is_near(entity.name, form) for form in forms)))


def is_near(a: str, b: str) -> bool:
    """Tell whether two names may be one: one letter apart, two from eight letters, with the same first."""
    one, two = slug(a).replace("-", " "), slug(b).replace("-", " ")
    if one == two or not one or not two or one[0] != two[0] or any(c.isdigit() for c in one + two):
        return False
    most = 2 if min(len(one), len(two)) >= _LONG else 1
    return abs(len(one) - len(two)) <= most and _distance(one, two, most) <= most


def _distance(a: str, b: str, most: int) -> int:
    """Levenshtein's distance of two short names, as far as it matters."""
    a, b = a[:80], b[:80]
    row = list(range(len(b) + 1))
    for i, c in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, d in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (c != d))
        if min(row) > most:
            return most + 1
    return row[-1]


def as_value(entry: NewEntry) -> Mapping[str, Value]:
    """Give an entry's fields as a mapping to be written."""
    return dict(entry.fields)
