"""Where somebody was who said or did something there: "said on Monday in Kesh", "paid respects in Kesh"."""

from collections.abc import Callable, Mapping
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acting import acting
from site_builder.editing.suggest.clauses.grammar import subject
from site_builder.editing.suggest.clauses.players import named_at
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.editing.suggest.visits.presence import foreigners
from site_builder.editing.suggest.visits.talks_told import subject_behind_comma
from site_builder.editing.suggest.visits.visit_places import place_from

_TITLE: Final = 10
"""So many words behind "said" the one who said it may stand, with a title."""
_OCCASION: Final = 5
"""So many words an occasion has on which something is said: "at a joint news conference"."""
_BEHIND: Final = lexicon.words("words behind places where something is done")
"""What may follow a place where something was said, besides a comma and a time."""


def where_said(c: Reading) -> Players:
    """As in "said on Monday in Kesh", "said John Berg at a forum in Kesh", "told students in Kesh"."""
    s, speaker = c.s, _speaker_behind(c)
    k = speaker + 1 if speaker is not None else _behind_hearers(s, c.after)
    k = _behind_times(s, _behind_occasion(s, _behind_times(s, k)))
    if s.word(k) not in {"in", "at"} or any(
        mark in s.gap(j) for j in range(c.after, k + 1) for mark in ';:"'
    ):
        return ()
    found = place_from(s, k + 1)
    return found if found and not s[found[0].at].owns and _ends(s, found[0].at + 1) else ()


def where_done(c: Reading) -> Players:
    """As in "paid her respects in Kesh", "put her name on Monday to a pact in Kesh": right behind it."""
    s, k = c.s, _behind_times(c.s, (c.object or c.at) + 1)
    if s.word(k) in {"to", "of", "with"}:
        ends = lexicon.words("prepositions")
        near = range(k + 1, min(len(s), k + 1 + _OCCASION))
        k = next((j for j in near if s.word(j) in ends or s[j].time or s.gap(j) != " "), near.stop)
    k = _behind_times(s, k)
    found = place_from(s, k + 1) if s.word(k) in {"in", "at"} and s.gap(k) == " " else ()
    return found if found and not s[found[0].at].owns and _ends(s, found[0].at + 1) else ()


def who_says_so(c: Reading) -> Players:
    """As in "Ann Hale said in Kesh", "said Ann Hale in Kesh": who serves another state than that."""
    behind = _speaker_behind(c)
    acts = named_at(c.s, behind) if behind is not None else acting(c.story, c.s, c.at)
    return foreigners(c, tuple(who for who in acts if who.entity.kind == "person"))


def who_speaks_then(c: Reading) -> Players:
    """As in "In a speech in Kesh, Ann Hale said", where a sentence begins so, "held a news conference in"."""
    if c.lead is not None and c.s.word(c.lead) in {"held", "holds", "hold"}:
        holds = c.word in lexicon.words("occasions that one holds")
        return subject(c.story, c.s, c.lead, c.kind, c.other) if holds else ()
    led = c.lead == 0 and lexicon.words("prepositions").isdisjoint(c.s.words(1, c.at))
    return subject_behind_comma(c) if led else ()


def _speaker_behind(c: Reading) -> int | None:
    """As in '"It is late," said the Keshian premier, Ann Hale, in'."""
    s = c.s
    if not ('"' in s.gap(c.at) or s.gap(c.at).startswith(",")):
        return None
    at = next((k for k in range(c.after, min(len(s), c.after + _TITLE)) if s[k].kind == "person"), None)
    return at if at is not None and np_start(s, at) <= c.after else None


def _behind_hearers(s: Sentence, k: int) -> int:
    """As in "told the conference", "told a group of students": behind those who hear it."""
    if s.word(k - 1) not in {"told", "tells"}:
        return k
    hearers = lexicon.words("who is told something")
    near = range(k, _end_of_phrase(s, k))
    last = next((j for j in near if s.word(j) in hearers and s.word(j + 1) not in hearers | {"of"}), None)
    return last + 1 if last is not None else len(s)


def _behind_times(s: Sentence, k: int) -> int:
    while k < len(s) and (
        s[k].time or (s.word(k) in lexicon.words("words before times") and k + 1 < len(s) and s[k + 1].time)
    ):
        k += 1
    return k


def _behind_occasion(s: Sentence, k: int) -> int:
    """As in "said at a joint news conference": behind the occasion."""
    if s.word(k) not in {"at", "in", "during"}:
        return k
    occasions = lexicon.words("occasions on which something is said")
    near = range(k + 1, _end_of_phrase(s, k + 1))
    noun = next((j for j in near if s.word(j) in occasions and s.word(j + 1) not in occasions), None)
    plain = noun is not None and all(s.gap(j) == " " and not s[j].who for j in range(k + 1, noun + 1))
    return noun + 1 if plain and noun is not None else k


def _end_of_phrase(s: Sentence, first: int) -> int:
    """Find where the words of an occasion or of hearers end at the latest: before "that", at a mark."""
    near = range(first, min(len(s), first + _OCCASION))
    ends = (j for j in near if s.word(j) in lexicon.words("relatives") or (j > first and s.gap(j) != " "))
    return next(ends, near.stop)


def _ends(s: Sentence, k: int) -> bool:
    return k >= len(s) or bool(s.gap(k).strip()) or s[k].time is not None or s.word(k) in _BEHIND


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {
    "place where it is said": where_said,
    "place where it is done": where_done,
    "who says so": who_says_so,
    "who speaks on the occasion": who_speaks_then,
}
"""Where they are looked for, by the names that tables give it."""
