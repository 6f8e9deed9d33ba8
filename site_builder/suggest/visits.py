"""Visits, and the meetings during them: who went where, when, and whom they met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from site_builder import edtf
from site_builder.extraction.spans import TimeExpression
from site_builder.suggest import grammar, lexicon
from site_builder.suggest.grammar import (
    Certainty,
    Who,
    people_after,
    person_at,
    place_after,
    subject,
    time_of,
)
from site_builder.suggest.names import Entity, slug
from site_builder.suggest.proposals import Proposal, Rank, Span, Value
from site_builder.suggest.roles import role_before
from site_builder.suggest.story import Sentence, Story

_VERBS = lexicon.words("visit verbs")
_GOING = frozenset(tuple(form.split()) for form in lexicon.words("going verbs"))
_NOUNS = lexicon.words("visit nouns")
_BETWEEN = lexicon.words("visit adjectives")
_MEETING = lexicon.words("meeting verbs")
_TALKS = lexicon.words("meeting nouns")
_RECEIVING = lexicon.words("receiving verbs")
_PAYING = frozenset(
    (
        "paid",
        "pay",
        "pays",
        "paying",
        "made",
        "make",
        "makes",
        "making",
        "began",
        "begins",
        "begin",
        "started",
        "starts",
        "concluded",
        "undertook",
        "ended",
        "completed",
        "plans",
        "planned",
        "cancelled",
        "canceled",
        "postponed",
    )
)
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
MOST = 200
"""So many of a kind are looked at; whoever has more has no news article."""
_NEAR = 7
"""Days between which two reports of somebody in one country are of one visit."""


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


def find_visits(story: Story) -> tuple[Proposal, ...]:
    """Propose visits with the meetings during them, and meetings of their own."""
    states = home_states(story)
    meetings = list(islice((m for s in story.sentences for m in _meetings(story, s)), MOST))
    visits = _merged(list(islice((v for s in story.sentences for v in _visits(story, s)), MOST)))
    alone = _assigned(visits, meetings, states)
    visits = _merged(visits)
    return (
        *(_proposal(visit) for visit in visits if visit.place),
        *(_meeting_proposal(meeting) for meeting in alone),
    )


def home_states(story: Story) -> dict[str, str]:
    """Tell which state each person serves: the registry's, else that of a role in the article."""
    homes: dict[str, str] = {}
    for s in story.sentences:
        for i, token in enumerate(s.tokens):
            if token.who and token.who.kind == "person" and not homes.get(token.who.id):
                role = role_before(s, i)
                of = role.of if role else ""
                homes[token.who.id] = token.who.state or story.directory.country(of) or of
    return homes


# ------------------------------------------------------------------ visits in a sentence


def _visits(story: Story, s: Sentence) -> Iterator[Visit]:
    for i in range(len(s)):
        word = s.word(i)
        if word in _NOUNS and not _is_verb(s, i):
            yield from _from_noun(story, s, i)
        elif word in _VERBS:
            yield from _from_verb(story, s, i, i + 1, "visit-verb")
        elif (word, s.word(i + 1)) in _GOING and not _counted(s, i):
            yield from _from_verb(story, s, i, i + 2, "going-verb")


def _counted(s: Sentence, i: int) -> bool:
    """As in "has been to Kesh four times" tells of no single visit."""
    return any(
        token.low in {"times", "twice"} or (token.amount and "time" in token.low)
        for token in s.tokens[i : i + 7]
    )


def _is_verb(s: Sentence, i: int) -> bool:
    """Tell "visits Kesh" and "to visit Kesh" from "his visits to Kesh"."""
    if s.word(i) not in _VERBS:
        return False
    if "to" in (s.word(i - 1), s.word(i - 2)) and s.word(i - 1) in {"to", "ever", "also", "again"}:
        return True
    if (
        i + 1 < len(s)
        and s[i + 1].gap == " "
        and (s[i + 1].who or s.word(i + 1) in {"the", "his", "her", "a", "that", "this", "its", "their"})
    ):
        before = s.word(i - 1)
        return before not in _BETWEEN | {"a", "his", "her", "the", "their"} and not (i and s[i - 1].owns)
    return False


def _from_verb(story: Story, s: Sentence, verb: int, after: int, rule: str) -> Iterator[Visit]:
    place = place_after(s, after)
    entity = s[place].who if place is not None else None
    if (
        place is None
        and s.word(after) in {"that", "the"}
        and s.word(after + 1) in lexicon.words("definite states")
    ):
        place, entity = after + 1, grammar.latest_state(story, s, after)
    who = subject(story, s, verb)
    status = grammar.certainty(s, verb)
    if place is None or entity is None or not who or status == "not":
        return
    yield _visit(s, verb, who, entity, to=place, status=status, rule=rule)


def _visit(
    s: Sentence, at: int, who: Sequence[Who], place: Entity | None, *, to: int, status: Certainty, rule: str
) -> Visit:
    time = None if s.headline else time_of(s, at, _triggers(s, at))
    anchors = _spans(s, (*(w.at for w in who if w.sure), at, to), time)
    return Visit(
        tuple(w.entity for w in who), place, time, status, s, at, anchors, rule, all(w.sure for w in who)
    )


def _spans(s: Sentence, tokens: Sequence[int], time: TimeExpression | None = None) -> list[Span]:
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


def _triggers(s: Sentence, at: int) -> tuple[int, ...]:
    """Other verbs of the sentence that a time may belong to."""
    return tuple(
        i
        for i in range(len(s))
        if i != at
        and abs(i - at) > 2
        and (s.word(i) in _VERBS | _NOUNS or (s.word(i), s.word(i + 1)) in _GOING)
    )


def _from_noun(story: Story, s: Sentence, noun: int) -> Iterator[Visit]:
    who = _visitors(story, s, noun)
    status = _noun_status(s, noun)
    if not who or status == "not":
        return
    if s.word(noun).endswith("s") and (listed := list(_listed(story, s, noun, who))):
        yield from listed
        return
    to = next(
        (
            i
            for i in range(noun + 1, min(len(s), noun + 14))
            if s.word(i) in {"to", "of", "in"} and _leads(s, noun, i)
        ),
        None,
    )
    place = place_after(s, to + 1, 6) if to is not None else None
    if place is None:
        return
    yield _visit(s, noun, who, s[place].who, to=place, status=status, rule="visit-noun")


def _leads(s: Sentence, noun: int, to: int) -> bool:
    """Tell whether a "to" belongs to the noun: nothing but who, how long and asides stand between."""
    return all(
        s[k].aside
        or ((who := s[k].who) is not None and who.kind in {"person", "demonym", "body", "state"})
        or s.word(k) in {"by", "the", "of", "and", "there", "paid"} | _BETWEEN
        or s.word(k) in lexicon.words("roles")
        or s.word(k) in lexicon.words("role words")
        for k in range(noun + 1, to)
    )


def _visitors(story: Story, s: Sentence, noun: int) -> tuple[Who, ...]:
    i = noun - 1
    while i >= 0 and not s[i].owns and (s.word(i) in _BETWEEN or s[i].amount or s.word(i).endswith("-day")):
        i -= 1
    if i >= 0 and (owner := grammar.owner_of(story, s, i)):
        return owner
    stop = next((k for k in range(noun + 1, len(s)) if s.word(k) in _NOUNS or ";" in s[k].gap), len(s))
    by = next((k for k in range(noun + 1, min(stop, noun + 10)) if s.word(k) == "by"), None)
    if by is not None and (found := people_after(story, s, by + 1)):
        return found[:1]
    start = i if i >= 0 and s.word(i) in {"a", "an", "the"} else i + 1
    if s.word(start - 1) in _PAYING:
        return subject(story, s, start - 1)
    if s.word(start - 1) in {"on", "during"}:
        who = subject(story, s, start - 1) or (person_at(story, s, start - 2),)
        return tuple(w for w in who if w)
    return ()


def _noun_status(s: Sentence, noun: int) -> Certainty:
    before = s.words(noun - 4, noun)
    if any(
        word in {"cancelled", "canceled", "postponed", "scrapped"} for word in s.words(noun + 1, noun + 10)
    ):
        return "cancelled"
    if any(word in {"upcoming", "planned", "scheduled", "forthcoming", "next"} for word in before):
        return "planned"
    if any(word in {"possible", "potential"} for word in before):
        return "possible"
    return grammar.certainty(s, noun)


def _listed(story: Story, s: Sentence, noun: int, who: Sequence[Who]) -> Iterator[Visit]:
    """As in "visits included meetings with A in April, as well as with B in May": one for each date."""
    if not any(word in {"included", "include", "with", "saw"} for word in s.words(noun + 1, noun + 6)):
        return
    met: list[int] = []
    closed = False
    for i in range(noun + 1, len(s)):
        token = s[i]
        if token.aside:
            continue
        found = person_at(story, s, i) if token.who else None
        if found:
            met = [i] if closed else [*met, i]
            closed = False
        elif token.time and token.time.edtf and met:
            closed = True
            anchors = _spans(s, (*met, i)) if i - met[0] < 14 else _spans(s, (met[-1], i))
            people = [e for k in met if (e := s[k].who)]
            yield Visit(
                tuple(w.entity for w in who),
                None,
                token.time,
                "happened",
                s,
                noun,
                anchors,
                "visits-listed",
                all(w.sure for w in who),
                people,
            )


# ------------------------------------------------------------------ meetings in a sentence


def _meetings(story: Story, s: Sentence) -> Iterator[Meeting]:
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
            time = time_of(s, place, _triggers(s, noun))
            status = grammar.certainty(s, noun)
            if status != "not":
                spans = tuple(_spans(s, (one[-1].at, noun, place), time))
                yield Meeting(
                    tuple(w.entity for w in one), (), who, time, status, s, noun, spans, received=False
                )
        return
    yield from _meeting(s, noun, one, others)


def _received(story: Story, s: Sentence, verb: int) -> Iterator[Meeting]:
    if s.word(verb - 1) in {"was", "were", "been", "be"} and s.word(verb + 1) == "by":
        hosts = people_after(story, s, verb + 2)
        yield from _meeting(s, verb, hosts, subject(story, s, verb), received=True)
        return
    yield from _meeting(s, verb, subject(story, s, verb), people_after(story, s, verb + 1), received=True)


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
    time = None if s.headline else time_of(s, at, _triggers(s, at))
    tokens = [at, *(w.at for w in (*one, *others) if w.sure)]
    spans = tuple(_spans(s, tokens, time))
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


# ------------------------------------------------------------------ all of an article


def _assigned(visits: list[Visit], meetings: Sequence[Meeting], states: dict[str, str]) -> list[Meeting]:
    """Put each meeting under the visit it was part of, or make a visit of it; give those that stay alone."""
    alone = []
    for meeting in meetings:
        visit = _visit_of(meeting, visits, states)
        if visit is not None:
            guests = {e.id for e in visit.visitors}
            other = meeting.others if meeting.one[0].id in guests else meeting.one
            visit.met += (e for e in other if e.id not in guests and e.id not in {m.id for m in visit.met})
            if meeting.received and meeting.one[0].id not in guests:
                visit.hosts += (e for e in meeting.one if e.id not in {h.id for h in visit.hosts})
            visit.anchors += meeting.anchors
            visit.time = visit.time or meeting.time
        elif made := _made(meeting, states):
            visits.append(made)
        elif meeting.others:
            alone.append(meeting)
    _place_listed(visits, states)
    return alone


def _visit_of(meeting: Meeting, visits: Sequence[Visit], states: dict[str, str]) -> Visit | None:
    """Find the visit that a meeting fits, the nearest before it first."""
    fitting = []
    for visit in visits:
        guests = {e.id for e in visit.visitors}
        one, others = {e.id for e in meeting.one}, {e.id for e in meeting.others}
        if (
            not guests & (one | others)
            or visit.rule == "visits-listed"
            or (visit.status == "happened") != (meeting.status == "happened")
        ):
            continue
        hosts = others if guests & one else one
        at_home = any(states.get(host) == visit.state for host in hosts) if visit.state else False
        same_place = bool(meeting.place and visit.state == meeting.place.state)
        unknown = meeting.sentence is visit.sentence and not meeting.place and not any(map(states.get, hosts))
        if not (at_home or same_place or unknown) or not _compatible(visit.time, meeting.time):
            continue
        distance = meeting.sentence.index - visit.sentence.index
        fitting.append((abs(distance) + (3 if distance < 0 else 0), visit))
    return min(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _made(meeting: Meeting, states: dict[str, str]) -> Visit | None:
    """A visit that a meeting implies: somebody abroad at a place, or received by a host at home."""
    if meeting.received:
        hosts, guests = meeting.one, meeting.others
        host_state, guest_state = states.get(hosts[0].id, ""), states.get(guests[0].id, "")
        if not host_state or not guest_state or host_state == guest_state:
            return None
        place = meeting.place or Entity(host_state, "state", host_state, host_state)
        return Visit(
            guests,
            place,
            meeting.time,
            meeting.status,
            meeting.sentence,
            meeting.at,
            list(meeting.anchors),
            "received",
            sure=False,
            met=list(hosts),
            hosts=list(hosts),
        )
    if not meeting.place or not meeting.place.state:
        return None
    home = states.get(meeting.one[0].id, "")
    if not home or home == meeting.place.state:
        return None
    return Visit(
        meeting.one,
        meeting.place,
        meeting.time,
        meeting.status,
        meeting.sentence,
        meeting.at,
        list(meeting.anchors),
        "met-abroad",
        sure=False,
        met=list(meeting.others),
    )


def _place_listed(visits: list[Visit], states: dict[str, str]) -> None:
    """A listed visit took place in the state of those who were met, else where the visitor goes elsewhere."""
    for visit in visits:
        if visit.place is None:
            homes = [states[e.id] for e in visit.met if states.get(e.id)]
            if homes:
                visit.place = Entity(homes[0], "state", homes[0], homes[0])
            else:
                guests = {e.id for e in visit.visitors}
                others = (
                    v.place
                    for v in reversed(visits)
                    if v.place and v is not visit and guests & {e.id for e in v.visitors}
                )
                visit.place = next(others, None)


def _merged(visits: Sequence[Visit]) -> list[Visit]:
    """Join what tells of one visit: the same visitor in the same state at about the same time."""
    merged: list[Visit] = []
    for visit in visits:
        same = next((m for m in merged if _same(m, visit)), None)
        if same is None:
            merged.append(visit)
            continue
        if same.sentence.headline or (visit.sure and not same.sure):
            same.sure = same.sure or visit.sure
            same.rule = visit.rule
        same.anchors = _fewer(same, visit)
        same.time = same.time or visit.time
        same.place = _wider(same.place, visit.place)
        same.met += (e for e in visit.met if e.id not in {m.id for m in same.met})
        same.hosts += (e for e in visit.hosts if e.id not in {h.id for h in same.hosts})
        if same.sentence.headline or same.time is visit.time:
            same.sentence, same.at = visit.sentence, visit.at
            same.status = visit.status
    return merged


def _fewer(a: Visit, b: Visit) -> list[Span]:
    """Quotes of the better of two sentences; of both where each has something of its own."""
    if (b.time and not a.time) or a.sentence.headline:
        return list(b.anchors)
    if b.met or b.hosts or (b.time and a.time and a.time.edtf != b.time.edtf):
        return [*a.anchors, *b.anchors]
    return list(a.anchors)


def _same(a: Visit, b: Visit) -> bool:
    if {e.id for e in a.visitors}.isdisjoint(e.id for e in b.visitors):
        return False
    if "visits-listed" in (a.rule, b.rule) and a.time is not b.time:
        return False
    if (a.status in {"happened", "cancelled"}) != (
        b.status in {"happened", "cancelled"}
    ) and not a.sentence.headline:
        return False
    if a.place and b.place and a.place.id != b.place.id and (not a.state or a.state != b.state):
        return False
    return bool(a.place and b.place) and _compatible(a.time, b.time)


def _compatible(a: TimeExpression | None, b: TimeExpression | None) -> bool:
    if a is None or b is None or not a.edtf or not b.edtf or a.edtf == b.edtf:
        return True
    try:
        first, second = edtf.parse(a.edtf), edtf.parse(b.edtf)
    except edtf.EdtfError:
        return True
    if edtf.relation(first, second) != "conflicts":
        return True
    if not (first.earliest and second.latest and second.earliest and first.latest):
        return False
    return (
        min(abs((first.earliest - second.latest).days), abs((second.earliest - first.latest).days)) <= _NEAR
    )


def _wider(a: Entity | None, b: Entity | None) -> Entity | None:
    """Of a state and a place in it the state, for a visit may lead to several places."""
    if a is None or (b is not None and b.kind == "state" and a.kind != "state"):
        return b
    return a


# ------------------------------------------------------------------ as records

_REASONS = {
    "visit-verb": "a verb of visiting with a visitor and a place",
    "going-verb": "a verb of arriving or travelling with a traveller and a place",
    "visit-noun": "the noun 'visit' or 'trip' with a visitor and a place",
    "visits-listed": "one of several dated meetings during visits",
    "received": "somebody was received by a host of another state",
    "met-abroad": "a meeting at a place outside the visitor's own state",
}


def _proposal(visit: Visit) -> Proposal:
    place = visit.place
    assert place is not None  # noqa: S101 - those without are left out before
    rank: Rank = "certain" if visit.sure and visit.time and visit.rule != "visits-listed" else "likely"
    if visit.rule in {"received", "met-abroad", "visits-listed"} or not visit.sure:
        rank = "likely" if visit.time else "possible"
    names = _and(e.name for e in visit.visitors)
    where = place.name if place.name != place.id else place.id.replace("-", " ").title()
    fields: dict[str, Value] = {"visitors": tuple(e.id for e in visit.visitors)}
    guests = {e.id for e in visit.visitors}
    met = [e for e in visit.met if e.id not in guests]
    hosts = [e for e in visit.hosts if e.id not in guests]
    if met:
        fields["met"] = tuple(e.id for e in met)
    if hosts:
        fields["hosts"] = tuple(e.id for e in hosts)
    fields["place"] = place.id
    fields |= dated(visit.time)
    if visit.status != "happened":
        fields["status"] = visit.status
    fields["says"] = (
        f"{names} {_SAYS[visit.status]} {where}"
        + (f" and met {_and(e.name for e in met)}" if met and visit.status == "happened" else "")
        + "."
    )
    last = slug(visit.visitors[0].name.split()[-1])
    return Proposal(
        section="visits",
        rank=rank,
        reason=_REASONS[visit.rule],
        fields=fields,
        anchors=tuple(visit.anchors),
        surface=names,
        entities=(*visit.visitors, *met, *hosts, place),
        event="visit",
        title=f"{visit.visitors[0].name.split()[-1]} visits {where}",
        slug=f"{last}-{place.id}",
    )


_SAYS = {
    "happened": "visited",
    "planned": "plans to visit",
    "expected": "is expected to visit",
    "possible": "may visit",
    "cancelled": "called off a visit to",
    "not": "",
}


def dated(time: TimeExpression | None) -> dict[str, Value]:
    """Give the fields that say when, with the reason where the words alone do not."""
    if time is None or not time.edtf:
        return {}
    fields: dict[str, Value] = {"date": time.edtf}
    why = why_of(time)
    if why:
        fields["date_why"] = why
    return fields


def why_of(time: TimeExpression) -> str:
    """Say how a date follows from its words; nothing where it is printed."""
    words = " ".join(time.surface.split())
    if time.anchor == "published":
        return f"{words}, counted from the day of publication"
    if time.anchor == "nearest":
        return f"{words}, counted from the nearest date of the text"
    return "" if any(c.isdigit() for c in time.surface) else f"read from {words}"


def _and(names: "Iterator[str] | Sequence[str]") -> str:
    listed = list(dict.fromkeys(names))
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " and " + listed[-1]


def _meeting_proposal(meeting: Meeting) -> Proposal:
    both = (*meeting.one, *meeting.others)
    fields: dict[str, Value] = {"participants": tuple(e.id for e in both)}
    if meeting.place:
        fields["place"] = meeting.place.id
    fields |= dated(meeting.time)
    if meeting.status != "happened":
        fields["status"] = meeting.status
    verb = {
        "happened": "met",
        "cancelled": "called off a meeting with",
        "planned": "plans to meet",
        "expected": "is expected to meet",
    }.get(meeting.status, "may meet")
    fields["says"] = f"{_and(e.name for e in meeting.one)} {verb} {_and(e.name for e in meeting.others)}."
    return Proposal(
        section="events",
        rank="likely" if meeting.time else "possible",
        reason="a meeting outside any visit",
        fields=fields,
        anchors=meeting.anchors,
        surface=_and(e.name for e in both),
        entities=(*both, *([meeting.place] if meeting.place else ())),
        event="meeting",
        title=f"{meeting.one[0].name.split()[-1]} meets {meeting.others[0].name.split()[-1]}",
        slug="-".join(slug(e.name.split()[-1]) for e in both[:2]),
    )
