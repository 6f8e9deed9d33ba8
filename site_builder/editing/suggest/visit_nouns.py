"""Visits told by nouns: "his visit to Kesh", "a trip to Kesh by"; several in one sentence too."""

from collections.abc import Iterator, Sequence

from site_builder.editing.suggest import grammar, lexicon
from site_builder.editing.suggest.grammar import Certainty, Who, people_after, person_at, place_after, subject
from site_builder.editing.suggest.story import Sentence, Story
from site_builder.editing.suggest.visit_found import Visit, read_visit, stretches
from site_builder.editing.suggest.visit_words import BETWEEN, NOUNS

_PAYING = frozenset(
    (
        "paid",
        "pay",
        "pays",
        "paying",
        "made",
        "make",
        "makes",
        "making",
        "began",
        "begins",
        "begin",
        "started",
        "starts",
        "concluded",
        "undertook",
        "ended",
        "completed",
        "plans",
        "planned",
        "cancelled",
        "canceled",
        "postponed",
    )
)


def from_noun(story: Story, s: Sentence, noun: int) -> Iterator[Visit]:
    """Read the visits that a noun tells of."""
    who = _visitors(story, s, noun)
    status = _noun_status(s, noun)
    if not who or status == "not":
        return
    if s.word(noun).endswith("s") and (listed := list(_listed(story, s, noun, who))):
        yield from listed
        return
    to = next(
        (
            i
            for i in range(noun + 1, min(len(s), noun + 14))
            if s.word(i) in {"to", "of", "in"} and _leads(s, noun, i)
        ),
        None,
    )
    place = place_after(s, to + 1, 6) if to is not None else None
    if place is None:
        return
    yield read_visit(s, noun, who, s[place].who, to=place, status=status, rule="visit-noun")


def _leads(s: Sentence, noun: int, to: int) -> bool:
    """Tell whether a "to" belongs to the noun: nothing but who, how long and asides stand between."""
    return all(
        s[k].aside
        or ((who := s[k].who) is not None and who.kind in {"person", "demonym", "body", "state"})
        or s.word(k) in {"by", "the", "of", "and", "there", "paid"} | BETWEEN
        or s.word(k) in lexicon.words("roles")
        or s.word(k) in lexicon.words("role words")
        for k in range(noun + 1, to)
    )


def _visitors(story: Story, s: Sentence, noun: int) -> tuple[Who, ...]:
    i = noun - 1
    while i >= 0 and not s[i].owns and (s.word(i) in BETWEEN or s[i].amount or s.word(i).endswith("-day")):
        i -= 1
    if i >= 0 and (owner := grammar.owner_of(story, s, i)):
        return owner
    stop = next((k for k in range(noun + 1, len(s)) if s.word(k) in NOUNS or ";" in s[k].gap), len(s))
    by = next((k for k in range(noun + 1, min(stop, noun + 10)) if s.word(k) == "by"), None)
    if by is not None and (found := people_after(story, s, by + 1)):
        return found[:1]
    start = i if i >= 0 and s.word(i) in {"a", "an", "the"} else i + 1
    if s.word(start - 1) in _PAYING:
        return subject(story, s, start - 1)
    if s.word(start - 1) in {"on", "during"}:
        who = subject(story, s, start - 1) or (person_at(story, s, start - 2),)
        return tuple(w for w in who if w)
    return ()


def _noun_status(s: Sentence, noun: int) -> Certainty:
    before = s.words(noun - 4, noun)
    if any(
        word in {"cancelled", "canceled", "postponed", "scrapped"} for word in s.words(noun + 1, noun + 10)
    ):
        return "cancelled"
    if any(word in {"upcoming", "planned", "scheduled", "forthcoming", "next"} for word in before):
        return "planned"
    if any(word in {"possible", "potential"} for word in before):
        return "possible"
    return grammar.certainty(s, noun)


def _listed(story: Story, s: Sentence, noun: int, who: Sequence[Who]) -> Iterator[Visit]:
    """As in "visits included meetings with A in April, as well as with B in May": one for each date."""
    if not any(word in {"included", "include", "with", "saw"} for word in s.words(noun + 1, noun + 6)):
        return
    met: list[int] = []
    closed = False
    for i in range(noun + 1, len(s)):
        token = s[i]
        if token.aside:
            continue
        found = person_at(story, s, i) if token.who else None
        if found:
            met = [i] if closed else [*met, i]
            closed = False
        elif token.time and token.time.edtf and met:
            closed = True
            anchors = stretches(s, (*met, i)) if i - met[0] < 14 else stretches(s, (met[-1], i))
            people = [e for k in met if (e := s[k].who)]
            yield Visit(
                tuple(w.entity for w in who),
                None,
                token.time,
                "happened",
                s,
                noun,
                anchors,
                "visits-listed",
                all(w.sure for w in who),
                people,
            )
