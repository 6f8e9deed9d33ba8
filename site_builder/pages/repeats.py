"""Who repeats whom: the ways by which what one speaker or outlet says came to our articles.

A way begins with an origin and ends with an article. Between them are the outlets through which the article
has it, as its records name them (`via`, of which the nearest to the article stands first there, and last
here), and the outlet whose text it republishes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_builder.linking.site import Origin, RecordKey, Site
from site_builder.model.records import Record, Source
from site_builder.model.value_types import ActorId, ArticleId
from site_builder.pages import counts
from site_builder.pages.components import (
    DateView,
    Link,
    actor_link,
    article_link,
    date_words,
    published,
)
from site_builder.pages.evidence import origin_link

Steps = tuple[tuple[ActorId, str], ...]
"""Outlets between an origin and an article, each with the date of what is cited in words, or ""."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way: the outlets between, the article, its date, and how many records came by it."""

    between: tuple[Link, ...]
    article: Link
    when: DateView
    records: str


@dataclass(frozen=True, slots=True)
class OriginWays:
    """An origin with all ways from it."""

    origin: Link
    ways: tuple[Way, ...]


def ways_of(site: Site, keys: Iterable[RecordKey]) -> tuple[OriginWays, ...]:
    """The ways of some records by origin, those with the most articles first; none that say nothing new.

    Where all came to one article by no other, its page has said so already.
    """
    found: dict[str, dict[tuple[ArticleId, Steps], int]] = defaultdict(lambda: defaultdict(int))
    origins: dict[str, Origin] = {}
    for key in dict.fromkeys(keys):
        evidence = site.evidence[key]
        if isinstance(evidence.record, Record):
            origins.setdefault(evidence.origin.key, evidence.origin)
            steps = tuple(_steps(site, key.article, evidence.record, evidence.origin))
            found[evidence.origin.key][key.article, steps] += 1
    if sum(map(len, found.values())) < 2 and not any(steps for ways in found.values() for _, steps in ways):
        return ()
    order = sorted(found, key=lambda key: (-len({article for article, _ in found[key]}), key))
    return tuple(OriginWays(origin_link(site, origins[key]), _ways(site, found[key])) for key in order)


def _steps(site: Site, article: ArticleId, record: Record, origin: Origin) -> Iterator[tuple[ActorId, str]]:
    """The outlets between, from the origin on; who is the origin is not between."""
    for one in reversed(record.sources):
        source, date = (one.source, one.date) if isinstance(one, Source) else (one, None)
        if source != origin.who:
            yield source, date_words(date) if date else ""
    first = site.corpus.articles[article].republished_from
    if first and first != origin.who:
        yield first, ""


def _ways(site: Site, found: dict[tuple[ArticleId, Steps], int]) -> tuple[Way, ...]:
    ways = (
        Way(
            tuple(_step(site, actor, date) for actor, date in steps),
            article_link(site, article),
            published(site, article),
            counts.records(number),
        )
        for (article, steps), number in sorted(found.items())
    )
    return tuple(sorted(ways, key=lambda way: way.when.sort))


def _step(site: Site, actor: ActorId, date: str) -> Link:
    link = actor_link(site, actor)
    return Link(f"{link.text} ({date})", link.to, link.kind) if date else link
