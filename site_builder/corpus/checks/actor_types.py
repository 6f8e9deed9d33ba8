"""Checks that an actor is of a type that can stand where it is named: a person is no outlet."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.corpus.checks.advice import noun_of
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Location, Problem, Severity, quoted
from site_builder.model.value_types import ActorId

_BODIES: frozenset[str] = frozenset(("government-body", "armed-force", "company", "organisation"))
_OUTLETS: frozenset[str] = frozenset(("media", "organisation", "government-body", "armed-force", "company"))


class _Room(NamedTuple):
    """What may stand under a key: types (all but persons where there are none), and where the others go."""

    types: frozenset[str]
    expected: str
    otherwise: str
    severity: Severity = "error"

    def takes(self, kind: str) -> bool:
        """Tell whether an actor of a type may stand there."""
        return kind in self.types if self.types else kind != "person"


_PERSON = _Room(
    frozenset(("person",)),
    "a person",
    "bodies and states go under `organisations`; somebody unnamed is `{of: ..., as: an official}`",
)
_BODY = _Room(frozenset(), "a body or state", "people go under `people`")
_OUTLET = _Room(
    _OUTLETS, "an outlet, or a body that publishes", "write the outlet's id; its authors go under `authors`"
)
_OFFICE = _Room(
    _BODIES | {"state", "media"},
    "the body or state of the role",
    "write the body or state that the role is in",
    "warning",
)
_POST = _Room(
    frozenset(("state", "organisation")),
    "the state or organisation that an envoy is sent to",
    "write the state; the body of the role itself goes under `of`",
    "warning",
)
_WHOLE = _Room(
    _BODIES | {"media", "state"}, "a body that it is part of", "write the body, not a person of it"
)
_MAKER = _Room(
    _BODIES | {"state"}, "a maker: a company, body or state", "write the company or state", "warning"
)


def validate_fitting(corpus: Corpus) -> Iterator[Problem]:
    """Each actor that an article or a record names is of a type that fits its key; see `_misfits`."""
    yield from _misfits(corpus, (*_in_articles(corpus), *_in_records(corpus)))


def validate_fitting_entries(corpus: Corpus) -> Iterator[Problem]:
    """Each actor that an entry of the registry names is of a type that fits its key; see `_misfits`."""
    yield from _misfits(corpus, _in_registry(corpus))


def _misfits(corpus: Corpus, named: Iterable[tuple[Location, ActorId, _Room]]) -> Iterator[Problem]:
    """Tell of actors where their type does not fit; unknown ids and types are told elsewhere."""
    for place, name, room in named:
        actor = corpus.registry.actors.get(name)
        known = actor and actor.type in corpus.registry.actor_types
        if actor and known and not room.takes(corpus.registry.kind_of(actor)):
            said = f"{quoted(name)}, {noun_of(corpus, actor)}"
            yield Problem(place, "wrong-actor", said, room.expected, room.otherwise, room.severity)


def _in_articles(corpus: Corpus) -> Iterator[tuple[Location, ActorId, _Room]]:
    for article in corpus.articles.values():
        yield article.at.of("publisher"), article.publisher, _OUTLET
        if article.republished_from:
            yield article.at.of("republished_from"), article.republished_from, _OUTLET


def _in_registry(corpus: Corpus) -> Iterator[tuple[Location, ActorId, _Room]]:
    for actor in corpus.registry.actors.values():
        if actor.part_of:
            yield actor.at.of("part_of"), actor.part_of, _WHOLE
    for item in corpus.registry.equipment.values():
        yield from ((item.at.of("makers", i), maker, _MAKER) for i, maker in enumerate(item.makers))


def _in_records(corpus: Corpus) -> Iterator[tuple[Location, ActorId, _Room]]:
    for annotation in corpus.annotations.values():
        for person in annotation.people:
            if isinstance(person.actor, str):
                yield person.at.of("actor"), person.actor, _PERSON
            if person.of:
                yield person.at.of("of"), person.of, _OFFICE
            if person.to:
                yield person.at.of("to"), person.to, _POST
        for body in annotation.organisations:
            yield body.at.of("actor"), body.actor, _BODY
