"""The heads of all pages: what each is called, where it belongs, its answering sentence, how it is found."""

from dataclasses import dataclass

from site_builder.model.written import Written
from site_builder.pages.citing import Work
from site_builder.pages.components import Link, edit_place, plain_text
from site_builder.pages.facets import UNSEARCHED, Search, register_search
from site_builder.translation.messages import N_, gettext

INDEXES: dict[str, tuple[str, str]] = {
    "": ("", "overview"),
    "actors/": (N_("Actors"), "actors"),
    "events/": (N_("Events"), "events"),
    "topics/": (N_("Topics"), "topics"),
    "articles/": (N_("Articles"), "articles"),
    "places/": (N_("Places"), "explore"),
    "equipment/": (N_("Equipment"), "explore"),
    "timeline/": (N_("Timeline"), "explore"),
    "network/": (N_("Network"), "explore"),
    "map/": (N_("Map"), "explore"),
    "flow/": (N_("Who repeats whom"), "explore"),
    "disagreements/": (N_("Disagreements"), "explore"),
    "coverage/": (N_("Coverage"), "explore"),
    "search/": (N_("Search"), "explore"),
    "data/": (N_("Data"), "data"),
    "changes/": (N_("Changes"), "data"),
    "terms/": (N_("Types and fields"), "data"),
    "corrections/": (N_("Corrections and replies"), "about"),
}
"""Pages that are about no single thing, by path: the title of each, and the tab that it belongs to.

Registers of sections are called as the vocabulary says.
"""


@dataclass(frozen=True, slots=True)
class Head:
    """What every page has: its path, title, kind, answering sentence, trail, tab, and how it is found.

    `registry` says that the page shows something of the editors' own knowledge, so that it explains the mark.
    `work` is the work that it is about, where it is about one; `about_person` says that it is about somebody.
    """

    path: str
    title: str
    kind: str
    answer: tuple[Link, ...]
    section: str
    trail: tuple[Link, ...]
    description: str
    wide: bool = False
    edit: str = ""
    search: Search = UNSEARCHED
    registry: bool = False
    work: Work | None = None
    about_person: bool = False


def index_link(index: str) -> Link:
    """Link to an index by its title."""
    return Link(title_of(index), index)


def title_of(index: str) -> str:
    """The title of one of these pages; the home page, which is called as the site is, has none here."""
    title, _ = INDEXES[index]
    return gettext(title) if title else ""


def page_head(
    index: str,
    answer: str | tuple[Link, ...],
    *,
    name: str = "",
    under: Link | None = None,
    tab: str = "",
    title: str = "",
    kind: str = "",
    entry: Written | None = None,
    search: Search | None = None,
    wide: bool = True,
    registry: bool = False,
    work: Work | None = None,
    about_person: bool = False,
) -> Head:
    """The head of a page with its answering sentence: of an index, or of one thing, by its `name` in paths.

    That stands `under` the index or another one, in the `tab` of that; `entry` is where it was written.
    """
    usual, section = (title_of(index), INDEXES[index][1]) if index in INDEXES else (title, "explore")
    links = (Link(answer),) if isinstance(answer, str) else answer
    return Head(
        path=f"{index}{name}/" if name else index,
        title=title or usual,
        kind=kind,
        answer=links,
        section=tab or section,
        trail=(under or index_link(index),) if name else (),
        description=plain_text(links),
        wide=wide,
        edit=edit_place(entry) if entry else "",
        search=register_search() if search is None else search,
        registry=registry,
        work=work,
        about_person=about_person,
    )
