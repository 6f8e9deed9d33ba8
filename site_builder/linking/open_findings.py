"""What of an article is open: how much is found in its text and in no record, and how many quotes are not.

Besides, how far extraction alone would have dated its records. All are numbers, of which totals are sums.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

from site_builder.model import edtf
from site_builder.model.extraction_results import PUBLISHED_RANK, Amount, Mention, TimeExpression
from site_builder.model.normal_form import Span
from site_builder.model.records import DateRecord, Record
from site_builder.proving.layers import Layer

F = TypeVar("F", TimeExpression, Amount)


@dataclass(frozen=True, slots=True)
class OpenFindings:
    """Numbers of one article: what is open, and how its dates agree.

    `dated` are records with a date, `read` those of them with a time expression in a quote, and `right`
    those where it is read as the date that people wrote, or as one that includes it.
    """

    names: int = 0
    candidates: int = 0
    times: int = 0
    amounts: int = 0
    quotes: int = 0
    verified: int = 0
    dated: int = 0
    read: int = 0
    right: int = 0

    @property
    def found(self) -> int:
        """How much is found in the text and in no record."""
        return self.names + self.candidates + self.times + self.amounts

    @property
    def unverified(self) -> int:
        """How many quotes nobody who holds the text has looked for."""
        return self.quotes - self.verified


NOTHING_OPEN = OpenFindings()


def totals(of: Iterable[OpenFindings]) -> OpenFindings:
    """Add up the numbers of several articles."""
    numbers = [[getattr(one, member.name) for member in fields(OpenFindings)] for one in of]
    return OpenFindings(*map(sum, zip(*numbers, strict=True)))


Told = tuple[Record | DateRecord, Sequence[str]]
"""A record, and the keys of its quotes."""


def open_findings(layer: Layer | None, records: Sequence[Told], unlinked: Iterable[Mention]) -> OpenFindings:
    """Count what is open in an article; `unlinked` are the names that no entry has."""
    keys = [key for _, of in records for key in of]
    ranks = [mention.rank <= PUBLISHED_RANK for mention in unlinked]
    dated = [(of, date) for record, of in records if (date := date_of(record))]
    read = [(times, date) for of, date in dated if (times := times_in_quotes(layer, of))]
    return OpenFindings(
        names=ranks.count(True),
        candidates=ranks.count(False),
        times=len(untouched(layer, keys, layer.found.times)) if layer else 0,
        amounts=len(untouched(layer, keys, layer.found.amounts)) if layer else 0,
        quotes=len(keys),
        verified=sum(key in layer.proofs for key in keys) if layer else 0,
        dated=len(dated),
        read=len(read),
        right=sum(any(_agree(time.edtf, date) for time in times) for times, date in read),
    )


def date_of(record: Record | DateRecord) -> str:
    """The date of a record; empty where it has none."""
    return record.date if isinstance(record, DateRecord) else getattr(record, "date", None) or ""


def times_in_quotes(layer: Layer | None, keys: Iterable[str]) -> list[TimeExpression]:
    """The time expressions that some quotes touch."""
    if layer is None:
        return []
    spans = list(spans_of(layer, keys))
    return [time for time in layer.found.times if touches(time, spans)]


def _agree(read: str, written: str) -> bool:
    return bool(read) and edtf.relation(edtf.parse(read), edtf.parse(written)) != "conflicts"


# ------------------------------------------------------------------ what quotes touch


def spans_of(layer: Layer, keys: Iterable[str]) -> Iterator[Span]:
    """Where quotes stand, each from its first to its last word."""
    for key in keys:
        proof = layer.proofs.get(key)
        if proof:
            yield proof.spans[0][0], proof.spans[-1][1]


def touches(item: TimeExpression | Amount, spans: Iterable[Span]) -> bool:
    """Tell whether something found lies in one of some stretches, in part at least."""
    return any(item.start < end and start < item.end for start, end in spans)


def untouched(layer: Layer, keys: Iterable[str], found: Iterable[F]) -> tuple[F, ...]:
    """What of the times or amounts found no quote touches."""
    carried = list(spans_of(layer, keys))
    return tuple(item for item in found if not touches(item, carried))
