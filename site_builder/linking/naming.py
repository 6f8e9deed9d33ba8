"""The names of all texts and digests of a site: who is named where, how often, and with whom."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import permutations

from site_builder.linking.link_memory import LinkMemory, entries_of
from site_builder.linking.name_resolution import Linked, name_text
from site_builder.model.corpus import Corpus
from site_builder.model.extraction_results import (
    PUBLISHED_RANK,
    Extraction,
    Mention,
    Stretch,
)
from site_builder.model.normal_form import Span, normal
from site_builder.model.registry import Registry
from site_builder.model.value_types import ArticleId
from site_builder.names.matching import (
    NameIndex,
    compile_names,
)
from site_builder.proving.extracting import SEPARATOR
from site_builder.proving.layers import Layer

Forms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A stretch of a text that names an entry."""

    start: int
    end: int
    id: str


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


NO_STRETCHES: tuple[Stretch, ...] = ()
Public = Mapping[ArticleId, tuple[Stretch, ...]]
"""What else of a text may be looked through for names, because it is public."""


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
    corpus: Corpus,
    layers: Mapping[ArticleId, Layer],
    digests: Mapping[ArticleId, Extraction],
    public: Public,
    memory: LinkMemory,
) -> Naming:
    """Link the names of all texts and digests; `public` is what else of a text may be looked through."""
    registry = corpus.registry
    entries = entries_of(registry, memory)
    names = memory.of("names", "", (entries,), partial(compile_names, registry))
    everything = {
        article: memory.of(
            "text",
            article,
            (names, layer, public.get(article, NO_STRETCHES)),
            partial(name_text, layer.found, names, public.get(article, NO_STRETCHES)),
        )
        for article, layer in sorted(layers.items())
    }
    texts = {
        article: memory.of("linked", article, (linked,), partial(_same_names, article, linked, memory))
        for article, linked in everything.items()
    }
    named = {
        article: memory.of(
            "named in",
            article,
            (found, memory.equal("paragraphs", layers[article].paragraphs, article)),
            partial(_named_in, article, found, layers[article].paragraphs),
        )
        for article, found in texts.items()
    }
    return Naming(
        counts=memory.gathered("counts", {article: one[0] for article, one in named.items()}, dict),
        together=memory.gathered("together", {article: one[1] for article, one in named.items()}, _summed),
        texts=texts,
        digests={
            article: memory.of(
                "digest",
                article,
                (names, corpus.digests[article], found),
                partial(_in_digest, corpus.digests[article].paragraphs, found, names),
            )
            for article, found in digests.items()
        },
        unlinked={
            article: memory.of("unlinked", article, (linked,), partial(_unlinked, linked))
            for article, linked in everything.items()
        },
        forms=memory.of("forms", "", (entries,), partial(forms_of, registry)),
        authors={
            author: names.find(author) for article in corpus.articles.values() for author in article.authors
        },
    )


def _same_names(article: ArticleId, linked: Iterable[Linked], memory: LinkMemory) -> tuple[Name, ...]:
    return memory.equal("linked", _linked_names(linked), article)


def _linked_names(linked: Iterable[Linked]) -> tuple[Name, ...]:
    """The names that lead to an entry; candidates lead there too once the registry has their form."""
    return tuple(Name(one.mention.start, one.mention.end, one.id) for one in linked if one.id)


NamedIn = tuple[Mapping[str, tuple[ArticleId, int]], Mapping[str, Mapping[str, int]]]
"""What is named in a text, how often; and in how many of its paragraphs two of these are."""


def _named_in(article: ArticleId, named: Iterable[Name], spans: Sequence[Span]) -> NamedIn:
    counts: Counter[str] = Counter()
    paragraphs: dict[int, set[str]] = defaultdict(set)
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for name in named:
        counts[name.id] += 1
        paragraphs[_paragraph(spans, name.start)].add(name.id)
    for ids in paragraphs.values():
        for one, other in permutations(sorted(ids), 2):
            together[one][other] += 1
    return {name: (article, number) for name, number in counts.items()}, together


def _summed(given: Iterator[Mapping[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for counts in given:
        found.update(counts)
    return dict(sorted(found.items()))


def _unlinked(linked: Iterable[Linked]) -> tuple[Mention, ...]:
    firsts: dict[str, Mention] = {}
    for one in linked:
        mention = one.mention
        if one.id is None and mention.label != "demonym":
            known = firsts.get(mention.surface)
            firsts[mention.surface] = min(known, mention, key=lambda m: m.rank) if known else mention
    return tuple(sorted(firsts.values(), key=lambda m: (m.rank > PUBLISHED_RANK, m.start)))


def _paragraph(paragraphs: Sequence[Span], start: int) -> int:
    """Number of the paragraph that a name stands in; -1 where it stands in none."""
    number = bisect_right(paragraphs, start, key=lambda paragraph: paragraph[0]) - 1
    return number if number >= 0 and start < paragraphs[number][1] else -1


# ------------------------------------------------------------------ digests


def _in_digest(
    paragraphs: Sequence[str], found: Extraction, names: NameIndex
) -> tuple[tuple[Name, ...], ...]:
    """The names in each paragraph of a digest, which is public and is looked through whole."""
    spans = tuple(_paragraph_spans(paragraphs))
    stretches = (Stretch(start, end, text) for (start, end), text in zip(spans, paragraphs, strict=True))
    named = [one for one in name_text(found, names, stretches) if one.mention.rank <= PUBLISHED_RANK]
    return tuple(
        tuple(
            Name(name.start - start, name.end - start, name.id)
            for name in _linked_names(named)
            if start <= name.start and name.end <= end
        )
        for start, end in spans
    )


def _paragraph_spans(paragraphs: Iterable[str]) -> Iterator[Span]:
    start = 0
    for paragraph in paragraphs:
        yield start, start + len(paragraph)
        start += len(paragraph) + len(SEPARATOR)
