"""Visits told by verbs: "visited Kesh", "arrived in Kesh"."""

from collections.abc import Iterator

from site_builder.editing.suggest import grammar, lexicon
from site_builder.editing.suggest.grammar import place_after, subject
from site_builder.editing.suggest.story import Sentence, Story
from site_builder.editing.suggest.visit_found import Visit, read_visit
from site_builder.editing.suggest.visit_words import BETWEEN, VERBS


def is_counted(s: Sentence, i: int) -> bool:
    """As in "has been to Kesh four times" tells of no single visit."""
    return any(
        token.low in {"times", "twice"} or (token.amount and "time" in token.low)
        for token in s.tokens[i : i + 7]
    )


def is_verb(s: Sentence, i: int) -> bool:
    """Tell "visits Kesh" and "to visit Kesh" from "his visits to Kesh"."""
    if s.word(i) not in VERBS:
        return False
    if "to" in (s.word(i - 1), s.word(i - 2)) and s.word(i - 1) in {"to", "ever", "also", "again"}:
        return True
    if (
        i + 1 < len(s)
        and s[i + 1].gap == " "
        and (s[i + 1].who or s.word(i + 1) in {"the", "his", "her", "a", "that", "this", "its", "their"})
    ):
        before = s.word(i - 1)
        return before not in BETWEEN | {"a", "his", "her", "the", "their"} and not (i and s[i - 1].owns)
    return False


def from_verb(story: Story, s: Sentence, verb: int, after: int, rule: str) -> Iterator[Visit]:
    """Read a visit told by a verb, whose object starts after it."""
    place = place_after(s, after)
    entity = s[place].who if place is not None else None
    if (
        place is None
        and s.word(after) in {"that", "the"}
        and s.word(after + 1) in lexicon.words("definite states")
    ):
        place, entity = after + 1, grammar.latest_state(story, s, after)
    if place is None or entity is None:
        return  # before the costly look for who did it: in a long row of verbs each would look through all
    who = subject(story, s, verb)
    status = grammar.certainty(s, verb)
    if not who or status == "not":
        return
    yield read_visit(s, verb, who, entity, to=place, status=status, rule=rule)
