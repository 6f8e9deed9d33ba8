"""Seats of heads of states as places: who visits "the White House" from abroad visits the United States."""

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Players
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.names import Entity, slug
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.extraction.folding import fold
from site_builder.names import countries


def seat_at(story: Story, s: Sentence, first: int) -> Players:
    """Give the town of the seat that words begin with: "the White House"."""
    at = first + (s.word(first) == "the")
    if at >= len(s) or s[at].owns:
        return ()
    town = _towns().get(_name(s, at), "")
    if not town:
        return ()
    state = story.directory.state(countries.capitals()[town])
    known = story.directory.find(town)
    return (Who(known or Entity(slug(town), "place", town, state.id, known=False), at),)


def is_seat(s: Sentence, at: int) -> bool:
    """Tell whether a token is of such a seat, where those who live in the state are at home."""
    return _name(s, at) in _towns()


def _name(s: Sentence, at: int) -> str:
    if s[at].who:
        return fold(s[at].text).removeprefix("the ")
    words = [fold(token.text) for token in s.tokens[at : at + 3]]
    return next((" ".join(words[:n]) for n in (3, 2, 1) if " ".join(words[:n]) in _towns()), "")


def _towns() -> dict[str, str]:
    return lexicon.table("states")["seats"]
