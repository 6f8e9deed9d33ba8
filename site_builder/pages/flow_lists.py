"""Lists of the page of who repeats whom: claims, takings, sources and ways, each with its parts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from site_builder.linking.same_claims import ClaimKind, SameClaim, same_claims
from site_builder.linking.site import RecordKey, Site, distinct
from site_builder.linking.ways import Flow, Taking, flows, takes, voice_of
from site_builder.model.value_types import ArticleId
from site_builder.pages import counts
from site_builder.pages.briefs import few, said_of
from site_builder.pages.components import DateView, Link, actor_link, event_link, published, separated
from site_builder.pages.evidence import origin_link, proof_link
from site_builder.pages.figure_ways import figure_of, figure_title, told_origins
from site_builder.pages.parts import FIRST, Division, always, by_letter
from site_builder.pages.single_origin import origin_name
from site_builder.translation.messages import N_, gettext, ngettext

PATH: Final = "flow/"
KINDS: Final[Mapping[ClaimKind, str]] = {
    "figures": N_("Figures"), "events": N_("Events"), "statements": N_("Statements and what supports them"),
}  # fmt: skip
KIND: Final[Mapping[ClaimKind, str]] = {
    "figures": N_("Figure"), "events": N_("Event"), "statements": N_("Statement"),
}  # fmt: skip
HOW: Final[Mapping[Taking, str]] = {
    "republishes": N_("republishes its text"), "cites": N_("cites it"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """Something that several articles say: what, of which kind, from how many origins, and from whom.

    `what` leads to the ways by which it came; `first` and `last` are days of articles.
    """

    what: Link
    kind: ClaimKind
    kind_name: str
    articles: int
    origins: str
    who: tuple[Link, ...]
    first: DateView
    last: DateView
    claim: SameClaim


@dataclass(frozen=True, slots=True)
class TakeRow:
    """An outlet or body that takes from another one, how, and how much."""

    taker: Link
    giver: Link
    how: str
    articles: int
    records: int
    keys: tuple[RecordKey, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A speaker or source, and in how many articles of how many outlets its words are.

    Of its records some came through others (`through`); `unnamed` are all of one body together.
    """

    who: Link
    articles: int
    outlets: int
    records: int
    through: int
    keys: tuple[RecordKey, ...]
    unnamed: bool


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way on which records came: origin, those between, outlet, and how many."""

    origin: Link
    between: tuple[Link, ...]
    outlet: Link
    articles: int
    records: int


# ------------------------------------------------------------------ rows


def claim_rows(site: Site, ways: Mapping[RecordKey, Link]) -> tuple[ClaimRow, ...]:
    """What several articles say, that in the most articles first; `ways` says where those of figures are."""
    several = (claim for claim in same_claims(site) if len(claim.articles) > 1)
    rows = (_claim_row(site, claim, ways) for claim in several)
    order = list(KINDS)
    return tuple(sorted(rows, key=lambda row: (-row.articles, order.index(row.kind), row.what.text)))


def _claim_row(site: Site, claim: SameClaim, ways: Mapping[RecordKey, Link]) -> ClaimRow:
    days = sorted((published(site, ArticleId(name)) for name in claim.articles), key=lambda day: day.sort)
    found = (site.evidence[key] for key in claim.records)
    origins = distinct(one.origin for one in found if voice_of(one) != "own")
    return ClaimRow(
        what=_what(site, claim, ways),
        kind=claim.kind,
        kind_name=gettext(KIND[claim.kind]),
        articles=len(claim.articles),
        origins=told_origins(site, claim.records),
        who=few([origin_link(site, origin) for origin in origins]),
        first=days[0],
        last=days[-1],
        claim=claim,
    )


def _what(site: Site, claim: SameClaim, ways: Mapping[RecordKey, Link]) -> Link:
    """What is said, leading to where its ways are told, or to the record that others support."""
    first = claim.records[0]
    if claim.event:
        link = event_link(site, claim.event)
        return Link(link.text, f"{link.to}#flow", link.kind)
    if claim.kind == "figures":
        return Link(figure_title(site, figure_of(site, first)), ways[first].to)
    return Link(said_of(site, first), proof_link(site, first).to)


def take_rows(site: Site) -> tuple[TakeRow, ...]:
    """Which outlet takes how much from which other, the most first."""
    return tuple(
        TakeRow(
            actor_link(site, take.taker),
            actor_link(site, take.giver),
            gettext(HOW[take.how]),
            len({key.article for key in keys}),
            len(keys),
            keys,
        )
        for take, keys in takes(site).items()
    )


def source_rows(site: Site) -> tuple[SourceRow, ...]:
    """Whose words are in how many articles, the most first."""
    held: dict[str, list[Flow]] = defaultdict(list)
    for flow in flows(site):
        held[flow.origin.key].append(flow)
    rows = (_source_row(site, key, own) for key, own in held.items())
    return tuple(sorted(rows, key=lambda row: (-row.articles, -row.records, row.who.text)))


def _source_row(site: Site, origin: str, own: Sequence[Flow]) -> SourceRow:
    keys = tuple(sorted(key for flow in own for key in flow.records))
    return SourceRow(
        who=origin_name(site, origin),
        articles=len({key.article for key in keys}),
        outlets=len({flow.outlet for flow in own}),
        records=len(keys),
        through=sum(len(flow.records) for flow in own if flow.between),
        keys=keys,
        unnamed=own[0].origin.unnamed,
    )


def way_rows(site: Site) -> tuple[WayRow, ...]:
    """All ways on which something was passed on, those with the most records first."""
    return tuple(
        WayRow(
            origin=origin_name(site, flow.origin.key),
            between=separated(((actor_link(site, actor),) for actor in flow.between), " → "),
            outlet=actor_link(site, flow.outlet),
            articles=len(flow.articles),
            records=len(flow.records),
        )
        for flow in flows(site)
    )


# ------------------------------------------------------------------ how they are divided


CLAIMS: Division[ClaimRow] = Division(
    base=f"{PATH}claims/",
    name=N_("what several articles say"),
    rows=lambda n: ngettext("{n} claim", "{n} claims", n),
    by=N_("by kind"),
    shown=FIRST,
    group=lambda row: (row.kind, gettext(KINDS[row.kind])),
    weight=lambda row: 11 + len(row.who),
)
TAKES: Division[TakeRow] = Division(
    base=f"{PATH}outlets/",
    name=N_("who takes from whom"),
    rows=counts.pairs,
    by=N_("by letter"),
    shown=FIRST,
    group=lambda row: by_letter(row.taker.text),
    weight=always(8),
    order=lambda row: row.taker.text.casefold(),
)
SOURCES: Division[SourceRow] = Division(
    base=f"{PATH}sources/",
    name=N_("whose words they are"),
    rows=counts.sources,
    by=N_("by letter"),
    shown=FIRST,
    group=lambda row: by_letter(row.who.text),
    weight=always(8),
    order=lambda row: row.who.text.casefold(),
)
WAYS: Division[WayRow] = Division(
    base=f"{PATH}ways/",
    name=N_("all ways"),
    rows=lambda n: ngettext("{n} path", "{n} paths", n),
    by=N_("by letter"),
    shown=FIRST,
    group=lambda row: by_letter(row.origin.text),
    weight=lambda row: 9 + len(row.between),
    order=lambda row: row.origin.text.casefold(),
)
