"""Visits and meetings as sentences tell of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from site_builder.editing.suggest.grammar import Certainty, Who, time_of
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.proposals import Span
from site_builder.editing.suggest.story import Sentence
from site_builder.editing.suggest.visit_words import other_verbs
from site_builder.model.extraction_results import TimeExpression


@dataclass(slots=True)
class Visit:
    """A visit as gathered so far."""

    visitors: tuple[Entity, ...]
    place: Entity | None
    time: TimeExpression | None
    status: Certainty
    sentence: Sentence
    at: int
    anchors: list[Span]
    rule: str
    sure: bool
    met: list[Entity] = field(default_factory=list)
    hosts: list[Entity] = field(default_factory=list)

    @property
    def state(self) -> str:
        """The state that was visited."""
        return self.place.state if self.place else ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Somebody met somebody: `one` is the subject."""

    one: tuple[Entity, ...]
    others: tuple[Entity, ...]
    place: Entity | None
    time: TimeExpression | None
    status: Certainty
    sentence: Sentence
    at: int
    anchors: tuple[Span, ...]
    received: bool


def read_visit(
    s: Sentence, at: int, who: Sequence[Who], place: Entity | None, *, to: int, status: Certainty, rule: str
) -> Visit:
    """Put together a visit told at a word, with its time and what is to be quoted."""
    time = None if s.headline else time_of(s, at, other_verbs(s, at))
    anchors = stretches(s, (*(w.at for w in who if w.sure), at, to), time)
    return Visit(
        tuple(w.entity for w in who), place, time, status, s, at, anchors, rule, all(w.sure for w in who)
    )


def stretches(s: Sentence, tokens: Sequence[int], time: TimeExpression | None = None) -> list[Span]:
    """Stretches of tokens that are near one another, and the time."""
    kept: list[tuple[int, int]] = []
    for i in sorted(set(tokens)):
        if kept and i - kept[-1][1] <= 4:
            kept[-1] = kept[-1][0], i
        else:
            kept.append((i, i))
    spans = [(s[first].start, s[last].end) for first, last in kept]
    if time:
        spans.append((time.start, time.end))
    return spans
