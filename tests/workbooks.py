"""Workbooks of Excel for tests, made part by part: whatever a cell may hold, and what none should."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

Change = Callable[[str, str], str]
"""Changes a part of a workbook, by its name."""

_SPACE = "http://schemas.openxmlformats.org"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = f"{_SPACE}/package/2006"
_OFFICE = f"{_SPACE}/officeDocument/2006/relationships"
_MAIN = f'xmlns="{_SPACE}/spreadsheetml/2006/main" xmlns:r="{_OFFICE}"'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], change: Change = lambda _, part: part) -> bytes:
    """Make a workbook; a sheet whose name begins with a dot is hidden.

    A cell is a text, a number, true or false, nothing, or a mapping: a `day` by its number, a `formula`
    perhaps with its `value`, an `error`.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _parts(sheets).items():
            archive.writestr(name, change(name, _HEAD + part))
    return held.getvalue()


def _parts(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> dict[str, str]:
    texts: list[str] = []
    numbers = range(1, len(sheets) + 1)
    pages = {
        f"xl/worksheets/sheet{i}.xml": f"<worksheet {_MAIN}>{_rows(rows, texts)}</worksheet>"
        for i, rows in zip(numbers, sheets.values(), strict=True)
    }
    listed = "".join(_sheet(name, i) for i, name in zip(numbers, sheets, strict=True))
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + _override("/xl/workbook.xml", "sheet.main")
        + "".join(_override(f"/{name}", "worksheet") for name in pages)
        + _override("/xl/styles.xml", "styles")
        + _override("/xl/sharedStrings.xml", "sharedStrings")
        + "</Types>",
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f"<workbook {_MAIN}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations({
            **{f"rId{i}": ("worksheet", f"worksheets/sheet{i}.xml") for i in numbers},
            "rIdA": ("styles", "styles.xml"),
            "rIdB": ("sharedStrings", "sharedStrings.xml"),
        }),
        "xl/styles.xml": f'<styleSheet {_MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
        **pages,
        "xl/sharedStrings.xml": f"<sst {_MAIN}>"
        + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
        + "</sst>",
    }  # fmt: skip


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>'


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    listed = (
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(listed)}</Relationships>'


def _sheet(name: str, number: int) -> str:
    hidden = ' state="hidden"' if name.startswith(".") else ""
    return f'<sheet name={quoteattr(name.lstrip("."))} sheetId="{number}" r:id="rId{number}"{hidden}/>'


def _rows(rows: Sequence[Sequence[Any]], texts: list[str]) -> str:
    written = (
        f'<row r="{i}">{"".join(_cell(cell, f"{chr(64 + k)}{i}", texts) for k, cell in enumerate(row, 1))}'
        for i, row in enumerate(rows, 1)
    )
    return f"<sheetData>{''.join(f'{row}</row>' for row in written)}</sheetData>"


def _cell(cell: Any, place: str, texts: list[str]) -> str:
    if cell is None:
        return ""
    kind, inside = _inside(cell, texts)
    return f'<c r="{place}"{kind}>{inside}</c>'


def _inside(cell: Any, texts: list[str]) -> tuple[str, str]:
    match cell:
        case bool():
            said = ' t="b"', f"<v>{int(cell)}</v>"
        case int() | float():
            said = "", f"<v>{cell!r}</v>"
        case {"day": day}:
            said = ' s="1"', f"<v>{day}</v>"
        case {"error": error}:
            said = ' t="e"', f"<v>{escape(error)}</v>"
        case {"formula": formula}:
            said = "", f"<f>{escape(formula)}</f><v>{cell.get('value', '')}</v>"
        case _:
            texts.append(str(cell))
            said = ' t="s"', f"<v>{len(texts) - 1}</v>"
    return said
