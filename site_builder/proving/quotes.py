"""Proof that a quote stands in a text: exact after normalisation, never fuzzy.

A quote is proved by exactly one place in the body of the text. It may cut no word and no
number, and runs over no end of a paragraph. What a failure says about near passages is a hint.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from site_builder.model.normal_form import Normalised, Span, find_whole, is_whole, normal, normalise
from site_builder.model.problems import quoted
from site_builder.model.quotation import GAP, Failure, form_fault
from site_builder.proving.body import Body, find_body
from site_builder.proving.nearest import nearest

__all__ = ["Body", "Failure", "Normalised", "Proof", "anchor", "find_body", "normalise", "prove", "quote_key"]

_MARKS = "\"'“”„‟«»‘’‚‛ "
GAP_WORDS = 60
"""At most so many words of the text may a gap leave out."""
COMMON = 200
"""Words that stand in a text more often than this prove nothing, whatever is around them."""


class Proof(NamedTuple):
    """Where a quote stands: one span, or two around a gap; `words` count the body's words from 0."""

    spans: tuple[Span, ...]
    words: tuple[Span, ...]
    key: str


def quote_key(quote: str, prefix: str | None = None, suffix: str | None = None) -> str:
    """Name a quote by the sha256 of its normal form, with prefix and suffix mixed in where given."""
    parts = [normal(quote)]
    if prefix or suffix:
        parts += [normal(prefix or ""), normal(suffix or "")]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def anchor(key: str) -> str:
    """Anchor of a quote on pages."""
    return "q-" + key[:8]


# ------------------------------------------------------------------ the proof


class _WantedQuote(NamedTuple):
    """A quote as written, and in normal form; `parts` are the two sides of a gap, or one."""

    quote: str
    parts: tuple[str, ...]
    prefix: str
    suffix: str


def prove(
    body: Body, quote: str, prefix: str | None = None, suffix: str | None = None, *, hints: bool = True
) -> Proof | Failure:
    """Find the one place in the body where a quote stands, right after `prefix` and before `suffix`.

    Without `hints`, a failure does not look for the nearest passage.
    """
    fault = form_fault(quote)
    if fault is not None:
        return fault
    parts = tuple(part.strip() for part in normal(quote).split(GAP))
    wanted = _WantedQuote(quote, parts, normal(prefix or ""), normal(suffix or ""))
    common = _is_common(body, wanted)
    places = _places(body, wanted) if hints or not common else []
    if common or len(places) != 1:
        return _failure(body, wanted, places, hints=hints)
    (spans,) = places
    return Proof(spans, tuple(body.words_in(span) for span in spans), quote_key(quote, prefix, suffix))


def _places(body: Body, wanted: _WantedQuote) -> list[tuple[Span, ...]]:
    if len(wanted.parts) == 1:
        hits = _hits(body, wanted.parts[0], wanted.prefix, wanted.suffix)
        return [(hit,) for hit in hits if body.paragraph(hit) is not None]
    heads = _hits(body, wanted.parts[0], prefix=wanted.prefix)
    tails = _hits(body, wanted.parts[1], suffix=wanted.suffix)
    return [pair for pair in _pairs(heads, tails) if _gap_fault(body, *pair) is None]


def _is_common(body: Body, wanted: _WantedQuote) -> bool:
    """Tell words that stand in the text too often; only the first places of these are known."""
    return any(len(_found(body.normal.text, part)) > COMMON for part in wanted.parts)


def _pairs(heads: Sequence[Span], tails: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Every head with a tail after it, with no other head or tail between them."""
    used = -1
    for tail in tails:
        last = bisect_right(heads, tail[0], key=lambda head: head[1]) - 1
        if last > used:
            yield heads[last], tail
            used = last


def _gap_fault(body: Body, head: Span, tail: Span) -> str | None:
    paragraph = body.paragraph(head)
    if paragraph is None or paragraph != body.paragraph(tail):
        return "in different paragraphs"
    words = body.words_in(tail)[0] - body.words_in(head)[1]
    return f"{words} words apart" if words > GAP_WORDS else None


def _hits(body: Body, part: str, prefix: str = "", suffix: str = "") -> list[Span]:
    """Every place of some words in the text, in or outside the body."""
    text = body.normal.text
    return [
        body.normal.span(start, end)
        for start, end in _found(text, part)
        if _follows(text, start, prefix) and _precedes(text, end, suffix)
    ]


@lru_cache(maxsize=1024)  # one part may stand in many quotes of an article
def _found(text: str, part: str) -> tuple[Span, ...]:
    """Where whole words stand in a normal text; at most one more than `COMMON` places."""
    return tuple(islice(find_whole(text, part), COMMON + 1))


def _follows(text: str, at: int, prefix: str) -> bool:
    end = at - 1 if text[at - 1 : at] == " " else at
    return not prefix or (text.endswith(prefix, 0, end) and is_whole(text, end - len(prefix), end))


def _precedes(text: str, end: int, suffix: str) -> bool:
    start = end + 1 if text[end : end + 1] == " " else end
    return not suffix or (text.startswith(suffix, start) and is_whole(text, start, start + len(suffix)))


# ------------------------------------------------------------------ why there is no proof

_SHOWN = 3
_OF_COMMON = "make it longer: words that stand so often prove nothing, whatever `prefix` and `suffix` say"


def _failure(body: Body, wanted: _WantedQuote, places: Sequence[tuple[Span, ...]], *, hints: bool) -> Failure:
    several = _is_common(body, wanted)
    if places or several:
        times = f"more than {COMMON} times in the text" if several else f"{len(places)} times in the body"
        narrower = _OF_COMMON if several else "make it longer, or add `prefix:` or `suffix:`"
        return Failure(
            "quote-ambiguous", f"{quoted(wanted.quote)} {times}", "words that stand there exactly once",
            narrower + "; " + _neighbours(body, places) if places else narrower,
        )  # fmt: skip
    inner = wanted.quote.strip(_MARKS)
    if inner != wanted.quote and _places(body, _of(inner, wanted)):
        return Failure(
            "quote-not-found", f"{quoted(wanted.quote)}, which the text has without the quotation marks",
            "the exact words of the text", f'write "{inner}", with straight quotation marks around it only',
        )  # fmt: skip
    for part in wanted.parts:
        missing = _missing(body, part, quoted(part if len(wanted.parts) > 1 else wanted.quote), hints=hints)
        if missing is not None:
            return missing
    bare = _places(body, _WantedQuote(wanted.quote, wanted.parts, "", ""))
    if bare:
        return Failure(
            "quote-not-found", f"{quoted(wanted.quote)}, but not where `prefix` and `suffix` say",
            "the words right before and after the quote", _neighbours(body, bare),
        )  # fmt: skip
    return _gap_failure(body, wanted)


def _of(quote: str, wanted: _WantedQuote) -> _WantedQuote:
    parts = tuple(part.strip() for part in normal(quote).split(GAP))
    return _WantedQuote(quote, parts, wanted.prefix, wanted.suffix)


def _missing(body: Body, part: str, shown: str, *, hints: bool) -> Failure | None:
    """Say what is wrong with one side of a gap, or a quote without a gap; `None` if it is in the body."""
    hits = _hits(body, part)
    if any(body.paragraph(hit) is not None for hit in hits):
        return None
    if any(_in_body(body, hit[0]) and _in_body(body, hit[1] - 1) for hit in hits):
        return Failure(
            "quote-split", f"{shown} on both sides of a paragraph's end", "words of one paragraph",
            "quote one side, or write a list of two quotes",
        )  # fmt: skip
    if hits:
        return Failure(
            "quote-outside-body", f"{shown} only outside the body of the text",
            "words between `from` and `to` of `text.body`, and not in `text.skip`",
            "quote the article itself, or correct the bounds of the body",
        )  # fmt: skip
    fix = _hint(body, part) if hints else "correct the quotes above first; this one has not been looked into"
    found = f"{shown}, which the text does not have"
    return Failure("quote-not-found", found, "the exact words of the text", fix)


def _hint(body: Body, part: str) -> str:
    form = body.normal
    low, high = form.index(body.stretches[0][0]), form.index(body.stretches[-1][1])
    near = nearest(form.text[low:high], part)
    return near or "copy the words from the captured text; nothing in it is similar"


def _in_body(body: Body, offset: int) -> bool:
    return any(start <= offset < end for start, end in body.stretches)


def _gap_failure(body: Body, wanted: _WantedQuote) -> Failure:
    pairs = _pairs(_hits(body, wanted.parts[0]), _hits(body, wanted.parts[-1]))
    faults = [fault for pair in pairs if (fault := _gap_fault(body, *pair))]
    fault = faults[0] if faults else "in another order"
    return Failure(
        "quote-split", f"{quoted(wanted.quote)} with its two sides {fault}",
        f"both in one paragraph, in order, at most {GAP_WORDS} words apart", "write a list of two quotes",
    )  # fmt: skip


def _neighbours(body: Body, places: Sequence[tuple[Span, ...]]) -> str:
    """Say which few words stand right before and after each of the first places."""
    text = body.normal.text
    shown = []
    for place in places[:_SHOWN]:
        start, end = body.normal.index(place[0][0]), body.normal.index(place[-1][1])
        before = " ".join(text[max(0, start - 100) : start].split()[-3:])
        after = " ".join(text[end : end + 100].split()[:3])
        sides = [f"after {quoted(before)}"] * bool(before) + [f"before {quoted(after)}"] * bool(after)
        shown.append(" and ".join(sides))
    return "it stands " + ", ".join(shown) + (", ..." if len(places) > _SHOWN else "")
