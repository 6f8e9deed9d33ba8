"""What to write where an id is wanted and something else was written: a name, a description, another kind."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property

from site_builder.corpus.source import Leaf
from site_builder.corpus.unchecked import Draft, IdKind
from site_builder.corpus.values import LONGEST_ID, id_of
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Location, Problem, did_you_mean, quoted
from site_builder.model.registry import Actor, Entry
from site_builder.model.value_types import ActorId
from site_builder.names import word_lists
from site_builder.names.countries import states_of
from site_builder.names.likeness import folded, joined, words_of

NOUNS: Mapping[IdKind, str] = {
    "actor": "an actor",
    "place": "a place",
    "equipment": "a piece of equipment",
    "topic": "a topic",
    "measure": "a measure",
    "event": "an event",
    "article": "an article",
    "record": "a record",
    "search": "a search",
    "event-type": "a type of event",
    "actor-type": "a type of actor",
    "section": "a section",
}
_UNNAMED = word_lists.words("before somebody unnamed", "site_builder.names")
_MOST_WORDS = 6
_MOST_MEANT = 3
_SAID = 25


class Advice:
    """The names of everything in a draft, to tell what a wrong reference was meant to be."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def what(self, name: str) -> str:
        """Say what an id names: an actor by its type, anything else by its kind; empty if nothing."""
        actor = self._draft.corpus.registry.actors.get(ActorId(name))
        if actor:
            return noun_of(self._draft.corpus, actor)
        return " and ".join(NOUNS[kind] for kind in sorted(self._draft.kinds.get(name, ())))

    def is_person(self, name: str) -> bool:
        """Tell whether an id is that of a person."""
        actor = self._draft.corpus.registry.actors.get(ActorId(name))
        return actor is not None and actor.type == "person"

    def by_name(self, written: str, allowed: Iterable[str]) -> str:
        """Ask for the id of what has a name, however it is spelled; empty if nothing has it or nearly."""
        usable, key = frozenset(allowed), folded(written)
        ids = [name for name in self._ids.get(key, ()) if name in usable]
        if not ids and _is_name(written):
            others = [other for other in self._ids if other[:1] == key[:1]]
            near = get_close_matches(key, others, n=_MOST_MEANT, cutoff=0.8)
            ids = [name for other in near for name in self._ids[other] if name in usable]
        asked = " or ".join(map(quoted, [*dict.fromkeys(ids)][:_MOST_MEANT]))
        return f"did you mean {asked}?" if asked else ""

    def as_unnamed(self, leaf: Leaf) -> str:
        """Ask for the mapping of somebody unnamed, with the description put in; empty if it is none."""
        if not (leaf.unnamed and _is_description(leaf.value)):
            return ""
        said = leaf.value if _is_plain(leaf.value) else json.dumps(leaf.value, ensure_ascii=False)
        belongs = next(self._belongs(leaf.value), "")
        if belongs:
            return f"write {{of: {belongs}, as: {said}}}"
        return f"write {{of: ..., as: {said}}}, with the id of their state or body after `of:`"

    def otherwise(self, written: str) -> str:
        """Ask for an id, or a new entry."""
        if _is_description(written):
            return "write the id of an entry; a description in words goes under `says` or `note`"
        proposal = id_of(written)
        if proposal and _is_name(written) and len(written) <= LONGEST_ID:
            return f"write an id: add the entry to the registry, as {quoted(proposal)}, and write that here"
        return "add it to the registry, or correct the id"

    @cached_property
    def _ids(self) -> Mapping[str, tuple[str, ...]]:
        """Ids by the names of what they name, folded; a record's id has no name."""
        found: dict[str, set[str]] = defaultdict(set)
        corpus = self._draft.corpus
        for name, entry in corpus.registry.entries.items():
            forms = entry.forms if isinstance(entry, Entry) else (entry.title, entry.short or "")
            for form in (name, *forms):
                found[folded(form)].add(name)
        for types in (corpus.registry.event_types, corpus.registry.actor_types, corpus.registry.sections):
            for name, known in types.items():
                found[folded(known.name)].add(name)
                found[folded(known.plural)].add(name)
        for article in corpus.articles:
            title, *_ = self._draft.facts[f"articles/{article}.md"].article
            found[folded(title)].add(article)
        found.pop("", None)
        return {key: tuple(sorted(ids)) for key, ids in sorted(found.items())}

    def _belongs(self, description: str) -> Iterator[str]:
        """States and bodies that a description names, or whose adjective it has."""
        words = words_of(description)
        actors: Mapping[str, Actor] = {str(k): v for k, v in self._draft.corpus.registry.actors.items()}
        for start in range(len(words)):
            for end in range(min(start + _MOST_WORDS, len(words)), start, -1):
                ids = self._ids.get(joined(words[start:end]), ())
                yield from (name for name in ids if name in actors and actors[name].type != "person")
        states = {folded(a.name): name for name, a in actors.items() if a.type == "state"}
        for word in description.split():
            country = folded(_country(word.strip(".,'\"")))
            yield from (name for form, name in states.items() if country == form)
            yield from (
                name for form, name in states.items() if folded(word).startswith(form.rstrip("aeiouy"))
            )


def noun_of(corpus: Corpus, actor: Actor) -> str:
    """What an actor is, with its article, as "a state"; of an unknown type, an actor."""
    known = corpus.registry.actor_types.get(actor.type)
    return known.noun if known else NOUNS["actor"]


def _country(adjective: str) -> str:
    return states_of().get(adjective, "")


def _is_description(written: str) -> bool:
    """Whether somebody is described, as "an official" or "sources in Kesh" do, and not named."""
    words = written.split()
    return 1 < len(words) <= _SAID and (words[0].islower() or words[0].lower() in _UNNAMED)


def _is_name(written: str) -> bool:
    return " " in written.strip() or written != written.lower()


def _is_plain(text: str) -> bool:
    """Whether a description can stand between braces without quotation marks."""
    return text.isprintable() and not any(c in text for c in ",:{}[]#&*!|>'\"%@`")


def unknown_id(draft: Draft, kind: IdKind, written: str) -> Problem:
    """Say that a command was given the id of nothing, or of another kind, and what may be meant."""
    others = [one for one in draft.ids if one.id == written]
    known = [one.id for one in draft.ids if one.kind == kind]
    fix = Advice(draft).by_name(written, known)
    fix = fix or did_you_mean(written, known, "look in the registry for the ids that exist")
    if others:
        fix = f"it is {NOUNS[others[0].kind]}: name that kind"
    place = others[0].location if others else Location("articles" if kind == "article" else "annotations")
    return Problem(place, f"unknown-{kind}", quoted(written), f"the id of {NOUNS[kind]}", fix)
