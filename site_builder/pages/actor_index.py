"""The index of actors, in parts by letter where it is too long."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.linking.site import Site
from site_builder.pages import counts
from site_builder.pages.heads import Head, page_head
from site_builder.pages.parts import (
    FIRST,
    Bounds,
    Division,
    PartPage,
    Rest,
    always,
    by_letter,
    long_list,
    part_pages,
)
from site_builder.pages.rows import ActorRow, actor_row, filled_columns
from site_builder.translation.messages import N_, gettext


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """The index of actors."""

    head: Head
    types: tuple[str, ...]
    rows: tuple[ActorRow, ...]
    filled: Mapping[str, bool]
    rest: Rest | None = None


ACTORS: Division[ActorRow] = Division(
    base="actors/by-letter/",
    rows=counts.actors,
    by=N_("by letter"),
    shown=FIRST,
    group=lambda row: by_letter(row.name.text),
    weight=always(12),
    order=lambda row: row.name.text.casefold(),
)


def actor_index(site: Site, bounds: Bounds) -> Iterator[tuple[str, ActorsPage | PartPage[ActorRow]]]:
    """The index, those with the most events first, and its parts, each with the name of its template."""
    rows = [actor_row(site, actor) for actor in site.corpus.registry.actors]
    rows.sort(key=lambda row: (-row.events, row.name.text))
    answer = gettext(
        "{n} people, states, bodies, companies and outlets that the articles name, each with what is "
        "reported of it.",
        n=len(rows),
    )
    head = page_head("actors/", answer, registry=True)
    types = tuple(sorted({row.type_name for row in rows}))
    filled = filled_columns(rows, ("role", "country", "description"))
    listed = long_list(rows, ACTORS, bounds)
    yield "actors", ActorsPage(head, types, listed.rows, filled, listed.rest)
    yield from part_pages("part_actors", head, listed, filled)
