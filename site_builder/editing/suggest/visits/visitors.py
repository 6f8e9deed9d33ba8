"""Who visits: whom somebody sends or a tour takes, and groups without a name: "a Norland delegation"."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acting import acting, end_of_actors
from site_builder.editing.suggest.clauses.grammar import places_of, row, subject
from site_builder.editing.suggest.clauses.parties import state_of
from site_builder.editing.suggest.clauses.players import named_at, whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.speakers import speaker_of_quote
from site_builder.editing.suggest.clauses.unnamed_places import unnamed_person
from site_builder.editing.suggest.clauses.verbs_and_nouns import is_passive, noun_start
from site_builder.editing.suggest.people.common_nouns import pair_at
from site_builder.editing.suggest.people.homes import home_states
from site_builder.editing.suggest.people.referring import Who, owner_of, person_meant
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.editing.suggest.visits.him_or_her import him_or_her
from site_builder.editing.suggest.visits.sides import group_before
from site_builder.editing.suggest.visits.visitors_by_office import (
    described_by,
    end_before_lead,
    is_led,
    is_nobody,
    is_place_known,
    role_as_owner,
    role_as_subject,
    role_as_subject_of_lead,
)

_GROUPS: Final = lexicon.words("groups that travel")
_ENDS: Final = lexicon.words("said", "being and having", "modal verbs", "subordinators", "conjunctions")
_PREPOSITIONS: Final = lexicon.words("prepositions")
_SENDING: Final = lexicon.words("verbs of sending", "verbs of inviting")
_LONGEST: Final = 14
"""So many words a group may have with all that describes it: "a team of experts from the agency"."""
_DESCRIBED: Final = 5
"""So many words before a group's noun whose it is may stand."""
_BEHIND: Final = 8
"""So many words behind a group's noun whose it is may stand: "inspectors from the agency"."""
_SAID_OF: Final = 12
"""So many words before "to visit" it is said who is the first to do so."""
_SENT: Final = 8
"""So many words before "to visit" the verb may stand by which somebody is sent or invited."""


def visiting(c: Reading) -> Players:
    """Whoever goes: the one who is sent or invited to, else the subject, be it a group without a name."""
    told = _sent_to(c)
    told = _of_whom_it_is_said(c) if told is None else told
    if told is not None:
        return told
    end = end_of_actors(c.s, c.at)
    if end >= 0 and c.s.word(end) in lexicon.words("groups who meet"):
        # "Ann Hale spoke before the two travel"
        return pair_at(c.story, c.s, end) or group_as_subject(c) or _group_told_before(c, end)
    named = tuple(who for who in subject(c.story, c.s, c.at, c.kind, c.other) if not _is_ship(c.s, who))
    return _in_vehicle(c) or named or group_as_subject(c) or _unnamed(c)


def _group_told_before(c: Reading, end: int) -> Players:
    """As in "the delegation will go on to Kesh", of which the sentences before tell whose it is."""
    told = end > 0 and c.s.word(end) in lexicon.words("delegations") and c.s.word(end - 1) == "the"
    return tuple(replace(who, label=c.s.word(end)) for who in (group_before(c, end) if told else ()))


def _in_vehicle(c: Reading) -> Players:
    """As in "Ann Hale's plane landed"."""
    end = end_of_actors(c.s, c.at)
    first = noun_start(c.s, end) if end > 0 and c.s.word(end) in lexicon.words("what people travel in") else 0
    return owner_of(c.story, c.s, first - 1) if first else ()


def _is_ship(s: Sentence, who: Who) -> bool:
    """As in "USS Merrow", "the frigate Admiral Hale", which extraction takes for people."""
    prefixes = lexicon.words("prefixes of ships")
    named = who.entity.name.split()[0] in prefixes or (who.at > 0 and s[who.at - 1].text in prefixes)
    return named or s.word(np_start(s, who.at) - 1) in lexicon.words("ships before names")


def _unnamed(c: Reading) -> Players:
    """Whoever is known by no list, where the place is a known one."""
    found = unnamed_person(c.story, c.s, end_of_actors(c.s, c.at)) if is_place_known(c) else ()
    return tuple(who for who in found if not _is_ship(c.s, who))


def sent_to_meet(c: Reading) -> Players:
    """As in "sent Ann Hale to Kesh to meet John Berg": whoever is sent meets him."""
    return (_sent_to(c) or ()) if c.pattern.family == "meetings" else ()


def _sent_to(c: Reading) -> Players | None:
    """As in "invited Ann Hale to visit Kesh": the object goes; nobody where it cannot be read."""
    if c.s.word(c.at - 1) != "to":
        return None
    before = range(c.at - 2, max(-1, c.at - 2 - _SENT), -1)
    verb = next((k for k in before if c.s.word(k) in _SENDING), None)
    if verb is None or is_passive(c.s, verb, verb + 1) or verb == c.at - 2:
        return None
    if c.s.word(verb + 1) in {"him", "her"} and c.s.word(verb + 2) == "to":
        asks = subject(c.story, c.s, verb, c.kind, c.other)
        found = him_or_her(replace(c, at=verb, after=verb + 1, roles={"one": asks})) if asks else ()
        return tuple(who for who in found if home_states(c.story).get(who.entity.id))
    return _from(c, verb + 1, c.at)


def owner_behind_being(c: Reading) -> Players:
    """As in "The trip to Kesh is Ann Hale's first": whose it is, and which of theirs."""
    s, at = c.s, next((who.at + 1 for who in c.roles.get("place", ())), len(c.s))
    being = lexicon.words("being", "modal verbs") | {"marks", "marked", "be"}
    while s.word(at) in being:
        at += 1
    counts = lexicon.words("words of being the first", "words of rounds")
    near = range(at, min(len(s), at + _DESCRIBED)) if s.word(at - 1) in being else range(0)
    owner = next((k for k in near if s[k].owns and s[k].kind == "person"), None)
    return named_at(s, owner) if owner is not None and s.word(owner + 1) in counts else ()


def behind_place(c: Reading) -> Players:
    """As in "the visit to Kesh of Ann Hale"."""
    at = next((who.at + 1 for who in c.roles.get("place", ())), len(c.s))
    return row(c.story, c.s, at + 1, c.kind, other=c.other) if c.s.word(at) in {"of", "by"} else ()


def acting_people(c: Reading) -> Players:
    """Whoever does it, by the stricter way: not "Ann Hale, with a message that was received"."""
    people = tuple(who for who in acting(c.story, c.s, c.at) if who.entity.kind == "person")
    return people or group_as_subject(c)


def _of_whom_it_is_said(c: Reading) -> Players | None:
    """As in "becoming the first premier to visit Kesh": whoever is that; nobody where it is not said."""
    s = c.s
    before = range(c.at - 2, max(-1, c.at - 2 - _SAID_OF), -1)
    if s.word(c.at - 1) != "to" or lexicon.words("words of being the first").isdisjoint(map(s.word, before)):
        return None
    if (named := _described_as_first(s, c.at)) is not None:
        return named_at(s, named)
    verb = next((k for k in before if s.word(k) in lexicon.words("verbs of being the first")), None)
    return subject(c.story, s, verb, c.kind, c.other) if verb is not None else _named_as_first(c)


def _described_as_first(s: Sentence, verb: int) -> int | None:
    """As in "Ann Hale, the first Keshian premier to visit Norland": the one whom the comma stands behind."""
    near = range(verb - 2, max(0, verb - 2 - _SAID_OF), -1)
    comma = next((k for k in near if "," in s.gap(k)), 0)
    first = s.word(comma) == "the" and s.word(comma + 1) in lexicon.words("words of being the first")
    return comma - 1 if comma and first and s[comma - 1].kind == "person" and not s[comma - 1].owns else None


def _named_as_first(c: Reading) -> Players:
    """As in "the last envoy to visit Kesh since the war was Ann Hale": the people behind the verb."""
    s, place = c.s, next((who.at for who in c.roles.get("place", ())), len(c.s))
    being = (k for k in range(place + 1, min(len(s), place + _SAID_OF)) if s.word(k) in {"was", "were", "is"})
    at = next(being, None)
    found = row(c.story, s, at + 1, c.kind, other=c.other) if at is not None else ()
    return found if found and np_start(s, found[0].at) <= (at or 0) + 1 else ()


def sent(c: Reading) -> Players:
    """As in "sent a delegation to Kesh": those behind the verb, or of whoever sends them."""
    return _from(c, c.after, c.end) or _group_of_sender(c)


def _group_of_sender(c: Reading) -> Players:
    """As in "Kesh sent three ministers to Norland": whose they are acts."""
    near = range(c.after, min(c.end, len(c.s), c.after + _DESCRIBED))
    noun = next((k for k in near if c.s.word(k).rpartition(" ")[2] in _GROUPS), None)  # "three ministers"
    plain = noun is not None and all(c.s.gap(k) == " " and not c.s[k].who for k in range(c.after, noun + 1))
    senders = acting(c.story, c.s, c.at) if plain else ()
    states = tuple(who for who in senders if who.entity.kind == "state")
    if noun is None or len(states) != 1:
        return ()
    label = c.s.word(noun).rpartition(" ")[2] if c.s[noun].amount else _label(c.s, noun)
    return (replace(states[0], label=label),)


def _from(c: Reading, first: int, end: int) -> Players:
    named = row(c.story, c.s, first, c.kind, end=end, other=c.other)
    return named or _first_group(c.story, c.s, first, end)


def group_as_subject(c: Reading) -> Players:
    """As in "a team of experts from the agency arrived"."""
    return _group_up_to(c.story, c.s, end_of_actors(c.s, c.at))


def group_as_subject_of_lead(c: Reading) -> Players:
    """As in "a Norland delegation paid a visit", "arrived for a visit"."""
    return _group_up_to(c.story, c.s, end_before_lead(c)) if c.lead is not None else ()


def owner_of_another(c: Reading) -> Players:
    """As in "Ann Hale's tour will go on with visits to Kesh", "her tour, after visiting Kesh": whose."""
    behind = c.at if c.s.word(c.at).endswith("ing") and c.s.word(c.at - 1) in {"after", "before"} else None
    lead = behind if c.lead is None else c.lead
    if lead is None:
        return ()
    nouns = (k for k in range(lead - 1, 0, -1) if c.s.word(k) in lexicon.words("visit nouns"))
    first = noun_start(c.s, next(nouns, 0))
    return owner_of(c.story, c.s, first - 1) if first else ()


def unnamed_owner(c: Reading) -> Players:
    """As in "Qarrab's visit", whom no list has."""
    first = noun_start(c.s, c.at)
    owns = first > 0 and c.s[first - 1].owns
    return unnamed_person(c.story, c.s, first - 1) if owns and is_place_known(c) else ()


def unnamed_subject_of_lead(c: Reading) -> Players:
    """As in "Qarrab will be on a visit", whom no list has."""
    end = end_before_lead(c) if c.lead is not None and is_place_known(c) else -1
    return unnamed_person(c.story, c.s, end)


def behind_participle(c: Reading) -> Players:
    """As in "Ann Hale said that after visiting Kesh, John Berg will": who stands behind the comma."""
    s, lead = c.s, c.at if c.lead is None else c.lead
    opening = lexicon.words("words before participles")
    opens = s.word(lead - 1) in opening or not lead
    perfect = s.word(lead - 1) == "having" and (lead == 1 or s.word(lead - 2) in opening)
    bound = not lead and s.word(0) in {"bound", "headed"}
    if not ((opens and s.word(lead).endswith("ing")) or perfect or bound):
        return ()
    comma = next((k for k in range(c.after, len(s)) if s[k].gap.startswith(",")), len(s))
    first = next((k for k in range(comma, min(len(s), comma + _BEHIND)) if s[k].kind == "person"), None)
    return named_at(s, first) if first is not None and np_start(s, first) <= comma else ()


def group_as_owner(c: Reading) -> Players:
    """As in "the Norland delegation's visit"."""
    first = noun_start(c.s, c.at)
    owns = first > 0 and c.s.word(first - 1) in _GROUPS and c.s[first - 1].owns
    return whoever(_group(c.story, c.s, first - 1, first)) if owns else ()


def group_behind(c: Reading) -> Players:
    """As in "a visit by Norland officials", "the visit of a Norland delegation"."""
    words = (*places_of(c.s, "by"), *places_of(c.s, "of"))
    at = (k for k in sorted(words) if c.after <= k < c.end)
    return next((found for k in at if (found := _first_group(c.story, c.s, k + 1, c.end))), ())


def whom_it_takes(c: Reading) -> Players:
    """As in "a tour that will take him to Kesh"."""
    found = person_meant(c.story, c.s, c.after - 1)
    return whoever(Who(found, c.after - 1, sure=False)) if found else ()


# ------------------------------------------------------------------ groups


def _group_up_to(story: Story, s: Sentence, end: int) -> Players:
    """Read the group of which a token is the last word."""
    noun: int | None = None
    for k in range(end, max(-1, end - _LONGEST), -1):
        divided = k < end and any(mark in s[k + 1].gap for mark in ',;:"')
        listed = divided and s.gap(k + 1) == ", " and s[k].who and s[k + 1].who  # "of Kesh, Norland and"
        if (divided and not listed) or s.word(k) in _ENDS:
            break
        noun = k if s.word(k) in _GROUPS else noun
    one = _group(story, s, noun, end + 1) if noun is not None and not is_led(s, noun) else None
    return (one, *_others(s, one)) if one else ()


def _first_group(story: Story, s: Sentence, first: int, end: int) -> Players:
    """Read the group that words begin with."""
    for k in range(first, min(end, len(s), first + _DESCRIBED + 1)):
        if any(mark in s[k].gap for mark in ',;:"') or s.word(k) in _PREPOSITIONS | _ENDS:
            break
        if s.word(k) in _GROUPS:
            return whoever(_group(story, s, k, min(end, k + _BEHIND)))
    return ()


def _group(story: Story, s: Sentence, noun: int, end: int) -> Who | None:
    """Say whose a group is: "Norland officials", "inspectors from the agency"; none that is nobody's."""
    owners = (*described_by(s, noun), *_behind(s, noun, end))
    at = next((k for k in owners if s[k].kind in {"state", "demonym", "body"}), None)
    who = s[at].who if at is not None else None
    if at is None or who is None or is_nobody(s, at):
        return None
    owner = state_of(story, who.state, who.name) if who.kind == "demonym" else who
    return Who(owner, at, label=_label(s, noun))


def _others(s: Sentence, one: Who) -> Iterator[Who]:
    """As in "the leaders of Kesh, Norland and Sudria": those of the others, too."""
    if s.word(one.at - 1) not in lexicon.words("prepositions of groups"):
        return
    for k in _row_behind(s, one.at):
        who = s[k].who
        if who and who.kind == one.entity.kind and not s[k].owns:
            yield Who(who, k, label=one.label)


def _row_behind(s: Sentence, first: int) -> list[int]:
    """As in "of Kesh, Norland and Sudria": the tokens behind the first, where "and" ends the row."""
    row, k = list[int](), first
    while k + 1 < len(s) and s.gap(k + 1) == ", " and s[k + 1].who:
        k += 1
        row.append(k)
    joined = s.word(k + 1) == "and" and k + 2 < len(s) and s[k + 2].who is not None
    return [*row, k + 2] if joined else []


def _behind(s: Sentence, noun: int, end: int) -> Iterator[int]:
    """Go over the words behind a noun, up to a name, where "of" or "from" leads them."""
    if s.word(noun + 1) not in lexicon.words("prepositions of groups"):
        return
    for k in range(noun + 2, min(end, len(s), noun + _BEHIND)):
        if s[k].gap.strip() not in {"", "'s", "'"} or s.word(k) in _ENDS:
            return
        yield k


def _label(s: Sentence, noun: int) -> str:
    """Give the words for a group: "business delegation"."""
    first = noun
    while first and s[first].gap == " " and _is_label(s, first - 1):
        first -= 1
    return " ".join(s.words(first, noun + 1))


def _is_label(s: Sentence, k: int) -> bool:
    word = s.word(k)
    described = word in lexicon.words("definite") | _PREPOSITIONS | _ENDS
    return bool(word) and s[k].text.islower() and s[k].amount is None and not described


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {
    "visiting": visiting,
    "role as subject": role_as_subject,
    "people or a group who act": acting_people,
    "subject behind a participle": behind_participle,
    "owner of another visit": owner_of_another,
    "unnamed owner": unnamed_owner,
    "unnamed subject of lead": unnamed_subject_of_lead,
    "group as subject of lead": group_as_subject_of_lead,
    "group behind by or of": group_behind,
    "group that owns it": group_as_owner,
    "group behind as": lambda c: _first_group(c.story, c.s, c.after, c.end),
    "whom they send": sent,
    "whom it takes": whom_it_takes,
    "role that owns it": role_as_owner,
    "speaker of the quotation": speaker_of_quote,
    "visitor behind the place": behind_place,
    "owner behind being": owner_behind_being,
    "role as subject of lead": role_as_subject_of_lead,
}
"""Where visitors are looked for, by the names that tables give it."""
