"""A deal as one sentence tells of it, put together from what a rule found."""

from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.editing.suggest import grammar, lexicon
from site_builder.editing.suggest.arms import Party
from site_builder.editing.suggest.deal_words import BUYING, CONTRACTS, DONE, GIFTS, SELLING, SIGNED
from site_builder.editing.suggest.grammar import Certainty
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.proposals import Span
from site_builder.editing.suggest.story import Sentence
from site_builder.model.extraction_results import Amount, TimeExpression


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal as one sentence tells it."""

    suppliers: tuple[Party, ...]
    recipients: tuple[Party, ...]
    sentence: Sentence
    at: int
    arms: tuple[int, ...]
    amount: Amount | None
    time: TimeExpression | None
    kind: str
    status: str
    reason: str
    by: Entity | None = None
    spans: tuple[Span, ...] = ()

    @property
    def pair(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who sold to whom."""
        return frozenset(p.entity.id for p in self.suppliers), frozenset(p.entity.id for p in self.recipients)

    @property
    def sure(self) -> bool:
        """Whether both sides are named in so many words."""
        return bool(self.suppliers and self.recipients) and all(
            p.sure for p in (*self.suppliers, *self.recipients)
        )


_STATUS: dict[Certainty, str] = {
    "happened": "",
    "planned": "planned",
    "expected": "planned",
    "possible": "possible",
    "cancelled": "cancelled",
    "not": "",
}


def make_deal(
    s: Sentence,
    at: int,
    suppliers: tuple[Party, ...],
    recipients: tuple[Party, ...],
    *,
    arms: tuple[int, ...],
    reason: str,
) -> Deal | None:
    """Put together a deal from its sides and arms, unless the sentence denies it or a side is missing."""
    certain = grammar.certainty(s, at)
    if certain == "not" or not suppliers or not recipients:
        return None
    money = sorted((abs(k - at), k) for k, t in enumerate(s.tokens) if t.amount and t.amount.kind == "money")
    amount = (
        s[money[0][1]].amount
        if money
        and not any(";" in s[k].gap for k in range(min(at, money[0][1]) + 1, max(at, money[0][1]) + 1))
        else None
    )
    word, kind = s.word(at), "supply"
    contract = any(w in SIGNED | CONTRACTS for w in s.words(max(0, at - 14), at + 3)) or word == "ordered"
    if word in GIFTS:
        kind = "aid"
    elif contract or (
        word in BUYING | SELLING
        and any(s[k].who for k in arms)
        and s.word(at + 1) != "by"
        and certain == "happened"
    ):
        kind = "sale"
    status = _STATUS[certain] or ("contracted" if contract else "delivered" if word in DONE else "")
    tokens = sorted(
        {
            at,
            *(p.at for p in (*suppliers, *recipients) if p.sure),
            *(arms[:1]),
            *((money[0][1],) if amount else ()),
        }
    )
    spans = _spans(s, tokens)
    return Deal(
        suppliers,
        recipients,
        s,
        at,
        arms,
        amount,
        grammar.time_of(s, at),
        kind,
        status,
        reason,
        _speaker(s, at),
        spans,
    )


def _spans(s: Sentence, tokens: Sequence[int]) -> tuple[Span, ...]:
    """Stretches of the tokens that carry the deal, at most four."""
    kept: list[tuple[int, int]] = []
    for i in tokens:
        if kept and i - kept[-1][1] <= 3:
            kept[-1] = kept[-1][0], i
        else:
            kept.append((i, i))
    return tuple((s[first].start, s[last].end) for first, last in kept[:4])


def _speaker(s: Sentence, at: int) -> Entity | None:
    """Who "revealed that", before the deal in the sentence."""
    for k in range(at - 1, 1, -1):
        if s.word(k) == "that" and s.word(k - 1) in lexicon.words("said"):
            return next(
                (
                    w
                    for j in range(k - 2, -1, -1)
                    if (w := s[j].who) and w.kind in {"person", "media"} and s.word(j - 1) != "with"
                ),
                None,
            )
    if s.word(0) == "according" and s.word(1) == "to":
        return next(
            (w for t in s.tokens[2:8] if (w := t.who) and w.kind in {"person", "media", "body"}), None
        )
    return None
