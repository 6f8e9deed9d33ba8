"""Statements with their speaker, and time expressions that no record carries."""

from collections.abc import Iterable
from typing import get_args

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.dating import dated, why_of
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.proposals import Proposal, Rank, Span, Value, in_a_row
from site_builder.editing.suggest.reading import Reading
from site_builder.editing.suggest.sentences import Sentence, Story
from site_builder.model.value_types import Mode

_MOST_NAMED = 4


def find_statements(readings: Iterable[Reading]) -> tuple[Proposal, ...]:
    """Propose what somebody says, with whom or what it is about; once for a speaker in a sentence."""
    found: dict[tuple[int, str], Proposal] = {}
    for one in readings:
        (speaker,) = one.all("by")
        key = one.s.index, speaker.id
        if key not in found and (about := _about(one.s, speaker)):
            found[key] = _proposal(one, speaker, about)
    return tuple(found.values())


def _proposal(reading: Reading, speaker: Entity, named: tuple[Entity, ...]) -> Proposal:
    s, i, about = reading.s, reading.at, named[:_MOST_NAMED]
    more = f"; the sentence names {len(named) - len(about)} more" if about != named else ""
    fields: dict[str, Value] = {
        "by": speaker.id,
        "about": tuple(e.id for e in about),
        "says": f"{speaker.name} speaks of {in_a_row(e.name for e in about)}.",
        "mode": _mode(reading.word),
        **dated(reading.time),
    }
    return Proposal(
        section="statements",
        rank="likely" if any(token.quoted for token in s.tokens) else "possible",
        reason=reading.pattern.reason + more,
        fields=fields,
        anchors=((s[max(0, i - 1)].start, s[min(i + 3, len(s) - 1)].end),),
        surface=f"{speaker.name} {s[i].text}",
        entities=(speaker, *about),
    )


def _mode(verb: str) -> Mode:
    modes: tuple[Mode, ...] = get_args(Mode)
    return next(
        (mode for mode in modes if mode != "stated" and verb in lexicon.words(f"verbs of what is {mode}")),
        "stated",
    )


def _about(s: Sentence, speaker: Entity) -> tuple[Entity, ...]:
    named = (t.who for t in s.tokens if t.kind in {"state", "body", "equipment", "person"} and not t.aside)
    found = {who.id: who for who in named if who and who.sure and who.id != speaker.id}
    return tuple(found.values())


def find_dates(story: Story, carried: tuple[Span, ...]) -> tuple[Proposal, ...]:
    """Propose the time expressions that stand in none of the stretches that records quote."""
    found = []
    for s in story.sentences:
        for token in s.tokens:
            time = token.time
            if (
                time is None
                or not time.edtf
                or any(start < time.end and time.start < end for start, end in carried)
            ):
                continue
            why = why_of(time) or "printed in the text"
            rank: Rank = "possible" if time.ambiguous or time.anchor else "likely"
            found.append(
                Proposal(
                    section="dates",
                    rank=rank,
                    reason="a time expression that no record carries",
                    fields={"date": time.edtf, "why": why},
                    anchors=((time.start, time.end),),
                    surface=time.surface,
                )
            )
    return tuple(found)
