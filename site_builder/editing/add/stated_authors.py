"""Authors that a page's markup names: by schema.org, in its metadata, by elements marked as such."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from site_builder.editing.add.author_names import agency
from site_builder.editing.add.found_values import FoundValue
from site_builder.editing.add.json_ld import JsonLd, is_organisation
from site_builder.editing.add.meta_tags import MANY, Meta, one_line, stands_apart, words_of

_NAMES = (
    "author", "article:author", "article:author_name", "og:article:author", "citation_author", "dc.creator",
    "dcterms.creator", "parsely-author", "sailthru.author", "cxenseparse:author", "rbauthors", "byl",
    "byline", "authors", "author_name", "creator",
)  # fmt: skip
_ELEMENTS = (
    (".//*[@itemprop='author']", "the page's markup (author)"),
    (".//a[@rel='author']", "a link of the page marked as its author"),
)
_CLASSES = frozenset((
    "author-name", "author__name", "byline__name", "byline-name", "article-author", "article__author",
    "post-author", "entry-author", "byline-author", "byline__author", "c-byline__author", "author-link",
    "authors", "author", "byline", "article-byline", "vcard", "story-byline", "contributor-name",
    "author_name", "authorname", "post-author-name",
))  # fmt: skip
_WORDS = 12
"""Words of an element that names an author."""


def authors_stated(tree: Any, meta: Meta, described: JsonLd) -> tuple[tuple[FoundValue, ...], ...]:
    """Collect the authors in each way that the markup names them, the surest way first."""
    ways = (_by_schema(described), _by_metadata(meta), *_by_elements(tree))
    return tuple(tuple(way) for way in ways if way)


def organisations(described: JsonLd, key: str) -> list[FoundValue]:
    """Give the names of those who stand under a key of the page's article: its publisher."""
    where = f"the page's schema.org data ({key})"
    return [
        FoundValue(name, where, printed=False)
        for article in described.articles[:1]
        for one in _listed(article.get(key))
        if (found := described.named(one)) and (name := one_line(found.get("name"))) and "/" not in name
    ]


def _by_schema(described: JsonLd) -> list[FoundValue]:
    for article in described.articles[:3]:
        named = [
            FoundValue(name, f"the page's schema.org data ({key})", printed=False)
            for key in ("author", "creator")
            for one in _listed(article.get(key))
            if (name := _name(described, one))
        ]
        if named:
            return named
    return []


def _name(described: JsonLd, one: object) -> str:
    found = described.named(one)
    name = one_line(found.get("name") if found else one)
    if found and is_organisation(found) and not agency(name):
        return ""  # the outlet itself
    return "" if "/" in name else name


def _listed(given: object) -> list[object]:
    """Give the items of a list, or of lists within a thing's name."""
    items = given if isinstance(given, list) else [given]
    found: list[object] = []
    for item in items[:20]:
        names = item.get("name") if isinstance(item, dict) else None
        found += names[:20] if isinstance(names, list) else [item]
    return found


def _by_metadata(meta: Meta) -> list[FoundValue]:
    for name in _NAMES:
        named = [
            FoundValue(value, f"the page's metadata ({name})", printed=False)
            for value in meta.get(name, ())[:20]
            if "/" not in value
        ]
        if named:
            return named
    return []


def _by_elements(tree: Any) -> Iterator[list[FoundValue]]:
    for path, where in _ELEMENTS:
        yield _named_by(islice(tree.iterfind(path), MANY), where)
    marked = (
        element
        for element in islice(tree.iter("a", "span", "div", "p", "address", "li", "strong"), 40 * MANY)
        if _CLASSES.intersection(element.get("class", "").lower().split())
    )
    yield _named_by(islice(marked, MANY), "the page's markup (author)")


def _named_by(elements: Iterator[Any], where: str) -> list[FoundValue]:
    """Give the short words of elements that are no comment's and no other story's; of nested ones once."""
    values: dict[str, FoundValue] = {}
    for element in elements:
        name = next((words_of(one) for one in element.iterfind(".//*[@itemprop='name']")), "") or words_of(
            element
        )
        name = name or one_line(element.get("content"))
        if name and "/" not in name and len(name.split()) <= _WORDS and not stands_apart(element):
            values.setdefault(name, FoundValue(name, where, printed=False))
            if len(values) >= 4:
                break
    return list(values.values())
