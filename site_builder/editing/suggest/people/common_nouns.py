"""Whom common nouns stand for: "the company", "the court", "the two ministers". None of these is sure."""

from collections.abc import Iterator
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.people.referring import Who, may_be_people, person_at
from site_builder.editing.suggest.proposals.body_types import body_type
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story

_BACK: Final = 2
"""So many sentences back a noun may refer to somebody."""


def meant_by_noun(story: Story, s: Sentence, i: int) -> Who | None:
    """Give the body that a noun stands for: the latest whose name has it, else the only company before."""
    word = s.word(i)
    if word not in lexicon.words("nouns of bodies") or s.word(i - 1) not in lexicon.words("pointing words"):
        return None
    if i + 1 < len(s) and s[i + 1].gap == " " and s[i + 1].who:
        return None  # "the company Falk Works"
    bodies = tuple(_bodies_before(story, s, i))
    named = next((body for body in bodies if word in body.name.lower().split()), None)
    types = {"company", "organisation"}
    companies = {body.id: body for body in bodies if body_type(body.name) in types and _may_be(word, body)}
    only = next(iter(companies.values())) if len(companies) == 1 else None
    found = named or (only if word in lexicon.words("nouns of companies") else None)
    return Who(found, i, sure=False) if found else None


def _may_be(noun: str, body: Entity) -> bool:
    """Tell whether a noun fits a name: "the airline" is none that makes aircraft."""
    called = lexicon.words("airline words").intersection(body.name.lower().split())
    return bool(called) or noun not in lexicon.words("nouns of airlines")


def _bodies_before(story: Story, s: Sentence, i: int) -> Iterator[Entity]:
    for sentence in reversed(story.sentences[max(0, s.index - _BACK) : s.index + 1]):
        end = i if sentence.index == s.index else len(sentence)
        for token in reversed(sentence.tokens[:end]):
            if token.who and token.who.kind == "body" and not token.aside:
                yield token.who


def pair_at(story: Story, s: Sentence, i: int) -> tuple[Who, ...]:
    """As in "the two ministers", "both leaders": the two people whom the sentence before names."""
    words = s[i].low.split()
    first = i
    while s.word(first - 1) in lexicon.words("role words"):
        first -= 1  # "the two foreign ministers"
    two = words[0] if len(words) > 1 else s.word(first - 1)
    if two not in lexicon.words("words for two") or words[-1] not in lexicon.words("groups who meet"):
        return ()
    if words[-1] in lexicon.words("states that are two") and s.word(i + 1) in {"last", "previously"}:
        return ()  # "the two sides last met in May", be it through others
    before = story.sentences[s.index - 1 : s.index] if s.index else ()
    met = (person_at(story, one, k) for one in before for k in may_be_people(one))
    people = {who.entity.id: who.entity for who in met if who}
    return tuple(Who(who, i, sure=False) for who in people.values()) if len(people) == 2 else ()
