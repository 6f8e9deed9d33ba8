"""Where what a record holds was written, in a few dozen bytes a record."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.model.problems import Location

Path = tuple[str | int, ...]
"""Keys and list positions that lead to a value."""
_FIRST = 0x100
_LAST = 0xD7FF
"""Characters that stand for numbers: two bytes each in memory, and JSON has no escapes for them."""


def packed(marks: Sequence[int]) -> "str | array[int]":
    """Pack lines and columns into a text of one character each; only where they are huge, as numbers."""
    if max(marks, default=0) > _LAST - _FIRST:
        return array("I", marks)
    return "".join([chr(_FIRST + mark) for mark in marks])


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a mapping, its values and their list items were written.

    `order` is shared between mappings of one form; `marks` holds a line and a column for each of
    its paths (see `packed`). So a record's places cost a few dozen bytes, and a corpus's fit into memory.
    """

    path: str
    order: Mapping[Path, int]
    marks: "str | array[int]"

    @property
    def location(self) -> Location:
        """Place of the mapping itself."""
        return self.of()

    def of(self, *path: str | int) -> Location:
        """Place of the value at `path`, or of its nearest parent that has one."""
        while path not in self.order:
            path = path[:-1]
        index = 2 * self.order[path]
        line, column = self.marks[index], self.marks[index + 1]
        if isinstance(line, str) and isinstance(column, str):
            return Location(self.path, ord(line) - _FIRST, ord(column) - _FIRST)
        return Location(self.path, int(line), int(column))
