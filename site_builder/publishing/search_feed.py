"""Gives Pagefind pages while a site is being made, so that its work is done beside ours.

As long as all pages of a part are as they were in the last index, that may be taken, and nothing is given:
with the first page that differs, all that came before it in the part are. A part is complete where the next
one begins. What was given and is not what is there in the end counts for nothing: then the pages are given
once more.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from site_builder.model.problems import Problem
from site_builder.publishing.search_bundle import Days, MadePart, SearchBundle, last_parts
from site_builder.publishing.search_folder import MARK
from site_builder.publishing.search_index import (
    Ask,
    SearchError,
    added_page,
    files_of,
    new_index,
    pages_in,
    problem_of,
    running,
)
from site_builder.publishing.search_parts import begins_part, part_size, parted

Text = Callable[[], str]
WAITING = 16_000_000
"""So many characters of pages wait at most: each is held as text."""

_DAYS = re.compile(r'\sdata-newest="([^"]*)" data-oldest="([^"]*)"')
_UNDATED = ("0000", "9999")


@dataclass
class SearchFeed:
    """What is to be searched in a `site` that is being made, and what of it Pagefind has been given.

    A part has `size` pages on average, or all where that is 0.
    """

    site: Path
    size: int = 0
    _parts: list["_Part"] = field(default_factory=list)
    _part_of: dict[str, "_Part"] = field(default_factory=dict)

    def add(self, path: str, body: str, text: Text) -> None:
        """Count in a page: a hash of what is searched of it, and how to get what Pagefind shall read."""
        if path not in self._part_of:
            self._part_of[path] = self._part_for(path)
        self._part_of[path].add(path, body, text)

    def write(self, bodies: Mapping[str, str], before: Sequence[Path]) -> tuple[Problem, ...]:
        """Add the index of pages to the site; hashes of what is searched of them tell which."""
        bundle = SearchBundle(self.site, next(iter(before), None))
        try:
            for paths in parted((path for path in self._part_of if path in bodies), self.size):
                wanted = {path: bodies[path] for path in paths}
                bundle.add(wanted, partial(self._part_of[paths[0]].made, wanted, self._text))
        except SearchError as error:
            return (problem_of(error),)
        bundle.end()
        bundle.keep()
        return ()

    def stop(self) -> None:
        """Let go of Pagefind."""
        for part in self._parts:
            part.stop()

    @cached_property
    def _last(self) -> Mapping[str, Mapping[str, str]]:
        """What was searched of the pages of a part, by its first one."""
        parts = last_parts(self.site).values()
        return {next(iter(part.pages)): part.pages for part in parts if part.pages}

    def _part_for(self, path: str) -> "_Part":
        last = self._parts[-1] if self._parts else None
        if last is None or begins_part(path, len(last.pages), self.size):
            for before in self._parts[:-1]:
                before.wait()  # no more than two are made at a time
            if last is not None:
                last.end()
            self._parts.append(_Part(self._last.get(path, {})))
        return self._parts[-1]

    def _text(self, path: str) -> str:
        return self._part_of[path].pages[path][1]()


@contextmanager
def search_feed(site: Path, pages: int) -> Iterator[SearchFeed]:
    """What gives Pagefind the pages of a site of so many; its program has ended afterwards."""
    feed = SearchFeed(site, part_size(pages))
    try:
        yield feed
    finally:
        feed.stop()


def write_index(site: Path) -> tuple[Problem, ...]:
    """Index the pages of a whole site that are to be searched; what came out is for the user to mend."""
    html = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    searched = [path for path in html if MARK in _read(site, path)]
    bundle = SearchBundle(site)
    try:
        for paths in parted(searched, part_size(len(html))):
            bundle.add(dict.fromkeys(paths, ""), partial(_index_of, paths, partial(_read, site)))
    except SearchError as error:
        return (problem_of(error),)
    bundle.end()
    return ()


def _read(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


@dataclass
class _Part:
    """Pages of a part, and what of them Pagefind has been given; `last` is what was searched before."""

    last: Mapping[str, str]
    pages: dict[str, tuple[str, Text]] = field(default_factory=dict)
    _given: dict[str, str] = field(default_factory=dict)
    _index: "_Index | None" = None
    _has_ended: bool = False

    def add(self, path: str, body: str, text: Text) -> None:
        """Count in a page."""
        self.pages[path] = body, text
        if self._index is not None:
            self._give(path)
        elif not self._has_ended and self.last.get(path) != body:
            self._begin()

    def end(self) -> None:
        """Have the index made: there are no more pages."""
        if self._index is None and {path: body for path, (body, _) in self.pages.items()} != self.last:
            self._begin()
        self._has_ended = True
        if self._index is not None:
            self._index.end()

    def wait(self) -> None:
        """Wait until Pagefind holds nothing more of it."""
        if self._index is not None:
            self._index.wait()

    def made(self, wanted: Mapping[str, str], text: Callable[[str], str]) -> MadePart:
        """Wait for the index of pages; hashes of what is searched of them tell which."""
        if self._index is not None and self._given == wanted:
            return self._index.made()
        self.stop()
        return _index_of(wanted, text)

    def stop(self) -> None:
        """Let go of Pagefind."""
        index, self._index, self._given = self._index, None, {}
        if index is not None:
            index.stop()

    def _begin(self) -> None:
        self._index = _Index()
        for path in self.pages:
            self._give(path)

    def _give(self, path: str) -> None:
        body, text = self.pages[path]
        if self._index is not None and not self._has_ended and path not in self._given:
            self._given[path] = body
            self._index.add(path, text())


def _index_of(paths: Iterable[str], text: Callable[[str], str]) -> MadePart:
    index = _Index()
    try:
        for path in paths:
            index.add(path, text(path))
        return index.made()
    finally:
        index.stop()


class _Index:
    """An index that Pagefind makes in a thread of its own; what goes wrong there is told with the files."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._thread = ThreadPoolExecutor(1)
        self._begun = self._thread.submit(self._begin)
        self._answers: deque[tuple[int, Future[None]]] = deque()
        self._waiting = 0
        self._days: dict[str, Days] = {}
        self._made: Future[MadePart] | None = None

    def add(self, path: str, text: str) -> None:
        """Give a page; it waits for those before it, and we wait where too much does."""
        while self._answers and (self._waiting >= WAITING or self._answers[0][1].done()):
            if self._answers[0][1].exception() is not None:
                break
            self._waiting -= self._answers.popleft()[0]
        self._waiting += len(text)
        days = _DAYS.search(text)
        self._days[path.removesuffix("index.html")] = (days[1], days[2]) if days else _UNDATED
        self._answers.append((len(text), self._thread.submit(self._add, path, text)))

    def end(self) -> "Future[MadePart]":
        """Have it made of what was given; nothing is held by Pagefind afterwards."""
        if self._made is None:
            self._made = self._thread.submit(self._make, list(self._answers))
            self._thread.shutdown(wait=False)
        return self._made

    def wait(self) -> None:
        """Wait until it is made, or went wrong."""
        wait([self.end()])

    def made(self) -> MadePart:
        """Wait for all that was given, and take the index."""
        return self.end().result()

    def stop(self) -> None:
        """Make nothing more of it."""
        self._thread.shutdown(cancel_futures=True)
        with suppress(SearchError):
            self._stack.close()

    def _begin(self) -> tuple[Ask, int]:
        ask = self._stack.enter_context(running())
        return ask, new_index(ask)

    def _add(self, path: str, text: str) -> None:
        added_page(*self._begun.result(), path, text)

    def _make(self, answers: Sequence[tuple[int, Future[None]]]) -> MadePart:
        with self._stack:
            for _, answer in answers:
                answer.result()
            files = files_of(*self._begun.result())
        return MadePart(files, {name: self._days[path] for name, path in pages_in(files)})
