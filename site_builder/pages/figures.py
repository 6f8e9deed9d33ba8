"""The register of figures, and a chart of each measure that has several."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from site_builder.charts.amounts import amount_of
from site_builder.charts.figures import FigurePoint, FiguresPicture, figures_picture
from site_builder.linking.link import source_id
from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.merging.amounts import unit_name, unit_path
from site_builder.model import edtf
from site_builder.model.records import FigureRecord
from site_builder.model.value_types import MeasureId
from site_builder.pages import counts
from site_builder.pages.arms_figures import Figure
from site_builder.pages.components import (
    Link,
    date_view,
    joined,
    measured_link,
    name_link,
    outlet,
    plain_text,
    published,
    who_link,
)
from site_builder.pages.evidence import (
    EvidenceView,
    credit,
    evidence_view,
    figure_says,
    measured_says,
    proof_link,
)
from site_builder.pages.figure_ways import FIGURE_WAYS, FigureWays, figure_ways_list, places_of_ways
from site_builder.pages.heads import Head
from site_builder.pages.parts import (
    BOUNDS,
    Bounds,
    Division,
    PartPage,
    Rest,
    always,
    cut,
    part_pages,
    weight_of,
)
from site_builder.pages.registers import FIGURES, register_head
from site_builder.pages.rows import Table, table
from site_builder.pages.taking import POINT_COLUMNS, Taken, point_rows
from site_builder.translation.messages import N_, first_upper, gettext, joints, ngettext

FEW_CHARTS, FEW_POINTS, MANY_POINTS = 6, 12, 24
"""How many charts the first page shows where there are too many figures for one, and how many figures, the
newest, a chart shows there and on the page of its measure."""
WIDE, LEAST_WIDE = 1000, 108
NARROW, LEAST_NARROW = 340, 96
"""Widths of the two pictures, and the least room for a point in each."""
RANK = "rank"
"""The unit of measures that run down from the first."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One reported number; `of` is its measure's id, `ways` leads to the ways by which it came, if told.

    `says` is what is measured, in a sentence: which of two names is whose stands nowhere else.
    """

    of: str
    measure: str
    unit: str
    says: tuple[Link, ...]
    wording: str
    sort: str
    periods: str
    period_sort: str
    source: tuple[Link, ...]
    evidence: EvidenceView
    ways: Link | None = None


@dataclass(frozen=True, slots=True)
class FiguresChart:
    """The figures of a measure in one unit, in both pictures.

    `description` is what is measured and in which unit, `note` what is not drawn.
    """

    id: str
    title: str
    description: str
    wide: FiguresPicture
    narrow: FiguresPicture
    note: str
    taken: Taken | None = None


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """All figures, by measure; `ways` are of those that came to several articles or through somebody."""

    head: Head
    charts: tuple[FiguresChart, ...]
    figures: Table[FigureRow]
    rest: Rest | None = None
    ways: tuple[FigureWays, ...] = ()
    more_ways: Rest | None = None


@dataclass(frozen=True, slots=True)
class FiguresPart(PartPage[FigureRow]):
    """The figures of a measure, with their charts."""

    charts: tuple[FiguresChart, ...] = ()


def figure_rows_divided(base: str, name: str = "") -> Division[FigureRow]:
    """How rows of figures are divided: by measure, whose charts have anchors."""
    return Division(
        base=base,
        rows=counts.figures,
        name=name,
        by=N_("by measure"),
        group=lambda row: (row.of, row.measure),
        weight=always(25),
        anchor=lambda row: f"chart-{row.of}",
    )


def newest_published(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """Figures by the day of their article, the newest first."""
    return sorted(rows, key=lambda row: row.evidence.published.sort, reverse=True)


def figures_pages(
    site: Site, bounds: Bounds = BOUNDS
) -> Iterator[tuple[str, FiguresPage | PartPage[FigureRow]]]:
    """All figures where they fit a page; else the newest, and a page a measure."""
    figures = list(records_of(site, site.evidence, FigureRecord))
    ways = figure_ways_list(site, bounds)
    head, table_ = _head(site, figures), figure_table(site, figures, places_of_ways(ways))
    how = figure_rows_divided("figures/")
    if weight_of(table_.rows, how) + weight_of(ways.rows, FIGURE_WAYS) <= bounds.nodes:
        page = FiguresPage(head, tuple(_charts(site, head.path, figures)), table_)
        yield "figures", replace(page, ways=ways.rows, more_ways=ways.rest)
        return
    listed = cut(newest_published(table_.rows), how, bounds, bounds.first)
    newest = newest_of_all(site, figures)
    charts = tuple(islice(_charts(site, head.path, newest, FEW_POINTS), FEW_CHARTS))
    rows = replace(table_, rows=listed.rows)
    yield "figures", FiguresPage(head, charts, rows, listed.rest, ways.rows, ways.rest)
    for template, part in part_pages("part_figures", head, listed, table_.filled):
        yield template, _with_charts(site, part, newest)


def _with_charts(site: Site, part: PartPage[FigureRow], figures: Iterable[Figure]) -> FiguresPart:
    """A part with the charts of its measure, which stand on the first of its pages."""
    of = part.rows[0].of
    own = (one for one in figures if one[1].measure == of)
    path = part.head.path
    charts = tuple(_charts(site, path, own, MANY_POINTS)) if path == f"figures/{of}/" else ()
    return FiguresPart(
        part.head, part.rows, part.filled, part.pages, part.around, part.whole, part.label, charts
    )


def newest_of_all(site: Site, figures: Iterable[Figure]) -> list[Figure]:
    """Figures by the day of their article, the newest first."""
    return sorted(figures, key=lambda one: published(site, one[0].article).sort, reverse=True)


def figures_page(site: Site) -> FiguresPage:
    """All figures, by what they measure, each as reported, as one page."""
    return next(page for _, page in figures_pages(site) if isinstance(page, FiguresPage))


def _head(site: Site, figures: Sequence[Figure]) -> Head:
    answer = gettext(
        "{figures} that the articles give, as worded there, by what they measure. Figures of other years, "
        "sources or measures are not compared.",
        figures=counts.figures(len(figures)),
    )
    return register_head(site, FIGURES, answer)


def figure_table(
    site: Site, figures: Iterable[Figure], ways: Mapping[RecordKey, Link] | None = None
) -> Table[FigureRow]:
    """Figures as a table, by what they measure; `ways` leads from their records to the ways of each."""
    told = ways or {}
    rows = [replace(_figure_row(site, key, record), ways=told.get(key)) for key, record in figures]
    rows.sort(key=lambda row: (row.measure, row.period_sort, plain_text(row.says)))
    return table(rows, ("periods",))


def _figure_row(site: Site, key: RecordKey, record: FigureRecord) -> FigureRow:
    periods = [view for period in record.periods if (view := date_view(period))]
    amount = record.value.amount[0] if isinstance(record.value.amount, tuple) else record.value.amount
    measure = site.corpus.registry.measures[record.measure]
    return FigureRow(
        of=record.measure,
        measure=measure.name,
        unit=measure.unit,
        says=measured_says(site, record),
        wording=record.value.wording,
        sort=str(amount or ""),
        periods=joints()[1].join(view.words for view in periods),
        period_sort=periods[0].sort if periods else "",
        source=_source(site, record),
        evidence=evidence_view(site, key),
    )


def _source(site: Site, record: FigureRecord) -> tuple[Link, ...]:
    """Whom the article names as its source; nobody where it speaks in its own voice."""
    source = [name_link(site, source_id(item)) for item in record.sources]
    if record.by:
        source.insert(0, who_link(site, record.by))
    return joined(source)


# ------------------------------------------------------------------ charts


def _charts(
    site: Site, page: str, figures: Iterable[Figure], most: int | None = None
) -> Iterator[FiguresChart]:
    """A chart for each measure and currency that two or more figures with a number share.

    Of more than `most` it shows the first. `page` is the site path of the page that they stand on.
    """
    groups: dict[tuple[str, MeasureId, str], list[Figure]] = defaultdict(list)
    for key, record in figures:
        measure = site.corpus.registry.measures[record.measure]
        groups[measure.name, record.measure, unit_name(record.value)].append((key, record))
    for (title, name, currency), held in sorted(groups.items(), key=lambda item: item[0]):
        numbered = [figure for figure in held if amount_of(figure[1].value)]
        if len(numbered) > 1:
            unit = currency or site.corpus.registry.measures[name].unit
            chart = _chart(site, numbered[:most], title, unit, _left_out(numbered, held, most))
            yield replace(chart, taken=chart.taken.on(page) if chart.taken else None)


def _left_out(numbered: Sequence[Figure], held: Sequence[Figure], most: int | None) -> str:
    """What a chart does not show, in words."""
    silent, more = len(held) - len(numbered), len(numbered) - len(numbered[:most])
    said = gettext(
        "The {n} newest of {figures} are drawn.",
        n=len(numbered) - more,
        figures=counts.figures(len(numbered)),
    )
    rest = ngettext(
        "Not drawn: {n} figure without a number.",
        "Not drawn: {n} figures without a number.",
        silent,
    )
    return " ".join((*((said,) if more else ()), *((rest,) if silent else ())))


def _chart(site: Site, figures: list[Figure], title: str, unit: str, left_out: str) -> FiguresChart:
    ranks = unit == RANK
    several = len({record.object for _, record in figures}) > 1
    points = [point for key, record in figures for point in _points(site, key, record, with_object=several)]
    end = f"-{unit_path(unit)}" if unit_name(figures[0][1].value) else ""
    name = f"chart-{figures[0][1].measure}{end}"
    description = f"{_sentence(site, figures)}; {gettext('the first is at the top') if ranks else unit}"
    wide = figures_picture(points, WIDE, LEAST_WIDE, ranks=ranks)
    return FiguresChart(
        id=name,
        title=title,
        description=description,
        wide=wide,
        narrow=figures_picture(points, NARROW, LEAST_NARROW, ranks=ranks),
        note=left_out,
        taken=Taken(
            kind="figures",
            path=f"{name}/",
            at=f"#{name}",
            title=title,
            says=" ".join(filter(None, (f"{first_upper(description)}.", left_out, _signs()))),
            height=wide.height,
            columns=POINT_COLUMNS,
            rows=tuple(point_rows(points)),
        ),
    )


def _signs() -> str:
    return gettext(
        "Where several figures give one measure, there is a point for each figure and period, with a shape "
        "for each source. No line joins the points, because sources differ in what they count and how. A "
        "hollow mark is not a single number: a bar is a range or “about” (a tenth to either side), and an "
        "arrow means less or more than this."
    )


def _points(site: Site, key: RecordKey, record: FigureRecord, *, with_object: bool) -> Iterator[FigurePoint]:
    """A point for each period of a figure, or one where it gives none."""
    amount = amount_of(record.value)
    said_by = plain_text(credit(site, site.evidence[key]))
    said = f"{plain_text(figure_says(site, record))}. {said_by}, {outlet(site, key.article)}"
    for period in record.periods or (None,):
        date = edtf.parse(period) if period else None
        if amount:
            yield FigurePoint(
                opening=edtf.sort_key(date)[:2],
                period=edtf.words(date, short=True) if date else gettext("no period given"),
                who=_who(site, record, with_object=with_object),
                source=plain_text(_source(site, record)) or outlet(site, key.article),
                to=proof_link(site, key).to,
                tooltip=said,
                amount=amount,
            )


def _sentence(site: Site, figures: list[Figure]) -> str:
    """The measure's sentence with the names that all figures share, and dots for the others."""
    sentence: str = site.corpus.registry.measures[figures[0][1].measure].sentence
    for name in ("subject", "object"):
        known = {getattr(record, name) for _, record in figures} - {None}
        shown = measured_link(site, known.pop()).text if len(known) == 1 else "…"
        sentence = sentence.replace(f"{{{name}}}", shown)
    return sentence


def _who(site: Site, record: FigureRecord, *, with_object: bool) -> str:
    """Whose figure it is, and towards whom where the figures of a chart differ in that."""
    said = measured_link(site, record.subject).text
    return f"{said}, {measured_link(site, record.object).text}" if record.object and with_object else said
