"""Conflicts that a merge left: told in every file that is read or published, and nothing else of it."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main

PAGE = "docs/about.md"
OPEN, MIDDLE, CLOSE = "<" * 7, "=" * 7, ">" * 7
MARKS = f"{OPEN} HEAD\nours\n{MIDDLE}\ntheirs\n{CLOSE} branch\n"
HEADING = f"A heading\n{MIDDLE}\n\nText.\n"


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(project), *arguments])


@pytest.mark.parametrize(
    "path",
    [
        "annotations/places.yml",
        "annotations/actors/people.yml",
        "docs/about.md",
        "docs/assets/extra.css",
        "templates/pages/event.html",
        "templates/theme/partials/extra.html",
        "schemas/places.json",
        "mkdocs.yml",
        "site.yml",
    ],
)
def test_a_conflict_is_told_once_wherever_it_is(toy_project: Path, path: str) -> None:
    file = toy_project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text() if file.exists() else ""
    file.write_text(before + MARKS)
    lines = before.count("\n")
    done = run(toy_project, "check")
    output = done.output.splitlines()
    assert output[0] == (
        f"{path}:{lines + 1}:1: merge-conflict: found two versions that a merge left side by side: "
        f"line {lines + 2} ('HEAD'), line {lines + 4} ('branch'), expected one version"
    )
    assert sum(line.startswith(f"{path}:") for line in output) == 1
    assert (done.exit_code, output[-1]) == (1, "1 error") or path == "site.yml"


def test_a_heading_and_a_picture_are_no_conflicts(toy_project: Path) -> None:
    (toy_project / "docs").mkdir(exist_ok=True)
    (toy_project / PAGE).write_text(HEADING)
    (toy_project / "docs/picture.png").write_bytes(b"\x89PNG\0\n" + MARKS.encode())
    assert run(toy_project, "check").output == "no problems\n"


def test_a_layer_in_two_versions_is_made_anew(toy_project: Path) -> None:
    layer = next((toy_project / "annotations/extracted").glob("*.json"))
    layer.write_text(f"{OPEN} HEAD\n{layer.read_text()}{MIDDLE}\n{CLOSE} branch\n")
    first, fix = run(toy_project, "check").output.splitlines()[:2]
    assert first.startswith(f"annotations/extracted/{layer.name}:1:1: merge-conflict: found two versions")
    assert fix == (
        "    fix: take either version (`git checkout --ours` or `--theirs`), then run `site-builder extract`"
    )
    assert run(toy_project, "extract").exit_code == 0
    assert run(toy_project, "check").output == "no problems\n"


@pytest.mark.parametrize("command", [["build"], ["serve", "--port", "1"]])
def test_nothing_is_built_or_served_with_mkdocs_own_file_in_two_versions(
    toy_project: Path, command: list[Any]
) -> None:
    (toy_project / "mkdocs.yml").write_text(MARKS + (toy_project / "mkdocs.yml").read_text())
    done = run(toy_project, *command)
    assert done.exit_code == 1
    assert "mkdocs.yml:1:1: merge-conflict: found two versions" in done.output
    assert "Traceback" not in done.output


def test_a_conflict_in_a_page_is_not_published(toy_project: Path) -> None:
    (toy_project / "docs").mkdir(exist_ok=True)
    (toy_project / PAGE).write_text(MARKS)
    done = run(toy_project, "build")
    assert done.exit_code == 1
    assert f"{PAGE}:1:1: merge-conflict: " in done.output
    assert not (toy_project / "site").exists()


@pytest.mark.parametrize("wrong", ['"\'" "', '"no such words', '"\u201cno such words'])
def test_an_annotation_with_a_wrong_quote_draws_no_word_of_its_layer(toy_project: Path, wrong: str) -> None:
    file = next((toy_project / "annotations/articles").glob("*.yml"))
    file.write_text(file.read_text().replace('quote: "', f"quote: {wrong}", 1))
    output = run(toy_project, "check").output
    assert output.splitlines()[-1] == "1 error"
    assert "layer-outdated" not in output
