"""What linking makes of all articles, each by itself; what was made before is not made again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from site_builder.corpus.text_rights import ShownTexts
from site_builder.linking.article_links import (
    STAGE,
    ArticleLinks,
    KeptLinks,
    LinkInputs,
    keep_links,
    known_links,
    links_of,
)
from site_builder.linking.link_memory import LinkMemory, entries_of
from site_builder.model.corpus import Corpus
from site_builder.model.extraction_results import Extraction
from site_builder.model.value_types import ArticleId
from site_builder.names.matching import NameIndex, compile_names, hash_of_names
from site_builder.proving.layers import Layer
from site_builder.storage.store import key_of

_NOTHING: Final = Extraction()


@dataclass(frozen=True, slots=True)
class ArticleLinking:
    """The articles of a corpus with what was found in them, and what is known of them from before."""

    corpus: Corpus
    layers: Mapping[ArticleId, Layer]
    digests: Mapping[ArticleId, Extraction]
    shown: ShownTexts
    memory: LinkMemory
    kept: KeptLinks

    def all(self) -> Iterator[tuple[ArticleId, ArticleLinks]]:
        """Give what is made of each article."""
        memory = self.memory
        entries = entries_of(self.corpus.registry, memory)
        forms = memory.of("forms", "", (entries,), partial(hash_of_names, self.corpus.registry))
        self.kept.store.read_ahead(STAGE)
        for name in self.corpus.articles:
            read = self.kept.key(name)
            key = memory.equal("key", key_of(read, forms) if read else "", name)
            if key:
                yield name, memory.of("links", name, (key,), partial(self._known_or_made, name, key, entries))
            else:
                yield name, self._made(name, entries)

    def _known_or_made(self, name: ArticleId, key: str, entries: object) -> ArticleLinks:
        links = known_links(self.kept.store, name, key)
        if links is None:
            links = self._made(name, entries)
            keep_links(self.kept.store, name, key, links)
        return links

    def _made(self, name: ArticleId, entries: object) -> ArticleLinks:
        read = self._inputs(name)
        names: NameIndex = self.memory.of(
            "names", "", (entries,), partial(compile_names, self.corpus.registry)
        )
        parts = [getattr(read, part) for part in read.__slots__]
        return self.memory.of("made", name, (names, *parts), partial(links_of, read, names))

    def _inputs(self, name: ArticleId) -> LinkInputs:
        article = self.corpus.articles[name]
        text = self.shown.texts.get(name) if article.publishes_text else None
        return LinkInputs(
            article,
            self.corpus.annotations.get(name),
            self.layers.get(name),
            self.memory.equal("text", text, name),
            self.corpus.digests[name] if name in self.digests else None,
            self.digests.get(name, _NOTHING),
        )
