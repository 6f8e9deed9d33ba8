"""What tests share: the toy project, invented for them, and the golden files' option."""

import shutil
from pathlib import Path

import pytest

from site_builder import corpus
from site_builder.build import Read, read
from site_builder.corpus import Project
from site_builder.linking import Site, link

TOY = Path(__file__).parent / "toy"
"""An invented world with every section, verdict and standing, and hostile strings. After a change to
its texts or quotes: `site-builder extract` there; then `pytest --update-golden`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from what is built")


def project_at(root: Path) -> Project:
    """The project in a folder, which must have no problems."""
    project, problems = corpus.find_project(root)
    assert project is not None
    assert problems == ()
    return project


def read_at(root: Path) -> Read:
    """What stands in a project, which must have no problems."""
    known, problems = read(project_at(root))
    assert problems == ()
    return known


def site_at(root: Path) -> Site:
    """The site of a project, which must have no problems."""
    known = read_at(root)
    return link(known.corpus, known.layers)


@pytest.fixture
def toy_project(tmp_path: Path) -> Path:
    """A folder with a copy of the toy project, to read or to spoil."""
    return Path(shutil.copytree(TOY, tmp_path / "toy"))


@pytest.fixture(scope="session")
def toy_site() -> Site:
    """The site of the toy project as it is."""
    return site_at(TOY)
