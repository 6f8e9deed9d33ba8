"""Measures names in the captured articles, each with what the other annotations know."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Final

from site_builder.corpus import loading
from site_builder.corpus.captured_texts import find_texts
from site_builder.extraction.extract import publishable
from site_builder.extraction.gold_standard import KINDS
from site_builder.model.annotation import Annotation
from site_builder.model.article import Article
from site_builder.model.corpus import Corpus
from site_builder.names.matching import NameForm, compile_names, registry_names
from site_builder.proving.body import find_body
from site_builder.reviewing.evaluation.names import names_in
from site_builder.reviewing.evaluation.tables import ResultTable, share_of

_ARTICLES: Final = """\
The registry lacks what only this article's annotation refers to. Entries named: those that the \
annotation refers to and whose full name, alias or printed form is in the text. Met: published with the \
same span and kind. The rules were not written on these articles, but the articles were looked at once."""


def article_table(raw: Path) -> ResultTable:
    """Score what is found in each captured article with what the other annotations know."""
    project, _ = loading.find_project(Path.cwd())
    if project is None:
        return ResultTable("Captured articles", "No project here.", ("article",), ())
    known, _ = loading.load(project)
    texts, _ = find_texts([raw], {a.text.sha256 for a in known.articles.values() if a.text})
    rows = [row for id_, article in known.articles.items() if (row := _left_out(known, id_, article, texts))]
    return ResultTable(
        "Names: the captured articles, each left out in turn",
        _ARTICLES,
        ("article", "entries named", "found", "published", "places of their names", "met", "recall"),
        tuple(rows),
    )


def _left_out(known: Corpus, id_: Any, article: Article, texts: Mapping[str, str]) -> tuple[str, ...] | None:
    text = texts.get(article.text.sha256) if article.text else None
    body = find_body(text, article.text)[0] if text and article.text else None
    if text is None or body is None:
        return None
    named = registry_names(known.registry)
    own = _ids(known.annotations[id_], named)
    others = {
        one
        for other, annotation in known.annotations.items()
        if other != id_
        for one in _ids(annotation, named)
    }
    full = compile_names(n for n in named if n.id in own)
    gold = [m for m in names_in(text, body.stretches, full) if m.rank == 1 and m.label in KINDS.values()]
    rest = compile_names(n for n in named if n.id not in own - others)
    found = publishable(names_in(text, body.stretches, rest))
    spans = {(m.label, m.start, m.end) for m in found}
    ids: dict[str, set[str]] = {}
    for n in named:
        ids.setdefault(n.surface, set()).add(n.id)
    wanted = {one for m in gold for one in ids.get(m.surface, ())} & own
    met = {one for m in gold if (m.label, m.start, m.end) in spans for one in ids.get(m.surface, ())} & own
    right = sum((m.label, m.start, m.end) in spans for m in gold)
    return (
        id_,
        str(len(wanted)),
        str(len(met)),
        str(len(found)),
        str(len(gold)),
        str(right),
        share_of(right, len(gold)),
    )


def _ids(annotation: Annotation, named: Iterable[NameForm]) -> set[str]:
    """Collect the ids of the registry's entries that an annotation refers to."""
    return set(_strings(annotation)) & {n.id for n in named}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "at":
                yield from _strings(getattr(value, field.name))
