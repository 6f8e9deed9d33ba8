"""Of when a figure is: the time at the head of its sentence, or in the same part of it."""

import re
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.places_and_times import HEAD, time_of
from site_builder.editing.suggest.people.datelines import dateline_end
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model.extraction_results import TimeExpression

_NEAR: Final = 10
"""A time that stands further behind a number is of something else."""
_FAR: Final = 6
"""A time that stands further before a number is of something else."""
_DIVIDING: Final = (*',;:"', " - ", "--", "\u2013", "\u2014")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_APART: Final = frozenset(("where", "while", "whereas"))
_STARTING: Final = frozenset(("begin", "begins", "start", "starts"))
_SINCE: Final = 5
"""So many words before a time "since" belongs to it: "since its launch in 2003"."""


def time_of_figure(s: Sentence, i: int) -> TimeExpression | None:
    """Give the time of a number; nothing where what stands between tells that it is of something else."""
    before = s[i - 1] if i else None
    if before and before.owns and before.time and before.time.edtf:
        return before.time  # "Wednesday's 6.1 magnitude earthquake"
    time = time_of(s, i, others=_of_others(s, i))
    at = next((k for k in range(len(s)) if time and s[k].time is time), i)
    parts = range(min(i, at) + 1, max(i, at) + 1)
    founded = s.word(0).endswith("ed") or s.word(0) in lexicon.words("past forms of verbs")
    leading = lexicon.words("words before times at the head")
    head = (at <= HEAD and not founded) or leading.issuperset(s.words(0, at))
    apart = not head and any(_divides(s, k, at) for k in parts)
    far = (not head and at < i - _FAR) or at > i + _NEAR or "since" in s.words(at - _SINCE, at)
    apart = apart or (time is not None and _is_of_act(s, i, at, time))
    apart = apart or not lexicon.words("modal verbs").isdisjoint(s.words(min(i, at), max(i, at)))
    apart = apart or _is_of_next_verb(s, i, at)
    apart = apart or not _APART.isdisjoint(s.words(min(i, at) + 1, max(i, at)))
    return None if apart or far or s[at].owns else time  # "Monday's attack"


def _is_of_next_verb(s: Sentence, i: int, at: int) -> bool:
    """As in "will cost 5 million and is to be ready by 2031": the time is not that of the cost."""
    verbs = lexicon.words("being and having", "modal verbs") | {"is", "are", "was", "were"}
    return any(s.word(k) == "and" and s.word(k + 1) in verbs for k in range(i + 1, at))


def _divides(s: Sentence, k: int, at: int) -> bool:
    """Tell whether the mark before a word divides a number from a time; brackets that close again do not."""
    gap = s[k].gap
    return any(mark in gap for mark in _DIVIDING) or ("(" in gap and s[at].aside)


def _is_of_act(s: Sentence, i: int, at: int, time: TimeExpression) -> bool:
    """As in "on Tuesday raised its budget to 5 million": the day is that of the decision."""
    raised = lexicon.words("words that change something", "words of deciding")
    return _DAY.fullmatch(time.edtf) is not None and not raised.isdisjoint(s.words(at + 1, i))


def _of_others(s: Sentence, i: int) -> tuple[int, ...]:
    """The times that are of something else than a number: of what it is compared with, of a report."""
    return tuple(
        k
        for k in range(len(s))
        if s[k].time and (k < dateline_end(s) or _is_compared(s, i, k) or _is_told(s, k) or _is_named(s, k))
    )


def _is_compared(s: Sentence, i: int, k: int) -> bool:
    """As in "rose to 5 million against May", "less than in May", "from the May level"."""
    comparing = lexicon.words("words before what is compared")
    amount = s[i].amount
    change = amount is not None and amount.kind == "percent"
    return (
        not comparing.isdisjoint(s.words(min(i, k) + 1, max(i, k)))
        or not comparing.isdisjoint(s.words(max(k - 3, i + 1 if i < k else 0), k))  # not "below 5 in May"
        or s.word(k + 1) in {"level", "levels"}
        or (s.word(k - 1) == "of" and s.word(k - 2) in {"level", "levels"})
        or _is_on(s, i, k)
        or _is_first_of_two(s, k)
        or not _STARTING.isdisjoint(s.words(k - 2, k))  # "for the year that begins in July"
        or any(s[j].amount and s.word(j - 1) == "from" for j in range(i + 1, k))  # "to 5 from 4 in 2030"
        or (s.word(i - 1) == "from" and any(s[j].amount for j in range(i + 1, k)))  # "from 4 to 5 in 2030"
        or (change and "from" in s.words(max(i, k - 2), k))  # "up 5 percent from the previous year"
    )


def _is_first_of_two(s: Sentence, k: int) -> bool:
    """As in "rose by 5 percent between 2014-18 and 2019-23": the later one is the period."""
    second = k + 2 < len(s) and s.word(k + 1) == "and" and s[k + 2].time is not None
    return second and s.word(k - 1) == "between"


def _is_on(s: Sentence, i: int, k: int) -> bool:
    """As in "up 5 percent on the previous month", "a 5 percent increase on 2030", "down on last year"."""
    on = k - 1 - (s.word(k - 1) in lexicon.words("definite"))
    compared = lexicon.words("nouns that compare") | {"up", "down"}
    led = s.word(on) in {"on", "over"}
    amount = s[i].amount
    changed = (
        amount is not None and amount.kind == "percent" and i == on - 1 and s.word(i - 1) in {"up", "down"}
    )
    return led and (s.word(on - 1) in compared or changed)


def _is_told(s: Sentence, k: int) -> bool:
    """As in "said on Monday that", "as the agency reported on 3 May"."""
    said = not lexicon.words("said").isdisjoint(s.words(k - 2, k))
    as_told = any(s.word(j) == "as" and "," not in s.gap(j + 1) for j in range(k - _SINCE, k))
    return said and (s.word(k + 1) == "that" or (as_told and s.word(k - 1) == "on"))


def _is_named(s: Sentence, k: int) -> bool:
    """As in "the Trends 2030 report", "the 2016 accord", "the 2016 Green nominee": it is of that."""
    if (
        k
        and s[k].time
        and s.word(k - 1) in {"a", "an"}
        and s.word(k + 1) in lexicon.words("words behind years in names")
    ):
        return True  # "a January report"
    if not s[k].text.isdigit() or not k or s[k].gap != " ":
        return False
    if s.word(k - 1) == "of" and s.word(k - 2) in lexicon.words("words behind years in names"):
        return True  # "the war of 1991"
    if s.gap(k + 1) != " ":
        return False
    before = s[k - 1]
    small = lexicon.words("prepositions", "openers")
    titled = k > 1 and before.text[0].isupper() and before.low not in small and not before.amount
    led = before.low in lexicon.words("definite") or before.owns
    described = s[k + 1].who is not None and led and k > HEAD
    return described or ((titled or led) and s.word(k + 1) in lexicon.words("words behind years in names"))
