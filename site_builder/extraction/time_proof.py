"""Whether four digits are a year, and a word like "March" a month, by what stands around them."""

import re
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.numbers import COUNTED
from site_builder.extraction.time_context import Context
from site_builder.extraction.time_patterns import WEEKDAY_NUMBER

_WORD_BEFORE: Final = re.compile(r"([A-Za-z.]+)[ \"'(]{1,3}$")
GOES_ON: Final = re.compile(r"[-/][0-9]|[_@]")
WORD_AFTER: Final = re.compile(r" ?-?([A-Za-z]+)")

# Names of people and a verb too, so that a preposition or the like has to stand before them.
_ALSO_NAMES: Final = frozenset({3, 4, 5, 6, 8})
_SELDOM_NAMES: Final = frozenset({3, 8})
_IS_SUBJECT: Final = re.compile(r" (?:was|is|saw|brought|marked|has been|had been)\b")
_STARTS: Final = re.compile(r"(?:^|[.!?][\")']? |\n)$")
_BEFORE_MONTH: Final = lexicon.words("before a month")
_MAYBE_BEFORE_MONTH: Final = lexicon.words("perhaps before a month")
_ARTICLES: Final = lexicon.words("articles and owners")
_MONTH_BEFORE: Final = re.compile(r"\b(?:Jan|Febr)uary|March|April|May|June|July|August|\w+ember|October\b")
_AS_LATE_AS: Final = re.compile(r"\b(?i:as (?:recently|late|early|soon|far back) as) $")
_FIGURES: Final = lexicon.times("figures of a month")
_NO_NOUN: Final = lexicon.words("no nouns")

_BEFORE_YEAR: Final = lexicon.words("before a year")
_BEFORE_OLD_YEAR: Final = _BEFORE_YEAR - lexicon.times("before a year or a number")
_BEFORE_NUMBER: Final = lexicon.words("before a number")
_AFTER_TIME: Final = lexicon.words("after a time of day") | frozenset(WEEKDAY_NUMBER)
"""In "2024 Friday, UTC", too, it is a time of day."""
_VERBS: Final = lexicon.times("verbs after a year")
_NO_PLURALS: Final = lexicon.times("no plurals")
_BEFORE_CAPITALS: Final = lexicon.times("before a month in capitals")
_BEFORE_SHORT_YEAR: Final = lexicon.times("before a year in two digits")
_OLDEST: Final = 1400
_SAYS_OLD_YEAR: Final = re.compile(
    rf"\b(?:dat(?:es?|ed|ing)(?: back)? to|(?:{lexicon.alternatives(lexicon.times('of its year'))}) of) $"
)
_FIRST_SHORT: Final = 30
"""From here on two digits are a year of the last century."""
_HAPPENINGS: Final = lexicon.words("happenings that have a year")


def word_before(context: Context, start: int) -> str:
    """Give the word that stands directly before a place."""
    found = _WORD_BEFORE.search(context.before(start))
    return found[1] if found else ""


def counts(context: Context, end: int) -> bool:
    """Say whether the word after a number is something counted with it."""
    word = WORD_AFTER.match(context.text, end, context.end)
    if word is None or word[0][0] not in " -" or word[1].lower() not in COUNTED:
        return False
    # "The 2017 Women's World Cup" counts no women.
    return not (word[1].istitle() and context.text[word.end() : word.end() + 2] == "'s")


def year_of(digits: str) -> int:
    """Read a year in four digits, or in two: "'91" is 1991, "'08" 2008."""
    if digits[0] != "'":
        return int(digits)
    short = int(digits[1:])
    return short + (1900 if short >= _FIRST_SHORT else 2000)


def is_year(context: Context, start: int, end: int) -> bool:
    """Say whether four digits that stand alone are a year, by their neighbours."""
    digits = context.text[start:end]
    year = year_of(digits)
    before = word_before(context, start).lower()
    next_ = WORD_AFTER.match(context.text, end, context.end)
    after = next_[1].lower() if next_ else ""
    if counts(context, end) or after in _AFTER_TIME or before in _BEFORE_NUMBER:
        return False
    if next_ and next_[1].isupper():
        after = ""  # "the 2000 US election" counts nothing
    if not 1000 <= year <= 2100 or GOES_ON.match(context.text, end, context.end):
        return False
    if digits[0] == "'":
        return before in _BEFORE_YEAR or before in _BEFORE_SHORT_YEAR
    if year >= 1900 and (year % 100 or before in _BEFORE_YEAR):
        # "in 2000 villages" counts, "the 2000 elections" do not.
        return bool(year % 100) or not after.endswith("s") or after in _HAPPENINGS or after in _VERBS
    if year % 100 == 0 and after.endswith("s") and after not in _NO_PLURALS:
        return after in _HAPPENINGS and before == "the"
    return (
        before in _BEFORE_OLD_YEAR
        or _is_said(context, year, start)
        or (year >= 1900 and before in {"the", ""} and bool(before or not context.before(start, 2).strip()))
    )


def _is_said(context: Context, year: int, start: int) -> bool:
    """Tell "dates to 1873", "the Harbour Act of 1871"."""
    return year >= _OLDEST and _SAYS_OLD_YEAR.search(context.before(start)) is not None


def is_month(context: Context, month: int, start: int, end: int) -> bool:
    """Say whether a month's name that stands alone is no verb and no person."""
    before = word_before(context, start)
    after = context.after(end, 14)
    if month not in _ALSO_NAMES:
        return before != "Black" and not after.startswith(" Revolution")
    low = before.lower()
    if context.text[start + 1].isupper():
        return low in _BEFORE_CAPITALS
    if (
        low in _BEFORE_MONTH
        or _is_subject(context, month, start, after)
        or _MONTH_BEFORE.search(context.before(start, 14))
    ):
        return True
    word = WORD_AFTER.match(after)
    behind = word[1] if word else ""
    if low in _ARTICLES or behind in _FIGURES:
        # "The June fair", "poor August sales", but not "Theresa May results".
        return behind.islower() and behind not in _NO_NOUN and (low in _ARTICLES or not before.istitle())
    if low in _MAYBE_BEFORE_MONTH:
        return not is_person(context, context.text[start:end])
    return False


def _is_subject(context: Context, month: int, start: int, after: str) -> bool:
    """Tell "March was cold" at the start of a sentence, and "as late as May"."""
    starts = month in _SELDOM_NAMES and _IS_SUBJECT.match(after) and _STARTS.search(context.before(start, 4))
    return bool(starts or _AS_LATE_AS.search(context.before(start)))


def is_person(context: Context, name: str) -> bool:
    """Say whether a month's name stands after a first name or title somewhere in the text."""
    known = context.people.get((context.start, name))
    if known is not None:
        return known
    before = re.compile(rf"\b(?P<word>[A-Z][a-z]{{1,12}}\.?) {name}\b(?! [0-9])")
    found = any(
        match["word"].lower() not in _BEFORE_MONTH | _MAYBE_BEFORE_MONTH | _ARTICLES
        for match in before.finditer(context.text, context.start, context.end)
    )
    context.people[context.start, name] = found
    return found
