"""Meetings in a sentence: somebody met, received or held talks with somebody."""

from collections.abc import Iterator, Sequence

from site_builder.editing.suggest import grammar, lexicon
from site_builder.editing.suggest.grammar import Who, people_after, place_after, subject, time_of
from site_builder.editing.suggest.story import Sentence, Story
from site_builder.editing.suggest.visit_found import Meeting, stretches
from site_builder.editing.suggest.visit_words import other_verbs

_MEETING = lexicon.words("meeting verbs")
_TALKS = lexicon.words("meeting nouns")
_RECEIVING = lexicon.words("receiving verbs")
_HOLDING = frozenset(
    (
        "held",
        "hold",
        "holds",
        "holding",
        "had",
        "has",
        "joined",
        "attended",
        "joins",
        "attends",
        "opened",
        "began",
        "for",
    )
)


def meetings_in(story: Story, s: Sentence) -> Iterator[Meeting]:
    """Read the meetings of a sentence."""
    for i in range(len(s)):
        word = s.word(i)
        if word in _MEETING and not (
            word == "meeting" and s.word(i - 1) in {"a", "the", "of", "this", "during", "their"}
        ):
            yield from _met(story, s, i)
        elif word in _TALKS and s.word(i + 1) == "with":
            yield from _talks(story, s, i)
        elif word in _RECEIVING:
            yield from _received(story, s, i)


def _met(story: Story, s: Sentence, verb: int) -> Iterator[Meeting]:
    after = verb + 1
    while s.word(after) in {"with", "there", "also", "separately", "up", "on"} or (
        after < len(s) and s[after].time
    ):
        after += 1
    others = people_after(story, s, after)
    if others:  # before the costly look for who did it: in a long row of verbs each would look through all
        yield from _meeting(s, verb, subject(story, s, verb), others)


def _talks(story: Story, s: Sentence, noun: int) -> Iterator[Meeting]:
    one = subject(story, s, noun)
    others = people_after(story, s, noun + 2)
    if any(word in {"will", "would", "to"} for word in s.words(noun - 5, noun)) and not one:
        return
    if not others and one and (place := place_after(s, noun + 2)) is not None:
        held = any(word in _HOLDING for word in s.words(noun - 5, noun))
        who = s[place].who
        if held and who:
            time = time_of(s, place, other_verbs(s, noun))
            status = grammar.certainty(s, noun)
            if status != "not":
                spans = tuple(stretches(s, (one[-1].at, noun, place), time))
                yield Meeting(
                    tuple(w.entity for w in one), (), who, time, status, s, noun, spans, received=False
                )
        return
    yield from _meeting(s, noun, one, others)


def _received(story: Story, s: Sentence, verb: int) -> Iterator[Meeting]:
    if s.word(verb - 1) in {"was", "were", "been", "be"} and s.word(verb + 1) == "by":
        hosts = people_after(story, s, verb + 2)
        if hosts:
            yield from _meeting(s, verb, hosts, subject(story, s, verb), received=True)
        return
    guests = people_after(story, s, verb + 1)
    if guests:
        yield from _meeting(s, verb, subject(story, s, verb), guests, received=True)


def _meeting(
    s: Sentence, at: int, one: Sequence[Who], others: Sequence[Who], *, received: bool = False
) -> Iterator[Meeting]:
    ids = {w.entity.id for w in one}
    others = [w for w in others if w.entity.id not in ids]
    status = grammar.certainty(s, at)
    if not one or not others or status == "not":
        return
    last = max(others[-1].at, at)
    place = next(
        (
            k
            for k in range(last + 1, min(len(s), last + 8))
            if s.word(k) in {"in", "at"} and place_after(s, k + 1, 4)
        ),
        None,
    )
    where = place_after(s, place + 1, 4) if place is not None else None
    time = None if s.headline else time_of(s, at, other_verbs(s, at))
    tokens = [at, *(w.at for w in (*one, *others) if w.sure)]
    spans = tuple(stretches(s, tokens, time))
    yield Meeting(
        tuple(w.entity for w in one),
        tuple(w.entity for w in others),
        s[where].who if where is not None else None,
        time,
        status,
        s,
        at,
        spans,
        received,
    )
