"""What is to be verified, and by what: packets in files and folders, and texts at hand."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from site_builder.corpus.captured_texts import TEXT_BYTES, find_texts
from site_builder.model.problems import Checked, Problem
from site_builder.reviewing.verifying.packets import PACKET_BYTES, Packet, read_packet
from site_builder.storage.files import location, read_file


@dataclass(frozen=True, slots=True)
class Asked:
    """A packet by its path, or what forbids to read it."""

    path: str
    packet: Packet | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts at hand by sha256, and another copy that a reader has, if any."""

    by_hash: Mapping[str, str]
    own: str | None = None
    own_hash: str = ""


def packets_in(paths: Iterable[Path]) -> tuple[Asked, ...]:
    """Read packets; of a folder all `.json` files in it, at any depth, without following links."""
    return tuple(_read(file) for path in paths for file in _files(path))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            file = Path(folder, name)
            if name.endswith(".json") and file.is_file() and not file.is_symlink():
                yield file


def _read(file: Path) -> Asked:
    data, problems = read_file(file.parent, file.name, PACKET_BYTES)
    path = file.as_posix()
    if data is None:
        place = location(path)
        at = tuple(replace(one, location=place) for one in problems)
        return Asked(path, None, at)
    return Asked(path, *read_packet(path, data))


def several_lack(asked: Iterable[Asked], texts: Texts) -> bool:
    """Whether packets of more than one article have no text of their hash."""
    packets = [one.packet for one in asked if one.packet]
    lacking = [one for one in packets if one.sha256 not in texts.by_hash and one.sha256 != texts.own_hash]
    return len({one.record.partition("/")[0] for one in lacking}) > 1


def texts_for(asked: Iterable[Asked], folders: Sequence[Path], own: Path | None) -> Checked[Texts]:
    """Find the texts of packets in folders by their hash; `own` is a reader's own copy of one."""
    wanted = {one.packet.sha256 for one in asked if one.packet and one.packet.sha256}
    found, problems = find_texts(folders, wanted)
    if own is None:
        return Texts(found), problems
    data, more = read_file(own.parent, own.name, TEXT_BYTES)
    place = location(own.as_posix())
    if data is None:
        at = tuple(replace(one, location=place) for one in more)
        return Texts(found), (*problems, *at)
    if len(data) > TEXT_BYTES:
        large = Problem(place, "text-too-large", "a larger text", f"at most {TEXT_BYTES // 1024 // 1024} MB")
        return Texts(found), (*problems, large)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        wrong = f"a byte that is not UTF-8, at position {error.start}"
        return Texts(found), (*problems, Problem(place, "text-encoding", wrong, "UTF-8", "save it as UTF-8"))
    return Texts(found, text, hashlib.sha256(data).hexdigest()), problems
