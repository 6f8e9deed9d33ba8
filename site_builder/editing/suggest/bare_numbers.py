"""Numbers that extraction leaves out, as nothing countable follows them: "at least 20 were killed"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences import Sentence, Story
from site_builder.editing.suggest.units_of_numbers import (
    unit_before,
    unit_last,
    unit_of_described,
    unit_of_level,
    unit_of_whole,
)
from site_builder.extraction.amount_numbers import bounds_at
from site_builder.extraction.amounts import sense_before
from site_builder.extraction.numbers import SMALL, plain
from site_builder.model.extraction_results import Amount
from site_builder.model.normal_form import Span

_NUMBER: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})?", re.ASCII)
_SIZE: Final = re.compile(r"[0-9]\.[0-9](?![0-9])", re.ASCII)
_VOTED: Final = 7
_OWNED: Final = 6
_ABOARD: Final = 5
_TOLL: Final = 9
_ENDS: Final = frozenset[str]().union(
    *map(lexicon.words, ("prepositions", "words before verbs", "conjunctions", "relatives", "openers"))
)
_YEAR: Final = re.compile(r"(19|20)[0-9]{2}")


def bare_numbers(story: Story, s: Sentence, last: str = "") -> Iterator[tuple[int, Amount]]:
    """Give numbers before a verb of what befell people, or before names and the people of these.

    `last` is what the last figure before counts, where the sentence speaks of that.
    """
    for i, token in enumerate(s.tokens):
        if token.who or token.time or token.amount or token.aside or not _may_be_number(token.text):
            continue
        if token.gap == ",":
            continue  # "3,4": a row
        if told := _magnitude(s, i):
            yield i, told
            continue
        votes = s[i - 2].amount if i > 1 and s.word(i - 1) in {"to", "against"} else None
        if votes and votes.unit == "votes":
            yield i, _vote(token.text, (token.start, token.end), 2)  # "by 84 votes to 61"
            continue
        if pair := _votes(s, i):
            yield from pair
            continue
        found = bounds_at(story.text, token.start, s[-1].end)
        number = next((one for one in found if not one.ranged and not one.odd), None)
        if number is None or number.currency or number.low < 2:
            continue
        after = next((k for k in range(i + 1, len(s)) if s[k].start >= number.end), len(s))
        start, sense = sense_before(story.text, s[0].start, token.start)
        first = next(k for k in range(i + 1) if s[k].start >= start)
        unit = (
            unit_of_whole(s, after)
            or _of_owned(s, after)
            or _befalls(s, after)
            or _named_people(s, after)
            or _befell(s, first, after)
            or _of_toll(s, i)
            or unit_of_described(s, after)
            or unit_before(s, first, after, unit_last(s, i) or last)
            or unit_of_level(s, first, after, float(number.low))
        )
        if unit is not None and not _names(s, first):
            last = unit
            surface = story.text[start : number.end]
            low, high = (plain(number.low) if sense != other else "" for other in ("below", "above"))
            yield i, Amount(start, number.end, surface, "quantity", low, high, unit, sense, "bare")


def _may_be_number(text: str) -> bool:
    if text[0].isdigit():
        return not _YEAR.fullmatch(text)
    return text.lower().split("-")[0] in SMALL


def _names(s: Sentence, i: int) -> bool:
    """As in "Flight 12", "the 20"."""
    before = s.word(i - 1)
    return (
        i > 0
        and s.gap(i) == " "
        and (
            bool(s[i - 1].who)
            or s[i - 1].text[:1].isupper()
            or before in lexicon.words("words before known ones")
        )
        and (i > 1 or bool(s[i - 1].who))
    )


def _magnitude(s: Sentence, i: int) -> Amount | None:
    """As in "of magnitude 6.1", "a 6.1 magnitude earthquake", "its magnitude was 6.1"."""
    number = _SIZE.match(s[i].text)
    near = (*s.words(i - 6, i), s.word(i + 1), s[i].low.rpartition("-")[2])
    if number is None or "magnitude" not in near:
        return None
    end = s[i].start + number.end()
    return Amount(s[i].start, end, number[0], "quantity", number[0], number[0], "magnitude", "exact", "bare")


def _votes(s: Sentence, i: int) -> tuple[tuple[int, Amount], ...]:
    """As in "voted 61 to 59", "by 61 votes to 59", "61-59"."""
    if lexicon.words("words of votes").isdisjoint(s.words(i - _VOTED, i + 2)):
        return ()
    second = i + 1 + (s.word(i + 1) in lexicon.words("words of votes"))
    second += s.word(second) in {"to", "against"}
    apart = second > i + 1 or s.gap(second).strip() in {"-", "\u2013"}
    pair = re.fullmatch(r"([0-9]{1,4})-(?:to-)?([0-9]{1,4})", s[i].text, re.ASCII)
    if pair:
        spans = [(s[i].start + pair.start(k), s[i].start + pair.end(k)) for k in (1, 2)]
        return tuple((i, _vote(pair[k], span, k)) for k, span in zip((1, 2), spans, strict=True))
    if apart and second < len(s) and _NUMBER.fullmatch(s[i].text) and _NUMBER.fullmatch(s[second].text):
        both = ((1, s[i]), (2, s[second]))
        return tuple((i, _vote(token.text, (token.start, token.end), k)) for k, token in both)
    return ()


def _vote(text: str, span: Span, which: int) -> Amount:
    unit = "votes-for" if which == 1 else "votes-against"
    number = text.replace(",", "")
    return Amount(*span, text, "quantity", number, number, unit, "exact", "bare")


def _befalls(s: Sentence, k: int) -> str | None:
    """As in "20 were killed", "seven have died", "three injured"."""
    if s.gap(k) != " ":
        return None  # "ranked 27, was arrested"
    if s.word(k) in {"on", "aboard"}:
        k = next((j for j in range(k, min(len(s), k + _ABOARD)) if s.word(j) in _befalling()), k)
    while s.word(k) in lexicon.words("being and having") | lexicon.words("being") | lexicon.words(
        "words between numbers and verbs"
    ):
        k += 1
    return "people" if s.word(k) in _befalling() and s.gap(k) == " " else None


@cache
def _befalling() -> frozenset[str]:
    sections = ("killed", "injured", "arrested", "missing", "displaced")
    return frozenset[str]().union(*(lexicon.words(f"words of the {section}") for section in sections))


def _befell(s: Sentence, first: int, after: int) -> str | None:
    """As in "killed five and wounded 110", "killing at least nine"."""
    verb = s.word(first - 1)
    alone = s.gap(after) != " " or s.word(after) in lexicon.words("words after numbers that stand alone")
    return "people" if alone and verb in _befalling() and verb.endswith(("ed", "ing")) else None


def _of_toll(s: Sentence, i: int) -> str | None:
    """As in "the death toll rose to 22"."""
    tolls = lexicon.words("words of tolls")
    return "people" if s.gap(i) == " " and not tolls.isdisjoint(s.words(i - _TOLL, i)) else None


def _of_owned(s: Sentence, k: int) -> str | None:
    """As in "six of these aircraft", "51 of Norland's air carriers"."""
    first = k + 1
    owned = s.word(first) in lexicon.words("words before what is owned") or (first < len(s) and s[first].owns)
    if s.word(k) != "of" or s.gap(k) != " " or not owned:
        return None
    noun = ""
    for i in range(first + 1, min(len(s), first + _OWNED)):
        if s[i].gap.strip() not in {"", "'s", "'"} or not s.word(i) or s[i].amount or s.word(i) in _ENDS:
            break
        noun = s.word(i)
        if noun.endswith("s") and not s.word(i + 1).endswith("s"):
            break
    return noun if noun.endswith("s") or noun == "aircraft" else None


def _named_people(s: Sentence, k: int) -> str | None:
    """As in "5,000 U.S. troops", "five Armed Forces personnel"."""
    first = k
    while k < len(s) and k - first < 3 and s[k].who and s[k].gap == " ":
        k += 1
    known = k > first and s.gap(k) == " " and s.word(k) in lexicon.words("units of people")
    return s.word(k) if known else None
