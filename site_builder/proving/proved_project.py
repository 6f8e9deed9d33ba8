"""A project as every command that looks at all of it reads it: its files checked, its quotes proved."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from site_builder.corpus import merge_conflicts
from site_builder.corpus.captured_texts import exposed, missing_folders, texts_at_hand, unpublishable
from site_builder.corpus.causes import rooted
from site_builder.corpus.loading import Memo, Project, load
from site_builder.corpus.portable_names import odd_names
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Checked, Problem
from site_builder.model.value_types import ArticleId
from site_builder.proving.article_work import ArticleWork, Work
from site_builder.proving.executors import Executor
from site_builder.proving.extracting import ModelName, long_text, missing_model, old_layers, refresh
from site_builder.proving.kept_proofs import keep_written, proved_layers
from site_builder.proving.layer_reading import read_layers
from site_builder.proving.layer_writing import settled_layers, write_layers
from site_builder.proving.layers import Layer
from site_builder.storage.files import list_files

MODEL_CACHE = ".cache/site-builder/model"
"""Folder of a project that keeps what a statistical model said; nothing is lost with it."""

PUBLISHED = ("docs", "templates")
"""Folders whose files are published or shape what is, besides the data."""


@dataclass(frozen=True, slots=True)
class ProvedCorpus:
    """A project as read and proved; `texts` are those at hand, by sha256.

    `read` are the articles whose committed layer holds what extraction finds today, `fresh` those whose
    texts were read by the way.
    """

    corpus: Corpus
    layers: Mapping[ArticleId, Layer]
    texts: Mapping[str, str]
    read: frozenset[ArticleId] = frozenset()
    fresh: Mapping[ArticleId, ArticleWork] = field(default_factory=dict)


def read_project(
    project: Project, texts: Iterable[Path] = (), remembered: Memo | None = None, work: Work | None = None
) -> Checked[ProvedCorpus]:
    """Read a project and prove its quotes; the value is for building only where no error came with it.

    Who does the `work` on articles may read their texts, too.
    """
    memo = remembered or Memo()
    with memo.store.looking():
        return _read(project, texts, memo, work)


def _read(project: Project, texts: Iterable[Path], memo: Memo, work: Work | None) -> Checked[ProvedCorpus]:
    corpus, found = load(project, memo)
    committed, in_layers = read_layers(project.root, memo)
    in_layers = _merged(project.root, in_layers)
    at_hand, in_texts = texts_at_hand(project, memo.texts.values(), texts, memo.store)
    proved = proved_layers(corpus, at_hand, committed, project.settings, memo, work=work)
    unproved = _without_follow_ups(proved.problems, (*found, *proved.problems))
    lacking = any(
        text.sha256 and text.sha256 not in at_hand and name not in committed
        for name, text in memo.texts.items()
    )
    problems = (
        *found,
        *in_layers,
        *in_texts,
        *unpublishable(project, corpus, memo.texts, memo.store),
        *exposed(project, corpus, memo.texts, memo.store),
        *missing_folders(project, lacking=lacking),
        *unfit_files(project.root, PUBLISHED),
        *merge_conflicts.in_folders(project.root, merge_conflicts.FOLDERS, memo.store),
        *merge_conflicts.in_files(project.root, [merge_conflicts.MKDOCS], memo.store),
        *unproved,
        *old_layers(proved.pipelines),
        *missing_model(project.settings),
    )
    return ProvedCorpus(corpus, proved.layers, at_hand, proved.read, proved.fresh), rooted(problems)


def _without_follow_ups(unproved: Iterable[Problem], found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Leave out that the layer of an article does not fit, as long as its files have errors.

    What cannot be read, or a quote that is not found, is missing from the layer that would be made, and
    `extract` is not the answer.
    """
    wrong = {PurePosixPath(problem.location.path).stem for problem in found if problem.severity == "error"}
    return tuple(
        problem
        for problem in unproved
        if problem.rule not in ("layer-outdated", "orphan-layer")
        or PurePosixPath(problem.location.path).stem not in wrong
    )


def _merged(root: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Tell of a layer that a merge left in two versions what it is, instead of its form."""
    paths = sorted({problem.location.path for problem in problems if problem.rule == "layer-form"})
    fix = "take either version (`git checkout --ours` or `--theirs`), then run `site-builder extract`"
    found = tuple(replace(problem, fix=fix) for problem in merge_conflicts.in_files(root, paths))
    told = {problem.location.path for problem in found}
    return (*found, *(problem for problem in problems if problem.location.path not in told))


def extract_missing(project: Project, known: ProvedCorpus, executor: Executor | None = None) -> ProvedCorpus:
    """Find names, times and amounts in the texts at hand, as far as the layers do not hold them.

    An `executor` says where; without one it is done here.
    """
    model, texts = model_of(project), known.texts
    read = known.read | known.fresh.keys()
    layers = refresh(known.corpus, texts, known.layers, model=model, executor=executor, read=read)
    return replace(known, layers=layers)


def write_extracted(project: Project, known: ProvedCorpus, memo: Memo) -> tuple[str, ...]:
    """Write the layers of a project as read; list the paths touched."""
    fresh = {name: work.fresh for name, work in known.fresh.items() if work.fresh}
    touched = write_layers(project, known.layers, fresh, settled_layers(known.read, memo), memo)
    keep_written(known.fresh, known.texts, project.settings, memo)
    return touched


def unread_texts(known: ProvedCorpus) -> Iterator[Problem]:
    """Tell what was not looked at of texts that have just been read."""
    for name, article in known.corpus.articles.items():
        if name in known.fresh:
            fresh = known.fresh[name].fresh
            said = fresh.unread if fresh else ()
        else:
            said = known.layers[name].found.unread if name in known.layers and name not in known.read else ()
        yield from (long_text(article, one) for one in said)


def model_of(project: Project) -> ModelName:
    """The statistical model of a project, if it names one."""
    return ModelName(project.settings.model, project.root / MODEL_CACHE)


def unfit_files(root: Path, folders: Iterable[str | Path]) -> Iterator[Problem]:
    """Tell of links, pipes and devices in folders that are copied to the site, and of odd names.

    What a link leads to may be anything.
    """
    for folder in map(root.joinpath, folders):
        is_ours = folder.is_relative_to(root)
        base = root if is_ours else folder.parent
        files, problems = list_files(base, folder.relative_to(base).as_posix())
        yield from (*problems, *odd_names(files))
