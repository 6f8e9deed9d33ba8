"""Which record of one annotator is which of the other.

Records of one section of an article are paired one to one, by how much their quotes share: twice what both
have, divided by what each has. What is shared are places in the text; where the places of some quotes are not
known in both versions, it is words, of which half must be shared, for common words stand everywhere. The best
pair goes first; of equals the one whose fields say the same in more of what either fills, then the one whose
own words do, then the nearest in position. Nothing of that depends on which version is named first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from site_builder.model.annotation import Annotation
from site_builder.model.normal_form import WORD, normal
from site_builder.model.records import DateRecord, Record
from site_builder.proving.layers import Layer
from site_builder.proving.quotes import quote_key
from site_builder.reviewing.agreement.compared_values import Values

HALF = Fraction(1, 2)

Place = int | tuple[str, int]
"""A code point of the text; or a word of a quote, with how many of it came before."""
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pairable:
    """A record as pairing sees it: what its quotes cover, its values, and its own words."""

    covers: frozenset[Place]
    values: Values
    words: Values


def pairs_of(base: Sequence[Pairable], other: Sequence[Pairable], least: Fraction) -> tuple[Pair, ...]:
    """Pair records by their positions; `least` is the share of their quotes that they must have in common."""
    found = sorted(_candidates(base, other, least))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for *_, here, there in found:
        if here not in partner and there not in taken:
            partner[int(here)] = int(there)
            taken.add(int(there))
    return tuple(sorted(partner.items()))


def _candidates(
    base: Sequence[Pairable], other: Sequence[Pairable], least: Fraction
) -> Iterator[tuple[Fraction | int, ...]]:
    """Give possible pairs as they sort: positions decide in a way that is the same from either side."""
    for here, one in enumerate(base):
        for there, two in enumerate(other):
            if (share := _shared(one, two)) and share >= least:
                alike = _alike(one.values, two.values), _alike(one.words, two.words)
                yield -share, -alike[0], -alike[1], abs(here - there), min(here, there), here, there


def _shared(one: Pairable, two: Pairable) -> Fraction:
    both = len(one.covers & two.covers)
    return Fraction(2 * both, len(one.covers) + len(two.covers)) if both else Fraction(0)


def _alike(one: Values, two: Values) -> Fraction:
    filled = one.keys() | two.keys()
    return Fraction(sum(one.get(key) == two.get(key) for key in filled), len(filled) or 1)


# ------------------------------------------------------------------ what quotes cover


def places_known(annotated: Iterable[tuple[Annotation, Layer | None]]) -> bool:
    """Tell whether layers are of the same text, and have the place of every quote of their annotation."""
    known = tuple(annotated)
    return len({layer.sha256 if layer else "" for _, layer in known}) == 1 and all(
        layer is not None and quote_keys(record).keys() <= layer.proofs.keys()
        for annotation, layer in known
        for _, records in annotation.sections
        for record in records
    )


def quote_keys(record: Record | DateRecord) -> Mapping[str, str]:
    """Give the quotes of a record by their keys."""
    return {quote_key(words, record.prefix, record.suffix): words for words in record.quotes}


def covered(record: Record | DateRecord, layer: Layer | None) -> frozenset[Place]:
    """Give the code points that a record's quotes take up in a text; without its layer, their words."""
    quotes = quote_keys(record)
    if layer is None:
        return frozenset(_counted(quotes.values()))
    spans = (span for key in quotes for span in layer.proofs[key].spans)
    return frozenset(point for start, end in spans for point in range(start, end))


def _counted(quotes: Iterable[str]) -> Iterator[Place]:
    seen: dict[str, int] = {}
    for quote in quotes:
        for word in WORD.findall(normal(quote).casefold()):
            seen[word] = seen.get(word, 0) + 1
            yield word, seen[word]
