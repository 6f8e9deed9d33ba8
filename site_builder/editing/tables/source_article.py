"""The article that prints a table: its captured text, its annotation as it is, and the project around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.corpus import loading as corpora
from site_builder.corpus.captured_texts import text_of
from site_builder.corpus.file_kinds import CorpusKind
from site_builder.corpus.file_reading import FileName, file_named
from site_builder.corpus.loading import Project
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.corpus.unchecked import Draft
from site_builder.corpus.vocabulary.own_fields import kinds_of
from site_builder.editing.tables.map_types import ReadMap
from site_builder.editing.tables.row_quotes import CapturedText
from site_builder.model.problems import Checked, Problem, did_you_mean, quoted
from site_builder.model.value_types import ArticleId
from site_builder.proving.body import find_body
from site_builder.storage.files import link_problems, read_file


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """An article whose table is read; `before` are the bytes of its annotation, None where it has none."""

    project: Project
    draft: Draft
    name: ArticleId
    file: FileName
    kinds: tuple[CorpusKind, ...]
    before: bytes | None
    captured: CapturedText


def source_article(
    project: Project, draft: Draft, found: Sequence[Problem], read: ReadMap, texts: Sequence[Path]
) -> Checked[SourceArticle | None]:
    """Find the article that a map names, with its text."""
    name, corpus = ArticleId(read.said.article), draft.corpus
    if name not in corpus.articles:
        otherwise = "capture it first with `site-builder add`: a table is published by somebody, too"
        fix = did_you_mean(name, corpus.articles, otherwise)
        at = read.said.at.of("article")
        broken = tuple(p for p in found if p.location.path == f"articles/{name}.md")
        return None, broken or (Problem(at, "unknown-article", quoted(name), "the id of an article", fix),)
    kinds = kinds_of(corpus.registry)
    file = file_named(f"annotations/articles/{name}.yml", kinds)
    if file is None:
        raise ValueError(name)
    before, problems = _bytes_of(project.root, file.path)
    if problems:
        return None, problems
    info = corpus.articles[name].text
    text, problems = text_of(project, name, info, texts)
    if text is None or info is None:
        return None, problems
    body, problems = find_body(text, info)
    if body is None:
        return None, problems
    captured = CapturedText(text, body)
    return SourceArticle(project, draft, name, file, kinds, before, captured), ()


def load_project(project: Project) -> Checked[Draft]:
    """Read the project; what is wrong with it elsewhere is for `check` to tell."""
    return corpora.load_draft(project)


def _bytes_of(root: Path, path: str) -> Checked[bytes | None]:
    if links := tuple(link_problems(root, path)):
        return None, links
    return read_file(root, path, FILE_BYTES) if (root / path).exists() else (None, ())
