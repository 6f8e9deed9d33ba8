"""What stands around an article's prose and belongs to it: the title above, a note on the author below."""

import re
from collections.abc import Sequence

from site_builder.model.lazy_pattern import lazy_pattern
from site_builder.proving.blocks import BlockKind, TextBlock

ABOVE = 8
ABOVE_PROSE = 5
"""So many blocks above a byline, or above prose, may the title stand."""
_BELOW = 12
"""So many blocks below the article may a note on its author stand."""


def title_above(text: str, found: Sequence[TextBlock], below: int, window: int) -> int | None:
    """Find the title above a byline or a paragraph; a byline on the way up starts the search anew."""
    best: int | None = None
    other: int | None = None
    short: int | None = None
    i, low = below - 1, below - window
    while i >= max(0, low):
        block = found[i]
        if block.kind in (BlockKind.ASIDE, BlockKind.COMMENTS):
            break
        if block.kind is BlockKind.BYLINE:
            other = other or best  # never 0: the byline is above it
            best, low = None, i - ABOVE_PROSE
        elif block.kind is BlockKind.LINE and _is_headline(text, block):
            if best is not None and not _is_standfirst(text, found[best], block):
                break
            best = i
        elif best is not None and block.kind is not BlockKind.JUNK:
            break
        elif (
            block.kind is BlockKind.LINE
            and block.words > 1
            and found[i + 1].kind in (BlockKind.BYLINE, BlockKind.PROSE)
        ):
            short = i if short is None else short
        i -= 1
    return next((title for title in (best, short, other) if title is not None), None)


def _is_headline(text: str, block: TextBlock) -> bool:
    words = text[block.start : block.end]
    return block.words > 3 and not (block.ended and words.endswith(".")) and not _CREDIT.search(words[-120:])


def _is_standfirst(text: str, block: TextBlock, above: TextBlock) -> bool:
    """Tell what follows a title: in small letters, and longer or below capitals; or a caption twice."""
    words, title = text[block.start : block.end], text[above.start : above.end]
    longer = block.words > max(11, above.words)
    return words == title or ((longer or _is_cased(title)) and not _is_cased(words))


def _is_cased(words: str) -> bool:
    """Tell whether nearly all long words are capitalised."""
    long_words = [word for word in words.split()[1:] if len(word) > 3]
    return sum(word[0].isupper() for word in long_words) > 0.7 * len(long_words)


# ------------------------------------------------------------------ the end

_CREDIT = lazy_pattern(
    r"\((?:[^()]*\b(?:photo|credit|courtesy|image|picture|ap|afp|reuters)\b[^()]*|[^()\d/]+/[^()]+)\)\s*\Z"
    r"|(?:photo|credit|image|picture)s?:\s.{1,60}\Z",
    re.IGNORECASE,
)
_NOTE = lazy_pattern(
    r"\b(?:is|was|are|has|covers|writes|reports|works|serves|teaches)\b.*\b(?:editor|reporter|correspondent"
    r"|journalist|author|writer|columnist|analyst|fellow|professor|lecturer|researcher|contributor|historian"
    r"|photographer|freelanc\w+|writes|covers|reports|teaches)\b",
    re.DOTALL,
)


def ending(text: str, found: Sequence[TextBlock], last: int) -> list[int]:
    """Blocks below the last paragraph that belong: short sentences, credits, a note on the author."""
    kept: list[int] = []
    near = True
    for i in range(last + 1, min(len(found), last + 1 + _BELOW)):
        block = found[i]
        words = text[block.start : min(block.end, block.start + 400)]
        note = block.ended and words[0].isupper() and block.kind in (BlockKind.PROSE, BlockKind.LINE)
        below = near and (block.kind is BlockKind.BYLINE or _is_last_line(block, words))
        if below or (note and block.words > 4 and _NOTE.search(words)):
            kept.append(i)
        elif block.kind is not BlockKind.JUNK:
            near = False
    return kept


def _is_last_line(block: TextBlock, words: str) -> bool:
    return block.kind is BlockKind.LINE and (
        (block.ended and block.words > 1) or _CREDIT.search(words) is not None
    )
