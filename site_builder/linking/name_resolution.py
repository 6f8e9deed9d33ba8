"""Which entry of the registry a name in a text stands for: by the forms that it has, never by a guess.

How forms are compared is said in `names.matching`. What extraction found knows no registry; here its
names are looked up in every stretch that may hold
one, in the quotes of records and in what is public anyway. Then surnames refer back to persons named
before. A form that two entries share names neither, and what refers back to it neither.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.model.annotation import Annotation
from site_builder.model.extraction_results import (
    BY_SHAPE,
    PUBLISHED_RANK,
    Extraction,
    Mention,
    Rank,
    Stretch,
    only_proposes,
    rule_of,
)
from site_builder.model.normal_form import Span
from site_builder.model.quotation import GAP
from site_builder.names.declension import declined
from site_builder.names.matching import (
    NameIndex,
    NameToken,
    agree,
    read_tokens,
    surname,
)
from site_builder.names.overlaps import settle
from site_builder.proving.layers import Layer
from site_builder.proving.quotes import quote_key

REFERRING_RANK = 2
"""That of what refers back to a full name."""

MOST_READ = 300_000
"""Code points of a text that are looked through whole; no article is as long."""


# ------------------------------------------------------------------ the names of one text


@dataclass(frozen=True, slots=True, order=True)
class Linked:
    """A mention with the entries that its form stands for: none, the one that it names, or several."""

    mention: Mention
    ids: tuple[str, ...] = ()

    @property
    def id(self) -> str | None:
        """The one entry that it names."""
        return self.ids[0] if len(self.ids) == 1 else None


def name_text(found: Extraction, names: NameIndex, public: Iterable[Stretch] = ()) -> tuple[Linked, ...]:
    """Give the names of a text, those of a registry among them, in its order and without overlaps."""
    hits = dict(_hits((*found.stretches, *public), names, found.mentions))
    known = settle((*hits, *filter(_may_be_referred_to, found.mentions)))
    ids = {**_ids_of_full_forms(found.mentions, hits, names), **hits}
    bodies = frozenset(
        (m.start, m.end) for m in found.mentions if m.label == "organisation" and rule_of(m) not in BY_SHAPE
    )
    back = dict(_back_references(found.stretches, [Linked(m, ids.get(m, ())) for m in known], bodies))
    ids.update(back)
    referring = {(m.start, m.end): m for m in (*found.mentions, *back) if m.rank == REFERRING_RANK}
    hits = {hit: own for hit, own in hits.items() if _agrees(hit, own, referring, ids)}
    return tuple(Linked(m, ids.get(m, ())) for m in settle((*hits, *back, *found.mentions)))


def _agrees(
    hit: Mention,
    own: tuple[str, ...],
    referring: Mapping[Span, Mention],
    ids: Mapping[Mention, tuple[str, ...]],
) -> bool:
    """Tell whether a name is not at the same time what refers back to another: then it names neither."""
    other = referring.get((hit.start, hit.end))
    return other is None or ids.get(other, ()) == own


def _may_be_referred_to(mention: Mention) -> bool:
    return mention.rank <= PUBLISHED_RANK or only_proposes(mention)


def _hits(
    stretches: Iterable[Stretch], names: NameIndex, mentions: Sequence[Mention]
) -> Iterator[tuple[Mention, tuple[str, ...]]]:
    longer = _Longer(mentions)
    for stretch in stretches:
        for hit in names.within(stretch.surface):
            start, end = _raw(stretch, hit.start), _raw(stretch, hit.end - 1) + 1
            surface = stretch.surface[hit.start : hit.end]
            if hit.label != "place" or not longer.hold(start, end, hit.ids, names):
                yield Mention(start, end, hit.label, surface, "registry", 1, hit.full), hit.ids


def _raw(stretch: Stretch, i: int) -> int:
    """Find the place in the text of a character of a surface."""
    at = bisect_right(stretch.shifts, i, key=lambda shift: shift[0]) - 1
    return stretch.start + i + (stretch.shifts[at][1] if at >= 0 else 0)


class _Longer:
    """What a place of the registry may be a mere part of: "Jordan" of a person, "Sudan" of South Sudan."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = [m for m in mentions if m.label in ("person", "place") and m.rank <= 4]
        self._starts = [m.start for m in self._mentions]

    def ends_with(self, start: int, end: int) -> bool:
        """Tell whether a span lies within a person's name, behind its beginning: "Salman" of "bin Salman"."""
        at = bisect_right(self._starts, start) - 1
        mention = self._mentions[at] if at >= 0 else None
        return (
            mention is not None and mention.label == "person" and mention.start < start < end <= mention.end
        )

    def hold(self, start: int, end: int, ids: Sequence[str], names: NameIndex) -> bool:
        """Tell whether a name is part of another's, or stands beside another state of that name."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or self._mentions[at].end < end:
            return False
        mention = self._mentions[at]
        if (mention.start, mention.end) != (start, end):
            return mention.start != start or mention.end > end
        return _is_elsewhere(mention.rule, ids, names)


def _ids_of(mention: Mention, names: NameIndex) -> tuple[str, ...]:
    ids = names.find(mention.surface)
    return () if _is_elsewhere(mention.rule, ids, names) else ids


def _is_elsewhere(rule: str, ids: Sequence[str], names: NameIndex) -> bool:
    """Tell whether a text names a place of another state than the registry's: "Lebanon, Pennsylvania".

    The rules are those of `extraction.places`, with what stands beside the name.
    """
    kind, _, beside = rule.partition(":")
    if not beside:
        return False
    above = frozenset[str]().union(*(names.above.get(name, ()) for name in ids))
    if kind == "in-state":
        return above.isdisjoint(name for part in beside.split(", ") for name in names.find(part))
    if kind == "state-of":
        around = frozenset[str]().union(*(names.above.get(name, ()) for name in names.find(beside)))
        return around.isdisjoint(ids)
    return False


def _ids_of_full_forms(
    mentions: Iterable[Mention], hits: Mapping[Mention, tuple[str, ...]], names: NameIndex
) -> dict[Mention, tuple[str, ...]]:
    """Look up what extraction found by itself; what refers back stands for its full form alone."""
    ends = {hit.end: ids for hit, ids in hits.items()}
    own = {m: _ids_of(m, names) for m in mentions}
    full: dict[str, tuple[str, ...]] = {}
    for mention, ids in own.items():
        full.setdefault(mention.surface, ids or ends.get(mention.end, ()))
    return {
        m: (names.find(m.full) or full.get(m.full, ()) or ids) if m.full else ids for m, ids in own.items()
    }


# ------------------------------------------------------------------ surnames


def _back_references(
    stretches: Iterable[Stretch], known: Sequence[Linked], bodies: frozenset[Span]
) -> Iterator[tuple[Mention, tuple[str, ...]]]:
    """A surname alone, or with a title, after the full name; a first name alone proposes (rank 4).

    Two persons of one name are left alone, and "Ford", where it may be the company.
    """
    surnames, given = _persons(known)
    if not surnames:
        return
    whole = _Longer([linked.mention for linked in known])
    for stretch in stretches:
        for start, end, words in _again(stretch):
            keys = tuple(word.key for word in words)
            for persons, rule in ((surnames, "surname"), (given, "first-name")):
                person = _the_one(persons.get(keys, ()), words)
                if (
                    person
                    and person.since < start
                    and not ((start, end) in bodies or whole.ends_with(start, end))
                ):
                    rank: Rank = 2 if rule == "surname" else 4
                    surface = stretch.surface[words[0].start : words[-1].end]
                    yield Mention(start, end, "person", surface, rule, rank, person.full), person.ids
                    break


@dataclass(frozen=True, slots=True)
class _Person:
    full: str
    ids: tuple[str, ...]
    since: int
    words: tuple[NameToken, ...]


_ByKeys = Mapping[tuple[str, ...], Sequence[_Person]]


def _persons(known: Iterable[Linked]) -> tuple[_ByKeys, _ByKeys]:
    """The persons named in full, each where first, by surname and by first name."""
    surnames: dict[tuple[str, ...], dict[object, _Person]] = defaultdict(dict)
    given: dict[tuple[str, ...], dict[object, _Person]] = defaultdict(dict)
    for linked in known:
        mention = linked.mention
        full = mention.full or mention.surface
        printed = full if declined(full, "person") else mention.surface
        words = printed.split()
        if mention.label != "person" or len(words) < 2:
            continue
        identity = linked.ids or tuple(word.key for word in read_tokens(full))
        for name, persons in ((surname(printed), surnames), (words[0], given)):
            for form in (name, *(one.name for one in declined(name, "person"))):
                tokens = read_tokens(form)
                person = _Person(full, linked.ids, mention.start, tokens)
                persons[tuple(token.key for token in tokens)].setdefault(identity, person)
    return (
        {keys: tuple(found.values()) for keys, found in surnames.items()},
        {keys: tuple(found.values()) for keys, found in given.items()},
    )


def _the_one(persons: Sequence[_Person], words: Sequence[NameToken]) -> _Person | None:
    return persons[0] if len(persons) == 1 and all(map(agree, persons[0].words, words)) else None


def _again(stretch: Stretch) -> Iterator[tuple[int, int, tuple[NameToken, ...]]]:
    """What may refer back, with its words as they stand in the surface."""
    if not stretch.again:
        return
    words = read_tokens(stretch.surface)
    for start, end in stretch.again:
        within = tuple(word for word in words if start <= _raw(stretch, word.start) < end)
        if within:
            yield start, end, within


# ------------------------------------------------------------------ what is public anyway


def in_quotes(annotation: Annotation | None, layer: Layer) -> Iterator[Stretch]:
    """The quotes of records as stretches of the text, where it has them letter by letter."""
    for _, records in annotation.sections if annotation else ():
        for record in records:
            for quote in record.quotes:
                proof = layer.proofs.get(quote_key(quote, record.prefix, record.suffix))
                sides = zip(quote.split(GAP), proof.spans if proof else (), strict=False)
                yield from (Stretch(*span, words) for words, span in sides if span[1] - span[0] == len(words))


def paragraphs_of(text: str, paragraphs: Iterable[Span]) -> Iterator[Stretch]:
    """The paragraphs of a text that may be read whole, up to MOST_READ of it."""
    return (
        Stretch(start, min(end, MOST_READ), text[start : min(end, MOST_READ)])
        for start, end in paragraphs
        if start < MOST_READ
    )
