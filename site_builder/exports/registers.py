"""The tables that pages show as pictures or registers, for download."""

from collections.abc import Iterator

from site_builder.exports.relations import relations
from site_builder.exports.written import Table
from site_builder.linking import Event, Site
from site_builder.pages.parts import part_link


def registers(site: Site) -> Iterator[Table]:
    """Every table that the site offers."""
    yield events_table(site)
    yield from relations(site)


def events_table(site: Site) -> Table:
    """All events by date, one a row; several names in a cell are divided by semicolons."""
    columns = ("id", "type", "title", "date", "place", "status", "participants", "topics", "articles")
    return Table(
        "events", (*columns, "origins", "disputed"), tuple(_event(site, e) for e in site.events.values())
    )


def _event(site: Site, event: Event) -> tuple[str | int | None, ...]:
    frame = event.frame
    names = dict.fromkeys(part_link(site, part).text for part in event.parts)
    articles = dict.fromkeys(report.article for report in event.reports)
    return (
        event.id,
        frame.type,
        frame.title,
        event.date.text if event.date else None,
        event.place,
        event.status,
        "; ".join(names),
        "; ".join(frame.topics),
        "; ".join(articles),
        len(event.origins),
        "yes" if event.conflicts or event.disputed_by else "no",
    )
