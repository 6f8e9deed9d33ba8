"""The register of figures, and a chart of each measure that has several."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_builder.charts.amounts import amount_of
from site_builder.charts.figures import FigurePoint, FiguresPicture, figures_picture
from site_builder.linking.link import source_id
from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.merging.amounts import unit_name
from site_builder.model import edtf
from site_builder.model.records import FigureRecord
from site_builder.model.value_types import MeasureId
from site_builder.pages.arms_figures import Figure
from site_builder.pages.components import Link, date_view, joined, name_link, outlet, plain_text, who_link
from site_builder.pages.evidence import EvidenceView, credit, evidence_view, figure_says, proof_link
from site_builder.pages.heads import Head, page_head
from site_builder.pages.rows import Table, count, table

WIDE, LEAST_WIDE = 1000, 108
NARROW, LEAST_NARROW = 340, 96
"""Widths of the two pictures, and the least room for a point in each."""
RANK = "rank"
"""The unit of measures that run down from the first."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One reported number."""

    measure: str
    unit: str
    subject: Link
    object: Link | None
    wording: str
    sort: str
    periods: str
    period_sort: str
    source: tuple[Link, ...]
    evidence: EvidenceView


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


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """All figures, by measure."""

    head: Head
    charts: tuple[FiguresChart, ...]
    figures: Table[FigureRow]


def figures_page(site: Site) -> FiguresPage:
    """All figures, by what they measure, each as reported."""
    figures = list(records_of(site, site.evidence, FigureRecord))
    answer = (
        f"{count(len(figures), 'figure')} that the articles give, as worded there, by what they measure. "
        "Figures of other years, sources or measures are not compared."
    )
    head = page_head("figures/", answer)
    return FiguresPage(head, tuple(_charts(site, figures)), figure_table(site, figures))


def figure_table(site: Site, figures: Iterable[Figure]) -> Table[FigureRow]:
    """Figures as a table, by what they measure."""
    rows = [_figure_row(site, key, record) for key, record in figures]
    rows.sort(key=lambda row: (row.measure, row.period_sort, row.subject.text))
    return table(rows, ("object", "periods"))


def _figure_row(site: Site, key: RecordKey, record: FigureRecord) -> FigureRow:
    periods = [view for period in record.periods if (view := date_view(period))]
    amount = record.value.amount[0] if isinstance(record.value.amount, tuple) else record.value.amount
    measure = site.corpus.registry.measures[record.measure]
    return FigureRow(
        measure=measure.name,
        unit=measure.unit,
        subject=who_link(site, record.subject),
        object=who_link(site, record.object) if record.object else None,
        wording=record.value.wording,
        sort=str(amount or ""),
        periods=" and ".join(view.words for view in periods),
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


def _charts(site: Site, figures: Iterable[Figure]) -> Iterator[FiguresChart]:
    """A chart for each measure and currency that two or more figures with a number share."""
    groups: dict[tuple[str, MeasureId, str], list[Figure]] = defaultdict(list)
    for key, record in figures:
        measure = site.corpus.registry.measures[record.measure]
        groups[measure.name, record.measure, unit_name(record.value)].append((key, record))
    for (title, name, currency), held in sorted(groups.items(), key=lambda item: item[0]):
        numbered = [figure for figure in held if amount_of(figure[1].value)]
        if len(numbered) > 1:
            unit = currency or site.corpus.registry.measures[name].unit
            yield _chart(site, numbered, title, unit, len(held) - len(numbered))


def _chart(site: Site, figures: list[Figure], title: str, unit: str, left_out: int) -> FiguresChart:
    ranks = unit == RANK
    several = len({record.object for _, record in figures}) > 1
    points = [point for key, record in figures for point in _points(site, key, record, with_object=several)]
    return FiguresChart(
        id=f"chart-{figures[0][1].measure}{f'-{unit.lower()}' if unit_name(figures[0][1].value) else ''}",
        title=title,
        description=f"{_sentence(site, figures)}; {'the first is at the top' if ranks else unit}",
        wide=figures_picture(points, WIDE, LEAST_WIDE, ranks=ranks),
        narrow=figures_picture(points, NARROW, LEAST_NARROW, ranks=ranks),
        note=f"{count(left_out, 'figure')} without a number: in the table only." if left_out else "",
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
                period=edtf.words(date, short=True) if date else "no period given",
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
        shown = who_link(site, known.pop()).text if len(known) == 1 else "…"
        sentence = sentence.replace(f"{{{name}}}", shown)
    return sentence


def _who(site: Site, record: FigureRecord, *, with_object: bool) -> str:
    """Whose figure it is, and towards whom where the figures of a chart differ in that."""
    said = who_link(site, record.subject).text
    return f"{said}, {who_link(site, record.object).text}" if record.object and with_object else said
