"""What a number measures, by the words beside it: a measure that the registry may lack."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figure_changes import change_told
from site_builder.editing.suggest.figure_nouns import (
    changed,
    is_level,
    level_of,
)
from site_builder.editing.suggest.figure_shares import is_open, share_told
from site_builder.editing.suggest.figure_sums import sum_told
from site_builder.editing.suggest.measured_goods import are_goods, goods_told, is_difference
from site_builder.editing.suggest.names import slug
from site_builder.editing.suggest.new_measures import NewMeasure, of_noun
from site_builder.editing.suggest.rows_of_figures import in_row, is_of_total
from site_builder.editing.suggest.sentences import Sentence
from site_builder.extraction.currencies import is_shared_word
from site_builder.model.extraction_results import Amount

_FAR_TOLL = 9
"""So many words before a number "toll" tells what it counts."""
_INHABITANTS = 10_000
"""So many people at least are all who live somewhere."""
_DESCRIBED = 5
"""So many words has ", a year-on-year increase of 3 percent" before the number at most."""
_INSERTED = frozenset(
    ("a", "an", "about", "almost", "half", "mostly", "nearly", "or", "some", "the", "many", "most")
)
_SCALES = frozenset(("thousand", "million", "billion"))
_INSERTION = 9
"""So many words may stand between commas behind a number."""
_BEFORE, _BEHIND = 4, 6
"""So many words before and behind a number tell what it counts."""


def change_beside(s: Sentence, i: int, amount: Amount, before: NewMeasure | None) -> NewMeasure | None:
    """As in "exports of $5 billion, up 3 percent", "an increase of 3 percent", "3 percent more than"."""
    if before is None or not (before.noun or before.listed) or amount.kind != "percent":
        return None
    noun = before.noun or before.name[0].lower() + before.name[1:]
    changes = lexicon.words("words of change") | lexicon.words("nouns of change")
    marked = (s.word(i - 1) in {"up", "down"} and "," in s.gap(i - 1)) or (
        s.word(i - 1) in {"of", "by"}
        and s.word(i - 2) in changes
        and any("," in s.gap(k) for k in range(i - 1 - _DESCRIBED, i - 1))
    )
    more = lexicon.words("words of more or less")
    if marked or (s.word(i + 1) in more and any("," in s.gap(k) for k in (i, i - 1))):
        return of_noun(change_told(s, i), noun, "percent")
    return None


def measured_again(s: Sentence, i: int, amount: Amount, before: NewMeasure | None) -> NewMeasure | None:
    """As in "fell to 14 percent in May from 19 percent in April", "up from $5 billion": of the same."""
    if before and before.listed and _is_among(s, i) and amount.unit in lexicon.words("units of people"):
        return before if before.unit == "people" else None
    unit = "percent" if amount.kind == "percent" else amount.unit
    if before and (again := _of_last_figure(s, i, unit, before)):
        return again
    pair = " ".join(s.words(i - 2, i))
    from_it = s.word(i - 1) == "from" and not any(";" in s.gap(k) for k in (i, i - 1))
    if before is None or before.unit != unit or not (from_it or pair in lexicon.words("words of comparing")):
        return None
    return before if before.noun and (pair != "from" or is_level(s, i)) else None


def _of_last_figure(s: Sentence, i: int, unit: str, before: NewMeasure) -> NewMeasure | None:
    """As in "the figure rose to 5,000", "the 2030 total of 5,000", "4,000 in May and 5,000 in June"."""
    same = before.unit == unit or (before.listed and before.unit == "people" and _are_people(unit))
    if not same:
        return None
    told = {level_of(s, i), changed(s, i)}
    that = (
        "share" in told
        and s.word(max((k for k in range(i) if s.word(k) == "share"), default=0) - 1) == "that"
    )
    if that or told & lexicon.words("words that stand for the last figure"):
        return before if s.word(i - 1) != "by" else of_noun(change_told(s, i), before.noun, before.unit)
    return before if in_row(s, i) or is_of_total(s, i) else None


def _are_people(unit: str) -> bool:
    return unit.lower() in lexicon.words("units of people")


def _is_among(s: Sentence, i: int) -> bool:
    """As in "85 people, among them 30 civilians"."""
    return s.word(i - 1) in {"including", "among"} or s.words(i - 2, i) == ["among", "them"]


def measure_told(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """Say what an amount at a token measures; nothing where the words do not tell."""
    match amount.kind:
        case "quantity" if is_shared_word(amount.unit):
            return sum_told(s, i, amount)
        case "quantity" if are_goods(amount):
            plain = None if is_difference(s, i) else _counted(s, i, amount)
            return goods_told(s, i, amount) or plain
        case "quantity":
            return _population(s, i, amount) or _listed(s, i, amount) or _counted(s, i, amount)
        case "percent":
            return share_told(s, i)
        case "money":
            return sum_told(s, i, amount)
    return None


# ------------------------------------------------------------------ what the table lists


def _population(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """As in "the nation's 5 million people": so many live there, whatever befell some of them."""
    unit, number = amount.unit.lower(), amount.low or amount.high
    owned = i > 0 and (s[i - 1].owns or s.word(i - 1) in {"its", "their"})
    many = bool(number) and float(number) >= _INHABITANTS
    if not (owned and many and unit in lexicon.words("words of those who live somewhere")):
        return None
    table = lexicon.table("figures")["population"]
    return NewMeasure(table["id"], table["name"], table["sentence"], table["unit"], listed=True)


def _listed(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    unit = amount.unit.lower().split()[-1] if amount.unit else "people"
    unit = "people" if _befalls(s.word(i + 1)) and s.gap(i + 1) == " " else unit
    beside = (*amount.surface.lower().split(), *_right_before(s, i), *_nearest(s, i))
    shared = (word for k in range(i + 1, min(len(s), i + _BEHIND)) for word in _shared_verb(s, i, k))
    lost = (
        ("killed",)
        if s.word(i - 1) == "lost" and unit in lexicon.words("units of troops") - {"people"}
        else ()
    )
    told = (*lost, *_done_to(s, i), *_toll(s, i, amount), *shared)
    for last, word in product((False, True), (*told, unit, *beside)):
        for table in _tables():
            if (
                table.get("last", False) == last
                and ("near" not in table or not lexicon.words(table["near"]).isdisjoint(s.vocabulary))
                and word in lexicon.words(table["words"])
                and unit in lexicon.words(table["units"])
            ):
                return NewMeasure(
                    table["id"],
                    table["name"],
                    table["sentence"],
                    table["unit"],
                    listed=True,
                    of_places=table.get("of_places", True),
                )
    return None


def _befalls(word: str) -> bool:
    """As in "left seven motorcyclists dead": what follows shows that people are counted."""
    return word in lexicon.words("words right behind people")


@cache
def _tables() -> tuple[Mapping[str, Any], ...]:
    return tuple(lexicon.table("figures").values())


def _done_to(s: Sentence, i: int) -> Iterator[str]:
    """As in "killed 29 refugees and two others": what was done says more than whom it befell."""
    joined = s.word(i - 1) == "and"
    before = (k for k in range(i - 2, max(-1, i - 2 - _BEFORE), -1) if _may_be_counted(s, k))
    first = next(before, i) if joined else i
    yield from (word for word in _right_before(s, first) if word in _done())


def _may_be_counted(s: Sentence, k: int) -> bool:
    amount = s[k].amount
    return s[k].text.isdigit() or (amount is not None and amount.kind != "rank")


@cache
def _done() -> frozenset[str]:
    return lexicon.words("words of the killed") | lexicon.words("words of the injured")


def _toll(s: Sentence, i: int, amount: Amount) -> Iterator[str]:
    """As in "put the toll of the storm at 22"."""
    before = range(max(0, i - _FAR_TOLL), i)
    other = amount.rule != "bare" or any(_may_be_counted(s, k) for k in before)
    befell = any(word.endswith("ed") and word in _done() for word in s.words(i + 1, i + 4))
    tolls = lexicon.words("words of tolls")
    yield from () if other or befell else (word for word in map(s.word, before) if word in tolls)


def _right_before(s: Sentence, i: int) -> Iterator[str]:
    """As in "killed three people and injured two"."""
    word = s.word(i - 1)
    if word.endswith(("ed", "ing")) and not s[i].gap.strip():
        yield word


def _nearest(s: Sentence, i: int) -> Iterator[str]:
    """Give the words behind a number, then those before it, as far as its clause goes."""
    first = _behind_inserted(s, i)
    for k in range(first, min(len(s), first + _BEHIND)):
        ends = ";:.(" if k == first > i + 1 else ",;:.("  # a comma closes what is inserted
        if s[k].amount or any(c in s[k].gap for c in ends):
            break
        if s.word(k) == "and" and s.word(k + 1).endswith("ed"):
            break  # "heard eleven others and released them"
        yield s.word(k)
    for k in range(i - 1, max(-1, i - 1 - _BEFORE), -1):
        if any(c in s[k + 1].gap for c in ",;:.("):
            break
        yield s.word(k)


def _behind_inserted(s: Sentence, i: int) -> int:
    """As in "5 million people, a tenth of the population, face hunger": where the clause goes on."""
    at = i + 1
    while at < len(s) and s[at].gap == " " and (s[at].kind == "demonym" or s.word(at) in _SCALES):
        at += 1
    if "," not in s.gap(at) or s.word(at) not in _INSERTED:
        return i + 1
    end = next((k for k in range(at + 1, min(len(s), at + _INSERTION)) if "," in s[k].gap), i + 1)
    ends = lexicon.words("openers") | lexicon.words("prepositions") | lexicon.words("relatives")
    return i + 1 if s.word(end) in ends else end


def _shared_verb(s: Sentence, i: int, k: int) -> Iterator[str]:
    """As in "30 soldiers and eight rebels were killed": what befell both, behind the second."""
    behind = s.words(k + 1, k + 1 + _BEFORE)
    passive = any(was in lexicon.words("being and having") for was in behind)
    alone = not any(word in _done() or word.endswith("ed") for word in s.words(i + 1, k))
    if s[k].amount and s.word(k - 1) == "and" and passive and alone:
        yield from (word for word in behind if word in _done())


# ------------------------------------------------------------------ what is counted, shared or paid


def _counted(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    noun = amount.unit.lower()
    acts = noun in lexicon.words("units of states") and s.word(i + 1) in lexicon.words("verbs behind states")
    if not noun or (noun in lexicon.words("units that are no figures") and not acts) or not slug(noun):
        return None
    if is_open(noun):
        return None
    if amount.rule == "bare" and noun in {level_of(s, i), changed(s, i)}:
        return _leveled(s, i, noun)
    return NewMeasure(
        f"number-of-{slug(noun)}", f"Number of {noun}", f"number of {noun} of {{subject}}", noun, noun=noun
    )


def _leveled(s: Sentence, i: int, noun: str) -> NewMeasure | None:
    """As in "its strength fell by 300 to 71,300": a level, or by how much it changed."""
    what = change_told(s, i) if s.word(i - 1) == "by" else "Level"
    return of_noun(what, noun, noun)
