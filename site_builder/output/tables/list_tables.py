"""Fields of records that hold several things: a row for each, of whichever section."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from site_builder.linking.record_ids import record_id
from site_builder.linking.site import Site
from site_builder.model.quantities import Numbers
from site_builder.model.records import Described, Equipped, Met, Participant, Stop, Use
from site_builder.model.value_types import ArticleId
from site_builder.output.tables.columns import (
    actor_cells,
    actor_columns,
    count_cells,
    count_columns,
    date_cells,
    date_columns,
)
from site_builder.output.tables.model import Row, Table, ident, optional, text, whole
from site_builder.output.tables.record_tables import RECORD
from site_builder.output.tables.section_tables import Holds, listed

CellsOf = Callable[[Site, Any], Row]
"""Gives the cells of one thing in a list, behind the record, its field and the place in it."""


def _rows(holds: Holds, cells: CellsOf, site: Site, article: ArticleId) -> Iterator[Row]:
    for _, name, held, values in listed(site, article, holds):
        for position, value in enumerate(values):
            yield name, held.key, position, *cells(site, value)


def _actor(_site: Site, value: Any) -> Row:
    """Somebody, perhaps with a role of his own, or with the day and place of a meeting."""
    one = value.actor if isinstance(value, Met | Participant) else value
    role = value.role if isinstance(value, Participant) else None
    date, place = (value.date, value.place) if isinstance(value, Met) else (None, None)
    return *actor_cells(one), role, *date_cells(date), place


def _place(_site: Site, value: Any) -> Row:
    stop = value if isinstance(value, Stop) else Stop(place=value)
    return stop.place, *date_cells(stop.date)


def _subject(_site: Site, value: Any) -> Row:
    return (value,)


def _use(_site: Site, value: Any) -> Row:
    use = value if isinstance(value, Use) else Use(item=value)
    return use.item, *actor_cells(use.user)


def _claim_rows(site: Site, article: ArticleId) -> Iterator[Row]:
    for _, name, held, values in listed(site, article, "claims"):
        for position, value in enumerate(values):
            named = site.named.get(value)
            yield (
                name,
                held.key,
                position,
                None if named else value,
                record_id(site, named) if named else None,
            )


def _item_rows(site: Site, article: ArticleId) -> Iterator[Row]:
    for _, name, held, values in listed(site, article, "items", "goods"):
        for position, value in enumerate(values):
            item = value.item if isinstance(value, Equipped | Described) else value
            numbers = (value.number if isinstance(value, Equipped | Described) else None) or Numbers()
            which = (item, None) if held.holds == "items" else (None, item)
            counted = (*count_cells(numbers.ordered), *count_cells(numbers.delivered))
            yield name, held.key, position, *which, *counted  # fmt: skip


_FIELD: Final = text("field", "Key of the field.", "visitors", required=True)
_POSITION: Final = whole("position", "Its place in the field, from 0.", example="0")
_FIRST: Final = (RECORD, _FIELD, _POSITION)
_KEY: Final = ("record", "field", "position")


def _of(holds: Holds, cells: CellsOf) -> dict[str, Any]:
    return {"articles": partial(_rows, holds, cells)}


LIST_TABLES: Final = (
    Table(
        "record_actors",
        "Somebody in a field of a record that holds several.",
        (
            *_FIRST,
            *actor_columns("actor", "Id of the actor.", required=True),
            text("role", "As what, where the article says so.", "accuser"),
            *date_columns("date", "The day of a meeting, where it has its own."),
            optional(ident("place", "Id of its place, where it has its own.", "subjects")),
        ),
        _KEY,
        _of("actors", _actor),
    ),
    Table(
        "record_places",
        "A place in a field of a record that holds several.",
        (
            *_FIRST,
            ident("place", "Id of the place or state.", "subjects"),
            *date_columns("date", "When they were there."),
        ),
        _KEY,
        _of("places", _place),
    ),
    Table(
        "record_subjects",
        "An event, actor, topic, place or piece of equipment that a record is about.",
        (*_FIRST, ident("subject", "Its id.", "subjects")),
        _KEY,
        _of("subjects", _subject),
    ),
    Table(
        "record_equipment",
        "A piece of equipment in a record, and who used it; that of deals stands in `deal_items`.",
        (
            *_FIRST,
            ident("equipment", "Its id.", "equipment"),
            *actor_columns("user", "Id of who used it."),
        ),
        _KEY,
        _of("equipment", _use),
    ),
    Table(
        "record_texts",
        "Words in a field of a record that holds several.",
        (*_FIRST, text("text", "The words.", "spare parts", required=True)),
        _KEY,
        _of("texts", _subject),
    ),
    Table(
        "record_dates",
        "A date in a field of a record that may hold several, such as what a figure is for.",
        (*_FIRST, *date_columns("date", "The date.", required=True)),
        _KEY,
        _of("dates", lambda _site, value: date_cells(value)),
    ),
    Table(
        "claims",
        "Something that a statement supports or disputes: an event, or a record by its name.",
        (
            *_FIRST,
            optional(ident("event", "Id of the event.", "events")),
            optional(ident("target", "Id of the record.", "records")),
        ),
        _KEY,
        {"articles": _claim_rows},
    ),
    Table(
        "deal_items",
        "An item of a deal or supply, with the numbers that the record gives.",
        (
            *_FIRST,
            optional(ident("equipment", "Id of the piece of equipment.", "equipment")),
            text("goods", "Goods that have no id, in the editors' words.", "spare parts"),
            *count_columns("ordered", "How many were ordered.", "pieces"),
            *count_columns("delivered", "How many of them were delivered.", "pieces"),
        ),
        _KEY,
        {"articles": _item_rows},
    ),
)
