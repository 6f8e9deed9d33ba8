"""Who repeats whom: the ways by which what one speaker or outlet says came to our articles.

A way begins with an origin and ends with an article. Between them are the outlets through which the article
has it, as its records name them, and the outlet whose text it republishes (`linking/ways`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from site_builder.linking.site import Origin, RecordKey, Site
from site_builder.linking.ways import Step, cited_on, steps_of, voice_of
from site_builder.model.records import Record
from site_builder.model.value_types import ArticleId, Edtf
from site_builder.pages import counts
from site_builder.pages.components import (
    DateView,
    Link,
    actor_link,
    article_link,
    date_view,
    date_words,
    published,
)
from site_builder.pages.evidence import origin_link

Passage = tuple[ArticleId, tuple[Step, ...], bool, Edtf | None]
"""An article, those between it and the origin, whether it names nobody, and the date of what it cites."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way: the outlets between, the article, its date, and how many records came by it.

    `silent` says that the article names nobody whom it has it from, `told` what its records say besides,
    `cited` of when what it cites of the origin is.
    """

    between: tuple[Link, ...]
    article: Link
    when: DateView
    records: str
    silent: bool = False
    told: str = ""
    cited: DateView | None = None


@dataclass(frozen=True, slots=True)
class OriginWays:
    """An origin with all ways from it."""

    origin: Link
    ways: tuple[Way, ...]


def ways_of(
    site: Site, keys: Iterable[RecordKey], told: Callable[[RecordKey], str] = lambda _: ""
) -> tuple[OriginWays, ...]:
    """The ways of some records by origin; none that say nothing new.

    Origins with the most articles come first, of equals that with the oldest. Where all came to one article
    by no other, its page has said so already. `told` says something of each record, to stand with its way.
    """
    found: dict[str, dict[Passage, list[RecordKey]]] = defaultdict(lambda: defaultdict(list))
    origins: dict[str, Origin] = {}
    for key in dict.fromkeys(keys):
        evidence = site.evidence[key]
        if isinstance(evidence.record, Record):
            origins.setdefault(evidence.origin.key, evidence.origin)
            passage = key.article, steps_of(site, key), voice_of(evidence) == "own", cited_on(evidence)
            found[evidence.origin.key][passage].append(key)
    passages = [passage for ways in found.values() for passage in ways]
    if len(passages) < 2 and not any(steps for _, steps, *_ in passages):
        return ()

    def order(key: str) -> tuple[int, str, str]:
        articles = {article for article, *_ in found[key]}
        return -len(articles), min(published(site, article).sort for article in articles), key

    return tuple(
        OriginWays(origin_link(site, origins[key]), _ways(site, found[key], told))
        for key in sorted(found, key=order)
    )


def _ways(
    site: Site, found: Mapping[Passage, list[RecordKey]], told: Callable[[RecordKey], str]
) -> tuple[Way, ...]:
    """The ways from one origin, those that lead to the oldest article first."""
    ways = (
        Way(
            between=tuple(_step(site, step) for step in steps),
            article=article_link(site, article),
            when=published(site, article),
            records=counts.records(len(keys)),
            silent=silent,
            cited=date_view(cited),
            told=", ".join(dict.fromkeys(filter(None, map(told, keys)))),
        )
        for (article, steps, silent, cited), keys in sorted(found.items(), key=_order)
    )
    return tuple(sorted(ways, key=lambda way: way.when.sort))


def _order(item: tuple[Passage, object]) -> tuple[str, list[tuple[str, str]], bool, str]:
    (article, steps, silent, cited), _ = item
    return article, [(step.actor, step.date or "") for step in steps], silent, cited or ""


def _step(site: Site, step: Step) -> Link:
    link = actor_link(site, step.actor)
    if not step.date:
        return link
    return Link(f"{link.text} ({date_words(step.date)})", link.to, link.kind)
