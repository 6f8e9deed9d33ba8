"""Bytes of a capture into characters: kept texts must be UTF-8, pages may be what browsers read."""

import codecs
import re
from collections.abc import Iterator, Sequence

from site_builder.editing.add.encodings import WESTERN, damaged_utf_8, label, likely_encodings
from site_builder.model.problems import Checked, Problem
from site_builder.storage.files import location

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_IN_XML = re.compile(rb"""\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']""")
_LOOK = 4096
"""Browsers look for a declared encoding in the first 1,024 bytes; some pages put it later."""
_READABLE = re.compile(
    r"(?:x-)?windows-?\d{3,4}|(?:x-)?cp-?\d{3,4}|iso[-_]?8859[-_]?\d{1,2}(?:-[ei])?|latin-?\d|koi8-?[ru]|gb_?2312"
    r"|(?:x-)?gbk|gb18030|big5(?:-hkscs)?|(?:x-)?euc-?(?:jp|kr)|(?:x-)?s(?:hift)?[_-]?jis|tis-620"
    r"|us-ascii|(?:x-)?mac-?(?:roman|cyrillic)",
    re.IGNORECASE,
)
"""Encodings of pages; not whatever else Python can decode."""
_READ_AS = {
    "iso8859-1": WESTERN, "ascii": WESTERN, "latin-1": WESTERN, "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
    "big5": "cp950",
}  # fmt: skip
"""Browsers read these as larger ones, which give the same characters and more (WHATWG, Encoding, 4.2)."""


def decode_text(data: bytes, name: str) -> Checked[str | None]:
    """Read a captured text strictly as UTF-8: it is kept byte for byte, so nothing is guessed."""
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        start = error.start
    utf_16 = data.startswith(_UTF_16)
    found = "a text in UTF-16" if utf_16 else f"the byte 0x{data[start]:02X}, which is no UTF-8, at {start:,}"
    encoding = "UTF-16" if utf_16 else label(likely_encodings(data).best or WESTERN).upper()
    fix = f"save it as UTF-8; if it is in {encoding}: iconv -f {encoding} -t UTF-8 FILE > NEW"
    return None, (Problem(location(name), "not-utf-8", found, "text in UTF-8", fix),)


def decode_page(data: bytes, charset: str | None, name: str) -> Checked[tuple[str, tuple[str, ...]] | None]:
    """Read a page as browsers do, except that what is valid UTF-8 is UTF-8, whatever it is declared.

    `charset` is what the server named. Out come the characters and notes on what was declared
    wrongly; characters that could not be read are U+FFFD, and are reported as damage. A page that
    does not say what it is in, and of which no encoding makes words, is refused.
    """
    if data.startswith(_UTF_16):
        return (data.decode("utf-16", "replace"), ()), ()
    declared = tuple(said for said in (charset, _stated(data)) if said)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _not_utf_8(data, declared, name)
    wrong = [said for said in declared if said.lower() not in ("utf-8", "utf8")] if not data.isascii() else []
    notes = (f"the page is declared as {said}, but is UTF-8; read as UTF-8" for said in wrong[:1])
    return (text, tuple(notes)), ()


def _not_utf_8(
    data: bytes, declared: Sequence[str], name: str
) -> Checked[tuple[str, tuple[str, ...]] | None]:
    weighed = likely_encodings(data)
    usable = dict.fromkeys(_usable(declared))
    for encoding in usable:
        doubtful = (
            encoding == WESTERN and weighed.best not in (None, WESTERN) and WESTERN not in weighed.names
        )
        if not doubtful and (len(usable) == 1 or _fits(data, encoding)):
            return (data.decode(encoding, "replace"), ()), ()
    utf_8 = damaged_utf_8(data)
    if utf_8 is not None:
        count = utf_8.count("\ufffd")
        note = f"{count} character{'s'[: count != 1]} of the page cannot be read as the UTF-8 that it is in"
        return (utf_8, (note,)), ()
    encoding = weighed.best or ""
    said = " and ".join(declared) or "no encoding"
    if not encoding:
        return None, (_unknown(name, said),)
    note = f"the page declares {said} and is not in it; read as {label(encoding)}"
    if not declared:
        note = (
            f"the page does not say what it is in; read as {label(encoding)}, which makes words: compare them"
        )
    return (data.decode(encoding, "replace"), (note,)), ()


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _unknown(name: str, said: str) -> Problem:
    found = f"a page that is no UTF-8, declares {said}, and makes words in none of the usual encodings"
    fix = "save the page from your browser as UTF-8, or copy the article's text into a file, and add that"
    return Problem(location(name), "unknown-encoding", found, "a page that can be read", fix)


def _stated(data: bytes) -> str | None:
    match = _IN_XML.match(data, 0, _LOOK) or _DECLARED.search(data, 0, _LOOK)
    return match[1].decode("ascii") if match else None


def _usable(declared: Sequence[str]) -> Iterator[str]:
    for name in declared:
        if _READABLE.fullmatch(name):
            bare = (
                name.lower()
                .removeprefix("x-")
                .replace("-hkscs", "_hkscs")
                .removesuffix("-i")
                .removesuffix("-e")
            )
            try:
                found = codecs.lookup(bare).name
            except LookupError:
                continue
            yield _READ_AS.get(found, found)
