"""Makes a text safe for a tokenizer, one character to one: only the body, folded, without endless tokens."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from site_builder.extraction.folding import fold
from site_builder.model.normal_form import Span

TEXT_BYTES: Final = 2 * 1024 * 1024

# spaCy's tokenizer takes quadratic time for one token, and no name is as long as this.
_LONG: Final = re.compile(r"\S{80}\S*")
_PUNCTUATION: Final = re.compile(r"[^\w\s]{12}[^\w\s]*")
_WORD: Final = re.compile(r"[\w'.&-]+")


def prepare(text: str, body: Iterable[Span]) -> str:
    """Blank all but the body and what no word is; refuse a text of over 2 MB with a `ValueError`."""
    refuse_long(text)
    folded = fold(text)
    spans = sorted((max(0, start), min(len(text), end)) for start, end in body)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    pieces = [
        "\n" * (high - low) if i % 2 == 0 else _bounded(folded[low:high])
        for i, (low, high) in enumerate(pairwise(edges))
    ]
    return "".join(pieces)


def refuse_long(text: str) -> None:
    """Raise a `ValueError` about a text of over 2 MB."""
    if len(text) > TEXT_BYTES or len(text.encode("utf-8", "surrogatepass")) > TEXT_BYTES:
        raise ValueError(f"a text of over {TEXT_BYTES} bytes")


def _bounded(text: str) -> str:
    return _LONG.sub(_shortened, _PUNCTUATION.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _shortened(match: re.Match[str]) -> str:
    """Keep what words there are of a long token, as of text without spaces after its full stops."""
    run = match[0]
    return " " * len(run) if any(len(word) > 40 for word in _WORD.findall(run)) else _spaced(run)


def _spaced(run: str) -> str:
    return re.sub(r"[^\w'.&-]", " ", run)
