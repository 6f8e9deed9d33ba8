"""The search index of a finished site, made by Pagefind: files for the site's folder `pagefind/`.

What is searched, and as what, stands in the pages themselves (`pages.facets`, attributes
`data-pagefind-*`), of which Pagefind is given what it reads (`searched_text`), while pages are made
(`search_feed`). We speak with Pagefind's service as its Python package does, one page after the
other. Given a whole folder it numbers the pages in whatever order the disk lists them; told to write
its files it answers before they are whole; and the package needs a tenth of a second for each single
page, and waits for ever where the program dies.
"""

import base64
import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from io import BufferedReader
from pathlib import Path, PurePath
from typing import IO, Any, cast

from pagefind.service import get_executable

from site_builder.model.problems import Location, Problem, quoted
from site_builder.publishing.releases import spare_of
from site_builder.publishing.search_folder import BUNDLE, MARK, NOT_SEARCHED
from site_builder.publishing.site_files import SiteFiles

NEEDED = (
    "pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "*.pf_meta", "wasm.*.pagefind",
    "fragment/*", "index/*", "filter/*",
)  # fmt: skip
"""What our page of the search loads; Pagefind makes user interfaces of its own, too."""

MADE_FROM = "search.json"
"""A file beside the releases: of what the last index was made, and of which files it consists."""

Ask = Callable[[Mapping[str, object]], Mapping[str, Any]]


class SearchError(Exception):
    """Pagefind did not do its work; the text says how."""


def write_index(site: Path) -> tuple[Problem, ...]:
    """Index the pages of a whole site that are to be searched; what came out is for the user to mend."""
    try:
        with running() as ask:
            files = index_files(ask, site)
    except SearchError as error:
        return (problem_of(error),)
    write_bundle(site, files)
    return ()


def problem_of(error: SearchError) -> Problem:
    """Say what came out, and what may help."""
    again = "pip install --force-reinstall 'pagefind[bin]'"
    fix = f"run it again; if that does not help, reinstall Pagefind: {again}"
    return Problem(Location(f"site/{BUNDLE}"), "search-index", str(error), "an index made by Pagefind", fix)


def write_bundle(site: Path, files: Mapping[str, bytes], former: Path | None = None) -> Mapping[str, str]:
    """Write the files of an index, those that are as in a former site as links to them; tell their hashes."""
    bundle = SiteFiles(site, former, spare=spare_of(site), theirs=frozenset())  # all in its folder is ours
    for name, content in files.items():
        bundle.write(f"{BUNDLE}/{name}", content)
    bundle.end_folder(BUNDLE)
    return {name: bundle.hashes[f"{BUNDLE}/{name}"] for name in sorted(files)}


def write_source(site: Path, source: str, files: Mapping[str, str], pages: Mapping[str, str]) -> None:
    """Write beside a site of what its index was made: hashes of its files and of the words of pages."""
    made_from = {"source": source, "files": files, "pages": dict(sorted(pages.items()))}
    (site.parent / MADE_FROM).write_text(json.dumps(made_from, indent=0), encoding="utf-8")


# ------------------------------------------------------------------ an index that is there already


def source_of(bodies: Mapping[str, str]) -> str:
    """Hash all that an index depends on: what is searched, and by which version it is made how."""
    versions = [version(name) for name in ("pagefind", "pagefind_bin")]
    return _sha256(json.dumps([versions, NOT_SEARCHED, NEEDED, sorted(bodies.items())]).encode())


def last_pages(site: Path) -> Mapping[str, str]:
    """Hashes of what is searched of pages by the last index beside a site; none where it is of no use."""
    try:
        made_from = json.loads((site.parent / MADE_FROM).read_bytes())
        pages: Mapping[str, str] = made_from["pages"]
        return pages if source_of(pages) == made_from["source"] else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def taken_over(other: Path, site: Path, source: str) -> bool:
    """Take the index of another site that is whole and was made of the same."""
    try:
        made_from = json.loads((site.parent / MADE_FROM).read_bytes())
        if made_from["source"] != source or any(".." in PurePath(name).parts for name in made_from["files"]):
            return False
        files = {name: (other / BUNDLE / name).read_bytes() for name in made_from["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if {name: _sha256(data) for name, data in files.items()} != made_from["files"]:
        return False
    write_bundle(site, files, other)
    return True


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def index_files(ask: Ask, site: Path) -> Mapping[str, bytes]:
    """Give Pagefind all pages that are to be searched, in order, and take its files by name."""
    number = new_index(ask)
    for path in sorted(site.rglob("*.html")):
        if MARK in (text := path.read_text(encoding="utf-8")):
            added_page(ask, number, path.relative_to(site).as_posix(), text)
    return files_of(ask, number)


def new_index(ask: Ask) -> int:
    """Begin an index; its number comes back."""
    return int(ask({"type": "NewIndex", "config": {"exclude_selectors": NOT_SEARCHED}})["index_id"])


def added_page(ask: Ask, index: int, path: str, text: str) -> None:
    """Add a page to an index."""
    ask({"type": "AddFile", "index_id": index, "file_path": path, "file_contents": text})


def files_of(ask: Ask, index: int) -> Mapping[str, bytes]:
    """Take the files of an index, by name."""
    files = ask({"type": "GetFiles", "index_id": index})["files"]
    return {file["path"]: base64.b64decode(file["content"]) for file in files if is_needed(file["path"])}


def is_needed(name: str) -> bool:
    """Whether our page of the search may load one of Pagefind's files."""
    return any(PurePath(name).match(pattern) for pattern in NEEDED)


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
