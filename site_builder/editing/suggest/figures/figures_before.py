"""What figures before a number may tell of it: the last one, the last share, goods and toll."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figures.figures_again import changing
from site_builder.editing.suggest.figures.measured_goods import is_of_goods
from site_builder.editing.suggest.figures.measures import listed_measure
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.new_measures import NewMeasure, of_noun
from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model.extraction_results import Amount

_TOLLS: Final = frozenset(("people-killed", "people-injured", "people-killed-or-injured", "people-missing"))
_OWNERS: Final = frozenset(("state", "place", "body", "person"))
_WENT: Final = frozenset(("went", "goes", "go", "gone", "going", "belongs", "belonged"))
_OF_OTHERS: Final = frozenset(("of", "on", "in", "at"))
_NEAR: Final = 7
"""So many words behind a share stands to whom it went."""
_FAR: Final = 9
"""So many words at most stand between two shares of a row, or between who has a share and the share."""


@dataclass(frozen=True, slots=True)
class Before:
    """The figures before a number that may tell what it measures, or of whom it is.

    `last` is the one that a sentence goes on with; a `share` is one of its sentence or the one before.
    """

    last: Proposal | None = None
    share: Proposal | None = None
    goods: Proposal | None = None
    toll: Proposal | None = None
    change: Proposal | None = None
    whole: Proposal | None = None

    def for_sentence(self, last: Proposal | None, *, near: bool) -> "Before":
        """Give what is known where a sentence begins; shares and changes are those of the one before it."""
        kept = self if near else replace(self, share=None, change=None)
        return replace(kept, last=last)

    def with_parts(self, amounts: Sequence[Amount], earlier: Sequence[Proposal]) -> "Before":
        """Add the figure of the sentence before that people counted in this one add up to."""
        people = [one for one in amounts if one.unit.lower().split()[-1:] and _are_people(one)]
        parts = sum(Decimal(one.low or 0) for one in people) if len(people) > 1 else 0
        wholes = (one for one in earlier if one.measure and one.measure.unit == "people")
        return replace(self, whole=next((one for one in wholes if parts and _number(one) == parts), None))

    def with_figure(self, proposal: Proposal) -> "Before":
        """Add the figure that was found last."""
        measure = proposal.measure
        if measure is None:
            return self
        shared = measure.unit == "percent" and measure.name.startswith("Share of ")
        shared = shared and not (self.share and self.share.measure == measure)  # the first of a row
        level = not measure.name.startswith(("Rise ", "Fall ", "Change "))
        return replace(
            self,
            last=proposal,
            share=proposal if shared else self.share,
            goods=proposal if is_of_goods(measure) and level else self.goods,
            change=self.change if level else proposal,
            toll=proposal if measure.id in _TOLLS and proposal.entities else self.toll,
        )


def _number(figure: Proposal) -> Decimal:
    value = figure.fields["value"]
    amount = value.get("amount", 0) if isinstance(value, Mapping) else 0
    return amount if isinstance(amount, Decimal) else Decimal(0)


def _are_people(amount: Amount) -> bool:
    return amount.unit.lower().split()[-1] in lexicon.words("units of people")


def part_of_whole(s: Sentence, i: int, amount: Amount, whole: Proposal | None) -> NewMeasure | None:
    """As in "554 people died. The list has 425 civilians, 116 policemen and 13 soldiers": they died, too."""
    if whole is None or not amount.unit or not _are_people(amount):
        return None
    own = listed_measure(s, i, amount)
    return whole.measure if own is None or own.id == "number-of-troops" else None


def change_again(measure: NewMeasure, told: Before) -> NewMeasure:
    """As in "sales of Falk Works fell by 42 percent. Lance Works reported a 49 percent decline": of what."""
    last = told.change or told.last
    what = last.measure if last else None
    changes = lexicon.words("nouns of change", "nouns of rising", "nouns of falling")
    if what is None or measure.noun not in changes or measure.unit != "percent":
        return measure
    rose = measure.noun in lexicon.words("nouns of rising")
    return of_noun("Rise" if rose else "Fall", changing(what), "percent") or measure


def share_again(s: Sentence, i: int, amount: Amount, share: Proposal | None) -> NewMeasure | None:
    """As in "crossfire caused 38 percent of the deaths, bombs 33 percent", "Women made up 14 percent"."""
    measure = share.measure if share else None
    if measure is None or amount.kind != "percent" or s.word(i + 1) in _OF_OTHERS:
        return None
    changing = lexicon.words(
        "words of more or less", "nouns behind shares", "nouns of change", "words of change"
    )
    first = s.first_from(amount.start)
    if not changing.isdisjoint((*s.words(first - 2, first), *s.words(i + 1, i + 3))):
        return None
    parts = not lexicon.words("words of parts").isdisjoint((*s.words(i - _FAR, i), *s.words(i + 1, i + 5)))
    return measure if parts or _is_in_row(s, first) else None


def _is_in_row(s: Sentence, i: int) -> bool:
    """As in "bombs for 33 percent, raids for 14 percent"."""
    last = next((k for k in range(i - 1, max(-1, i - 1 - _FAR), -1) if s[k].amount), None)
    counted = s[last].amount if last is not None else None
    if last is None or counted is None or counted.kind != "percent":
        return False
    led = s.word(i - 1) in {"for", "with", "by", "and"} or s.gap(i).strip() == "," or s[i - 1].who is not None
    return led and any(s.gap(k).strip() == "," or s.word(k) == "and" for k in range(last + 1, i + 1))


def who_got_share(s: Sentence, i: int) -> Entity | None:
    """As in "5 percent went to Ann Hale", "5 percent for Ann Hale": who is named behind it."""
    k = i + 1 + (s.word(i + 1) in _WENT)
    if s.word(k) not in ({"to"} if k > i + 1 else {"for"}):
        return None
    behind = takewhile(lambda j: not s.gap(j).strip(), range(k + 1, min(len(s), k + _NEAR)))
    return next((s[j].who for j in behind if s[j].who and s[j].kind in _OWNERS), None)


def who_has_share(s: Sentence, i: int) -> Entity | None:
    """As in "followed by Norland with 21 percent", "Kesh came fourth with 5 percent"."""
    for k in range(i - 1, max(-1, i - 1 - _FAR), -1):
        if s[k].amount or s.gap(k + 1).strip():
            return None
        if s[k].who and s[k].kind in _OWNERS and not s[k].aside:
            return s[k].who
    return None


def names_others(s: Sentence, i: int, share: Proposal) -> bool:
    """Tell whether somebody is named between two shares, or before one in its sentence: it may be theirs."""
    first = next((k + 1 for k in range(i - 1, -1, -1) if s[k].start < share.anchors[0][1]), 0)
    return any(s[k].who and s[k].kind in _OWNERS for k in range(first, i))


def befallen_before(s: Sentence, measure: NewMeasure, toll: Proposal | None) -> Entity | None:
    """As in "The dead included five children": where those were killed of whom was told before.

    Nothing where the sentence names a place.
    """
    if (
        toll is None
        or measure.id not in _TOLLS
        or any(token.kind in {"state", "place"} for token in s.tokens)
    ):
        return None
    known = lexicon.words("words for those who were told of")
    again = any(s.word(k) in {"the", "those"} and s.word(k + 1) in known for k in range(len(s)))
    return next(iter(toll.entities), None) if again else None
