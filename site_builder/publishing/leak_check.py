"""The check that no private text is on a finished site: no file that is one, no long run of its words.

All private texts are one row of words, cut at their borders. Of this row every fifth block of eleven words
is kept, and of each file every third is looked up. A run of 26 words has sixteen such blocks, and of any
fifteen in a row one is both. So each word is read once, however many texts and pages there are; and quotes of
ten words, which pages are full of, are never looked at twice.
"""

import hashlib
from array import array
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.corpus.captured_texts import PrivateText
from site_builder.model.problems import Location, Problem, quoted
from site_builder.publishing.words_of_files import readings, words_of

LONGEST = 25
"""So many words in a row may be shown of a private text."""
BLOCK, KEPT, LOOKED_UP = 11, 5, 3
"""Words of a block; of which blocks of texts one is kept, and of which of files one is looked up."""
BORDER = 0
"""Stands between two texts, as the number of no word."""

Run = int
"""The hash of a run of words."""


@dataclass(slots=True)
class TextIndex:
    """What is known of private texts. `work` counts the words and blocks that were looked at."""

    longest: int = LONGEST
    names: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    row: "array[int]" = field(default_factory=lambda: array("I"))
    numbers: dict[bytes, int] = field(default_factory=dict)
    blocks: dict[int, int] = field(default_factory=dict)
    more: dict[int, list[int]] = field(default_factory=dict)
    files: dict[int, dict[str, str]] = field(default_factory=dict)
    around: dict[int, dict[Run, int]] = field(default_factory=dict)
    work: int = 0

    @property
    def run(self) -> int:
        """Words of a run that is too long."""
        return self.longest + 1


def index_of(texts: Iterable[PrivateText], longest: int = LONGEST) -> TextIndex:
    """Index private texts; runs of more than `longest` words, at least 25, are then found."""
    index = TextIndex(max(longest, LONGEST))
    for known in texts:
        index.files.setdefault(known.size, {})[known.sha256] = known.name
        if known.text is not None:
            _add_text(index, known.name, words_of(known.text))
    for number, block in enumerate(_blocks(index.row, KEPT)):
        if index.blocks.setdefault(block, number) != number:
            index.more.setdefault(block, []).append(number)
    index.work += len(index.row)
    return index


def _add_text(index: TextIndex, name: str, words: Sequence[bytes]) -> None:
    numbers = index.numbers
    index.names.append(name)
    index.starts.append(len(index.row))
    index.row.extend([numbers.setdefault(word, len(numbers) + 1) for word in words])
    index.row.append(BORDER)


def _blocks(words: Sequence[int | None], step: int) -> Iterator[int]:
    """Hashes of the blocks that begin at each `step`-th word."""
    return map(hash, zip(*(words[at::step] for at in range(BLOCK)), strict=False))


# ------------------------------------------------------------------ looking


def check_leaks(
    site: Path, index: TextIndex, published: Callable[[], Iterable[str]], themes: Sequence[Path] = ()
) -> tuple[Problem, ...]:
    """Refuse files of a site that are private texts or hold runs of them.

    What `published` texts say is not private; files as they came with one of the `themes` are not read.
    """
    if not index.files:
        return ()
    open_runs: list[frozenset[Run]] = []

    def is_open(run: Run) -> bool:
        if not open_runs:
            open_runs.append(frozenset(_runs_in(index, published())))
        return run in open_runs[0]

    problems: list[Problem] = []
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        place, data = path.relative_to(site).as_posix(), path.read_bytes()
        alike = index.files.get(len(data))
        same = alike.get(hashlib.sha256(data).hexdigest()) if alike else None
        if same is not None:
            problems.append(_whole_text_problem(place, same))
        elif not any(_is_as_it_came(theme / place, data) for theme in themes):
            problems += _in_file(index, place, data, is_open)
    return tuple(problems)


def _is_as_it_came(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _runs_in(index: TextIndex, texts: Iterable[str]) -> Iterator[Run]:
    for text in texts:
        words = list(map(index.numbers.get, words_of(text.encode())))
        yield from (hash(tuple(words[at : at + index.run])) for at in range(len(words) - index.run + 1))


def _in_file(index: TextIndex, place: str, data: bytes, is_open: Callable[[Run], bool]) -> Iterator[Problem]:
    """The first run in a file that is too long."""
    for reading in readings(place, data):
        words = words_of(reading)
        numbers = list(map(index.numbers.get, words))
        index.work += len(words)
        for number, block in enumerate(_blocks(numbers, LOOKED_UP)):
            if block in index.blocks:
                found = _run_around(index, numbers, number * LOOKED_UP, block, is_open)
                if found is not None:
                    at, there = found
                    yield _texts_held(index, place, words[at : at + index.run], there)
                    return


def _run_around(
    index: TextIndex, words: Sequence[int | None], at: int, block: int, is_open: Callable[[Run], bool]
) -> tuple[int, int] | None:
    """Where the run that a block is part of begins in the file and in the row, if it is too long."""
    around = index.around.get(block)
    if around is None:
        around = index.around[block] = dict(_runs_around(index, block))
    for start in range(max(0, at - index.run + BLOCK), min(at, len(words) - index.run) + 1):
        index.work += 1
        run = hash(tuple(words[start : start + index.run]))
        if run in around and not is_open(run):
            return start, around[run]
    return None


def _runs_around(index: TextIndex, block: int) -> Iterator[tuple[Run, int]]:
    """All runs of private texts that hold a block, each with its place in the row: found once a block."""
    for number in (index.blocks[block], *index.more.get(block, ())):
        at = number * KEPT
        for start in range(max(0, at - index.run + BLOCK), min(at, len(index.row) - index.run) + 1):
            index.work += 1
            words = index.row[start : start + index.run]
            if BORDER not in words:
                yield hash(tuple(words)), start


# ------------------------------------------------------------------ telling


def _whole_text_problem(place: str, name: str) -> Problem:
    fix = "take the file out of what is published"
    return Problem(
        Location(f"site/{place}"), "private-text", f"the private file {name}", "no private text", fix
    )


def _texts_held(index: TextIndex, place: str, words: Sequence[bytes], there: int) -> Problem:
    name = index.names[bisect(index.starts, there) - 1]
    found = f"over {index.longest} words in a row of {name}, from {quoted(b' '.join(words[:5]).decode())} on"
    expected = f"at most {index.longest} of a text that is private"
    fix = "look for these words in docs/, articles/, annotations/ and templates/, and retell them"
    return Problem(Location(f"site/{place}"), "private-text", found, expected, fix)
