"""Places in a row: who visits "Kesh and Norland" goes to each, but no event was in the first alone."""

from collections.abc import Iterator
from dataclasses import replace

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model.extraction_results import TimeExpression

_SURE = 2
"""More places than that with nothing but commas are a row: "Merrow, Norland" is one place."""
_JOINTS = lexicon.words("words that join places")
_BETWEEN = frozenset(("and", "the", "then", "on", "in", "to", "at", "later", "finally"))
_KINDS = frozenset(("place", "state"))


def each_place(filled: Reading) -> Iterator[Reading]:
    """Give a reading for each of the places that are visited in a row; of other events none has the place."""
    places = filled.roles.get("place", ())
    if (
        len(places) == 1
        and filled.pattern.family == "visits"
        and (timed := _timed_row(filled.s, places[0].at))
    ):
        for who, time in timed:
            yield replace(filled, roles={**filled.roles, "place": (who,)}, time=time)
        return
    row = in_row(filled.s, places[0].at) if len(places) == 1 else places
    if len(row) < 2:
        yield filled
    elif filled.pattern.family == "visits":
        yield from (replace(filled, roles={**filled.roles, "place": (one,)}) for one in row)
    elif "place" in filled.pattern.optional and len(filled.roles) > 1:
        yield replace(filled, roles={**filled.roles, "place": ()})


def _timed_row(s: Sentence, at: int) -> list[tuple[Who, TimeExpression]]:
    """As in "visited Kesh on Monday, Norland and Merrow on Tuesday": each with the time behind it."""
    found: list[tuple[Who, TimeExpression]] = []
    group: list[Who] = []
    groups, k = 0, at
    while k < len(s):
        who, time = s[k].who, s[k].time
        if who and s[k].kind in _KINDS and not s[k].aside and (k == at or s[k].gap.strip() in {"", ","}):
            group.append(Who(who, k))
        elif time and group and _is_of_next(s, k):
            return []  # "in Kesh in May, then in Norland, and on June 2 in Merrow"
        elif time and group:
            found += ((one, time) for one in group)
            groups, group = groups + 1, []
        elif s.word(k) not in _BETWEEN:
            break
        k += 1
    return found if groups > 1 else []


def _is_of_next(s: Sentence, k: int) -> bool:
    """As in ", and on June 2 in Merrow", where the time is of the place behind it."""
    led = k + 2 < len(s) and s.word(k + 1) in {"in", "at", "to"} and s[k + 2].kind in _KINDS
    return led and s.word(k - 1) in {"on", "in"} and s.word(k - 2) == "and"


def in_row(s: Sentence, at: int) -> tuple[Who, ...]:
    """List the places that a token begins a row of; nothing where it stands alone: "Merrow, Norland"."""
    row, last, joined = [at], at, False
    while not joined:
        k = _behind_joint(s, last + 1)
        joined = k > last + 1
        while k < len(s) and s.word(k) in {"and", "or", "the"}:
            joined = joined or s.word(k) != "the"
            k += 1
        if k >= len(s) and len(row) > _SURE:
            break  # a title: "to visit Kesh, Norland, Merrow"
        if k >= len(s) or s[k].kind not in _KINDS or s[k].aside or not _joins(s, last, k, joined=joined):
            states = len(row) == _SURE and all(s[j].kind == "state" for j in row)
            if (len(row) > _SURE or (states and _is_capital(s, k))) and joined:
                break  # "Kesh, Norland, Merrow and the agency there", "Kesh, Norland and Qarrab"
            return ()
        row.append(k)
        last = k
    return tuple(Who(who, k) for k in row if (who := s[k].who))


def _is_capital(s: Sentence, k: int) -> bool:
    """As in "Kesh, Norland and Qarrab", which no list has; a person may be another who goes."""
    return k < len(s) and s[k].text[0].isupper() and s[k].kind != "person"


def _behind_joint(s: Sentence, k: int) -> int:
    """As in "Kesh on Monday, along with Norland": the token behind the words that join a second place."""
    on = k + 1 < len(s) and s.word(k) == "on" and s[k + 1].time is not None
    at = k + 1 + on if on or (k < len(s) and s[k].time) else k
    joint = next((n for n in (4, 3, 2) if " ".join(s.words(at, at + n)) in _JOINTS), 0)
    return at + joint if joint else k


def _joins(s: Sentence, last: int, k: int, *, joined: bool) -> bool:
    gaps = {s[i].gap.strip() for i in range(last + 1, k + 1)}
    return gaps <= {"", ","} and (joined or s[last + 1].gap.startswith(",")) and not s[last].owns
