"""The id of a new article: outlet, date or year, and a few words of the title."""

import re
from collections.abc import Collection
from itertools import chain

from site_builder.corpus.values import LONGEST_ID
from site_builder.editing.suggest.proposals.names import slug

_SMALL = frozenset((
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "but",
    "as", "is", "are", "was", "were", "be", "been", "it", "its", "that", "this", "his", "her", "their",
    "over", "under", "into", "onto", "after", "before", "amid", "not", "no", "says", "say", "said",
    "new", "will",
))  # fmt: skip
_WORDS = 4
_EACH = 20


def article_id(publisher: str, published: str, title: str, taken: Collection[str]) -> str:
    """Make an id that nothing has: `<publisher>-<date or year>-<slug>`.

    `published` is EDTF; without a whole certain day its year is taken, without one "undated".
    """
    day = re.fullmatch(r"\d{4}-\d\d-\d\d", published)
    year = re.match(r"\d{4}", published)
    when = day[0] if day else year[0] if year else "undated"
    words = [word[:_EACH] for word in slug(title).split("-") if word and word not in _SMALL]
    head = f"{publisher[:30].strip('-')}-{when}"
    known = {one.casefold() for one in taken}
    longer = ["-".join([head, *(words[:n] or ["untitled"])])[:LONGEST_ID] for n in range(_WORDS, 2 * _WORDS)]
    numbered = (f"{longer[0][: LONGEST_ID - 6].strip('-')}-{n}" for n in range(2, 10_000))
    return next(name for one in chain(longer, numbered) if (name := one.strip("-")) not in known)
