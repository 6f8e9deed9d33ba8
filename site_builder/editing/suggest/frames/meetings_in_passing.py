"""Meetings that no frame reads: a word for them with who met, where or when; what came of it is open."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.clause_ends import clause_end
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.status_of_readings import status_of
from site_builder.editing.suggest.clauses.times_of_readings import with_time
from site_builder.editing.suggest.frames.leading import open_event
from site_builder.editing.suggest.frames.role_places import fill_role
from site_builder.editing.suggest.patterns import Pattern
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Proposal, Span
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title

_MET: Final = Pattern(
    name="met-in-passing",
    family="meetings",
    order=0,
    words=frozenset(),
    roles=(
        ("one", ("acting",)),
        ("others", ("with", "people right behind")),
        ("place", ("place of event",)),
    ),
    who="actors",
)
_HELD: Final = replace(
    _MET,
    part="noun",
    roles=(
        ("one", ("others of between", "actors right behind of", "actors right behind between")),
        ("others", ("with",)),
        ("place", ("place of event",)),
    ),
)
_OF_SOMEBODY: Final = lexicon.words("verbs of seeing somebody")
_SPORT: Final = lexicon.words("words of sport")
_OF_MUCH: Final = lexicon.words("verbs of taking part")
_VERBS: Final = lexicon.words("verbs of coming together", "verbs of taking part") | _OF_SOMEBODY
_NOUNS: Final = lexicon.words("nouns of coming together")
_TELLING: Final = frozenset(("press", "news"))
"""Before "conference": there somebody only spoke."""
_FEW: Final = 2
"""So many words before a noun its host is named: "the NATO summit", "the Council's meeting"."""
_BESIDE: Final = 3
_AROUND: Final = 9
"""What is proposed of words so near tells of the same; of meetings and visits also farther off."""
_NAMED: Final = 4
"""So many words behind "met with" somebody is named, or it was no meeting: "met with protest"."""


def find_meetings_in_passing(story: Story, told: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Propose meetings that sentences tell of where nothing is proposed yet, each sentence's first."""
    proposals = list(told)
    near = [span for one in proposals for span in one.anchors]
    far = [span for one in proposals if _is_of_people_met(one) for span in one.anchors]
    known = {(who.id, str(one.fields.get("date", ""))) for one in proposals for who in one.entities}
    dates = {str(one.fields.get("date", "")) for one in proposals}
    found: list[Proposal] = []
    for s in story.sentences:
        if s.headline or is_title(story, s) or not _SPORT.isdisjoint(s.vocabulary):
            continue
        words = (k for k in range(len(s)) if _may_tell(s, k))
        free = (k for k in words if not (_is_beside(s, k, near, _BESIDE) or _is_beside(s, k, far, _AROUND)))
        one = next((reading for k in free if (reading := _reading(story, s, k))), None)
        if one and not _is_known(one, known, dates):
            found.append(_proposal(one))
    return tuple(found)


def _is_of_people_met(proposal: Proposal) -> bool:
    """Tell what is proposed of a meeting or visit."""
    return proposal.section == "visits" or proposal.event == "meeting"


def _is_beside(s: Sentence, k: int, spans: Iterable[Span], reach: int) -> bool:
    """Tell whether something is proposed of the words around a token."""
    first, last = s[max(0, k - reach)], s[min(len(s) - 1, k + reach)]
    return any(start < last.end and first.start < end for start, end in spans)


def _is_known(reading: Reading, known: Collection[tuple[str, str]], dates: Collection[str]) -> bool:
    """Tell whether it may be a meeting that is proposed: no day, or one that is told of those who met."""
    who = {one.id for one in _who_met(reading)}
    date = reading.time.edtf if reading.time else ""
    if not who:
        return not date or any(one.startswith(date) for one in dates)
    told = {name for name, _ in known}
    return who <= told and (not date or any((name, date) in known for name in who))


def _may_tell(s: Sentence, k: int) -> bool:
    told = s.word(k) in _NOUNS or s.word(k) in _VERBS
    return told and not (s[k].quoted or s[k].aside or s.word(k - 1) in _TELLING)


def _reading(story: Story, s: Sentence, at: int) -> Reading | None:
    word = s.word(at)
    noun = word in _NOUNS
    if not noun and not _is_of_people(s, at):
        return None
    reading = Reading(
        story=story,
        s=s,
        pattern=_HELD if noun else _MET,
        word=word,
        at=at,
        after=at + 1,
        end=clause_end(s, at),
    )
    status = status_of(reading, None)
    if status == "not":
        return None
    reading = replace(reading, status=status)
    for role, places in reading.pattern.roles:
        found = fill_role(reading, role, places)
        reading = replace(reading, roles={**reading.roles, role: found})
    if noun and (host := _host(s, at)) and not reading.roles["one"]:
        reading = replace(reading, roles={**reading.roles, "one": (host,)})
    reading = with_time(reading)
    return reading if _is_enough(reading) else None


def _is_enough(reading: Reading) -> bool:
    """Tell whether it is told who met, where or when; of "saw" also whom, of "gathered" also who did."""
    others = bool(reading.roles["others"])
    told = reading.time is not None or bool(reading.roles["place"])
    if reading.word in _OF_SOMEBODY:
        return others and (told or bool(reading.roles["one"]))
    if reading.word in _OF_MUCH:
        return told and bool(reading.roles["one"])
    return told or others or len(_who_met(reading)) > 1


def _host(s: Sentence, at: int) -> Who | None:
    """As in "a NATO summit", "the Council's last meeting": whose it was."""
    for k in range(at - 1, max(-1, at - 1 - _FEW), -1):
        who = s[k].who
        if who:
            return Who(who, k) if who.kind == "body" or (s[k].owns and who.kind == "state") else None
    return None


def _is_of_people(s: Sentence, at: int) -> bool:
    """As in "met in Merrow", "met with Ann Hale"; not "met the conditions", "met with protest"."""
    after = at + 1
    if s.word(at) not in lexicon.words("verbs that also take things"):
        return True
    if after >= len(s) or s[after].time or s[after].who or s.gap(after).strip():
        return True
    if s.word(after) == "with":
        return any(s[k].who for k in range(after + 1, min(len(s), after + 1 + _NAMED)))
    return s.word(after) in lexicon.words("prepositions") | {"here", "there", "again", "briefly", "privately"}


def _who_met(reading: Reading) -> tuple[Entity, ...]:
    return tuple(dict.fromkeys((*reading.all("one"), *reading.all("others"))))


def _proposal(reading: Reading) -> Proposal:
    who = _who_met(reading)
    told = open_event(reading, who, "words of a meeting; check who met, and write what came of it")
    name = "-".join((*(one.id for one in who[:2]), "meeting"))
    return replace(told, event="meeting", title="Meeting", slug=name)
