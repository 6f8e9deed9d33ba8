"""The parts of a workbook, looked at before any library makes cells of them.

A workbook is a zip of XML. A few kilobytes of it can unpack to gigabytes, and one cell in the last corner of
a sheet makes the library that reads it ask for half a terabyte, and the process end. So the parts are
unpacked here up to a bound, gone through for where cells stand, and handed on packed anew without
compression: what was not looked at is not read. Entities are refused with the declarations that make them.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Final, NamedTuple
from xml.parsers import expat

from site_builder.editing.tables.cells import MOST_COLUMNS, MOST_ROWS, too_big
from site_builder.model.problems import Checked, Location, Problem, quoted

UNPACKED: Final = 64 * 1024 * 1024
_MOST_PARTS: Final = 1_000
_PIECE: Final = 1 << 20
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_READ = re.compile(r"\[Content_Types\]\.xml|(?:xl|_rels)/.*\.(?:xml|rels)")
"""The parts that hold cells, or say where these are; pictures, macros and documents of other kinds do not."""
_PLACE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile("[1-9][0-9]{0,6}")

Place = tuple[int, int]
"""Row and column of a cell, from 0."""


@dataclass(slots=True)
class _Part:
    """What was met in a part: cells without a value, how far it reaches, sheets, and where parts lie."""

    faults: dict[Place, str] = field(default_factory=dict)
    reach: Place = (0, 0)
    sheets: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)


class WorkbookParts(NamedTuple):
    """A workbook without compression, and the cells of its sheets that hold no value, and why."""

    data: bytes
    faults: Mapping[str, Mapping[Place, str]]


class _RefusedError(Exception):
    """A workbook that is not read, with the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


def workbook_parts(data: bytes, path: str) -> Checked[WorkbookParts | None]:
    """Unpack the parts of a workbook, look at each, and pack them anew."""
    try:
        parts = _unpacked(data, path)
        looked_at = {name: _looked_at(part, name, path) for name, part in parts.items()}
    except _RefusedError as refused:
        return None, (refused.problem,)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return None, (_no_workbook(path, "a file that cannot be unpacked"),)
    if _WORKBOOK not in parts:
        return None, (_no_workbook(path, "a file without the parts of a workbook"),)
    return WorkbookParts(_packed(parts), dict(_faults_of_sheets(looked_at))), ()


def _no_workbook(path: str, found: str) -> Problem:
    fix = "save it anew as an Excel workbook (.xlsx), without a password, or as CSV in UTF-8"
    return Problem(Location(path), "table-form", found, "a workbook (.xlsx)", fix)


def _unpacked(data: bytes, path: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [info for info in archive.infolist() if _READ.fullmatch(info.filename)]
        if len(names) > _MOST_PARTS:
            raise _RefusedError(too_big(path, f"{len(names):,} parts", f"{_MOST_PARTS:,} parts"))
        for info in names:
            with archive.open(info) as part:
                parts[info.filename] = _read_all(part, left, path)
            left -= len(parts[info.filename])
    return parts


def _read_all(part: IO[bytes], left: int, path: str) -> bytes:
    """Read a part piece by piece, until it is more than may be."""
    pieces: list[bytes] = []
    while piece := part.read(_PIECE):
        left -= len(piece)
        pieces.append(piece)
        if left < 0:
            raise _RefusedError(
                too_big(path, "a workbook that unpacks to more", f"{UNPACKED:,} bytes unpacked")
            )
    return b"".join(pieces)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return held.getvalue()


# ------------------------------------------------------------------ what stands in a part


class _Looking:
    """Goes through a part of a workbook, element by element."""

    def __init__(self, path: str) -> None:
        self.part = _Part()
        self._path = path
        self._row, self._column = -1, -1
        self._kind = ""
        self._valued = False
        self._last = ""
        self._inside: set[str] = set()
        self._is_open = False

    def begins(self, name: str, given: dict[str, str]) -> None:
        self._last = name.rpartition(":")[2]
        match self._last:
            case "row":
                place = self._place(_ROW, given)
                self._row, self._column = int(place[0]) - 1 if place else self._row + 1, -1
            case "c":
                self._cell(given)
            case "sheet" if "name" in given:
                own = {key.rpartition(":")[2]: value for key, value in given.items()}
                self.part.sheets[given["name"]] = own.get("id", "")
            case "Relationship":
                self.part.targets[given.get("Id", "")] = given.get("Target", "")
            case inner:
                self._inside.add(inner)

    def ends(self, name: str) -> None:
        if name.rpartition(":")[2] != "c":
            return
        self._is_open = False
        if not self._inside:
            return
        at = self._row, self._column
        if at[0] > MOST_ROWS + 1000 or at[1] >= MOST_COLUMNS:
            found = f"a cell in row {at[0] + 1:,}, column {at[1] + 1:,}"
            most = f"{MOST_ROWS:,} rows and {MOST_COLUMNS} columns"
            raise _RefusedError(too_big(self._path, found, most))
        if self._kind == "e":
            self.part.faults[at] = "an error in the place of a value"
        elif "f" in self._inside and not self._valued:
            self.part.faults[at] = "a formula whose result is not kept in the file"

    def says(self, text: str) -> None:
        self._valued |= self._last == "v" and bool(text.strip())

    def _cell(self, given: Mapping[str, str]) -> None:
        if self._is_open:
            raise _RefusedError(_no_workbook(self._path, "a cell within a cell"))
        place = self._place(_PLACE, given)
        if place:
            self._row, self._column = int(place[2]) - 1, _number_of(place[1]) - 1
        else:
            self._column += 1
        self._kind = given.get("t", "")
        self._valued, self._inside, self._is_open = False, set(), True

    def _place(self, form: re.Pattern[str], given: Mapping[str, str]) -> re.Match[str] | None:
        """Read where a row or a cell stands; what another reader may take for another place is refused."""
        said = given.get("r")
        place = None if said is None else form.fullmatch(said)
        if said is not None and not place:
            raise _RefusedError(_no_workbook(self._path, f"a cell at the place {quoted(said)}"))
        return place


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _looked_at(data: bytes, name: str, path: str) -> _Part:
    looking = _Looking(path)
    parser = expat.ParserCreate("UTF-8")  # as the library takes all parts, whatever they say that they are

    def refuse(*_: object) -> None:
        raise _RefusedError(_no_workbook(path, f"declarations in its part {quoted(name)}"))

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = looking.begins
    parser.EndElementHandler = looking.ends
    parser.CharacterDataHandler = looking.says
    try:
        parser.Parse(data, True)  # noqa: FBT003 - of expat
    except expat.ExpatError:
        raise _RefusedError(_no_workbook(path, f"a part that is no XML, {quoted(name)}")) from None
    return looking.part


def _faults_of_sheets(parts: Mapping[str, _Part]) -> dict[str, Mapping[Place, str]]:
    targets = parts[_RELATIONS].targets if _RELATIONS in parts else {}
    found: dict[str, Mapping[Place, str]] = {}
    for name, relation in parts[_WORKBOOK].sheets.items():
        target = targets.get(relation, "")
        part = parts.get(posixpath.normpath(posixpath.join("/xl", target)).lstrip("/"))
        found[name] = part.faults if part else {}
    return found
