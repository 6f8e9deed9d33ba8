"""Who and what a mention names: an entry of the registry, or a new one that is proposed with it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from site_builder.editing.mojibake import undoubled
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.body_types import body_type
from site_builder.extraction.folding import fold
from site_builder.linking.name_resolution import Linked
from site_builder.model.extraction_results import Mention, found_by, rule_of
from site_builder.model.registry import Registry
from site_builder.model.value_types import ActorId, PlaceId
from site_builder.names import countries
from site_builder.names.exonyms import english_name, letters
from site_builder.names.matching import NameIndex, compile_names

EntityKind = Literal["person", "state", "place", "body", "media", "equipment", "demonym"]

_FORMS = tuple(f"{form} of " for form in sorted(lexicon.words("forms of states")))
_KINDS: Mapping[str, EntityKind] = {"person": "person", "state": "state", "media": "media"}


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """What a mention names. `state` is the state it is, lies in or belongs to, where that is known.

    A demonym's id is its state's. `known` ones have an entry in the registry; `sure` ones were
    found with an authority that is published. `printed` is a damaged form of which `name` is the repair.
    `model` says that a statistical model found an unsure one: "model", or "rules and model".
    """

    id: str
    kind: EntityKind
    name: str
    state: str = ""
    known: bool = True
    sure: bool = True
    printed: str = ""
    model: str = ""


class Directory:
    """The registry by the forms of its names."""

    def __init__(self, registry: Registry, names: NameIndex | None = None) -> None:
        self.registry = registry
        self.names = names or compile_names(registry)
        self._entities = dict(_entities(registry))

    def find(self, form: str) -> Entity | None:
        """Find what a form of a name stands for in the registry."""
        ids = self.names.find(form)
        return self._entities.get(ids[0]) if len(ids) == 1 else None

    def state(self, name: str) -> Entity:
        """Give the state of that name, from the registry or as a new entry."""
        known = self.find(name)
        return (
            known
            if known and known.kind == "state"
            else Entity(slug(name), "state", name, slug(name), known=False)
        )

    def name(self, linked: Linked) -> Entity | None:
        """Say what a mention names; `None` where that is no name of its own, or that of several entries."""
        mention = linked.mention
        if mention.label == "demonym":
            state = countries.states_of().get(mention.surface)
            return Entity(self.state(state).id, "demonym", state, self.state(state).id) if state else None
        if linked.ids:
            return self._entities.get(linked.id) if linked.id else None
        return self._new(mention, " ".join((mention.full or mention.surface).split()))

    def _new(self, mention: Mention, name: str) -> Entity | None:
        english = english_name(name) if mention.label == "place" else ""
        if english and (known := self.find(english)):
            return known
        name = _in_small_letters(english or name) if mention.label == "place" else english or name
        if state_name := state_called(name):
            return self.state(state_name)
        adjective = countries.states_of().get(name.title() if name.isupper() and len(name) > 3 else name)
        if mention.label == "place" and (
            name in countries.states() or (adjective and name.rstrip(".").isupper())
        ):
            return self.state(adjective or name)
        bare = _bare(mention.label, name)
        town = countries.towns().get(bare) if mention.label == "place" else ""
        if not slug(bare):
            return None
        kinds: Mapping[str, EntityKind] = {
            "person": "person",
            "place": "place",
            "organisation": "body",
            "equipment": "equipment",
        }
        kind = kinds.get(mention.label)
        if kind is None:
            return None
        if kind == "body" and (rule_of(mention) == "outlet" or body_type(bare) == "media"):
            kind = "media"
        lies_in = adjective or town
        state = self.state(lies_in).id if lies_in else _adjective(self, bare)
        sure = mention.rank <= 3
        whole = undoubled(bare)
        printed = bare if whole != bare else ""
        by = found_by(mention)
        model = "" if sure or by == "rules" else by
        return Entity(slug(whole), kind, whole, state, known=False, sure=sure, printed=printed, model=model)

    def country(self, entity_id: str) -> str:
        """Find the state that an actor or place belongs to; empty where the registry does not say."""
        return _country(self.registry, entity_id)


def _in_small_letters(name: str) -> str:
    """As in "MERROW: Ann Hale arrived here", where a dateline has the name of a town in capitals."""
    return name.title() if name.isupper() and name.title() in countries.towns() else name


def _bare(label: str, name: str) -> str:
    """Give a name without what is none; nothing where nothing is left."""
    if label == "organisation":
        return re.sub(r"^The ", "", name)
    return _without_verb(_bare_person(name)) if label == "person" else name


def _bare_person(name: str) -> str:
    first, _, rest = name.partition(" ")
    if first in lexicon.words("titles of several"):
        return rest if " " in rest else ""  # whose a surname alone is, nothing tells
    if first.lower() in lexicon.words("fields of work") and " " in rest:
        return _bare_person(rest)  # "the minister of water and irrigation Ann Hale"
    named = first.lower() in lexicon.words("states with names of people")
    if first in countries.states() and " " in rest and not named:
        return rest  # "the premier of Kenya Ann Hale"
    taken = fold(name).lower() in lexicon.words("titles taken for names")
    return "" if taken else without_honours(name)


def _without_verb(name: str) -> str:
    """As in "Hale Visits", which begins the title "King Hale Visits Kesh"."""
    rest, _, last = name.rpartition(" ")
    return rest if rest and last.lower() in lexicon.words("verbs of titles") else name


def state_called(name: str) -> str:
    """Give the state of another name: "the UK", "the Republic of Moldova"; nothing where it is none."""
    bare = re.sub(r"^[Tt]he ", "", fold(name))
    known: Mapping[str, str] = lexicon.table("states")["names"]
    if called := known.get(bare) or countries.official_names().get(bare):
        return called
    rest = next((bare.removeprefix(form) for form in _FORMS if bare.startswith(form)), "")
    rest = rest or bare.removesuffix(" Republic")  # "the Benin Republic"
    rest = known.get(rest, rest)
    return rest if rest in countries.states() else ""


def _adjective(directory: Directory, name: str) -> str:
    first = countries.states_of().get(name.split(maxsplit=1)[0])
    return directory.state(first).id if first else ""


def without_honours(name: str) -> str:
    """Leave out the titles with which a full name begins: "Dato Ann Hale" is Ann Hale."""
    words = name.split()
    first = 0
    while first < len(words):
        length = next((n for n in (2, 1) if _is_honour(words[first : first + n])), 0)
        if not length:
            break
        first += length
    return " ".join(words[first:]) if len(words) - first > 1 else name


def _is_honour(words: Sequence[str]) -> bool:
    return " ".join(words).lower().rstrip(".") in lexicon.words("honours in names")


def slug(name: str) -> str:
    """Make an id of a name: lower-case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", fold(name).replace("'", ""))
    if not plain.isascii():
        plain = "".join(letters().get(c.lower(), c) for c in plain)
    spelt = plain.translate(
        {ord("ı"): "i", ord("ə"): "a", ord("ø"): "o", ord("ł"): "l", ord("ß"): "ss", ord("đ"): "d"}
    )
    ascii_only = "".join(c for c in spelt if not unicodedata.combining(c)).casefold()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:80].strip("-")


def _entities(registry: Registry) -> Iterator[tuple[str, Entity]]:
    for actor_id, actor in registry.actors.items():
        kind = _KINDS.get(registry.kind_of(actor), "body")
        yield actor_id, Entity(actor_id, kind, actor.name, _country(registry, actor_id))
    for place_id, place in registry.places.items():
        yield place_id, Entity(place_id, "place", place.name, _country(registry, place_id))
    for item_id, item in registry.equipment.items():
        yield item_id, Entity(item_id, "equipment", item.name)


def _country(registry: Registry, entity_id: str) -> str:
    """Follow country, part_of and within to a state; a few steps at most, for entries may run in a ring."""
    for _ in range(8):
        actor = registry.actors.get(ActorId(entity_id))
        if actor is not None:
            if actor.type == "state":
                return entity_id
            entity_id = actor.country or actor.part_of or ""
        else:
            place = registry.places.get(PlaceId(entity_id))
            entity_id = (place.within or "") if place else ""
    return ""
