"""What is measured of a corpus: the rows of the table. A row's function gets a case and gives one number."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.main_thread import most_work
from bench.measuring import Cost, Running, measured
from bench.rivals import RIVALS
from bench.weights import heaviest

BUILDER = (sys.executable, "-m", "site_builder")


def _free_port() -> int:
    """A port that nobody uses as the run begins."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


PORT = _free_port()
EDITS = int(os.environ.get("EDITS", "20" if os.environ.get("QUICK") else "500"))
"""Edits of a preview whose memory is watched."""
WATCHED = (1, 100, 500)
"""Edits after which its memory is told."""
MOST_OF_SLOW = 1000
"""Articles up to which generators are measured that take hours for more."""


@dataclass(frozen=True, slots=True)
class Case:
    """A corpus that may be changed at will, in a folder of its own, and what was measured of it so far.

    `other` is an empty folder for whatever; `rivals` the environment of other generators.
    """

    root: Path
    other: Path
    rivals: Path
    articles: int
    known: dict[str, float]

    def run(self, *arguments: str, allowed: tuple[int, ...] = (0,)) -> Cost:
        """What one of our commands costs here."""
        return measured([*BUILDER, *arguments], self.root, allowed)

    def step(self, *arguments: object) -> Cost:
        """What a single step costs, without starting Python."""
        command = [sys.executable, "-m", "bench.steps", *map(str, arguments)]
        return measured(command, Path(__file__).parents[1])

    @property
    def site(self) -> Path:
        """The built site."""
        return self.root / "site"

    @property
    def pages(self) -> int:
        """How many pages the built site has."""
        return sum(1 for _ in self.site.resolve().rglob("index.html"))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what is measured, in which unit, the goal in words, and how."""

    name: str
    unit: str
    goal: str
    measure: Callable[[Case], float | None]
    most: int = 0
    """The largest corpus it is measured with; 0 for any."""
    is_slow: bool = False
    """Whether a quick run does without it."""

    def is_measured_at(self, articles: int) -> bool:
        """Tell whether it is measured with so many articles."""
        return not self.most or articles <= self.most


# ------------------------------------------------------------------ commands


def cold(case: Case, *options: str) -> Cost:
    """Extract a corpus that has no layers yet."""
    for kept in ("annotations/extracted", ".cache"):
        shutil.rmtree(case.root / kept, ignore_errors=True)
    return case.run("extract", *options)


def extracted(case: Case) -> float:
    """CPU of that for an article."""
    return cold(case).cpu * 1000 / case.articles


def sped_up(case: Case) -> float:
    """How many times as fast two processes are as one; an otherwise idle machine tells."""
    return cold(case, "--jobs", "1").wall / cold(case, "--jobs", "2").wall


def unchanged(case: Case) -> float:
    """Extract again."""
    case.run("extract")
    return case.run("extract").cpu


def build(case: Case) -> float:
    """Build, without what is kept of earlier builds, and keep its figures for other rows."""
    shutil.rmtree(case.root / ".cache", ignore_errors=True)
    case.run("extract")
    told = case.other / "memory"
    cost = case.step("build", case.root, told)
    search = case.step("index", case.site).cpu
    case.known["memory"] = cost.memory
    case.known["own memory"] = float(told.read_text("ascii"))
    return (cost.cpu - search) * 1000 / case.pages


def built(case: Case) -> Case:
    """The same with a built site, for rows that need one."""
    if "memory" not in case.known:
        build(case)
    return case


def memory(case: Case) -> float:
    """The most memory of a process of that build; of many articles that is Pagefind's."""
    return built(case).known["memory"]


def own_memory(case: Case) -> float:
    """The most memory of its own process."""
    return built(case).known["own memory"]


def data(case: Case) -> float:
    """All of `data/` against `corpus.json`."""
    folder = built(case).site / "data"
    total = sum(path.stat().st_size for path in folder.rglob("*") if path.suffix in (".json", ".csv"))
    return total / (folder / "corpus.json").stat().st_size


def again(case: Case) -> float:
    """Build after one edit, in a new process, and keep what other rows need.

    It is the third edit: from then on a release that nobody needs is there, whose folders are used.
    """
    if "third again" in case.known:
        return case.known["third again"]
    told, walls = case.other / "search", []
    for number in range(3):
        edit(built(case), f"again {number}")
        walls.append(case.step("again", case.root, told).wall)
    case.known["first again"], case.known["third again"] = walls[0], walls[-1]
    case.known["again without search"] = walls[-1] - float(told.read_text("ascii"))
    return walls[-1]


def first_again(case: Case) -> float:
    """The same after the first edit."""
    again(case)
    return case.known["first again"]


def again_without_search(case: Case) -> float:
    """The same without the search index."""
    again(case)
    return case.known["again without search"]


def check(case: Case) -> float:
    """Check after one edit."""
    edit(case, "check")
    return case.run("check").cpu


def diff(case: Case) -> float:
    """Tell what one changed word does."""
    edit(case, "diff")
    return case.run("diff", "HEAD").cpu


def edit(case: Case, word: str) -> Path:
    """Put a word at the end of the digest of an article, and give the article's file."""
    return edit_of(case.root, word)


def edit_of(root: Path, word: str) -> Path:
    """Do so in the project in a folder."""
    articles = sorted((root / "articles").glob("*.md"))
    article = articles[len(articles) // 2]
    text = article.read_text(encoding="utf-8").partition(" It is marked")[0].rstrip("\n")
    article.write_text(f"{text} It is marked {word}.\n", encoding="utf-8")
    return article


# ------------------------------------------------------------------ pages


def packed(case: Case) -> float:
    """The heaviest page with its assets, packed."""
    return heaviest(built(case).site)[0].packed


def elements(case: Case) -> float:
    """The page with the most elements."""
    return heaviest(built(case).site)[1].elements


def main_thread(case: Case) -> float:
    """The most that a browser's main thread works for one of the heaviest pages."""
    return most_work(built(case).site)


# ------------------------------------------------------------------ preview


def first_page(case: Case) -> float:
    """From the command to the first page."""
    with serving(case) as (_, began):
        return time.perf_counter() - began


def seen(case: Case) -> float:
    """From an edit to the page that shows it; what is known by the way is kept for other rows."""
    with serving(case) as (process, _):
        wait_for(page_of(case, edit(case, "warm")), "It is marked warm.")
        idle = process.cpu()
        time.sleep(10)
        case.known["idle"] = (process.cpu() - idle) * 10
        times = []
        for number in range(1, EDITS + 1):
            page = page_of(case, edit(case, f"seen{number}"))
            begin = time.perf_counter()
            wait_for(page, f"It is marked seen{number}.")
            times.append(time.perf_counter() - begin)
            if number in WATCHED:
                case.known[f"after {number}"] = process.memory()
        case.known["seen"] = sorted(times)[len(times) // 2]
        return case.known["seen"]


def idle(case: Case) -> float:
    """How busy the preview is with nothing to do."""
    return watched(case).known["idle"]


def after(number: int) -> Callable[[Case], float | None]:
    """Its memory after so many edits, if it sees so many."""
    return lambda case: watched(case).known.get(f"after {number}")


def watched(case: Case) -> Case:
    """The same with a preview that was edited."""
    if "seen" not in case.known:
        seen(case)
    return case


@contextmanager
def serving(case: Case) -> Iterator[tuple[Running, float]]:
    """Serve a preview until the block ends; gives its process and when it began."""
    began = time.perf_counter()
    command = [*BUILDER, "serve", "--port", str(PORT)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=case.root, stdout=quiet, stderr=quiet) as process:  # noqa: S603 - ours
        try:
            wait_for("", "<h1", 900)
            yield Running(process.pid), began
        finally:
            process.terminate()


def page_of(case: Case, article: Path) -> str:
    """The address of an article's page in the preview."""
    return f"{article.relative_to(case.root).with_suffix('').as_posix()}/"


def wait_for(page: str, words: str, most: float = 300) -> None:
    """Ask for a page of the preview until it shows some words."""
    end = time.perf_counter() + most
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/invented/{page}") as answer:
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{page} does not show {words!r}")


# ------------------------------------------------------------------ the table


def rival(name: str) -> Callable[[Case], float]:
    """How another generator fares on the same bodies."""

    def measure(case: Case) -> float:
        if not (built(case).other / "bodies").exists():
            case.step("bodies", case.root, case.other / "bodies")
        return RIVALS[name](case.rivals, case.other / "bodies").cpu * 1000 / case.pages

    return measure


def _edits(number: int) -> str:
    return "1 edit" if number == 1 else f"{number} edits"


def _rival_row(name: str) -> Row:
    slow = name != "Hugo"
    most = MOST_OF_SLOW if slow else 0
    return Row(f"{name} on the same bodies", "CPU ms a page", "", rival(name), most, slow)


ROWS = (
    Row("`extract`, cold", "CPU ms an article", "12", extracted),
    Row("`extract`, cold: `--jobs 2` beside `--jobs 1`", "times as fast", "1.9", sped_up),
    Row("`extract` again, nothing changed", "CPU s", "2 at 10,000", unchanged),
    Row("`build` after extraction, without search", "CPU ms a page", "3, below Hugo", build),
    *map(_rival_row, RIVALS),
    Row("memory of `build`", "MB", "600 at 2,800; 2,000 at 10,000", memory),
    Row("memory of `build` without Pagefind's", "MB", "", own_memory),
    Row("`data/` against `corpus.json`", "times", "2", data),
    Row("heaviest page, packed, with assets", "kB", "120", packed),
    Row("most elements of a page", "elements", "3,000", elements),
    Row("main thread of the heaviest pages, opened at 1,366 px", "s", "1", main_thread),
    Row("`build` after a first edit", "s", "", first_again),
    Row("`build` after a third edit", "s", "", again),
    Row("`build` after a third edit, without search", "s", "3 at 1,000; 15 at 10,000", again_without_search),
    Row("`check` after one edit", "CPU s", "1 at 10,000", check),
    Row("`diff HEAD` for one word", "CPU s", "5 at 1,000", diff),
    Row("`serve`: first page", "s", "", first_page),
    Row("`serve`: an edit seen", "s", "0.5 at 1,000; 2 at 10,000", seen),
    Row("`serve`: idle", "% of a core", "1", idle),
    *(Row(f"`serve`: memory after {_edits(number)}", "MB", "steady", after(number)) for number in WATCHED),
)
