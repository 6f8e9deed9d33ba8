"""Where patterns look for those who play a role: what they call "subject", "owner", "from" and the like."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses import event_places
from site_builder.editing.suggest.clauses.acted_on import ACTORS, actors_from
from site_builder.editing.suggest.clauses.acting import acting, actor_at, end_of_subject
from site_builder.editing.suggest.clauses.grammar import PEOPLE, places_of, row, subject
from site_builder.editing.suggest.clauses.parties import PARTIES, demonym_at, party_at, state_of
from site_builder.editing.suggest.clauses.players import first_of, named_at, whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.rows_of_sides import without_next
from site_builder.editing.suggest.clauses.unnamed_places import unnamed_company
from site_builder.editing.suggest.clauses.verbs_and_nouns import noun_start
from site_builder.editing.suggest.deals import (
    carried_subjects,
    contracts_told_before,
    dealers_of_nouns,
    dealing_places,
    half_told_deals,
    loose_sides,
    more_sides_of_deals,
    packages_told_before,
    sides_of_deals,
)
from site_builder.editing.suggest.deals.dealing_places import leads_elsewhere
from site_builder.editing.suggest.people.referring import Who, owner_of
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.visits import (
    guests_of_states,
    him_or_her,
    hyphenated_states,
    journeys,
    meetings_held,
    office_sides,
    pairs,
    presence,
    said_somewhere,
    sides,
    story_places,
    talks_told,
    visit_places,
    visitors,
)
from site_builder.editing.suggest.visits.objects import behind_verb

_NEAR = 5
_AGAIN = 22
"""So many words behind somebody "and with" may lead to another."""
_FAR = 16
_OF_PARTIES = frozenset(("suppliers", "recipients", "participants", "partners"))
"""Roles that states, bodies and companies play; all others want people, places or things."""
_NEAR_ACTORS = 9
"""So many words after a verb or noun a preposition still belongs to it, where anybody may follow."""


def fill_role(reading: Reading, role: str, places: Sequence[str]) -> Players:
    """Find who plays a role: in the first of some places where there is somebody with no other role."""
    kind = ACTORS if reading.pattern.who else PARTIES if role in _OF_PARTIES else reading.kind
    c = replace(reading, kind=kind)
    taken = {who.entity.id for others in reading.roles.values() for who in others}
    for place in places:
        found = PLACES[place](c) if place in PLACES else _after(c, place)
        free = {who.entity.id: who for who in reversed(found) if who.entity.id not in taken}
        if free:
            return tuple(reversed(free.values()))
    return ()


# ------------------------------------------------------------------ who does it, and to whom


def _subject(c: Reading) -> Players:
    return visitors.sent_to_meet(c) or subject(c.story, c.s, c.at, c.kind, c.other)


def _subject_of_lead(c: Reading) -> Players:
    return subject(c.story, c.s, c.lead, c.kind, c.other) if c.lead is not None else ()


def _before_lead(c: Reading) -> Players:
    return whoever(c.kind.read(c.story, c.s, c.lead - 1, c.other)) if c.lead else ()


def _acting(c: Reading) -> Players:
    return sides.named_of_states(acting(c.story, c.s, c.at))


def _acting_of_lead(c: Reading) -> Players:
    if c.lead is None or c.s.word(c.lead) == "for":
        return ()  # "hosted Ann Hale and John Berg for talks"
    return sides.named_of_states(acting(c.story, c.s, c.lead))


def _unnamed_company(c: Reading) -> Players:
    """As in "Lance Works Kesh won a contract", where no list has the name."""
    return unnamed_company(c.s, end_of_subject(c.s, c.at))


def _first_acting(c: Reading) -> Players:
    """The first of several who act; nobody where one acts alone."""
    if c.lead is not None and c.s.word(c.lead) == "for":
        return ()  # "joined the premiers of Kesh and Norland for a meeting"
    who = _acting(c) or _acting_of_lead(c)
    return who[:1] if len(who) > 1 else ()


def _all_between(c: Reading) -> Players:
    """As in "talks between", "talks scheduled for Friday between"."""
    end = max(c.after + 3, sides.behind_schedule(c) + 1)
    return _after_word(c, "between", range(c.after, min(c.end, end)))


def _first_behind_of(c: Reading) -> Players:
    first, led = c.after, lexicon.words("words before times") | {"in", "at", "on", "here"}
    while first < len(c.s) and (c.s[first].time or c.s[first].kind == "place" or c.s.word(first) in led):
        first += 1  # "a meeting in Merrow on Friday of"
    found = _after_word(c, "of", range(first, min(c.end, first + 1)))
    return found[:1] if len(found) > 1 else ()


def _visitor_behind_by(c: Reading) -> Players:
    """As in "the visit to Kesh by Ann Hale", not "on the invitation given by"."""
    for i in places_of(c.s, "by"):
        if c.after <= i < c.end:
            before = c.s.word(i - 1)
            led = before.endswith("ed") or before in lexicon.words("participles")
            divided = any("," in c.s[k].gap for k in range(c.after, i + 1))
            return () if led or divided else _before_place(c, row(c.story, c.s, i + 1, c.kind, other=c.other))
    return ()


def _before_place(c: Reading, found: Players) -> Players:
    """As in "the visit of Ann Hale to Kesh, John Berg said": who stands behind the place did not go."""
    place = next((who.at for who in c.roles.get("place", ())), -1)
    return tuple(who for who in found if who.at < place) or found


def _actors_right_behind_of(c: Reading) -> Players:
    at = c.after + 1
    return actors_from(c.story, c.s, at, c.end, c.other) if c.s.word(c.after) == "of" else ()


def _actors_right_behind_between(c: Reading) -> Players:
    """As in "talks between the Keshian government and rebels"."""
    at = c.after + 1
    return actors_from(c.story, c.s, at, c.end, c.other) if c.s.word(c.after) == "between" else ()


def _right_behind_of(c: Reading) -> Players:
    """As in "the visit of Ann Hale to Kesh": nothing stands before "of"."""
    found = row(c.story, c.s, c.after + 1, c.kind, other=c.other) if c.s.word(c.after) == "of" else ()
    return _before_place(c, found)


def _first_of_between(c: Reading) -> Players:
    sides = _all_between(c)
    return sides[:1] if len(sides) > 1 else ()


def _after(c: Reading, preposition: str) -> Players:
    return _after_word(c, preposition, range(c.after, c.end))


def _with_of_lead(c: Reading) -> Players:
    return _after_word(c, "with", range(c.lead, c.at)) if c.lead is not None else ()


def _after_word(c: Reading, word: str, within: range) -> Players:
    if word not in c.s.vocabulary:
        return ()
    at = (i for i in places_of(c.s, word) if i in within and not leads_elsewhere(c, i))
    other = c.other
    if c.pattern.who:
        near = (i for i in at if i < within.start + _NEAR_ACTORS)
        lists = (actors_from(c.story, c.s, i + 1, c.end, other) for i in near)
        return sides.named_of_states(next((found for found in lists if found), ()))
    rows = (without_next(c, row(c.story, c.s, i + 1, c.kind, other=other)) for i in at)
    found = next((found for found in rows if found), ())
    return (*found, *_and_again(c, word, found)) if c.pattern.family == "meetings" else found


def _and_again(c: Reading, word: str, found: Players) -> Players:
    """As in "with Ann Hale, who leads the party, and with Prime Minister John Berg"."""
    last = found[-1].at if found else len(c.s)
    again = (k for k in range(last + 1, min(len(c.s), last + _AGAIN)) if c.s.words(k, k + 2) == ["and", word])
    at = next(again, None)
    more = row(c.story, c.s, at + 2, c.kind, other=c.other) if at is not None else ()
    return tuple(who for who in more if np_start(c.s, who.at) == (at or 0) + 2)


def _between(side: int) -> Callable[[Reading], Players]:
    def look_between(c: Reading) -> Players:
        sides = _after_word(c, "between", range(c.after, min(c.end, c.after + 3)))
        return (sides[side],) if len(sides) == 2 else ()

    return look_between


def _person(c: Reading) -> Players:
    return subject(c.story, c.s, c.at, PEOPLE, c.other)


def _speaker_behind(c: Reading) -> Players:
    """As in '"Yes," said Ann Hale': nothing but a title stands between."""
    if not c.at or not ('"' in c.s[c.at].gap or c.s[c.at].gap.startswith(",")):
        return ()
    behind = range(c.after, min(len(c.s), c.after + _NEAR_ACTORS))
    first = next((k for k in behind if c.s[k].kind == "person"), None)
    here = first is not None and c.s[first].gap in {" ", ", "} and np_start(c.s, first) <= c.after
    return named_at(c.s, first) if here and not (c.s[c.at].gap.startswith(",") and _last_acting(c)) else ()


def _last_acting(c: Reading) -> Players:
    return _acting(c)[-1:]


def _right_behind(c: Reading) -> Players:
    return actors_from(c.story, c.s, c.after, c.end)[:1]


# ------------------------------------------------------------------ whose it is


def _owner(c: Reading) -> Players:
    if c.kind is PEOPLE:
        first = noun_start(c.s, c.at)
        return owner_of(c.story, c.s, first - 1) if first else ()
    return first_of(c.kind.read(c.story, c.s, k, c.other) for k in _near_before(c) if c.s[k].owns)


def _owner_after_lead(c: Reading) -> Players:
    owners = (k for k in range(c.lead or c.at, c.at) if c.s[k].owns)
    return first_of(c.kind.read(c.story, c.s, k, c.other) for k in owners)


def _nearest_before(c: Reading) -> Players:
    return first_of(
        who
        for k in range(c.at - 1, max(-1, c.at - _FAR), -1)
        if c.s.word(k - 1) != "from"  # "radars were bought from Kesh, and tanks from Norland"
        and c.s.word(k - 1) not in lexicon.words("attacking verbs")  # "struck Kesh with tanks bought from"
        and (who := c.kind.read(c.story, c.s, k, c.other))
        and who.entity.id != c.other
    )


def _adjective_before(c: Reading) -> Players:
    return first_of(demonym_at(c.story, c.s, k) for k in _near_before(c))


def _adjective_of_arms(c: Reading) -> Players:
    return first_of(demonym_at(c.story, c.s, k) for k in range(c.after, c.arms[0] + 1))


def _adjective_after(c: Reading) -> Players:
    """As in "importer of Keshian-made arms": whoever made them sold them here."""
    for k in range(c.after, min(c.end, c.after + _NEAR)):
        who = c.s[k].who
        if who and who.kind == "demonym":
            return whoever(party_at(c.story, c.s, k) or Who(state_of(c.story, who.state, who.name), k))
    return ()


def _in_object(c: Reading) -> Players:
    """As in "upgraded Kesh's tanks", "Keshian tanks", "tanks of Kesh"."""
    before = (party_at(c.story, c.s, k) or demonym_at(c.story, c.s, k) for k in range(c.after, c.arms[0]))
    end = next((k for k in range(c.arms[-1] + 1, len(c.s)) if "," in c.s[k].gap), len(c.s))
    behind = (party_at(c.story, c.s, k) for k in range(c.arms[0], min(end, c.arms[-1] + 4)))
    return first_of(before) or first_of(behind)


def _topic(c: Reading) -> Players:
    """The state that the sentences before are about, where this one names none."""
    named = (token.who for token in c.s.tokens if token.kind in {"state", "demonym"} and token.who)
    if any(who.state != c.other for who in named):
        return ()
    for before in reversed(c.story.sentences[max(0, c.s.index - 2) : c.s.index]):
        for token in before.tokens:
            if token.who and token.who.kind == "state" and token.who.id != c.other:
                return (Who(token.who, 0, sure=False),)
    return ()


def _near_before(c: Reading) -> range:
    return range(max(0, c.at - _NEAR), c.at)


# ------------------------------------------------------------------ places


def _owner_who_acts(c: Reading) -> Players:
    return first_of(actor_at(c.story, c.s, k) for k in _near_before(c) if c.s[k].owns)


def _equipment(c: Reading) -> Players:
    things = (k for k in range(c.after, min(len(c.s), c.after + 6)) if c.s[k].kind == "equipment")
    return named_at(c.s, next(things, None))


PLACES: Mapping[str, Callable[[Reading], Players]] = {
    **event_places.PLACES,
    **visit_places.PLACES,
    **visitors.PLACES,
    **guests_of_states.PLACES,
    **journeys.PLACES,
    **presence.PLACES,
    **said_somewhere.PLACES,
    **story_places.PLACES,
    **meetings_held.PLACES,
    **him_or_her.PLACES,
    **talks_told.PLACES,
    **dealing_places.PLACES,
    **carried_subjects.PLACES,
    **half_told_deals.PLACES,
    **contracts_told_before.PLACES,
    **dealers_of_nouns.PLACES,
    **sides_of_deals.PLACES,
    **loose_sides.PLACES,
    **more_sides_of_deals.PLACES,
    **packages_told_before.PLACES,
    "states joined by a hyphen": hyphenated_states.states_joined,
    "first joined by a hyphen": hyphenated_states.first_of_joined,
    "side acting": sides.acting_side,
    "sides acting": sides.sides_acting,
    "first of sides acting": sides.first_of_sides_acting,
    "behind including": sides.behind_including,
    "members of a group": sides.among_group,
    "unnamed subject": sides.unnamed_subject,
    "unnamed subject of holding": sides.unnamed_holding,
    "sides as object": sides.sides_as_object,
    "object right behind": sides.object_right_behind,
    "people right behind": sides.people_right_behind,
    "sides behind with": sides.sides_behind("with"),
    "sides behind to": sides.sides_behind("to"),
    "capital behind with": office_sides.capital_behind("with"),
    "sides behind on": sides.sides_behind("on"),
    "who is called on": office_sides.called_on,
    "first who act during it": lambda c: _first_acting(c) if "during" in c.s.vocabulary else (),
    "states acting": lambda c: sides.only_states(_acting(c)),
    "first of states acting": lambda c: sides.only_states(_first_acting(c)),
    "states behind with": lambda c: sides.only_states(_after(c, "with")),
    "offices as object": office_sides.offices_as_object,
    "offices behind with": office_sides.offices_behind("with"),
    "offices behind to": office_sides.offices_behind("to"),
    "first right behind": lambda c: sides.object_right_behind(c)[:1],
    "first office behind by": lambda c: office_sides.offices_behind("by")(c)[:1],
    "sides behind by": sides.sides_behind("by"),
    "offices behind by": office_sides.offices_behind("by"),
    "offices behind on": office_sides.offices_behind("on"),
    "pair": pairs.pair,
    "pair between": pairs.pair_between,
    "first of pair between": lambda c: pairs.pair_between(c)[:1],
    "first of pair": lambda c: pairs.pair(c)[:1],
    "office told of before": pairs.office_before,
    "sides between": sides.both_between,
    "first of sides between": lambda c: sides.both_between(c)[:1],
    "sides behind from": sides.sides_behind("from"),
    "acting": _acting,
    "acting in lead": _acting_of_lead,
    "first who act": _first_acting,
    "others who act": lambda c: _acting(c) or _acting_of_lead(c),
    "first of between": _first_of_between,
    "first behind of": _first_behind_of,
    "others of between": _all_between,
    "right behind of": _right_behind_of,
    "company at the head": _unnamed_company,
    "state that owns it": lambda c: tuple(who for who in _owner(c) if who.entity.kind == "state"),
    "actors right behind of": _actors_right_behind_of,
    "actors right behind between": _actors_right_behind_between,
    "visitor behind by": _visitor_behind_by,
    "owner who acts": _owner_who_acts,
    "named owner": sides.named_owner,
    "subject": _subject,
    "person as subject": _person,
    "speaker behind": _speaker_behind,
    "last who acts": _last_acting,
    "right behind": _right_behind,
    "sides": sides.of_both,
    "equipment": _equipment,
    "subject of lead": _subject_of_lead,
    "just before lead": _before_lead,
    "subject of their own visit": lambda c: () if c.s.word(c.after) in {"by", "of"} else _subject_of_lead(c),
    "object": behind_verb,
    "with of lead": _with_of_lead,
    "first between": _between(0),
    "second between": _between(1),
    "owner": _owner,
    "owner after lead": _owner_after_lead,
    "nearest before": _nearest_before,
    "adjective before": _adjective_before,
    "adjective of arms": _adjective_of_arms,
    "adjective after": _adjective_after,
    "in object": _in_object,
    "topic": _topic,
}
"""The places to look in by the names that tables give them; any other name is a preposition."""
