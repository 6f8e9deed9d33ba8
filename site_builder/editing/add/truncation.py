"""Whether a capture is just the beginning of an article, as where a page asks for money."""

import re
from collections.abc import Iterator
from itertools import islice

from site_builder.editing.add.capture import Capture
from site_builder.editing.add.layout import Layout
from site_builder.model.normal_form import WORD

_ASKS = re.compile(
    r"\b(?:"
    r"(?:subscribe|register|sign\s?(?:up|in)|log\s?in|create\s+an?\s+(?:free\s+)?account|pay|join(?:\s+now)?)\b.{0,40}"
    r"\b(?:to|and)\s+(?:continue|keep|read|unlock|finish|(?:view|see|access)\s+(?:this|the))\b"
    r"|to\s+(?:continue|keep)\s+reading\b|continue\s+reading\s+(?:with|for|by)\b"
    r"|already\s+a\s+(?:subscriber|member)\b"
    r"|(?:this|the\s+full|the\s+rest\s+of\s+(?:this|the))\s+(?:article|story|content|post)\s+is\s+(?:only\s+)?"
    r"(?:for|available\s+to|reserved\s+for|exclusive(?:ly)?)\b.{0,30}\b(?:subscribers|members)"
    r"|(?:for|exclusive\s+to)\s+(?:paid\s+|paying\s+)?subscribers\s+only|subscriber[- ]only"
    r"|(?:unlock|read)\s+(?:this|the\s+(?:full|whole|rest\s+of\s+(?:this|the)))\s+(?:article|story)"
    r"|you(?:'ve|\s+have)\s+(?:reached|used|read)\s.{0,40}\bfree\s+(?:articles?|stor(?:y|ies))"
    r"|\d{1,3}\s?%\s+of\s+(?:this|the)\s+article)",
    re.IGNORECASE,
)
_AFTER = 8
"""Blocks behind the body in which a page asks for money before it goes on."""
_SHORT = 200
"""With fewer words, a body that a page asks money for, or that breaks off, may be a beginning."""
_CUT = ("…", "...", "[…]", "[...]", "…]")


def truncation_note(capture: Capture, layout: Layout) -> str:
    """Say why a capture may be only the beginning of its article; empty where nothing says so."""
    body = " ".join(layout.text[start:end] for start, end in layout.stretches)
    words = sum(1 for _ in islice(WORD.finditer(body), 20_000))
    signs = list(_signs(capture, layout, body, words))
    if not signs:
        return ""
    return f"perhaps only the beginning of the article ({words:,} words): {'; '.join(signs)}"


def _signs(capture: Capture, layout: Layout, body: str, words: int) -> Iterator[str]:
    stated = capture.stated
    if stated.closed:
        yield f"{stated.closed.where} says that not everybody may read it ({stated.closed.value})"
    if words < 0.6 * stated.words:
        yield f"the page counts {stated.words:,} words"
    if stated.summary and words < len(WORD.findall(stated.summary)):
        yield "the page's own summary is longer"
    request = _request_to_pay(layout, words)
    if request:
        yield f'the page says "{request}"'
    if words < _SHORT and body.rstrip().endswith(_CUT):
        yield "its last words break off"


def _request_to_pay(layout: Layout, words: int) -> str:
    """Find where a page asks for money to go on: right behind the body, or within and around a short one."""
    end = layout.stretches[-1][1]
    behind = [block for block in layout.blocks if block.start >= end][:_AFTER]
    for block in (*layout.inside[-2:], *behind) if words >= _SHORT else layout.blocks[:2_000]:
        match = _ASKS.search(layout.words(block)[:400].replace("’", "'"))
        if match:
            return match[0]
    return ""
