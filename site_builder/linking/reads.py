"""What a page reads of a site, so that it is made anew only when that has changed.

A site is tables by id. `watched` gives the same site with tables that note what is looked up in them; a page
whose every look-up gives what it gave before is as it was. Nothing has to be said of pages for that, and
nothing can be forgotten: what a page shows it has looked up. What is no table (a few flags, forms of names)
is the same for all pages, and a change to it changes all.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, Generic, Protocol, TypeVar, cast

from site_builder.linking.site import Site
from site_builder.model.written import Written

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
T = TypeVar("T")

Read = tuple[str, Hashable]
"""A look-up: the path of a table in the site, and the key."""
WHOLE = ("every key", 0)
"""Key of having looked at a table from end to end, or counted it; no id has a blank."""
_MISSING = object()


@dataclass(slots=True)
class Reads:
    """What was looked up since the last look."""

    found: set[Read] = field(default_factory=set)

    def of(self, work: Callable[[], T]) -> tuple[T, frozenset[Read]]:
        """Do some work; give what it gives, and what it has looked up."""
        before, self.found = self.found, set()
        try:
            made = work()
            return made, frozenset(self.found)
        finally:
            before |= self.found
            self.found = before


class WatchedTable(Mapping[K, V]):
    """A table that notes what is looked up in it."""

    __slots__ = ("_name", "_reads", "_table")

    def __init__(self, name: str, table: Mapping[K, V], reads: Reads) -> None:
        self._name, self._table, self._reads = name, table, reads

    def __getitem__(self, key: K) -> V:
        self._reads.found.add((self._name, key))
        return self._table[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._reads.found.add((self._name, key))
        return self._table.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.found.add((self._name, key))
        return key in self._table

    def __iter__(self) -> Iterator[K]:
        self._reads.found.add((self._name, WHOLE))
        return iter(self._table)

    def __len__(self) -> int:
        self._reads.found.add((self._name, WHOLE))
        return len(self._table)


def watched(holder: T, reads: Reads) -> T:
    """Give the same site, or what else holds tables, with tables that note what is looked up in them."""
    return _watched(holder, "", reads)


def _watched(holder: T, path: str, reads: Reads) -> T:
    changes = {}
    for name, value in _members(holder):
        if isinstance(value, Mapping):
            changes[name] = WatchedTable(f"{path}{name}", value, reads)
        elif _holds_tables(value):
            changes[name] = _watched(value, f"{path}{name}.", reads)
    noting = replace(holder, **changes)  # type: ignore[type-var] # only dataclasses come here
    if isinstance(noting, Site):
        noting.made.reads = reads
    return noting


def _members(holder: object) -> Iterator[tuple[str, Any]]:
    of = fields(holder)  # type: ignore[arg-type]
    return ((member.name, getattr(holder, member.name)) for member in of if member.compare)


def _holds_tables(value: object) -> bool:
    return is_dataclass(value) and any(isinstance(inner, Mapping) for _, inner in _members(value))


# ------------------------------------------------------------------ what changed


@dataclass(frozen=True, slots=True)
class Changes:
    """Look-ups that give something else than before; `everything` where what all pages share differs."""

    reads: frozenset[Read]
    everything: bool = False

    def touch(self, reads: frozenset[Read]) -> bool:
        """Whether something that was made with these look-ups has to be made anew."""
        return self.everything or not self.reads.isdisjoint(reads)

    def under(self, path: str) -> "Changes":
        """The same where what was compared is held by something else, under a path such as `site.`."""
        return Changes(frozenset((f"{path}{name}", key) for name, key in self.reads), self.everything)

    def __or__(self, other: "Changes") -> "Changes":
        """All of both."""
        return Changes(self.reads | other.reads, self.everything or other.everything)


EVERYTHING = Changes(frozenset(), everything=True)


S_co = TypeVar("S_co", covariant=True)


class Keep(Protocol[S_co]):
    """Gives a value by its name, made of a version where what it was made of is not the same any more."""

    def __call__(self, name: str, make: Callable[[S_co], V], /) -> V: ...


def keeping_nothing(holder: T) -> Keep[T]:
    """Make each value when it is asked for."""

    def made(_: str, make: Callable[[T], V], /) -> V:
        return make(holder)

    return made


@dataclass
class KeptValues(Generic[T]):
    """Values made of a site, or what else holds tables, each kept until a look-up for it gives another thing.

    `made` counts those made anew.
    """

    kept: dict[str, tuple[Any, frozenset[Read]]] = field(default_factory=dict)
    made: int = 0
    _reads: Reads = field(default_factory=Reads)
    _used: set[str] = field(default_factory=set)
    _watched: T | None = None

    def turn_to(self, holder: T, changed: Changes) -> None:
        """Go on with another version; values that nobody asked for of the last one are forgotten, too."""
        self.kept = {
            name: (value, reads)
            for name, (value, reads) in self.kept.items()
            if name in self._used and not changed.touch(reads)
        }
        self._watched, self._used = watched(holder, self._reads), set()

    def of(self, name: str, make: Callable[[T], V]) -> V:
        """The value of a name, made of the present version if need be."""
        holder = self._watched
        if holder is None:
            raise RuntimeError("there is no version yet")
        if name not in self.kept:
            self.made += 1
            self.kept[name] = self._reads.of(lambda: make(holder))
        self._used.add(name)
        value: V = self.kept[name][0]
        return value


Same = Callable[[str, Hashable], bool]
"""Whether a look-up, in a table under a key, is known to give the same in two versions."""


def changes(before: T, after: T, same: Same = lambda *_: False) -> Changes:
    """Compare two versions table by table; what is the same object, or known to be, is not looked into."""
    old, new = dict(tables(before)), dict(tables(after))
    if not all(_same(old[name], new[name]) for name in old if not isinstance(old[name], Mapping)):
        return EVERYTHING
    found: set[Read] = set()
    for name, table in old.items():
        if isinstance(table, Mapping) and table is not new[name]:
            found |= {(name, key) for key in _differing(name, table, new[name], same)}
    return Changes(frozenset(found))


def _differing(name: str, old: Mapping[Any, Any], new: Mapping[Any, Any], same: Same) -> Iterator[Hashable]:
    """Keys whose value differs, and the whole table if any does or the order of keys."""
    others = ((key, old[key], new.get(key, _MISSING)) for key in old if not same(name, key))
    keys = [key for key, value, other in others if value is not other and not _same(value, other)]
    keys += [key for key in new if key not in old]
    if keys or list(old) != list(new):
        yield WHOLE
    yield from keys


def tables(holder: object, path: str = "") -> Iterator[tuple[str, Any]]:
    """All that a site, or what else holds tables, has: by the path under which its tables note look-ups."""
    for name, value in _members(holder):
        if not isinstance(value, Mapping) and _holds_tables(value):
            yield from tables(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


def _same(one: Any, other: Any) -> bool:
    """Whether two values are equal, and were written in the same places: pages link to these.

    What is the same object is not looked into: most of what a site holds stays from one version to the next.
    """
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, Mapping):
        return list(one) == list(other) and all(map(_same, one.values(), other.values()))
    names = _field_names(cast("Hashable", type(one)))
    return bool(one == other) if names is None else _same_fields(one, other, names)


def _same_fields(one: Any, other: Any, names: Iterable[str]) -> bool:
    if isinstance(one, Written) and one.at is not other.at and one.at.location != other.at.location:
        return False
    return all(_same(getattr(one, name), getattr(other, name)) for name in names)


@cache
def _field_names(kind: Any) -> tuple[str, ...] | None:
    """Fields of a dataclass that say something; None for other types."""
    if not is_dataclass(kind):
        return None
    return tuple(member.name for member in fields(kind) if member.compare)
