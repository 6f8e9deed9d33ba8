"""The search index in the folder of a site: its parts, what they were made of, and those taken as they were.

The first part stands in the folder itself, with Pagefind's program; `parts.json` names the folders of the
others, and a browser asks them all. Which part gives which results, and by which days these are ordered,
stands in `results.json`: Pagefind tells neither of what it found in several indexes.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path, PurePath

from site_builder.publishing.releases import spare_of
from site_builder.publishing.search_folder import BUNDLE, NOT_SEARCHED
from site_builder.publishing.search_parts import folder_of
from site_builder.publishing.site_files import FileFacts, SiteFiles

RESULTS = "results.json"
PARTS = "parts.json"
INDEX = ("pagefind-entry.json", "*.pf_meta", "fragment/*", "index/*", "filter/*")
"""What our page of the search loads of each part."""
PROGRAM = ("pagefind.js", "pagefind-worker.js", "wasm.*.pagefind")
"""What it loads once; Pagefind makes user interfaces of its own, too."""

MADE_FROM = "search.json"
"""A file beside the releases: of what the last index was made, and of which files it consists."""


Days = tuple[str, str]
"""By which a page is ordered: the newest first, and the oldest first."""


@dataclass(frozen=True, slots=True)
class MadePart:
    """What Pagefind makes of the pages of a part: `files` by name, and the `days` of each of its results."""

    files: Mapping[str, bytes]
    days: Mapping[str, Days]


@dataclass(frozen=True, slots=True)
class Part:
    """A part that stands in a site: its `folder` within that of the index, a hash of all that it depends on.

    `pages` are hashes of what is searched of its pages, by path, in their order; of each of its `files`, by
    name, it is told by what it is known; `days` are those of its results.
    """

    folder: str
    source: str
    pages: Mapping[str, str]
    files: Mapping[str, tuple[str, FileFacts]]
    days: Mapping[str, Days]


def last_parts(site: Path) -> Mapping[str, Part]:
    """The parts of the last index beside a site, by folder; none where they are of no use."""
    try:
        made = json.loads((site.parent / MADE_FROM).read_bytes())
        parts = [_part(**told) for told in made["parts"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {part.folder: part for part in parts}


def _part(
    folder: str,
    source: str,
    pages: Mapping[str, str],
    files: Mapping[str, Sequence[object]],
    days: Mapping[str, Sequence[str]],
) -> Part:
    if any(".." in PurePath(name).parts or PurePath(name).is_absolute() for name in (folder, *files)):
        raise ValueError(folder)
    known = {name: (str(sha256), _facts(facts)) for name, (sha256, facts) in files.items()}
    return Part(folder, source, dict(pages), known, {name: (new, old) for name, (new, old) in days.items()})


def _facts(told: object) -> FileFacts:
    match told:
        case [int(number), int(size), int(changed)]:
            return number, size, changed
        case _:
            raise ValueError(told)


class SearchBundle:
    """The index that is put into a `site`; `former` is a site that stays, whose parts may be taken."""

    def __init__(self, site: Path, former: Path | None = None) -> None:
        self.parts: list[Part] = []
        self._site = site
        # All in its folder is ours.
        self._files = SiteFiles(site, former, spare=spare_of(site), theirs=frozenset())
        self._last = last_parts(site) if former else {}

    def add(self, pages: Mapping[str, str], make: Callable[[], MadePart]) -> None:
        """Add the next part: that of the site before if made of the same, else one that is made now."""
        folder = folder_of(next(iter(pages))) if self.parts else ""
        names = INDEX if folder else (*PROGRAM, *INDEX)
        source = _source(pages, names)
        last = self._last.get(folder)
        if last is None or last.source != source or not self._take(last):
            made = make()
            last = Part(folder, source, pages, self._write(folder, names, made.files), made.days)
        self.parts.append(last)

    def end(self) -> None:
        """Name the parts: all are there."""
        self._tell(PARTS, [part.folder for part in self.parts[1:]])
        self._tell(RESULTS, {part.folder: part.days for part in self.parts})
        self._files.end_folder(BUNDLE)

    def keep(self) -> None:
        """Tell the next build of what the index was made."""
        made = {"parts": [asdict(part) for part in self.parts]}
        (self._site.parent / MADE_FROM).write_text(json.dumps(made, indent=0), encoding="utf-8")

    def _tell(self, name: str, told: object) -> None:
        self._files.write(f"{BUNDLE}/{name}", json.dumps(told, separators=(",", ":")).encode())

    def _take(self, part: Part) -> bool:
        files = [(_path(part.folder, name), known) for name, known in part.files.items()]
        return all(self._files.has(path, *known) for path, known in files) and all(
            self._files.take(path, *known) for path, known in files
        )

    def _write(
        self, folder: str, names: Sequence[str], files: Mapping[str, bytes]
    ) -> Mapping[str, tuple[str, FileFacts]]:
        written: dict[str, tuple[str, FileFacts]] = {}
        for name in sorted(files):
            if any(PurePath(name).match(pattern) for pattern in names):
                self._files.write(path := _path(folder, name), files[name])
                written[name] = self._files.hashes[path], self._files.facts[path]
        return written


def _path(folder: str, name: str) -> str:
    return f"{BUNDLE}/{folder}/{name}" if folder else f"{BUNDLE}/{name}"


def _source(pages: Mapping[str, str], names: Sequence[str]) -> str:
    """Hash all that a part depends on: what is searched, and by which version it is made how."""
    versions = [version(name) for name in ("pagefind", "pagefind_bin")]
    made_of = json.dumps([versions, NOT_SEARCHED, names, sorted(pages.items())])
    return hashlib.sha256(made_of.encode()).hexdigest()
