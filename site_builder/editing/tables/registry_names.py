"""What the words of a cell name: an entry of the registry, by its id or any spelling of its names."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from site_builder.corpus.checks.advice import Advice
from site_builder.corpus.checks.references import TARGETS
from site_builder.corpus.source.shapes import NOUNS
from site_builder.corpus.unchecked import Draft, IdKind
from site_builder.model.registry import Registry
from site_builder.model.value_types import ActorId
from site_builder.names.matching import NameForm, NameIndex, compile_names, registry_names


class Unfound(NamedTuple):
    """Why words name nothing: the rule, what was expected, and what to do."""

    rule: str
    expected: str
    fix: str


class RegistryNames:
    """The ids of a project, and the names of what they name."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._advice = Advice(draft)
        self._known: dict[tuple[str, str], str | Unfound] = {}

    def find(self, words: str, leaf: str) -> str | Unfound:
        """Find the id that words stand for where ids of a type are due."""
        key = words, leaf
        if key not in self._known:
            self._known[key] = self._found(words, leaf)
        return self._known[key]

    def named(self, leaf: str) -> bool:
        """Tell whether values of a type are ids of entries."""
        return leaf in TARGETS

    def _found(self, words: str, leaf: str) -> str | Unfound:
        rule, allowed = TARGETS[leaf]
        if self._fits(words, leaf, allowed):
            return words
        named = self._index.find(words)
        ids = [one for one in named if self._fits(one, leaf, allowed)]
        if len(ids) == 1:
            return ids[0]
        if ids:
            fix = f"say under `values:` which is meant: {' or '.join(ids)}"
            return Unfound("name-of-several", f"the name of one entry, not of {len(ids)}", fix)
        if named:
            what = self._advice.what(named[0]) or "something else"
            return Unfound("wrong-kind", NOUNS[leaf], f"{named[0]} is {what}; name another column")
        usable = [one for one in self._draft.kinds if self._fits(one, leaf, allowed)]
        fix = self._advice.by_name(words, usable)
        known = "or say under `values:` what the words stand for"
        return Unfound(
            rule,
            f"{NOUNS[leaf]} or a name of it",
            f"{fix or 'add it to the registry'}, {known}".replace("?,", "?"),
        )

    def _fits(self, name: str, leaf: str, allowed: tuple[IdKind, ...]) -> bool:
        kinds = self._draft.kinds.get(name, frozenset())
        if kinds.isdisjoint(allowed):
            return False
        if leaf == "StateId" or (leaf == "PlaceId" and "place" not in kinds):
            actor = self._draft.corpus.registry.actors.get(ActorId(name))
            return actor is not None and actor.type == "state"
        return True

    @cached_property
    def _index(self) -> NameIndex:
        registry = self._draft.corpus.registry
        return compile_names((*registry_names(registry), *_other_names(registry)))


def _other_names(registry: Registry) -> Iterator[NameForm]:
    """Names of what no text is searched for; what they are called there is nobody's concern here."""
    for tables in (registry.topics, registry.measures):
        for name, entry in tables.items():
            yield from (NameForm(form, "organisation", name) for form in entry.forms)
    for event, frame in registry.events.items():
        yield NameForm(frame.title, "organisation", event)
