"""Where a text was written, at the head of a sentence: "MERROW, May 3 (KNA) - "."""

import re
from functools import lru_cache
from typing import Final

from site_builder.editing.suggest.sentences.story import Sentence

_DATELINE: Final = 12
"""So many words a dateline has at most, with its date and agency."""
_SHORTEST: Final = 3
"""Fewer letters are no town: "US"."""
_BEHIND_DATELINE: Final = re.compile(r"\s-\s|--|[:\u2013\u2014]|/\.?\s")
_SHORT: Final = 5
"""So many words a dateline has of which the town alone is looked for."""
_MARKS: Final = (" - ", "--", "\u2013", "\u2014", ":", "(")


@lru_cache(maxsize=64)
def dateline_end(s: Sentence) -> int:
    """Find where the text begins behind a dateline: "MERROW, May 3 (KNA) - "; at the head if it has none."""
    if not s[0].text.isupper() or len(s[0].text) < _SHORTEST:
        return 0
    return next((k for k in range(1, min(len(s), _DATELINE)) if _BEHIND_DATELINE.search(s.gap(k))), 0)


def is_dateline(s: Sentence) -> bool:
    """As in "MERROW, Nov. 1 (KNA) -- Ann Hale", "Merrow, May 1, KNA" with nothing behind it."""
    gaps = (s.gap(k) for k in range(1, min(len(s), _SHORT + 1)))
    alone = len(s) <= _SHORT and all(t.who or t.time or t.text.isupper() for t in s.tokens)
    return alone or any(dash in gap for gap in gaps for dash in _MARKS)
