"""The command `suggest`: finds an article's text, proposes, and writes into its annotation where asked."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from site_builder.corpus import loading as corpora
from site_builder.corpus.captured_texts import text_of
from site_builder.corpus.file_reading import Memo
from site_builder.corpus.loading import Project
from site_builder.corpus.placeholders import TO_FILL
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.corpus.vocabulary.own_files import own_at
from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.editing.suggest.suggesting import Suggestions, suggest
from site_builder.editing.suggest.writing.entries import MEASURES
from site_builder.editing.suggest.writing.inserting import inserted
from site_builder.model.annotation import Annotation
from site_builder.model.corpus import Corpus
from site_builder.model.own_sections import own_classes
from site_builder.model.problems import Checked, Location, Problem, did_you_mean, in_order, quoted
from site_builder.model.value_types import ArticleId
from site_builder.storage.files import link_problems, read_file, write_file


def suggest_for(project: Project, article: str, texts: Sequence[Path] = ()) -> Checked[Suggestions | None]:
    """Propose records for an article of a project; none, with the reason, where that cannot be done.

    Problems elsewhere in the project are not told here: `check` does.
    """
    corpus, found = corpora.load(project)
    article_id = ArticleId(article)
    if article_id not in corpus.articles:
        return None, (_unknown(corpus, article, found),)
    path = _path(article_id)
    links = tuple(link_problems(project.root, path))
    if links:
        return None, links
    here = tuple(problem for problem in found if problem.location.path in {path, f"articles/{article}.md"})
    if article_id not in corpus.annotations and (project.root / path).exists():
        return None, here
    text, problems = text_of(project, article_id, corpus.articles[article_id].text, texts)
    if text is None:
        return None, problems
    suggestions, more = suggest(corpus, article_id, text, project.settings)
    kind = annotation_class(corpus.registry)
    return writable(suggestions, kind) if suggestions else None, in_order((*problems, *more))


def writable(found: Suggestions, kind: type[Annotation]) -> Suggestions:
    """Leave out the proposals whose words no file may hold, such as a name of a thousand letters."""
    path = _path(found.article)
    if inserted(b"", path, found.proposals, kind)[0] is not None:
        return found
    kept = tuple(one for one in found.proposals if inserted(b"", path, (one,), kind)[0] is not None)
    return replace(found, proposals=kept, left_out=found.left_out + len(found.proposals) - len(kept))


def without_open_figures(found: Suggestions) -> Suggestions:
    """Leave out figures of which it is open what they are about: whoever only captures has nothing to ask."""
    kept = tuple(p for p in found.proposals if p.section != "figures" or TO_FILL not in p.fields.values())
    measures = {proposal.measure.id for proposal in kept if proposal.measure}
    entries = (one for one in found.entries if one.file != MEASURES or one.id in measures)
    return replace(found, proposals=kept, entries=tuple(entries))


def write_suggestions(
    project: Project, article: ArticleId, proposals: Sequence[Proposal]
) -> Checked[str | None]:
    """Put proposals into the article's annotation; give the file's path where it was changed."""
    path = _path(article)
    file = project.root / path
    if not proposals:
        return None, ()
    data: bytes | None = b""
    if file.exists() or file.is_symlink():
        data, problems = read_file(project.root, path, FILE_BYTES)
        if data is None:
            return None, problems
    kind = own_classes(own_at(project.root, Memo())).annotation
    new, problems = inserted(data or b"", path, proposals, kind)
    if new is None:
        return None, problems
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, new)
    return path, ()


def _path(article: ArticleId) -> str:
    return f"annotations/articles/{article}.yml"


def _unknown(corpus: Corpus, article: str, found: Sequence[Problem]) -> Problem:
    broken = next((p for p in found if p.location.path == f"articles/{article}.md"), None)
    if broken:
        return broken
    fix = did_you_mean(
        article, corpus.articles, "the ids are the names of the files in articles/, without .md"
    )
    return Problem(Location("articles"), "unknown-article", quoted(article), "the id of an article", fix)
