"""What no frame knows: the event of an article's first sentence, and what others tell with a date.

The type of these events is left open, and all that is told of them beside who, where and when.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from site_builder.corpus.placeholders import TO_FILL
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses import verbs_and_nouns
from site_builder.editing.suggest.clauses.clause_ends import clause_end
from site_builder.editing.suggest.clauses.happening import certainty
from site_builder.editing.suggest.clauses.place_lists import in_row
from site_builder.editing.suggest.clauses.places_and_times import HEAD
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.times_of_readings import with_time
from site_builder.editing.suggest.clauses.words_of_readings import spans_of
from site_builder.editing.suggest.frames.role_places import fill_role
from site_builder.editing.suggest.patterns import Pattern
from site_builder.editing.suggest.proposals.dating import dated
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Proposal, Value
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title
from site_builder.model.extraction_results import TimeExpression

_FIRST: Final = 5
"""The first sentence of the text itself stands among so many: title, date and place come before."""
_SHORTEST: Final = 8
"""Shorter lines are titles, dates or names of authors."""
_LEAD: Final = Pattern(
    name="lead",
    family="events",
    order=0,
    words=frozenset(),
    roles=(("agents", ("acting",)), ("place", ("place of event",))),
    who="actors",
)
_EVENTS: Final = lexicon.words("verbs of events")
_AUXILIARY: Final = lexicon.words("being and having")
_PAST, _PARTICIPLES = lexicon.words("past forms of verbs"), lexicon.words("participles")
_LEADING: Final = lexicon.words("prepositions", "definite")
_OPENERS: Final = {"as"} | lexicon.words("relatives", "subordinators", "conjunctions")
_EARLY: Final = 12
"""So many sentences of an article are told most of all for what is new."""
_MOST_DATED: Final = 8
"""Of what is told with a date alone no more is proposed: the first of an article matter most."""
_BESIDE: Final = 2
"""An auxiliary verb stands no further before its participle."""


_NEAR: Final = 4
_DOUBTED: Final = 10
"""So many words before a verb a word of doubt holds for it."""


def find_lead(
    story: Story, told: Sequence[Proposal], read: Iterable[Reading], title: Proposal | None
) -> tuple[Proposal, ...]:
    """Propose the event of the first sentence, unless something is proposed there, or what was read there.

    What is read in several sentences is proposed by the words of one. The title may tell the type.
    """
    s = next((s for s in story.sentences[:_FIRST] if _may_lead(story, s)), None)
    if s is None:
        return ()
    here = {
        (who.id, one.pattern.slug)
        for one in read
        if one.s is s
        for role in one.roles
        for who in one.all(role)
    }
    elsewhere = [one for one in told if not any(s[0].start <= start < s[-1].end for start, _ in one.anchors)]
    if any((who.id, slug) in here for one in elsewhere for who in one.entities for slug in _slugs(one)):
        return ()
    readings = [reading for at in _verbs(s) if (reading := _reading(story, s, at))]
    named = next((one for one in readings if one.roles["agents"]), None)
    open_ = (one for one in _open_ones(s, readings) if one.time or one.roles["place"])
    best = named or next(open_, None)
    if _is_told(s, best, told):
        return ()
    lead = _proposal(best, "what the first sentence tells") if best else None
    if title and any(who.kind == "person" and " " not in who.name for who in title.entities):
        title = None  # a surname alone, which nothing has been found to belong to
    apart = lead and title and not _share_anybody(lead, title)
    both = _joined(lead, title) if lead and title and not apart else lead or title
    return (replace(both, rank="weak"),) if both else ()


def _is_told(s: Sentence, best: Reading | None, told: Iterable[Proposal]) -> bool:
    """Tell whether a proposal rests on the words up to a verb; where nobody acts, on any of the sentence."""
    apart = best and best.roles["agents"] and best.word not in lexicon.words("verbs of publishing")
    end = s[min(len(s) - 1, best.at + _NEAR)].end if best and apart else s[-1].end
    return any(start < end for one in told for start, _ in one.anchors)


def _open_ones(s: Sentence, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Give the first verb, and the one joined to it, though nobody is named who does it."""
    for one in readings[:2]:
        first = one is readings[0]
        told = one.word not in lexicon.words("words of change") and not _is_of_present(s, one.at)
        if told and (first or "and" in s.words(readings[0].at, one.at)):
            yield one


def _is_of_present(s: Sentence, at: int) -> bool:
    """As in "it features material compiled last month": the sentence has another verb."""
    return not lexicon.words("verbs of descriptions").isdisjoint(s.words(0, at - _BESIDE))


def _share_anybody(lead: Proposal, title: Proposal) -> bool:
    """Tell whether one who takes part is the same, or one of the two names nobody."""
    a, b = ({one.id for one in each.entities if one.kind != "place"} for each in (lead, title))
    return not a or not b or bool(a & b)


def _joined(lead: Proposal, title: Proposal) -> Proposal:
    """Take who and what from the title; from the first sentence when, and where the title does not say."""
    fields = {key: lead.fields[key] for key in ("place", "date", "date_why") if key in lead.fields}
    known = {key: value for key, value in title.fields.items() if key != "says"}
    places = tuple(one for one in lead.entities if one.id == fields.get("place") and "place" not in known)
    return replace(
        title,
        fields={**fields, **known, "says": title.fields["says"]},
        reason="what the title tells, with when and where of the first sentence",
        anchors=(*title.anchors, *lead.anchors),
        entities=(*title.entities, *places),
    )


def _slugs(proposal: Proposal) -> Iterator[str]:
    """Give what the slug of a frame may be: the end of a proposal's, after who takes part."""
    parts = proposal.slug.split("-")
    return ("-".join(parts[k:]) for k in range(1, len(parts)))


def find_dated(story: Story, told: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Propose what sentences tell with a date, by verbs of events, where nothing is proposed there.

    What names nobody is perhaps told already where that has the same date.
    """
    spans = [span for one in told for span in one.anchors]
    dates: set[Value] = {one.fields.get("date", "") for one in told}
    who_when: set[tuple[str, Value]] = {
        (who.id, one.fields.get("date", "")) for one in told for who in one.entities
    }
    free = (s for s in story.sentences if not any(a < s[-1].end and s[0].start < b for a, b in spans))
    found = (one for s in free if not s.headline and (one := _dated_in(story, s)))
    new = (one for one in found if not _is_known(one, dates, who_when))
    return tuple(islice(new, _MOST_DATED))


def _is_known(one: Proposal, dates: Collection[Value], who_when: Collection[tuple[str, Value]]) -> bool:
    """Tell whether something is told already with the same date, and somebody who is named takes part."""
    date = one.fields.get("date", "")
    if "participants" not in one.fields:
        return date in dates
    return bool(date) and any((who.id, date) in who_when for who in one.entities if who.kind != "place")


def _dated_in(story: Story, s: Sentence) -> Proposal | None:
    if _EVENTS.isdisjoint(s.vocabulary) or is_title(story, s):
        return None
    verbs = (i for i in _verbs(s) if s.word(i) in _EVENTS and not _compares(s, i))
    readings = [reading for i in verbs if (reading := _reading(story, s, i))]
    one = next((one for one in readings if one.time), None) or next(iter(readings), None)
    if one is None:
        return None
    named = one.roles["agents"] and one.sure
    if named and (one.time or _is_act(one)):
        return _proposal(one, "a verb of an event, with who acts")
    told = _is_dated_well(one) and _happens(one)
    return (
        _proposal(_unnamed(one), "a verb of an event, with its date; write who takes part") if told else None
    )


def _happens(reading: Reading) -> bool:
    """Tell "was elected" and "the war ended" from "the newly elected president"."""
    before = reading.s.word(reading.at - 1)
    return reading.word in lexicon.words("verbs of what happens") and not before.endswith("ly")


def _is_act(reading: Reading) -> bool:
    """Tell whether somebody does what is to be recorded though no date is told, early in the article."""
    s, at = reading.s, reading.at
    if not lexicon.words("what is talked of").isdisjoint(s.words(at + 1, at + _NEAR + 1)):
        return False  # "dismissed the claims"
    acts = reading.word in lexicon.words("verbs of acts") and not verbs_and_nouns.is_passive(s, at, at + 1)
    return acts and s.index < _EARLY and not _is_of_present(s, at)


def _is_dated_well(reading: Reading) -> bool:
    """Tell whether a time names a month or a day, or stands at the head of the sentence."""
    s, time = reading.s, reading.time
    if time is None:
        return False
    if s[reading.at - 1].time is time:
        return False  # "October began with rain"
    at_head = any(token.time is time for token in s.tokens[:HEAD])
    return not _is_of_present(s, reading.at) and (at_head or "-" in time.edtf.strip("[].~/"))


def _unnamed(reading: Reading) -> Reading:
    """Leave open who takes part: whom a pronoun may stand for is not said."""
    return replace(reading, roles={**reading.roles, "agents": ()})


def _compares(s: Sentence, i: int) -> bool:
    """As in "sold more aircraft than"."""
    return not {"more", "fewer", "less", "than"}.isdisjoint(s.words(i + 1, i + 4))


def _may_lead(story: Story, s: Sentence) -> bool:
    return len(s) >= _SHORTEST and not (s.headline or is_title(story, s))


def _verbs(s: Sentence) -> Iterator[int]:
    """Give the verbs that may be that of the main clause: what somebody says comes before that it is said."""
    found = [i for i in range(1, len(s)) if _is_finite(s, i) and not (s[i].quoted or s[i].aside)]
    main = [i for i in found if not _is_subordinate(s, i)]
    first = s.word(main[0]) if main else ""
    if first in lexicon.words("mere saying"):
        behind = (i for i in found if i > main[0] and _is_said(s, main[0], i))
        yield from behind
    yield from (i for i in main if s.word(i) not in lexicon.words("saying alone"))


def _is_said(s: Sentence, verb: int, i: int) -> bool:
    """Tell whether nothing divides what is said from that somebody says it."""
    return not any(
        mark in s[k].gap for k in range(verb + 1, i + 1) for mark in ';:"'
    ) and not _is_subordinate(s, i, verb + 2)


def _is_subordinate(s: Sentence, i: int, first: int = 0) -> bool:
    """Tell whether a verb stands in a clause that "who", "when" or the like opens and no comma closes."""
    for k in range(i - 1, first - 1, -1):
        if s.word(k) in _OPENERS and not s[k + 1].time:  # "shortly before 19:00"
            return True
        if "," in s[k + 1].gap and k + 1 < i:
            return False
    return False


def _is_finite(s: Sentence, i: int) -> bool:
    word = s.word(i)
    past = (word.endswith("ed") and "-" not in word) or word in _PAST
    if not past and word not in _PARTICIPLES:
        return False
    before = s.words(i - _BESIDE, i)
    if not _AUXILIARY.isdisjoint(before):
        return True
    described = word in lexicon.words("participles alone") or s.word(i + 1) == "by"
    return past and not (described or (before and before[-1] in _LEADING))


def _reading(story: Story, s: Sentence, at: int) -> Reading | None:
    """Read who does what a verb says, when and where; nothing where it did not happen, or is a participle."""
    status = certainty(s, at)
    if s.word(at) in lexicon.words("words of schedules"):
        status = "planned" if status == "happened" and s.word(at + 1) in {"to", "for"} else status
    doubted = not lexicon.words("doubting words").isdisjoint(s.words(at - _DOUBTED, at))
    if (
        doubted
        or status not in {"happened", "cancelled", "planned"}
        or (status == "planned" and s.word(at) not in lexicon.words("words of schedules"))
    ):
        return None
    reading = Reading(
        story=story, s=s, pattern=_LEAD, word=s.word(at), at=at, after=at + 1, end=clause_end(s, at)
    )
    reading = replace(reading, status=status)
    for role, places in _LEAD.roles:
        reading = replace(reading, roles={**reading.roles, role: fill_role(reading, role, places)})
    if any(in_row(s, one.at) for one in reading.roles["place"]):
        reading = replace(reading, roles={**reading.roles, "place": ()})  # of several places none is the one
    agents = reading.roles["agents"]
    apart = agents and agents[-1].at == at - 1 and "," in s[at].gap  # "Ann Hale, accused of"
    if agents and any(
        dash in s[k].gap for k in range(agents[-1].at + 1, at + 1) for dash in ("--", "\u2014")
    ):
        reading = replace(reading, roles={**reading.roles, "agents": ()})  # whom dashes enclose
    return None if apart else _with_near_time(with_time(reading))


def _with_near_time(reading: Reading) -> Reading:
    """Keep a time that stands at the head of the sentence, or that no comma divides from the verb."""
    s, time = reading.s, reading.time or _time_at_head(reading.s)
    time = None if time and time is s[0].time and _is_of_name(s) else time
    reading = replace(reading, time=time, spans=spans_of(replace(reading, time=time), time=time))
    at = next((i for i in range(len(s)) if time and s[i].time is time), 0)
    between = range(min(at, reading.at) + 1, max(at, reading.at) + 1)
    opens = all(s.word(k) in lexicon.words("words before times") for k in range(at))  # not "Born in 1935, "
    apart = (at > HEAD or not opens) and any("," in s[k].gap for k in between)
    if time and (apart or s[at].owns or time.anchor == "nearest"):
        return replace(reading, time=None, spans=spans_of(replace(reading, time=None), time=None))
    return reading


def _is_of_name(s: Sentence) -> bool:
    """As in "2029 Merrow mayor candidate Ann Hale": the year is that of what is named."""
    time, after = s[0].time, s[1] if len(s) > 1 else None
    named = after is not None and after.gap == " " and after.text[0].isupper()
    return named and time is not None and time.surface.isdigit()


def _time_at_head(s: Sentence) -> TimeExpression | None:
    """As in "On Monday, in the town": the time with which a sentence begins."""
    at = 0 if s[0].time else 1 if len(s) > 1 and s.word(0) in lexicon.words("words before times") else None
    time = s[at].time if at is not None else None
    return time if time and time.edtf else None


def _proposal(reading: Reading, reason: str) -> Proposal:
    told = f"{reason}; write of which type it is, and what happened"
    proposal = open_event(reading, reading.all("agents"), told)
    return proposal.with_fields({"event": TO_FILL, **proposal.fields})


def open_event(reading: Reading, agents: Iterable[Entity], reason: str) -> Proposal:
    """Propose, weakly, that some took part in what a sentence tells; what happened is left to be written."""
    place, who = reading.one("place"), tuple(dict.fromkeys(agents))
    fields: dict[str, Value] = {"participants": tuple(one.id for one in who)} if who else {}
    fields |= {"place": place.id} if place else {}
    return Proposal(
        section="events",
        rank="weak",
        reason=reason,
        fields={**fields, **dated(reading.time, reading.status), "says": TO_FILL},
        anchors=reading.spans,
        surface=reading.s.printed,
        entities=(*who, *((place,) if place else ())),
    )
