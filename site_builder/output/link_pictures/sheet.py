"""A sheet of paper of few colours: words and shapes are put on it, and it is packed as PNG."""

from io import BytesIO
from typing import Final

from PIL import Image

from site_builder.output.link_pictures.lettering import Face
from site_builder.output.link_pictures.palette import COLOURS, Ink, inked

_RUNS: Final = 3
"""zlib's `Z_RLE`: only runs of one colour are packed. Letters have little else, and it is fast."""


class Sheet:
    """The sheet; places are in pixels from its upper left."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.image = Image.new("L", size)  # of numbers of colours

    def block(self, box: tuple[float, float, float, float], ink: Ink) -> None:
        """Fill a block, from left and top to right and bottom."""
        left, top, right, bottom = map(round, box)
        if right > left and bottom > top:
            self.image.paste(ink.full, (left, top, right, bottom))

    def words(self, text: str, at: tuple[float, float], face: Face) -> None:
        """Put words on the sheet: `at` is where the pen begins, on the line on which they stand."""
        for word, pen in face.words(text):
            if word.inked is not None:
                numbers, covered = word.inked
                self.image.paste(numbers, (round(at[0] + pen) + word.left, round(at[1]) + word.top), covered)

    def cover(self, mask: Image.Image, at: tuple[int, int], ink: Ink) -> None:
        """Put ink where a mask covers the sheet, in place of what was there."""
        numbers, covered = inked(mask, ink)
        self.image.paste(numbers, at, covered)

    def png(self) -> bytes:
        """The sheet as a file."""
        held = BytesIO()
        self.image.putpalette([part for colour in COLOURS for part in colour])
        self.image.save(held, "PNG", bits=4, compress_level=1, compress_type=_RUNS)
        return held.getvalue()
