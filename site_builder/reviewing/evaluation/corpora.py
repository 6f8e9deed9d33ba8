"""The annotated articles that extraction is measured on, in two halves."""

import hashlib
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from site_builder.extraction.gold_standard import GoldName, gold_names
from site_builder.extraction.scoring import GoldTime
from site_builder.extraction.timeml import Timex
from site_builder.model import edtf

_VALUE: Final = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", re.ASCII)
_LAST_SENTENCE: Final = 5
"""MEANTIME marks times in the headline, the line with the date and the first four sentences of the text."""
HALVES: Final = ("written on", "held back")


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article: its text, names, times, date, and which half it belongs to."""

    id: str
    text: str
    names: tuple[GoldName, ...]
    times: tuple[GoldTime, ...]
    date: edtf.Date | None
    half: str
    timexes: tuple[Timex, ...] = ()
    marked_to: int = sys.maxsize
    """Up to where times are marked."""


def half_of(article: str) -> str:
    """Give the half of a corpus that an article belongs to, by the hash of its id."""
    return HALVES[hashlib.sha256(article.encode()).digest()[0] % 2]


def read_gum(folder: Path) -> tuple[GoldArticle, ...]:
    """Read the annotated news of GUM."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    return tuple(_gum_text(folder, doc) for doc in meta["docs"])


def _gum_text(folder: Path, doc: Mapping[str, Any]) -> GoldArticle:
    text = (folder / doc["file"]).read_bytes().decode()
    times = tuple(GoldTime(t["start"], t["end"], _gold_value(t["value"] or "")) for t in doc["timex"] or ())
    date = edtf.parse(doc["date"]) if doc["date"] else None
    timexes = tuple(Timex(t.start, t.end, "DATE", t.edtf) for t in times)
    return GoldArticle(
        doc["id"], text, gold_names(text, doc["entities"]), times, date, half_of(doc["id"]), timexes
    )


def read_meantime(folder: Path) -> tuple[GoldArticle, ...]:
    """Read the English articles of MEANTIME: all that TimeML marks stands in their first sentences."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    return tuple(_meantime_text(folder, doc) for doc in meta["docs"])


def _meantime_text(folder: Path, doc: Mapping[str, Any]) -> GoldArticle:
    text = (folder / doc["file"]).read_bytes().decode()
    timexes = tuple(Timex(t["start"], t["end"], t["type"], t["value"] or "") for t in doc["timex"])
    date = edtf.parse_or_none(doc["date"] or _created(doc))
    marks = [
        mark["end"]
        for kind in ("timex", "entities", "events")
        for mark in doc[kind]
        if mark["sentence"] <= _LAST_SENTENCE
    ]
    return GoldArticle(doc["id"], text, (), (), date, half_of(doc["id"]), timexes, max(marks, default=0))


def _created(doc: Mapping[str, Any]) -> str:
    return next((t["value"] for t in doc["timex"] if t.get("function") == "CREATION_TIME"), "")


def _gold_value(value: str) -> str:
    """Take over a value that names days, months or years; "--10", a month of any year, names none."""
    value = value.removeprefix("-") if not value.startswith("--") else ""
    return value if _VALUE.fullmatch(value) else ""
