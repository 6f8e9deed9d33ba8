"""Who met whom: the matrix and the list say the same, and nobody unnamed is taken for somebody else."""

from collections import Counter
from pathlib import Path

from site_builder.linking.site import Site
from site_builder.pages import meetings as module
from site_builder.pages.meetings import matrix, meeting_rows, meetings
from tests.published import table_of

ROOT = Path(__file__).parents[1]


def found(site: Site) -> list[module.ReportedMeeting]:
    return list(meetings(site, (e for e in site.events.values() if e.frame.type == "visit")))


def test_matrix_and_list_hold_the_same_meetings(any_site: Site) -> None:
    site = any_site
    made = matrix(site, found(site))
    assert made is not None
    cells = Counter(
        (row.visitor.text, column.text, visit.title)
        for row in made.rows
        for column, cell in zip(made.columns, row.cells, strict=True)
        for visit in cell.visits
    )
    rows = Counter(
        (row.visitor.text, row.met.text, visit.title or visit.text)
        for row in meeting_rows(site, found(site))
        for visit in row.visits
        if visit.to
    )
    assert cells == rows
    assert {cell.number for row in made.rows for cell in row.cells if not cell.visits} <= {""}
    assert made.note == ""


def test_those_with_the_most_meetings_come_first(shipped_site: Site) -> None:
    made = matrix(shipped_site, found(shipped_site))
    assert made is not None
    totals = [sum(len(cell.visits) for cell in row.cells) for row in made.rows]
    assert totals == sorted(totals, reverse=True)
    columns = [sum(len(row.cells[i].visits) for row in made.rows) for i in range(len(made.columns))]
    assert columns == sorted(columns, reverse=True)
    assert made.rows[0].visitor.text == "Javier Colomina"
    assert made.rows[0].cells[[c.text for c in made.columns].index("Jeyhun Bayramov")].number == "3"


def test_the_unnamed_are_never_merged(shipped_site: Site) -> None:
    made = matrix(shipped_site, found(shipped_site))
    assert made is not None
    unnamed = [i for i, column in enumerate(made.columns) if column.kind == "unnamed"]
    assert len(unnamed) == 2  # NATO officials, on two visits
    for i in unnamed:
        assert sum(len(row.cells[i].visits) for row in made.rows) == 1


def test_a_large_matrix_is_cut_and_says_so(shipped_site: Site) -> None:
    made = matrix(shipped_site, found(shipped_site), most_met=3)
    assert made is not None
    assert [column.text for column in made.columns] == ["Ilham Aliyev", "Jeyhun Bayramov", "Zakir Hasanov"]
    assert "3 others" in made.note


def test_no_meetings_no_matrix(shipped_site: Site) -> None:
    assert matrix(shipped_site, []) is None


def test_meetings_as_a_table(shipped_site: Site) -> None:
    rows = table_of(shipped_site, "meetings")
    told = {(row["visitor"], row["met"], row["event"], row["status"]) for row in rows}
    assert ("yoav-gallant", "ilham-aliyev", "2023-07-gallant-azerbaijan", "happened") in told
    assert len(rows) == len(found(shipped_site))
