"""An article as it is cited."""

from site_builder.linking.authors import authors_of
from site_builder.linking.site import Site
from site_builder.model.value_types import ArticleId
from site_builder.pages.citing import Work
from site_builder.pages.components import outlet
from site_builder.pages.ways_to_original import ways_to


def article_work(site: Site, article: ArticleId) -> Work:
    """The article itself, as it is cited: not the page about it."""
    known, ways = site.corpus.articles[article], ways_to(site, article)
    return Work(
        key=article,
        title=known.title,
        container=outlet(site, article),
        date=known.published,
        url=ways.address,
        archived=ways.archived,
        note=ways.note,
        authors=authors_of(site, article),
        kind="article-newspaper",
        language=known.language,
        readable=known.publishes_text and article in site.shown.texts,
    )
