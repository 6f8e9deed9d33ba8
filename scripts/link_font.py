"""Make the fonts of link pictures from Noto Sans: `python -m scripts.link_font FOLDER` (needs fontTools).

    apt-get download fonts-noto-core && dpkg -x fonts-noto-core_*.deb noto
    python -m scripts.link_font noto/usr/share/fonts/truetype/noto

Of each font stay the signs that pictures may show. The distances of pairs of letters are put into the table
`kern`, which FreeType reads by itself: those in `GPOS` need a library that not every machine has.
"""

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

from site_builder.pages.drawable import LETTERS

TARGET: Final = Path(__file__).parents[1] / "site_builder" / "output" / "link_pictures" / "fonts"
PAIRED: Final = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:;-–—’”“ƏəĞğİıŞşÇçÖöÜü"
    "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯабвгдежзиклмнопрстуфхцчшъыьэюя"
)
"""Signs whose distances are kept."""
LEAST: Final = 15
"""Smaller ones, in thousandths of the type size, nobody sees."""


def main() -> None:
    """Make both fonts."""
    for weight in ("Regular", "Bold"):
        name = f"NotoSans-{weight}.ttf"
        font = TTFont(Path(sys.argv[1]) / name, recalcTimestamp=False)
        pairs = {pair: by for pair, by in distances(font).items() if abs(by) >= LEAST}
        smaller(font)
        font["kern"] = kern_table(pairs)
        font.save(TARGET / name, reorderTables=True)
        print(f"{name}: {len(font.getGlyphOrder())} signs, {len(pairs)} pairs")  # noqa: T201 - a program


def smaller(font: Any) -> None:
    """Leave of a font only what pictures need."""
    options = Options()
    options.layout_features, options.hinting, options.notdef_outline = [], False, True
    options.name_IDs, options.drop_tables = (
        ["*"],
        [*options.drop_tables, "GPOS", "GSUB", "GDEF", "STAT", "DSIG"],
    )
    options.glyph_names = True  # the table of pairs goes by them
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(map(ord, LETTERS)))
    subsetter.subset(font)


def distances(font: Any) -> dict[tuple[str, str], int]:
    """How much nearer pairs of signs stand, by the names of their glyphs."""
    named = font.getBestCmap()
    glyphs = [named[ord(sign)] for sign in PAIRED if ord(sign) in named]
    lookups = [tuple(subtables_of(font, number)) for number in kern_lookups(font)]
    found = {}
    for pair in product(glyphs, repeat=2):
        values = (value for subtables in lookups if (value := distance(pair, subtables)))
        if total := sum(values):
            found[pair] = total
    return found


def kern_lookups(font: Any) -> list[int]:
    """The numbers of the lookups by which pairs are kerned."""
    features = font["GPOS"].table.FeatureList.FeatureRecord
    return sorted(
        {number for one in features if one.FeatureTag == "kern" for number in one.Feature.LookupListIndex}
    )


def subtables_of(font: Any, lookup: int) -> Iterator[Any]:
    """The subtables of a lookup that are about pairs."""
    for subtable in font["GPOS"].table.LookupList.Lookup[lookup].SubTable:
        inner = getattr(subtable, "ExtSubTable", subtable)
        if type(inner).__name__ == "PairPos":
            yield inner


def distance(pair: tuple[str, str], subtables: tuple[Any, ...]) -> int:
    """What the first subtable that knows a pair says of it; 0 where none does."""
    first, second = pair
    for subtable in subtables:
        if first not in subtable.Coverage.glyphs:
            continue
        if subtable.Format == 1:
            held = subtable.PairSet[subtable.Coverage.glyphs.index(first)].PairValueRecord
            for record in held:
                if record.SecondGlyph == second:
                    return advance(record.Value1)
        else:
            one = subtable.ClassDef1.classDefs.get(first, 0)
            other = subtable.ClassDef2.classDefs.get(second, 0)
            return advance(subtable.Class1Record[one].Class2Record[other].Value1)
    return 0


def advance(value: Any) -> int:
    """By how much the pen moves farther."""
    return int(getattr(value, "XAdvance", 0) or 0)


def kern_table(pairs: dict[tuple[str, str], int]) -> Any:
    """The table of pairs."""
    subtable = KernTable_format_0(apple=False)
    subtable.coverage, subtable.tupleIndex, subtable.kernTable = 1, None, pairs
    table = newTable("kern")
    table.version, table.kernTables = 0, [subtable]
    return table


if __name__ == "__main__":
    main()
