"""What pages have in common is made once, and what was looked up for it counts as looked up by each."""

from collections.abc import Mapping

from site_builder.linking.once import once
from site_builder.linking.reads import Reads, watched
from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId, ArticleId
from site_builder.pages.evidence import evidence_view
from site_builder.pages.roles import roles_of
from site_builder.pages.rows import event_row, reported_as

MADE: list[ArticleId] = []


@once
def title_of(site: Site, article: ArticleId, mark: str = "") -> str:
    MADE.append(article)
    return mark + site.corpus.articles[article].title


def test_the_same_is_made_once_and_looked_up_by_all(toy_site: Site) -> None:
    MADE.clear()
    reads = Reads()
    site = watched(toy_site, reads)
    first, other = list(toy_site.corpus.articles)[:2]
    title = toy_site.corpus.articles[first].title
    for _ in range(3):
        said, found = reads.of(lambda: title_of(site, first))
        assert said == title
        assert found == {("corpus.articles", first)}
    title_of(site, other)
    assert title_of(site, first, mark="x").startswith("x")
    assert title_of(toy_site, first) == title  # another site, though of the same files
    assert [first, other, first, first] == MADE


def test_another_version_begins_without(toy_site: Site) -> None:
    reads = Reads()
    article = next(iter(toy_site.corpus.articles))
    MADE.clear()
    for _ in range(2):
        title_of(watched(toy_site, reads), article)
    assert [article, article] == MADE


def test_rows_and_records_are_the_same_objects_on_all_pages(toy_site: Site) -> None:
    key, event = next(iter(toy_site.evidence)), next(iter(toy_site.events))
    assert evidence_view(toy_site, key) is evidence_view(toy_site, key)
    assert event_row(toy_site, event) is event_row(toy_site, event)
    actors: Mapping[ActorId, object] = toy_site.corpus.registry.actors
    assert all(roles_of(toy_site, actor) is roles_of(toy_site, actor) for actor in actors)
    assert all(reported_as(toy_site, actor) is reported_as(toy_site, actor) for actor in actors)
