"""Who sold arms, where the sentence behind tells it: "Kesh has new jets. They were bought from Norland"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.deals.dealing_places import dealer_from
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.story import Sentence

_BEHIND: Final = 3
"""So many sentences further on it is told of "the tanks" who sold them, of "they" in the next."""
_HEAD: Final = 5
"""So many words from its head the sentence has its verb."""
_FROM: Final = 8
"""So many words behind the verb the seller stands."""


def with_seller(reading: Reading) -> Reading:
    """Give a reading the seller that the next sentence tells; as it is where that tells of none."""
    behind = reading.story.sentences[reading.s.index + 1 : reading.s.index + 1 + _BEHIND]
    seller, s, verb = next((found for s in behind for found in _sellers(reading, s)), (None, None, 0))
    taken = {one.id for one in reading.all("recipients")}
    if seller is None or s is None or seller.entity.id in taken:
        return reading
    told = replace(seller, at=reading.at, sure=False, label="")
    span = (s[verb].start, s[seller.at].end)
    return replace(
        reading, roles={**reading.roles, "suppliers": (told,)}, elsewhere=(*reading.elsewhere, span)
    )


def _points_back(reading: Reading, s: Sentence) -> bool:
    """As in "They were", "These are", in the next sentence."""
    return s.index == reading.s.index + 1 and s.word(0) in lexicon.words("words for arms told before")


def _names_again(reading: Reading, s: Sentence) -> bool:
    """As in "The tanks will be", "The 12 tanks were"."""
    told = {reading.s[k].low.split()[-1] for k in reading.arms}
    return s.word(0) == "the" and any(
        word.split()[-1:] and word.split()[-1] in told for word in s.words(1, 3)
    )


def _sellers(reading: Reading, s: Sentence) -> Iterator[tuple[Who, Sentence, int]]:
    """As in "They were bought from Norland", "These are made by Lance", with the verb."""
    if not (_points_back(reading, s) or _names_again(reading, s)):
        return
    made = lexicon.words("words of giving and making")
    for verb in range(1, min(len(s), _HEAD)):
        done = s.word(verb) in lexicon.words("buying verbs") | made
        if not (done and s.word(verb - 1) in lexicon.words("being")):
            continue
        at = next(
            (k for k in range(verb + 1, min(len(s), verb + _FROM)) if s.word(k) in {"from", "by"}), None
        )
        told = replace(reading, s=s, lead=None, at=verb, after=verb + 1, end=len(s), arms=())
        who = dealer_from(told, at + 1) if at is not None else None
        if who and (s.word(at or 0) == "from" or s.word(verb) in made):
            yield who, s, verb
