"""Figures by the ways that they came: from whom, through whom, to which articles, and on how many origins.

Told is each figure that came to several articles or through somebody. The list has a place on the page of the
figures, which shows as much of it as has room, and parts below the page of who repeats whom.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.linking.once import once
from site_builder.linking.record_ids import name_in_article
from site_builder.linking.same_claims import SameClaim, all_figure_claims
from site_builder.linking.site import RecordKey, Site, distinct
from site_builder.linking.ways import voice_of
from site_builder.model.records import FigureRecord
from site_builder.pages import counts
from site_builder.pages.components import Link, date_words, measured_link, quoted_words
from site_builder.pages.evidence import figure_says
from site_builder.pages.origin_counts import counted_origins
from site_builder.pages.parts import FIRST, Bounds, Division, LongList, cut
from site_builder.pages.repeats import OriginWays, ways_of
from site_builder.translation.messages import N_, gettext, joints, ngettext


@dataclass(frozen=True, slots=True)
class FigureWays:
    """A figure with all ways by which it came; `of` is its measure's id, `summary` what it rests on."""

    id: str
    of: str
    measure: str
    what: tuple[Link, ...]
    summary: str
    ways: tuple[OriginWays, ...]
    records: tuple[RecordKey, ...]
    articles: int


@once
def figure_ways(site: Site) -> tuple[FigureWays, ...]:
    """Figures that came to several articles or through somebody, those in the most articles first."""
    rows = (row for claim in all_figure_claims(site) if (row := _row(site, claim)))
    return tuple(sorted(rows, key=lambda row: (-row.articles, row.measure, row.records[0])))


def _row(site: Site, claim: SameClaim) -> FigureWays | None:
    """A figure with its ways, if these say anything new."""
    ways = ways_of(site, claim.records, lambda key: _as_told(figure_of(site, key)))
    if not ways:
        return None
    first = claim.records[0]
    record = figure_of(site, first)
    return FigureWays(
        id=f"ways-{first.article}-{name_in_article(site, first)}",
        of=record.measure,
        measure=site.corpus.registry.measures[record.measure].name,
        what=figure_says(site, record),
        summary=articles_and_origins(site, claim),
        ways=ways,
        records=claim.records,
        articles=len(claim.articles),
    )


def figure_of(site: Site, key: RecordKey) -> FigureRecord:
    """The figure of a key."""
    record = site.evidence[key].record
    if not isinstance(record, FigureRecord):
        raise TypeError(record)
    return record


def _as_told(record: FigureRecord) -> str:
    """The words of the article, and of when the figure is: `“40 percent”, for 2018`."""
    wording = quoted_words(record.value.wording)
    when = joints()[1].join(map(date_words, record.periods))
    return gettext("{amount}, for {period}", amount=wording, period=when) if when else wording


def figure_title(site: Site, record: FigureRecord) -> str:
    """A figure in few words: `“40 percent” (Share of oil imports: Azerbaijan, Israel)`."""
    named = (record.subject, *((record.object,) if record.object else ()))
    return gettext(
        "{amount} ({measure}: {names})",
        amount=quoted_words(record.value.wording),
        measure=site.corpus.registry.measures[record.measure].name,
        names=", ".join(measured_link(site, one).text for one in named),
    )


# ------------------------------------------------------------------ what something rests on


def articles_and_origins(site: Site, claim: SameClaim) -> str:
    """In how many articles something is, and from how many origins: `3 articles, 2 origins`."""
    articles = counts.articles(len(claim.articles))
    return gettext("{articles}, {origins}", articles=articles, origins=told_origins(site, claim.records))


def told_origins(site: Site, keys: Iterable[RecordKey]) -> str:
    """From how many origins records come, and how many of these are outlets that name no source.

    `at least 2 origins, 1 of them unnamed`, `3 origins, 1 of them an outlet that names no source`
    and `3 origins, all of them outlets that name no source`. It is the number that lists of events give.
    """
    found = [site.evidence[key] for key in keys]
    origins = distinct(one.origin for one in found)
    named = {one.origin.key for one in found if voice_of(one) != "own"}
    silent = sum(origin.key not in named for origin in origins)
    said = counted_origins(origins)
    if not silent:
        return said
    if not named:
        return ngettext(
            "{origins}, an outlet that names no source",
            "{origins}, all of them outlets that name no source",
            silent,
            origins=said,
        )
    return ngettext(
        "{origins}, {n} of them an outlet that names no source",
        "{origins}, {n} of them outlets that name no source",
        silent,
        origins=said,
    )


# ------------------------------------------------------------------ the list and its parts


def _weight(row: FigureWays) -> int:
    """About how many elements a figure with its ways has."""
    return 6 + len(row.what) + sum(4 + sum(7 + 2 * len(way.between) for way in one.ways) for one in row.ways)


FIGURE_WAYS: Division[FigureWays] = Division(
    base="flow/figures/",
    name=N_("figures and their ways"),
    rows=counts.figures,
    by=N_("by measure"),
    shown=FIRST,
    group=lambda row: (row.of, row.measure),
    weight=_weight,
)


def figure_ways_list(site: Site, bounds: Bounds) -> LongList[FigureWays]:
    """The list, of which the page of the figures shows the first, and its parts."""
    return cut(figure_ways(site), FIGURE_WAYS, bounds, bounds.several)


def places_of_ways(listed: LongList[FigureWays]) -> Mapping[RecordKey, Link]:
    """Where the ways of each figure stand, by its records, with what it rests on in words."""
    in_parts = [(row, part.path) for part in listed.parts for row in part.rows]
    shown = [(row, "figures/") for row in listed.rows]
    return {
        key: Link(row.summary, f"{path}#{row.id}") for row, path in (*in_parts, *shown) for key in row.records
    }
