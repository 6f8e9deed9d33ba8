"""Whether nobody who is named does what a verb says: "the two sides agreed", "governments that buy"."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.verbs_and_nouns import VERBS
from site_builder.editing.suggest.sentences.story import Sentence

_BETWEEN: Final = lexicon.words("words before verbs", "being and having")
_OPENING: Final = lexicon.words("definite") | {"two", "both", "these", "those"}
_BEFORE: Final = lexicon.words("prepositions", "conjunctions", "relatives", "counterparts") | {"and", "or"}
_PEOPLE: Final = lexicon.words("roles", "role words", "pronouns", "groups that are led", "heads of groups")
_DESCRIBED: Final = 4
"""So many words describe a noun before it."""


def others_act(s: Sentence, verb: int) -> bool:
    """As in "Ann Hale was in Merrow, where the two sides agreed": those right before a verb act."""
    k = _before_verb(s, verb)
    noun = s.word(verb - 1) in lexicon.words("articles") or s.word(verb) not in VERBS
    if noun or not _is_plain(s, k) or s.word(k) in _PEOPLE or s.gap(k + 1).strip():
        return False
    first = next((j for j in range(k - 1, max(-1, k - _DESCRIBED), -1) if s.word(j) in _OPENING), None)
    plain = first is not None and all(s.gap(j) == " " and _is_plain(s, j) for j in range(first + 1, k + 1))
    return plain and first is not None and s.word(first - 1) not in _BEFORE


def is_of_unnamed(s: Sentence, verb: int) -> bool:
    """As in "an act against Kesh that punishes governments that buy": no name tells which governments."""
    k = _before_verb(s, verb)
    if k < 1 or s.word(k) not in {"that", "who"} or s.gap(k).strip() or not _is_plain(s, k - 1):
        return False
    near = range(k - 1, max(-1, k - 1 - _DESCRIBED), -1)
    first = next((j for j in near if s.gap(j).strip() or s.word(j) in _BEFORE), near[-1])
    return s.word(k - 1).endswith("s") and not any(s[j].who for j in range(first, k))


def is_of_unknown(s: Sentence, verb: int) -> bool:
    """As in "welcomed Orr Fe Qua, who is on a visit": no name that is known stands before "who"."""
    k = _before_verb(s, verb)
    before = s[k - 1] if s.word(k) == "who" and k > 0 and "," in s.gap(k) else None
    known = before is None or before.who or before.time or s.tokens[k - 2].kind == "person"  # "Ann Hale MP"
    return before is not None and not known and before.text[0].isupper()


def counted_act(s: Sentence, verb: int) -> bool:
    """As in "Ann Hale said tanks would follow and 60 Keshian officers would come": those who are counted."""
    k = _before_verb(s, verb)
    near = range(k, max(0, k - _DESCRIBED), -1)
    at = next((j for j in near if s[j].amount or s[j].text.isdigit()), None)
    plain = at is not None and all(s.gap(j) == " " and s[j].kind != "person" for j in range(at + 1, verb + 1))
    joined = at is not None and s.word(at - 1) == "and" and at > 1 and s[at - 2].kind != "person"
    return plain and joined and s.word(k).endswith("s")


def _before_verb(s: Sentence, verb: int) -> int:
    k = verb - 1
    while k > 0 and (s.word(k) in _BETWEEN or s.word(k).endswith("ly") or s[k].time):
        k -= 1
    return k


def _is_plain(s: Sentence, k: int) -> bool:
    token = s[k]
    return k >= 0 and token.text.islower() and not (token.who or token.time or token.amount or token.aside)
