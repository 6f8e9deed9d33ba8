"""Which of the arms of a sentence a pattern speaks of."""

from collections.abc import Iterator
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.clause_ends import clause_end
from site_builder.editing.suggest.clauses.loose_clauses import clause_around
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.verbs_and_nouns import is_passive
from site_builder.editing.suggest.sentences.arms import (
    arms_as_object,
    arms_between,
    before_what_they_do,
    is_arms,
)
from site_builder.editing.suggest.sentences.story import Sentence

_NEAR: Final = 6
"""So many words before a noun, or behind "to", arms stand that belong to it."""
_LISTED: Final = 10
"""So many words behind "its purchases" or "a package" a list of them begins."""
_WHO: Final = frozenset(("it", "they", "he", "she", "kingdom", "country", "government"))
_BETWEEN: Final = lexicon.words("being and having") | {
    *_WHO,
    "the",
    "its",
    "been",
    "already",
    "now",
    "to",
    "also",
}
_OWNED: Final = 3
"""So many words before arms it is told whose they are."""
_FOR: Final = 4
"""So many words behind arms it is told for whom they are."""
_LATER: Final = frozenset(("after", "before", "when", "while", "because"))
_BEING: Final = lexicon.words("being and having")
_BUYING: Final = lexicon.words("buying verbs")
_ARMS: Final = 16
"""So many words before a verb arms stand that are its subject."""


def arms_of(reading: Reading) -> tuple[int, ...]:
    """List the tokens that name the arms which a pattern speaks of."""
    s, at = reading.s, reading.at
    match reading.pattern.arms:
        case "before":
            found = arms_between(s, at - _ARMS, at)
        case "after":
            found = arms_between(s, reading.after, _before_later(reading, reading.end))
        case "object" | "for whom":
            found = _as_object(reading) if reading.pattern.arms == "object" else _for_whom(reading)
        case "with" | "of" | "for":
            found = _behind(reading, reading.pattern.arms)
        case "listed":
            found = _listed(reading)
        case "relative":
            found = _before_relative(reading)
        case "close" if not _is_of_arms(s, at) and not _leads_to_arms(reading):
            found = ()
        case "anywhere":
            found = _in_clause(reading)
        case "around" | "close":
            found = _without_own(reading, arms_between(s, at - _NEAR, reading.end))
        case _:
            found = ()
    return found


def _before_later(reading: Reading, end: int) -> int:
    """As in "bought a bank after its tanks came": where what is told of the same time begins.

    So it is before ", designed to ward off missiles", which arms are made for.
    """
    s, own = reading.s, lexicon.words("owning pronouns") | {"its", "their"}
    later = (
        k for k in range(reading.after, min(end, len(s))) if s.word(k) in _LATER and s.word(k + 1) in own
    )
    return before_what_they_do(s, reading.after, next(later, end))


def _in_clause(reading: Reading) -> tuple[int, ...]:
    """The arms of a clause: those behind a word, but before "was sold"; else those on its other side."""
    s, at = reading.s, reading.at
    first, end = clause_around(s, at)
    sides = arms_between(s, at, _before_later(reading, end)), arms_between(s, first, at)
    if sides[1] and _is_of_those_before(reading, sides[1][-1]):
        return _of_relative(reading, sides[1])
    passive = reading.pattern.part != "noun" and is_passive(s, at, reading.after)
    before = _of_relative(reading, sides[1])
    return (before or sides[0]) if passive and not _follows(reading, sides[0]) else sides[0] or before


def _is_of_those_before(reading: Reading, last: int) -> bool:
    """As in "the jets it has ordered, so that": only who does it stands between arms and verb."""
    s, at = reading.s, reading.at
    between = range(last + 1, at)
    plain = all(s[k].kind == "state" or s.word(k) in _BETWEEN for k in between)
    named = any(s[k].kind == "state" or s.word(k) in _WHO for k in between)
    return 0 < at - last <= _NEAR and plain and named and not any("," in s.gap(k) for k in (*between, at))


def _of_relative(reading: Reading, arms: tuple[int, ...]) -> tuple[int, ...]:
    """As in "tanks to take over from the jets that it bought": the jets."""
    s = reading.s
    behind = range(arms[-1] + 1, reading.at) if arms else range(0)
    if not any(s.word(k) in {"that", "which"} for k in behind):
        return arms
    led = lexicon.words("prepositions") - {"of"}
    first = next((k for k in range(arms[-1], arms[0], -1) if s.word(k) in led), arms[0])
    return tuple(k for k in arms if k >= first)


def _follows(reading: Reading, arms: tuple[int, ...]) -> bool:
    """As in "was given tanks", "was supplied with tanks"."""
    led = reading.s.word(reading.after) == "with"
    return (
        bool(arms)
        and (led or arms[0] - reading.after < _NEAR)
        and "by" not in reading.s.words(reading.after, arms[0])
    )


def _as_object(reading: Reading) -> tuple[int, ...]:
    if reading.pattern.voice and _is_noun_of(reading):
        return ()
    with_ = reading.s.word(reading.after) == "with" and reading.pattern.voice == "passive"  # "supplied with"
    wanted = reading.pattern.name == "interest" and reading.s.word(reading.after) in _BUYING
    starts = (reading.after + (with_ or wanted), *_led_to(reading))
    return next((found for k in starts if (found := arms_as_object(reading.s, k, reading.end))), ())


def _behind(reading: Reading, word: str) -> tuple[int, ...]:
    """As in "provided the army with missiles": the object of the preposition."""
    at = (k for k in range(reading.after, reading.end) if reading.s.word(k) == word)
    first = next(at, None)
    found = arms_as_object(reading.s, first + 1, reading.end) if first is not None else ()
    between = reading.s.words(first + 1, found[0]) if found and first is not None else []
    other = "and" in between and not lexicon.words("articles").isdisjoint(between[between.index("and") :])
    return () if other else found  # "the purchase of gas and the loss of a submarine"


def _listed(reading: Reading) -> tuple[int, ...]:
    """As in "its purchases include missiles and tanks": what stands right behind the verb."""
    s = reading.s
    first = next((k for k in range(reading.after, len(s)) if s.word(k) in reading.pattern.then), None)
    if first is None or first - reading.after > _LISTED:
        return ()
    first += s.words(first, first + 2) == ["consisting", "of"]
    return arms_as_object(s, first + 1, max(reading.end, clause_end(s, first)))


def _is_of_arms(s: Sentence, at: int) -> bool:
    """As in "arms sale", "fighter jet sale"."""
    named = at > 1 and s.gap(at - 1) == " " and s.word(at - 1) in lexicon.words("arms nouns")
    return at > 0 and (is_arms(s, at - 1) or (named and is_arms(s, at - 2)))


def _without_own(reading: Reading, arms: tuple[int, ...]) -> tuple[int, ...]:
    """As in "blocked arms sales to Kesh to make it give up its missiles": what Kesh has is not sold."""
    s, at = reading.s, reading.at
    if not arms or arms[0] >= at or not _is_of_arms(s, at):
        return arms
    own = lexicon.words("owning pronouns") | {"its", "their"}
    return tuple(k for k in arms if k < at or own.isdisjoint(s.words(max(at, k - _OWNED), k)))


def _for_whom(reading: Reading) -> tuple[int, ...]:
    """As in "two deals: 20 tanks for Kesh and 12 jets for Merrow": a list that begins so."""
    s = reading.s
    arms = arms_between(s, reading.after, len(s))
    led = (k for k in range(arms[0] + 1, min(len(s), arms[0] + _FOR)) if s.word(k) == "for") if arms else ()
    at = next(iter(led), None)
    between = range(reading.after, arms[0] + 1) if at is not None else range(0)
    lists = any(":" in s.gap(k) or s.word(k) == "including" for k in between)
    nouns = lexicon.words("sales that are listed")
    return arms if lists and any(s[k].low.split()[-1] in nouns for k in between) else ()


def _before_relative(reading: Reading) -> tuple[int, ...]:
    """As in "the missiles that Norland sold": what stands right before the word for it."""
    s, at = reading.s, reading.at
    k = next((k for k in range(at - 2, max(0, at - _NEAR), -1) if s.word(k) in {"that", "which"}), None)
    named = k is not None and any(s[j].who for j in range(k + 1, at))
    found = arms_between(s, k - _NEAR, k) if named and k is not None else ()
    return found if found and k is not None and found[-1] == k - 1 else ()


def _is_noun_of(reading: Reading) -> bool:
    """As in "orders of missiles", where nobody orders."""
    return reading.s.word(reading.after) == "of" and reading.word in lexicon.words("verbs or nouns of buying")


def _led_to(reading: Reading) -> Iterator[int]:
    """As in "a contract for missiles", "an order to supply missiles": where what it is for begins."""
    if reading.pattern.part == "noun":
        to = lexicon.words("words of supplying", "words of getting", "words of upgrading") | {
            "for",
            "of",
            "covering",
            "including",
        }
        behind = range(reading.after, min(reading.end, len(reading.s)))
        supplied = not lexicon.words("verbs of supplying with").isdisjoint(
            reading.s.words(reading.after, reading.end)
        )
        to |= {"with"} if supplied else set()
        yield from (k + 1 for k in behind if reading.s.word(k) in to)


def _leads_to_arms(reading: Reading) -> bool:
    """As in "sale of missiles", "sale to Norland of 40 missiles"."""
    s, after = reading.s, reading.after
    if s.word(after) == "of":
        ends = (k for k in range(after, min(reading.end, len(s))) if s.word(k) in {"to", "by"})
        return bool(arms_between(s, after, next(ends, reading.end)))
    if s.word(after) != "to":
        return False
    of = next((k for k in range(after, min(reading.end, after + _NEAR)) if s.word(k) == "of"), None)
    if of is not None and not _BEING.isdisjoint(s.words(after, of)):
        return False  # "the gift to Norland was a painting of a tank"
    return of is not None and bool(arms_between(s, of, min(reading.end, of + _NEAR)))
