"""Checks of ids: their form, that each is given once, and that every reference finds its entry."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from site_builder.corpus.checks.advice import NOUNS, Advice
from site_builder.corpus.placeholders import TO_FILL
from site_builder.corpus.source import Leaf
from site_builder.corpus.source.shapes import NOUNS as LEAF_NOUNS
from site_builder.corpus.source.yaml_mistakes import TYPOGRAPHIC
from site_builder.corpus.unchecked import TYPES, Draft, IdKind, WrittenId, space_of
from site_builder.corpus.values import id_problem
from site_builder.corpus.vocabulary import is_shipped
from site_builder.model.problems import Location, Problem, did_you_mean, quoted
from site_builder.model.value_types import ActorId

MOST_SUGGESTIONS = 50
"""References in one file whose nearest id is looked for; a file full of them would take seconds."""

# Leaf kind: rule, the kinds of ids that may stand there. An actor that stands for a state or place
# must be of type state.
TARGETS: Mapping[str, tuple[str, tuple[IdKind, ...]]] = {
    "ActorId": ("unknown-actor", ("actor",)),
    "StateId": ("unknown-actor", ("actor",)),
    "PlaceId": ("unknown-place", ("place", "actor")),
    "EquipmentId": ("unknown-equipment", ("equipment",)),
    "TopicId": ("unknown-topic", ("topic",)),
    "MeasureId": ("unknown-measure", ("measure",)),
    "EventId": ("unknown-event", ("event",)),
    "ArticleId": ("unknown-article", ("article",)),
    "EventTypeId": ("unknown-type", ("event-type",)),
    "ActorTypeId": ("unknown-type", ("actor-type",)),
    "SectionId": ("unknown-section", ("section",)),
    "SubjectId": ("unknown-subject", ("event", "actor", "topic", "place", "equipment")),
    "PageId": ("unknown-subject", ("event", "actor", "topic", "place", "equipment", "article")),
    "ClaimId": ("unknown-claim", ("event", "record")),
}

_DESCRIBED: Mapping[str, str] = {
    "EventTypeId": "annotations/vocabulary/event-types.yml",
    "ActorTypeId": "annotations/vocabulary/actor-types.yml",
    "SectionId": "annotations/vocabulary/sections.yml",
}
"""Where a project describes its own types, by the kind of leaf that names one."""


def validate_ids(draft: Draft) -> Iterator[Problem]:
    """Every id has the form of one; sections have keys."""
    for written in draft.ids:
        problem = (
            id_problem(written.id, written.location) if written.kind not in ("record", "section") else None
        )
        if problem:
            yield problem


def validate_unique_ids(draft: Draft) -> Iterator[Problem]:
    """Every id is given once in the whole corpus, letter case apart; types have ids of their own."""
    first: dict[tuple[str, str], WrittenId] = {}
    for written in sorted(draft.ids, key=_order):
        earlier = first.setdefault((space_of(written.kind), written.id.casefold()), written)
        if earlier is not written:
            found = f"{quoted(written.id)}, which is the id of {NOUNS[earlier.kind]} in {earlier.location}"
            same = earlier.kind == written.kind != "record"
            fix = "merge the two" if same and written.kind not in TYPES else "give this one another id"
            yield Problem(written.location, "duplicate-id", found, "an id that is used once", fix)


def _order(written: WrittenId) -> tuple[bool, bool, Location]:
    """The builder's own types come first, records last."""
    return written.kind == "record", not is_shipped(written.location), written.location


def validate_former_ids(draft: Draft) -> Iterator[Problem]:
    """An old id is nobody's present id, and only one entry's old id."""
    first: dict[str, Leaf] = {}
    owners = {written.id: written for written in draft.ids if written.kind not in TYPES}
    marked = (path for path, facts in draft.facts.items() if "formerly" in facts.marks)
    for leaf in chain.from_iterable(draft.read[path] for path in marked):
        if leaf.key != "formerly":
            continue
        earlier = first.setdefault(leaf.value.casefold(), leaf)
        owner = owners.get(leaf.value)
        if owner:
            found = f"{quoted(leaf.value)}, which is the id of {NOUNS[owner.kind]} in {owner.location}"
        elif earlier is not leaf:
            found = f"{quoted(leaf.value)}, which is an old id in {earlier.location} too"
        else:
            continue
        yield Problem(
            leaf.location, "formerly-clash", found, "an id that nothing else has or had", "delete it here"
        )


def validate_references(draft: Draft) -> Iterator[Problem]:
    """Every id that is used names an entry of the right kind."""
    advice = _Advised(draft)
    for leaf in chain.from_iterable(draft.read[path] for path in _doubtful(draft)):
        target = TARGETS.get(leaf.kind)
        if target is None or leaf.key == "formerly" or leaf.value == TO_FILL:
            continue
        (rule, allowed), kinds = target, draft.kinds.get(leaf.value, frozenset())
        if not kinds.isdisjoint(allowed):
            if _needs_state(leaf.kind, kinds) and not _is_state(leaf.value, draft):
                yield advice.problem(leaf, "not-a-state")
        elif draft.unread.isdisjoint(allowed):  # else it may stand in the file that could not be read
            yield advice.problem(leaf, rule)


def _doubtful(draft: Draft) -> Iterator[str]:
    """Files that name an id of which nobody knows at first sight that it may stand there."""
    alike: dict[frozenset[IdKind], set[str]] = defaultdict(set)
    for name, kinds in draft.kinds.items():
        alike[kinds].add(name)
    good = {kind: _without_question(kind, alike, draft) for kind in TARGETS}
    for path, facts in draft.facts.items():
        if not all(good[kind].issuperset(ids) for kind, ids in facts.refs.items()):
            yield path


def _without_question(
    leaf_kind: str, alike: Mapping[frozenset[IdKind], set[str]], draft: Draft
) -> frozenset[str]:
    allowed = TARGETS[leaf_kind][1]
    return frozenset[str]().union(
        *(
            names - draft.no_states if _needs_state(leaf_kind, kinds) else names
            for kinds, names in alike.items()
            if not kinds.isdisjoint(allowed)
        )
    )


class _Advised:
    """Tells of wrong references in a draft, with what to write instead."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._advice = Advice(draft)
        self._moved = cache(lambda: _moved(draft))
        self._tried: Counter[str] = Counter()
        self._known = cache(lambda kind: _known(kind, draft))

    def problem(self, leaf: Leaf, rule: str) -> Problem:
        """Say what stands in the place of an id, and what belongs there."""
        expected, found = LEAF_NOUNS[leaf.kind], quoted(leaf.value)
        what = self._advice.what(leaf.value)
        if not what or leaf.kind in _DESCRIBED:
            return Problem(leaf.location, rule, found, expected, self._fix(leaf))
        fix = f"write {expected}, or move it to a key that takes {what}"
        if rule == "not-a-state" and not self._advice.is_person(leaf.value):
            fix = f"write {expected}; if {found} is a state, give its entry `type: state`"
        return Problem(leaf.location, rule, f"{found}, {what}", expected, fix)

    def _fix(self, leaf: Leaf) -> str:
        written = leaf.value
        self._tried[leaf.location.path] += 1
        if written in self._moved():
            return f"write its new id {quoted(self._moved()[written])}"
        if (bare := written.strip(TYPOGRAPHIC)) and bare != written:
            return f"write {bare} without typographic quotation marks, as `site-builder check --fix` does"
        known = self._known(leaf.kind)
        if leaf.kind in _DESCRIBED:
            otherwise = f"write one of {', '.join(known)}, or describe it in {_DESCRIBED[leaf.kind]}"
            return self._advice.by_name(written, known) or did_you_mean(written, known, otherwise)
        if self._tried[leaf.location.path] > MOST_SUGGESTIONS:
            return self._advice.otherwise(written)
        meant = self._advice.by_name(written, known) or self._advice.as_unnamed(leaf)
        # A suggestion shares the first letter or the last word: comparing with all would take long.
        last = written.rpartition("-")[2]
        near = () if meant else (name for name in known if name[:1] == written[:1] or name.endswith(last))
        return meant or did_you_mean(written, near, self._advice.otherwise(written))


def validate_partners(draft: Draft) -> Iterator[Problem]:
    """Every annotation has its article, and every article should have its annotation."""
    articles = {written.id: written.location for written in draft.ids if written.kind == "article"}
    for name, at in draft.annotated.items():
        if name not in articles:
            fix = did_you_mean(
                name, articles, f"write articles/{name}.md, or give this file the article's name"
            )
            yield Problem(at, "unknown-article", quoted(name), "a file named after an article", fix)
    for name, at in articles.items():
        if name not in draft.annotated:
            fix = f"write annotations/articles/{name}.yml"
            yield Problem(
                at,
                "missing-annotation",
                "no annotation",
                "one that says what the article reports",
                fix,
                "warning",
            )


def _moved(draft: Draft) -> Mapping[str, str]:
    articles = draft.corpus.articles
    marked = (name for name in articles if "formerly" in draft.facts[f"articles/{name}.md"].marks)
    entries = (*draft.corpus.registry.entries.items(), *((name, articles[name]) for name in marked))
    return {old: new for new, entry in entries for old in getattr(entry, "formerly", ())}


def _known(kind: str, draft: Draft) -> tuple[str, ...]:
    allowed = TARGETS[kind][1]
    return tuple(
        name
        for name, kinds in draft.kinds.items()
        if not kinds.isdisjoint(allowed) and not (_needs_state(kind, kinds) and not _is_state(name, draft))
    )


def _needs_state(kind: str, kinds: frozenset[IdKind]) -> bool:
    return kind == "StateId" or (kind == "PlaceId" and "place" not in kinds)


def _is_state(name: str, draft: Draft) -> bool:
    """Tell whether an actor is a state; one that could not be read has the benefit of the doubt."""
    actor = draft.corpus.registry.actors.get(ActorId(name))
    return actor is None or actor.type == "state"
