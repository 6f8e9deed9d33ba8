"""The way of a text through the room: names, then times and amounts, back at their places as captured.

Rank 1 is the registry's and comes later (`naming`); ranks 2 and 3 of the mentions publish, 4 and 5
propose; see `findings`. The rules are those of English. In other languages they would find nonsense
(the German "Mai", "Die Bundesregierung"), so there names, times and amounts are found by the words of
`languages`, or where a language has no folder, stretches alone, and dates and amounts in figures.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, TypeVar

from site_builder.extraction.amounts import MOST as MOST_AMOUNTS
from site_builder.extraction.amounts import find_amounts
from site_builder.extraction.composed_text import Composed, compose
from site_builder.extraction.languages import amounts as amounts_of
from site_builder.extraction.languages import stretches as stretches_of
from site_builder.extraction.languages import times as times_of
from site_builder.extraction.languages.figures import dates_in_figures, is_plain
from site_builder.extraction.languages.language import Language, language_of
from site_builder.extraction.languages.names import find_names
from site_builder.extraction.pipeline import run_pipeline
from site_builder.extraction.prepared import prepare, refuse_long
from site_builder.extraction.statistical import MOST_CHARACTERS, Model, model_mentions
from site_builder.extraction.stretches import ANY_LANGUAGE, ENGLISH, Grammar, find_stretches
from site_builder.extraction.times import MOST as MOST_TIMES
from site_builder.extraction.times import find_dated_and_undated
from site_builder.model import edtf
from site_builder.model.extraction_results import (
    AND_MODEL,
    CANDIDATE_RANK,
    LONGEST_SURFACE,
    PUBLISHED_RANK,
    Amount,
    Extraction,
    Mention,
    TimeExpression,
    UndatedTime,
    has_rules,
    only_proposes,
)
from site_builder.model.normal_form import Span
from site_builder.names.overlaps import settle

MOST: Final = 50_000
"""Words and marks of a body that are read."""
_WORD = re.compile(r"\w+|[^\w\s]")


def extract(
    text: str,
    body: Sequence[Span],
    published: str | None = None,
    *,
    language: str = "en",
    model: Model | None = None,
    names_alone: bool = False,
) -> Extraction:
    """Find names, times and amounts in the body of a text; `published` is the article's EDTF date.

    `names_alone` looks for neither times nor amounts.
    """
    refuse_long(text)
    composed = compose(text)
    whole = composed.here(body)
    here = list(_beginning(composed.text, whole))
    known = composed.text[: here[-1][1]] if here else ""
    prepared = prepare(known, here)
    rules = has_rules(language)
    read = run_pipeline(prepared, rules=rules)
    by_model = model_mentions(prepared, model) if model else []
    anchor = edtf.parse_or_none(published or "")
    times, undated, amounts = ((), (), ()) if names_alone else _figures(known, here, anchor, language)
    bounds = {
        f"{MOST:,} words and marks": here != whole,
        f"{MOST_TIMES:,} times": len(times) == MOST_TIMES,
        f"{MOST_AMOUNTS:,} amounts": len(amounts) == MOST_AMOUNTS,
        f"{MOST_CHARACTERS:,} characters, by the model,": model is not None
        and len(prepared) > MOST_CHARACTERS,
    }
    known_language = None if rules else language_of(language)
    by_rules = _apart_from(find_names(read.words, known_language), amounts) if known_language else read.found
    stretches = find_stretches(composed, read.words, read.runs, _grammar(known_language, english=rules))
    return Extraction(
        mentions=tuple(_as_captured(composed, _names(by_rules, by_model))),
        stretches=tuple(stretch for stretch in stretches if len(stretch.surface) <= LONGEST_SURFACE),
        times=tuple(_as_captured(composed, times)),
        amounts=tuple(_as_captured(composed, amounts)),
        undated=tuple(_as_captured(composed, undated)),
        unread=tuple(f"only the first {bound} are read" for bound, is_met in bounds.items() if is_met),
    )


def _grammar(language: Language | None, *, english: bool) -> Grammar:
    if english:
        return ENGLISH
    return stretches_of.grammar(language) if language else ANY_LANGUAGE


F = TypeVar("F", Mention, TimeExpression, UndatedTime, Amount)


def _as_captured(composed: Composed, found: Iterable[F]) -> Iterator[F]:
    return (composed.back(item) for item in found if item.end - item.start <= LONGEST_SURFACE)


_Figures = tuple[Sequence[TimeExpression], Sequence[UndatedTime], Sequence[Amount]]


def _figures(text: str, here: Sequence[Span], anchor: edtf.Date | None, language: str) -> _Figures:
    """Find times and amounts by the rules of a text's language, or what reads the same in all."""
    if has_rules(language):
        return *find_dated_and_undated(text, here, anchor), find_amounts(text, here)
    known = language_of(language)
    if known:
        return times_of.find_times(text, here, known, anchor), (), amounts_of.find_amounts(text, here, known)
    dates = tuple(islice(dates_in_figures(text, here), MOST_TIMES))
    return dates, (), tuple(a for a in find_amounts(text, here) if is_plain(a, text))


def _apart_from(names: Iterable[Mention], amounts: Sequence[Amount]) -> list[Mention]:
    """Leave out names that are words of an amount, as in "dollars of the USA"."""
    inside = {i for amount in amounts for i in range(amount.start, amount.end)}
    return [name for name in names if name.start not in inside]


def _names(by_rules: Iterable[Mention], by_model: Sequence[Mention]) -> Iterator[Mention]:
    """Settle what rules and a model found; a model publishes nothing, but candidates tell that it agrees."""
    agreed = {(m.start, m.end, m.label) for m in by_model}
    for mention in settle((*by_rules, *by_model)):
        judged = replace(mention, rank=CANDIDATE_RANK) if only_proposes(mention) else mention
        both = judged.rank == CANDIDATE_RANK and (mention.start, mention.end, mention.label) in agreed
        yield replace(judged, rule=judged.rule + AND_MODEL) if both else judged


def publishable(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Keep the mentions that may be linked and published."""
    return tuple(mention for mention in mentions if mention.rank <= PUBLISHED_RANK)


def _beginning(text: str, body: Sequence[Span]) -> Iterator[Span]:
    """Give the body, or its first MOST words and marks: more has no article, and would take minutes."""
    if sum(end - start for start, end in body) < MOST:  # a word has a letter
        yield from body
        return
    left = MOST
    for start, end in body:
        read = list(islice(_WORD.finditer(text, start, end), left))
        left -= len(read)
        yield (start, end) if left else (start, read[-1].end() if read else start)
        if not left:
            return
