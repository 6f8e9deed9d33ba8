"""The page of the disagreements, and its parts where it is too long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from site_builder.linking.site import Site
from site_builder.pages import counts
from site_builder.pages.components import Link
from site_builder.pages.disagreements import Disagreement, differing_words, disagreements
from site_builder.pages.evidence import EvidenceView, evidence_views
from site_builder.pages.heads import Head, page_head
from site_builder.pages.parts import (
    BOUNDS,
    FIRST,
    Bounds,
    Division,
    LongList,
    PartPage,
    Rest,
    always,
    by_letter,
    cut,
    in_parts,
    in_year,
    on_one_list,
    part_pages,
    weight_of,
)
from site_builder.pages.searched import searched_link
from site_builder.pages.single_origin import (
    KINDS,
    OriginRows,
    RestingOnOrigins,
    SingleOriginGroup,
    SingleOriginRow,
    by_origin,
    rows_by_origin,
    single_origin_sentence,
)
from site_builder.translation.messages import N_, gettext, ngettext


@dataclass(frozen=True, slots=True)
class DisagreementsPage:
    """Where sources differ, what another source supports, and what rests on one origin.

    `unnamed` are origins without a name, `single` all others; `searched` leads to what was looked for.
    """

    head: Head
    disagreements: tuple[Disagreement, ...]
    supported: tuple[EvidenceView, ...]
    kinds: tuple[str, ...]
    single: tuple[OriginRows, ...]
    more: str
    rest: Rest | None = None
    more_supported: Rest | None = None
    more_origins: Rest | None = None
    lead: Link | None = None
    unnamed: tuple[OriginRows, ...] = ()
    more_unnamed: Rest | None = None
    searched: Link | None = None


def disagreements_page(
    site: Site,
    differing: Sequence[Disagreement] | None = None,
    resting: RestingOnOrigins | None = None,
) -> DisagreementsPage:
    """Conflicts and disputes first, then what is supported, then what only one origin says."""
    differing = tuple(differing or disagreements(site))
    found = resting or by_origin(site)
    single, more = rows_by_origin(site, found)
    differ = differing_words(site)
    said = (
        gettext("Sources differ on {what}.", what=differ) if differ else gettext("Sources differ on nothing.")
    )
    answer = f"{said} {single_origin_sentence(found)}"
    return DisagreementsPage(
        head=page_head("disagreements/", answer),
        disagreements=differing,
        supported=evidence_views(
            site, (found.record for found in site.contests.values() if found.supported_by)
        ),
        kinds=tuple(map(gettext, KINDS.values())),
        single=tuple(one for one in single if not one.unnamed),
        unnamed=tuple(one for one in single if one.unnamed),
        more=more,
        searched=searched_link(site),
    )


# ------------------------------------------------------------------ parts

PATH = "disagreements/"
DIFFERING: Division[Disagreement] = Division(
    base=PATH,
    name=N_("where sources differ"),
    whole="all",
    rows=lambda n: ngettext("{n} disagreement", "{n} disagreements", n),
    by=N_("by year"),
    shown=FIRST,
    group=lambda item: in_year(item.when.sort if item.when else ""),
    weight=lambda item: (
        6
        + sum(4 + 5 * len(row.reported) for row in item.conflicts)
        + 18 * len((*item.disputes, *item.disputed))
    ),
)
SUPPORTED: Division[EvidenceView] = Division(
    base=f"{PATH}supported/",
    name=N_("what another source supports"),
    rows=counts.records,
    by=N_("by year of the article"),
    shown=FIRST,
    group=lambda row: in_year(row.published.sort),
    weight=lambda row: 14 + len(row.says),
)
ORIGINS: Division[OriginRows] = Division(
    base=f"{PATH}origins/",
    name=N_("what rests on one source"),
    rows=lambda n: ngettext("{n} origin", "{n} origins", n),
    by=N_("by letter"),
    shown=FIRST,
    group=lambda row: by_letter(row.name.text),
    weight=always(8),
    order=lambda row: row.name.text.casefold(),
)
UNNAMED: Division[OriginRows] = replace(
    ORIGINS,
    base=f"{PATH}unnamed/",
    name=N_("what rests on unnamed sources"),
    group=on_one_list(""),
)


def disagreements_pages(
    site: Site, differing: Sequence[Disagreement], resting: RestingOnOrigins, bounds: Bounds = BOUNDS
) -> Iterator[tuple[str, DisagreementsPage | PartPage[Any]]]:
    """Everything on one page; where it is too much, the first of each, and parts by year and by origin."""
    page = disagreements_page(site, differing, resting)
    lists = (
        weight_of(page.disagreements, DIFFERING),
        weight_of(page.supported, SUPPORTED),
        sum(map(_weight, (*page.unnamed, *page.single))),
    )
    if not page.more and sum(lists) <= bounds.nodes:
        yield "disagreements", page
        return
    differ = cut(page.disagreements, DIFFERING, bounds, bounds.first)
    supported = cut(page.supported, SUPPORTED, bounds, bounds.several)
    every = rows_by_origin(site, resting, None, None)[0]
    named, unnamed = ([_in_table(one) for one in every if one.unnamed is way] for way in (False, True))
    origins = cut(named, ORIGINS, bounds, bounds.first)
    nameless = cut(unnamed, UNNAMED, bounds, bounds.several)
    yield (
        "disagreements",
        replace(
            page,
            disagreements=differ.rows,
            rest=differ.rest,
            supported=supported.rows,
            more_supported=supported.rest,
            single=origins.rows,
            more_origins=origins.rest,
            unnamed=nameless.rows,
            more_unnamed=nameless.rest,
            lead=Link("", PATH, "from-"),
            more="",
        ),
    )
    yield from part_pages("part_differ", page.head, differ)
    yield from part_pages("part_evidence", page.head, supported)
    yield from part_pages("part_origins", page.head, origins)
    yield from part_pages("part_origins", page.head, nameless)
    for one in every:
        yield from _pages_of(page.head, one, bounds)


def _weight(one: OriginRows) -> int:
    return 12 + sum(map(_weight_of_group, one.groups))


def _weight_of_group(group: SingleOriginGroup) -> int:
    return 3 + 7 * len(group.lines)


def _in_table(one: OriginRows) -> OriginRows:
    """An origin in the table alone, which leads to the page of all that rests on it."""
    return replace(one, link=replace(one.link, to=f"{PATH}{one.id}/"), groups=())


def _pages_of(owner: Head, one: OriginRows, bounds: Bounds) -> Iterator[tuple[str, PartPage[Any]]]:
    """All that rests on one origin, kind by kind."""
    lines = [line for group in one.groups for line in group.lines]
    how: Division[SingleOriginRow] = Division(
        base=f"{PATH}{one.id}/",
        name=gettext("what rests on {origin} alone", origin=one.name.text),
        rows=counts.entries,
        by=N_("by kind"),
        group=on_one_list(""),
        weight=always(7),
    )
    listed: LongList[Any] = in_parts(lines, how, bounds)
    yield from part_pages("part_resting", owner, listed)
