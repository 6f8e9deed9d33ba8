"""What was made of a site in earlier processes: it holds as long as every look-up gives what it gave then."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from site_builder.linking.fingerprints import Fingerprints, written_reads
from site_builder.linking.reads import Read
from site_builder.storage.store import Store

T = TypeVar("T")
LookUps = Mapping[str, Iterable[str]]
"""Keys by table, as `written_reads` has them."""


@dataclass(frozen=True, slots=True)
class KeptByReads:
    """What a `store` has of one `stage`, made under a `key`: of what is no table, and is the same for all."""

    store: Store
    stage: str
    key: str
    prints: Fingerprints[Any]

    def known(self, unit: str, read: Callable[[Any], T]) -> T | None:
        """What was made of a unit, if it is what would be made now; `read` makes it of plain JSON."""
        written = self.store.get(self.stage, unit, self.key)
        return self._valid(written, lambda kept: read(kept["made"])) if written else None

    def look_ups(self) -> Iterator[tuple[str, LookUps]]:
        """What is looked up to make units, of all that would be made so now; their keys begin as ours."""
        for unit, written in self.store.all_of(self.stage, self.key):
            reads: LookUps | None = self._valid(written, lambda kept: kept["reads"])
            if reads is not None:
                yield unit, reads

    def _valid(self, written: str, read: Callable[[Any], T]) -> T | None:
        try:
            kept = json.loads(written)
            return read(kept) if self.prints.of(kept["reads"].items()) == kept["print"] else None
        except (ValueError, TypeError, LookupError, AttributeError):  # somebody else wrote it
            return None

    def keep(self, unit: str, reads: Iterable[Read], made: object) -> None:
        """Keep what was made of a unit, as plain JSON, and what was looked up to make it."""
        looked_up = written_reads(reads)
        kept = {"print": self.prints.of(looked_up.items()), "made": made, "reads": looked_up}
        self.store.put(
            self.stage, unit, self.key, json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
        )
