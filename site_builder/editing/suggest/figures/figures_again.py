"""What a number measures that is of the same as the figure before it: "from 19 percent", "up 3 percent"."""

from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figures.befallen import words_done
from site_builder.editing.suggest.figures.changes import change_told
from site_builder.editing.suggest.figures.measures import listed, listed_measure
from site_builder.editing.suggest.figures.nouns import changed, first_of_pair, is_level, is_noun, level_of
from site_builder.editing.suggest.figures.rows_of_figures import (
    in_row,
    is_it,
    is_of_them,
    is_of_total,
    is_part_of_last,
    it_has,
    named_apart,
    there_are,
)
from site_builder.editing.suggest.proposals.money import is_money
from site_builder.editing.suggest.proposals.new_measures import NewMeasure, of_noun
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model.extraction_results import Amount

_FAR_VERB: Final = 5
"""Less than so many words before a number stands the verb that says how it is with the figure before."""
_FAR_ROW: Final = 10
"""Less than so many words before a number stands the one of the same row."""
_DESCRIBED: Final = 5
"""So many words has ", a year-on-year increase of 3 percent" before the number at most."""
_BEHIND: Final = 6
"""So many words behind a number tell what befell those whom it counts."""


def change_beside(s: Sentence, i: int, amount: Amount, before: NewMeasure | None) -> NewMeasure | None:
    """As in "exports of $5 billion, up 3 percent", "an increase of 3 percent", "3 percent more than"."""
    if before is None or not (before.noun or before.listed) or amount.kind != "percent":
        return None
    told = _is_marked(s, i) or _is_named_change(s, i) or _is_that(s, i) or _is_contrasted(s, i)
    more = s.word(i + 1) in lexicon.words("words of more or less") | {"up", "down"}
    if told or (more and any("," in s.gap(k) for k in (i, i - 1))):
        return of_noun(change_told(s, i), changing(before), "percent")
    return None


def _is_marked(s: Sentence, i: int) -> bool:
    """As in ", up 3 percent", ", an increase of 3 percent"."""
    if s.word(i - 1) in {"up", "down"}:
        return "," in s.gap(i - 1)
    led = s.word(i - 1) in {"of", "by"} and s.word(i - 2) in _changes()
    return led and any("," in s.gap(k) for k in range(i - 1 - _DESCRIBED, i - 1))


def _is_contrasted(s: Sentence, i: int) -> bool:
    """As in "was 9 percent less than in May but 8 percent above that of June"."""
    behind = s.word(i + 1) in lexicon.words("words of more or less") | {"up", "down"}
    last = next((k for k in range(i - 1, max(-1, i - _FAR_ROW), -1) if s[k].amount), None)
    percent = last is not None and (one := s[last].amount) is not None and one.kind == "percent"
    return behind and percent and "but" in s.words(last or 0, i)


def _is_that(s: Sentence, i: int) -> bool:
    """As in "That is 47 percent more than"."""
    more = s.word(i + 1) in lexicon.words("words of more or less")
    return more and s.word(i - 1) in {"is", "was", "were"} and s.word(i - 2) in {"that", "this", "which"}


def _is_named_change(s: Sentence, i: int) -> bool:
    """As in ", a 20 percent increase"."""
    named = s.word(i + 1) in _changes() | lexicon.words("nouns behind shares") and s.gap(i + 1) == " "
    return named and s.word(i - 1) in {"a", "an"} and "," in s.gap(i - 1)


@cache
def _changes() -> frozenset[str]:
    return lexicon.words("words of change", "nouns of change")


def changing(before: NewMeasure) -> str:
    """Give what changes by so much: the noun of a measure, or its name where a verb tells it."""
    told = before.noun in lexicon.words("past forms of verbs") or before.noun.endswith("ed")
    named = before.name.startswith(("Amount ", "Money for ", "Value of the deal")) or told or not before.noun
    return before.name[0].lower() + before.name[1:] if named else before.noun


def measured_again(s: Sentence, i: int, amount: Amount, before: NewMeasure | None) -> NewMeasure | None:
    """As in "fell to 14 percent in May from 19 percent in April", "up from $5 billion": of the same."""
    if before is None:
        return None
    unit = "percent" if amount.kind == "percent" else amount.unit
    if before.listed and _is_among(s, i) and _are_people(unit):
        return before if before.unit == "people" else None
    if before.noun and _is_of_it(s, i, unit):
        return _of_it(s, i, unit, before)
    return next(filter(None, _again(s, i, amount, unit, before)), None)


def _again(s: Sentence, i: int, amount: Amount, unit: str, before: NewMeasure) -> Iterator[NewMeasure | None]:
    same = unit == before.unit
    counted = before.listed and before.unit == "people"
    further = s.word(i - 1) in lexicon.words("words of another") and (same or unit == "people")
    yield before if counted and _goes_on(s, i, amount) and listed_measure(s, i, amount) != before else None
    yield before if before.listed and further and not listed_measure(s, i, amount) else None
    yield of_noun("Value" if is_money(unit) else "Level", _gapped(s, i) if same else "", unit)
    alike = counted and _are_people(unit)
    yield before if (same or alike) and (one_of_them(s, i) or named_apart(s, i)) else None
    yield _of_last_figure(s, i, unit, before)
    compared = (same and before.noun) or (alike and not listed_measure(s, i, amount))
    yield before if compared and _is_compared(s, i) else None
    yield before if same and _is_second_of_pair(s, i) else None
    yield _total_of(s, before) if counted and _is_total(s, i) else None
    yield _as_share(s, i, before) if unit == "percent" and not changed(s, i) else None
    yield before if same and unit == "percent" and _is_next_level(s, i) else None


def _is_total(s: Sentence, i: int) -> bool:
    """As in "783 died and 1,609 were hurt - 2,392 in all"."""
    return s.words(i + 1, i + 3) in (["in", "all"], ["in", "total"]) or s.word(i + 1) == "altogether"


def _is_second_of_pair(s: Sentence, i: int) -> bool:
    """As in "grew from 410 warheads to 500": the same of both."""
    first = first_of_pair(s, i)
    amount = s[first].amount
    return first != i and s.word(first - 1) == "from" and amount is not None and amount.kind == "quantity"


def _total_of(s: Sentence, before: NewMeasure) -> NewMeasure:
    """Give what all are of whom some died and some were hurt; else the same as before."""
    killed, hurt = (lexicon.words(f"words of the {what}") for what in ("killed", "injured"))
    both = not (killed.isdisjoint(s.vocabulary) or hurt.isdisjoint(s.vocabulary))
    return listed("casualties") if both else before


def _as_share(s: Sentence, i: int, before: NewMeasure) -> NewMeasure | None:
    """As in "a drop of 111,505 barrels, or 10 percent"."""
    amount = s[i].amount
    first = next((k for k in range(i + 1) if amount and s[k].start >= amount.start), i)
    change = before.name.split()[0] if before.name else ""
    led = s.word(first - 1) == "or" and s.word(i + 1) != "of"
    return of_noun(change, before.noun, "percent") if led and change in {"Rise", "Fall", "Change"} else None


def _is_next_level(s: Sentence, i: int) -> bool:
    """As in "turnout was 88 percent at home and 52 percent abroad": of the same, elsewhere."""
    amount = s[i].amount
    first = next((k for k in range(i + 1) if amount and s[k].start >= amount.start), i)
    behind = s.word(i + 1) in lexicon.words("prepositions", "words after numbers that stand alone")
    joined = s.word(first - 1) == "and" and behind and s.word(i + 1) not in {"of", "and", "or"}
    return joined and any((one := s[k].amount) and one.kind == "percent" for k in range(first))


def _is_compared(s: Sentence, i: int) -> bool:
    """As in "up from $5 billion", "compared with 4 percent", ", after 4 percent in May", ", raised to"."""
    word, pair = s.word(i - 1), " ".join(s.words(i - 2, i))
    if word == "from" and s.word(i - 2) in lexicon.words("words of change") and changed(s, i):
        return False  # "and its share grew from 34 percent"
    if word == "from" and not any(";" in s.gap(k) for k in (i, i - 1)):
        return pair != "from" or is_level(s, i)
    after = word == "after" and "," in s.gap(i - 1)
    return after or _is_raised(s, i) or not lexicon.words("words of comparing").isdisjoint((pair, word))


def _is_raised(s: Sentence, i: int) -> bool:
    """As in "a programme of $6 billion, raised last year to $7 billion"."""
    verbs = lexicon.words("words that change something", "words of change")
    verb = next((k for k in range(i - 2, max(0, i - _FAR_VERB), -1) if s.word(k) in verbs), None)
    return s.word(i - 1) == "to" and verb is not None and s.gap(verb).strip() == ","


def _gapped(s: Sentence, i: int) -> str:
    """As in "exports amounted to $5 million and imports to $3 million": of what the same is told."""
    last = next((k for k in range(i - 1, max(-1, i - _FAR_VERB - 1), -1) if s[k].amount), None)
    led = s.word(i - 1) in {"to", "at"} and s.word(i - 3) in {"and", "while"} and is_noun(s.word(i - 2))
    if last is not None and led:
        return s.word(i - 2)
    return _gapped_with(s, i)


def _gapped_with(s: Sentence, i: int) -> str:
    """As in "exports to Kesh were worth $5 million and imports from there $3 million"."""
    joint = next((k for k in range(i - 1, max(-1, i - _FAR_ROW), -1) if s.word(k) in {"and", "while"}), None)
    if joint is None or not any(s[k].amount for k in range(max(0, joint - 2), joint)):
        return ""
    led = joint + 2 < i - 1 and s.word(joint + 2) in {"from", "to", "of", "with"}
    plain = not any(s.gap(k).strip() or s[k].amount for k in range(joint + 1, i))
    return s.word(joint + 1) if led and plain and is_noun(s.word(joint + 1)) else ""


def _goes_on(s: Sentence, i: int, amount: Amount) -> bool:
    """As in "killed 12 soldiers, five policemen and two civilians": no verb tells the later ones apart."""
    last = next((k for k in range(i - 1, max(-1, i - _FAR_ROW), -1) if _is_counted(s, k)), None)
    if last is None:
        return False
    counted = s[last].amount
    units = {amount.unit.lower(), *((counted.unit.lower(),) if counted else ())}
    if not units <= _counted_people():
        return False  # not "80 deaths, 461 severe cases"
    between = [word for word in s.words(last + 1, i) if word != "and"]
    verbs = lexicon.words("being and having", "being") | words_done()
    first = s.first_from(amount.start)  # "and at least 12 children"
    joined = s.word(first - 1) == "and" or s.gap(first).strip() == ","
    between = between[: len(between) - (i - first)]
    few = 2 if counted else _DESCRIBED  # "28 aid and health workers and 12 children"
    told = (*between, *s.words(i + 1, i + _BEHIND))
    return joined and len(between) < few and not any(word in verbs or word.endswith("ing") for word in told)


def _is_counted(s: Sentence, k: int) -> bool:
    return s[k].amount is not None or (s[k].text[0].isdigit() and s[k].time is None)


@cache
def _counted_people() -> frozenset[str]:
    """Give the words for people that tell nothing of what befell them."""
    return lexicon.words("units of people") - words_done() - lexicon.words("words right behind people")


def one_of_them(s: Sentence, i: int) -> bool:
    """As in "27 people drowned, 11 of them children"; of what is told of some only, the words behind tell."""
    behind = takewhile(lambda k: s.gap(k) == " " and s.word(k) != "and", range(i + 3, i + 6))
    return is_of_them(s, i + 1) and not any(s.word(k) in words_done() for k in behind)


def _is_of_it(s: Sentence, i: int, unit: str) -> bool:
    """As in "in May it stood at 5 million", not "they grew 65 percent of the crop"."""
    part = unit == "percent" and s.word(i + 1) == "of"
    return not part and any(is_it(s, k) for k in range(i - 1, max(-1, i - _FAR_VERB), -1))


def _of_it(s: Sentence, i: int, unit: str, before: NewMeasure) -> NewMeasure | None:
    """As in "in May it stood at 5 million", "they grew by 5 percent"."""
    if s.word(i - 1) == "by" or (unit == "percent" and not is_level(s, i)):
        return of_noun(change_told(s, i), changing(before), unit)
    return before if unit == before.unit else None


def _of_last_figure(s: Sentence, i: int, unit: str, before: NewMeasure) -> NewMeasure | None:
    """As in "the figure rose to 5,000", "the 2030 total of 5,000", "4,000 in May and 5,000 in June"."""
    same = before.unit == unit or (before.listed and before.unit == "people" and _are_people(unit))
    if not same:
        return None
    told = {level_of(s, i), changed(s, i)}
    share = max((k for k in range(i) if s.word(k) == "share"), default=0)
    that = "share" in told and s.word(share - 1) == "that"
    if that or told & lexicon.words("words that stand for the last figure"):
        return before if s.word(i - 1) != "by" else of_noun(change_told(s, i), before.noun, before.unit)
    again = in_row(s, i) or is_of_total(s, i) or it_has(s, i) or there_are(s, i)
    return before if again or is_part_of_last(s, i) or _is_of_whom(s, i) else None


def _is_of_whom(s: Sentence, i: int) -> bool:
    """As in "300,000 soldiers, of whom 50,000 will be volunteers": what befell some of them is their own."""
    led = s.word(i - 1) in {"whom", "which"} and s.word(i - 2) == "of"
    return led and words_done().isdisjoint(s.words(i + 1, i + _BEHIND))


def _are_people(unit: str) -> bool:
    return unit.lower() in lexicon.words("units of people")


def _is_among(s: Sentence, i: int) -> bool:
    """As in "85 people, among them 30 civilians", "Among them were 30 civilians and 12 children"."""
    at = i - (s.word(i - 1) in {"are", "were", "was"})
    return s.word(at - 1) in {"including", "among"} or s.words(at - 2, at) == ["among", "them"]
