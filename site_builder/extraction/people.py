"""Rules by which newspaper English shows that a name is a person's (rank 3)."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.acronyms import is_acronym
from site_builder.extraction.gazetteer import countries
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import COMMA, LINE, OPEN, OTHER, PLAIN, QUOTE, STOP, CapitalRun, TextWords
from site_builder.extraction.titles import HONORIFICS, ROLES, TITLES
from site_builder.extraction.vocabulary import (
    AFTER_TITLES,
    BODY_HEADS,
    COMMON,
    DEMONYMS,
    GIVEN_NAMES,
    KNOWN,
    MEDIA_HEADS,
    OF_TITLES,
    PLACE_HEADS,
    TITLE_PARTS,
    after_title,
    before,
    following,
    is_initial,
    is_person,
)

_REPORTING: Final = lexicon.words("reporting verbs")
_MONTHS: Final = lexicon.words("months")
_SUFFIXES: Final = lexicon.words("suffixes")
_AFTER_ROLE: Final = lexicon.words("after a role")
_WRITTEN: Final = lexicon.words("written by")
_PLACES_BEFORE: Final = lexicon.words("before a place of birth or stay")
_CREDITS: Final = lexicon.words("credits of pictures")
_OF_OFFICES: Final = lexicon.words("links of an office")
_BY: Final = lexicon.words("by")
_AFTER_BYLINE: Final = lexicon.words("after a byline")
_STATES: Final = lexicon.words("states in initials")
_AFTER_AGE: Final = lexicon.words("after an age")
_GIVEN_BACK: Final = lexicon.words("given back")
_ARTICLES: Final = lexicon.words("articles within a sentence")
_ACTING: Final = lexicon.words("acting persons")
_NO_SURNAMES: Final = lexicon.words("no surnames", "persons.txt")
_NAMED_AFTER: Final = lexicon.words("named after persons", "persons.txt")
_SAID: Final = lexicon.words("said")
_WHAT_PEOPLE_ARE: Final = tuple(lexicon.words("ends of what people are"))
_LONGEST_COUNTRY: Final = max(map(len, countries())) + 1
_INTO_A_ROLE: Final = lexicon.words("before a role")


def find_people(words: TextWords, runs: Sequence[CapitalRun]) -> Iterator[RuleName]:
    """Find the persons that a rule is sure of."""
    alone = _alone(words, runs)
    for run in runs:
        if words.heading[run.first]:
            if _is_of_country(words, run) and is_person(words, run.first, run.end, sure=True):
                yield RuleName(run.first, run.end, "person", "of-country")
            continue
        found = _titled(words, run) or _of_office(words, run) or _credited(words, run)
        found = found or _untitled(words, _without_opening(words, run), alone)
        if found:
            yield found


def _is_of_country(words: TextWords, run: CapitalRun) -> bool:
    """As in "Ann Hale (Norway) beat Tom Berg (Peru)", the lines of results."""
    k = run.end
    if run.end - run.first < 2 or k >= len(words) or words.gaps[k] != OPEN:
        return False
    start = words.starts[k]
    country = words.text[start : start + _LONGEST_COUNTRY].partition(")")[0]
    return country in countries() and words.texts[run.first] in GIVEN_NAMES


def _untitled(words: TextWords, run: CapitalRun, alone: Counter[str]) -> RuleName | None:
    """Find a person by what stands around the name, by its words, or by the rest of the article."""
    if run.end - run.first < 2 or not is_person(words, run.first, run.end, sure=True):
        return None
    rule = _rule(words, run)
    if not rule:
        rule = "surname-again" if _again(words, run, alone) else _by_given(words, run)
    return RuleName(run.first, _suffixed(words, run.end), "person", rule) if rule else None


def _without_opening(words: TextWords, run: CapitalRun) -> CapitalRun:
    """As in "Voter Ann Hale", where a sentence begins with what somebody is."""
    first = run.first
    if (
        run.end - first > 2
        and words.opens(first)
        and words.texts[first].endswith(_WHAT_PEOPLE_ARE)
        and words.texts[first] not in GIVEN_NAMES
        and words.texts[first + 1] in GIVEN_NAMES
    ):
        return CapitalRun(first + 1, run.end)
    return run


def _rule(words: TextWords, run: CapitalRun) -> str:
    """Name the first rule by whose signs a run is a person's name."""
    for rule, holds in _RULES:
        if holds(words, run) and (
            rule != "reporting-verb" or is_person(words, run.first, run.end, sure=False)
        ):
            return rule
    return ""


def _suffixed(words: TextWords, end: int) -> int:
    """Take in "Jr." after the name, with or without a comma."""
    if end < len(words) and words.gaps[end] in (PLAIN, COMMA) and words.texts[end] in _SUFFIXES:
        return end + 1
    return end


def _titled(words: TextWords, run: CapitalRun) -> RuleName | None:
    """As in "President Ilham Aliyev", "spokesman John Hale", "Mr. Hale"."""
    name = after_title(words, run)
    title, rule = "", "title"
    if name is None:
        name = _title_within(words, run)
    if name is not None:
        title = words.texts[name - 1]
    elif before(words, run.first) in ROLES or before(words, run.first) in HONORIFICS:
        name, title, rule = run.first, before(words, run.first), "role"
        while name < run.end and words.texts[name] in TITLE_PARTS:
            name += 1
    if name is None or name >= run.end or words.texts[name] in _SUFFIXES:
        return None
    count = run.end - name
    if not is_person(words, name, run.end, sure=True):
        return None
    if count == 1 and not (title in HONORIFICS and rule == "title"):
        return None
    return RuleName(name, _suffixed(words, run.end), "person", rule)


def _title_within(words: TextWords, run: CapitalRun) -> int | None:
    """As in "Lantern University Professor Ann Hale": whose title it is stands before it."""
    for k in range(run.end - 3, run.first, -1):
        if words.texts[k] in TITLES and words.texts[k] not in COMMON:
            return k + 1 + (words.texts[k + 1] in AFTER_TITLES)
    return None


def _of_office(words: TextWords, run: CapitalRun) -> RuleName | None:
    """As in "ambassador to Norland Ann Hale", "Minister of Finance Ann Hale"."""
    first = run.first
    if before(words, first) not in _OF_OFFICES or before(words, first - 1).lower() not in ROLES:
        return None
    name = first + 1
    for end in range(run.end - 2, first, -1):
        if KNOWN.get(" ".join(words.texts[first:end])) == "place":
            name = end
            break
    else:
        if words.texts[first] not in OF_TITLES:
            return None
        while name < run.end and words.texts[name] in OF_TITLES:
            name += 1
    if run.end - name < 2 or not is_person(words, name, run.end, sure=True):
        return None
    return RuleName(name, run.end, "person", "office-of")


def _credited(words: TextWords, run: CapitalRun) -> RuleName | None:
    """A byline, or the credit of a picture."""
    first = run.first
    prior = words.texts[first - 1] if first else ""
    enough = 2 <= run.end - first <= 4 and is_person(words, first, run.end, sure=True)
    if not enough:
        return None
    if prior in _BY and words.gaps[first] == PLAIN:
        if words.gaps[first - 1] == LINE and _ends_byline(words, run.end):
            return RuleName(first, run.end, "person", "byline")
        if first > 1 and words.texts[first - 2] in _WRITTEN | _CREDITS:
            return RuleName(first, run.end, "person", "written-by")
    if prior in _CREDITS and ":" in words.gap_text(first):
        return RuleName(first, run.end, "person", "credit")
    return None


def _ends_byline(words: TextWords, end: int) -> bool:
    if end >= len(words) or words.gaps[end] in (LINE, COMMA, OTHER, OPEN):
        return True
    word = words.texts[end]
    return words.gaps[end] == PLAIN and (word in _MONTHS or word in _AFTER_BYLINE or word[0].isdigit())


# ------------------------------------------------------------------ what stands around a name


def _initials(words: TextWords, run: CapitalRun) -> bool:
    """As in "L. Ron Hubbard", "George W. Bush"."""
    texts = words.texts[run.first : run.end]
    return (
        any(is_initial(word) for word in texts[:-1]) and not is_initial(texts[-1]) and texts[0] not in _STATES
    )


def _aged(words: TextWords, run: CapitalRun) -> bool:
    """As in "Ann Hale, 45, a teacher", "Ann Hale (45)"."""
    k = run.end
    if k + 1 >= len(words) or words.owns[k - 1] or words.gaps[k] not in (COMMA, OPEN):
        return False
    k += words.texts[k] == "aged"
    age = words.texts[k] if k + 1 < len(words) else ""
    if not (age.isdecimal() and len(age) <= 2 and int(age) > 3):
        return False
    return words.gaps[k + 1] in (COMMA, STOP, LINE, OTHER, OPEN) or words.texts[k + 1] in _AFTER_AGE


def _who(words: TextWords, run: CapitalRun) -> bool:
    """As in "Ann Hale, who chairs the board"."""
    k = run.end
    return (
        k < len(words) and words.gaps[k] == COMMA and words.texts[k] in _GIVEN_BACK and not words.owns[k - 1]
    )


def _role_after(words: TextWords, run: CapitalRun) -> bool:
    """As in "Ann Hale, a former mayor of Kesh,"."""
    k = run.end
    if (
        k >= len(words)
        or words.gaps[k] not in (COMMA, OPEN)
        or words.owns[k - 1]
        or before(words, run.first) in _PLACES_BEFORE
    ):
        return False
    starts = words.texts[k]
    if not (
        starts in _INTO_A_ROLE
        or starts in ROLES
        or starts in TITLES
        or starts in TITLE_PARTS
        or starts in DEMONYMS
        or words.owns[k]
    ):
        return False
    for i in range(k, min(k + 8, len(words))):
        if i > k and words.gaps[i] != PLAIN:
            return False
        if (words.texts[i] in ROLES or words.texts[i] in TITLES) and _ends_role(words, i + 1):
            return True
    return False


def _ends_role(words: TextWords, i: int) -> bool:
    return i >= len(words) or words.gaps[i] != PLAIN or words.texts[i] in _AFTER_ROLE


def _role_before(words: TextWords, run: CapitalRun) -> bool:
    """As in "their counterpart, Ann Hale,", "the president of the club, Ann Hale,"."""
    first = run.first
    if (
        first < 2
        or words.gaps[first] != COMMA
        or words.owns[first - 1]
        or not _ends_apposition(words, run.end)
    ):
        return False
    if words.texts[first - 1] in ROLES or words.texts[first - 1] in TITLES:
        return True
    for i in range(first - 1, max(first - 9, 0), -1):
        if words.gaps[i] != PLAIN and i < first - 1:
            return False
        if words.texts[i] == "of" and (words.texts[i - 1] in ROLES or words.texts[i - 1] in TITLES):
            return True
    return False


def _ends_apposition(words: TextWords, end: int) -> bool:
    return end >= len(words) or words.gaps[end] in (COMMA, STOP, LINE, OPEN) or words.texts[end] in _REPORTING


def _reports(words: TextWords, run: CapitalRun) -> bool:
    """As in "Ann Hale told reporters", "," said Ann Hale."""
    if before(words, run.first) in _ARTICLES or words.texts[run.first - 1] == "The":
        return False
    if following(words, run.end) in _REPORTING:
        return True
    return before(words, run.first) in _SAID and (
        run.end >= len(words) or words.gaps[run.end] in (COMMA, STOP, LINE, QUOTE)
    )


_RULES: Final[tuple[tuple[str, Callable[[TextWords, CapitalRun], bool]], ...]] = (
    ("initials", _initials),
    ("age", _aged),
    ("who", _who),
    ("role-after", _role_after),
    ("role-before", _role_before),
    ("reporting-verb", _reports),
)


def _by_given(words: TextWords, run: CapitalRun) -> str:
    """As in "Ann Hale", where the first word is hardly ever anything but a first name."""
    texts = words.texts[run.first : run.end]
    last = texts[-1]
    if texts[0] not in GIVEN_NAMES or len(texts) > 4 or last in _NO_SURNAMES or is_acronym(last):
        return ""
    if last in PLACE_HEADS | BODY_HEADS | MEDIA_HEADS or before(words, run.first) in _ARTICLES:
        return ""
    if " ".join(texts[:2]) in _NAMED_AFTER or is_initial(last):
        return ""
    return "given-name"


# ------------------------------------------------------------------ what the rest of the article shows


def _alone(words: TextWords, runs: Sequence[CapitalRun]) -> Counter[str]:
    """Count the words that stand as a run of their own, and as a person does: "Hale's", "Hale said"."""
    found: Counter[str] = Counter()
    for run in runs:
        i = run.first
        if run.end - i == 1 and not words.heading[i] and before(words, i) not in _ARTICLES:
            after = following(words, run.end)
            acts = after in _REPORTING or after in _ACTING or after.endswith("ed")
            if words.owns[i] or acts or before(words, i) in HONORIFICS:
                found[words.texts[i]] += 1
    return found


def _again(words: TextWords, run: CapitalRun, alone: Counter[str]) -> bool:
    """As in "Ann Hale" in an article that goes on with "Hale"."""
    first, last = words.texts[run.first], words.texts[run.end - 1]
    if not 2 <= run.end - run.first <= 3 or before(words, run.first) in _ARTICLES or is_acronym(last):
        return False
    if run.first and words.texts[run.first - 1] == "The":
        return False
    if words.opens(run.first) and first not in GIVEN_NAMES:  # "Automaker Kesh"
        return False
    return alone[last] > 0 and is_person(words, run.first, run.end, sure=False)
