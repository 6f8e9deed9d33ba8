"""What sources differ on, and which records take part in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from site_builder.linking.site import Site
from site_builder.output.exports import disagreement_data
from site_builder.output.exports.disagreement_data import EVENTS, KINDS, DisagreementData, Place, Placed
from site_builder.output.tables.model import Row, Table, ident, optional, text
from site_builder.output.tables.record_tables import RECORD

PARTS: Final = ("conflicting", "disputed", "disputed_by", "supported", "supported_by")
_FOUND: Final[Mapping[str, Callable[[Site, Any], Iterable[Placed]]]] = {
    "articles": disagreement_data.of_article,
    "actors": disagreement_data.of_actor,
    "measures": disagreement_data.of_measure,
    "events": disagreement_data.of_event,
}


def _named(folder: str, site: Site, name: str) -> Iterator[tuple[str, Place, DisagreementData]]:
    for place, said in _FOUND[folder](site, name):
        yield _id_of(place, said), place, said


def _id_of(place: Place, said: DisagreementData) -> str:
    """Its kind, with the event or the record that comes first in it."""
    kind, name, _, _, number = place
    if kind == EVENTS:
        return f"{KINDS[kind]}/{name}"
    first = next(one for part in PARTS for one in said[part])
    return f"{KINDS[kind]}/{first['record']}" + (f"/{number}" if number else "")


def _rows(folder: str, site: Site, name: str) -> Iterator[Row]:
    for one, place, said in _named(folder, site, name):
        yield one, KINDS[place[0]], said["event"], "; ".join(said["fields"]) or None


def _record_rows(folder: str, site: Site, name: str) -> Iterator[Row]:
    for one, _, said in _named(folder, site, name):
        for part in PARTS:
            records: Iterable[Any] = said[part]
            yield from ((one, part, record["record"]) for record in records)


DISAGREEMENT_TABLES: Final = (
    Table(
        "disagreements",
        "Something on which sources differ, or on which one supports another.",
        (
            ident("id", "Its kind, and the event or the record that comes first in it."),
            text(
                "kind",
                "What it is about: an event, a record, figures, or the dates of a role.",
                "event",
                required=True,
            ),
            optional(ident("event", "Id of the event that it is about.", "events")),
            text("fields", "Fields that cannot both be right; several are divided by semicolons.", "date"),
        ),
        ("id",),
        {folder: partial(_rows, folder) for folder in _FOUND},
    ),
    Table(
        "disagreement_records",
        "A record that takes part in a disagreement.",
        (
            ident("disagreement", "Id of the disagreement.", "disagreements"),
            text(
                "part",
                "As what: `conflicting`, `disputed`, `disputed_by`, `supported` or `supported_by`.",
                "disputed_by",
                required=True,
            ),
            RECORD,
        ),
        ("disagreement", "part", "record"),
        {folder: partial(_record_rows, folder) for folder in _FOUND},
    ),
)
