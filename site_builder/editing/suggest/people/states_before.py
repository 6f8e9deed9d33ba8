"""Which state "that country" is: the latest that is named before."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.names import countries

_SELLING: Final = frozenset(("from", "by"))
"""Before whoever sells or makes, who is not what an article goes on about as "the country"."""


def latest_state(story: Story, s: Sentence, at: int, other: str = "") -> Entity | None:
    """Find the state that "that country" stands for: the latest before, other than the subject."""
    for sentence in reversed(story.sentences[max(0, s.index - 8) : s.index + 1]):
        end = at if sentence.index == s.index else len(sentence)
        met = [
            k
            for k, token in enumerate(sentence.tokens[:end])
            if token.who and token.who.kind == "state" and token.who.state != other and not token.aside
        ]
        acts = [k for k in met if not (_is_only_spoken_of(sentence, k) or _owns_name(sentence, k))]
        sellers = [k for k in met if sentence.word(k - 1) in _SELLING and not _is_of_journey(sentence)]
        if (
            sellers == met
            and not _capital_at_head(story, sentence)
            and (sentence.index == s.index or not _is_of_journey(s))
        ):
            continue  # "From Norland the country bought"
        told = [k for k in acts if k not in sellers]
        acts = told or acts
        if not told and (home := _capital_at_head(story, sentence)) and home.state != other:
            return home
        if met:
            return sentence[(acts or met)[-1]].who
    return None


def _capital_at_head(story: Story, s: Sentence) -> Entity | None:
    """As in "Merrow has ordered jets from Norland": the state of the capital that acts."""
    state = countries.capitals().get(s[0].text) if len(s) and s[0].kind == "place" and not s[0].owns else None
    return story.directory.state(state) if state and s.index else None


def _is_of_journey(s: Sentence) -> bool:
    """As in "Ann Hale arrived in Kesh from Norland, the first minister to visit that country"."""
    moves = any(
        not lexicon.words(name).isdisjoint(s.vocabulary) for name in ("visit verbs", "arriving verbs")
    )
    return moves and any(token.kind == "person" for token in s.tokens)


def _owns_name(s: Sentence, k: int) -> bool:
    """As in "a contract with Kesh's Lance"."""
    return s[k].owns and k + 1 < len(s) and s[k + 1].kind == "body"


def _is_only_spoken_of(s: Sentence, k: int) -> bool:
    """As in "amid fears over neighbouring Kesh", where it is not Kesh that "the country" then is."""
    before = k - 1 - (s.word(k - 1) in lexicon.words("words before states beside others"))
    return s.word(before) in lexicon.words("words before what is only spoken of")
