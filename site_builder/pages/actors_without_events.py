"""What is known of actors who take part in no event: how articles name them, and what they say."""

from collections.abc import Iterable, Iterator, Mapping

from site_builder.linking.indices import grouped
from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.model.records import FigureRecord, OrganisationRecord
from site_builder.model.value_types import ActorId, ArticleId
from site_builder.pages.components import Link, article_link, joined
from site_builder.pages.evidence import outlet_link
from site_builder.pages.roles import named_as, year_of
from site_builder.pages.rows import newest_first
from site_builder.pages.said_of_actors import is_own_word, is_person
from site_builder.pages.sentences import linked
from site_builder.translation.messages import gettext, ngettext, plural_form

MOST_ARTICLES = 5
"""So many articles of an outlet are named."""

Published = Mapping[str, tuple[ArticleId, ...]]
"""Articles by the outlets that published them, or had them first."""


def published_by(site: Site) -> Published:
    """Find the articles of all outlets."""
    articles = site.corpus.articles.items()
    return grouped(
        (name, article) for article, known in articles for name in (known.publisher, known.republished_from)
    )


def mentions_of(site: Site, actor: ActorId, published: Published) -> Iterator[tuple[Link, ...]]:
    """What articles say of somebody besides events, in short sentences without full stops."""
    keys = site.refers.get(actor, ())
    yield from named_as(site, actor)
    yield from _described(site, keys, actor)
    yield from _publishes(site, published.get(actor, ()))
    here = f"actors/{actor}/"
    if cited := [key for key in keys if getattr(site.evidence[key].record, "by", None) == actor]:
        records = ngettext("{n} record", "{n} records", len(cited))
        own = is_person(site, actor) and any(is_own_word(site, key) for key in cited)
        anchor = "words" if own else "told"
        yield linked(gettext("Source of {records}"), records=Link(records, f"{here}#{anchor}"))
    figures = (record for _, record in records_of(site, keys, FigureRecord))
    if counted := sum(str(actor) in (record.subject, record.object) for record in figures):
        given = ngettext("{n} figure", "{n} figures", counted)
        yield linked(gettext("Named in {figures}"), figures=Link(given, f"{here}#figures"))


def _described(site: Site, keys: Iterable[RecordKey], actor: ActorId) -> Iterator[tuple[Link, ...]]:
    """What each article says a body is, the newest article first."""
    said = {k: r.says for k, r in records_of(site, keys, OrganisationRecord) if r.actor == actor}
    newest = newest_first(site, {key.article for key in said})
    for key in sorted(said, key=lambda key: newest.index(key.article)):
        yield linked(
            gettext("Described by {outlet}, {year}, as {description}"),
            outlet=outlet_link(site, key),
            year=year_of(site, key.article),
            description=said[key].rstrip("."),
        )


def _publishes(site: Site, articles: Iterable[ArticleId]) -> Iterator[tuple[Link, ...]]:
    newest = newest_first(site, articles)
    if newest:
        shown = joined(article_link(site, article) for article in newest[:MOST_ARTICLES])
        said = plural_form(
            "Published {n} article on this site: {articles}",
            "Published {n} articles on this site: {articles}",
            len(newest),
        )
        yield linked(said, n=len(newest), articles=shown)
