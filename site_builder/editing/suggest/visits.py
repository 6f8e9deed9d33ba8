"""Visits, and the meetings during them: who went where, when, and whom they met."""

from collections.abc import Sequence

from site_builder.editing.suggest.proposals import Proposal
from site_builder.editing.suggest.reading import Reading
from site_builder.editing.suggest.roles import role_before
from site_builder.editing.suggest.sentences import Story
from site_builder.editing.suggest.visit_joining import assigned, joined, visit_of
from site_builder.editing.suggest.visit_proposals import meeting_proposal, visit_proposal


def find_visits(
    story: Story, readings: Sequence[Reading], meetings: Sequence[Reading]
) -> tuple[Proposal, ...]:
    """Propose visits with the meetings during them, and meetings of their own."""
    visits = joined([visit_of(one) for one in readings])
    alone = assigned(visits, meetings, home_states(story))
    return (
        *(visit_proposal(visit, visit.place) for visit in joined(visits) if visit.place),
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
