"""The check that no private text is on a finished site: no file that is one, no long run of its words.

All private texts are one row of words, cut at their borders. Of this row every fifth block of eleven words
is kept, and of each file every third is looked up. A run of 26 words has sixteen such blocks, and of any
fifteen in a row one is both. Besides, every fifth block of 21 words is kept, and one of them lies in every
run, with three of the short ones: it is looked for around a short one that was found. So each word is read
once, however many texts and pages there are; and short quotes, which pages are full of, lead no further.
"""

import hashlib
from array import array
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, count
from pathlib import Path
from typing import Protocol

from site_builder.corpus.captured_texts import PrivateText
from site_builder.model.lazy import Last
from site_builder.model.problems import Location, Problem, quoted
from site_builder.publishing.words_of_files import PIECE, Reading, readings, words_of

LONGEST = 25
"""So many words in a row may be shown of a private text."""
BLOCK, KEPT, LOOKED_UP = 11, 5, 3
"""Words of a block; of which blocks of texts one is kept, and of which of files one is looked up."""
LONG = BLOCK + 2 * KEPT
"""Words of a long block, which begins with one block that is kept and ends with the next but one."""
AROUND = 2_000
"""Of so many blocks that were found in files the runs are kept: a quote stands on a few pages."""
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
    blocks: frozenset[int] = frozenset()
    files: dict[int, dict[str, str]] = field(default_factory=dict)
    work: int = 0
    long: dict[int, int] = field(default_factory=dict)
    more: dict[int, list[int]] = field(default_factory=dict)
    _around: dict[int, dict[Run, int]] = field(default_factory=lambda: Last(AROUND))

    @property
    def run(self) -> int:
        """Words of a run that is too long."""
        return self.longest + 1

    def name_at(self, place: int) -> str:
        """Name the text that a place in the row is in."""
        return self.names[bisect(self.starts, place) - 1]

    def around(self, block: int) -> Mapping[Run, int]:
        """All runs of the texts that hold a long block, each with its place in the row."""
        if block not in self.long:
            return {}
        if block not in self._around:
            self._around[block] = dict(self._runs_around(block))
        return self._around[block]

    def _runs_around(self, block: int) -> Iterator[tuple[Run, int]]:
        row, length = self.row, self.run
        for number in (self.long[block], *self.more.get(block, ())):
            at = number * KEPT
            starts = range(max(0, at - length + LONG), min(at, len(row) - length) + 1)
            self.work += len(starts)
            yield from ((hash(tuple(row[start : start + length])), start) for start in starts)


def index_of(texts: Iterable[PrivateText], longest: int = LONGEST) -> TextIndex:
    """Index private texts; runs of more than `longest` words, at least 25, are then found."""
    index = TextIndex(max(longest, LONGEST))
    for known in texts:
        index.files.setdefault(known.size, {})[known.sha256] = known.name
        if known.text is not None:
            _add_text(index, known.name, words_of(known.text))
    kept = list(_blocks(list(index.row), KEPT))
    index.blocks = frozenset(kept)
    for number, block in enumerate(map(hash, zip(kept, kept[2:], strict=False))):
        if index.long.setdefault(block, number) != number:
            index.more.setdefault(block, []).append(number)
    index.work += len(index.row)
    return index


def _add_text(index: TextIndex, name: str, words: Sequence[bytes]) -> None:
    numbers = index.numbers
    index.names.append(name)
    index.starts.append(len(index.row))
    index.row.extend([numbers.setdefault(word, len(numbers) + 1) for word in words])
    index.row.append(BORDER)


def _long_block(words: Sequence[int | None], at: int) -> int:
    """Hash of the long block that begins somewhere: of its first and its last block, which meet."""
    last = at + LONG - BLOCK
    return hash((hash(tuple(words[at : at + BLOCK])), hash(tuple(words[last : last + BLOCK]))))


def _blocks(words: Sequence[int | None], step: int, length: int = BLOCK) -> Iterator[int]:
    """Hashes of the blocks that begin at each `step`-th word."""
    return map(hash, zip(*(words[at::step] for at in range(length)), strict=False))


# ------------------------------------------------------------------ looking


def check_leaks(
    site: Path, index: TextIndex, published: Callable[[], Iterable[str]], themes: Sequence[Path] = ()
) -> tuple[Problem, ...]:
    """Refuse files of a site that are private texts or hold runs of them.

    What `published` texts say is not private; files as they came with one of the `themes` are not read.
    """
    search = LeakSearch(index, published, themes)
    files = sorted(path for path in site.rglob("*") if path.is_file()) if index.files else []
    return tuple(
        problem
        for path in files
        for problem in search.in_file(path.relative_to(site).as_posix(), path.read_bytes())
    )


@dataclass(frozen=True, slots=True)
class Leak:
    """What a file shows of a private text: its name, how a run begins; no `words` where it is the file."""

    name: str
    words: str = ""


class KeptPieces(Protocol):
    """Keeps which pieces of large files hold no run: of an edit most are as they were.

    A piece is known by a hash of its bytes, of how they are read and of the last words before; with it stand
    its own last words. All is of the texts that have a `stamp`.
    """

    def clean_pieces(self, place: str, stamp: str) -> Mapping[str, str]:
        """Give the pieces of a file that are known."""
        ...

    def keep_clean_pieces(self, place: str, stamp: str, pieces: Mapping[str, str]) -> None:
        """Keep all pieces of a file instead."""
        ...


class LeakSearch:
    """Looks for private texts in the files of a site, one after the other."""

    def __init__(
        self,
        index: TextIndex,
        published: Callable[[], Iterable[str]] = tuple,
        themes: Sequence[Path] = (),
        kept: KeptPieces | None = None,
    ) -> None:
        self.index = index
        self.themes = themes
        self._kept = kept
        self._published = published
        self._open: frozenset[Run] | None = None

    @cached_property
    def stamp(self) -> str:
        """What a leak in a page depends on, besides the page: a hash of the texts that are looked for."""
        texts = sorted(name for alike in self.index.files.values() for name in alike)
        shown = sorted(hashlib.sha256(text.encode()).hexdigest() for text in self._published())
        return hashlib.sha256(repr((self.index.longest, texts, shown)).encode()).hexdigest()

    def in_file(self, place: str, data: bytes) -> Iterator[Problem]:
        """Tell of a file that is a private text or holds a run of one: the first one that is too long."""
        if (leak := self.leak_in(place, data)) is not None:
            yield self.problem(place, leak)

    def leak_in(self, place: str, data: bytes) -> Leak | None:
        """Find what a file shows of a private text."""
        same = self.same_file(data)
        if same is not None:
            return Leak(same)
        if self.index.names and not any(_is_as_it_came(theme / place, data) for theme in self.themes):
            return self._in_text(place, data)
        return None

    def problem(self, place: str, leak: Leak) -> Problem:
        """Tell of a leak."""
        return _texts_held(self.index, place, leak) if leak.words else _whole_text_problem(place, leak.name)

    def same_file(self, data: bytes) -> str | None:
        """Name the private file that has these bytes."""
        alike = self.index.files.get(len(data))
        return alike.get(hashlib.sha256(data).hexdigest()) if alike else None

    def numbers_of(self, words: Iterable[bytes]) -> list[int | None]:
        """Numbers of words; None for one that no private text has."""
        return list(map(self.index.numbers.get, words))

    def holds_run(self, numbers: Sequence[int | None]) -> bool:
        """Whether words hold a run that is too long."""
        return self._first_run(numbers) is not None

    def _in_text(self, place: str, data: bytes) -> Leak | None:
        kept = self._kept if len(data) > PIECE else None
        known = kept.clean_pieces(place, self.stamp) if kept else {}
        clean: dict[str, str] | None = {} if kept else None
        for reading in readings(place, data):
            leak = self._in_reading(reading, known, clean)
            if leak is not None:
                return leak
        if kept and clean:
            kept.keep_clean_pieces(place, self.stamp, clean)
        return None

    def _in_reading(
        self, reading: Reading, known: Mapping[str, str], clean: dict[str, str] | None
    ) -> Leak | None:
        """Look at each piece with the last words before, as many as a run has, but one; list the `clean`."""
        last: list[bytes] = []
        for piece in reading.pieces:
            key = _hash_of_piece(last, reading, piece) if clean is not None else ""
            if key and key in known:
                last = known[key].encode().split()
            else:
                words = last + words_of(reading.read(piece))
                if (leak := self._in_words(words)) is not None:
                    return leak
                last = words[-self.index.longest :]
            if clean is not None:
                clean[key] = b" ".join(last).decode()
        return None

    def _in_words(self, words: Sequence[bytes]) -> Leak | None:
        found = self._first_run(self.numbers_of(words))
        if found is None:
            return None
        at, there = found
        return Leak(self.index.name_at(there), b" ".join(words[at : at + 5]).decode())

    def _first_run(self, numbers: Sequence[int | None]) -> tuple[int, int] | None:
        """Where the first run that is too long begins, in these words and in the row."""
        self.index.work += len(numbers)
        blocks = list(_blocks(numbers, LOOKED_UP))
        if self.index.blocks.isdisjoint(blocks):
            return None
        # Of many million blocks few are hits: no line of Python is run for the others.
        hits = compress(count(0, LOOKED_UP), map(self.index.blocks.__contains__, blocks))
        runs = (self._run_around(numbers, at - back) for at in hits for back in (LONG - BLOCK, KEPT, 0))
        return next(filter(None, runs), None)

    def _run_around(self, words: Sequence[int | None], at: int) -> tuple[int, int] | None:
        """Where a run that holds a long block begins in the words and in the row, if it is too long."""
        length = self.index.run
        around = self.index.around(_long_block(words, at)) if at >= 0 else {}
        for start in range(max(0, at - length + LONG), min(at, len(words) - length) + 1) if around else ():
            self.index.work += 1
            run = hash(tuple(words[start : start + length]))
            if run in around and not self._is_open(run):
                return start, around[run]
        return None

    def _is_open(self, run: Run) -> bool:
        if self._open is None:
            self._open = frozenset(_runs_in(self.index, self._published()))
        return run in self._open


def _hash_of_piece(last: Sequence[bytes], reading: Reading, piece: bytes) -> str:
    found = hashlib.sha256(b" ".join((reading.read.__name__.encode(), *last, b"")))
    found.update(piece)
    return found.hexdigest()


def _is_as_it_came(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _runs_in(index: TextIndex, texts: Iterable[str]) -> Iterator[Run]:
    for text in texts:
        yield from _blocks(list(map(index.numbers.get, words_of(text.encode()))), 1, index.run)


# ------------------------------------------------------------------ telling


def _whole_text_problem(place: str, name: str) -> Problem:
    fix = "take the file out of what is published"
    return Problem(
        Location(f"site/{place}"), "private-text", f"the private file {name}", "no private text", fix
    )


def _texts_held(index: TextIndex, place: str, leak: Leak) -> Problem:
    found = f"over {index.longest} words in a row of {leak.name}, from {quoted(leak.words)} on"
    expected = f"at most {index.longest} of a text that is private"
    fix = "look for these words in docs/, articles/, annotations/ and templates/, and retell them"
    return Problem(Location(f"site/{place}"), "private-text", found, expected, fix)
