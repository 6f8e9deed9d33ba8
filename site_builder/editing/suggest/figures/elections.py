"""Numbers of elections: seats that are gained or lost, majorities in votes, and what follows in a row."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.named_in_clauses import title_of
from site_builder.editing.suggest.figures.units_of_numbers import stands_alone
from site_builder.editing.suggest.proposals.names import Entity, slug
from site_builder.editing.suggest.proposals.new_measures import NewMeasure
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.model.extraction_results import Amount

_NEAR: Final = 4
"""So many words before a number stands whether seats are gained or lost."""
_SENTENCES: Final = 2
"""So many sentences before one tell of which things its bare numbers are."""
_AGAINST: Final = frozenset(("to", "against"))
_TOLD: Final = {
    "gained": ("Seats gained", "number of seats that {subject} gained", "seats"),
    "lost": ("Seats lost", "number of seats that {subject} lost", "seats"),
    "majority": ("Majority in votes", "number of votes by which {subject} won", "votes"),
}
"""What numbers of seats and votes are besides those that somebody has: name, sentence and unit."""


def in_elections(s: Sentence, i: int, amount: Amount, measure: NewMeasure) -> NewMeasure | None:
    """Tell seats held from seats gained, lost or needed, and votes received from those of a majority."""
    if s.word(i + 1) in lexicon.words("words of being needed") and s.gap(i + 1) == " ":
        return None  # "the 326 seats needed for a majority"
    first = s.first_from(amount.start)
    near = range(first - 1, max(-1, first - 1 - _NEAR), -1)
    if measure.id == "seats-held":
        for word in (s.word(k) for k in takewhile(lambda k: s[k].amount is None, near)):
            if word in lexicon.words("words of gaining seats"):
                return _told("gained")
            if word in lexicon.words("words of losing seats"):
                return _told("lost")
    of = s.word(first - 2) if s.word(first - 1) == "of" else ""
    more = (s.word(first - 1) == "by" or of in {"margin", "majority"}) and s.word(i + 1) not in _AGAINST
    return _told("majority") if measure.id == "votes-received" and more else measure


def voting_body(story: Story, s: Sentence) -> Entity | None:
    """As in "the Norland parliament has met. The law was adopted by 40 votes to 12": where they voted."""
    known = lexicon.words("bodies that vote")
    near = reversed(story.sentences[max(0, s.index - _SENTENCES) : s.index + 1])
    for line in filter(None, (title_of(story), *near)):
        named = (token.who for token in line.tokens if token.who and token.kind == "body")
        if found := next((who for who in named if who.name.lower().split()[-1] in known), None):
            return found
    return None


def _told(what: str) -> NewMeasure:
    name, sentence, unit = _TOLD[what]
    return NewMeasure(slug(name), name, sentence, unit, listed=True, of_places=False)


def unit_won(story: Story, s: Sentence, first: int, after: int) -> str | None:
    """As in "The party won 40 seats. Its partner took 12": what is won that the last number counted."""
    k = first - 1
    while s.word(k) in lexicon.words("words before few"):
        k -= 1  # "drew a mere 3,043", "took only 12"
    content = s.word(k) in {"with", "for"} and s.word(k - 1) in lexicon.words("words of making do")
    won = s.word(k) in lexicon.words("verbs of winning votes") or content
    unit = next(_units_before(story, s, first), "")
    if unit in {"votes", "ballots"} and (told := _for_or_against(s, after)):
        return told
    if not won or unit not in lexicon.words("units of elections") or not stands_alone(s, after):
        return None
    return "votes" if unit == "ballots" else unit


def _for_or_against(s: Sentence, after: int) -> str:
    """As in "of 5,000 ballots, 4,000, or 80 percent, were for the plan"."""
    k = after
    if s.gap(k).strip() == "," and s.word(k) == "or" and k + 2 < len(s) and s[k + 1].amount:
        k += 2
    if s.word(k) not in {"were", "was"}:
        return ""
    return {"for": "votes-for", "against": "votes-against"}.get(s.word(k + 1), "")


def _units_before(story: Story, s: Sentence, i: int) -> Iterator[str]:
    """Give what the numbers before one count, the last first."""
    earlier = reversed(story.sentences[max(0, s.index - _SENTENCES) : s.index])
    for tokens in (s.tokens[:i], *(one.tokens for one in earlier)):
        amounts = (token.amount for token in reversed(tokens) if token.amount)
        yield from (one.unit.lower().split()[-1] for one in amounts if one.kind == "quantity" and one.unit)
