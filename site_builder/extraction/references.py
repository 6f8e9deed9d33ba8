"""Same-article back-references (rank 2): an acronym after its full form, a full form again.

Surnames refer to persons whom the registry may know: `naming` finds them.
"""

from collections.abc import Iterator, Sequence
from itertools import compress, count
from typing import NamedTuple

from site_builder.extraction.acronyms import is_acronym, spelt_out
from site_builder.extraction.gazetteer import bodies_and_more
from site_builder.extraction.known_names import is_joined, is_of_a_thing
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import AMPERSAND, MOST_WORDS, OPEN, PLAIN, TextWords
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import (
    COMMON,
    KNOWN,
    LEGAL_FORMS,
    NO_BODIES,
    TITLE_PARTS,
    before,
    following,
)
from site_builder.model.extraction_results import Label, Mention, Rank, only_proposes

_INITIALS_AT_LEAST = 3


def find_references(words: TextWords, known: Sequence[Mention]) -> Iterator[RuleName]:
    """Find what refers back to the known names of this article, which are in the order of the text."""
    yield from _repeats(words, known)
    yield from _acronyms(words, known)


class _Form(NamedTuple):
    """What a form names when it comes again, by which rule, and with what authority."""

    rank: Rank
    label: Label
    full: str
    rule: str


def _repeats(words: TextWords, known: Sequence[Mention]) -> Iterator[RuleName]:
    """Every other place of a name that a rule found; also before it."""
    forms = _forms(words, known)
    starts = {mention.start: mention.rule for mention in known}
    sizes = sorted({len(form) for form in forms})
    for first in compress(count(), words.capital if forms else ()):
        start = words.starts[first]
        for end in (first + size for size in sizes):
            found = forms.get(tuple(words.texts[first:end]))
            if not found or (start in starts and found.rule in ("again", "short-name", starts[start])):
                continue
            opening = found.rule == "short-name" and end == first + 1 and words.opens(first)
            whole = not opening and _is_unbroken(words, first, end)
            if whole and _stands_for_itself(words, first, end, found.label):
                yield RuleName(first, end, found.label, found.rule, found.rank, found.full)


def _forms(words: TextWords, known: Sequence[Mention]) -> dict[tuple[str, ...], _Form | None]:
    """Give the forms of names that may come again; where two rules disagree about one nothing is guessed.

    What comes again of a name that a rule only proposes is proposed, too.
    """
    forms: dict[tuple[str, ...], _Form | None] = {}
    for mention in known:
        form = tuple(words.texts[words.at(mention.start) : words.at(mention.end)])
        if mention.rank != 3 or len(form) > MOST_WORDS or (mention.label == "person" and len(form) < 2):
            continue
        rank: Rank = 4 if only_proposes(mention) else 2
        # A town "in-state:Texas, United States" is there the next time too.
        in_state = mention.rule.startswith("in-state:")
        full, rule = ("", mention.rule) if in_state else (mention.surface, "again")
        said = _Form(rank, mention.label, full, rule)
        before_it = forms.get(form, said)
        forms[form] = min(before_it, said) if before_it and before_it.label == said.label else None
        if mention.rule == "legal-form" and (short := _short(form)):
            forms.setdefault(short, _Form(2, "organisation", mention.surface, "short-name"))
    return forms


def _stands_for_itself(words: TextWords, first: int, end: int, label: Label) -> bool:
    """Tell whether a form is no part of another name, no part of a word and no thing of a maker."""
    if _inside_longer(words, first, end) or words.gap_text(end).lstrip().startswith("$"):
        return False
    if label == "place" and is_joined(words, end):
        return False
    name = " ".join(words.texts[first:end])
    return label != "organisation" or not (name in bodies_and_more() or is_of_a_thing(words, first, end))


def _short(form: tuple[str, ...]) -> tuple[str, ...]:
    """Give a company's name without what it is by law, where that still tells it from other words."""
    end = len(form)
    while end and form[end - 1] in LEGAL_FORMS:
        end -= 1
    short = form[:end]
    is_word = len(short) == 1 and (short[0] in COMMON or short[0] in KNOWN or short[0] in TITLES)
    return () if is_word else short


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
    spelt = _by_initials(words, known)
    for i, word in enumerate(words.texts if defined or spelt else ()):
        if word in defined:
            since, mention = defined[word]
            if i >= since and not _part_of_name(words, i):
                yield RuleName(i, i + 1, mention.label, "acronym", 2, mention.full or mention.surface)
        elif len(spelt.get(word, ())) == 1 and not words.heading[i] and not _part_of_name(words, i):
            yield RuleName(i, i + 1, "organisation", "initials-again", 2, next(iter(spelt[word])))


def _by_initials(words: TextWords, known: Sequence[Mention]) -> dict[str, set[str]]:
    """Give the long names of bodies by their initials, as in "Kesh Accounting Office ... the KAO"."""
    found: dict[str, set[str]] = {}
    for mention in known:
        if mention.rank == 3 and mention.label == "organisation" and not only_proposes(mention):
            long = words.texts[words.at(mention.start) : words.at(mention.end)]
            initials = "".join(word[0] for word in long if word[0].isupper())
            if len(initials) >= _INITIALS_AT_LEAST and initials not in NO_BODIES and initials not in KNOWN:
                found.setdefault(initials, set()).add(mention.surface)
    return found


def _part_of_name(words: TextWords, i: int) -> bool:
    """Tell whether capitals stand beside an acronym: "Change |UK|", "|UN| Building"."""
    prior, after = before(words, i), following(words, i + 1)
    if prior and words.capital[i - 1] and not words.opens(i - 1):
        return prior not in COMMON and prior not in TITLES and prior not in TITLE_PARTS and prior not in KNOWN
    return bool(after) and words.capital[i + 1] and after not in TITLES
