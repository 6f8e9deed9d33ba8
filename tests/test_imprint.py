"""Who is responsible for a site: what its pages say, and what `check` warns of before it is public."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from site_builder import __version__
from site_builder.cli import main
from site_builder.corpus.going_public import lacking_for_public
from site_builder.model.problems import Location
from site_builder.pages.components import Link
from site_builder.pages.heads import Head
from site_builder.pages.page_foot import Imprint, foot_of
from site_builder.publishing.imprint_line import responsible
from tests.conftest import ROOT, Once, build_toy, project_at


def cases(name: str) -> list[dict[str, Any]]:
    text = (Path(__file__).parent / "cases" / f"{name}.yml").read_text(encoding="utf-8")
    read: list[dict[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return read


@pytest.mark.parametrize("case", cases("imprint"), ids=lambda case: case["name"])
def test_pages_say_who_is_responsible(case: dict[str, Any]) -> None:
    said = responsible(case.get("contact"), case.get("author"), case.get("repository"))
    assert said == case["said"]


def test_every_page_says_it_in_one_line(once: Once) -> None:
    site = once("toy", build_toy) / "site"
    line = re.compile(
        r"Responsible: <a href=\"mailto:toy@example\.org\">toy@example\.org</a>\. Records, digests and data: "
        rf"<a [^>]*>CC BY 4\.0</a>\. Quoted [^<]*authors\. site-builder {re.escape(__version__)}\n"
    )
    own = [page for page in site.rglob("*.html") if not page.is_relative_to(site / "embed")]  # charts alone
    pages = [page.read_text(encoding="utf-8") for page in own]
    themed = [page for page in pages if 'http-equiv="refresh"' not in page]
    footers = [page.partition('class="md-copyright"')[2] for page in themed]
    assert len(footers) > 50
    assert [footer for footer in footers if len(line.findall(footer)) != 1] == []


def test_a_page_names_the_commit_of_its_last_change() -> None:
    paths = ("actors/lena-voss/", "actors/ann-haldane/")
    days = dict.fromkeys(paths, "2031-06-02")
    imprint = Imprint(name="R", changed=days, commits={paths[0]: "1" * 40})
    trail = (Link("Actors", "actors/"),)
    heads = [Head(path, "Lena Voss", "Person", (), "actors", trail, "Who she is") for path in paths]
    assert [foot_of(head, None, imprint).commit for head in heads] == ["1" * 10, ""]


# ------------------------------------------------------------------ before it is public


@pytest.mark.parametrize("case", cases("going_public"), ids=lambda case: case["name"])
def test_check_warns_of_what_a_public_site_lacks(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text(case.get("settings", "{}\n"), encoding="utf-8")
    if "look" in case:
        (tmp_path / "mkdocs.yml").write_bytes(case["look"].encode())
    if "workflow" in case:
        (tmp_path / ".github" / "workflows").mkdir(parents=True)
        (tmp_path / ".github" / "workflows" / "publish.yml").write_text(case["workflow"], encoding="utf-8")
    problems = lacking_for_public(project_at(tmp_path))
    assert [problem.rule for problem in problems] == case["warned"]
    for problem in problems:
        assert problem.severity == "warning"
        place = Location("mkdocs.yml" if problem.rule == "no-site-address" else "site.yml")
        assert problem.location == (Location("site.yml", 3, 22) if problem.rule == "no-first-day" else place)
        assert problem.fix.startswith(case.get("fix", {}).get(problem.rule, "write `"))


def test_what_is_warned_of_is_mended_by_its_fix(toy_project: Path) -> None:
    look, settings = toy_project / "mkdocs.yml", toy_project / "site.yml"
    look.write_text(look.read_text().replace("https://example.org/toy/", "https://records.ngo/toy/"))
    settings.write_text("texts: [texts]\n")
    command = ["--project", str(toy_project), "check", "--strict"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "site.yml: warning: no-contact: found no `contact`, expected who is responsible" in done.output
    mended = re.findall(r"fix: write `([^`]+)`", done.output)
    settings.write_text("".join(f"{line}\n" for line in ["texts: [texts]", *mended]))
    assert CliRunner().invoke(main, command).output == "no problems\n"


def test_the_shipped_project_names_nobody_who_could_not_be_reached() -> None:
    assert project_at(ROOT).settings.contact is None
    assert lacking_for_public(project_at(ROOT)) == ()
