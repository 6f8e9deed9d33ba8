"""Where somebody was by the way: "Ann Hale, in Kesh, signed", "signed in the presence of Ann Hale"."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.grammar import PEOPLE, row, subject
from site_builder.editing.suggest.clauses.places_and_times import place_after
from site_builder.editing.suggest.clauses.players import named_at
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.verbs_and_nouns import noun_start
from site_builder.editing.suggest.people.datelines import is_dateline
from site_builder.editing.suggest.people.guests import guest_told
from site_builder.editing.suggest.people.homes import home_states, ids_of_states
from site_builder.editing.suggest.people.referring import Who, owner_of
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.editing.suggest.visits.journeys import before_comma
from site_builder.editing.suggest.visits.seats_of_states import seat_at
from site_builder.editing.suggest.visits.visit_places import in_or_at, place_from

_LEADS: Final = frozenset(("in", "at", "to", "into", "visited", "visits", "toured"))
_GOING: Final = 4
"""So many words before a place the verb of going may stand."""
_BEFORE_THEM: Final = {"signed-by": ("by",), "among-there": ("was", "were")}
"""Behind which words those stand of whom a pattern tells that they were there."""
_ROW: Final = 14
"""So many words behind a verb they are named."""
_FIRST: Final = 3
"""In so many sentences at the head of an article its dateline is looked for."""
_TITLE: Final = 12
"""So many words may stand before a name that tell who that is."""


def in_passing(c: Reading) -> Players:
    """As in "Ann Hale, in Kesh, signed", "in Kesh since Monday, said": commas enclose no more than where."""
    s, found = c.s, place_from(c.s, c.after)
    k = found[0].at + 1 if found else len(s)
    if k < len(s) and s.word(k) in {"on", "since", "in", "for", "until"} and s.gap(k) == " ":
        k += 1
    while k < len(s) and s[k].time and s.gap(k) == " ":
        k += 1
    return found if k < len(s) and s.gap(k) == ", " else ()


def with_whom_there(c: Reading) -> Players:
    """As in "With Ann Hale in Kesh, they signed", where a clause begins: who serves another state."""
    s, at = c.s, c.at - 1
    first = np_start(s, at) if at > 0 and s[at].kind == "person" and s.gap(c.at) == " " else 0
    opens = first == 1 or "," in s.gap(first - 1)
    led = s.word(first - 1) == "with" and first and opens and not s[at].owns
    return foreigners(c, named_at(s, at)) if led else ()


def who_is_there(c: Reading) -> Players:
    """As in "Ann Hale, in Kesh, signed": the one before the comma, who serves another state."""
    return foreigners(c, before_comma(c))


def foreigners(c: Reading, people: Players) -> Players:
    """Give those of some people who serve another state than that of the place."""
    homes = home_states(c.story)
    away = ids_of_states() - {_state(c)}
    return tuple(who for who in people if homes.get(who.entity.id, "") in away)


def at_head(c: Reading) -> Players:
    """As in "In Merrow, Ann Hale signed", "In Merrow on Monday, Ann Hale signed": the town it begins with."""
    if c.at or c.s.headline:
        return ()
    found = place_from(c.s, c.after)
    return found if found and found[0].entity.kind == "place" and _behind_head(c.s, found[0].at) else ()


def who_acts_there(c: Reading) -> Players:
    """As in "In Merrow, Keshian premier Ann Hale signed": right behind it, with a verb of what is past."""
    place = next((who.at for who in c.roles.get("place", ())), None)
    first = _behind_head(c.s, place) if place is not None else None
    if first is None:
        return ()
    s = c.s
    at = next((k for k in range(first, min(len(s), first + _TITLE)) if s[k].kind == "person"), None)
    if at is None or s[at].owns or np_start(s, at) > first:
        return ()
    verb = at + 1
    while s.word(verb) in lexicon.words("words before verbs") - lexicon.words("being", "modal verbs"):
        verb += 1
    past = s.word(verb) in lexicon.words("past forms of verbs", "said") or s.word(verb).endswith("ed")
    return foreigners(c, named_at(s, at)) if past and s.gap(at + 1) == " " else ()


def _behind_head(s: Sentence, place: int) -> int | None:
    """Find where the sentence goes on behind a place at its head, and the time of it."""
    k = place + 1
    while k < len(s) and (s[k].time or s.word(k) in {"on", "airport", "airfield"}) and s.gap(k) == " ":
        k += 1
    return k if k < len(s) and s.gap(k) == ", " else None


def paid_visit(c: Reading) -> Players:
    """As in "paid Kesh a surprise visit": the place between the verb and the visit."""
    s, found = c.s, place_from(c.s, c.after)
    at = found[0].at + 1 if found else len(s)
    visit = not {"visit", "call"}.isdisjoint(s.words(at + 1, at + 1 + _GOING))
    return found if visit and s.word(at) in {"a", "an", "her", "his"} else ()


def of_guest(c: Reading) -> Players:
    """As in "was John Berg's guest in Merrow", not "the guest of honour"."""
    return in_or_at(c) if c.s.word(c.after) != "of" else ()


# ------------------------------------------------------------------ in the presence of


def of_scene(c: Reading) -> Players:
    """As in "signed at Merrow in the presence of": the place before or behind, else of the dateline."""
    s = c.s
    for k in range(c.at - 1, -1, -1):
        if s.word(k) in {"in", "at"} and not (k + 1 < len(s) and s[k + 1].time):
            found = seat_at(c.story, s, k + 1) or named_at(s, place_after(s, k + 1, 4))
            if found and not s[found[0].at].owns and found[0].at < c.at:
                return found
    last = max((who.at for who in _present(c)), default=len(s))
    behind = place_from(s, last + 2) if s.word(last + 1) in {"in", "at"} else ()
    return behind or _dateline(c.story)


def of_those(c: Reading) -> Players:
    """As in "Among those in Merrow were Ann Hale and John Berg"."""
    near = range(c.after, min(len(c.s), c.after + _ROW))
    end = next((k for k in near if c.s.word(k) in {"was", "were"}), c.after)
    led = next((k + 1 for k in range(c.after, end) if c.s.word(k) in {"in", "at"}), end)
    found = place_from(c.s, led)
    return found if found and found[0].at < end else ()


def _dateline(story: Story) -> Players:
    for s in story.sentences[:_FIRST]:
        if is_dateline(s) and s[0].kind in {"place", "state"}:
            return named_at(s, 0)
    return ()


def present_from_abroad(c: Reading) -> Players:
    """As in "in the presence of Ann Hale and John Berg": those of them who serve another state."""
    return foreigners(c, _present(c)) if _state(c) else ()


def present_at_home(c: Reading) -> Players:
    """As in "in the presence of Ann Hale and John Berg": those of them who are at home there."""
    state, homes = _state(c), home_states(c.story)
    return tuple(who for who in _present(c) if state and homes.get(who.entity.id, "") == state)


def _present(c: Reading) -> Players:
    """Give those behind "in the presence of", "was signed by", "among the guests were"."""
    words = _BEFORE_THEM.get(c.pattern.name, ())
    near = range(c.after, min(len(c.s), c.after + _ROW))
    first = next((k + 1 for k in near if c.s.word(k) in words), len(c.s)) if words else c.after
    return row(c.story, c.s, first, PEOPLE)


def _state(c: Reading) -> str:
    place = c.one("place")
    return place.state if place else ""


# ------------------------------------------------------------------ as others did


def of_clause_before(c: Reading) -> Players:
    """As in "was in Kesh in July, as was": where somebody was, or went, in the clause before."""
    s = c.s
    for k in range(c.at - 1, 0, -1):
        if s[k].kind in {"place", "state"} and not s[k].owns and _leads_there(s, k):
            return named_at(s, k)
    return ()


def _leads_there(s: Sentence, k: int) -> bool:
    lead = k - 1 - (s.word(k - 1) == "the")
    if s.word(lead) not in _LEADS:
        return False
    going = lexicon.words("words of staying", "going verbs", "bare going verbs", "went words")
    pairs = {" ".join(s.words(j, j + 2)) for j in range(max(0, lead - _GOING), lead + 1)}
    return s.word(lead).endswith("ed") or not going.isdisjoint(pairs)


def who_did_so(c: Reading) -> Players:
    """As in "as was the Norland premier, John Berg": right behind."""
    return row(c.story, c.s, c.after, c.kind, other=c.other)


# ------------------------------------------------------------------ with somebody


def with_whom(c: Reading) -> Players:
    """As in "Ann Hale accompanied John Berg to Kesh": both."""
    led = _accompanied(c)
    acts = subject(c.story, c.s, c.at, c.kind, c.other) if led else ()
    return (*acts, *led) if acts else ()


def of_both(c: Reading) -> Players:
    """As in "accompanied John Berg to Kesh": behind whom they go with."""
    led = _accompanied(c)
    at = led[-1].at + 1 if led else len(c.s)
    return place_from(c.s, at + 1) if c.s.word(at) in {"to", "on"} else ()


def _accompanied(c: Reading) -> Players:
    return row(c.story, c.s, c.after, c.kind, end=min(len(c.s), c.after + _TITLE))


def that_follow(c: Reading) -> Players:
    """As in "a tour of Norland, with Kesh and Merrow to follow": the first of the places right before."""
    s, k = c.s, c.at - 1
    while k > 0 and (s[k - 1].kind in {"place", "state"} or s.word(k - 1) == "and"):
        k -= 1
    return named_at(s, k) if s[k].kind in {"place", "state"} and not s[k].owns else ()


def who_is_on_tour(c: Reading) -> Players:
    """As in "Ann Hale's tour", "a tour of the region": whose it is, else the only one who came before."""
    nouns = lexicon.words("visit nouns")
    noun = next((k for k in range(c.at - 1, 0, -1) if c.s.word(k) in nouns), None)
    first = noun_start(c.s, noun) if noun is not None else 0
    guest = guest_told(c.story, c.s, c.at)
    return (owner_of(c.story, c.s, first - 1) if first else ()) or (
        (Who(guest, c.at, sure=False),) if guest else ()
    )


def of_tour_behind(c: Reading) -> Players:
    """As in "Kesh was the last stop on the tour of Ann Hale", "the next port of call of Ann Hale"."""
    for k in (*_nouns_behind(c), c.after):
        if c.s.word(k + 1) in {"of", "by"} and (found := row(c.story, c.s, k + 2, c.kind)):
            return found
    return ()


def _nouns_behind(c: Reading) -> Iterator[int]:
    nouns = lexicon.words("visit nouns")
    return (k for k in range(c.after, min(len(c.s), c.after + _TITLE)) if c.s.word(k) in nouns)


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {
    "place of a guest": of_guest,
    "place paid a visit": paid_visit,
    "place in passing": in_passing,
    "who is there in passing": who_is_there,
    "with whom it was there": with_whom_there,
    "town at the head": at_head,
    "who acts there": who_acts_there,
    "place of the scene": of_scene,
    "those present from abroad": present_from_abroad,
    "those present at home": present_at_home,
    "those who did it from abroad": present_from_abroad,
    "those who did it at home": present_at_home,
    "place between among and being": of_those,
    "place of the clause before": of_clause_before,
    "who did so": who_did_so,
    "who goes and with whom": with_whom,
    "place of both": of_both,
    "places that follow": that_follow,
    "owner of a tour told of": who_is_on_tour,
    "whose tour is behind": of_tour_behind,
}
"""Where those who were somewhere are looked for, by the names that tables give it."""
