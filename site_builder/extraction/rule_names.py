"""What a rule finds: words of a text, before overlaps are settled."""

from dataclasses import dataclass

from site_builder.extraction.shapes import TextWords
from site_builder.model.extraction_results import Label, Mention, Rank


@dataclass(frozen=True, slots=True)
class RuleName:
    """Words `first` to `end` (exclusive) as a name; a possessive ending stays outside."""

    first: int
    end: int
    label: Label
    rule: str
    rank: Rank = 3
    full: str = ""

    def mention(self, words: TextWords, text: str) -> Mention:
        start, end = words.starts[self.first], words.ends[self.end - 1]
        return Mention(start, end, self.label, text[start:end], self.rule, self.rank, self.full)
