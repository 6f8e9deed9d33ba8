"""Times of a sentence that belong to something else than what a pattern tells there."""

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model.extraction_results import TimeExpression

_CLOSE = 4
"""So many words before a verb or noun "before" and "at the end of" stand."""
_BORN = 8
"""So many words behind "born" a time is that of the birth."""


def is_of_relative(reading: Reading, time: TimeExpression) -> bool:
    """As in "met Ann Hale, who won an election last month": what "who" says of somebody has the time."""
    s, at = reading.s, token_of(reading.s, time)
    who = next((k for k in range(at - 1, reading.after - 1, -1) if _opens_relative(s, k)), None)
    return who is not None and not any("," in s[k].gap for k in range(who + 1, at + 1))


def is_of_next_clause(reading: Reading, time: TimeExpression) -> bool:
    """As in "met Ann Hale, and she is to call on John Berg on Friday": when another does something else."""
    s, at = reading.s, token_of(reading.s, time)
    return any(
        s.word(k) in {"and", "but", "while"} and "," in s.gap(k) and _acts(s, k + 1)
        for k in range(reading.after, at - 1)
    )


def is_of_calling_off(reading: Reading, time: TimeExpression) -> bool:
    """As in "a visit by Ann Hale had been called off in May": when that was done."""
    s, at = reading.s, token_of(reading.s, time)
    off = lexicon.words("cancelled")
    return reading.status == "cancelled" and any(
        s.word(k - 1) in {"been", "was", "were"}
        and not off.isdisjoint((s.word(k), " ".join(s.words(k, k + 2))))
        for k in range(reading.after + 1, at)
    )


def _acts(s: Sentence, k: int) -> bool:
    """As in "she is", "Ann Hale met": somebody, and a verb right behind."""
    verb = s.word(k + 1)
    told = verb in lexicon.words("being and having", "being", "modal verbs", "past forms of verbs", "said")
    return (s.word(k) in lexicon.words("pronouns") or (k < len(s) and s[k].kind == "person")) and told


def _opens_relative(s: Sentence, k: int) -> bool:
    """As in "Ann Hale, who won", "Ann Hale, the premier he ousted"."""
    contact = s.word(k) in lexicon.words("pronouns") and s.word(k - 1) in lexicon.words("roles")
    return s.word(k) in {"who", "which", "whose"} or (contact and s.gap(k) == " ")


def is_of_birth(reading: Reading, time: TimeExpression) -> bool:
    """As in "Born in Merrow on May 4, 1960, she met"."""
    at = token_of(reading.s, time)
    return at < reading.at and "born" in reading.s.words(at - _BORN, at)


def token_of(s: Sentence, time: TimeExpression) -> int:
    """Find the token that a time is."""
    return next((i for i in range(len(s)) if s[i].time is time), 0)


def is_of_clause_before(reading: Reading, time: TimeExpression) -> bool:
    """As in "met on Sunday, before both travel to Kesh", "flew home on Friday at the end of a visit"."""
    s, at = reading.s, reading.at
    if reading.pattern.family != "visits" or token_of(s, time) > at:
        return False
    ended = any(s.words(k, k + 2) == ["end", "of"] for k in range(at - _CLOSE, at))
    over = ended and reading.pattern.part == "noun"
    return over or "before" in s.words(max(token_of(s, time), at - _CLOSE), at)
