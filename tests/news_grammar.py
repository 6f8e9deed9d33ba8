"""Sentences of a grammar of news: tests/cases/suggest/grammar.yml."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import yaml
from hypothesis import strategies as st

GRAMMAR: Mapping[str, Sequence[str]] = yaml.load(
    Path(__file__).with_name("cases").joinpath("suggest", "grammar.yml").read_text("utf-8"), yaml.CSafeLoader
)
DEPTH = 5
"""So deep may a sentence stand within others; what is deeper is left out."""
_SYMBOL = re.compile(r"\{([a-zA-Z][a-z ]*)\}")

Choose = Callable[[Sequence[str]], str]


def made(symbol: str, choose: Choose, depth: int = 0) -> str:
    """Give words that the grammar has for a symbol, as something chooses."""
    if depth > DEPTH:
        return ""
    return _SYMBOL.sub(lambda found: made(found[1], choose, depth + 1), choose(GRAMMAR[symbol]))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A few sentences, or pieces of such, one after another or in paragraphs of their own."""
    told = draw(st.lists(st.sampled_from(["sentence", "headline", "cut"]), min_size=1, max_size=5))
    between = draw(st.sampled_from([" ", "\n", "\n\n"]))
    return between.join(made(one, lambda choices: draw(st.sampled_from(choices))) for one in told)
