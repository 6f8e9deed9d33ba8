"""Pagefind, which makes search indexes of pages.

What is searched, and as what, stands in the pages themselves (`pages.facets`, attributes
`data-pagefind-*`), of which Pagefind is given what it reads (`searched_text`), while pages are made
(`search_feed`). We speak with Pagefind's service as its Python package does, one page after the
other. Given a whole folder it numbers the pages in whatever order the disk lists them; told to write
its files it answers before they are whole; and the package needs a tenth of a second for each single
page, and waits for ever where the program dies.
"""

import base64
import json
import os
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader
from pathlib import PurePath
from typing import IO, Any, cast

from pagefind.service import get_executable

from site_builder.model.problems import Location, Problem, quoted
from site_builder.publishing.search_folder import BUNDLE, NOT_SEARCHED

FRAGMENTS = "fragment/*.pf_fragment"
"""What an index holds of each page, as results show it: JSON behind a signature, packed with gzip."""
SIGNATURE = b"pagefind_dcd"
GZIP = 16 + zlib.MAX_WBITS

Ask = Callable[[Mapping[str, object]], Mapping[str, Any]]


class SearchError(Exception):
    """Pagefind did not do its work; the text says how."""


def problem_of(error: SearchError) -> Problem:
    """Say what came out, and what may help."""
    again = "pip install --force-reinstall 'pagefind[bin]'"
    fix = f"run it again; if that does not help, reinstall Pagefind: {again}"
    return Problem(Location(f"site/{BUNDLE}"), "search-index", str(error), "an index made by Pagefind", fix)


def new_index(ask: Ask) -> int:
    """Begin an index; its number comes back."""
    return int(ask({"type": "NewIndex", "config": {"exclude_selectors": NOT_SEARCHED}})["index_id"])


def added_page(ask: Ask, index: int, path: str, text: str) -> None:
    """Add a page to an index."""
    ask({"type": "AddFile", "index_id": index, "file_path": path, "file_contents": text})


def files_of(ask: Ask, index: int) -> Mapping[str, bytes]:
    """Take the files of an index, by name."""
    files = ask({"type": "GetFiles", "index_id": index})["files"]
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


def pages_in(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Tell by which name results have each page of an index, and its path."""
    for name, data in files.items():
        if (at := PurePath(name)).match(FRAGMENTS):
            page = json.loads(zlib.decompress(data, GZIP).removeprefix(SIGNATURE))
            yield at.stem, page["url"].removeprefix("/")


# ------------------------------------------------------------------ Pagefind's service


@contextmanager
def running() -> Iterator[Ask]:
    """Run Pagefind's service, which answers what it is asked."""
    with tempfile.TemporaryFile() as said:
        service = started_service(said)
        try:
            with service:  # which closes its input at the end, and so ends it
                yield lambda request: ask(service, request)
        except (EOFError, BrokenPipeError):
            said.seek(0)
            words = quoted(" ".join(said.read().decode(errors="replace").split()), 500)
            raise SearchError(f"it ended with status {service.returncode}, and said {words}") from None


def started_service(said: IO[bytes]) -> "subprocess.Popen[bytes]":
    """Start the program that came with the package; its environment is empty, or it takes settings there.

    Windows starts nothing without the one variable.
    """
    environment = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    try:
        program = get_executable()
        if program is None:
            raise FileNotFoundError("there is no program of that name")
        return subprocess.Popen(  # noqa: S603 - see above
            [program, "--service"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
        )
    except OSError as error:
        raise SearchError(f"it cannot be started: {error}") from error


def ask(service: "subprocess.Popen[bytes]", request: Mapping[str, object]) -> Mapping[str, Any]:
    """Ask the service something and wait for its answer: JSON in base64, up to a comma, either way."""
    to, back = cast("IO[bytes]", service.stdin), cast("BufferedReader", service.stdout)
    to.write(base64.b64encode(json.dumps({"message_id": 1, "payload": request}).encode()) + b",")
    to.flush()
    answer = bytearray()
    while not answer.endswith(b","):
        if not (more := back.read1()):
            raise EOFError
        answer += more
    payload: Mapping[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
    if payload["type"] == "Error":
        raise SearchError(payload["message"])
    return payload
