"""One side of a comparison: a state of the data, and the site that it makes, if it makes one."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from site_builder.build import BuildOptions, Memory, pages_of, site_of, templates_of
from site_builder.corpus.captured_texts import text_folders
from site_builder.corpus.loading import Memo, Project
from site_builder.linking.site import Site
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Checked, Problem, fatal, in_order
from site_builder.model.value_types import ArticleId
from site_builder.output.render import RenderedPage
from site_builder.proving.kept_proofs import hash_of_reading
from site_builder.proving.layers import Layer
from site_builder.proving.proved_project import ProvedCorpus, read_project
from site_builder.reviewing.diff.revision import put_into

AS_THEY_ARE = "the files as they are"
OPTIONS = BuildOptions(preview=True)
"""What is compared are pages without the days on which they changed."""


@dataclass(frozen=True, slots=True)
class Side:
    """A state of the data by its name. Where its problems forbid a site, there is none, and no pages.

    `at_hand` are the articles whose text is at hand: their layers were proved with it. The `pages` are
    those, at least, that the other side does not have, or has with another content. In `read` are hashes
    of all that was read of each article.
    """

    name: str
    corpus: Corpus
    layers: Mapping[ArticleId, Layer]
    at_hand: frozenset[ArticleId]
    site: Site | None
    pages: Mapping[str, RenderedPage]
    problems: tuple[Problem, ...]
    read: Mapping[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps it from being built."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def read_the_same(self, other: "Side", article: str) -> bool:
        """Whether both read the very same of an article: then its records, layer and proofs are equal."""
        return article in self.read and self.read[article] == other.read.get(article)

    def with_site(self, site: Site, checked: Checked[tuple[RenderedPage, ...]]) -> "Side":
        """The same state with its site, unless there are problems in the pages."""
        pages, problems = checked
        if problems:
            return replace(self, problems=in_order((*self.problems, *problems)))
        return replace(self, site=site, layers=site.layers, pages={page.path: page for page in pages})


@dataclass(frozen=True, slots=True)
class LinkedSide:
    """A side without its pages: the site that they would show."""

    side: Side
    site: Site | None


@contextmanager
def sides(
    project: Project, states: Iterable[tuple[str, str | None]], texts: tuple[Path, ...], memory: Memory
) -> Iterator[tuple[LinkedSide, ...]]:
    """Read and link the data of commits, or of the working tree where none is named.

    Settings, templates and texts are the project's own in either case: only the data is compared. What
    sides hold is read when somebody asks for it, so that their files are there until all is done.
    """
    with ExitStack() as open_ones:
        yield tuple(
            _side_of(
                project,
                name,
                open_ones.enter_context(read_state(project, commit, texts, memory.files)),
                memory,
            )
            for name, commit in states
        )


@contextmanager
def read_state(
    project: Project, commit: str | None, texts: tuple[Path, ...], memo: Memo
) -> Iterator[Checked[ProvedCorpus]]:
    """Read the data of a commit, or of the working tree where none is named.

    What comes of it is read when somebody asks for it, so that its files are there until all is done.
    """
    if commit is None:
        yield read_project(project, texts, memo)
        return
    with TemporaryDirectory(prefix="site-builder-") as folder:
        problems = put_into(Path(folder), project.root, commit)
        there = project._replace(root=Path(folder))
        known, found = read_project(there, text_folders(project, texts), memo)
        yield known, in_order((*problems, *found))


def _side_of(project: Project, name: str, checked: Checked[ProvedCorpus], memory: Memory) -> LinkedSide:
    known, problems = checked
    at_hand = frozenset(
        article
        for article, entry in known.corpus.articles.items()
        if entry.text and entry.text.sha256 in known.texts
    )
    read = _hashes(project, known, memory)
    side = Side(name, known.corpus, known.layers, at_hand, None, {}, problems, read)
    if fatal(problems, strict=False):
        return LinkedSide(side, None)
    return LinkedSide(side, site_of(project, known, memory))


def _hashes(project: Project, known: ProvedCorpus, memory: Memory) -> Mapping[str, str]:
    """Hashes of what is read of each article; the memory has them until the other side is read."""
    found = {
        article: hash_of_reading(article, known.texts, project.settings, memory.files)
        for article in known.corpus.articles
    }
    return {article: sha256 for article, sha256 in found.items() if sha256}


def own_templates(project: Project) -> tuple[Path, ...]:
    """The project's own templates, which may not fit the pages."""
    return tuple(sorted(templates_of(project).glob("*.html")))


def whole(project: Project, linked: LinkedSide, memory: Memory) -> Side:
    """Make all pages of a side."""
    if linked.site is None:
        return linked.side
    return linked.side.with_site(linked.site, pages_of(project, linked.site, OPTIONS, memory))
