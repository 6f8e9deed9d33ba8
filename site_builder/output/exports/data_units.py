"""What each thing gives to the data files, as text that is ready to be joined: items, rows, a card.

A unit is an article, an entry of the registry or an event. What it gives is a function of the site alone, so
that it can be kept by what was looked up to make it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from site_builder.linking.site import Site
from site_builder.model.texts_within import texts_within
from site_builder.output.exports import disagreement_data, hover_cards
from site_builder.output.exports.article_data import article_data
from site_builder.output.exports.corpus_json import QUOTES
from site_builder.output.exports.disagreement_data import DisagreementData, Place, Placed
from site_builder.output.exports.entry_data import actor_data, entry_data
from site_builder.output.exports.event_data import event_data
from site_builder.output.exports.json_and_csv import compact_json, joined_items, one_item_a_line
from site_builder.output.exports.record_data import Json
from site_builder.output.exports.records_of_article import (
    dates_data,
    figures_data,
    own_records_data,
    quotes_data,
    statements_data,
    supplies_data,
    unnamed_data,
)
from site_builder.output.exports.vocabulary_data import VOCABULARY, term_data
from site_builder.output.tables.all_tables import tables_of

DISAGREEMENTS: Final = "disagreements"
SEARCHED: Final = "searched"
Items = Mapping[str, list[Any]]
"""Items by their lists."""


class DataUnit(NamedTuple):
    """An article, entry or event: the folder of its kind, and its id."""

    folder: str
    id: str


class Disagreement(NamedTuple):
    """A disagreement: its place among all, the pages that it belongs to, what may be an id in it, itself."""

    place: Place
    owners: tuple[str, ...]
    names: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What a unit gives: its own items by list, texts in them that may be ids, its rows by table, its card.

    Rows are items of JSON; the card of what has none is empty.
    """

    lists: Mapping[str, str]
    names: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    rows: Mapping[str, str]
    card: str


@dataclass(frozen=True, slots=True)
class AllParts:
    """What all units give, by folder and id in order, and all disagreements in theirs."""

    of: Mapping[str, Mapping[str, Parts]]
    disagreements: tuple[Disagreement, ...]


def data_units(site: Site) -> Iterator[DataUnit]:
    """All units, by id within their kinds."""
    yield from (DataUnit("articles", name) for name in site.corpus.articles)
    for folder in VOCABULARY:
        yield from (DataUnit(folder, name) for name in sorted(getattr(site.corpus.registry, folder)))
    for folder in ("actors", "places", "equipment", "topics", "measures", "events", SEARCHED):
        yield from (DataUnit(folder, name) for name in getattr(site.corpus.registry, folder))


def made_parts(site: Site, unit: DataUnit) -> Parts:
    """Make what a unit gives."""
    items = _items_of(site, unit)
    return Parts(
        {key: joined_items(some) for key, some in items.items() if some},
        _names_in({key: some for key, some in items.items() if key != QUOTES}),
        tuple(_disagreements_of(site, unit)),
        dict(_rows_of(site, unit)),
        _card_of(site, unit),
    )


# ------------------------------------------------------------------ items


def _items_of(site: Site, unit: DataUnit) -> Items:
    if unit.folder in VOCABULARY:
        return {unit.folder: [term_data(unit.id, getattr(site.corpus.registry, unit.folder)[unit.id])]}
    if unit.folder in _ITEMS:
        return _ITEMS[unit.folder](site, unit.id)
    return {unit.folder: [entry_data(unit.id, getattr(site.corpus.registry, unit.folder)[unit.id])]}


def _items_of_article(site: Site, article: Any) -> Items:
    return {
        "articles": [article_data(site, article)],
        "statements": statements_data(site, article),
        "figures": figures_data(site, article),
        "records": own_records_data(site, article),
        "supplies": supplies_data(site, article),
        "dates": dates_data(site, article),
        "unnamed": unnamed_data(site, article),
        QUOTES: quotes_data(site, article),
    }


_ITEMS: Final[Mapping[str, Callable[[Site, Any], Items]]] = {
    "articles": _items_of_article,
    "actors": lambda site, actor: {"actors": [actor_data(site, actor)]},
    "events": lambda site, event: {"events": [event_data(site, event)]},
}

_ID: Final = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def _names_in(value: object) -> tuple[str, ...]:
    """What may be an id: a whole text at any depth, for a longer text is none."""
    return tuple(sorted({text for text in texts_within(value) if _ID.fullmatch(text)}))


# ------------------------------------------------------------------ disagreements, rows, cards

_DIFFERING: Final[Mapping[str, Callable[[Site, Any], Iterable[Placed]]]] = {
    "articles": disagreement_data.of_article,
    "actors": disagreement_data.of_actor,
    "measures": disagreement_data.of_measure,
    "events": disagreement_data.of_event,
}
_CARDS: Final[Mapping[str, Callable[[Site, Any], Json | None]]] = {
    "actors": hover_cards.card_of_actor,
    "places": hover_cards.card_of_place,
    "equipment": hover_cards.card_of_equipment,
    "events": hover_cards.card_of_event,
}


def _disagreements_of(site: Site, unit: DataUnit) -> Iterator[Disagreement]:
    if unit.folder in _DIFFERING:
        for place, item in _DIFFERING[unit.folder](site, unit.id):
            yield Disagreement(place, _owners(item), _names_in(item), compact_json(item))


def _owners(item: DisagreementData) -> tuple[str, ...]:
    """Ids of the pages that a disagreement belongs to: one, but for a dispute between articles."""
    if item["event"]:
        return (item["event"],)
    records = (*item["conflicting"], *item["disputed"], *item["supported"])
    return tuple(sorted({record["article"] for record in records}))


def _rows_of(site: Site, unit: DataUnit) -> Iterator[tuple[str, str]]:
    for table in tables_of(site):
        if unit.folder in table.rows and (rows := joined_items(table.rows[unit.folder](site, unit.id))):
            yield table.name, rows


def _card_of(site: Site, unit: DataUnit) -> str:
    card = _CARDS[unit.folder](site, unit.id) if unit.folder in _CARDS else None
    return one_item_a_line(card) if card else ""
