"""Old addresses: every id under `formerly:` leads to where its entry is now."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.model.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Move:
    """An old path of the site, the path that it leads to, and the title of what is there."""

    old: str
    new: str
    title: str


def moves(corpus: Corpus) -> Iterator[Move]:
    """Everything that was renamed."""
    registry = corpus.registry
    for kind in ("actors", "places", "equipment", "topics"):
        for now, entry in getattr(registry, kind).items():
            yield from (Move(f"{kind}/{old}/", f"{kind}/{now}/", entry.name) for old in entry.formerly)
    for event, frame in registry.events.items():
        yield from (Move(f"events/{old}/", f"events/{event}/", frame.title) for old in frame.formerly)
    for now, article in corpus.articles.items():
        yield from (Move(f"articles/{old}/", f"articles/{now}/", article.title) for old in article.formerly)
