"""Which figures belong to the arms deals: totals, shares and ranks of the trade between the same parties."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from site_builder.linking.site import Event, RecordKey, Site, records_of
from site_builder.model.records import DealRecord, FigureRecord, Measured
from site_builder.model.value_types import ActorId, TopicId
from site_builder.model.written import ActorRef, Unnamed
from site_builder.pages.rows import events_of_type

Figure = tuple[RecordKey, FigureRecord]
Parties = frozenset[ActorId]
"""The states of a supplier and a recipient, whichever is which: a rank may name the buyer first."""


def arms_figures(site: Site, deals: Sequence[Event], supplies: Iterable[DealRecord]) -> tuple[Figure, ...]:
    """The figures of the measures of the arms trade that are about it, about a deal, or between its parties.

    A measure is one of the arms trade where a figure of it is about the topic of the deals, or about a deal
    and of it or between its parties: what else is said with a deal, such as how much land arms are to free,
    stands on the deal's own page alone.
    """
    figures = list(records_of(site, site.evidence, FigureRecord))
    names, topics = {*(str(deal.id) for deal in deals)}, {*map(str, chief_topics(deals))}
    held = {pair for deal in deals for pair in parties(site, deal)}
    held |= {pair for supply in supplies for pair in _pairs(site, supply.suppliers, supply.recipients)}

    def of_trade(record: FigureRecord) -> bool:
        about = set[str](record.about)
        of_deal = str(record.subject) in names or _between(site, record) in held
        return bool(about & topics or (about & names and of_deal))

    measures = {record.measure for _, record in figures if of_trade(record)}
    subjects = names | topics
    return tuple(
        (key, record)
        for key, record in figures
        if record.measure in measures
        and (subjects & set[str](record.about) or _between(site, record) in held)
    )


def figures_by_parties(site: Site) -> Mapping[Parties, tuple[RecordKey, ...]]:
    """The figures on the arms trade by the two states that they are between."""
    deals = events_of_type(site, "arms-deal")
    found: dict[Parties, list[RecordKey]] = defaultdict(list)
    for key, record in arms_figures(site, deals, ()):
        found[_between(site, record)].append(key)
    return {pair: tuple(keys) for pair, keys in found.items()}


def parties(site: Site, deal: Event) -> frozenset[Parties]:
    """Each supplier's state with each recipient's."""
    sides = ([part.ref for part in deal.parts if part.role == role] for role in ("supplier", "recipient"))
    return frozenset(_pairs(site, *sides))


def chief_topics(deals: Iterable[Event]) -> frozenset[TopicId]:
    """The topics under which the most deals stand: what the deals have in common."""
    counted = Counter(topic for deal in deals for topic in deal.frame.topics)
    most = max(counted.values(), default=0)
    return frozenset(topic for topic, number in counted.items() if number == most)


def _pairs(site: Site, some: Iterable[ActorRef], others: Iterable[ActorRef]) -> Iterator[Parties]:
    yield from (frozenset(pair) for pair in product(_states(site, some), _states(site, others)))


def _between(site: Site, record: FigureRecord) -> Parties:
    return frozenset(_states(site, [record.subject, *([record.object] if record.object else [])]))


def _states(site: Site, refs: Iterable[ActorRef | Measured]) -> list[ActorId]:
    """The states that actors are or belong to; one without a state stands for itself."""
    actors = site.corpus.registry.actors
    names = [ActorId(ref.of if isinstance(ref, Unnamed) else ref) for ref in refs]
    return [ActorId(actors[name].country or name) for name in names if name in actors]
