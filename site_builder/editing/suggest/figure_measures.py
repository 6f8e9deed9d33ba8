"""What a number measures, by the words beside it: a measure that the registry may lack."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figure_nouns import (
    changed,
    clause_start,
    is_level,
    is_noun,
    level_of,
    made_to_change,
    noun_after,
)
from site_builder.editing.suggest.names import slug
from site_builder.editing.suggest.sentences import Sentence
from site_builder.extraction.currencies import is_shared_word
from site_builder.model.extraction_results import Amount

_FAR_TOLL = 9
"""So many words before a number "toll" tells what it counts."""
_INHABITANTS = 10_000
"""So many people at least are all who live somewhere."""
_PRICED = 16
"""So many words before a price stands what tells of buying or selling."""
_ARTICLE = 1
"""As in ", an increase of 3 percent"."""
_BEFORE, _BEHIND = 4, 6
"""So many words before and behind a number tell what it counts."""


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """A measure that words tell of; `listed` ones stand in the table, others are named by what is counted.

    `of_places` tells whether it may be a place's.
    """

    id: str
    name: str
    sentence: str
    unit: str
    listed: bool = False
    of_places: bool = True
    noun: str = ""
    """What a number that follows is a change of: "exports of $5 billion, up 3 percent"."""


def change_beside(s: Sentence, i: int, amount: Amount, before: NewMeasure | None) -> NewMeasure | None:
    """As in "exports of $5 billion, up 3 percent", "an increase of 3 percent", "3 percent more than"."""
    if before is None or not before.noun or amount.kind != "percent":
        return None
    changes = lexicon.words("words of change") | lexicon.words("nouns of change")
    marked = (s.word(i - 1) in {"up", "down"} and "," in s.gap(i - 1)) or (
        s.word(i - 1) in {"of", "by"} and s.word(i - 2) in changes and "," in s.gap(max(0, i - 2 - _ARTICLE))
    )
    more = lexicon.words("words of more or less")
    if marked or (s.word(i + 1) in more and any("," in s.gap(k) for k in (i, i - 1))):
        return _change(before.noun)
    return None


def _change(noun: str) -> NewMeasure | None:
    return _named(f"Change of {noun}", f"change of the {noun} of {{subject}}", "percent", noun)


def measure_told(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """Say what an amount at a token measures; nothing where the words do not tell."""
    match amount.kind:
        case "quantity" if is_shared_word(amount.unit):
            return _money(s, i, amount)
        case "quantity":
            return _population(s, i, amount) or _listed(s, i, amount) or _counted(s, i, amount)
        case "percent":
            return _share(s, i)
        case "money":
            return _money(s, i, amount)
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
    shared = (word for k in range(i + 1, min(len(s), i + _BEHIND)) for word in _shared_verb(s, k))
    told = (*_done_to(s, i), *_toll(s, i, amount), *shared)
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
    for k in range(i + 1, min(len(s), i + 1 + _BEHIND)):
        if s[k].amount or any(c in s[k].gap for c in ",;:.("):
            break
        if s.word(k) == "and" and s.word(k + 1).endswith("ed"):
            break  # "heard eleven others and released them"
        yield s.word(k)
    for k in range(i - 1, max(-1, i - 1 - _BEFORE), -1):
        if any(c in s[k + 1].gap for c in ",;:.("):
            break
        yield s.word(k)


def _shared_verb(s: Sentence, k: int) -> Iterator[str]:
    """As in "30 soldiers and eight rebels were killed": what befell both, behind the second."""
    behind = s.words(k + 1, k + 1 + _BEFORE)
    passive = any(was in lexicon.words("being and having") for was in behind)
    if s[k].amount and s.word(k - 1) == "and" and passive:
        yield from (word for word in behind if word in _done())


# ------------------------------------------------------------------ what is counted, shared or paid


def _counted(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    noun = amount.unit.lower()
    acts = noun in lexicon.words("units of states") and s.word(i + 1) in lexicon.words("verbs behind states")
    if not noun or (noun in lexicon.words("units that are no figures") and not acts) or not slug(noun):
        return None
    if amount.rule == "bare" and noun in {level_of(s, i), changed(s, i)}:
        return _leveled(s, i, noun)
    return NewMeasure(
        f"number-of-{slug(noun)}", f"Number of {noun}", f"number of {noun} of {{subject}}", noun, noun=noun
    )


def _leveled(s: Sentence, i: int, noun: str) -> NewMeasure | None:
    """As in "its strength fell by 300 to 71,300": a level, or by how much it changed."""
    what = "Change" if s.word(i - 1) == "by" else "Level"
    return _named(f"{what} of {noun}", f"{what.lower()} of the {noun} of {{subject}}", noun, noun)


def _share(s: Sentence, i: int) -> NewMeasure | None:
    """Name a share by what it is of, else by what it is a level of or what changed by it."""
    behind = s.word(i + 1) if s.gap(i + 1) == " " else ""
    if not lexicon.words("words of holdings").isdisjoint(_next_words(s, i)):
        return _named("Share held", "share that {subject} holds", "percent", "share", of_places=False)
    if behind == "of" and (noun := noun_after(s, i + 2)):
        return _named(f"Share of {noun}", f"share of the {noun} of {{subject}}", "percent", noun)
    if noun := level_of(s, i):
        return _named(noun.capitalize(), f"{noun} in percent of {{subject}}", "percent", noun)
    if noun := changed(s, i):
        what = "Level" if is_level(s, i) else "Change"
        return _named(f"{what} of {noun}", f"{what.lower()} of the {noun} of {{subject}}", "percent", noun)
    noun = behind if behind in lexicon.words("nouns behind shares") else ""
    return _named(f"Share of {noun}", f"share of the {noun} of {{subject}}", "percent", noun)


def _next_words(s: Sentence, i: int) -> Iterator[str]:
    """Give the few words behind a number that nothing divides from it."""
    for k in range(i + 1, min(len(s), i + 4)):
        if s[k].gap != " ":
            break
        yield s.word(k)


def _money(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    behind = s.word(i + 1) if s.gap(i + 1) == " " else ""
    after = (behind, s.word(i + 2))
    if amount.per and amount.per not in lexicon.words("words of lasting"):
        return _named(f"Price per {amount.per}", f"price per {amount.per} of {{subject}}", amount.unit, "price")
    if sold := _price(s, i):
        return _named(
            "Value of the deal", "value of the deal of {subject}", amount.unit, sold, of_places=False
        )
    if made_to_change(s, i) and (named := _changed_sum(s, i, amount)):
        return named
    if noun := _worth(s, i):
        return _named(f"Value of the {noun}", f"value of the {noun} of {{subject}}", amount.unit, noun)
    if named := _by_words(s, i, amount, "names"):
        return named
    sums = lexicon.words("words of sums")
    if word := next((word for word in (*after, *reversed(s.words(i - 4, i))) if word in sums), ""):
        at = next((k for k in range(i - 4, i) if s.word(k) == word), 0)
        more = s.word(at - 1) if s.word(at - 1) in lexicon.words("what sums are of") else ""
        word = f"{more} {word}".strip()
        return _named(f"Value of the {word}", f"value of the {word} of {{subject}}", amount.unit, word)
    if named := _by_words(s, i, amount, "last names"):
        return named
    if named := _changed_sum(s, i, amount):
        return named
    if s.word(i - 1) == "of" and is_noun(sum_of := s.word(i - 2)):
        return _named(f"Value of the {sum_of}", f"value of the {sum_of} of {{subject}}", amount.unit, sum_of)
    noun = (
        noun_after(s, i + 2)
        if behind in lexicon.words("prepositions of what is paid")
        else behind
        if is_noun(behind)
        else ""
    )
    return _named(f"Money for {noun}", f"amount of money for {noun} of {{subject}}", amount.unit, noun)


def _worth(s: Sentence, i: int) -> str:
    """As in "goods worth $5 million", "exports were worth $5 million": what is worth it."""
    if s.word(i - 1) not in {"worth", "valued"} and s.words(i - 2, i) != ["valued", "at"]:
        return ""
    at = i - 1 - (s.word(i - 1) == "at")
    noun = s.word(at - 1)
    return noun if is_noun(noun) and noun.endswith("s") else ""


def _changed_sum(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """As in "exports fell by $5 billion", "exports rose to $5 billion": by how much, or to which level."""
    what = changed(s, i)
    if what and s.word(i - 1) == "by":
        return _named(f"Change of {what}", f"change of the {what} of {{subject}}", amount.unit, what)
    noun = level_of(s, i) or (what if is_level(s, i) else "")
    return _named(f"Value of the {noun}", f"value of the {noun} of {{subject}}", amount.unit, noun)


def _by_words(s: Sentence, i: int, amount: Amount, table: str) -> NewMeasure | None:
    """Name a sum by a word behind or before it that a table knows."""
    behind = (s.word(i + 1) if s.gap(i + 1) == " " else "", s.word(i + 2))
    for word in (*behind, *reversed(s.words(max(clause_start(s, i), i - 4), i))):
        for name, section in lexicon.table("money")[table].items():
            if word in lexicon.words(section):
                return _named(name, f"{name.lower()} of {{subject}}", amount.unit, word)
    return None


def _price(s: Sentence, i: int) -> str:
    """As in "agreed to buy Lance Works for $4 billion": what stands behind "for" was paid."""
    if s.word(i - 1) != "for" and s.words(i - 2, i) != ["for", "about"]:
        return ""
    first = max((k for k in range(i + 1) if k == 0 or any(c in s[k].gap for c in ';:"(')), default=0)
    deals = lexicon.words("words of prices")
    return next((word for word in reversed(s.words(max(first, i - _PRICED), i)) if word in deals), "")


def _named(name: str, sentence: str, unit: str, noun: str, *, of_places: bool = True) -> NewMeasure | None:
    told = bool(noun and slug(noun))
    return NewMeasure(slug(name), name, sentence, unit, of_places=of_places, noun=noun) if told else None
