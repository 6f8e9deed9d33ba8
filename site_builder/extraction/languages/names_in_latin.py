"""Names of persons that are printed again in Latin letters: "Анар Лад (Anar Lad)"."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from site_builder.model.extraction_results import PUBLISHED_RANK, Mention

_IN_LATIN: Final = re.compile(
    r" \((?P<name>[A-Z][A-Za-z\u00c0-\u024f'-]*\.?(?: [A-Za-z\u00c0-\u024f'-]+\.?){1,4})(?=\)|,|;)"
)


def in_latin(text: str, named: Iterable[Mention]) -> Iterator[Mention]:
    """Find what stands in brackets behind the persons named, with about as many words."""
    for mention in named:
        match = _IN_LATIN.match(text, mention.end)
        if match is None or mention.surface.isascii():
            continue
        written = match["name"]
        if mention.rank <= PUBLISHED_RANK and abs(written.count(" ") - mention.surface.count(" ")) <= 1:
            full = mention.full or mention.surface
            yield Mention(match.start("name"), match.end("name"), "person", written, "again", 2, full)
