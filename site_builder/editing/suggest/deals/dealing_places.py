"""Where frames look for the sides of a deal, who may be known by no more than a capital letter."""

from collections.abc import Callable, Mapping

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import acted_on, dealer_at
from site_builder.editing.suggest.clauses.acting import acting, end_of_actors
from site_builder.editing.suggest.clauses.parties import is_firm, state_of
from site_builder.editing.suggest.clauses.players import first_of
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.patterns import DEALS
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.roles import role_before
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.names import countries

_OWNED = 3
"""So many words behind their maker arms stand: "Lance's new missiles"."""
_ENDS = lexicon.words("prepositions") | {"to", "worth"}
"""Before them a row of two sellers ends."""
_INSERTED = 2
"""So many words before "buy" stands "to": an adverb may lie between."""
_NEAR = 5
"""So many words behind a preposition or verb whoever deals is named."""


def dealing(c: Reading) -> Players:
    """Who deals, by the stricter way in which anybody acts; people deal for others."""
    at = c.at if c.lead is None else c.lead
    found = tuple(who for who in acting(c.story, c.s, at, dealer_at) if who.entity.kind != "person")
    return found or _people_dealing(c, at)


def _people_dealing(c: Reading, at: int) -> Players:
    """As in "the Norlanders ordered": several of a people stand for its state."""
    end = end_of_actors(c.s, at)
    who = c.s[end].who if end > 0 else None
    people = who and who.kind == "demonym" and c.s[end].text.endswith("s") and c.s.word(end - 1) == "the"
    return (Who(state_of(c.story, who.state, who.name), end, sure=False),) if who and people else ()


def several_dealing(c: Reading) -> Players:
    """As in "Kesh, Norland and Merrow ordered", of whom the looser way finds the last alone."""
    found = dealing(c)
    states = all(who.entity.kind == "state" for who in found)
    return found if len(found) > _OWNED - 1 and states else ()


def maker_of_two(c: Reading) -> Players:
    """As in "Kesh's army and Lance signed a contract": the company of the two."""
    return tuple(who for who in _two_who_act(c) if is_firm(who.entity))


def maker_acting(c: Reading) -> Players:
    """As in "Lance has a contract with Kesh": who acts, if it is a company."""
    who = dealing(c)
    return who if len(who) == 1 and is_firm(who[0].entity) else ()


def other_of_two(c: Reading) -> Players:
    """As in "Kesh's army and Lance signed a contract": the one of the two that is no company."""
    return tuple(who for who in _two_who_act(c) if not is_firm(who.entity))


def maker_of_arms_of_two(c: Reading) -> Players:
    """As in "Kesh and Norland signed a contract for Norland-made tanks": Norland."""
    made = {who.entity.id for who in adjective_right_before(c)} if c.arms else set()
    two = dealing(c)
    behind = range(c.arms[-1] + 1, min(len(c.s), c.end)) if c.arms else range(0)
    third = any(c.s.word(k) in {"for", "to"} and c.s.tokens[k + 1 : k + 2] and c.s[k + 1].who for k in behind)
    return tuple(who for who in two if who.entity.id in made) if len(two) == _PAIR and not third else ()


_PAIR = 2


def _two_who_act(c: Reading) -> Players:
    """Two of whom one alone is a company."""
    who = dealing(c)
    return who if len(who) == 2 and is_firm(who[0].entity) != is_firm(who[1].entity) else ()


def adjective_right_before(c: Reading) -> Players:
    """As in "ordered 40 Norland-made missiles": the state of an adjective right before the arms."""
    first = c.arms[0]
    start = c.at if c.at < first else -1
    for k in range(first, max(start, first - _OWNED), -1):
        who = c.s[k - 1].who
        if (
            who
            and (who.kind == "demonym" or _is_short(c.s, k - 1))
            and c.s.word(k) not in lexicon.words("government words")
        ):
            return (Who(state_of(c.story, who.state, who.name), k - 1, sure=False),)
        if made := _made_by(c, k) or _made_by(c, k - 1):
            return (made,)
    return ()


def _is_short(s: Sentence, i: int) -> bool:
    """As in "two U.S. missile boats"."""
    short = s[i].text.replace(".", "") in lexicon.words("short names of states")
    return short and s[i].kind == "state" and not s[i].owns and s.gap(i + 1) == " "


def state_of_speaker(c: Reading) -> Players:
    """As in "the Norland defence minister, Ann Hale, announced": the state that somebody speaks for."""
    who = acting(c.story, c.s, c.lead) if c.lead is not None else ()
    role = role_before(c.s, who[0].at) if len(who) == 1 and who[0].entity.kind == "person" else None
    state = c.story.directory.country(role.of) or role.of if role and not role.former else ""
    return (Who(state_of(c.story, state), who[0].at, sure=False),) if state else ()


def _made_by(c: Reading, k: int) -> Who | None:
    """As in "Norland-made", also within "40 Norland-made missiles"."""
    for word in c.s[k].text.split():
        adjective, _, made = word.rpartition("-")
        state = countries.states_of().get(adjective) if made in lexicon.words("words of making") else None
        if state:
            return Who(c.story.directory.state(state), k, sure=False)
    return None


def made_in(c: Reading) -> Players:
    """As in "missiles manufactured in Norland"."""
    made = lexicon.words("words of making")
    places = (*range(c.after, c.end), *range(c.at))  # "made in Norland and sold to Kesh"
    at = (k + 2 for k in places if c.s.word(k) in made and c.s.word(k + 1) == "in")
    state = next((k for k in at if k < len(c.s) and c.s[k].kind == "state"), None)
    who = c.s[state].who if state is not None else None
    return (Who(who, state, sure=False),) if who and state else ()


def dealer_after(*words: str) -> Callable[[Reading], Players]:
    """Look behind some words, from the verb on: "signed a contract with Kesh"."""

    def look(c: Reading) -> Players:
        behind = range(c.at if c.lead is None else c.lead, min(len(c.s), c.end))
        led = (k for k in behind if c.s.word(k) in words and not leads_elsewhere(c, k))
        places = (k + 1 for k in led if not _is_infinitive(c, k))
        return _with_joined(c, first_of(dealer_from(c, k) for k in places))

    return look


def leads_elsewhere(c: Reading, k: int) -> bool:
    """As in "drew criticism from Kesh", "tanks bought from Norland, jets supplied by Kesh"."""
    if c.pattern.family not in DEALS:
        return False
    if c.s.word(k) == "by" and c.pattern.arms == "before":
        return k - 1 > c.at and c.s.word(k - 1) in lexicon.words("words of giving and making")
    if c.s.word(k) == "to" and c.s.word(k - 1) in lexicon.words("words before who is no side"):
        return True
    if c.s.word(k) == "to" and _is_unnamed(c.s, k + 1):
        return True
    if c.s.word(k) == "with":
        return c.s.word(k - 1) in {"together", "along"}  # "bought tanks together with Norland"
    others = lexicon.words("what others give besides goods", "nouns of companies")
    return c.s.word(k) == "from" and c.s.word(k - 1) in others  # "criticism from", "a company from"


def _is_unnamed(s: Sentence, first: int) -> bool:
    """As in "to a Gulf country, Kesh said": whoever follows is another."""
    if s.word(first) not in {"a", "an", "another", "some", "several", "other", "many"}:
        return False
    for k in range(first + 1, min(len(s), first + _NEAR)):
        if s.gap(k).strip() or s[k].kind == "state":
            return False
        if s[k].low in lexicon.words("buyers who are not named"):
            return "," in s.gap(k + 1) if k + 1 < len(s) else True
    return False


def _with_joined(c: Reading, found: Players) -> Players:
    """As in "from Norland and Kesh": both states."""
    at = next((who.at for who in found if who.entity.kind == "state"), None)
    joined = (
        at is not None and c.s.word(at + 1) == "and" and at + 2 < len(c.s) and c.s[at + 2].kind == "state"
    )
    other = dealer_at(c.story, c.s, at + 2) if joined and at is not None and not c.s[at + 2].owns else None
    ends = at is not None and (
        at + 3 >= len(c.s) or bool(c.s[at + 3].gap.strip()) or c.s.word(at + 3) in _ENDS
    )
    return (*found, other) if other and ends else found


def _is_infinitive(c: Reading, k: int) -> bool:
    """As in "a contract to build Lance carriers", where "to" leads to a verb."""
    verbs = lexicon.words("words of supplying", "words of getting")
    return c.s.word(k) == "to" and c.s.word(k + 1) in verbs


def supplied(c: Reading) -> Players:
    """As in "to supply Norland's army with missiles": whom, not what."""
    verbs = (k for k in range(c.after, c.end) if c.s.word(k) in lexicon.words("selling verbs"))
    at = next(verbs, None)
    with_ = at is not None and "with" in c.s.words(at + 1, c.end)
    return first_of((dealer_from(c, at + 1),)) if at is not None and with_ else ()


def dealer_from(c: Reading, first: int) -> Who | None:
    """Give the first dealer of the few words behind a preposition: "from the Keshian company Lance"."""
    if c.s.word(first - 2) in lexicon.words("words before who is no side"):
        return None  # "according to Kesh"
    if c.s.word(first) in {"which", "whom"}:
        return None  # "a programme, to which Kesh gives money"
    first = _behind_group(c.s, first)
    for k in range(first, min(len(c.s), first + _NEAR)):
        if c.s.word(k) == "of" and c.s.word(k - 1) in {"government", "people"}:
            continue
        if c.s.word(k) == "and" and c.s[k - 1].kind == "place":
            return None  # "to Merrow and Norland pledged eight"
        read = acted_on if c.pattern.who and c.s[k].who else dealer_at
        owner = c.s[k].who if c.s[k].owns else None
        if owner and owner.kind == "body":
            return Who(owner, k, sure=False)  # "trains for Lance's line to Merrow"
        who = None if c.s[k].owns else read(c.story, c.s, k)
        if who or c.s[k].time or c.s[k].amount or c.s.word(k) in lexicon.words("prepositions"):
            return who
    return None


def _behind_group(s: Sentence, first: int) -> int:
    """As in "to a group led by Norland's Lance": the token behind what is only said of the group."""
    for k in range(first, min(len(s), first + _OWNED)):
        if s.word(k) in lexicon.words("groups that bid"):
            led = s.words(k + 1, k + 3)
            return (
                k + 3 if led in (["led", "by"], ["headed", "by"]) else k + 2 if led[:1] == ["of"] else first
            )
    return first


def right_behind(c: Reading) -> Players:
    """As in "acquired its rival Lance"."""
    return first_of((dealer_from(c, c.after),))


def owner_right_behind(c: Reading) -> Players:
    """As in "selected Lance's missiles"."""
    behind = range(c.after, min(len(c.s), c.after + _NEAR))
    whose = next((k for k in behind if c.s[k].owns), None)
    near = whose is not None and (not c.arms or c.arms[0] - whose <= _OWNED)
    who = c.s[whose].who if whose is not None and near else None
    return first_of((Who(who, whose, sure=False),)) if who and whose and who.kind == "body" else ()


def behind_lead(c: Reading) -> Players:
    """As in "awarded Lance a contract"."""
    return first_of((dealer_from(c, c.lead + 1),)) if c.lead is not None else ()


def let_by_lead(c: Reading) -> Players:
    """As in "approved Kesh to buy", not "approved Kesh to punish those that buy"."""
    near = range(c.at - _INSERTED, c.at)
    return tuple(who for who in behind_lead(c) if c.s.word(who.at + 1) == "to" and who.at + 1 in near)


PLACES: Mapping[str, Callable[[Reading], Players]] = {
    "dealing": dealing,
    "several who deal": several_dealing,
    "adjective right before arms": adjective_right_before,
    "state where they are made": made_in,
    "state of whoever leads": state_of_speaker,
    "maker of two who act": maker_of_two,
    "maker that acts": maker_acting,
    "other of two who act": other_of_two,
    "maker of the arms of two who act": maker_of_arms_of_two,
    "owner right behind": owner_right_behind,
    "let by lead": let_by_lead,
    "right behind lead": behind_lead,
    "dealer behind a selling verb": supplied,
    "dealer behind with": dealer_after("with"),
    "dealer behind from": dealer_after("from"),
    "dealer behind to": dealer_after("to", "for"),
    "dealer behind to alone": dealer_after("to"),
    "dealer behind by": dealer_after("by"),
    "dealer behind of": dealer_after("of"),
    "dealer right behind": right_behind,
}
