"""The extraction stage: what is found in the texts at hand and in the digests, as far as it is not known yet.

The only door to `site_builder.extraction`, opened where there is work: loading spaCy takes a second.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.extracted import Layer, layer_path
from site_builder.findings import PIPELINE, PUBLISHED_RANK, Extraction, Mention
from site_builder.model import ArticleId, Corpus, Registry
from site_builder.problems import Location, Problem, quoted
from site_builder.project import Settings

if TYPE_CHECKING:
    from site_builder.extraction import Named, Names

SEPARATOR = "\n\n"
"""Stands between the paragraphs of a digest while names are looked for in it."""


@dataclass
class Known:
    """What one run of the stage leaves for the next in the same process."""

    names: "tuple[str, Names] | None" = None
    digests: MutableMapping[str, tuple[Mention, ...]] = field(default_factory=dict)


def names_hash(registry: Registry) -> str:
    """Hash of every form under which the registry names something."""
    forms = [
        (kind, name, entry.name, entry.aliases, entry.printed, getattr(entry, "type", ""))
        for kind in ("actors", "places", "equipment")
        for name, entry in sorted(getattr(registry, kind).items())
    ]
    return hashlib.sha256(json.dumps(forms).encode()).hexdigest()[:16]


def inputs_of(names: str, published: str, layer: Layer, model: str | None) -> str:
    """Hash of all that extraction depends on besides the text and its own version."""
    facts = (names, published, layer.body, model or "")
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ModelName:
    """The statistical model that site.yml names, if any, and where what it said is kept."""

    name: str | None = None
    kept: Path | None = None


NO_MODEL = ModelName()


@dataclass(frozen=True, slots=True)
class Job:
    """One text to be read."""

    article: ArticleId
    text: str
    body: tuple[tuple[int, int], ...]
    published: str
    inputs: str


def refresh(
    corpus: Corpus,
    texts: Mapping[str, str],
    layers: Mapping[ArticleId, Layer],
    known: Known,
    *,
    model: ModelName = NO_MODEL,
    jobs: int = 1,
) -> dict[ArticleId, Layer]:
    """Find names, times and amounts in every text at hand whose layer does not hold them yet."""
    todo = tuple(_jobs(corpus, texts, layers, model))
    found = _extracted(todo, corpus.registry, model, known, jobs) if todo else {}
    return {
        article: replace(layer, pipeline=PIPELINE, inputs=found[article][0], found=found[article][1])
        if article in found
        else layer
        for article, layer in layers.items()
    }


def _jobs(
    corpus: Corpus, texts: Mapping[str, str], layers: Mapping[ArticleId, Layer], model: ModelName
) -> Iterator[Job]:
    names = names_hash(corpus.registry)
    for article, layer in layers.items():
        text = texts.get(layer.sha256)
        published = corpus.articles[article].published
        inputs = inputs_of(names, published, layer, model.name)
        if text is not None and (layer.pipeline, layer.inputs) != (PIPELINE, inputs):
            yield Job(article, text, layer.body, published, inputs)


def _extracted(
    todo: tuple[Job, ...], registry: Registry, model: ModelName, known: Known, jobs: int
) -> dict[ArticleId, tuple[str, Extraction]]:
    if jobs < 2 or len(todo) < 2:
        names = _names(registry, known)
        return {job.article: (job.inputs, _run(job, names, model)) for job in todo}
    from site_builder.extraction import registry_names  # noqa: PLC0415 - spaCy is loaded only where it works

    shares = [todo[start::jobs] for start in range(min(jobs, len(todo)))]
    named = registry_names(registry)
    with ProcessPoolExecutor(len(shares)) as pool:
        done = pool.map(_run_share, shares, [named] * len(shares), [model] * len(shares))
        return {article: result for share in done for article, result in share}


def _run_share(
    share: tuple[Job, ...], named: "tuple[Named, ...]", model: ModelName
) -> list[tuple[ArticleId, tuple[str, Extraction]]]:
    from site_builder.extraction import compile_names  # noqa: PLC0415 - spaCy is loaded only where it works

    names = compile_names(named)
    return [(job.article, (job.inputs, _run(job, names, model))) for job in share]


def _names(registry: Registry, known: Known) -> "Names":
    from site_builder.extraction import compile_names  # noqa: PLC0415 - spaCy is loaded only where it works

    stamp = names_hash(registry)
    if known.names is None or known.names[0] != stamp:
        known.names, known.digests = (stamp, compile_names(registry)), {}
    return known.names[1]


def _run(job: Job, names: "Names", model: ModelName) -> Extraction:
    from site_builder.extraction import Model, extract  # noqa: PLC0415 - spaCy is loaded only where it works

    statistical = Model(model.name, model.kept) if model.name else None
    return extract(job.text, job.body, job.published, names, statistical)


def in_digests(corpus: Corpus, known: Known) -> dict[ArticleId, tuple[tuple[Mention, ...], ...]]:
    """Find the registry's names in every digest, and back-references to them, a list for each paragraph."""
    if not corpus.digests:
        return {}
    names = _names(corpus.registry, known)
    return {
        article: tuple(_by_paragraph(digest.paragraphs, _in_digest(digest.paragraphs, names, known)))
        for article, digest in corpus.digests.items()
    }


def _in_digest(paragraphs: Iterable[str], names: "Names", known: Known) -> tuple[Mention, ...]:
    from site_builder.extraction import candidates  # noqa: PLC0415 - spaCy is loaded only where it works

    text = SEPARATOR.join(paragraphs)
    if text not in known.digests:
        found = candidates(text, ((0, len(text)),), names)
        known.digests[text] = tuple(mention for mention in found if mention.rank <= PUBLISHED_RANK)
    return known.digests[text]


def _by_paragraph(paragraphs: Iterable[str], mentions: Iterable[Mention]) -> Iterator[tuple[Mention, ...]]:
    begin = 0
    for paragraph in paragraphs:
        end = begin + len(paragraph)
        yield tuple(
            replace(mention, start=mention.start - begin, end=mention.end - begin)
            for mention in mentions
            if begin <= mention.start and mention.end <= end
        )
        begin = end + len(SEPARATOR)


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
