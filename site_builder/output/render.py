"""Rendered pages: views and our own autoescaped templates to ready HTML.

This is the one place where text becomes HTML. Templates escape everything; what leads to an
address passes through `address`, which lets only `http`, `https` and `mailto` and the site's
own paths through.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from html import unescape
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from site_builder.linking.redirects import Move
from site_builder.model.problems import Checked, Problem, in_order
from site_builder.output.addresses import address, edit_address, edit_link, relative, rendering
from site_builder.output.bidi_isolation import isolated, isolated_line
from site_builder.output.chart_files import chart_files
from site_builder.output.pieces import date, iframe, link, run, words
from site_builder.output.template_code import KeptCode, PlainEnvironment, code_in
from site_builder.output.template_messages import GLOBALS
from site_builder.output.template_problems import FAULTS, UnknownName, problem_of, unreadable_templates
from site_builder.pages.embedded_citation import Meta, metas
from site_builder.pages.foreign_strings import ForeignStrings
from site_builder.pages.link_pictures import HEIGHT, WIDTH, LinkPicture
from site_builder.pages.own_pictures import picture_of
from site_builder.pages.page_foot import Imprint, foot_of
from site_builder.pages.page_units import Page
from site_builder.pages.tombstones import Tombstone
from site_builder.translation.languages import ENGLISH, Language
from site_builder.translation.messages import speaking


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its level (2 is the first below the page's title), anchor and plain text."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Body:
    """What stands on a page within its theme: HTML, which may be made only when it is asked for.

    `digest` is its sha256, and all by which two are told apart; `is_titled` tells whether it has an `h1`.
    """

    digest: str
    is_titled: bool
    make: Callable[[], str] = field(compare=False, repr=False)

    @classmethod
    def of(cls, html: str) -> "Body":
        """Hold HTML that is made already; it can be sent to another process."""
        return cls(sha256(html.encode("utf-8", "replace")).hexdigest(), "<h1" in html, partial(str, html))


NO_BODY = Body.of("")


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file that belongs to a page and is made with it: its site path, and its text."""

    path: str
    body: Body

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.body.make().encode("utf-8", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page ready for the theme. Its `body` is escaped already, all other text is plain.

    `path` is the directory address below the site's root; `section` names the tab it belongs to;
    a `wide` page has no table of contents beside it; `changed` is the day of its last change, or empty,
    `commit` how the commit is shown, `told` a hash of what else is told of its history; `metas` are names and
    contents of metas that its head has besides; `feed` is the path of its own feeds but for their endings, or
    empty. `picture` stands beside links to it elsewhere; where it has none of its own its metas name the
    site's. `files` are those of its charts.
    """

    path: str
    title: str
    description: str
    body: Body
    toc: tuple[Heading, ...] = ()
    parent: str | None = None
    section: str = "overview"
    edit: str | None = None
    wide: bool = False
    changed: str = ""
    commit: str = ""
    told: str = ""
    metas: tuple[Meta, ...] = ()
    feed: str = ""
    picture: LinkPicture | None = None
    files: tuple[PageFile, ...] = ()

    @property
    def html(self) -> str:
        """Its body as HTML."""
        return self.body.make()


PACKAGED = Path(__file__).parents[1] / "templates" / "pages"
BESIDE = Path(__file__).parents[2] / "templates" / "pages"


def environment(project_templates: Path, code: KeptCode | None = None) -> Environment:
    """Templates of the project first, then the packaged ones (beside the package in a checkout).

    `code` is what was made of the same templates before.
    """
    folders = (project_templates, PACKAGED, BESIDE)
    made = PlainEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=UnknownName,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=code,
    )
    for use in (address, date, iframe, link, many, run, words):
        made.filters[use.__name__] = use
    made.globals.update(GLOBALS)
    made.filters["edit"] = edit_address
    return made


@dataclass
class RenderCache:
    """What one rendering leaves for the next in the same process, while the templates stay as they are.

    `pages` holds each page by its path, and what was made of it, unless it `keeps` none; `made` counts the
    pages made anew.
    """

    keeps: bool = True
    stamp: object = None
    templates: Environment | None = None
    pages: dict[str, tuple[Page, RenderedPage]] = field(default_factory=dict)
    made: int = 0

    def begun(self, folder: Path, imprint: Imprint) -> "Rendering":
        """Begin to render; forget what was made by other templates, or where all pages say something else."""
        stamp = (imprint.undated, *_template_stamps(folder))
        if self.templates is None or self.stamp != stamp:
            self.stamp, self.templates = stamp, environment(folder, code_in(imprint.language))
            self.pages = {}
        before, self.pages = self.pages, {}
        return Rendering(folder, self.templates, imprint, self, before)


@dataclass(frozen=True, slots=True)
class Rendering:
    """Renders pages of one version of a site; those of the version `before` that are as they were stay."""

    folder: Path
    templates: Environment
    imprint: Imprint
    cache: RenderCache
    before: Mapping[str, tuple[Page, RenderedPage]]

    def unreadable(self) -> tuple[Problem, ...]:
        """The project's own templates that cannot be read."""
        with speaking(self.imprint.language):
            return tuple(unreadable_templates(self.templates, self.folder))

    def page(self, page: Page) -> Checked[RenderedPage | None]:
        """Render a page that is not rendered yet; None where a template of the project's does not fit."""
        path = page.view.head.path
        known, made = self.cache.pages.get(path) or self.before.get(path) or (None, None)
        told = self.imprint.known_of(path)
        if made is None or (made.changed, made.commit, made.told) != told or known != page:
            made, problems = self._made(page)
            if made is None:
                return None, problems
        if self.cache.keeps:
            self.cache.pages[path] = (page, made)
        return made, ()

    def pages(self, pages: Iterable[Page]) -> Checked[tuple[RenderedPage, ...]]:
        """Render pages, those whose template fits."""
        checked = [self.page(page) for page in pages]
        problems = tuple(problem for _, found in checked for problem in found)
        return tuple(page for page, _ in checked if page), problems

    def _made(self, page: Page) -> Checked[RenderedPage | None]:
        self.cache.made += 1
        try:
            with speaking(self.imprint.language):
                return _render_page(self.templates, page, self.imprint), ()
        except FAULTS as error:
            problem = problem_of(error, self.folder)
            if problem is None:
                raise
            return None, (problem,)


def render(
    folder: Path, pages: Iterable[Page], imprint: Imprint, cache: RenderCache | None = None
) -> Checked[tuple[RenderedPage, ...]]:
    """Render every page with its template, from a project's folder of templates, if they fit the views.

    With `cache`, a page that is as it was is taken from there.
    """
    rendering = (cache if cache is not None else RenderCache()).begun(folder, imprint)
    if unreadable := rendering.unreadable():
        return (), unreadable
    rendered, problems = rendering.pages(pages)
    return rendered, in_order(problems)


def template_files(folder: Path) -> Iterator[Path]:
    """The templates that pages may be made by: a project's own in a folder, and the packaged ones."""
    for place in (folder, PACKAGED, BESIDE):
        yield from sorted(place.glob("*.html"))


def _template_stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in sorted(folder.glob("*.html")):
        facts = path.stat()
        yield path.name, facts.st_mtime_ns, facts.st_size


def _render_page(templates: Environment, page: Page, imprint: Imprint) -> RenderedPage:
    head = page.view.head
    foot = foot_of(head, page.about, imprint)
    picture = picture_of(page.view, imprint.picture) if imprint.picture else None
    with rendering(head.path, imprint.edit, imprint.site):
        template = templates.get_template(f"{page.template}.html")
        printed = template.render(page=page.view, foot=foot, imprint=imprint)
        files = tuple(chart_files(partial(_filled, templates), page.view, foot, imprint))
    return RenderedPage(
        path=head.path,
        title=head.title,
        description=head.description,
        body=Body.of(isolated(printed, imprint.tongues)),
        toc=headings(printed),
        parent=head.trail[-1].to if head.trail else None,
        section=head.section,
        edit=edit_link(imprint.edit, head.edit) or None,
        wide=head.wide,
        changed=foot.day,
        commit=foot.commit,
        told=imprint.known_of(head.path)[2],
        metas=(
            *(metas(head.work, foot.permalink) if head.work else ()),
            *picture_metas(picture or imprint.picture, imprint.site),
        ),
        picture=picture,
        files=tuple(PageFile(path, Body.of(text)) for path, text in files),
        feed=foot.feed,
    )


def picture_metas(picture: LinkPicture | None, site: str | None) -> tuple[Meta, ...]:
    """What the head of a page says of the picture beside links to it; nothing without an address."""
    if picture is None or not site:
        return ()
    return (
        ("og:image", f"{site.rstrip('/')}/{picture.path}"),
        ("og:image:type", "image/png"),
        ("og:image:width", str(WIDTH)),
        ("og:image:height", str(HEIGHT)),
        ("og:image:alt", picture.alt),
    )


def _filled(templates: Environment, name: str, **given: object) -> str:
    return templates.get_template(name).render(given)


def render_old_addresses(
    folder: Path, moves: Iterable[Move], gone: Iterable[Tombstone], language: Language = ENGLISH
) -> Checked[dict[str, bytes]]:
    """A small page at each address of something that moved or was removed, by path of its file."""
    try:
        with speaking(language):
            all_moves, all_gone = tuple(moves), tuple(gone)
            if not (all_moves or all_gone):
                return {}, ()
            templates = environment(folder, code_in(language))
            removed = {f"{one.path}index.html": _gone(templates, one) for one in all_gone}
            moved = {f"{move.old}index.html": _redirect(templates, move) for move in all_moves}
    except FAULTS as error:
        problem = problem_of(error, folder)
        if problem is None:
            raise
        return {}, (problem,)
    return removed | moved, ()


def _gone(templates: Environment, one: Tombstone) -> bytes:
    with rendering(one.path, None):
        return isolated(_filled(templates, "gone.html", page=one), ForeignStrings()).encode(
            "utf-8", "replace"
        )


def _redirect(templates: Environment, move: Move) -> bytes:
    to, title = relative(move.old, move.new), isolated_line(move.title)
    return _filled(templates, "redirect.html", to=to, title=title).encode()


# ------------------------------------------------------------------ long tables


MANY = 10
"""Rows from which a table is worth a filter."""


def many(rows: Sized) -> bool:
    """Whether a table is long."""
    return len(rows) >= MANY


# ------------------------------------------------------------------ table of contents


_HEADING = re.compile(r'<h([23])\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<small\b.*?</small>|<[^>]*>", re.DOTALL)
"""Tags, and with them what is set small: marks, which are no part of a heading's title."""


def headings(html: str) -> tuple[Heading, ...]:
    """The headings of a rendered page that have an anchor, for its table of contents.

    Our templates write them, in lower case and well formed; a parser would take half of a build.
    """
    return tuple(
        Heading(int(level), unescape(anchor), " ".join(unescape(_TAG.sub("", inner)).split()))
        for level, anchor, inner in _HEADING.findall(html)
    )
