"""In which words something is told that a sentence tells: what is quoted of it."""

from collections.abc import Iterable
from typing import Final

from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.proposals.proposal import Span
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model.extraction_results import TimeExpression

_GAP: Final = 4
"""Tokens of a reading that are nearer one another make one quote."""


def spans_of(reading: Reading, *more: int, time: TimeExpression | None) -> tuple[Span, ...]:
    """Give the stretches of the tokens that carry it and of some more, and a time that is to be quoted."""
    named = (who.at for found in reading.roles.values() for who in found if who.sure)
    object_ = () if reading.object is None else (reading.object,)
    tokens = (reading.at, *named, *reading.arms[:1], *object_, *more)
    return (*stretches(reading.s, tokens), *([(time.start, time.end)] if time else ()))


def words_of(reading: Reading) -> tuple[Span, ...]:
    """Give the verb and the nouns that tell of it, without those who take part; none of something else."""
    if reading.pattern.besides:
        return ()
    further = reading.after + 1 if reading.s.word(reading.after) == "to" else None  # "agreed to hold"
    further = further if further is not None and further < len(reading.s) else None
    tokens = (reading.at, reading.lead, reading.object, further)
    return tuple((reading.s[k].start, reading.s[k].end) for k in tokens if k is not None)


def stretches(s: Sentence, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Give the stretches of tokens that are near one another."""
    kept: list[tuple[int, int]] = []
    for i in sorted(set(tokens)):
        if kept and i - kept[-1][1] <= _GAP:
            kept[-1] = kept[-1][0], i
        else:
            kept.append((i, i))
    return tuple((s[first].start, s[last].end) for first, last in kept)
