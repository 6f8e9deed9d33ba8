"""The extracted layer: what a program proved about a text, kept beside the annotations.

One JSON file an article, written by `site-builder extract` alone: numbers and hashes, one item
a line, no running text. It arrives with pull requests like any other file, so it is read
strictly: wrong shapes are problems, and nothing in it is believed beyond its own bounds.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Never, TypeVar, get_args, get_type_hints

from site_builder.model import edtf
from site_builder.model.extraction_results import (
    LONGEST_SURFACE,
    Amount,
    Extraction,
    Mention,
    Stretch,
    TimeExpression,
)
from site_builder.model.normal_form import Span
from site_builder.model.problems import Checked, Problem, quoted
from site_builder.model.value_types import ArticleId
from site_builder.proving.quotes import Proof
from site_builder.storage.files import list_files, location, read_file

FOLDER = "annotations/extracted"
LAYER_BYTES = 4 * 1024 * 1024
_FIX = "run `site-builder extract` where the text is at hand"
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)

_KEYS = (
    "article", "text", "versions", "body", "paragraphs", "proofs", "mentions", "stretches", "times",
    "amounts",
)  # fmt: skip

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What is proved and found in the text of one article; spans are code points, `proofs` go by key.

    `pipeline` is the version of extraction that made `found`, empty before the first; `inputs` a
    hash of what else it depends on: language, date of publication, bounds, model. No registry.
    """

    article: ArticleId
    sha256: str
    chars: int
    normaliser: int
    pipeline: str
    body: tuple[Span, ...]
    body_words: int
    paragraphs: tuple[Span, ...]
    proofs: Mapping[str, Proof]
    inputs: str = ""
    found: Extraction = field(default_factory=Extraction)


def layer_path(article: ArticleId) -> str:
    """Path of an article's layer in the project."""
    return f"{FOLDER}/{article}.json"


# ------------------------------------------------------------------ writing


def layer_json(layer: Layer) -> str:
    """Write a layer: the same bytes for the same layer, one item a line, proofs in the order of the text.

    The list of proofs ends with `null`, so that the line of each ends with a comma: git merges two
    branches that quote the same text by keeping the lines of both (`.gitattributes`).
    """
    proofs = [{"key": p.key, "spans": p.spans, "words": p.words} for p in sorted(layer.proofs.values())]
    fields = {
        "article": json.dumps(layer.article),
        "text": json.dumps({"sha256": layer.sha256, "chars": layer.chars}),
        "versions": json.dumps(
            {"normaliser": layer.normaliser, "pipeline": layer.pipeline, "inputs": layer.inputs}
        ),
        "body": json.dumps({"words": layer.body_words, "spans": layer.body}),
        "paragraphs": _one_item_a_line(layer.paragraphs),
        "proofs": _one_item_a_line((*proofs, None)),
        "mentions": _one_item_a_line(map(asdict, layer.found.mentions)),
        "stretches": _one_item_a_line(map(_stretch_json, layer.found.stretches)),
        "times": _one_item_a_line(map(asdict, layer.found.times)),
        "amounts": _one_item_a_line(map(asdict, layer.found.amounts)),
    }
    return "{\n" + ",\n".join(f'"{key}": {value}' for key, value in fields.items()) + "\n}\n"


def _stretch_json(stretch: Stretch) -> dict[str, object]:
    """What most stretches lack is left out."""
    return {key: value for key, value in asdict(stretch).items() if value not in ((), [])}


def _one_item_a_line(items: Iterable[object]) -> str:
    lines = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n{lines}\n]" if lines else "[]"


# ------------------------------------------------------------------ reading


class _WrongShapeError(ValueError):
    """Says what was found and what was expected, until it becomes a Problem at the edge of this module."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(found, expected)
        self.found, self.expected = found, expected


def read_layers(root: Path) -> Checked[Mapping[ArticleId, Layer]]:
    """Read every layer of a project, by article."""
    layers: dict[ArticleId, Layer] = {}
    paths, problems = list_files(root, FOLDER)
    for path in paths:
        name = path.removeprefix(f"{FOLDER}/")
        if not name.endswith(".json"):
            continue
        layer, more = _read_file(root, path, name.removesuffix(".json"))
        problems += more
        if layer is not None:
            layers[layer.article] = layer
    return layers, problems


def _read_file(root: Path, path: str, article: str) -> Checked[Layer | None]:
    if not _ID.fullmatch(article):
        return None, (_layer_problem(path, f"the file name {quoted(article)}", "the id of an article"),)
    data, problems = read_file(root, path, LAYER_BYTES)
    if data is None:
        return None, problems
    return read_layer(data, path, ArticleId(article))


def read_layer(data: bytes, path: str, article: ArticleId) -> Checked[Layer | None]:
    """Read one layer strictly; it must be that of `article`."""
    if len(data) > LAYER_BYTES:
        return None, (_layer_problem(path, "a larger file", f"at most {LAYER_BYTES // 1024 // 1024} MB"),)
    try:
        return _layer(_parsed(data), article), ()
    except _WrongShapeError as error:
        return None, (_layer_problem(path, error.found, error.expected),)


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
    top = _fields(value, "the file", *_KEYS)
    if top["article"] != article:
        raise _WrongShapeError("the layer of another article", f"the layer of {article}")
    text = _fields(top["text"], "text", "sha256", "chars")
    versions = _fields(top["versions"], "versions", "normaliser", "pipeline", "inputs")
    body = _fields(top["body"], "body", "words", "spans")
    chars, words = _count(text["chars"], "text.chars"), _count(body["words"], "body.words")
    spans = _read_spans(body["spans"], "body.spans", 0, chars)
    proofs = _proofs(top["proofs"], spans, words)
    if len({proof.key for proof in proofs}) != len(proofs):
        raise _WrongShapeError("two quotes with one key", "each key once")
    return Layer(
        article=article,
        sha256=_matching(text["sha256"], "text.sha256", _SHA256),
        chars=chars,
        normaliser=_count(versions["normaliser"], "versions.normaliser"),
        pipeline=_string(versions["pipeline"], "versions.pipeline"),
        body=spans,
        body_words=words,
        paragraphs=_read_spans(top["paragraphs"], "paragraphs", 0, chars),
        proofs={proof.key: proof for proof in proofs},
        inputs=_string(versions["inputs"], "versions.inputs"),
        found=Extraction(
            mentions=_items(
                top["mentions"], "mentions", lambda item, where: _read_row(Mention, item, where, chars)
            ),
            stretches=_items(top["stretches"], "stretches", lambda item, where: _stretch(item, where, chars)),
            times=_items(
                top["times"], "times", lambda item, where: _read_row(TimeExpression, item, where, chars)
            ),
            amounts=_items(
                top["amounts"], "amounts", lambda item, where: _read_row(Amount, item, where, chars)
            ),
        ),
    )


R = TypeVar("R", Mention, TimeExpression, Amount)

_HINTS: Mapping[type[object], Mapping[str, object]] = {
    kind: get_type_hints(kind) for kind in (Mention, TimeExpression, Amount)
}
"""The types of their fields, which take longer to find out than a row to read; layers have many rows."""


def _read_row(kind: type[R], value: object, where: str, chars: int) -> R:
    """Read something found: every field of its class, and a span within the text."""
    hints = _HINTS[kind]
    given = _fields(value, where, *hints)
    for name, hint in hints.items():
        _fits(given[name], hint, f"{where}.{name}")
    row = kind(**given)  # type: ignore[arg-type] # every field was just looked at
    if not 0 <= row.start <= row.end <= chars:
        raise _WrongShapeError(f"{where} outside the text", f"a span within {chars} characters")
    if given.get("edtf"):
        _dated(str(given["edtf"]), where)
    return row


def _stretch(value: object, where: str, chars: int) -> Stretch:
    given = _fields({"again": [], "shifts": [], **value} if isinstance(value, dict) else value, where,
                    "start", "end", "surface", "again", "shifts")  # fmt: skip
    start, end = _count(given["start"], where), _count(given["end"], where)
    if not start <= end <= chars:
        raise _WrongShapeError(f"{where} outside the text", f"a span within {chars} characters")
    surface = _string(given["surface"], f"{where}.surface")
    again = _read_spans(given["again"], f"{where}.again", start, end)
    shifts = _items(given["shifts"], f"{where}.shifts", _span)
    if [i for i, _ in shifts] != sorted({i for i, _ in shifts if i < len(surface)}):
        raise _WrongShapeError(f"{where}.shifts out of order or bounds", "rising positions in the surface")
    return Stretch(start, end, surface, again, shifts)


def _dated(written: str, where: str) -> None:
    try:
        edtf.parse(written)
    except edtf.EdtfError:
        raise _WrongShapeError(f"no date in {where}.edtf", "a date of EDTF, or nothing") from None


def _fits(value: object, hint: object, where: str) -> None:
    if hint is int:
        _count(value, where)
    elif hint is str:
        _string(value, where)
    elif hint is bool:
        if not isinstance(value, bool):
            raise _WrongShapeError(f"no truth value in {where}", "true or false")
    elif value not in get_args(hint):
        raise _WrongShapeError(f"another word in {where}", f"one of {get_args(hint)}")


def _proofs(value: object, body: tuple[Span, ...], words: int) -> tuple[Proof, ...]:
    """Read the proofs before the last `null`; the same one twice comes of a merge."""
    if not isinstance(value, list) or not value or value[-1] is not None:
        raise _WrongShapeError("no list in proofs with null at its end", "a list that ends with null")
    read = _items(value[:-1], "proofs", lambda item, where: _proof(item, where, body, words))
    return tuple(dict.fromkeys(read))


def _proof(value: object, where: str, body: tuple[Span, ...], words: int) -> Proof:
    fields = _fields(value, where, "key", "spans", "words")
    low, high = (body[0][0], body[-1][1]) if body else (0, 0)
    proof = Proof(
        spans=_read_spans(fields["spans"], f"{where}.spans", low, high),
        words=_read_spans(fields["words"], f"{where}.words", 0, words),
        key=_matching(fields["key"], f"{where}.key", _SHA256),
    )
    if not 1 <= len(proof.spans) == len(proof.words) <= 2:
        raise _WrongShapeError(f"{where} with {len(proof.spans)} spans", "one span, or two around a gap")
    return proof


def _fields(value: object, where: str, *keys: str) -> dict[str, object]:
    if not isinstance(value, dict) or set(value) != set(keys):
        raise _WrongShapeError(f"other keys in {where}", "exactly " + ", ".join(keys))
    return value


def _items(value: object, where: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise _WrongShapeError(f"no list in {where}", "a list")
    return tuple(read(item, f"{where}[{i}]") for i, item in enumerate(value))


def _read_spans(value: object, where: str, low: int, high: int) -> tuple[Span, ...]:
    """Read spans that go upwards from `low` to `high` without overlapping."""
    spans = _items(value, where, _span)
    edges = [low, *(edge for span in spans for edge in span), high]
    if any(a > b for a, b in pairwise(edges)):
        raise _WrongShapeError(f"{where} out of order or bounds", f"rising positions from {low} to {high}")
    return spans


def _span(value: object, where: str) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise _WrongShapeError(f"no pair in {where}", "[start, end]")
    return _count(value[0], where), _count(value[1], where)


def _count(value: object, where: str) -> int:
    if type(value) is not int or not 0 <= value < 1 << 32:
        raise _WrongShapeError(f"no count in {where}", "a whole number from 0")
    return value


def _string(value: object, where: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_SURFACE or not value.isprintable():
        raise _WrongShapeError(f"no name in {where}", "a short text")
    return value


def _matching(value: object, where: str, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise _WrongShapeError(f"no sha256 in {where}", "64 digits and lower-case letters a to f")
    return value
