"""What fields hold, in words: names for ids, dates and amounts as people say them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.linking.indices import ID_FIELDS
from site_builder.merging.counts import count_words
from site_builder.model import edtf
from site_builder.model.corpus import Corpus
from site_builder.model.quantities import Count
from site_builder.model.registry import Entry
from site_builder.output.exports.record_data import Json
from site_builder.pages.compared_reports import FIELD_NAMES
from site_builder.reviewing.diff.markdown import Markdown, said

LABELS = {
    **FIELD_NAMES,
    "after": "Came after",
    "as": "As",
    "numbers": "How many",
    "by": "Said by",
    "class": "Class",
    "date_why": "Reason for the date",
    "published_why": "Reason for the date of publication",
    "mode": "How it was said",
    "of": "Of",
    "printed": "Misprinted forms",
    "says": "What it says",
    "text": "Captured text",
    "url": "Address",
    "via": "By way of",
}
"""What fields are called where their key alone does not say it."""

DATES = frozenset(("date", "ordered", "delivered", "disclosed", "announced", "published", "period"))
IDS = ID_FIELDS | {
    "country", "part_of", "within", "class", "makers", "made_in", "topics", "may_overlap", "related",
    "after",
    "publisher", "republished_from",
}  # fmt: skip

_GLANCE = 160

Names = Mapping[str, str]


def names_of(corpus: Corpus) -> Names:
    """What every id of a corpus is called."""
    entries = (*corpus.registry.entries.items(), *corpus.articles.items())
    return {name: entry.name if isinstance(entry, Entry) else entry.title for name, entry in entries}


def label(key: str) -> str:
    """What a field is called."""
    return LABELS.get(key, key.replace("_", " ").capitalize())


def renamed(value: Any, renames: Mapping[str, str], key: str = "") -> Any:
    """Bring ids that a value holds to what they are called now."""
    if isinstance(value, str):
        return renames.get(value, value) if key in IDS else value
    if isinstance(value, list):
        return [renamed(item, renames, key) for item in value]
    if isinstance(value, dict):
        return {name: renamed(item, renames, name) for name, item in value.items()}
    return value


def in_words(names: Names, key: str, value: Any) -> str:
    """Say a value as JSON holds it, by the field that it is of."""
    if isinstance(value, list):
        return "; ".join(in_words(names, key, item) for item in value)
    if isinstance(value, dict):
        return _mapping(names, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    if key in DATES:
        return _date_in_words(str(value))
    return names.get(value, value) if key in IDS else str(value)


def _mapping(names: Names, value: Json) -> str:
    """A mapping: an amount, a number of pieces, or parts of other kinds."""
    if "wording" in value:
        return _amount(value)
    if value.keys() == {"amount", "sense"}:
        amount = tuple(value["amount"]) if isinstance(value["amount"], list) else value["amount"]
        return count_words(Count(amount=amount, sense=value["sense"]))
    return ", ".join(_parts(names, value))


def _date_in_words(text: str) -> str:
    date = edtf.parse_or_none(text)
    words = edtf.words(date) if date else text
    return words if words == text else f"{words} ({text})"


def _amount(value: Json) -> str:
    """An amount as worded, and as the number that it was taken for."""
    amounts = value["amount"] if isinstance(value["amount"], list) else [value["amount"]]
    number = " to ".join(f"{amount:,}" for amount in amounts if amount is not None)
    sense = value["sense"] if value["sense"] != "exact" else ""
    known = (sense, number or "no number", value["currency"] or "", value["basis"] or "")
    return f"“{value['wording']}” ({' '.join(filter(None, known))})"


def _parts(names: Names, value: Json) -> Iterator[str]:
    """The parts of a mapping: the one that names somebody alone, others with what they are."""
    for key, item in value.items():
        if item not in (None, []):
            words = in_words(names, key, item)
            yield (
                words
                if key in ("actor", "item", "goods", "source", "as")
                else f"{label(key).lower()} {words}"
            )


# ------------------------------------------------------------------ changes


@dataclass(frozen=True, slots=True)
class NamesOfBoth:
    """What two states call things: the names of each, and what was renamed between them."""

    base: Names
    head: Names
    renames: Mapping[str, str]


def changes(told: NamesOfBoth, before: Json, after: Json, *without: str) -> Iterator[Markdown]:
    """Say field by field what changed between two JSON objects of one kind; ids are renamed before."""
    for key in sorted({*before, *after} - {*without}):
        old, new = before.get(key), after.get(key)
        if renamed(old, told.renames, key) != new:
            yield _field(told, key, old, new)


def _field(told: NamesOfBoth, key: str, old: Any, new: Any) -> Markdown:
    before, after = in_words(told.base, key, old), in_words(told.head, key, new)
    if before == after:  # two entries of one name, or a change that words do not show
        before, after = in_words({}, key, old), in_words({}, key, new)
    return changed(label(key), before, after)


def changed(what: str, before: str, after: str) -> Markdown:
    """Say what something was and what it is now; either may be empty."""
    if not before:
        return said(f"{what}: {{}} added", after)
    if not after:
        return said(f"{what}: {{}} removed", before)
    return said(f"{what}: {{}} → {{}}", *_excerpts(before, after))


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Two texts, cut to where they begin to differ where they are too long to be compared at a glance."""
    if max(len(before), len(after)) <= _GLANCE:
        return before, after
    pairs = enumerate(zip(before, after, strict=False))
    start = next((i for i, (a, b) in pairs if a != b), min(len(before), len(after)))
    start = max(0, start - _GLANCE // 4)
    return ("…" + before[start:], "…" + after[start:]) if start else (before, after)


def fields(names: Names, value: Json, *without: str) -> Iterator[Markdown]:
    """Say everything that a JSON object holds, a line for each field."""
    for key, item in value.items():
        if key not in without and item not in (None, [], False):
            yield said(f"{label(key)}: {{}}", in_words(names, key, item))
