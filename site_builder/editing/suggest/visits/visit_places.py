"""Where visits and meetings take place: the places behind their words, and where somebody arrived "here"."""

from collections.abc import Callable, Mapping
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import is_of_title
from site_builder.editing.suggest.clauses.acting import acting
from site_builder.editing.suggest.clauses.event_places import place_there
from site_builder.editing.suggest.clauses.grammar import row
from site_builder.editing.suggest.clauses.places_and_times import place_after
from site_builder.editing.suggest.clauses.players import named_at
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.states_meant import states_counted
from site_builder.editing.suggest.clauses.unnamed_places import unnamed_place
from site_builder.editing.suggest.people.datelines import is_dateline
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.editing.suggest.visits.countries_meant import (
    country_meant,
    is_own_country,
    state_meant,
    that_country,
)
from site_builder.editing.suggest.visits.seats_of_states import seat_at

_LEADING = frozenset[str]().union(
    *map(lexicon.words, ("leading words", "visit adjectives", "roles", "role words")),
    *map(lexicon.words, ("groups that travel", "prepositions of groups")),
)
_NEAR_PLACE, _FAR_PLACE = 7, 22
"""So many words behind whoever was met the place may be named."""
_LEAVING = 9
"""So many words behind a verb of leaving it is told for where."""
_SENT = 16
_WHERE = 5
"""So many words before a verb "where" may stand."""
_MEETING = 6
"""So many words behind "from" a meeting may stand from which somebody came back."""
_DESCRIBED = 7
"""So many words may stand before a place that they describe."""
_SOON = 3
"""Within so many words behind a word of visiting "the country" is where it leads."""
_DATELINE = 5
"""In so many sentences a dateline is looked for."""


def named(c: Reading) -> Players:
    """Give the first place behind a word, also one that no list has; none of a clause within."""
    if c.s.word(c.at) == "visiting" and c.s.word(c.at - 1) in lexicon.words("articles", "owning pronouns"):
        return ()  # "the visiting premiers of Kesh and Norland"
    if meant := states_counted(c.story, c.s, c.after) or seat_at(c.story, c.s, c.after):
        return meant
    at = place_after(c.s, c.after)
    soon = range(c.after, min(c.after + _SOON, len(c.s) if at is None else at + 1))
    pointing = (k for k in soon if country_meant(c.s, k) is not None or is_own_country(c.s, k))
    if (k := next(pointing, None)) is not None:
        return state_meant(c, k)
    other = lexicon.words("relatives") | {"from"}  # "came to the capital from Kesh"
    within = at is not None and not other.isdisjoint(c.s.words(c.after + 1, at))
    return () if within else named_at(c.s, at) or unnamed_place(c.s, c.after)


def country_led_to(c: Reading) -> Players:
    """As in "a tour of the island": the state named last."""
    for k in range(c.after, min(len(c.s), c.after + _DESCRIBED)):
        if c.s.word(k) in lexicon.words("prepositions of visits"):
            return states_counted(c.story, c.s, k + 1) or state_meant(c, k + 1)
        if not _leads(c.s, k):
            break
    return ()


def at_head(c: Reading) -> Players:
    """As in "In Kesh, she will visit camps": the place with which the sentence begins."""
    s = c.s
    at = 1 if s.word(0) in lexicon.words("prepositions of places") else len(s)
    here = at + 1 < len(s) and s[at].kind in {"place", "state"} and s[at + 1].gap.startswith(",")
    return named_at(s, at) if here and not s[at].owns else ()


def welcomed_to(c: Reading) -> Players:
    """As in "welcomed Ann Hale to Kesh": behind those who came."""
    last = max((who.at for who in row(c.story, c.s, c.after, c.kind)), default=c.at)
    return place_from(c.s, last + 2) if c.s.word(last + 1) == "to" else ()


def led_to(c: Reading) -> Players:
    """As in "a visit by Ann Hale to Kesh": nothing but who, how long and asides stand between."""
    for k in range(c.after, min(len(c.s), c.after + 13)):
        if "," in c.s.gap(k) and c.s.word(k) == "and":
            break  # "on her arrival, and a group led by Kesh"
        timed = k + 1 < len(c.s) and c.s[k + 1].time is not None  # "in 2029"
        if c.s.word(k) in lexicon.words("prepositions of visits") and not timed:
            if country_meant(c.s, k + 1) is not None or is_own_country(c.s, k + 1):
                return ()  # "a visit to the Baltic state", of which another way knows
            found = _of_one(c.s, named_at(c.s, place_after(c.s, k + 1, 6)))
            if found and not lexicon.words("relatives").isdisjoint(c.s.words(k + 1, found[0].at)):
                return ()  # "a journey through eight countries that has angered Kesh"
            if found and "between" in c.s.words(k + 1, found[0].at):
                return ()  # "a visit to strengthen relations between Kesh and Norland"
            if found and c.s.word(k) == "of" and is_of_title(c.s, found[0].at):
                continue  # "the visit of Kesh Foreign Minister Ann Hale to Norland"
            if found or c.s.word(k) != "of":  # "the visit of Ann Hale to Kesh"
                return _within(c, found) or found
        if not (timed or _leads(c.s, k) or _counts_visits(c.s, k)):
            break
    return ()


def _counts_visits(s: Sentence, k: int) -> bool:
    """As in "on a two-day visit, his first to Kesh": which of somebody's visits it is."""
    counts = lexicon.words("words of being the first") | {"latest", "fourth", "fifth", "maiden"}
    own = lexicon.words("owning pronouns") | {"the"}
    if s.word(k) in own:
        return s.gap(k) == ", " and s.word(k + 1) in counts
    return s.word(k) in counts and s.word(k - 1) in own


def _of_one(s: Sentence, found: Players) -> Players:
    """Leave out "Merrow Island states", which are many."""
    many = found and s.word(found[0].at + 1) in lexicon.words("what parts of the world have")
    return () if many else found


def _within(c: Reading, found: Players) -> Players:
    """As in "ended his tour of Asia in Kesh": the place in a part of the world."""
    if not found or found[0].entity.name not in lexicon.words("parts of the world"):
        return ()
    behind = range(found[0].at + 1, min(c.end, found[0].at + _DESCRIBED))
    return next((place for k in behind if c.s.word(k) == "in" and (place := place_from(c.s, k + 1))), ())


def _leads(s: Sentence, k: int) -> bool:
    return (
        s[k].aside
        or s[k].time is not None
        or s[k].kind in {"person", "demonym", "body", "state"}
        or s.word(k) in _LEADING
    )


def in_or_at(c: Reading) -> Players:
    """The place after whoever was met, or what was opened."""
    last = max([c.at, c.object or 0, *(who.at for who in c.roles.get("others", ()))])
    first = min((who.at for who in c.roles.get("others", ())), default=c.at)
    near = (*_in_clause(c.s, last + 1), *range(c.after, first))
    that = next((k for k in range(c.after, len(c.s)) if c.s.word(k) == "that"), len(c.s))
    before = (
        k
        for k in near
        if c.s.word(k) in lexicon.words("prepositions of places")
        and c.s.word(k - 1) not in lexicon.words("what goes on in places")
        and c.s.word(k + 1) != "from"
        and not _is_said(c, k)
    )
    places = (named_at(c.s, place_after(c.s, k + 1, 6)) or seat_at(c.story, c.s, k + 1) for k in before)
    found = next(filter(None, places), ())
    within = found and c.pattern.besides and found[0].at > that  # "told parliament that troops in Kesh"
    return () if within else found or place_there(c)


def _is_said(c: Reading, k: int) -> bool:
    """As in "is ready to meet Ann Hale, her office announced in Kesh"."""
    return k - 1 > c.at and c.s.word(k - 1) in lexicon.words("said") and c.s.word(k - 1) != c.word


def _in_clause(s: Sentence, first: int) -> range:
    """Go over the words behind somebody as far as nothing else begins, and a few in any case."""
    ends = lexicon.words("clause openers", "being and having", "modal verbs")
    ends |= lexicon.words("words before sources")  # "was received, according to her office in Kesh"
    far = range(first, min(len(s), first + _FAR_PLACE))
    end = next((k for k in far if s.word(k) in ends or any(c in s[k].gap for c in ';:"')), far.stop)
    return range(first, max(end, min(len(s), first + _NEAR_PLACE)))


def behind_with(c: Reading) -> Players:
    """As in "had a meeting with Norland": where it was; not "with Keshian officials in Merrow"."""
    at = place_after(c.s, c.after + 1)
    far = at is not None and not {"of", "from"}.isdisjoint(c.s.words(c.after + 1, at))
    if far or (at is not None and c.s[at].kind == "place" and c.s.word(c.after) == "with"):
        return ()  # "held talks with Merrow", which stands for its state, "with leaders of Kesh"
    between = c.s.words(c.after + 1, at or 0)
    met = not lexicon.words("counterparts").isdisjoint(between)  # "with his counterparts in Merrow"
    return () if met or (at is not None and c.s[at].owns) else named_at(c.s, at)


def right_behind(c: Reading) -> Players:
    """As in "was in Merrow", with nothing but an article between."""
    at = c.after + (c.s.word(c.after) == "the")
    at += at < len(c.s) and c.s[at].kind == "demonym"  # "was in the Keshian capital"
    here = at < len(c.s) and c.s[at].kind in {"place", "state"} and not c.s[at].owns
    return named_at(c.s, at) if here else ()


def before_where(c: Reading) -> Players:
    """As in "in Kesh, where she arrived"."""
    where = next((k for k in range(c.at - 1, max(0, c.at - _WHERE), -1) if c.s.word(k) == "where"), 0)
    before = c.s[where - 1]
    here = where and before.kind in {"place", "state"} and not before.owns
    lands = before.text.split()[-1] in lexicon.words("places of arrival")
    return named_at(c.s, where - 1) if here and not lands else ()


def state_right_behind(c: Reading) -> Players:
    """As in "a tour that includes Kesh", not "a tour that includes Kesh Palace"."""
    return _states_of(right_behind(c))


def soon_behind(c: Reading) -> Players:
    """As in "left for the Norland capital, Merrow": nothing but what describes a place stands between."""
    return place_from(c.s, c.after)


def between(c: Reading) -> Players:
    """As in "shuttled for four days between Kesh and Norland": nothing but how long it was stands before."""
    for k in range(c.after, min(len(c.s), c.after + _NEAR_PLACE)):
        if c.s.word(k) == "between":
            return place_from(c.s, k + 1)
        other = lexicon.words("prepositions") - lexicon.words("words before times") - {"for"}
        if c.s[k].who or c.s.word(k) in other or c.s.gap(k) != " ":
            break
    return ()


def left_for(c: Reading) -> Players:
    """As in "left Merrow on Monday for Kesh", "will leave here for Kesh tomorrow"."""
    for k in range(c.after, min(len(c.s), c.after + _LEAVING)):
        if c.s.word(k) in lexicon.words("words before where one leaves for"):
            return place_from(c.s, k + 1)
        left = c.s[k].kind in {"place", "state", "demonym"} or c.s[k].time
        if not (left or c.s[k].aside or c.s.word(k) in lexicon.words("words behind leaving")):
            break
    return ()


def behind_time(c: Reading) -> Players:
    """As in "arrived on Monday in Merrow": a time stands between, and how somebody came."""
    if c.s.word(c.at) in {"came", "come", "comes"} and c.s.word(c.after) == "together":
        return ()  # "came together in Kesh", where they met
    for k in range(c.after, min(len(c.s), c.after + _LEAVING)):
        if c.s.word(k) in lexicon.words("words where one arrives"):
            return place_from(c.s, k + 1) if k > c.after else ()
        if not (c.s[k].time or c.s[k].aside or _is_of_coming(c.s, k)):
            break
    return ()


def _is_of_coming(s: Sentence, k: int) -> bool:
    """As in "travelled with Ann Hale to Kesh", "arrived by train in Kesh"."""
    company = s[k].kind in {"person", "demonym"} or s.word(k) in lexicon.words("roles")
    return company or s.word(k).endswith("ly") or s.word(k) in lexicon.words("words before where one arrives")


def to_from(c: Reading) -> Players:
    """As in "fly from Merrow to Kesh"."""
    to = (k for k in range(c.after, min(len(c.s), c.after + _LEAVING)) if c.s.word(k) == "to")
    return next((place_from(c.s, k + 1) for k in to), ())


def taken_to(c: Reading) -> Players:
    """As in "took a train to Kesh", "boarded a plane from Merrow to Kesh"."""
    near = range(c.after, min(len(c.s), c.after + _SOON + 1))
    at = next((k + 1 for k in near if c.s.word(k) in lexicon.words("what people travel by")), len(c.s))
    at += 2 * (c.s.word(at) == "from")
    return place_from(c.s, at + 1) if c.s.word(at) in {"to", "for"} else ()


def from_where(c: Reading) -> Players:
    """As in "returned to Norland from Kesh", "from a meeting in Kesh"."""
    at = next(
        (k for k in range(c.after, min(c.end, c.after + _LEAVING)) if c.s.word(k) == "from"), c.after - 1
    )
    if c.s.words(c.at - 2, c.at) == ["ever", "to"]:
        return ()  # "the largest order ever to come from Kesh"
    found = place_from(c.s, at + 1)
    return found if found and found[0].entity.sure else _of_meeting(c, at + 1)


def _of_meeting(c: Reading, first: int) -> Players:
    nouns = lexicon.words("meeting nouns", "attended nouns", "visit nouns")
    behind = range(first, min(c.end, first + _MEETING))
    noun = next((k for k in behind if c.s.word(k) in nouns), None)
    return place_from(c.s, noun + 2) if noun is not None and c.s.word(noun + 1) in {"in", "to"} else ()


def of_stay(c: Reading) -> Players:
    """As in "spent four days in Kesh": behind how long it was."""
    lengths = lexicon.words("lengths of stays")
    for k in range(c.after + 1, min(c.end, c.after + _LEAVING)):
        if c.s.word(k) == "in":
            before = c.s[k - 1].low.split()[-1]
            return place_from(c.s, k + 1) if before in lengths else ()
    return ()


def sent_to(c: Reading) -> Players:
    """As in "sent a delegation of experts to Kesh"."""
    relatives = lexicon.words("relatives") | {"whose"}
    near = range(c.after, min(c.end, c.after + _SENT))
    end = next((k for k in near if c.s.word(k) in relatives), near.stop)
    to = (k for k in range(c.after, end) if c.s.word(k) == "to")
    return next((found for k in to if (found := place_from(c.s, k + 1))), ())


def right_before(c: Reading) -> Players:
    """As in "his Kesh visit"."""
    here = c.at > 0 and c.s[c.at - 1].kind in {"place", "state"} and c.s[c.at].gap == " "
    part = here and c.s[c.at - 1].text in lexicon.words("parts of the world")
    return named_at(c.s, c.at - 1) if here and not part and not c.s[c.at - 1].owns else ()


def acting_state(c: Reading) -> Players:
    """As in "Kesh will host Ann Hale": the state, or the town, that does it."""
    return _states_of(acting(c.story, c.s, c.at))


def acting_state_of_lead(c: Reading) -> Players:
    """As in "Kesh called off a visit by Ann Hale"."""
    return _states_of(acting(c.story, c.s, c.lead)) if c.lead is not None else ()


def _states_of(who: Players) -> Players:
    return who if len(who) == 1 and who[0].entity.kind == "state" else ()


def place_from(s: Sentence, at: int) -> Players:
    """Give the place that words begin with, behind what describes it: "Norland's capital, Merrow"."""
    owner: int | None = None
    for k in range(at, min(len(s), at + _DESCRIBED)):
        if s[k].kind in {"place", "state"}:
            if not (s[k].owns or _describes(s, k)):
                return named_at(s, k)
            owner = k if owner is None else owner
        elif s[k].kind == "body" and s.word(k + 1) in lexicon.words("what parts of the world have"):
            continue  # "the five GCC countries of Kesh and Norland"
        elif s[k].kind != "demonym" and s.word(k) not in lexicon.words("words before places"):
            return unnamed_place(s, k) or named_at(s, owner)
    return named_at(s, owner)


def _describes(s: Sentence, k: int) -> bool:
    """As in "Norland capital Merrow", where a name follows, not "Merrow region"."""
    named = k + 2 < len(s) and s[k + 2].gap == " " and s[k + 2].text[0].isupper()
    return s.word(k + 1) in lexicon.words("kinds of places") and s.gap(k + 1) == " " and named


def of_dateline(c: Reading) -> Players:
    """As in "MERROW, Nov. 1 (KNA) -- Ann Hale arrived here": where it was written."""
    if c.s.word(c.after - 1) != "here":
        return ()
    for s in c.story.sentences[: min(c.s.index + 1, _DATELINE)]:
        if s[0].kind in {"place", "state"} and is_dateline(s):
            return named_at(s, 0)
    return ()


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {
    "state right behind": state_right_behind,
    "place before where": before_where,
    "state that acts": acting_state,
    "state that acts in lead": acting_state_of_lead,
    "place of dateline": of_dateline,
    "place right behind": right_behind,
    "place": named,
    "that country": that_country,
    "place it leads to": led_to,
    "place soon behind": soon_behind,
    "place between": between,
    "place behind a time": behind_time,
    "place left for": left_for,
    "place behind from and to": to_from,
    "place behind from": from_where,
    "place they take a train to": taken_to,
    "place of a stay": of_stay,
    "place they are sent to": sent_to,
    "place right before": right_before,
    "place at the head": at_head,
    "country it leads to": country_led_to,
    "place behind whom they welcome": welcomed_to,
    "place in or at": in_or_at,
    "place with": behind_with,
}
"""Where the places of visits are looked for, by the names that tables give it."""
