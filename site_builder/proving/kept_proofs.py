"""The proofs of all articles, with those that are known to hold for the same files not made again.

What is proved of an article depends on its file, its annotation, its layer, its text and the limits alone.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from site_builder.corpus.loading import Memo
from site_builder.corpus.project import Settings
from site_builder.model.corpus import Corpus
from site_builder.model.lazy import Lazy, given
from site_builder.model.problem_rows import problems_of, rows_of
from site_builder.model.problems import Problem
from site_builder.model.value_types import ArticleId
from site_builder.proving.extracting import is_up_to_date
from site_builder.proving.layers import Layer, layer_path
from site_builder.proving.proofs import orphans, prove_article
from site_builder.storage.store import key_of

STAGE: Final = "proof"


@dataclass(frozen=True, slots=True)
class ProvedLayers:
    """The layers that hold, what is wrong, and the version of extraction that made each committed one.

    `read` are the articles whose layer is as it was committed, and holds what extraction finds today.
    """

    layers: Mapping[ArticleId, Layer]
    problems: tuple[Problem, ...]
    pipelines: Mapping[ArticleId, str]
    read: frozenset[ArticleId]


def proved_layers(
    corpus: Corpus,
    texts: Mapping[str, str],
    layers: Mapping[ArticleId, Layer],
    settings: Settings,
    memo: Memo,
) -> ProvedLayers:
    """Prove every quote, as `prove_corpus` does, but for articles of which nothing has changed."""
    memo.store.read_ahead(STAGE)
    makers: dict[ArticleId, Callable[[], Layer]] = {}
    pipelines: dict[ArticleId, str] = {}
    read: set[ArticleId] = set()
    problems: list[Problem] = []
    for article in corpus.articles:
        key = hash_of_reading(article, texts, settings, memo)
        known = _known(memo, article, key)
        if known is not None:
            found, pipelines[article], is_read = known
            read |= {article} if is_read else set()
            makers[article] = partial(layers.__getitem__, article)
            problems += found
            continue
        committed = layers.get(article)
        layer, found = prove_article(article, corpus, texts, committed, settings)
        problems += found
        if layer is None:
            continue
        same = layer == committed
        makers[article] = given(committed if committed and same else layer)
        if committed is not None:
            pipelines[article] = layer.pipeline
        is_read = same and is_up_to_date(corpus.articles[article], layer, settings.model)
        read |= {article} if is_read else set()
        if key and same:
            memo.store.put(STAGE, article, key, json.dumps([rows_of(found), layer.pipeline, is_read]))
    return ProvedLayers(Lazy(makers), (*problems, *orphans(corpus, layers)), pipelines, frozenset(read))


def hash_of_reading(article: ArticleId, texts: Mapping[str, str], settings: Settings, memo: Memo) -> str:
    """Hash of all that is read of an article, and that its proofs depend on; empty where it has no layer."""
    paths = f"articles/{article}.md", f"annotations/articles/{article}.yml", layer_path(article)
    read = [memo.hashes.get(path, "") for path in paths]
    if not memo.store.keeps or not read[0] or not read[2]:
        return ""
    text = memo.texts.get(article)
    at_hand = text is not None and text.sha256 in texts
    return key_of(*read, str(at_hand), repr((settings.limits, settings.model)))


def _known(memo: Memo, article: ArticleId, key: str) -> tuple[tuple[Problem, ...], str, bool] | None:
    written = memo.store.get(STAGE, article, key) if key else None
    try:
        rows, pipeline, is_read = json.loads(written) if written else ([], "", False)
        return (problems_of(rows), str(pipeline), bool(is_read)) if written else None
    except (ValueError, TypeError, LookupError):  # somebody else wrote it
        return None
