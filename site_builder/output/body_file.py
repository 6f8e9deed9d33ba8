"""Pages and files of a site in a temporary file: the memory of a build holds only where each stands."""

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

from site_builder.model.lazy import Anew
from site_builder.output.render import Body, PageFile, RenderedPage

Places = dict[str, tuple[int, int]]
"""Where files stand, by path: where each begins, and its bytes."""


class BodyFile:
    """A file that is gone with this object. Its `folder` should not be in memory, as /tmp may be.

    Errors of the system name the folder: the file has no name of its own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed when the last page is gone
        self._end = 0
        weakref.finalize(self, self._file.close)

    def put(self, page: RenderedPage) -> RenderedPage:
        """Put the HTML of a page away, and the texts of its files; the page is the same."""
        files = tuple(PageFile(file.path, self._put_text(file.body)) for file in page.files)
        return replace(page, body=self._put_text(page.body), files=files)

    def put_all(self, files: Iterable[tuple[str, bytes]]) -> Places:
        """Put files away, one after the other: where each stands, by its path."""
        places = {path: self._place(data) for path, data in files}
        with self._named():
            self._file.flush()
        return places

    def files_at(self, places: Places) -> Mapping[str, bytes]:
        """The files that stand at some places, which a process forked from this one may have put there."""
        self._end = max(self._end, *(start + length for start, length in places.values()), 0)
        return Anew({path: partial(self._read, *place) for path, place in places.items()})

    def _put_text(self, body: Body) -> Body:
        read = self._put(body.make().encode("utf-8", "surrogatepass"))
        return Body(body.digest, body.is_titled, partial(_text, read))

    def _put(self, data: bytes) -> Callable[[], bytes]:
        return partial(self._read, *self._place(data))

    def _place(self, data: bytes) -> tuple[int, int]:
        with self._named():
            self._file.seek(self._end)
            self._file.write(data)
        start, self._end = self._end, self._end + len(data)
        return start, len(data)

    def _read(self, start: int, length: int) -> bytes:
        with self._named():
            self._file.seek(start)
            return self._file.read(length)

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            error.filename = str(self._folder)
            raise


def _text(read: Callable[[], bytes]) -> str:
    return read().decode("utf-8", "surrogatepass")
