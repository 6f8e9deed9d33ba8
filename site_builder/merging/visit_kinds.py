"""How the kinds of visits that reports give stand to each other."""

from collections.abc import Sequence

from site_builder.merging.verdicts import Merged, Opinion, Verdict, reported, uncontradicted, verdict_of
from site_builder.model.value_types import VisitKind

_WIDER: dict[VisitKind, tuple[VisitKind, ...]] = {
    "state": ("official",),
    "official-working": ("official", "working"),
    "guest-of-government": ("official",),
    "private": ("unofficial",),
}
"""Kinds that a kind is one of, in wider words: a private visit is not official."""


def merge_kinds(opinions: Sequence[Opinion[VisitKind]]) -> Merged[VisitKind] | None:
    """Merge what kind of visit reports call it; None without opinions."""
    if not opinions:
        return None
    values = tuple(sorted(reported(opinions), key=lambda item: (item[0] not in _WIDER, item[0])))
    found = uncontradicted([kind for kind, _ in values], _compare)
    best = found[0] if found else None
    return Merged(verdict_of(values, _compare), values, best, disputed=best is None)


def _compare(a: VisitKind, b: VisitKind) -> Verdict:
    if a == b:
        return "agrees"
    return "refines" if a in _WIDER.get(b, ()) or b in _WIDER.get(a, ()) else "conflicts"
