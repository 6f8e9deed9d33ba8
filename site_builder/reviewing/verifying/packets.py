"""Packets of evidence as somebody hands them over: nothing in them is believed before it is looked at."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final, TypeGuard

from site_builder.model.normal_form import Span
from site_builder.model.packets import CHECKSUM, FORMAT, VERSION, checksum
from site_builder.model.problems import Checked, Problem, quoted
from site_builder.proving.quotes import quote_key
from site_builder.storage.files import location

PACKET_BYTES: Final = 256 * 1024
MOST_DEEP: Final = 16
"""Lists and objects within each other."""
MOST_QUOTES: Final = 100
LONGEST: Final = 2 * 1024 * 1024
"""No text that is read has more code points."""

_NAME: Final = re.compile(r"[a-z0-9-]+/[a-z0-9_]+/[a-z0-9-]+", re.ASCII)
_HASH: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_BRACKETS: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)
_DOWNLOAD: Final = "download it again from the site"

REQUIRED: Final[Mapping[str, type]] = {
    "format": str, "version": str, "record": str, "address": str, "sentence": str, "claim": dict,
    "origin": dict, "quotes": list, "verified": bool, "names": dict, "article": dict, "cite": dict,
    "checksum": str,
}  # fmt: skip
OPTIONAL: Final[Mapping[str, type | tuple[type, ...]]] = {
    "by": (str, dict), "via": list, "mode": str, "event": dict, "licence": dict, "generated_from": str,
}  # fmt: skip
"""What stands in a packet, and what may."""


@dataclass(frozen=True, slots=True)
class PacketQuote:
    """A quote of a packet, and where it is said to stand, in code points."""

    words: str
    prefix: str
    suffix: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Packet:
    """What is looked up of a packet; of a text without a hash or bounds of its body these are not known."""

    path: str
    record: str
    title: str
    sha256: str
    chars: int
    body: tuple[Span, ...]
    quotes: tuple[PacketQuote, ...]


class _WrongError(ValueError):
    """What is wrong with a packet: rule, found, expected."""


def read_packet(path: str, data: bytes) -> Checked[Packet | None]:
    """Read a packet; none where it has not the form of one.

    Problems are `packet-too-large`, `packet-form`, `packet-version`, `packet-checksum` and `packet-key`;
    with the last two there is a packet all the same.
    """
    try:
        read = _object(data)
        packet = _packet(path, read)
    except _WrongError as wrong:
        rule, found, expected = wrong.args
        return None, (Problem(location(path), rule, found, expected, _DOWNLOAD),)
    return packet, tuple(_doubts(path, read))


def _object(data: bytes) -> dict[str, Any]:
    read = _json(_text(data))
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise _WrongError("packet-form", "something else", f"an object with `format: {FORMAT}`")
    if read.get("version") != VERSION:
        found = f"version {quoted(str(read.get('version')))}"
        raise _WrongError("packet-version", found, f"version {quoted(VERSION)}, which this program knows")
    return read


def _text(data: bytes) -> str:
    if len(data) > PACKET_BYTES:
        raise _WrongError("packet-too-large", "a larger file", f"at most {PACKET_BYTES // 1024} kB")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise _WrongError(
            "packet-form", f"a byte that is not UTF-8, at position {error.start}", "UTF-8"
        ) from None


def _json(text: str) -> Any:
    if _depth(text) > MOST_DEEP:
        raise _WrongError("packet-form", "lists or objects deep within each other", f"at most {MOST_DEEP}")
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number, parse_float=_finite)
    except json.JSONDecodeError:
        raise _WrongError("packet-form", "no JSON", "a packet of evidence, as JSON") from None
    except _WrongError:
        raise
    except ValueError:  # Python reads no number of thousands of digits
        raise _WrongError("packet-form", "a number without end", "numbers of JSON") from None


def _depth(text: str) -> int:
    deepest = now = 0
    for match in _BRACKETS.finditer(text):
        now += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        deepest = max(deepest, now)
    return deepest


def _once_each(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _WrongError("packet-form", f"{quoted(key)} twice", "each key once")
        found[key] = value
    return found


def _no_number(name: str) -> None:
    raise _WrongError("packet-form", name, "numbers of JSON")


def _finite(written: str) -> float:
    number = float(written)
    if not isfinite(number):
        raise _WrongError("packet-form", "a number without bounds", "numbers of JSON")
    return number


# ------------------------------------------------------------------ its shape


def _packet(path: str, read: Mapping[str, Any]) -> Packet:
    _keys(read)
    article = read["article"]
    text = _of(article, "text", dict, {})
    if not _NAME.fullmatch(read["record"]):
        raise _WrongError("packet-form", f"record {quoted(read['record'])}", "<article>/<section>/<name>")
    sha256 = _of(text, "sha256", str, "")
    if text and not _HASH.fullmatch(sha256):
        raise _WrongError("packet-form", f"`sha256` {quoted(sha256)}", "64 digits of a hash")
    if not 0 < len(read["quotes"]) <= MOST_QUOTES:
        raise _WrongError("packet-form", f"{len(read['quotes'])} quotes", f"1 to {MOST_QUOTES}")
    return Packet(
        path=path,
        record=read["record"],
        title=_of(article, "title", str),
        sha256=sha256,
        chars=_natural(_of(text, "chars", int, 0), "chars"),
        body=_spans(_of(text, "body", list, []) if text.get("body") is not None else [], "body"),
        quotes=tuple(_quote(one) for one in read["quotes"]),
    )


def _keys(read: Mapping[str, Any]) -> None:
    for key, kind in REQUIRED.items():
        _of(read, key, kind)
    for key, value in read.items():
        if key in OPTIONAL and not isinstance(value, OPTIONAL[key]):
            raise _WrongError("packet-form", f"`{key}` that is {_called(value)}", "what its schema says")
        if key not in REQUIRED and key not in OPTIONAL:
            raise _WrongError("packet-form", f"unknown key {quoted(key)}", "the keys of its schema")


def _quote(read: object) -> PacketQuote:
    if not isinstance(read, dict):
        raise _WrongError("packet-form", f"a quote that is {_called(read)}", "an object with `words`")
    prefix, suffix = _of(read, "prefix", str, ""), _of(read, "suffix", str, "")
    _of(read, "key", str)
    return PacketQuote(_of(read, "words", str), prefix, suffix, _spans(_of(read, "spans", list, []), "spans"))


_NEEDED: Final = object()


def _of(read: Mapping[str, Any], key: str, kind: type, otherwise: Any = _NEEDED) -> Any:
    """What stands under a key, which must be of a kind; `otherwise` where it may be left out, and is."""
    if key not in read:
        if otherwise is _NEEDED:
            raise _WrongError("packet-form", f"no `{key}`", f"`{key}`, as its schema says")
        return otherwise
    value = read[key]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _WrongError("packet-form", f"`{key}` that is {_called(value)}", _KINDS[kind])
    return value


_KINDS: Final[Mapping[type, str]] = {
    str: "text", dict: "an object", list: "a list", bool: "true or false", int: "a whole number",
    float: "a number",
}  # fmt: skip


def _called(value: object) -> str:
    return "null" if value is None else _KINDS[type(value)]


def _natural(value: object, key: str) -> int:
    if not _is_natural(value):
        raise _WrongError(
            "packet-form", f"a number in `{key}` that is no place in a text", f"0 to {LONGEST:,}"
        )
    return value


def _is_natural(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LONGEST


def _spans(read: Iterable[object], key: str) -> tuple[Span, ...]:
    """Spans that follow each other."""
    found: list[Span] = []
    for span in read:
        if not (isinstance(span, list) and len(span) == 2):
            raise _WrongError("packet-form", f"`{key}` without pairs", "pairs of start and end")
        start, end = (_natural(place, key) for place in span)
        if start >= end or (found and start < found[-1][1]):
            raise _WrongError(
                "packet-form", f"`{key}` out of order", "pairs of start and end, one behind the other"
            )
        found.append((start, end))
    return tuple(found)


# ------------------------------------------------------------------ whether it is as it was made


def _doubts(path: str, read: Mapping[str, Any]) -> Iterator[Problem]:
    if read[CHECKSUM] != checksum(read):
        found, expected = "another checksum than that of what it says", "a packet as it was published"
        yield Problem(location(path), "packet-checksum", found, expected, f"somebody changed it: {_DOWNLOAD}")
    for quote in read["quotes"]:
        if quote["key"] != quote_key(quote["words"], quote.get("prefix"), quote.get("suffix")):
            found = f"a key that is not that of {quoted(quote['words'])}"
            yield Problem(location(path), "packet-key", found, "the key of these words", _DOWNLOAD)
