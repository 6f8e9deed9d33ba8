"""Patterns: the tables in `tables/`, which say how sentences tell of visits, meetings, deals and more.

A pattern says by which words it is known (`words`), what must stand beside them, and for each role where
to look for those who play it, one place after the other (`roles`; role_places.py has the places). Its
words are names of lists in `words/words.txt`. `like` takes from another pattern what is not said anew,
`like = "deals.bought"` from one of another table.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from itertools import chain
from typing import Any, Literal

from site_builder.editing.suggest import lexicon

Family = Literal["visits", "meetings", "deals", "open_deals", "loose_deals", "events", "statements"]
FAMILIES: tuple[Family, ...] = (
    "visits", "meetings", "deals", "open_deals", "loose_deals", "events", "statements"
)  # fmt: skip
DEALS: frozenset[Family] = frozenset(("deals", "open_deals", "loose_deals"))

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way of telling something."""

    name: str
    family: Family
    order: int
    words: frozenset[str]
    """What it is known by: words, or phrases of two."""
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    """Each role with the places to look in, the cheapest first: one that nobody plays ends the reading."""
    reason: str = ""
    optional: tuple[str, ...] = ()
    part: Literal["", "verb", "noun"] = ""
    """What a word must be that can be both; certainty is read otherwise with nouns."""
    voice: Literal["", "active", "passive"] = ""
    then: frozenset[str] = _NONE
    """One of these follows in the clause, or within some words."""
    then_within: int = 0
    unless_after: frozenset[str] = _NONE
    """None of these stands right before, be it a word or two."""
    unless_doubted: frozenset[str] = _NONE
    """None of these stands some words before."""
    unless_near: frozenset[str] = _NONE
    """None of these follows within some words."""
    unless_told: frozenset[str] = _NONE
    """None of these stands in the sentence."""
    lead: frozenset[str] = _NONE
    """A verb or the like that stands before, as "signed" before "a contract"."""
    lead_within: int = 1
    """So many words before, those of the noun's own description left out."""
    needs_lead: bool = False
    lead_voice: Literal["", "active", "passive"] = ""
    object: frozenset[str] = _NONE
    """One of these nouns follows as the object."""
    models: bool = False
    """Names of models, too, are its object: "60 A350s"."""
    arms: Literal[
        "",
        "before",
        "after",
        "around",
        "close",
        "object",
        "with",
        "of",
        "for",
        "listed",
        "relative",
        "for whom",
        "anywhere",
    ] = ""
    """Where the arms stand that are spoken of; close ones right before, or after "of"; as the object, nothing
    between leads elsewhere; listed ones behind a word of `then`; relative ones right before "that"; each of
    those for whom with "for" and a state behind, in a list; those anywhere in the clause."""
    each_dated: str = ""
    """A role of which each group of people that a time follows makes a reading of its own."""
    dated: bool = False
    """Told only with a time beside it."""
    timeless: bool = False
    """A time beside it is of something else: "returned from Kesh on Monday"."""
    homeward: bool = False
    """Told of those who come home, too, and then of no visit: "arrived in"."""
    abroad: bool = False
    """Told only of those who are known to serve another state: "attended a summit in Kesh"."""
    besides: bool = False
    """What its words tell themselves is something else, which is proposed, too: "signed a pact in Kesh"."""
    headlines: bool = True
    status: Literal["", "planned", "possible", "cancelled"] = ""
    """What its words say by themselves of whether it happened."""
    certain: bool = False
    """Told only where it happened."""
    who: Literal["", "actors"] = ""
    """Whether people, states and bodies alike play its roles; else each role wants its own kind."""
    near: frozenset[str] = _NONE
    """One of these stands somewhere in the sentence."""
    subject: frozenset[str] = _NONE
    """Where nobody acts that can be named, one of these does: "parliament", "police"."""
    people: tuple[str, ...] = ()
    """Roles that only people play."""
    no_people: tuple[str, ...] = ()
    """Roles that only states and bodies play."""
    no_states: tuple[str, ...] = ()
    """Roles that no states play."""
    named: frozenset[str] = _NONE
    """One of these words is in the names of bodies that act: "court"."""
    any_of: tuple[str, ...] = ()
    """Of these optional roles somebody plays one."""
    types: tuple[str, ...] = ()
    """The type of its events is the first that a vocabulary has; the last is the builder's own."""
    half: bool = False
    """Told of one side, while the other is only called something; the annotator must say who that was."""
    alone: bool = False
    """Told with a time even where nobody is named, nor any place."""
    labels: tuple[tuple[str, str], ...] = ()
    """As what those take part who play a role; by it a project's own fields are found, too."""
    says: tuple[str, ...] = ()
    """Sentences with roles in them: the first is taken of which there is somebody for each role."""
    slug: str = ""

    @property
    def loose(self) -> bool:
        """Whether it is read only where no other tells of a deal; its sides may stand anywhere."""
        return self.family == "loose_deals"

    @property
    def needed(self) -> Iterator[frozenset[str]]:
        """Lists of which a sentence must have a word, or the pattern is not met there."""
        lead = self.lead if self.needs_lead else _NONE
        goods = _NONE if self.models else self.object
        return filter(None, (self.then, self.near, goods, lead))


_LISTS = frozenset(field.name for field in fields(Pattern) if field.type == frozenset[str])


@cache
def patterns(family: Family) -> tuple[Pattern, ...]:
    """Give the patterns of a family, the surest first."""
    return tuple(_pattern(family, i, name, table) for i, (name, table) in enumerate(_tables(family).items()))


@cache
def _tables(family: str) -> Mapping[str, Mapping[str, Any]]:
    """Give a family's tables, each with what it takes from another."""
    tables: dict[str, Mapping[str, Any]] = {}
    for name, own in lexicon.table(family).items():
        other, _, like = own.get("like", "").rpartition(".")
        model = (_tables(other) if other else tables).get(like, {})
        tables[name] = {**model, **own, "roles": {**model.get("roles", {}), **own.get("roles", {})}}
    return tables


def _pattern(family: Family, order: int, name: str, table: Mapping[str, Any]) -> Pattern:
    own = {key: value for key, value in table.items() if key != "like"}
    values: dict[str, Any] = {key: _words(value) if key in _LISTS else value for key, value in own.items()}
    values["roles"] = tuple((role, tuple(places)) for role, places in table["roles"].items())
    values["labels"] = tuple(table.get("labels", {}).items())
    values |= {
        key: tuple(table.get(key, ()))
        for key in ("optional", "people", "no_people", "no_states", "any_of", "types", "says")
    }
    return Pattern(name=name, family=family, order=order, **values)


def _words(sections: str | list[str]) -> frozenset[str]:
    named = [sections] if isinstance(sections, str) else sections
    return _NONE.union(*map(lexicon.words, filter(None, named)))


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[str, str, Pattern], ...]]:
    found: dict[str, list[tuple[str, str, Pattern]]] = {}
    for pattern in chain.from_iterable(map(patterns, FAMILIES)):
        for phrase in sorted(pattern.words):
            first, _, second = phrase.partition(" ")
            found.setdefault(first, []).append((second, phrase, pattern))
    return {word: tuple(known) for word, known in found.items()}


def known_by(word: str, next_word: str) -> Iterator[tuple[str, Pattern]]:
    """Give the patterns that a word, or it and the next, may begin, each with the words it is known by."""
    for second, phrase, pattern in _by_first_word().get(word, ()):
        if not second or second == next_word:
            yield phrase, pattern
