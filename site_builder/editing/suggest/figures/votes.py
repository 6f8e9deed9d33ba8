"""Shares of votes that no word of the sentence calls so: "Ann Hale got almost 72 percent" in an election."""

from functools import lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.new_measures import NewMeasure, named_measure
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.model.extraction_results import Amount

_FIRST: Final = 4
"""So many sentences, the title among them, tell whether an article is of an election."""
_WINNING: Final = 7
"""So many words before a share its verb stands."""


def votes_in_election(story: Story, s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """Give the measure of a share that somebody who is named won in an election of which an article tells."""
    if amount.kind != "percent" or s.word(i + 1) == "of" or not _is_of_election(story):
        return None
    won = lexicon.words("verbs of winning votes")
    named = any(s[k].who and s[k].kind in {"person", "body"} and not s[k].aside for k in range(i))
    if not named or won.isdisjoint(s.words(i - _WINNING, i)):
        return None
    return named_measure("Share of votes", "share of votes of {subject}", "percent", "votes", of_places=False)


@lru_cache(maxsize=4)
def _is_of_election(story: Story) -> bool:
    words = lexicon.words("words of counted votes")
    return any(not words.isdisjoint(one.vocabulary) for one in story.sentences[:_FIRST])
