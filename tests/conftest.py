"""What tests share: the toy project, invented for them, and the golden files' option."""

import gc
import shutil
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from site_builder.corpus import loading
from site_builder.corpus.loading import Project
from site_builder.linking.link import link
from site_builder.linking.site import Site
from site_builder.model.problems import Problem
from site_builder.proving.proved_project import ProvedCorpus, read_project
from site_builder.publishing.publish import publish

# The same examples each time: no verdict is a matter of chance. `--hypothesis-profile explore` draws others.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "explore", settings.get_profile("steady"), derandomize=False, max_examples=1000, print_blob=True
)
settings.register_profile("few", settings.get_profile("steady"), max_examples=10)  # for `make mutants`
settings.load_profile("steady")

HANGS = 300
"""Seconds after which a test is taken to hang."""

ROOT = Path(__file__).parents[1]
TOY = Path(__file__).parent / "toy"
"""An invented world with every section, verdict and standing, and hostile strings. After a change to
its texts or quotes: `site-builder extract` there; then `pytest --update-golden`."""

TEXTS = ROOT.parent / "shared" / "raw-articles"
"""The captured texts of the shipped articles, beside the project where somebody holds them."""
with_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the captured texts are private, and not here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from what is built")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Have each worker do first what takes long: each begins with one of so many equal parts of the list.

    A long test that is begun last is waited for by all: workers take from others only what is not begun.
    """
    workers: int = getattr(config, "workerinput", {}).get("workercount", 1)
    if workers > 1:
        kinds: tuple[list[pytest.Item], list[pytest.Item]] = ([], [])
        for item in items:
            kinds[item.get_closest_marker("slow") is None].append(item)
        items[:] = [one for at in range(workers) for kind in kinds for one in part_of(kind, at, workers)]


def part_of(items: list[pytest.Item], at: int, parts: int) -> list[pytest.Item]:
    """One of some parts of a list, as long as the others or one longer."""
    return items[len(items) * at // parts : len(items) * (at + 1) // parts]


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # thousands of tests, which each later look for garbage would go through


def project_at(root: Path) -> Project:
    """The project in a folder, which must have no problems."""
    project, problems = loading.find_project(root)
    assert project is not None
    assert problems == ()
    return project


def of_data(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems but for those of the repository: how this one was cloned is no matter of its data."""
    return tuple(problem for problem in problems if problem.location.path != ".git")


def read_at(root: Path) -> ProvedCorpus:
    """What stands in a project, which must have no problems."""
    known, problems = read_project(project_at(root))
    assert problems == ()
    return known


def site_at(root: Path) -> Site:
    """The site of a project, which must have no problems."""
    known = read_at(root)
    return link(known.corpus, known.layers)


def keep_open_texts(project: Path) -> None:
    """Leave a copy of the toy project with what a clone of it would have: the text that is published."""
    for text in (project / "texts").iterdir():
        if text.name != "review.txt":
            text.unlink()


@pytest.fixture(autouse=True)
def no_hang() -> Iterator[None]:
    """End a test that hangs. No test asserts speed: `make bench` measures it."""

    def end(*_: object) -> None:
        pytest.fail(f"still running after {HANGS} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(HANGS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def copy_of_toy(to: Path) -> Path:
    """Copy the toy project without what earlier runs have kept of it."""
    return Path(shutil.copytree(TOY, to, ignore=shutil.ignore_patterns(".cache")))


@pytest.fixture
def toy_project(tmp_path: Path) -> Path:
    """A folder with a copy of the toy project, to read or to spoil."""
    return copy_of_toy(tmp_path / "toy")


Once = Callable[[str, Callable[[Path], object]], Path]
"""Gives the folder of a name, which is made by a function if nobody has asked for it before."""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """What gives folders that are made once for all workers, and that no test may change."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "shared"

    def given(name: str, make: Callable[[Path], object]) -> Path:
        folder, made = shared / name, shared / f"{name}.made"
        shared.mkdir(exist_ok=True)
        with FileLock(shared / f"{name}.lock"):
            if not made.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of one that failed
                make(folder)
                made.touch()
        return folder

    return given


def build_toy(to: Path) -> None:
    """Copy the toy project, and publish it there."""
    release, problems = publish(project_at(copy_of_toy(to)), to / "site")
    assert problems == ()
    assert release is not None


@pytest.fixture
def built_project(once: Once, tmp_path: Path) -> Path:
    """A copy of the toy project as its first build leaves it: with its live site, and what is kept of it."""
    return Path(shutil.copytree(once("toy", build_toy), tmp_path / "toy", symlinks=True))


@pytest.fixture
def known_project(once: Once, tmp_path: Path) -> Path:
    """A copy of the toy project with what its first build keeps of it, but without a site."""
    left_out = shutil.ignore_patterns("site", ".releases")
    return Path(shutil.copytree(once("toy", build_toy), tmp_path / "toy", ignore=left_out))


@pytest.fixture(scope="session")
def toy_site() -> Site:
    """The site of the toy project as it is."""
    return site_at(TOY)


@pytest.fixture(scope="session")
def shipped_site() -> Site:
    """The site of the project itself."""
    return site_at(ROOT)


@dataclass(frozen=True, slots=True)
class Held:
    """A project whose texts are at hand in a folder, with the articles whose texts must not be published."""

    root: Path
    folder: Path
    articles: tuple[str, ...]
    private: tuple[Path, ...]


@pytest.fixture(params=["toy", pytest.param("shipped", marks=with_texts)])
def held(request: pytest.FixtureRequest) -> Held:
    """The toy project with its invented texts; the shipped one with the captured texts, where they are."""
    if request.param == "shipped":
        articles = tuple(sorted(path.stem for path in (ROOT / "articles").glob("*.md")))
        return Held(ROOT, TEXTS, articles, tuple(TEXTS.glob("*.txt")))
    folder = TOY / "texts"
    articles = ("norland-post-2031-05-10-visit", "sudria-herald-2031-06-missiles")
    return Held(TOY, folder, articles, (folder / "post.txt", folder / "herald.txt"))


@pytest.fixture
def built_with_texts(held: Held, once: Once) -> Path:
    """The site of a project that is built while its texts are at hand."""

    def make(folder: Path) -> None:
        folder.mkdir()
        release, problems = publish(project_at(held.root), folder / "site", texts=(held.folder,), strict=True)
        assert problems == ()
        assert release is not None

    return once(f"with-texts-{held.root.name}", make) / "site"


@pytest.fixture(params=["toy", "shipped"])
def any_site(request: pytest.FixtureRequest) -> Site:
    """Each of the two."""
    found: Site = request.getfixturevalue(f"{request.param}_site")
    return found
