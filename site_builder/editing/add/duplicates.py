"""Whether a text is in the project already: the same bytes, nearly the same words, or known quotes.

Word 5-grams are compared, as in A. Broder, "On the resemblance and containment of documents"
(1997): containment is the share of the smaller set that the larger one has too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from site_builder.corpus.checks.digests import folded_words
from site_builder.model.annotation import Annotation
from site_builder.model.corpus import Corpus
from site_builder.model.normal_form import Span
from site_builder.model.quotation import GAP
from site_builder.model.value_types import ArticleId
from site_builder.proving.body import find_body
from site_builder.proving.proofs import written_quotes

_SHINGLE = 5
_NEAR = 0.5
"""From half of the shorter text on, one was made from the other."""
_SAME = 0.9
_QUOTE = 4
"""Quotes of fewer words stand in many texts."""
_QUOTES = 3
"""Fewer quotes found prove nothing."""


@dataclass(frozen=True, slots=True, order=True)
class Duplicate:
    """An article whose text is the same or nearly the same; `share` of it is, as `how` tells.

    `identical` means the same bytes.
    """

    share: float
    article: ArticleId
    how: str
    identical: bool = False

    @property
    def is_same(self) -> bool:
        """Tell a text that is the same but for trifles."""
        return self.share >= _SAME


def find_duplicate(
    corpus: Corpus, sha256: str, body: Sequence[str], texts: Mapping[str, str]
) -> Duplicate | None:
    """Find the article whose text is most like a new one.

    `body` are the paragraphs of the new article, `texts` the texts at hand by sha256. Without its
    text an article is compared by the quotes of its annotation.
    """
    for article_id, article in corpus.articles.items():
        if article.text and article.text.sha256 == sha256:
            return Duplicate(1.0, article_id, "the same file, by its sha256", identical=True)
    words = [word for paragraph in body for word in folded_words(paragraph)]
    new = _shingles(words)
    starts = _grams(words, _QUOTE)
    found = []
    for article_id, article in corpus.articles.items():
        text = texts.get(article.text.sha256) if article.text else None
        if text is not None and article.text is not None:
            read, _ = find_body(text, article.text)
            spans: tuple[Span, ...] = read.stretches if read else ((0, len(text)),)
            share = _containment(new, _shingles([w for a, b in spans for w in folded_words(text[a:b])]))
            found.append(
                Duplicate(share, article_id, f"{share:.0%} of its words stand there in the same order")
            )
        elif article_id in corpus.annotations:
            found += _by_quotes(article_id, corpus.annotations[article_id], starts)
    best = max(found, default=None)
    return best if best and best.share >= _NEAR else None


def _shingles(words: Sequence[str]) -> frozenset[int]:
    return _grams(words, _SHINGLE)


def _grams(words: Sequence[str], size: int) -> frozenset[int]:
    """Hash every run of so many words; a shorter text is one run."""
    last = max(1, len(words) - size + 1)
    return frozenset(hash(tuple(words[i : i + size])) for i in range(last)) if words else frozenset()


def _containment(one: frozenset[int], other: frozenset[int]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _by_quotes(article: ArticleId, annotation: Annotation, starts: frozenset[int]) -> Iterable[Duplicate]:
    """Count the quotes of an annotation of which every run of words stands in the new text."""
    parts = {part for quote in written_quotes(annotation) for part in quote.quote.split(GAP)}
    long_ones = [words for part in sorted(parts) if len(words := folded_words(part)) >= _QUOTE]
    hits = sum(_grams(words, _QUOTE) <= starts for words in long_ones)
    if hits >= _QUOTES:
        how = f"{hits} of its {len(long_ones)} longer quotes stand there; its text is not at hand"
        yield Duplicate(hits / len(long_ones), article, how)
