"""What a rule finds: words of a text, before overlaps are settled."""

from dataclasses import dataclass
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.shapes import TextWords
from site_builder.model.extraction_results import Label, Mention, Rank

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
        return Mention(start, end, self.label, text[start:end], self.rule, self.rank, self.full)
