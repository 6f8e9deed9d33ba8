"""The command `new`: writes a project for another corpus, with an example, ready to be built.

Its files are those of the folder `starter`, of one folder in `subjects`: a vocabulary and an example that
uses it, and of folders in `hosts`: what publishes it there. Some of the files of `starter` are this
repository's own, so that nothing is kept twice: pyproject.toml lists them, and a wheel has them in `starter`
with the rest.
"""

import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.corpus.citation import CITATION
from site_builder.corpus.loading import load
from site_builder.corpus.project import find_project
from site_builder.editing.builder_requirement import (
    CHECKOUT,
    WHEELS,
    Requirement,
    in_checkout,
    own_requirement,
)
from site_builder.editing.repairs.command import repair
from site_builder.editing.unfinished import BEGUN
from site_builder.model.problems import Checked, Location, Problem
from site_builder.model.rights import RESERVED
from site_builder.output.schemas import FOLDER as SCHEMAS
from site_builder.output.schemas import write_schemas
from site_builder.storage.files import half_of, write_half
from site_builder.storage.transaction import finish

STARTER = Path(__file__).parent / "starter"
SUBJECTS = Path(__file__).parent / "subjects"
HOSTS = Path(__file__).parent / "hosts"
GITHUB = "github"
"""The host of which every new project has the files."""
_ALSO = {"container": "server"}
"""What a host's files are not whole without: another's."""
SUBJECT = "diplomacy"
"""What a new project is about unless somebody chooses otherwise: it needs no vocabulary of its own."""
CACHE = ".cache"
PACKED = "site_builder/editing/starter/"
"""Where a wheel has the starter's files."""

LICENCE = "CC-BY-4.0"
"""What data is licensed under unless somebody chooses otherwise."""
_LICENSED = f"\nlicence: {LICENCE}\n".encode()

NAMED = """\
# To fill: name and address.
site_name: A new record
site_description: What the articles of a corpus report, with the exact words that say it
# site_url: https://example.org/a-new-record/
# Where the project is kept: set both, and every statement links to the line of its annotation.
# repo_url: https://example.org/you/your-repository
# edit_uri: edit/main/

"""
"""The beginning of a new mkdocs.yml: all that stands before `docs_dir`."""

_MENU = re.compile(r"^(?:#.*\n)*nav:\n(?: .*\n)+", re.MULTILINE)
_OF_WHAT_THERE_IS = """\
# The menu has whatever there is in the corpus, and the pages of docs/. To fix it by hand, write `nav`.
"""
_OVERRIDES = re.compile(r"^ +custom_dir: .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NewProject:
    """A new project: its files' paths, sorted, and what it is built with."""

    files: tuple[str, ...]
    requirement: Requirement


def subjects() -> tuple[str, ...]:
    """Names of what a new project may be about, the usual one first."""
    names = sorted(path.name for path in SUBJECTS.iterdir() if path.is_dir())
    return (SUBJECT, *(name for name in names if name != SUBJECT))


def hosts() -> tuple[str, ...]:
    """Names of what a new project may have files for, to be published there."""
    return (GITHUB, *sorted(path.name for path in HOSTS.iterdir() if path.is_dir()))


def new(
    folder: Path, licence: str = LICENCE, subject: str = SUBJECT, on: Sequence[str] = ()
) -> Checked[NewProject | None]:
    """Write a new project into a folder, which must be empty or not there; nothing is overwritten.

    `licence` is that of its records, digests and data; `subject` is one of `subjects`; `on` are `hosts` that
    it is to be published on.
    """
    requirement = own_requirement()
    files = contents(requirement, licence, subject, on)
    try:
        if folder.is_symlink() or folder.exists():
            if not folder.is_dir():
                return None, (_folder_in_the_way(folder, "a file"),)
            if any(folder.iterdir()) and not (folder / BEGUN).is_file():
                return None, (_folder_in_the_way(folder, "a folder that is not empty"),)
        write_project(folder, files)
    except OSError as error:
        found = f"{error.strerror or error}: {error.filename}"
        fix = "check that this folder can be written to, and run it again: it goes on where it was"
        return None, (
            Problem(Location(str(folder)), "cannot-write", found, "a folder that can be written to", fix),
        )
    return NewProject(tuple(sorted(files_below(folder))), requirement), ()


def write_project(folder: Path, files: Mapping[str, tuple[bytes, int]]) -> None:
    """Write a project's files, each whole; where that was begun before, those that are there stay."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / BEGUN).touch()
    for path, (content, mode) in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            half = write_half(file, content)
            half.chmod(mode)
            half.rename(file)
    for path in files:
        half_of(folder / path).unlink(missing_ok=True)
    finish(folder)
    tell_editors(folder)
    shutil.rmtree(folder / CACHE, ignore_errors=True)
    (folder / BEGUN).unlink()


def tell_editors(folder: Path) -> None:
    """Give a new project the schemas of its files, and each file the line that names its own."""
    project, _ = find_project(folder)
    if project is not None:
        corpus, _ = load(project)
        write_schemas(folder / SCHEMAS, corpus)
        repair(project)


def files_below(folder: Path) -> Iterator[str]:
    """Paths of all files in a folder."""
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _folder_in_the_way(folder: Path, found: str) -> Problem:
    fix = "name another folder; nothing is overwritten"
    return Problem(Location(str(folder)), "folder-in-the-way", found, "an empty folder, or a new one", fix)


# ------------------------------------------------------------------ what is written


def contents(
    requirement: Requirement, licence: str = LICENCE, subject: str = SUBJECT, on: Sequence[str] = ()
) -> Mapping[str, tuple[bytes, int]]:
    """Every file of a new project by its path, sorted: its bytes and its mode."""
    files = {path: (source.read_bytes(), _mode(source)) for path, source in sources(subject, on).items()}
    files["mkdocs.yml"] = fitted_look(files["mkdocs.yml"][0].decode()).encode(), 0o644
    files["constraints.txt"] = fitted_constraints(files["constraints.txt"][0].decode()).encode(), 0o644
    files["site.yml"] = files["site.yml"][0].replace(_LICENSED, f"\nlicence: {licence}\n".encode()), 0o644
    files[CITATION] = fitted_citation(files[CITATION][0].decode(), licence).encode(), 0o644
    files["requirements.txt"] = requirement_file(requirement).encode(), 0o644
    if requirement.wheel:
        files[f"{WHEELS}/{requirement.wheel.name}"] = requirement.wheel.read_bytes(), 0o644
    return dict(sorted(files.items()))


def sources(subject: str = SUBJECT, on: Sequence[str] = ()) -> Mapping[str, Path]:
    """Where each file of a new project comes from, by its path there."""
    own = {**_files_of(STARTER), **_files_of(SUBJECTS / subject)}
    for host in {*on, *(_ALSO[one] for one in on if one in _ALSO)} - {GITHUB}:
        own |= _files_of(HOSTS / host)
    return {**own, **_shared()} if in_checkout() else own


def _files_of(folder: Path) -> Mapping[str, Path]:
    every = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix(): folder / path for path in every if path.parts[0] != CACHE}


def _shared() -> Mapping[str, Path]:
    """In a checkout, the files that a wheel has in `starter` and this repository elsewhere."""
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    files: dict[str, Path] = {}
    for name, packed in included.items():
        if packed.startswith(PACKED):
            source = CHECKOUT / name
            for path in source.iterdir() if source.is_dir() else (source,):
                files[packed.removeprefix(PACKED) + path.as_posix().removeprefix(source.as_posix())] = path
    return files


def _mode(source: Path) -> int:
    return 0o755 if source.stat().st_mode & 0o100 else 0o644


def fitted_look(text: str) -> str:
    """Make a new project's mkdocs.yml of this repository's: without its name and its menu."""
    return NAMED + _MENU.sub(_OF_WHAT_THERE_IS, _OVERRIDES.sub("", text[text.index("docs_dir:") :]))


def fitted_constraints(text: str) -> str:
    """Make a new project's constraints.txt of this repository's."""
    pins = [line for line in text.splitlines() if not line.startswith("#")]
    return "\n".join(["# The versions that this site-builder was tested with.", *pins, ""])


def fitted_citation(text: str, licence: str) -> str:
    """Make a new project's CITATION.cff: with its licence, if it gives one."""
    line = "" if licence == RESERVED else f"license: {licence}\n"
    return text.replace(f"license: {LICENCE}\n", line)


def requirement_file(requirement: Requirement) -> str:
    """Write requirements.txt."""
    lines = ["# What this project is built with: `make` installs it into .venv, and so do the workflows."]
    lines += ["-c constraints.txt"]
    lines += [requirement.line] if requirement.line else _GAP
    return "\n".join([*lines, ""])


_GAP = [
    "# To fill: site-builder ran from a folder of one machine, which others do not have. Name it as one of",
    "#   site-builder @ git+https://example.org/you/site-builder@COMMIT",
    "#   ./wheels/site_builder-VERSION-py3-none-any.whl      (and commit that file)",
    "#   site-builder==VERSION",
]
