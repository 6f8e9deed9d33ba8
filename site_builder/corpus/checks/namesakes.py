"""Checks of names: two entries of one name, or nearly one; records that name somebody else."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.model.annotation import Annotation
from site_builder.model.corpus import Corpus
from site_builder.model.normal_form import normal
from site_builder.model.problems import Location, Problem, quoted
from site_builder.model.records import PersonRecord
from site_builder.model.registry import Actor, Entry, Equipment, Place, Registry
from site_builder.names.likeness import folded, is_near, joined, near_keys, words_of

_BODIES = frozenset(("government-body", "armed-force", "company", "organisation"))
_ONE_WORD = 6
"""Letters of a name of one word from which another spelling of it is told from another name."""
_MOST_ALIKE = 20
"""Names that share a key, of which the first are compared: whoever has more means something by it."""
_WINDOW = 5


@dataclass(frozen=True, slots=True)
class _NamedEntry:
    """An entry: its id, what it is, and the state or place it belongs to."""

    id: str
    kind: str
    home: str | None
    entry: Entry

    @property
    def forms(self) -> Iterator[tuple[str, Location]]:
        """Every form of its name, and where it was written."""
        yield self.entry.name, self.entry.at.of("name")
        for key in ("aliases", "printed"):
            for i, form in enumerate(getattr(self.entry, key)):
                yield form, self.entry.at.of(key, i)


class _FormOfEntry(NamedTuple):
    """One form of a name, and whose it is."""

    text: str
    at: Location
    of: _NamedEntry


class Alike(NamedTuple):
    """Two entries that may be one: by which rule, which forms of their names are alike."""

    rule: str
    one: _FormOfEntry
    other: _FormOfEntry


def validate_namesakes(corpus: Corpus) -> Iterator[Problem]:
    """No two entries that may be one have the same name or nearly, and no alias is another's name."""
    for rule, one, other in alike(corpus.registry):
        yield _TELL[rule](one, other)


def alike(registry: Registry) -> Iterator[Alike]:
    """Give each two entries that may be one, once, but for those of which somebody said that they are two."""
    forms = sorted(_forms(registry), key=lambda form: form.at)
    told: set[frozenset[str]] = set()
    for rule, find in (("same-name", _same), ("alias-of-another", _aliases), ("similar-name", _near)):
        for one, other in find(forms):
            pair = frozenset((one.of.id, other.of.id))
            if pair not in told and not _are_apart(one.of, other.of):
                told.add(pair)
                yield Alike(rule, one, other)


def _forms(registry: Registry) -> Iterator[_FormOfEntry]:
    for name, entry in registry.entries.items():
        if isinstance(entry, Entry):
            named = _NamedEntry(name, _kind(registry, entry), _home(entry), entry)
            yield from (_FormOfEntry(text, at, named) for text, at in named.forms)


def _kind(registry: Registry, entry: Entry) -> str:
    if isinstance(entry, Actor):
        kind = registry.kind_of(entry)
        return "body" if kind in _BODIES else kind
    return type(entry).__name__.lower()


def _home(entry: Entry) -> str | None:
    match entry:
        case Actor():
            return entry.country
        case Place():
            return entry.within
        case Equipment():
            return entry.made_in
        case _:
            return None


def _are_apart(one: _NamedEntry, other: _NamedEntry) -> bool:
    """Whether the editors have said that two entries are different."""
    return other.id in one.entry.different_from or one.id in other.entry.different_from


# ------------------------------------------------------------------ pairs, the later one first

Pair = tuple[_FormOfEntry, _FormOfEntry]


def _same(forms: Iterable[_FormOfEntry]) -> Iterator[Pair]:
    for one, other in _sharing(forms, lambda form: [(form.of.kind, folded(form.text))]):
        if _may_be_one(one.of, other.of):
            yield one, other


def _aliases(forms: Iterable[_FormOfEntry]) -> Iterator[Pair]:
    """A name of one entry that is an alias of another, whatever the two are."""
    in_texts = (form for form in forms if form.of.kind not in ("topic", "measure"))
    for one, other in _sharing(in_texts, lambda form: [(normal(form.text),)]):
        names = [form.text == form.of.entry.name for form in (one, other)]
        if any(names) and not all(names):
            yield (other, one) if names[0] else (one, other)


def _near(forms: Iterable[_FormOfEntry]) -> Iterator[Pair]:
    """Names of one kind and state that a letter sets apart; states' own names are all different."""
    likely = (form for form in forms if form.of.kind not in ("state", "topic", "measure") and _is_long(form))
    for one, other in _sharing(likely, lambda form: [(form.of.kind, *key) for key in near_keys(form.text)]):
        if _may_be_one(one.of, other.of) and is_near(one.text, other.text):
            yield one, other


def _is_long(form: _FormOfEntry) -> bool:
    words = words_of(form.text)
    return len(words) > 1 or (form.of.kind != "person" and len("".join(words)) >= _ONE_WORD)


def _may_be_one(one: _NamedEntry, other: _NamedEntry) -> bool:
    return one.kind == other.kind and (one.home == other.home or None in (one.home, other.home))


def _sharing(
    forms: Iterable[_FormOfEntry], keys: Callable[[_FormOfEntry], Iterable[tuple[str, ...]]]
) -> Iterator[Pair]:
    """Pairs of forms of two entries that share a key."""
    groups: dict[tuple[str, ...], list[_FormOfEntry]] = defaultdict(list)
    for form in forms:
        for key in keys(form):
            if key[-1]:
                groups[key].append(form)
    for group in groups.values():
        for i, one in enumerate(group[:_MOST_ALIKE]):
            yield from ((one, other) for other in group[:i] if other.of.id != one.of.id)


# ------------------------------------------------------------------ what is said of them


def _same_name(one: _FormOfEntry, other: _FormOfEntry) -> Problem:
    found = f"{quoted(one.text)}, a name of {_where(other)}"
    return Problem(
        one.at, "same-name", found, "a name that only one entry has", _merge(one, other), "warning"
    )


def _similar_name(one: _FormOfEntry, other: _FormOfEntry) -> Problem:
    found = f"{quoted(one.text)}, a letter apart from {quoted(other.text)}, a name of {_where(other)}"
    expected = "one entry for all spellings of a name"
    return Problem(one.at, "similar-name", found, expected, _merge(one, other), "warning")


def _alias(one: _FormOfEntry, other: _FormOfEntry) -> Problem:
    found = f"{quoted(one.text)}, the name of {_where(other)}"
    fix = f"delete it here: texts that print it link to neither. If both are called so, {_apart(other)}"
    return Problem(one.at, "alias-of-another", found, "a name that only one entry has", fix, "warning")


def _where(form: _FormOfEntry) -> str:
    return f"{quoted(form.of.id)} in {form.of.entry.at.location}"


def _merge(one: _FormOfEntry, other: _FormOfEntry) -> str:
    return (
        "if they are one, merge the entries: the other spelling goes under `aliases`, the id that you give "
        f"up ({one.of.id} or {other.of.id}) under `formerly`. If they are two, {_apart(other)}"
    )


def _apart(other: _FormOfEntry) -> str:
    return f"write `different_from: [{other.of.id}]`"


_TELL: Mapping[str, Callable[[_FormOfEntry, _FormOfEntry], Problem]] = {
    "same-name": _same_name,
    "alias-of-another": _alias,
    "similar-name": _similar_name,
}


# ------------------------------------------------------------------ people


def validate_people(corpus: Corpus) -> Iterator[Problem]:
    """A record of a person does not quote words that name another one instead."""
    known = _people(corpus.registry)
    for annotation in corpus.annotations.values():
        for record in annotation.people:
            actor = corpus.registry.actors.get(record.actor) if isinstance(record.actor, str) else None
            if actor and actor.type == "person":
                yield from _other_person(record, actor, known)


def quoted_names(annotation: Annotation) -> Iterator[list[str]]:
    """List the records of people, each with the words of its quotes, in which other names may stand."""
    for record in annotation.people:
        if isinstance(record.actor, str):
            yield [record.actor, "".join(_quoted_words(record))]


def name_keys(actor: Actor) -> Iterator[str]:
    """Keys of the full names of a person: what `quoted_names` has to hold for it to be named."""
    for form in actor.forms if actor.type == "person" else ():
        if len(words_of(form)) > 1:
            yield folded(form)


def _quoted_words(record: PersonRecord) -> tuple[str, ...]:
    return words_of(" | ".join(record.quotes))


def _people(registry: Registry) -> Mapping[str, str]:
    """People by their full names; a name that two share tells of neither."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, actor in registry.actors.items():
        for key in name_keys(actor):
            found[key].add(name)
    return {key: min(ids) for key, ids in found.items() if len(ids) == 1}


def _other_person(record: PersonRecord, actor: Actor, known: Mapping[str, str]) -> Iterator[Problem]:
    own = {word for form in actor.forms for word in words_of(form) if len(word) > 1}
    words = _quoted_words(record)
    other = next((known[name] for name in _windows(words) if name in known), None)
    if other and other != record.actor and own.isdisjoint(words):
        found = f"{quoted(str(record.actor))}, where the quote names {quoted(other)}"
        fix = f"write {quoted(other)}, or quote the words that name {quoted(actor.name)} too"
        yield Problem(record.at.of("actor"), "another-named", found, "whom the quote names", fix, "warning")


def _windows(words: tuple[str, ...]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 2, min(start + _WINDOW, len(words)) + 1):
            yield joined(words[start:end])
