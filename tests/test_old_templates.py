"""A project's own templates may be older than the views: each mistake is told with its place and the fix."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from site_builder.cli import main
from tests.test_history import git

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "templates.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)


def run(project: Path, *command: str) -> str:
    return CliRunner().invoke(main, ["--project", str(project), *command], catch_exceptions=False).output


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_what_is_said_of_templates(case: dict[str, Any], toy_project: Path) -> None:
    folder = toy_project / "templates" / "pages"
    folder.mkdir(parents=True)
    for name, text in case["files"].items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    output = run(toy_project, "build")
    assert output.replace(str(toy_project), "{project}") == case["expected"]
    assert not (toy_project / "site").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_template_may_fail_when_sizes_are_known(jobs: str, toy_project: Path) -> None:
    """With several processes they are known after all other pages are made."""
    folder = toy_project / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "data.html").write_text("{% if page.forms[0].size %}{{ page.heads }}{% endif %}")
    output = run(toy_project, "build", "--jobs", jobs)
    assert "templates/pages/data.html:1:36: template-name: found 'heads'" in output
    assert "1 error" in output
    assert not (toy_project / "site").exists()


def test_a_report_of_a_change_tells_of_them_too(toy_project: Path) -> None:
    git(toy_project, "init")
    git(toy_project, "add", ".")
    git(toy_project, "commit", "-m", "All")
    folder = toy_project / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "data.html").write_text("{{ page.heads }}")
    assert "- `templates/pages/data.html:1:9`: `template-name`" in run(toy_project, "diff", "HEAD")
