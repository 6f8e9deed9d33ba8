"""Events as a calendar (RFC 5545) of whole days, for calendar programs and timelines."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from site_builder.output.formats.contents import Contents

CALENDAR: Final = "events.ics"
UNDATED: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The time that entries bear where the day of the data is not known."""
LONGEST: Final = 31
"""Days within which one moment is sought; what is known less exactly is left out."""
WITHOUT: Final = (
    "Events dated to a day or month; those of which less is known are left out. Each says who reports it. "
    "An entry of several days may be one moment within them: its description says so."
)
_STATUS: Final[Mapping[str, str]] = {
    "happened": "CONFIRMED", "contracted": "CONFIRMED", "delivered": "CONFIRMED", "completed": "CONFIRMED",
    "cancelled": "CANCELLED", "denied": "CANCELLED",
}  # fmt: skip
"""What a status is in a calendar; any other one is TENTATIVE."""


def calendar_file(contents: Contents) -> bytes:
    """The calendar; it is the same for the same tables, whatever the clock says."""
    from icalendar import Calendar  # noqa: PLC0415 - takes a while to load

    calendar = Calendar()
    calendar.add("PRODID", "-//site-builder//events//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", contents.about.name or "Events")
    calendar.add("X-WR-CALDESC", WITHOUT)
    about = _Told(contents)
    for event in contents.records("events"):
        if is_shown(event):
            calendar.add_component(_entry(contents, about, event))
    made: bytes = calendar.to_ical()
    return made


def is_shown(event: Mapping[str, Any]) -> bool:
    """Whether the date of an event is known well enough to stand in a calendar."""
    if event["date_precision"] not in ("day", "month") or not (event["date_from"] and event["date_to"]):
        return False
    first, last = _days(event)
    return event["date_extent"] == "lasts" or (last - first).days < LONGEST


def _days(event: Mapping[str, Any]) -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(event["date_from"]), dt.date.fromisoformat(event["date_to"])


class _Told:
    """What the tables say of events besides their own rows."""

    def __init__(self, contents: Contents) -> None:
        self.names = contents.by_key("subjects")
        self.types = contents.by_key("event_types")
        self.origins = contents.grouped("origins", "event")
        self.reports = contents.grouped("reports", "event")
        self.verdicts = contents.grouped("verdicts", "event")

    def name(self, subject: str) -> str:
        """What something is called."""
        return str(self.names[subject]["name"])


def _entry(contents: Contents, about: _Told, event: Mapping[str, Any]) -> Any:
    from icalendar import Event  # noqa: PLC0415

    first, last = _days(event)
    host = urlsplit(contents.about.address or "").hostname or "corpus"
    entry = Event()
    entry.add("UID", f"{event['id']}@{host}")
    entry.add("DTSTAMP", _stamp(contents.about.day))
    entry.add("DTSTART", first)
    if last < dt.date.max:
        entry.add("DTEND", last + dt.timedelta(days=1))  # the first day that no longer belongs to it
    entry.add("SUMMARY", event["title"])
    entry.add("DESCRIPTION", "\n".join(_said(about, event)))
    entry.add("CATEGORIES", [about.types[event["type"]]["name"]])
    entry.add("TRANSP", "TRANSPARENT")
    if event["status"]:
        entry.add("STATUS", _STATUS.get(event["status"], "TENTATIVE"))
    if event["place"]:
        entry.add("LOCATION", about.name(event["place"]))
    if contents.about.address and (path := about.names[event["id"]]["path"]):
        entry.add("URL", contents.about.url(path))
    return entry


def _stamp(day: str | None) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), dt.UTC) if day else UNDATED


def _said(about: _Told, event: Mapping[str, Any]) -> Iterator[str]:
    """Who says what of an event, how well its date is known, and what is in doubt."""
    yield f"Date: {event['date']}{_extent(event)}."
    if event["status"]:
        yield f"Status: {event['status']}."
    articles = {one["article"] for one in about.reports[event["id"]]}
    yield f"Reports: {event['reports']} in {len(articles)} article{'' if len(articles) == 1 else 's'}."
    saying: dict[str, list[str]] = defaultdict(list)
    for one in about.origins[event["id"]]:
        saying[one["says"]].append(_called(about, one))
    for says, names in saying.items():
        yield f"According to {', '.join(names)}: {says}."
    differing = [one["field"] for one in about.verdicts[event["id"]] if one["verdict"] == "conflicts"]
    if differing:
        yield f"Reports conflict on: {', '.join(differing)}."
    elif event["disputed"]:
        yield "Disputed."


def _extent(event: Mapping[str, Any]) -> str:
    said = {"within": ", one moment within it", "one-of": ", one of these"}
    return said.get(event["date_extent"] or "", "")


def _called(about: _Told, origin: Mapping[str, Any]) -> str:
    name = about.name(origin["origin"])
    return f"{origin['called'] or 'somebody unnamed'} ({name})" if origin["origin_unnamed"] else name
