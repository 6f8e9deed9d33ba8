"""The proofs of a whole corpus: with a text at hand they are made, without it the committed layer tells."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from site_builder.corpus.checks.digests import check_digest, check_length
from site_builder.corpus.project import Limits, Settings
from site_builder.model import normal_form
from site_builder.model.annotation import Annotation
from site_builder.model.article import Article, Digest, TextInfo
from site_builder.model.corpus import Corpus
from site_builder.model.extraction_results import Extraction
from site_builder.model.problems import Checked, Location, Problem, quoted
from site_builder.model.quotation import Failure, form_fault
from site_builder.model.records import DateRecord, Record
from site_builder.model.value_types import ArticleId, Quote
from site_builder.proving.body import Body, find_body
from site_builder.proving.layers import Layer, layer_path
from site_builder.proving.quoted_share import check_shown, quoted_runs, quoted_share
from site_builder.proving.quotes import Proof, prove, quote_key

__all__ = ["WrittenQuote", "prove_corpus", "quoted_runs", "quoted_share", "written_quotes"]

_EXTRACT = "run `site-builder extract` where the text is at hand"
_HINTED = 25
"""So many failures of an article are looked into; the rest waits until those are mended."""


class WrittenQuote(NamedTuple):
    """A quote of a record and where it is written; `listed` with others of the same record."""

    quote: Quote
    location: Location
    prefix: str | None
    suffix: str | None
    listed: bool
    key: str


def written_quotes(annotation: Annotation) -> Iterator[WrittenQuote]:
    """List the quotes of an annotation, as often as they are written."""
    for _, records in annotation.sections:
        for record in records:
            yield from _asked_by(record)


def _asked_by(record: Record | DateRecord) -> Iterator[WrittenQuote]:
    listed = isinstance(record.quote, tuple)
    for i, quote in enumerate(record.quotes):
        location = record.at.of("quote", i) if listed else record.at.of("quote")
        key = quote_key(quote, record.prefix, record.suffix)
        yield WrittenQuote(quote, location, record.prefix, record.suffix, listed, key)


def prove_corpus(
    corpus: Corpus, texts: Mapping[str, str], layers: Mapping[ArticleId, Layer], settings: Settings
) -> Checked[Mapping[ArticleId, Layer]]:
    """Prove every quote, from the texts at hand (by sha256) or by the committed layers.

    Out come the layers that hold: made anew with a text, else as committed for that same text.
    """
    proved: dict[ArticleId, Layer] = {}
    problems: list[Problem] = []
    for article in corpus.articles:
        layer, found = prove_article(
            article_unit(article, corpus, texts, layers.get(article), settings.limits)
        )
        problems += found
        if layer is not None:
            proved[article] = layer
    return proved, (*problems, *orphans(corpus, layers))


class ArticleUnit(NamedTuple):
    """An article with all that its proofs depend on: its files, its text if at hand, its committed layer."""

    name: ArticleId
    article: Article
    annotation: Annotation | None
    digest: Digest | None
    text: str | None
    committed: Layer | None
    limits: Limits


def article_unit(
    name: ArticleId, corpus: Corpus, texts: Mapping[str, str], committed: Layer | None, limits: Limits
) -> ArticleUnit:
    """Gather what belongs to one article."""
    article = corpus.articles[name]
    text = texts.get(article.text.sha256) if article.text else None
    annotation, digest = corpus.annotations.get(name), corpus.digests.get(name)
    return ArticleUnit(name, article, annotation, digest, text, committed, limits)


def prove_article(unit: ArticleUnit) -> Checked[Layer | None]:
    """Prove the quotes of one article, and look at its digest beside its text."""
    article, text = unit.article, unit.text
    wanted = tuple(written_quotes(unit.annotation)) if unit.annotation else ()
    if article.text is not None and text is not None:
        layer, found = _proved(unit.name, article.text, text, wanted, unit.committed)
    else:
        layer, found = _believed(article, wanted, unit.committed)
    problems = [*found]
    if layer is not None and article.reserved:
        problems += check_shown(layer, _first_of_each(wanted), unit.limits)
    if unit.digest is not None:
        path = f"articles/{unit.name}.md"
        problems += check_digest(unit.digest, path, text, unit.limits.quoted_run)
        if not article.publishes_text:  # readers have the text itself
            problems += check_length(unit.digest, path, layer.body_words if layer else None)
    return layer, tuple(problems)


def orphans(corpus: Corpus, layers: Iterable[ArticleId]) -> Iterator[Problem]:
    """Tell of the layers of articles that are gone."""
    return (_orphan(article) for article in layers if article not in corpus.articles)


def _first_of_each(wanted: Iterable[WrittenQuote]) -> dict[str, tuple[Quote, Location]]:
    """Quotes by key, each where it is first written."""
    return {quote.key: (quote.quote, quote.location) for quote in reversed(tuple(wanted))}


# ------------------------------------------------------------------ with the text


def _proved(
    article: ArticleId, info: TextInfo, text: str, wanted: Iterable[WrittenQuote], committed: Layer | None
) -> Checked[Layer | None]:
    if len(text) != info.chars:
        expected = "the length of the text in code points"
        place = info.at.of("chars")
        return None, (Problem(place, "text-chars", str(info.chars), expected, f"write {len(text)}"),)
    body, problems = find_body(text, info)
    if body is None:
        return None, problems
    proofs, failures = _prove_all(body, wanted)
    kept = committed if committed and committed.sha256 == info.sha256 else None
    layer = Layer(
        article=article,
        sha256=info.sha256,
        chars=info.chars,
        normaliser=normal_form.VERSION,
        pipeline=kept.pipeline if kept else "",
        body=body.stretches,
        body_words=len(body.words),
        paragraphs=body.paragraphs,
        proofs=proofs,
        inputs=kept.inputs if kept else "",
        found=kept.found if kept else Extraction(),
    )
    outdated = () if layer == committed else (_outdated(article, committed),)
    return layer, (*failures, *outdated)


def _prove_all(body: Body, wanted: Iterable[WrittenQuote]) -> Checked[dict[str, Proof]]:
    results: dict[tuple[str, bool], Proof | Failure] = {}
    problems: list[Problem] = []
    for quote in wanted:
        known = quote.key, quote.listed
        if known not in results:
            hints = len(problems) < _HINTED
            results[known] = _prove(body, quote, hints=hints)
        result = results[known]
        if isinstance(result, Failure):
            problems.append(result.problem(quote.location))
    proofs = {result.key: result for result in results.values() if isinstance(result, Proof)}
    return dict(sorted(proofs.items(), key=lambda item: item[1])), tuple(problems)


def _prove(body: Body, asked_for: WrittenQuote, *, hints: bool) -> Proof | Failure:
    result = prove(body, asked_for.quote, asked_for.prefix, asked_for.suffix, hints=hints)
    if isinstance(result, Proof) or not asked_for.listed or not (asked_for.prefix or asked_for.suffix):
        return result
    # In a list, prefix and suffix are there for the quotes that need them.
    bare = prove(body, asked_for.quote, hints=False)
    return bare._replace(key=asked_for.key) if isinstance(bare, Proof) else result


def _outdated(article: ArticleId, committed: Layer | None) -> Problem:
    found = "a layer that differs from what the text gives" if committed else "no layer"
    expected = "the places of the quotes in the text at hand"
    return Problem(
        Location(layer_path(article)),
        "layer-outdated",
        found,
        expected,
        "run `site-builder extract`",
        "warning",
    )


# ------------------------------------------------------------------ without the text


def _believed(
    article: Article, wanted: Iterable[WrittenQuote], committed: Layer | None
) -> Checked[Layer | None]:
    problems = []
    layer = committed
    if committed is not None and (article.text is None or committed.sha256 != article.text.sha256):
        layer = None
        found, expected = "the layer of another text", "one of the text that `text.sha256` names"
        place = Location(layer_path(committed.article))
        problems.append(Problem(place, "stale-layer", found, expected, _EXTRACT, "warning"))
    elif committed is not None and committed.normaliser != normal_form.VERSION:
        found, expected = f"a layer of normaliser {committed.normaliser}", f"normaliser {normal_form.VERSION}"
        place = Location(layer_path(committed.article))
        problems.append(Problem(place, "old-layer", found, expected, _EXTRACT, "warning"))
    known: Mapping[str, Proof] = layer.proofs if layer else {}
    for quote in wanted:
        fault = form_fault(quote.quote)
        if fault is not None:
            problems.append(fault.problem(quote.location))
        elif quote.key not in known:
            problems.append(_unverified(quote))
    return layer, tuple(problems)


def _unverified(asked_for: WrittenQuote) -> Problem:
    return Problem(
        asked_for.location,
        "unverified-quote",
        f"{quoted(asked_for.quote)}, not yet found in a text",
        "a quote that someone who holds the text has looked up in it",
        _EXTRACT,
        "warning",
    )


def _orphan(article: ArticleId) -> Problem:
    fix = "run `site-builder extract`, which removes it"
    place = Location(layer_path(article))
    return Problem(
        place, "orphan-layer", "a layer without an article", "an article with this id", fix, "warning"
    )
