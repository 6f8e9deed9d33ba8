"""Where what a record holds was written, in a few dozen bytes a record."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.problems import Location

Path = tuple[str | int, ...]
"""Keys and list positions that lead to a value."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a mapping, its values and their list items were written.

    `order` is shared between mappings of one form; `marks` holds a line and a column for each of
    its paths. So a record's places cost a few dozen bytes, and a corpus's fit into memory.
    """

    path: str
    order: Mapping[Path, int]
    marks: "array[int]"

    @property
    def location(self) -> Location:
        """Place of the mapping itself."""
        return self.of()

    def of(self, *path: str | int) -> Location:
        """Place of the value at `path`, or of its nearest parent that has one."""
        while path not in self.order:
            path = path[:-1]
        index = 2 * self.order[path]
        return Location(self.path, self.marks[index], self.marks[index + 1])
