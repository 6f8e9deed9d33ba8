"""The menu: as mkdocs.yml has it under `nav`, or of what there is in the site."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import escape
from mkdocs.structure.files import File

from site_builder.output.bidi_isolation import isolated_line
from site_builder.pages.indexes import Index
from site_builder.translation.messages import N_, gettext

SHARED = {"explore": N_("Explore"), "data": N_("Data")}
"""Tabs under which several indexes stand, and what they are called."""
ABOUT = N_("About")
FIRST = "about.md"
"""The page by hand that stands first."""


def menu(indexes: Iterable[Index], by_hand: Iterable[File]) -> list[dict[str, Any]]:
    """Make a menu of a site's indexes and pages written by hand, in the form of a `nav`."""
    tabs: dict[str, list[Any]] = {}
    for index in indexes:
        title = shown(index.title or gettext("Overview"))
        tab = shown(gettext(SHARED[index.tab])) if index.tab in SHARED else title
        tabs.setdefault(tab, []).append({title: f"{index.path}index.md"})
    taken = {*nav_titles(list(tabs.values()))}
    for uri in sorted({file.src_uri for file in by_hand} - taken, key=lambda uri: (uri != FIRST, uri)):
        tabs.setdefault(shown(gettext(ABOUT)), []).append(uri)
    # A tab with a single page that is called as the tab is, is that page.
    return [held[0] if _is_alone(tab, held) else {tab: held} for tab, held in tabs.items()]


def _is_alone(tab: str, held: Sequence[Any]) -> bool:
    return len(held) == 1 and isinstance(held[0], dict) and tab in held[0]


def shown(text: str) -> str:
    """Plain text as the theme, which escapes nothing, may print it."""
    return str(escape(isolated_line(text)))


def nav_titles(nav: object) -> dict[str, str]:
    """Titles of a `nav` by file, or "" for none: MkDocs forgets them where a page is ready."""
    return dict(titles_in(nav))


def titles_in(nav: object, title: str = "") -> Iterator[tuple[str, str]]:
    """Walk a `nav`."""
    if isinstance(nav, str):
        yield nav, title
    elif isinstance(nav, list):
        for item in nav:
            yield from titles_in(item)
    elif isinstance(nav, Mapping):
        for key, item in nav.items():
            yield from titles_in(item, str(key))


def paths_in(nav: object) -> Iterator[str]:
    """The paths of the indexes in a `nav`."""
    for uri in nav_titles(nav):
        if uri == "index.md" or uri.endswith("/index.md"):
            yield uri.removesuffix("index.md")
