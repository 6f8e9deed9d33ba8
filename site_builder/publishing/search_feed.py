"""Gives Pagefind pages while a site is being made, so that its work is done beside ours.

As long as all pages are as they were in the last index, that may be taken, and nothing is given: with the
first page that differs, all that came before it are. Where it is known that some page will differ, all are
given from the first one on. What was given and is not what is there in the end counts for nothing: then all
pages are given once more.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from site_builder.model.problems import Problem
from site_builder.publishing.search_index import (
    Ask,
    SearchError,
    added_page,
    files_of,
    last_pages,
    new_index,
    problem_of,
    running,
    source_of,
    taken_over,
    write_bundle,
    write_source,
)

Text = Callable[[], str]
WAITING = 16_000_000
"""So many characters of pages wait at most: each is held as text."""


@dataclass
class SearchFeed:
    """What is to be searched in a `site` that is being made, and what of it Pagefind has been given."""

    site: Path
    _pages: dict[str, tuple[str, Text]] = field(default_factory=dict)
    _given: dict[str, str] = field(default_factory=dict)
    _index: "_Index | None" = None
    _is_wrong: bool = False

    def add(self, path: str, body: str, text: Text) -> None:
        """Count in a page: a hash of what is searched of it, and how to get what Pagefind shall read."""
        self._pages[path] = body, text
        if self._index is None and self._last.get(path) != body:
            self._give_all(self._pages)
        elif self._index is not None:
            self._give(path)

    def begin(self) -> None:
        """Give all pages from now on. No process may be forked from this one any more."""
        self._index = self._index or _Index()

    def write(self, bodies: Mapping[str, str], before: Sequence[Path]) -> tuple[Problem, ...]:
        """Add the index of pages to the site; hashes of what is searched of them tell which."""
        source = source_of(bodies)
        if any(taken_over(other, self.site, source) for other in before):
            return ()
        try:
            files = write_bundle(self.site, self._files(bodies), next(iter(before), None))
        except SearchError as error:
            return (problem_of(error),)
        write_source(self.site, source, files, bodies)
        return ()

    def stop(self) -> None:
        """Let go of Pagefind."""
        index, self._index, self._given = self._index, None, {}
        if index is not None:
            index.stop()

    @cached_property
    def _last(self) -> Mapping[str, str]:
        return last_pages(self.site)

    def _files(self, bodies: Mapping[str, str]) -> Mapping[str, bytes]:
        if self._is_wrong or not self._given.items() <= bodies.items():
            self.stop()
        self._give_all(sorted(bodies.keys() - self._given.keys()))
        index, self._index = self._index or _Index(), None
        return index.files()

    def _give_all(self, paths: Iterable[str]) -> None:
        self.begin()
        for path in paths:
            self._give(path)

    def _give(self, path: str) -> None:
        body, text = self._pages[path]
        if path not in self._given and self._index is not None:
            self._index.add(path, text())
        self._is_wrong = self._is_wrong or self._given.setdefault(path, body) != body


@contextmanager
def search_feed(site: Path) -> Iterator[SearchFeed]:
    """What gives Pagefind the pages of a site; its program has ended afterwards."""
    feed = SearchFeed(site)
    try:
        yield feed
    finally:
        feed.stop()


class _Index:
    """An index that Pagefind makes in a thread of its own; what goes wrong there is told with the files."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._thread = ThreadPoolExecutor(1)
        self._begun = self._thread.submit(self._begin)
        self._answers: deque[tuple[int, Future[None]]] = deque()
        self._waiting = 0

    def add(self, path: str, text: str) -> None:
        """Give a page; it waits for those before it, and we wait where too much does."""
        while self._answers and (self._waiting >= WAITING or self._answers[0][1].done()):
            if self._answers[0][1].exception() is not None:
                break
            self._waiting -= self._answers.popleft()[0]
        self._waiting += len(text)
        self._answers.append((len(text), self._thread.submit(self._add, path, text)))

    def files(self) -> Mapping[str, bytes]:
        """Wait for all that was given, and take the index."""
        with self._stack:
            try:
                ask, number = self._begun.result()
                for _, answer in self._answers:
                    answer.result()
                return files_of(ask, number)
            finally:
                self._thread.shutdown(cancel_futures=True)

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
