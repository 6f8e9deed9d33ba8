"""Where frames of meetings look for sides that are not named: "her Keshian counterpart", "Norland's premier".

Whose they are is given, as for "Keshian officials".
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import acted_on, actors_from, is_of_title
from site_builder.editing.suggest.clauses.acting import acting, actor_at, end_of_actors, end_of_subject
from site_builder.editing.suggest.clauses.grammar import is_done_to_thing
from site_builder.editing.suggest.clauses.parties import demonym_at, public_state, state_of
from site_builder.editing.suggest.clauses.players import first_of, whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.unnamed_places import unnamed_person
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.names import countries

_REACH: Final = 5
"""So many words may stand between a state and the noun of those who are its."""
_BACK: Final = 3
"""So many sentences back "the delegation" refers to one."""
_GROUPS: Final = lexicon.words("delegations")
_BOTH: Final = 2
_NEAR: Final = 9
"""So many words behind a verb or noun a preposition still belongs to it."""
_LEADING: Final = 6
"""So many words may stand between a preposition and the first side."""
_TITLE: Final = 6
"""So many words behind the noun of a role its holder may be named: "the envoy to Kesh, Ann Hale"."""
OFFICES: Final = (
    lexicon.words("roles", "counterparts", "groups who meet", "bodies of states that meet")
) - lexicon.words("nouns of companies").union(lexicon.words("roles of no state"))

_ACTS: Final = lexicon.words("past forms of verbs", "said", "words before verbs")
_WITHIN_ROLES: Final = lexicon.words("role words") - lexicon.words("small role words")
_WITHIN: Final = OFFICES | {"in", "to", "of", "for", "the"}


def _side_of(c: Reading, i: int) -> Who | None:
    return side_at(c.story, c.s, i)


def side_at(story: Story, s: Sentence, i: int) -> Who | None:
    """As in "Norland's premier", "Keshian officials", where no name follows."""
    who = s[i].who
    if who is None or not (who.kind == "demonym" or (who.kind == "state" and _describes(s, i))):
        return None
    noun = noun_behind(s, i)
    return Who(state_of(story, who.state, who.name), i) if noun is not None else None


def _describes(s: Sentence, i: int) -> bool:
    """As in "Norland's premier", "the US premier"."""
    short = s[i].text.replace(".", "") in lexicon.words("short names of states")
    return s[i].owns or short


def noun_behind(s: Sentence, i: int) -> int | None:
    """Find the noun of those who are a state's: none of them is named behind it."""
    found: int | None = None
    for k in range(i + 1, min(len(s), i + 1 + _REACH)):
        joins = s.word(k) == "and" and k + 1 < len(s) and s[k + 1].kind == "demonym"
        listed = s[k].kind == s[k - 1].kind == "demonym"
        if s[k].gap != " " and not (s[i].owns or listed):
            break
        if s[k].kind == "demonym" or joins:
            continue
        if s.word(k) in OFFICES or is_opposite_number(s, k):
            found = k
        elif found is not None and s.word(k) in _WITHIN_ROLES:
            continue  # "the deputy prime minister"
        elif found is not None or not s.word(k) or s.word(k) in lexicon.words("prepositions"):
            break
    named = found is not None and any(
        s[k].kind == "person"
        and not _acts_behind_comma(s, found, k)
        and all(word in _WITHIN or not word for word in s.words(found + 1, k))
        for k in range(found + 1, min(len(s), found + _TITLE))
    )
    return None if named else found


def is_opposite_number(s: Sentence, i: int) -> bool:
    """As in "her Keshian opposite number", who is a counterpart."""
    return s.word(i) in {"number", "numbers"} and s.word(i - 1) == "opposite"


def _acts_behind_comma(s: Sentence, noun: int, k: int) -> bool:
    """As in "At a meeting with the Keshian envoy, Ann Hale said": whoever acts is no envoy."""
    verb = s.word(k + 1) in _ACTS or s.word(k + 1).endswith("ed")
    comma = any("," in s.gap(j) for j in range(noun + 1, k + 1))
    return comma and s.gap(k + 1) == " " and verb


def sides_acting(c: Reading) -> Players:
    """As in "Ann Hale and her Keshian counterpart met", "Norland's premier and the Keshian envoy met"."""
    at = c.at if c.lead is None else c.lead
    if c.s.word(at) == "for":
        return ()
    return acting(c.story, c.s, at, actor_or_side) or members_of_groups(c, end_of_actors(c.s, at))


def members_of_groups(c: Reading, end: int) -> Players:
    """As in "Experts from Kesh and Norland met", whose states stand for them."""
    s, found = c.s, list[Who]()
    while end >= 0 and (who := s[end].who) and who.kind == "state" and not s[end].owns:
        found.append(Who(who, end))
        joined = s.word(end - 1) == "and" or s.gap(end) == ", "
        before = end - 1 - (s.word(end - 1) == "and")
        if not joined:
            of = end - 1 - (s.word(end - 1) == "the")
            groups = lexicon.words("groups who meet", "groups who assemble")
            group = s.word(of) in {"from", "of"} and s.word(of - 1) in groups
            first = _start_of_group(s, of - 1)
            led = s.word(first - 1) in lexicon.words("prepositions") and s.gap(first) == " "
            return tuple(reversed(found)) if group and not led else ()
        end = before
    return ()


def _start_of_group(s: Sentence, noun: int) -> int:
    """As in "the senior military officers": where their words begin."""
    first = noun
    words = lexicon.words("role words", "definite") - {"to", "for", "of", "and"}
    while first > 0 and s.gap(first) == " " and s.word(first - 1) in words:
        first -= 1
    return first


def first_of_sides_acting(c: Reading) -> Players:
    """The first of several of whom some are not named; nobody where one acts alone."""
    found = sides_acting(c)
    return found[:1] if len(found) > 1 else ()


def actor_or_side(story: Story, s: Sentence, i: int, other: str = "") -> Who | None:
    """Read whoever is named, else whose the role is of which a token is the noun, or opens its row."""
    if who := actor_at(story, s, i, other):
        return who
    if s[i].kind == "demonym":
        return side_at(story, s, i)
    office = s.word(i) in OFFICES or is_opposite_number(s, i)
    before = range(i - 1, max(-1, i - 1 - _REACH), -1) if office else range(0)
    k = next((k for k in before if s[k].who), None)
    return side_at(story, s, k) if k is not None and noun_behind(s, k) == i else None


def acting_side(c: Reading) -> Players:
    """Who acts, be it no more than "Norland's premier"."""
    at = c.at if c.lead is None else c.lead
    who = acting(c.story, c.s, at)
    end = end_of_actors(c.s, at)
    if who and is_done_to_thing(c.s, at):
        return ()
    if not who and end > 0 and (holder := _office_of(c, end)):
        return (holder,)
    if who or end < 0 or c.s.word(end) not in OFFICES | _GROUPS:
        return who
    before = (k for k in range(end - 1, max(-1, end - 1 - _REACH), -1) if c.s[k].who)
    k = next(before, None)
    side = _side_of(c, k) if k is not None and noun_behind(c.s, k) == end else None
    if side is None and c.s.word(end) in _GROUPS and c.s.word(end - 1) == "the":
        return group_before(c, end)
    led = side is not None and _is_led(c.s, side.at)
    return (side,) if side and not led else ()


def _office_of(c: Reading, end: int) -> Who | None:
    """As in "the president of Norland met": whose office it is; of none who comes behind a preposition."""
    s, who = c.s, c.s[end].who
    of = end - 1 - (s.word(end - 1) == "the")
    if who is None or who.kind != "state" or s.word(of) != "of":
        return None
    words = lexicon.words("role words") - {"the"}
    noun = next((k for k in range(of - 1, max(-1, of - _TITLE), -1) if s.word(k) not in words), of)
    noun = noun if s.word(noun) in OFFICES else of - 1
    first = noun
    while first > 0 and s.word(first - 1) in words - {"of", "for", "to", "and"}:
        first -= 1
    before = s.word(first - 1 - (s.word(first - 1) in lexicon.words("articles")))
    led = before in lexicon.words("prepositions") or before == "and"
    return None if led or s.word(noun) not in OFFICES else Who(who, end)


def group_before(c: Reading, at: int) -> Players:
    """As in "the delegation met Ann Hale": whose the group is that a sentence before tells of."""
    for s in reversed(c.story.sentences[max(0, c.s.index - _BACK) : c.s.index]):
        for k in range(len(s)):
            who = s[k].who if not s.headline else None
            noun = noun_behind(s, k) if who and who.kind in {"demonym", "state"} else None
            named = (noun is not None and s.word(noun) in _GROUPS) or _is_group_from(s, k)
            if who and named and (state := public_state(c.story, who)):
                return (Who(state, at, sure=False),)
    return ()


def _is_group_from(s: Sentence, k: int) -> bool:
    """As in "a delegation from the Keshian army"."""
    of = k - 1 - (s.word(k - 1) in lexicon.words("articles"))
    return s.word(of) in {"from", "of"} and s.word(of - 1) in _GROUPS and s[k].kind != "person"


def _is_led(s: Sentence, i: int) -> bool:
    first = i - (s.word(i - 1) in lexicon.words("definite"))
    return s.word(first - 1) in lexicon.words("prepositions")


def sides_as_object(c: Reading) -> Players:
    """As in "met Keshian officials"."""
    return tuple(sides_from(c, c.after))


def object_right_behind(c: Reading) -> Players:
    """As in "met the Norland premier Ann Hale": no word that opens something else stands before."""
    first = c.after
    while c.s.word(first) in lexicon.words("meeting particles"):
        first += 1
    found = actors_from(c.story, c.s, first, c.end)
    before = c.s.words(first, found[0].at) if found else []
    opened = any(word in lexicon.words("openers") or word == "to" for word in before)
    return () if opened else found


def people_right_behind(c: Reading) -> Players:
    """As in "hosted her Keshian counterpart John Berg", not "hosted Kesh", which is a team."""
    people = (who for who in object_right_behind(c) if who.entity.kind == "person")
    return tuple(who for who in people if not may_be_thing(c, who))


def both_between(c: Reading) -> Players:
    """As in "talks between the Keshian premier and Norland's envoy were called off": at least two."""
    first = behind_schedule(c)
    found = tuple(_listed(c, first + 1)) if c.s.word(first) == "between" else ()
    return found if len(found) > 1 else ()


def behind_schedule(c: Reading) -> int:
    """As in "talks scheduled for Friday between": the token behind what tells when and where."""
    words, first = lexicon.words("words between meetings and sides"), c.after
    while first < len(c.s) and (c.s[first].time or c.s[first].kind == "place" or c.s.word(first) in words):
        first += 1
    return first


def _listed(c: Reading, first: int) -> Iterator[Who]:
    """Give those who stand in a row, be they named or only whose they are."""
    k = first
    while k < min(len(c.s), c.end):
        who, noun = _side_of(c, k), noun_behind(c.s, k)
        if who and noun is not None:
            yield who
            k = noun
        elif acts := acted_on(c.story, c.s, k):
            yield acts
        elif not (is_of_title(c.s, k) or c.s.word(k) in lexicon.words("definite") | {"and"}):
            return
        k += 1


def sides_behind(preposition: str) -> Callable[[Reading], Players]:
    """As in "held talks with his Keshian counterpart", "with counterparts from Kesh and Norland"."""

    def look(c: Reading) -> Players:
        behind = range(c.after, min(len(c.s), c.end, c.after + _NEAR))
        at = next((k for k in behind if c.s.word(k) == preposition), None)
        return tuple(sides_from(c, at + 1)) if at is not None else ()

    return look


def behind_including(c: Reading) -> Players:
    """As in "held several meetings in Merrow on Monday, including one with Ann Hale"."""
    behind = range(c.after, min(len(c.s), c.end + _LEADING))
    at = next((k for k in behind if c.s.word(k) == "including"), len(c.s))
    with_ = next((k for k in range(at, min(len(c.s), at + _REACH)) if c.s.word(k) == "with"), None)
    return actors_from(c.story, c.s, with_ + 1, len(c.s)) if with_ is not None else ()


def among_group(c: Reading) -> Players:
    """As in "met several leaders, including Ann Hale", "met, among others, John Berg"."""
    if c.s.words(c.after, c.after + 2) == ["among", "others"]:
        found = actors_from(c.story, c.s, c.after + 2, len(c.s))
        return tuple(who for who in found if who.entity.kind == "person")
    groups = lexicon.words("groups who meet") | {"dignitaries", "figures"}
    for k in range(c.after, min(len(c.s) - 1, c.after + _NEAR)):
        behind = k + 1 + (c.s.word(k + 1) == "among")
        if c.s.word(k) in groups and c.s.word(behind) in {"including", "them"}:
            found = actors_from(c.story, c.s, behind + 1, len(c.s))
            return tuple(who for who in found if who.entity.kind == "person")
        if c.s[k].who and c.s[k].kind == "person":
            break
    return ()


def sides_from(c: Reading, first: int) -> Iterator[Who]:
    """Give those whose role begins soon behind a token: "her Keshian counterpart", "officials from Kesh"."""
    for k in range(first, min(len(c.s), first + _LEADING)):
        if c.s.word(k) in {"from", "of"} and c.s.word(k - 1) in OFFICES:
            found = actors_from(c.story, c.s, k + 1, c.end)
            named = tuple(who for who in found if who.entity.kind == "person")
            alone = c.s.word(k - 1) not in lexicon.words("groups who meet")
            one = alone and len(found) > len(named) == 1  # "her counterpart from Kesh, John Berg"
            yield from (named if one else (who for who in found if who.entity.kind == "state"))
            yield from () if found else of_capital(c, k + 1)
            return
        if side := _side_of(c, k):
            yield side
            yield from _joined_to(c, k)
            return
        if c.s[k].who or c.s[k].time or c.s.word(k) in lexicon.words("prepositions") or "," in c.s[k].gap:
            return


def of_capital(c: Reading, k: int) -> Players:
    """As in "officials from Merrow", "talks with Merrow": of the state whose capital it is."""
    led = c.s.word(k - 1) in {"from", "with"}
    state = countries.capitals().get(c.s[k].text) if k < len(c.s) and led else None
    alone = state and c.s[k].text not in lexicon.words("seats of bodies of many states")
    return (Who(c.story.directory.state(state), k, sure=False),) if state and alone else ()


def _joined_to(c: Reading, k: int) -> Iterator[Who]:
    """As in "her Keshian and Norland counterparts", "the Keshian, Merrow and Norland envoys"."""
    while k + 2 < len(c.s):
        k += 1 + (c.s.word(k + 1) == "and")
        side = _side_of(c, k) if c.s[k].kind == "demonym" or c.s.word(k - 1) == "and" else None
        if side is None:
            return
        yield side


def unnamed_subject(c: Reading) -> Players:
    """As in "Qarrab met Ann Hale", whom no list has: those who were met are sure."""
    sure = all(who.entity.sure or who.entity.known for role in c.roles.values() for who in role)
    return unnamed_person(c.story, c.s, end_of_subject(c.s, c.at)) if sure else ()


def unnamed_holding(c: Reading) -> Players:
    """As in "Qarrab held talks with Ann Hale"."""
    before = range(c.at - 1, max(-1, c.at - 1 - _NEAR), -1)
    verb = next((k for k in before if c.s.word(k) in lexicon.words("holding words")), None)
    return unnamed_subject(replace(c, at=verb)) if verb is not None and c.s.word(verb) != "for" else ()


def named_of_states(found: Players) -> Players:
    """As in "the ministers of Kesh and Norland, Ann Hale and John Berg,": those who are named."""
    people = tuple(who for who in found if who.entity.kind == "person")
    states = tuple(who for who in found if who.entity.kind == "state")
    apposed = len(people) > 1 and len(people) == len(states) and states[-1].at < people[0].at
    return people if apposed else found


def only_states(found: Players) -> Players:
    """As in "Kesh and Norland are negotiating": nobody where one of them is no state."""
    return found if all(who.entity.kind == "state" for who in found) else ()


def named_owner(c: Reading) -> Players:
    """As in "Ann Hale's talks", not "Norland's premier Ann Hale held talks"."""
    near = (k for k in range(max(0, c.at - _REACH), c.at) if c.s[k].owns)
    owners = (k for k in near if all(c.s[j].kind != "person" for j in range(k + 1, c.at)))
    found = (actor_at(c.story, c.s, k) for k in owners)
    return whoever(next((who for who in found if who and who.sure), None))


def may_be_thing(c: Reading, who: Who) -> bool:
    """As in "received Bharat Ratna": a guessed name without a title may be that of a prize or a show."""
    guessed = not (who.entity.known or who.entity.sure)
    return guessed and np_start(c.s, who.at) == who.at


def is_of_thing(c: Reading, at: int, who: Who) -> bool:
    """As in "received an invitation for Ann Hale": a preposition stands between, which tells of a thing."""
    first = np_start(c.s, who.at)
    return first > at and c.s.word(first - 1) in {"for", "of", "from", "to", "about", "by"}


def of_both(c: Reading) -> Players:
    """As in "the 2020 war with Kesh", "war between Kesh and Norland"."""
    found: list[Who] = []
    for k in range(c.after, min(len(c.s), c.after + 7)):
        if c.s[k].gap.strip() not in {"", ","}:
            break
        party = c.kind.read(c.story, c.s, k, "")
        joins = any(word in lexicon.words("prepositions of sides") for word in c.s.words(c.after, k))
        if party and joins:
            found.append(party)
    before = (
        c.kind.read(c.story, c.s, k, "") or demonym_at(c.story, c.s, k) for k in range(c.at - 1, -1, -1)
    )
    one = first_of(before) if len(found) == 1 else ()
    pair = {who.entity.id: who for who in (*one, *found[:2])}
    return tuple(pair.values()) if len(pair) > 1 else ()
