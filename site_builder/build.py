"""The pipeline, in the order things happen: files, corpus, quotes found, site, rendered pages and data."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from site_builder.changes.for_site import site_with_changes
from site_builder.corpus import merge_conflicts
from site_builder.corpus.citation import own_citation
from site_builder.corpus.file_reading import SAID
from site_builder.corpus.going_public import lacking_for_public
from site_builder.corpus.loading import Memo, Project
from site_builder.corpus.text_rights import TextRights, rights_of_texts, shown_texts
from site_builder.corpus.vocabulary.messages import in_language
from site_builder.linking.article_links import KeptLinks
from site_builder.linking.fingerprints import Fingerprints, Given
from site_builder.linking.link import link
from site_builder.linking.link_memory import LinkMemory
from site_builder.linking.redirects import moves
from site_builder.linking.site import Site
from site_builder.model.lazy import Last
from site_builder.model.problems import Checked, fatal, in_order
from site_builder.model.value_types import ArticleId
from site_builder.output.body_file import BodyFile
from site_builder.output.exports.data_files import (
    DataOnDemand,
    export,
    names_of_data,
    names_of_packets,
)
from site_builder.output.exports.data_making import KeptParts, kept_parts
from site_builder.output.exports.feeds import feeds, names_of_feeds
from site_builder.output.files_put_away import files_put_away, no_pages
from site_builder.output.formats.contents import DataSet
from site_builder.output.holdings import holdings_of
from site_builder.output.kept_pages import kept_pages
from site_builder.output.page_making import Elsewhere, PageMaking, Pages
from site_builder.output.render import RenderCache, RenderedPage, render_old_addresses
from site_builder.pages import PageMemory, all_units, data_unit, page_units
from site_builder.pages.foreign_strings import foreign_strings
from site_builder.pages.indexes import Index, indexes
from site_builder.pages.link_pictures import LinkPicture, picture_of_site
from site_builder.pages.page_foot import Imprint
from site_builder.pages.page_subjects import DaysOfChange, days_of_change, registry_files
from site_builder.pages.page_units import Sources
from site_builder.pages.requests import letters
from site_builder.pages.tombstones import tombstones
from site_builder.proving.extracting import FoundInDigests, found_apart, in_digests
from site_builder.proving.kept_proofs import hash_of_reading
from site_builder.proving.proved_project import ProvedCorpus, extract_missing, read_project, unfit_files
from site_builder.storage.history import clean_commit, epoch_problems, history, history_problems, last_change
from site_builder.storage.progress import stage
from site_builder.storage.store import Store, opened
from site_builder.storage.work_folder import own_folder
from site_builder.translation.languages import ENGLISH, Language
from site_builder.translation.messages import each_in, speaking

EDIT_LINK = "{repo}/blob/HEAD/{path}#L{line}"
"""Where a line of a file is shown and edited, unless site.yml says otherwise."""
LAYERS_HELD = 1_000
"""What is found in so many texts is held by a build; that of others is read again when it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What publishing knows and the pages need.

    `texts` are folders that hold captured texts, besides the project's own; `folders` those that MkDocs
    copies to the site. Under `strict` warnings count as errors. `site_name`, `description`, `site_url` and
    `repo_url` are as mkdocs.yml has them.
    `private` shows every text at hand: for a preview's own pages, never for what is published; with
    `data_on_demand` data files are made only when somebody asks for one.
    """

    site_name: str = ""
    description: str = ""
    site_url: str | None = None
    repo_url: str | None = None
    edit_uri: str | None = None
    texts: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    strict: bool = False
    preview: bool = False
    private: bool = False
    data_on_demand: bool = False
    listed: frozenset[str] = frozenset()
    """Paths of indexes that a menu lists, so that they are built with nothing in them, too."""
    language: Language = ENGLISH
    asks: bool = False
    """Whether the site has SQLite for readers' browsers, so that its page of questions asks them."""
    jobs: int = 1
    """So many processes may make pages."""
    elsewhere: Elsewhere | None = None
    """What makes them instead, if anything does."""


@dataclass(frozen=True, slots=True)
class Built:
    """A whole site before its theme: pages, and other files by path (data, redirects).

    `texts` are those that it must not show, and those that it shows. `on_demand` are data files that are not
    among the `files`, as they are not made yet. `indexes` are its indexes, in the order of a menu. `picture`
    stands beside links to pages that have none of their own. `on_data` gives the pages that tell of files
    which are still being made once more, with the sizes of these: it waits for them.
    """

    pages: tuple[RenderedPage, ...]
    files: Mapping[str, bytes]
    texts: TextRights = field(default_factory=TextRights)
    on_demand: Mapping[str, bytes] = field(default_factory=dict)
    indexes: tuple[Index, ...] = ()
    picture: LinkPicture | None = None
    on_data: Callable[[], Checked[Pages]] = no_pages


@dataclass
class Memory:
    """What one build leaves for the next one in the same process: a preview's."""

    files: Memo = field(default_factory=Memo)
    names: FoundInDigests = field(default_factory=FoundInDigests)
    links: LinkMemory = field(default_factory=LinkMemory)
    pages: PageMemory = field(default_factory=PageMemory)
    rendered: RenderCache = field(default_factory=RenderCache)

    @classmethod
    def of_one_build(cls) -> "Memory":
        """A memory that holds little: no other build comes in this process."""
        return cls(
            files=Memo(layers=Last(LAYERS_HELD)),
            links=LinkMemory(keeps=False),
            pages=PageMemory(keeps=False),
            rendered=RenderCache(keeps=False),
        )

    def with_store(self, store: Store) -> "Memory":
        """The same memory, with what a store keeps of other processes' work."""
        return replace(self, files=replace(self.files, store=store), names=replace(self.names, store=store))


def build(
    project: Project, options: BuildOptions, memory: Memory | None = None, store: Store | None = None
) -> Checked[Built | None]:
    """Build the pages and files of a project; none where problems forbid it.

    With a `memory`, which the next build gets too, files and pages that stay as they were cost little. What
    other processes made before is in a `store`: that of the project, if another one is not given.
    """
    memory = memory or Memory.of_one_build()
    with opened(project.root) if store is None else nullcontext(store) as kept, speaking(options.language):
        return _built(project, options, memory.with_store(kept))


def _built(project: Project, options: BuildOptions, memory: Memory) -> Checked[Built | None]:
    with found_apart(memory.names, options.jobs, project.root) as names:
        found, problems = linked(project, options, replace(memory, names=names))
    if found is None:
        return None, problems
    prints = fingerprints(project, options, found, memory)
    days = days_of(project, found.site, options)
    imprint = imprint_of(project, found.site, options, days)
    redirects, in_redirects = redirects_of(project, found, options.language)
    about = data_set(project, imprint, preview=options.preview)
    parts = kept_parts(memory.files.store, prints) if prints else None
    data = data_of(found, about, options.language, parts)
    making = page_making(project, found.site, options, memory, prints, imprint=imprint)

    def on_data(sizes: Mapping[str, int]) -> Checked[Pages]:
        return making.anew(data_unit(holdings_of(found.site, sizes)))

    files, apart = None, bool(prints) and options.jobs > 1
    if not options.data_on_demand:
        folder, store = own_folder(project.root), memory.files.store
        files = files_put_away(folder, data, redirects, prints, store, pages_on=on_data, apart=apart)
    with stage("pages made"):
        units = page_units(found.site, listed=options.listed, pairs=memory.pages.pairs)
        pages, in_pages = making.all(units)
    with stage("data made"):
        last, in_last = on_data({}) if files is None or apart else files.pages
    if in_pages or in_last or in_redirects:
        return None, in_order(dict.fromkeys((*problems, *in_pages, *in_last, *in_redirects)))
    texts = rights_of_texts(found.known.corpus, found.known.texts)
    there = tuple(indexes(found.site, options.listed).values())
    on_demand = data if options.data_on_demand else {}
    given = redirects if files is None else files
    later = partial(getattr, files, "pages") if apart else no_pages
    return Built((*pages, *last), given, texts, on_demand, there, imprint.picture, later), problems


@dataclass(frozen=True, slots=True)
class Linked:
    """A project as it was read, and linked."""

    known: ProvedCorpus
    site: Site


def linked(project: Project, options: BuildOptions, memory: Memory) -> Checked[Linked | None]:
    """Read and link a project, of which no page is made yet; none where problems forbid it."""
    with stage("files read, quotes looked up"):
        known, problems = read_project(project, options.texts, memory.files)
    of_git = epoch_problems() if options.preview else history_problems(project.root)
    lacking = () if options.preview else lacking_for_public(project)
    published = (
        *unfit_files(project.root, options.folders),
        *merge_conflicts.in_folders(project.root, options.folders),
    )
    problems = in_order((*problems, *published, *of_git, *lacking))
    if fatal(problems, strict=options.strict):
        return None, problems
    corpus = replace(known.corpus, registry=in_language(known.corpus.registry))
    known = replace(known, corpus=corpus)
    site = site_of(project, known, memory, private=options.private)
    if not options.preview:
        site = site_with_changes(site, project.root, project.settings.changes, memory.files.store)
    return Linked(known, site), problems


def redirects_of(project: Project, found: Linked, language: Language) -> Checked[dict[str, bytes]]:
    """A small page at each old address, and at those of what is gone, by path of its file."""
    old, gone = moves(found.known.corpus), tombstones(found.site)
    return render_old_addresses(templates_of(project), old, gone, language)


def data_set(project: Project, imprint: Imprint, *, preview: bool) -> DataSet:
    """What the data of a project are called, and what they are made from; a preview has no commit."""
    return DataSet(
        name=imprint.name,
        address=imprint.site,
        commit=None if preview else clean_commit(project.root),
        day=None if preview else last_change(project.root),
        licence=project.settings.granted,
        citation=own_citation(project.root),
        changed=imprint.changed,
        commits=imprint.commits,
    )


def data_of(found: Linked, about: DataSet, language: Language, kept: KeptParts | None = None) -> DataOnDemand:
    """The data files of a site, made when one of them is looked into; feeds where it has an address."""
    names = names_of_feeds(found.site) if about.address else ()

    def made() -> Iterator[tuple[str, bytes]]:
        yield from export(found.site, about, kept)
        yield from feeds(found.site, about) if about.address else ()

    packets = partial(names_of_packets, found.site)
    listed = (*names_of_data(found.site), *names)
    return DataOnDemand(listed, packets, lambda: each_in(language, made()))


def site_of(project: Project, known: ProvedCorpus, memory: Memory, *, private: bool = False) -> Site:
    """Link what was read without errors, with the names found in its texts and digests.

    Texts are shown where their article allows it, and all at hand in `private`.
    """
    read, known = known.read, extract_missing(project, known)
    texts = shown_texts(known.corpus, known.texts, private=private)
    digests = in_digests(known.corpus, memory.names)
    memory.files.store.read_ahead(SAID)

    def key(article: ArticleId) -> str | None:
        return _hash_of(project, known, memory, article) if article in read else None

    kept = KeptLinks(memory.files.store, key)
    with stage("articles linked", uncounted=True):
        site = link(known.corpus, known.layers, digests, texts, memory.links, kept=kept)
    memory.files.store.forget_ahead(SAID)
    return site


def pages_of(
    project: Project, site: Site, options: BuildOptions, memory: Memory
) -> Checked[tuple[RenderedPage, ...]]:
    """Render the pages of a site; none is kept from process to process."""
    return page_making(project, site, options, memory).all(all_units(site, listed=options.listed))


def page_making(
    project: Project,
    site: Site,
    options: BuildOptions,
    memory: Memory,
    prints: Fingerprints[Sources] | None = None,
    *,
    imprint: Imprint | None = None,
) -> PageMaking:
    """What makes the pages of a site with the project's templates; a preview's have no dates of changes.

    With fingerprints of what they are made from, pages are kept from process to process. The `imprint` is
    that of the options, if it is not at hand.
    """
    imprint = imprint or imprint_of(project, site, options, days_of(project, site, options))
    if prints is None:
        memory.pages.turn_to(site, imprint.name, listed=options.listed)
    rendering = memory.rendered.begun(templates_of(project), imprint)
    kept, bodies = None, None
    if prints:
        kept = kept_pages(memory.files.store, templates_of(project), imprint, prints)
        bodies = BodyFile(own_folder(project.root))
    return PageMaking(
        memory.pages, rendering, kept, bodies, memory.files.store,
        jobs=options.jobs if prints else 1,
        elsewhere=options.elsewhere if prints else None,
    )  # fmt: skip


def fingerprints(
    project: Project, options: BuildOptions, found: Linked, memory: Memory
) -> Fingerprints[Sources] | None:
    """Fingerprints of all that pages and data are made from, where these are kept from process to process."""
    given = _hashes(project, found.known, memory)
    if given is None:
        return None
    memory.pages.turn_to(found.site, _name(project, options), listed=options.listed)
    sources = memory.pages.sources
    return Fingerprints(sources, given, memory.files.store) if sources else None


def _name(project: Project, options: BuildOptions) -> str:
    return project.settings.title or options.site_name or project.root.name


def _hashes(project: Project, known: ProvedCorpus, memory: Memory) -> Given | None:
    """Hashes of what is read of each article; none where no pages are kept from process to process."""
    if memory.pages.keeps or not memory.files.store.keeps:
        return None
    return partial(_hash_of, project, known, memory)


def _hash_of(project: Project, known: ProvedCorpus, memory: Memory, article: str) -> str | None:
    return hash_of_reading(ArticleId(article), known.texts, project.settings, memory.files) or None


def templates_of(project: Project) -> Path:
    """Where a project keeps templates of its own."""
    return project.root / "templates" / "pages"


def imprint_of(
    project: Project, site: Site, options: BuildOptions, days: DaysOfChange | None = None
) -> Imprint:
    """What all pages of a site say, with the days of their changes."""
    return Imprint(
        name=_name(project, options),
        site=options.site_url,
        edit=_edit_link(project, options),
        corrections=project.settings.corrections or _issues(options.repo_url),
        letters=letters(project.settings.contact, project.settings.corrections, options.repo_url),
        answers=project.settings.answers or "",
        reached=bool(project.settings.contact or options.repo_url),
        changed=days or {},
        commits=days.commits if days else {},
        told_on=site.told_on,
        changes=bool(site.changes),
        licence=project.settings.granted,
        tongues=foreign_strings(site),
        language=options.language,
        asks=options.asks,
        picture=_picture(project, options),
    )


def _picture(project: Project, options: BuildOptions) -> LinkPicture | None:
    """The picture of a site with an address, if it wants any; of a preview nobody shares pages."""
    if options.preview or not options.site_url or not project.settings.link_pictures:
        return None
    return picture_of_site(_name(project, options), options.description, options.site_url)


def days_of(project: Project, site: Site, options: BuildOptions) -> DaysOfChange | None:
    """When what stands on each page last changed, as far as git tells; a preview does not ask."""
    newest = None if options.preview else last_change(project.root)
    return days_of_change(site, history(project.root, registry_files(site)), newest) if newest else None


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
