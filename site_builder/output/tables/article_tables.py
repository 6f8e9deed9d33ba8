"""Source documents: what the editors wrote of them, and whom their texts name."""

from collections.abc import Iterator
from typing import Final

from site_builder.linking.authors import authors_of, registered_author
from site_builder.linking.site import Site
from site_builder.model.value_types import ArticleId
from site_builder.output.exports.article_data import quoted_share_of
from site_builder.output.exports.record_data import source_line
from site_builder.output.tables.columns import date_cells, date_columns
from site_builder.output.tables.model import Column, Row, Table, ident, optional, text, uri, whole
from site_builder.output.tables.subject_tables import SOURCE

ARTICLE: Final = ident("article", "Id of the article.", "articles")


def _article_rows(site: Site, name: ArticleId) -> Iterator[Row]:
    entry = site.corpus.articles[name]
    captured = entry.text
    yield (
        name,
        entry.title,
        entry.publisher,
        entry.publisher_basis,
        entry.republished_from,
        *date_cells(entry.published),
        entry.published_basis,
        entry.published_why,
        entry.url,
        entry.archived,
        entry.language,
        entry.rights,
        entry.publish,
        captured.sha256 if captured else None,
        captured.chars if captured else None,
        quoted_share_of(site, name),
        source_line(entry),
    )


def _author_rows(site: Site, name: ArticleId) -> Iterator[Row]:
    for position, author in enumerate(authors_of(site, name)):
        actor = registered_author(site, author.printed)
        yield name, position, author.printed, author.family or None, author.given or None, actor


def _mention_rows(site: Site, name: str) -> Iterator[Row]:
    yield from ((article, name, number) for article, number in site.naming.counts.get(name, {}).items())


ARTICLE_TABLES: Final = (
    Table(
        "articles",
        "A source document.",
        (
            ident("id", "Its id.", "subjects"),
            text("title", "As printed.", "Lund Visits Estmark", required=True),
            ident("publisher", "Id of the outlet.", "actors"),
            text(
                "publisher_basis", "How the outlet is known: printed or external.", "printed", required=True
            ),
            optional(ident("republished_from", "Id of the outlet that had it first.", "actors")),
            *date_columns("published", "When it was published.", required=True),
            text(
                "published_basis",
                "How the date is known: printed, inferred or external.",
                "printed",
                required=True,
            ),
            text("published_why", "How the date was worked out, where it is not printed."),
            uri("url", "Its address."),
            uri("archived", "The address of an archived copy."),
            text("language", "Code of its language (ISO 639-1).", "en", required=True),
            text(
                "rights",
                "all-rights-reserved, public-domain, the SPDX id of a licence, or a permission.",
                "all-rights-reserved",
                required=True,
            ),
            text(
                "publish",
                "What the site shows of it: its text, or a digest in the editors' words.",
                "digest",
                required=True,
            ),
            text("text_sha256", "Hash of the captured text's bytes, which is kept separately."),
            whole("text_chars", "Length of the captured text.", "code points", "4210", required=False),
            Column(
                "quoted_share",
                "number",
                "The share of the body's words that the quotes show.",
                "a part of 1",
                "0.21",
            ),
            SOURCE,
        ),
        ("id",),
        {"articles": _article_rows},
    ),
    Table(
        "authors",
        "Somebody who wrote an article.",
        (
            ARTICLE,
            whole("position", "The place in the list as printed, from 0.", example="0"),
            text("name", "The name as printed.", "Ada Lund", required=True),
            text(
                "family",
                "The family name; empty where the name is that of a body or cannot be divided.",
                "Lund",
            ),
            text("given", "The other names.", "Ada"),
            optional(ident("actor", "Id of the one actor that bears the name, if any.", "actors")),
        ),
        ("article", "position"),
        {"articles": _author_rows},
    ),
    Table(
        "mentions",
        "How often an article's text names something, as far as extraction has found its names.",
        (
            ARTICLE,
            ident("subject", "Id of what is named.", "subjects"),
            whole("count", "How often.", "mentions", "3"),
        ),
        ("article", "subject"),
        dict.fromkeys(("actors", "places", "equipment"), _mention_rows),
    ),
)
