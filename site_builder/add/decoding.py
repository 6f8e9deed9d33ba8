"""Bytes of a capture into characters: kept texts must be UTF-8, pages may be what browsers read."""

import codecs
import re
from collections.abc import Iterator

from site_builder.files import location
from site_builder.problems import Checked, Problem

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_LOOK = 4096
"""Browsers look for a declared encoding in the first 1,024 bytes; some pages put it later."""
_READABLE = re.compile(
    r"windows-?\d{3,4}|cp\d{3,4}|iso-?8859-?\d{1,2}|latin-?\d|koi8-?[ru]|gb2312|gbk|gb18030|big5|euc-?(?:jp|kr)"
    r"|shift[_-]?jis|utf-?16(?:-?[lb]e)?|us-ascii|mac-?roman",
    re.IGNORECASE,
)
"""Encodings of pages; not whatever else Python can decode."""
_LATIN_1 = re.compile(r"iso-?8859-?1|latin-?1|us-ascii", re.IGNORECASE)
"""Browsers read these as windows-1252 (WHATWG, Encoding, section 4.2)."""


def decode_text(data: bytes, name: str) -> Checked[str | None]:
    """Read a captured text strictly as UTF-8: it is kept byte for byte, so nothing is guessed."""
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        start = error.start
    utf_16 = data.startswith(_UTF_16)
    found = "a text in UTF-16" if utf_16 else f"the byte 0x{data[start]:02X}, which is no UTF-8, at {start:,}"
    encoding = "UTF-16" if utf_16 else "WINDOWS-1252"
    fix = f"save it as UTF-8; if it is in {encoding}: iconv -f {encoding} -t UTF-8 FILE > NEW"
    return None, (Problem(location(name), "not-utf-8", found, "text in UTF-8", fix),)


def decode_page(data: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """Read a page as browsers do, except that what is valid UTF-8 is UTF-8, whatever it is declared.

    `charset` is what the server named. Out come the characters and notes on what was declared
    wrongly; characters that could not be read are U+FFFD, and are reported as damage.
    """
    notes: list[str] = []
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace"), ()
    declared = [name for name in (charset, _meta_charset(data)) if name]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = next(_usable(declared), "windows-1252")
        if encoding not in [name.lower() for name in declared]:
            named = " and ".join(declared) or "no encoding"
            notes.append(f"the page declares {named} and is not in it; read as {encoding}")
        return data.decode(encoding, "replace"), tuple(notes)
    if not data.isascii():
        wrong = [name for name in declared if name.lower() not in ("utf-8", "utf8")]
        notes += (f"the page is declared as {name}, but is UTF-8; read as UTF-8" for name in wrong[:1])
    return text, tuple(notes)


def _meta_charset(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _LOOK)
    return match[1].decode("ascii") if match else None


def _usable(declared: list[str]) -> Iterator[str]:
    for name in declared:
        if _LATIN_1.fullmatch(name):
            yield "windows-1252"
        elif _READABLE.fullmatch(name):
            try:
                yield codecs.lookup(name).name
            except LookupError:
                continue
