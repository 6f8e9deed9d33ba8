"""Deals of which only a word tells, with arms beside it: "a batch of tanks is due"; sides may be open."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.clause_ends import clause_end
from site_builder.editing.suggest.clauses.loose_clauses import clause_around
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.status_of_readings import status_of
from site_builder.editing.suggest.clauses.times_of_readings import with_time
from site_builder.editing.suggest.clauses.verbs_and_nouns import is_passive, is_verb
from site_builder.editing.suggest.clauses.words_of_readings import spans_of
from site_builder.editing.suggest.deals.deal import Deal
from site_builder.editing.suggest.deals.half_told_deals import adjective_of_goods
from site_builder.editing.suggest.deals.loose_sides import whoever_may_buy, whoever_may_sell
from site_builder.editing.suggest.deals.what_is_no_deal import tells_no_deal
from site_builder.editing.suggest.patterns import Pattern
from site_builder.editing.suggest.sentences.arms import arms_as_object, arms_between
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title

_PASSING: Final = Pattern(
    name="told-in-passing",
    family="loose_deals",
    order=0,
    words=frozenset(),
    roles=(),
    reason="a word of deals beside arms; check whether they were dealt in, and the sides",
)
_NOUN: Final = replace(_PASSING, part="noun")
_WORDS: Final = lexicon.words("words of deals in passing")
_NOUNS: Final = lexicon.words("selling nouns", "contract nouns", "nouns of buying", "more nouns of dealing")
_DOUBTS: Final = lexicon.words(
    "words that doubt deals", "words that doubt what was sold", "words before deals that are only spoken of"
)
_DOUBTED: Final = 4
"""So many words before a word of dealing it is told that nobody deals."""
_LEADING: Final = frozenset(("of", "for", "to", "from", "with"))
_BESIDES: Final = lexicon.words(
    "what is given besides", "rights and stakes", "what is no dealing behind verbs", "goods besides arms"
)
_BESIDE: Final = 3
"""So many words behind a verb it is told what was given."""
_NEAR: Final = 5
"""So many words at most stand between a noun of dealing and arms."""
_SUPPLIERS: Final = "suppliers"
_RECIPIENTS: Final = "recipients"


def readings_in_passing(
    story: Story, found: Sequence[Deal], refused: Collection[tuple[int, int]]
) -> Iterator[Reading]:
    """Read a deal from each sentence that has words for it and arms, and of which none is read.

    `refused` are the sentences and tokens of words of dealing that were found to tell of no deal.
    """
    read = {deal.reading.s.index for deal in found}
    for s in story.sentences:
        if s.index in read or s.headline or is_title(story, s):
            continue
        words = (k for k in _told(s) if (s.index, k) not in refused)
        one = next((reading for k in words if (reading := _reading(story, s, k, found))), None)
        if one:
            yield one


def is_in_passing(deal: Deal) -> bool:
    """Tell a deal that is read here."""
    return deal.reading.pattern.name == _PASSING.name


def _told(s: Sentence) -> Sequence[int]:
    """The words of dealing of a sentence, those nearest to arms first."""
    if _WORDS.isdisjoint(s.vocabulary) or not (arms := arms_between(s, 0, len(s))):
        return ()
    words = (k for k in range(len(s)) if s.word(k) in _WORDS and _may_tell(s, k))
    return sorted(words, key=lambda k: min(abs(k - one) for one in arms))


def _may_tell(s: Sentence, k: int) -> bool:
    """Tell a word of dealing, but "in order to", "for export", and "the order", which was told of before."""
    again = s.word(k - 1) == "the" and s.word(k + 1) not in _LEADING and _is_noun(s, k)
    other = " ".join(s.words(k - 1, k + 1)) in {"in order", "for export"}
    return not (s[k].aside or again or other)


def _is_noun(s: Sentence, k: int) -> bool:
    return s.word(k) in _NOUNS and not is_verb(s, k)


def _reading(story: Story, s: Sentence, at: int, found: Sequence[Deal]) -> Reading | None:
    arms = arms_between(s, *clause_around(s, at))
    if not arms or not _DOUBTS.isdisjoint(s.words(at - _DOUBTED, at)):
        return None
    word = s.word(at)
    reading = Reading(
        story=story,
        s=s,
        pattern=_NOUN if _is_noun(s, at) else _PASSING,
        word=word,
        at=at,
        after=at + 1 + word.count(" "),
        end=clause_end(s, at),
        arms=arms,
    )
    status = status_of(reading, None)
    if status == "not" or tells_no_deal(reading) or not _is_of_arms(reading):
        return None
    reading = replace(reading, status=status)
    for role, find in ((_SUPPLIERS, _who_sells), (_RECIPIENTS, whoever_may_buy)):
        reading = replace(reading, roles={**reading.roles, role: find(reading)})
    if not (found or all(reading.roles.values())):
        return None
    reading = with_time(reading)
    return replace(reading, spans=spans_of(reading, time=reading.time))


def _is_of_arms(reading: Reading) -> bool:
    """Tell "sold tanks", "tanks were sold", "a sale of tanks" from "sold gas after tanks had rolled in"."""
    s, at, after = reading.s, reading.at, reading.after
    noun = reading.pattern.part == "noun"
    if not _BESIDES.isdisjoint(s.words(after, after + 1 if noun else min(after + _BESIDE, reading.arms[-1]))):
        return False
    if noun and s.word(after) == "of":
        return any(after < k < after + _NEAR for k in reading.arms)
    if noun:
        return min(abs(k - at) for k in reading.arms) <= _NEAR
    if is_passive(s, at, after) and reading.arms[0] < at:
        return True
    return bool(arms_as_object(s, after + (s.word(after) == "with"), reading.end))


def _who_sells(reading: Reading) -> Players:
    """Whoever is told to make the arms, else whoever may sell."""
    made = tuple(replace(who, sure=False) for who in adjective_of_goods(reading))
    return made or whoever_may_sell(reading)
