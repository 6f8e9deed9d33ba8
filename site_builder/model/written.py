"""What all mappings of the hand-written files have in common.

Every class made of `Written` mirrors a mapping of the files; every field is a key (a trailing underscore
stands for a Python keyword). Absent and empty are the same. The reader in `corpus/source` fills the
classes, attaches `at` (where each was written) and collects the values of the distinct types of
`value_types`, so that ids, dates and quotes are checked in one place.
"""

from dataclasses import dataclass, field
from typing import Annotated, Protocol

from site_builder.model.meaning import Meaning
from site_builder.model.problems import Location
from site_builder.model.value_types import ActorId, Line


class Places(Protocol):
    """Where a mapping and what it holds were written."""

    @property
    def location(self) -> Location: ...

    def of(self, *path: str | int) -> Location:
        """Place of the value at `path` (keys and list positions), or of its nearest parent."""
        ...


def yaml_key(name: str) -> str:
    """Name of the YAML key that a field mirrors."""
    return name.rstrip("_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Anything that was written as a mapping in a file; `at` knows where."""

    __pydantic_config__ = {"extra": "forbid", "alias_generator": yaml_key}  # noqa: RUF012 - read by the validator's protocol as a plain dict

    at: Places = field(init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed(Written):
    """Somebody an article does not name: "an official" of a state or body."""

    of: Annotated[ActorId, Meaning("The state or body that the unnamed person belongs to.")]
    as_: Annotated[Line, Meaning("What the article calls them.", ("an official", "a defence source"))]


ActorRef = ActorId | Unnamed
