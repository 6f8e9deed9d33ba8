"""Captured texts: private files that are known by their sha256, wherever they lie and whatever their name."""

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from site_builder.corpus.project import Project
from site_builder.corpus.text_rights import KnownText, TextRights
from site_builder.model.article import Article, TextInfo
from site_builder.model.corpus import Corpus
from site_builder.model.lazy import Lazy, given
from site_builder.model.problems import Checked, Location, Problem, in_order, quoted
from site_builder.model.value_types import ArticleId
from site_builder.storage.files import link_problems, location, read_file, size_and_sha256
from site_builder.storage.hashes import hash_of_file, known_hash, read_hashed
from site_builder.storage.history import ignored as ignored_files
from site_builder.storage.history import tracked
from site_builder.storage.looks import Looks
from site_builder.storage.store import NOTHING, Store

STAGE: Final = "text"

TEXT_BYTES = 2 * 1024 * 1024
PRIVATE_BYTES = 8 * 1024 * 1024
"""How much of a private file is read for its words; larger ones are known as a whole all the same."""
VARIABLE = "SITE_BUILDER_TEXTS"
RAW = "articles/raw"
"""Where private texts lie, which git ignores."""
OPEN = "texts"
"""Where texts lie that are published: in the project, and committed."""
_NEAR = 0.6
"""How much alike two folders' names are of which one may be meant by the other: `tekst` and `texts` are."""


class PrivateText(NamedTuple):
    """A private file by the name that messages call it, with its words where it is a text."""

    name: str
    size: int
    sha256: str
    text: bytes | None


def text_folders(project: Project, named: Iterable[Path] = ()) -> tuple[Path, ...]:
    """List where texts may lie: the project's own folders, site.yml's, `--texts`, and the variable's.

    What site.yml names is relative to the project; the variable holds paths as PATH does.
    """
    own = [project.root / folder for folder in (RAW, OPEN) if not any(link_problems(project.root, folder))]
    configured = (project.root / folder for folder in project.settings.texts)
    return tuple(dict.fromkeys([*own, *configured, *named, *_of_variable()]))


def texts_at_hand(
    project: Project, texts: Iterable[KnownText], named: Iterable[Path] = (), store: Store = NOTHING
) -> Checked[Mapping[str, str]]:
    """Read the texts of articles, as far as they are at hand, by sha256."""
    wanted = {text.sha256 for text in texts if text.sha256}
    return find_texts(text_folders(project, named), wanted, store)


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


def find_texts(
    folders: Sequence[Path], wanted: Collection[str], store: Store = NOTHING
) -> Checked[Mapping[str, str]]:
    """Find the wanted texts by sha256; folders that are not there, links and other files are passed over.

    One that is known to be readable is read when somebody asks for it.
    """
    texts: dict[str, Callable[[], str]] = {}
    problems: list[Problem] = []
    store.read_ahead(STAGE, again=True)
    for folder, name in files_of(folders, store) if wanted else ():
        known = known_hash(store, folder, name, TEXT_BYTES)
        if known and (known not in wanted or known in texts or store.get(STAGE, known, "")):
            if known in wanted:
                texts.setdefault(known, partial(_text_again, folder, name, known))
            continue
        read, _ = read_hashed(store, folder, name, TEXT_BYTES)
        path = folder / name
        if read is None:
            continue
        if len(read.data) > TEXT_BYTES:
            problems += _too_large(path)
            continue
        if read.sha256 not in wanted or read.sha256 in texts:
            continue
        try:
            texts[read.sha256] = given(read.data.decode())
            store.put(STAGE, read.sha256, "", "UTF-8")
        except UnicodeDecodeError as error:
            problems.append(_not_utf8(path, error.start))
    return Lazy(texts), tuple(problems)


def _text_again(folder: Path, name: str, sha256: str) -> str:
    """Read a text that was there a moment ago."""
    data, _ = read_file(folder, name, TEXT_BYTES)
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        raise KeyError(sha256)
    return data.decode()


def private_texts(
    project: Project, standing: TextRights, named: Iterable[Path] = ()
) -> Iterator[PrivateText]:
    """Read what is private in folders of texts: articles' texts, `.txt` files, and all in articles/raw/."""
    for folder, name in files_of(text_folders(project, named)):
        data, _ = read_file(folder, name, PRIVATE_BYTES)
        if not data:
            continue
        size, digest = len(data), hashlib.sha256(data).hexdigest()
        if size > PRIVATE_BYTES:
            size, digest = size_and_sha256(folder, name)
        is_text = name.endswith(".txt") or digest in standing.private
        if digest not in standing.open and (is_text or folder == project.root / RAW):
            shown = _displayed_path(project, folder / name)
            yield PrivateText(shown, size, digest, _readable_text(name, data))


def _displayed_path(project: Project, path: Path) -> str:
    own = path.relative_to(project.root) if path.is_relative_to(project.root) else path
    return location(own.as_posix()).path


def _readable_text(name: str, data: bytes) -> bytes | None:
    """A private file's words; of a captured page, which is mostly menus, there are none."""
    is_page = name.lower().endswith((".html", ".htm", ".xhtml"))
    return None if is_page or name.startswith(".") else data


def unpublishable(
    project: Project, corpus: Corpus, texts: Mapping[ArticleId, KnownText], store: Store = NOTHING
) -> Iterator[Problem]:
    """Tell of texts to be published that a clone of the project would lack: its site would be another."""
    wanted = {name: text.sha256 for name, text in texts.items() if text.published}
    committed = _paths(store, project.root, OPEN, wanted.values())
    ignored = ignored_files(project.root, committed.values(), store.looks)
    missing = [name for name, sha256 in wanted.items() if committed.get(sha256, "") in {"", *ignored}]
    private = _paths(store, project.root, RAW, [wanted[name] for name in missing])
    for name in missing:
        path = committed.get(wanted[name], "") or private.get(wanted[name], "")
        yield _unpublishable(name, corpus.articles[name], path)


def exposed(
    project: Project, corpus: Corpus, texts: Mapping[ArticleId, KnownText], store: Store = NOTHING
) -> Iterator[Problem]:
    """Tell of texts whose rights are reserved, and that everybody gets who gets the repository.

    A project that is only a folder of another repository, as an example or a test, is not looked into.
    """
    if not (project.root / ".git").exists():
        return
    private = {text.sha256: name for name, text in texts.items() if text.sha256 and text.reserved}
    own = [folder for folder in text_folders(project) if folder.is_relative_to(project.root)]
    paths = paths_within(project.root, files_of(own, store))
    for path in sorted(tracked(project.root, paths, store.looks)):
        digest = hash_of_file(store, project.root, path, TEXT_BYTES)
        if digest in private:
            name = private[digest]
            yield _exposed(name, corpus.articles[name], location(path).path)


def _exposed(name: ArticleId, article: Article, shown: str) -> Problem:
    found, expected = (
        f"its text in {shown}, which git keeps",
        f"a private text where git ignores it, in {RAW}/",
    )
    moved = (
        f"move it to {RAW}/{name}.txt" if not shown.startswith(f"{RAW}/") else f"let .gitignore have `{RAW}/`"
    )
    fix = f"{moved}; if it was committed, take it out of git's history too, or whoever clones has it"
    return Problem(article.at.of("rights"), "text-exposed", found, expected, fix, "warning")


def _paths(store: Store, root: Path, folder: str, wanted: Collection[str]) -> Mapping[str, str]:
    """Where wanted texts lie in a folder of the project, by sha256."""
    if not wanted or any(link_problems(root, folder)):
        return {}
    found: dict[str, str] = {}
    for _, name in files_of([root / folder], store):
        digest = hash_of_file(store, root, f"{folder}/{name}", TEXT_BYTES)
        if digest in wanted:
            found.setdefault(digest, f"{folder}/{name}")
    return found


def _unpublishable(name: ArticleId, article: Article, path: str) -> Problem:
    shown = location(path).path
    found, fix = "no such text there", f"put it into {OPEN}/{name}.txt, and commit it"
    if path.startswith(f"{OPEN}/"):
        found = f"{shown}, which git ignores"
        fix = f"let git keep it: `git check-ignore -v {shown}` says what ignores it"
    elif path:
        found, fix = f"it in {shown}, which is private", f"move it to {OPEN}/{name}.txt, and commit it"
    expected = f"the text that is to be published, committed in {OPEN}/"
    fix += "; or write `publish: digest`"
    return Problem(article.at.of("publish"), "text-not-committed", found, expected, fix)


def files_of(folders: Sequence[Path], store: Store = NOTHING) -> Iterator[tuple[Path, str]]:
    """Folder and name of every regular file, in the order of the folders."""
    looks = store.looks or Looks()
    for folder in folders:
        try:
            entries = looks.entries(str(folder))
        except OSError:
            continue
        yield from ((folder, name) for name, kind in entries if kind == "file")


def paths_within(root: Path, files: Iterable[tuple[Path, str]]) -> list[str]:
    """Paths relative to a folder of those files, by folder and name, that lie below it."""
    found = []
    for folder, group in groupby(files, itemgetter(0)):
        if folder.is_relative_to(root):
            below = folder.relative_to(root)
            begin = "" if below == Path() else f"{below.as_posix()}/"
            found += [f"{begin}{name}" for _, name in group]
    return found


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


def text_of(
    project: Project, article: str, info: TextInfo | None, texts: Sequence[Path], store: Store = NOTHING
) -> Checked[str | None]:
    """Find the captured text of one article in the project's folders and `texts`; else it is a problem."""
    folders = text_folders(project, texts)
    at_hand, problems = find_texts(folders, {info.sha256} if info else set(), store)
    if info is None or info.sha256 not in at_hand:
        return None, in_order((*problems, _no_text(project, article, info, folders)))
    return at_hand[info.sha256], problems


def _no_text(project: Project, article: str, info: TextInfo | None, folders: Sequence[Path]) -> Problem:
    """Say that the text of an article is not at hand, and where it was looked for."""
    where = ", ".join(_folder_name(project.root, folder) for folder in folders)
    at = info.at.of("sha256") if info else Location(f"articles/{article}.md")
    found = f"no text of sha256 {info.sha256[:12]}… at hand" if info else "an article without `text`"
    fix = f"put it into one of the folders that are searched ({where}), or name its folder with --texts"
    return Problem(at, "no-text", found, "the captured text of the article", fix)


def _folder_name(root: Path, folder: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.as_posix()
