"""The pages of articles: bibliographic block, text or digest with notes, strip, events and evidence list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.linking.authors import registered_author
from site_builder.linking.site import Event, Evidence, Site
from site_builder.model.article import Article
from site_builder.model.value_types import ArticleId, DateBasis
from site_builder.pages import counts
from site_builder.pages.article_work import article_work
from site_builder.pages.citing import Citation, cited
from site_builder.pages.components import (
    DateView,
    Fact,
    Link,
    actor_link,
    date_words,
    joined,
    outlet,
    outside_link,
    published,
    separated,
)
from site_builder.pages.embedded_citation import coins
from site_builder.pages.evidence import EvidenceView
from site_builder.pages.evidence_strip import EvidenceStrip, evidence_strip
from site_builder.pages.facets import Search, findable
from site_builder.pages.heads import Head, page_head
from site_builder.pages.languages import language_name
from site_builder.pages.licence_terms import rights_in_words, terms_of
from site_builder.pages.notes import Note, NotesRow, notes, numbered_records, rows
from site_builder.pages.outline import outline_sources
from site_builder.pages.parts import (
    BOUNDS,
    Bounds,
    Division,
    PartPage,
    Rest,
    always,
    in_year,
    long_list,
    part_pages,
)
from site_builder.pages.reading import MarkedText, digest_sources, outlined, paragraphs, text_sources
from site_builder.pages.rows import ArticleRow, EventRow, all_articles, counted_records, event_row
from site_builder.pages.searched import Searches, searches_about
from site_builder.pages.sentences import linked
from site_builder.pages.ways_to_original import NO_ADDRESS, WaysToOriginal, ways_to
from site_builder.proving.quoted_share import quoted_share
from site_builder.translation.messages import N_, filled, gettext, ngettext, percent, plural_form


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What there is to read: the text, or our digest of it.

    `language` is the text's, `banner` what a private preview has to say first, `choices` what the reader
    may hide, here and in all there is to read on the page, `terms` what the rights to a text ask for.
    """

    id: str
    title: str
    lead: str
    rows: tuple[NotesRow, ...]
    language: str = ""
    banner: str = ""
    choices: tuple[Link, ...] = ()
    terms: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article: who wrote it, what it says in its own words or ours, and every record with its evidence.

    `coins` is the citation for programs. Where the text is private, the `outline` shows where in it the
    quotes stand, and readers who hold it can find the quotes of the file `quotes` in it. `evidence` are the
    records that have no note beside what there is to read.
    """

    head: Head
    facts: tuple[Fact, ...]
    citation: Citation
    coins: str
    published: DateView
    reading: ReadingView
    outline: ReadingView | None
    quotes: str
    strip: EvidenceStrip | None
    share: str
    events: tuple[EventRow, ...]
    evidence: tuple[EvidenceView, ...]
    beside: tuple[Link, ...]
    searched: Searches | None = None


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The index of articles."""

    head: Head
    rows: tuple[ArticleRow, ...]
    rest: Rest | None = None


ARTICLES: Division[ArticleRow] = Division(
    base="articles/by-year/",
    rows=counts.articles,
    by=N_("by year"),
    group=lambda row: in_year(row.published.sort),
    weight=always(9),
)


def article_index(
    site: Site, bounds: Bounds = BOUNDS
) -> Iterator[tuple[str, ArticlesPage | PartPage[ArticleRow]]]:
    """The index of articles with its parts, each page with the name of its template."""
    listed = all_articles(site)
    whole = sum(article in site.shown.texts for article in site.corpus.articles)
    articles = counts.articles(len(listed))
    if whole:
        answer = filled(
            plural_form(
                "{articles}, retold in our own words. {n} text can be read whole; the evidence is public.",
                "{articles}, retold in our own words. {n} texts can be read whole; the evidence is public.",
                whole,
            ),
            {"articles": articles, "n": whole},
        )
    else:
        answer = gettext(
            "{articles}, retold in our own words. The texts stay private; the evidence is public.",
            articles=articles,
        )
    head, rows = page_head("articles/", answer), long_list(listed, ARTICLES, bounds)
    yield "articles", ArticlesPage(head, rows.rows, rows.rest)
    yield from part_pages("part_articles", head, rows)


def article_page(site: Site, article: ArticleId) -> ArticlePage:
    """One article's page; records are numbered in the order of the text."""
    known = site.corpus.articles[article]
    evidence = [site.evidence[key] for key in site.by_article[article]]
    digest, sources = _sources(site, article, evidence)
    records = numbered_records(site, evidence, sources)
    beside = notes(f"articles/{article}/", records, sources)
    outline = None if digest is None else _outline(site, article, sources, beside)
    noted = {note.record.number: note for near in beside.values() for note in near}
    share = _share(site, article, evidence)
    events = [site.events[event] for event in site.events_of.get(article, ())]
    work, searched = article_work(site, article), searches_about(site, article)
    return ArticlePage(
        head=page_head(
            "articles/",
            _answer(site, known, evidence),
            name=article,
            title=known.title,
            kind=gettext("Article"),
            entry=known,
            search=_search(site, article, events),
            registry=searched is not None,
            work=work,
        ),
        facts=tuple(_facts(site, article, share)),
        citation=cited(work),
        coins=coins(work),
        published=published(site, article),
        reading=_reading(site, article, sources, beside)
        if digest is None
        else _digest(site, article, digest, sources),
        outline=outline,
        quotes=f"data/articles/{article}.json" if evidence and article not in site.shown.texts else "",
        strip=evidence_strip(site, article, evidence),
        share=share,
        events=tuple(event_row(site, event.id) for event in events),
        evidence=tuple(record for record in records if record.number not in noted),
        beside=tuple(Link(note.number.text, f"articles/{article}/#{note.anchor}") for note in noted.values()),
        searched=searched,
    )


def _search(site: Site, article: ArticleId, events: Sequence[Event]) -> Search:
    registry, known = site.corpus.registry, site.corpus.articles[article]
    return findable(
        {
            "kind": [gettext("Article")],
            "publisher": [outlet(site, article)],
            "topic": [registry.topics[topic].name for event in events for topic in event.frame.topics],
        },
        others=[known.title, *known.printed_authors],
        date=published(site, article).sort,
    )


CHOICES = {"names": N_("Names"), "records": N_("Records"), "notes": N_("Notes")}
"""What readers may hide, by its name for the script."""

Sources = tuple[MarkedText, ...]


def _sources(site: Site, article: ArticleId, evidence: Sequence[Evidence]) -> tuple[Sources | None, Sources]:
    """What there is to read that carries no anchors, if anything, and what carries them.

    The text alone where it may be shown; the digest, and an outline of the text; without a layer of the
    text, the digest alone.
    """
    text, layer = site.shown.texts.get(article), site.layers.get(article)
    if text is not None:
        return None, tuple(text_sources(site, article, evidence, site.layers[article], text))
    digest = tuple(digest_sources(site, article, evidence))
    outline = tuple(outline_sources(layer, evidence)) if layer else ()
    return (digest, outline) if outline else (None, digest)


DIGEST_LEAD = N_(
    "In our own words. Marked words are quoted exactly; numbers lead to the records that rest on them."
)
OUTLINE_LEAD = N_(
    "The text stays private. Here its quotes stand in its order, paragraph by paragraph, with the records "
    "that rest on them; brackets say how much of the text is not shown."
)
TEXT_LEAD = N_(
    "The whole text, as it was captured. Numbers lead to the records that rest on the marked words."
)
PRIVATE = N_(
    "Private preview. The text of this article is not published: readers of the site see the digest instead."
)


Beside = Mapping[int, Sequence[Note]]


def _digest(site: Site, article: ArticleId, digest: Sources, outline: Sources) -> ReadingView:
    """The digest, whose quotes have their place in the outline."""
    elsewhere = {quoted.anchor for source in outline for quoted in source.quoted}
    shown = rows(paragraphs(site, article, digest, elsewhere), {})
    return _digest_view(shown)


def _digest_view(shown: Iterable[NotesRow]) -> ReadingView:
    return ReadingView(
        "digest", gettext("Digest"), gettext(DIGEST_LEAD), tuple(shown), choices=tuple(_choices())
    )


def _choices() -> Iterator[Link]:
    return (Link(gettext(name), kind=kind) for kind, name in CHOICES.items())


def _outline(site: Site, article: ArticleId, sources: Sources, beside: Beside) -> ReadingView:
    shown = tuple(rows(outlined(site, article, sources), beside))
    return ReadingView("outline", gettext("Quotes in their place in the text"), gettext(OUTLINE_LEAD), shown)


def _reading(site: Site, article: ArticleId, sources: Sources, beside: Beside) -> ReadingView:
    shown = tuple(rows(paragraphs(site, article, sources), beside))
    if article not in site.shown.texts:
        return _digest_view(shown)
    known = site.corpus.articles[article]
    banner = "" if known.publishes_text else gettext(PRIVATE)
    terms = terms_of(site, article) if known.publishes_text else ()
    choices = tuple(_choices())
    if site.shown.private:
        choices = (*choices, Link(gettext("Unannotated"), kind="unannotated"))
    title, lead = gettext("Text"), gettext(TEXT_LEAD)
    return ReadingView("text", title, lead, shown, known.language, banner, choices, terms)


def _answer(site: Site, known: Article, found: Sequence[Evidence]) -> tuple[Link, ...]:
    standing = sum(evidence.verified for evidence in found)
    article = linked(
        gettext("An article by {authors} in {outlet}, {date}.")
        if known.authors
        else gettext("An article in {outlet}, {date}."),
        authors=", ".join(known.printed_authors),
        outlet=actor_link(site, known.publisher),
        date=date_words(known.published),
    )
    records = linked(
        gettext("It gives {records}, each with a quote found in its text.")
        if standing == len(found)
        else gettext("It gives {records}, {n} of them with a quote found in its text."),
        records=counted_records([evidence.key for evidence in found]),
        n=standing,
    )
    return (*article, Link(" "), *records)


BASES: dict[DateBasis, str] = {
    "printed": N_("printed"),
    "inferred": N_("inferred from the text"),
    "external": N_("from outside the text"),
}
"""How the date of publication is known."""


def _facts(site: Site, article: ArticleId, share: str) -> Iterator[Fact]:
    known = site.corpus.articles[article]
    yield Fact(gettext("Publisher"), (actor_link(site, known.publisher),))
    if known.republished_from:
        yield Fact(gettext("First published by"), (actor_link(site, known.republished_from),))
    if known.authors:
        authors = ([_author(site, author)] for author in known.printed_authors)
        yield Fact(gettext("By"), separated(authors, ", "))
    basis = gettext(BASES[known.published_basis])
    yield Fact(gettext("Published"), (Link(f"{date_words(known.published)} ({basis})"),))
    if known.published_why:
        yield Fact(gettext("How the date is known"), (Link(known.published_why),))
    yield from _original(ways_to(site, article))
    yield Fact(gettext("Language"), (Link(language_name(known.language)),))
    yield Fact(gettext("Rights"), (rights_in_words(known.rights),))
    if known.text:
        said = ngettext(
            "{n} character, sha256 {hash}…",
            "{n} characters, sha256 {hash}…",
            known.text.chars,
            hash=known.text.sha256[:16],
        )
        yield Fact(gettext("Text"), (Link(said),))
    if share:
        yield Fact(
            gettext("Quoted as evidence"), (Link(gettext("{share} of the text's words", share=share)),)
        )


def _original(ways: WaysToOriginal) -> Iterator[Fact]:
    """The ways to the original."""
    if ways.url:
        yield Fact(gettext("Original"), (outside_link(ways.url, ways.url),))
    if ways.archived:
        yield Fact(gettext("Archived copy"), (outside_link(ways.archived, ways.archived),))
    if not ways.address:
        searches = [
            outside_link(gettext("search {host} for its title", host=look.host), look.url)
            for look in ways.lookups
        ]
        said = linked(
            gettext("the capture prints no address: {searches} (on duckduckgo.com)"),
            searches=joined(searches, last="or"),
        )
        yield Fact(gettext("Original"), said if searches else (Link(gettext(NO_ADDRESS)),))


def _author(site: Site, name: str) -> Link:
    """An author as printed, linked where one actor alone bears that form of a name."""
    actor = registered_author(site, name)
    return replace(actor_link(site, actor), text=name) if actor else Link(name)


def _share(site: Site, article: ArticleId, found: Sequence[Evidence]) -> str:
    layer = site.layers.get(article)
    if layer is None:
        return ""
    return percent(quoted_share(layer, (quote.key for evidence in found for quote in evidence.quotes)))
