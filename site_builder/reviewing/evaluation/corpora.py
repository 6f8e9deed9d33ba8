"""The annotated articles that extraction is measured on, in two halves."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from site_builder.extraction.gold_standard import GoldName, gold_names
from site_builder.extraction.scoring import GoldTime
from site_builder.model import edtf

_VALUE: Final = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", re.ASCII)
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
    return GoldArticle(doc["id"], text, gold_names(text, doc["entities"]), times, date, half_of(doc["id"]))


def _gold_value(value: str) -> str:
    """Take over a value that names days, months or years; "--10", a month of any year, names none."""
    value = value.removeprefix("-") if not value.startswith("--") else ""
    return value if _VALUE.fullmatch(value) else ""
