"""What grows faster than what it reads: processor time at n, 2n and 4n, of every field and of whole texts."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import BuildOptions, build
from site_builder.corpus.captured_texts import TEXT_BYTES
from site_builder.editing.suggest.suggesting import suggest
from site_builder.extraction.extract import extract
from site_builder.linking.name_resolution import name_text
from site_builder.names.matching import compile_names
from site_builder.proving.proved_project import read_project
from tests.conftest import TOY, project_at
from tests.fuzzing import KNOWN, POST, TEXT
from tests.test_work import without_bounds

PIECES = (
    "$1 ", "$1 billion ", "visited ", "a ", "A ", "Mr. ", "of the ", "1,", "(", "\u201c", "J. K. ",
    "president ", "on Monday, ", "Ada Lund met ", ". ", "\n\n", "said that ", "\u0301", "between 5 and ",
    "Sudria's ", "The ", "the minister of ",
)  # fmt: skip
LEAST = 0.2
"""CPU seconds below which nothing is said of how it grows."""
STEEP = 3.0
"""How many times the work of 2n that of 4n may be: 2 is linear, 4 the square."""
TRIES = 3
"""The least time of so many is taken: others may be at work on the machine."""


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def assert_even(work: Callable[[int], float], sizes: tuple[int, int, int], base: float = 0) -> None:
    """Time grows as the size does; measured again where it seems not to."""
    least = [float("inf")] * 3
    for _ in range(TRIES):
        least = [min(known, max(work(size) - base, 0)) for known, size in zip(least, sizes, strict=True)]
        if least[2] < LEAST or least[2] < STEEP * least[1]:
            return
    raise AssertionError((base, *least))


@pytest.mark.parametrize("piece", PIECES)
def test_texts(piece: str) -> None:
    names = compile_names(KNOWN.registry)

    def work(size: int) -> float:
        text = piece * (size // len(piece))
        return seconds(lambda: name_text(extract(text, ((0, len(text)),), "2031-05-10"), names))

    assert_even(work, (15_000, 30_000, 60_000))


@pytest.mark.parametrize("piece", PIECES)
def test_suggestions(piece: str) -> None:
    def work(size: int) -> float:
        text = TEXT.replace("\n\n", f"\n\n{piece * (size // len(piece))}\n\n", 2)
        return seconds(lambda: suggest(KNOWN, POST, text))

    assert_even(work, (5_000, 10_000, 20_000), work(len(piece)))


FIELD = re.compile(r"^(?P<lead>[ -]*(?P<key>[a-z_]+): )(?P<value>[A-Za-z\u201c\"'].*)$", re.MULTILINE)
FIELDS = sorted(
    {
        (path.relative_to(TOY).as_posix(), found["key"])
        for folder in ("annotations", "articles")
        for path in (TOY / folder).rglob("*.[ym]*")
        for found in FIELD.finditer(path.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize(("path", "key"), FIELDS)
def test_fields(toy_project: Path, path: str, key: str) -> None:
    """A field that may be so long is read, and what it makes is drawn, in time that grows as it does."""
    file = toy_project / path
    before = file.read_text(encoding="utf-8")
    place = next(found for found in FIELD.finditer(before) if found["key"] == key)

    def work(size: int) -> float:
        long = '"' + ("Word " * (size // 5)).strip() + '"'
        file.write_text(
            before[: place.start("value")] + long + before[place.end("value") :], encoding="utf-8"
        )
        project = project_at(toy_project)
        if any(problem.severity == "error" for problem in read_project(project)[1]):
            return seconds(lambda: read_project(project))
        return seconds(lambda: build(project, BuildOptions()))

    assert_even(work, (5_000, 10_000, 20_000), work(50))


WHOLE = (
    "$1 ", "$1 billion ", "visited ", "met ", "on Monday ", '"a" said ', "'", "(", "sold ", "acquires ",
    "received ", "agreements ", "talks with Norland ", "he received ", "the minister met ", "met Norland ",
)  # fmt: skip
"""What fills a text of two megabytes, to its last byte."""


@pytest.mark.parametrize("piece", WHOLE)
def test_a_text_of_the_largest_size(piece: str) -> None:
    """Names, times and amounts, and what is proposed: each in two seconds of a processor."""
    text = (piece * (TEXT_BYTES // len(piece) + 1))[:TEXT_BYTES]
    corpus = without_bounds(KNOWN, POST)
    names = compile_names(KNOWN.registry)
    for action in (
        lambda: name_text(extract(text, ((0, len(text)),), "2031-05-10"), names),
        lambda: suggest(corpus, POST, text, names=names),
    ):
        assert min(seconds(action) for _ in range(TRIES)) < 2
