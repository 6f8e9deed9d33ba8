"""The `<meta>` elements of a page, and the words of its elements on one line."""

from collections.abc import Mapping
from html import unescape
from itertools import islice
from typing import Any

from site_builder.editing.add.found_values import FoundValue
from site_builder.editing.add.markup_parts import PartRole, role_of

MANY = 500
"""So many elements of a kind are looked at."""
_LONGEST = 300
_DEEPEST = 300
NAMES = ("id", "class", "itemprop", "rel", "role", "data-component", "data-testid")
"""Attributes in which pages say what an element is."""

Meta = Mapping[str, tuple[str, ...]]


def meta_of(tree: Any) -> Meta:
    """Give the values of `<meta>` by their names in small letters."""
    values: dict[str, list[str]] = {}
    for element in islice(tree.iter("meta"), MANY):
        given = element.attrib
        name = given.get("property") or given.get("name") or given.get("itemprop") or given.get("http-equiv")
        content = one_line(given.get("content", ""))
        if name and content:
            values.setdefault(name.lower(), []).append(content)
    return {name: tuple(found) for name, found in values.items()}


def values_of(meta: Meta, names: tuple[str, ...]) -> list[FoundValue]:
    """Give every value under the first of these names that the page has."""
    for name in names:
        if name in meta:
            return [FoundValue(value, f"the page's metadata ({name})", printed=False) for value in meta[name]]
    return []


def one_line(text: object) -> str:
    """Bring a text onto one line of bounded length; empty for what is none.

    Pages write `&amp;` also where nothing reads it, as in scripts.
    """
    return " ".join(unescape(text[: 4 * _LONGEST]).split())[:_LONGEST] if isinstance(text, str) else ""


def words_of(element: Any) -> str:
    """Give the words of an element on one line."""
    return one_line(" ".join(islice(element.itertext(), MANY)))


def own_role(element: Any) -> PartRole | None:
    """Give the role of an element by its tag and its names."""
    if not isinstance(element.tag, str):
        return None
    return role_of(element.tag, " ".join(filter(None, map(element.attrib.get, NAMES))))


def stands_apart(element: Any) -> bool:
    """Tell what stands among readers' comments, other stories, or in a post of somebody else."""
    roles = {own_role(one) for one in islice(element.iterancestors(), _DEEPEST)}
    return not roles.isdisjoint((PartRole.COMMENTS, PartRole.OTHERS, PartRole.QUOTED))
