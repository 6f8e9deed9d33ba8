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
from site_builder.model.problem_rows import problems_of, rows_of
from site_builder.model.problems import Problem
from site_builder.model.value_types import ArticleId
from site_builder.proving.layers import Layer, layer_path
from site_builder.proving.lazy import Lazy, given
from site_builder.proving.proofs import orphans, prove_article
from site_builder.storage.progress import counted
from site_builder.storage.store import key_of

STAGE: Final = "proof"


@dataclass(frozen=True, slots=True)
class ProvedLayers:
    """The layers that hold, what is wrong, and the version of extraction that made each committed one."""

    layers: Mapping[ArticleId, Layer]
    problems: tuple[Problem, ...]
    pipelines: Mapping[ArticleId, str]


def proved_layers(
    corpus: Corpus,
    texts: Mapping[str, str],
    layers: Mapping[ArticleId, Layer],
    settings: Settings,
    memo: Memo,
) -> ProvedLayers:
    """Prove every quote, as `prove_corpus` does, but for articles of which nothing has changed."""
    makers: dict[ArticleId, Callable[[], Layer]] = {}
    pipelines: dict[ArticleId, str] = {}
    problems: list[Problem] = []
    for article in counted(corpus.articles, "articles looked through", len(corpus.articles)):
        key = _key(article, corpus, texts, settings, memo)
        known = _known(memo, article, key)
        if known is not None:
            found, pipelines[article] = known
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
        if key and same:
            memo.store.put(STAGE, article, key, json.dumps([rows_of(found), layer.pipeline]))
    return ProvedLayers(Lazy(makers), (*problems, *orphans(corpus, layers)), pipelines)


def _key(article: ArticleId, corpus: Corpus, texts: Mapping[str, str], settings: Settings, memo: Memo) -> str:
    """Hash of all that the proofs of an article depend on; empty where it has no layer that could hold."""
    paths = f"articles/{article}.md", f"annotations/articles/{article}.yml", layer_path(article)
    read = [memo.hashes.get(path, "") for path in paths]
    if not memo.store.keeps or not read[0] or not read[2]:
        return ""
    text = corpus.articles[article].text
    at_hand = text is not None and text.sha256 in texts
    return key_of(*read, str(at_hand), repr(settings.limits))


def _known(memo: Memo, article: ArticleId, key: str) -> tuple[tuple[Problem, ...], str] | None:
    written = memo.store.get(STAGE, article, key) if key else None
    try:
        rows, pipeline = json.loads(written) if written else ([], "")
        return (problems_of(rows), str(pipeline)) if written else None
    except (ValueError, TypeError, LookupError):  # somebody else wrote it
        return None
