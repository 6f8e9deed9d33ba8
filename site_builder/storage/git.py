"""All that is asked of git, so that nothing a repository brings along can run or reach the network.

A project may have come as an archive, with a `.git/config` and `.gitattributes` that name programs
(fsmonitor, hooks, filters, textconv, pagers, signatures, remotes). So the repository itself is only
asked where it is and which commit a name means, which runs nothing. All else is asked of an empty
repository of our own: it borrows the objects and the index, and has a configuration of our own.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 300
"""How long git may take: a pipe in the place of one of its files would keep it for ever."""

_PLAIN = re.compile(
    r"core\.(autocrlf|eol|safecrlf|filemode|symlinks|ignorecase|precomposeunicode|checkstat|trustctime)"
    r"\n([a-z]+)\0"
)
"""Settings that say how files lie on this machine, and name no program."""
_USERS = ("GIT_CONFIG", "GIT_CEILING", "GIT_DISCOVERY", "GIT_EXEC_PATH")
"""What the user may tell git by its environment when a repository is looked for."""
_SHUT: Mapping[str, str] = {
    "GIT_ALLOW_PROTOCOL": "none",  # no remote, however a repository names one
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_OFF = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.quotePath=off")


class GitError(Exception):
    """Git does not tell; the text is its own reason, in a line, or empty where it gives none."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository that can be asked about its commits, from a project's folder within it.

    `shallow` are the commits at which the history of a shallow clone was cut off.
    """

    root: Path
    environment: Mapping[str, str]
    shallow: frozenset[str]

    def ask(self, *words: str, given: bytes = b"") -> bytes:
        """What git says; raises GitError where it fails."""
        return _run(self.root, words, self.environment, given)


@contextmanager
def opened(root: Path, *, unborn: bool = False) -> Iterator[Repository]:
    """Open the repository that a project lies in, with its last commit as HEAD; raises GitError.

    One without a commit too, if it may be `unborn`.
    """
    facts = ("--show-toplevel", "--absolute-git-dir", "--git-common-dir", "--show-object-format")
    answer = _ask_where_it_is(root, "rev-parse", "--path-format=absolute", *facts).decode(
        errors="surrogateescape"
    )
    top, own, common, form = _four_lines(answer)
    head = _head(root, unborn=unborn)
    with TemporaryDirectory(prefix="site-builder-git-") as name:
        shallow = _empty_repository(Path(name), head, form, _plain_settings(root), Path(common) / "shallow")
        borrowed = {
            "GIT_DIR": name,
            "GIT_WORK_TREE": top,
            "GIT_INDEX_FILE": str(Path(own) / "index"),
            "GIT_OBJECT_DIRECTORY": str(Path(common) / "objects"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ATTR_NOSYSTEM": "1",
        }
        yield Repository(root, {**_environment(("GIT_EXEC_PATH",)), **borrowed}, shallow)


def _head(root: Path, *, unborn: bool) -> str:
    try:
        return commit_named(root, "HEAD")
    except GitError:
        if not unborn:
            raise
        return "ref: refs/heads/unborn"


def commit_named(root: Path, revision: str) -> str:
    """The commit that a revision names, as git understands it; raises GitError."""
    found = _ask_where_it_is(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"
    )
    return found.decode().strip()


def _ask_where_it_is(root: Path, *words: str) -> bytes:
    """Ask the repository itself: only what runs nothing."""
    return _run(root, words, _environment(_USERS))


def _run(root: Path, words: tuple[str, ...], environment: Mapping[str, str], given: bytes = b"") -> bytes:
    command = [_program(), "--no-pager", *_OFF, "-C", str(root), *words]
    try:
        done = subprocess.run(  # noqa: S603 - git, without a shell
            command, env=environment, input=given, capture_output=True, check=False, timeout=SECONDS
        )
    except (OSError, ValueError) as error:
        raise GitError(f"git cannot be run ({error})") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git gave no answer in {SECONDS} seconds") from None
    if done.returncode:
        raise GitError(_first_line(done.stderr))
    return done.stdout


def _first_line(said: bytes) -> str:
    lines = said.decode(errors="replace").split("\n")
    return next((line.strip() for line in lines if line.startswith(("fatal:", "error:"))), lines[0].strip())


def _environment(allowed: tuple[str, ...]) -> dict[str, str]:
    """This process's environment without what would point git elsewhere."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("GIT_") or name.upper().startswith(allowed)
    }
    return {**ours, **_SHUT}


def _program() -> str:
    """Git's path; Windows would look for it in the current folder first, which may be anybody's."""
    if os.name != "nt":
        return "git"
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    found = (folder / "git.exe" for folder in folders if folder.is_absolute())
    return str(next((path for path in found if path.is_file()), "git is not installed"))


def _four_lines(answer: str) -> list[str]:
    lines = answer.rstrip("\n").split("\n")
    if len(lines) != 4:
        raise GitError("the repository lies in a folder with a line break in its name")
    return lines


def _plain_settings(root: Path) -> str:
    """The lines of a configuration that say how files lie on this machine."""
    answer = _ask_where_it_is(root, "config", "--null", "--get-regexp", "--includes", r"^core\.") + b"\0"
    found = _PLAIN.findall(answer.decode(errors="replace"))
    return "".join(f"\t{name} = {value}\n" for name, value in found)


def _empty_repository(folder: Path, head: str, form: str, plain: str, shallow: Path) -> frozenset[str]:
    """Write our own repository; give the commits that the history is cut off at."""
    for name in ("objects", "refs"):
        (folder / name).mkdir()
    version = "" if form == "sha1" else f"[extensions]\n\tobjectFormat = {form}\n"
    core = f"[core]\n\trepositoryFormatVersion = {int(bool(version))}\n\tbare = false\n{plain}"
    (folder / "config").write_bytes((core + version).encode())
    (folder / "HEAD").write_bytes(f"{head}\n".encode())
    if not shallow.is_file():
        return frozenset()
    (folder / "shallow").write_bytes(cut := shallow.read_bytes())
    return frozenset(cut.decode("ascii", "replace").split())
