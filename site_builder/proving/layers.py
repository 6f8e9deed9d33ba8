"""The extracted layer: what a program proved about a text, kept beside the annotations.

One JSON file an article, written by `site-builder extract` alone: numbers and hashes, one item
a line, no running text. `layer_reading` reads it back.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.model.extraction_results import (
    Amount,
    Extraction,
    Mention,
    Stretch,
    TimeExpression,
    UndatedTime,
)
from site_builder.model.normal_form import Span
from site_builder.model.value_types import ArticleId
from site_builder.proving.quotes import Proof

FOLDER = "annotations/extracted"
_JSON = json.JSONEncoder(ensure_ascii=False)


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


class FreshLayer(NamedTuple):
    """A layer as it is to be written, and what was not looked at of its text."""

    json: str
    unread: tuple[str, ...]


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
        **_found_fields(layer.found),
    }
    return _object_json(fields)


def found_json(found: Extraction) -> str:
    """Write what was found alone, as layers have it."""
    return _object_json(_found_fields(found))


def _found_fields(found: Extraction) -> dict[str, str]:
    fields = {
        "mentions": _one_item_a_line(map(_row, found.mentions)),
        "stretches": _one_item_a_line(map(_stretch_row, found.stretches)),
        "times": _one_item_a_line(map(_row, found.times)),
        "amounts": _one_item_a_line(map(_amount_row, found.amounts)),
    }
    if found.undated:  # few texts have none, but layers of before have no such list
        fields["undated"] = _one_item_a_line(map(_row, found.undated))
    return fields


def _object_json(fields: Mapping[str, str]) -> str:
    return "{\n" + ",\n".join(f'"{key}": {value}' for key, value in fields.items()) + "\n}\n"


def _row(found: Mention | TimeExpression | UndatedTime | Amount) -> dict[str, object]:
    return {name: getattr(found, name) for name in found.__slots__}


def _amount_row(amount: Amount) -> dict[str, object]:
    """What an amount is counted by is left out where it is none, as most are."""
    return {name: value for name, value in _row(amount).items() if name != "per" or value}


def _stretch_row(stretch: Stretch) -> dict[str, object]:
    """What most stretches lack is left out."""
    return {name: value for name in stretch.__slots__ if (value := getattr(stretch, name)) != ()}


def _one_item_a_line(items: Iterable[object]) -> str:
    lines = ",\n".join(["  " + _JSON.encode(item) for item in items])
    return f"[\n{lines}\n]" if lines else "[]"
