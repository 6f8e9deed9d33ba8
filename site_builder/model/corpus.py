"""The corpus: all that people wrote, read and typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.article import Article, Digest
from site_builder.model.records import Annotation
from site_builder.model.registry import Registry
from site_builder.model.value_types import ArticleId


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that people wrote, read and typed; ids refer to existing entries."""

    registry: Registry
    articles: Mapping[ArticleId, Article]
    digests: Mapping[ArticleId, Digest]
    annotations: Mapping[ArticleId, Annotation]
