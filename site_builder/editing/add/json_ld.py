"""What the scripts of type JSON-LD in a page describe, by schema.org: its article, and who wrote it."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any

_MANY = 500
"""So many scripts, and objects of one, are looked at."""
_DEEPEST = 6
_SCRIPT = 256 * 1024
_WRAPPED = re.compile(
    r"\A\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|\]\]>|/\*\s*\]\]>\s*\*/)\s*\Z"
)
_ARTICLE = re.compile(r"Article|Posting|\bReport\b|\bReview\b|Story")

Described = Mapping[str, Any]


class JsonLd:
    """What a page describes: its articles, the one with the page's title first, and things by `@id`."""

    def __init__(self, tree: Any, titles: Collection[str]) -> None:
        self._found = tuple(islice(_objects(tree), _MANY))
        self._named = {str(one["@id"])[:500]: one for one in self._found if "name" in one and "@id" in one}
        articles = [one for one in self._found if _ARTICLE.search(_type(one))]
        self.articles = tuple(sorted(articles, key=lambda one: str(one.get("headline"))[:300] not in titles))
        self.pages = tuple(one for one in self._found if _type(one) == "WebPage")

    def named(self, given: object) -> Described | None:
        """Give the described thing that a value is, or refers to by `@id`."""
        if not isinstance(given, dict):
            return None
        return given if "name" in given else self._named.get(str(given.get("@id"))[:500])


def is_organisation(described: Described) -> bool:
    """Tell an agency or the outlet itself from a person."""
    return "Organization" in _type(described)


def _type(described: Described) -> str:
    return str(described.get("@type", ""))[:200]


def _objects(tree: Any) -> Iterator[Described]:
    for script in islice(tree.iter("script"), _MANY):
        text = script.text or ""
        if "ld+json" not in script.get("type", "").lower() or len(text) > _SCRIPT:
            continue
        try:
            described = json.loads(_WRAPPED.sub("", text), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _within(described)


def _within(described: object) -> Iterator[Described]:
    """Give the objects in lists and in each other, those at the top first, as deep as pages have them."""
    level: list[object] = [described]
    for _ in range(_DEEPEST):
        below: list[object] = []
        for item in level[: 4 * _MANY]:
            if isinstance(item, dict):
                yield item
                below += [value for value in item.values() if isinstance(value, (dict, list))]
            elif isinstance(item, list):
                below += item[:_MANY]
        level = below
