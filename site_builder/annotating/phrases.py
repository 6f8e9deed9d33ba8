"""What the records of a project say in words of ours: from these the page completes what is typed."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import islice
from typing import Any, Final

from site_builder.model.corpus import Corpus
from site_builder.model.written import Written, yaml_key

MOST: Final = 1_500
_KEYS: Final = frozenset(
    ("says", "role", "date_why", "note", "correction", "why", "rank", "as", "wording", "item")
)
"""Keys under which words of ours stand, or forms of words that come again."""


def phrases(corpus: Corpus) -> list[dict[str, str]]:
    """Sentences, roles, reasons and wordings, each once under its key."""
    said = ((key, text) for one in corpus.annotations.values() for key, text in _said(one))
    return [{"key": key, "text": text} for key, text in islice(_once(said), MOST)]


def _once(said: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    seen = set[tuple[str, str]]()
    for one in said:
        if one not in seen:
            seen.add(one)
            yield one


def _said(written: Any) -> Iterator[tuple[str, str]]:
    """Words under the keys of a mapping, and of all that it holds."""
    for field in fields(written):
        if not field.init:
            continue
        value, key = getattr(written, field.name), yaml_key(field.name)
        if isinstance(value, str) and key in _KEYS:
            yield key, value
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Written):
                yield from _said(one)
