"""`site-builder import`: rows of tables become records, or problems at their cells; nothing else changes."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.cli import main
from site_builder.corpus.source import read_yaml
from site_builder.corpus.source.shapes import RecordShape, SeveralShape, record_shape
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.editing.tables import cells, workbook_parts
from site_builder.editing.tables.cell_values import NumberForm, UnfitError, date_of, number_form, number_of
from site_builder.editing.tables.reading import read_table
from site_builder.model.annotation import Annotation
from tests.workbooks import workbook

FOLDER = Path(__file__).parent / "cases" / "import"
CASES = [
    (path.stem, case)
    for path in sorted(FOLDER.glob("*.yml"))
    for case in yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - texts, nothing guessed
]
REGISTRY = {
    "annotations/actors/people.yml": {
        "ada-lund": {"name": "Ada Lund", "type": "person", "country": "norland", "aliases": ["A. Lund"]},
        "ivo-dern": {"name": "Ivo Dern", "type": "person"},
        "sam-one": {"name": "Sam Rae", "type": "person", "different_from": ["sam-two"]},
        "sam-two": {"name": "Sam Rae", "type": "person", "different_from": ["sam-one"]},
    },
    "annotations/actors/states.yml": {
        name: {"name": name.title(), "type": "state"} for name in ("norland", "estmark")
    },
    "annotations/actors/media.yml": {"herald": {"name": "Herald", "type": "media"}},
    "annotations/places.yml": {"kesh": {"name": "Kesh", "within": "estmark"}},
    "annotations/equipment.yml": {"falk": {"name": "Falk", "kind": "drone"}},
    "annotations/topics.yml": {"trade": {"name": "Trade", "description": "Who sells what."}},
}
"""What the registry of every case has."""


def project_of(root: Path, case: Mapping[str, Any]) -> Path:
    """Write the project of a case: a register that a paper prints, and what else the case gives."""
    (root / "articles/raw").mkdir(parents=True)
    (root / "site.yml").write_text("title: Small\n")
    text = case.get("text", "")
    if case.get("at_hand", "true") == "true":
        (root / "articles/raw/register.txt").write_text(text, "utf-8", newline="")
    front = {
        "title": "A register", "publisher": "herald", "published": "2031-06-30", "published_basis": "printed",
        "language": "en", "rights": case.get("rights", "CC0-1.0"),
        "text": {"sha256": hashlib.sha256(text.encode()).hexdigest(), "chars": len(text)},
    }  # fmt: skip
    files = {path: json.dumps(entries) for path, entries in REGISTRY.items()}
    files["articles/register.md"] = f"---\n{json.dumps(front)}\n---\n\nA list of what happened.\n"
    for path, said in {**files, **case.get("files", {})}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(said, "utf-8")
    return root


def files_of(root: Path) -> dict[str, str]:
    """The hand-written files of a project."""
    paths = (path for path in root.rglob("annotations/**/*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


def run(root: Path, case: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch) -> Result:
    """Run the command of a case in its folder, where the table and the map lie."""
    name = case.get("name_of_table", "table.xlsx" if "sheets" in case else "table.csv")
    if "sheets" in case:  # their values are JSON: numbers, true, null and texts
        sheets = {sheet: [json.loads(row) for row in rows] for sheet, rows in case["sheets"].items()}
        (root / name).write_bytes(workbook(sheets))
    else:
        encoding = case.get("encoding", "utf-8")
        (root / name).write_text(case.get("table", ""), encoding, newline="")
    (root / "map.yml").write_text(case["map"], "utf-8")
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["import", name, "--map", "map.yml", *case.get("options", "").split()])


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{name}-{case['name']}") for name, case in CASES])
def test_a_table(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project_of(tmp_path, case)
    before = files_of(root)
    done = run(root, case, monkeypatch)
    assert (done.stdout, done.stderr) == (case.get("shows", ""), case.get("says", ""))
    assert done.exit_code == int(case.get("exit", "0"))
    assert files_of(root) == {**before, **case.get("after", {})}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{name}-{case['name']}") for name, case in CASES if "after" in case]
)
def test_twice_is_once(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project_of(tmp_path, case)
    run(root, case, monkeypatch)
    after = files_of(root)
    done = run(root, case, monkeypatch)
    assert done.exit_code == 0
    assert "there already: line" in done.stderr
    assert done.stderr.endswith("nothing written\n")
    assert files_of(root) == after


def check_of(root: Path) -> list[dict[str, Any]]:
    """What `check` finds wrong with the annotation of a project."""
    done = CliRunner().invoke(main, ["--project", str(root), "check", "--format", "json"])
    return [one for one in json.loads(done.stdout) if one["location"]["path"].endswith("s/register.yml")]


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{name}-{case['name']}") for name, case in CASES if "after" in case]
)
def test_what_is_written_has_no_errors(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project_of(tmp_path, case)
    run(root, case, monkeypatch)
    assert [one for one in check_of(root) if one["severity"] == "error"] == []


def test_the_guides_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (FOLDER.parents[2] / "docs/annotating.md").read_text("utf-8").partition("## Tables")[2]
    table, said = (guide.partition(f"```{kind}\n")[2].partition("```")[0] for kind in ("csv", "yaml"))
    text = table.partition("\n")[2].replace(",", " | ")
    root = project_of(tmp_path, {"text": text})
    done = run(root, {"table": table, "map": said, "options": "--write"}, monkeypatch)
    assert done.stderr.startswith("2 records and 2 new events written")
    assert check_of(root) == []


# ------------------------------------------------------------------ any text


MAP = """
article: register
section: statements
fields: {says: {column: Says}}
quote: {columns: [Quote]}
"""


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60))
def test_any_text_comes_back_or_is_a_problem(tmp_path_factory: pytest.TempPathFactory, says: str) -> None:
    root = project_of(tmp_path_factory.mktemp("any"), {"text": "It rained the whole day in Kesh.\n"})
    quoted = says.replace('"', '""')
    table = f'Says,Quote\n"{quoted}",It rained the whole day\n'.encode("utf-8", "surrogatepass")
    (root / "table.csv").write_bytes(table)
    (root / "map.yml").write_text(MAP)
    arguments = ["import", str(root / "table.csv"), "--map", str(root / "map.yml"), "--write"]
    done = CliRunner().invoke(main, ["--project", str(root), *arguments])
    written = root / "annotations/articles/register.yml"
    if done.exit_code:
        assert "table.csv" in done.stderr
        assert not written.exists()
        return
    read, problems = read_yaml(written.read_bytes(), "x.yml", Annotation, FILE_BYTES)
    assert read is not None
    assert (problems, [one.says for one in read.value.statements]) == ((), [says.strip()])


SAID: list[Any] = [
    None, "", [], {}, "new", "12", "true", "TO-BE-FILLED", "\u202e", {"column": "Who"}, {"column": ["Who"]},
    {"columns": "Who"}, {"columns": ["Who", "Nope"]}, {"columns": ["Who", "Where"]}, {"joined": " "}, [[]],
    [{"column": "When"}], {"column": "Who", "list": ""}, {"column": "When", "dates": "iso"},
    {"column": "Who", "values": {"": "x", "Ada Lund": "falk"}}, {"column": "When", "numbers": "x"},
    {"of": "norland", "as": {"column": "What"}},
    {"amount": [{"column": "When"}, {"column": "Who"}], "currency": "USD"}, {"item": {"column": "What"}},
    {"actor": {"column": "Who"}, "role": {"column": "What"}},
]  # fmt: skip
"""What a map may say of a field, right and wrong."""
TABLE = "When,Where,Who,What\n12 May 2031,Kesh,Ada Lund,talks on grain and more\n"


@settings(max_examples=60)
@given(st.data())
def test_no_map_ends_the_command(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    section = data.draw(st.sampled_from([*Annotation.SECTIONS, "rejected"]))
    shape = record_shape(Annotation).keys[section].shape
    keys = (
        sorted(shape.each.keys)
        if isinstance(shape, SeveralShape) and isinstance(shape.each, RecordShape)
        else []
    )
    said = {
        "article": "register",
        "section": section,
        "fields": data.draw(st.dictionaries(st.sampled_from(keys), st.sampled_from(SAID), max_size=6)),
        "quote": {
            "columns": data.draw(st.lists(st.sampled_from(["When", "Where", "Who", "What"]), max_size=4))
        },
        **data.draw(
            st.dictionaries(st.sampled_from(["where", "title", "event_type", "dates"]), st.sampled_from(SAID))
        ),
    }
    root = project_of(tmp_path_factory.mktemp("map"), {"text": TABLE})
    (root / "table.csv").write_text(TABLE)
    (root / "map.yml").write_text(json.dumps(said))
    arguments = ["import", str(root / "table.csv"), "--map", str(root / "map.yml"), "--write"]
    done = CliRunner().invoke(main, ["--project", str(root), *arguments], catch_exceptions=False)
    if done.exit_code == 0:
        assert [one for one in check_of(root) if one["severity"] == "error"] == []


# ------------------------------------------------------------------ workbooks that mean harm


def small(old: str, new: str, part: str = "sheet1") -> bytes:
    """Make a small workbook with something else in one of its parts."""
    rows = [["Says", "Quote"], ["a", "b"]]
    return workbook({"A": rows}, lambda name, text: text.replace(old, new, 1) if part in name else text)


HARMFUL = {
    "the last cell there is": (small('r="B2"', 'r="XFD1048576"'), "table-too-big"),
    "the same in a reference": (small('r="B2"', 'r="&#88;FD1048576"'), "table-too-big"),
    "the same in small letters": (small('r="B2"', 'r="xfd1048576"'), "table-form"),
    "the same with a nought before": (small('r="B2"', 'r="XFD01048576"'), "table-form"),
    "a place beyond all": (small('r="B2"', 'r="XFDA1"'), "table-form"),
    "a row called as a cell": (small('<row r="2">', '<row r="A900000">'), "table-form"),
    "two places, one of them nobody's": (small('r="B2"', 'r="XFD9" z:r="B2" xmlns:z="z"'), "table-too-big"),
    "a cell within a cell": (small('<c r="B2"', '<c r="XFD9"><c r="A2"/></c><c r="B2"'), "table-form"),
    "another encoding than it has": (small('"UTF-8"', '"UTF-16"'), ""),
    "a far row whose cells say no place": (
        small('<row r="2"><c r="A2" t="s">', '<row r="900000"><c t="s">'),
        "table-too-big",
    ),
    "a cell that says no place": (small(' r="B2"', ""), ""),
    "a far cell that holds nothing": (
        small("</row></sheetData>", '<c r="XFD9" s="1"/></row></sheetData>'),
        "",
    ),
    "entities": (small("<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet'), "table-form"),
    "entities of the texts": (small("<sst", '<!DOCTYPE a [<!ENTITY b "c">]><sst', "shared"), "table-form"),
    "no xml": (small("<worksheet", "<<worksheet"), "table-form"),
    "a bomb": (small("<cellXfs>", " " * workbook_parts.UNPACKED, "styles"), "table-too-big"),
    "a sheet that is not there": (
        small("worksheets/sheet1", "worksheets/sheet9", "workbook.xml.rels"),
        "table-form",
    ),
    "no workbook": (b"PK\x03\x04 and so on", "table-form"),
    "nothing": (b"", "table-form"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_workbook_that_means_harm_is_refused(name: str, tmp_path: Path) -> None:
    data, rule = HARMFUL[name]
    (tmp_path / "x.xlsx").write_bytes(data)
    table, problems = read_table(tmp_path / "x.xlsx")
    assert [problem.rule for problem in problems] == ([rule] if rule else [])
    assert (table is None) is bool(rule)


@pytest.mark.parametrize(
    "table",
    [
        "a\n" + "b\n" * 1_000_000,
        ",".join(f"c{i}" for i in range(cells.MOST_COLUMNS + 1)),
        "a\n" + "b" * (cells.LONGEST_CELL + 1),
        "a\n" + "b" * cells.TABLE_BYTES,
    ],
    ids=["rows", "columns", "a cell", "bytes"],
)
def test_a_table_is_read_within_bounds(table: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(table)
    read, problems = read_table(tmp_path / "x.csv")
    assert (read, [problem.rule for problem in problems]) == (None, ["table-too-big"])


def test_without_the_library_one_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    (tmp_path / "x.xlsx").write_bytes(workbook({"A": [["a"]]}))
    _, (problem,) = read_table(tmp_path / "x.xlsx")
    assert "pip install 'site-builder[import]'" in problem.fix


# ------------------------------------------------------------------ dates and numbers


VALUES = yaml.load((FOLDER.parent / "cell_values.yml").read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506


@pytest.mark.parametrize("case", VALUES["dates"], ids=str)
def test_dates(case: dict[str, Any]) -> None:
    for order in ("day-first", "month-first", "iso", None):
        expected = case.get(order or "none")
        if expected:
            assert date_of(case["text"], order) == expected
        else:
            with pytest.raises(UnfitError):
                date_of(case["text"], order)


@pytest.mark.parametrize("case", VALUES["numbers"], ids=str)
def test_numbers(case: dict[str, Any]) -> None:
    form = number_form(case["like"]) if "like" in case else NumberForm()
    assert form
    if "is" not in case:
        with pytest.raises(UnfitError):
            number_of(case["text"], form)
    else:
        assert str(number_of(case["text"], form)) == case["is"]


@pytest.mark.parametrize("example", VALUES["no examples"])
def test_examples_that_do_not_tell(example: str) -> None:
    assert number_form(example) is None
