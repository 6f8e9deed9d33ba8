"""Texts that other processes read while this one still reads the corpus and proves its quotes.

What is found in a text depends on its article's file and itself. So the texts of articles without a layer are
given away first. What comes back is used where it was made of what the layer says; all else is read later.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from site_builder.corpus.captured_texts import find_texts, text_folders
from site_builder.corpus.file_kinds import ARTICLE, NOT_BY_HAND
from site_builder.corpus.file_reading import FileName, Memo, read_corpus_file
from site_builder.corpus.project import Project
from site_builder.corpus.source.kept import SaidArticle
from site_builder.model.article import Article, TextInfo
from site_builder.model.extraction_results import Extraction
from site_builder.model.normal_form import Span
from site_builder.model.value_types import ArticleId
from site_builder.proving.body import find_body
from site_builder.proving.executors import BegunWork, Executor, Processes
from site_builder.proving.extracting import TextUnit, found_in
from site_builder.proving.layers import layer_path
from site_builder.proving.proved_project import model_of
from site_builder.storage.files import list_files, location
from site_builder.storage.progress import counted

U = TypeVar("U")
R = TypeVar("R")


class EarlyText(NamedTuple):
    """A text whose body is not known yet, and what is said of where that stands."""

    unit: TextUnit
    info: TextInfo


Found = tuple[tuple[Span, ...], Extraction]
"""Where the body of a text stands, and what was found in it."""


def found_early(early: EarlyText) -> Found | None:
    """Find the body of a text, and names, times and amounts in it."""
    body, _ = find_body(early.unit.text, early.info)
    if body is None:
        return None
    return body.stretches, found_in(early.unit._replace(body=body.stretches))


@contextmanager
def texts_given_away(
    project: Project, texts: Sequence[Path], memo: Memo, executor: Executor
) -> Iterator[Executor]:
    """Let other processes begin with texts that have no layer; out comes who goes on with them.

    What is read of articles for it stays in the memory of files.
    """
    if not isinstance(executor, Processes) or executor.jobs < 2:
        yield executor
        return
    early = {one.unit.article: one for one in _without_layer(project, texts, memo)}
    work = executor.begin(found_early, tuple(early.values()))
    try:
        yield executor if work is None else _EarlyTexts(executor, early, work)
    finally:
        if work is not None:
            work.close()


@dataclass(frozen=True, slots=True)
class _EarlyTexts:
    """Goes on with texts of which some have been given away."""

    executor: Executor
    given: Mapping[ArticleId, EarlyText]
    work: BegunWork[EarlyText, Found | None]

    def map(self, function: Callable[[U], R], units: Sequence[U]) -> Iterator[R]:
        """Give the result of a function for each unit, in their order."""
        if function is not found_in:
            return self.executor.map(function, units)
        return cast("Iterator[R]", self._found(cast("Sequence[TextUnit]", units)))

    def _found(self, units: Sequence[TextUnit]) -> Iterator[Extraction]:
        coming = zip(self.given, self.work.results(), strict=True)
        rest = self.executor.map(found_in, [unit for unit in units if unit.article not in self.given])
        come: dict[ArticleId, Found | None] = {}
        for unit in units:
            if unit.article not in self.given:
                yield next(rest)
                continue
            while unit.article not in come:
                article, found = next(coming)
                come[article] = found
            yield self._usable(unit, come.pop(unit.article)) or found_in(unit)

    def _usable(self, unit: TextUnit, found: Found | None) -> Extraction | None:
        """What was found in a text, if it was that of the very same unit."""
        if found is None or found[0] != unit.body:
            return None
        given = self.given[unit.article].unit._replace(body=unit.body, inputs=unit.inputs)
        return found[1] if given == unit else None


def _without_layer(project: Project, texts: Sequence[Path], memo: Memo) -> Iterator[EarlyText]:
    articles = dict(_articles(project, memo))
    wanted = {article.text.sha256 for article in articles.values() if article.text}
    at_hand, _ = find_texts(text_folders(project, texts), wanted)
    model = model_of(project)
    for name, article in articles.items():
        text = at_hand.get(article.text.sha256) if article.text else None
        if article.text is not None and text is not None:
            unit = TextUnit(name, text, (), article.published, article.language, "", model)
            yield EarlyText(unit, article.text)


def _articles(project: Project, memo: Memo) -> Iterator[tuple[ArticleId, Article]]:
    paths, _ = list_files(project.root, "articles", NOT_BY_HAND)
    for path in counted(paths, "articles read", len(paths)):
        match = ARTICLE.pattern.fullmatch(path)
        if match is None or (project.root / layer_path(ArticleId(match[1]))).exists():
            continue
        named = FileName(path, ARTICLE, location(path).path, location(match[1]).path)
        file, _ = read_corpus_file(project.root, named, memo)
        if isinstance(file.value, SaidArticle):
            yield ArticleId(match[1]), file.value.article
