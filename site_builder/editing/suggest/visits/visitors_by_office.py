"""Who visits where no sentence names them: "the Norland premier", "the defence minister of Norland"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acting import end_of_actors
from site_builder.editing.suggest.clauses.parties import state_of
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.verbs_and_nouns import noun_start
from site_builder.editing.suggest.people.referring import Who, may_hold
from site_builder.editing.suggest.people.roles import role_after
from site_builder.editing.suggest.sentences.story import Sentence

_HOLDERS: Final = lexicon.words("roles of those who travel")
_ENDS: Final = lexicon.words("said", "being and having", "modal verbs", "subordinators", "conjunctions")
_PREPOSITIONS: Final = lexicon.words("prepositions")
_MOVING: Final = lexicon.words("arriving verbs", "leaving verbs") | {"returned", "returns"}
_MARKS: Final = frozenset(",:-\u2013\u2014")
_DESCRIBED: Final = 5
"""So many words before a group's noun whose it is may stand."""
_TITLE: Final = 6
"""So many words a title has."""


def role_as_subject(c: Reading) -> Players:
    """As in "the Norland premier arrived", whom no sentence names."""
    return _role_up_to(c, end_of_actors(c.s, c.at))


def role_as_subject_of_lead(c: Reading) -> Players:
    """As in "the Norland premier will make a trip", "make his first trip", whom no sentence names."""
    if c.lead is not None:
        return _role_up_to(c, end_before_lead(c))
    owner = noun_start(c.s, c.at) - 1
    own = c.s.word(owner) in lexicon.words("owning pronouns")
    led = own and c.s.word(owner - 1) in lexicon.words("paying words")
    return _role_up_to(c, end_of_actors(c.s, owner - 1)) if led else ()


def role_as_owner(c: Reading) -> Players:
    """As in "the Norland premier's visit", whom no sentence names."""
    first = noun_start(c.s, c.at)
    return _role_up_to(c, first - 1) if first > 0 and c.s[first - 1].owns else ()


def _role_up_to(c: Reading, end: int) -> Players:
    s = c.s
    told = None if s.headline or end < 1 or not is_place_known(c) else _owned(s, end) or _of_state(s, end)
    who = s[told[0]].who if told else None
    if told is None or who is None:
        return ()
    at, last, label = told
    if is_nobody(s, at) or label == "chief":
        return ()
    if at < last and (following := _named_next(c, at)):
        return (following,)
    known = all(word in _HOLDERS | lexicon.words("role words") for word in label.split())
    state = who if who.kind == "body" else state_of(c.story, who.state, who.name)
    named = not known or may_hold(c.story, s, s.word(last), state.id)
    return () if named else (Who(state, at, label=label),)


def _owned(s: Sentence, end: int) -> tuple[int, int, str] | None:
    """As in "Norland's defence minister": where the owner and the role stand, and how it is called."""
    if s.word(end) not in _HOLDERS or is_led(s, end):
        return None
    at = next((k for k in described_by(s, end) if s[k].kind in {"state", "demonym", "body"}), None)
    owns = at is not None and (s[at].kind == "demonym" or s[at].owns)
    return (at, end, " ".join(s.words(at + 1, end + 1))) if at is not None and owns else None


def _of_state(s: Sentence, end: int) -> tuple[int, int, str] | None:
    """As in "The defence minister of Norland", which begins a sentence or a clause behind a comma."""
    last = end - 2
    if s[end].kind != "state" or s[end].owns or s.word(end - 1) != "of" or s.word(last) not in _HOLDERS:
        return None
    words = (lexicon.words("role words") | _HOLDERS) - {"the"}
    first = next((k for k in range(last, max(-1, last - _TITLE), -1) if s.word(k) not in words), -1)
    divided = any(mark in s.gap(first) for mark in _MARKS)
    begins = first == 0 or divided or s.word(first - 1) == "that"
    if s.word(first) != "the" or not begins or first == last:
        return None
    return end, last, " ".join(s.words(first + 1, last + 1))


def _named_next(c: Reading, at: int) -> Who | None:
    """As in "Norland's premier arrived. Ann Hale met": whoever the next sentence begins with."""
    index = c.s.index + 1
    s = c.story.sentences[index] if index < len(c.story.sentences) else None
    who = s[0].who if s is not None and s.paragraph >= 0 and not s.headline else None
    full = who is not None and who.kind == "person" and " " in who.name and not (s is not None and s[0].owns)
    before = c.story.sentences[:index]
    if not full or who is None or any(token.who == who for one in before for token in one.tokens):
        return None
    whose = c.s[at].who
    state = state_of(c.story, whose.state, whose.name).id if whose else ""
    theirs = role_after(s, 0) if s is not None else None
    other = who.state not in {"", state} or (theirs is not None and theirs.of not in {"", state})
    return None if other else Who(replace(who, state=state), at, sure=False)


def is_nobody(s: Sentence, at: int) -> bool:
    """As in "no Norland premier has visited Kesh"."""
    return s.word(at - 1) in lexicon.words("not happened") | {"any"}


def is_place_known(c: Reading) -> bool:
    """Tell whether the place of a visit is one that is known, or surely one."""
    place = c.one("place")
    return place is not None and (place.kind == "state" or place.known or place.sure)


def end_before_lead(c: Reading) -> int:
    """Find the last token of those who do what leads to a noun: "Ann Hale paid a visit"."""
    verb = c.lead or 0
    if c.s.word(verb) in {"up", "off", "short"}:
        verb -= 1  # "wrapped up a visit", "cut short a visit"
    if c.s.word(verb) in _PREPOSITIONS:
        verbs = (k for k in range(verb - 1, max(-1, verb - 1 - _DESCRIBED), -1) if c.s.word(k) in _MOVING)
        verb = next(verbs, verb)
    return end_of_actors(c.s, verb)


def is_led(s: Sentence, noun: int) -> bool:
    """As in "talks with a delegation", not "a delegation led by the minister": behind a preposition."""
    before = min(described_by(s, noun), default=noun) - 1
    leads = s.word(before) == "by" and s.word(before - 1) in lexicon.words("led")
    return s.word(before) in _PREPOSITIONS and not leads


def described_by(s: Sentence, noun: int) -> Iterator[int]:
    """Go over the words before a noun that describe it, back from it: "a four-member Norland"."""
    for k in range(noun - 1, max(-1, noun - 1 - _DESCRIBED), -1):
        named = s[k].kind in {"state", "demonym", "body"}
        plain = s.word(k) not in _PREPOSITIONS | _ENDS and not s[k].time
        if s[k + 1].gap.strip() not in {"", "'s", "'", "-"} or not (named or plain) or s[k].kind == "person":
            return
        yield k
        if s.word(k) == "the":
            return  # "From Merrow the Keshian delegation flew on"
