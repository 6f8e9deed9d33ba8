"""The words that a file of a site holds in any dress: between tags, in entities, escapes or capitals.

All on bytes: most of a page is ASCII, whose marks and capitals one table takes away.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes

from site_builder.publishing.html_tags import INLINE, Markup

PICTURES = frozenset({
    ".avif", ".gif", ".gz", ".ico", ".jpeg", ".jpg", ".mp3", ".mp4", ".otf", ".png", ".ttf", ".wasm", ".webp",
    ".woff", ".woff2", ".zip",
})  # fmt: skip
"""Files without words, or none that can be read without unpacking them."""
PIECE = 1 << 16
"""Bytes of a file that are read at once: each reading of all of it would take several times its memory."""
MARKUP = frozenset({".html", ".htm", ".xhtml", ".xml", ".svg"})
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
_TAGS = re.compile(rb"(%b)|%b" % (_WITHIN.pattern, _TAG.pattern), re.IGNORECASE)
_HELD = tuple(
    (re.compile(form, re.DOTALL), re.compile(begun))
    for form, begun in (
        (rb'=\s*"([^"]{51,})"', rb'=\s*(?:"[^"]*)?\Z'),
        (rb"=\s*'([^']{51,})'", rb"=\s*(?:'[^']*)?\Z"),
        (rb"<!--(.{51,}?)-->", rb"<!--"),
    )
)
"""What attributes and comments hold, where it is long enough for 26 words; and one that has not ended."""
_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|.)", re.DOTALL)
_NO_ESCAPE = re.compile(rb"[ \n](?<![\\\0].)", re.DOTALL)
_CUT = re.compile(rb"[ \n](?=..[abst013])(?<![\\\0].)", re.DOTALL)
"""A border as there are few: so cuts are found at the same words again, whatever was put in before."""
_ENTITY = re.compile(rb"&#?[0-9a-zA-Z]+;?")
_USUAL_MARKS = (
    (b"&#39;", b"'"),
    (b"&#34;", b'"'),
    (b"&quot;", b'"'),
    (b"&lt;", b"<"),
    (b"&gt;", b">"),
    (b"&amp;", b"&"),
)
"""What templates write, the last one last: what it makes is no entity any more."""
_USUAL = frozenset(entity for entity, _ in _USUAL_MARKS)


def words_of(text: bytes) -> list[bytes]:
    """List the words of a text in UTF-8 without capitals and marks.

    >>> [word.decode() for word in words_of("Çay, “da\u00adwn” & tea".encode())]
    ['çay', 'dawn', 'tea']
    """
    words = text.translate(_PLAIN).split()
    if not text.isascii():
        odd = [at for at, word in enumerate(words) if not word.isascii()]
        for at in reversed(odd):
            words[at : at + 1] = _plain_words(words[at])
    return words


@lru_cache(maxsize=1 << 16)
def _plain_words(odd: bytes) -> tuple[bytes, ...]:
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", odd.decode("utf-8", "replace")))
    return tuple(word.encode() for word in _WORD.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a file: its pieces, which end between words, and what each says."""

    pieces: Iterable[bytes]
    read: Callable[[bytes], bytes]

    def __iter__(self) -> Iterator[bytes]:
        return map(self.read, self.pieces)


def readings(name: str, data: bytes) -> Iterator[Reading]:
    """Read a file as people or programs may: its text, what its tags hold; nothing where it is no text.

    >>> [words_of(b"".join(read)) for read in readings("a.html", b"<p>She <i>da</i>nc&#101;d.</p>")]
    [[b'she', b'danced'], []]
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in PICTURES:
        return
    pieces = _pieces(data)
    marked = any(map(_TAG.search, pieces))
    if not marked or suffix not in MARKUP:
        yield Reading(pieces, _without_entities)
    if marked:
        yield Reading(pieces, _shown)
        if suffix == ".xml" and any(map(_WITHIN.search, pieces)):  # where an <a> may be anything
            yield Reading(pieces, _between_tags)
        yield Reading(_held_in_tags(pieces), _as_it_is)


def _as_it_is(text: bytes) -> bytes:
    return text


def _pieces(data: bytes) -> Iterable[bytes]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    return _Pieces(data, tuple(_borders(data))) if len(data) > PIECE else (_plain_text(data),)


def _plain_text(data: bytes) -> bytes:
    return _without_escapes(data.replace(b"\0", b""))  # UTF-16 without its mark has them


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A text without its escapes, in pieces that end before a space or line end in no tag, or in the end."""

    text: bytes
    borders: tuple[int, ...]
    """Where it is cut with its escapes: before spaces and line ends of which none belongs to an escape."""

    def __iter__(self) -> Iterator[bytes]:
        held = b""
        for start, end in zip((0, *self.borders), (*self.borders, len(self.text)), strict=True):
            held += _plain_text(self.text[start:end])
            if (border := _last_border(held)) > 0:
                yield held[:border]
                held = held[border:]
        yield held


def _borders(text: bytes) -> Iterator[int]:
    first = PIECE
    while found := _CUT.search(text, first, first + PIECE) or _NO_ESCAPE.search(text, first):
        yield found.start()
        first = found.start() + PIECE


def _last_border(text: bytes) -> int:
    """Where the last space or line end in no tag is, nor in one that goes on after this text; or -1."""
    end, opened = len(text), text.rfind(b"<")
    if opened >= 0 and text.find(b">", opened) < 0:
        end = opened
    while (at := max(text.rfind(b" ", 0, end), text.rfind(b"\n", 0, end))) >= 0:
        opened = text.rfind(b"<", 0, at)
        closed = text.find(b">", opened) if opened >= 0 else -1
        if closed < at or text.find(b"<", at, closed) >= 0:
            return at
        end = opened
    return -1


def readings_of_markup(markup: Markup) -> Iterator[bytes]:
    """Read a page that was divided into text and tags as `readings` reads it whole."""
    around = map(_between, markup.texts[1:])
    inserted = (part for pair in zip(map(_inserted, markup.insertions), around, strict=True) for part in pair)
    yield b" ".join((_between(markup.texts[0]), *inserted))
    held = _without_escapes(" ".join(filter(None, markup.held)).encode("utf-8", "replace"))
    yield _without_entities(unquote_to_bytes(held))


def _between(text: str) -> bytes:
    """Text that has no tags, unless by its escapes."""
    data = _without_escapes(text.encode("utf-8", "replace"))
    return _shown(data) if b"<" in data else _without_entities(data)


def _inserted(text: str) -> bytes:
    """What a script shows, which may hold tags as text."""
    return _shown(_without_escapes(text.encode("utf-8", "replace")))


def plain(value: str) -> bytes:
    """A text as it stands in a page, without entities."""
    return _without_entities(value.encode("utf-8", "replace"))


def _without_escapes(text: bytes) -> bytes:
    return _ESCAPE.sub(_unescaped, text) if b"\\" in text else text


def _shown(text: bytes) -> bytes:
    """Text without its tags: those within a word divide nothing."""
    return _without_entities(_TAGS.sub(lambda tag: b"" if tag[1] else b" ", text))


def _between_tags(text: bytes) -> bytes:
    return _without_entities(_TAG.sub(b" ", text))


def _held_in_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for form, begun in _HELD:
        rest = b""
        for piece in pieces:
            rest += piece
            found, end = [b""], 0
            for match in form.finditer(rest):
                found.append(match[1])
                end = match.end()
            yield _without_entities(unquote_to_bytes(b" ".join(found)))
            goes_on = begun.search(rest, end)
            rest = rest[goes_on.start() :] if goes_on else b""


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1] or match[2]
    return chr(int(code, 16)).encode("utf-8", "replace") if code else b" "


def _without_entities(text: bytes) -> bytes:
    if b"&" not in text:
        return text
    if not _USUAL.issuperset(_ENTITY.findall(text)):
        return _ENTITY.sub(lambda match: html.unescape(match[0].decode()).encode("utf-8", "replace"), text)
    for entity, mark in _USUAL_MARKS:
        text = text.replace(entity, mark)
    return text
