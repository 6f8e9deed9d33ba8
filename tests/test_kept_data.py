"""Data files that are joined from kept parts are those of a clean build; only what changed is made anew."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench.invented_corpus import ready_corpus
from site_builder.build import build
from site_builder.linking.record_ids import PACKETS
from site_builder.output.exports.data_files import SCHEMA
from site_builder.output.exports.vocabulary_data import VOCABULARY
from site_builder.storage.store import FILE, Store
from tests.conftest import ROOT, project_at
from tests.test_incremental import EDITS, OPTIONS, SEEDS, project_of

BUILDS = """
import sys
from pathlib import Path
from site_builder.build import build
from site_builder.corpus.loading import find_project
from tests.test_incremental import OPTIONS
built, problems = build(find_project(Path(sys.argv[1]))[0], OPTIONS)
print(len(built.files), "pydantic" in sys.modules)
"""
KINDS = ("articles", "actors", "places", "equipment", "topics", "measures", "events", *VOCABULARY)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_edits_the_files_are_those_of_a_clean_build(
    toy_project: Path, tmp_path: Path, seed: int
) -> None:
    """Each build knows of the others only what they kept on the disk."""
    random = Random(1000 + seed)  # noqa: S311 - the same edits each time
    build(project_of(toy_project), OPTIONS)
    for number, edit in enumerate(random.choices(EDITS, k=len(EDITS))):
        before = shutil.copytree(toy_project, tmp_path / str(number))
        edit(random, toy_project)
        again, problems = build(project_of(toy_project), OPTIONS)
        clean, expected = build(project_of(toy_project), OPTIONS, store=Store())
        assert problems == expected, edit
        assert (again is None) == (clean is None)
        if again is not None and clean is not None:
            assert [path for path in clean.files if again.files.get(path) != clean.files[path]] == [], edit
            assert again.files.keys() == clean.files.keys(), edit
        else:  # it cannot be built: go on from where it could
            shutil.rmtree(toy_project)
            shutil.copytree(before, toy_project)


def made_last(root: Path) -> list[str]:
    """The parts that the last build that kept something made."""
    asked = "SELECT unit FROM kept WHERE stage = 'data' AND used = (SELECT max(used) FROM kept)"
    with closing(sqlite3.connect(root / ".cache" / "site-builder" / FILE)) as kept:
        return sorted(unit for (unit,) in kept.execute(asked))


def test_an_edit_makes_anew_what_shows_it(tmp_path: Path) -> None:
    """Another word in a digest concerns its article, and whose records' places in its text may have moved."""
    made = []
    for number in (20, 40):
        project = ready_corpus(tmp_path / str(number), number)
        built, problems = build(project, OPTIONS)
        assert built is not None, problems
        data = json.loads(built.files["data/corpus.json"])
        assert made_last(project.root) == sorted(
            f"{kind}/{one['id']}" for kind in KINDS for one in data[kind]
        )
        name = data["articles"][number // 2]["id"]
        article = project.root / "articles" / f"{name}.md"
        article.write_text(article.read_text("utf-8").rstrip("\n") + " It is marked.\n", "utf-8")
        build(project, OPTIONS)
        made.append(made_last(project.root))
        assert f"articles/{name}" in made[-1]
        page = json.loads(built.files[f"data/articles/{name}.json"])
        assert {one.rpartition("/")[2] for one in made[-1]} <= {name} | {
            other for names in page["linked"].values() for other in names
        }
    assert max(map(len, made)) < 10


def test_nothing_is_made_anew_where_nothing_changed(toy_project: Path) -> None:
    first, _ = build(project_at(toy_project), OPTIONS)
    with closing(sqlite3.connect(toy_project / ".cache" / "site-builder" / FILE)) as kept, kept:
        kept.execute("UPDATE kept SET value = replace(value, 'Clash at', 'Fight at') WHERE stage = 'data'")
    again, _ = build(project_at(toy_project), OPTIONS)
    assert first is not None
    assert again is not None
    assert b"Clash at Kesh" in first.files["data/corpus.json"]
    assert b"Clash at Kesh" not in again.files["data/corpus.json"]
    assert b"Fight at Kesh" in again.files["data/articles/estmark-review-2032-clash.json"]


def test_what_somebody_else_wrote_is_made_anew(toy_project: Path) -> None:
    first, _ = build(project_at(toy_project), OPTIONS)
    for spoilt in ("no JSON", "[]", "{}", '{"reads": {}, "print": 0, "made": {}}', '{"made": {"lists": []}}'):
        with closing(sqlite3.connect(toy_project / ".cache" / "site-builder" / FILE)) as kept, kept:
            kept.execute("UPDATE kept SET value = ? WHERE stage in ('data', 'packets')", (spoilt,))
        again, _ = build(project_at(toy_project), OPTIONS)
        assert first is not None
        assert again is not None
        assert dict(again.files) == dict(first.files)


@pytest.mark.parametrize(
    ("line", "other", "url"),
    [
        ("title: The Toy Record", "title: Another", OPTIONS.site_url),
        ("licence: CC-BY-4.0", "licence: CC0-1.0", OPTIONS.site_url),
        ("title: The Toy Record", "title: The Toy Record", "https://other.example/site/"),
    ],
)
def test_what_is_put_on_packets_last_is_never_an_earlier_one(
    toy_project: Path, line: str, other: str, url: str
) -> None:
    """Name, address and licence of a site stand in each packet; what its records say stays as it was."""
    before, _ = build(project_at(toy_project), OPTIONS)
    settings = toy_project / "site.yml"
    settings.write_text(settings.read_text("utf-8").replace(line, other), "utf-8")
    options = replace(OPTIONS, site_url=url)
    again, _ = build(project_at(toy_project), options)
    clean, _ = build(project_at(toy_project), options, store=Store())
    assert before is not None
    assert again is not None
    assert clean is not None
    assert dict(again.files) == dict(clean.files)
    packets = [path for path in clean.files if path.startswith(f"{PACKETS}/")]
    assert packets
    assert all(again.files[path] != before.files[path] for path in packets)


def test_the_schema_is_made_once(toy_project: Path) -> None:
    done = [
        subprocess.run(
            [sys.executable, "-c", BUILDS, str(toy_project)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for _ in range(2)
    ]
    assert done[0][0] == done[1][0]
    assert [loaded for _, loaded in done] == ["True", "False"]
    again, _ = build(project_at(toy_project), OPTIONS)
    clean, _ = build(project_at(toy_project), OPTIONS, store=Store())
    assert again is not None
    assert clean is not None
    assert again.files[SCHEMA] == clean.files[SCHEMA]
