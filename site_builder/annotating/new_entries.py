"""Entries for names and events that the registry lacks, begun with what the article tells of them."""

from collections.abc import Mapping
from typing import Any, Final

from site_builder.annotating.article_state import entry_form, entry_json
from site_builder.annotating.forms import Json
from site_builder.annotating.workspace import ReadArticle
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.editing.suggest.proposals.event_ids import EventIds, frame_file
from site_builder.editing.suggest.proposals.names import Directory, Entity, EntityKind, slug
from site_builder.editing.suggest.proposals.proposal import Proposal, Value
from site_builder.editing.suggest.sentences.story import Story
from site_builder.editing.suggest.writing.entries import NewEntry, new_entries
from site_builder.model.registry import Registry
from site_builder.model.value_types import SectionId

_KINDS: Final[Mapping[str, EntityKind]] = {
    "ActorId": "body",
    "StateId": "state",
    "PlaceId": "place",
    "EquipmentId": "equipment",
    "SubjectId": "body",
}
_PERSONS: Final = frozenset(("people", "visitors", "met", "hosts"))
"""Sections and fields whose actors are mostly persons."""
_OTHER: Final[Mapping[str, str]] = {
    "TopicId": "annotations/topics.yml",
    "MeasureId": "annotations/measures.yml",
}
_TYPES: Final[Mapping[str, str]] = {"visits": "visit", "arms_deals": "arms-deal", "events": "other"}
_WORDS: Final[Mapping[str, str]] = {"visits": "visits", "arms_deals": "arms", "events": "event"}


def entry_for_name(
    read: ReadArticle, story: Story | None, name: str, *, kind: str, section: str, field: str
) -> Json:
    """Begin an entry for a name that stands in a field whose ids are of a kind."""
    words = " ".join(name.split())
    registry = read.corpus.registry
    if kind in ("EventId", "ClaimId"):
        title = (("type", _type_of(registry, section)), ("title", words))
        event = _free(read, slug(words))
        return _with_form(registry, NewEntry(frame_file(event), event, title))
    if kind in _OTHER or story is None:
        file = _OTHER.get(kind, "annotations/actors/organisations.yml")
        return _with_form(registry, NewEntry(file, _free(read, slug(words)), (("name", words),)))
    entity = _entity(story, words) or Entity(
        _free(read, slug(words)), _kind(words, kind, section, field), words, _state(story), known=False
    )
    stand_in = Proposal(
        section="people", rank="possible", reason="", fields={}, anchors=((0, 1),), surface=words,
        entities=(entity,),
    )  # fmt: skip
    entry = next(one for one in new_entries(story, (stand_in,)) if one.id == entity.id)
    return _with_form(registry, entry)


def _entity(story: Story, name: str) -> Entity | None:
    """What the text itself names so, as far as it is known what that is."""
    folded = name.casefold()
    for sentence in story.sentences:
        for token in sentence.tokens:
            who = token.who
            if (
                who
                and not who.known
                and who.kind != "demonym"
                and folded in (who.name.casefold(), token.text.casefold())
            ):
                return who
    return None


def _kind(name: str, kind: str, section: str, field: str) -> EntityKind:
    if kind == "ActorId" and (section in _PERSONS or field in _PERSONS) and len(name.split()) in (2, 3):
        return "person"
    return _KINDS.get(kind, "body")


def _state(story: Story) -> str:
    """The state that an article is about, if it names but one."""
    states = {
        token.who.state for one in story.sentences for token in one.tokens if token.who and token.who.state
    }
    return next(iter(states)) if len(states) == 1 else ""


def _free(read: ReadArticle, base: str) -> str:
    """An id that nothing has."""
    taken = {*read.corpus.registry.entries, *read.corpus.articles}
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    return name


def _with_form(registry: Registry, entry: NewEntry) -> Json:
    return {**entry_json(entry), "form": entry_form(registry, entry.file)}


# ------------------------------------------------------------------ events


def event_for(read: ReadArticle, section: str, fields: Mapping[str, Any]) -> Json:
    """Name the event that a record reports: one of the registry that fits, else a new one with its entry."""
    registry = read.corpus.registry
    annotation = annotation_class(registry)
    if section not in annotation.SECTIONS:
        return {"event": "", "entry": None}
    given: dict[str, Value] = {key: _value(value) for key, value in fields.items() if key != "event"}
    for key in ("visitors", "suppliers", "recipients", "participants"):
        given.setdefault(key, ())
        if isinstance(given[key], str):
            given[key] = (given[key],)
    given.setdefault("place", "")
    kind = _type_of(registry, section)
    who, title = _title(registry, section, given)
    proposal = Proposal(
        section=section, rank="possible", reason="", fields=given, anchors=((0, 1),), surface=title,
        event=kind, title=title, slug=who or slug(title),
    )  # fmt: skip
    named = EventIds(read.corpus, Directory(registry)).named(proposal)
    event = str(named.fields["event"])
    if named.frame is None:
        return {"event": event, "entry": None}
    frame = (("type", named.frame.type), ("title", named.frame.title))
    return {"event": event, "entry": _with_form(registry, NewEntry(frame_file(event), event, frame))}


def _type_of(registry: Registry, section: str) -> str:
    described = registry.sections.get(SectionId(section))
    types = described.event_types if described else ()
    return _TYPES.get(section) or (str(types[0]) if types else "other")


def _title(registry: Registry, section: str, fields: Mapping[str, Value]) -> tuple[str, str]:
    """The words of a new event's id, and its title: who, and where or to whom."""
    who = [
        *_names(fields.get("visitors")),
        *_names(fields.get("suppliers")),
        *_names(fields.get("participants")),
    ]
    where = [*_names(fields.get("recipients")), *_names(fields.get("place"))]
    first = [_short(registry, one) for one in who[:2]]
    last = [_called(registry, one) for one in where[:1]]
    if section == "visits" and first and last:
        return "-".join(map(slug, (first[0], where[0]))), f"{first[0]} visits {last[0]}"
    if section == "arms_deals" and who and where:
        return f"{who[0]}-{where[0]}-arms", f"Arms from {_called(registry, who[0])} for {last[0]}"
    words = " and ".join(first) or _WORDS.get(section, section)
    said = str(fields.get("says", "")).rstrip(".")
    title = said if 0 < len(said) <= 80 else f"{words}{' in ' + last[0] if last else ''}"
    return "-".join(filter(None, (*map(slug, first), slug(where[0]) if where else ""))), title


def _names(value: Any) -> list[str]:
    items = value if isinstance(value, tuple | list) else (value,)
    ids = (one.get("actor", one.get("of", "")) if isinstance(one, Mapping) else one for one in items)
    return [str(one) for one in ids if one and isinstance(one, str)]


def _called(registry: Registry, name: str) -> str:
    return str(getattr(registry.entries.get(name), "name", None) or name.replace("-", " ").title())


def _short(registry: Registry, name: str) -> str:
    """The last word of a person's name; of others the whole."""
    called = _called(registry, name)
    actor = registry.actors.get(name)  # type: ignore[call-overload]
    return called.split()[-1] if actor is None or actor.type == "person" else called


def _value(value: Any) -> Value:
    if isinstance(value, Mapping):
        return {str(key): _value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_value(one) for one in value)
    return str(value)
