"""The extraction stage: what is found in the texts at hand and in the digests, as far as it is not known yet.

The only door to names and spaCy, opened where there is work: loading spaCy takes a second.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from site_builder.corpus.file_kinds import ARTICLE, NOT_BY_HAND
from site_builder.corpus.project import Settings
from site_builder.model.article import Article
from site_builder.model.corpus import Corpus
from site_builder.model.extraction_results import OTHER_LANGUAGES, PIPELINE, Extraction, has_rules
from site_builder.model.lazy import Anew, Lazy
from site_builder.model.problems import Location, Problem, quoted
from site_builder.model.value_types import ArticleId
from site_builder.proving.executors import Executor, InLine
from site_builder.proving.forks import asked_apart
from site_builder.proving.layer_reading import found_of
from site_builder.proving.layers import Layer, found_json, layer_path
from site_builder.storage.files import list_files
from site_builder.storage.hashes import known_hash
from site_builder.storage.progress import counted
from site_builder.storage.store import Store, key_of

STAGE = "digest"
SEPARATOR = "\n\n"
"""Stands between the paragraphs of a digest while names are looked for in it."""


@dataclass
class FoundInDigests:
    """Names found in digests before: in this process, and in any run of which a store keeps them.

    Others `find` them: `names_in`, here or elsewhere.
    """

    digests: MutableMapping[str, Extraction] = field(default_factory=dict)
    store: Store = field(default_factory=Store)
    find: Callable[[str], Extraction] = field(default_factory=lambda: names_in)


def inputs_of(article: Article, layer: Layer, model: str | None) -> str:
    """Hash of all that extraction depends on besides the text and its own version."""
    facts: tuple[object, ...] = (article.language, article.published, layer.body, model or "")
    if not has_rules(article.language):
        facts = (*facts, OTHER_LANGUAGES)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


class ModelName(NamedTuple):
    """The statistical model that site.yml names, if any, and where what it said is kept."""

    name: str | None = None
    kept: Path | None = None


NO_MODEL = ModelName()


class TextUnit(NamedTuple):
    """One text to be read, and all that what is found in it depends on besides the pipeline."""

    article: ArticleId
    text: str
    body: tuple[tuple[int, int], ...]
    published: str
    language: str
    inputs: str
    model: ModelName


def is_up_to_date(article: Article, layer: Layer, model: str | None) -> bool:
    """Tell whether a layer holds what the present version of extraction finds."""
    return (layer.pipeline, layer.inputs) == (PIPELINE, inputs_of(article, layer, model))


def refresh(
    corpus: Corpus,
    texts: Mapping[str, str],
    layers: Mapping[ArticleId, Layer],
    *,
    model: ModelName = NO_MODEL,
    executor: Executor | None = None,
    read: Collection[ArticleId] = (),
) -> Mapping[ArticleId, Layer]:
    """Find names, times and amounts in every text at hand whose layer does not hold them yet.

    Those of which it is known that they are `read` are not looked into.
    """
    left = {name: layers[name] for name in layers if name not in read}
    todo = tuple(_units(corpus, texts, left, model))
    results = counted((executor or InLine()).map(found_in, todo), "texts read", len(todo))
    done = {
        unit.article: replace(layers[unit.article], pipeline=PIPELINE, inputs=unit.inputs, found=found)
        for unit, found in zip(todo, results, strict=True)
    }
    return layers.beside(done) if isinstance(layers, Anew) else {**layers, **done}


def _units(
    corpus: Corpus, texts: Mapping[str, str], layers: Mapping[ArticleId, Layer], model: ModelName
) -> Iterator[TextUnit]:
    for name, layer in layers.items():
        text, article = texts.get(layer.sha256), corpus.articles[name]
        if text is not None and not is_up_to_date(article, layer, model.name):
            inputs = inputs_of(article, layer, model.name)
            yield TextUnit(name, text, layer.body, article.published, article.language, inputs, model)


def found_in(unit: TextUnit) -> Extraction:
    """Find names, times and amounts in a text: what is found depends on the unit and the pipeline alone."""
    from site_builder.extraction.extract import extract  # noqa: PLC0415 - spaCy is loaded only where it works
    from site_builder.extraction.statistical import Model  # noqa: PLC0415 - spaCy is loaded only where it works

    model = Model(unit.model.name, unit.model.kept) if unit.model.name else None
    return extract(unit.text, unit.body, unit.published, language=unit.language, model=model)


def load_pipeline() -> None:
    """Load what `found_in` works with, so that processes that are forked have it."""
    from site_builder.extraction.extract import extract  # noqa: PLC0415 - spaCy is loaded only where it works

    extract("", ())


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


@contextmanager
def found_apart(known: FoundInDigests, jobs: int, root: Path) -> Iterator[FoundInDigests]:
    """Have names found in a process of its own where there may be several: this one need not hold spaCy.

    Where the project in the folder `root` has articles that nobody has read, that is loaded there at once.
    """
    if jobs < 2 or not known.store.keeps:
        yield known
        return
    first = partial(_begin_apart, known.store, loads=has_unread_articles(root, known.store))
    with asked_apart(names_in, first) as find:
        yield replace(known, find=find)


def _begin_apart(store: Store, *, loads: bool) -> None:
    store.go_on_forked(tells=False)
    if loads:
        names_in("")


def has_unread_articles(root: Path, store: Store) -> bool:
    """Whether a project has articles that are others than when they were last read: digests may be new."""
    paths, _ = list_files(root, "articles", NOT_BY_HAND)
    return any(ARTICLE.pattern.fullmatch(path) and known_hash(store, root, path) is None for path in paths)


def in_digests(corpus: Corpus, known: FoundInDigests) -> Mapping[ArticleId, Extraction]:
    """Find names in every digest, as a text of its paragraphs with a `SEPARATOR` between them.

    One is looked through when somebody asks what is in it.
    """
    return Lazy({article: partial(_in_digest_of, corpus, article, known) for article in corpus.digests})


def _in_digest_of(corpus: Corpus, article: ArticleId, known: FoundInDigests) -> Extraction:
    return _in_digest(article, SEPARATOR.join(corpus.digests[article].paragraphs), known)


def _in_digest(article: ArticleId, text: str, known: FoundInDigests) -> Extraction:
    if text not in known.digests:
        key = key_of(PIPELINE, text)
        kept = _kept(known.store.get(STAGE, article, key), len(text))
        known.digests[text] = kept or known.find(text)
        if kept is None:
            known.store.put(STAGE, article, key, found_json(known.digests[text]))
    return known.digests[text]


def _kept(written: str | None, chars: int) -> Extraction | None:
    try:
        return found_of(written, chars) if written else None
    except ValueError:  # somebody else wrote it
        return None


def names_in(text: str) -> Extraction:
    """Find names in a digest: what is found depends on its words and on the pipeline alone."""
    from site_builder.extraction.extract import extract  # noqa: PLC0415 - spaCy is loaded only where it works

    return extract(text, ((0, len(text)),), names_alone=True)


def missing_model(settings: Settings) -> tuple[Problem, ...]:
    """Report a statistical model that site.yml names and nobody has installed."""
    if settings.model is None:
        return ()
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415 - few projects name one

    try:
        distribution(settings.model)
    except (PackageNotFoundError, ValueError):
        found, fix = quoted(settings.model), "install it in this environment, or leave out `model:`"
        place = settings.at.of("model")
        return (
            Problem(place, "model-missing", found, "the name of an installed spaCy model", fix, "warning"),
        )
    return ()


def old_layers(pipelines: Mapping[ArticleId, str]) -> tuple[Problem, ...]:
    """Report layers that another version of extraction made than the present one."""
    return tuple(
        Problem(
            Location(layer_path(article)),
            "layer-outdated",
            f"what version {pipeline or 'none'} of extraction found",
            f"version {PIPELINE}",
            "run `site-builder extract` where the text is at hand",
            "warning",
        )
        for article, pipeline in pipelines.items()
        if pipeline != PIPELINE
    )
