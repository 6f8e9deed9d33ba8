"""What newspaper English tells about a word: who does it, to whom, where and when."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.governing_verbs import asked_to
from site_builder.editing.suggest.clauses.happening import FORETOLD
from site_builder.editing.suggest.clauses.interruptions import (
    joined_passive,
    relative_inserted,
    relative_leading,
)
from site_builder.editing.suggest.clauses.unnamed_subjects import (
    counted_act,
    is_of_unknown,
    is_of_unnamed,
    others_act,
)
from site_builder.editing.suggest.clauses.verbs_and_nouns import VERBS
from site_builder.editing.suggest.people.referring import Who, may_be_people, person_at
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.sentences.story import Sentence, Story

_PREPOSITIONS = lexicon.words("prepositions")
_OPENERS = lexicon.words("openers")
_SAID = lexicon.words("said")
_BETWEEN_WHO = lexicon.words("words before verbs", "being and having")
_CARRYING = lexicon.words(
    "roles", "role words", "definite", "carrying words", "titles before names", "words of honour"
)
_REFLEXIVES = frozenset(("himself", "herself", "themselves", "also", "then", "later"))
_NEAR_RELATIVE = 4
"""So many words before a verb "who" may stand."""
_TITLE = 8
"""So many words of a title may stand before a name."""
_REACH = 60
"""So many words before a verb its subject is looked for, and so many after it the rest of its clause."""
_LONGEST_ROW = 60
_TOLD = 5
"""So many words before a name a verb of saying tells that it is spoken to."""
_ALONG = 24
"""So many words behind "accompanied by" those may stand who only come along."""
_ALONGSIDE = {"accompanied": "by", "flanked": "by", "together": "with", "along": "with"}
_SAYS = 7
"""So many words behind a name "said" stands: "the Keshian defence procurement office said"."""
_AT_HEAD = 6
"""So many words from the beginning of a sentence stands whoever acts in its main clause."""
_ANTECEDENT = 5
"""So many words before "which" stands what it is about."""
_STRAY = 3
"""So many words of other kinds may stand before the first one of a row."""


# ------------------------------------------------------------------ who


@dataclass(frozen=True, slots=True, eq=False)
class RoleKind:
    """Those whom a role wants: how one is read at a token, and what shows where they stand.

    `read` gets the id of one who is meant already; `start` finds where the words begin that belong to one;
    `stand_at` lists the tokens where one may be read: most name nobody. `is_subject` looks at the words
    from there to the verb; `carries_on` tells the words within a row.
    """

    read: Callable[[Story, Sentence, int, str], Who | None]
    stand_at: Callable[[Sentence], tuple[int, ...]]
    start: Callable[[Sentence, int], int]
    is_subject: Callable[[Sentence, int], bool]
    carries_on: Callable[[Sentence, int], bool]
    owner_acts: Callable[[Sentence, int, int], bool]


def subject(story: Story, s: Sentence, verb: int, kind: RoleKind, other: str = "") -> tuple[Who, ...]:
    """Find those who do what a verb says."""
    if kind is PEOPLE and (who := _before_relative(story, s, verb, other)):
        return (who,)
    nobody = is_of_unknown(s, verb) or is_done_to_thing(s, verb) or counted_act(s, verb)
    if (kind is PEOPLE and (nobody or others_act(s, verb))) or is_of_unnamed(s, verb):
        return ()
    if asked := asked_to(s, verb):
        found = (kind.read(story, s, i, other) for i in reversed(asked) if not s[i].owns)
        each = tuple({who.entity.id: who for who in found if who}.values())
        return each[::-1] if any(s.word(i) == "and" for i in asked) else each[:1]
    return _acting_before(story, s, verb, kind, other)


def _acting_before(story: Story, s: Sentence, verb: int, kind: RoleKind, other: str) -> tuple[Who, ...]:
    inserted, which = relative_inserted(s, verb), relative_leading(s, verb)
    last = joined_passive(s, verb, VERBS) if kind is PEOPLE else verb
    places = _between(kind.stand_at(s), max(verb - _REACH + 1, _part_start(s, verb)), last)
    led = _is_of_whoever_acts(s, verb)
    for i in places[: bisect_left(places, _AT_HEAD)] if led else reversed(places):
        if i in inserted:
            continue
        if which is not None and i < which - _ANTECEDENT:
            return ()
        who = None if s[i].aside and not s[verb].aside else kind.read(story, s, i, other)
        if who is None or (s[i].owns and not kind.owner_acts(s, i, verb)) or _comes_along(s, i):
            continue
        if _is_of_saying(s, i, verb):
            return ()
        first = kind.start(s, i)
        if _leads_to_it(s, first, verb):
            return ()
        if kind is PEOPLE and _is_met_before(s, first, verb):
            continue
        if _is_relative(s, i, verb) or kind.is_subject(s, first):
            others = () if _is_of_one(s, i, verb) else _named_with_and(story, s, first, kind)
            return (*others, _apposed(s, first, who))
    return ()


def _is_of_whoever_acts(s: Sentence, verb: int) -> bool:
    """As in "Ann Hale met John Berg, before leaving": she leaves, not whoever is named last."""
    led = s.word(verb - 1) in {"before", "after"} and "," in s.gap(verb - 1)
    return led and s.word(verb).endswith("ing")


def _is_met_before(s: Sentence, first: int, verb: int) -> bool:
    """As in "Ann Hale is to see John Berg and then fly": whoever is met does not fly."""
    if not (s.word(first - 1) in {"see", "meet", "visit"} and s.word(first - 2) in {"to", "will"}):
        return False
    going = {"fly", "go", "travel", "continue", "leave", "head", "proceed", "depart"}
    joined = (k + 1 + (s.word(k + 1) in {"then", "later"}) for k in range(first, verb) if s.word(k) == "and")
    return any(s.word(k) in going for k in joined)


def _leads_to_it(s: Sentence, first: int, verb: int) -> bool:
    """As in "figures from Lance show that it sold", "told Kesh that it", who was named before."""
    told = s.word(first - 1) == "told" or s.words(first - 2, first) == ["told", "the"]
    if told and any(s.words(j, j + 2) == ["that", "it"] for j in range(first, verb)):
        return True
    k = verb - 1
    while k > first and s.word(k) in _BETWEEN_WHO:
        k -= 1
    return s.word(k) == "it" and s.word(k - 1) == "that" and s.word(first - 1) in {"from", "of"}


def _comes_along(s: Sentence, i: int) -> bool:
    """As in "Ann Hale, who was accompanied by John Berg and Tom Orr, met": nobody acts behind that word.

    So it is in "Ann Hale, together with John Berg, met".
    """
    by = next((k for k in range(i - 1, max(0, i - _ALONG), -1) if s.word(k) in _ALONGSIDE), None)
    led = by is not None and s.word(by + 1) == _ALONGSIDE[s.word(by)]
    between = s.words(by + 2, i) if by is not None and led else None
    return between is not None and not any(word in VERBS | _SAID for word in between)


def _before_relative(story: Story, s: Sentence, verb: int, other: str) -> Who | None:
    """As in "Ann Hale, the envoy to Kesh, who visited": what commas enclose describes the one before."""
    k = next((k for k in range(verb - 1, max(0, verb - _NEAR_RELATIVE), -1) if s.word(k) == "who"), 0)
    before = range(k - 1, max(0, k - _TITLE), -1) if "," in s.gap(k) else ()
    start = next((j for j in before if "," in s[j].gap), 0)
    named = start and s[start - 1].kind == "person" and s.word(start) in lexicon.words("articles")
    return person_at(story, s, start - 1, other) if named else None


def is_done_to_thing(s: Sentence, verb: int) -> bool:
    """As in "a meeting that was hosted by Ann Hale": it is no person to whom that was done."""
    return s.word(verb - 1) in lexicon.words("being") and s.word(verb - 2) in {"that", "which"}


def _between(tokens: tuple[int, ...], first: int, end: int) -> tuple[int, ...]:
    return tokens[bisect_left(tokens, first) : bisect_left(tokens, end)]


def _part_start(s: Sentence, i: int) -> int:
    """Find the token behind the last semicolon or colon up to a token."""
    starts = _part_starts(s)
    return starts[bisect_right(starts, i) - 1]


@lru_cache(maxsize=16)
def _part_starts(s: Sentence) -> tuple[int, ...]:
    return (0, *(i for i in range(1, len(s)) if ";" in s[i].gap or ":" in s[i].gap))


def _is_of_saying(s: Sentence, i: int, verb: int) -> bool:
    """As in "Ann Hale said that oil would arrive": whoever only says it is not who does it."""
    noun = s.word(verb - 1) in _PREPOSITIONS | lexicon.words("definite")
    if noun or s.word(verb) in _PREPOSITIONS or s.word(verb).endswith("ing"):
        return False
    said = next((k for k in range(verb - 1, i, -1) if s.word(k) in _SAID), None)
    if (
        said is None
        or "and" in s.words(said, verb)
        or any("," in s[k].gap for k in range(said + 1, verb + 1))
    ):
        return False
    return any(_is_plain_noun(s, k) or _is_unknown(s, k) for k in range(said + 1, verb))


def _is_unknown(s: Sentence, k: int) -> bool:
    """As in "said Qarrab would go": a word with a capital that names nobody who is known."""
    token = s[k]
    plain = token.who is None and token.time is None and token.amount is None
    return plain and token.text[0].isupper() and token.text[1:].islower() and token.low not in _CARRYING


def _is_plain_noun(s: Sentence, k: int) -> bool:
    word = s.word(k)
    small = _PREPOSITIONS | _CARRYING | FORETOLD.keys() | lexicon.words("words before verbs")
    return len(word) > 2 and s[k].text.islower() and word not in small


def _is_relative(s: Sentence, i: int, verb: int) -> bool:
    told = not lexicon.words("said").isdisjoint(s.words(i - _TOLD, i))  # "told Ann Hale that he"
    relatives = lexicon.words("relatives") - ({"that"} if told else frozenset[str]())
    return any(s.word(k) in relatives for k in range(i + 1, min(i + 3, verb)))


def _is_of_one(s: Sentence, i: int, verb: int) -> bool:
    """As in "Ann Hale and John Berg, who is visiting Kesh": only the last of them is."""
    who = next((k for k in range(verb - 1, i, -1) if s.word(k) == "who"), None)
    return who is not None and s.word(who + 1) in {"is", "was", "has"}


def _apposed(s: Sentence, first: int, who: Who) -> Who:
    """As in "Ann Hale, the Norland premier, visited": the name rather than the role."""
    before = s[first - 1].who if first else None
    named = not who.sure and before == who.entity and s[first].gap.startswith(",")
    return Who(who.entity, first - 1) if named else who


def _named_with_and(story: Story, s: Sentence, first: int, kind: RoleKind) -> tuple[Who, ...]:
    """Those named before with "and": "Ann Hale and John Berg visited"."""
    found: list[Who] = []
    first = _before_whose(s, first)
    joined = s.word(first - 1) == "and"
    while joined and len(found) < _LONGEST_ROW:
        at = _behind_whom_of(s, first - 1 - (s.word(first - 1) == "and"))
        other = kind.read(story, s, at, "") if at >= 0 and not s[at].owns else None
        if other is None:
            break
        first = _before_whose(s, kind.start(s, at))
        if s.word(first - 1) in _PREPOSITIONS - lexicon.words("clause prepositions"):
            break
        found.append(other)
        joined = s.gap(first).startswith(",") and kind is PEOPLE
    return tuple(reversed(found))


def _before_whose(s: Sentence, first: int) -> int:
    """As in "Ann Hale and Norland's John Berg": whose the second is stands before the name."""
    whose = 0 < first < len(s) and s[first].kind == "person" and s[first - 1].owns
    return first - 1 if whose and s[first - 1].kind == "state" else first


def _behind_whom_of(s: Sentence, at: int) -> int:
    """As in "Ann Hale of Norland and John Berg of Kesh": the one of whom it is told whose they are."""
    of = at - 1 - (s.word(at - 1) == "the")
    whose = of > 0 and s[at].kind in {"state", "body"} and s.word(of) == "of" and s[of - 1].kind == "person"
    return of - 1 if whose and not s[at].owns else at


@lru_cache(maxsize=256)  # as often as a word is asked for that the same preposition follows
def row(
    story: Story, s: Sentence, at: int, kind: RoleKind, *, end: int | None = None, other: str = ""
) -> tuple[Who, ...]:
    """List those who stand from a token on, joined by commas, "and", "as well as"."""
    found: list[Who] = []
    carried, may_be = _carried(s, kind), _standing(s, kind)
    for i in range(at, min(len(s) if end is None else end, at + _LONGEST_ROW)):
        token = s[i]
        if ";" in token.gap or (":" in token.gap and i > at):
            break
        if not found and i > at and "," in token.gap and s.word(i).endswith("ed"):
            break  # "with the delegation, accompanied by"
        who = kind.read(story, s, i, other) if i in may_be and not token.aside else None
        if who and found and _is_who_says(s, i):
            break  # "sent drones to Kesh, the agency said"
        if who and found and token.gap == " " and s.word(i - 1) in lexicon.words("conjunctions"):
            break
        if who and found and not who.sure and _describes_last(s, i):
            continue
        if found and s.word(i) == "that":
            break  # "told Ann Hale that John Berg"
        if who:
            found.append(who)
        elif not (token.aside or carried[i] or (not found and i - at <= _STRAY and _is_stray(s, i))):
            break
    return tuple(found)


def _is_who_says(s: Sentence, i: int) -> bool:
    """As in "to Kesh, the agency said", "to Kesh, U.N. experts said"."""
    for k in range(i + 1, min(len(s), i + _SAYS)):
        if s[k].gap.strip():
            return False
        if s.word(k) in _SAID:
            return True
        if s.word(k) in _PREPOSITIONS or s.word(k) == "and":
            return False
    return False


def _describes_last(s: Sentence, i: int) -> bool:
    """As in "with Ann Hale, the Norland premier, and": a role behind a name and a comma is whose it is."""
    first = np_start(s, i + 1)
    return first > 0 and s.gap(first) == ", " and s[first - 1].kind == "person" and s.word(first) != "and"


@lru_cache(maxsize=16)
def _carried(s: Sentence, kind: RoleKind) -> tuple[bool, ...]:
    return tuple(kind.carries_on(s, i) for i in range(len(s)))


@lru_cache(maxsize=16)
def _standing(s: Sentence, kind: RoleKind) -> frozenset[int]:
    return frozenset(kind.stand_at(s))


@lru_cache(maxsize=16)
def places_of(s: Sentence, word: str) -> tuple[int, ...]:
    """List the tokens that are a word."""
    return tuple(i for i in range(len(s)) if s.word(i) == word)


def _is_stray(s: Sentence, i: int) -> bool:
    word = s.word(i)
    if word == "of" and s.word(i - 1) in lexicon.words("what governs a state"):
        return True  # "to the government of Kesh"
    if "," in s[i].gap and word in lexicon.words("verbs that go on in a row"):
        return False  # "will meet the service chiefs, visit Kesh House"
    if word in lexicon.words("being"):
        return False  # "the last envoy to visit Kesh was Ann Hale"
    ends = word in _PREPOSITIONS or word in _SAID or word in lexicon.words("words that open clauses in rows")
    return bool(word) and not s[i].amount and not ends


def _start_of_person(s: Sentence, i: int) -> int:
    return np_start(s, i) if s[i].who else np_start(s, i + 1)


def _person_is_subject(s: Sentence, first: int) -> bool:
    first = _before_whose(s, first)  # "for the inauguration of Kesh's John Berg"
    before = s.word(first - 1)
    leads = before == "by" and s.word(first - 2) in lexicon.words("led")
    leads = leads or (before == "of" and s.word(first - 2) in lexicon.words("groups that are led"))
    leads = leads or (before == "carrying" and s.word(first - 2) in lexicon.words("what people travel in"))
    if s.gap(first).startswith(",") and before in lexicon.words("words for hosts"):
        return False  # "agreed with her Keshian host, John Berg, on a visit"
    clause = before in lexicon.words("clause prepositions") and "," not in s[first].gap
    opens = clause and (first == 1 or _is_followed_by_verb(s, first))
    along = before in lexicon.words("relatives of somebody") and s.word(first - 3) in _PREPOSITIONS
    return (before not in _PREPOSITIONS and not along and not _is_behind_verb(s, first)) or leads or opens


def _is_followed_by_verb(s: Sentence, first: int) -> bool:
    """As in "before President Ann Hale is set to go", "before she herself sets out": a clause of its own."""
    at = next((k for k in range(first, min(len(s), first + _TITLE)) if s[k].kind == "person"), first)
    verbs = VERBS | lexicon.words("verbs of being the first") | _going_verbs()
    verb = at + 1
    while s.gap(verb) == " " and (s.word(verb) in _REFLEXIVES or s.word(verb).endswith("ly")):
        verb += 1
    return s.gap(verb) == " " and (s.word(verb) in verbs or s.word(verb).endswith("ed"))


@cache
def _going_verbs() -> frozenset[str]:
    """Give the first words of verbs of going: of "sets out" the first."""
    phrases = lexicon.words(
        "going verbs", "bare going verbs", "leaving verbs", "went words", "arriving verbs"
    )
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)


def _is_behind_verb(s: Sentence, first: int) -> bool:
    """As in "met Ann Hale and visited", "since replacing Ann Hale": whom it was done to."""
    before = s.word(first - 1)
    opens = first == 1 or s.gap(first - 1).strip() != ""
    if before == "visiting" and opens and s[first].kind != "person":
        return False  # "Visiting Keshian premier Ann Hale met"
    known = before in VERBS - lexicon.words("being") and before not in _SAID
    return s.gap(first) == " " and (known or before.endswith("ing")) and before not in _PREPOSITIONS


def _carries_people_on(s: Sentence, i: int) -> bool:
    token = s[i]
    if token.who:
        return token.who.kind != "equipment"
    if token.time or token.amount:
        return False
    return not _CARRYING.isdisjoint((token.low, *token.low.split("-")))


PEOPLE = RoleKind(
    read=person_at,
    stand_at=may_be_people,
    start=_start_of_person,
    is_subject=_person_is_subject,
    carries_on=_carries_people_on,
    owner_acts=lambda _s, _i, _verb: False,
)
