"""Scores of what is found in a captured page against what people found in it.

Bodies are compared as article-extraction-benchmark does (github.com/scrapinghub/article-extraction-benchmark,
`evaluate.py`): by all runs of four words; precision and recall are means over the pages, and F is that
of these means, so that a long text weighs no more than a short one.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

_WORDS: Final = re.compile(r"\w+")
_RUN: Final = 4


@dataclass(frozen=True, slots=True)
class RunCounts:
    """Runs of words that two texts share, and that only the found or only the right one has."""

    shared: int
    only_found: int
    only_right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where both are empty."""
        return _share(self.shared, self.shared + self.only_found, empty=not self.only_right)

    @property
    def recall(self) -> float:
        """The share of what is right that was found; 1 where both are empty."""
        return _share(self.shared, self.shared + self.only_right, empty=not self.only_found)


def _share(part: int, whole: int, *, empty: bool) -> float:
    return part / whole if whole else float(empty)


def compare_texts(found: str, right: str) -> RunCounts:
    """Compare a text that was found with the right one."""
    ours, theirs = _runs(found), _runs(right)
    shared = (ours & theirs).total()
    return RunCounts(shared, ours.total() - shared, theirs.total() - shared)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORDS.findall(text)
    return Counter(tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)) if words)


def mean_scores(counts: Sequence[RunCounts]) -> tuple[float, float, float]:
    """Give precision, recall and F over pages; a page on which nothing was found has no precision."""
    precisions = [one.precision for one in counts if one.shared + one.only_found]
    recalls = [one.recall for one in counts if one.shared + one.only_right]
    precision, recall = (fmean(values) if values else 0.0 for values in (precisions, recalls))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def same_title(found: str, right: str) -> bool:
    """Tell whether two titles have the same letters and digits."""
    return _letters(found) == _letters(right)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def same_people(found: Collection[frozenset[str]], right: Collection[frozenset[str]]) -> bool:
    """Tell whether two lists name the same people, each once; each is given by the words of a name."""
    return len(found) == len(right) and all(
        any(one <= other or other <= one for other in right) for one in found
    )
