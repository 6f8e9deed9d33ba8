"""Versions of files, read: as git has them, by the vocabulary of their commit."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from site_builder.changes.states import State, differing_blocks, state_of
from site_builder.corpus.file_kinds import CorpusKind
from site_builder.corpus.file_reading import REGISTRY_LIMIT, FileName, file_named, said_in
from site_builder.corpus.vocabulary.own_fields import own_kinds
from site_builder.corpus.vocabulary.own_files import OWN_FILES, own_of
from site_builder.model.lazy import Last
from site_builder.model.problems import Location, Problem
from site_builder.storage.blobs import contents_of
from site_builder.storage.files import location
from site_builder.storage.git import Repository

STATES_HELD: Final = 200
"""So many states of files are held: the next commit that touches one begins with it."""


@dataclass(frozen=True, slots=True)
class Version:
    """A file as a commit has it: its object, and the objects of the vocabulary that it is read by, if any."""

    object: str
    vocabulary: tuple[str, ...] = ()


ReadState = tuple[State, tuple[Problem, ...]]


@dataclass
class Reading:
    """Reads versions of files; what is asked for again soon is held."""

    repository: Repository
    _contents: dict[str, bytes | None] = field(default_factory=dict)
    _states: dict[tuple[str, Version], ReadState] = field(default_factory=lambda: Last(STATES_HELD))
    _kinds: dict[tuple[str, ...], tuple[CorpusKind, ...]] = field(default_factory=lambda: Last(3))

    def fetch(self, names: Iterable[str]) -> None:
        """Ask git for some objects at once, and let go of others; raises GitError."""
        wanted = dict.fromkeys(names)
        held = {name: self._contents[name] for name in wanted if name in self._contents}
        missing = [name for name in wanted if name not in held]
        self._contents = held | dict(contents_of(self.repository, missing, REGISTRY_LIMIT))

    def both(
        self, path: str, old: Version | None, new: Version | None
    ) -> tuple[State, State, tuple[Problem, ...]]:
        """What two versions of a file say, as far as they differ; problems are those of the new one.

        An old version that cannot be read says nothing.
        """
        if old and new and old.vocabulary == new.vocabulary and (parts := self._parts(path, old, new)):
            return (*parts, ())
        before, _ = self._state(path, old)
        after, problems = self._state(path, new)
        return before, after, problems

    def _parts(self, path: str, old: Version, new: Version) -> tuple[State, State] | None:
        """The entries that differ between two versions of a file, if they can be read alone."""
        named, earlier, later = self._named(path, new), self._content(old.object), self._content(new.object)
        if named is None or not named.kind.is_registry or not (earlier and later):
            return None
        parts = differing_blocks(earlier, later)
        if parts is None:
            return None
        states = [state_of(part, named) for part in parts]
        return None if any(problems for _, problems in states) else (states[0][0], states[1][0])

    def _state(self, path: str, version: Version | None) -> ReadState:
        if version is None:
            return State(), ()
        if (path, version) not in self._states:
            self._states[path, version] = self._read(path, version)
        return self._states[path, version]

    def _read(self, path: str, version: Version) -> ReadState:
        named, data = self._named(path, version), self._content(version.object)
        if named is None:
            return State(), ()
        if data is None:
            return State(), (_missing(path),)
        return state_of(data, named)

    def _named(self, path: str, version: Version) -> FileName | None:
        return file_named(path, self._kinds_by(version.vocabulary))

    def _kinds_by(self, vocabulary: tuple[str, ...]) -> tuple[CorpusKind, ...]:
        if not vocabulary:
            return _usual_kinds()
        if vocabulary not in self._kinds:
            said: dict[str, Any] = {}
            for named, name in zip(OWN_FILES, vocabulary, strict=True):
                data = self._content(name) if name else None
                said[named.path] = (said_in(data, named)[0] if data else None) or {}
            self._kinds[vocabulary] = own_kinds(own_of(said))
        return self._kinds[vocabulary]

    def _content(self, name: str) -> bytes | None:
        if name not in self._contents:
            self._contents |= contents_of(self.repository, [name], REGISTRY_LIMIT)
        return self._contents[name]


@cache
def _usual_kinds() -> tuple[CorpusKind, ...]:
    return own_kinds(own_of({}))


def _missing(path: str) -> Problem:
    fix = "fetch it: `git fetch --refetch`"
    place: Location = location(path)
    return Problem(place, "unreadable-file", "a file that this clone lacks", "a file", fix)
