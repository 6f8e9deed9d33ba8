"""What the tables say as statements of FollowTheMoney: one value of one property, and where it is from."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

REGISTRY: Final = "registry"
"""The source of what the editors say; that of other statements is an article."""
COMBINED: Final = "combined"
"""The source of what all reports of an event add up to."""
ID: Final = "id"
"""The property that says that there is an entity."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value of a property of an entity; `source` is where it is from, `origin` a place in that."""

    entity: str
    schema: str
    prop: str
    value: str
    source: str
    origin: str | None = None
    language: str | None = None

    @property
    def key(self) -> str:
        """The id of the statement, as FollowTheMoney makes it."""
        language = f"@{self.language}" if self.language else ""
        said = f"{self.source}.{self.entity}.{self.prop}.{self.value}{language}"
        return hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """The statement as a line of its files."""
        return {
            "canonical_id": self.entity,
            "entity_id": self.entity,
            "prop": self.prop,
            "schema": self.schema,
            "value": self.value,
            "dataset": self.source,
            "lang": self.language,
            "original_value": None,
            "first_seen": None,
            "last_seen": None,
            "external": False,
            "origin": self.origin,
            "id": self.key,
        }


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things of one entity, all from one source."""

    entity: str
    schema: str
    source: str = REGISTRY
    origin: str | None = None

    def says(self, prop: str, *values: str | None, language: str | None = None) -> Iterator[Said]:
        """Give the values that there are; what shows on one line is made one."""
        for value in values:
            if value and (one := " ".join(value.split())):
                yield Said(self.entity, self.schema, prop, one, self.source, self.origin, language)

    def links(self, prop: str, *urls: str | None) -> Iterator[Said]:
        """Give the addresses that there are; one of a host alone has a slash behind it, as others have."""
        parts = (urlsplit(url) for url in urls if url)
        yield from self.says(prop, *(one._replace(path=one.path or "/").geturl() for one in parts))

    def exists(self) -> Said:
        """Say that there is such an entity."""
        return Said(self.entity, self.schema, ID, self.entity, self.source, self.origin)


def in_order(said: Iterable[Said]) -> list[Said]:
    """Each statement once, those of an entity together; of several with one id the first stays."""
    once: dict[Any, Said] = {}
    for one in said:
        once.setdefault(
            (one.entity, one.prop != ID, one.prop, one.value, one.source, one.language or ""), one
        )
    return [once[place] for place in sorted(once)]


def entity_id(*parts: str) -> str:
    """An id of letters, digits, dots and hyphens alone, as FollowTheMoney wants them."""
    return ".".join(parts).replace("/", ".").replace("_", "-")
