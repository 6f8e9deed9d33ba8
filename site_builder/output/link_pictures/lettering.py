"""Letters of link pictures: each is drawn once for each size, and words and lines are put together of them.

Signs are set one beside the other from the left to the right, with the distances that the font has for pairs.
What shapes or orders the signs of other scripts is not asked: it is not the same on every machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

from PIL import Image, ImageDraw, ImageFont

from site_builder.output.link_pictures.palette import Ink, inked

FONTS: Final = Path(__file__).parent / "fonts"
Weight = Literal["Regular", "Bold"]
ELLIPSIS: Final = "…"
HELD: Final = 150
"""So many words are held of each face, those that were asked for last: most stand on many pictures."""
_LOOSE: Final = ",;:–-("
"""Signs that do not stand before an ellipsis."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign: how much of each pixel it covers, where that lies from the pen, how far that moves on."""

    mask: Image.Image | None
    left: int
    top: int
    advance: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word: numbers of its colours and which of them count, where it lies, how far the pen moves on."""

    inked: tuple[Image.Image, Image.Image] | None
    left: int
    top: int
    advance: float


@dataclass
class Face:
    """A font in one weight, size (pixels) and ink, with the signs and words that were asked for so far."""

    weight: Weight
    size: int
    ink: Ink
    _font: ImageFont.FreeTypeFont = field(init=False, repr=False)
    _signs: dict[str, Sign] = field(default_factory=dict, repr=False)
    _apart: dict[str, float] = field(default_factory=dict, repr=False)
    _words: dict[str, Word] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        path = FONTS / f"NotoSans-{self.weight}.ttf"
        self._font = ImageFont.truetype(str(path), self.size, layout_engine=ImageFont.Layout.BASIC)

    def words(self, text: str) -> Iterator[tuple[Word, float]]:
        """The words of a line, and where the pen stands before each."""
        pen, space = 0.0, self.sign(" ").advance
        for text_of_word in text.split(" "):
            word = self.word(text_of_word)
            yield word, pen
            pen += word.advance + space

    def width(self, text: str) -> float:
        """How wide a line is, in pixels."""
        return sum(word.advance for word, _ in self.words(text)) + text.count(" ") * self.sign(" ").advance

    def cut(self, text: str, room: float) -> str:
        """A text, or its first words that fit, with an ellipsis; of a long first word its letters."""
        if self.width(text) <= room:
            return text
        words = text.split(" ")
        fitting = " ".join(words[: self._fitting(words, room - self.width(f" {ELLIPSIS}"))]).rstrip(_LOOSE)
        if fitting:
            return f"{fitting} {ELLIPSIS}"
        return self._beginning(words[0], room - self.width(ELLIPSIS)) + ELLIPSIS

    def wrap(self, text: str, room: float, most: int) -> list[str]:
        """A text in at most so many lines; the last one is cut where words are left."""
        lines: list[str] = []
        words = text.split()
        while words and len(lines) < most - 1:
            taken = self._fitting(words, room)
            if taken:
                lines.append(" ".join(words[:taken]))
                words = words[taken:]
            else:
                part = self._beginning(words[0], room)
                lines.append(part)
                words[0] = words[0][len(part) :]
        return [*lines, self.cut(" ".join(words), room)] if words and most > 0 else lines

    def _fitting(self, words: Sequence[str], room: float) -> int:
        """How many of the first words fit on a line."""
        reach, space = 0.0, self.sign(" ").advance
        for number, word in enumerate(words):
            reach += self.word(word).advance
            if reach > room:
                return number
            reach += space
        return len(words)

    def _beginning(self, word: str, room: float) -> str:
        """As many letters of a word as fit, one at least."""
        reach = 0.0
        for number, (before, sign) in enumerate(pairwise(f" {word}")):
            reach += self.sign(sign).advance + (self._distance(before, sign) if number else 0)
            if reach > room and number:
                return word[:number]
        return word

    def word(self, word: str) -> Word:
        """A word, put together of its signs."""
        known = self._words.pop(word, None)
        if known is None:
            if len(self._words) >= HELD:
                del self._words[next(iter(self._words))]
            known = self._joined(word)
        self._words[word] = known
        return known

    def sign(self, sign: str) -> Sign:
        """A sign, drawn."""
        known = self._signs.get(sign)
        if known is None:
            left, top, right, bottom = map(round, self._font.getbbox(sign, anchor="ls"))
            mask = None
            if right > left and bottom > top:
                mask = Image.new("L", (right - left, bottom - top))
                ImageDraw.Draw(mask).text((-left, -top), sign, fill=255, font=self._font, anchor="ls")
            known = self._signs[sign] = Sign(mask, left, top, self._font.getlength(sign))
        return known

    def _joined(self, word: str) -> Word:
        """Put signs beside one another, on a mask that is as large as all of them."""
        pen, placed = 0.0, []
        for number, sign in enumerate(word):
            pen += self._distance(word[number - 1], sign) if number else 0
            letter = self.sign(sign)
            if letter.mask is not None:
                placed.append((round(pen) + letter.left, letter.top, letter.mask))
            pen += letter.advance
        if not placed:
            return Word(None, 0, 0, pen)
        left, top = min(x for x, _, _ in placed), min(y for _, y, _ in placed)
        right = max(x + mask.width for x, _, mask in placed)
        bottom = max(y + mask.height for _, y, mask in placed)
        whole = Image.new("L", (right - left, bottom - top))
        for x, y, mask in placed:
            whole.paste(255, (x - left, y - top), mask)
        return Word(inked(whole, self.ink), left, top, pen)

    def _distance(self, before: str, sign: str) -> float:
        """How much nearer, or farther, two signs stand than each alone asks for."""
        pair = before + sign
        known = self._apart.get(pair)
        if known is None:
            length = self._font.getlength
            known = self._apart[pair] = length(pair) - length(before) - length(sign)
        return known


@cache
def face(weight: Weight, size: int, ink: Ink) -> Face:
    """The font in a weight, size and ink."""
    return Face(weight, size, ink)
