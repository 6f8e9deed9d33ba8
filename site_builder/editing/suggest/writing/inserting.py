"""Puts proposals into an annotation's file as text: every line that was there stays, byte for byte."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from site_builder.corpus.placeholders import SUGGESTED
from site_builder.corpus.source import read_yaml
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.editing.suggest.writing.writing import in_sections, record_lines
from site_builder.model.annotation import Annotation, Section
from site_builder.model.problems import Checked, Location, Problem

_KEY = re.compile(r"""(?:"([a-z_]+)"|'([a-z_]+)'|([a-z_]+))\s*:(.*)""")


@dataclass(frozen=True, slots=True)
class _SectionLines:
    """A section of the file: the line of its key, its last line of content, and what follows the key."""

    key: int
    last: int
    rest: str


def inserted(
    data: bytes, path: str, proposals: Sequence[Proposal], kind: type[Annotation] = Annotation
) -> Checked[bytes | None]:
    """Put the proposals at the end of their sections; nothing where the file could not be kept as it is.

    `kind` has the sections of the project.
    """
    return inserted_lines(data, path, {s: partial(_marked, g) for s, g in in_sections(proposals)}, kind)


def inserted_lines(
    data: bytes, path: str, additions: Mapping[Section, Callable[[str], list[str]]], kind: type[Annotation]
) -> Checked[bytes | None]:
    """Put lines at the end of sections, which get the indent of the section; all others stay."""
    before, problems = read_yaml(data, path, kind, FILE_BYTES) if data.strip() else (None, ())
    if problems:
        return None, problems
    new = _inserted(data.decode("utf-8"), additions).encode()
    after, problems = read_yaml(new, path, kind, FILE_BYTES)
    if len(new) > FILE_BYTES:
        return None, problems
    if problems or after is None or (before is not None and not _keeps(before.value, after.value)):
        return None, (_refusal(path),)
    return new, ()


def _refusal(path: str) -> Problem:
    return Problem(
        Location(path),
        "cannot-insert",
        "a section that nothing can be added to without changing its lines",
        "sections in block style, with `- ` on a line of its own for each record",
        "write the section in block style, or paste what this command prints without --write",
    )


def _keeps(before: Annotation, after: Annotation) -> bool:
    """Tell whether all records that were there are there still, first in each section."""
    for section in (*before.SECTIONS, "rejected"):
        old, new = getattr(before, section), getattr(after, section)
        if new[: len(old)] != old:
            return False
    return True


def _marked(proposals: Sequence[Proposal], indent: str) -> list[str]:
    """Write proposals under the mark that says what they are."""
    return [indent + SUGGESTED, *(line for proposal in proposals for line in record_lines(proposal, indent))]


def _inserted(text: str, written: Mapping[Section, Callable[[str], list[str]]]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    blocks = _blocks(lines)
    additions: dict[int, list[str]] = {}
    new: list[str] = []
    for section, lines_at in written.items():
        block = blocks.get(section)
        if block is None:
            new += ["", f"{section}:", *lines_at("  ")]
        else:
            additions[block.last] = lines_at(_indent(lines, block))
    return _with_additions(lines, additions, new, end)


def _with_additions(lines: Sequence[str], additions: dict[int, list[str]], new: list[str], end: str) -> str:
    stop = next((i for i, line in enumerate(lines) if re.match(r"\.\.\.\s*$", line)), len(lines))
    pieces: list[str] = []
    for i, line in enumerate(lines):
        if i == stop:
            pieces += (text + end for text in new)
        pieces.append(line)
        if i in additions:
            if not line.endswith("\n"):
                pieces.append(end)
            pieces += (text + end for text in additions[i])
    if stop == len(lines):
        if pieces and not pieces[-1].endswith("\n"):
            pieces.append(end)
        if not "".join(pieces).strip("\ufeff\r\n ") and new:
            new = new[1:]
        pieces += (text + end for text in new)
    return "".join(pieces)


def _blocks(lines: Sequence[str]) -> dict[str, _SectionLines]:
    """Find the sections: a key in the first column, and its lines up to the next one."""
    keys: list[tuple[int, str, str]] = []
    for i, line in enumerate(lines):
        match = _KEY.match(line.removeprefix("\ufeff"))
        if match:
            keys.append((i, match[1] or match[2] or match[3], match[4]))
    found: dict[str, _SectionLines] = {}
    for k, (start, name, rest) in enumerate(keys):
        stop = keys[k + 1][0] if k + 1 < len(keys) else len(lines)
        last = start
        for i in range(start + 1, stop):
            if lines[i].strip() and not lines[i].startswith(("#", "...", "---")):
                last = i
        found[name] = _SectionLines(start, last, rest)
    return found


def _indent(lines: Sequence[str], block: _SectionLines) -> str:
    for line in lines[block.key + 1 : block.last + 1]:
        match = re.match(r"( *)- ", line)
        if match:
            return match[1]
    return "  "
