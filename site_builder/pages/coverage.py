"""The coverage page: what is found in the texts and not annotated, and how the two agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from site_builder.extraction.languages.language import language_of
from site_builder.linking.open_findings import NOTHING_OPEN, OpenFindings, totals, untouched
from site_builder.linking.site import Evidence, Site
from site_builder.model.extraction_results import AND_MODEL, PUBLISHED_RANK, Amount, Mention, has_rules
from site_builder.model.value_types import ArticleId
from site_builder.pages import counts
from site_builder.pages.choices import amount_kind, label_words
from site_builder.pages.components import (
    DateView,
    Fact,
    Link,
    article_link,
    date_words,
    plain_text,
    published,
)
from site_builder.pages.facets import UNSEARCHED
from site_builder.pages.heads import Head, index_link, page_head
from site_builder.pages.languages import language_name
from site_builder.pages.parts import (
    BOUNDS,
    FIRST,
    Bounds,
    Division,
    PartPage,
    Rest,
    always,
    by_letter,
    cut,
    in_year,
    part_pages,
    weight_of,
)
from site_builder.pages.rows import split_records
from site_builder.pages.searched import SEARCHED, SearchView, all_searches, outcomes
from site_builder.pages.sentences import linked
from site_builder.proving.layers import Layer
from site_builder.proving.quoted_share import quoted_share
from site_builder.translation.messages import N_, gettext, ngettext, number, percent

RANK_NAMES = {
    1: N_("registry"),
    2: N_("back-reference"),
    3: N_("rule"),
    4: N_("gazetteer"),
    5: N_("model"),
}
BOTH = N_("rules and model")


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Something found in a text that no record carries."""

    surface: str
    what: str
    how: str


@dataclass(frozen=True, slots=True)
class Score:
    """How many of some things were found, of how many."""

    label: str
    share: str
    found: str


@dataclass(frozen=True, slots=True)
class ArticleCoverage:
    """What is open in one article."""

    id: str
    article: Link
    facts: tuple[Fact, ...]
    names: tuple[FoundRow, ...]
    candidates: tuple[FoundRow, ...]
    times: tuple[FoundRow, ...]
    amounts: tuple[FoundRow, ...]
    unverified: tuple[FoundRow, ...]
    quotes: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An article in the list: how many of its quotes are found, and how much found is in no record."""

    article: Link
    published: DateView
    quotes: str
    open: int


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """What is unlinked, unverified, unannotated; extraction scored against the annotations.

    `flow` leads to who repeats whom, where there is a record.
    """

    head: Head
    scores: tuple[Score, ...]
    shared_forms: tuple[FoundRow, ...]
    articles: tuple[ArticleCoverage, ...]
    totals: tuple[Fact, ...] = ()
    listed: tuple[CoverageRow, ...] = ()
    rest: Rest | None = None
    more_forms: Rest | None = None
    lead: Link | None = None
    searched: tuple[SearchView, ...] = ()
    more_searched: Rest | None = None
    outcomes: tuple[Fact, ...] = ()
    flow: Link | None = None


@dataclass(frozen=True, slots=True)
class CoverageOfArticle:
    """What is open in one article, as a page."""

    head: Head
    article: ArticleCoverage


ARTICLES: Division[CoverageRow] = Division(
    base="coverage/by-year/",
    rows=counts.articles,
    by=N_("by year"),
    group=lambda row: in_year(row.published.sort),
    weight=always(8),
)
FORMS: Division[FoundRow] = Division(
    base="coverage/shared/",
    name=N_("names that several entries share"),
    rows=lambda n: ngettext("{n} name", "{n} names", n),
    by=N_("by letter"),
    shown=FIRST,
    group=lambda row: by_letter(row.surface),
    weight=always(1),
)


_LEAST = 24
"""Elements of an article of which nothing is open."""


def coverage_pages(site: Site, bounds: Bounds = BOUNDS) -> Iterator[tuple[str, CoveragePage | PartPage[Any]]]:
    """All articles on one page; where they are too many, totals, and each has a page (`of_article`)."""
    if not is_cut(site, bounds):
        yield "coverage", coverage_page(site)
        return
    head = _head(site)
    newest_ones = sorted(site.corpus.articles, key=lambda article: newest(site, article), reverse=True)
    rows = [_row(site, article) for article in newest_ones]
    listed = cut(rows, ARTICLES, bounds, bounds.first)
    forms = cut(_shared_forms(site), FORMS, bounds, bounds.several)
    searched = cut(all_searches(site), SEARCHED, bounds, bounds.several)
    yield (
        "coverage",
        CoveragePage(
            head=head,
            scores=tuple(_scores(site)),
            shared_forms=forms.rows,
            more_forms=forms.rest,
            articles=(),
            totals=tuple(_totals(site)),
            listed=listed.rows,
            rest=listed.rest,
            lead=Link("", "coverage/"),
            searched=searched.rows,
            more_searched=searched.rest,
            outcomes=tuple(outcomes(site)),
            flow=_flow(site),
        ),
    )
    yield from part_pages("part_coverage", head, listed)
    yield from part_pages("part_forms", head, forms)
    yield from part_pages("part_searched", head, searched)


def of_article(site: Site, article: ArticleId) -> CoverageOfArticle:
    """The page of one article's gaps."""
    one = _article(site, article)
    return CoverageOfArticle(_article_head(replace(_head(site), registry=False), one), one)


def is_cut(site: Site, bounds: Bounds) -> bool:
    """Whether each article has a page of its own: for sure where there are many."""
    articles = site.corpus.articles
    if _LEAST * len(articles) > bounds.nodes:
        return True
    weights = (_weight(_open(site, article)) for article in articles)
    searched = weight_of(all_searches(site), SEARCHED)
    return sum(weights) + len(_shared_forms(site)) + searched > bounds.nodes


def newest(site: Site, article: str) -> tuple[str, str]:
    """What articles are sorted by."""
    return published(site, ArticleId(article)).sort, article


def _open(site: Site, article: ArticleId) -> OpenFindings:
    return site.open.get(article, NOTHING_OPEN)


def _weight(one: OpenFindings) -> int:
    return _LEAST + 2 * one.found + 2 * one.unverified


def _row(site: Site, article: ArticleId) -> CoverageRow:
    one, link = _open(site, article), article_link(site, article)
    to = Link(link.text, f"coverage/{article}/", link.kind)
    return CoverageRow(to, published(site, article), _of(one.verified, one.quotes), one.found)


def _totals(site: Site) -> Iterator[Fact]:
    """What is open in all articles together."""
    of = totals(_open(site, article) for article in site.corpus.articles)
    numbers = {
        gettext("Articles"): len(site.corpus.articles),
        gettext("Quotes not yet found in a text"): of.unverified,
        gettext("Names that the registry does not have"): of.names,
        gettext("Perhaps names"): of.candidates,
        gettext("Times in no record"): of.times,
        gettext("Amounts in no record"): of.amounts,
    }
    for label, found in numbers.items():
        yield Fact(label, (Link(number(found)),))
    yield from outcomes(site)


def _of(some: int, whole: int) -> str:
    return gettext("{some} of {all}", some=some, all=whole)


def _article_head(owner: Head, one: ArticleCoverage) -> Head:
    """The head of the page of one article's gaps."""
    whole = Link(owner.title, owner.path)
    answer = linked(gettext("What no record carries of the article {article}."), article=one.article)
    return replace(
        owner,
        path=f"coverage/{one.id}/",
        title=f"{owner.title}: {one.article.text}",
        answer=answer,
        trail=(*owner.trail, whole),
        description=plain_text(answer),
    )


def coverage_page(site: Site) -> CoveragePage:
    """All articles as one page, from the layers and the records."""
    return CoveragePage(
        head=_head(site),
        scores=tuple(_scores(site)),
        shared_forms=_shared_forms(site),
        articles=tuple(_article(site, article) for article in site.corpus.articles),
        searched=all_searches(site),
        outcomes=tuple(outcomes(site)),
        flow=_flow(site),
    )


def _flow(site: Site) -> Link | None:
    # Of what is counted here already: `site.evidence` would have an edit of any article make this page anew.
    return index_link("flow/") if any(found.quotes for found in site.open.values()) else None


def _shared_forms(site: Site) -> tuple[FoundRow, ...]:
    return tuple(
        FoundRow(form, gettext("name of several entries"), ", ".join(ids))
        for form, ids in site.naming.forms.items()
        if len(ids) > 1
    )


def _head(site: Site) -> Head:
    answer = gettext(
        "What extraction finds in the texts and no record carries, which quotes are not yet found in a text, "
        "and how well extraction alone would have done."
    )
    registry = bool(site.corpus.registry.searched)
    return page_head("coverage/", answer, search=UNSEARCHED, registry=registry)


def _article(site: Site, article: ArticleId) -> ArticleCoverage:
    layer = site.layers.get(article)
    records = [site.evidence[key] for key in site.by_article[article]]
    unlinked = site.naming.unlinked.get(article, ())
    keys = [quote.key for evidence in records for quote in evidence.quotes]
    times = untouched(layer, keys, layer.found.times) if layer else ()
    amounts = untouched(layer, keys, layer.found.amounts) if layer else ()
    quotes = [quote.verified for evidence in records for quote in evidence.quotes]
    open_quotes = [quote.words for evidence in records for quote in evidence.quotes if not quote.verified]
    return ArticleCoverage(
        id=article,
        article=article_link(site, article),
        facts=tuple(_facts(site, article, layer, records)),
        names=tuple(_mention_row(m) for m in unlinked if m.rank <= PUBLISHED_RANK),
        candidates=tuple(_mention_row(m) for m in unlinked if m.rank > PUBLISHED_RANK),
        times=tuple(
            FoundRow(t.surface, date_words(t.edtf) if t.edtf else gettext("not resolved"), t.rule)
            for t in times
        ),
        amounts=tuple(FoundRow(a.surface, _amount_words(a), a.rule) for a in amounts),
        unverified=tuple(
            FoundRow(words, gettext("quote"), gettext("nobody who holds the text has looked"))
            for words in open_quotes
        ),
        quotes=_of(sum(quotes), len(quotes)),
    )


def _facts(
    site: Site, article: ArticleId, layer: Layer | None, records: Sequence[Evidence]
) -> Iterator[Fact]:
    claims, others = split_records(evidence.key for evidence in records)
    yield Fact(gettext("Statements about the world"), (Link(str(claims)),))
    yield Fact(gettext("Roles, descriptions and date readings"), (Link(str(others)),))
    quotes = [quote for evidence in records for quote in evidence.quotes]
    standing = sum(quote.verified for quote in quotes)
    yield Fact(gettext("Quotes found in the text"), (Link(_of(standing, len(quotes))),))
    if layer is None:
        yield Fact(gettext("Text"), (Link(gettext("not read yet")),))
        return
    share = quoted_share(layer, layer.proofs)
    yield Fact(gettext("Share of the text quoted"), (Link(percent(share)),))
    extracted = layer.found
    numbers = (
        ngettext("{n} name of an entry", "{n} names of entries", len(site.naming.texts.get(article, ()))),
        ngettext("{n} time expression", "{n} time expressions", len(extracted.times)),
        ngettext("{n} amount", "{n} amounts", len(extracted.amounts)),
    )
    yield Fact(gettext("Found in the text"), (Link(", ".join(numbers)),))
    language = site.corpus.articles[article].language
    if language_of(language):
        said = gettext(
            "Equipment and quantities: the rules find other names, times and money in {language}",
            language=language_name(language),
        )
        yield Fact(gettext("Not looked for"), (Link(said),))
    elif not has_rules(language):
        said = gettext(
            "The rules read English, and this text is in {language}: other names and times, and numbers in "
            "words",
            language=language_name(language),
        )
        yield Fact(gettext("Not looked for"), (Link(said),))


def _amount_words(amount: Amount) -> str:
    return f"{amount_kind(amount.kind)} {amount.unit}".strip()


def _mention_row(mention: Mention) -> FoundRow:
    how = BOTH if mention.rule.endswith(AND_MODEL) else RANK_NAMES[mention.rank]
    return FoundRow(mention.surface, label_words(mention.label), gettext(how))


# ------------------------------------------------------------------ extraction against the annotations


def _scores(site: Site) -> Iterator[Score]:
    """Of what people annotated, the share that extraction finds on its own."""
    actors = [
        (name, article)
        for name in site.corpus.registry.actors
        for article in {key.article for key in site.refers.get(name, ())}
    ]
    named = sum(article in site.naming.counts.get(name, {}) for name, article in actors)
    yield _score(gettext("Annotated actors that the article's text names"), named, len(actors))
    of = totals(site.open.values())
    yield _score(
        gettext("Dated records with a time expression that is found in their quote"), of.read, of.dated
    )
    yield _score(
        gettext("Of these, read as the date that people wrote, or as one that includes it"), of.right, of.read
    )


def _score(label: str, found: int, of: int) -> Score:
    return Score(label, percent(found / of) if of else gettext("none"), _of(found, of))
