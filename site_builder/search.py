"""The search index of a finished site, made by Pagefind into the site's folder `pagefind/`.

What is searched, and as what, stands in the pages themselves (`pages.facets`, attributes
`data-pagefind-*`). We speak with Pagefind's service as its Python package does, one page after the
other: given a whole folder, it numbers the pages in whatever order the disk lists them, and the
package needs a tenth of a second for each single page, and waits for ever where the program dies.
"""

import base64
import json
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, cast

from pagefind.service import get_executable

from site_builder.problems import Location, Problem, quoted
from site_builder.search_files import put_in_order

BUNDLE = "pagefind"
"""Folder of the index in a site; `docs/assets/search.js` loads it from there."""

MARK = "data-pagefind-body"
"""What marks a page that is searched, and the part of it."""

NOT_SEARCHED = (
    "h1",  # is the title, which counts by itself
    "nav", "form", "button", "svg",
    ".r-kind", ".r-badge", ".r-number", ".r-proof", ".r-source", ".r-event__more", ".r-foot",
    ".r-table",  # repeats what pages of their own, facts and evidence say
)  # fmt: skip
"""What results neither find nor quote, besides what is marked `data-pagefind-ignore`."""

KEPT = (
    "pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "*.pf_meta", "fragment", "index", "filter",
)  # fmt: skip
"""What our page of the search loads; Pagefind writes user interfaces of its own, too."""

Answer = Mapping[str, object]
Ask = Callable[[Mapping[str, object]], Answer]


class SearchError(Exception):
    """Pagefind did not do its work; the text says how."""


def write_index(site: Path) -> tuple[Problem, ...]:
    """Index the pages of a site that are to be searched; the same pages give the same bytes."""
    bundle = site / BUNDLE
    try:
        run(lambda ask: index(ask, site, bundle))
        put_in_order(bundle)
        remove_unneeded(bundle)
    except (SearchError, ValueError) as error:
        fix = (
            "run it again; if it stays, install Pagefind anew: pip install --force-reinstall 'pagefind[bin]'"
        )
        place = Location(f"site/{BUNDLE}")
        return (Problem(place, "search-index", str(error), "an index written by Pagefind", fix),)
    return ()


def index(ask: Ask, site: Path, bundle: Path) -> None:
    """Give Pagefind all pages that are to be searched, in order, and let it write."""
    number = ask({"type": "NewIndex", "config": {"exclude_selectors": NOT_SEARCHED}})["index_id"]
    for path in sorted(site.rglob("*.html")):
        if MARK in (text := path.read_text(encoding="utf-8")):
            place = path.relative_to(site).as_posix()
            ask({"type": "AddFile", "index_id": number, "file_path": place, "file_contents": text})
    ask({"type": "WriteFiles", "index_id": number, "output_path": str(bundle.absolute())})


def remove_unneeded(bundle: Path) -> None:
    """Remove from a written index what our page of the search does not load."""
    entry = json.loads((bundle / "pagefind-entry.json").read_bytes())
    programs = [f"wasm.{known['wasm'] or 'unknown'}.pagefind" for known in entry["languages"].values()]
    for path in bundle.iterdir():
        if not any(path.match(pattern) for pattern in (*KEPT, *programs)):
            path.unlink()


# ------------------------------------------------------------------ Pagefind's service


def run(work: Callable[[Ask], None]) -> None:
    """Start Pagefind's service, and do work that asks it things."""
    with tempfile.TemporaryFile() as said:
        service = started(said)
        try:
            with service:
                try:
                    work(lambda request: ask(service, request))
                finally:
                    service.kill()
        except (EOFError, BrokenPipeError):
            said.seek(0)
            words = quoted(" ".join(said.read().decode(errors="replace").split()), 500)
            raise SearchError(f"it ended with status {service.returncode}, and said {words}") from None


def started(said: IO[bytes]) -> "subprocess.Popen[bytes]":
    """Start the program that came with the package; its environment is empty, or it takes settings there."""
    try:
        program = get_executable()
        if program is None:
            raise FileNotFoundError("there is no program of that name")
        return subprocess.Popen(  # noqa: S603 - see above
            [program, "--service"], env={}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
        )
    except OSError as error:
        raise SearchError(f"it cannot be started: {error}") from error


def ask(service: "subprocess.Popen[bytes]", request: Mapping[str, object]) -> Answer:
    """Ask the service something and wait for its answer: JSON in base64, up to a comma, either way."""
    to, back = cast("IO[bytes]", service.stdin), cast("IO[bytes]", service.stdout)
    to.write(base64.b64encode(json.dumps({"message_id": 1, "payload": request}).encode()) + b",")
    to.flush()
    answer = bytearray()
    while (byte := back.read(1)) != b",":
        if not byte:
            raise EOFError
        answer += byte
    payload: Answer = json.loads(base64.b64decode(answer))["payload"]
    if payload["type"] == "Error":
        raise SearchError(str(payload["message"]))
    return payload
