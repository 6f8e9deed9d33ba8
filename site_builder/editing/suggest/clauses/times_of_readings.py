"""When something was that a sentence tells."""

from dataclasses import replace
from functools import cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.places_and_times import HEAD, time_of
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.times_of_others import (
    is_of_birth,
    is_of_calling_off,
    is_of_clause_before,
    is_of_next_clause,
    is_of_relative,
    token_of,
)
from site_builder.editing.suggest.clauses.verbs_and_nouns import noun_start
from site_builder.editing.suggest.clauses.words_of_readings import spans_of
from site_builder.editing.suggest.patterns import DEALS, FAMILIES, patterns
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model.extraction_results import TimeExpression

_AHEAD = frozenset(("next", "coming", "upcoming"))
_HEAD_OF_SUBJECT = 4
"""So many words behind a time at the head of a sentence its subject begins."""
_ASKED = 8
"""So many words before "to visit" somebody is asked to."""
_REFERRING = 3
"""So many words before a visit "after" says that it was over."""
_APART = frozenset(("before", "after"))
_DATELINE = 5
"""So many words make a dateline at most, and divide it from the text."""
_OWNED = 4
"""So many words behind a time what is its own stands: "Friday's talks"."""
_NAMED = 4
"""So many words before a participle the article of its noun stands."""
_CLAUSE_HEAD = 4
"""So many words from "and" the time stands that a clause begins with."""
_JOINED = 3
"""So many words before a verb "and" joins it to the verb before."""
_TO_COME = frozenset(("planned", "expected", "possible"))


def with_time(filled: Reading) -> Reading:
    """Give a reading its time, and the stretches that are to be quoted."""
    if filled.time:
        return replace(filled, spans=spans_of(filled, time=filled.time))
    untold = filled.s.headline or filled.pattern.timeless
    others = _other_verbs(filled)
    elsewhere = (
        *_of_saying(filled),
        *_of_verb_before(filled, others),
        *_before_reference(filled),
        *_of_clause_at_head(filled),
        *_of_clause_behind(filled, others),
        *_open_ended(filled),
        *_of_participles(filled),
    )
    time = None if untold else time_of(filled.s, filled.at, others, elsewhere)
    time = None if time and (_is_since(filled, time) or _is_of_agreement(filled, time)) else time
    time = None if time and is_of_clause_before(filled, time) else time
    deal = filled.pattern.family in DEALS
    time = None if deal and time and (_is_of_saying(filled, time) or _is_of_dateline(filled, time)) else time
    meeting = filled.pattern.family == "meetings"
    if meeting and time and (is_of_relative(filled, time) or is_of_birth(filled, time)):
        time = None
    time = None if meeting and time and is_of_next_clause(filled, time) else time
    time = None if time and is_of_calling_off(filled, time) else time
    time = None if filled.pattern.who and time and _is_elsewhere(filled, time) else time
    time = None if filled.pattern.who and time and _is_of_another(filled, time) else time
    if filled.pattern.family == "events" and not filled.s.headline:
        time = _not_inserted(filled, time) if time else _at_head_of(filled)
    dated = replace(filled, time=time)
    return replace(dated, spans=spans_of(dated, time=time))


def _is_of_agreement(reading: Reading, time: TimeExpression) -> bool:
    """As in "under the July agreement 28 officers will go": of what was agreed, not of the journey."""
    s = reading.s
    at = (k for k in range(len(s)) if s[k].time is time and s.word(k - 1) in lexicon.words("definite"))
    return reading.pattern.family == "visits" and any(
        s.word(k + 1) in lexicon.words("agreement nouns") and s.gap(k + 1) == " " for k in at
    )


@cache
def _timed() -> frozenset[str]:
    """Verbs and nouns that times beside them belong to."""
    sections = (
        "visit verbs", "visit verbs or nouns", "visit nouns", "going verbs", "bare going verbs",
        "leaving verbs", "verbs of going from", "words of staying",
        "words of being back", "verbs of coming back",
    )  # fmt: skip
    return lexicon.words(*sections)


@cache
def _verbs() -> frozenset[str]:
    """Verbs of all that is told by those who act."""
    told = (pattern.words for family in FAMILIES for pattern in patterns(family) if pattern.voice)
    verbs = frozenset[str]().union(lexicon.words("said"), *told)
    return frozenset(verb for verb in verbs if verb.endswith("ed") or verb in lexicon.words("finite verbs"))


def _other_verbs(reading: Reading) -> tuple[int, ...]:
    """Other verbs of the sentence that a time may belong to."""
    s, at = reading.s, reading.at
    words = _timed()
    if reading.pattern.who and s.word(at - 1) != "and":
        words |= _verbs()
    elif reading.pattern.family in DEALS | {"meetings"}:
        words |= lexicon.words("said") | {"saying"}
    dividing = lexicon.words("conjunctions") if reading.pattern.who else _APART
    own = _own_verb(reading)
    return tuple(
        i
        for i in range(len(s))
        if i != own
        and not (_is_own_visit(reading, i) or _is_own_lead(reading, i))
        and (
            (abs(i - at) > 2 and (s.word(i) in words or _begins_words(s, i, words)))
            or (s.word(i) in dividing and i and not _leads_to_meeting(reading, i))
            or (
                i > at
                and s.word(i) == "as"
                and s.word(i - 1) != "well"
                and bool(s.tokens[i + 1 :][:1] and s[i + 1].who)
            )
            or (i > at and s.word(i) in lexicon.words("relatives of time") and "," in s[i].gap)
            or _opens_own_clause(reading, i)
            or (i != at and reading.pattern.who and _looks_finite(s, i))
        )
    )


def _begins_words(s: Sentence, i: int, words: frozenset[str]) -> bool:
    """As in "was in Kesh", not "her last visit was in 2029"."""
    timed = i + 2 < len(s) and s[i + 2].time is not None
    return f"{s.word(i)} {s.word(i + 1)}" in words and not timed


def _is_own_visit(reading: Reading, i: int) -> bool:
    """As in "arrived in Kesh for a visit on Monday", "her visit, which began on Monday": no other verb's."""
    s, at = reading.s, reading.at
    if reading.pattern.family != "visits" or i <= at:
        return False
    if s.word(i) in lexicon.words("relatives of time"):
        courses = lexicon.words("words of courses of visits", "verbs of courses of visits")
        return reading.pattern.part == "noun" and not courses.isdisjoint(s.words(i + 1, i + 3))
    if s.word(i) not in lexicon.words("visit nouns") or reading.pattern.part == "noun":
        return False
    first = noun_start(s, i)
    first -= s.word(first - 1) in lexicon.words("articles")
    led = s.word(first - 1) in lexicon.words("words before the same visit")
    if reading.status in _TO_COME and s.word(first - 1) in _APART:
        return False  # "will travel to Kesh again after a first visit in May"
    return led and not any(mark in s[k].gap for k in range(at + 1, i + 1) for mark in ',;:"')


def _opens_own_clause(reading: Reading, i: int) -> bool:
    """As in "found guilty on Monday the general whose troops overran Merrow": no time before holds for it."""
    s, at = reading.s, reading.at
    relative = reading.pattern.family == "events" and i < at and s.word(i) in {"who", "whose", "which"}
    return relative and not any("," in s.gap(k) for k in range(i + 1, at + 1))


def _leads_to_meeting(reading: Reading, i: int) -> bool:
    """As in "told reporters on Tuesday after a meeting with John Berg", which was that day."""
    near = i < reading.at <= i + _REFERRING and reading.s[i - 1].time is not None
    return reading.pattern.family == "meetings" and reading.s.word(i) == "after" and near


def _is_own_lead(reading: Reading, i: int) -> bool:
    """As in "on Monday embarked on a visit": the verb that leads a visit has the time of it."""
    if reading.pattern.family == "events":
        return i == reading.lead and reading.s[i - 1].time is not None  # "on Monday imposed sanctions"
    visit = reading.pattern.family == "visits" and reading.pattern.part == "noun"
    return visit and reading.lead is not None and i in {reading.lead, reading.lead - 1}


def _of_verb_before(reading: Reading, verbs: tuple[int, ...]) -> tuple[int, ...]:
    """As in "will be in Kesh on Monday and then fly to Merrow": the time of what is told before "and"."""
    s, first = reading.s, min(verbs, default=reading.at)
    if reading.pattern.family == "meetings" and s.word(reading.at - 1) == "and":
        behind = any(s[k].time for k in range(reading.after, reading.end))
        return tuple(
            k for k in range(reading.at) if s[k].time and behind
        )  # "dined on May 2 and met on May 3"
    if reading.pattern.family != "visits" or first >= reading.at:
        return ()
    joining = {"and", "then"}
    last = next((k for k in range(reading.at - 1, first, -1) if s.word(k) in joining), 0)
    return tuple(k for k in range(first, last) if s[k].time)


def _before_reference(reading: Reading) -> tuple[int, ...]:
    """As in "returned on Monday after her visit", "came on Monday and invited her to visit": of another."""
    s, at = reading.s, reading.at
    near = s.words(at - _REFERRING, at) if reading.pattern.family == "visits" else []
    refers = reading.pattern.part == "noun" and not {"after", "following", "before"}.isdisjoint(near)
    asked = s.word(at - 1) == "to" and not lexicon.words("verbs of inviting").isdisjoint(
        s.words(at - _ASKED, at)
    )
    if reading.pattern.part == "noun" and not {"about", "anniversary"}.isdisjoint(near):
        return tuple(range(len(s)))  # "a film about her visit opened on Monday"
    first = at if reading.lead is None else min(at, reading.lead)
    agreed = reading.status in _TO_COME and "and" in s.words(first - _JOINED, first)
    agreed = agreed and "to" in s.words(first - _JOINED, at)  # "spoke on Monday and agreed to make a trip"
    return tuple(k for k in range(at) if s[k].time) if refers or (near and (asked or agreed)) else ()


def _of_clause_at_head(reading: Reading) -> tuple[int, ...]:
    """As in "Before the quake struck on Monday, she had planned a visit": the times of another clause."""
    s = reading.s
    if reading.pattern.family not in DEALS | {"visits"} or s.word(0) not in {
        "before",
        "when",
        "while",
    }:
        return ()
    comma = next((k for k in range(1, reading.at) if "," in s[k].gap), 0)
    return tuple(k for k in range(2, comma) if s[k].time)


def _of_participles(reading: Reading) -> tuple[int, ...]:
    """As in "came to Kesh for a session of the Charter, a group founded in 2003": when something else was."""
    s = reading.s
    if reading.pattern.family != "visits":
        return ()
    behind = range(reading.after + 2, len(s))
    timed = (
        k for k in behind if s[k].time and s.word(k - 1) in {"in", "on"} and s.word(k - 2).endswith("ed")
    )
    return tuple(k for k in timed if k - 2 > reading.after and _is_in_apposition(s, k - 2))


def _is_in_apposition(s: Sentence, participle: int) -> bool:
    """As in ", a group founded": a comma, an article and nothing but a noun before a participle."""
    near = range(participle - 1, max(0, participle - _NAMED), -1)
    first = next((k for k in near if s.word(k) in lexicon.words("articles")), None)
    plain = first is not None and all(s.gap(k) == " " for k in range(first + 1, participle + 1))
    return plain and s.gap(first or 0).startswith(",")


def _open_ended(reading: Reading) -> tuple[int, ...]:
    """As in "went to Kesh for the first time since 2029": since when no visit was, or something was so."""
    s, family = reading.s, reading.pattern.family
    first = family == "visits" or "first" in s.vocabulary  # "met for the first time since 2029"
    here = range(len(s) if first else reading.at) if family in {"visits", "meetings"} else range(0)
    return tuple(k for k in here if (one := s[k].time) and one.edtf.endswith("/.."))


def _of_clause_behind(reading: Reading, verbs: tuple[int, ...]) -> tuple[int, ...]:
    """As in "was in Kesh, and in May she flew to Norland": the times before the verb of a clause behind."""
    s = reading.s
    if reading.pattern.family not in {"visits", "meetings"}:
        return ()
    joined = (k for k in range(reading.after, len(s)) if s.word(k) in {"and", "but"} and "," in s[k].gap)
    first = next(joined, len(s))
    at_head = (k for k in range(first, min(len(s) - 1, first + _CLAUSE_HEAD)) if s[k].time)
    behind = next((k for k in at_head if _may_act(s, k + 1)), first)
    verb = next((k for k in verbs if k > first), behind + 1)
    acts = any(_may_act(s, k) for k in range(first, verb + 1))
    return tuple(k for k in range(first, verb) if s[k].time) if acts else ()


def _may_act(s: Sentence, k: int) -> bool:
    return k < len(s) and (s.word(k) in lexicon.words("pronouns") or s[k].kind == "person")


def _of_saying(reading: Reading) -> tuple[int, ...]:
    """As in "said late on Thursday that she would visit": times of when it was said or written."""
    s = reading.s
    if reading.pattern.family != "visits":
        return ()
    said = (k for k in range(len(s)) if s.word(k) in lexicon.words("said"))
    dateline = (
        k for k in range(_DATELINE) if k < len(s) and (one := s[k].time) and _is_of_dateline(reading, one)
    )
    return tuple(filter(None, (*(_time_behind(s, k) for k in said), *dateline)))


def _time_behind(s: Sentence, said: int) -> int:
    between = lexicon.words("words between saying and its time")
    k = next((k for k in range(said + 1, len(s)) if s.word(k) not in between or s[k].who), len(s))
    return k if k < len(s) and s[k].time else 0


def _own_verb(reading: Reading) -> int | None:
    """As in "talks between Kesh and Norland began on Monday": the verb whose subject a noun is."""
    s, at = reading.s, reading.at
    if reading.pattern.part != "noun" or not reading.pattern.who:
        return None
    known = lexicon.words("words of being held", "words of concluding")
    verbs = (i for i in range(reading.after, reading.end) if s.word(i) in _verbs() or s.word(i) in known)
    first = next(verbs, None)
    players = (who.at for found in reading.roles.values() for who in found)
    last = max((k for k in players if first is not None and k < first), default=at)
    clear = first is not None and not any("," in s[k].gap for k in range(max(at, last) + 1, first + 1))
    return first if clear and s.word(first or 0) in known else None


def _looks_finite(s: Sentence, i: int) -> bool:
    word, before = s.word(i), s.word(i - 1)
    described = before in lexicon.words("definite") or before in lexicon.words("prepositions")
    return len(word) > 4 and word.endswith("ed") and i > 0 and not described


def _not_inserted(reading: Reading, time: TimeExpression) -> TimeExpression | None:
    """As in "On Monday Ann Hale, who speaks on May 9, held a rally": what is inserted has its time."""
    s = reading.s
    at = token_of(s, time)
    if not HEAD < at < reading.at or "," not in s[at + 1].gap:
        return time
    return next((token.time for token in s.tokens[: HEAD + 1] if token.time and token.time.edtf), None)


def _at_head_of(reading: Reading) -> TimeExpression | None:
    """As in "On Monday Ann Hale, who was ill, died": the time right before whoever acts."""
    s = reading.s
    at = next((i for i, token in enumerate(s.tokens[: HEAD + 1]) if token.time and token.time.edtf), None)
    first = min((who.at for found in reading.roles.values() for who in found if who.sure), default=None)
    if at is None or first is None or not at < first <= at + _HEAD_OF_SUBJECT or first > reading.at:
        return None
    led = all(s.word(k) in lexicon.words("words before times") for k in range(at))
    joined = {"and", "but", "that", "said"}.isdisjoint(s.words(first, reading.at))
    return s[at].time if led and joined and not s[reading.at].quoted else None


def _is_of_another(reading: Reading, time: TimeExpression) -> bool:
    """As in "put it off until June", "announced that she would go in the next days"."""
    ahead = reading.status == "happened" and not _AHEAD.isdisjoint(time.surface.lower().split())
    elsewhere = _is_of_dateline(reading, time) or _is_of_saying(reading, time) or is_of_birth(reading, time)
    return ahead or time.edtf.startswith("..") or elsewhere or _is_behind_participle(reading, time)


def _is_since(reading: Reading, time: TimeExpression) -> bool:
    """As in "the first visit since taking office last March", "her visit follows that of May"."""
    s, at = reading.s, token_of(reading.s, time)
    served = s.word(at - 1) in {"from", "since"} and s.word(at - 2) in lexicon.words("roles")
    if at < reading.at and served and reading.pattern.family in {"visits", "meetings"}:
        return True  # "who as minister from 2019 visited"
    between = lexicon.words("words before other times")
    return at > reading.at and not between.isdisjoint(reading.s.words(reading.after, at))


def _is_of_saying(reading: Reading, time: TimeExpression) -> bool:
    """As in "said on Thursday that it had signed": it was said then, and signed before."""
    s, at = reading.s, token_of(reading.s, time)
    said = not lexicon.words("said").isdisjoint(s.words(at - 2, at))
    deal = reading.pattern.family in DEALS and s.word(at + 1) in {"that", "it"}
    return at < reading.at and said and (deal or "had" in s.words(reading.at - 2, reading.at))


def _is_of_dateline(reading: Reading, time: TimeExpression) -> bool:
    """As in "MERROW, Nov. 1 (KNA) -- Kesh signed", which tells when it was written."""
    s, at = reading.s, token_of(reading.s, time)
    gaps = (s.gap(k) for k in range(at + 1, min(reading.at, at + _DATELINE)))
    divided = any(dash in gap for gap in gaps for dash in ("--", "\u2013", "\u2014", " - "))
    return at < min(_DATELINE, reading.at) and divided


def _is_behind_participle(reading: Reading, time: TimeExpression) -> bool:
    """As in "sold its shares, losing what it paid in 2028"."""
    s = reading.s
    at = token_of(s, time)
    last = next((k for k in range(at, reading.at, -1) if "," in s[k].gap), 0)
    return last > reading.at and s.word(last).endswith("ing")


def _is_owner(reading: Reading, at: int) -> bool:
    """As in "spoke after Friday's summit": what is the time's own comes behind it."""
    return reading.s[at].owns and not at < reading.at <= at + _OWNED


def _is_elsewhere(reading: Reading, time: TimeExpression) -> bool:
    """As in "the 2005 law": a year before a noun tells when that was; so does one in quotation marks."""
    s = reading.s
    at = token_of(s, time)
    if s[at].quoted != s[reading.at].quoted or _is_owner(reading, at):
        return True
    before, after = s.word(at - 1), s.gap(at + 1)
    year = time.surface.isdigit() or time.surface.lower() in {"this year", "next year"}
    if year and before == "for":
        return True  # "a programme for 2029"
    plain = time.surface.isdigit() and before not in lexicon.words("words before years")
    return (
        plain
        and after == " "
        and s[at + 1].text[0].isalpha()
        and s.word(at + 1) not in lexicon.words("prepositions")
    )
