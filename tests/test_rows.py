"""Rows of registers and data sets: an invented project of five kinds, checked strictly and built."""

import csv
import io
import json
import re
import shutil
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from site_builder.build import BuildOptions, Built, build
from site_builder.cli import main
from site_builder.linking.link import link
from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId
from site_builder.pages.posts import TermStep, posts_held
from site_builder.pages.visits_register import visits_page
from site_builder.proving.proved_project import read_project
from tests.conftest import project_at, read_at, site_at
from tests.test_schema import validator

ROWS = Path(__file__).with_name("cases") / "rows"
FOUND = yaml.load(ROWS.with_name("rows.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
DEAL = "2030-norland-sudria-falk"


def words(html: str) -> str:
    """The words of a page, apart where an element begins or ends that is not part of a sentence."""
    sentences = re.sub(r"</?(a|time|span|small)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", " ", sentences)))


@pytest.fixture(scope="module")
def built() -> Built:
    """The project as built from a fresh clone's files, its texts among them."""
    found, problems = build(project_at(ROWS), BuildOptions(site_url="https://example.org/rows/"))
    assert problems == ()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def corpus(built: Built) -> Any:
    return json.loads(built.files["data/corpus.json"])


def test_all_rows_pass_a_strict_check_with_their_texts_and_without(tmp_path: Path) -> None:
    read_at(ROWS)
    root = shutil.copytree(
        ROWS, tmp_path / "rows", ignore=shutil.ignore_patterns("texts", "site", ".releases")
    )
    (root / "texts").mkdir()
    done = CliRunner().invoke(main, ["--project", str(root), "check", "--strict"])
    assert (done.exit_code, done.output) == (0, "no problems\n")


@pytest.mark.slow
def test_the_site_is_built(tmp_path: Path) -> None:
    root = shutil.copytree(ROWS, tmp_path / "rows", ignore=shutil.ignore_patterns("site", ".releases"))
    done = CliRunner().invoke(main, ["--project", str(root), "build"])
    assert done.exit_code == 0, done.output
    assert (root / "site" / "visits" / "index.html").is_file()


@pytest.mark.parametrize("path", FOUND["pages"])
def test_a_page_shows_what_the_rows_say(path: str, built: Built) -> None:
    page = next(page for page in built.pages if page.path == path)
    said = words(page.html)
    assert [row for row in FOUND["pages"][path] if row not in said] == []


@pytest.mark.parametrize("name", FOUND["tables"])
def test_a_table_has_a_row_for_each(name: str, built: Built) -> None:
    rows = list(csv.DictReader(io.StringIO(built.files[f"data/{name}.csv"].decode(), newline="")))
    missing = [wanted for wanted in FOUND["tables"][name] if not any(_has(row, wanted) for row in rows)]
    assert missing == []


def _has(row: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    return all(row[column] == cell for column, cell in wanted.items())


def test_the_whole_data_holds_the_numbers_and_is_as_its_schema_says(built: Built, corpus: Any) -> None:
    Draft202012Validator(json.loads(built.files["data/corpus.schema.json"])).validate(corpus)
    deal = next(event for event in corpus["events"] if event["id"] == DEAL)
    told = [report["fields"].get("numbers") for report in deal["reports"]]
    assert FOUND["corpus"]["numbers"] in told
    assert [supply["numbers"] for supply in corpus["supplies"]] == [FOUND["corpus"]["lorries"]]
    assert deal["merged"]["ordered_number"] == FOUND["corpus"]["merged"]
    assert deal["merged"]["delivered_number"]["verdict"] == "develops"


def test_the_whole_data_holds_kinds_of_visits_and_events_of_roles(corpus: Any) -> None:
    visit = next(event for event in corpus["events"] if event["id"] == "2031-03-castel-norland")
    assert visit["merged"]["kind"] == FOUND["corpus"]["kinds"]
    envoy = next(actor for actor in corpus["actors"] if actor["id"] == "tom-ayer")
    assert {(role["event"], role["date"]) for role in envoy["roles"]} == {
        ("appointed", "2032-09-20"), ("presented-credentials", "2032-11-11"), ("recalled", "2033-06-16"),
    }  # fmt: skip
    assert [item["fields"] for item in corpus["disagreements"] if item["conflicting"]] == [["date"]]


@pytest.mark.parametrize("path", sorted(ROWS.glob("annotations/articles/*.yml")), ids=lambda path: path.stem)
def test_an_editor_finds_every_row_right(path: Path) -> None:
    value = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    assert [error.message for error in validator("annotation").iter_errors(value)] == []


def test_visits_are_filtered_by_kind_and_a_disputed_one_is_found_under_each() -> None:
    page = visits_page(site_at(ROWS))
    (kind,) = (found for found in page.filters if found.name == "kind")
    assert [(choice.value, choice.words) for group in kind.groups for choice in group.choices] == [
        ("state", "State visit (1)"),
        ("official-working", "Official working visit (1)"),
        ("working", "Working visit (1)"),
        ("private", "Private visit (1)"),
        ("transit", "Transit (1)"),
    ]
    assert [row.kinds for row in page.visits.rows] == [
        "transit",
        "private",
        "official-working",
        "state working",
    ]


# ------------------------------------------------------------------ terms in a post

LIST = "annotations/articles/norland-foreign-office-2034-02-01-missions.yml"


def posts(site: Site, actor: str) -> list[tuple[str, list[str], list[str]]]:
    table = posts_held(site, ActorId(actor))
    return [(row.who.text, _days(row.began), _days(row.ended)) for row in table.rows] if table else []


def _days(steps: tuple[TermStep, ...]) -> list[str]:
    return [f"{step.word} {step.when.edtf if step.when else '..'}" for step in steps]


def test_what_begins_after_an_end_is_another_term(tmp_path: Path) -> None:
    root = shutil.copytree(ROWS, tmp_path / "rows", ignore=shutil.ignore_patterns("site", ".releases"))
    again = (root / LIST).read_text(encoding="utf-8").replace("actor: tom-ayer", "actor: ada-lund")
    (root / LIST).write_text(again, encoding="utf-8")
    known, problems = read_project(project_at(root))
    assert {problem.rule for problem in problems} == {"another-named"}  # the quotes still name Tom Ayer
    assert posts(link(known.corpus, known.layers), "ada-lund") == [
        ("Ada Lund", ["appointed 2032-09-20"], ["recalled 2033-06-16"]),
        ("Ada Lund", ["appointed 2030-01-05"], ["left post 2032-06-30", "left post 2032-07-02"]),
    ]


def test_a_state_has_the_posts_of_and_to_it_and_others_none() -> None:
    site = site_at(ROWS)
    assert [who for who, _, _ in posts(site, "sudria")] == ["Tom Ayer", "Ada Lund"]
    assert posts(site, "norland") == posts(site, "sudria")
    assert posts(site, "estmark") == []
