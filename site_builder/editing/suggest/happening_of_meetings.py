"""Whether a meeting took place: by what stands before it in its sentence."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.happening import FORETOLD, Certainty, foretold_before
from site_builder.editing.suggest.sentences import Sentence
from site_builder.editing.suggest.verbs_and_nouns import noun_start

_NEAR: Final = 7
"""So many words before "at the summit" the verb of what was said there stands."""
_HELD: Final = 4
"""So many words before a noun it is told that it is held: "and hold trade talks"."""
_CLAUSE: Final = 14
"""So many words before a verb of meeting "if" may open its clause."""


def certainty_of_meeting(s: Sentence, at: int, lead: int | None, told: Certainty) -> Certainty:
    """Say it more exactly than the words right before do."""
    status: Certainty = "happened" if lead is not None and _is_pledged_there(s, lead) else told
    if status == "happened":
        status = _as_foretold(s, at if lead is None else lead)
    if status == "happened":
        status = _as_journey(s, at)
    return "not" if status in {"happened", "possible"} and _is_supposed(s, at) else status


def _is_pledged_there(s: Sentence, lead: int) -> bool:
    """As in "pledged help at the summit", "planned a visit during their talks": what is to come is other."""
    near = range(lead - 1, max(0, lead - _NEAR), -1)
    verb = next((k for k in near if s.word(k) in FORETOLD), 0)
    active = s.word(verb).endswith("ed") and s.word(verb - 1) not in lexicon.words("being")
    return s.word(lead) in lexicon.words("words before meetings") and bool(verb) and active


def _as_foretold(s: Sentence, verb: int) -> Certainty:
    """As in "is due to arrive and hold talks", "will visit Kesh and meet Ann Hale": as the verb before."""
    base = lexicon.words("base forms of verbs of meeting")
    near = range(verb, max(0, verb - _HELD), -1)
    first = next((k for k in near if s.word(k) in base and s.word(k - 1) == "and"), None)
    return foretold_before(s, first) if first is not None else "happened"


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
