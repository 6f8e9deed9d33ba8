"""Visits, and the meetings during them: who went where, when, and whom they met."""

from collections.abc import Iterator
from itertools import islice

from site_builder.editing.suggest.meetings import meetings_in
from site_builder.editing.suggest.proposals import Proposal
from site_builder.editing.suggest.roles import role_before
from site_builder.editing.suggest.story import Sentence, Story
from site_builder.editing.suggest.visit_found import Visit
from site_builder.editing.suggest.visit_joining import assigned, joined
from site_builder.editing.suggest.visit_nouns import from_noun
from site_builder.editing.suggest.visit_proposals import meeting_proposal, visit_proposal
from site_builder.editing.suggest.visit_verbs import from_verb, is_counted, is_verb
from site_builder.editing.suggest.visit_words import GOING, NOUNS, VERBS

MOST = 200
"""So many of a kind are looked at; whoever has more has no news article."""


def find_visits(story: Story) -> tuple[Proposal, ...]:
    """Propose visits with the meetings during them, and meetings of their own."""
    states = home_states(story)
    meetings = list(islice((m for s in story.sentences for m in meetings_in(story, s)), MOST))
    visits = joined(list(islice((v for s in story.sentences for v in _visits_in(story, s)), MOST)))
    alone = assigned(visits, meetings, states)
    visits = joined(visits)
    return (
        *(visit_proposal(visit) for visit in visits if visit.place),
        *(meeting_proposal(meeting) for meeting in alone),
    )


def home_states(story: Story) -> dict[str, str]:
    """Tell which state each person serves: the registry's, else that of a role in the article."""
    homes: dict[str, str] = {}
    for s in story.sentences:
        for i, token in enumerate(s.tokens):
            if token.who and token.who.kind == "person" and not homes.get(token.who.id):
                role = role_before(s, i)
                of = role.of if role else ""
                homes[token.who.id] = token.who.state or story.directory.country(of) or of
    return homes


def _visits_in(story: Story, s: Sentence) -> Iterator[Visit]:
    for i in range(len(s)):
        word = s.word(i)
        if word in NOUNS and not is_verb(s, i):
            yield from from_noun(story, s, i)
        elif word in VERBS:
            yield from from_verb(story, s, i, i + 1, "visit-verb")
        elif (word, s.word(i + 1)) in GOING and not is_counted(s, i):
            yield from from_verb(story, s, i, i + 2, "going-verb")
