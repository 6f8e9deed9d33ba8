"""Same-article back-references (rank 2): an acronym after its full form, a full form again.

Surnames refer to persons whom the registry may know: `naming` finds them.
"""

from collections.abc import Iterator, Sequence
from itertools import compress, count

from site_builder.extraction.bodies import is_acronym, spelt_out
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import AMPERSAND, MOST_WORDS, OPEN, PLAIN, TextWords
from site_builder.extraction.vocabulary import (
    COMMON,
    TITLES,
    before,
    following,
)
from site_builder.model.extraction_results import Label, Mention


def find_references(words: TextWords, known: Sequence[Mention]) -> Iterator[RuleName]:
    """Find what refers back to the known names of this article, which are in the order of the text."""
    yield from _repeats(words, known)
    yield from _acronyms(words, known)


def _repeats(words: TextWords, known: Sequence[Mention]) -> Iterator[RuleName]:
    """Every other place of a name that a rule found; also before it."""
    forms: dict[tuple[str, ...], tuple[Label, str, str] | None] = {}
    starts = {mention.start: mention.rule for mention in known}
    for mention in known:
        form = tuple(words.texts[words.at(mention.start) : words.at(mention.end)])
        if mention.rank == 3 and len(form) <= MOST_WORDS and (mention.label != "person" or len(form) > 1):
            # A town "in-state:Texas, United States" is there the next time too.
            in_state = mention.rule.startswith("in-state:")
            said = mention.label, "" if in_state else mention.surface, mention.rule if in_state else "again"
            # Where two rules disagree about a name nothing is guessed.
            agreed = form not in forms or (forms[form] or said)[0] == mention.label
            forms[form] = (forms.get(form) or said) if agreed else None
    sizes = sorted({len(form) for form in forms})
    for first in compress(count(), words.capital if forms else ()):
        start = words.starts[first]
        for end in (first + size for size in sizes):
            found = forms.get(tuple(words.texts[first:end]))
            if not found or (start in starts and found[2] in ("again", starts[start])):
                continue
            if _is_unbroken(words, first, end) and not _inside_longer(words, first, end):
                yield RuleName(first, end, found[0], found[2], 2, found[1])


def _is_unbroken(words: TextWords, first: int, end: int) -> bool:
    return end <= len(words) and all(words.gaps[k] in (PLAIN, AMPERSAND) for k in range(first + 1, end))


def _inside_longer(words: TextWords, first: int, end: int) -> bool:
    if words.heading[first]:
        return False
    if following(words, end) and words.capital[end] and words.texts[end] not in TITLES:
        return True
    prior = before(words, first)
    if not prior or not words.capital[first - 1] or prior in TITLES:
        return False
    return prior not in COMMON or not words.opens(first - 1)


def _acronyms(words: TextWords, known: Sequence[Mention]) -> Iterator[RuleName]:
    """An acronym that stood in brackets after its full form, from there on."""
    ends = {mention.end: mention for mention in known if mention.rank <= 3}
    defined: dict[str, tuple[int, Mention]] = {}
    for i in range(1, len(words)):
        if words.gaps[i] != OPEN:
            continue
        mention = ends.get(words.ends[i - 1])
        if (
            mention
            and mention.label in ("organisation", "place")
            and is_acronym(words.texts[i])
            and words.text.startswith(")", words.ends[i])
            and spelt_out(words, i, words.texts[i]) is not None
        ):
            defined.setdefault(words.texts[i], (i, mention))
    for i, word in enumerate(words.texts if defined else ()):
        if word not in defined:
            continue
        since, mention = defined[word]
        if i >= since and not _part_of_name(words, i):
            yield RuleName(i, i + 1, mention.label, "acronym", 2, mention.full or mention.surface)


def _part_of_name(words: TextWords, i: int) -> bool:
    after = following(words, i + 1)
    return bool(after) and words.capital[i + 1] and after not in TITLES
