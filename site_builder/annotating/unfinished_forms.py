"""Forms that are being filled in: kept in the project's own folder, so that nothing dies with a browser."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from site_builder.annotating.changes import FOLDER
from site_builder.storage.files import read_file, write_file
from site_builder.storage.work_folder import OWN, own_folder

MOST = 1_000_000
"""Bytes of a form."""


def keep_form(root: Path, article: str, form: Any) -> bool:
    """Keep what a page holds of an article that is not saved; None forgets it. Tell whether that was done."""
    written = json.dumps(form).encode()
    if len(written) > MOST:
        return False
    file = own_folder(root, f"{FOLDER}/forms") / f"{article}.json"
    with suppress(OSError):
        if form is None:
            file.unlink(missing_ok=True)
        else:
            write_file(file, written)
        return True
    return False


def kept_form(root: Path, article: str) -> Any:
    """What a page held last of an article, if it was not saved."""
    data, _ = read_file(root, f"{OWN}/{FOLDER}/forms/{article}.json", MOST)
    with suppress(ValueError):
        return json.loads(data or b"null")
    return None
