"""The words that a file of a site holds in any dress: between tags, in entities, escapes or capitals.

All on bytes: most of a page is ASCII, whose marks and capitals one table takes away.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes

PICTURES = frozenset({
    ".avif", ".gif", ".gz", ".ico", ".jpeg", ".jpg", ".mp3", ".mp4", ".otf", ".png", ".ttf", ".wasm", ".webp",
    ".woff", ".woff2", ".zip",
})  # fmt: skip
"""Files without words, or none that can be read without unpacking them."""
MARKUP = frozenset({".html", ".htm", ".xhtml", ".xml", ".svg"})
INLINE = (
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|output|q|s|samp|small|span|strong|sub|sup"
    "|time|tspan|tt|u|var|wbr"
)
"""Elements that divide no word: `da<b></b>wn`."""

_PLAIN = bytes(byte if chr(byte).isalnum() or byte > 127 else 32 for byte in range(256)).lower()
_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_TAG = re.compile(rb"<[a-zA-Z/!?][^<>]*>")
_WITHIN = re.compile(
    rf"<(?<=[\w\x80-\xff]<)(?:/?(?:{INLINE})\b[^<>]*><)*/?(?:{INLINE})\b[^<>]*>(?=[\w\x80-\xff])".encode(),
    re.IGNORECASE,
)
_HELD = tuple(
    re.compile(form, re.DOTALL)
    for form in (rb'=\s*"([^"]{51,})"', rb"=\s*'([^']{51,})'", rb"<!--(.{51,}?)-->")
)
"""What attributes and comments hold, where it is long enough for 26 words."""
_MARKS = re.compile(rb"\xe2\x80[\x90-\xa7\xb0-\xbe]|\xc2[\xa0\xab\xb7\xbb]")
"""Dashes, quotation marks and blanks that are not ASCII."""
_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|.)", re.DOTALL)
_ENTITY = re.compile(rb"&#?[0-9a-zA-Z]+;?")


def words_of(text: bytes) -> list[bytes]:
    """List the words of a text in UTF-8 without capitals and marks.

    >>> [word.decode() for word in words_of("Çay, “da\u00adwn” & tea".encode())]
    ['çay', 'dawn', 'tea']
    """
    text = text if text.isascii() else _MARKS.sub(b" ", text)
    parts = text.translate(_PLAIN).split()
    if text.isascii():
        return parts
    return [word for part in parts for word in ((part,) if part.isascii() else _others(part))]


@lru_cache(maxsize=1 << 16)
def _others(part: bytes) -> tuple[bytes, ...]:
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", part.decode("utf-8", "replace")))
    return tuple(word.encode() for word in _WORD.findall(text.casefold()))


def readings(name: str, data: bytes) -> Iterator[bytes]:
    """Read a file as people or programs may: its text, what its tags hold; nothing where it is no text.

    >>> [words_of(text) for text in readings("a.html", b"<p>She <i>da</i>nc&#101;d.</p>")]
    [[b'she', b'danced'], []]
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in PICTURES:
        return
    text = _ESCAPE.sub(_unescaped, data) if b"\\" in (data := _utf8(data)) else data
    marked = _TAG.search(text) is not None
    if not marked or suffix not in MARKUP:
        yield _without_entities(text)
    if marked:
        joined = _WITHIN.sub(b"", text)
        yield _without_entities(_TAG.sub(b" ", joined))
        if suffix == ".xml" and joined != text:  # where an <a> may be anything
            yield _without_entities(_TAG.sub(b" ", text))
        held = b" ".join(value for form in _HELD for value in form.findall(text))
        yield _without_entities(unquote_to_bytes(held))


def _utf8(data: bytes) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode()
    return data.replace(b"\0", b"")  # UTF-16 without its mark has them


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1] or match[2]
    return chr(int(code, 16)).encode("utf-8", "replace") if code else b" "


def _without_entities(text: bytes) -> bytes:
    if b"&" not in text:
        return text
    return _ENTITY.sub(lambda match: html.unescape(match[0].decode()).encode("utf-8", "replace"), text)
