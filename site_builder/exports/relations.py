"""Tables of who was with whom: pairs of actors by the events they share."""

from collections.abc import Iterator

from site_builder.exports.written import Table
from site_builder.linking import Site
from site_builder.pages.network import pairs


def relations(site: Site) -> Iterator[Table]:
    """Every table of this kind."""
    yield links_table(site)


def links_table(site: Site) -> Table:
    """All pairs of actors that take part in the same events, the first of a pair by id; events by date."""
    rows = tuple(
        (one, other, len(events), "; ".join(events)) for (one, other), events in pairs(site).items()
    )
    return Table("links", ("actor", "with", "events", "which"), rows)
