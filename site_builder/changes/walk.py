"""The history of the data, told: each commit of a line is read as far as it touched files, and no further."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from site_builder.changes.between import between
from site_builder.changes.commits import Line, Touching, files_at
from site_builder.changes.kept import kept_step, step_as_json
from site_builder.changes.reading import Reading, Version
from site_builder.changes.states import State
from site_builder.corpus.file_kinds import ARTICLE, kind_of
from site_builder.corpus.vocabulary.own_files import OWN_FILES
from site_builder.model.changes import ChangeLog, Step, Unread
from site_builder.model.problems import Problem
from site_builder.storage.git import Repository
from site_builder.storage.progress import counted
from site_builder.storage.store import NOTHING as KEEPS_NOTHING
from site_builder.storage.store import Store

STAGE: Final = "changes"
REGISTRY: Final = ""
"""What the files of the registry are kept together under: entries move from one to another."""
AHEAD: Final = 25
"""Commits whose files are asked for together."""
MANY: Final = 200
"""Of a commit that touches more files than these so many are read at once."""
_OWN: Final = tuple(named.path for named in OWN_FILES)

Versions = Mapping[str, Version]
"""Files that are read together, by path."""


def told(repository: Repository, line: Line, store: Store = KEEPS_NOTHING) -> ChangeLog:
    """Tell what each commit of a line changed; raises GitError.

    What is known of a commit is kept in a store. A file that cannot be read, by itself or as a part of the
    registry, is passed over until it can be: what became of it meanwhile is told with the commit that
    mended it.
    """
    store.read_ahead(STAGE)
    base = line.base.hash if line.base else ""
    walk = _Walk(Reading(repository), store, base)
    if base:
        walk.begin(files_at(repository, base))
    steps: list[Step] = []
    for number, touching in enumerate(counted(line.touching, "commits told", len(line.touching))):
        if number % AHEAD == 0:
            walk.look_ahead(line.touching[number : number + AHEAD])
        steps.append(walk.step(touching))
    store.forget_ahead(STAGE)
    every = tuple(step for step in steps if step.changes or step.unread)
    return ChangeLog(line.base, line.until, every, line.shallow, line.at_once)


@dataclass
class _Walk:
    """Goes from commit to commit: which files there are, and which version of each could be read last."""

    reading: Reading
    store: Store
    base: str
    tree: dict[str, str] = field(default_factory=dict)
    read: dict[str, Versions] = field(default_factory=dict)

    def begin(self, tree: Mapping[str, str]) -> None:
        """Begin with what a commit has."""
        self.tree = dict(tree)
        registry = {path for path in tree if _unit_of(path) == REGISTRY}
        self.read = {unit: self._versions([unit]) for unit in filter(None, map(_unit_of, tree))}
        self.read[REGISTRY] = self._versions(registry)

    def look_ahead(self, some: Iterable[Touching]) -> None:
        """Ask at once for the files that the next commits touch, if these are not known and not too many."""
        unknown = [one for one in some if len(one.files) <= MANY and self._kept(one) is None]
        paths = {path for one in unknown for path in one.files if _unit_of(path) is not None}
        old = (
            version.object
            for versions in self.read.values()
            for path, version in versions.items()
            if path in paths
        )
        new = (name for one in unknown for path, name in one.files.items() if name and path in paths)
        self.reading.fetch([*old, *new] if paths else [])

    def step(self, one: Touching) -> Step:
        """Go on to the next commit, and tell what it changed."""
        for path, name in one.files.items():
            if name is None:
                self.tree.pop(path, None)
            else:
                self.tree[path] = name
        now = self._touched(one)
        known = self._kept(one)
        if known is not None and (step := kept_step(one.commit, known)) is not None:
            passed = {unread.path if _unit_of(unread.path) else REGISTRY for unread in step.unread}
            self.read |= {unit: versions for unit, versions in now.items() if unit not in passed}
            return step
        step = self._told(one, now)
        self.store.put(STAGE, one.commit.hash, self.base, step_as_json(step))
        return step

    def _kept(self, one: Touching) -> str | None:
        return self.store.get(STAGE, one.commit.hash, self.base)

    def _touched(self, one: Touching) -> dict[str, Versions]:
        """The files to be read together of which a commit touched any, each as it is now.

        With another vocabulary all annotations may say something else.
        """
        touched = {unit for path in one.files if (unit := _unit_of(path)) is not None}
        if not one.files.keys().isdisjoint(_OWN):
            touched |= {path for path in self.tree if kind_of(path)[0] and _unit_of(path)}
        registry = [path for path in self.tree if _unit_of(path) == REGISTRY] if REGISTRY in touched else []
        return {unit: self._versions([unit] if unit else registry) for unit in sorted(touched)}

    def _versions(self, paths: Iterable[str]) -> Versions:
        own = tuple(self.tree.get(path, "") for path in _OWN)
        vocabulary = own if any(own) else ()
        return {
            path: Version(self.tree[path], vocabulary if _heeds_vocabulary(path) else ())
            for path in paths
            if path in self.tree
        }

    def _told(self, one: Touching, now: Mapping[str, Versions]) -> Step:
        differing, unread = Differing(), list[Unread]()
        for start in range(0, len(now), MANY):
            some = {unit: now[unit] for unit in islice(now, start, start + MANY)}
            if len(now) > MANY:
                self.reading.fetch(self._objects(some))
            for unit, versions in some.items():
                old = self.read.get(unit, {})
                found = Differing()
                for path in sorted({*old, *versions}):
                    if old.get(path) != versions.get(path):
                        found.add(path, *self.reading.both(path, old.get(path), versions.get(path)))
                unread += found.unread
                if not found.unread:
                    differing.add_all(found)
                    self.read[unit] = versions
        return Step(one.commit, between(differing.before, differing.after), tuple(unread))

    def _objects(self, units: Mapping[str, Versions]) -> Iterator[str]:
        """The objects of some files, as they are and as they were."""
        for unit, versions in units.items():
            yield from (
                version.object for each in (versions, self.read.get(unit, {})) for version in each.values()
            )


@dataclass
class Differing:
    """What some files said and say, as far as it differs, and those that cannot be read."""

    before: State = field(default_factory=State)
    after: State = field(default_factory=State)
    unread: list[Unread] = field(default_factory=list)

    def add(self, path: str, before: State, after: State, problems: Sequence[Problem]) -> None:
        """Add what a file said and says, or that it cannot be read."""
        if problems:
            self.unread.append(Unread(path, problems[0].rule))
        self.before.update(before)
        self.after.update(after)

    def add_all(self, other: "Differing") -> None:
        """Add what other files said and say."""
        self.before.update(other.before)
        self.after.update(other.after)


def _unit_of(path: str) -> str | None:
    """What a file is read with: itself alone, or the registry; None for a file that nothing reads."""
    kind, _ = kind_of(path)
    if kind is None:
        return None
    return path if kind is ARTICLE or kind.is_annotation else REGISTRY


def _heeds_vocabulary(path: str) -> bool:
    kind, _ = kind_of(path)
    return kind is not None and (kind.is_annotation or kind.name == "actors")
