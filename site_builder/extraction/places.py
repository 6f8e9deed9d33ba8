"""Rules that show that a name is a place's (rank 3)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.gazetteer import states, towns_of_georgia
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import COMMA, LINE, PLAIN, CapitalRun, TextWords
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import (
    BODY_HEADS,
    COMMON,
    DEMONYMS,
    KNOWN,
    NO_BODIES,
    PLACE_HEADS,
    SURNAMES_TOO,
    TITLE_PARTS,
    before,
    following,
    is_initial,
)

_STRONG: Final = lexicon.words("strong prepositions")
_BODIES_OF_PLACES: Final = lexicon.words("strong heads") | lexicon.words("parts of districts")
_BEFORE_SURNAMES: Final = lexicon.words("before a surname or place")
_KINDS: Final = lexicon.words("kinds of place")
_NO_KINDS: Final = lexicon.words("kinds that are no places")
_SURE_KINDS: Final = lexicon.words("sure kinds of place")
_KINDS_AFTER: Final = lexicon.words("kinds after")
_ONE: Final = lexicon.words("any of a kind")
_AFTER_NAMES: Final = (
    lexicon.words("after a name") | lexicon.words("reporting verbs") | lexicon.words("acting persons")
)
_PROPOSED: Final = lexicon.words("facilities")
_DIRECTIONS: Final = lexicon.words("directions")
_HEADS_BEFORE: Final = lexicon.words("heads before a name")
_OF_HEADS: Final = lexicon.words("place heads with of")


def find_places(words: TextWords, runs: Sequence[CapitalRun]) -> Iterator[RuleName]:
    """Find the places that a rule is sure of."""
    by_first = {run.first: run for run in runs}
    for run in runs:
        if words.heading[run.first]:
            continue
        found = _with_head(words, run, by_first) or _in_country(words, run) or _with_kind(words, run)
        if found:
            yield found


def _with_head(words: TextWords, run: CapitalRun, by_first: Mapping[int, CapitalRun]) -> RuleName | None:
    """As in "Ary River", "Mount Ary", "Gulf of Kesh"."""
    texts, size = words.texts, run.end - run.first
    if texts[run.first] in _HEADS_BEFORE and size in (2, 3) and texts[run.end - 1] not in BODY_HEADS:
        return RuleName(run.first, run.end, "place", "place-head")
    if texts[run.end - 1] in _OF_HEADS and following(words, run.end) == "of":
        k = run.end + 1
        k += words.gaps[k] == PLAIN and texts[k] == "the"
        is_body = KNOWN.get(" ".join(texts[run.first : run.end])) == "organisation"  # "Islamic State of Kesh"
        second = by_first.get(k) if words.gaps[k] == PLAIN and size <= 2 and not is_body else None
        if second and texts[second.first] not in TITLES:
            return RuleName(run.first, second.end, "place", "place-of")
        return None
    if not _ends_in_head(words, run):
        return None
    if texts[run.end - 1] in _PROPOSED:
        return RuleName(run.first, run.end, "place", "facility", 4)
    return RuleName(run.first, run.end, "place", "place-head")


def _ends_in_head(words: TextWords, run: CapitalRun) -> bool:
    lead, head = words.texts[run.first : run.end - 1], words.texts[run.end - 1]
    prior = before(words, run.first)
    if head not in PLACE_HEADS or not lead or lead[0] in TITLES or is_initial(lead[-1]):
        return False
    if head in SURNAMES_TOO and prior not in _STRONG | _BEFORE_SURNAMES:
        return False
    if any(word in _BODIES_OF_PLACES for word in lead[1:]):
        return False
    return not all(word in COMMON | TITLE_PARTS for word in lead)


def _in_country(words: TextWords, run: CapitalRun) -> RuleName | None:
    """As in "in Kesh, Texas": a name after a preposition, and the state or country that it lies in."""
    if (
        run.end >= len(words)
        or words.gaps[run.end] != COMMA
        or words.owns[run.end - 1]
        or run.end - run.first > 3
    ):
        return None
    if before(words, run.first) not in _STRONG | {"of"} and words.gaps[run.first] != LINE:
        return None
    if not known_at(words, run.end) or _is_no_place(words, run):
        return None
    return RuleName(
        run.first, run.end, "place", beside_state(words, run.first, run.end) or "place-in-country"
    )


def known_at(words: TextWords, first: int) -> int:
    """Find the end of a gazetteer's place that begins at a word; 0 where there is none."""
    for end in range(min(first + 4, len(words)), first, -1):
        if KNOWN.get(" ".join(words.texts[first:end])) == "place" and all(
            words.gaps[k] == PLAIN for k in range(first + 1, end)
        ):
            return end
    return 0


def _is_no_place(words: TextWords, run: CapitalRun) -> bool:
    texts = words.texts[run.first : run.end]
    name = " ".join(texts)
    if KNOWN.get(name, "place") != "place" or name in NO_BODIES:
        return True
    return (
        any(word in TITLES or word in DEMONYMS or word in BODY_HEADS or is_initial(word) for word in texts)
        or texts[0] in COMMON
    )


def _with_kind(words: TextWords, run: CapitalRun) -> RuleName | None:
    """As in "the village of Kesh", "the capital, Kesh", "Kesh province", "northern Kesh"."""
    if run.end - run.first > 3 or _is_no_place(words, run):
        return None
    for rule, holds in (("kind-of", _kind_before), ("kind-after", _kind_after), ("direction", _direction)):
        if holds(words, run):
            return RuleName(run.first, run.end, "place", rule)
    return None


def _kind_before(words: TextWords, run: CapitalRun) -> bool:
    first, prior = run.first, before(words, run.first)
    if prior == "of" and first > 1:
        kind = before(words, first - 1)
        people = kind == "capital" and words.texts[run.end - 1].endswith("s")  # "the capital of Keshians"
        return kind in _KINDS and kind not in _NO_KINDS and not people
    if words.gaps[first] == COMMA and first > 1 and words.texts[first - 1] == "capital":
        return words.gaps[run.end] != PLAIN
    return prior in _SURE_KINDS and words.texts[first] not in TITLE_PARTS


def _kind_after(words: TextWords, run: CapitalRun) -> bool:
    if words.texts[run.first] in DEMONYMS or words.opens(run.first) or before(words, run.first) in _ONE:
        return False  # "a Keshian city"
    after = following(words, run.end + 1) if run.end + 1 < len(words) else ""
    ends = not after or after in _AFTER_NAMES  # not "Kesh island nations"
    return following(words, run.end) in _KINDS_AFTER and ends


def _direction(words: TextWords, run: CapitalRun) -> bool:
    shared = words.texts[run.first] in TITLE_PARTS or following(words, run.end) == "and"
    return before(words, run.first) in _DIRECTIONS and not shared


def beside_state(words: TextWords, first: int, end: int) -> str:
    """Give the rule of a place beside a state of another country than its namesake's; else nothing.

    "Lebanon" of "Lebanon, Pennsylvania" is `in-state:Pennsylvania, United States`, and "Georgia" of
    "Atlanta, Georgia" `state-of:Atlanta`: `naming` knows whether the registry's place lies there.
    """
    name = " ".join(words.texts[first:end])
    if words.gaps[end] == COMMA and not words.owns[end - 1] and name not in states():
        known = known_at(words, end)
        state = " ".join(words.texts[end:known])
        if state in states():
            return f"in-state:{state}, {states()[state]}"
    if name == "Georgia" and first and words.gaps[first] == COMMA and words.capital[first - 1]:
        start = first - 1
        while start and words.gaps[start] == PLAIN and words.capital[start - 1]:
            start -= 1
        town = " ".join(words.texts[start:first])
        return f"state-of:{town}" if town in towns_of_georgia() else ""
    return ""


def datelines(words: TextWords) -> Iterator[RuleName]:
    """As in "KESH, Texas (AP) -", "TBILISI -", "BAKU 2031-05-04" at the start of a paragraph."""
    for i in range(len(words)):
        if words.gaps[i] != LINE or not words.texts[i].isupper() or len(words.texts[i]) < 4:
            continue
        end = i + 1
        while end < len(words) and words.gaps[end] == PLAIN and words.texts[end].isupper():
            end += 1
        if _ends_dateline(words, i, end):
            yield RuleName(i, end, "place", "dateline")


def _ends_dateline(words: TextWords, first: int, end: int) -> bool:
    """Tell whether a dash follows, but no headline in capitals, or a date or line end a known place."""
    if end < len(words) and words.gap_text(end) == " - ":
        return not words.texts[end].isupper()
    known = KNOWN.get(" ".join(words.texts[first:end]).title()) == "place"
    return known and (end == len(words) or words.gaps[end] != PLAIN or words.texts[end][0].isdigit())
