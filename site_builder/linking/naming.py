"""The names of all texts and digests of a site: who is named where, how often, and with whom."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import permutations
from typing import Any

from site_builder.linking.article_links import ArticleLinks, Name
from site_builder.linking.link_memory import LinkMemory, entries_of
from site_builder.model.extraction_results import Mention
from site_builder.model.lazy import Lazy
from site_builder.model.normal_form import normal
from site_builder.model.registry import Registry
from site_builder.model.value_types import ArticleId

Forms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Naming:
    """What the names in texts and digests come to; all keys are ids."""

    counts: Mapping[str, Mapping[ArticleId, int]] = field(default_factory=dict)
    """How often each entry is named in each text."""
    together: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """In how many paragraphs two entries are named together."""
    texts: Mapping[ArticleId, tuple[Name, ...]] = field(default_factory=dict)
    """Names in each text, in its order."""
    digests: Mapping[ArticleId, tuple[tuple[Name, ...], ...]] = field(default_factory=dict)
    """Names in each paragraph of each digest."""
    unlinked: Mapping[ArticleId, tuple[Mention, ...]] = field(default_factory=dict)
    """Names in each text that no entry has, each surface once."""
    forms: Forms = field(default_factory=dict)
    """Forms of names, in normal form, with the ids of the entries that have them."""
    authors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The entries that each printed name of an author may mean, in any spelling."""


def forms_of(registry: Registry) -> Forms:
    """Every form under which the registry names something, in normal form, with the ids that have it."""
    forms: dict[str, set[str]] = defaultdict(set)
    for entries in (registry.actors, registry.places, registry.equipment):
        for name, entry in entries.items():
            for form in entry.forms:
                forms[normal(form)].add(name)
    return {form: tuple(sorted(ids)) for form, ids in sorted(forms.items())}


# ------------------------------------------------------------------ all texts


def name_everything(
    registry: Registry,
    links: Mapping[ArticleId, ArticleLinks],
    texts: Collection[ArticleId],
    digests: Iterable[ArticleId],
    memory: LinkMemory,
) -> Naming:
    """Gather the names of all texts and digests, from what was made of each article."""
    entries = entries_of(registry, memory)
    named = {
        article: memory.of("named in", article, (rows,), partial(_named_in, article, rows))
        for article in sorted(texts)
        for rows in (memory.equal("named", links[article].rows.names, article),)
    }
    return Naming(
        counts=memory.gathered("counts", {article: one[0] for article, one in named.items()}, dict),
        together=memory.gathered("together", {article: one[1] for article, one in named.items()}, _summed),
        texts=Lazy({article: partial(_names, links[article]) for article in sorted(texts)}),
        digests=Lazy({article: partial(_digest, links[article]) for article in digests}),
        unlinked=Lazy({article: partial(_unlinked, links[article]) for article in sorted(texts)}),
        forms=memory.of("names by form", "", (entries,), partial(forms_of, registry)),
        authors={author: tuple(ids) for found in links.values() for author, ids in found.rows.authors},
    )


NamedIn = tuple[Mapping[str, tuple[ArticleId, int]], Mapping[str, Mapping[str, int]]]
"""What is named in a text, how often; and in how many of its paragraphs two of these are."""


def _named_in(article: ArticleId, rows: Iterable[Sequence[Any]]) -> NamedIn:
    counts: Counter[str] = Counter()
    paragraphs: dict[int, set[str]] = defaultdict(set)
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for _, _, name, paragraph in rows:
        counts[name] += 1
        paragraphs[paragraph].add(name)
    for ids in paragraphs.values():
        for one, other in permutations(ids, 2):
            together[one][other] += 1
    return {name: (article, number) for name, number in counts.items()}, together


def _summed(given: Iterator[Mapping[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for counts in given:
        found.update(counts)
    return dict(sorted(found.items()))


def _names(links: ArticleLinks) -> tuple[Name, ...]:
    return links.names


def _digest(links: ArticleLinks) -> tuple[tuple[Name, ...], ...]:
    return links.digest


def _unlinked(links: ArticleLinks) -> tuple[Mention, ...]:
    return links.unlinked
