"""Rules by which a name's words show that it is a body's: a ministry, company, outlet (rank 3)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import AMPERSAND, COMMA, PLAIN, CapitalRun, TextWords
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import (
    BODY_HEADS,
    COMMON,
    DEMONYMS,
    KNOWN,
    LEGAL_FORMS,
    MEDIA_HEADS,
    NO_BODIES,
    OF_TITLES,
    SURNAMES_TOO,
    TITLE_PARTS,
    before,
    following,
)
from site_builder.model.extraction_results import Rank

_STRONG: Final = lexicon.words("strong heads")
_OF_HEADS: Final = lexicon.words("heads with of")
_SURE_HEADS: Final = lexicon.words("sure heads")
_SURE_OF: Final = lexicon.words("sure heads with of")
_AND: Final = lexicon.words("joining names")
_OPENING_ENDS: Final = ("ing", "ed")
"""How words end that have their capital only from the start of a sentence: "Remarked", "Proroguing"."""
_KINDS: Final = lexicon.words("kinds of body") - lexicon.words("roles")
_LINKS: Final = lexicon.words("links within bodies")
# These have several subjects: "Ministry of Culture and Sport".
_TWO_SUBJECTS: Final = lexicon.words("heads of two subjects")
# Titles that begin the names of bodies as well: "General Services Administration".
_IN_NAMES: Final = BODY_HEADS | lexicon.words("titles in names")
_ORDINARY: Final = lexicon.words("ordinary before a head")
_SURE_OUTLETS: Final = lexicon.words("sure media heads")
_WITH_OF: Final = lexicon.words("media heads with of")
_ANY: Final = lexicon.words("any of a kind")
_AFTER_COMMA: Final = lexicon.words("legal forms after a comma")
_ALSO_HEADS: Final = BODY_HEADS & LEGAL_FORMS
_THE: Final = lexicon.words("definite articles")
_NO_OUTLETS: Final = lexicon.words("not after a nationality")


def find_bodies(words: TextWords, runs: Sequence[CapitalRun]) -> Iterator[RuleName]:
    """Find the bodies that a rule is sure of."""
    by_first = {run.first: run for run in runs}
    for run in runs:
        if words.heading[run.first]:
            continue
        found = (
            _with_legal_form(words, run)
            or _with_of(words, run, by_first)
            or _with_head(words, run, by_first)
            or _outlet(words, run, by_first)
            or _after_kind(words, run)
        )
        if found:
            yield found


def _with_legal_form(words: TextWords, run: CapitalRun) -> RuleName | None:
    """As in "Lance Works Inc.", "Lance Works, Ltd."."""
    end = run.end
    if end < len(words) and words.gaps[end] == COMMA and words.texts[end] in _AFTER_COMMA:
        end += 1
    first = run.first
    while first < run.end - 1 and (_is_based(words, first) or _is_sure_title(words, first)):
        first += 1
    last = words.texts[end - 1]
    if last not in LEGAL_FORMS or end - first < 2 or words.owns[end - 2]:
        return None
    if (last in _ALSO_HEADS and before(words, first) in _ANY) or _begins_before(words, first):
        return None
    if words.gaps[first] == COMMA and words.capital[first - 1] and AMPERSAND in words.gaps[first:end]:
        return None  # "Hale, |Berg & Co.|"
    rest = words.texts[first : end - 1]
    if all(word in COMMON or word in _ORDINARY or word in LEGAL_FORMS for word in rest):
        return None
    return RuleName(first, end, "organisation", "legal-form")


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
    if first >= run.end:
        return None
    linked = _linked(words, run.end, by_first)
    sure = words.texts[run.end - 1] in _SURE_OF and end == linked and _is_one(words, run.end + 1, end)
    sure = sure and _is_whole(words, first, end)
    return RuleName(first, end, "organisation", "body-of-name" if sure else "body-of")


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
    if run.end - run.first == 1 and words.texts[run.first] in OF_TITLES:
        return run.end  # "Department of Justice"
    end = run.first
    while end < run.end and words.texts[end] not in TITLES:
        end += 1
    return end if end > run.first else None


def _is_one(words: TextWords, first: int, end: int) -> bool:
    """Tell whether what follows "of" is one name: not "Norland Ann Hale", nor "Norland" of ", Porto Sul"."""
    first += words.texts[first] == "the"
    known = [k for k in range(first + 1, end + 1) if KNOWN.get(" ".join(words.texts[first:k])) == "place"]
    if known and known[-1] < end:
        return False
    after = words.texts[end] if end < len(words) and words.gaps[end] == COMMA else ""
    return not (known and words.texts[first - 2] == "University" and after[:1].isupper())


def _is_whole(words: TextWords, first: int, end: int) -> bool:
    """Tell whether a body's name is all of it, and nothing but it."""
    word, _, joined = words.texts[first].partition("-")
    if joined and KNOWN.get(word) == "organisation":
        return False  # "|Boeing-Air Force| contract"
    if words.opens(first) and word.endswith(_OPENING_ENDS):
        return False
    return not _begins_before(words, first) and not _ends_later(words, end)


def _begins_before(words: TextWords, first: int) -> bool:
    """Tell whether what stands before looks like more of a name."""
    if not first or words.gaps[first] != PLAIN:
        return False
    prior = words.texts[first - 1]
    if prior == "and":
        # "Gas and |Electric Company|", but "Hale Co. and |Berg Co.|"
        return first > 1 and words.capital[first - 2] and words.texts[first - 2] not in LEGAL_FORMS
    if words.owns[first - 1]:
        return words.capital[first - 1] and KNOWN.get(prior) is None  # "People's |Party of Kesh|"
    # "Doctor |Who Society|"
    is_other = words.opens(first - 1) or prior in TITLE_PARTS or _is_based(words, first - 1)
    is_other = is_other or (prior in TITLES and words.texts[first] not in COMMON)
    return words.capital[first - 1] and not is_other


def _ends_later(words: TextWords, end: int) -> bool:
    """Tell whether what stands after looks like more of a name: "Office of Kesh |and Commissioner|"."""
    after = following(words, end)
    if after in _AND:
        return end + 1 < len(words) and words.capital[end + 1] and words.gaps[end + 1] == PLAIN
    if after and words.capital[end]:
        return after not in TITLES and after not in TITLE_PARTS
    return after == "of"


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
    """Leave out a title, a sentence's first word, or "Kesh-based" before the name of the body."""
    first = run.first
    while first < run.end - 1 and (_is_based(words, first) or _is_title(words, first)):
        first += 1
    return first


def _is_title(words: TextWords, i: int) -> bool:
    return words.texts[i] in TITLES and words.texts[i] not in _IN_NAMES


def _is_sure_title(words: TextWords, i: int) -> bool:
    """Tell a title that is no surname: not "Dean" of "Dean Hale Inc."."""
    return _is_title(words, i) and words.texts[i] not in SURNAMES_TOO


def _is_based(words: TextWords, i: int) -> bool:
    """As in "Kesh-based Lance Works"."""
    return words.texts[i].endswith("-based")


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
        sure = texts[head] in _SURE_HEADS and _is_whole(words, first, head + 1)
        return (
            RuleName(first, head + 1, "organisation", "body-name" if sure else "body-head") if own else None
        )
    if rest and not _ends_with_country(words, head + 1, run.end):
        return None
    if not rest and (before(words, first) in _ANY or _goes_on(words, head)):
        return None
    joined = _joined(words, first, by_first)
    sure = words.texts[head] in _SURE_HEADS and (joined < first or _is_whole(words, first, run.end))
    return RuleName(joined, run.end, "organisation", "body-name" if sure else "body-head")


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
    if KNOWN.get(" ".join(texts[run.first : last])) == "organisation":
        return None  # "Apple TV"
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
    rank: Rank = 3 if texts[last] in _SURE_OUTLETS else 4  # "the Congressional Record"
    return RuleName(first, further or run.end, "organisation", "outlet", rank)


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
