"""The proofs of all articles, with those that are known to hold for the same files not made again.

What is proved of an article depends on its file, its annotation, its layer, its text and the limits alone.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from site_builder.corpus.loading import Memo
from site_builder.corpus.project import Settings
from site_builder.model.corpus import Corpus
from site_builder.model.lazy import Lazy, given
from site_builder.model.problem_rows import problems_of, rows_of
from site_builder.model.problems import Checked, Problem
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
        prove = partial(_prove, article, corpus, texts, layers, settings)
        key = _key(article, texts, settings, memo)
        known = _known(memo, article, key)
        if known is None:
            known, layer = _proved(article, prove(), corpus, layers, settings)
            if key:
                memo.store.put(STAGE, article, key, json.dumps([rows_of(known.problems), *known[1:]]))
            if layer is not None:
                makers[article] = given(layer)
        elif known.holds:
            makers[article] = partial(layers.__getitem__, article)
        elif known.has_layer:
            makers[article] = partial(_made_again, prove)
        problems += known.problems
        if known.pipeline is not None:
            pipelines[article] = known.pipeline
        read |= {article} if known.is_read else set()
    return ProvedLayers(Lazy(makers), (*problems, *orphans(corpus, layers)), pipelines, frozenset(read))


def _prove(
    article: ArticleId,
    corpus: Corpus,
    texts: Mapping[str, str],
    layers: Mapping[ArticleId, Layer],
    settings: Settings,
) -> Checked[Layer | None]:
    return prove_article(article, corpus, texts, layers.get(article), settings)


class _Proved(NamedTuple):
    """What the proofs of an article come to.

    Its problems; the version of extraction in the committed layer, if there is one; whether that holds as it
    is, and what extraction finds today; and whether there is a layer at all.
    """

    problems: tuple[Problem, ...]
    pipeline: str | None
    holds: bool
    is_read: bool
    has_layer: bool


def _proved(
    article: ArticleId,
    proved: Checked[Layer | None],
    corpus: Corpus,
    layers: Mapping[ArticleId, Layer],
    settings: Settings,
) -> tuple[_Proved, Layer | None]:
    layer, problems = proved
    committed = layers.get(article)
    holds = layer is not None and layer == committed
    is_read = layer is not None and holds and is_up_to_date(corpus.articles[article], layer, settings.model)
    pipeline = layer.pipeline if layer is not None and committed is not None else None
    known = _Proved(problems, pipeline, holds, is_read, layer is not None)
    return known, committed if holds else layer


def _made_again(prove: Callable[[], Checked[Layer | None]]) -> Layer:
    """Prove again what had a layer a moment ago."""
    layer, _ = prove()
    if layer is None:
        raise KeyError
    return layer


def hash_of_reading(article: ArticleId, texts: Mapping[str, str], settings: Settings, memo: Memo) -> str:
    """Hash of all that is read of an article, and that its proofs depend on; empty where it has no layer."""
    return _key(article, texts, settings, memo) if layer_path(article) in memo.hashes else ""


def _key(article: ArticleId, texts: Mapping[str, str], settings: Settings, memo: Memo) -> str:
    paths = f"articles/{article}.md", f"annotations/articles/{article}.yml", layer_path(article)
    read = [memo.hashes.get(path, "") for path in paths]
    if not memo.store.keeps or not read[0]:
        return ""
    text = memo.texts.get(article)
    at_hand = text is not None and text.sha256 in texts
    return key_of(*read, str(at_hand), repr((settings.limits, settings.model)))


def _known(memo: Memo, article: ArticleId, key: str) -> _Proved | None:
    written = memo.store.get(STAGE, article, key) if key else None
    try:
        rows, *others = json.loads(written or "[]")
        return _Proved(problems_of(rows), *others)
    except (ValueError, TypeError, LookupError):  # nothing, or what somebody else wrote
        return None
