"""What a share is: one of a whole, of votes, of what is spent; a level of something, or its change."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figures.changes import change_told
from site_builder.editing.suggest.figures.nouns import (
    changed,
    first_of_pair,
    inserted_level,
    is_level,
    is_noun,
    level_of,
    noun_after,
    subject_of,
)
from site_builder.editing.suggest.proposals.new_measures import NewMeasure, named_measure, of_noun
from site_builder.editing.suggest.sentences.story import Sentence

_BEFORE: Final = 4
"""So many words before a share a verb of winning or spending stands."""
_SPENT_ON: Final = 9
"""So many words behind a share stands what is spent on: "2 percent of GDP on defence"."""


def share_told(s: Sentence, i: int) -> NewMeasure | None:
    """Name a share by what it is of, else by what it is a level of or what changed by it."""
    return next(filter(None, _told(s, i)), None)


def _told(s: Sentence, i: int) -> Iterator[NewMeasure | None]:
    behind = s.word(i + 1) if s.gap(i + 1) == " " else ""
    if not lexicon.words("words of holdings").isdisjoint(_next_words(s, i)):
        yield named_measure("Share held", "share that {subject} holds", "percent", "share", of_places=False)
    yield _turnout(s, i)
    if stands := _stands_at(s, i):
        yield from _level(s, i, stands)
    if behind and (noun := _whole(s, i)):
        yield _of_gdp(s, i) if noun.upper() == "GDP" else _of_whole(noun)
    yield _grown(s, i) or _growing(s, i)
    of = s.word(i - 2) if s.word(i - 1) == "of" else ""
    yield from _level(
        s, i, of if is_noun(of) and of not in lexicon.words("words of extremes") else level_of(s, i)
    )
    yield from _changed(s, i, changed(s, i))
    yield of_noun("Share", behind if behind in lexicon.words("nouns behind shares") else "", "percent")
    yield _of_votes(s, i)
    yield _in_favour(s, i)


def _of_whole(noun: str) -> NewMeasure | None:
    """Name a share of what a noun names; one of the vote is that of whoever won it, not of a place."""
    share = of_noun("Share", noun, "percent")
    won = noun in lexicon.words("what is won in elections")
    return replace(share, of_places=False) if share and won else share


def _in_favour(s: Sentence, i: int) -> NewMeasure | None:
    """As in "57 percent opposed it", "76 percent were in favour"."""
    amount = s[i].amount
    inserted = (
        amount is not None and s.word(s.first_from(amount.start) - 1) == "or"
    )  # "4,000, or 57 percent, were"
    if s.gap(i + 1) != " " and not inserted:
        return None
    k = i + 1 + (s.word(i + 1) in {"were", "was", "are", "is", "have", "had", "came"})
    words = {s.word(k), " ".join(s.words(k, k + 2)), " ".join(s.words(k - 1, k + 1))}
    if not lexicon.words("verbs of being against").isdisjoint(words):
        return named_measure("Share against", "share of voters against it in {subject}", "percent", "votes")
    if not lexicon.words("verbs of being in favour").isdisjoint(words):
        return named_measure("Share in favour", "share of voters for it in {subject}", "percent", "votes")
    return None


def _turnout(s: Sentence, i: int) -> NewMeasure | None:
    """As in "turnout was put at 85 percent of the voters"."""
    amount = s[i].amount
    less = amount is not None and s.word(s.first_from(amount.start) - 1) == "by"
    told = {level_of(s, i), subject_of(s, i, "words that keep something")}
    if s.word(i + 1) != "of" or less or "turnout" not in told:
        return None
    return named_measure("Turnout", "turnout in percent of {subject}", "percent", "turnout")


def _stands_at(s: Sentence, i: int) -> str:
    """As in "with turnout at 61 percent"."""
    at = s.first_from(amount.start) - 1 if (amount := s[i].amount) else i - 1
    levels = lexicon.words("nouns that have levels")
    told = s.word(at) == "at" and s.word(i + 1) != "of" and s.word(at - 1) in levels
    return s.word(at - 1) if told else ""


def _level(s: Sentence, i: int, noun: str) -> Iterator[NewMeasure | None]:
    """Name what a share is a level of, or by how much that differs: "exports were 5 percent higher than"."""
    behind = s.word(i + 1) if s.gap(i + 1) == " " else ""
    more = noun_after(s, i + 2) if behind in {"more", "fewer", "less"} and s.gap(i + 2) == " " else ""
    if more and not noun:
        yield of_noun(change_told(s, i), more, "percent")  # "85 percent more fires"
    if s.word(i - 1) in {"up", "down"} and not is_open(noun):
        yield of_noun(change_told(s, i), noun, "percent")  # "exports were up 5 percent"
    if behind in lexicon.words("words of more or less") | {"up", "down"}:
        yield of_noun(change_told(s, i), noun, "percent")
    elif noun == "share" and (whole := _share_of(s, i)):
        yield of_noun("Share", whole, "percent")  # "its share of the trade was 5 percent"
    elif noun not in lexicon.words("nouns of measuring") and not is_open(noun):
        yield named_measure(noun.capitalize(), f"{noun} in percent of {{subject}}", "percent", noun)


def _changed(s: Sentence, i: int, noun: str) -> Iterator[NewMeasure | None]:
    """Name what rose or fell by a share, or to it: "its share of the trade grew from 4 to 5 percent"."""
    told = inserted_level(s, i)
    if told and not is_open(told):
        yield named_measure(told.capitalize(), f"{told} in percent of {{subject}}", "percent", told)
    if noun == "share" and is_level(s, first_of_pair(s, i)) and (whole := _share_of(s, i)):
        yield of_noun("Share", whole, "percent")
    if noun and not is_open(noun):
        yield of_noun("Level" if is_level(s, i) else change_told(s, i), noun, "percent")


def _whole(s: Sentence, i: int) -> str:
    """As in "5 percent of the voters"; of shares in words also "half its oil", "one in five children"."""
    amount = s[i].amount
    worded = amount is not None and amount.rule == "share" and s[i + 1].time is None
    if s.word(i + 1) == "of" and (counted := _whole_counted(s, i + 2)):
        return counted
    return noun_after(s, i + 2) if s.word(i + 1) == "of" else noun_after(s, i + 1) if worded else ""


def _whole_counted(s: Sentence, at: int) -> str:
    """As in "87 percent of the roughly 360,000 men": what the whole is that is counted itself."""
    near = (s[k].amount for k in range(at, min(len(s), at + 3)) if s.gap(at + 1) == " ")
    amount = next(filter(None, near), None)
    counted = amount is not None and amount.kind == "quantity" and s.word(at) in lexicon.words("definite")
    return amount.unit.lower().split()[-1] if counted and amount and amount.unit else ""


def _share_of(s: Sentence, i: int) -> str:
    at = next((k for k in range(i - 1, -1, -1) if s.word(k) in {"share", "shares"}), i)
    return noun_after(s, at + 2) if s.word(at + 1) == "of" and at + 2 < i else ""


def _of_votes(s: Sentence, i: int) -> NewMeasure | None:
    """As in "with half of the votes counted, the party leads with 58 percent"."""
    told = lexicon.words("words of counted votes")
    won = lexicon.words("verbs of having", "words of leading in votes")
    leads = s.word(i - 1) == "with" or not won.isdisjoint(s.words(i - _BEFORE, i))
    if told.isdisjoint(s.vocabulary) or not leads:
        return None
    return named_measure("Share of votes", "share of votes of {subject}", "percent", "votes", of_places=False)


def is_open(noun: str) -> bool:
    """Tell a word of which only the figure before tells what it measures: "the figure"."""
    return noun in lexicon.words("words that stand for the last figure")


def _of_gdp(s: Sentence, i: int) -> NewMeasure | None:
    """As in "defence spending rose to 2 percent of GDP", "spends 2 percent of GDP on defence"."""
    noun = _noun_before_of(s, i) or level_of(s, i) or changed(s, i) or _spent_on(s, i)
    return of_noun("Share", "GDP", "percent") if not noun else _in_gdp(noun)


def _noun_before_of(s: Sentence, i: int) -> str:
    """As in "a budget deficit of 6 percent of GDP"."""
    noun = s.word(i - 2) if s.word(i - 1) == "of" and s.word(i - 2) != "equivalent" else ""
    more = s.word(i - 3) if s.word(i - 3) in lexicon.words("what sums are of") else ""
    return f"{more} {noun}".strip() if is_noun(noun) else ""


def _in_gdp(noun: str) -> NewMeasure | None:
    name = f"{noun[0].upper()}{noun[1:]} in percent of GDP"
    return named_measure(name, f"{noun} of {{subject}} in percent of its GDP", "percent", noun)


def _spent_on(s: Sentence, i: int) -> str:
    """As in "spend 2 percent of GDP on defence", "about 2 percent on defence"."""
    if lexicon.words("words of spending").isdisjoint(s.words(i - _BEFORE, i)):
        return ""
    on = next((k for k in range(i + 1, min(len(s), i + _SPENT_ON)) if s.word(k) == "on"), None)
    noun = noun_after(s, on + 1) if on is not None else ""
    if not noun or noun.endswith(("spending", "expenditures")):
        return noun
    return f"spending on {noun}" if noun.endswith("s") else f"{noun} spending"


def _grown(s: Sentence, i: int) -> NewMeasure | None:
    """As in "growth in GDP of 33 percent", "a fall of 3 percent in oil exports"."""
    if s.word(i - 1) != "of":
        return None
    word, noun = s.word(i - 2), noun_after(s, i + 2) if s.word(i + 1) == "in" else ""
    if s.word(i - 3) in {"in", "of"} and is_noun(s.word(i - 2)):
        word, noun = s.word(i - 4), s.word(i - 2)
    rises = word in lexicon.words("words of rising", "nouns of rising")
    falls = word in lexicon.words("words of falling")
    told = (rises or falls) and (noun.islower() or noun.isupper())  # not "a fall of 3 percent in Kesh"
    return of_noun("Rise" if rises else "Fall", noun, "percent") if told else None


def _growing(s: Sentence, i: int) -> NewMeasure | None:
    """As in "trade recorded a 12 percent yearly growth", "a 3 percent rise in exports"."""
    words = lexicon.words("nouns of change")
    words |= lexicon.words("nouns behind shares") & lexicon.words("words of change")
    at = next((k for k in (i + 1, i + 2) if s.word(k) in words and s.gap(k) == " "), None)
    if at is None:
        return None
    word = s.word(at)
    noun = noun_after(s, at + 2) if s.word(at + 1) == "in" else subject_of(s, i, "words of showing")
    if noun.islower():
        return of_noun(change_told(s, i), noun, "percent")
    return named_measure(word.capitalize(), f"{word} in percent of {{subject}}", "percent", word)


def _next_words(s: Sentence, i: int) -> Iterator[str]:
    """Give the few words behind a number that nothing divides from it."""
    for k in range(i + 1, min(len(s), i + 4)):
        if s[k].gap != " ":
            break
        yield s.word(k)
