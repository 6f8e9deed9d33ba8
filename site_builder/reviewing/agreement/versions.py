"""The two versions that are compared: commits of a project, or projects in folders of their own."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from site_builder.corpus.loading import Memo, Project
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Checked, Problem
from site_builder.model.value_types import ArticleId
from site_builder.proving.layers import Layer
from site_builder.reviewing.diff.compared_state import read_state
from site_builder.storage.history import commit_of
from site_builder.storage.store import opened

EITHER = "a revision of the repository that the project lies in, or a folder that has a site.yml"


@dataclass(frozen=True, slots=True)
class Asked:
    """A version as asked for: its name, and a revision of a project, or none for the files as they are."""

    name: str
    project: Project
    revision: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """A version by its name, as read: what its annotators wrote, where quotes stand, and its errors."""

    name: str
    corpus: Corpus
    layers: Mapping[ArticleId, Layer]
    errors: tuple[Problem, ...] = ()


def commits_of(asked: Iterable[Asked]) -> Checked[tuple[str | None, ...]]:
    """Find the commits of versions; problems are revisions that git does not know."""
    commits: list[str | None] = []
    problems: list[Problem] = []
    for one in asked:
        commit, found = commit_of(one.project.root, one.revision) if one.revision is not None else (None, ())
        commits.append(commit)
        problems += (replace(problem, expected=EITHER) for problem in found)
    return tuple(commits), tuple(problems)


@contextmanager
def versions(
    asked: Iterable[Asked], commits: Iterable[str | None], texts: tuple[Path, ...]
) -> Iterator[tuple[Version, ...]]:
    """Read versions; what they hold is read when somebody asks for it, so their files stay until then."""
    with ExitStack() as stack:
        memos: dict[Path, Memo] = {}
        found = []
        for one, commit in zip(asked, commits, strict=True):
            root = one.project.root
            if root not in memos:
                memos[root] = Memo(stack.enter_context(opened(root)))
            known, problems = stack.enter_context(read_state(one.project, commit, texts, memos[root]))
            errors = tuple(problem for problem in problems if problem.severity == "error")
            found.append(Version(one.name, known.corpus, known.layers, errors))
        yield tuple(found)
