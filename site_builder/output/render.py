"""Rendered pages: views and our own autoescaped templates to ready HTML.

This is the one place where text becomes HTML. Templates escape everything; what leads to an
address passes through `address`, which lets only `http`, `https` and `mailto` and the site's
own paths through.
"""

import re
from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import quote as percent_encode

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, Template, pass_context
from jinja2.runtime import Context

from site_builder.linking.redirects import Move
from site_builder.model.problems import Checked, Problem, in_order
from site_builder.output.bidi_isolation import isolated, isolated_line
from site_builder.output.template_problems import FAULTS, UnknownName, problem_of, unreadable_templates
from site_builder.pages import Page
from site_builder.pages.page_foot import Imprint, foot_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its level (2 is the first below the page's title), anchor and plain text."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page ready for the theme. `html` is escaped already, all other text is plain.

    `path` is the directory address below the site's root; `section` names the tab it belongs to;
    a `wide` page has no table of contents beside it; `changed` is the day of its last change, or empty.
    """

    path: str
    title: str
    description: str
    html: str
    toc: tuple[Heading, ...] = ()
    parent: str | None = None
    section: str = "overview"
    edit: str | None = None
    wide: bool = False
    changed: str = ""


PACKAGED = Path(__file__).parents[1] / "templates" / "pages"
BESIDE = Path(__file__).parents[2] / "templates" / "pages"


def environment(project_templates: Path) -> Environment:
    """Templates of the project first, then the packaged ones (beside the package in a checkout)."""
    folders = (project_templates, PACKAGED, BESIDE)
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=UnknownName,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters["address"] = address
    made.filters["edit"] = edit_address
    made.filters["many"] = many
    return made


@dataclass
class RenderCache:
    """What one rendering leaves for the next in the same process, while the templates stay as they are."""

    stamp: object = None
    templates: Environment | None = None
    pages: dict[str, tuple[Page, RenderedPage]] = field(default_factory=dict)


def render(
    folder: Path, pages: Iterable[Page], imprint: Imprint, cache: RenderCache | None = None
) -> Checked[tuple[RenderedPage, ...]]:
    """Render every page with its template, from a project's folder of templates, if they fit the views.

    With `cache`, a page that is as it was is taken from there.
    """
    cache = cache if cache is not None else RenderCache()
    stamp = (imprint, *_template_stamps(folder))
    if cache.templates is None or cache.stamp != stamp:
        cache.stamp, cache.templates, cache.pages = stamp, environment(folder), {}
    if unreadable := tuple(unreadable_templates(cache.templates, folder)):
        return (), unreadable
    before, cache.pages = cache.pages, {}
    problems: list[Problem] = []
    for page in pages:
        known = before.get(page.view.head.path)
        if known is None or known[0] != page:
            rendered, found = _rendered(folder, cache.templates, page, imprint)
            problems += found
            known = (page, rendered) if rendered else None
        if known:
            cache.pages[page.view.head.path] = known
    return tuple(rendered for _, rendered in cache.pages.values()), in_order(problems)


def _rendered(
    folder: Path, templates: Environment, page: Page, imprint: Imprint
) -> Checked[RenderedPage | None]:
    try:
        return _render_page(templates, page, imprint), ()
    except FAULTS as error:
        problem = problem_of(error, folder)
        if problem is None:
            raise
        return None, (problem,)


def _template_stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in sorted(folder.glob("*.html")):
        facts = path.stat()
        yield path.name, facts.st_mtime_ns, facts.st_size


def _render_page(templates: Environment, page: Page, imprint: Imprint) -> RenderedPage:
    head = page.view.head
    foot = foot_of(head, page.about, imprint)
    printed = templates.get_template(f"{page.template}.html").render(
        page=page.view, foot=foot, imprint=imprint
    )
    html = isolated(printed, imprint.tongues)
    return RenderedPage(
        path=head.path,
        title=head.title,
        description=head.description,
        html=html,
        toc=headings(printed),
        parent=head.trail[-1].to if head.trail else None,
        section=head.section,
        edit=edit_link(imprint.edit, head.edit) or None,
        wide=head.wide,
        changed=foot.day,
    )


def render_redirects(folder: Path, moves: Iterable[Move]) -> Checked[dict[str, bytes]]:
    """A small page at each old address, by path of its file."""
    all_moves = tuple(moves)
    if not all_moves:
        return {}, ()
    try:
        template = environment(folder).get_template("redirect.html")
        return {f"{move.old}index.html": _redirect(template, move) for move in all_moves}, ()
    except FAULTS as error:
        problem = problem_of(error, folder)
        if problem is None:
            raise
        return {}, (problem,)


def _redirect(template: Template, move: Move) -> bytes:
    return template.render(to=relative(move.old, move.new), title=isolated_line(move.title)).encode()


# ------------------------------------------------------------------ long tables


MANY = 10
"""Rows from which a table is worth a filter."""


def many(rows: Sized) -> bool:
    """Whether a table is long."""
    return len(rows) >= MANY


# ------------------------------------------------------------------ addresses

OWN_PATH = re.compile(
    r"([a-z0-9][a-z0-9._-]*/)*([a-z0-9][a-z0-9._-]*)?(\?[a-z]+=[a-z0-9-]+|#[A-Za-z0-9_-]+)?"
)
"""A path of this site, as the views make them."""
OUTSIDE = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f\"'<>\\]+", re.IGNORECASE)


@pass_context
def address(context: Context, to: str) -> str:
    """A site path as an address relative to the page, or an outside address; anything else is `#`."""
    if OUTSIDE.fullmatch(to):
        return to
    return relative(context["page"].head.path, to) if OWN_PATH.fullmatch(to) else "#"


def relative(here: str, to: str) -> str:
    """Address of one site path from another; pages are directories.

    >>> relative("actors/a/", "events/b/#q-1")
    '../../events/b/#q-1'
    >>> relative("actors/a/", "actors/a/#q-1")
    '#q-1'
    """
    path, mark, fragment = to.partition("#")
    if path == here and mark:
        return f"#{fragment}"
    up = "../" * here.count("/")
    return f"{up}{path}{mark}{fragment}" or "./"


@pass_context
def edit_address(context: Context, place: str) -> str:
    """Where `path#line` of the project's files is edited, or nothing where no pattern is set."""
    return edit_link(context["imprint"].edit, place)


def edit_link(pattern: str | None, place: str) -> str:
    """Fill the pattern of edit links with `path#line`; empty without either."""
    path, _, line = place.partition("#")
    if not pattern or not path:
        return ""
    return pattern.replace("{path}", percent_encode(path)).replace("{line}", line or "1")


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
