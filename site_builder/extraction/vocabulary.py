"""What single words say about the run of capitals that they stand in."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from site_builder.extraction import gazetteer, lexicon
from site_builder.extraction.shapes import AMPERSAND, PLAIN, CapitalRun, TextWords
from site_builder.extraction.titles import ROLES, TITLES

TITLE_PARTS: Final = lexicon.words("title parts")
OF_TITLES: Final = lexicon.words("of titles")
COMMON: Final = lexicon.words("common")
AFTER_TITLES: Final = lexicon.words("after a title")
LEGAL_FORMS: Final = lexicon.words("legal forms")
GIVEN_NAMES: Final = lexicon.words("given names", "persons.txt")
PARTICLES: Final = lexicon.words("particles")
ARTICLES: Final = lexicon.words("articles")
SURNAMES_TOO: Final = lexicon.words("surnames too")
BODY_HEADS: Final = lexicon.words("organisation heads") | lexicon.words("strong heads")
MEDIA_HEADS: Final = lexicon.words("media heads")
PLACE_HEADS: Final = lexicon.words("place heads")
NO_BODIES: Final = lexicon.words("not organisations")
KNOWN: Final = gazetteer.entries()
DEMONYMS: Final = frozenset(name for name, label in KNOWN.items() if label == "demonym")

_NO_PERSON: Final = (
    BODY_HEADS
    | MEDIA_HEADS
    | PLACE_HEADS
    | COMMON
    | DEMONYMS
    | NO_BODIES
    | lexicon.words("organisation words")
    | lexicon.words("weekdays")
    | lexicon.words("heads with of")
)
_THE: Final = lexicon.words("definite articles")
_INNER: Final = re.compile(r"\w*[a-z][A-Z]\w*")
_PREFIXED: Final = re.compile(r"(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|Fitz|al-|el-)[A-Z]")


def is_person(words: TextWords, first: int, end: int, *, sure: bool) -> bool:
    """Tell whether some words can be a person's name; `sure` where the context says that they are one."""
    texts = words.texts
    if not 1 <= end - first <= 5 or " ".join(texts[first:end]) in KNOWN:
        return False
    if not any(c.isupper() for c in texts[end - 1]) or len(texts[end - 1]) < 2:
        return False
    if AMPERSAND in words.gaps[first + 1 : end] or (
        not sure and any(len(word) == 1 for word in texts[first:end])
    ):
        return False
    return all(_is_part(word, sure=sure) for word in texts[first:end])


@lru_cache(maxsize=1 << 15)
def _is_part(word: str, *, sure: bool) -> bool:
    if word in _NO_PERSON or word in TITLES or word.lower() in ROLES:
        return sure and word in SURNAMES_TOO
    if any(c.isdigit() for c in word) or ("." in word.rstrip(".") and not is_initial(word)):
        return False
    if word.isupper() and len(word) > 2 and "." not in word:
        return False
    if not sure and _INNER.fullmatch(word) and not _PREFIXED.match(word):
        return False
    return sure or KNOWN.get(word) is None or word in SURNAMES_TOO


def is_initial(word: str) -> bool:
    """Tell whether a word is the initial of a name: "W.", "J.K."."""
    return word.endswith(".") and len(word) <= 6 and word.replace(".", "").isupper()


def trimmed(words: TextWords, run: CapitalRun) -> CapitalRun:
    """Leave out articles, and words that have their capital only from the start of a sentence."""
    first, texts = run.first, words.texts
    while first < run.end:
        word = texts[first]
        opening = words.opens(first) or first > run.first
        if first > run.first and texts[first - 1] in _THE and _names_a_body(texts[run.end - 1]):
            break  # "The Government Accountability Office": the capital is the name's own
        if word in ARTICLES or (word in COMMON and opening and not _begins_known(words, first, run.end)):
            first += 1
            continue
        break
    return CapitalRun(first, run.end)


def _names_a_body(last: str) -> bool:
    return last in BODY_HEADS or last in PLACE_HEADS


def at_legal_forms(words: TextWords, run: CapitalRun) -> Iterator[CapitalRun]:
    """Divide a run after what a company is by law: "Lance Works LLC | Ann Hale"."""
    first = run.first
    for k in range(run.first + 1, run.end - 1):
        if words.texts[k] in LEGAL_FORMS and k > first and words.texts[k + 1] not in LEGAL_FORMS:
            yield CapitalRun(first, k + 1)
            first = k + 1
    yield CapitalRun(first, run.end)


def _begins_known(words: TextWords, first: int, end: int) -> bool:
    return any(" ".join(words.texts[first:k]) in KNOWN for k in range(first + 1, min(end, first + 4) + 1))


def after_title(words: TextWords, run: CapitalRun) -> int | None:
    """Find where the name begins in a run that begins with a title; `None` where it has none."""
    texts = words.texts
    k, name = run.first, None
    while k < run.end:
        word = texts[k]
        if word in TITLES or (word in AFTER_TITLES and name == k):
            name = k + 1
        elif not (word in TITLE_PARTS or word in DEMONYMS or KNOWN.get(word) == "place" or word in OF_TITLES):
            two = " ".join(texts[k : k + 2])
            if KNOWN.get(two) is None or k + 2 > run.end:
                break
            k += 1
        k += 1
    return name


def before(words: TextWords, i: int) -> str:
    """Give the word right before another, with only a space between; else nothing."""
    return words.texts[i - 1] if i and words.gaps[i] == PLAIN and not words.owns[i - 1] else ""


def following(words: TextWords, end: int) -> str:
    """Give the word right after a stretch, with only a space between; else nothing."""
    if end >= len(words) or words.gaps[end] != PLAIN or words.owns[end - 1]:
        return ""
    return words.texts[end]
