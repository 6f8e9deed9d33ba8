"""Contents of files as commits have them: asked of git many at a time, none that is too large."""

from collections.abc import Iterable, Iterator

from site_builder.storage.git import Repository

AT_ONCE = 16 * 1024 * 1024
"""So many bytes are asked for together."""


Content = tuple[str, bytes | None]
"""What an object holds, behind its name; None for one that this clone lacks."""


def contents_of(repository: Repository, names: Iterable[str], largest: int) -> Iterator[Content]:
    """Give the contents of objects by their names.

    Of one that has more bytes than `largest` there are so many blanks and one more: whoever reads it says
    that it is too big. Raises GitError.
    """
    waiting: list[str] = []
    held = 0
    for name, size in _sizes(repository, tuple(dict.fromkeys(names))):
        if size is None or size > largest:
            yield name, None if size is None else b" " * (largest + 1)
            continue
        waiting.append(name)
        held += size
        if held > AT_ONCE:
            yield from _read(repository, waiting)
            waiting, held = [], 0
    yield from _read(repository, waiting)


def _sizes(repository: Repository, names: tuple[str, ...]) -> Iterator[tuple[str, int | None]]:
    if names:
        answer = repository.ask("cat-file", "--batch-check=%(objectsize)", given=_lines(names))
        for name, line in zip(names, answer.decode().splitlines(), strict=True):
            yield name, int(line) if line.isdigit() else None


def _read(repository: Repository, names: list[str]) -> Iterator[Content]:
    if not names:
        return
    answer = repository.ask("cat-file", "--batch=%(objectsize)", given=_lines(names))
    start = 0
    for name in names:
        end = answer.index(b"\n", start)
        size, start = answer[start:end], end + 1
        if size.isdigit():
            yield name, answer[start : start + int(size)]
            start += int(size) + 1
        else:
            yield name, None


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode()
