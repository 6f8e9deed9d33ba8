"""What is a part of a deal, not a figure: how many arms somebody buys, and what they cost."""

import re
from functools import cache, lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figures.nouns import changed, level_of
from site_builder.editing.suggest.figures.owners import is_auxiliary
from site_builder.editing.suggest.proposals.new_measures import NewMeasure
from site_builder.editing.suggest.sentences.arms import arms_between, is_arms
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.model.extraction_results import Amount

_OF_DEAL: Final = 10
"""So many words before a number of arms tell that it is of those that are bought or given."""
_MODELS: Final = re.compile(r"[a-z]{1,3}-?[0-9]{1,4}[a-z]{0,3}s?", re.ASCII)
"""What a model is called in small letters: "f-16s"."""
_ANY: Final = frozenset(("arms", "weapons", "weaponry", "ammunition", "munitions"))
_FIRST: Final = 3
"""So many sentences, the title among them, tell what an article is of."""
_HAVING: Final = 8
"""So many words before or behind a number of arms tell that somebody has or uses them."""


def is_of_deal(story: Story, s: Sentence, i: int, measure: NewMeasure) -> bool:
    """As in "Norland will receive 40 tanks", "the bidder for 126 jets": not how many it has."""
    if measure.name.startswith("Share of ") and measure.noun.split()[-1] in lexicon.words("arms"):
        return not _of_deals().isdisjoint((*s.words(max(0, i - _OF_DEAL), i), *s.words(i + 1, i + _OF_DEAL)))
    if not counts_arms(story, s, i, measure):
        return _is_listed_with_arms(story, s, i, measure)
    verbs = lexicon.words("done", "verbs of who will have arms", "buying verbs", "selling verbs")
    if not verbs.isdisjoint(s.words(max(0, i - _OF_DEAL), i)):
        return True
    has = lexicon.words("words of having or using arms")
    end = next((k for k in range(i + 1, min(len(s), i + _HAVING)) if s[k].gap.strip()), i + _HAVING)
    near = (*s.words(max(0, i - _HAVING), i), *s.words(i + 1, end))
    used = not has.isdisjoint(near) or _are_had(s, i)
    return not (used or level_of(s, i) or changed(s, i))


def _is_listed_with_arms(story: Story, s: Sentence, i: int, measure: NewMeasure) -> bool:
    """As in "40 tanks, 20 guns and 300 simulators": things that are told in a row of arms."""
    thing = measure.noun == measure.unit and measure.unit not in lexicon.words("units of people")
    others = (
        k
        for k in range(len(s))
        if k != i and s[k].amount and any(is_arms(s, j) for j in (k, k + 1) if j < len(s))
    )
    return thing and not measure.listed and len(list(others)) > 1 and _begins_with_arms(story)


@cache
def _of_deals() -> frozenset[str]:
    """Words beside a share of arms that tell of a deal: "half of the jets are to be delivered"."""
    return lexicon.words("done", "verbs of who will have arms", "buying verbs", "selling verbs")


def _are_had(s: Sentence, i: int) -> bool:
    """As in "has 40 tanks", not "is having 40 tanks modernised", "would like to have 40 tanks"."""
    holding, helping = lexicon.words("words of holding"), lexicon.words("modal verbs") | {"to"}
    near = range(max(0, i - _HAVING), i)
    has = (k for k in near if s.word(k) in holding and s.word(k - 1) not in helping)
    return any(not is_auxiliary(s, k) for k in has)


def counts_arms(story: Story, s: Sentence, i: int, measure: NewMeasure) -> bool:
    """Tell whether arms are counted; "vehicles" and the like are some where arms are spoken of."""
    if measure.listed or measure.noun != measure.unit:
        return False
    last = measure.noun.split()[-1] if measure.noun else ""
    named = last in lexicon.words("arms") or _MODELS.fullmatch(last) is not None
    if named or any(is_arms(s, k) for k in (i, i + 1) if k < len(s)):
        return True
    amount = s[i].amount
    yearly = amount is not None and bool(amount.per)
    return last in lexicon.words("arms without an adjective") and not yearly and _beside_arms(story, s)


def is_price(story: Story, s: Sentence, amount: Amount, measure: NewMeasure | None) -> bool:
    """As in "a contract worth $5 million"; "the bill might reach $6 billion" where arms are spoken of.

    Of shares only those are left out of which nothing tells what they are of.
    """
    if amount.kind == "money" and measure is not None and _is_worth_of_deal(measure):
        return True
    if measure is None:
        beside, story_of_arms = _beside_arms(story, s), _begins_with_arms(story)
        return (beside or story_of_arms) if amount.kind == "money" else (beside and story_of_arms)
    priced = not lexicon.words("nouns of prices", "arms").isdisjoint(measure.noun.split())
    spoken = _beside_arms(story, s) or _begins_with_arms(story)
    return amount.kind == "money" and priced and spoken


def _is_worth_of_deal(measure: NewMeasure) -> bool:
    of_deal = measure.noun.split()[-1] in lexicon.words("nouns of deals")
    return of_deal and measure.name.startswith("Value of the ")


def _beside_arms(story: Story, s: Sentence) -> bool:
    """Tell whether a sentence names arms, or the one before it in its paragraph."""
    before = story.sentences[s.index - 1] if s.index else None
    beside = (before,) if before and before.paragraph == s.paragraph else ()
    return any(_names_some(one) for one in (s, *beside))


@lru_cache(maxsize=4)
def _begins_with_arms(story: Story) -> bool:
    """Tell whether an article is of arms: its title or its first sentences name some."""
    return any(_names_some(one) for one in story.sentences[:_FIRST])


def _names_some(s: Sentence) -> bool:
    """As in "40 tanks", not in "arms exports"."""
    return any(s[k].low.split()[-1] not in _ANY for k in arms_between(s, 0, len(s)))
