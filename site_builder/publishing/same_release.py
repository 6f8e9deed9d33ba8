"""The live release, where it is made of just what a build would read now: then nothing is built.

What a build reads is told by the hashes of files, by what git says, by the versions of all packages and by
what the command was asked. Where something else may have a say, such as another plugin of MkDocs, nothing is
kept here, and every build is one. The live release counts only as long as the system says of each of its
files what it said when they were made.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import mkdocs
from mkdocs.config.defaults import MkDocsConfig

from site_builder.corpus.captured_texts import files_of, text_folders
from site_builder.corpus.citation import own_citation
from site_builder.corpus.loading import Project
from site_builder.model.problem_rows import problems_of, rows_of
from site_builder.model.problems import Problem
from site_builder.output.render import BESIDE, PACKAGED
from site_builder.proving.outcome import state_of
from site_builder.publishing import browser_sqlite
from site_builder.publishing.configuration import FILE, configuration_files
from site_builder.publishing.site_files import FileFacts, files_below
from site_builder.publishing.who_takes_part import is_told_by_files, versions
from site_builder.storage.hashes import known_hash, read_hashed
from site_builder.storage.history import EPOCH, clean_commit, history_problems, state_of_history
from site_builder.storage.store import Store, key_of

STAGE: Final = "released"
_PROGRAM: Final = "PAGEFIND_BINARY_PATH"
_ICONS: Final = ".icons"
"""Thousands of files of a theme, which are another only in another version of its package."""
_LARGEST: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class LiveRelease:
    """The live release: its name, how many pages it has, and what problems were told when it was made."""

    name: str
    pages: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A project, and what a command was asked to make of it, and where.

    `jobs`, and the cluster of a `scheduler`, make no odds.
    """

    project: Project
    to: Path
    texts: tuple[Path, ...]
    strict: bool
    jobs: int = 1
    scheduler: str = ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Hash of all that a build reads, among it the files of some folders; empty where that cannot be told."""

    hash: str = ""
    folders: tuple[str, ...] = ()


def live_release(asked: Asked, folder: Path | None, store: Store) -> LiveRelease | None:
    """The live release in a folder, if a build would make just this."""
    try:
        kept = json.loads(store.get(STAGE, str(asked.to), "") or "null")
        if folder is None or kept is None:
            return None
        # What is read is fewer files by far than the site has.
        if kept["inputs"] != inputs_of(asked, tuple(kept["folders"]), store).hash:
            return None
        if kept["looks"] != looks_of(dict(files_below(folder))):
            return None
        return LiveRelease(str(kept["name"]), int(kept["pages"]), problems_of(kept["problems"]))
    except (OSError, ValueError, KeyError, TypeError, LookupError):  # somebody else wrote it, or changes it
        return None


def keep_release(
    asked: Asked, release: LiveRelease, facts: Mapping[str, FileFacts], inputs: Inputs, store: Store
) -> None:
    """Keep of what the live release was made; `inputs` are those that were read before it was.

    `facts` are what the system said of its files when they were made.
    """
    if inputs.hash and inputs == inputs_of(asked, inputs.folders, store):
        kept: dict[str, Any] = {
            "name": release.name,
            "pages": release.pages,
            "problems": rows_of(release.problems),
            "folders": inputs.folders,
            "inputs": inputs.hash,
            "looks": looks_of(facts),
        }
        store.put(STAGE, str(asked.to), "", json.dumps(kept))


def folders_read(config: MkDocsConfig) -> tuple[str, ...]:
    """The folders that are read for a site, besides the data; none where more than our own code has a say."""
    if not is_told_by_files(config):
        return ()
    templates = (str(folder) for folder in (PACKAGED, BESIDE) if folder.is_dir())
    return (config.docs_dir, *config.theme.dirs, *templates)


def inputs_of(asked: Asked, folders: tuple[str, ...], store: Store) -> Inputs:
    """All that a build reads, among it these folders."""
    own = state_of(asked.project, asked.texts, store)
    if not own or not folders:
        return Inputs()
    try:
        facts = [fact for folder in folders for fact in _files(Path(folder), store)]
        return Inputs(key_of(own, *_facts(asked, store), *facts), folders)
    except OSError:
        return Inputs()


def looks_of(facts: Mapping[str, FileFacts]) -> str:
    """Hash of what the system says of all files of a release."""
    return key_of(repr(sorted(facts.items())))


def _facts(asked: Asked, store: Store) -> Iterator[str]:
    root = asked.project.root
    yield repr((asked.strict, str(asked.to), os.environ.get(EPOCH), os.environ.get(_PROGRAM)))
    yield versions()
    yield from (repr(data) for data in configuration_files(root / FILE))
    yield from browser_sqlite.stamp(root)
    yield repr((own_citation(root), mkdocs.__name__))  # which is ProperDocs', if that stands in
    yield repr((state_of_history(root), clean_commit(root), tuple(history_problems(root))))
    for folder, name in files_of(text_folders(asked.project, asked.texts)):
        yield f"{folder}/{name}\n{_hash(folder, name, store)}"


def _files(folder: Path, store: Store) -> Iterator[str]:
    """All files below a folder, with their hashes."""
    for at, folders, names in os.walk(folder, onerror=_stop):
        folders[:] = sorted(name for name in folders if name not in (_ICONS, "__pycache__"))
        for name in (*folders, *sorted(names)):
            if os.path.islink(f"{at}/{name}"):  # noqa: PTH114 - for each of many files
                raise OSError(f"{at}/{name} is a link")
        for name in sorted(names):
            yield f"{at}/{name}\n{_hash(Path(at), name, store)}"


def _stop(error: OSError) -> None:
    raise error


def _hash(folder: Path, name: str, store: Store) -> str:
    known = known_hash(store, folder, name)
    if known is None:
        read, _ = read_hashed(store, folder, name, _LARGEST)
        if read is None:
            raise OSError(f"{folder / name} cannot be read")
        return read.sha256
    return known
