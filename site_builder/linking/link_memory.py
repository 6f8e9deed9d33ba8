"""What linking makes of one article, kept from one version of a site to the next in the same process."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass
class LinkMemory:
    """Values by kind and name, each with what it was made of; `made` counts those made anew.

    What a value is made of must be the same objects: whoever keeps the files that were read has the same
    records of one that is as it was.
    """

    kept: dict[tuple[str, str], tuple[tuple[object, ...], Any]] = field(default_factory=dict)
    made: int = 0

    def of(self, kind: str, name: str, inputs: tuple[object, ...], make: Callable[[], T]) -> T:
        """Give the value of a name, made anew only where it is made of something else than before."""
        known = self.kept.get((kind, name))
        if known is None or not all(one is other for one, other in zip(known[0], inputs, strict=True)):
            self.made += 1
            known = self.kept[kind, name] = (inputs, make())
        value: T = known[1]
        return value

    def equal(self, kind: str, value: T) -> T:
        """Give the value that was kept of a kind where it equals this one: the same object as before."""
        known = self.kept.get((kind, ""))
        if known is None or known[1] != value:
            known = self.kept[kind, ""] = ((), value)
        kept: T = known[1]
        return kept
