"""The colours of link pictures: paper, and a few shades of each ink on it.

Up to sixteen take half a byte a pixel, and are packed in half of the time; fewer shades make fewer bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from PIL import Image

Colour = tuple[int, int, int]

PAPER: Final[Colour] = (0xFC, 0xFB, 0xF8)


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour and its shades: numbers in the palette from `first` on, the last of which is all colour."""

    colour: Colour
    first: int
    shades: int

    @property
    def full(self) -> int:
        """The number of the colour itself."""
        return self.first + self.shades - 1

    def colours(self) -> Iterator[Colour]:
        """Its shades on paper, the faintest first."""
        for step in range(1, self.shades + 1):
            share = step / self.shades
            red, green, blue = (
                round(paper + (ink - paper) * share) for paper, ink in zip(PAPER, self.colour, strict=True)
            )
            yield red, green, blue


INK: Final = Ink((0x1A, 0x1D, 0x24), 1, 3)
SOFT: Final = Ink((0x54, 0x5B, 0x69), 4, 2)
ACCENT: Final = Ink((0x8A, 0x5A, 0x00), 6, 2)
RULE: Final = Ink((0xDD, 0xD9, 0xCF), 8, 1)
GROUND: Final = Ink((0xF4, 0xF2, 0xEC), 9, 1)
EDGE: Final = Ink((0xB8, 0xB2, 0xA2), 10, 2)

COLOURS: Final = (
    PAPER,
    *(colour for ink in (INK, SOFT, ACCENT, RULE, GROUND, EDGE) for colour in ink.colours()),
)
"""All colours, by their numbers."""


def inked(mask: Image.Image, ink: Ink) -> tuple[Image.Image, Image.Image]:
    """The numbers of an ink's shades where a mask covers paper by so much, and where it does at all."""
    numbers, covered = _tables(ink)
    return mask.point(numbers), mask.point(covered)


@cache
def _tables(ink: Ink) -> tuple[list[int], list[int]]:
    """For each coverage from 0 to 255, the number of the shade, and 255 where there is one."""
    steps = [round(cover * ink.shades / 255) for cover in range(256)]
    numbers = [ink.first + step - 1 if step else 0 for step in steps]
    return numbers, [255 if number else 0 for number in numbers]
