"""All the work on one article: its quotes proved, its text read, its layer written out.

What comes of it depends on the article's files, its text and the pipeline alone, so it may be done anywhere;
what goes in and comes out are plain values.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from site_builder.model.extraction_results import PIPELINE
from site_builder.model.problems import Problem
from site_builder.proving.extracting import ModelName, TextUnit, found_in, inputs_of, is_up_to_date
from site_builder.proving.layers import FreshLayer, Layer, layer_json
from site_builder.proving.proofs import ArticleUnit, prove_article


class ArticleProof(NamedTuple):
    """What the proofs of an article come to.

    Its problems; the version of extraction in the committed layer, if there is one; whether that holds as it
    is, and what extraction finds today; and whether there is a layer at all.
    """

    problems: tuple[Problem, ...]
    pipeline: str | None
    holds: bool
    is_read: bool
    has_layer: bool


class ArticleWork(NamedTuple):
    """The proofs of an article; the layer that was proved, if the committed one is another.

    Where the text was read, too, that layer is there as it is to be written instead.
    """

    proof: ArticleProof
    layer: Layer | None
    fresh: FreshLayer | None = None


Work = Callable[[Sequence[ArticleUnit]], Iterable[ArticleWork]]
"""Does the work on articles, in their order."""


def proved(model: ModelName, unit: ArticleUnit) -> ArticleWork:
    """Prove the quotes of an article."""
    layer, problems = prove_article(unit)
    holds = layer is not None and layer == unit.committed
    is_read = layer is not None and holds and is_up_to_date(unit.article, layer, model.name)
    pipeline = layer.pipeline if layer is not None and unit.committed is not None else None
    proof = ArticleProof(problems, pipeline, holds, is_read, layer is not None)
    return ArticleWork(proof, None if holds else layer)


def proved_and_read(model: ModelName, unit: ArticleUnit) -> ArticleWork:
    """Prove the quotes of an article, and find names, times and amounts in its text if that is not done."""
    work = proved(model, unit)
    layer = unit.committed if work.proof.holds else work.layer
    if layer is None or unit.text is None or is_up_to_date(unit.article, layer, model.name):
        return work
    inputs = inputs_of(unit.article, layer, model.name)
    of_text = unit.text, layer.body, unit.article.published, unit.article.language
    found = found_in(TextUnit(unit.name, *of_text, inputs, model))
    written = layer_json(replace(layer, pipeline=PIPELINE, inputs=inputs, found=found))
    return ArticleWork(work.proof, None, FreshLayer(written, found.unread))
