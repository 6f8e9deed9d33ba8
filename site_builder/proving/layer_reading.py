"""Reading layers strictly: they arrive with pull requests like any other file.

Wrong shapes are problems, and nothing in a layer is believed beyond its own bounds.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Never, TypeVar, cast, get_args, get_type_hints

from site_builder.corpus.file_reading import Memo
from site_builder.model import edtf
from site_builder.model.extraction_results import (
    LONGEST_SURFACE,
    Amount,
    Extraction,
    Mention,
    Stretch,
    TimeExpression,
    UndatedTime,
)
from site_builder.model.lazy import Anew
from site_builder.model.normal_form import Span
from site_builder.model.problems import Checked, Problem, quoted
from site_builder.model.value_types import ArticleId
from site_builder.proving.layers import FOLDER, Layer
from site_builder.proving.quotes import Proof
from site_builder.storage.files import list_files, location
from site_builder.storage.hashes import known_hash, read_hashed

STAGE = "layer"
AS_WRITTEN = "as written"
"""Said of a layer with the very bytes that would be written; of others only that they are well-formed."""
LAYER_BYTES = 4 * 1024 * 1024
_FIX = "run `site-builder extract` where the text is at hand"
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)

_FOUND = ("mentions", "stretches", "times", "amounts", "undated")
_KEYS = ("article", "text", "versions", "body", "paragraphs", "proofs", *_FOUND)

T = TypeVar("T")

_HERE = "\x00"
"""Stands in an error for the place of what is read, which is put together only where one is met."""


class _WrongShapeError(ValueError):
    """Says what was found and what was expected, until it becomes a Problem at the edge of this module."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(found, expected)
        self.found, self.expected = found, expected

    def within(self, step: str) -> "_WrongShapeError":
        """The same, a step further out: its place begins with the step."""
        return _WrongShapeError(self.found.replace(_HERE, _HERE + step), self.expected)


def read_layers(root: Path, memo: Memo | None = None) -> Checked[Mapping[ArticleId, Layer]]:
    """Read every layer of a project, by article; one known to be well-formed when it is asked for.

    The layers that are held are those in the memo: one that it does not hold any more is read again.
    """
    memo = memo or Memo()
    layers: dict[ArticleId, Callable[[], Layer]] = {}
    paths, problems = list_files(root, FOLDER, looks=memo.store.looks)
    memo.store.read_ahead(STAGE, again=True)
    for path in paths:
        name = path.removeprefix(f"{FOLDER}/")
        if not name.endswith(".json"):
            continue
        article = ArticleId(name.removesuffix(".json"))
        known = known_hash(memo.store, root, path)
        if known and memo.store.get(STAGE, path, known):
            memo.hashes[path] = known
            layers[article] = partial(_again, root, path, known, article, memo)
            continue
        layer, more = _read_file(root, path, article, memo)
        problems += more
        if layer is not None:
            layers[article] = layer
    return Anew(layers), problems


def _again(root: Path, path: str, sha256: str, article: ArticleId, memo: Memo) -> Layer:
    """Read a layer that was well-formed a moment ago."""
    known = memo.layers.get(path)
    if known is None or known[0] != sha256:
        read, _ = read_hashed(memo.store, root, path, LAYER_BYTES)
        known = memo.layers[path] = sha256, read_layer(read.data if read else b"", path, article)
    layer: Layer | None = known[1][0]
    if layer is None:
        raise KeyError(article)
    return layer


def _read_file(root: Path, path: str, article: ArticleId, memo: Memo) -> Checked[Callable[[], Layer] | None]:
    if not _ID.fullmatch(article):
        return None, (_layer_problem(path, f"the file name {quoted(article)}", "the id of an article"),)
    known = memo.layers.get(path)
    if known is None or known[0] != known_hash(memo.store, root, path):
        read, problems = read_hashed(memo.store, root, path, LAYER_BYTES)
        if read is None:
            return None, problems
        if memo.store.get(STAGE, path, read.sha256):  # the same file, elsewhere
            memo.hashes[path] = read.sha256
            return partial(_again, root, path, read.sha256, article, memo), ()
        if known is None or known[0] != read.sha256:
            known = memo.layers[path] = read.sha256, read_layer(read.data, path, article)
            if known[1][0] is not None:
                memo.store.put(STAGE, path, read.sha256, "well-formed")
    memo.hashes[path] = known[0]
    layer, found = cast("Checked[Layer | None]", known[1])
    again = partial(_again, root, path, known[0], article, memo)
    return (None if layer is None else again), found


def read_layer(data: bytes, path: str, article: ArticleId) -> Checked[Layer | None]:
    """Read one layer strictly; it must be that of `article`."""
    if len(data) > LAYER_BYTES:
        return None, (_layer_problem(path, "a larger file", f"at most {LAYER_BYTES // 1024 // 1024} MB"),)
    try:
        return _layer(_parsed(data), article), ()
    except _WrongShapeError as error:
        return None, (_layer_problem(path, error.found.replace(_HERE, ""), error.expected),)


def _layer_problem(path: str, found: str, expected: str) -> Problem:
    return Problem(location(path), "layer-form", found, expected, _FIX)


def _parsed(data: bytes) -> object:
    try:
        return json.loads(data.decode(), object_pairs_hook=_object, parse_constant=_no_number)
    except _WrongShapeError:
        raise
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON, endless digits, endless nesting
        found = f"unreadable JSON ({type(error).__name__})"
        raise _WrongShapeError(found, "the JSON that `extract` wrote") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise _WrongShapeError("a key twice in one object", "each key once")
    return fields


def _no_number(written: str) -> Never:
    raise _WrongShapeError(written, "a number")


def _layer(value: object, article: ArticleId) -> Layer:
    top = _fields(_with_undated(value), _KEYS, "the file")
    if top["article"] != article:
        raise _WrongShapeError("the layer of another article", f"the layer of {article}")
    text = _in("text", _fields, top["text"], ("sha256", "chars"))
    versions = _in("versions", _fields, top["versions"], ("normaliser", "pipeline", "inputs"))
    body = _in("body", _fields, top["body"], ("words", "spans"))
    chars, words = _in("text.chars", _count, text["chars"]), _in("body.words", _count, body["words"])
    spans = _in("body.spans", _read_spans, body["spans"], 0, chars)
    proofs = _in("proofs", _proofs, top["proofs"], spans, words)
    if len({proof.key for proof in proofs}) != len(proofs):
        raise _WrongShapeError("two quotes with one key", "each key once")
    return Layer(
        article=article,
        sha256=_in("text.sha256", _sha256, text["sha256"]),
        chars=chars,
        normaliser=_in("versions.normaliser", _count, versions["normaliser"]),
        pipeline=_in("versions.pipeline", _string, versions["pipeline"]),
        body=spans,
        body_words=words,
        paragraphs=_in("paragraphs", _read_spans, top["paragraphs"], 0, chars),
        proofs={proof.key: proof for proof in proofs},
        inputs=_in("versions.inputs", _string, versions["inputs"]),
        found=_found(top, chars),
    )


def found_of(written: str, chars: int) -> Extraction:
    """Read what `found_json` wrote; raises ValueError where somebody else did."""
    return _found(_fields(_with_undated(_parsed(written.encode())), _FOUND), chars)


def _with_undated(value: object) -> object:
    """Add the list that layers did not have at first."""
    return {"undated": [], **value} if isinstance(value, dict) else value


def _found(given: Mapping[str, Any], chars: int) -> Extraction:
    return Extraction(
        mentions=_in("mentions", _items, given["mentions"], lambda item: _read_row(Mention, item, chars)),
        stretches=_in("stretches", _items, given["stretches"], lambda item: _stretch(item, chars)),
        times=_in("times", _items, given["times"], lambda item: _read_row(TimeExpression, item, chars)),
        amounts=_in("amounts", _items, given["amounts"], lambda item: _amount(item, chars)),
        undated=_in("undated", _items, given["undated"], lambda item: _read_row(UndatedTime, item, chars)),
    )


def _in(step: str, read: Callable[..., T], *given: Any) -> T:
    """Read something that stands at a step; errors say so."""
    try:
        return read(*given)
    except _WrongShapeError as error:
        raise error.within(step) from None


R = TypeVar("R", Mention, TimeExpression, UndatedTime, Amount)


def _read_row(kind: type[R], value: object, chars: int) -> R:
    """Read something found: every field of its class, and a span within the text."""
    fits = _FITTING[kind]
    given = _fields(value, fits)
    for name, fit in fits.items():
        fit(given[name]) or _in(f".{name}", _unfit, given[name], fit)
    row = kind(**given)
    if not 0 <= row.start <= row.end <= chars:
        raise _WrongShapeError(f"{_HERE} outside the text", f"a span within {chars} characters")
    if given.get("edtf"):
        _dated(str(given["edtf"]))
    return row


def _amount(value: object, chars: int) -> Amount:
    return _read_row(Amount, {"per": "", **value} if isinstance(value, dict) else value, chars)


def _stretch(value: object, chars: int) -> Stretch:
    given = _fields({"again": [], "shifts": [], **value} if isinstance(value, dict) else value, _STRETCH)
    start, end = _count(given["start"]), _count(given["end"])
    if not start <= end <= chars:
        raise _WrongShapeError(f"{_HERE} outside the text", f"a span within {chars} characters")
    surface = _in(".surface", _string, given["surface"])
    again = _in(".again", _read_spans, given["again"], start, end) if given["again"] != [] else ()
    if given["shifts"] == []:
        return Stretch(start, end, surface, again)
    return Stretch(start, end, surface, again, _in(".shifts", _shifts, given["shifts"], surface))


_STRETCH = ("start", "end", "surface", "again", "shifts")


def _shifts(value: object, surface: str) -> tuple[Span, ...]:
    shifts = _items(value, _span)
    if [i for i, _ in shifts] != sorted({i for i, _ in shifts if i < len(surface)}):
        raise _WrongShapeError(f"{_HERE} out of order or bounds", "rising positions in the surface")
    return shifts


def _dated(written: str) -> None:
    try:
        edtf.parse(written)
    except edtf.EdtfError:
        raise _WrongShapeError(f"no date in {_HERE}.edtf", "a date of EDTF, or nothing") from None


@dataclass(frozen=True, slots=True)
class _Words:
    """Fits one of some words or numbers."""

    words: tuple[object, ...]

    def __call__(self, value: object) -> bool:
        return value in self.words


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 1 << 32


def _is_string(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_SURFACE and value.isprintable()


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


Fit = Callable[[object], bool]
_FORMS: Mapping[object, Fit] = {int: _is_count, str: _is_string, bool: _is_truth}
_FITTING: Mapping[type[object], Mapping[str, Fit]] = {
    kind: {name: _FORMS.get(hint) or _Words(get_args(hint)) for name, hint in get_type_hints(kind).items()}
    for kind in (Mention, TimeExpression, UndatedTime, Amount)
}
"""What each of their fields may hold: finding out takes longer than reading a row, and layers have many."""


def _unfit(value: object, fit: Fit) -> None:
    if fit is _is_count:
        _count(value)
    elif fit is _is_string:
        _string(value)
    elif isinstance(fit, _Words):
        raise _WrongShapeError(f"another word in {_HERE}", f"one of {fit.words}")
    else:
        raise _WrongShapeError(f"no truth value in {_HERE}", "true or false")


def _proofs(value: object, body: tuple[Span, ...], words: int) -> tuple[Proof, ...]:
    """Read the proofs before the last `null`; the same one twice comes of a merge."""
    if not isinstance(value, list) or not value or value[-1] is not None:
        raise _WrongShapeError(f"no list in {_HERE} with null at its end", "a list that ends with null")
    return tuple(dict.fromkeys(_items(value[:-1], lambda item: _proof(item, body, words))))


def _proof(value: object, body: tuple[Span, ...], words: int) -> Proof:
    fields = _fields(value, ("key", "spans", "words"))
    low, high = (body[0][0], body[-1][1]) if body else (0, 0)
    proof = Proof(
        spans=_in(".spans", _read_spans, fields["spans"], low, high),
        words=_in(".words", _read_spans, fields["words"], 0, words),
        key=_in(".key", _sha256, fields["key"]),
    )
    if not 1 <= len(proof.spans) == len(proof.words) <= 2:
        raise _WrongShapeError(f"{_HERE} with {len(proof.spans)} spans", "one span, or two around a gap")
    return proof


def _fields(value: object, keys: Collection[str], where: str = _HERE) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) != len(keys) or not all(key in value for key in keys):
        raise _WrongShapeError(f"other keys in {where}", "exactly " + ", ".join(keys))
    return value


def _items(value: object, read: Callable[[object], T]) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise _WrongShapeError(f"no list in {_HERE}", "a list")
    found: list[T] = []
    try:
        found.extend(map(read, value))
    except _WrongShapeError as error:
        raise error.within(f"[{len(found)}]") from None
    return tuple(found)


def _read_spans(value: object, low: int, high: int) -> tuple[Span, ...]:
    """Read spans that go upwards from `low` to `high` without overlapping."""
    spans = _items(value, _span)
    last = low
    for start, end in spans:
        if not last <= start <= end <= high:
            expected = f"rising positions from {low} to {high}"
            raise _WrongShapeError(f"{_HERE} out of order or bounds", expected)
        last = end
    return spans


def _span(value: object) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise _WrongShapeError(f"no pair in {_HERE}", "[start, end]")
    start, end = value
    return (start, end) if _is_count(start) and _is_count(end) else (_count(start), _count(end))


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 32:
        raise _WrongShapeError(f"no count in {_HERE}", "a whole number from 0")
    return value


def _string(value: object) -> str:
    if not isinstance(value, str) or not _is_string(value):
        raise _WrongShapeError(f"no name in {_HERE}", "a short text")
    return value


def _sha256(value: object) -> str:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise _WrongShapeError(f"no sha256 in {_HERE}", "64 digits and lower-case letters a to f")
    return value
