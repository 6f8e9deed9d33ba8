"""Pages that several processes make are those that one makes, to the byte, and so is what is kept of them."""

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from bench.invented_corpus import ready_corpus
from site_builder.build import BuildOptions, Built, build
from site_builder.corpus.loading import Project
from site_builder.model.problems import Checked
from site_builder.output import page_making
from site_builder.output.body_file import BodyFile, Places
from site_builder.output.page_making import PageMaking
from site_builder.output.render import RenderedPage
from site_builder.pages.page_units import PageUnit
from site_builder.proving.executors import CHUNK, Processes
from site_builder.proving.forks import KilledError, asked_apart, meanwhile
from site_builder.publishing.publish import publish
from site_builder.storage.store import FILE, opened
from site_builder.storage.work_folder import own_folder
from tests.conftest import project_at
from tests.test_executors import UNITS, process_of, squared, squared_or_killed
from tests.test_incremental import OPTIONS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
FORKED = Processes(2, worth=CHUNK, forked=lambda: None)


def apart(work: Callable[..., None], *given: object) -> None:
    """Do some work in a process of its own: beside the threads of other tests none can be forked."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        pool.submit(work, *given).result()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ready_corpus(tmp_path_factory.mktemp("processes"), 10).root


def made(project: Project, options: BuildOptions) -> tuple[object, ...]:
    """What a first build gives: pages, their HTML and files, and all that is kept."""
    kept = own_folder(project.root) / FILE
    kept.unlink(missing_ok=True)
    built, problems = build(project, options)
    assert built is not None, problems
    pages = with_sizes(built)
    html = [page.html for page in pages]
    files = [file.data for page in pages for file in page.files]
    bodies = [page.body for page in pages]
    return pages, html, files, dict(built.files), list(rows(kept)), bodies


def with_sizes(built: Built) -> tuple[RenderedPage, ...]:
    """All pages, those on the data as they are once these are made."""
    on_data, problems = built.on_data()
    assert not problems
    known = {page.path: page for page in on_data}
    return tuple(known.get(page.path, page) for page in built.pages)


def rows(kept: Path) -> Iterator[tuple[object, ...]]:
    connection = sqlite3.connect(kept)
    yield from connection.execute("SELECT stage, unit, key, value, used FROM kept ORDER BY 1, 2, 3")
    connection.close()


@pytest.mark.slow
def test_two_processes_make_and_keep_what_one_does(root: Path, tmp_path: Path) -> None:
    """One of two is killed in the middle, too; the next build makes no page."""
    apart(_made_by_two, root, tmp_path)


def _made_by_two(root: Path, folder: Path) -> None:
    patch = pytest.MonkeyPatch()  # never undone: this process ends soon
    patch.setattr(page_making, "WORTH_A_FORK", 4)
    project = project_at(root)
    alone = made(project, OPTIONS)
    patch.setattr(PageMaking, "_made", _noting(PageMaking._made, folder))
    patch.setattr(BodyFile, "put_all", _noting_files(BodyFile.put_all, folder))
    assert made(project, replace(OPTIONS, jobs=2)) == alone
    assert (folder / "killed").exists(), "and so others worked"
    makers = (folder / "makers").read_text("ascii").split()
    assert len(set(makers)) >= 3
    assert str(os.getpid()) not in makers
    assert (folder / "of files").read_text("ascii") != str(os.getpid())
    (folder / "makers").write_text("", "ascii")
    built, _ = build(project, replace(OPTIONS, jobs=2))
    assert built is not None
    assert [page.body for page in with_sizes(built)] == alone[5]
    assert dict(built.files) == alone[3], "nothing was read while another process wrote"
    assert (folder / "makers").read_text("ascii") == ""


PutAll = Callable[[BodyFile, Iterable[tuple[str, bytes]]], Places]


def _noting_files(put_all: PutAll, folder: Path) -> PutAll:
    """Note which process put files away last: redirects come first, and then the data."""

    def noted(file: BodyFile, files: Iterable[tuple[str, bytes]]) -> Places:
        (folder / "of files").write_text(str(os.getpid()), "ascii")
        return put_all(file, files)

    return noted


Make = Callable[[PageMaking, PageUnit], Checked[tuple[RenderedPage, ...]]]


def _noting(make: Make, folder: Path) -> Make:
    """Note which process makes pages; the first other one that comes to the twentieth unit is killed."""
    here = os.getpid()

    def noted(making: PageMaking, unit: PageUnit) -> Checked[tuple[RenderedPage, ...]]:
        with (folder / "makers").open("a", encoding="ascii") as file:
            file.write(f"{os.getpid()}\n")
        many = len((folder / "makers").read_text("ascii").split()) > 2 * CHUNK
        if many and os.getpid() != here and not (folder / "killed").exists():
            (folder / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return make(making, unit)

    return noted


def test_forked_processes_give_results_in_order(tmp_path: Path) -> None:
    """Those of one that is killed, too, and of a function that could not be sent."""
    apart(_in_order, tmp_path / "killed")


def _in_order(killed: Path) -> None:
    times = 3
    squares = [unit * unit for unit in UNITS]
    assert list(FORKED.map(squared, UNITS)) == squares
    assert list(FORKED.map(lambda unit: unit * times, UNITS)) == [unit * times for unit in UNITS]
    assert list(FORKED.map(partial(squared_or_killed, killed), UNITS)) == squares
    assert killed.exists()
    assert os.getpid() not in set(FORKED.map(process_of, UNITS))
    assert set(FORKED.map(process_of, UNITS[:CHUNK])) == {os.getpid()}, "too few"


def test_a_forked_process_works_meanwhile() -> None:
    """It begins at once. That it was killed is told here, and so is an error."""
    apart(_meanwhile)


def _meanwhile() -> None:
    here = os.getpid()
    makers = meanwhile(lambda: (os.getpid() for _ in range(3)), lambda: None)
    assert len(set(makers)) == 1
    assert here not in set(meanwhile(lambda: [os.getpid()], lambda: None))

    def killed_there() -> Iterator[int]:
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)

    begun = meanwhile(killed_there, lambda: None)
    assert next(begun) == 1
    with pytest.raises(KilledError):
        next(begun)

    def full() -> Iterator[int]:
        yield 1
        raise OSError(errno.ENOSPC, "full", "data")

    begun = meanwhile(full, lambda: None)
    assert next(begun) == 1
    with pytest.raises(OSError, match="full") as raised:
        next(begun)
    assert raised.value.filename == "data"


def test_what_is_asked_apart_is_answered_by_another_process() -> None:
    """Where that was killed, or is not needed any more, this one answers; an error is told here."""
    apart(_asked_apart)


def _asked_apart() -> None:
    here = os.getpid()

    def maker(unit: int) -> int:
        if os.getpid() == here:
            return here
        if unit < 0:
            raise ValueError(unit)
        if unit == 9:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with asked_apart(maker, lambda: None) as ask:
        there = {ask(unit) for unit in range(3)}
        with pytest.raises(ValueError, match="-1"):
            ask(-1)
        assert ask(1) in there
    assert here not in there
    assert len(there) == 1
    assert not Path(f"/proc/{there.pop()}").exists()
    assert ask(1) == here
    with asked_apart(maker, lambda: None) as ask:
        assert [ask(9), ask(1)] == [here, here]


@pytest.mark.slow
def test_a_build_of_several_processes_holds_no_spacy(root: Path, tmp_path: Path) -> None:
    """Names in digests, of which no layer is kept, are found in a process that ends soon."""
    apart(_holds_no_spacy, root, tmp_path)


def _holds_no_spacy(root: Path, folder: Path) -> None:
    project = project_at(shutil.copytree(root, folder / "project", ignore=shutil.ignore_patterns(".cache")))
    assert "spacy" not in sys.modules
    several, _ = publish(project, folder / "several", jobs=2)
    assert "spacy" not in sys.modules
    shutil.rmtree(project.root / ".cache")
    one, _ = publish(project, folder / "one")
    assert "spacy" in sys.modules
    assert several is not None
    assert one is not None
    assert several.name == one.name


@pytest.mark.slow
def test_a_site_is_made_though_the_maker_of_data_is_killed(root: Path, tmp_path: Path) -> None:
    apart(_made_though_killed, root, tmp_path)


def _made_though_killed(root: Path, folder: Path) -> None:
    project, here = project_at(root), os.getpid()
    whole, _ = publish(project, folder / "whole", jobs=2)
    put_all = BodyFile.put_all

    def killed(file: BodyFile, files: Iterable[tuple[str, bytes]]) -> Places:
        if os.getpid() != here:
            (folder / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return put_all(file, files)

    patch = pytest.MonkeyPatch()  # never undone: this process ends soon
    patch.setattr(BodyFile, "put_all", killed)
    other, problems = publish(project, folder / "other", jobs=2)
    assert whole is not None
    assert other is not None, problems
    assert (folder / "killed").exists()
    assert (other.name, other.pages) == (whole.name, whole.pages)


def test_work_begins_before_it_is_asked_for(tmp_path: Path) -> None:
    """And ends with whoever wanted it."""
    apart(_begins, tmp_path)


def _begins(folder: Path) -> None:
    def work() -> Iterator[int]:
        (folder / "begun").write_text(str(os.getpid()), "ascii")
        yield 1
        signal.pause()

    begun = meanwhile(work, lambda: None)
    until = time.monotonic() + 60
    while not (folder / "begun").exists() or not (worker := (folder / "begun").read_text("ascii")):
        assert time.monotonic() < until
        time.sleep(0.01)
    assert next(begun) == 1
    del begun
    assert not Path(f"/proc/{worker}").exists()


BEGUN = {
    "work done meanwhile": """
import time
from site_builder.proving.forks import meanwhile
def wait():
    print("begun", flush=True)
    time.sleep(600)
    yield
list(meanwhile(wait, lambda: None))
""",
    "work on many units": """
import time
from site_builder.proving.executors import Processes
work = Processes(2, worth=1).begin(time.sleep, [600] * 4, 4)
print("begun", flush=True)
time.sleep(600)
""",
}


@pytest.mark.parametrize("code", BEGUN.values(), ids=BEGUN)
def test_processes_end_with_the_one_that_is_killed(code: str) -> None:
    """Else they would hold the lock of the project, and whoever reads what it says would wait."""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.kill()
        assert process.communicate(timeout=60)[0] == ""


def test_a_store_keeps_what_a_forked_process_tells(tmp_path: Path) -> None:
    apart(_told, tmp_path)


def _told(root: Path) -> None:
    with opened(root) as store:
        store.put("stage", "before", "key", "here")
        store.write()

        def kept_there(unit: int) -> object:
            store.put("stage", f"{unit}", "key", "there")
            return store.get("stage", "before", "key"), store.taken()

        there = replace(FORKED, forked=store.go_on_forked)
        for told in there.map(kept_there, UNITS):
            assert isinstance(told, tuple)
            assert told[0] == "here"
            store.note(told[1])
        assert {store.get("stage", f"{unit}", "key") for unit in UNITS} == {"there"}
