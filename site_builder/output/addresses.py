"""Addresses on pages: of the site's own pages, relative to where they stand, of others, and of edits."""

import re
from urllib.parse import quote as percent_encode

from jinja2 import pass_context
from jinja2.runtime import Context

OWN_PATH = re.compile(
    r"([a-z0-9][a-z0-9._-]*/)*([a-z0-9][a-z0-9._-]*)?(\?[a-z]+=[a-z0-9-]+|#[A-Za-z0-9_-]+)?"
)
"""A path of this site, as the views make them."""
OUTSIDE = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f\"'<>\\]+", re.IGNORECASE)


@pass_context
def address(context: Context, to: str) -> str:
    """A site path as an address relative to the page, or an outside address; anything else is `#`."""
    return address_from(context["page"].head.path, to)


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
def edit_address(context: Context, place: str) -> str:
    """Where `path#line` of the project's files is edited, or nothing where no pattern is set."""
    return edit_link(context["imprint"].edit, place)


def edit_link(pattern: str | None, place: str) -> str:
    """Fill the pattern of edit links with `path#line`; empty without either."""
    path, _, line = place.partition("#")
    if not pattern or not path:
        return ""
    return pattern.replace("{path}", percent_encode(path)).replace("{line}", line or "1")
