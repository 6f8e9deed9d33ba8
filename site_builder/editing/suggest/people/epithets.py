"""Words for somebody who was told of: "the Keshian promised", "the visitor", "the latter"."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story

_OF_ONE: Final = ("an", "i")
"""How adjectives end that one alone is called by: "the Norwegian", not "the French"."""
_BEHIND: Final = lexicon.words(
    "past forms of verbs",
    "said",
    "being and having",
    "being",
    "modal verbs",
    "verbs behind names",
    "prepositions",
)


def is_epithet(s: Sentence, i: int) -> bool:
    """Tell whether a token is such a word: an article stands before, and no noun or name behind."""
    if s.word(i - 1) != "the" or (i + 1 < len(s) and s[i + 1].kind == "person"):
        return False
    if s.word(i) == "latter":
        return _is_alone(s, i)
    if s.word(i) in lexicon.words("words for one guest"):
        return s.word(i + 1) not in {"of", "from"} and not s.gap(i + 1).startswith("-")
    return s[i].kind == "demonym" and s[i].text.endswith(_OF_ONE) and (s[i].owns or _is_alone(s, i))


def latter_of_two(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "Ann Hale and John Berg, the latter of whom": the last of two who are joined before."""
    for one in (s, *story.sentences[max(0, s.index - 1) : s.index]):
        people = [
            k for k in range(i if one is s else len(one)) if one[k].kind == "person" and not one[k].owns
        ]
        if people:
            joined = len(people) > 1 and one.word(np_start(one, people[-1]) - 1) == "and"
            return one[people[-1]].who if joined else None
    return None


def _is_alone(s: Sentence, i: int) -> bool:
    """As in "the Keshian said", "met the Keshian.", not "the Keshian leader", "the Keshian and other"."""
    if i + 1 == len(s):
        return True
    if s.gap(i + 1) != " ":
        return s.gap(i + 1).startswith((",", ";", ":", ")"))
    return s.word(i + 1) in _BEHIND or s.word(i + 1).endswith("ed")
