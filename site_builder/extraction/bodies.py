"""Rules by which a name's words show that it is a body's: a ministry, company, outlet (rank 3)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import OPEN, PLAIN, CapitalRun, TextWords
from site_builder.extraction.vocabulary import (
    BODY_HEADS,
    COMMON,
    DEMONYMS,
    KNOWN,
    MEDIA_HEADS,
    NO_BODIES,
    PLACE_HEADS,
    TITLE_PARTS,
    TITLES,
    before,
    following,
)
from site_builder.model.extraction_results import Label

_STRONG: Final = lexicon.words("strong heads")
_OF_HEADS: Final = lexicon.words("heads with of")
_KINDS: Final = lexicon.words("kinds of body")
_BUILDINGS: Final = PLACE_HEADS | lexicon.words("buildings")
_NO_ACRONYM: Final = lexicon.words("no acronym for a body")
_LINKS: Final = lexicon.words("links within bodies")
# These have several subjects: "Ministry of Culture and Sport".
_TWO_SUBJECTS: Final = lexicon.words("heads of two subjects")
# Titles that begin the names of bodies as well: "General Services Administration".
_IN_NAMES: Final = BODY_HEADS | lexicon.words("titles in names")
_ORDINARY: Final = lexicon.words("ordinary before a head")
_SURE_OUTLETS: Final = lexicon.words("sure media heads")
_WITH_OF: Final = lexicon.words("media heads with of")
_ANY: Final = lexicon.words("any of a kind")
_SMALL: Final = lexicon.words("small words in bodies")
_THE: Final = lexicon.words("definite articles")
_NO_OUTLETS: Final = lexicon.words("not after a nationality")


def find_bodies(words: TextWords, runs: Sequence[CapitalRun]) -> Iterator[RuleName]:
    """Find the bodies that a rule is sure of."""
    by_first = {run.first: run for run in runs}
    for run in runs:
        if words.heading[run.first]:
            continue
        found = (
            _with_of(words, run, by_first)
            or _with_head(words, run, by_first)
            or _outlet(words, run, by_first)
            or _after_kind(words, run)
        )
        if found:
            yield found
    yield from _defined(words)


def _with_of(words: TextWords, run: CapitalRun, by_first: Mapping[int, CapitalRun]) -> RuleName | None:
    """As in "Ministry of Culture and Sport", "Hebrew University of Jerusalem"."""
    if words.texts[run.end - 1] not in _OF_HEADS or words.owns[run.end - 1]:
        return None
    end = _linked(words, run.end, by_first)
    if end is None:
        return None
    further = _linked(words, end, by_first)
    end = further or end
    if words.texts[run.end - 1] in _TWO_SUBJECTS and following(words, end) == "and":
        second = by_first.get(end + 1)
        if second and words.gaps[end + 1] == PLAIN and not _is_other(words, second):
            end = second.end
    first = _without_titles(words, run)
    return RuleName(first, end, "organisation", "body-of") if first < run.end else None


def _linked(words: TextWords, at: int, by_first: Mapping[int, CapitalRun]) -> int | None:
    """Find the end of "of the Caspian", after a head or a part of a name."""
    if following(words, at) not in _LINKS:
        return None
    k = at + 1
    if words.gaps[k] == PLAIN and words.texts[k] == "the":
        k += 1
    run = by_first.get(k)
    if run is None or words.gaps[k] != PLAIN or words.heading[k]:
        return None
    end = run.first
    while end < run.end and words.texts[end] not in TITLES:
        end += 1
    return end if end > run.first else None


def _is_other(words: TextWords, run: CapitalRun) -> bool:
    """Tell whether what follows "and" is a name of its own."""
    texts = words.texts[run.first : run.end]
    return (
        texts[0] in TITLES
        or texts[0] in DEMONYMS
        or " ".join(texts) in KNOWN
        or texts[-1] in _OF_HEADS | BODY_HEADS
        or words.owns[run.end - 1]
    )


def _without_titles(words: TextWords, run: CapitalRun) -> int:
    """Leave out a title or a sentence's first word before the name of the body."""
    first = run.first
    while first < run.end - 1 and words.texts[first] in TITLES and words.texts[first] not in _IN_NAMES:
        first += 1
    return first


def _with_head(words: TextWords, run: CapitalRun, by_first: Mapping[int, CapitalRun]) -> RuleName | None:
    """As in "Lantern Institute", "Kesh Police Department", "NSO Group"."""
    texts = words.texts
    first = _without_titles(words, run)
    head = _head(words, run)
    is_place = KNOWN.get(" ".join(texts[run.first : run.end])) == "place"  # "Soviet Union"
    if head is None or is_place or not _names_one(words, first, head):
        return None
    rest = texts[head + 1 : run.end]
    if any(word in TITLES for word in rest):
        own = rest[0] in TITLES | TITLE_PARTS  # "Lantern University Professor Ann Hale"
        return RuleName(first, head + 1, "organisation", "body-head") if own else None
    if rest and not _ends_with_country(words, head + 1, run.end):
        return None
    if not rest and (before(words, first) in _ANY or _goes_on(words, head)):
        return None
    return RuleName(_joined(words, first, by_first), run.end, "organisation", "body-head")


def _head(words: TextWords, run: CapitalRun) -> int | None:
    """Find the last word that says what kind of body it is; "Press Secretary" has none."""
    texts = words.texts
    for h in range(run.end - 1, run.first, -1):
        is_head = texts[h] in BODY_HEADS or (texts[h] == "District" and texts[h - 1] == "School")
        if is_head and not (
            texts[h] in TITLE_PARTS and any(word in TITLES for word in texts[h + 1 : run.end])
        ):
            return h
    return None


def _names_one(words: TextWords, first: int, head: int) -> bool:
    """Tell whether what stands before the head tells one body from others: not "First Division"."""
    lead = words.texts[first:head]
    if not lead or all(word in _ORDINARY or word in TITLES for word in lead):
        return False
    return words.texts[head] in _STRONG or len(lead) > 1 or not (lead[0] in COMMON or words.opens(first))


def _goes_on(words: TextWords, head: int) -> bool:
    """Tell whether a weak head is followed by "of", and so is no name's end."""
    weak = words.texts[head] in _OF_HEADS and words.texts[head] not in _STRONG
    return weak and following(words, head + 1) in _LINKS


def _joined(words: TextWords, first: int, by_first: Mapping[int, CapitalRun]) -> int:
    """Take in what "and" joins under one article: "the Securities and Exchange Commission"."""
    if before(words, first) != "and" or first < 3 or words.gaps[first - 1] != PLAIN:
        return first
    for size in (1, 2, 3):
        run = by_first.get(first - 1 - size)
        if run and run.end == first - 1 and before(words, run.first) in _THE:
            texts = words.texts[run.first : run.end]
            whole = " ".join(texts) not in KNOWN and not any(
                (word.isupper() and "." not in word) or word in BODY_HEADS or word in TITLES for word in texts
            )
            return run.first if whole else first
    return first


def _ends_with_country(words: TextWords, first: int, end: int) -> bool:
    return " ".join(words.texts[first:end]) in KNOWN


def _outlet(words: TextWords, run: CapitalRun, by_first: Mapping[int, CapitalRun]) -> RuleName | None:
    """As in "The Norland Post", "Kesh Weekly"."""
    texts = words.texts
    last = run.end - 1
    if run.end - run.first == 1 and texts[last] == "Times":
        end = _linked(words, run.end, by_first)  # "The Times of Israel"
        return RuleName(run.first, end, "organisation", "outlet") if end else None
    if texts[last] not in MEDIA_HEADS or last <= run.first or words.heading[run.first]:
        return None
    first = _without_titles(words, run)
    article = before(words, first) in _THE
    # Without an article before it, a family may be called that.
    sure = article or texts[last] in _SURE_OUTLETS
    if (
        not sure
        or first >= last
        or (texts[first] in DEMONYMS and len(texts[first:last]) == 1 and texts[last] in _NO_OUTLETS)
    ):
        return None
    further = _linked(words, run.end, by_first) if texts[last] in _WITH_OF else None
    return RuleName(first, further or run.end, "organisation", "outlet")


def _after_kind(words: TextWords, run: CapitalRun) -> RuleName | None:
    """As in "the airline Sudair", "defence company Lance Works"."""
    if (
        before(words, run.first) not in _KINDS
        or words.texts[run.first] in DEMONYMS | TITLES | TITLE_PARTS | COMMON
    ):
        return None
    name = " ".join(words.texts[run.first : run.end])
    if KNOWN.get(name, "organisation") != "organisation" or name in NO_BODIES:
        return None
    return RuleName(run.first, run.end, "organisation", "kind-before")


# ------------------------------------------------------------------ a long name and its acronym


def _defined(words: TextWords) -> Iterator[RuleName]:
    """A long name and the acronym in brackets after it; the initials must agree."""
    for i in range(2, len(words)):
        acronym = words.texts[i]
        if words.gaps[i] != OPEN or not is_acronym(acronym) or not words.text.startswith(")", words.ends[i]):
            continue
        first = spelt_out(words, i, acronym)
        if first is None or words.texts[i - 1] in _NO_ACRONYM or acronym in NO_BODIES or words.owns[i - 1]:
            continue
        label: Label = "place" if words.texts[i - 1] in _BUILDINGS else "organisation"
        yield RuleName(first, i, label, "acronym-defined")
        yield RuleName(i, i + 1, label, "acronym", 2, words.text[words.starts[first] : words.ends[i - 1]])


def is_acronym(word: str) -> bool:
    """Tell whether a word is made of capitals like an acronym: "SIPRI", "UNESCO", "A&E"."""
    return (
        2 <= len(word) <= 10
        and sum(c.isupper() for c in word) >= 2
        and word.replace(".", "").replace("&", "").isupper()
        and not any(c.isdigit() for c in word)
    )


def spelt_out(words: TextWords, end: int, acronym: str) -> int | None:
    """Find the first of the words before `end` whose initials make the acronym; small words may count."""
    letters = [c for c in acronym if c.isalpha()]
    rest = len(letters)
    for k in range(end - 1, max(end - 12, -1), -1):
        word = words.texts[k]
        if k < end - 1 and words.gaps[k + 1] != PLAIN and words.texts[k + 1] != "and":
            return None
        parts = [part for part in word.split("-") if part]
        if word[0].isupper():
            for part in reversed(parts):
                if rest and part[0].upper() == letters[rest - 1].upper():
                    rest -= 1
                elif part is parts[0]:
                    return None
        elif word in _SMALL:
            if (
                rest
                and word[0] == letters[rest - 1].lower()
                and words.texts[k - 1][0].upper() != letters[rest - 1]
            ):
                rest -= 1
        else:
            return None
        if rest == 0:
            return k if word[0].isupper() else None
    return None
