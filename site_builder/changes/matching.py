"""Which record of one state is which of the other.

Within a section of an article: by `id`; else by the same quotes; else by the most quotes in common;
else by the best overlap, which is first that of the places where the quotes stand in the text, then
that of the fields that say the same, half of them at least. Of equals the nearest in position goes
first, then the first. Only neighbours are tried for an overlap, so that long sections cost little.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.model.normal_form import Span
from site_builder.output.exports.record_data import Json

NEAR = 20
"""Positions, among the records still without a partner, within which an overlap is looked for."""
HALF = 0.5


@dataclass(frozen=True, slots=True)
class MatchedRecord:
    """A record as matching sees it: its position in the section, id, quotes by key, their places, fields."""

    index: int
    id: str | None
    quotes: frozenset[str]
    spans: tuple[Span, ...]
    fields: Json


Pair = tuple[int, int]
"""Positions of a record in the one state and in the other."""

_Key = Callable[[MatchedRecord], object]


def matched(base: Sequence[MatchedRecord], head: Sequence[MatchedRecord]) -> tuple[Pair, ...]:
    """Pair the records of a section; those in no pair were removed or added."""
    pairs: list[Pair] = []
    keys: tuple[_Key, ...] = (lambda entry: entry.id, lambda entry: entry.quotes)
    for key in keys:
        pairs += _equal(*_left(base, head, pairs), key)
    for score in (_common_quotes, _overlap):
        pairs += _best(*_left(base, head, pairs), score)
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


def _left(
    base: Sequence[MatchedRecord], head: Sequence[MatchedRecord], pairs: Sequence[Pair]
) -> tuple[list[MatchedRecord], list[MatchedRecord]]:
    used, taken = {old for old, _ in pairs}, {new for _, new in pairs}
    return [e for e in base if e.index not in used], [e for e in head if e.index not in taken]


def _equal(base: Sequence[MatchedRecord], head: Sequence[MatchedRecord], key: _Key) -> Iterator[Pair]:
    """Records with an equal key, in their order."""
    waiting: dict[object, list[MatchedRecord]] = defaultdict(list)
    for old in base:
        waiting[key(old)].append(old)
    for new in head:
        if key(new) and waiting[key(new)]:
            same = max(waiting[key(new)][:NEAR], key=lambda old: (_alike(old, new), -old.index))
            waiting[key(new)].remove(same)
            yield same.index, new.index


def _best(
    base: Sequence[MatchedRecord],
    head: Sequence[MatchedRecord],
    score: Callable[[MatchedRecord, MatchedRecord], tuple[float, ...]],
) -> Iterator[Pair]:
    found = [
        (*(-part for part in points), abs(old.index - new.index), old.index, new.index)
        for place, new in enumerate(head)
        for old in base[max(0, place - NEAR) : place + NEAR + 1]
        if any(points := score(old, new))
    ]
    used: set[int] = set()
    taken: set[int] = set()
    for *_, old_index, new_index in sorted(found):
        if old_index not in used and new_index not in taken:
            used.add(int(old_index))
            taken.add(int(new_index))
            yield int(old_index), int(new_index)


def _common_quotes(old: MatchedRecord, new: MatchedRecord) -> tuple[float, ...]:
    common = len(old.quotes & new.quotes)
    return (common, _alike(old, new)) if common else ()


def _overlap(old: MatchedRecord, new: MatchedRecord) -> tuple[float, ...]:
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in old.spans for c, d in new.spans)
    alike = _alike(old, new)
    return (shared, alike) if shared or alike >= HALF else ()


def _alike(old: MatchedRecord, new: MatchedRecord) -> float:
    """Which part of the fields that either fills says the same in both."""
    filled = [key for key in {**old.fields, **new.fields} if old.fields.get(key) or new.fields.get(key)]
    same = sum(old.fields.get(key) == new.fields.get(key) for key in filled)
    return same / len(filled) if filled else 0.0
