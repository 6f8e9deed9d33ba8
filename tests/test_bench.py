"""The corpora that benchmarks use: the same each time, without problems, and as large as they say."""

import json
import re
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser

from bench.__main__ import ROOT, page, table_lines
from bench.flames import sampled
from bench.growth_charts import charts
from bench.invented_corpus import ready_corpus, write_corpus
from bench.main_thread import work
from bench.rows import Row
from bench.runs import Run, joined, read_runs, sources, together, write_runs
from bench.weights import heaviest
from site_builder.model.edtf import parse
from site_builder.proving.proved_project import read_project


def files_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_the_same_seed_gives_the_same_corpus(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_corpus(tmp_path / name, 12, seed)
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b") != files_of(tmp_path / "c")


def test_an_invented_corpus_is_as_it_says(tmp_path: Path) -> None:
    project = ready_corpus(tmp_path / "corpus", 30)
    known, problems = read_project(project)
    assert problems == ()
    assert len(known.corpus.articles) == 30
    for annotation in known.corpus.annotations.values():
        records = (*annotation.people, *annotation.organisations, *annotation.statements, *annotation.figures)
        assert len(records) + len((*annotation.visits, *annotation.arms_deals, *annotation.events)) == 8
    reports = Counter(
        getattr(record, "event", None)
        for annotation in known.corpus.annotations.values()
        for record in (*annotation.visits, *annotation.arms_deals, *annotation.events)
    )
    assert set(reports.values()) <= {1, 2, 3, 4}
    texts = [path.read_text("utf-8").split() for path in (project.root / "articles/raw").glob("*.txt")]
    assert all(600 < len(words) < 680 for words in texts)


def test_pages_are_weighed_with_what_they_load(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text(json.dumps(list(range(5000))))
    for name, body in (("a", "<p></p>" * 50), ("b", '<link href="../style.css">')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(body)
    packed, elements = heaviest(tmp_path)
    assert (packed.path, elements.path, elements.elements) == ("b", "a", 50)


def test_work_of_a_page_is_counted_also_when_it_comes_later(chromium: Browser, tmp_path: Path) -> None:
    wait = "const end = performance.now() + 200; while (performance.now() < end);"
    for name, script in (("idle", ""), ("busy", wait), ("later", f"setTimeout(() => {{ {wait} }}, 100)")):
        (tmp_path / f"{name}.html").write_text(f"<p>Here.</p><script>{script}</script>")
    seconds = {path.stem: work(chromium, path.as_uri()) for path in tmp_path.iterdir()}
    assert min(seconds["busy"], seconds["later"]) > max(0.2, seconds["idle"])


def test_what_grows_is_drawn_on_a_line() -> None:
    """Ten times as much with ten times the articles: the points lie on the diagonal of the chart."""
    rows = {"cost": [(100, 1.0), (1_000, 10.0), (10_000, 100.0)], "alone": [(100, 1.0)]}
    drawn = charts({**rows, "idle": [(100, 0.0), (1_000, 0.0)]})
    points = [(float(x), float(y)) for x, y in re.findall(r'cx="([0-9.]+)" cy="([0-9.]+)"', drawn)]
    assert len(points) == 3
    assert points[0][0] < points[1][0] < points[2][0]
    assert points[0][1] > points[1][1] > points[2][1]
    assert abs((points[0][1] + points[2][1]) / 2 - points[1][1]) < 0.2
    assert "alone" not in drawn
    assert "idle" not in drawn
    assert ">10,000</text>" in drawn


def test_what_is_measured_again_takes_the_place_of_what_was_measured_before() -> None:
    """A run of some rows leaves the others; the page says what each run gave, until nothing of it is left."""
    first = Run("2031-01-01", "A", {100: {"a": 1.0, "b": 2.0, "gone": 3.0}, 1000: {"a": 10.0}})
    second = Run("2031-02-01", "B", {1000: {"a": 11.0}, 10_000: {"a": 12.0}})
    both = joined((first,), second, ("a", "b"))
    assert together(both) == {100: {"a": 1.0, "b": 2.0}, 1000: {"a": 11.0}, 10_000: {"a": 12.0}}
    assert list(sources(both)) == [
        "2031-01-01: A. 2 of the rows, at 100 articles.",
        "2031-02-01: B. 1 of the rows, at 1,000, 10,000 articles.",
    ]
    third = Run("2031-03-01", "C", {100: {"a": 1.5, "b": 2.5}})
    assert joined((first,), third, ("a", "b"))[0].table == {1000: {"a": 10.0}}
    assert list(sources(joined(both[:1], third, ("b",)))) == ["2031-03-01: C."]


def test_runs_are_read_as_they_were_written(tmp_path: Path) -> None:
    runs = (Run("2031-01-01", "A", {100: {"a": 1.0}}), Run("2031-02-01", "B", {1000: {"b": 0.5}}))
    assert read_runs(tmp_path / "measured.json") == ()
    write_runs(runs, tmp_path / "measured.json")
    assert read_runs(tmp_path / "measured.json") == runs


def test_the_page_is_that_of_what_was_measured() -> None:
    assert (ROOT / "docs" / "benchmarks.md").read_text("utf-8") == page(read_runs())


def test_where_nothing_was_measured_a_dash_stands() -> None:
    rows = (Row("a", "s", "1", len, most=1000), Row("b", "s", "", len))  # type: ignore[arg-type] # not called
    lines = list(table_lines(rows, {100: {"a": 0.25, "b": 1234.0}, 2800: {"b": 2.0}}))
    assert lines[0] == "| what | unit | 100 | 2,800 | goal |"
    assert lines[2:] == ["| a | s | 0.25 | – | 1 |", "| b | s | 1,234 | 2 |  |"]
    assert [row.is_measured_at(2800) for row in rows] == [False, True]


def test_stacks_go_from_the_outermost_to_the_innermost_function() -> None:
    found = sampled(lambda: [parse(f"{year:04}-05") for year in range(1, 10_000)], every=0.001)
    assert found
    assert all(stack.startswith("site_builder.model.edtf.") for stack in found)
    assert any(";" in stack for stack in found)
