"""Finds names, times and amounts in a text; the only user of spaCy.

Ranks 1 to 3 of the mentions publish, 4 and 5 propose; see `findings`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from site_builder import edtf
from site_builder.extraction.amounts import find_amounts
from site_builder.extraction.pipeline import Names, make_pipeline, run_pipeline
from site_builder.extraction.prepared import prepare
from site_builder.extraction.registry import Named, registry_names
from site_builder.extraction.settling import settle
from site_builder.extraction.statistical import Model, model_mentions
from site_builder.extraction.times import find_times
from site_builder.findings import PIPELINE, PUBLISHED_RANK, Extraction, Mention
from site_builder.model import Registry
from site_builder.normal import Span

__all__ = [
    "PIPELINE",
    "PUBLISHED_RANK",
    "Extraction",
    "Mention",
    "Model",
    "Named",
    "Names",
    "candidates",
    "compile_names",
    "extract",
    "publishable",
    "registry_names",
]


MOST: Final = 50_000
"""Words and marks of a body that are read."""
_WORD = re.compile(r"\w+|[^\w\s]")


def compile_names(registry: Registry | Iterable[Named]) -> Names:
    """Compile the names of a registry, or names given one by one."""
    named = registry_names(registry) if isinstance(registry, Registry) else registry
    return make_pipeline(named)


def candidates(
    text: str, body: Sequence[Span], names: Names, model: Model | None = None
) -> tuple[Mention, ...]:
    """Find the names in the body of a text, of all ranks, in its order, without overlaps."""
    prepared = prepare(text, tuple(_beginning(text, body)))
    found = run_pipeline(names, prepared)
    if model:
        found += model_mentions(prepared, model)
    return tuple(_judged(_exact(text, mention)) for mention in settle(found))


PROPOSING: Final = frozenset((
    ("again", "organisation"), ("body-head", "organisation"), ("body-of", "organisation"),
    ("kind-before", "organisation"), ("office-of", "person"), ("role", "person"), ("title", "person"),
))  # fmt: skip
"""Rules whose finds the annotators of gum-news confirm in fewer than eight cases of ten: they propose."""


def _judged(mention: Mention) -> Mention:
    doubtful = mention.rank > 1 and (mention.rule, mention.label) in PROPOSING
    return replace(mention, rank=4) if doubtful else mention


def _exact(text: str, mention: Mention) -> Mention:
    surface = text[mention.start : mention.end]
    if surface == mention.surface:
        return mention
    return Mention(
        mention.start, mention.end, mention.label, surface, mention.rule, mention.rank, mention.full
    )


def publishable(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Keep the mentions that may be linked and published."""
    return tuple(mention for mention in mentions if mention.rank <= PUBLISHED_RANK)


def extract(
    text: str, body: Sequence[Span], published: str | None, names: Names, model: Model | None = None
) -> Extraction:
    """Find names, times and amounts in the body of a text; `published` is the article's EDTF date."""
    body = tuple(_beginning(text, body))
    mentions = candidates(text, body, names, model)
    return Extraction(mentions, find_times(text, body, _date(published)), find_amounts(text, body))


def _beginning(text: str, body: Sequence[Span]) -> Iterator[Span]:
    """Give the body, or its first MOST words and marks: more has no article, and would take minutes."""
    left = MOST
    for start, end in body:
        read = list(islice(_WORD.finditer(text, start, end), left))
        left -= len(read)
        yield (start, end) if left else (start, read[-1].end() if read else start)
        if not left:
            return


def _date(published: str | None) -> edtf.Date | None:
    try:
        return edtf.parse(published) if published else None
    except edtf.EdtfError:
        return None  # reported where the article is checked
