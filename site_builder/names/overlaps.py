"""Of names that overlap, keeps the one of most authority."""

from collections.abc import Iterable, Mapping

from site_builder.model.extraction_results import Mention, only_proposes

_WHOLE = frozenset((
    "acronym-defined", "body-head", "body-name", "body-of", "body-of-name", "known-body", "known-place",
    "legal-form", "outlet", "place-head", "place-of",
))  # fmt: skip
"""Rules that find names with other names within."""


def settle(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Give the mentions that stay, in the order of the text, without overlaps.

    Falling rank decides, then length, then the order of the labels. One exception: a place or person
    of the registry, or named before, within the name of a body ("Bank of Estmark") is part of that.
    """
    by_rank = sorted(found, key=_authority)
    wholes: dict[int, int] = {}  # of each place within the name of a body: how long that name is
    for whole in (m for m in by_rank if m.rule in _WHOLE):
        for place in range(whole.start, whole.end):
            wholes[place] = max(wholes.get(place, 0), whole.end - whole.start)
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in by_rank:
        if mention.rank <= 2 and mention.label in ("place", "person") and _is_part(mention, wholes):
            continue
        places = range(mention.start, mention.end)
        if taken.isdisjoint(places):
            kept.append(mention)
            taken.update(places)
    return tuple(sorted(kept, key=lambda m: m.start))


def _authority(m: Mention) -> tuple[int, int, int, str, bool, str]:
    return m.rank, m.start - m.end, m.start, m.label, only_proposes(m), m.rule


def _is_part(mention: Mention, wholes: Mapping[int, int]) -> bool:
    size = mention.end - mention.start
    return all(wholes.get(place, 0) > size for place in range(mention.start, mention.end))
