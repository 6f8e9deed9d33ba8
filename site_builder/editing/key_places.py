"""Where the key of a section, or of a field of one or of a type of actor, stands in people's files."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from site_builder.corpus.checks.advice import unknown_id
from site_builder.corpus.source.nodes import Items, Node, Pair, Pairs, Scalar, read_nodes
from site_builder.corpus.unchecked import Draft
from site_builder.corpus.vocabulary import is_shipped, shipped_problem
from site_builder.corpus.vocabulary.own_fields import key_problem, keys_of_actors, section_problems
from site_builder.model.problems import Problem, quoted
from site_builder.model.records import EventRecord, PlainRecord
from site_builder.model.registry import Registry
from site_builder.model.value_types import ActorTypeId, SectionId
from site_builder.model.vocabulary import ActorType, SectionType
from site_builder.model.written import yaml_key

Marks = frozenset[tuple[int, int]]
"""Lines and columns, from 1."""
KeyKind = Literal["section", "field"]
SECTIONS, TYPES = "annotations/vocabulary/sections.yml", "annotations/vocabulary/actor-types.yml"


@dataclass(frozen=True, slots=True)
class KeyName:
    """A key: that of a section, or a field's, which its `owner` has, a section or a type of actor."""

    kind: KeyKind
    owner: str
    key: str

    @classmethod
    def of(cls, kind: KeyKind, written: str) -> "KeyName":
        """Read it as people write it: `floods`, or `floods.killed`."""
        owner, _, key = written.rpartition(".")
        return cls(kind, owner or written, key) if kind == "field" else cls(kind, written, written)


def key_objections(draft: Draft, name: KeyName, new: str) -> Iterator[Problem]:
    """Say what forbids to give a key another name."""
    registry = draft.corpus.registry
    owner = _owner(registry, name)
    if owner is None:
        yield unknown_id(draft, "section", name.owner)
    elif is_shipped(owner.at.location):
        yield shipped_problem("cannot-rename", owner.at.location, name.owner)
    elif name.kind == "section" and isinstance(owner, SectionType):
        if SectionId(new) in registry.sections:
            found = f"{quoted(new)}, which is the id of a section"
            yield Problem(
                owner.at.location, "id-taken", found, "an id that nothing else has", "choose another"
            )
        yield from section_problems(new, owner, owner.at.location)
    else:
        yield from _of_field(owner, name, new)


def _owner(registry: Registry, name: KeyName) -> SectionType | ActorType | None:
    section = registry.sections.get(SectionId(name.owner))
    return section or (registry.actor_types.get(ActorTypeId(name.owner)) if name.kind == "field" else None)


def _of_field(owner: SectionType | ActorType, name: KeyName, new: str) -> Iterator[Problem]:
    field = next((one for one in owner.fields if one.key == name.key), None)
    if field is None:
        known = ", ".join(f"{name.owner}.{one.key}" for one in owner.fields) or "no field at all"
        found = f"{quoted(name.key)}, which {quoted(name.owner)} does not have"
        yield Problem(owner.at.location, "unknown-key", found, known, "name one of these")
        return
    taken = {one.key for one in owner.fields}
    if found_wrong := key_problem(new, field.at.of("key"), {*taken, *_reserved(owner)}):
        yield found_wrong


def _reserved(owner: SectionType | ActorType) -> Collection[str]:
    if isinstance(owner, ActorType):
        return keys_of_actors()
    base = EventRecord if owner.event_types else PlainRecord
    return {*dir(base), *map(yaml_key, dir(base))}


# ------------------------------------------------------------------ where it stands


def key_places(root: Path, registry: Registry, name: KeyName) -> Mapping[str, Marks]:
    """Where a key stands, by file."""
    of_type = isinstance(_owner(registry, name), ActorType)
    paths = [TYPES, *_paths(root, "actors")] if of_type else [SECTIONS, *_paths(root, "articles")]
    return {path: marks for path in paths if (marks := frozenset(_marks(root, path, name)))}


def _paths(root: Path, folder: str) -> Iterator[str]:
    files = sorted((root / "annotations" / folder).glob("*.yml"))
    return (file.relative_to(root).as_posix() for file in files)


def _marks(root: Path, path: str, name: KeyName) -> Iterator[tuple[int, int]]:
    """The places in one file, which `check` has found to be right."""
    data = (root / path).read_bytes()
    if name.key.encode() not in data:
        return
    tree, _ = read_nodes(data.decode("utf-8-sig"), path)
    if isinstance(tree, Pairs):
        for scalar in _described(tree, name) if path in (SECTIONS, TYPES) else _used(tree, path, name):
            yield scalar.line, scalar.column


def _described(tree: Pairs, name: KeyName) -> Iterator[Scalar]:
    """In the vocabulary: the key of a section, or what stands as `key` of a field."""
    owner = tree.pairs.get(name.owner)
    if owner is None:
        return
    if name.kind == "section":
        yield owner.key
    elif isinstance(owner.value, Pairs) and "fields" in owner.value.pairs:
        for field in _items(owner.value.pairs["fields"].value):
            written = field.pairs["key"].value if "key" in field.pairs else None
            if isinstance(written, Scalar) and written.text == name.key:
                yield written


def _used(tree: Pairs, path: str, name: KeyName) -> Iterator[Scalar]:
    """In an annotation or among actors."""
    if path.startswith("annotations/actors/"):
        holders = [pair.value for pair in tree.pairs.values() if _is_of(pair.value, name.owner)]
    elif name.kind == "section":
        yield from _rejected(tree, name)
        yield from (tree.pairs[name.key].key for _ in range(name.key in tree.pairs))
        return
    else:
        holders = list(_items(tree.pairs[name.owner].value)) if name.owner in tree.pairs else []
    for holder in holders:
        if isinstance(holder, Pairs) and name.key in holder.pairs:
            yield holder.pairs[name.key].key


def _rejected(tree: Pairs, name: KeyName) -> Iterator[Scalar]:
    """Where a refused suggestion was one for a section."""
    listed = _items(tree.pairs["rejected"].value) if "rejected" in tree.pairs else ()
    for item in listed:
        kind: Pair | None = item.pairs.get("kind")
        if kind and isinstance(kind.value, Scalar) and kind.value.text == name.key:
            yield kind.value


def _items(node: Node) -> Iterator[Pairs]:
    held = node.items if isinstance(node, Items) else ()
    return (item for item in held if isinstance(item, Pairs))


def _is_of(node: Node, kind: str) -> bool:
    written = node.pairs.get("type") if isinstance(node, Pairs) else None
    return bool(written and isinstance(written.value, Scalar) and written.value.text == kind)
