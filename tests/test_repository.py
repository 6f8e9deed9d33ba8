"""The files that say what the repository is to others: citations, updates, editors, releases."""

import configparser
import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from scripts.release_check import faults
from site_builder import __version__
from site_builder.cli import main
from site_builder.corpus.citation import own_citation
from site_builder.model.rights import RESERVED
from tests.conftest import TOY
from tests.test_workflows import has_form

ROOT = Path(__file__).parents[1]


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


# ------------------------------------------------------------------ citations


def test_the_builder_says_how_it_is_cited() -> None:
    assert has_form("citation-file-format", ROOT / "CITATION.cff").returncode == 0
    assert loaded(ROOT / "CITATION.cff")["version"] == __version__


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "ODbL-1.0", RESERVED])
def test_a_new_project_says_how_it_is_cited(tmp_path: Path, licence: str) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "record"), "--licence", licence])
    assert done.exit_code == 0
    file = tmp_path / "record" / "CITATION.cff"
    checked = has_form("citation-file-format", file)
    assert checked.returncode == 0, checked.stdout
    assert loaded(file).get("license") == (None if licence == RESERVED else licence)
    assert "To fill" in file.read_text(encoding="utf-8")


def test_the_data_of_a_site_say_how_they_are_cited(tmp_path: Path) -> None:
    project = Path(shutil.copytree(TOY, tmp_path / "toy", ignore=shutil.ignore_patterns(".cache")))
    name = project / "site.yml"
    name.write_text(re.sub("(?m)^title: .*", 'title: "Ada: {a} & <b>"', name.read_text(encoding="utf-8")))
    done = CliRunner().invoke(
        main, ["--project", str(project), "export", str(tmp_path / "out"), "--format", "cff"]
    )
    assert done.exit_code == 0, done.output
    checked = has_form("citation-file-format", tmp_path / "out" / "CITATION.cff")
    assert checked.returncode == 0, checked.stdout
    cited = loaded(tmp_path / "out" / "CITATION.cff")
    assert cited["title"] == "Ada: {a} & <b>"
    assert cited["authors"] == [{"name": "The editors of Ada: {a} & <b>"}]
    assert cited["type"] == "dataset"


WRITTEN = """\
cff-version: 1.2.0
message: Please cite it.
type: dataset
title: Ours
authors:
  - family-names: Lund
    given-names: Ada
"""


@pytest.mark.parametrize(
    ("text", "wins"),
    [
        (WRITTEN, True),
        (WRITTEN.replace("dataset", "'dataset'"), True),
        ("# To fill: authors.\n" + WRITTEN, False),
        (WRITTEN.replace("dataset", "software"), False),
        (WRITTEN + "# long\n" * 100_000, False),
    ],
)
def test_what_people_wrote_of_citing_is_published_as_it_is(tmp_path: Path, text: str, *, wins: bool) -> None:
    project = Path(shutil.copytree(TOY, tmp_path / "toy", ignore=shutil.ignore_patterns(".cache")))
    (project / "CITATION.cff").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(
        main, ["--project", str(project), "export", str(tmp_path / "out"), "--format", "cff"]
    )
    assert done.exit_code == 0, done.output
    published = (tmp_path / "out" / "CITATION.cff").read_text(encoding="utf-8")
    assert (published == text) is wins
    assert wins or "The editors of" in published


def test_a_citation_is_not_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(WRITTEN, encoding="utf-8")
    (tmp_path / "CITATION.cff").symlink_to("elsewhere")
    assert own_citation(tmp_path) is None


# ------------------------------------------------------------------ updates, editors


def test_updates_are_asked_for_of_all_that_is_pinned() -> None:
    file = ROOT / ".github" / "dependabot.yml"
    assert has_form("dependabot", file).returncode == 0
    asked = {one["package-ecosystem"] for one in loaded(file)["updates"]}
    assert asked == {"pip", "npm", "github-actions", "devcontainers"}


def test_the_container_for_developers_makes_what_the_readme_makes() -> None:
    text = (ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8")
    read = json.loads(re.sub(r"(?m)^\s*//.*$", "", text))
    made = read["postCreateCommand"].split()
    assert made[0] == "make"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [target for target in made[1:] if f"\n{target}:" not in makefile] == []
    tested = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["classifiers"]
    version = re.search(r"python:(3\.\d+)-", read["image"])
    assert version
    assert f"Programming Language :: Python :: {version[1]}" in tested


def test_editors_are_told_what_ruff_holds() -> None:
    read = configparser.ConfigParser()
    read.read_string("[top]\n" + (ROOT / ".editorconfig").read_text(encoding="utf-8"))
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert read["*.py"]["max_line_length"] == str(ruff["line-length"])
    assert read["*"]["end_of_line"] == "lf"


def test_how_people_treat_each_other_leads_to_somebody() -> None:
    text = (ROOT / "CODE_OF_CONDUCT.md").read_text(encoding="utf-8")
    assert "(SECURITY.md)" in text
    assert "CODE_OF_CONDUCT.md" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


# ------------------------------------------------------------------ releases


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A repository of which the version may be released."""
    for name in ("CITATION.cff", "CHANGELOG.md", "pyproject.toml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        text = re.sub(r"([/@])example\.org", r"\1record.test", text)
        text = text.replace("## [Unreleased]", f"## [Unreleased]\n\n## [{__version__}] - 2031-01-01")
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_what_may_be_released(ready: Path) -> None:
    assert list(faults(f"v{__version__}", ready)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("CITATION.cff", f"version: {__version__}", "version: 9.9.9", "CITATION.cff has version 9.9.9"),
        ("CHANGELOG.md", f"## [{__version__}]", "## [9.9.9]", "CHANGELOG.md has no"),
        ("pyproject.toml", "https://record.test/you", "https://example.org/you", "is an example"),
        ("pyproject.toml", "@record.test", "@example.org", "authors@example.org, which is an example"),
    ],
)
def test_what_may_not_be_released(ready: Path, name: str, old: str, new: str, told: str) -> None:
    text = (ready / name).read_text(encoding="utf-8")
    assert old in text
    (ready / name).write_text(text.replace(old, new), encoding="utf-8")
    assert any(told in fault for fault in faults(f"v{__version__}", ready))


def test_a_tag_is_the_version(ready: Path) -> None:
    assert "tag v" in next(faults("v9.9.9", ready))
