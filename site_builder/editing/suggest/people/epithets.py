"""Words for somebody who was told of: "the Keshian promised", "the Keshian's talks", "the visitor"."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence

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
    if s.word(i) in lexicon.words("words for one guest"):
        return s.word(i + 1) not in {"of", "from"} and not s.gap(i + 1).startswith("-")
    return s[i].kind == "demonym" and s[i].text.endswith(_OF_ONE) and (s[i].owns or _is_alone(s, i))


def _is_alone(s: Sentence, i: int) -> bool:
    """As in "the Keshian said", "met the Keshian.", not "the Keshian leader", "the Keshian and other"."""
    if i + 1 == len(s):
        return True
    if s.gap(i + 1) != " ":
        return s.gap(i + 1).startswith((",", ";", ":", ")"))
    return s.word(i + 1) in _BEHIND or s.word(i + 1).endswith("ed")
