"""What linking makes of one article or event, kept from one version of a site to the next in one process."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from operator import eq, is_
from typing import Any, Generic, TypeVar

from site_builder.model.registry import Registry

T = TypeVar("T")
K = TypeVar("K", bound=str)
V = TypeVar("V")
G = TypeVar("G")


@dataclass
class LinkMemory:
    """Values by kind and name, each with what it was made of; `made` counts those made anew.

    What a value is made of must be the same objects: whoever keeps the files that were read has the same
    records of one that is as it was. Where no other version follows it `keeps` only what has no name: what
    is made of the whole registry and asked for again and again.
    """

    kept: dict[tuple[str, str], tuple[tuple[object, ...], Any]] = field(default_factory=dict)
    made: int = 0
    keeps: bool = True
    _used: set[tuple[str, str]] = field(default_factory=set)
    _tables: dict[str, "GatheredTable[Any, Any, Any]"] = field(default_factory=dict)

    def of(self, kind: str, name: str, inputs: tuple[object, ...], make: Callable[[], T]) -> T:
        """Give the value of a name, made anew only where it is made of something else than before."""
        if name and not self.keeps:
            self.made += 1
            return make()
        key = kind, name
        known = self.kept.get(key)
        if known is None or not _are_same(known[0], inputs):
            self.made += 1
            known = self.kept[key] = (inputs, make())
        self._used.add(key)
        value: T = known[1]
        return value

    def equal(self, kind: str, value: T, name: str = "") -> T:
        """Give the value that was kept of a kind where it equals this one: the same object as before."""
        if name and not self.keeps:
            return value
        key = f"equal {kind}", name
        known = self.kept.get(key)
        if known is None or known[1] != value:
            known = self.kept[key] = ((), value)
        self._used.add(key)
        kept: T = known[1]
        return kept

    def gathered(
        self,
        kind: str,
        units: Mapping[Any, Mapping[K, G]],
        build: Callable[[Iterator[G]], V],
        alike: Callable[[V, V], bool] = eq,
    ) -> dict[K, V]:
        """Gather what units give by key, built of what all give, in the order of units.

        Of a unit that gives the same object as before nothing is looked at. A value that is `alike` stays
        the same object; values that know where they were written are not to be compared by `==`.
        """
        table = self._tables.setdefault(kind, GatheredTable()) if self.keeps else GatheredTable()
        return table.turn_to(units, build, alike)

    def forget_unused(self) -> None:
        """Forget what nobody has asked for since this was done last, but for what has no name.

        It is of articles that are gone; what is made of the whole registry is asked for now and then.
        """
        if len(self._used) < len(self.kept):
            self.kept = {key: known for key, known in self.kept.items() if not key[1] or key in self._used}
        self._used = set()


def entries_of(registry: Registry, memory: LinkMemory) -> object:
    """What stands for all that has names in a registry: the same object where they are as they were."""
    return memory.equal("registry", (registry.actors, registry.places, registry.equipment))


def never(_: object, __: object) -> bool:
    """Nothing is alike."""
    return False


def _are_same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


@dataclass
class GatheredTable(Generic[K, G, V]):
    """A table of what units give by key; where units change, only their keys are built anew."""

    given: dict[Any, Mapping[K, G]] = field(default_factory=dict)
    table: dict[K, V] = field(default_factory=dict)
    _units_of: dict[K, set[Any]] = field(default_factory=dict)

    def turn_to(
        self,
        units: Mapping[Any, Mapping[K, G]],
        build: Callable[[Iterator[G]], V],
        alike: Callable[[V, V], bool],
    ) -> dict[K, V]:
        """Go on with other units."""
        changed = self._changed(units)
        keys = self._keys_of(changed, units)
        self.given = dict(units)
        if keys:
            place = {unit: number for number, unit in enumerate(units)}
            for key in keys:
                self._build(key, place, build, alike)
        return dict(sorted(self.table.items()))

    def _changed(self, units: Mapping[Any, Mapping[K, G]]) -> set[Any]:
        """Units that give something else, or all where others have another order."""
        new = {unit for unit, given in units.items() if self.given.get(unit) is not given}
        changed = new | (self.given.keys() - units.keys())
        before = [unit for unit in self.given if unit not in changed]
        if before != [unit for unit in units if unit not in changed]:
            return {*self.given, *units}
        return changed

    def _keys_of(self, changed: Iterable[Any], units: Mapping[Any, Mapping[K, G]]) -> set[K]:
        """The keys under which some units gave anything, or do now."""
        keys: set[K] = set()
        for unit in changed:
            before, now = self.given.get(unit, {}), units.get(unit, {})
            for key in before:
                self._units_of[key].discard(unit)
            for key in now:
                self._units_of.setdefault(key, set()).add(unit)
            keys.update(before, now)
        return keys

    def _build(
        self,
        key: K,
        place: Mapping[Any, int],
        build: Callable[[Iterator[G]], V],
        alike: Callable[[V, V], bool],
    ) -> None:
        units = sorted(self._units_of[key], key=place.__getitem__)
        if not units:
            del self._units_of[key]
            self.table.pop(key, None)
            return
        value = build(self.given[unit][key] for unit in units)
        if key not in self.table or not alike(self.table[key], value):
            self.table[key] = value


# ------------------------------------------------------------------ what is gathered


def by_key(pairs: Iterable[tuple[K | None, Hashable]]) -> dict[K, tuple[Any, ...]]:
    """What comes with each key, once each, in the order given; without a key it is left out."""
    found: dict[K, dict[Hashable, None]] = {}
    for key, value in pairs:
        if key:
            found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def in_a_row(given: Iterator[tuple[V, ...]]) -> tuple[V, ...]:
    """What several units give under a key, once each."""
    return tuple(dict.fromkeys(chain.from_iterable(given)))


def in_one(given: Iterator[tuple[V, ...]]) -> tuple[V, ...]:
    """What several units give under a key, one after the other."""
    return tuple(chain.from_iterable(given))
