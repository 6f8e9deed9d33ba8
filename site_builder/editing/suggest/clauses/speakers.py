"""Who says "I" and "we" in a quotation: '"I met Ann Hale on Monday," said John Berg'."""

from collections.abc import Iterator
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story

_NEAR: Final = 4
"""So many words before a verb "I" may stand."""
_BACK: Final = 6
"""So many sentences before a quotation its speaker is named, through others of the same speaker."""
_LONGEST: Final = 12
"""So many sentences further on a quotation ends, and it is told who speaks."""
_FIRST_PERSON: Final = frozenset(("i", "we"))
_BETWEEN: Final = frozenset[str]().union(
    *map(lexicon.words, ("words before verbs", "being and having", "modal verbs")),
    {"also", "then", "just", "already", "personally", "recently", "am", "both", "myself"},
)


def speaker_of_quote(c: Reading) -> Players:
    """Whoever says that they did it themselves; nobody where it is not told who speaks."""
    s, verb = c.s, c.at if c.lead is None else c.lead
    if not s[verb].quoted or not _by_speaker(s, verb):
        return ()
    who, here = _speaker(c.story, s)
    outside = (k for k, t in enumerate(s.tokens) if t.who == who and not t.quoted)
    at = next(outside, verb) if here else verb
    return (Who(who, at, sure=here),) if who else ()


def _by_speaker(s: Sentence, verb: int) -> bool:
    """As in "I also met", not in "I know that he met"."""
    for k in range(verb - 1, max(-1, verb - 1 - _NEAR), -1):
        if s.word(k) in _FIRST_PERSON:
            return s[k].quoted
        if not (s.word(k) in _BETWEEN or s.word(k).endswith("ly")):
            return False
    return False


def _speaker(story: Story, s: Sentence) -> tuple[Entity | None, bool]:
    """Give who says a sentence, and whether the sentence names them."""
    last = _last_of_quotation(story, s)
    named = _named_outside(last)
    if len(named) == 1:
        return named[0], last is s
    return (None, False) if named else _before(story, last)


def _last_of_quotation(story: Story, s: Sentence) -> Sentence:
    """Give the sentence in which a quotation ends: there it is told who speaks."""
    behind = story.sentences[s.index + 1 : s.index + 1 + _LONGEST] if _is_whole(s) else ()
    for after in behind:
        if after.paragraph != s.paragraph or not after[0].quoted or '"' in after[0].gap:
            break
        s = after
        if not _is_whole(s):
            break
    return s


def _before(story: Story, s: Sentence) -> tuple[Entity | None, bool]:
    """As in "she added", or where all of a sentence is quoted: whoever spoke last."""
    for one in reversed(story.sentences[max(0, s.index - _BACK) : s.index]):
        named = _named_outside(one)
        if named:
            return (named[0] if len(named) == 1 or _begins_with(one, named[0]) else None), False
        if not any(token.quoted for token in one.tokens) and lexicon.words("pronouns").isdisjoint(
            one.vocabulary
        ):
            break
    return None, False


def _begins_with(s: Sentence, who: Entity) -> bool:
    first = next((token.who for token in s.tokens if token.kind == "person"), None)
    return first == who


def _is_whole(s: Sentence) -> bool:
    return all(token.quoted for token in s.tokens)


def _named_outside(s: Sentence) -> tuple[Entity, ...]:
    """Give the people whom a sentence names outside of what is quoted."""
    return tuple(dict.fromkeys(_outside(s)))


def _outside(s: Sentence) -> Iterator[Entity]:
    for token in s.tokens:
        if token.who and token.kind == "person" and not (token.quoted or token.aside):
            yield token.who
