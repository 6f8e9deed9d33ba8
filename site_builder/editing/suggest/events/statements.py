"""Statements with their speaker, and time expressions that no record carries."""

from collections.abc import Iterable, Sequence
from typing import get_args

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import is_sure
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.proposals.dating import dated, why_of
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Proposal, Rank, Span, Value, in_a_row, worse
from site_builder.editing.suggest.sentences.story import Story
from site_builder.model.value_types import Mode

_MOST_NAMED = 4


def find_statements(readings: Iterable[Reading]) -> tuple[Proposal, ...]:
    """Propose what somebody says, with whom or what it is about; once for a speaker in a sentence."""
    found: dict[tuple[int, str], Proposal] = {}
    for one in readings:
        speaker = one.all("by")[0]
        key = one.s.index, speaker.id
        about = _about(one, speaker)
        if key not in found and (about or one.pattern.says) and not _is_noun(one):
            found[key] = _proposal(one, speaker, about)
    return tuple(found.values())


def _is_noun(reading: Reading) -> bool:
    """As in "has alleged ties", "reported cases"."""
    after = reading.s.word(reading.after)
    said = lexicon.words("words after saying", "prepositions")
    plain = bool(after) and after not in said and reading.s[reading.after].text.islower()
    return (
        reading.word in lexicon.words("sayings before nouns")
        and plain
        and reading.s.gap(reading.after) == " "
    )


def _proposal(reading: Reading, speaker: Entity, named: tuple[Entity, ...]) -> Proposal:
    s, i, about = reading.s, reading.at, named[:_MOST_NAMED]
    more = f"; the sentence names {len(named) - len(about)} more" if about != named else ""
    fields: dict[str, Value] = {
        "by": speaker.id,
        "about": tuple(e.id for e in about),
        "says": f"{_says(reading, speaker, about)}.",
        "mode": _mode(reading),
        **dated(reading.time),
    }
    rank: Rank = "likely" if any(token.quoted for token in s.tokens) else "possible"
    return Proposal(
        section="statements",
        rank=rank if is_sure(speaker) and reading.sure else worse(rank),
        reason=reading.pattern.reason + more,
        fields={key: value for key, value in fields.items() if value},
        anchors=((s[max(0, i - 1)].start, s[min(i + 3, len(s) - 1)].end),),
        surface=f"{speaker.name} {s[i].text}",
        entities=(speaker, *about),
    )


def _says(reading: Reading, speaker: Entity, about: Sequence[Entity]) -> str:
    if reading.pattern.says:
        return reading.pattern.says[0].format(by=speaker.name)
    return f"{speaker.name} speaks of {in_a_row(e.name for e in about)}"


def _mode(reading: Reading) -> Mode:
    verb = reading.word.split()[0]
    modes: tuple[Mode, ...] = get_args(Mode)
    said = (mode for mode in modes if mode != "stated" and verb in lexicon.words(f"verbs of what is {mode}"))
    mode: Mode = next(said, "stated")
    urges = reading.s.word(reading.after) in lexicon.words("words after urging")
    return "assessed" if verb == "called" and not urges else mode


def _about(reading: Reading, speaker: Entity) -> tuple[Entity, ...]:
    s, own = reading.s, _own_words(reading, speaker)
    tokens = (t for k, t in enumerate(s.tokens) if k not in own and not t.aside)
    named = (t.who for t in tokens if t.kind in {"state", "body", "equipment", "person"})
    found = {who.id: who for who in named if who and who.sure and who.id != speaker.id}
    return tuple(found.values())


def _own_words(reading: Reading, speaker: Entity) -> range:
    """Find the words that say who a speaker is: "Norland's Ann Hale, who leads the Falk Institute, said"."""
    s, verb = reading.s, reading.at
    at = next((k for k in range(len(s)) if s[k].who == speaker and not s[k].quoted), None)
    if at is None:
        return range(0)
    start = np_start(s, at)
    start -= start > 0 and s[start - 1].owns
    if at < verb:
        return range(start, verb)
    described = s.word(at + 1) in lexicon.words("roles", "articles") and s.gap(at + 1).startswith(",")
    ends = (k for k in range(at + 2, len(s)) if "," in s[k].gap or '"' in s[k].gap or s[k].quoted)
    end = next(ends, len(s)) if described else at
    return range(start, at if verb == 0 and end == len(s) else end)


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
