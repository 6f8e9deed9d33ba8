"""The words of visiting, and the verbs of a sentence that a time may belong to."""

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.story import Sentence

VERBS = lexicon.words("visit verbs")
GOING = frozenset(tuple(form.split()) for form in lexicon.words("going verbs"))
NOUNS = lexicon.words("visit nouns")
BETWEEN = lexicon.words("visit adjectives")


def other_verbs(s: Sentence, at: int) -> tuple[int, ...]:
    """Other verbs of the sentence that a time may belong to."""
    return tuple(
        i
        for i in range(len(s))
        if i != at and abs(i - at) > 2 and (s.word(i) in VERBS | NOUNS or (s.word(i), s.word(i + 1)) in GOING)
    )
