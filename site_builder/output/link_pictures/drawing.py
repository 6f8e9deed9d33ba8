"""How a link picture is arranged: what it says from top to bottom, a chart, and the site at its foot."""

from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

from site_builder.output.link_pictures.lettering import ELLIPSIS, Face, face
from site_builder.output.link_pictures.palette import ACCENT, EDGE, GROUND, INK, RULE, SOFT, Ink
from site_builder.output.link_pictures.sheet import Sheet
from site_builder.pages.link_charts import DEPTH, ChartMark, LinkChart
from site_builder.pages.link_charts import ROOM as CHART
from site_builder.pages.link_charts import SIZE as CHART_SIZE
from site_builder.pages.link_pictures import HEIGHT, WIDTH, LinkPicture

LEFT, RIGHT = 84, WIDTH - 84
ROOM: Final = RIGHT - LEFT
BAND: Final = 14
"""Width of the band at the left edge."""
TOP, FOOT = 68, 548
"""Where what is said begins, and the rule above the foot."""
LITTLE: Final = 25, 160
"""A title of so many code points at most, with so many in all below it, is little: then letters are
larger, if that cuts no words off."""
LEADING: Final = 1.2
BELOW: Final = 24
"""Room below a title."""
FINER: Final = 3
"""Charts, of which a site has few, are drawn so many times larger first."""


def png_of(picture: LinkPicture) -> bytes:
    """Draw a picture."""
    sheet = Sheet((WIDTH, HEIGHT))
    sheet.block((0, 0, BAND, HEIGHT), ACCENT)
    _foot(sheet, picture)
    if picture.chart is None:
        _text(sheet, picture)
    else:
        _text_above_chart(sheet, picture)
        _chart(sheet, picture.chart, (LEFT, FOOT - 22 - DEPTH))
    return sheet.png()


def _foot(sheet: Sheet, picture: LinkPicture) -> None:
    """The site's name at the left, and its address at the right as far as there is room."""
    sheet.block((LEFT, FOOT, RIGHT, FOOT + 2), RULE)
    name, host = face("Bold", 28, INK), face("Regular", 24, SOFT)
    shown = name.cut(picture.site, ROOM * 0.6) if picture.site else ""
    room = ROOM - (name.width(shown) + 40 if shown else 0)
    address = host.cut(picture.host, room) if picture.host else ""
    sheet.words(shown, (LEFT, FOOT + 50), name)
    sheet.words(address, (RIGHT - host.width(address) if shown else LEFT, FOOT + 50), host)


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Type sizes: of a title with so many lines at most, the largest first; of what stands below it."""

    titles: tuple[tuple[int, int], ...]
    answer: int
    said: int


USUAL: Final = _Sizes(((72, 1), (58, 2), (48, 3)), 33, 29)
LARGE: Final = _Sizes(((96, 1), (78, 2)), 44, 37)


def _text(sheet: Sheet, picture: LinkPicture) -> None:
    """Put what a picture without a chart says, large where it is little."""
    y = float(TOP)
    if picture.kind:
        y = _line(sheet, picture.kind, y, face("Bold", 27, ACCENT)) + 12
    is_little = len(picture.title) <= LITTLE[0] and len(picture.answer) + len(picture.said) <= LITTLE[1]
    said = _Said.of(picture, FOOT - 26 - y, LARGE if is_little else USUAL)
    if is_little and said.is_cut:
        said = _Said.of(picture, FOOT - 26 - y, USUAL)
    said.put(sheet, y)


@dataclass(frozen=True, slots=True)
class _Said:
    """The title and the paragraphs below it, in lines."""

    title: "_Paragraph"
    answer: "_Paragraph"
    quoted: "_Paragraph"

    @classmethod
    def of(cls, picture: LinkPicture, high: float, sizes: _Sizes) -> "_Said":
        """Break words into lines for so much room; what matters less gets what is left."""
        title = _title(picture.title or picture.answer, sizes)
        answer = picture.answer if picture.title else ""
        room = high - title.height - BELOW
        quoted = _Paragraph.fitting(picture.said, face("Regular", sizes.said, INK), ROOM - 26, room, most=2)
        room -= quoted.height + 26 if quoted.lines else 0
        used = face("Regular", sizes.answer, SOFT if picture.said else INK)
        return cls(title, _Paragraph.fitting(answer, used, ROOM, room), quoted)

    @property
    def is_cut(self) -> bool:
        """Whether words were left out."""
        return any(part.is_cut for part in (self.title, self.answer, self.quoted))

    def put(self, sheet: Sheet, y: float) -> None:
        """Put all on a sheet, from a height on."""
        y = self.answer.put(sheet, (LEFT, self.title.put(sheet, (LEFT, y)) + BELOW))
        if self.quoted.lines:
            y += 26 if self.answer.lines else 0
            sheet.block((LEFT, y + 2, LEFT + 4, y + self.quoted.height), ACCENT)
            self.quoted.put(sheet, (LEFT + 26, y))


def _text_above_chart(sheet: Sheet, picture: LinkPicture) -> None:
    y = float(TOP - 18)
    y = _line(sheet, picture.title, y, face("Bold", 54, INK))
    _Paragraph.of(picture.answer, face("Regular", 29, SOFT), ROOM, 2).put(sheet, (LEFT, y + 6))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines of words in one face; `lack` tells that there was no room for any."""

    lines: list[str]
    face: Face
    leading: float = 1.31
    lack: bool = False

    @classmethod
    def of(cls, text: str, used: Face, room: float, most: int) -> "_Paragraph":
        """Words in at most so many lines."""
        return cls(used.wrap(text, room, most) if most > 0 else [], used, lack=bool(text) and most <= 0)

    @classmethod
    def fitting(cls, text: str, used: Face, room: float, high: float, most: int = 9) -> "_Paragraph":
        """Words in as many lines as a height has room for."""
        return cls.of(text, used, room, min(most, int(high // round(used.size * 1.31))))

    @property
    def is_cut(self) -> bool:
        """Whether words were left out."""
        return self.lack or (bool(self.lines) and self.lines[-1].endswith(ELLIPSIS))

    @property
    def step(self) -> int:
        """From line to line."""
        return round(self.face.size * self.leading)

    @property
    def height(self) -> int:
        """Of all lines."""
        return self.step * len(self.lines)

    def put(self, sheet: Sheet, at: tuple[float, float]) -> float:
        """Put the lines on a sheet, the first below a height; gives the height below them."""
        for number, line in enumerate(self.lines):
            sheet.words(line, (at[0], at[1] + self.face.size + number * self.step), self.face)
        return at[1] + self.height


def _title(title: str, sizes: _Sizes) -> _Paragraph:
    """A title as large as it fits."""
    tried = []
    for size, most in sizes.titles:
        used = face("Bold", size, INK)
        tried.append(_Paragraph(used.wrap(title, ROOM, most), used, LEADING))
        if not tried[-1].is_cut:
            break
    return tried[-1]


def _line(sheet: Sheet, text: str, y: float, used: Face) -> float:
    """Put one line below a height; gives the height below it."""
    sheet.words(used.cut(text, ROOM), (LEFT, y + used.size), used)
    return y + used.size * LEADING


# ------------------------------------------------------------------ charts


def _chart(sheet: Sheet, chart: LinkChart, at: tuple[int, int]) -> None:
    """Put a chart on the sheet, its upper left at a place: grounds, scale, lines, bars, marks, words."""
    for bar in chart.bars:
        box = (at[0] + bar.left, at[1] + bar.top, at[0] + bar.left + bar.wide, at[1] + bar.top + bar.high)
        sheet.block(box, _OF_BARS[bar.look])
    for line in chart.lines:
        if line.faint:
            (x, y), (right, bottom) = line.start, line.end
            sheet.block(
                (at[0] + x, at[1] + y, at[0] + right + (x == right), at[1] + bottom + (y == bottom)), RULE
            )
    links = _Fine()
    for line in chart.lines:
        if not line.faint:
            links.pen.line(
                [*_large(line.start), *_large(line.end)], fill=255, width=round(line.width * FINER)
            )
    links.put(sheet, at, EDGE)
    for hollow in (False, True):
        _marks(sheet, [mark for mark in chart.marks if mark.hollow == hollow], at)
    for words in chart.words:
        used = face("Bold", CHART_SIZE, INK) if words.strong else face("Regular", CHART_SIZE, SOFT)
        wide = used.width(words.text)
        x = words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.place]
        sheet.words(words.text, (at[0] + x, at[1] + words.y), used)


_OF_BARS: Final = {"sure": ACCENT, "perhaps": RULE, "ground": GROUND}


def _marks(sheet: Sheet, marks: list[ChartMark], at: tuple[int, int]) -> None:
    """Put marks of one kind on the sheet; within hollow ones the paper shows."""
    discs = _Fine()
    for mark in marks:
        box = [
            *_large((mark.x - mark.radius, mark.y - mark.radius)),
            *_large((mark.x + mark.radius, mark.y + mark.radius)),
        ]
        discs.pen.ellipse(box, fill=0 if mark.hollow else 255, outline=255, width=3 * FINER)
    discs.put(sheet, at, ACCENT)


class _Fine:
    """A mask as large as a chart with some room around it, drawn finer than it is put on the sheet."""

    EDGE: Final = 24

    def __init__(self) -> None:
        size = ((CHART + 2 * self.EDGE) * FINER, (DEPTH + 2 * self.EDGE) * FINER)
        self.mask = Image.new("L", size)
        self.pen = ImageDraw.Draw(self.mask)

    def put(self, sheet: Sheet, at: tuple[int, int], ink: Ink) -> None:
        """Put ink where it was drawn."""
        sheet.cover(self.mask.reduce(FINER), (at[0] - self.EDGE, at[1] - self.EDGE), ink)


def _large(point: tuple[float, float]) -> tuple[float, float]:
    return (point[0] + _Fine.EDGE) * FINER, (point[1] + _Fine.EDGE) * FINER
