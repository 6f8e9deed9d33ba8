"""Numbers that extraction leaves out, as nothing countable follows them: "at least 20 were killed"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figures.befallen import are_driven_out, have_voted
from site_builder.editing.suggest.figures.elections import unit_won
from site_builder.editing.suggest.figures.nouns import changed, level_of
from site_builder.editing.suggest.figures.rows_of_figures import named_apart
from site_builder.editing.suggest.figures.units_of_numbers import (
    stands_alone,
    unit_before,
    unit_last,
    unit_of_described,
    unit_of_level,
    unit_of_whole,
)
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.extraction.amount_numbers import bounds_at
from site_builder.extraction.amounts import Kind, sense_before
from site_builder.extraction.numbers import SMALL, plain
from site_builder.model.extraction_results import Amount
from site_builder.model.normal_form import Span

_SIZE: Final = re.compile(r"[0-9]\.[0-9](?![0-9])", re.ASCII)
_MUCH: Final = 1_000_000
"""Numbers of so much may be sums without their currency."""
_SEVERAL: Final = 2
_VOTED: Final = 7
_OWNED: Final = 6
_ABOARD: Final = 5
_TOLL: Final = 9
_ENDS: Final = lexicon.words("prepositions", "words before verbs", "conjunctions", "relatives", "openers")
_YEAR: Final = re.compile(r"(19|20)[0-9]{2}")


def bare_numbers(story: Story, s: Sentence, last: str = "") -> Iterator[tuple[int, Amount]]:
    """Give numbers before a verb of what befell people, or before names and the people of these.

    `last` is what the last figure before counts, where the sentence speaks of that.
    """
    for i, token in enumerate(s.tokens):
        if token.who or token.time or token.amount or token.aside or token.gap == ",":
            continue  # "3,4": a row
        if told := _of_own_form(s, i):
            yield from told
        elif _begins_number(s, i) and (amount := _counting(story, s, i, last)):
            last = amount.unit if amount.kind == "quantity" else last
            yield i, amount


def _of_own_form(s: Sentence, i: int) -> tuple[tuple[int, Amount], ...]:
    """Give what no number is before what it counts: "thousands have died", a magnitude, votes."""
    if told := _vague(s, i) or (_may_be_number(s[i].text) and _magnitude(s, i)):
        return ((i, told),)
    votes = s[i - 2].amount if i > 1 and s.word(i - 1) in {"to", "against"} else None
    if votes and votes.unit == "votes" and whole_number(s[i].text):
        return ((i, _vote(s[i].text, (s[i].start, s[i].end), 2)),)  # "by 84 votes to 61"
    return _votes(s, i) if _may_be_number(s[i].text) else ()


def _counting(story: Story, s: Sentence, i: int, last: str) -> Amount | None:
    """Read a number and what it counts, as other words than the one behind it tell."""
    found = bounds_at(story.text, s[i].start, s[-1].end)
    between = s.word(i) == "between"
    number = next((one for one in found if one.ranged == between and not one.odd), None)
    if number is None or number.currency or number.low < 1:
        return None
    after = next((k for k in range(i + 1, len(s)) if s[k].start >= number.end), len(s))
    if s.gap(after).startswith("\u00b0"):
        return None  # degrees
    start, sense = sense_before(story.text, s[0].start, s[i].start)
    large = number.scale >= _MUCH and _is_alone(s, after)
    first = s.first_from(start)
    money = _currency_before(story, s, i) if large and not _counts_people(s, first) else ""
    counted = "people" if number.low < _SEVERAL and _is_one_befallen(s, i) else ""
    if number.low >= _SEVERAL and not money:
        counted = _unit(s, i, first, after, float(number.low), last) or unit_won(story, s, first, after) or ""
    bounds = ((number.low, "below"), (number.high, "above"))
    low, high = (plain(bound) if sense != other else "" for bound, other in bounds)
    surface = story.text[start : number.end]
    if not (money or counted):
        return None
    kind: Kind = "money" if money else "quantity"
    return Amount(start, number.end, surface, kind, low, high, money or counted, sense, "bare")


def _unit(  # noqa: PLR0917 - where a number stands
    s: Sentence, i: int, first: int, after: int, number: float, last: str
) -> str:
    """Say what a number counts, which begins with `first` and ends before `after`."""
    unit = (
        unit_of_whole(s, after)
        or _of_owned(s, after)
        or _befalls(s, after)
        or _named_people(s, after)
        or _befell(s, first, after)
        or ("people" if are_driven_out(s, first, after) or have_voted(s, after) else None)
        or _of_strength(s, after)
        or _of_toll(s, i)
        or unit_of_described(s, after)
        or unit_before(s, first, after, unit_last(s, i) or last)
        or unit_of_level(s, first, after, number)
    )
    named = _names(s, first, i) and named_apart(s, first) is None
    return unit if unit is not None and not named else ""


def _counts_people(s: Sentence, first: int) -> bool:
    """As in "its passengers rose to 70m": no sum."""
    told = {changed(s, first), level_of(s, first)}
    return not lexicon.words("units of people").isdisjoint(told)


def _is_alone(s: Sentence, after: int) -> bool:
    """As in "France 309 million.", "of which 4.1 billion goes to France"."""
    return stands_alone(s, after) or s.word(after) in lexicon.words("verbs behind sums")


def _currency_before(story: Story, s: Sentence, i: int) -> str:
    """As in "Norland pays 427 million euros. Kesh gives 327 million": the money of the last amount before."""
    before = (*(story.sentences[s.index - 1].tokens if s.index else ()), *s.tokens[:i])
    amounts = (token.amount for token in reversed(before) if token.amount and not token.aside)
    last = next((amount for amount in amounts if amount.kind != "percent"), None)
    return last.unit if last and last.kind == "money" else ""


def _vague(s: Sentence, i: int) -> Amount | None:
    """As in "Thousands have been killed": nobody knows how many."""
    token = s[i]
    if token.low not in lexicon.words("words for nobody knows how many") or not befell_some(s, i, i + 1):
        return None
    return Amount(token.start, token.end, token.text, "quantity", "", "", "people", "about", "bare")


def befell_some(s: Sentence, first: int, after: int) -> bool:
    """As in "have died", "killed thousands", "driven hundreds of thousands from their homes"."""
    told = _befalls(s, after) or _befell(s, first, after)
    return told is not None or are_driven_out(s, first, after)


def _begins_number(s: Sentence, i: int) -> bool:
    """Tell a number in digits or words, also "half a million", "a hundred", "between 20 and 30"."""
    if "between" in {s.word(i - 1), s.word(i - 3) if s.word(i - 1) == "and" else ""}:
        return False
    if s.word(i) == "between" and i + 1 < len(s):
        return _may_be_number(s[i + 1].text)
    scale = i + 1 + (s.words(i + 1, i + 2) == ["a"]) + 3 * (s.words(i + 1, i + 4) == ["quarter", "of", "a"])
    worded = s.word(i) in {"a", "half"} and s.word(i - 1) not in {"half", "of"}
    known = worded and s.word(scale) in lexicon.words("scales of bare numbers")
    return known or _may_be_number(s[i].text)


def _may_be_number(text: str) -> bool:
    if text[0].isdigit():
        return not _YEAR.fullmatch(text)
    return re.split("[- ]", text.lower())[0] in SMALL


def _names(s: Sentence, i: int, number: int) -> bool:
    """As in "Flight 12", "the 20", not "In Norland more than 20": the number may begin with such words."""
    known = lexicon.words("words before known ones")
    if (i < number or s.word(i) == "between") and s.word(i - 1) not in known:
        return False
    before = s.word(i - 1)
    return (
        i > 0
        and s.gap(i) == " "
        and s[i - 1].time is None  # "in January 2030 seven guards died"
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
    if apart and second < len(s) and whole_number(s[i].text) and whole_number(s[second].text):
        both = ((1, s[i]), (2, s[second]))
        return tuple((i, _vote(token.text, (token.start, token.end), k)) for k, token in both)
    return ()


def _vote(text: str, span: Span, which: int) -> Amount:
    unit = "votes-for" if which == 1 else "votes-against"
    number = whole_number(text)
    return Amount(*span, text, "quantity", number, number, unit, "exact", "bare")


def whole_number(text: str) -> str:
    """Give a whole number of digits or words in plain digits: "61", "1,204", "nine"; else nothing."""
    read = next(bounds_at(text, 0, len(text)), None) if _may_be_number(text) else None
    whole = (
        read is not None and read.end == len(text) and read.low == read.high == read.low.to_integral_value()
    )
    return plain(read.low) if read is not None and whole else ""


def _befalls(s: Sentence, k: int) -> str | None:
    """As in "20 were killed", "seven have died", "three injured"."""
    if s.gap(k) != " ":
        return None  # "ranked 27, was arrested"
    if s.word(k) in {"on", "aboard"}:
        k = next((j for j in range(k, min(len(s), k + _ABOARD)) if s.word(j) in _befalling()), k)
    homes = s.words(k, k + 4)
    if "homes" in homes and not lexicon.words("words of leaving homes").isdisjoint(homes):
        return "people"  # "two million have lost their homes"
    while s.word(k) in lexicon.words("being and having", "being", "words between numbers and verbs"):
        k += 1
    return "people" if s.word(k) in _befalling() and s.gap(k) == " " else None


@cache
def _befalling() -> frozenset[str]:
    sections = ("killed", "injured", "arrested", "kidnapped", "missing", "displaced")
    return lexicon.words(*(f"words of the {section}" for section in sections))


def _is_one_befallen(s: Sentence, i: int) -> bool:
    """As in "one soldier was killed", "one was wounded", "killing one civilian"."""
    end = i + 1 + (_is_one(s.word(i + 1)) or (i + 1 < len(s) and s[i + 1].kind == "demonym"))
    end += s.word(i + 1) == "" and _is_one(s.word(end))  # "one Kesh soldier"
    named = end > i + 1
    passive = s.word(end) in {"was", "is", "has", "had"} or named
    killing = s.word(i - 1) in _befalling() and s.word(i - 1).endswith(("ed", "ing")) and named
    return s.word(i) == "one" and (killing or (passive and _befalls(s, end) is not None))


def _is_one(word: str) -> bool:
    """Tell the word for one of the people who are counted."""
    return f"{word}s" in lexicon.words("units of people") or word in lexicon.words("one of people")


def _befell(s: Sentence, first: int, after: int) -> str | None:
    """As in "killed five and wounded 110", "killing at least nine"."""
    verb = s.word(first - 1)
    alone = s.gap(after) != " " or s.word(after) in lexicon.words("words after numbers that stand alone")
    return "people" if alone and verb in _befalling() and verb.endswith(("ed", "ing")) else None


def _of_strength(s: Sentence, k: int) -> str | None:
    """As in "a 70,000-strong army", "its army is 70,000 strong": how many soldiers it has."""
    forces = lexicon.words("words for armed forces")
    behind = s.gap(k) == "-" and not forces.isdisjoint(s.words(k + 1, k + 4))
    before = s.gap(k) == " " and not forces.isdisjoint(s.words(max(0, k - _ABOARD), k - 1))
    return "soldiers" if s.word(k) == "strong" and (behind or before) else None


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
