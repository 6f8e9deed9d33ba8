"""Whether somebody who is not named does what a verb says: "the parliament voted"."""

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acting import end_of_subject
from site_builder.editing.suggest.sentences.story import Sentence

_DESCRIBING = lexicon.words("words before what describes")


def acts_unnamed(s: Sentence, verb: int, nouns: frozenset[str]) -> bool:
    """Tell whether one of some nouns is the subject of a verb: "the parliament voted"."""
    end = end_of_subject(s, verb)
    places = range(max(0, end - 6), end + 1) if end >= 0 else range(0)
    heads = (j - 1 for j in places if s.word(j) in _DESCRIBING)
    named = s.word(end - 1) in nouns and end > 0 and s[end].text[0].isupper() and s[end].gap == " "
    unnamed = (k for k in (end, *heads) if k >= 0 and not s[k].who)
    return end >= 0 and (named or any(s[k].low.split()[-1] in nouns for k in unnamed))  # "Hurricane Ann"
