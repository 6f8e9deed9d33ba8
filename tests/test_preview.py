"""A preview makes pages when they are asked for: the same bytes as when all are built, for less work."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from mkdocs.commands.build import build as run_mkdocs

from site_builder.build import Memory
from site_builder.publishing.preview_builds import PreviewBuilds
from site_builder.publishing.preview_mkdocs import configured
from site_builder.publishing.preview_site import SiteOnDemand
from tests.conftest import project_at
from tests.test_incremental import EDITS
from tests.test_plugin import NAV

URL = "http://127.0.0.1:8000/toy/"


class Preview:
    """A preview without its server."""

    def __init__(self, root: Path, folder: Path, *, private: bool = False) -> None:
        folder.mkdir()
        self.root, self.private, self.said = root, private, list[str]()
        project = project_at(root)
        _, plugin = configured(project, folder / "site", (), private=private)
        plugin.on_startup(command="serve", dirty=False)
        site = SiteOnDemand(root, Memory())
        self.builds = PreviewBuilds(project, folder, (), private, URL, self.said.append, site)
        self.builds.build()

    def follow(self) -> None:
        """Do what a change of files leads to."""
        self.builds.build()

    def text(self, path: str) -> str:
        """A file as somebody sees it who asks for it."""
        return (self.builds.file(path) or b"").decode()

    def whole(self, folder: Path) -> dict[str, bytes]:
        """All files as MkDocs writes them where it builds everything anew."""
        config, plugin = configured(project_at(self.root), folder, (), private=self.private)
        config.site_url = URL
        plugin.on_startup(command="serve", dirty=False)
        plugin.handed_writer = None
        run_mkdocs(config, serve_url=URL)
        written = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        return {**plugin.shown.site.on_demand, **written}


@pytest.fixture
def project(toy_project: Path) -> Path:
    """The toy project with a menu, some of it below others, and with the way to each page on it."""
    config = toy_project / "mkdocs.yml"
    features = "font: false\n  features: [navigation.tabs, navigation.path, navigation.footer]"
    more = "  - topics/kesh-crisis/index.md\n  - data/index.md\n"
    config.write_text(config.read_text().replace("font: false", features) + NAV + more)
    return toy_project


def differing(preview: Preview, whole: dict[str, bytes]) -> list[str]:
    return [path for path, data in whole.items() if preview.builds.file(path) != data]


def pages_of(whole: dict[str, bytes]) -> Iterator[str]:
    return (path for path in whole if path.endswith("index.html"))


@pytest.mark.parametrize("private", [False, True])
def test_all_files_are_those_of_a_whole_build(project: Path, tmp_path: Path, *, private: bool) -> None:
    preview = Preview(project, tmp_path / "preview", private=private)
    whole = preview.whole(tmp_path / "whole")
    assert len(list(pages_of(whole))) > 60
    assert differing(preview, whole) == []
    assert preview.builds.file("nowhere/index.html") is None
    assert preview.said[1:] == []


@pytest.mark.parametrize("seed", range(2))
def test_after_edits_the_pages_are_those_of_a_whole_build(project: Path, tmp_path: Path, seed: int) -> None:
    """Of each state some pages are asked for before the next edit, and all in the end."""
    random = Random(seed)  # noqa: S311 - the same edits each time
    preview = Preview(project, tmp_path / "preview")
    paths = sorted(pages_of(preview.whole(tmp_path / "first")))
    for number, edit in enumerate(random.choices(EDITS, k=len(EDITS))):
        before = shutil.copytree(project, tmp_path / str(number))
        edit(random, project)
        preview.follow()
        if preview.builds.site.problems:  # it cannot be built: go on from where it could
            shutil.rmtree(project)
            shutil.copytree(before, project)
            preview.follow()
        for path in random.sample(paths, 10):
            preview.builds.file(path)
    assert differing(preview, preview.whole(tmp_path / "whole")) == []
