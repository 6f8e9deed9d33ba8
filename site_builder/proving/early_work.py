"""Articles that other processes work on while this one still reads and checks the corpus.

What hand-written files say, and what comes of an article, depends on nothing else. So files that nobody has
read before are given away first, while what extraction works with is loaded here; what is made of them is
kept, and reading finds it there. Then articles without a layer are given away. What comes back of one is
used where it was made of the very same values; all else is done later.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from site_builder.corpus.captured_texts import find_texts, text_folders
from site_builder.corpus.file_kinds import FOLDERS, KINDS, NOT_BY_HAND, CorpusKind, kind_of
from site_builder.corpus.file_reading import (
    CorpusFile,
    Memo,
    file_made,
    file_named,
    keep_file,
    read_corpus_file,
)
from site_builder.corpus.kept_facts import read_facts
from site_builder.corpus.project import Project
from site_builder.corpus.vocabulary.own_fields import own_kinds
from site_builder.corpus.vocabulary.own_files import own_at
from site_builder.model.own_sections import OwnVocabulary
from site_builder.model.value_types import ArticleId
from site_builder.proving.article_work import ArticleWork, Work, proved_and_read
from site_builder.proving.executors import BegunWork, Executor, Processes
from site_builder.proving.layers import layer_path
from site_builder.proving.proofs import ArticleUnit
from site_builder.proving.proved_project import model_of
from site_builder.storage.files import list_files
from site_builder.storage.hashes import known_hash
from site_builder.storage.looks import Looks
from site_builder.storage.progress import counted

WORTH_READING: Final = 200
"""So many files are worth another process."""


@contextmanager
def begun_early(project: Project, texts: Sequence[Path], memo: Memo, executor: Executor) -> Iterator[Work]:
    """Let other processes begin with files and articles; out comes who does the work on articles.

    What is read of files for it stays in the memory of files.
    """
    do = partial(proved_and_read, model_of(project))
    if not isinstance(executor, Processes) or executor.jobs < 2:
        yield partial(executor.map, do)
        return
    if not memo.files:
        memo.facts = read_facts(memo.store)
    own = own_at(project.root, memo)
    _read_elsewhere(project.root, own, memo, executor)
    files = tuple(_without_layer(project.root, memo))
    work = executor.begin(do, _units(project, texts, own_kinds(own), memo, files), len(files))
    if work is None:
        yield partial(executor.map, do)
        return
    with closing(work):
        yield _EarlyWork(executor, do, {unit.name: unit for unit in work.units}, work)


@dataclass(frozen=True, slots=True)
class _EarlyWork:
    """Does the work on articles, of which some have been given away."""

    executor: Executor
    do: Callable[[ArticleUnit], ArticleWork]
    given: Mapping[ArticleId, ArticleUnit]
    work: BegunWork[ArticleUnit, ArticleWork]

    def __call__(self, units: Sequence[ArticleUnit]) -> Iterator[ArticleWork]:
        """Give what comes of each article, in their order."""
        coming = zip(self.given, self.work.results(), strict=True)
        rest = self.executor.map(self.do, [unit for unit in units if not self._is_given(unit)])
        come: dict[ArticleId, ArticleWork] = {}
        for unit in units:
            if not self._is_given(unit):
                yield next(rest)
                continue
            while unit.name not in come:
                name, done = next(coming)
                come[name] = done
            yield come.pop(unit.name)

    def _is_given(self, unit: ArticleUnit) -> bool:
        """Tell whether the very same article was given away: places count too, so values are not compared."""
        given = self.given.get(unit.name)
        return (
            given is not None
            and all(one is other for one, other in zip(unit[1:4], given[1:4], strict=True))
            and unit[4:] == given[4:]
        )


# ------------------------------------------------------------------ files


def _read_elsewhere(root: Path, own: OwnVocabulary, memo: Memo, executor: Processes) -> None:
    """Let other processes read the files of which nothing is kept, and keep what they make of them."""
    kinds = own_kinds(own) if memo.store.keeps else ()
    unknown = [
        path for path, kind in _kinds(root, kinds, memo.store.looks) if not _is_known(root, path, kind, memo)
    ]
    work = Processes(executor.jobs, worth=WORTH_READING).begin(
        partial(file_made, root, own), unknown, len(unknown)
    )
    if work is None:
        return
    with closing(work):
        executor.warm_up()
        results = counted(work.results(), "files read", len(unknown))
        for path, made in zip(unknown, results, strict=True):
            if made is not None:
                keep_file(path, made, memo)


def _kinds(root: Path, kinds: Sequence[CorpusKind], looks: Looks | None) -> list[tuple[str, CorpusKind]]:
    """All hand-written files; those of the registry, of which some are large, come first."""
    found = [path for folder in FOLDERS for path in list_files(root, folder, NOT_BY_HAND, looks)[0]]
    named = [(path, kind) for path in found if (kind := kind_of(path, kinds)[0])]
    return sorted(named, key=lambda one: not one[1].is_registry)


def _is_known(root: Path, path: str, kind: CorpusKind, memo: Memo) -> bool:
    sha256 = known_hash(memo.store, root, path)
    row = memo.facts.get(path)
    return sha256 is not None and row is not None and row[0] == f"{sha256}{kind.version}"


# ------------------------------------------------------------------ articles


def _without_layer(root: Path, memo: Memo) -> Iterator[CorpusFile]:
    paths, _ = list_files(root, "articles", NOT_BY_HAND, memo.store.looks)
    for path in counted(paths, "articles read", len(paths)):
        name = ArticleId(kind_of(path)[1])
        file = None if (root / layer_path(name)).exists() else _file(root, path, memo)
        if file is not None and file.facts.article:
            yield file


def _units(
    project: Project,
    texts: Sequence[Path],
    kinds: Sequence[CorpusKind],
    memo: Memo,
    files: Sequence[CorpusFile],
) -> Iterator[ArticleUnit]:
    hashes = {file.name: file.facts.article[1] for file in files}
    at_hand, _ = find_texts(text_folders(project, texts), set(filter(None, hashes.values())), memo.store)
    for file in files:
        if (text := at_hand.get(hashes[file.name])) is not None:
            name, said = ArticleId(file.name), file.value
            other = _file(project.root, f"annotations/articles/{name}.yml", memo, kinds)
            annotation = other.value if other else None
            limits = project.settings.limits
            yield ArticleUnit(name, said.article, annotation, said.digest, text, None, limits)


def _file(root: Path, path: str, memo: Memo, kinds: Sequence[CorpusKind] = KINDS) -> CorpusFile | None:
    named = file_named(path, kinds)
    return read_corpus_file(root, named, memo)[0] if named and (root / path).exists() else None
