"""What a quote is, whatever text it is from: a few words, with at most one gap."""

import re
from typing import NamedTuple

from site_builder.model.normal_form import count_words, normal
from site_builder.model.problems import Location, Problem, quoted

GAP = " ... "
_GAPS = re.compile(r"(?<!\S)\.\.\.(?!\S)")
QUOTE_WORDS = 25
"""At most so many words may a quote have, both sides of a gap together."""


class Failure(NamedTuple):
    """Why a quote is not proved; a `Problem` without its place."""

    rule: str
    found: str
    expected: str
    fix: str

    def problem(self, location: Location) -> Problem:
        """Say it about the quote written at this place."""
        return Problem(location, self.rule, self.found, self.expected, self.fix)


def form_fault(quote: str) -> Failure | None:
    """Say what makes a quote unfit whatever the text: too many words, too many gaps, no words."""
    parts = [part.strip() for part in _GAPS.split(normal(quote))]
    words = max(sum(map(count_words, parts)), sum(len(part.split()) for part in parts))
    if words > QUOTE_WORDS:
        return Failure(
            "quote-too-long", f"a quote of {words} words", f"at most {QUOTE_WORDS} words",
            "quote the few words that carry the record; a list of short quotes may replace a long one",
        )  # fmt: skip
    if len(parts) > 2:
        fix = "write a list of quotes, one for each place"
    elif all(map(count_words, parts)):
        return None
    elif any(map(count_words, parts)) and "" in parts:
        fix = "leave out the '...' at its end"
    else:
        fix = "quote some words of the text"
    return Failure("quote-form", quoted(quote), "words, with at most one gap between words", fix)
