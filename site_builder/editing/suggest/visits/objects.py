"""Those right behind a verb, to whom it is done."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import actors_from
from site_builder.editing.suggest.clauses.grammar import row
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.roles import is_of_role, np_start
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.editing.suggest.visits import sides

_FAR: Final = 24
"""So many words behind a verb somebody is named at most where a place stands between."""
_SOON: Final = 8
"""So many words behind one who was met the next may be named, and so many a title has."""
_ENDING: Final = lexicon.words("finite verbs", "past forms of verbs") | {"for", "from", "with", "to"}


def behind_verb(c: Reading) -> Players:
    """Those right after it; in a deal they stand before the arms: "sold Kesh missiles"."""
    at = c.after
    while at < len(c.s) and (step := _before_object(c.s, at)):
        at += step
    at += 2 * (c.s.words(at, at + 2) == ["in", "audience"])
    if c.pattern.who:
        return actors_from(c.story, c.s, at, c.end, c.other)
    found = row(c.story, c.s, at, c.kind, end=c.arms[0] if c.arms else None, other=c.other)
    if c.pattern.family == "meetings" and found and sides.is_of_thing(c, at, found[0]):
        return ()
    if c.pattern.name == "received":
        found = tuple(who for who in found if not sides.may_be_thing(c, who))
    if c.pattern.family == "meetings":  # not "met Ann Hale's envoy"
        found = tuple(who for who in found if not c.s[who.at].owns)
        return (*found, *_met_later(c, found))
    apart = bool(found and c.arms) and any("," in c.s[k].gap for k in range(at + 1, found[0].at + 1))
    return () if apart else found  # "will supply parts, Norland's Lance will make radars"


def _met_later(c: Reading, found: Players) -> Players:
    """As in "met Ann Hale in the morning and President John Berg later": a title behind "and", no verb."""
    s, last = c.s, found[-1].at if found else len(c.s)
    joined = (k for k in range(last + 1, min(len(s), last + _SOON)) if s.word(k) == "and")
    first = next(joined, len(s) - 1) + 1
    at = next((k for k in range(first, min(len(s), first + _SOON)) if s[k].kind == "person"), None)
    if (
        at is None
        or not np_start(s, at) == first < at
        or any("," in s.gap(k) for k in range(last + 1, first))
    ):
        return ()
    times = lexicon.words("words before times") | {
        "the",
        "in",
        "morning",
        "evening",
        "afternoon",
        "first",
        "later",
    }
    plain = all(s[k].time or s.word(k) in times for k in range(last + 1, first - 1))
    ends = at + 1 >= len(s) or s[at + 1].time or s.gap(at + 1).strip() or s.word(at + 1) in times
    return row(c.story, s, first, c.kind, other=c.other) if plain and ends else ()


def _before_object(s: Sentence, at: int) -> int:
    """As in "received on Monday in Merrow the envoy": so many words tell of time and place, or lead on."""
    if s.word(at) in lexicon.words("meeting particles") or s[at].time:
        return 1
    if s.word(at) not in {"in", "at", "to"} or at + 1 >= len(s):
        return 0
    return 2 if s[at + 1].kind == "place" else _to_title(s, at)


def _to_title(s: Sentence, at: int) -> int:
    """As in "received at the ministry in Merrow the premier Ann Hale": up to a title of one who is named."""
    person = next((k for k in range(at, min(len(s), at + _FAR)) if s[k].kind == "person"), at)
    articles = (k for k in range(at, person) if s.word(k) in lexicon.words("definite"))
    first = next((k for k in articles if _is_title(s, k, person)), at)
    divided = any("," in s.gap(k) for k in range(at, first))
    return 0 if divided or not _ENDING.isdisjoint(s.words(at, first)) else first - at


def _is_title(s: Sentence, first: int, person: int) -> bool:
    words = range(first, person)
    return any(s.word(k) in lexicon.words("roles") for k in words) and all(is_of_role(s, k) for k in words)
