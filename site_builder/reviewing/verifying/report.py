"""What was found of packets of evidence, for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from site_builder.model.problems import Problem, quoted
from site_builder.reviewing.verifying.verdicts import SHOWS_NOT, QuoteVerdict, Verified, all_stand, places
from site_builder.storage.files import location

COPIES = {
    "the same": "",
    "another": " (in another copy of its text, where places are that copy's)",
    "none": " (no text of its hash is at hand)",
}


def as_text(found: Sequence[Verified]) -> Iterator[str]:
    """Tell it in lines."""
    for one in found:
        yield f"{one.record or location(one.path).path}{COPIES[one.copy] if one.quotes else ''}"
        yield from (f"  {line}" for problem in one.problems for line in str(problem).split("\n"))
        yield from (f"  {_told(quote)}" for quote in one.quotes)
    yield _summed(found)
    yield SHOWS_NOT


def _told(quote: QuoteVerdict) -> str:
    at = f", at {places(quote.spans)}" if quote.spans else ""
    why = f"; {quote.why}" if quote.why else ""
    return f"{quoted(quote.words, 200)}: {quote.status}{at}{why}"


def _summed(found: Sequence[Verified]) -> str:
    """Count packets and what became of their quotes."""
    counts = Counter(quote.status for one in found for quote in one.quotes)
    said = [f"{_number(number, 'quote')}: {status}" for status, number in sorted(counts.items())]
    bad = sum(bool(one.problems) for one in found)
    said += [f"{bad:,} not as published"] if bad else []
    return "; ".join((_number(len(found), "packet"), *said))


def _number(of: int, what: str) -> str:
    return f"{of:,} {what}{'' if of == 1 else 's'}"


def as_json(found: Sequence[Verified]) -> str:
    """Give the same as one object: `stands` says whether all do, `shows_not` what this does not show.

    A packet has `path`, `record`, `title`, `stands`, `problems`, `copy` (the same, another, none) and its
    `quotes`: `words`, `status`, `spans` in the text at hand, and `why` it does not stand where it should.
    """
    whole = {"stands": all_stand(found), "shows_not": SHOWS_NOT, "packets": [_packet(one) for one in found]}
    return json.dumps(whole, indent=1, ensure_ascii=True)


def _packet(one: Verified) -> dict[str, Any]:
    return {
        "path": one.path,
        "record": one.record,
        "title": one.title,
        "stands": one.stands,
        "copy": one.copy,
        "problems": [_problem(problem) for problem in one.problems],
        "quotes": [
            {"words": quote.words, "status": quote.status, "spans": quote.spans, "why": quote.why}
            for quote in one.quotes
        ],
    }


def _problem(problem: Problem) -> dict[str, str]:
    return {"rule": problem.rule, "found": problem.found, "expected": problem.expected, "fix": problem.fix}
