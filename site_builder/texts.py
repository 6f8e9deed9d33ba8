"""Captured texts: private files that are known by their sha256, wherever they lie and whatever their name."""

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from site_builder.files import location, read_file
from site_builder.model import Corpus
from site_builder.problems import Checked, Location, Problem, quoted
from site_builder.project import Project

TEXT_BYTES = 2 * 1024 * 1024
VARIABLE = "SITE_BUILDER_TEXTS"
RAW = "articles/raw"
_NEAR = 0.6
"""How much alike two folders' names are of which one may be meant by the other: `tekst` and `texts` are."""


def text_folders(project: Project, named: Iterable[Path] = ()) -> tuple[Path, ...]:
    """List where texts may lie: the project's own folder, site.yml's, `--texts`, and the variable's.

    What site.yml names is relative to the project; the variable holds paths as PATH does.
    """
    raw = project.root / RAW
    own = [] if raw.is_symlink() or raw.parent.is_symlink() else [raw]  # git would keep such a link
    configured = (project.root / folder for folder in project.settings.texts)
    return tuple(dict.fromkeys([*own, *configured, *named, *_of_variable()]))


def texts_at_hand(project: Project, corpus: Corpus, named: Iterable[Path] = ()) -> Checked[Mapping[str, str]]:
    """Read the texts of a corpus's articles, as far as they are at hand, by sha256."""
    wanted = {article.text.sha256 for article in corpus.articles.values() if article.text}
    return find_texts(text_folders(project, named), wanted)


def missing_folders(project: Project, *, lacking: bool) -> Iterator[Problem]:
    """Tell of folders that site.yml or the variable names, and that are not there.

    Where others hold the texts that is as it should be; so it is told if a text is `lacking` whose
    quotes nobody has found yet, or if a folder of nearly that name is there.
    """
    named = [(name, project.root, project.settings.at.of("texts", i))
             for i, name in enumerate(project.settings.texts)]  # fmt: skip
    named += [(str(folder), Path(), Location(VARIABLE)) for folder in _of_variable()]
    for name, root, place in named:
        beside = [path.name for path in _folders_in((root / name).parent)]
        near = get_close_matches(Path(name).name, beside, n=1, cutoff=_NEAR)
        asked = f"did you mean {quoted((Path(name).parent / near[0]).as_posix())}?" if near else ""
        if not (root / name).is_dir() and (lacking or asked):
            yield _missing(name, root / name, place, asked)


def _missing(name: str, folder: Path, at: Location, asked: str) -> Problem:
    found = f"{quoted(name)}, {'a file' if folder.is_file() else 'no such folder'}"
    fix = asked or "create it (git keeps a folder only with a file in it), or delete it here"
    return Problem(at, "missing-folder", found, "a folder with captured texts", fix, "warning")


def _folders_in(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(sorted(path for path in folder.iterdir() if path.is_dir()))
    except OSError:
        return ()


def _of_variable() -> list[Path]:
    return [Path(part) for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part]


def find_texts(folders: Sequence[Path], wanted: Collection[str]) -> Checked[Mapping[str, str]]:
    """Read the wanted texts by sha256; folders that are not there, links and other files are passed over."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for folder, name in _files(folders) if wanted else ():
        data, _ = read_file(folder, name, TEXT_BYTES)
        path = folder / name
        if data is None:
            continue
        if len(data) > TEXT_BYTES:
            problems += _too_large(path)
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest not in wanted or digest in texts:
            continue
        try:
            texts[digest] = data.decode()
        except UnicodeDecodeError as error:
            problems.append(_not_utf8(path, error.start))
    return texts, tuple(problems)


def _files(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Folder and name of every regular file, in the order of the folders."""
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
        except OSError:
            continue
        yield from ((folder, name) for name in names)


def _too_large(path: Path) -> list[Problem]:
    if path.suffix != ".txt":
        return []
    limit = f"at most {TEXT_BYTES // 1024 // 1024} MB"
    return [Problem(location(path.as_posix()), "text-too-large", "a larger text", limit, severity="warning")]


def _not_utf8(path: Path, at: int) -> Problem:
    return Problem(
        location(path.as_posix()),
        "text-encoding",
        f"a byte that is not UTF-8, at position {at}",
        "UTF-8",
        "save it as UTF-8 and correct `text.sha256` and `text.chars` of its article",
    )
