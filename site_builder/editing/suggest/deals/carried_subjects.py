"""Who acts where a deal is told with "it", "and" or "by": whoever acted before."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.parties import state_of
from site_builder.editing.suggest.clauses.players import whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.deals.dealing_places import dealer_from, dealing
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.states_before import latest_state
from site_builder.editing.suggest.sentences.story import Sentence, Story

_FORCES: Final = lexicon.words("forces and ministries")
_HEAD: Final = 9
"""So many words from its beginning a sentence names who acts."""
_SIDE: Final = 16
"""So many words has a clause that stands before that of whoever acts."""
_BACK: Final = 3
"""So many sentences back "it" is named; those between begin with "it" as well."""
_NEAR: Final = 10
"""So many words before "for buying" it is told whom it befell."""
_FORCE: Final = 4
"""So many words behind whose they are the noun of forces stands: "Norland's air force"."""
_NOW: Final = frozenset(("is", "was", "now"))
_HELPING: Final = frozenset(("has", "have", "had", "also", "later", "then", "since", "recently"))


def subject_before(story: Story, s: Sentence, at: int) -> Players:
    """As in "It ordered", "The kingdom has ordered": the state at the head of the sentence before."""
    before = story.sentences[max(0, s.index - _BACK) : s.index]
    for one in reversed(before):
        if one.headline:
            return ()
        first = _first_named(one)
        if first is None and _opens_with_it(one):
            continue
        return _state_at_head(one, first, at) if first is not None else ()
    return ()


def _first_named(s: Sentence) -> int | None:
    """The first name of a sentence, with no more than words of time before it."""
    times = lexicon.words("time words at heads", "small numbers")
    opening = lexicon.words("articles") | times | {""}
    start = _main_clause(s)
    for k in range(start, min(len(s), start + _HEAD)):
        if s[k].who:
            return k
        if s.word(k) not in opening and not s[k].amount and not s[k].text.isdigit():
            return None
    return None


def _main_clause(s: Sentence) -> int:
    """As in "Since the old jets have gone, Kesh waits": where the clause of whoever acts begins."""
    if s.word(0) not in lexicon.words("words that open side clauses"):
        return 0
    comma = next((k for k in range(1, min(len(s), _SIDE)) if "," in s.gap(k)), 0)
    plain = bool(comma) and s[comma].who is not None and s[comma].kind != "person"
    return comma if plain else 0


def _opens_with_it(s: Sentence) -> bool:
    """As in "It ordered", "The kingdom had ordered", behind words of time."""
    meant = lexicon.words("words for whom the sentence before tells of")
    opening = lexicon.words("articles", "time words at heads") | {""}
    first = next((k for k in range(min(len(s), _HEAD)) if s.word(k) not in opening), None)
    return first is not None and s.word(first) in meant


def state_at_head(s: Sentence, at: int) -> Players:
    """Give the state or body that is named at the head of a sentence, where it acts."""
    first = _first_named(s)
    return _state_at_head(s, first, at) if first is not None else ()


def _state_at_head(s: Sentence, first: int, at: int) -> Players:
    who = s[first].who
    led = s.word(first - 1) in lexicon.words("prepositions") and "," not in s.gap(first)
    owned = s[first].owns and _FORCES.isdisjoint(s.words(first + 1, first + _FORCE))
    acts = who is not None and who.kind in {"state", "body"} and not (owned or led)
    return (Who(who, at, sure=False),) if acts and who else ()


def shared_subject(c: Reading) -> Players:
    """As in "sold missiles to Kesh and bought tanks": who does both, not who stands before "and".

    So with "it": "Norland will give Kesh the tanks that it bought" is of Norland.
    """
    if found := _main_subject_behind(c):
        return found
    k = c.at - 1
    while k > 0 and (_helps(c.s, k) or c.s.word(k) in _NOW):
        k -= 1
    if c.word.split()[0].endswith("ing") and "," in c.s.gap(k + 1):
        head = _first_named(c.s)  # "Kesh turned to Norland for arms, ordering tanks"
        return _state_at_head(c.s, head, head) if head is not None else ()
    if k > 0 and c.s.word(k) in {"it", "they"} and c.s.word(0) == "from":
        return subject_before(c.story, c.s, c.at)  # "From Norland it got six jets"
    first = _first_named(c.s)
    if k > 0 and c.s.word(k) in {"it", "they"} and first is not None and first < k:
        alone = not any(c.s[i].kind == "state" for i in range(first + 1, k))
        return tuple(replace(who, sure=alone) for who in _state_at_head(c.s, first, first))
    if first == 0 and verb_behind_and(c):
        return _state_at_head(c.s, first, first)  # "Kesh was thrown out and is now seeking tanks"
    joined = k > 0 and c.s.word(k) in {"and", "but"} and c.s[k - 1].kind in {"state", "demonym", "place"}
    return dealing(c) if joined and not c.s.word(c.at).endswith("ing") else ()


def _main_subject_behind(c: Reading) -> Players:
    """As in "By selling tanks to Kesh, Norland angered it", "Having bought tanks, Norland"."""
    s, word = c.s, c.word.split()[0]
    opens = s.word(0) == "having" if not word.endswith("ing") else s.word(0) in _OPENING or c.at == 0
    if not opens or c.at > _OPENS:
        return ()
    last = max((*c.arms, c.after))
    commas = (k for k in range(c.after, min(len(s), last + _SIDE)) if "," in s.gap(k) and k > last)
    k = next((k for k in commas if s.gap(k).strip() == ","), None)
    if k is None:
        return ()
    k += s.word(k) in lexicon.words("articles")
    return tuple(replace(who, sure=False) for who in whoever(dealer_from(c, k)) if not s[who.at].owns)


_OPENS: Final = 3
"""So many words from its head a sentence that opens with what somebody did has its verb."""
_OPENING: Final = frozenset(("by", "before", "after", "since", "while", "when", "besides", "in", "despite"))


def verb_behind_and(c: Reading) -> bool:
    """As in "and is now seeking": whoever acts is told before "and"."""
    k = c.at - 1
    while k > 0 and c.s.word(k) in _NOW:
        k -= 1
    return 0 < k < c.at - 1 and c.s.word(k) in {"and", "but"}


def _helps(s: Sentence, k: int) -> bool:
    return s.word(k) in _HELPING or s[k].time is not None


def whoever_does_it_by(c: Reading) -> Players:
    """As in "Norland broke the embargo by supplying tanks to Kesh": the state at the head."""
    by = c.s.word(c.at - 1) == "by" and c.word.endswith("ing")
    first = _first_named(c.s) if by else None
    return _state_at_head(c.s, first, first) if first is not None else ()


def punished_for_it(c: Reading) -> Players:
    """As in "imposed sanctions on Norland for buying": whom it befell."""
    lead = c.lead
    if lead is None or c.s.word(c.at - 1) not in {"for", "over"} or c.at - lead > _NEAR:
        return ()
    for k in range(lead + 1, c.at - 1):
        who = c.s[k].who
        if who and who.kind == "state" and (k == lead + 1 or c.s.word(k - 1) in {"on", "against"}):
            return (Who(who, k, sure=False),)
        if who and who.kind == "demonym":
            return whoever(Who(state_of(c.story, who.state, who.name), k, sure=False))
    return ()


def state_meant_by_it(c: Reading) -> Players:
    """As in "sold Norland drones and supplied it with tanks", "exported tanks to it": who gets them."""
    right = c.s.word(c.after) in _IT and c.after + 1 < len(c.s) and not c.s.gap(c.after + 1).strip()
    behind = any(c.s.word(k) == "to" and c.s.word(k + 1) in _IT for k in range(c.after, c.end))
    if not right and not behind:
        return ()
    found = _given_before(c) or _acts_before(c)
    return tuple(replace(who, at=c.after) for who in found if who.entity.id != c.other)


_IT: Final = frozenset(("it", "them"))


def _given_before(c: Reading) -> Players:
    """As in "sold Norland drones", "sold drones to Norland": to whom the verb before gives."""
    selling = lexicon.words("selling verbs")
    sold = next((k for k in range(c.at - 1, -1, -1) if c.s.word(k) in selling), c.at)
    led = selling | {"to"}
    k = next((k for k in range(sold + 1, c.at) if c.s[k].kind == "state" and c.s.word(k - 1) in led), None)
    who = c.s[k].who if k is not None else None
    return (Who(who, c.after, sure=False),) if who else ()


def _acts_before(c: Reading) -> Players:
    """The state at the head of the sentence, or of the one before, which does not give."""
    first = _first_named(c.s)
    head = _state_at_head(c.s, first, c.at) if first is not None else ()
    if head and head[0].entity.id != c.other:
        return head
    if before := subject_before(c.story, c.s, c.at):
        return before
    state = latest_state(c.story, c.s, c.at, c.other)
    return (Who(state, c.at, sure=False),) if state else ()


def from_at_head(c: Reading) -> Players:
    """As in "From Norland it got six jets"."""
    if c.s.word(0) != "from" or c.at > _HEAD:
        return ()
    return whoever(dealer_from(c, 1))


def acted_before(c: Reading) -> Players:
    """As in "Norland used the drones. They were bought from Kesh": whoever stands at the head before."""
    opens = not any(token.who for token in c.s.tokens[: c.at])
    return subject_before(c.story, c.s, c.at) if opens else ()


PLACES: Mapping[str, Callable[[Reading], Players]] = {
    "who does both": shared_subject,
    "whoever does it by": whoever_does_it_by,
    "whoever is punished for it": punished_for_it,
    "state meant by it": state_meant_by_it,
    "whoever acted before": acted_before,
    "from at the head": from_at_head,
}
