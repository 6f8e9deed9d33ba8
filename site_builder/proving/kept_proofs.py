"""The proofs of all articles, with those that are known to hold for the same files not made again.

What is proved of an article depends on its file, its annotation, its layer, its text and the limits alone.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from site_builder.corpus.loading import Memo
from site_builder.corpus.project import Settings
from site_builder.model.corpus import Corpus
from site_builder.model.extraction_results import PIPELINE
from site_builder.model.lazy import Anew, given, made_once
from site_builder.model.problem_rows import problems_of, rows_of
from site_builder.model.problems import Problem
from site_builder.model.value_types import ArticleId
from site_builder.proving.article_work import ArticleProof, ArticleWork, Work, proved
from site_builder.proving.extracting import ModelName
from site_builder.proving.layer_reading import read_layer
from site_builder.proving.layers import FreshLayer, Layer, layer_path
from site_builder.proving.proofs import ArticleUnit, article_unit, orphans, prove_article
from site_builder.storage.progress import counted
from site_builder.storage.store import key_of

STAGE: Final = "proof"


@dataclass(frozen=True, slots=True)
class ProvedLayers:
    """The layers that hold, what is wrong, and the version of extraction that made each committed one.

    `read` are the articles whose layer is as it was committed, and holds what extraction finds today;
    `fresh` are layers of texts that were read by the way.
    """

    layers: Mapping[ArticleId, Layer]
    problems: tuple[Problem, ...]
    pipelines: Mapping[ArticleId, str]
    read: frozenset[ArticleId]
    fresh: Mapping[ArticleId, ArticleWork]


def proved_layers(
    corpus: Corpus,
    texts: Mapping[str, str],
    layers: Mapping[ArticleId, Layer],
    settings: Settings,
    memo: Memo,
    *,
    work: Work | None = None,
) -> ProvedLayers:
    """Prove every quote, as `prove_corpus` does, but for articles of which nothing has changed.

    Who does the `work` may read texts, too.
    """
    memo.store.read_ahead(STAGE, again=True)
    said = _said(settings)
    keys = {article: _key(article, texts, said, memo) for article in corpus.articles}
    known = {article: _known(memo, article, key) for article, key in keys.items()}
    unit = partial(_unit, corpus, texts, layers, settings)
    todo = [unit(article) for article, proof in known.items() if proof is None]
    done = iter((work or partial(map, partial(proved, ModelName(settings.model))))(todo))
    makers: dict[ArticleId, Callable[[], Layer]] = {}
    proofs: dict[ArticleId, ArticleProof] = {}
    fresh: dict[ArticleId, ArticleWork] = {}
    for article, proof in counted(known.items(), "articles looked through", len(known)):
        new = next(done) if proof is None else ArticleWork(proof, None)
        proofs[article] = new.proof
        if proof is None:
            _keep(memo, article, keys[article], new.proof)
        if new.fresh is not None:
            fresh[article] = new
            makers[article] = made_once(partial(_as_written, article, new.fresh))
        elif new.proof.holds:
            makers[article] = partial(layers.__getitem__, article)
        elif new.layer is not None:
            makers[article] = given(new.layer)
        elif new.proof.has_layer:
            makers[article] = made_once(partial(_made_again, unit, article))
    return ProvedLayers(
        Anew(makers),
        (*(one for proof in proofs.values() for one in proof.problems), *orphans(corpus, layers)),
        {article: proof.pipeline for article, proof in proofs.items() if proof.pipeline is not None},
        frozenset(article for article, proof in proofs.items() if proof.is_read),
        fresh,
    )


def _unit(
    corpus: Corpus,
    texts: Mapping[str, str],
    layers: Mapping[ArticleId, Layer],
    settings: Settings,
    article: ArticleId,
) -> ArticleUnit:
    return article_unit(article, corpus, texts, layers.get(article), settings.limits)


def _as_written(article: ArticleId, fresh: FreshLayer) -> Layer:
    layer, _ = read_layer(fresh.json.encode(), layer_path(article), article)
    if layer is None:
        raise KeyError(article)
    return layer


def _made_again(unit: Callable[[ArticleId], ArticleUnit], article: ArticleId) -> Layer:
    """Prove again what had a layer a moment ago."""
    layer, _ = prove_article(unit(article))
    if layer is None:
        raise KeyError(article)
    return layer


def keep_written(
    fresh: Mapping[ArticleId, ArticleWork], texts: Mapping[str, str], settings: Settings, memo: Memo
) -> None:
    """Keep what the proofs of articles come to now that their layers are written."""
    for article, work in fresh.items():
        data = work.fresh.json.encode() if work.fresh else b""
        if memo.hashes.get(layer_path(article)) == hashlib.sha256(data).hexdigest():
            problems = tuple(one for one in work.proof.problems if one.rule != "layer-outdated")
            proof = ArticleProof(problems, PIPELINE, holds=True, is_read=True, has_layer=True)
            _keep(memo, article, _key(article, texts, _said(settings), memo), proof)


def hash_of_reading(article: ArticleId, texts: Mapping[str, str], settings: Settings, memo: Memo) -> str:
    """Hash of all that is read of an article, and that its proofs depend on; empty where it has no layer."""
    return _key(article, texts, _said(settings), memo) if layer_path(article) in memo.hashes else ""


def _said(settings: Settings) -> str:
    """What site.yml says that proofs depend on."""
    return repr((settings.limits, settings.model))


def _key(article: ArticleId, texts: Mapping[str, str], said: str, memo: Memo) -> str:
    paths = f"articles/{article}.md", f"annotations/articles/{article}.yml", layer_path(article)
    read = [memo.hashes.get(path, "") for path in paths]
    if not memo.store.keeps or not read[0]:
        return ""
    text = memo.texts.get(article)
    at_hand = text is not None and text.sha256 in texts
    return key_of(*read, str(at_hand), said)


def _keep(memo: Memo, article: ArticleId, key: str, proof: ArticleProof) -> None:
    if key:
        memo.store.put(STAGE, article, key, json.dumps([rows_of(proof.problems), *proof[1:]]))


def _known(memo: Memo, article: ArticleId, key: str) -> ArticleProof | None:
    if key and (known := memo.proofs.get(article)) and known[0] == key:
        held: ArticleProof = known[1]
        return held
    proof = _read_proof(memo.store.get(STAGE, article, key) if key else None)
    if proof is not None:
        memo.proofs[article] = key, proof
    return proof


@lru_cache(maxsize=256)
def _read_proof(written: str | None) -> ArticleProof | None:
    """Read a proof; those of articles without problems are written alike."""
    try:
        rows, *others = json.loads(written or "[]")
        return ArticleProof(problems_of(rows), *others)
    except (ValueError, TypeError, LookupError):  # nothing, or what somebody else wrote
        return None
