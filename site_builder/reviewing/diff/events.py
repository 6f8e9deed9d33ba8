"""What all reports of an event add up to, before and after, and what sources disagree on."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from site_builder.linking.posts import Term, clashing_terms
from site_builder.linking.second_origins import FigureRecords, clashing_figures
from site_builder.linking.site import Event, RecordKey, Site, records_of
from site_builder.model import edtf
from site_builder.model.records import FigureRecord
from site_builder.model.value_types import EventId
from site_builder.pages.compared_reports import labels
from site_builder.pages.components import plain_text
from site_builder.pages.disagreements import own_disputes
from site_builder.pages.events import event_page
from site_builder.pages.evidence import figure_says, origin_link, says
from site_builder.pages.rows import counted_reports
from site_builder.reviewing.diff.markdown import ListItem, Markdown, Section, named, said, together
from site_builder.reviewing.diff.wording import NamesOfBoth


def merged_lines(base: Site, head: Site, told: NamesOfBoth) -> dict[str, tuple[Markdown, ...]]:
    """Say for each event of both sites what its merged account has come to; for a new one, what it is."""
    before = {told.renames.get(name, name): event for name, event in base.events.items()}
    lines: dict[str, tuple[Markdown, ...]] = {}
    for name, event in head.events.items():
        if name not in before:
            lines[str(name)] = (said("{}", event_page(head, name).head.description),)
        else:
            lines[str(name)] = tuple(_merged(told, before[name], event))
    return lines


def _merged(told: NamesOfBoth, old: Event, new: Event) -> Iterator[Markdown]:
    facts = (
        ("Date, all reports together", _date_with_edtf(old), _date_with_edtf(new)),
        (
            "Place, all reports together",
            told.base.names.get(old.place or "", ""),
            told.head.names.get(new.place or "", ""),
        ),
        ("Status, all reports together", old.status, new.status),
        ("Reported by", counted_reports(old), counted_reports(new)),
    )
    for what, before, after in facts:
        if before != after:
            yield said(f"{what}: {{}} → {{}}", before or "none", after or "none")
    for name in sorted({*old.verdicts, *new.verdicts}):
        verdicts = old.verdicts.get(name), new.verdicts.get(name)
        if None not in verdicts and verdicts[0] != verdicts[1]:
            before, after = (str(verdict).replace("single", "one report") for verdict in verdicts)
            yield Markdown(f"{named(told.head.label(name))} in the reports: {before} → {after}")


def _date_with_edtf(event: Event) -> str:
    if event.date is None:
        return ""
    return f"{edtf.words(event.date)} ({event.date.text}){', disputed' if event.date_disputed else ''}"


# ------------------------------------------------------------------ disagreements


@dataclass(frozen=True, slots=True, order=True)
class _Contradiction:
    """A field of an event on which reports conflict, or a quote of a statement that disputes the event.

    What has no event goes by its own quote, figures and dates of a role by the quotes of them all.
    """

    event: str
    field: str
    quote: str = ""


def disagreements_section(base: Site, head: Site, told: NamesOfBoth) -> Section:
    """Give the disagreements that only one of the two sites has."""
    figures = _with_other_figures(base, head) if not told.renames else (base, head)
    before = dict(_disagreements(base, figures[0], told.renames, told.base.names))
    after = dict(_disagreements(head, figures[1], {}, told.head.names))
    new = [ListItem(Markdown(f"**New**: {after[key]()}")) for key in sorted({*after} - {*before})]
    gone = [
        ListItem(Markdown(f"**Resolved or gone**: {before[key]()}")) for key in sorted({*before} - {*after})
    ]
    numbers = [
        Markdown(f"{len(found):,} {what}")
        for found, what in ((new, "new"), (gone, "resolved or gone"))
        if found
    ]
    summary = Markdown(f"**Disagreements between sources: {together(numbers)}**" if numbers else "")
    return Section("Disagreements between sources", (*new, *gone), summary, unfolded=True)


def _disagreements(
    site: Site, figures_of: Site, renames: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[tuple[_Contradiction, Callable[[], Markdown]]]:
    """Everything in dispute, and what is to be said of it where it is new or gone.

    Figures are compared as far as `figures_of` has them.
    """
    for name, event in site.events.items():
        now = renames.get(name, name)
        for field in event.conflicts:
            yield _Contradiction(now, field), partial(_conflict, site, name, field)
        for key in event.disputed_by:
            quote = site.evidence[key].quotes[0].key
            yield _Contradiction(now, "", quote), partial(_disputed, site, names, name, key)
    for contest in own_disputes(site):
        for key in contest.disputed_by:
            quotes = (site.evidence[one].quotes[0].key for one in (contest.record, key))
            yield _Contradiction("", *quotes), partial(_dispute, site, contest.record, key)
    for term in clashing_terms(site):
        quotes = (site.evidence[key].quotes[0].key for key, _ in term)
        actor = str(term[0][1].actor)
        yield _Contradiction("", renames.get(actor, actor), " ".join(quotes)), partial(_term, site, term)
    for figures in clashing_figures(figures_of):
        quotes = (site.evidence[key].quotes[0].key for key, _ in figures)
        measure = figures[0][1].measure
        yield (
            _Contradiction("", renames.get(measure, measure), " ".join(quotes)),
            partial(_clash, site, figures),
        )


def _with_other_figures(base: Site, head: Site) -> tuple[Site, Site]:
    """Both sites with those figures alone whose measure has another figure in one of the two.

    Figures are compared within a measure, pair by pair: all others give the same clashes in both.
    """
    before, after = (dict(records_of(site, site.evidence, FigureRecord)) for site in (base, head))
    measures = {
        record.measure
        for one, other in ((before, after), (after, before))
        for key, record in one.items()
        if other.get(key) is not record
    }
    return _of_measures(base, measures), _of_measures(head, measures)


def _of_measures(site: Site, measures: Collection[str]) -> Site:
    records = records_of(site, site.evidence, FigureRecord)
    kept = {key: site.evidence[key] for key, record in records if record.measure in measures}
    return replace(site, evidence=kept)


def _disputed(site: Site, names: Mapping[str, str], event: EventId, key: RecordKey) -> Markdown:
    """Say which article disputes an event, and how."""
    statement = plain_text(says(site, site.evidence[key]))
    return said("{} is disputed in {}: {}", names[event], names[key.article], statement)


def _dispute(site: Site, disputed: RecordKey, statement: RecordKey) -> Markdown:
    """Say what somebody said, and who disputes it."""
    said_of, by = (site.evidence[key] for key in (disputed, statement))
    return said(
        "{} ({}) is disputed by {}: {}",
        plain_text(says(site, said_of)),
        origin_link(site, said_of.origin).text,
        origin_link(site, by.origin).text,
        plain_text(says(site, by)),
    )


def _clash(site: Site, figures: FigureRecords) -> Markdown:
    """Say which figures cannot both be right, and in which articles they stand."""
    found = [
        said("{} in {}", plain_text(figure_says(site, record)), site.corpus.articles[key.article].title)
        for key, record in figures
    ]
    return together(found, "; ")


def _term(site: Site, term: Term) -> Markdown:
    """Say which dates of a role cannot both be right, and in which articles they stand."""
    found = [
        said(
            "{} in {}",
            f"{plain_text(says(site, site.evidence[key]))}, {edtf.words(edtf.parse(record.date or ''))}",
            site.corpus.articles[key.article].title,
        )
        for key, record in term
    ]
    return together(found, "; ")


def _conflict(site: Site, name: EventId, field: str) -> Markdown:
    """Say which article has which value."""
    page = event_page(site, name)
    label = labels(site, site.events[name])[field]
    rows = [row for row in page.conflicts if row.label == label]
    values = [
        said("{} in {}", plain_text(report.value), report.article.text)
        for row in rows
        for report in row.reported
    ]
    where = said("{}", page.head.title)
    return Markdown(f"{where}, {label.lower()}: {together(values, '; ')}")
