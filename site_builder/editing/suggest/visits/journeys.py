"""Where visits stand that are told by the way: the next stop, where somebody left, spoke or was a guest."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.grammar import row, subject
from site_builder.editing.suggest.clauses.parties import state_of
from site_builder.editing.suggest.clauses.players import named_at, whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.verbs_and_nouns import noun_start
from site_builder.editing.suggest.people.referring import Who, owner_of, person_meant
from site_builder.editing.suggest.people.roles import np_start, role_after
from site_builder.editing.suggest.sentences.story import Sentence, is_title
from site_builder.editing.suggest.visits.visit_places import before_where, place_from

_STAYED: Final = 12
"""So many words behind a place that somebody left the visit is told of."""
_TOUR: Final = 6
"""So many words behind "the next stop" it is told of which tour it is one, and that it "is" somewhere."""
_LENGTH: Final = 5
"""So many words before "in" it is told how long somebody was there: "two days of talks in Kesh"."""
_TITLE: Final = 12
"""So many words may stand between a name and "in Kesh", where they tell who that is."""
_COMING: Final = 9
"""So many words before "from" the verb of coming stands."""
_TO_WHOM: Final = 8
"""So many words behind a verb of telling the one may stand to whom something is told."""


def behind_being(c: Reading) -> Players:
    """As in "the next stop of her tour will be Kesh": the place behind the verb."""
    if c.s.word(c.at - 1) not in lexicon.words("words before further stops"):
        return ()
    near = range(c.after, min(len(c.s), c.after + _TOUR))
    verb = next((k for k in near if c.s.word(k) in {"is", "was", "are", "were", "be"}), None)
    led = verb is not None and c.s.word(verb + 1) in {"in", "at"}
    return place_from(c.s, verb + 1 + led) if verb is not None else ()


def before_being(c: Reading) -> Players:
    """As in "Kesh is the first stop of a tour": the place before the verb."""
    s, first = c.s, noun_start(c.s, c.at)
    first -= s.word(first - 1) in lexicon.words("articles")
    adjective = s.word(c.at - 1) in lexicon.words("words before further stops")
    here = adjective and s.word(first - 1) in {"is", "was"} and first > 1
    return named_at(s, first - 2) if here and s[first - 2].kind in {"place", "state"} else ()


def whose_tour(c: Reading) -> Players:
    """As in "the next stop of her tour is Kesh": whose it is, else the one of whom was told before."""
    behind = range(c.after, min(len(c.s), c.after + _TOUR))
    nouns = (c.at, *(k for k in behind if c.s.word(k) in lexicon.words("visit nouns")))
    for k in nouns:
        first = noun_start(c.s, k)
        if first and (owner := owner_of(c.story, c.s, first - 1)):
            return owner
    meant = person_meant(c.story, c.s, c.at) if c.s.word(noun_start(c.s, c.at) - 1) in {"the", ""} else None
    return whoever(Who(meant, c.at, sure=False)) if meant else ()


def left_after_visit(c: Reading) -> Players:
    """As in "left Merrow on Monday after a one-day visit", which led to no other place."""
    at = c.after + (c.s.word(c.after) == "the")
    here = at < len(c.s) and c.s[at].kind in {"place", "state"} and not c.s[at].owns
    for k in range(at + 1, min(len(c.s), at + _STAYED) if here else 0):
        if c.s.word(k) in lexicon.words("what somebody leaves behind"):
            after = not {"after", "following", "ending", "concluding"}.isdisjoint(c.s.words(at + 1, k))
            elsewhere = c.s.word(k + 1) in lexicon.words("prepositions of visits")
            return named_at(c.s, at) if after and not elsewhere else ()
        if c.s.word(k) in {"for", "to"} or c.s[k].kind in {"place", "state"}:
            break
    return ()


def for_which(c: Reading) -> Players:
    """As in "the departure of Ann Hale for Kesh", "Ann Hale's departure for Kesh"."""
    s = c.s
    for k in range(c.after, min(len(s), c.after + _STAYED)):
        if s.word(k) == "for":
            return place_from(s, k + 1)
        if any(mark in s.gap(k) for mark in ',;:"') or s.word(k) in lexicon.words("being and having"):
            break
    return ()


def of_length(c: Reading) -> Players:
    """As in "ended two days of talks in Kesh": behind what was held there so long."""
    lengths = lexicon.words("lengths of stays")
    for k in range(c.after + 1, min(c.end, c.after + _TITLE)):
        if c.s.word(k) == "in":
            near = " ".join(token.low for token in c.s.tokens[max(c.after, k - _LENGTH) : k]).split()
            return place_from(c.s, k + 1) if lengths.intersection(near) else ()
        if any(mark in c.s[k].gap for mark in ',;:"'):
            break
    return ()


def of_adjective(c: Reading) -> Players:
    """As in "her Keshian trip", "Ann Hale's Keshian visit": the state that an adjective tells."""
    s, k = c.s, c.at - 1
    who = s[k].who if k > 0 and s[k].kind == "demonym" and s.gap(c.at) == " " else None
    owned = k > 0 and (s.word(k - 1) in lexicon.words("owning pronouns") or s[k - 1].kind == "person")
    owned = owned and (s[k - 1].owns or s[k - 1].kind != "person")
    return (Who(state_of(c.story, who.state, who.name), k),) if who and owned else ()


def before_comma(c: Reading) -> Players:
    """As in "Ann Hale, in Kesh for talks, said": the person before the comma, or before what tells who."""
    s = c.s
    if not s[c.at].gap.startswith(","):
        return ()
    for k in range(c.at - 1, max(-1, c.at - 1 - _TITLE), -1):
        if s[k].kind == "person":
            role = role_after(s, k) if k < c.at - 1 else None
            return named_at(s, k) if k == c.at - 1 or (role and role.end == c.at) else ()
    return ()


def in_title(c: Reading) -> Players:
    """As in "Ann Hale in Kesh for talks", "Ann Hale in Kesh: six accords signed"."""
    s, k = c.s, c.at - 1
    named = k >= 0 and is_title(c.story, s) and s[k].kind == "person" and np_start(s, k) == 0
    behind = next((who.at + 1 for who in c.roles.get("place", ())), len(s))
    ends = behind >= len(s) or ":" in s.gap(behind) or s[behind].time is not None
    ends = ends or s.word(behind) in lexicon.words("words behind places in titles")
    return named_at(s, k) if named and ends and not s[k].owns else ()


def behind_whom_told(c: Reading) -> Players:
    """As in "told her Keshian counterpart John Berg in Merrow": right behind to whom it is told."""
    s = c.s
    last = max(
        (who.at for who in row(c.story, s, c.after, c.kind, end=min(len(s), c.after + _TO_WHOM))),
        default=None,
    )
    if last is None or s.word(last + 1) not in lexicon.words("prepositions of places"):
        return ()
    behind = place_from(s, last + 2)
    at = behind[0].at + 1 if behind else len(s)
    ends = at >= len(s) or s[at].time or s.gap(at).strip() or s.word(at) in {"on", "that", "late", "early"}
    return behind if ends else ()


def introduced_as_host(s: Sentence, first: int) -> bool:
    """As in "with her Keshian host, John Berg": a name behind a comma that tells who receives somebody."""
    return s.gap(first).startswith(",") and s.word(first - 1) in lexicon.words("words for hosts")


def made_by(c: Reading) -> Players:
    """As in "the first trip that Ann Hale has made to Kesh": who acts in the clause behind the noun."""
    verb = _verb_of_making(c)
    found = subject(c.story, c.s, verb, c.kind, c.other) if verb is not None else ()
    return tuple(who for who in found if who.at > c.at)


def made_to(c: Reading) -> Players:
    """As in "the first trip that Ann Hale has made to Kesh"."""
    verb = _verb_of_making(c)
    led = verb is not None and c.s.word(verb + 1) in {"to", "in"}
    return place_from(c.s, verb + 2) if led and verb is not None else ()


def _verb_of_making(c: Reading) -> int | None:
    near = range(c.after, min(len(c.s), c.after + _TITLE))
    verb = next(
        (k for k in near if c.s.word(k) in lexicon.words("verbs of making visits")),
        None,
    )
    divided = verb is None or any(mark in c.s[k].gap for k in range(c.after, verb + 1) for mark in ',;:"')
    return None if divided else verb


def behind_from(c: Reading) -> Players:
    """As in "arrived in Kesh from Norland": where somebody was before."""
    verb = _verb_of_coming(c)
    return place_from(c.s, c.after) if verb is not None else ()


def who_came_from(c: Reading) -> Players:
    """As in "Ann Hale arrived in Kesh from Norland"."""
    verb = _verb_of_coming(c)
    return subject(c.story, c.s, verb, c.kind, c.other) if verb is not None else ()


def _verb_of_coming(c: Reading) -> int | None:
    """Find the verb before "in Kesh from": a place stands between, and nothing divides them."""
    s, near = c.s, range(c.at - 1, max(-1, c.at - 1 - _COMING), -1)
    verb = next((k for k in near if s.word(k) in lexicon.words("words of coming from somewhere")), None)
    if verb is None or any(mark in s[k].gap for k in range(verb + 1, c.at + 1) for mark in ',;:"'):
        return None
    led = not {"in", "to", "at"}.isdisjoint(s.words(verb + 1, c.at))
    return verb if led else None


def there(c: Reading) -> Players:
    """As in "was received in Kesh in May and went there in June": the last place named before."""
    if "there" not in c.s.words(c.at, c.after + 1) or c.s.headline:
        return ()
    for s in (c.s, *c.story.sentences[max(0, c.s.index - 1) : c.s.index]):
        end = c.at if s is c.s else len(s)
        kinds, others = (
            {"place", "state"},
            {"from", "of", "and"},
        )  # "officials from Kesh and Norland were there"
        places = (
            k
            for k in range(end - 1, -1, -1)
            if s[k].kind in kinds and not s[k].owns and others.isdisjoint(s.words(k - 2, k))
        )
        if (at := next(places, None)) is not None:
            return tuple(Who(who.entity, c.after - 1, sure=False) for who in named_at(s, at))
    return ()


def before_whose(c: Reading) -> Players:
    """As in "Ann Hale, whose last visit was in May"."""
    first = noun_start(c.s, c.at)
    if c.s.word(first - 1) != "whose" or "," not in c.s.gap(first - 1):
        return ()
    found = c.kind.read(c.story, c.s, first - 2, c.other)
    return whoever(found)


def opened_where(c: Reading) -> Players:
    """As in "in Kesh, where the tour opened on Sunday"."""
    return before_where(c) if c.s.word(c.after) in lexicon.words("words of courses of visits") else ()


def begun_where(c: Reading) -> Players:
    """As in "The tour of Ann Hale began in Kesh", "The tour, which will end in Kesh": behind the verb."""
    verbs = lexicon.words("verbs of courses of visits")
    at = next(
        (k for k in range(c.after, min(len(c.s), c.after + _TOUR + 1)) if c.s.word(k) in verbs), len(c.s)
    )
    divided = any("," in c.s.gap(k) and c.s.word(k) not in {"which", "that"} for k in range(c.after, at + 1))
    led = c.s.word(at + 1) == "in" and not divided
    return place_from(c.s, at + 2) if led else ()


def somebody_taken(c: Reading) -> Players:
    """As in "a tour that will take Ann Hale to Kesh": who stands right behind."""
    found = row(c.story, c.s, c.after, c.kind, end=min(len(c.s), c.after + _TO_WHOM))
    last = found[-1].at if found else len(c.s)
    return found if c.s.word(last + 1) == "to" and not c.s[last].owns else ()


def taken_further(c: Reading) -> Players:
    """As in "Kesh is the first stop of a tour that will take Ann Hale to Norland"."""
    words = lexicon.words("words of taking somebody")
    verb = next((k for k in range(c.after, len(c.s)) if c.s.word(k) in words), None)
    return somebody_taken(replace(c, after=verb + 1)) if verb is not None else ()


def cataphoric(c: Reading) -> Players:
    """As in "In Kesh, where she arrived on Monday, Ann Hale": the one behind whom "she" stands for."""
    s = c.s
    if c.at < 1 or s.word(c.at - 1) not in lexicon.words("pronouns", "owning pronouns"):
        return ()
    if any(s[k].kind == "person" for k in range(c.at)):
        return ()
    comma = next((k for k in range(c.after, len(s)) if "," in s[k].gap), len(s))
    at = next((k for k in range(comma, min(len(s), comma + _TITLE)) if s[k].kind == "person"), None)
    return named_at(s, at) if at is not None and np_start(s, at) <= comma else ()


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {
    "place behind being": behind_being,
    "owner of a tour": whose_tour,
    "place before being": before_being,
    "place for which": for_which,
    "owner of lead": lambda c: owner_of(c.story, c.s, noun_start(c.s, c.lead) - 1) if c.lead else (),
    "place left after a visit": left_after_visit,
    "place of so long": of_length,
    "state of an adjective": of_adjective,
    "person before comma": before_comma,
    "person of the title": in_title,
    "place behind whom they tell": behind_whom_told,
    "person behind the clause": cataphoric,
    "place come from": behind_from,
    "who came from there": who_came_from,
    "place meant by there": there,
    "person before whose": before_whose,
    "place right behind in": lambda c: place_from(c.s, c.after + 1) if c.s.word(c.after) == "in" else (),
    "place where it opened": opened_where,
    "place where it begins or ends": begun_where,
    "who made it": made_by,
    "somebody taken": somebody_taken,
    "somebody taken further": taken_further,
    "place made to": made_to,
}
"""Where visits told by the way are looked for, by the names that tables give it."""
