"""Of names that overlap, keeps the one of most authority."""

from collections.abc import Iterable, Mapping

from site_builder.model.extraction_results import Mention

_WHOLE = frozenset(("body-of", "body-head", "outlet", "acronym-defined", "place-head", "place-of"))


def settle(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Give the mentions that stay, in the order of the text, without overlaps.

    Falling rank decides, then length, then the order of the labels. One exception: a place or
    person of the registry within the name of a body ("Bank of Estmark") is part of that name.
    """
    by_rank = sorted(found, key=lambda m: (m.rank, m.start - m.end, m.start, m.label, m.rule))
    wholes: dict[int, int] = {}  # of each place within the name of a body: how long that name is
    for whole in (m for m in by_rank if m.rule in _WHOLE):
        for place in range(whole.start, whole.end):
            wholes[place] = max(wholes.get(place, 0), whole.end - whole.start)
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in by_rank:
        if mention.rank == 1 and mention.label in ("place", "person") and _is_part(mention, wholes):
            continue
        places = range(mention.start, mention.end)
        if taken.isdisjoint(places):
            kept.append(mention)
            taken.update(places)
    return tuple(sorted(kept, key=lambda m: m.start))


def _is_part(mention: Mention, wholes: Mapping[int, int]) -> bool:
    size = mention.end - mention.start
    return all(wholes.get(place, 0) > size for place in range(mention.start, mention.end))
