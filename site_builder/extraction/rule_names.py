"""What a rule finds: words of a text, before overlaps are settled."""

import re
from dataclasses import dataclass
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.shapes import TextWords
from site_builder.model.extraction_results import CANDIDATE_RANK, Label, Mention, Rank

_DAMAGED: Final = re.compile("[?\ufffd][^\\W\\d_]")
"""What stands where a letter was lost: "Erdo?an". Such a name is not whole, so it is only proposed."""
_WITH_STOP: Final = lexicon.words("with a full stop")


@dataclass(frozen=True, slots=True)
class RuleName:
    """Words `first` to `end` (exclusive) as a name, without a possessive ending, with the stop of "Inc."."""

    first: int
    end: int
    label: Label
    rule: str
    rank: Rank = 3
    full: str = ""

    def mention(self, words: TextWords, text: str) -> Mention:
        start, end = words.starts[self.first], words.ends[self.end - 1]
        if words.texts[self.end - 1] in _WITH_STOP and text.startswith(".", end):
            end += 1
        rank: Rank = CANDIDATE_RANK if _DAMAGED.match(text, end) else self.rank
        return Mention(start, end, self.label, text[start:end], self.rule, rank, self.full)
