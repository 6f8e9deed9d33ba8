"""The quotes of a proposal: short exact fragments that stand once in the body, each proved."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from site_builder.corpus.checks.wording import FEWEST_WORDS
from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.model.annotation import is_claim
from site_builder.model.normal_form import UNSEEN, Span, count_words
from site_builder.proving.body import Body
from site_builder.proving.quotes import Proof, prove

SHORTEST, LONGEST, UTMOST = 3, 10, 14
"""Words of a quote: at least, mostly at most, and at most where it would not be the only one."""

_FIRST_PRINTED = 0x20
"""Characters before it are not printed, and no file of records holds them."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A proved fragment of the text; `prefix` tells it from others like it."""

    words: str
    span: Span
    prefix: str = ""


def quoted(text: str, body: Body, proposal: Proposal) -> Proposal | None:
    """Give a proposal its quotes; `None` where its words cannot be proved."""
    spans = _near_spans(text, body, proposal.anchors)
    proved = _fragments(text, body, spans, SHORTEST)
    if is_claim(proposal.section) and not _carries(proved):
        proved = _fragments(text, body, spans, FEWEST_WORDS)
        if not _carries(proved):
            return None
    if not proved:
        return None
    words = tuple(dict.fromkeys(found.words for found in proved))
    return replace(
        proposal, quotes=words, prefix=proved[0].prefix, anchors=tuple(found.span for found in proved)
    )


def _fragments(text: str, body: Body, spans: list[Span], shortest: int) -> list[Fragment]:
    alone = len(spans) == 1
    found = (fragment(text, body, span, prefixed=alone, shortest=shortest) for span in spans)
    return [one for one in found if one]


def _carries(proved: Iterable[Fragment]) -> bool:
    return any(count_words(found.words) >= FEWEST_WORDS for found in proved)


def _near_spans(text: str, body: Body, anchors: Iterable[Span]) -> list[Span]:
    """Join stretches of one paragraph that make a short quote together; leave out what others hold."""
    joined: list[Span] = []
    for span in sorted(set(anchors)):
        if joined:
            both = joined[-1][0], max(joined[-1][1], span[1])
            first, end = body.words_in(both)
            between = text[joined[-1][1] : span[0]]
            near = (
                end - first <= LONGEST
                and body.paragraph(both) is not None
                and not re.search(r"[.!?] ", between)
            )
            if span[1] <= joined[-1][1] or near:
                joined[-1] = both
                continue
        joined.append(span)
    return joined


def fragment(
    text: str, body: Body, span: Span, *, prefixed: bool = True, shortest: int = SHORTEST
) -> Fragment | None:
    """Find the shortest fragment around a stretch of the text that stands once in the body."""
    paragraph = body.paragraph(span)
    if paragraph is None:
        return None
    low = bisect_left(body.words, body.paragraphs[paragraph][0], key=lambda word: word[0])
    high = bisect_right(body.words, body.paragraphs[paragraph][1], key=lambda word: word[1])
    first, end = body.words_in(span)
    if first == end:
        return None
    while end - first < shortest and (end < high or first > low):
        first, end = _grown(text, body, first, end, within=(low, high))
    while True:
        found = _proved(text, body, first, end)
        if found or end - first >= UTMOST or (first == low and end == high):
            break
        first, end = _grown(text, body, first, end, within=(low, high))
    if found or not prefixed:
        return found
    return _prefixed(text, body, *body.words_in(span))


def _grown(text: str, body: Body, first: int, end: int, *, within: Span) -> tuple[int, int]:
    """Take in one word more: after it, unless a sentence ends there, else before it."""
    low, high = within
    gap = text[body.words[end - 1][1] : body.words[end][0]] if end < high else ""
    ends = end >= high or (any(c in gap for c in ".!?;(\n") and gap != ".")  # not within "8.5"
    if ends and first > low:
        return first - 1, end
    return (first, end + 1) if end < high else (first, end)


def _slice(text: str, body: Body, first: int, end: int) -> str:
    return printed(text, (body.words[first][0], body.words[end - 1][1]))


def printed(text: str, span: Span) -> str:
    """The words of a stretch, on one line; with the sign of a currency before them or a percent behind."""
    start, stop = span
    start -= start > 0 and text[start - 1] in "$€£¥₽"
    stop += text[stop : stop + 1] == "%"
    return " ".join(UNSEEN.sub("", text[start:stop]).split())


def _proved(text: str, body: Body, first: int, end: int, prefix: str = "") -> Fragment | None:
    words = _slice(text, body, first, end)
    if " ... " in words or any(ord(c) < _FIRST_PRINTED for c in words):
        return None
    proof = prove(body, words, prefix or None, hints=False)
    if isinstance(proof, Proof):
        return Fragment(words, proof.spans[0], prefix)
    return None


def _prefixed(text: str, body: Body, first: int, end: int) -> Fragment | None:
    """Tell a fragment that stands several times from the others by the words before it."""
    for count in (3, 6, 12):
        start = max(0, first - count)
        if start < first:
            prefix = " ".join(text[body.words[start][0] : body.words[first][0]].split())
            found = _proved(text, body, first, end, prefix)
            if found:
                return found
    return None
