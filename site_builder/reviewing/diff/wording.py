"""What fields hold, in words: names for ids, dates and amounts as people say them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from site_builder.linking.indices import OF_IDS
from site_builder.merging.counts import count_words
from site_builder.model import edtf
from site_builder.model.corpus import Corpus
from site_builder.model.quantities import Count
from site_builder.model.registry import Entry
from site_builder.model.value_types import SectionId
from site_builder.output.exports.record_data import Json
from site_builder.pages.choices import NUMBERS
from site_builder.reviewing.diff.markdown import Markdown, named, said, together

LABELS = {
    **NUMBERS,
    "after": "Came after",
    "as": "As",
    "numbers": "How many",
    "by": "Said by",
    "class": "Class",
    "date_why": "Reason for the date",
    "published_why": "Reason for the date of publication",
    "mode": "How it was said",
    "printed": "Misprinted forms",
    "text": "Captured text",
    "url": "Address",
    "via": "By way of",
}
"""What fields are called that no section describes, where their key alone does not say it."""

DATES = frozenset(("published",))
IDS = frozenset((
    "by", "via", "source", "item", "user", "country", "part_of", "within", "class", "makers", "made_in",
    "topics", "may_overlap", "related", "after", "publisher", "republished_from", "measure", "supports",
    "disputes", "about",
))  # fmt: skip
"""Fields of records and entries that hold ids, where no section describes them or only Python knows."""

_GLANCE = 160


@dataclass(frozen=True, slots=True)
class Words:
    """What a state of a corpus calls its ids and its fields, and which fields hold dates and ids."""

    names: Mapping[str, str]
    labels: Mapping[str, str]
    dates: frozenset[str]
    ids: frozenset[str]

    def label(self, key: str) -> str:
        """What a field is called."""
        return self.labels.get(key) or key.replace("_", " ").capitalize()


def words_of(corpus: Corpus) -> Words:
    """What a corpus calls things: names of all ids, labels of all fields of its vocabulary."""
    registry = corpus.registry
    entries = (*registry.entries.items(), *corpus.articles.items())
    fields = [field for section in registry.sections.values() for field in section.fields]
    fields += [field for kind in registry.actor_types.values() for field in kind.fields]
    return Words(
        names={name: entry.name if isinstance(entry, Entry) else entry.title for name, entry in entries},
        labels={**LABELS, **{field.key: field.label for field in fields}},
        dates=DATES | {field.key for field in fields if field.type == "date"},
        ids=IDS | {field.key for field in fields if field.type in OF_IDS},
    )


def of_section(words: Words, corpus: Corpus, section: str) -> Words:
    """The same as records of one section have it, where several describe a field of the same key."""
    known = corpus.registry.sections.get(SectionId(section))
    fields = known.fields if known else ()
    return replace(words, labels={**words.labels, **{field.key: field.label for field in fields}})


def renamed(ids: Collection[str], value: Any, renames: Mapping[str, str], key: str = "") -> Any:
    """Bring ids that a value holds to what they are called now; `ids` are the fields that hold any."""
    if isinstance(value, str):
        return renames.get(value, value) if key in ids else value
    if isinstance(value, list):
        return [renamed(ids, item, renames, key) for item in value]
    if isinstance(value, dict):
        return {name: renamed(ids, item, renames, name) for name, item in value.items()}
    return value


def in_words(words: Words, key: str, value: Any) -> str:
    """Say a value as JSON holds it, by the field that it is of."""
    if isinstance(value, list):
        return "; ".join(in_words(words, key, item) for item in value)
    if isinstance(value, dict):
        return _mapping(words, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    if key in words.dates:
        return _date_in_words(str(value))
    return words.names.get(value, value) if key in words.ids else str(value)


def _mapping(words: Words, value: Json) -> str:
    """A mapping: an amount, a number of pieces, or parts of other kinds."""
    if "wording" in value:
        return _amount(value)
    if value.keys() == {"amount", "sense"}:
        amount = tuple(value["amount"]) if isinstance(value["amount"], list) else value["amount"]
        return count_words(Count(amount=amount, sense=value["sense"]))
    return ", ".join(_parts(words, value))


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


def _parts(words: Words, value: Json) -> Iterator[str]:
    """The parts of a mapping: the one that names somebody alone, others with what they are."""
    for key, item in value.items():
        if item not in (None, []):
            text = in_words(words, key, item)
            is_plain = key in ("actor", "item", "goods", "source", "as")
            yield text if is_plain else f"{words.label(key).lower()} {text}"


def subject(words: Words, record: Json, quotes: Iterable[str]) -> str:
    """What a record is about, in a few words: its own, else the name of what it tells of, else a quote."""
    for key in ("says", "actor", "event", "measure"):
        if value := record.get(key):
            return in_words(words, key, value)
    return next(iter(quotes))


# ------------------------------------------------------------------ changes


@dataclass(frozen=True, slots=True)
class NamesOfBoth:
    """What two states call things: the names of each, and what was renamed between them."""

    base: Words
    head: Words
    renames: Mapping[str, str]


def changes(told: NamesOfBoth, before: Json, after: Json, *without: str) -> Iterator[Markdown]:
    """Say field by field what changed between two JSON objects of one kind; ids are renamed before."""
    for key in sorted({*before, *after} - {*without}):
        old, new = before.get(key), after.get(key)
        if renamed(told.base.ids, old, told.renames, key) != new:
            yield _field(told, key, old, new)


def _field(told: NamesOfBoth, key: str, old: Any, new: Any) -> Markdown:
    before, after = in_words(told.base, key, old), in_words(told.head, key, new)
    if before == after:  # two entries of one name, or a change that words do not show
        bare = replace(told.head, names={})
        before, after = in_words(bare, key, old), in_words(bare, key, new)
    return changed(told.head.label(key), before, after)


def changed(what: str, before: str, after: str) -> Markdown:
    """Say what something was and what it is now; either may be empty."""
    if not before:
        return together((named(what), said("{} added", after)), ": ")
    if not after:
        return together((named(what), said("{} removed", before)), ": ")
    return together((named(what), said("{} → {}", *_excerpts(before, after))), ": ")


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Two texts, cut to where they begin to differ where they are too long to be compared at a glance."""
    if max(len(before), len(after)) <= _GLANCE:
        return before, after
    pairs = enumerate(zip(before, after, strict=False))
    start = next((i for i, (a, b) in pairs if a != b), min(len(before), len(after)))
    start = max(0, start - _GLANCE // 4)
    return ("…" + before[start:], "…" + after[start:]) if start else (before, after)


def fields(words: Words, value: Json, *without: str) -> Iterator[Markdown]:
    """Say everything that a JSON object holds, a line for each field."""
    for key, item in value.items():
        if key not in without and item not in (None, [], False):
            yield together((named(words.label(key)), said("{}", in_words(words, key, item))), ": ")
