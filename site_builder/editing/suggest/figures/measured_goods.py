"""Goods that are measured, not counted: what is done with "5 million tonnes of wheat", "3,000 barrels"."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figures.changes import change_told
from site_builder.editing.suggest.figures.nouns import changed, clause_start, is_noun, noun_after
from site_builder.editing.suggest.proposals.new_measures import NewMeasure, named_measure, of_noun
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model.extraction_results import Amount

_BEHIND: Final = 8
"""So many words behind a number tell what is done with the goods."""


def are_goods(amount: Amount) -> bool:
    """Tell a number of tonnes, barrels and the like."""
    return amount.kind == "quantity" and amount.unit.lower() in lexicon.words("units of goods")


def is_weight(amount: Amount) -> bool:
    """Tell a weight, of which only what weighs it makes a figure."""
    return amount.unit.lower() in lexicon.words("units of weight")


def describes_size(s: Sentence, i: int, amount: Amount) -> bool:
    """As in "a 3,200-ton frigate", "155-millimetre howitzers": how large one of a kind is."""
    sizes = lexicon.words("units of weight", "units of calibres")
    hyphened = "-" in amount.surface.rpartition(" ")[2] and s.gap(i + 1) == " "
    size = amount.unit.lower() in sizes and s.word(i + 1) not in lexicon.words("prepositions")
    return size and (hyphened or not lexicon.words("verbs of having a size").isdisjoint(s.words(i - 2, i)))


def length_told(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """As in "a border of 1,340 kilometres", "the 480-kilometre railway", "a road 480 kilometres long"."""
    if amount.unit.lower() not in lexicon.words("units of lengths"):
        return None
    long = lexicon.words("what has a length")
    behind = next((s.word(k) for k in (i + 1, i + 2) if s.gap(i + 1) == " " and s.word(k) in long), "")
    before = s.word(i - 2) if s.word(i - 1) == "of" else s.word(i - 1) if s.word(i + 1) == "long" else ""
    noun = behind if "-" in amount.surface else before
    noun = s.word(i + 2) if s.word(i + 1) == "of" and s.word(i + 2) in long else noun
    return of_noun("Length", noun, amount.unit) if noun in long else None


def goods_told(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """As in "exported 5 million tonnes of wheat", "cut oil output by 90,000 barrels per day"."""
    if is_difference(s, i):
        return None
    goods = _goods_behind(s, i)
    at = _activity_at(s, i, clause_start(s, i))
    if at is None:
        return _measure(s, i, amount, f"{amount.unit.lower()} of {goods}", "Number") if goods else None
    goods = goods or (_goods_before(s, at) if at < i else "")
    activity = _activities()[s.word(at)].lower()
    return _measure(
        s, i, amount, f"{activity} of {goods}" if goods else f"{activity} in {amount.unit.lower()}"
    )


def goods_again(s: Sentence, i: int, amount: Amount, before: NewMeasure | None) -> NewMeasure | None:
    """As in "exported 5 tonnes of wheat, 3 tonnes of rye": the same is done with the next."""
    goods, activity = _goods_behind(s, i), before.noun.split()[0] if before and before.noun else ""
    known = before is not None and before.unit == amount.unit and activity in _names()
    first = max((k for k in range(i) if s[k].amount), default=-1) + 1
    if not (known and goods and are_goods(amount)) or _activity_at(s, i, first) is not None:
        return None
    return _measure(s, i, amount, f"{activity} of {goods}")


def is_of_goods(measure: NewMeasure) -> bool:
    """Tell whether a measure is of what is done with goods: "exports of wheat", "production in barrels"."""
    return bool(measure.noun) and measure.noun.split()[0] in _names()


def goods_as_before(s: Sentence, i: int, amount: Amount, before: NewMeasure | None) -> NewMeasure | None:
    """As in "The exact number, 972,394 barrels": what is done with them was told before."""
    same = before is not None and is_of_goods(before) and before.unit == amount.unit
    if before is None or not (same and are_goods(amount)) or is_difference(s, i) or _goods_behind(s, i):
        return None
    if _activity_at(s, i, clause_start(s, i)) is not None:
        return None
    first = s.first_from(amount.start)
    if s.word(first - 1) not in lexicon.words("prepositions") and not s.gap(first).strip():
        return None  # "plans to store 5 million tonnes"
    other = changed(s, i)
    if other and other not in lexicon.words("words that stand for the last figure"):
        return None  # "its quota went up to 5 million tonnes"
    fell = s.word(i - 1) == "by" or (s.word(i - 1) == "of" and s.word(i - 2) in _changes())
    return of_noun(change_told(s, i), before.noun, amount.unit) if fell else before


def is_difference(s: Sentence, i: int) -> bool:
    """As in "60,000 barrels less than promised"."""
    further = s.word(i + 1) == "more" and s[i].amount is None and s.word(i + 2) != "than"  # "and 500 more"
    return s.gap(i + 1) == " " and s.word(i + 1) in lexicon.words("words of more or less") and not further


def activity_before(s: Sentence, i: int) -> str:
    """As in "exported $5 million worth of goods": the exports."""
    at = next((k for k in range(i - 1, clause_start(s, i) - 1, -1) if s.word(k) in _activities()), None)
    return _activities()[s.word(at)].lower() if at is not None else ""


def _measure(s: Sentence, i: int, amount: Amount, noun: str, what: str = "") -> NewMeasure | None:
    fell = s.word(i - 1) == "by" or (s.word(i - 1) == "of" and s.word(i - 2) in _changes())
    if fell or what:
        return of_noun(change_told(s, i) if fell else what, noun, amount.unit)
    name = f"{noun[0].upper()}{noun[1:]}"
    return named_measure(name, f"{noun} of {{subject}}", amount.unit, noun)


def _goods_behind(s: Sentence, i: int) -> str:
    """As in "5 million tonnes of liquefied gas"."""
    if s.word(i + 1) != "of" or s.gap(i + 1) != " ":
        return ""
    noun = noun_after(s, i + 2 + s.word(i + 2).endswith("ed"))
    return "" if noun in _nouns() else noun  # "5 million barrels of daily output"


def _goods_before(s: Sentence, at: int) -> str:
    """As in "oil output"; before a verb somebody stands who does it."""
    word = s.word(at - 1) if s.gap(at) == " " and s.word(at) in _nouns() else ""
    others = lexicon.words("words that change something", "words that describe any output")
    return word if is_noun(word) and word not in others else ""


def _activity_at(s: Sentence, i: int, first: int) -> int | None:
    """Find the nearest word before a number that tells what is done with the goods, else one behind it."""
    end = next((k for k in range(i + 1, len(s)) if s[k].amount or s[k].gap.strip()), len(s))
    near = (*range(i - 1, first - 1, -1), *range(i + 1, min(end, i + _BEHIND)))
    return next((k for k in near if s.word(k) in _activities()), None)


@cache
def _changes() -> frozenset[str]:
    return lexicon.words("nouns of change", "nouns behind shares")


@cache
def _activities() -> Mapping[str, str]:
    """Give the name of what each word tells is done."""
    table = lexicon.table("goods").values()
    return {word: entry["name"] for entry in table for word in (*entry["nouns"], *entry["verbs"])}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for entry in lexicon.table("goods").values() for word in entry["nouns"])


@cache
def _names() -> frozenset[str]:
    return frozenset(name.lower() for name in _activities().values())
