"""What one file gives to checks of others: small enough that all files' can be looked at each time.

Plain lists, as JSON has them. Rules that compare files work on these; only a file that they doubt is then
looked into.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from site_builder.corpus.checks.dates_between import days_told
from site_builder.corpus.checks.namesakes import quoted_names
from site_builder.corpus.checks.sequence import dates_told
from site_builder.corpus.source import Leaf
from site_builder.corpus.source.kept import SaidArticle
from site_builder.model.annotation import Annotation
from site_builder.model.article import Article
from site_builder.model.registry import Actor, Frame

_IN_PASSING = frozenset(("related", "may_overlap", "after", "different_from", "formerly"))
"""Keys of the registry that point at an entry, and are no use of it."""


class FileFacts(NamedTuple):
    """What a file gives and names.

    `ids` are `[id, line, column, read]`: of entries, or names of records. `refs` are ids that it names, but
    for old ones, by kind of leaf; `passing` those of them that it names only in passing. `marks` says what
    else there is: "said" (anything), "formerly", "after". `others` are actors that are no states.
    """

    ids: list[list[Any]]
    refs: dict[str, list[str]]
    passing: list[str]
    marks: list[str]
    others: list[str]
    article: list[Any]
    """Of an article: its title, sha256 of its text and where that is written, whether that is published, and
    whether it is reserved."""
    dates: list[list[Any]]
    """Of an annotation: events, each with the dates of a report."""
    days: list[list[Any]]
    """Of an annotation: events with a date, where that is written, and whether it may be a slip."""
    people: list[list[str]]
    """Of an annotation: actors of records of people, with the words that are quoted."""


NO_FACTS = FileFacts([], {}, [], [], [], [], [], [], [])


def facts_of(said: Any, leaves: Iterable[Leaf], keys: Iterable[tuple[str, Any]]) -> FileFacts:
    """Gather the facts of a file: of what it says, its leaves, and ids given with their places."""
    leaves = tuple(leaves)
    return FileFacts(
        ids=[*_entries(said, keys), *_record_names(leaves)],
        refs=_references(leaves),
        passing=_passing(leaves),
        marks=list(_marks(said, leaves)),
        others=[name for name, actor in _actors(said) if actor.type != "state"],
        article=_article(said.article) if isinstance(said, SaidArticle) else [],
        dates=list(dates_told(said)) if isinstance(said, Annotation) else [],
        days=list(days_told(said)) if isinstance(said, Annotation) else [],
        people=list(quoted_names(said)) if isinstance(said, Annotation) else [],
    )


def _passing(leaves: Iterable[Leaf]) -> list[str]:
    ids = [leaf for leaf in leaves if leaf.kind.endswith("Id") and leaf.key != "formerly"]
    return sorted({leaf.value for leaf in ids} - {leaf.value for leaf in ids if _is_use(leaf)})


def _is_use(leaf: Leaf) -> bool:
    in_registry = not leaf.location.path.startswith("annotations/articles/")
    return not (in_registry and leaf.key in _IN_PASSING)


def _entries(said: Any, keys: Iterable[tuple[str, Any]]) -> Iterator[list[Any]]:
    for name, place in keys:
        yield [name, place.line, place.column, int(name in said)]


def _record_names(leaves: Iterable[Leaf]) -> Iterator[list[Any]]:
    for leaf in leaves:
        if leaf.kind == "RecordId":
            yield [leaf.value, leaf.location.line, leaf.location.column, 1]


def _references(leaves: Iterable[Leaf]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for leaf in leaves:
        if leaf.kind.endswith("Id") and leaf.kind != "RecordId" and leaf.key != "formerly":
            found[leaf.kind].add(leaf.value)
    return {kind: sorted(ids) for kind, ids in sorted(found.items())}


def _marks(said: Any, leaves: Iterable[Leaf]) -> Iterator[str]:
    if said is not None:
        yield "said"
    if any(leaf.key == "formerly" for leaf in leaves):
        yield "formerly"
    if isinstance(said, Mapping) and any(isinstance(one, Frame) and one.after for one in said.values()):
        yield "after"


def _actors(said: Any) -> Iterator[tuple[str, Actor]]:
    if isinstance(said, Mapping):
        yield from ((name, one) for name, one in said.items() if isinstance(one, Actor))


def _article(article: Article) -> list[Any]:
    at = article.text.at.of("sha256") if article.text else article.at.location
    sha256 = article.text.sha256 if article.text else ""
    return [article.title, sha256, at.line, at.column, article.publishes_text, article.reserved]
