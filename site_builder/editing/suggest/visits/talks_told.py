"""Who met where a sentence tells what was said there: "At a meeting in Merrow, Ann Hale told John Berg"."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import actors_from
from site_builder.editing.suggest.clauses.acting import Reader, acting, actor_at, end_of_subject
from site_builder.editing.suggest.clauses.players import named_at, whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.common_nouns import pair_at
from site_builder.editing.suggest.people.looking_back import sentences_before
from site_builder.editing.suggest.people.referring import Who, may_be_people
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.editing.suggest.visits.sides import actor_or_side, object_right_behind, sides_from

_HEAD: Final = 7
"""So many words at most tell when, at the beginning of a sentence."""
_BOTH: Final = 2
_NEAR: Final = 9
"""So many words from a verb those may stand who belong to it."""
_FAR: Final = 14
"""So many words before a verb "whom" may stand."""
_REACH: Final = 5
"""So many words behind a comma, or before a verb, whoever acts may stand."""
_TITLE: Final = 6
"""So many words behind a comma a name with its title may stand."""
_PRONOUNS: Final = lexicon.words("pronouns")
_ACTS: Final = lexicon.words("past forms of verbs", "said", "words before verbs")


def several_sides_before_lead(c: Reading) -> Players:
    """As in "Kesh and Norland agreed on trade at a meeting": bodies are not at one table."""
    found = _before_lead(c, actor_or_side)
    return found if len(found) > 1 and all(who.entity.kind in {"person", "state"} for who in found) else ()


def acting_before_lead(c: Reading) -> Players:
    """As in "Ann Hale spoke of trade at a meeting with Kesh": who does what is done there."""
    return _before_lead(c, actor_at)


def several_before_lead(c: Reading) -> Players:
    """As in "Ann Hale and John Berg agreed on trade at the summit": people who do so together."""
    found = acting_before_lead(c)
    return found if len(found) > 1 and all(who.entity.kind == "person" for who in found) else ()


def _before_lead(c: Reading, read: Reader) -> Players:
    lead = c.lead or 0
    lead -= c.s.word(lead) == "holding" and c.s.word(lead - 1) in lexicon.words("words around meetings")
    for k in range(lead - 1, max(0, lead - 1 - _NEAR), -1):
        if c.s.word(k) == "that" or "," in c.s[k + 1].gap or c.s.word(k) in lexicon.words("openers") - _ACTS:
            return ()
        if c.s.word(k) in _ACTS | lexicon.words("speaking verbs") or c.s.word(k).endswith("ed"):
            return acting(c.story, c.s, k, read)
    return ()


def acting_behind_comma(c: Reading) -> Players:
    """As in "During a meeting with the Keshian envoy, Ann Hale said": the first behind a comma who acts."""
    commas = (k for k in range(c.after, len(c.s)) if "," in c.s[k].gap)
    for comma in commas:
        for k in range(comma, min(len(c.s) - 1, comma + _TITLE + 2)):
            if not (_is_verb(c, k + 1) if c.s[k].kind == "person" else _is_known_verb(c, k + 1)):
                continue
            who = actor_or_side(c.story, c.s, k)
            first = np_start(c.s, k) if c.s[k].kind == "person" else who.at if who else k
            if who and first - (c.s.word(first - 1) in lexicon.words("articles")) <= comma:
                return (who,)
            break
    return ()


def acting_without_comma(c: Reading) -> Players:
    """As in "In talks with the Keshian envoy she asked": "she" right before a verb, the talks at the head."""
    behind = range(c.after, min(len(c.s) - 1, c.after + _FAR)) if (c.lead or 0) == 0 else range(0)
    at = next((k for k in behind if c.s.word(k) in _PRONOUNS), None)
    plain = at is not None and c.s.gap(at) == " " and _is_known_verb(c, at + 1)
    return whoever(actor_at(c.story, c.s, at)) if at is not None and plain else ()


def _is_known_verb(c: Reading, k: int) -> bool:
    return c.s.word(k) in _ACTS or c.s.word(k).endswith("ed")


def _is_verb(c: Reading, k: int) -> bool:
    """Tell a verb behind a name, known or not: a small word that leads to nothing else."""
    word = c.s.word(k)
    other = lexicon.words("prepositions", "relatives", "words of interruptions")
    plain = bool(word) and c.s[k].text.islower() and c.s.gap(k) == " " and not c.s[k].time
    return _is_known_verb(c, k) or (plain and word not in other | {"and", "or", "but"})


def two_behind_comma(c: Reading) -> Players:
    """As in "During their talks in Merrow, Ann Hale and John Berg agreed"."""
    comma = next((k for k in range(c.after, len(c.s)) if "," in c.s[k].gap), None)
    found = actors_from(c.story, c.s, comma, len(c.s)) if comma is not None else ()
    return found if len(found) > 1 else ()


def pair_behind_comma(c: Reading) -> Players:
    """As in "At a meeting in Merrow, the two leaders agreed", who are named in the sentence before."""
    comma = next((k for k in range(c.after, len(c.s)) if "," in c.s[k].gap), len(c.s))
    pairs = (pair_at(c.story, c.s, k) for k in range(comma, min(len(c.s), comma + _REACH)))
    return next((pair for pair in pairs if pair), ())


def two_before(c: Reading) -> Players:
    """As in "Ann Hale and John Berg agreed so at their talks": the only two people before, joined."""
    at = [k for k in range(c.at) if c.s[k].kind == "person"]
    people = {who.id: Who(who, k) for k in at if (who := c.s[k].who)}
    joined = len(people) == _BOTH and "and" in c.s.words(at[0], at[-1] + 1)
    return tuple(people.values()) if joined else ()


def two_who_are_meeting(c: Reading) -> Players:
    """As in "Ann Hale and John Berg, meeting in Merrow, agreed": behind a comma, and the two right before."""
    if c.at == 0 or c.s.gap(c.at) != ", ":
        return ()
    return two_before(c) if c.s[c.at - 1].kind == "person" else _several_right_before(c)


def _several_right_before(c: Reading) -> Players:
    """As in "the foreign ministers of Kesh and Norland, meeting in Merrow,"."""
    found = acting(c.story, c.s, c.at, actor_or_side)
    return found if len(found) > 1 and all(who.entity.kind == "state" for who in found) else ()


def whom_before(c: Reading) -> Players:
    """As in "John Berg, whom Ann Hale met", "with whom she held talks": the name before the comma."""
    verb = c.at if c.lead is None else c.lead
    whom = next((k for k in range(verb - 1, max(0, verb - _FAR), -1) if c.s.word(k) in {"whom", "who"}), 0)
    comma = whom - (c.s.word(whom - 1) in {"with", "to"})
    if whom == 0 or comma == 0 or any("," in c.s.gap(k) for k in range(comma + 1, verb + 1)):
        return ()
    named = c.s[comma - 1].kind == "person" and "," in c.s.gap(comma)
    acts = end_of_subject(c.s, verb) > whom
    return named_at(c.s, comma - 1) if named and acts else ()


def two_before_they(c: Reading) -> Players:
    """As in "Ann Hale raised it with John Berg when they met": the only two who are named before."""
    they = next((k for k in range(c.at - 1, max(-1, c.at - _REACH), -1) if c.s.word(k) == "they"), 0)
    people = {who.id: Who(who, k) for k in range(they) if (who := c.s[k].who) and who.kind == "person"}
    return tuple(people.values()) if len(people) == _BOTH else ()


def behind_opening(c: Reading) -> Players:
    """As in "Meeting with Ann Hale in Merrow, John Berg said": who acts behind the comma."""
    if c.at:
        return ()
    commas = (k for k in range(c.after, len(c.s)) if "," in c.s[k].gap)
    for comma in commas:
        near = range(comma, min(len(c.s) - 1, comma + _TITLE))
        at = next((k for k in near if c.s[k].kind == "person" or c.s.word(k) in _PRONOUNS), None)
        acts = at is not None and (c.s.word(at + 1) in _ACTS or c.s.word(at + 1).endswith("ed"))
        if at is None or not acts:
            continue
        if not c.s[at].who:
            return whoever(_before_opening(c, at)) if at == comma else ()
        if np_start(c.s, at) <= comma:
            return named_at(c.s, at)
    return ()


def _before_opening(c: Reading, at: int) -> Who | None:
    """Whom "he" stands for: whoever acts in the sentence before, not one whom this sentence names."""
    before = next(sentences_before(c.story, c.s), None)
    first = next((k for k in may_be_people(before) if before[k].kind == "person"), None) if before else None
    who = before[first].who if before and first is not None and np_start(before, first) == 0 else None
    return Who(who, at, sure=False) if who else None


def told_behind_comma(c: Reading) -> Players:
    """As in "In a phone call, Ann Hale told the Keshian premier": to whom whoever acts speaks."""
    verb = next((k for k in range(c.after, len(c.s)) if c.s.word(k) in lexicon.words("telling verbs")), None)
    return _told(c, verb) if verb is not None else ()


def telling_behind(c: Reading) -> Players:
    """As in "In a phone call on Monday Ann Hale told John Berg": whoever acts, with no comma before."""
    verb = next((k for k in range(c.after, len(c.s)) if c.s.word(k) in lexicon.words("telling verbs")), None)
    found = acting(c.story, c.s, verb, actor_or_side) if verb is not None else ()
    return found if all(who.at > c.at for who in found) else ()


def told_before_lead(c: Reading) -> Players:
    """As in "Ann Hale told John Berg so in a phone call"."""
    verb = _telling_before(c)
    return _told(c, verb) if verb is not None else ()


def telling_before_lead(c: Reading) -> Players:
    """Whoever says so."""
    verb = _telling_before(c)
    return acting(c.story, c.s, verb, actor_or_side) if verb is not None else ()


def _telling_before(c: Reading) -> int | None:
    before = range((c.lead or 0) - 1, -1, -1)
    return next((k for k in before if c.s.word(k) in lexicon.words("telling verbs")), None)


def spoken_to_before_lead(c: Reading) -> Players:
    """As in "Ann Hale raised it with the Keshian premier at a meeting": behind "with" or "to"."""
    lead = c.lead or 0
    near = range(lead - 1, max(0, lead - _NEAR), -1)
    at = next((k for k in near if c.s.word(k) in {"with", "to"}), None)
    if at is None or any("," in c.s[k].gap for k in range(at + 1, lead + 1)):
        return ()
    found = actors_from(c.story, c.s, at + 1, lead) or tuple(sides_from(c, at + 1))
    return tuple(who for who in found if who.at < lead and who.entity.kind != "body")


def _told(c: Reading, verb: int) -> Players:
    """Those right behind a verb of telling, who are no outlets and no bodies."""
    found = object_right_behind(replace(c, after=verb + 1)) or tuple(sides_from(c, verb + 1))
    near = tuple(who for who in found if who.at <= verb + _NEAR)
    return near if all(who.entity.kind in {"person", "state"} for who in near) else ()


def subject_behind_comma(c: Reading) -> Players:
    """As in "Speaking on a visit to Merrow, Ann Hale said": the first who stands behind a comma acts."""
    head = _behind_time_at_head(c.s)
    if any(c.s[k].kind == "person" or "," in c.s[k].gap for k in range(head + 1, c.at + 1)):
        return ()
    if c.pattern.part != "noun" and c.word.endswith("ed") and end_of_subject(c.s, c.at) >= 0:
        return ()  # "Tanks have arrived from Kesh, Ann Hale said"
    comma = next((k for k in range(c.after, min(len(c.s), c.end)) if "," in c.s[k].gap), len(c.s))
    first = next((k for k in range(comma, len(c.s)) if c.s[k].kind == "person"), None)
    here = first is not None and np_start(c.s, first) <= comma
    speaks = first is not None and c.s[c.at].quoted and not c.s[first].quoted
    return named_at(c.s, first) if here and not speaks else ()


def _behind_time_at_head(s: Sentence) -> int:
    """As in "On Monday, during a visit to Merrow, Ann Hale said": where what a time stands before begins."""
    comma = next((k for k in range(1, min(len(s), _HEAD)) if "," in s.gap(k)), 0)
    times = lexicon.words("words before times")
    return comma if all(s[k].time or s.word(k) in times for k in range(comma)) else 0


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {
    "who acts behind comma": acting_behind_comma,
    "who acts without comma": acting_without_comma,
    "told behind comma": told_behind_comma,
    "who tells behind": telling_behind,
    "told before lead": told_before_lead,
    "who tells before lead": telling_before_lead,
    "spoken to before lead": spoken_to_before_lead,
    "two before they": two_before_they,
    "first of two before they": lambda c: two_before_they(c)[:1],
    "first of sides before lead": lambda c: several_sides_before_lead(c)[:1],
    "sides before lead": several_sides_before_lead,
    "first of two behind comma": lambda c: two_behind_comma(c)[:1],
    "first of two before": lambda c: two_before(c)[:1],
    "two before": two_before,
    "two who are meeting": two_who_are_meeting,
    "whom before": whom_before,
    "first of two who are meeting": lambda c: two_who_are_meeting(c)[:1],
    "two behind comma": two_behind_comma,
    "pair behind comma": pair_behind_comma,
    "first of pair behind comma": lambda c: pair_behind_comma(c)[:1],
    "who acts behind an opening": behind_opening,
    "who acts before lead": acting_before_lead,
    "several who act before lead": several_before_lead,
    "first of several who act before lead": lambda c: several_before_lead(c)[:1],
    "subject behind comma": subject_behind_comma,
}
"""Where those are looked for who met where something was said, by the names that tables give it."""
