"""The pipeline, in the order things happen: files, corpus, proofs, site, rendered pages and data."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from site_builder.corpus import loading as corpora
from site_builder.corpus import merge_conflicts
from site_builder.corpus.captures import exposed, missing_folders, texts_at_hand, unpublishable
from site_builder.corpus.causes import rooted
from site_builder.corpus.loading import Memo, Project
from site_builder.corpus.portable_names import odd_names
from site_builder.corpus.text_rights import TextRights, rights_of_texts, shown_texts
from site_builder.linking.link import link
from site_builder.linking.redirects import moves
from site_builder.linking.site import Site
from site_builder.model.problems import Checked, Problem, in_order
from site_builder.model.records import ArticleId, Corpus
from site_builder.output.exports.data_files import export
from site_builder.output.render import RenderCache, RenderedPage, render, render_redirects
from site_builder.pages import all_pages
from site_builder.pages.foreign_strings import foreign_strings
from site_builder.pages.page_foot import Imprint
from site_builder.pages.page_subjects import page_changes, registry_files
from site_builder.proving.extracting import (
    FoundInDigests,
    ModelName,
    in_digests,
    missing_model,
    old_layers,
    refresh,
)
from site_builder.proving.layers import Layer, read_layers
from site_builder.proving.proofs import prove_corpus
from site_builder.storage.files import list_files
from site_builder.storage.history import clean_commit, epoch_problems, history, history_problems, last_change

MODEL_CACHE = ".cache/site-builder/model"
"""Folder of a project that keeps what a statistical model said; nothing is lost with it."""

PUBLISHED = ("docs", "templates")
"""Folders whose files are published or shape what is, besides the data."""

EDIT_LINK = "{repo}/blob/HEAD/{path}#L{line}"
"""Where a line of a file is shown and edited, unless site.yml says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What publishing knows and the pages need.

    `texts` are folders that hold captured texts, besides the project's own; `folders` those that MkDocs
    copies to the site. Under `strict` warnings count as errors. `site_name`, `site_url` and `repo_url` are
    as mkdocs.yml has them.
    `private` shows every text at hand: for a preview's own pages, never for what is published.
    """

    site_name: str = ""
    site_url: str | None = None
    repo_url: str | None = None
    edit_uri: str | None = None
    texts: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    strict: bool = False
    preview: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """A whole site before its theme: pages, and other files by path (data, redirects).

    `texts` are those that it must not show, and those that it shows.
    """

    pages: tuple[RenderedPage, ...]
    files: Mapping[str, bytes]
    texts: TextRights = field(default_factory=TextRights)


@dataclass(frozen=True, slots=True)
class Read:
    """A project as read and proved; `texts` are those at hand, by sha256."""

    corpus: Corpus
    layers: Mapping[ArticleId, Layer]
    texts: Mapping[str, str]


@dataclass
class Memory:
    """What one build leaves for the next one in the same process: a preview's."""

    files: Memo = field(default_factory=dict)
    names: FoundInDigests = field(default_factory=FoundInDigests)
    rendered: RenderCache = field(default_factory=RenderCache)


def read(project: Project, texts: Iterable[Path] = (), memory: Memory | None = None) -> Checked[Read]:
    """Read a project and prove its quotes; the value is for building only where no error came with it."""
    corpus, found = corpora.load(project, memory.files if memory else None)
    committed, in_layers = read_layers(project.root)
    in_layers = _merged(project.root, in_layers)
    at_hand, in_texts = texts_at_hand(project, corpus, texts)
    layers, unproved = prove_corpus(corpus, at_hand, committed, project.settings)
    unproved = _without_follow_ups(unproved, found)
    kept = {article: layer for article, layer in layers.items() if article in committed}
    lacking = any(
        article.text and article.text.sha256 not in at_hand and name not in committed
        for name, article in corpus.articles.items()
    )
    problems = (
        *found,
        *in_layers,
        *in_texts,
        *unpublishable(project, corpus),
        *exposed(project, corpus),
        *missing_folders(project, lacking=lacking),
        *_links(project.root, PUBLISHED),
        *merge_conflicts.in_folders(project.root, merge_conflicts.FOLDERS),
        *merge_conflicts.in_files(project.root, [merge_conflicts.MKDOCS]),
        *unproved,
        *old_layers(kept),
        *missing_model(project.settings),
    )
    return Read(corpus, layers, at_hand), rooted(problems)


def _without_follow_ups(unproved: Iterable[Problem], found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Leave out that the layer of an article does not fit, as long as its files have errors.

    What cannot be read is missing from the layer that would be made, and `extract` is not the answer.
    """
    wrong = {PurePosixPath(problem.location.path).stem for problem in found if problem.severity == "error"}
    return tuple(
        problem
        for problem in unproved
        if problem.rule not in ("layer-outdated", "orphan-layer")
        or PurePosixPath(problem.location.path).stem not in wrong
    )


def _links(root: Path, folders: Iterable[str | Path]) -> Iterator[Problem]:
    """Tell of links, pipes and devices in folders that are copied to the site, and of odd names.

    What a link leads to may be anything.
    """
    for folder in map(root.joinpath, folders):
        is_ours = folder.is_relative_to(root)
        base = root if is_ours else folder.parent
        files, problems = list_files(base, folder.relative_to(base).as_posix())
        yield from (*problems, *odd_names(files))


def _merged(root: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Tell of a layer that a merge left in two versions what it is, instead of its form."""
    paths = sorted({problem.location.path for problem in problems if problem.rule == "layer-form"})
    fix = "take either version (`git checkout --ours` or `--theirs`), then run `site-builder extract`"
    found = tuple(replace(problem, fix=fix) for problem in merge_conflicts.in_files(root, paths))
    told = {problem.location.path for problem in found}
    return (*found, *(problem for problem in problems if problem.location.path not in told))


def extracted(project: Project, known: Read, *, jobs: int = 1) -> Read:
    """Find names, times and amounts in the texts at hand, as far as the layers do not hold them."""
    model = ModelName(project.settings.model, project.root / MODEL_CACHE)
    layers = refresh(known.corpus, known.texts, known.layers, model=model, jobs=jobs)
    return replace(known, layers=layers)


def fatal(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Say whether problems forbid a build."""
    return any(strict or problem.severity == "error" for problem in problems)


def build(project: Project, options: BuildOptions, memory: Memory | None = None) -> Checked[Built | None]:
    """Build the pages and files of a project; none where problems forbid it.

    With a `memory`, which the next build gets too, files and pages that stay as they were cost little.
    """
    known, problems = read(project, options.texts, memory)
    of_git = epoch_problems() if options.preview else history_problems(project.root)
    published = (
        *_links(project.root, options.folders),
        *merge_conflicts.in_folders(project.root, options.folders),
    )
    problems = in_order((*problems, *published, *of_git))
    if fatal(problems, strict=options.strict):
        return None, problems
    memory = memory or Memory()
    site = site_of(project, known, memory.names, private=options.private)
    pages = pages_of(project, site, options, memory.rendered)
    redirects = render_redirects(_templates(project), moves(known.corpus))
    commit = None if options.preview else clean_commit(project.root)
    files = export(site, "1", commit, project.settings.granted)
    texts = rights_of_texts(known.corpus, known.texts)
    return Built(pages, {**files, **redirects}, texts), problems


def site_of(project: Project, known: Read, names: FoundInDigests, *, private: bool = False) -> Site:
    """Link what was read without errors, with the names found in its texts and digests.

    Texts are shown where their article allows it, and all at hand in `private`.
    """
    known = extracted(project, known)
    shown = shown_texts(known.corpus, known.texts, private=private)
    return link(known.corpus, known.layers, in_digests(known.corpus, names), shown)


def pages_of(
    project: Project, site: Site, options: BuildOptions, rendered: RenderCache
) -> tuple[RenderedPage, ...]:
    """Render the pages of a site with the project's templates; a preview's have no dates of changes."""
    imprint = replace(_imprint(project, options), tongues=foreign_strings(site))
    pages = tuple(all_pages(site, imprint.name))
    if not options.preview:
        imprint = replace(imprint, changed=_changed(project, site, [page.view.head.path for page in pages]))
    return render(_templates(project), pages, imprint, rendered)


def _templates(project: Project) -> Path:
    return project.root / "templates" / "pages"


def _imprint(project: Project, options: BuildOptions) -> Imprint:
    return Imprint(
        name=project.settings.title or options.site_name or project.root.name,
        site=options.site_url,
        edit=_edit_link(project, options),
        corrections=project.settings.corrections or _issues(options.repo_url),
        licence=project.settings.granted,
    )


def _changed(project: Project, site: Site, paths: Collection[str]) -> Mapping[str, str]:
    """When what stands on each page last changed; one of which nothing is committed has the site's day.

    Pages that a shallow clone cannot tell of are left out.
    """
    newest = last_change(project.root)
    if newest is None:
        return {}
    known = history(project.root, registry_files(site))
    days = page_changes(site, paths, known)
    return {path: day or newest for path, day in days.items() if day or known.whole}


def _issues(repository: str | None) -> str | None:
    """Where GitHub takes a new issue; other hosts differ, and site.yml names their address."""
    if not repository or "://github.com/" not in repository:
        return None
    form = "template=correction.yml&title={title}&page={page}"
    return f"{repository.rstrip('/')}/issues/new?{form}"


def _edit_link(project: Project, options: BuildOptions) -> str | None:
    if not options.repo_url:
        return None
    pattern = project.settings.edit_link or EDIT_LINK
    return pattern.replace("{repo}", options.repo_url.rstrip("/")).replace(
        "{edit_uri}", options.edit_uri or ""
    )
