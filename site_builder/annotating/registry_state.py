"""The registry as plain values for the page: for completing ids, and for looking at what is used where."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from site_builder.corpus.checks.namesakes import Alike, alike
from site_builder.corpus.checks.references import TARGETS
from site_builder.corpus.checks.unused import may_name
from site_builder.corpus.source import Leaf
from site_builder.corpus.unchecked import TYPES, Draft, IdKind, WrittenId
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Location, Problem
from site_builder.model.records import Record
from site_builder.model.registry import Actor, Entry, Equipment, Frame, Place, Registry
from site_builder.names.transliteration import spellings

MOST_PAIRS = 200
MOST_PLACES = 20
"""Places of an entry's references that are listed; all are counted."""

Json = dict[str, Any]
_STATES_ONLY = {("StateId", "actor"), ("PlaceId", "actor")}
"""Kinds of text, and of ids, of which only those of states may stand there."""


# ------------------------------------------------------------------ for completion


def completion_state(corpus: Corpus) -> Json:
    """Give all entries with every form of their names, the named records, and what may stand where."""
    registry = corpus.registry
    entries = (_entry(registry, kind, name, one) for kind, name, one in _entries(registry))
    return {"entries": list(entries), "records": list(_records(corpus)), "accepts": _accepts()}


def _entries(registry: Registry) -> Iterator[tuple[IdKind, str, Entry | Frame]]:
    groups: tuple[tuple[IdKind, Mapping[Any, Entry | Frame]], ...] = (
        ("actor", registry.actors), ("place", registry.places), ("equipment", registry.equipment),
        ("topic", registry.topics), ("measure", registry.measures), ("event", registry.events),
    )  # fmt: skip
    return ((kind, str(name), entry) for kind, group in groups for name, entry in group.items())


def _entry(registry: Registry, kind: IdKind, name: str, entry: Entry | Frame) -> Json:
    forms = entry.forms if isinstance(entry, Entry) else (entry.title, *filter(None, (entry.short,)))
    return {
        "id": name,
        "kind": kind,
        "type": _type(entry),
        "name": _name(entry),
        "names": list(spellings(forms) if not all(map(str.isascii, forms)) else dict.fromkeys(forms)),
        "note": _note(registry, entry),
    }


def _type(entry: Entry | Frame) -> str:
    return str(entry.type) if isinstance(entry, Actor | Frame) else ""


def _name(entry: Entry | Frame | None) -> str:
    return entry.name if isinstance(entry, Entry) else entry.title if entry else ""


def _note(registry: Registry, entry: Entry | Frame) -> str:
    """Say what tells an entry from its namesakes: where it belongs, else what it is."""
    match entry:
        case Actor():
            home = _name_in(registry.actors, entry.country)
            kind = registry.actor_types.get(entry.type)
            return home or (kind.name if kind else str(entry.type))
        case Frame():
            known = registry.event_types.get(entry.type)
            return known.name if known else str(entry.type)
        case Place():
            return _name_in(registry.places, entry.within) or _name_in(registry.actors, entry.within)
        case Equipment():
            above = _name_in(registry.equipment, entry.class_)
            return above or _name_in(registry.actors, entry.made_in)
    return ""


def _name_in(group: Mapping[Any, Entry | Frame], name: str | None) -> str:
    return _name(group.get(name)) if name else ""


def _records(corpus: Corpus) -> Iterator[Json]:
    """Records that have a name of their own, by which others refer to them."""
    for annotation in corpus.annotations.values():
        for record in annotation.of(Record):
            if record.id:
                said = getattr(record, "says", None) or next(iter(record.quotes), record.id)
                yield {"id": str(record.id), "name": str(said)}


def _accepts() -> dict[str, list[str]]:
    return {
        text: [f"{kind}:state" if (text, kind) in _STATES_ONLY else kind for kind in kinds]
        for text, (_, kinds) in TARGETS.items()
    }


# ------------------------------------------------------------------ for looking at it


def registry_view(draft: Draft, problems: Iterable[Problem]) -> Json:
    """Give the entries of each file with what refers to them and what is wrong, and those that may be one."""
    written = [one for one in draft.ids if one.kind not in ("article", "record", "search", *TYPES)]
    entries = draft.corpus.registry.entries
    uses = _uses(draft, {one.id: one.kind for one in written})
    pairs = _pairs(draft.corpus.registry, {one.id: one.kind for one in written})
    near: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        near[pair["a"]].append(pair["b"])
        near[pair["b"]].append(pair["a"])
    names = _Labels(draft, written)
    wrong = _problems_by_entry(problems, names)
    groups: dict[str, list[Json]] = defaultdict(list)
    for one in written:
        entry, found = entries.get(one.id), sorted(uses.get(one.id, ()))
        groups[one.location.path].append({
            "id": one.id,
            "kind": one.kind,
            "type": _type(entry) if entry else "",
            "name": _name(entry) or one.id,
            "line": one.location.line,
            "uses": len(found),
            "used_in": [
                {"path": at.path, "line": at.line, "label": names.of(at)} for at in found[:MOST_PLACES]
            ],
            "near": near.get(one.id, []),
            "problems": wrong.get(one.id, 0),
        })  # fmt: skip
    return {
        "groups": [
            {"file": path, "label": label_of_file(path), "entries": sorted(rows, key=_by_name)}
            for path, rows in sorted(groups.items())
        ],
        "pairs": pairs[:MOST_PAIRS],
    }


def label_of_file(path: str) -> str:
    """Give a file of the registry a heading.

    >>> label_of_file("annotations/actors/armed-forces.yml"), label_of_file("annotations/events/2031.yml")
    ('Armed forces', 'Events of 2031')
    """
    file = PurePosixPath(path)
    if file.parent.name == "events":
        return "Events without a year" if file.stem == "undated" else f"Events of {file.stem}"
    return file.stem.replace("-", " ").replace("_", " ").capitalize()


def _by_name(row: Json) -> tuple[str, str]:
    return row["name"].casefold(), row["id"]


def _uses(draft: Draft, kinds: Mapping[str, IdKind]) -> Mapping[str, list[Location]]:
    """Give the places of all references to each entry; its old ids are none."""
    found: dict[str, list[Location]] = defaultdict(list)
    for leaf in draft.leaves:
        if _is_reference(leaf) and leaf.value in kinds and may_name(leaf.kind, kinds[leaf.value]):
            found[leaf.value].append(leaf.location)
    return found


def _is_reference(leaf: Leaf) -> bool:
    return leaf.kind.endswith("Id") and leaf.kind != "RecordId" and leaf.key != "formerly"


class _Labels:
    """Says what stands at a place: an article by its title, an entry by its name."""

    def __init__(self, draft: Draft, written: Sequence[WrittenId]) -> None:
        self._draft = draft
        self._entries = draft.corpus.registry.entries
        self._titles: dict[str, str] = {}
        self._ids: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for one in sorted(written, key=lambda one: one.location):
            self._ids[one.location.path].append((one.location.line, one.id))

    def of(self, at: Location) -> str:
        """Give the title of an article's files, or the name of the entry at a place of another file."""
        name = self.entry(at)
        if name:
            return _name(self._entries.get(name)) or name
        if at.path not in self._titles:
            article = PurePosixPath(at.path).stem
            facts = self._draft.facts.get(f"articles/{article}.md")
            self._titles[at.path] = str(facts.article[0]) if facts and facts.article else article
        return self._titles[at.path]

    def entry(self, at: Location) -> str:
        """Give the id of the entry that a place of the registry lies in; "" where there is none."""
        rows = self._ids.get(at.path, ())
        number = bisect_right(rows, at.line, key=lambda row: row[0])
        return rows[number - 1][1] if number else ""


def _problems_by_entry(problems: Iterable[Problem], names: _Labels) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for problem in problems:
        if name := names.entry(problem.location):
            found[name] += 1
    return found


def _pairs(registry: Registry, kinds: Mapping[str, IdKind]) -> list[Json]:
    """Give entries of one kind that may be one, as the project's own warnings do."""
    found = []
    for pair in alike(registry):
        a, b = sorted((pair.one.of.id, pair.other.of.id))
        if kinds.get(a) == kinds.get(b):
            found.append({"a": a, "b": b, "why": _why(pair)})
    return sorted(found, key=lambda pair: (pair["a"], pair["b"]))


def _why(pair: Alike) -> str:
    one, other = sorted((pair.one.text, pair.other.text))
    if pair.rule == "similar-name":
        return f"one letter apart: “{one}” and “{other}”"
    if pair.rule == "alias-of-another":
        return f"“{one}” is the name of one and another name of the other"
    if one == other:
        return f"both are called “{one}”"
    return f"one name in two spellings: “{one}” and “{other}”"
