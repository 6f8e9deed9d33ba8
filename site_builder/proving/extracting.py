"""The extraction stage: what is found in the texts at hand and in the digests, as far as it is not known yet.

The only door to names and spaCy, opened where there is work: loading spaCy takes a second.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, MutableMapping
from concurrent import futures
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from site_builder.corpus.project import Settings
from site_builder.model.article import Article
from site_builder.model.corpus import Corpus
from site_builder.model.extraction_results import PIPELINE, Extraction
from site_builder.model.problems import Location, Problem, quoted
from site_builder.model.value_types import ArticleId
from site_builder.proving.layers import Layer, layer_path

SEPARATOR = "\n\n"
"""Stands between the paragraphs of a digest while names are looked for in it."""


@dataclass
class FoundInDigests:
    """What one run of the stage leaves for the next in the same process: names found in digests."""

    digests: MutableMapping[str, Extraction] = field(default_factory=dict)


def inputs_of(article: Article, layer: Layer, model: str | None) -> str:
    """Hash of all that extraction depends on besides the text and its own version."""
    facts = (article.language, article.published, layer.body, model or "")
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ModelName:
    """The statistical model that site.yml names, if any, and where what it said is kept."""

    name: str | None = None
    kept: Path | None = None


NO_MODEL = ModelName()


@dataclass(frozen=True, slots=True)
class ExtractionJob:
    """One text to be read."""

    article: ArticleId
    text: str
    body: tuple[tuple[int, int], ...]
    published: str
    language: str
    inputs: str


def refresh(
    corpus: Corpus,
    texts: Mapping[str, str],
    layers: Mapping[ArticleId, Layer],
    *,
    model: ModelName = NO_MODEL,
    jobs: int = 1,
) -> dict[ArticleId, Layer]:
    """Find names, times and amounts in every text at hand whose layer does not hold them yet."""
    todo = tuple(_jobs(corpus, texts, layers, model))
    found = dict(_extracted(todo, model, jobs))
    return {
        article: replace(layer, pipeline=PIPELINE, inputs=found[article][0], found=found[article][1])
        if article in found
        else layer
        for article, layer in layers.items()
    }


def _jobs(
    corpus: Corpus, texts: Mapping[str, str], layers: Mapping[ArticleId, Layer], model: ModelName
) -> Iterator[ExtractionJob]:
    for name, layer in layers.items():
        text, article = texts.get(layer.sha256), corpus.articles[name]
        inputs = inputs_of(article, layer, model.name)
        if text is not None and (layer.pipeline, layer.inputs) != (PIPELINE, inputs):
            yield ExtractionJob(name, text, layer.body, article.published, article.language, inputs)


_Result = tuple[ArticleId, tuple[str, Extraction]]


def _extracted(todo: tuple[ExtractionJob, ...], model: ModelName, jobs: int) -> list[_Result]:
    if jobs < 2 or len(todo) < 2:
        return _run_share(todo, model)
    shares = [todo[start::jobs] for start in range(min(jobs, len(todo)))]
    with futures.ProcessPoolExecutor(len(shares)) as pool:
        done = pool.map(_run_share, shares, [model] * len(shares))
        return [result for share in done for result in share]


def _run_share(share: tuple[ExtractionJob, ...], model: ModelName) -> list[_Result]:
    return [(job.article, (job.inputs, _run(job, model))) for job in share]


def _run(job: ExtractionJob, model: ModelName) -> Extraction:
    from site_builder.extraction.extract import extract  # noqa: PLC0415 - spaCy is loaded only where it works
    from site_builder.extraction.statistical import Model  # noqa: PLC0415 - spaCy is loaded only where it works

    statistical = Model(model.name, model.kept) if model.name else None
    return extract(job.text, job.body, job.published, language=job.language, model=statistical)


def unread(corpus: Corpus, layers: Mapping[ArticleId, Layer]) -> Iterator[Problem]:
    """Tell what was not looked at of texts that have just been read."""
    for article, layer in layers.items():
        yield from (long_text(corpus.articles[article], said) for said in layer.found.unread)


def long_text(article: Article, said: str) -> Problem:
    """Tell of a text that has more than is read."""
    return Problem(
        article.text.at.location if article.text else article.at.location,
        "long-text",
        f"a text of which {said}",
        "a text no longer than an article",
        "set `body:` to where the article begins and ends, or annotate the rest by hand",
        "warning",
    )


def in_digests(corpus: Corpus, known: FoundInDigests) -> dict[ArticleId, Extraction]:
    """Find names in every digest, as a text of its paragraphs with a `SEPARATOR` between them."""
    return {
        article: _in_digest(SEPARATOR.join(digest.paragraphs), known)
        for article, digest in corpus.digests.items()
    }


def _in_digest(text: str, known: FoundInDigests) -> Extraction:
    from site_builder.extraction.extract import extract  # noqa: PLC0415 - spaCy is loaded only where it works

    if text not in known.digests:
        known.digests[text] = extract(text, ((0, len(text)),))
    return known.digests[text]


def missing_model(settings: Settings) -> tuple[Problem, ...]:
    """Report a statistical model that site.yml names and nobody has installed."""
    if settings.model is None:
        return ()
    try:
        distribution(settings.model)
    except (PackageNotFoundError, ValueError):
        found, fix = quoted(settings.model), "install it in this environment, or leave out `model:`"
        place = settings.at.of("model")
        return (
            Problem(place, "model-missing", found, "the name of an installed spaCy model", fix, "warning"),
        )
    return ()


def old_layers(layers: Mapping[ArticleId, Layer]) -> tuple[Problem, ...]:
    """Report layers that another version of extraction made."""
    return tuple(
        Problem(
            Location(layer_path(article)),
            "layer-outdated",
            f"what version {layer.pipeline or 'none'} of extraction found",
            f"version {PIPELINE}",
            "run `site-builder extract` where the text is at hand",
            "warning",
        )
        for article, layer in layers.items()
        if layer.pipeline != PIPELINE
    )
