"""The pages of articles: bibliographic block, digest with its quotes marked, strip and evidence list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from site_builder import edtf
from site_builder.extracted import Layer
from site_builder.linking import Event, Evidence, Site
from site_builder.model import Article, ArticleId
from site_builder.naming import Name
from site_builder.pages.facets import REGISTER, Search, findable
from site_builder.pages.parts import (
    DateView,
    EvidenceView,
    Fact,
    Head,
    Link,
    actor_link,
    evidence_view,
    name_link,
    published,
)
from site_builder.pages.rows import ArticleRow, EventRow, article_row, count, event_row, newest_first
from site_builder.proofs import quoted_share
from site_builder.quotes import quote_key

STRIP = 1000
"""Units of the strip's width: it shows the text's body from its first to its last character."""


_QUOTED = re.compile(r'["“”]([^"“”]*)["“”]')
"""A fragment of a digest between quotation marks."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the digest with its names linked: plain, or a quote with the numbers of its records."""

    runs: tuple[Link, ...]
    numbers: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the digest."""

    anchor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a record's quote stands in the strip."""

    x: int
    width: int
    to: str
    title: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article: who wrote it, what it says in our words, and every record with its proof."""

    head: Head
    facts: tuple[Fact, ...]
    published: DateView
    digest: tuple[Paragraph, ...]
    strip: tuple[Mark, ...]
    share: str
    events: tuple[EventRow, ...]
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The index of articles."""

    head: Head
    rows: tuple[ArticleRow, ...]


def article_pages(site: Site) -> Iterator[tuple[str, ArticlePage | ArticlesPage]]:
    """The index and one page an article, each with the name of its template."""
    rows = tuple(article_row(site, article) for article in newest_first(site, site.corpus.articles))
    answer = Link(
        f"{count(len(rows), 'article')}, retold in our own words. "
        "The texts stay private, the evidence is public."
    )
    head = Head(
        "articles/", "Articles", "", (answer,), "articles", (), answer.text, wide=True, search=REGISTER
    )
    yield "articles", ArticlesPage(head, rows)
    for article in site.corpus.articles:
        yield "article", article_page(site, article)


def article_page(site: Site, article: ArticleId) -> ArticlePage:
    """One article's page; records are numbered in the order of the text."""
    known = site.corpus.articles[article]
    keys = site.by_article[article]
    found = [site.evidence[key] for key in keys]
    location = known.at.location
    answer = _answer(site, known, len(keys))
    events = [
        event for event in site.events.values() if any(report.article == article for report in event.reports)
    ]
    return ArticlePage(
        head=Head(
            path=f"articles/{article}/",
            title=known.title,
            kind="Article",
            answer=answer,
            section="articles",
            trail=(Link("Articles", "articles/"),),
            description="".join(link.text for link in answer),
            edit=f"{location.path}#{location.line}",
            search=_search(site, article, events),
        ),
        facts=tuple(_facts(site, known)),
        published=published(site, article),
        digest=tuple(_digest(site, article, found)),
        strip=tuple(_strip(site, article, found)),
        share=_share(site.layers.get(article), found),
        events=tuple(event_row(site, event.id) for event in events),
        evidence=_numbered(site, found),
    )


def _search(site: Site, article: ArticleId, events: Sequence[Event]) -> Search:
    registry, known = site.corpus.registry, site.corpus.articles[article]
    return findable(
        {
            "kind": ["Article"],
            "publisher": [registry.actors[known.publisher].name],
            "topic": [registry.topics[topic].name for event in events for topic in event.frame.topics],
        },
        others=[known.title, *known.authors],
        date=published(site, article).sort,
    )


def _answer(site: Site, known: Article, records: int) -> tuple[Link, ...]:
    by = f" by {', '.join(known.authors)}" if known.authors else ""
    when = edtf.words(edtf.parse(known.published))
    return (
        Link(f"An article{by} in "),
        actor_link(site, known.publisher),
        Link(f", {when}: {count(records, 'record')} drawn from it, each proved by its exact words."),
    )


def _facts(site: Site, known: Article) -> Iterator[Fact]:
    yield Fact("Publisher", (actor_link(site, known.publisher),))
    if known.republished_from:
        yield Fact("First published by", (actor_link(site, known.republished_from),))
    names = {a.name: i for i, a in site.corpus.registry.actors.items()}
    if known.authors:
        links = [actor_link(site, names[a]) if a in names else Link(a) for a in known.authors]
        yield Fact("By", tuple(part for link in links for part in (Link(", "), link))[1:])
    basis = {"printed": "printed", "inferred": "inferred from the text", "external": "from outside the text"}
    yield Fact(
        "Published", (Link(f"{edtf.words(edtf.parse(known.published))} ({basis[known.published_basis]})"),)
    )
    if known.published_why:
        yield Fact("How the date is known", (Link(known.published_why),))
    if known.url:
        yield Fact("Original", (Link(known.url, known.url, kind="outside"),))
    if known.archived:
        yield Fact("Archived", (Link(known.archived, known.archived, kind="outside"),))
    yield Fact("Language", (Link(known.language),))
    yield Fact("Rights", (Link(known.rights.replace("-", " ")),))
    if known.text:
        yield Fact("Text", (Link(f"{known.text.chars:,} characters, sha256 {known.text.sha256[:16]}…"),))


def _numbered(site: Site, found: Sequence[Evidence]) -> tuple[EvidenceView, ...]:
    """Views in order; the first of equal quotes carries the anchor."""
    taken: set[str] = set()
    views = []
    for number, evidence in enumerate(found, start=1):
        view = evidence_view(site, evidence.key, number)
        quoted = []
        for quote, shown in zip(view.quotes, evidence.quotes, strict=True):
            quoted.append(replace(quote, id="" if shown.anchor in taken else shown.anchor))
            taken.add(shown.anchor)
        views.append(replace(view, quotes=tuple(quoted), article=None))
    return tuple(views)


def _digest(site: Site, article: ArticleId, found: Sequence[Evidence]) -> Iterator[Paragraph]:
    numbers: dict[str, list[Link]] = {}
    for number, evidence in enumerate(found, start=1):
        for quote in evidence.quotes:
            link = Link(str(number), f"articles/{article}/#{quote.anchor}")
            numbers.setdefault(quote_key(quote.words), []).append(link)
    named = site.naming.digests.get(article, ())
    for position, text in enumerate(site.corpus.digests[article].paragraphs):
        names = named[position] if position < len(named) else ()
        yield Paragraph(f"p-{position + 1}", tuple(_pieces(site, text, names, numbers)))


def _pieces(site: Site, text: str, names: Sequence[Name], numbers: dict[str, list[Link]]) -> Iterator[Piece]:
    """Split a paragraph at its quotation marks; what stands between them and proves a record is marked."""
    start = 0
    for match in _QUOTED.finditer(text):
        words = match[1]
        proved = numbers.get(quote_key(words)) or numbers.get(quote_key(words.strip(" ,.")))
        yield Piece((*_runs(site, text, (start, match.start()), names), Link("“")))
        yield Piece(tuple(_runs(site, text, match.span(1), names)), tuple(proved or ()))
        yield Piece((Link("”"),))
        start = match.end()
    yield Piece(tuple(_runs(site, text, (start, len(text)), names)))


def _runs(site: Site, text: str, span: tuple[int, int], names: Sequence[Name]) -> Iterator[Link]:
    """Part of a paragraph, with the names that lie wholly in it as links."""
    start, end = span
    for name in names:
        if start <= name.start and name.end <= end:
            yield Link(text[start : name.start])
            yield replace(name_link(site, name.id), text=text[name.start : name.end])
            start = name.end
    yield Link(text[start:end])


def _strip(site: Site, article: ArticleId, found: Sequence[Evidence]) -> Iterator[Mark]:
    layer = site.layers.get(article)
    if layer is None or not layer.body:
        return
    begin, length = layer.body[0][0], max(1, layer.body[-1][1] - layer.body[0][0])
    for number, evidence in enumerate(found, start=1):
        for quote in evidence.quotes:
            proof = layer.proofs.get(quote.key)
            for first, last in proof.spans if proof else ():
                yield Mark(
                    x=(first - begin) * STRIP // length,
                    width=max(2, (last - first) * STRIP // length),
                    to=f"articles/{article}/#{quote.anchor}",
                    title=f"Record {number}",
                )


def _share(layer: Layer | None, found: Sequence[Evidence]) -> str:
    if layer is None:
        return ""
    keys = [quote.key for evidence in found for quote in evidence.quotes]
    return f"{quoted_share(layer, keys):.0%}"
