"""What fields of records and entries hold, in words: names for ids, dates and amounts as people say them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from site_builder.linking.indices import OF_IDS
from site_builder.merging.counts import count_words
from site_builder.model import edtf
from site_builder.model.corpus import Corpus
from site_builder.model.quantities import Count
from site_builder.model.registry import Entry
from site_builder.model.value_types import SectionId
from site_builder.pages.choices import NUMBERS, basis_words
from site_builder.pages.languages import language_name
from site_builder.translation.messages import N_, first_within_sentence, gettext, number

LABELS: Final = {
    **NUMBERS,
    "after": N_("Came after"),
    "aliases": N_("Aliases"),
    "archived": N_("Archived"),
    "as": N_("As"),
    "authors": N_("Authors"),
    "brief": N_("Brief"),
    "by": N_("By whom"),
    "chars": N_("Characters"),
    "class": N_("Class"),
    "colour": N_("Colour"),
    "coordinates": N_("Coordinates"),
    "correction": N_("Reason for the correction"),
    "country": N_("Country"),
    "date_why": N_("Reason for the date"),
    "description": N_("Description"),
    "different_from": N_("Different from"),
    "digest": N_("Digest"),
    "event_types": N_("Types of events"),
    "fields": N_("Fields"),
    "found": N_("Found"),
    "formerly": N_("Formerly"),
    "group": N_("Group"),
    "language": N_("Language"),
    "like": N_("Like"),
    "made_in": N_("Made in"),
    "mappings": N_("Mappings"),
    "may_overlap": N_("May overlap"),
    "meaning": N_("Meaning"),
    "mode": N_("How it was said"),
    "name": N_("Name"),
    "names": N_("Names"),
    "note": N_("Note"),
    "noun": N_("Noun"),
    "numbers": N_("How many"),
    "objects": N_("Objects"),
    "outline": N_("Outline"),
    "part_of": N_("Part of"),
    "plural": N_("Plural"),
    "printed": N_("Misprinted forms"),
    "publish": N_("Publish"),
    "published": N_("Published"),
    "published_basis": N_("Published basis"),
    "published_why": N_("Reason for the date of publication"),
    "publisher": N_("Publisher"),
    "publisher_basis": N_("Publisher basis"),
    "question": N_("Question"),
    "quote": N_("Quote"),
    "related": N_("Related"),
    "republished_from": N_("Republished from"),
    "result": N_("Result"),
    "rights": N_("Rights"),
    "same_as": N_("Same as"),
    "schema_type": N_("Type of schema.org"),
    "sentence": N_("Sentence"),
    "sha256": N_("SHA-256"),
    "short": N_("Short"),
    "subjects": N_("Subjects"),
    "tab": N_("Tab"),
    "text": N_("Captured text"),
    "title": N_("Title"),
    "topics": N_("Topics"),
    "triggers": N_("Triggers"),
    "type": N_("Type"),
    "unit": N_("Unit"),
    "url": N_("Address"),
    "use": N_("Use"),
    "via": N_("By way of"),
    "website": N_("Website"),
    "when": N_("When"),
    "where": N_("Looked in"),
    "within": N_("Within"),
}
"""What fields are called that no section describes; others are called by their keys."""

DATES: Final = frozenset(("published", "when"))
IDS: Final = frozenset((
    "by", "via", "source", "item", "user", "country", "part_of", "within", "class", "makers", "made_in",
    "topics", "different_from", "may_overlap", "related", "after", "publisher", "republished_from", "measure",
    "supports", "disputes", "about",
))  # fmt: skip
"""Fields of records and entries that hold ids, where no section describes them or only Python knows."""


SENSES: Final = {"about": N_("about {number}"), "below": N_("below {number}"), "above": N_("above {number}")}
"""How exact an amount is, where it is not."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a state of a corpus calls its ids and its fields, and which fields hold dates and ids.

    `said` says values of other fields, by their keys: for readers, who have no use for what a file has.
    """

    names: Mapping[str, str]
    labels: Mapping[str, str]
    dates: frozenset[str]
    ids: frozenset[str]
    said: Mapping[str, Callable[[str], str]] = field(default_factory=dict)

    def label(self, key: str) -> str:
        """What a field is called."""
        if key in self.labels:
            return self.labels[key]
        return gettext(LABELS[key]) if key in LABELS else key.replace("_", " ").capitalize()

    def holds_ids(self, key: str) -> bool:
        """Whether a field may hold ids: one that nothing describes any more may, too."""
        return key in self.ids or not (key in self.labels or key in LABELS)


def words_of(corpus: Corpus) -> Words:
    """What a corpus calls things: names of all ids, labels of all fields of its vocabulary."""
    registry = corpus.registry
    entries = (*registry.entries.items(), *corpus.articles.items())
    fields = [one for section in registry.sections.values() for one in section.fields]
    fields += [one for kind in registry.actor_types.values() for one in kind.fields]
    return Words(
        names={name: entry.name if isinstance(entry, Entry) else entry.title for name, entry in entries},
        labels={one.key: one.label for one in fields},
        dates=DATES | {one.key for one in fields if one.type == "date"},
        ids=IDS | {one.key for one in fields if one.type in OF_IDS},
    )


def of_section(words: Words, corpus: Corpus, section: str) -> Words:
    """The same as records of one section have it, where several describe a field of the same key."""
    known = corpus.registry.sections.get(SectionId(section))
    fields = known.fields if known else ()
    return replace(words, labels={**words.labels, **{one.key: one.label for one in fields}})


def in_words(words: Words, key: str, value: Any) -> str:
    """Say a value as JSON holds it, by the field that it is of."""
    if isinstance(value, list):
        return "; ".join(in_words(words, key, item) for item in value)
    if isinstance(value, dict):
        return _mapping(words, value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "" if value is None else _text(words, key, value)


def _text(words: Words, key: str, value: str | float) -> str:
    """A text or number: a date, a choice, what has an id, or itself."""
    if key in words.dates:
        return _date_in_words(str(value))
    if key in words.said:
        return words.said[key](str(value))
    return str(words.names.get(str(value), value) if words.holds_ids(key) else value)


def _mapping(words: Words, value: Mapping[str, Any]) -> str:
    """A mapping: an amount, a number of pieces, the name of an author, or parts of other kinds."""
    if "wording" in value:
        return _amount(value)
    if "family" in value or "literal" in value:
        return ", ".join(value[key] for key in ("family", "given", "literal") if value.get(key))
    if value.keys() == {"of", "as"}:
        whose = words.names.get(value["of"], value["of"])
        return gettext("{called} ({whose}, unnamed)", called=value["as"], whose=whose)
    if value.keys() == {"language", "name"}:
        return f"{value['name']} ({language_name(value['language'])})"
    if value.keys() == {"amount", "sense"}:
        amount = tuple(value["amount"]) if isinstance(value["amount"], list) else value["amount"]
        return count_words(Count(amount=amount, sense=value["sense"]))
    return ", ".join(_parts(words, value))


def _date_in_words(text: str) -> str:
    date = edtf.parse_or_none(text)
    words = edtf.words(date) if date else text
    return words if words == text else f"{words} ({text})"


def _amount(value: Mapping[str, Any]) -> str:
    """An amount as worded, if that is told, and as the number that it was taken for."""
    amounts = value["amount"] if isinstance(value["amount"], list) else [value["amount"]]
    given = [number(amount) for amount in amounts if amount is not None]
    said = gettext("{low} to {high}", low=given[0], high=given[1]) if given[1:] else "".join(given)
    if said and (sense := SENSES.get(value["sense"])):
        said = gettext(sense, number=said)
    basis = gettext("basis unclear") if value["basis"] == "unclear" else basis_words(value["basis"])
    unit = value["currency"] or ""
    unit = f"{unit}/{value['per']}" if value.get("per") else unit
    said = " ".join(filter(None, (said or gettext("no number"), unit)))
    said = ", ".join(filter(None, (said, basis)))
    return said if value["wording"] is None else f"“{value['wording']}” ({said})"


def _parts(words: Words, value: Mapping[str, Any]) -> Iterator[str]:
    """The parts of a mapping: the one that names somebody alone, others with what they are."""
    for key, item in value.items():
        if item not in (None, []):
            text = in_words(words, key, item)
            is_plain = key in ("actor", "item", "goods", "source", "name")
            yield text if is_plain else f"{first_within_sentence(words.label(key))} {text}"


def excerpts(before: str, after: str, glance: int = 160) -> tuple[str, str]:
    """Two texts, cut to where they begin to differ where they are too long to be compared at a glance."""
    if max(len(before), len(after)) <= glance:
        return before, after
    pairs = enumerate(zip(before, after, strict=False))
    start = next((i for i, (a, b) in pairs if a != b), min(len(before), len(after)))
    start = max(0, start - glance // 4)
    return ("…" + before[start:], "…" + after[start:]) if start else (before, after)
