"""What nothing refers to: events without reports, and entries that no file names."""

from collections.abc import Iterator, Mapping

from site_builder.corpus.file_facts import FileFacts
from site_builder.corpus.source import Leaf
from site_builder.corpus.unchecked import TYPES, Draft, IdKind, WrittenId
from site_builder.model.problems import Problem, quoted
from site_builder.model.value_types import EventId

_MAY_BE_EVENTS = ("EventId", "SubjectId", "PageId", "ClaimId")
"""Kinds of leaves that may name an event."""
_NEVER_NAMED = frozenset(("article", "record", "search", *TYPES))
"""Kinds of ids that nothing need refer to."""


def validate_used_events(draft: Draft) -> Iterator[Problem]:
    """Every event is reported, spoken of, or the whole that another event is a part of."""
    known = frozenset(draft.kinds)
    if "record" in draft.unread or any(_leads_nowhere(facts, known) for facts in draft.facts.values()):
        return  # the report may stand where something is wrong
    for written in unused(draft):
        frame = draft.corpus.registry.events.get(EventId(written.id))
        if written.kind == "event" and frame:
            found = f"{quoted(written.id)}, an event that no article reports or speaks of"
            fix = "annotate an article that reports it, or run `site-builder delete event " + written.id + "`"
            yield Problem(written.location, "unused-event", found, "a report of it", fix, "warning")


def unused(draft: Draft) -> tuple[WrittenId, ...]:
    """List the entries of the registry that nothing refers to but in passing, by their places."""
    used = {written.id for written in draft.ids if written.kind == "record"}
    for facts in draft.facts.values():
        used.update(*facts.refs.values()) if not facts.passing else used.update(_uses(facts))
    entries = (written for written in draft.ids if written.kind not in _NEVER_NAMED)
    return tuple(sorted((one for one in entries if one.id not in used), key=lambda one: one.location))


def _uses(facts: FileFacts) -> set[str]:
    return {name for ids in facts.refs.values() for name in ids}.difference(facts.passing)


def references(draft: Draft, written: WrittenId) -> tuple[Leaf, ...]:
    """List every place that refers to an entry, in passing or not; its own old ids are none."""
    ids = (leaf for leaf in draft.leaves if may_name(leaf.kind, written.kind) and leaf.key != "formerly")
    return tuple(sorted((leaf for leaf in ids if leaf.value == written.id), key=lambda leaf: leaf.location))


_TYPES: Mapping[str, IdKind] = {
    "EventTypeId": "event-type",
    "ActorTypeId": "actor-type",
    "SectionId": "section",
}


def may_name(leaf_kind: str, kind: IdKind) -> bool:
    """Tell whether a leaf of a kind may name what has ids of another: types have ids of their own."""
    names_type = _TYPES.get(leaf_kind)
    return leaf_kind.endswith("Id") and (names_type == kind if kind in TYPES else names_type is None)


def _leads_nowhere(facts: FileFacts, known: frozenset[str]) -> bool:
    return not all(known.issuperset(facts.refs[kind]) for kind in _MAY_BE_EVENTS if kind in facts.refs)
