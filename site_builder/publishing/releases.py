"""Releases: whole sites beside the live one, which is turned from one to the next.

    site -> .releases/<hash of its content>      the live site, a symbolic link
    .releases/<hash>                             whole releases: the live one and the one before
    .releases/new-<process>                      one being made
    .releases/spare                              what the next one takes folders over from, and ends
    .releases/search.json                        of what the last search index was made

At any moment, and whatever kills a build, `site` is the old release or the new one, whole.

Where the system makes no links (Windows without that right, some file systems), `site` is the folder
of the live release itself, and `.releases/site.live` names it. Two folders are renamed then: between
the two there is no `site`; at any other moment it is the old one or the new one, whole, and a build
that was killed there is undone or completed by the next.
"""

import errno
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from filelock import AcquireReturnProxy, BaseFileLock, FileLock, Timeout

from site_builder.model.problems import Location, Problem, quoted
from site_builder.publishing.search_folder import BUNDLE
from site_builder.publishing.site_files import remove_folder

RELEASES = ".releases"
UNFINISHED = "new-"
SPARE = "spare"
KEPT = 2
"""How many releases are kept: the live one and the one before, for a way back."""
_NAME = re.compile(r"[0-9a-f]{16}(-\d+)?", re.ASCII)
_NO_LINK_BUT = frozenset({errno.ENOSPC, errno.EROFS, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""Errors at making a link that do not say that links cannot be made."""


@dataclass(frozen=True, slots=True)
class PlacedRelease:
    """Where a release is, its name, and whether the live site is another one than before."""

    folder: Path
    name: str
    changed: bool


@contextmanager
def only_build(to: Path, on_wait: Callable[[], None]) -> Iterator[Path]:
    """Hold the lock of a live site's releases, and give an empty folder there that is gone afterwards."""
    releases = to.parent / RELEASES
    releases.mkdir(parents=True, exist_ok=True)
    with _locked(FileLock(releases / "lock"), on_wait):
        clear(releases)
        complete(to)
        new = releases / f"{UNFINISHED}{os.getpid()}"
        new.mkdir()
        try:
            yield new
        finally:
            clear(releases)


def _locked(lock: BaseFileLock, on_wait: Callable[[], None]) -> AcquireReturnProxy[BaseFileLock]:
    try:
        return lock.acquire(timeout=0)
    except Timeout:
        on_wait()
        return lock.acquire()


def clear(releases: Path) -> None:
    """Remove what builds have left unfinished."""
    for left in releases.glob(f"{UNFINISHED}*"):
        if left.is_dir() and not left.is_symlink():
            remove_folder(str(left))
        else:
            left.unlink()


def give_spare(new: Path) -> None:
    """Put the release that nobody needs beside one that is being made, which uses it up."""
    spare = new.with_name(SPARE)
    if spare.is_dir() and not spare.is_symlink():
        spare.rename(spare_of(new))


def spare_of(new: Path) -> Path:
    """Folder of what is left of a release that nobody needs any more, beside one that is being made."""
    return new.with_name(f"{new.name}-{SPARE}")


# ------------------------------------------------------------------ what is in the way


def in_the_way(to: Path) -> Problem | None:
    """Say what is in the place of the live site and is none of ours: nobody's files are replaced."""
    if not os.path.lexists(to) or _own_link(to):
        return None
    if to.is_symlink():
        found = f"a link to {quoted(str(to.readlink()))}"
    elif not to.is_dir() or not (known := _named_live(to)):
        found = "a folder or file"
    elif digest_of(to).startswith(known[:16]):
        return None
    else:
        found = "an earlier build that somebody has changed since"
    fix = "move it away, or name another place with `--to`"
    return Problem(Location(str(to)), "site-in-the-way", found, "nothing, or an earlier build", fix)


def is_live(folder: Path) -> bool:
    """Whether a folder is a live site of ours, by a link or as the folder itself."""
    return _own_link(folder) or (folder.is_dir() and bool(_named_live(folder)))


def _own_link(to: Path) -> bool:
    """Whether it is a link that we made: to a release beside it."""
    if not to.is_symlink():
        return False
    *folders, name = to.readlink().parts
    return folders == [RELEASES] and _NAME.fullmatch(name) is not None


def _pointer(to: Path) -> Path:
    return to.parent / RELEASES / f"{to.name}.live"


def _named_live(to: Path) -> str:
    """Name of the live release where the live site is a folder; "" where it is none of ours."""
    try:
        name = _pointer(to).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return name if _NAME.fullmatch(name) else ""


# ------------------------------------------------------------------ putting in place


def put_in_place(new: Path, to: Path, hashes: Mapping[str, str] | None = None) -> PlacedRelease:
    """Name a finished release after its content and make it the live site.

    `hashes` are those of its files, but for the search index, where they are known.
    """
    digest = (digest_of(new) if hashes is None else digest_of_hashes(hashes))[:16]
    if to.is_dir() and not to.is_symlink():
        live = _named_live(to)
        changed = live[:16] != digest or not _same_search(to, new)
        name = _in_folder(named_by_content(new, digest, live).name, to) if changed else live
        placed = PlacedRelease(to, name, changed)
    else:
        before = to.resolve() if to.is_symlink() else None
        folder = named_by_content(new, digest)
        changed = before != folder.resolve()
        is_link = not changed or _linked(folder, to)
        placed = PlacedRelease(folder if is_link else to, folder.name, changed)
    prune(placed, to)
    return placed


def named_by_content(new: Path, digest: str, taken: str = "") -> Path:
    """Rename a finished release to the hash of its content, or find the same one there already."""
    for number in count():
        folder = new.with_name(f"{digest}-{number}" if number else digest)
        if folder.name == taken:
            continue
        if not folder.exists():
            return new.rename(folder)
        # A release that somebody has changed since is not this one.
        if digest_of(folder)[:16] == digest and _same_search(folder, new):
            return folder
    raise AssertionError


def _linked(folder: Path, to: Path) -> bool:
    """Turn the live link to a release, in one step; where no link can be made, put its folder there."""
    link = folder.with_name(f"{UNFINISHED}link")
    try:
        link.symlink_to(Path(RELEASES) / folder.name)
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno in _NO_LINK_BUT:
            raise
        _in_folder(folder.name, to)
        return False
    os.utime(folder)
    link.replace(to)
    _pointer(to).unlink(missing_ok=True)
    return True


def _in_folder(name: str, to: Path) -> str:
    """Put a release's folder in the place of the live site, and the live one among the releases."""
    releases = to.parent / RELEASES
    before = _named_live(to)
    os.utime(releases / name)
    if to.is_symlink():
        before = to.readlink().name
        to.unlink()
    elif to.exists():
        to.rename(releases / before)
    try:
        _point(to, name)
        (releases / name).rename(to)
    except OSError:
        if before:
            _point(to, before)
            (releases / before).rename(to)
        raise
    return name


def _point(to: Path, name: str) -> None:
    half = _pointer(to).with_name(f"{UNFINISHED}live")
    half.write_text(name, encoding="ascii")
    half.replace(_pointer(to))


def complete(to: Path) -> None:
    """Put the live site there where a build was killed between its two renamings."""
    name = _named_live(to)
    if name and not os.path.lexists(to) and (to.parent / RELEASES / name).is_dir():
        (to.parent / RELEASES / name).rename(to)


def digest_of(folder: Path) -> str:
    """Hash all paths and bytes under a folder, without those of the search index, which differ each time."""
    hashes = {}
    for top, _, names in os.walk(folder):
        below = Path(top).relative_to(folder).as_posix()
        for name in names:
            path = f"{below}/{name}" if below != "." else name
            if not path.startswith(f"{BUNDLE}/") and (folder / path).is_file():
                with (folder / path).open("rb") as file:
                    hashes[path] = hashlib.file_digest(file, "sha256").hexdigest()
    return digest_of_hashes(hashes)


def digest_of_hashes(hashes: Mapping[str, str]) -> str:
    """The same, from the hashes of all those files by path."""
    total = hashlib.sha256()
    for path, content in sorted(hashes.items()):
        if not path.startswith(f"{BUNDLE}/"):
            total.update(f"{content} {path}\n".encode())
    return total.hexdigest()


def live_folder(to: Path) -> Path | None:
    """Folder of the live release, if there is one."""
    return to.resolve() if is_live(to) and to.is_dir() else None


def former(to: Path) -> tuple[Path, ...]:
    """Folders of the live release, if there is one, and of those before it."""
    live = to.resolve() if is_live(to) else None
    releases = (to.parent / RELEASES).iterdir()
    others = [path.resolve() for path in releases if _NAME.fullmatch(path.name) and path.is_dir()]
    return (*filter(None, [live]), *sorted(path for path in others if path != live))


def _same_search(one: Path, other: Path) -> bool:
    """Whether two releases search with the same program: that of a new version is published."""
    return _program(one) == _program(other)


def _program(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / BUNDLE).glob("*.js")}


def prune(live: PlacedRelease, to: Path) -> None:
    """Put aside all but the last releases; one that any link beside the live site leads to stays.

    The newest of them is the spare of the next build.
    """
    linked = {link.resolve() for link in to.parent.iterdir() if link.is_symlink()}
    others = [
        path
        for path in (to.parent / RELEASES).iterdir()
        if path.is_dir() and path.name not in (live.name, SPARE) and not path.name.startswith(UNFINISHED)
    ]
    others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in others[KEPT - 1 :]:
        if path.resolve() not in linked:
            # Renamed first: no release has a name while it is half gone.
            spare = path.with_name(SPARE)
            path.rename(path.with_name(f"{UNFINISHED}old-{path.name}") if spare.exists() else spare)
