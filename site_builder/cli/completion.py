"""What a shell offers while somebody types: ids, found by the names of files and the keys in them.

Nothing is read of an article and nothing is checked: a shell asks after each key.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import click

ENTRIES: Final[Mapping[str, tuple[str, ...]]] = {
    "actor": ("actors/*.yml",),
    "place": ("places.yml",),
    "equipment": ("equipment.yml",),
    "topic": ("topics.yml",),
    "measure": ("measures.yml",),
    "event": ("events/*.yml",),
    "search": ("searched.yml",),
    "event-type": ("vocabulary/event-types.yml",),
    "actor-type": ("vocabulary/actor-types.yml",),
}
"""Files below `annotations/` in which things of a kind are keys at a line's beginning."""
_KEY: Final = re.compile(r"^([a-z0-9][a-z0-9-]*):", re.MULTILINE)


def articles(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """The ids of articles that begin so."""
    return [one for one in _articles_in(_project(context)) if one.startswith(begun)]


def entries(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """The ids of the kind that stands before, of those that begin so."""
    kind, root = str(context.params.get("kind")), _project(context)
    found = _articles_in(root) if kind == "article" else _keys_in(root, ENTRIES.get(kind, ()))
    return [one for one in found if one.startswith(begun)]


def _project(context: click.Context) -> Path:
    """The folder of the project, as far as its `mkdocs.yml` tells."""
    folder = Path(str(context.find_root().params.get("folder") or ".")).absolute()
    return next((one for one in (folder, *folder.parents) if (one / "mkdocs.yml").is_file()), folder)


def _articles_in(root: Path) -> Iterator[str]:
    return (path.stem for path in sorted((root / "articles").glob("*.md")))


def _keys_in(root: Path, files: tuple[str, ...]) -> Iterator[str]:
    for file in files:
        for path in sorted((root / "annotations").glob(file)):
            yield from _KEY.findall(path.read_text("utf-8", "replace"))
