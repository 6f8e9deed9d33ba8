"""A toy project for tests of proofs: invented articles, annotations and texts."""

import hashlib
from collections.abc import Mapping
from textwrap import dedent

import yaml

from site_builder.corpus.source import read_yaml
from site_builder.model.annotation import Annotation
from site_builder.model.article import Article, Digest
from site_builder.model.corpus import Corpus
from site_builder.model.registry import Registry
from site_builder.model.value_types import ArticleId

EMPTY = Registry({}, {}, {}, {}, {}, {}, {}, {}, {}, {})


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def article(text: str, start: str, end: str, rights: str = "all-rights-reserved") -> Article:
    """Front matter for a text whose body runs from `start` to `end`."""
    written = {
        "title": "A toy",
        "publisher": "sall-gazette",
        "published": "2031-05-03",
        "published_basis": "printed",
        "language": "en",
        "rights": rights,
        "text": {"sha256": sha256(text), "chars": len(text), "body": {"from": start, "to": end}},
    }
    parsed, problems = read_yaml(
        yaml.safe_dump(written, allow_unicode=True, sort_keys=False)
        .replace("2031-05-03", '"2031-05-03"')
        .encode(),
        "articles/toy.md",
        Article,
        1 << 20,
    )
    assert parsed is not None, problems
    return parsed.value


def annotation(written: str) -> Annotation:
    """An annotation from its YAML."""
    parsed, problems = read_yaml(
        dedent(written).encode(), "annotations/articles/toy.yml", Annotation, 1 << 20
    )
    assert parsed is not None, problems
    return parsed.value


def corpus(toy: Article, annotated: Annotation | None = None, digest: Digest | None = None) -> Corpus:
    """A corpus of one article, `toy`."""
    name = ArticleId("toy")
    digests: Mapping[ArticleId, Digest] = {name: digest} if digest else {}
    return Corpus(EMPTY, {name: toy}, digests, {name: annotated} if annotated else {})
