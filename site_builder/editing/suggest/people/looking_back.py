"""Whom the sentences before name; where "he" and "she" are in one sentence, they are two."""

from collections.abc import Iterator
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story

_PRONOUNS: Final = lexicon.words("pronouns")
_CHAIN: Final = 8
"""So many sentences back "he" may refer to somebody, through others with "he"."""


def sentences_before(story: Story, s: Sentence) -> Iterator[Sentence]:
    """Give the two sentences before, the last first, and more as long as none names others than "he"."""
    for sentence in reversed(story.sentences[max(0, s.index - _CHAIN) : s.index]):
        yield sentence
        named = any(token.kind == "person" for token in sentence.tokens)
        if s.index - sentence.index > 1 and named and _PRONOUNS.isdisjoint(sentence.vocabulary):
            return


def of_other_sex(s: Sentence, i: int) -> int | None:
    """As in "He said that she": where the other stands."""
    other = {"he": "she", "she": "he"}.get(s.word(i), "")
    return next((k for k in range(i) if other and s.word(k) == other), None)


def other_than(story: Story, s: Sentence, one: Entity | None) -> Entity | None:
    """The only other person of the last sentence that names somebody, with whom that one is named."""
    for sentence in sentences_before(story, s):
        named = {who.id: who for token in sentence.tokens if (who := token.who) and who.kind == "person"}
        if named:
            others = [who for who in named.values() if one is None or who.id != one.id]
            return others[0] if len(others) == 1 and len(named) == 2 else None
    return None
