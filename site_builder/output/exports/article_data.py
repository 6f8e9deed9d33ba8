"""Articles as JSON: what the editors wrote of them, and where their texts are."""

from collections.abc import Iterator
from typing import Annotated

from typing_extensions import TypedDict

from site_builder.linking.authors import authors_of
from site_builder.linking.site import Site
from site_builder.model.meaning import FORMERLY, Meaning
from site_builder.model.value_types import ArticleId, DateBasis, Publish, TopicId
from site_builder.output.exports.published_values import (
    EdtfData,
    Id,
    Ids,
    Natural,
    SourceLine,
    SpanData,
    bounds,
)
from site_builder.output.exports.record_data import json_of, source_line
from site_builder.proving.quoted_share import quoted_share


class CapturedTextData(TypedDict):
    """The captured text, which is kept separately."""

    sha256: Annotated[str, bounds(pattern="^[0-9a-f]{64}$"), Meaning("Hash of the file's bytes.")]
    chars: Annotated[Natural, Meaning("Length in code points.")]
    body: Annotated[list[SpanData] | None, Meaning("The article in it, without menus; null where not known.")]


class AuthorNameData(TypedDict):
    """The name of an author as citations have it."""

    printed: Annotated[str, Meaning("As printed.")]
    family: Annotated[
        str | None,
        Meaning(
            "The family name with its particles; null where only the whole is known: of a body, or where "
            "nobody has divided it and no rule safely can."
        ),
    ]
    given: Annotated[str | None, Meaning("The rest of it.")]


class FrontMatterData(TypedDict):
    """What the editors wrote of an article."""

    title: Annotated[str, Meaning("As printed.")]
    authors: Annotated[list[str], Meaning("As printed, in that order.")]
    publisher: Annotated[Id, Meaning("Id of the outlet.")]
    publisher_basis: Annotated[DateBasis, Meaning("How the publisher is known.")]
    republished_from: Annotated[Id | None, Meaning("Id of where it was first published.")]
    published: EdtfData
    published_basis: Annotated[DateBasis, Meaning("How the date is known.")]
    published_why: Annotated[str | None, Meaning("How the date was worked out, where it is not printed.")]
    url: Annotated[str | None, Meaning("Its address.")]
    archived: Annotated[str | None, Meaning("The address of an archived copy.")]
    language: Annotated[str, Meaning("Code of its language.")]
    rights: Annotated[
        str, Meaning("all-rights-reserved, public-domain, the SPDX id of a licence, or a permission.")
    ]
    publish: Annotated[Publish, Meaning("What the site shows of it.")]
    formerly: Annotated[Ids, FORMERLY]


class ArticleData(FrontMatterData):
    """A source document."""

    id: Annotated[Id, Meaning("Id of the article.")]
    author_names: Annotated[list[AuthorNameData], Meaning("The authors' names in their parts.")]
    text: CapturedTextData | None
    quoted_share: Annotated[
        Annotated[float, bounds(minimum=0, maximum=1)] | None,
        Meaning("The share of the body's words that the quotes show."),
    ]
    source: SourceLine
    topics: Annotated[Ids, Meaning("Ids of topics of the events it reports.")]


def article_data(site: Site, name: ArticleId) -> ArticleData:
    """An article."""
    article = site.corpus.articles[name]
    layer = site.layers.get(name)
    front: FrontMatterData = json_of(article)
    text: CapturedTextData | None = {
        "sha256": article.text.sha256,
        "chars": article.text.chars,
        "body": [list(span) for span in layer.body] if layer else None,
    } if article.text else None  # fmt: skip
    return {
        "id": name,
        **front,
        "authors": [*article.printed_authors],
        "author_names": [*_author_names(site, name)],
        "text": text,
        "quoted_share": quoted_share_of(site, name),
        "source": source_line(article),
        "topics": [*_topics_of(site, name)],
    }


def _author_names(site: Site, article: ArticleId) -> Iterator[AuthorNameData]:
    for name in authors_of(site, article):
        yield {"printed": name.printed, "family": name.family or None, "given": name.given or None}


def _topics_of(site: Site, article: ArticleId) -> list[TopicId]:
    events = site.events_of.get(article, ())
    return sorted({topic for event in events for topic in site.corpus.registry.events[event].topics})


def quoted_share_of(site: Site, article: ArticleId) -> float | None:
    """The share of the words of an article's body that its quotes show; None where no layer tells these."""
    layer = site.layers.get(article)
    if layer is None:
        return None
    keys = (quote.key for name in site.by_article[article] for quote in site.evidence[name].quotes)
    return round(quoted_share(layer, keys), 4)
