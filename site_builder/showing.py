"""Which texts pages may show: those whose rights allow it, or in a private preview all at hand.

This is the one door by which a text reaches the pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.model import ArticleId, Corpus


@dataclass(frozen=True, slots=True)
class ShownTexts:
    """The texts that pages may show, by article; `private` where nobody but us sees the pages."""

    texts: Mapping[ArticleId, str] = field(default_factory=dict)
    private: bool = False


NO_TEXTS = ShownTexts()


def shown_texts(corpus: Corpus, at_hand: Mapping[str, str], *, private: bool) -> ShownTexts:
    """Choose among the texts at hand, which come by sha256."""
    texts = {
        name: at_hand[article.text.sha256]
        for name, article in corpus.articles.items()
        if article.text and article.text.sha256 in at_hand and (private or article.publishes_text)
    }
    return ShownTexts(texts, private)
