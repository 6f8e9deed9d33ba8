"""Whose arms a sentence tells of besides those of a deal: "tanks from Norland and drones"."""

from dataclasses import replace

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.sentences.story import Sentence

_TIMES = frozenset(("before", "after", "when", "while"))


def _without_rivals(reading: Reading) -> Reading:
    """As in "won an order for jets against rivals that included the Pike from Norland", which sells none."""
    s, rivals = reading.s, lexicon.words("rivals of sellers")
    against = (
        k for k in range(len(s)) if s.word(k) == "against" and not rivals.isdisjoint(s.words(k + 1, k + 4))
    )
    at = next(against, len(s))
    suppliers = tuple(who for who in reading.roles.get("suppliers", ()) if who.at < at)
    arms = tuple(k for k in reading.arms if k < at)
    if not arms:
        return reading
    return replace(reading, arms=arms, roles={**reading.roles, "suppliers": suppliers})


def without_seller_of_others(reading: Reading) -> Reading:
    """As in "bought 24 jets to replace those that it had purchased from Norland", of whom these are not.

    Nor are those of rivals, who were beaten.
    """
    reading = _without_rivals(reading)
    s, verbs = reading.s, lexicon.words("buying verbs")
    behind = range(reading.after, len(s))
    relative = next((k for k in behind if s.word(k) in {"that", "which"}), None)
    verb = next((k for k in behind if relative is not None and k > relative and s.word(k) in verbs), None)
    far = verb is not None and any(who.at > verb for who in reading.roles.get("suppliers", ()))
    led = lexicon.words("prepositions")
    end = next((k for k in range((relative or 0) - 1, reading.after, -1) if s.word(k) in led), relative or 0)
    own = tuple(k for k in reading.arms if k < end)
    bought = reading.pattern.arms in {"after", "object"} and reading.word in verbs
    if not far or not own or not (bought or reading.pattern.loose):
        return reading
    return replace(reading, arms=own, roles={**reading.roles, "suppliers": ()})


def without_others(reading: Reading) -> Reading | None:
    """As in "missiles from Norland and drones": what stands behind the seller is of somebody else.

    No deal where something else was bought: "bought houses from Norland near a tank range".
    """
    s = reading.s
    at = (who.at for who in reading.roles["suppliers"] if s.word(_before_article(s, who.at)) == "from")
    end = next(at, len(s))
    own = tuple(k for k in reading.arms if k < min(end, _next_dealing(reading), _next_time(reading)))
    apart = end < len(s) and _before_article(s, end) > reading.after
    if not own and apart and reading.pattern.arms == "after":
        return None
    if reading.pattern.arms == "after" and _is_of_other_goods(reading):
        return None
    return replace(reading, arms=own or reading.arms)


def _is_of_other_goods(reading: Reading) -> bool:
    """As in "supplies gas to Norland near a tank range": what is sold stands before "to"."""
    s = reading.s
    to = (who.at for who in reading.roles["recipients"] if s.word(_before_article(s, who.at)) == "to")
    end = next((at for at in to if _before_article(s, at) > reading.after), None)
    return end is not None and not any(k < end for k in reading.arms)


def _next_dealing(reading: Reading) -> int:
    """As in "sold missiles to Kesh and bought tanks": where the next verb of dealing stands."""
    s = reading.s
    verbs = lexicon.words("buying verbs", "selling verbs")
    behind = range(reading.after + 1, len(s))
    next_ = (k for k in behind if s.word(k) in verbs and _begins_clause(s, k))
    return next(next_, len(s))


def _next_time(reading: Reading) -> int:
    """As in "ordered 40 tanks, a day before its army gives up the old": where another time is told of."""
    s = reading.s
    led = range(reading.after + 1, len(s))
    return next((k for k in led if s.word(k) in _TIMES and _is_set_off(s, k)), len(s))


def _is_set_off(s: Sentence, k: int) -> bool:
    """Tell a clause with a subject of its own behind a comma, or behind "a day before"."""
    measured = s.word(k - 1) in {"day", "days", "week", "weeks", "month", "months", "year", "years"}
    apart = measured or "," in s.gap(k)
    return apart and (s.word(k + 1) in lexicon.words("definite") or s[min(k + 1, len(s) - 1)].kind == "state")


def _begins_clause(s: Sentence, k: int) -> bool:
    """As in "and bought", ", Norland gave": a verb with a subject before it, but in no relative clause."""
    acts = s[k - 1].kind == "state" and not s[k - 1].owns
    apart = "," in s.gap(k - 1) or s.word(k - 2) in {"and", "but", "while"}
    return s.word(k - 1) in {"and", "but"} or (acts and apart)


def _before_article(s: Sentence, i: int) -> int:
    return i - 2 if s.word(i - 1) in lexicon.words("articles") else i - 1
