"""Checks of the trigger words of types and sections: few, short, telling, and each of one kind of thing."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from site_builder.model.problems import Problem, quoted
from site_builder.model.registry import Registry
from site_builder.model.vocabulary import EventType, SectionType
from site_builder.names.inflection import bases, is_common, words_of

MOST_TRIGGERS: Final = 30
"""Of one type or section; `suggest` looks at no more."""
MOST_WORDS: Final = 6
LONGEST: Final = 60
"""Words and characters of a trigger."""


_Owner = tuple[str, str, frozenset[str]]
"""What has a trigger: its name, the trigger as it is written there, the types of events that it tells of."""


def validate_triggers(registry: Registry) -> Iterator[Problem]:
    """Triggers are few and short, are no common words, and those of one type are not another's."""
    found: dict[str, EventType | SectionType] = {str(name): one for name, one in registry.event_types.items()}
    for kind in (*found.values(), *registry.sections.values()):
        yield from _problems(kind)
    first: dict[str, _Owner] = {}
    sections = registry.sections.items()
    owners = {f"section {name}": (one, frozenset(map(str, one.event_types))) for name, one in sections}
    types = {f"type {name}": (one, frozenset((name,))) for name, one in found.items()}
    for name, (kind, of) in chain(types.items(), owners.items()):
        yield from _shared(name, kind, of, first)


def is_right(trigger: str) -> bool:
    """Tell whether texts may be searched for a trigger."""
    return not _fault(trigger)


def _problems(kind: EventType | SectionType) -> Iterator[Problem]:
    for number, trigger in enumerate(kind.triggers):
        place = kind.at.of("triggers", number)
        if number == MOST_TRIGGERS:
            fix = "keep those that tell most; forms of a word need not be listed"
            yield Problem(place, "too-many-triggers", "more of them", f"at most {MOST_TRIGGERS}", fix)
        if fault := _fault(trigger):
            rule, expected, fix = fault
            yield Problem(place, rule, quoted(trigger), expected, fix)


def _fault(trigger: str) -> tuple[str, str, str] | None:
    words = words_of(trigger)
    if not any(c.isalpha() for c in trigger) or len(words) > MOST_WORDS or len(trigger) > LONGEST:
        expected = f"1 to {MOST_WORDS} words with letters, of at most {LONGEST} characters"
        return "bad-trigger", expected, "write a word or a short phrase as it stands in texts"
    if all(map(is_common, words)):
        fix = "write what tells of this alone, with the words around it"
        return "common-trigger", "a word that does not stand in every text", fix
    return None


def _shared(
    name: str, kind: EventType | SectionType, of: frozenset[str], first: dict[str, _Owner]
) -> Iterator[Problem]:
    """Tell of triggers that another type has; a section and the type of its events are one."""
    for number, trigger in enumerate(kind.triggers):
        forms = _forms(trigger)
        other = next((first[form] for form in forms if form in first), None)
        if other and other[0] != name and not (of & other[2]):
            found = f"{quoted(trigger)}, a form of {quoted(other[1])}, which is a trigger of {other[0]}"
            fix = "take it away from one of them, or write a phrase that tells them apart"
            place = kind.at.of("triggers", number)
            yield Problem(place, "shared-trigger", found, "a trigger of its own", fix, "warning")
        for form in forms:
            first.setdefault(form, (name, trigger, of))


def _forms(trigger: str) -> tuple[str, ...]:
    """Give keys of which two triggers share one where some words of a text may be both."""
    words = words_of(trigger)
    if len(words) > MOST_WORDS:
        return ()
    keys = [""]
    for word in words:
        keys = [f"{key} {base}" for key in keys for base in sorted(bases(word))][:64]
    return tuple(keys)
