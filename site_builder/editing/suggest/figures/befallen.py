"""What befell people whom a number counts, told by more than one word: "driven from their homes"."""

from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model.extraction_results import Amount

_BEFORE: Final = 4
_BEHIND: Final = 6
"""So many words before and behind a number tell what befell those whom it counts."""
_FAR: Final = 14
"""So many words before a number stands "the number of"."""
_OUT: Final = 4
"""So many words behind "driven", or behind those who were, stands "from" at most."""


_SENTENCED: Final = frozenset(("condemned", "sentenced"))
_PENALTIES: Final = frozenset(("penalty", "penalties", "sentence", "sentences"))


@cache
def words_done() -> frozenset[str]:
    """Give the words that tell of people who were killed or hurt."""
    return lexicon.words("words of the killed", "words of the injured")


def told_of_people(s: Sentence, i: int, amount: Amount) -> Iterator[str]:
    """Give a word of the table for what befell those whom the number at a token counts."""
    first = s.first_from(amount.start)
    if _are_condemned(s, i):
        yield "sentenced"
    yield from _either(s, i)
    if s.word(first - 1) == "off" and s.word(first - 2) in lexicon.words("verbs of carrying off"):
        yield "kidnapped"
    of = first - 1 - (s.word(first - 1) in {"all", "the", "its", "their"})
    if s.word(of) == "of" and s.word(of - 1) in lexicon.words("nouns of killing"):
        yield "killed"  # "the murder of up to 8,000 men"
    after = s.first_from(amount.end) or len(s)
    if are_driven_out(s, first, after):
        yield "displaced"
    if "to the streets" in " ".join(s.words(after, after + _BEHIND)):
        yield "protesting"
    yield from _number_of(s, first)
    if have_voted(s, after):
        yield "went to the polls"


def _are_condemned(s: Sentence, i: int) -> bool:
    """As in "eight people were condemned to death", "received the death penalty": nobody was killed yet."""
    near = range(i + 1, min(len(s), i + _BEHIND))
    to_death = any(s.words(k, k + 2) == ["to", "death"] and s.word(k - 1) in _SENTENCED for k in near)
    return to_death or any(s.word(k) == "death" and s.word(k + 1) in _PENALTIES for k in near)


def _either(s: Sentence, i: int) -> Iterator[str]:
    """As in "5,000 people were killed or injured", "left 40 soldiers dead or missing"."""
    near = range(max(0, i - _BEFORE), min(len(s), i + _BEHIND))
    missing = lexicon.words("words of the missing")
    for k in (k for k in near if s.word(k) in {"or", "and"} and not s[k].gap.strip()):
        pair = {s.word(k - 1), s.word(k + 1)}
        if pair <= words_done():
            yield "casualties"
        elif pair & missing and pair - missing <= lexicon.words("words of the killed"):
            yield "dead or missing"


def numbered(s: Sentence, first: int) -> str:
    """As in "the number of displaced people has reached", "of the wounded rose to": the people counted."""
    at = first - 1 - (s.word(first - 1) in {"to", "at", "by"})
    verbs = lexicon.words("level verbs", "words of change")
    people = lexicon.words("units of people")
    counted = [word for word in _number_of(s, first) if word in people]
    return counted[-1] if s.word(at) in verbs and counted else ""


def _number_of(s: Sentence, first: int) -> Iterator[str]:
    """Give the words behind "the number of", up to a verb or preposition."""
    near = range(first - 1, max(0, first - _FAR), -1)
    of = next((k for k in near if s.word(k) == "of" and s.word(k - 1) == "number"), None)
    if of is None or any(s.gap(k).strip() or s[k].amount for k in range(of, first)):
        return
    ends = lexicon.words("prepositions", "being and having", "level verbs", "words of change")
    yield from takewhile(lambda word: word not in ends, s.words(of + 1, first))


def are_driven_out(s: Sentence, first: int, after: int) -> bool:
    """As in "5,000 people were driven from Norland", "forcing 5,000 of them over the border", "to flee"."""
    verbs = lexicon.words("verbs of driving out")
    near = range(after, min(len(s), after + _BEHIND - 1))
    behind = takewhile(lambda k: not s.gap(k).strip() and s.word(k) != "and", near)
    passive = next((k for k in behind if s.word(k) in verbs), None)
    if passive is not None:
        return _is_out(s, passive + 1)
    fled = (s.words(k, k + 2) for k in range(after, min(len(s), after + _OUT)))
    to_flee = any(pair[0] == "to" and pair[-1] in lexicon.words("verbs of fleeing") for pair in fled if pair)
    return s.word(first - 1) in verbs and (to_flee or _is_out(s, after, others="to"))


def have_voted(s: Sentence, after: int) -> bool:
    """As in "only 5 million went to the polls", "5 million people have cast their ballots"."""
    near = range(after, min(len(s), after + _BEHIND))
    behind = list(takewhile(lambda k: not (s.gap(k).strip() or s[k].text[0].isdigit()), near))
    told = " ".join(s.words(after, after + len(behind)))
    return any(words in told for words in lexicon.words("words of going to vote"))


def _is_out(s: Sentence, at: int, others: str = "") -> bool:
    """As in "from their homes", "of them over the border", "into exile"; not "from Norland to Kesh"."""
    leading = lexicon.words("words before where people are driven")
    near = takewhile(lambda k: k == at or not s.gap(k).strip(), range(at, min(len(s), at + _OUT)))
    led = next((k for k in near if s.word(k) in leading), None)
    if led is None:
        return False
    where = led + 1 + (s.word(led + 1) in {"of", "to"})
    if not lexicon.words("what people are driven from").isdisjoint(s.words(where, where + 3)):
        return True
    where += s.word(where) == "the"
    left = where < len(s) and s[where].kind in {"state", "place"} and s.word(led) in {"from", "out"}
    return left and not (others and s.word(where + 1) == others)
