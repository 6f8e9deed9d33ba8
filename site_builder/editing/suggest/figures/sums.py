"""What a sum of money is: a price, a loan, the value of exports, money for something."""

import itertools
from collections.abc import Iterator
from functools import cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figures.changes import change_told
from site_builder.editing.suggest.figures.measured_goods import activity_before
from site_builder.editing.suggest.figures.nouns import (
    changed,
    clause_start,
    inserted_level,
    is_level,
    is_noun,
    level_of,
    made_to_change,
    noun_after,
    subject_of,
)
from site_builder.editing.suggest.figures.shares import is_open
from site_builder.editing.suggest.proposals.new_measures import NewMeasure, named_measure, of_noun
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.extraction.numbers import SMALL
from site_builder.model.extraction_results import Amount

_DESCRIBED: Final = 4
"""So many words behind "$5 million in" may describe what it is."""
_TRADING: Final = 3
"""So many words before "goods for $5 million" the verb stands."""
_FAR_DEAL: Final = 6
"""So many words before "worth $5 million" stands the deal that is worth it."""
_FAR_SUM: Final = 14
"""So many words before "worth $5 million" stands the word for the sum."""
_PRICED: Final = 16
"""So many words before a price stands what tells of buying or selling."""


def sum_told(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """Say what a sum of money is: a price, the value or change of something, or money for something."""
    told = (one for one in _told(s, i, amount) if one and not is_open(one.noun))
    return next(told, None)


def _told(s: Sentence, i: int, amount: Amount) -> Iterator[NewMeasure | None]:
    yield _price_of_one(amount)
    yield of_noun("Value", _traded(s, i), amount.unit)
    if _price(s, i):
        yield named_measure(
            "Value of the deal", "value of the deal of {subject}", amount.unit, "deal", of_places=False
        )
    by = s.word(s.first_from(amount.start) - 1) == "by" and changed(s, i)
    if by or made_to_change(s, i):
        yield _changed_sum(s, i, amount)
    yield of_noun("Value", _reached(s, i, amount) or _right_beside(s, i), amount.unit)
    if s.word(i + 1) == "into" and not lexicon.words("words of putting money").isdisjoint(s.words(i - 4, i)):
        yield named_measure("Amount spent", "amount spent of {subject}", amount.unit, "invested")
    yield of_noun("Value", _worth(s, i) or _at(s, i), amount.unit)
    yield _by_words(s, i, amount, "names")
    yield of_noun("Value", _given_as(s, i) or _kind_of_sum(s, i), amount.unit)
    yield _by_words(s, i, amount, "last names")
    yield _changed_sum(s, i, amount)
    at = i - (s.word(i - 1) in {"just", "only", "some"})
    whole = s.word(at - 2) if s.word(at - 1) == "of" else ""
    verbs = lexicon.words("words of extremes", "finite verbs", "past forms of verbs", "words for about")
    if is_noun(whole) and whole not in verbs:
        yield of_noun("Value", whole, amount.unit)
    noun = _paid_for(s, i)
    traded = {"trade", *lexicon.words("words for how much is traded"), "exports", "imports", "sales"}
    if noun and (s.word(i + 1) == "of" or (noun in traded and s.word(i + 1) == "in")):
        yield of_noun("Value", noun, amount.unit)  # "froze $5 million of assets"
    yield named_measure(f"Money for {noun}", f"amount of money for {noun} of {{subject}}", amount.unit, noun)


def _reached(s: Sentence, i: int, amount: Amount) -> str:
    """As in "investment in Norland reached $5 million": not what somebody invested."""
    verb = s.word(s.first_from(amount.start) - 1)
    noun = level_of(s, i) if verb in lexicon.words("level verbs") else ""
    return noun if noun and noun.split()[-1] in lexicon.words("nouns that have levels") else ""


def _price_of_one(amount: Amount) -> NewMeasure | None:
    """As in "$250 a tonne", not "$250 a day"."""
    per = "" if amount.per in lexicon.words("words of lasting") else amount.per
    if per == "each":
        return named_measure("Price of one", "price of one thing of {subject}", amount.unit, per)
    return named_measure(f"Price per {per}", f"price per {per} of {{subject}}", amount.unit, per)


def _kind_of_sum(s: Sentence, i: int) -> str:
    """As in "a loan of $5 million", "a trade deficit of $5 billion"."""
    sums = lexicon.words("words of sums")
    near = (i + 1, i + 2) if s.gap(i + 1) == " " else (i + 2,)
    before = range(i - 1, max(clause_start(s, i), i - 4) - 1, -1)
    at = next((k for k in (*near, *before) if s.word(k) in sums and (k > i or not _is_led(s, k))), None)
    if at is None:
        return ""
    more = s.word(at - 1) if s.word(at - 1) in lexicon.words("what sums are of") else ""
    return f"{more} {s.word(at)}".strip()


def _is_led(s: Sentence, k: int) -> bool:
    """As in "the debt to the fund stands at $5 billion": the sum is not that of the fund."""
    led = s.word(k - 2) if s.word(k - 1) in lexicon.words("definite") else s.word(k - 1)
    return led in lexicon.words("words before others than subjects")


def _right_beside(s: Sentence, i: int) -> str:
    """As in "the $5 billion project", "investments of $5 billion"."""
    sums = lexicon.words("words of sums")
    if s.word(i + 1) in sums and s.gap(i + 1) == " ":
        return s.word(i + 1)
    if s.word(i - 1) != "of" or s.word(i - 2) not in sums:
        return ""
    more = s.word(i - 3) if s.word(i - 3) in lexicon.words("what sums are of") else ""
    return f"{more} {s.word(i - 2)}".strip()


def _given_as(s: Sentence, i: int) -> str:
    """As in "$5 million in Indian aid", "of fresh loans": what the money behind it is."""
    if s.word(i + 1) not in {"in", "of"} or s.gap(i + 1) != " ":
        return ""
    near = itertools.takewhile(
        lambda k: s.gap(k) == " " and not s[k].amount, range(i + 2, i + 2 + _DESCRIBED)
    )
    return next(
        (s.word(k) for k in near if s.word(k) in lexicon.words("words of sums", "words of aid")),
        "",
    )


def _paid_for(s: Sentence, i: int) -> str:
    behind = s.word(i + 1) if s.gap(i + 1) == " " else ""
    if behind in lexicon.words("prepositions of what is paid"):
        noun = noun_after(s, i + 2)
        empty = lexicon.words("words of lasting", "words for any sum")
        return "" if noun in SMALL or noun in empty else noun
    return behind if is_noun(behind) else ""


def _worth(s: Sentence, i: int) -> str:
    """As in "goods worth $5 million", "exports were worth $5 million", "sold $5 million worth of goods"."""
    if s.words(i + 1, i + 3) == ["worth", "of"]:
        return activity_before(s, i) or noun_after(s, i + 3)
    i -= 3 if s.words(i - 3, i) == ["a", "total", "of"] else 0
    if s.word(i - 1) not in {"worth", "valued"} and s.words(i - 2, i) != ["valued", "at"]:
        return ""
    at = i - 1 - (s.word(i - 1) == "at")
    at -= s.word(at - 1) in {"now", "still", "currently", "already", "reportedly", "together"}
    being = s.word(at - 1) in {"is", "are", "was", "were"}
    noun = subject_of(s, at, "level verbs") if being else _head(s, at - 1)
    first = clause_start(s, at - 1)
    deals = lexicon.words("nouns of deals")
    nouns = (s[k].low.split()[-1] for k in range(max(first, at - _FAR_DEAL), at))
    if deal := next((word for word in nouns if word in deals), ""):
        return deal  # "two contracts with firms from Kesh worth"
    article = not {"a", "an", "the"}.isdisjoint(s.words(max(first, at - _DESCRIBED), at - 1))
    if is_noun(noun) and (being or noun.endswith("s") or article):
        return noun  # "a joint venture valued at"
    if being and first == at - 1 and first > 1:  # "the order, part of a programme, is worth"
        first = clause_start(s, clause_start(s, first - 1) - 1)
        at = next((k for k in range(first + 1, at) if s.gap(k).strip()), at)
    before = range(at - 1, max(first, at - _FAR_SUM) - 1, -1)
    near = itertools.takewhile(lambda k: not s[k].amount, before)
    return next((s.word(k) for k in near if s.word(k) in lexicon.words("words of sums")), "")


def _head(s: Sentence, k: int) -> str:
    """As in "economies of the countries worth": what the last noun only describes."""
    of = k - 1 - (s.word(k - 1) in lexicon.words("definite"))
    return s.word(of - 1) if s.word(of) == "of" and s.word(of - 1).endswith("s") else s.word(k)


def _at(s: Sentence, i: int) -> str:
    """As in "exports at $48 billion were 6 percent higher"."""
    noun = s.word(i - 2) if s.word(i - 1) == "at" else ""
    verbs = lexicon.words("words of values", "level verbs", "words of change")
    return noun if noun not in verbs and is_noun(noun) and noun.endswith("s") else ""


def _changed_sum(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """As in "exports fell by $5 billion", "exports rose to $5 billion": by how much, or to which level."""
    if s.word(i - 1) == "by" and (balance := _balance(s, i, amount)):
        return balance
    what = changed(s, i)
    if what and s.word(i - 1) == "by":
        return of_noun(change_told(s, i), what, amount.unit)
    noun = level_of(s, i) or (what if is_level(s, i) else "") or inserted_level(s, i)
    return of_noun("Value", noun, amount.unit)


def _balance(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """As in "exports exceeded imports by $700 million"."""
    traded = [k for k in range(clause_start(s, i), i) if s.word(k) in {"exports", "imports"}]
    if [s.word(k) for k in traded] not in (["exports", "imports"], ["imports", "exports"]):
        return None
    between = range(traded[0] + 1, traded[1])
    more = not lexicon.words("level verbs").isdisjoint(s.words(between.start, between.stop))
    what = "surplus" if s.word(traded[0]) == "exports" else "deficit"
    apart = s.word(traded[1] - 1) in {"and", "while"} or any(s[k].amount for k in between)
    return of_noun("Value", f"trade {what}", amount.unit) if more and not apart else None


def _by_words(s: Sentence, i: int, amount: Amount, table: str) -> NewMeasure | None:
    """Name a sum by a word behind or before it that a table knows."""
    behind = (s.word(i + 1) if s.gap(i + 1) == " " else "", s.word(i + 2))
    before = s.words(max(clause_start(s, i), i - 4), i)
    given = ("gave",) if "given" in before and {"has", "have", "had"} & set(before) else ()  # not "was given"
    for word in (*behind, *reversed(before), *given):
        for name, section in lexicon.table("money")[table].items():
            if word in lexicon.words(section):
                return named_measure(name, f"{name.lower()} of {{subject}}", amount.unit, word)
    return None


def _traded(s: Sentence, i: int) -> str:
    """As in "sold goods for $5 million to its neighbour": the exports; what was bought so are imports."""
    at = i - 1 - (s.word(i - 2) == "for" and s.word(i - 1) == "about")
    if s.word(at) != "for" or s.word(at - 1) not in lexicon.words("words of any goods"):
        return ""
    verb = next(
        (s.word(k) for k in range(at - 2, max(-1, at - 2 - _TRADING), -1) if s.word(k) in _trading()), ""
    )
    if not verb or verb in lexicon.words("verbs of trading"):
        return "trade" if verb else ""
    return "exports" if verb in lexicon.words("selling verbs") else "imports"


@cache
def _trading() -> frozenset[str]:
    sections = ("selling verbs", "buying verbs", "verbs of trading")
    return lexicon.words(*sections)


def _price(s: Sentence, i: int) -> str:
    """As in "agreed to buy Lance Works for $4 billion": what stands behind "for" was paid."""
    if s.word(i - 1) != "for" and s.words(i - 2, i) != ["for", "about"]:
        return ""
    first = max((k for k in range(i + 1) if k == 0 or any(c in s[k].gap for c in ';:"(')), default=0)
    deals = lexicon.words("words of prices")
    return next((word for word in reversed(s.words(max(first, i - _PRICED), i)) if word in deals), "")
