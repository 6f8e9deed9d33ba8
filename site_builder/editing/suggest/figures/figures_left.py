"""Numbers that nothing else carries: sums, shares, and how many there are of something."""

from collections.abc import Iterable, Iterator
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figures.amounts import amounts_in, sums_held
from site_builder.editing.suggest.figures.measures import measure_told
from site_builder.editing.suggest.figures.new_figures import figure_of, is_named_so, is_no_figure
from site_builder.editing.suggest.proposals.new_measures import NewMeasure, of_noun
from site_builder.editing.suggest.proposals.proposal import Proposal, Span
from site_builder.editing.suggest.sentences.arms import arms_between, equipment_in, is_arms
from site_builder.editing.suggest.sentences.counts_of_arms import number_at, number_of
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title
from site_builder.extraction.amounts import sense_before
from site_builder.extraction.numbers import SMALL
from site_builder.model.extraction_results import Amount

_REASON: Final = "a number that nothing else carries; check what it measures, and what it is about"
_FEWEST, _FEWEST_ARMS = 20, 10
"""Fewer things, and fewer arms, than that belong to the story."""
_LEAST: Final = 1000
"""So small a sum is that of a purchase in a shop."""
_BESIDE: Final = 4
"""So many words from a number on stand the arms that it counts."""
_MAKERS: Final = lexicon.words("nouns of companies", "those who make or sell arms")
_LENGTHS: Final = lexicon.words("units of lengths and calibres")


def find_figures_left(story: Story, told: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Propose the amounts of an article that no proposal carries, each sum of money once."""
    proposals = list(told)
    carried = [span for one in proposals for span in one.anchors]
    sums = {*sums_held(story, carried)}
    found: list[Proposal] = []
    for s in story.sentences:
        if s.headline or is_title(story, s):
            continue
        for i, amount in _left(story, s, carried):
            again = (amount.low, amount.high, amount.unit)
            if again not in sums:
                sums |= {again} if amount.kind == "money" else set()
                found.append(_figure(s, i, amount))
    return tuple(found)


def _left(story: Story, s: Sentence, carried: Iterable[Span]) -> Iterator[tuple[int, Amount]]:
    """The amounts of a sentence that nothing carries, those of arms with a name among them."""
    spans = list(carried)
    for i, amount in (*amounts_in(story, s, ""), *_of_arms(story, s)):
        if not any(a < amount.end and amount.start < b for a, b in spans) and _is_figure(s, i, amount):
            spans.append((amount.start, amount.end))
            yield i, amount


def _is_figure(s: Sentence, i: int, amount: Amount) -> bool:
    """Tell a number from ranks, distances, a few things of the story, and what something costs in a shop."""
    number = amount.low or amount.high
    if not number or amount.kind == "rank" or is_named_so(amount):
        return False
    if is_no_figure(s, i, amount) or (amount.kind == "quantity" and _is_of_name(s, i, amount)):
        return False
    if amount.kind == "quantity":
        arms = any(is_arms(s, k) for k in range(i, min(len(s), i + _BESIDE)))
        long = not _LENGTHS.isdisjoint(amount.unit.lower().split())
        return float(number) >= (_FEWEST_ARMS if arms else _FEWEST) and not long
    return amount.kind == "percent" or float(number) >= _LEAST


def _of_arms(story: Story, s: Sentence) -> Iterator[tuple[int, Amount]]:
    """As in "17 BMP-2 infantry fighting vehicles", where a name stands behind the number."""
    counts = any(token.time is None and (token.text[0].isdigit() or token.low in SMALL) for token in s.tokens)
    arms = arms_between(s, 0, len(s)) if counts else ()
    for k in (k for k in arms if k + 1 not in arms or s.gap(k + 1) != " "):
        at = number_at(s, k)
        if at is not None and at != k and s[at].amount is None:
            things, items = equipment_in(s, (k,))
            unit = next(iter((*(one.name for one in things), *items)), "")
            start, sense = sense_before(story.text, s[0].start, s[at].start)
            surface, number = story.text[start : s[at].end], number_of(s, k)
            low, high = (number if sense != other else "" for other in ("below", "above"))
            if unit:
                yield at, Amount(start, s[at].end, surface, "quantity", low, high, unit, sense, "bare")


def _is_of_name(s: Sentence, i: int, amount: Amount) -> bool:
    """As in "JAS 39 Gripen", "PzH 2000 guns", and in "the 100 largest arms producers"."""
    before = s[i - 1] if i > 0 and s.gap(i) == " " else None
    named = before is not None and any(char.isupper() for char in before.text[1:]) and before.who is None
    described = s.gap(i + 1) == " " and s.word(i + 1) in _MAKERS
    return (named and amount.surface[:1].isdigit() and amount.surface.split()[0].isdigit()) or described


def _figure(s: Sentence, i: int, amount: Amount) -> Proposal:
    return figure_of(s, i, amount, _REASON, measure_told(s, i, amount) or _counted(amount))


def _counted(amount: Amount) -> NewMeasure | None:
    return of_noun("Number", amount.unit.lower(), amount.unit) if amount.kind == "quantity" else None
