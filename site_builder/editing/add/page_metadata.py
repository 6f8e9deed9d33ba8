"""What a page's markup says of the article: Open Graph, Dublin Core and the like, schema.org, links."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from site_builder.editing.add.found_values import FoundValue, PageMetadata

_TITLES = ("og:title", "citation_title", "dc.title", "parsely-title", "headline", "twitter:title")
_AUTHORS = ("author", "article:author", "citation_author", "dc.creator", "parsely-author", "byl")
_DATES = (
    "article:published_time", "datepublished", "citation_publication_date", "citation_date", "dc.date.issued",
    "dc.date", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "date",
)  # fmt: skip
_SITES = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name")
_SUMMARIES = ("og:description", "description", "twitter:description")
_TIERS = ("article:content_tier", "content_tier", "content-tier", "paywall")
_CLOSED = frozenset(("locked", "premium", "paid", "subscriber", "subscribers", "hard", "paywall"))
_LANGUAGES = ("content-language", "og:locale", "dc.language")
_MANY = 500
"""So many elements of a kind are looked at."""
_LONGEST = 300
_SCRIPT = 256 * 1024
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.ASCII)

Meta = Mapping[str, tuple[str, ...]]


def metadata_of(tree: Any) -> PageMetadata:
    """Read what the markup of a page states; nothing here is taken for printed."""
    meta = _meta(tree)
    articles = list(_articles(tree))
    titles = [*_all(meta, _TITLES), *_json_ld_values(articles, "headline"), *_title_tag(tree)]
    authors = [found for found in _all(meta, _AUTHORS) if "/" not in found.value]
    return PageMetadata(
        titles=tuple(titles),
        headings=tuple(_words(heading) for heading in islice(tree.iter("h1"), _MANY)),
        authors=(*_json_ld_names(articles, "author"), *authors),
        published=next(
            iter([*_all(meta, _DATES), *_json_ld_values(articles, "datePublished"), *_times(tree)]), None
        ),
        site=next(iter([*_all(meta, _SITES), *_json_ld_names(articles, "publisher")]), None),
        canonical=_canonical(tree, meta),
        language=_language(tree, meta),
        licence=_licence(tree),
        summary=next(
            (found.value for found in (*_all(meta, _SUMMARIES), *_json_ld_values(articles, "description"))),
            "",
        ),
        words=_count(articles),
        closed=next(_closed(meta, articles), None),
    )


def _meta(tree: Any) -> Meta:
    values: dict[str, list[str]] = {}
    for element in islice(tree.iter("meta"), _MANY):
        given = element.attrib
        name = given.get("property") or given.get("name") or given.get("itemprop") or given.get("http-equiv")
        content = _line(given.get("content", ""))
        if name and content:
            values.setdefault(name.lower(), []).append(content)
    return {name: tuple(found) for name, found in values.items()}


def _all(meta: Meta, names: tuple[str, ...]) -> list[FoundValue]:
    """Give every value under the first of these names that the page has."""
    for name in names:
        if name in meta:
            return [FoundValue(value, f"the page's metadata ({name})", printed=False) for value in meta[name]]
    return []


def _line(text: object) -> str:
    return " ".join(str(text).split())[:_LONGEST] if isinstance(text, str) else ""


def _words(element: Any) -> str:
    return _line(" ".join(islice(element.itertext(), _MANY)))


def _title_tag(tree: Any) -> Iterator[FoundValue]:
    """Give the page's title without the outlet's name, which stands behind a bar or a dash."""
    for element in islice(tree.iter("title"), 1):
        title = _words(element)
        head = re.split(r"\s+[|–—·•»]\s+|\s+-\s+", title)[0]
        if head:
            yield FoundValue(head, "the page's <title>", printed=False)


def _times(tree: Any) -> Iterator[FoundValue]:
    for element in islice(tree.iter("time"), _MANY):
        given = element.attrib
        if given.get("itemprop") == "datePublished" or "pubdate" in given:
            value = _line(given.get("datetime", "")) or _words(element)
            yield FoundValue(value, "the page's markup (time)", printed=False)


def _canonical(tree: Any, meta: Meta) -> FoundValue | None:
    links = (
        (_line(link.get("href", "")), "the page's canonical link")
        for link in islice(tree.iter("link"), _MANY)
        if "canonical" in link.get("rel", "").lower().split()
    )
    stated = ((value, "the page's metadata (og:url)") for value in meta.get("og:url", ()))
    for value, where in (*links, *stated):
        if _is_web(value):
            return FoundValue(value.split("#")[0], where, printed=False)
    return None


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def _language(tree: Any, meta: Meta) -> FoundValue | None:
    given = (
        (_line(html.get("lang", "")), "the page's markup (lang)") for html in islice(tree.iter("html"), 1)
    )
    stated = ((found.value, found.where) for found in _all(meta, _LANGUAGES))
    for value, where in (*given, *stated):
        if _LANGUAGE.fullmatch(value):
            return FoundValue(value.replace("_", "-").split("-")[0].lower(), where, printed=False)
    return None


def _licence(tree: Any) -> FoundValue | None:
    for link in islice(tree.iter("a", "link"), 4 * _MANY):
        if "license" in link.get("rel", "").lower().split() and _is_web(link.get("href", "")):
            return FoundValue(
                _line(link.get("href")), "a link of the page marked as its licence", printed=False
            )
    return None


# ------------------------------------------------------------------ schema.org as JSON-LD


def _articles(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Give the articles that the page's scripts of type JSON-LD describe."""
    for script in islice(tree.iter("script"), _MANY):
        if script.get("type", "").lower() != "application/ld+json" or len(script.text or "") > _SCRIPT:
            continue
        try:
            described = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from (
            item for item in _json_ld_objects(described) if "Article" in str(item.get("@type", ""))[:200]
        )


def _json_ld_objects(described: object) -> Iterator[Mapping[str, Any]]:
    """Give what stands at the top, in a list or under `@graph`; not deeper."""
    for item in described[:_MANY] if isinstance(described, list) else [described]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (
                (thing for thing in graph[:_MANY] if isinstance(thing, dict))
                if isinstance(graph, list)
                else ()
            )


def _json_ld_values(articles: list[Mapping[str, Any]], key: str) -> list[FoundValue]:
    values = (_line(article.get(key)) for article in articles)
    return [
        FoundValue(value, f"the page's schema.org data ({key})", printed=False) for value in values if value
    ]


def _json_ld_names(articles: list[Mapping[str, Any]], key: str) -> list[FoundValue]:
    where = f"the page's schema.org data ({key})"
    names: list[FoundValue] = []
    for article in articles[:1]:
        given = article.get(key)
        for one in (given if isinstance(given, list) else [given])[:20]:
            if key == "author" and isinstance(one, dict) and "Organization" in str(one.get("@type"))[:200]:
                continue  # an agency or the outlet itself
            name = _line(one.get("name") if isinstance(one, dict) else one)
            names += [FoundValue(name, where, printed=False)] if name and "/" not in name else []
    return names


# ------------------------------------------------------------------ whether it is the whole article


def _count(articles: list[Mapping[str, Any]]) -> int:
    """Give how many words a page says that its article has."""
    for article in articles:
        said = str(article.get("wordCount"))[:12].replace(",", "")
        if said.isascii() and said.isdigit():
            return int(said)
    return 0


def _closed(meta: Meta, articles: list[Mapping[str, Any]]) -> Iterator[FoundValue]:
    """Find where a page says that not everybody may read its article."""
    for article in articles:
        parts = article.get("hasPart")
        for part in (article, *(parts[:20] if isinstance(parts, list) else [parts])):
            if isinstance(part, dict) and str(part.get("isAccessibleForFree")).lower() == "false":
                yield FoundValue("isAccessibleForFree: false", "the page's schema.org data", printed=False)
    for found in _all(meta, _TIERS):
        if found.value.lower() in _CLOSED:
            yield FoundValue(found.value, found.where, printed=False)
