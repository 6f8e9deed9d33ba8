"""Forms that are being filled in: kept in the project's own folder, so that nothing dies with a browser."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from site_builder.annotating.changes import FOLDER
from site_builder.storage.files import write_file
from site_builder.storage.work_folder import own_folder

MOST = 1_000_000
"""Bytes of a form."""


def keep_form(root: Path, article: str, form: Any) -> None:
    """Keep what a page holds of an article that is not saved; None forgets it."""
    file = _file(root, article)
    if form is None:
        file.unlink(missing_ok=True)
        return
    write_file(file, json.dumps(form).encode())


def kept_form(root: Path, article: str) -> Any:
    """What a page held last of an article, if it was not saved."""
    with suppress(OSError, ValueError):
        return json.loads(_file(root, article).read_bytes()[:MOST])
    return None


def _file(root: Path, article: str) -> Path:
    return own_folder(root, f"{FOLDER}/forms") / f"{article}.json"
