"""The pipeline, in the order things happen: files, corpus, proofs, site, rendered pages and data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from site_builder import corpus as corpora
from site_builder.corpus import Memo, Project
from site_builder.exports import export
from site_builder.extracted import Layer, read_layers
from site_builder.files import list_files
from site_builder.history import clean_commit, history, last_change
from site_builder.imprint import Imprint
from site_builder.linking import link
from site_builder.mentions import Known, ModelName, in_digests, missing_model, old_layers, refresh
from site_builder.model import ArticleId, Corpus
from site_builder.pages import all_pages
from site_builder.pages.subjects import changes, registry_files
from site_builder.problems import Checked, Problem, in_order
from site_builder.proofs import prove_corpus
from site_builder.redirects import moves
from site_builder.render import Rendered, RenderedPage, render, render_redirects
from site_builder.showing import shown_texts
from site_builder.site import Site
from site_builder.texts import texts_at_hand
from site_builder.tongues import tongues_of

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
    """A whole site before its theme: pages, and other files by path (data, redirects)."""

    pages: tuple[RenderedPage, ...]
    files: Mapping[str, bytes]


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
    names: Known = field(default_factory=Known)
    rendered: Rendered = field(default_factory=Rendered)


def read(project: Project, texts: Iterable[Path] = (), memory: Memory | None = None) -> Checked[Read]:
    """Read a project and prove its quotes; the value is for building only where no error came with it."""
    corpus, found = corpora.load(project, memory.files if memory else None)
    committed, in_layers = read_layers(project.root)
    at_hand, in_texts = texts_at_hand(project, corpus, texts)
    layers, unproved = prove_corpus(corpus, at_hand, committed, project.settings)
    kept = {article: layer for article, layer in layers.items() if article in committed}
    problems = (
        *found,
        *in_layers,
        *in_texts,
        *_links(project.root, PUBLISHED),
        *unproved,
        *old_layers(kept),
        *missing_model(project.settings),
    )
    return Read(corpus, layers, at_hand), in_order(problems)


def _links(root: Path, folders: Iterable[str | Path]) -> Iterator[Problem]:
    """Tell of links, pipes and devices in folders that are copied to the site: they may lead anywhere."""
    for folder in map(root.joinpath, folders):
        is_ours = folder.is_relative_to(root)
        base = root if is_ours else folder.parent
        yield from list_files(base, folder.relative_to(base).as_posix())[1]


def extracted(project: Project, known: Read, *, jobs: int = 1, names: Known | None = None) -> Read:
    """Find names, times and amounts in the texts at hand, as far as the layers do not hold them."""
    model = ModelName(project.settings.model, project.root / MODEL_CACHE)
    layers = refresh(known.corpus, known.texts, known.layers, names or Known(), model=model, jobs=jobs)
    return replace(known, layers=layers)


def fatal(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Say whether problems forbid a build."""
    return any(strict or problem.severity == "error" for problem in problems)


def build(project: Project, options: BuildOptions, memory: Memory | None = None) -> Checked[Built | None]:
    """Build the pages and files of a project; none where problems forbid it.

    With a `memory`, which the next build gets too, files and pages that stay as they were cost little.
    """
    known, problems = read(project, options.texts, memory)
    problems = in_order((*problems, *_links(project.root, options.folders)))
    if fatal(problems, strict=options.strict):
        return None, problems
    memory = memory or Memory()
    site = site_of(project, known, memory.names, private=options.private)
    pages = pages_of(project, site, options, memory.rendered)
    redirects = render_redirects(_templates(project), moves(known.corpus))
    return Built(pages, {**export(site, "1", clean_commit(project.root)), **redirects}), problems


def site_of(project: Project, known: Read, names: Known, *, private: bool = False) -> Site:
    """Link what was read without errors, with the names found in its texts and digests.

    Texts are shown where their article allows it, and all at hand in `private`.
    """
    known = extracted(project, known, names=names)
    shown = shown_texts(known.corpus, known.texts, private=private)
    return link(known.corpus, known.layers, in_digests(known.corpus, names), shown)


def pages_of(
    project: Project, site: Site, options: BuildOptions, rendered: Rendered
) -> tuple[RenderedPage, ...]:
    """Render the pages of a site with the project's templates; a preview's have no dates of changes."""
    imprint = replace(_imprint(project, options), tongues=tongues_of(site))
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
    )


def _changed(project: Project, site: Site, paths: Iterable[str]) -> Mapping[str, str]:
    """When what stands on each page last changed; a page that git cannot tell of has the site's day."""
    newest = last_change(project.root)
    if newest is None:
        return {}
    found = changes(site, paths, history(project.root, registry_files(site)))
    return {path: day or newest for path, day in found.items()}


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
