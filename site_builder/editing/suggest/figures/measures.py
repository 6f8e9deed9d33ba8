"""What a number measures, by the words beside it: a measure that the registry may lack."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figures.befallen import told_of_people, words_done
from site_builder.editing.suggest.figures.changes import change_told
from site_builder.editing.suggest.figures.elections import in_elections
from site_builder.editing.suggest.figures.measured_goods import (
    are_goods,
    describes_size,
    goods_told,
    is_difference,
    is_weight,
    length_told,
)
from site_builder.editing.suggest.figures.nouns import (
    changed,
    is_noun,
    level_of,
)
from site_builder.editing.suggest.figures.shares import is_open, share_told
from site_builder.editing.suggest.figures.sums import sum_told
from site_builder.editing.suggest.proposals.names import slug
from site_builder.editing.suggest.proposals.new_measures import NewMeasure, named_measure, of_noun
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.extraction.currencies import is_shared_word
from site_builder.model.extraction_results import Amount

_FAR_TOLL = 9
"""So many words before a number "toll" tells what it counts."""
_MANY = 20
"""So many states or agreements at least make a figure."""
_INHABITANTS = 10_000
"""So many people at least are all who live somewhere."""
_INSERTED = lexicon.words("words that begin what is inserted")
_SCALES = frozenset(("thousand", "million", "billion"))
_INSERTION = 9
"""So many words may stand between commas behind a number."""
_ROW = 10
"""So many words behind a number stands the last one of its row."""
_BEFORE, _BEHIND = 4, 6
"""So many words before and behind a number tell what it counts."""


def measure_told(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """Say what an amount at a token measures; nothing where the words do not tell."""
    match amount.kind:
        case "quantity" if not is_shared_word(amount.unit):
            return _quantity(s, i, amount)
        case "percent":
            return share_told(s, i)
        case "quantity" | "money":
            return sum_told(s, i, amount)
    return None


def _quantity(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    if describes_size(s, i, amount):
        return None
    if thing := _thing_behind(s, i, amount):
        return _counted(s, i, replace(amount, unit=thing))
    if are_goods(amount):
        plain = None if is_difference(s, i) or is_weight(amount) else _counted(s, i, amount)
        return goods_told(s, i, amount) or plain
    told = (length_told(s, i, amount), _population(s, i, amount), listed_measure(s, i, amount))
    measure = next(filter(None, told), None) or _counted(s, i, amount)
    return in_elections(s, i, amount, measure) if measure else None


def _thing_behind(s: Sentence, i: int, amount: Amount) -> str:
    """As in "two missing paintings", "500 dead birds": what is counted are no people."""
    noun = s.word(i + 1) if _befalls(amount.unit.lower()) and s.gap(i + 1) == " " else ""
    counted = noun.endswith("s") and is_noun(noun) and s[i + 1].text.islower()
    return noun if counted and noun not in lexicon.words("units of people", "finite verbs") else ""


# ------------------------------------------------------------------ what the table lists


def _population(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """As in "the nation's 5 million people": so many live there, whatever befell some of them."""
    unit, number = amount.unit.lower(), amount.low or amount.high
    owned = i > 0 and (s[i - 1].owns or s.word(i - 1) in {"its", "their"})
    described = s.word(i - 2) in lexicon.words("places that have inhabitants")
    owned = owned or (s.word(i - 1) == "of" and described) or s.words(i - 2, i) == ["home", "to"]
    many = bool(number) and float(number) >= _INHABITANTS
    if not (owned and many and unit in lexicon.words("words of those who live somewhere")):
        return None
    return listed("population")


def listed(name: str) -> NewMeasure:
    """Give a measure of the table by its name there."""
    table = lexicon.table("figures")[name]
    return NewMeasure(
        table["id"],
        table["name"],
        table["sentence"],
        table["unit"],
        listed=True,
        of_places=table.get("of_places", True),
    )


def listed_measure(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """Give the measure of the table that the words beside a number tell of."""
    unit = amount.unit.lower().split()[-1] if amount.unit else "people"
    unit = "people" if _befalls(s.word(i + 1)) and s.gap(i + 1) == " " else unit
    unit = "people" if unit in lexicon.words("peoples and believers") else unit
    beside = (*amount.surface.lower().split(), *_right_before(s, i), *_nearest(s, i))
    shared = (word for k in range(i + 1, min(len(s), i + _ROW)) for word in _shared_verb(s, i, k))
    lost = ("killed",) if s.word(i - 1) == "lost" and unit in lexicon.words("units of those who fall") else ()
    put_at = (s.word(i - 2),) if s.word(i - 1) == "at" and s.word(i - 2) in words_done() else ()
    told = (*put_at, *told_of_people(s, i, amount), *lost, *_done_to(s, i), *_toll(s, i, amount))
    told = (*told, *shared, *_behind_who(s, i))
    for last, word in itertools.product((False, True), (*told, unit, *beside)):
        for name, table in _tables().items():
            if (
                table.get("last", False) == last
                and ("near" not in table or not lexicon.words(table["near"]).isdisjoint(s.vocabulary))
                and word in lexicon.words(table["words"])
                and unit in lexicon.words(table["units"])
            ):
                return listed(name)
    return None


def _behind_who(s: Sentence, i: int) -> Iterator[str]:
    """As in "mourns eight of its soldiers, who died": what befell those who were counted."""
    who = next((k for k in range(i + 1, min(len(s), i + _BEHIND)) if s.gap(k).strip()), 0)
    helping = lexicon.words("being and having", "being")
    verb = who + 1 + sum(1 for _ in itertools.takewhile(helping.__contains__, s.words(who + 1, who + 4)))
    if s.word(who) == "who" and s.gap(who) == ", " and s.word(verb) in words_done():
        yield s.word(verb)


def _befalls(word: str) -> bool:
    """As in "left seven motorcyclists dead": what follows shows that people are counted."""
    return word in lexicon.words("words right behind people")


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return lexicon.table("figures")


def _done_to(s: Sentence, i: int) -> Iterator[str]:
    """As in "killed 29 refugees and two others": what was done says more than whom it befell."""
    joined = s.word(i - 1) == "and"
    behind = range(i + 1, i + _BEHIND)
    if joined and any(s.word(k) in {"was", "were"} and s.word(k + 1) in words_done() for k in behind):
        return  # "killed five soldiers and two policemen were injured"
    before = (k for k in range(i - 2, max(-1, i - 2 - _BEFORE), -1) if _may_be_counted(s, k))
    first = next(before, i) if joined else i
    yield from (word for word in _right_before(s, first) if word in words_done())


def _may_be_counted(s: Sentence, k: int) -> bool:
    amount = s[k].amount
    bare = s[k].text[0].isdigit() and not s[k].time and not s[k].who
    return bare or (amount is not None and amount.kind != "rank")


def _toll(s: Sentence, i: int, amount: Amount) -> Iterator[str]:
    """As in "put the toll of the storm at 22"."""
    near = itertools.takewhile(lambda k: s.gap(k) == " ", range(i + 1, min(len(s), i + 4)))
    befell = any(
        word in words_done() and (word.endswith("ed") or word == "hurt") for word in map(s.word, near)
    )
    between = itertools.takewhile(
        lambda k: not _may_be_counted(s, k), range(i - 1, max(0, i - _FAR_TOLL) - 1, -1)
    )
    tolls = lexicon.words("words of tolls")
    told = amount.rule == "bare" and not befell
    yield from (word for word in map(s.word, between) if word in tolls) if told else ()


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
    part = s[at].amount if at < len(s) else None
    share = part is not None and part.kind == "percent"
    while s.word(at) in lexicon.words("words between numbers and verbs"):
        at += 1
    if "," not in s.gap(at) or not (share or s.word(at) in _INSERTED):
        return i + 1
    end = next((k for k in range(at + 1, min(len(s), at + _INSERTION)) if "," in s[k].gap), i + 1)
    ends = lexicon.words("openers", "prepositions", "relatives")
    return i + 1 if s.word(end) in ends else end


def _shared_verb(s: Sentence, i: int, k: int) -> Iterator[str]:
    """As in "30 soldiers and eight rebels were killed", "and a guard were": what befell both."""
    behind = s.words(k + 1, k + 1 + _BEFORE)
    passive = any(was in lexicon.words("being and having") for was in behind)
    alone = not any(word in words_done() or word.endswith("ed") for word in s.words(i + 1, k))
    last = s[k].amount is not None or s.word(k) in lexicon.words("words for nobody knows how many")
    last = last or (s.word(k) in {"a", "an", "another"} and "were" in behind)
    done = [j for j in range(k + 1, min(len(s), k + 1 + _BEFORE)) if s.word(j) in words_done()]
    ends = any(j + 1 == len(s) or s.gap(j + 1).strip() for j in done)  # "150 soldiers, and 95 rebels killed"
    if last and s.word(k - 1) == "and" and (passive or ends) and alone:
        yield from map(s.word, done)


# ------------------------------------------------------------------ what is counted, shared or paid


def _counted(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    noun = amount.unit.lower()
    acts = noun in lexicon.words("units of states") and s.word(i + 1) in lexicon.words("verbs behind states")
    few = noun in lexicon.words("units that are figures only in large numbers") and _least(amount) < _MANY
    if (
        not noun
        or ((few or noun in lexicon.words("units that are no figures")) and not acts)
        or not slug(noun)
    ):
        return None
    if is_open(noun):
        return None
    if noun in lexicon.words("units of areas"):
        return named_measure(f"Area in {noun}", f"area of {{subject}} in {noun}", noun, "area")
    if amount.rule == "bare" and noun in {level_of(s, i), changed(s, i)}:
        return _leveled(s, i, noun)
    return NewMeasure(
        f"number-of-{slug(noun)}", f"Number of {noun}", f"number of {noun} of {{subject}}", noun, noun=noun
    )


def _least(amount: Amount) -> float:
    return float(amount.low or amount.high or 0)


def _leveled(s: Sentence, i: int, noun: str) -> NewMeasure | None:
    """As in "its strength fell by 300 to 71,300": a level, or by how much it changed."""
    what = change_told(s, i) if s.word(i - 1) == "by" else "Number" if noun.endswith("s") else "Level"
    return of_noun(what, noun, noun)
