"""What two commas enclose between those who act and their verb: "Ann Hale, who was there, said"."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.sentences.story import Sentence

_ROLES: Final = lexicon.words("roles")
_RELATIVES: Final = lexicon.words("relatives")
_HELPING: Final = lexicon.words("words before verbs", "being and having")
_BEING: Final = frozenset(("was", "were", "been"))
_OPENING: Final = frozenset(("who", "whose", "which", "whom"))
_INTERRUPTED: Final = 25
"""So many words may stand between two commas that interrupt a clause."""
_LED: Final = 8
"""So many words at most stand between "which" and its verb."""


def interruption(s: Sentence, last: int) -> int | None:
    """Find where words begin that two commas enclose, the last of them given: "X, who was there, said"."""
    for k in range(last, max(0, last - _INTERRUPTED), -1):
        if "," in s[k].gap:
            inner = s.word(k)
            opens = inner in lexicon.words("words of interruptions") or inner in _ROLES
            opens = opens or inner in lexicon.words("participles of interruptions") or _tells_of_head(s, k)
            named = bool(s[k].who) and k < last and not _joined(s, k, last)
            timed = any(s[j].time for j in range(k, last + 1))
            return k if opens or timed or named or k == last else None
        if any(c in s[k].gap for c in ';:"'):
            return None
    return None


def relative_inserted(s: Sentence, verb: int) -> range:
    """As in "Ann Hale, whose guests were John Berg and Tom Orr, met": what is said between of who acts."""
    end = verb
    while end > 0 and "," not in s.gap(end) and s.word(end - 1) in _HELPING:
        end -= 1  # "had flown in"
    for k in range(end - 1, max(0, end - _INTERRUPTED) if "," in s.gap(end) else end, -1):
        if any(c in s.gap(k) for c in ';:"'):
            break
        if "," in s.gap(k) and s.word(k) in _OPENING:
            return range(k, end)
    return range(0)


def joined_passive(s: Sentence, verb: int, verbs: frozenset[str]) -> int:
    """As in "Ann Hale met John Berg and was received by Tom Orr": the verb before, whose subject it has."""
    k = verb - 1
    while k > 0 and s.word(k) in _HELPING:
        k -= 1
    passive = not _BEING.isdisjoint(s.words(k + 1, verb))
    if not (passive and s.word(k) == "and" and s.gap(k) == " "):
        return verb
    return next((j for j in range(k - 1, max(0, k - _INTERRUPTED), -1) if s.word(j) in verbs), verb)


def relative_leading(s: Sentence, verb: int) -> int | None:
    """As in "planes of the company, which last year also sold": the word that leads the clause of a verb."""
    for k in range(verb - 1, max(0, verb - _LED), -1):
        if s.word(k) == "which" and "," in s.gap(k):
            return k
        if "," in s.gap(k) or s[k].who:
            return None
    return None


def _joined(s: Sentence, first: int, last: int) -> bool:
    return any(s.word(k) == "and" for k in range(first, last))


def relative_before(s: Sentence, last: int) -> bool:
    """Tell whether what two commas enclose begins with "who", "which" or "arrested", the last given."""
    start = interruption(s, last)
    opens = _RELATIVES | {"whose", "a", "an"}  # "Ann Hale, a banker who was elected in May, said"
    return start is not None and (s.word(start) in opens or _tells_of_head(s, start))


def _tells_of_head(s: Sentence, k: int) -> bool:
    """As in "Ann Hale, accused of theft, was arrested": of whom a clause begins with, behind a comma."""
    first = np_start(s, k - 1) if s.word(k).endswith("ed") and s[k - 1].kind == "person" else -1
    return first == 0 or (first > 0 and ("," in s.gap(first) or s[first - 1].time is not None))
