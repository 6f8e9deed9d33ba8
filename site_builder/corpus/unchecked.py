"""The corpus while it is being checked: with every id and leaf that was written, and where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, Literal, NamedTuple

from site_builder.corpus.file_facts import FileFacts
from site_builder.corpus.source import Leaf
from site_builder.corpus.text_rights import KnownText
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Location
from site_builder.model.records import Record
from site_builder.model.value_types import ArticleId

IdKind = Literal[
    "actor", "place", "equipment", "topic", "measure", "event", "article", "record",
    "search", "event-type", "actor-type", "section",
]  # fmt: skip
TYPES: Final[frozenset[IdKind]] = frozenset(("event-type", "actor-type", "section"))
"""Kinds whose ids name types: each is unique among its own kind alone, and may be the id of an entry too."""


def space_of(kind: IdKind) -> str:
    """Give the kinds among which an id is given once, by one name."""
    return kind if kind in TYPES else ""


class WrittenId(NamedTuple):
    """An id where it was given, whether or not what it names is right."""

    id: str
    kind: IdKind
    location: Location


@dataclass(frozen=True)
class Draft:
    """What was read: the corpus, which may lack what is wrong, and everything written.

    `facts` and `read` are the facts and leaves of each file by its path. `annotated` holds the ids of the
    articles that have an annotation file, with its place; `unread` the kinds of which a file could not be
    read, so that ids may exist that nobody knows of.
    """

    corpus: Corpus
    facts: Mapping[str, FileFacts]
    read: Mapping[str, tuple[Leaf, ...]]
    ids: tuple[WrittenId, ...]
    annotated: Mapping[str, Location]
    unread: frozenset[IdKind]

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All values of distinct types."""
        return tuple(chain.from_iterable(self.read.values()))

    @cached_property
    def texts(self) -> Mapping[ArticleId, KnownText]:
        """What the articles say of their texts."""
        rows = ((name, self.facts[f"articles/{name}.md"].article) for name in self.corpus.articles)
        return {name: KnownText(row[1], *row[4:]) for name, row in rows}

    @cached_property
    def no_states(self) -> frozenset[str]:
        """Actors that are no states."""
        return frozenset(name for facts in self.facts.values() for name in facts.others)

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[IdKind]]:
        """What each id names: one kind, unless an id was given twice."""
        kinds: dict[str, frozenset[IdKind]] = {}
        for written in self.ids:
            kinds[written.id] = kinds.get(written.id, frozenset()) | {written.kind}
        return kinds


def records(corpus: Corpus) -> Iterator[Record]:
    """All records of all annotations that have a quote and an origin."""
    for annotation in corpus.annotations.values():
        yield from annotation.of(Record)
