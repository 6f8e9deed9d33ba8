"""All files of a site but its pages, made and put away, maybe by a process of their own."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from site_builder.linking.fingerprints import Fingerprints
from site_builder.output.body_file import BodyFile, Places
from site_builder.output.exports.data_files import DataOnDemand
from site_builder.pages.page_units import Sources
from site_builder.proving.executors import in_fork
from site_builder.storage.store import Store


def files_put_away(
    folder: Path,
    data: DataOnDemand,
    redirects: Mapping[str, bytes],
    prints: Fingerprints[Sources] | None,
    store: Store,
    *,
    apart: bool,
) -> tuple[Mapping[str, bytes], Mapping[str, int]]:
    """Make all data files, and put them away in a `folder` with the redirects.

    Gives all files by path, and of the data how many bytes each has. Their tables take about as much memory
    as the linked site: with `apart` a process of its own makes them.
    """
    if not prints:
        made = dict(data.make())
        return {**made, **redirects}, {path: len(content) for path, content in made.items()}
    put_away = BodyFile(folder)
    old = put_away.put_all(redirects.items())

    def put() -> Places:
        places = put_away.put_all(data.make())
        store.write()
        return places

    if apart:
        prints.make_all()
        store.write()  # the other process reads from the file what waits here
    places = in_fork(put, partial(store.go_on_forked, tells=False)) if apart else put()
    return put_away.files_at(old | places), {path: length for path, (_, length) in places.items()}
