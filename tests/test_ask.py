"""The page that takes questions: the questions, Datasette's copy of them, and SQLite for browsers or none."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from werkzeug.test import Client

from site_builder.cli import main
from site_builder.editing.new_project import sources
from site_builder.linking.site import Site
from site_builder.output.exports.data_files import contents_of
from site_builder.output.exports.data_making import all_parts
from site_builder.output.formats.all_formats import FORMATS
from site_builder.output.formats.contents import DataSet
from site_builder.output.formats.datasette import METADATA
from site_builder.output.formats.sqlite_file import DATABASE
from site_builder.output.holdings import holdings_of
from site_builder.pages.ask import FILE, PATH, Question, ask_page, questions
from site_builder.publishing import browser_sqlite
from site_builder.publishing.preview_server import BuildNumber, PreviewApplication
from tests.conftest import ROOT
from tests.small import small_site

needs_sqlite = pytest.mark.skipif(
    not browser_sqlite.is_there(ROOT), reason="SQLite for browsers is not in node_modules: make sqlite"
)


def written(site: Site, to: Path) -> Path:
    """A folder with the database of a site, and what Datasette is told of it."""
    contents = contents_of(site, all_parts(site), DataSet(name="A record", address="https://example.org/r/"))
    for name, data in FORMATS["sqlite"].make(contents):
        (to / name).write_bytes(data)
    return to


def answer(folder: Path, question: Question) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(f"file:{folder / DATABASE}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(question.sql)]


@pytest.fixture(scope="module")
def shipped_data(shipped_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(shipped_site, tmp_path_factory.mktemp("data"))


# ------------------------------------------------------------------ the questions


def test_there_are_ten_each_with_a_name_of_its_own() -> None:
    assert len({one.name for one in questions()}) == len(questions()) == 10
    assert FILE.read_text("utf-8").count("-- # ") == 10  # none is lost to a mistake in its form


@pytest.mark.parametrize("question", questions(), ids=lambda one: one.name)
def test_each_has_an_answer(shipped_data: Path, question: Question) -> None:
    rows = answer(shipped_data, question)
    assert rows
    assert all(re.fullmatch(r"[a-z_]+", name) for name in rows[0])  # no column is named by an expression
    assert not question.sql.endswith(";")


def test_an_empty_corpus_has_empty_answers(tmp_path: Path) -> None:
    """Every table and column is there, whatever a corpus holds."""
    folder = written(small_site(tmp_path, {"articles": {}, "events": {}}), tmp_path)
    assert [one.name for one in questions() if answer(folder, one)] == []


# ------------------------------------------------------------------ Datasette


def test_datasette_has_the_questions_and_gives_the_same_answers(shipped_data: Path) -> None:
    """Started as the page of the questions says."""
    question = next(one for one in questions() if one.name == "figures-side-by-side")
    command = ["-m", "datasette", "--immutable", DATABASE, "--metadata", METADATA]
    asked = [sys.executable, *command, "--get", f"/corpus/{question.name}.json?_shape=array"]
    done = subprocess.run(asked, cwd=shipped_data, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == answer(shipped_data, question)


def test_datasette_is_told_of_every_column(shipped_data: Path) -> None:
    told = json.loads((shipped_data / METADATA).read_bytes())
    assert told["source_url"] == "https://example.org/r/"
    about = told["databases"]["corpus"]
    assert {name: (one["title"], one["sql"]) for name, one in about["queries"].items()} == {
        one.name: (one.title, one.sql) for one in questions()
    }
    with closing(sqlite3.connect(shipped_data / DATABASE)) as database:
        there = database.execute("SELECT name FROM pragma_table_list WHERE type = 'table' AND wr").fetchall()
        columns = {
            name: [row[1] for row in database.execute("SELECT * FROM pragma_table_info(?)", (name,))]
            for (name,) in there
            if not name.startswith(("search_", "sqlite_"))
        }
    assert {name: [*one["columns"]] for name, one in about["tables"].items()} == columns


# ------------------------------------------------------------------ SQLite for browsers


def test_the_version_is_the_same_wherever_it_is_named() -> None:
    """And no host of a registry is: npm asks that of its own settings."""
    lock = (ROOT / "package-lock.json").read_text("utf-8")
    assert json.loads((ROOT / "package.json").read_bytes())["dependencies"] == {
        browser_sqlite.PACKAGE: browser_sqlite.VERSION
    }
    (package,) = (one for at, one in json.loads(lock)["packages"].items() if at)
    assert package["version"] == browser_sqlite.VERSION
    assert package["integrity"].startswith("sha512-")
    assert "resolved" not in lock
    assert "://" not in lock


def test_a_new_project_gets_it_the_same_way() -> None:
    assert {"package.json", "package-lock.json", "Makefile", ".gitignore"} <= sources().keys()
    for path in (ROOT / "Makefile", sources()["Makefile"]):
        makefile = path.read_text("utf-8")
        assert "\nsite: environment sqlite\n" in makefile
        assert re.search(r"^\trm -rf .*\bnode_modules\b", makefile, re.MULTILINE)
    assert "\n/node_modules/\n" in sources()[".gitignore"].read_text("utf-8")


def test_without_npm_make_goes_on(tmp_path: Path) -> None:
    """And so it does with an npm that reaches nothing, and says so."""
    for name in ("Makefile", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("make", "sh", "cat", "cksum", "rm"):
        (tools / name).symlink_to(shutil.which(name) or name)

    def made() -> str:
        done = subprocess.run(
            ["make", "PYTHON=python", "sqlite"],
            cwd=tmp_path,
            env={"PATH": str(tools)},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout + done.stderr

    assert made() == ""
    (tools / "npm").write_text("#!/bin/sh\nexit 1\n")
    (tools / "npm").chmod(0o755)
    assert made() == "npm could not get SQLite for readers' browsers; the site is made without it.\n"
    (tools / "npm").write_text('#!/bin/sh\n/bin/mkdir -p node_modules && echo "$@" >> asked\n')
    assert made() == made() == ""
    (asked,) = (tmp_path / "asked").read_text().splitlines()  # once, for it is there then
    assert asked.startswith("ci --ignore-scripts ")


def test_files_that_nobody_knows_do_not_get_on_a_site(tmp_path: Path) -> None:
    assert browser_sqlite.browser_sqlite(tmp_path) == (None, ())
    assert "npm ci" in browser_sqlite.absent(tmp_path)
    folder = tmp_path / browser_sqlite.FOLDER
    folder.mkdir(parents=True)
    (folder / "sqlite3.wasm").write_bytes(b"\0asm")
    found, problems = browser_sqlite.browser_sqlite(tmp_path)
    assert found is None
    assert [(one.rule, one.severity, one.location.path) for one in problems] == [
        ("foreign-sqlite", "warning", f"{browser_sqlite.FOLDER}/sqlite3.wasm")
    ]
    assert browser_sqlite.absent(tmp_path) == ""


def test_a_build_tells_of_them_and_goes_on_without(built_project: Path) -> None:
    """All else is as at the build before, which stands where nothing has come or gone."""
    before = [*browser_sqlite.stamp(built_project)]
    folder = built_project / browser_sqlite.FOLDER
    folder.mkdir(parents=True)
    (folder / "index.mjs").write_text("alert()")
    assert [*browser_sqlite.stamp(built_project)] != before
    done = CliRunner().invoke(main, ["--project", str(built_project), "build"])
    assert done.exit_code == 0, done.output
    assert "warning: foreign-sqlite" in done.output
    assert not (built_project / "site" / browser_sqlite.SITE_FOLDER).exists()
    assert "<textarea" not in (built_project / "site" / PATH / "index.html").read_text("utf-8")


@needs_sqlite
def test_a_site_has_it_with_its_licences() -> None:
    found, problems = browser_sqlite.browser_sqlite(ROOT)
    assert problems == ()
    assert found is not None
    assert [*found] == [*(part.path for part in browser_sqlite.PARTS), browser_sqlite.LICENCES]
    terms = found[browser_sqlite.LICENCES].decode()
    assert "Apache License" in terms
    assert "Emscripten authors" in terms
    code = found["assets/sqlite/sqlite3.js"].decode()
    assert not re.search(r"\beval\(|new Function\b", code)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("assets/sqlite/sqlite3.wasm", "application/wasm"),
        ("assets/sqlite/sqlite3.js", "text/javascript; charset=utf-8"),
    ],
)
def test_a_preview_says_what_it_is(path: str, kind: str) -> None:
    """A browser takes a module, and compiles WebAssembly while it comes, by its type alone."""
    application = PreviewApplication(lambda asked: b"" if asked == path else None, "/r/", BuildNumber())
    assert Client(application).get(f"/r/{path}").headers["Content-Type"] == kind


def test_the_page_says_how_much_the_first_question_fetches(toy_site: Site) -> None:
    assert ask_page(holdings_of(toy_site, {"data/corpus.sqlite": 1_449_000})).size == "1.4 MB"
    assert ask_page(holdings_of(toy_site, {})).size == ""
