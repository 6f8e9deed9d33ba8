"""Layers put into their files, and noted as they were written."""

import hashlib
from collections.abc import Collection, Mapping
from typing import Final

from site_builder.corpus.file_reading import Memo
from site_builder.corpus.project import Project
from site_builder.model.value_types import ArticleId
from site_builder.proving.layer_reading import AS_WRITTEN, STAGE
from site_builder.proving.layers import FOLDER, FreshLayer, Layer, layer_json, layer_path
from site_builder.storage.files import link_problems
from site_builder.storage.transaction import file_edit, write_together

NO_FRESH: Final[Mapping[ArticleId, FreshLayer]] = {}


def write_layers(
    project: Project,
    layers: Mapping[ArticleId, Layer],
    fresh: Mapping[ArticleId, FreshLayer] = NO_FRESH,
    settled: Collection[ArticleId] = (),
    memo: Memo | None = None,
) -> tuple[str, ...]:
    """Write the layers that changed and remove those of articles that are gone; list the paths touched.

    What is `fresh` is written as it is; files of those that are `settled` are as they would be written.
    Where a link lies in the way nothing is: reading the layers has told of it.
    """
    if any(link_problems(project.root, FOLDER)):
        return ()
    wanted: dict[str, bytes | None] = {
        f"{FOLDER}/{path.name}": None
        for path in sorted((project.root / FOLDER).glob("*.json"))
        if path.is_file() and not (project.root / "articles" / f"{path.stem}.md").exists()
    }
    wanted |= {
        layer_path(name): (fresh[name].json if name in fresh else layer_json(layers[name])).encode()
        for name in sorted(layers)
        if name not in settled
    }
    edits = [edit for path, data in wanted.items() if (edit := file_edit(project.root, path, data))]
    if failure := write_together(project.root, "writing the layers", edits):
        raise failure.error
    if memo is not None:
        _note(wanted, memo)
    return tuple(edit.path for edit in edits)


def _note(written: Mapping[str, bytes | None], memo: Memo) -> None:
    for path, data in written.items():
        if data is not None:
            memo.hashes[path] = sha256 = hashlib.sha256(data).hexdigest()
            memo.store.put(STAGE, path, sha256, AS_WRITTEN)


def settled_layers(read: Collection[ArticleId], memo: Memo) -> frozenset[ArticleId]:
    """Of articles whose layers hold what would be written, those whose files are known to be as we write."""
    paths = {name: layer_path(name) for name in read}
    return frozenset(
        name
        for name, path in paths.items()
        if memo.store.get(STAGE, path, memo.hashes.get(path, "")) == AS_WRITTEN
    )
