"""By which way a record came to its article: from whom, through whom, and whether the article names anybody.

Only what records say counts: the speaker (`by`), those whom the article has it from (`via`), and the outlet
whose text it republishes. Where an article names nobody, nothing is inferred.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from site_builder.linking.once import once
from site_builder.linking.origins import source_id
from site_builder.linking.site import Evidence, Origin, RecordKey, Site
from site_builder.model.records import Record, Source
from site_builder.model.value_types import ActorId, ArticleId, Edtf

Voice = Literal["named", "unnamed", "own"]
"""Whether an article names whom it has a record from, credits somebody without a name, or speaks itself."""
Taking = Literal["cites", "republishes"]


class Step(NamedTuple):
    """Somebody between an origin and an article, with the date of what is cited of them."""

    actor: ActorId
    date: Edtf | None = None


class Take(NamedTuple):
    """An outlet or body that has a record from another one."""

    taker: ActorId
    giver: ActorId
    how: Taking


def voice_of(found: Evidence) -> Voice:
    """Say whether the article of a record names whom it has it from."""
    if found.origin.unnamed:
        return "unnamed"
    record = found.record
    return "named" if isinstance(record, Record) and (record.by or record.sources) else "own"


def steps_of(site: Site, key: RecordKey) -> tuple[Step, ...]:
    """Those between a record's origin and its article, from the origin on; who is the origin is not between.

    The nearest to the article stands first under `via`, and last here.
    """
    found = site.evidence[key]
    return tuple(_steps(site, key, found.record, found)) if isinstance(found.record, Record) else ()


def _steps(site: Site, key: RecordKey, record: Record, found: Evidence) -> Iterator[Step]:
    for one in reversed(record.sources):
        step = Step(one.source, one.date) if isinstance(one, Source) else Step(one)
        if step.actor != found.origin.who:
            yield step
    first = site.corpus.articles[key.article].republished_from
    if first and first != found.origin.who:
        yield Step(first)


def cited_on(found: Evidence) -> Edtf | None:
    """Give the date of what an article cites of a record's origin, if the origin is cited and has one."""
    sources = found.record.sources if isinstance(found.record, Record) else ()
    dates = (
        one.date for one in sources if isinstance(one, Source) and one.source == found.origin.who and one.date
    )
    return next(dates, None)


def takes_of(site: Site, key: RecordKey) -> Iterator[Take]:
    """Which outlet or body has a record from which other, the article's own first.

    One that cites what it has published before takes nothing from another.
    """
    record, article = site.evidence[key].record, site.corpus.articles[key.article]
    taker = article.publisher
    if article.republished_from and article.republished_from != taker:
        yield Take(taker, article.republished_from, "republishes")
        taker = article.republished_from
    for one in record.sources if isinstance(record, Record) else ():
        giver = source_id(one)
        if giver != taker:
            yield Take(taker, giver, "cites")
        taker = giver


def is_passed_on(site: Site, key: RecordKey) -> bool:
    """Whether an article has a record from somebody whom it credits, or with a text that it republishes."""
    article = site.corpus.articles[key.article]
    return voice_of(site.evidence[key]) != "own" or article.republished_from not in (None, article.publisher)


# ------------------------------------------------------------------ all of them


@dataclass(frozen=True, slots=True)
class Flow:
    """Records that an outlet has from one origin through the same others."""

    origin: Origin
    between: tuple[ActorId, ...]
    outlet: ActorId
    records: tuple[RecordKey, ...]

    @property
    def articles(self) -> frozenset[ArticleId]:
        """Articles that these are in."""
        return frozenset(key.article for key in self.records)


def told(site: Site) -> Iterator[RecordKey]:
    """Records that say something of the world: all but readings of dates."""
    return (key for key, found in site.evidence.items() if isinstance(found.record, Record))


@once
def flows(site: Site) -> tuple[Flow, ...]:
    """Who is repeated, through whom and by which outlet: those with the most records first."""
    found: dict[tuple[str, tuple[ActorId, ...], ActorId], list[RecordKey]] = defaultdict(list)
    for key in told(site):
        if is_passed_on(site, key):
            between = tuple(step.actor for step in steps_of(site, key))
            outlet = site.corpus.articles[key.article].publisher
            found[site.evidence[key].origin.key, between, outlet].append(key)
    order = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        Flow(site.evidence[keys[0]].origin, between, outlet, tuple(keys))
        for (_, between, outlet), keys in order
    )


def takes(site: Site) -> Mapping[Take, tuple[RecordKey, ...]]:
    """Who takes something from whom and how, with the records: those with the most first."""
    found: dict[Take, list[RecordKey]] = defaultdict(list)
    for key in told(site):
        for take in dict.fromkeys(takes_of(site, key)):
            found[take].append(key)
    order = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {take: tuple(keys) for take, keys in order}
