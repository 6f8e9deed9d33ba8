"""All files of a site but its pages, made and put away, maybe by a process of their own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from site_builder.linking.fingerprints import Fingerprints
from site_builder.model.lazy import Anew, given
from site_builder.model.problems import Checked
from site_builder.output.body_file import BodyFile, Places
from site_builder.output.exports.data_files import LAST_OF_WHOLE, DataOnDemand
from site_builder.output.page_making import Pages
from site_builder.pages.page_units import Sources
from site_builder.proving.forks import meanwhile
from site_builder.storage.progress import hide
from site_builder.storage.store import Store

PagesOnData = Callable[[Mapping[str, int]], Checked[Pages]]
"""Makes the pages that tell of the data, of the bytes of each of their files by path."""
Made = tuple[Mapping[str, bytes], Checked[Pages]]
"""Files, and the pages that tell of them."""


def no_pages() -> Checked[Pages]:
    """Tell of nothing."""
    return (), ()


class MadeFiles(Anew[str, bytes]):
    """Files by path, waited for when one is looked into: they may still be made.

    `ready` are those that are there already; `made` gives the data that hold everything, with the pages that
    tell of them, and then all other data, with `names` as their paths.
    """

    def __init__(self, ready: Mapping[str, bytes], names: Iterable[str], made: Iterator[Made]) -> None:
        waited = {path: partial(self._read, path) for path in names}
        super().__init__({**waited, **{path: given(data) for path, data in ready.items()}})
        self._made = made

    @property
    def pages(self) -> Checked[Pages]:
        """The pages that tell of the data."""
        return self._whole[1]

    @cached_property
    def _whole(self) -> Made:
        return next(self._made)

    @cached_property
    def _data(self) -> Sequence[Mapping[str, bytes]]:
        """All data. While another process writes into a file, this one must not read from it."""
        return [self._whole[0], *(files for files, _ in self._made)]

    def _read(self, path: str) -> bytes:
        for files in self._data:
            if path in files:
                return files[path]
        raise KeyError(path)


def files_put_away(
    folder: Path,
    data: DataOnDemand,
    redirects: Mapping[str, bytes],
    prints: Fingerprints[Sources] | None,
    store: Store,
    *,
    pages_on: PagesOnData,
    apart: bool,
) -> MadeFiles:
    """Begin to make all data files, and to put them away in a `folder`; the redirects are made.

    Their tables take about as much memory as the linked site: with `apart` a process of its own makes them
    meanwhile, and the pages that tell of them, as it has the site at hand. Without fingerprints they are held
    in memory.
    """
    if not prints:
        whole, others = map(dict, _in_two(data.make()))
        pages = pages_on({path: len(content) for path, content in whole.items()})
        return MadeFiles(redirects, data.every_name, iter([(whole, pages), (others, no_pages())]))
    put_away = BodyFile(folder)

    def put() -> Iterator[tuple[Places, Checked[Pages]]]:
        whole, others = _in_two(data.make())
        places = put_away.put_all(whole)
        yield places, pages_on({path: size for path, (_, size) in places.items()})
        yield put_away.put_all(others), no_pages()
        store.write()

    if apart:
        prints.make_all()
        store.write()  # the other process reads from the file what waits here
        all_places = meanwhile(put, partial(_begin_apart, store))
    else:
        all_places = iter([*put()])  # now, while the store is open
    made = ((put_away.files_at(places), pages) for places, pages in all_places)
    return MadeFiles(redirects, data.every_name, made)


def _begin_apart(store: Store) -> None:
    hide()  # the other process tells how far it has come
    store.go_on_forked(tells=False)


def _in_two(files: Iterator[tuple[str, bytes]]) -> Iterator[Iterator[tuple[str, bytes]]]:
    """Divide files into those up to the last that holds everything, and the others."""
    yield _up_to(LAST_OF_WHOLE, files)
    yield files


def _up_to(last: str, files: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for path, content in files:
        yield path, content
        if path == last:
            return
