"""The site as ProperDocs makes it, in the place of MkDocs; and what is known of themes that go with it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.publishing.link_check import check_site
from tests.conftest import ROOT

CLI = Path(sys.executable).with_name("site-builder")
WITHOUT = """
import sys
sys.modules["properdocs"] = None
from site_builder.cli import main
main(["build", "--with", "properdocs"])
"""
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
SWITCHES = (
    '<input class="md-toggle" type="checkbox" id="__toc">'
    '<input class="md-nav__toggle md-toggle" type="checkbox" id="__toc">'
)


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([CLI, *arguments], cwd=project, capture_output=True, text=True, check=False)


def pages(site: Path) -> dict[str, bytes]:
    whole = site.resolve()
    return {
        path.relative_to(whole).as_posix(): GENERATOR.sub(b"", path.read_bytes())
        for path in whole.rglob("*")
        if path.is_file() and "pagefind" not in path.parts
    }


@pytest.mark.slow
def test_properdocs_makes_the_same_site(toy_project: Path) -> None:
    for engine in ("mkdocs", "properdocs"):
        done = run(toy_project, "build", "--with", engine, "--to", engine, "--jobs", "1")
        assert done.returncode == 0, done.stderr
    made, known = pages(toy_project / "properdocs"), pages(toy_project / "mkdocs")
    home = (toy_project / "properdocs" / "index.html").read_text(encoding="utf-8")
    assert "ProperDocs" in home
    assert "ProperDocs" not in (toy_project / "mkdocs" / "index.html").read_text(encoding="utf-8")
    assert made.keys() == known.keys()
    assert [path for path, data in made.items() if data != known[path]] == []


@pytest.mark.slow
def test_what_the_other_one_made_is_made_anew(toy_project: Path) -> None:
    said = [run(toy_project, "build", "--with", one).stdout for one in ("mkdocs", "properdocs", "properdocs")]
    assert ["is now" in one for one in said] == [True, True, False]


def test_what_is_not_installed_is_told_with_what_to_type(toy_project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], cwd=toy_project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "python -m pip install 'site-builder[properdocs]'" in done.stderr
    assert not (toy_project / "site").exists()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (SWITCHES, []),
        (SWITCHES + '<p id="__toc">Not a switch.</p>', ["'__toc'"]),
        (SWITCHES.replace("__toc", "__search"), ["'__search'"]),
    ],
)
def test_only_the_themes_own_switch_may_stand_twice(body: str, found: list[str], tmp_path: Path) -> None:
    page = f"<!doctype html><html lang=en><head><title>A</title></head><body>{body}</body></html>"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    told = [problem.found for problem in check_site(tmp_path, None) if problem.rule == "duplicate-id"]
    assert told == found


# ------------------------------------------------------------------ Zensical

RENDERING = """
import sys, types
if "{running}":
    sys.modules["{running}"] = types.ModuleType("{running}")
import markdown
print(markdown.Markdown(extensions=["site_builder.publishing.only_mkdocs"]).convert("*Hello*"))
"""


def test_zensical_ends_with_a_sentence_instead_of_publishing_a_part() -> None:
    program = RENDERING.format(running="zensical")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(
        r"Error: Zensical does not run plugins of MkDocs, .*'site-builder build'.*\n", done.stderr
    )


def test_the_extension_does_nothing_else() -> None:
    program = RENDERING.format(running="")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "<p><em>Hello</em></p>\n")


def test_new_projects_and_this_one_have_it(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "record", "--licence", "CC-BY-4.0").returncode == 0
    for folder in (ROOT, tmp_path / "record"):
        assert "- site_builder.publishing.only_mkdocs" in (folder / "mkdocs.yml").read_text(encoding="utf-8")
