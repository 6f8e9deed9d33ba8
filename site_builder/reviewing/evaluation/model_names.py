"""Measures the candidates of rules beside those of models that are installed, and the speed of both."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from site_builder.extraction.extract import extract
from site_builder.extraction.gold_standard import KINDS, score_names
from site_builder.extraction.prepared import prepare
from site_builder.extraction.scoring import Counts
from site_builder.extraction.statistical import Model, installed_models, model_mentions, name_and_versions
from site_builder.model.extraction_results import Mention
from site_builder.names.overlaps import settle
from site_builder.reviewing.evaluation.corpora import HALVES
from site_builder.reviewing.evaluation.named_articles import CORPORA, WIKINEWS, NamedArticle
from site_builder.reviewing.evaluation.tables import ResultTable, numbers_of

_CANDIDATES: Final = """\
All that is proposed or published, as the annotators mark, so that gaps of theirs count as errors of all. \
*Both* is what annotators see where `site.yml` names the model: what rules find, and what the model finds \
beside."""
_NO_MODEL: Final = " No model for English was installed in this run."
_SPEED: Final = """\
Words a second of CPU time, in one process that has read other texts before: rules with times and amounts, \
and models alone, on the held-out texts of wikinews (models on the first of them)."""
_OF_MODELS: Final = 20
"""Texts that models are timed on: they need some hundred times as long as rules."""


def candidate_table(articles: Sequence[NamedArticle], found: Mapping[str, Sequence[Mention]]) -> ResultTable:
    """Score all candidates of rules, of each model, and of both."""
    return ResultTable(
        "All candidates, beside models",
        _CANDIDATES + ("" if installed_models() else _NO_MODEL),
        ("corpus", "half", "by", "marked", "found", "right", "precision", "recall", "F"),
        tuple(_rows(articles, found)),
    )


def _rows(
    articles: Sequence[NamedArticle], found: Mapping[str, Sequence[Mention]]
) -> Iterator[tuple[str, ...]]:
    marked = [article for article in articles if article.corpus != WIKINEWS]
    by = {"rules": {article.id: tuple(found[article.id]) for article in marked}}
    for model in installed_models():
        said = {article.id: _said(article.text, model) for article in marked}
        by[name_and_versions(model)] = said
        by[f"both, with {model}"] = {one: settle((*found[one], *names)) for one, names in said.items()}
    for half in reversed(HALVES):
        for corpus in CORPORA[:-1]:
            some = [article for article in marked if (article.corpus, article.half) == (corpus, half)]
            for way, names in by.items():
                counts = sum((_score(article, names[article.id]) for article in some), Counts())
                yield (corpus, half, way, *numbers_of(counts))


def _score(article: NamedArticle, names: Sequence[Mention]) -> Counts:
    return score_names([m for m in names if article.counts(m)], article.names)


def _said(text: str, model: str) -> tuple[Mention, ...]:
    names = model_mentions(prepare(text, [(0, len(text))]), Model(model))
    return tuple(name for name in names if name.label in KINDS.values())


def speed_table(articles: Sequence[NamedArticle]) -> ResultTable:
    """Time extraction by rules and by each model."""
    texts = [one.text for one in articles if (one.corpus, one.half) == (WIKINEWS, HALVES[1])]
    rows = [("rules", _speed(lambda text: extract(text, [(0, len(text))], "2020-01-01"), texts))]
    rows += [
        (name_and_versions(model), _speed(partial(_said, model=model), texts[:_OF_MODELS]))
        for model in installed_models()
    ]
    return ResultTable("Speed", _SPEED, ("by", "words a CPU second"), tuple(rows))


def _speed(work: Callable[[str], object], texts: Sequence[str]) -> str:
    for text in texts[:_OF_MODELS]:
        work(text)
    begin = time.process_time()
    for text in texts:
        work(text)
    taken = time.process_time() - begin
    return f"{round(sum(len(text.split()) for text in texts) / max(taken, 1e-9), -2):,.0f}"
