"""Whether a meeting took place: by what stands before it in its sentence."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.happening import FORETOLD, Certainty, foretold_before, is_to_come
from site_builder.editing.suggest.clauses.verbs_and_nouns import noun_start
from site_builder.editing.suggest.sentences.story import Sentence

_NEAR: Final = 7
"""So many words before "at the summit" the verb of what was said there stands."""
_HELD: Final = 4
"""So many words before a noun it is told that it is held: "and hold trade talks"."""
_CLAUSES: Final = lexicon.words("clause prepositions")
"""Behind them a clause may begin: "after a visit by Ann Hale had been called off"."""
_FAR: Final = 28
"""So many words behind a meeting it may be told that it was called off."""
_NOUNS: Final = lexicon.words("meeting nouns", "meetings held together", "call nouns", "meals")
_BEING: Final = lexicon.words("being", "being and having")
_ENDS: Final = lexicon.words("said") | {"while", "after", "because", "before", "when", "although"}
_CLAUSE: Final = 14
"""So many words before a verb of meeting "if" may open its clause."""


def certainty_of_meeting(s: Sentence, at: int, lead: int | None, told: Certainty) -> Certainty:
    """Say it more exactly than the words right before do."""
    status: Certainty = "happened" if lead is not None and _is_pledged_there(s, lead) else told
    if status == "cancelled" and _is_held_behind(s, at):
        status = "happened"
    if lead is None and status in {"happened", "planned"} and is_called_off_behind(s, at):
        return "cancelled"
    if status == "happened":
        status = _as_foretold(s, at if lead is None else lead)
    if status == "happened":
        status = _as_journey(s, at)
    if status == "happened" and (_is_first_to_come(s, at) or _is_about_to_open(s, at)):
        return "planned"
    return "not" if status in {"happened", "possible"} and _is_supposed(s, at) else status


def _is_first_to_come(s: Sentence, at: int) -> bool:
    """As in "it will be the first time that the two hold talks"."""
    words = s.words(max(0, at - _FAR), at)
    return any(words[k : k + 5] == ["will", "be", "the", "first", "time"] for k in range(len(words)))


def _is_about_to_open(s: Sentence, at: int) -> bool:
    """As in "landed in Merrow for talks, which open on Monday"."""
    opening = {"open", "opens", "begin", "begins", "start", "starts"}
    return s.words(at + 1, at + 2) == ["which"] and s.word(at + 2) in opening


def _is_pledged_there(s: Sentence, lead: int) -> bool:
    """As in "pledged help at the summit", "planned a visit during their talks": what is to come is other."""
    near = range(lead - 1, max(0, lead - _NEAR), -1)
    verb = next((k for k in near if s.word(k) in FORETOLD), 0)
    active = s.word(verb).endswith("ed") and s.word(verb - 1) not in lexicon.words("being")
    return s.word(lead) in lexicon.words("words before meetings") and bool(verb) and active


def is_done_there(s: Sentence, at: int) -> bool:
    """As in "carry out the plan agreed at a special summit": what was done there is over."""
    near = range(at - 1, max(0, at - _NEAR), -1)
    led = next((k for k in near if s.word(k) in {"at", "during"}), 0)
    done = s.word(led - 1).endswith("ed") or s.word(led - 1) in lexicon.words("participles")
    return bool(led) and done and s.word(led - 2) not in _BEING


def _as_foretold(s: Sentence, verb: int) -> Certainty:
    """As in "is due to arrive and hold talks", "will visit Kesh and meet Ann Hale": as the verb before."""
    base = lexicon.words("base forms of verbs of meeting")
    near = range(verb, max(0, verb - _HELD), -1)
    if any(s.word(k) in base and is_to_come(s, k) for k in near):
        return "planned"  # "is to hold talks"
    first = next((k for k in near if s.word(k) in base and s.word(k - 1) == "and"), None)
    if first is None:
        return "happened"
    before = range(first - 1, max(0, first - _FAR), -1)
    coming = any(s.word(k) in base and is_to_come(s, k) for k in before)  # "is to meet Ann Hale and call on"
    return "planned" if coming else foretold_before(s, first)


def _is_held_behind(s: Sentence, at: int) -> bool:
    """As in "talks began in Merrow after a strike was called off", where something else was."""
    for k in range(at + 1, min(len(s), at + _FAR) if s.word(at) in _NOUNS else 0):
        if s.word(k) in _ENDS | lexicon.words("cancelled") or any(mark in s[k].gap for mark in ';:"'):
            return False
        past = s.word(k).endswith("ed") or s.word(k) in {"began", "took", "broke", "ran"}
        if past and s.word(k) in lexicon.words("words of being held") and s.word(k - 1) not in _BEING:
            return True
    return False


def is_called_off_behind(s: Sentence, at: int, nouns: frozenset[str] = _NOUNS) -> bool:
    """As in "a meeting of Ann Hale and John Berg, which was to follow in May, has been put off"."""
    before = s.word(noun_start(s, at) - 1)
    before = s.word(noun_start(s, at) - 2) if before in lexicon.words("articles") else before
    if s.word(at) not in nouns or before in lexicon.words("prepositions") - _CLAUSES:
        return False
    for k in range(at + 1, min(len(s) - 1, at + _FAR)):
        if s.word(k) in _ENDS or any(mark in s[k].gap for mark in ';:"'):
            return False
        off = {s.word(k + 1), " ".join(s.words(k + 1, k + 3))} & lexicon.words("cancelled")
        unmade = s.words(k + 1, k + 4) == ["to", "have", "been"]  # "talks that were to have been held"
        if (off or unmade) and s.word(k) in _BEING:
            return True
    return False


def _is_supposed(s: Sentence, at: int) -> bool:
    """As in "if the premiers of Kesh and Norland met, little would change"."""
    for k in range(at - 1, max(-1, at - _CLAUSE), -1):
        if any(mark in s[k + 1].gap for mark in ',;:"'):
            return False
        if s.word(k) in lexicon.words("words of supposing"):
            return True
    return False


def _as_journey(s: Sentence, at: int) -> Certainty:
    """As in "will travel to Kesh for talks with Ann Hale": as the verb that tells what for."""
    first = noun_start(s, at) - 1
    return foretold_before(s, first) if s.word(first) == "for" else "happened"
