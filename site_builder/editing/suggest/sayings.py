"""Statements with their speaker, and time expressions that no record carries."""

from collections.abc import Iterator

from site_builder.editing.suggest import grammar, lexicon
from site_builder.editing.suggest.dating import dated, why_of
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.proposals import Proposal, Rank, Span, Value, in_a_row
from site_builder.editing.suggest.story import Sentence, Story
from site_builder.model.value_types import Mode

_SAID = lexicon.words("said")
_MODES: dict[str, Mode] = {
    "claimed": "claimed",
    "alleged": "claimed",
    "confirmed": "confirmed",
    "acknowledged": "confirmed",
    "admitted": "confirmed",
    "denied": "denied",
    "rejected": "denied",
    "dismissed": "denied",
    "accused": "accused",
    "promised": "promised",
    "pledged": "promised",
    "vowed": "promised",
    "urged": "urged",
    "called": "urged",
    "believes": "assessed",
    "expects": "assessed",
    "thinks": "assessed",
    "predicted": "assessed",
    "suggested": "assessed",
    "praised": "stated",
}


def find_sayings(story: Story) -> tuple[Proposal, ...]:
    """Propose what somebody says, with whom or what it is about."""
    return tuple(proposal for s in story.sentences for proposal in _sayings(story, s))


def _sayings(story: Story, s: Sentence) -> Iterator[Proposal]:
    done: set[str] = set()
    for i in range(len(s)):
        if (
            s.word(i) not in _SAID
            or s[i].aside
            or s.headline
            or s.word(i - 1) in {"the", "a", "an", "so", "as", "to"}
        ):
            continue
        speaker = _speaker(story, s, i)
        about = _about(s, speaker)
        if speaker is None or speaker.id in done or not about:
            continue
        done.add(speaker.id)
        mode = _MODES.get(s.word(i), "stated")
        fields: dict[str, Value] = {
            "by": speaker.id,
            "about": tuple(e.id for e in about),
            "says": f"{speaker.name} speaks of {in_a_row(e.name for e in about)}.",
            "mode": mode,
            **dated(grammar.time_of(s, i)),
        }
        yield Proposal(
            section="statements",
            rank=_rank(s),
            reason="a verb of saying with its speaker; say it in your own words",
            fields=fields,
            anchors=(_span(s, i),),
            surface=f"{speaker.name} {s[i].text}",
            entities=(speaker, *about),
        )


def _rank(s: Sentence) -> Rank:
    return "likely" if any(token.quoted for token in s.tokens) else "possible"


def _span(s: Sentence, i: int) -> Span:
    last = min(i + 3, len(s) - 1)
    return s[max(0, i - 1)].start, s[last].end


def _speaker(story: Story, s: Sentence, verb: int) -> Entity | None:
    """The person, body or outlet that says it, before the verb or right after it."""
    after = next(
        (
            k
            for k in range(verb + 1, min(len(s), verb + 5))
            if (w := s[k].who) and w.kind == "person" and s[k].gap == " "
        ),
        None,
    )
    inverted = verb > 0 and ('"' in s[verb].gap or s[verb].gap.startswith(","))
    if inverted and after is not None:
        return s[after].who
    people = grammar.subject(story, s, verb)
    if people:
        return people[-1].entity
    before = s[verb - 1].who if verb else None
    return (
        before
        if before
        and before.kind in {"media", "body", "state"}
        and s.word(verb - 2) not in grammar.PREPOSITIONS
        else None
    )


def _about(s: Sentence, speaker: Entity | None) -> tuple[Entity, ...]:
    found = {
        t.who.id: t.who
        for t in s.tokens
        if t.who and t.who.kind in {"state", "body", "equipment", "person"} and not t.aside and t.who.sure
    }
    if speaker:
        found.pop(speaker.id, None)
    return tuple(found.values())[:4]


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
