"""Joins what an article tells of one visit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.happening import Certainty
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.words_of_readings import words_of
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.dating import may_be_one
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Span
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model import edtf
from site_builder.model.extraction_results import TimeExpression

_SETTLED = frozenset(("happened", "cancelled"))
_GROUPS = lexicon.words("mission nouns")
_LOOKING_BACK = lexicon.words("words of looking back")
_BESIDE = 4
"""So many sentences from an airport the place is told for which somebody came."""
_BEFORE = 6
"""So many words before a verb tell of what time it was to come."""
_REFERRING = 3
"""So many words before a visit tell that it is one that is told elsewhere."""
_MONTH = 31
_BACK = ("back-from", "back-in")
"""Frames of who came back from a place."""
_NEAR = 7
"""Days between which two reports of somebody in one country are of one visit."""


@dataclass(slots=True)
class Visit:
    """A visit as gathered so far; `listed` ones are known by a meeting, not by a place."""

    visitors: tuple[Who, ...]
    place: Entity | None
    time: TimeExpression | None
    status: Certainty
    sentence: Sentence
    anchors: list[Span]
    reason: str
    sure: bool
    met: list[Entity] = field(default_factory=list)
    hosts: list[Entity] = field(default_factory=list)
    listed: bool = False
    words: list[Span] = field(default_factory=list)
    looked_back: bool = False
    """Whether it was still to come when something else happened: "was to visit"."""
    over: bool = False
    """Whether it was over then: "after her visit"."""
    homes: frozenset[str] = frozenset()
    """The states that the visitors serve, as far as it is told."""
    titled: bool = False
    """Whether the title tells of it."""
    apart: bool = False
    """Whether it is one of several that are counted: none that is told without a time is the same."""
    long_ago: bool = False
    """Whether it was weeks before the article: none of which the title tells without a time."""
    past: bool = False
    """Whether a verb tells that it was made: "arrived in Kesh", not "her visit to Kesh"."""

    @property
    def state(self) -> str:
        """The state that was visited."""
        return self.place.state if self.place else ""

    @property
    def guests(self) -> set[str]:
        """The ids of the visitors; of groups without a name, those to whom they belong."""
        return {who.entity.id for who in self.visitors}

    @property
    def unnamed(self) -> bool:
        """Whether the visitors are a group that is only called something."""
        return all(who.label for who in self.visitors)


def visit_of(reading: Reading) -> Visit:
    """Begin a visit with what one sentence tells of it."""
    return Visit(
        reading.roles.get("visitors", ()),
        _in_its_state(reading),
        reading.time,
        reading.status,
        reading.s,
        list(reading.spans),
        reading.pattern.reason,
        reading.sure,
        list(reading.all("met")),
        listed=bool(reading.pattern.each_dated),
        words=list(words_of(reading)),
        looked_back=_looks_back(reading),
        over=is_over(reading),
        past=_is_past(reading),
        apart=reading.apart,
    )


def is_over(reading: Reading) -> bool:
    """As in "after her visit to Kesh", "after returning from Kesh", whatever is to come."""
    near = reading.s.words(reading.at - _REFERRING, reading.at)
    return reading.pattern.name in _BACK or not {"after", "following"}.isdisjoint(near)


def _is_past(reading: Reading) -> bool:
    """Tell "landed in Kesh" from "lands in Kesh", which may be to come, and from "her visit to Kesh"."""
    word = reading.word.partition(" ")[0]
    past = word.endswith("ed") or word in lexicon.words("past forms of verbs") | {"was", "were"}
    return past and reading.pattern.part != "noun" and reading.status == "happened" and not reading.s.headline


def _in_its_state(reading: Reading) -> Entity | None:
    """As in "Merrow, Norland": a place of which the words say in which state it lies."""
    who = next(iter(reading.roles.get("place", ())), None)
    if who is None or who.entity.kind != "place" or who.entity.state or who.at + 1 >= len(reading.s):
        return who.entity if who else None
    behind = reading.s[who.at + 1]
    lies_in = behind.who is not None and behind.kind == "state" and behind.gap == ", "
    return replace(who.entity, state=behind.who.id) if lies_in and behind.who else who.entity


def _looks_back(reading: Reading) -> bool:
    """As in "which he was to visit", "this will be her first visit to Kesh", of one that may have begun."""
    before = reading.s.words(reading.at - _BEFORE, reading.at)
    near = () if reading.pattern.part != "noun" else before[-_REFERRING:]
    if not lexicon.words("words of referring to a visit").isdisjoint(near):
        return True
    first = "first" in before and reading.s.word(0) in lexicon.words("pointing words") | {"it"}
    return first or not _LOOKING_BACK.isdisjoint(before)


def add_people(people: list[Entity], more: Iterable[Entity], but: set[str]) -> None:
    """Add those to some who are not among them, nor among those left out."""
    here = {person.id for person in people} | but
    people += (person for person in more if person.id not in here)


def joined(visits: Sequence[Visit]) -> list[Visit]:
    """Join what tells of one visit: the same visitor in the same state at about the same time."""
    merged: list[Visit] = []
    for visit in visits:
        if _is_told_apart(visit, visits):
            continue
        same = next((m for m in merged if _same(m, visit)), None)
        if same is None:
            merged.append(visit)
            continue
        if same.sentence.headline or (visit.sure and not same.sure):
            same.sure = same.sure or visit.sure
            same.reason, same.listed = visit.reason, visit.listed
            same.visitors = visit.visitors if same.sentence.headline else same.visitors
        if _is_holder(same, visit):
            same.visitors, same.homes = visit.visitors, visit.homes
        elif same.unnamed != visit.unnamed:
            same.visitors = (*same.visitors, *visit.visitors)
        same.anchors = _fewer(same, visit)
        same.words += visit.words
        same.over = same.over or visit.over
        same.time = _narrower(same.time, visit.time)
        same.place = _wider(same.place, visit.place)
        add_people(same.met, visit.met, set())
        add_people(same.hosts, visit.hosts, set())
        newer = same.time is visit.time and not _is_outdated(visit, same)
        if same.sentence.headline or newer or _is_outdated(same, visit):
            same.sentence, same.status = visit.sentence, visit.status
    return merged


def _narrower(a: TimeExpression | None, b: TimeExpression | None) -> TimeExpression | None:
    """As in a title with "in May", where the text says "on May 21"; of a tour's days those of a leg."""
    first, second = (edtf.parse_or_none(time.edtf) if time else None for time in (a, b))
    exact = first and second and (edtf.is_more_exact(second, first) or _is_leg(second, first))
    return b if a is None or exact else a


def _is_leg(days: edtf.Date, tour: edtf.Date) -> bool:
    """As in "August 3 to 5" of a tour from August 2 to 12."""
    return days.lasts and tour.lasts and edtf.is_inside(days, tour) and not edtf.is_inside(tour, days)


def _is_told_apart(visit: Visit, visits: Sequence[Visit]) -> bool:
    """As in "Ann Hale and John Berg are due in Kesh", of whom each comes on a day that is told."""
    own = [
        one for one in visits if one.time and one.guests < visit.guests and one.place and _in_one(one, visit)
    ]
    times = {one.time.edtf for one in own if one.time}
    return (
        visit.time is None and len(times) > 1 and visit.guests == {who for one in own for who in one.guests}
    )


def _in_one(a: Visit, b: Visit) -> bool:
    return bool(a.place and b.place) and (a.place == b.place or (bool(a.state) and a.state == b.state))


def _fewer(a: Visit, b: Visit) -> list[Span]:
    """Quotes of the better of two sentences; of both where each has something of its own."""
    if ((b.time and not a.time) and a.status == b.status) or a.sentence.headline:
        return list(b.anchors)
    if (
        b.met
        or b.hosts
        or a.status != b.status
        or a.unnamed != b.unnamed
        or (b.time and a.time and a.time.edtf != b.time.edtf)
    ):
        return [*a.anchors, *b.anchors]
    return list(a.anchors)


def _same(a: Visit, b: Visit) -> bool:
    if not (_is_one_group(a, b) or a.guests & b.guests) or ((a.listed or b.listed) and a.time is not b.time):
        return False
    if not (_have_one_course(a, b) or a.sentence.headline) or are_apart(a, b):
        return False
    apart = a.place and b.place and a.place.id != b.place.id and (not a.state or a.state != b.state)
    apart = apart and not (a.titled and _may_lie_in(a.place, b.place))
    stops = (is_stop(a.place) or is_stop(b.place)) and not (a.over or b.over)
    if apart and not (stops and _is_beside(a, b)):
        return False
    return bool(a.place and b.place) and compatible(a.time, b.time)


def are_apart(a: Visit, b: Visit) -> bool:
    """As in "had visited Kesh in 2010 and again in 2015", of which none is the visit that is told of now."""
    undated = a.time is None or b.time is None
    return undated and (a.apart or b.apart or _is_of_now(a, b) or _is_of_now(b, a))


def _is_of_now(visit: Visit, other: Visit) -> bool:
    """As in a title, or "received Ann Hale", of one that follows from a meeting; the other was weeks ago."""
    follows = not visit.sure and visit.sentence.index < other.sentence.index
    return visit.time is None and other.long_ago and (visit.titled or follows)


def _may_lie_in(a: Entity | None, b: Entity | None) -> bool:
    """As in a title with "Qarrab", of which no list says where it lies, and a text with "Norland"."""
    return bool(a and b) and any(
        one.kind == "state" and not other.state for one, other in ((a, b), (b, a)) if one and other
    )


def _is_one_group(a: Visit, b: Visit) -> bool:
    """As in "a team of the agency", of which the next sentence tells who led it: "Ann Hale and her team"."""
    if a.unnamed and b.unnamed:
        return a.sentence.headline or (
            not a.sentence.index and _is_beside(a, b)
        )  # "UN inspectors", who are an agency's
    if a.unnamed == b.unnamed or a.sentence is b.sentence or not _is_beside(a, b):
        return False
    group, named = (a, b) if a.unnamed else (b, a)
    if _is_holder(group, named):
        return True
    leaders = group.visitors[0].label in lexicon.words("groups who meet")
    return leaders or not _GROUPS.isdisjoint(named.sentence.vocabulary)


def _is_holder(role: Visit, named: Visit) -> bool:
    """As in a title with "Norland's top diplomat", whom the text names."""
    nouns = {who.label.rpartition(" ")[2] for who in role.visitors}
    single = nouns.isdisjoint(_GROUPS) and not any(noun.endswith("s") for noun in nouns)
    theirs = not named.homes or role.guests <= named.homes
    return role.unnamed and not named.unnamed and role.titled and single and theirs


def _have_one_course(a: Visit, b: Visit) -> bool:
    """Tell whether two may be of one visit: to come or not, or planned before it was made or called off."""
    settled = [one for one in (a, b) if one.status in _SETTLED]
    return len(settled) != 1 or _is_outdated(*((b, a) if settled[0] is a else (a, b)))


def _is_outdated(plan: Visit, other: Visit) -> bool:
    """As in "arrived in Kesh, which he was to visit", "called off her visit to Kesh, expected in May"."""
    if plan.status in _SETTLED or other.status not in _SETTLED:
        return False
    both = plan.time is not None and other.time is not None
    one = plan.time and other.time and may_be_one(plan.time.edtf, other.time.edtf)
    called_off = other.status == "cancelled" and (not both or one)
    return bool(called_off or plan.looked_back or one)


def _is_beside(a: Visit, b: Visit) -> bool:
    """Tell whether two are told near each other, and neither of coming back."""
    back = lexicon.words("words of return")
    if a.sentence is not b.sentence and back & (a.sentence.vocabulary | b.sentence.vocabulary):
        return False
    return abs(a.sentence.index - b.sentence.index) < _BESIDE


def is_stop(place: Entity | None) -> bool:
    """As in "arrived at Merrow Airport on a visit to Kesh"."""
    return place is not None and place.name.split()[-1] in lexicon.words("places of arrival")


def compatible(a: TimeExpression | None, b: TimeExpression | None) -> bool:
    """Tell whether two times may be of one stay; what has no time may be."""
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
    if any(
        (one.latest - one.earliest).days > _MONTH for one in (first, second) if one.latest and one.earliest
    ):
        return False  # in 2029 and in 2030
    return (
        min(abs((first.earliest - second.latest).days), abs((second.earliest - first.latest).days)) <= _NEAR
    )


def _wider(a: Entity | None, b: Entity | None) -> Entity | None:
    """Of a state and a place in it the state, for a visit may lead to several places."""
    if a is None or (b is not None and (b.kind == "state" or is_stop(a)) and a.kind != "state"):
        return b
    return a
