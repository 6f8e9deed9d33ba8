"""Which texts pages may show: those whose rights allow it, or in a private preview all at hand.

This is the one door by which a text reaches the pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.model.corpus import Corpus
from site_builder.model.value_types import ArticleId


@dataclass(frozen=True, slots=True)
class ShownTexts:
    """The texts that pages may show, by article; `private` where nobody but us sees the pages."""

    texts: Mapping[ArticleId, str] = field(default_factory=dict)
    private: bool = False


NO_TEXTS = ShownTexts()


class KnownText(NamedTuple):
    """What an article says of its text: sha256, or nothing; whether pages may show it, or it is private."""

    sha256: str
    published: bool
    reserved: bool


def known_texts(corpus: Corpus) -> dict[ArticleId, KnownText]:
    """Give what the articles of a corpus say of their texts."""
    return {
        name: KnownText(one.text.sha256 if one.text else "", one.publishes_text, one.reserved)
        for name, one in corpus.articles.items()
    }


@dataclass(frozen=True, slots=True)
class TextRights:
    """The texts that a corpus knows, by sha256: private ones, open ones, and of these the published."""

    private: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    published: Mapping[str, str] = field(default_factory=dict)


def rights_of_texts(corpus: Corpus, at_hand: Mapping[str, str]) -> TextRights:
    """Divide the texts of a corpus by the rights to them; `at_hand` are those that are there, by sha256."""
    known = [(article.text.sha256, article) for article in corpus.articles.values() if article.text]
    return TextRights(
        private=frozenset(sha256 for sha256, article in known if article.reserved),
        open=frozenset(sha256 for sha256, article in known if not article.reserved),
        published={name: at_hand[name] for name, one in known if one.publishes_text and name in at_hand},
    )


def shown_texts(corpus: Corpus, at_hand: Mapping[str, str], *, private: bool) -> ShownTexts:
    """Choose among the texts at hand, which come by sha256."""
    texts = {
        name: at_hand[article.text.sha256]
        for name, article in corpus.articles.items()
        if article.text and article.text.sha256 in at_hand and (private or article.publishes_text)
    }
    return ShownTexts(texts, private)
