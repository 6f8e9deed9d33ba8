"""How sure the quotes of a state are, seen from the state before.

With the text at hand it is looked up; the layer that an earlier state had was reviewed with it. A new
or changed place that comes without its text is only a claim.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from site_builder.model.value_types import ArticleId
from site_builder.proving.layers import Layer
from site_builder.proving.proofs import written_quotes
from site_builder.reviewing.diff.compared_state import Side
from site_builder.reviewing.diff.markdown import ListItem, Markdown, Section, counted, said, together

Standing = Literal[
    "found in the text", "found earlier", "not found in the text", "to be confirmed", "not yet found"
]
CONFIRMING = Markdown(
    "The places of these quotes were written without the text. Someone who holds it runs `site-builder diff` "
    "with `--texts FOLDER`: quotes that are there are then marked as found, and no longer listed here."
)
FOUND: tuple[Standing, ...] = ("found in the text", "found earlier")


@dataclass(frozen=True, slots=True)
class Proofs:
    """The quotes of two states; `before` holds the id that an article had, where it was renamed."""

    base: Side
    head: Side
    before: Mapping[str, str]

    def standing(self, article: ArticleId, key: str) -> Standing:
        """How sure a quote is in the new state."""
        layer = self.head.layers.get(article)
        proof = layer.proofs.get(key) if layer else None
        if article in self.head.at_hand:
            return "found in the text" if proof else "not found in the text"
        if proof is None:
            return "not yet found"
        earlier = self._earlier(article)
        return "found earlier" if earlier and earlier.proofs.get(key) == proof else "to be confirmed"

    def was_found(self, article: ArticleId, key: str) -> bool:
        """Whether the quote was found in the old state."""
        layer = self.base.layers.get(ArticleId(self.before.get(article, article)))
        return layer is not None and key in layer.proofs

    def _earlier(self, article: ArticleId) -> Layer | None:
        """The old state's layer of the same text."""
        now = self.head.layers[article]
        layer = self.base.layers.get(ArticleId(self.before.get(article, article)))
        return layer if layer and layer.sha256 == now.sha256 else None

    def claims(self) -> Section:
        """What somebody who holds the text has to confirm."""
        items = tuple(self._claims())
        counts = counted(sum(len(item.below) for item in items), "claim")
        title = "To be confirmed by someone who holds the text"
        return Section(
            title, items, Markdown(f"**{title}: {counts}**" if items else ""), CONFIRMING, unfolded=True
        )

    def _claims(self) -> Iterator[ListItem]:
        for article in sorted(self.head.layers):
            if article in self.head.at_hand or article not in self.head.corpus.articles:
                continue
            if article not in self.before and self.head.read_the_same(self.base, article):
                continue
            lines = tuple(self._claimed(article, self.head.layers[article]))
            if lines:
                yield ListItem(said("{}", self.head.corpus.articles[article].title), lines)

    def _claimed(self, article: ArticleId, layer: Layer) -> Iterator[Markdown]:
        annotation = self.head.corpus.annotations.get(article)
        quotes = {quote.key: quote for quote in written_quotes(annotation)} if annotation else {}
        for key, quote in quotes.items():
            if self.standing(article, key) == "to be confirmed":
                yield said(f"line {quote.location.line}: {{}} stands in the text", quote.quote)
        earlier = self._earlier(article)
        if earlier is None or (earlier.body, earlier.paragraphs) != (layer.body, layer.paragraphs):
            yield Markdown("where the article and its paragraphs begin and end in the captured text")
        if earlier is None or earlier.found != layer.found:
            found = layer.found
            counts = (
                counted(len(found.mentions), "name"),
                counted(len(found.times), "time"),
                counted(len(found.amounts), "amount"),
            )
            yield Markdown(f"what extraction found in the text: {together(counts)}")
