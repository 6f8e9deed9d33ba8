"""What a page's markup says of the article: Open Graph, Dublin Core and the like, schema.org, links."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from site_builder.editing.add.found_values import FoundValue, PageMetadata
from site_builder.editing.add.json_ld import Described, JsonLd
from site_builder.editing.add.meta_tags import MANY, Meta, meta_of, one_line, values_of, words_of
from site_builder.editing.add.stated_authors import authors_stated, organisations
from site_builder.editing.add.stated_dates import dates_stated

_TITLES = ("og:title", "citation_title", "dc.title", "parsely-title", "headline", "twitter:title")
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article.updated",
    "dcterms.modified",
)
_SITES = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name")
_SUMMARIES = ("og:description", "description", "twitter:description")
_TIERS = ("article:content_tier", "content_tier", "content-tier", "paywall")
_CLOSED = frozenset(("locked", "premium", "paid", "subscriber", "subscribers", "hard", "paywall"))
_LANGUAGES = ("content-language", "og:locale", "dc.language")
_BODY = 100_000
_TAG = re.compile(r"<[^<>]{0,500}>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.ASCII)


def metadata_of(tree: Any) -> PageMetadata:
    """Read what the markup of a page states; nothing here is taken for printed."""
    meta = meta_of(tree)
    titles = [found for name in _TITLES for found in values_of(meta, (name,))]
    described = JsonLd(tree, [found.value for found in titles])
    summaries = (*values_of(meta, _SUMMARIES), *_values(described, "description"))
    return PageMetadata(
        titles=(*titles, *_values(described, "headline"), *_title_tag(tree)),
        headings=tuple(words_of(heading) for heading in islice(tree.iter("h1"), MANY)),
        authors=authors_stated(tree, meta, described),
        published=dates_stated(tree, meta, described),
        modified=tuple(_modified(meta, described)),
        site=next(iter([*values_of(meta, _SITES), *organisations(described, "publisher")]), None),
        canonical=_canonical(tree, meta),
        language=_language(tree, meta),
        licence=_licence(tree),
        summary=next((found.value for found in summaries), ""),
        body=_body(described),
        words=_count(described.articles),
        closed=next(_closed(meta, described.articles), None),
    )


def _values(described: JsonLd, key: str) -> list[FoundValue]:
    where = f"the page's schema.org data ({key})"
    values = (one_line(article.get(key)) for article in described.articles)
    return [FoundValue(value, where, printed=False) for value in values if value]


def _body(described: JsonLd) -> str:
    """Give the text of the article as it is described, without tags."""
    body = next((one for article in described.articles[:1] if (one := article.get("articleBody"))), "")
    return _TAG.sub("\n", unescape(body[:_BODY])) if isinstance(body, str) else ""


def _modified(meta: Meta, described: JsonLd) -> Iterator[str]:
    yield from (found.value for name in _MODIFIED for found in values_of(meta, (name,)))
    yield from (found.value for found in _values(described, "dateModified"))


def _title_tag(tree: Any) -> Iterator[FoundValue]:
    for element in islice(tree.iter("title"), 1):
        title = words_of(element)
        if title:
            yield FoundValue(title, "the page's <title>", printed=False)


def _canonical(tree: Any, meta: Meta) -> FoundValue | None:
    links = (
        (one_line(link.get("href", "")), "the page's canonical link")
        for link in islice(tree.iter("link"), MANY)
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
        (one_line(html.get("lang", "")), "the page's markup (lang)") for html in islice(tree.iter("html"), 1)
    )
    stated = ((found.value, found.where) for found in values_of(meta, _LANGUAGES))
    for value, where in (*given, *stated):
        if _LANGUAGE.fullmatch(value):
            return FoundValue(value.replace("_", "-").split("-")[0].lower(), where, printed=False)
    return None


def _licence(tree: Any) -> FoundValue | None:
    for link in islice(tree.iter("a", "link"), 4 * MANY):
        if "license" in link.get("rel", "").lower().split() and _is_web(link.get("href", "")):
            return FoundValue(
                one_line(link.get("href")), "a link of the page marked as its licence", printed=False
            )
    return None


# ------------------------------------------------------------------ whether it is the whole article


def _count(articles: Sequence[Described]) -> int:
    """Give how many words a page says that its article has."""
    for article in articles:
        said = str(article.get("wordCount"))[:12].replace(",", "")
        if said.isascii() and said.isdigit():
            return int(said)
    return 0


def _closed(meta: Meta, articles: Sequence[Described]) -> Iterator[FoundValue]:
    """Find where a page says that not everybody may read its article."""
    for article in articles:
        parts = article.get("hasPart")
        for part in (article, *(parts[:20] if isinstance(parts, list) else [parts])):
            if isinstance(part, dict) and str(part.get("isAccessibleForFree")).lower() == "false":
                yield FoundValue("isAccessibleForFree: false", "the page's schema.org data", printed=False)
    for found in values_of(meta, _TIERS):
        if found.value.lower() in _CLOSED:
            yield FoundValue(found.value, found.where, printed=False)
