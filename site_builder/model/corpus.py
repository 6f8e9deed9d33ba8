"""The corpus: all that people wrote, read and typed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from site_builder.model.annotation import Annotation
from site_builder.model.article import Article, Digest
from site_builder.model.registry import Registry
from site_builder.model.value_types import ArticleId


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that people wrote, read and typed; ids refer to existing entries."""

    registry: Registry
    articles: Mapping[ArticleId, Article]
    digests: Mapping[ArticleId, Digest]
    annotations: Mapping[ArticleId, Annotation]


def whole(corpus: Corpus) -> Corpus:
    """The same corpus with all of it read: what was to be read when somebody asks is there."""
    tables = {one.name: _read(getattr(corpus.registry, one.name)) for one in fields(Registry)}
    return Corpus(
        Registry(**tables), _read(corpus.articles), _read(corpus.digests), _read(corpus.annotations)
    )


def _read(table: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(dict(table))
