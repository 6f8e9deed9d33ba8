"""Keeps what proposals would quote within the limits for texts whose rights are reserved."""

from collections.abc import Iterable, Sequence

from site_builder.corpus.project import Limits
from site_builder.editing.suggest.proposals.proposal import RANKS, Proposal
from site_builder.model.annotation import is_claim
from site_builder.model.normal_form import Span
from site_builder.proving.body import Body


def within_limits(
    body: Body, held: Iterable[Span], proposals: Sequence[Proposal], limits: Limits
) -> tuple[Proposal, ...]:
    """Leave out what would show too much of the text beside what records quote already, the weakest first.

    What is weak is no reason to be warned for. Of one rank, what happened comes before who is named there.
    """
    shown = {word for span in held for word in range(*body.words_in(span))}
    kept: set[int] = set()
    for i in sorted(range(len(proposals)), key=lambda i: (*_order(proposals[i]), i)):
        share = limits.quoted_share if proposals[i].rank != "weak" else limits.warned_share
        words = {word for span in proposals[i].anchors for word in range(*body.words_in(span))}
        if words <= shown or (
            len(shown | words) <= share * len(body.words) and _longest(shown, words) <= limits.quoted_run
        ):
            shown |= words
            kept.add(i)
    return tuple(proposal for i, proposal in enumerate(proposals) if i in kept)


def _order(proposal: Proposal) -> tuple[int, bool]:
    return RANKS.index(proposal.rank), not is_claim(proposal.section)


def _longest(shown: set[int], words: set[int]) -> int:
    """Length of the longest run of shown words that some new words are part of."""
    longest = 0
    for word in words:
        first = end = word
        while first - 1 in shown or first - 1 in words:
            first -= 1
        while end + 1 in shown or end + 1 in words:
            end += 1
        longest = max(longest, end + 1 - first)
    return longest
