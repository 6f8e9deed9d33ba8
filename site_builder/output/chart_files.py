"""Charts as files of their own: a small page to be shown elsewhere, a picture with its caption, and its rows.

All three are made with the page that a chart stands on, of the same view. The page is what its template
prints; the picture is the wide one on it, with its signs and the source in words below.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from site_builder.charts.svg import coordinate
from site_builder.charts.text_width import BOLD, width, wrap
from site_builder.model.rights import Licence
from site_builder.output.addresses import rendering
from site_builder.output.bidi_isolation import isolated, isolated_line
from site_builder.output.chart_styles import FONT, INK, PAPER, SOFT, styled
from site_builder.output.exports.json_and_csv import csv_lines
from site_builder.output.html_escaping import escaped
from site_builder.output.xml_text import fit_for_xml
from site_builder.pages.page_foot import Foot, Imprint
from site_builder.pages.taking import PAGE, Taken, charts_of
from site_builder.translation.messages import gettext, spoken

LEAST, EDGE = 640, 16
"""Width of the words around a picture, at least, and the margin around all."""
TITLE, TEXT, SMALL = 18, 13, 12
"""Sizes of type."""
LEADING, MOST_LINES = 1.4, 12
"""Height of a line, in type sizes, and how many a text may have."""
SIGN = 16
"""Height of a sign."""

_DEFINED = re.compile(r"<defs>.*?</defs>", re.DOTALL)
_WIDE = re.compile(r'<svg class="[^"]*wide[^"]*"([^>]*)>(.*?)</svg>', re.DOTALL)
_SIGN = re.compile(r"<li[^>]*><svg([^>]*)>(.*?)</svg>(.*?)</li>", re.DOTALL)
_VIEW = re.compile(r'\sviewBox="([-.\d]+) ([-.\d]+) ([-.\d]+) ([-.\d]+)"')
_SIZE = re.compile(r'\sfont-size="([.\d]+)"')
_TAGS = re.compile(r"<[^>]*>")
_LINK = re.compile(r'<a\b([^>]*?)\shref="([^"]*)"([^>]*)>')


@dataclass(frozen=True, slots=True)
class ChartSource:
    """Where a chart is from, as pages say it of themselves; `address` is empty where the site has none."""

    site: str
    licence: Licence | None
    address: str
    changed: str
    commit: str

    @property
    def words(self) -> str:
        """The same in a line."""
        said = (
            self.site,
            self.licence.name if self.licence else "",
            self.address,
            f"{gettext('Last change:')} {self.changed}" if self.changed else "",
        )
        commit = f" ({self.commit})" if self.commit else ""
        return f"{gettext('Source:')} {' · '.join(filter(None, said))}{commit}"


def chart_files(
    fill: Callable[..., str], view: Any, foot: Foot, imprint: Imprint
) -> Iterator[tuple[str, str]]:
    """The files of all charts of a page that can be taken along, each text with its site path.

    `fill` prints the template of a name with what it is given.
    """
    for chart, taken in charts_of(view):
        anchor = taken.at.partition("#")[2]
        source = ChartSource(
            site=imprint.name,
            licence=imprint.licence,
            address=f"{foot.permalink}#{anchor}" if foot.permalink else "",
            changed=foot.changed,
            commit=foot.commit,
        )
        with rendering(taken.path, imprint.edit, imprint.site):
            template = f"embed_{taken.kind}.html"
            printed = fill(template, chart=chart, taken=taken, source=source, imprint=imprint)
        page = styled(isolated(printed, imprint.tongues))
        yield taken.path + PAGE, page
        yield taken.picture, picture_of(page, taken, source, imprint.site)
        yield taken.data, rows_of(taken, imprint.site)


# ------------------------------------------------------------------ rows


def rows_of(taken: Taken, site: str | None) -> str:
    """The rows of a chart as CSV; each ends with its address, or a site path where the site has none."""
    root = f"{site.rstrip('/')}/" if site else ""
    rows = ((*row.cells, root + row.to) for row in taken.rows)
    return csv_lines(((*taken.columns, "page"), *rows))


# ------------------------------------------------------------------ the picture


def picture_of(page: str, taken: Taken, source: ChartSource, site: str | None) -> str:
    """A chart as one SVG: title, what it shows, the picture, its signs, and where it is from.

    It needs nothing else: no style sheet, font or script. Links lead to the site, or are none where that has
    no address. Nothing comes back where a project's own template prints no picture.
    """
    found = _WIDE.search(page)
    view = _VIEW.search(found[1]) if found else None
    if found is None or view is None:
        return ""
    left, top, wide, high = view.groups()
    across = max(float(wide), LEAST)
    sheet = _Sheet(across)
    sheet.write(taken.title, TITLE, f'font-weight="600" fill="{INK}"', factor=BOLD)
    sheet.write(taken.says, TEXT, f'fill="{SOFT}"')
    size = _SIZE.search(found[1])
    inner = f'<g font-size="{size[1]}">{found[2]}</g>' if size else found[2]
    sheet.put(
        f'<svg x="{EDGE}" y="{coordinate(sheet.y + 6)}" width="{wide}" height="{high}" '
        f'viewBox="{left} {top} {wide} {high}">{inner}</svg>',
        float(high) + 12,
    )
    sheet.signs(_SIGN.findall(page))
    sheet.write(source.words, SMALL, f'fill="{SOFT}"')
    defined = _DEFINED.search(page)
    body = "".join((defined[0] if defined else "", *sheet.pieces))
    return fit_for_xml(_framed(_linked(body, taken.path, site), taken, sheet))


def _framed(body: str, taken: Taken, sheet: "_Sheet") -> str:
    wide, high = coordinate(sheet.across + 2 * EDGE), coordinate(sheet.y + EDGE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{spoken().code}" '
        f'width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" font-family="{FONT}">'
        f"<title>{escaped(isolated_line(taken.title))}</title><desc>{escaped(isolated_line(taken.says))}</desc>"
        f'<path fill="{PAPER}" d="M0 0h{wide}v{high}H0z"/>{body}</svg>\n'
    )


def _linked(body: str, path: str, site: str | None) -> str:
    """Let links lead to the site from anywhere; where it has no address they lead nowhere."""
    if not site:
        bare = body.replace(' target="_blank" rel="noopener"', "").replace("</a>", "</g>")
        return _LINK.sub(lambda found: f"<g{found[1]}{found[3]}>", bare)
    up = "../" * path.count("/")
    root = f"{site.rstrip('/')}/"
    return _LINK.sub(lambda found: f'<a{found[1]} href="{root}{found[2].removeprefix(up)}"{found[3]}>', body)


@dataclass(slots=True)
class _Sheet:
    """A picture in the making: what is on it, and down to where (`y`)."""

    across: float
    y: float = EDGE
    pieces: list[str] = field(default_factory=list)

    def put(self, piece: str, high: float) -> None:
        """Put something below what is there."""
        self.pieces.append(piece)
        self.y += high

    def write(self, words: str, size: float, look: str, *, factor: float = 1) -> None:
        """Write a text in lines."""
        for line in wrap(isolated_line(words), size * factor, self.across, MOST_LINES):
            self.put(_text(line, EDGE, self.y + size, size, look, factor=factor), size * LEADING)

    def signs(self, found: Iterable[tuple[str, str, str]]) -> None:
        """Put signs side by side, each with what it means."""
        x = 0.0
        for attributes, drawn, said in found:
            view = _VIEW.search(attributes)
            if view is None:
                continue
            left, top, wide, high = view.groups()
            aside = SIGN * float(wide) / float(high) + 6
            words = isolated_line(" ".join(unescape(_TAGS.sub("", said)).split()))
            lines = wrap(words, SMALL, self.across - aside, MOST_LINES)
            reach = aside + max((width(line, SMALL) for line in lines), default=0)
            if x and x + reach > self.across:
                x, self.y = 0.0, self.y + SMALL * LEADING + 4
            place = f'x="{coordinate(EDGE + x)}" y="{coordinate(self.y)}"'
            size = f'width="{coordinate(aside - 6)}" height="{SIGN}"'
            self.pieces.append(f'<svg {place} {size} viewBox="{left} {top} {wide} {high}">{drawn}</svg>')
            for number, line in enumerate(lines):
                at = self.y + SMALL + number * SMALL * LEADING
                self.pieces.append(_text(line, EDGE + x + aside, at, SMALL, f'fill="{SOFT}"'))
            self.y += SMALL * LEADING * max(len(lines) - 1, 0)
            x += reach + 18
        self.y += SMALL * LEADING + 10 if x else 0


def _text(line: str, x: float, y: float, size: float, look: str, *, factor: float = 1) -> str:
    wide = coordinate(width(line, size * factor))
    return (
        f'<text x="{coordinate(x)}" y="{coordinate(y)}" font-size="{size:g}" {look} textLength="{wide}" '
        f'lengthAdjust="spacingAndGlyphs">{escaped(line)}</text>'
    )
