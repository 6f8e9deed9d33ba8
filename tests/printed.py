"""The text of printed sheets: as much of PDF as Chromium writes, read without a library."""

import re
import zlib
from collections.abc import Iterator, Mapping

_OBJECT = re.compile(rb"(?<![0-9])(\d+) 0 obj(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)> ?(?=Tj|-?[\d.]|\])|(ET)")
_MAPPED = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f]+)>")


def sheets(pdf: bytes) -> list[str]:
    """The text of each sheet, in the order drawn; words of one line may come without spaces between them."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    pages = (body for _, body in sorted(objects.items()) if re.search(rb"/Type ?/Page\b", body))
    return ["".join(_text(objects, page)) for page in pages]


def _text(objects: Mapping[int, bytes], page: bytes) -> Iterator[str]:
    fonts = {
        name: _letters(objects, objects[int(number)])
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", page)
    }
    contents = re.search(rb"/Contents (\d+) 0 R", page)
    letters: Mapping[int, str] = {}
    for font, codes, end in _SHOWN.findall(_stream(objects[int(contents[1])]) if contents else b""):
        if font:
            letters = fonts.get(font, {})
        elif end:
            yield "\n"
        else:
            yield "".join(letters.get(int(codes[at : at + 4], 16), "?") for at in range(0, len(codes), 4))


def _letters(objects: Mapping[int, bytes], font: bytes) -> Mapping[int, str]:
    """What the glyphs of a font stand for."""
    found = re.search(rb"/ToUnicode (\d+) 0 R", font)
    held: dict[int, str] = {}
    for kind, table in _MAPPED.findall(_stream(objects[int(found[1])]) if found else b""):
        codes = [int(code, 16) for code in _CODE.findall(table)]
        step = 2 if kind == b"char" else 3
        for first, *others in zip(*(codes[start::step] for start in range(step)), strict=True):
            last, letter = (first, others[0]) if step == 2 else others
            held |= {code: chr(letter + code - first) for code in range(first, last + 1)}
    return held


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    data = found[1] if found else b""
    return zlib.decompress(data) if b"/FlateDecode" in body.partition(b"stream")[0] else data
