"""One side of a comparison: a state of the data, and the site that it makes, if it makes one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from site_builder.build import BuildOptions, Memory, pages_of, site_of
from site_builder.corpus.captured_texts import text_folders
from site_builder.corpus.loading import Project
from site_builder.linking.site import Site
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Checked, Problem, fatal, in_order
from site_builder.model.value_types import ArticleId
from site_builder.output.render import RenderedPage
from site_builder.proving.layers import Layer
from site_builder.proving.proved_project import ProvedCorpus, read_project
from site_builder.reviewing.diff.revision import put_into

AS_THEY_ARE = "the files as they are"


@dataclass(frozen=True, slots=True)
class Side:
    """A state of the data by its name. Where its problems forbid a site, there is none, and no pages.

    `at_hand` are the articles whose text is at hand: their layers were proved with it.
    """

    name: str
    corpus: Corpus
    layers: Mapping[ArticleId, Layer]
    at_hand: frozenset[ArticleId]
    site: Site | None
    pages: Mapping[str, RenderedPage]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps it from being built."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def side_of(project: Project, name: str, commit: str | None, texts: tuple[Path, ...], memory: Memory) -> Side:
    """Read and build the data of a commit, or of the working tree where none is named.

    Settings, templates and texts are the project's own in either case: only the data is compared.
    """
    if commit is None:
        return _built(project, name, read_project(project, texts, memory.files), memory)
    own = text_folders(project, texts)
    with _checked_out(project, commit) as (there, problems):
        known, found = read_project(there, own, memory.files)
        return _built(project, name, (known, in_order((*problems, *found))), memory)


@contextmanager
def _checked_out(project: Project, commit: str) -> Iterator[tuple[Project, tuple[Problem, ...]]]:
    with TemporaryDirectory(prefix="site-builder-") as folder:
        problems = put_into(Path(folder), project.root, commit)
        yield project._replace(root=Path(folder)), problems


def _built(project: Project, name: str, checked: Checked[ProvedCorpus], memory: Memory) -> Side:
    known, problems = checked
    at_hand = frozenset(
        article
        for article, entry in known.corpus.articles.items()
        if entry.text and entry.text.sha256 in known.texts
    )
    side = Side(name, known.corpus, known.layers, at_hand, None, {}, problems)
    if fatal(problems, strict=False):
        return side
    site = site_of(project, known, memory)
    pages, in_pages = pages_of(project, site, BuildOptions(preview=True), memory)
    if in_pages:
        return replace(side, problems=in_order((*problems, *in_pages)))
    return replace(side, site=site, layers=site.layers, pages={page.path: page for page in pages})
