"""Addresses on pages: of the site's own pages, relative to where they stand, of others, and of edits."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import quote as percent_encode

from jinja2 import pass_context

OWN_PATH = re.compile(
    r"([a-z0-9][a-z0-9._-]*/)*([a-z0-9][a-z0-9._-]*)?(\?[a-z]+=[a-z0-9-]+|#[A-Za-z0-9_-]+)?"
)
"""A path of this site, as the views make them."""
OUTSIDE = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f\"'<>\\]+", re.IGNORECASE)


HERE: ContextVar[str] = ContextVar("HERE")
"""Path of the page that is being rendered: filters ask here, so that macros need not know of the page."""
_EDIT: ContextVar[str | None] = ContextVar("_EDIT")
_SITE: ContextVar[str | None] = ContextVar("_SITE")


@contextmanager
def rendering(path: str, edit: str | None, site: str | None = None) -> Iterator[None]:
    """Render the page at a path, with a pattern of edit links, of a site at an address if it has one."""
    here, pattern, root = HERE.set(path), _EDIT.set(edit), _SITE.set(site)
    try:
        yield
    finally:
        HERE.reset(here)
        _EDIT.reset(pattern)
        _SITE.reset(root)


def address_anywhere(to: str) -> str:
    """A site path as others may write it; relative to the page where the site has no address."""
    site = _SITE.get()
    return f"{site.rstrip('/')}/{to}" if site else relative(HERE.get(), to)


@pass_context  # or Jinja would make one address of constant words for all pages
def address(_: object, to: str) -> str:
    """A site path as an address relative to the page, or an outside address; anything else is `#`."""
    return address_from(HERE.get(), to)


def address_from(here: str, to: str) -> str:
    """The same from the page at a site path."""
    if OWN_PATH.fullmatch(to):
        return relative(here, to)
    return to if OUTSIDE.fullmatch(to) else "#"


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
def edit_address(_: object, place: str) -> str:
    """Where `path#line` of the project's files is edited, or nothing where no pattern is set."""
    return edit_link(_EDIT.get(), place)


def edit_link(pattern: str | None, place: str) -> str:
    """Fill the pattern of edit links with `path#line`; empty without either."""
    path, _, line = place.partition("#")
    if not pattern or not path:
        return ""
    return pattern.replace("{path}", percent_encode(path)).replace("{line}", line or "1")
