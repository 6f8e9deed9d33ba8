"""One side of a comparison: a state of the data, and the site that it makes, if it makes one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from site_builder.build import BuildOptions, Memory, pages_of, site_of, templates_of
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
from site_builder.storage.store import key_of

AS_THEY_ARE = "the files as they are"
OPTIONS = BuildOptions(preview=True)
"""What is compared are pages without the days on which they changed."""


@dataclass(frozen=True, slots=True)
class Side:
    """A state of the data by its name. Where its problems forbid a site, there is none, and no pages.

    `at_hand` are the articles whose text is at hand: their layers were proved with it. The `pages` are
    those, at least, that the other side does not have, or has with another content.
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

    def with_site(self, site: Site, checked: Checked[tuple[RenderedPage, ...]]) -> "Side":
        """The same state with its site, unless there are problems in the pages."""
        pages, problems = checked
        if problems:
            return replace(self, problems=in_order((*self.problems, *problems)))
        return replace(self, site=site, layers=site.layers, pages={page.path: page for page in pages})


@dataclass(frozen=True, slots=True)
class LinkedSide:
    """A side without its pages: the site that they would show, and a hash of all that they are made of.

    The hash is empty where that cannot be told.
    """

    side: Side
    site: Site | None
    state: str = ""


def side_of(
    project: Project, name: str, commit: str | None, texts: tuple[Path, ...], memory: Memory
) -> LinkedSide:
    """Read and link the data of a commit, or of the working tree where none is named.

    Settings, templates and texts are the project's own in either case: only the data is compared.
    """
    if commit is None:
        return _linked(project, name, read_project(project, texts, memory.files), memory)
    own = text_folders(project, texts)
    with _checked_out(project, commit) as (there, problems):
        known, found = read_project(there, own, memory.files)
        return _linked(project, name, (known, in_order((*problems, *found))), memory)


@contextmanager
def _checked_out(project: Project, commit: str) -> Iterator[tuple[Project, tuple[Problem, ...]]]:
    with TemporaryDirectory(prefix="site-builder-") as folder:
        problems = put_into(Path(folder), project.root, commit)
        yield project._replace(root=Path(folder)), problems


def _linked(project: Project, name: str, checked: Checked[ProvedCorpus], memory: Memory) -> LinkedSide:
    known, problems = checked
    at_hand = frozenset(
        article
        for article, entry in known.corpus.articles.items()
        if entry.text and entry.text.sha256 in known.texts
    )
    side = Side(name, known.corpus, known.layers, at_hand, None, {}, problems)
    if fatal(problems, strict=False):
        return LinkedSide(side, None)
    return LinkedSide(side, site_of(project, known, memory), _state(project, known, memory))


def _state(project: Project, known: ProvedCorpus, memory: Memory) -> str:
    """Hash of files, texts, settings and templates; none where a model has a say, which may be another."""
    if project.settings.model:
        return ""
    own = [f"{path.name}\n{path.read_bytes()!r}" for path in own_templates(project)]
    files = [f"{path} {sha256}" for path, sha256 in sorted(memory.files.hashes.items())]
    return key_of(project.root.name, repr(project.settings), *own, *sorted(known.texts), *files)


def own_templates(project: Project) -> tuple[Path, ...]:
    """The project's own templates, which may not fit the pages."""
    return tuple(sorted(templates_of(project).glob("*.html")))


def whole(project: Project, linked: LinkedSide, memory: Memory) -> Side:
    """Make all pages of a side."""
    if linked.site is None:
        return linked.side
    return linked.side.with_site(linked.site, pages_of(project, linked.site, OPTIONS, memory))
