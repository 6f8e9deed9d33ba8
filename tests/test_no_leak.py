"""No file of the project holds more than 25 consecutive words of a captured text."""

import html
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import TEXTS, with_texts

ROOT = Path(__file__).parent.parent
CASES = yaml.load((ROOT / "tests" / "cases" / "leaks.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
LIMIT = 25

WORD = re.compile(r"[^\W_]+")
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)")
TAG = re.compile(r"<[^<>]*>")


def words_of(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    words = words_of(text)
    for start in range(len(words) - LIMIT):
        yield tuple(words[start : start + LIMIT + 1])


def runs_of_texts(texts: Iterable[Path]) -> set[tuple[str, ...]]:
    """Every run of more words than allowed that some texts hold."""
    return {run for path in texts for run in runs_of(path.read_text(encoding="utf-8"))}


def readings_of(path: Path) -> Iterator[str]:
    """A file's text, and what is left of it without tags, entities and escapes."""
    text = path.read_bytes().decode("utf-8", "replace")
    yield text
    if path.suffix in {".html", ".xml", ".svg"}:
        yield html.unescape(TAG.sub("", text))
        yield html.unescape(TAG.sub(" ", text))
    if "\\" in text:
        yield ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)


def leaks(files: list[Path], private: set[tuple[str, ...]]) -> list[str]:
    """Name the files that hold a private run, as text or between HTML tags, with the run's first words."""
    found = []
    for path in files:
        for reading in readings_of(path):
            run = next((run for run in runs_of(reading) if run in private), None)
            if run is not None:
                found.append(f"{path}: {' '.join(run[:5])} ...")
                break
    return found


def files_below(folder: Path) -> list[Path]:
    """The files of a built site."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def files_for_git() -> list[Path]:
    """What git tracks, or would with `git add .`."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("case", CASES["files"], ids=lambda case: str(case["name"]))
def test_a_leak_is_found_in_any_dress(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(CASES["text"])
    private = runs_of_texts([tmp_path / "text.txt"])
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / case["name"]).write_text(case["content"])
    found = leaks(files_below(tmp_path / "site"), private)
    assert [Path(leak.split(":")[0]).name for leak in found] == ([case["name"]] if case["leaks"] else [])


@with_texts
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git checkout")
def test_no_file_of_the_repository_holds_a_captured_text() -> None:
    private = runs_of_texts(TEXTS.glob("*.txt"))
    assert private
    assert leaks(files_for_git(), private) == []
