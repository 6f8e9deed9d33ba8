"""Where and when: the place behind a word, and the time that stands nearest to a verb."""

import re
from functools import lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model.extraction_results import TimeExpression

_PREPOSITIONS = lexicon.words("prepositions")
_OPENERS = lexicon.words("openers")
_SAID = lexicon.words("said")
_AFTER_PLACES = _PREPOSITIONS.union(_OPENERS, _SAID, lexicon.words("words before verbs"))
_DASH: Final = re.compile("\u2014|\u2013|--| - ")
_WHO: Final = frozenset(("who", "whose"))
_PERFECT: Final = frozenset(("has", "have", "had"))
_SINCE: Final = 8
"""So many words behind "since" the time of its clause stands."""
HEAD = 3
"""A time no further from the head of a sentence holds for all of it."""
_WINDOW = 5
_DESCRIBED = 6
"""So many words may stand between a place and one that it describes."""


def place_after(s: Sentence, at: int, window: int = 9) -> int | None:
    """Find the first place or state from a token on, in the same clause; a possessive one counts."""
    for i in range(at, min(len(s), at + window)):
        token = s[i]
        if i > at and (
            any(c in token.gap for c in ";:") or (token.gap.startswith(",") and not _names_place(s, i))
        ):
            return None
        if _names_place(s, i) and not _is_adjective(s, i):
            return _described_place(s, i)
        if token.kind == "person" or (i > at and _ends_place(token.low)):
            return None
    return None


def _described_place(s: Sentence, i: int) -> int:
    """As in "the Red Sea port town of Merrow": of what a place only describes, the place that has a name."""
    k = i + 1
    while k < min(len(s) - 1, i + _DESCRIBED) and s[k].gap == " " and s.word(k) and s[k].text.islower():
        k += 1
    of = k > i + 2 and s.word(k - 1) == "of" and s[k].gap == " " and _names_place(s, k)
    words = s.words(i + 1, k - 1)
    return k if of and not s[i].owns and _PREPOSITIONS.isdisjoint(words) else i


def _ends_place(word: str) -> bool:
    return word in lexicon.words("words after places") or word in _SAID


def _is_adjective(s: Sentence, i: int) -> bool:
    """As in "U.S. soldiers": the short name of a state before a noun."""
    follows = i + 1 < len(s) and s[i + 1].gap == " " and s[i + 1].text.islower() and not s[i].owns
    return (
        follows
        and s[i].text.replace(".", "") in lexicon.words("short names of states")
        and s.word(i + 1) not in _AFTER_PLACES
    )


def _names_place(s: Sentence, i: int) -> bool:
    return s[i].kind in {"place", "state"}


def time_of(
    s: Sentence, at: int, triggers: tuple[int, ...] = (), others: tuple[int, ...] = ()
) -> TimeExpression | None:
    """Find the time of what a verb says: the nearest in its sentence, those after it first.

    `triggers` divide a time from the verb; times at `others` are of something else.
    """
    best: tuple[int, TimeExpression] | None = None
    for i, token in enumerate(s.tokens):
        if token.time is None or not token.time.edtf or token.aside != s[at].aside or i in others:
            continue
        if _between_dashes(s, i) and not _between_dashes(s, at):
            continue
        if (token.quoted and not s[at].quoted) or _is_of_law(s, i) or _is_of_other_clause(s, i, at):
            continue
        between = range(min(i, at) + 1, max(i, at))
        if any(k in triggers for k in between) or any(
            ";" in s[k].gap for k in range(min(i, at) + 1, max(i, at) + 1)
        ):
            continue
        distance = (i - at) if i > at else (at - i) + _WINDOW
        if i < at and i <= HEAD:
            distance = min(distance, 12)  # "In May, ..." holds for the whole clause
        if best is None or distance < best[0]:
            best = distance, token.time
    return best[1] if best else None


def _is_of_other_clause(s: Sentence, i: int, at: int) -> bool:
    """Tell whether a time belongs to a clause that the verb does not.

    As in "Ann Hale, who came last month, spoke", "as it has flown since May 2004, she met", "was received on
    Monday by Ann Hale, who has returned from Kesh".
    """
    opens, closes = _clause_of(s, i)
    described = s.word(opens).endswith("ed") and s[opens - 1].kind == "person"  # "Ann Hale, elected in May,"
    inserted = s.word(opens) in _WHO or (described and opens > 0)
    inserted = inserted and opens < i < closes < len(s) and not opens <= at < closes
    since = "since" in s.words(max(opens, i - _SINCE), i - 1) and closes < len(s) and at >= closes
    own, _ = _clause_of(s, at)
    perfect = not _PERFECT.isdisjoint(s.words(own, at)) and s.word(own) in _WHO
    return inserted or since or (perfect and i < own)


def _clause_of(s: Sentence, k: int) -> tuple[int, int]:
    """Find the commas between which a word stands: the words behind them, or where the sentence ends."""
    opens = next((j for j in range(k, 0, -1) if s[j].gap.startswith(",")), 0)
    closes = next((j for j in range(k + 1, len(s)) if s[j].gap.startswith(",")), len(s))
    return opens, closes


def _is_of_law(s: Sentence, at: int) -> bool:
    """As in "broke the Tenure Act of 1867": the year is in the law's name."""
    named = s.word(at - 1) == "of" and s[at - 2].text[:1].isupper()
    return at > 1 and named and s.word(at - 2) in lexicon.words("nouns of laws")


@lru_cache(maxsize=64)
def _between_dashes(s: Sentence, at: int) -> bool:
    """As in "her trip - put off a year ago - began": what two dashes enclose is of something else."""
    dashes = [k for k in range(len(s)) if _DASH.search(s[k].gap)]
    return len(dashes) == 2 and dashes[0] <= at < dashes[1]
