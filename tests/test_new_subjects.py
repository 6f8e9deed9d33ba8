"""What a new project may be about: each vocabulary is used by its example, checked and built."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from site_builder.corpus.vocabulary import is_shipped
from site_builder.editing.new_project import SUBJECT, new, subjects
from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId, EventId
from site_builder.model.vocabulary import Mappings
from site_builder.output.exports.data_files import export
from site_builder.output.tables.vocabulary_tables import SCHEMES
from site_builder.publishing.publish import publish
from tests.conftest import project_at, site_at

OWN = tuple(name for name in subjects() if name != SUBJECT)
DIFFERING = {
    "conflict": {"killed", "displaced"},
    "courts-and-sanctions": {"fine"},
    "incidents": {"killed", "missing", "cause"},
}
"""What the articles of an example differ on."""


@pytest.fixture(scope="module", params=subjects())
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The name of a subject, and a new project of it."""
    folder = tmp_path_factory.mktemp("made") / "record"
    done = CliRunner().invoke(main, ["new", str(folder), "--vocabulary", request.param])
    assert done.exit_code == 0, done.output
    return request.param, folder


def test_subjects_are_these() -> None:
    assert subjects() == ("diplomacy", "conflict", "courts-and-sanctions", "incidents")


def test_an_unknown_one_is_refused_with_the_names_there_are(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "record"), "--vocabulary", "weather"])
    assert done.exit_code == 2
    assert all(name in done.output for name in ("weather", *subjects()))
    assert not (tmp_path / "record").exists()


def test_the_usual_one_has_no_vocabulary_of_its_own(tmp_path: Path) -> None:
    _, problems = new(tmp_path / "record")
    assert problems == ()
    assert not (tmp_path / "record/annotations/vocabulary").exists()
    assert (tmp_path / "record/articles/estmark-courier-2024-06-07-falk-drones.md").is_file()


def test_each_is_whole_and_proved(made: tuple[str, Path]) -> None:
    done = CliRunner().invoke(main, ["--project", str(made[1]), "check", "--strict"])
    assert (done.exit_code, done.output) == (0, "no problems\n")


def test_each_extracted_layer_is_what_extraction_finds(made: tuple[str, Path]) -> None:
    """If not: make it by `new`, run `extract` there, and take its annotations/extracted/."""
    done = CliRunner().invoke(main, ["--project", str(made[1]), "extract"])
    assert (done.exit_code, done.output) == (0, "0 files changed; no problems\n")


def test_each_is_published_and_all_links_lead_somewhere(made: tuple[str, Path], tmp_path: Path) -> None:
    release, problems = publish(project_at(made[1]), tmp_path / "site", strict=True)
    assert problems == ()  # that every link leads somewhere is among what is checked
    assert release is not None
    site = site_at(made[1])
    for name, section in site.corpus.registry.sections.items():
        if not is_shipped(section.at.location):
            assert section.plural in (release.site / name.replace("_", "-") / "index.html").read_text()
    assert "mappings.csv" in (release.site / "data/index.html").read_text()


@pytest.mark.parametrize("name", OWN)
def test_every_type_and_section_is_used(name: str, tmp_path: Path) -> None:
    site = _site_of(name, tmp_path)
    registry = site.corpus.registry
    used: dict[str, set[Any]] = {
        "event_types": {event.frame.type for event in site.events.values()},
        "actor_types": {actor.type for actor in registry.actors.values()},
        "sections": {key.section for key in site.evidence},
    }
    for table, names in used.items():
        own = {key for key, term in getattr(registry, table).items() if not is_shipped(term.at.location)}
        assert own
        assert own - names == set()
    named = {ActorId(one) for one in registry.actors}
    assert {registry.actors[one].type for one in named} >= {"person", "state", "media"}


@pytest.mark.parametrize("name", OWN)
def test_articles_that_differ_stand_side_by_side(name: str, tmp_path: Path) -> None:
    site = _site_of(name, tmp_path)
    data = json.loads(dict(export(site))["data/corpus.json"])
    differing = [one for one in data["disagreements"] if one["event"]]
    assert {field for one in differing for field in one["fields"]} == DIFFERING[name]
    assert {EventId(one["event"]) for one in differing} <= set(site.events)


@pytest.mark.parametrize("name", subjects())
def test_digests_say_that_it_is_invented(name: str, tmp_path: Path) -> None:
    _, problems = new(tmp_path / "record", subject=name)
    assert problems == ()
    for path in (tmp_path / "record/articles").glob("*.md"):
        assert "invented" in path.read_text(encoding="utf-8").split("---\n", 2)[2]
    for path in (tmp_path / "record/texts").glob("*.txt"):
        assert "An invented article" in path.read_text(encoding="utf-8")


# ------------------------------------------------------------------ what other vocabularies call it


@pytest.mark.parametrize("name", subjects())
def test_the_table_of_mappings_holds_every_code_of_the_vocabulary(name: str, tmp_path: Path) -> None:
    site = _site_of(name, tmp_path)
    files = dict(export(site))
    rows = list(csv.DictReader(io.StringIO(files["data/mappings.csv"].decode())))
    told = [(row["scheme"], row["code"], row["kind"], row["id"], row["name"]) for row in rows]
    assert sorted(told) == sorted(_codes_in(json.loads(files["data/corpus.json"])))
    assert len(told) == len(set(told)) > 10


def test_it_is_read_in_both_directions(tmp_path: Path) -> None:
    rows = csv.DictReader(
        io.StringIO(dict(export(_site_of("conflict", tmp_path)))["data/mappings.csv"].decode())
    )
    told = [(row["scheme"], row["code"], row["id"]) for row in rows]
    assert {name for scheme, code, name in told if (scheme, code) == ("acled", "Battles")} == {"clash"}
    assert {(scheme, code) for scheme, code, name in told if name == "ceasefire"} == {
        ("cameo", "0871"),
        ("acled", "Strategic developments"),
    }


def test_schemes_are_those_that_a_term_may_name() -> None:
    assert SCHEMES == ("plover", "cameo", "acled", "followthemoney")
    assert all(getattr(Mappings(), scheme) == () for scheme in SCHEMES)


def _codes_in(data: dict[str, list[dict[str, object]]]) -> Iterator[tuple[str, ...]]:
    for table in ("event_types", "actor_types", "sections"):
        for term in data[table]:
            same = term["mappings"]
            for scheme, codes in same.items() if isinstance(same, dict) else ():
                for code in codes:
                    yield (
                        scheme,
                        code,
                        re.sub("s$", "", table).replace("_", "-"),
                        str(term["id"]),
                        str(term["name"]),
                    )


def _site_of(name: str, folder: Path) -> Site:
    _, problems = new(folder / "record", subject=name)
    assert problems == ()
    return site_at(folder / "record")
