"""Which entry of the registry a found name stands for: by its exact forms, never by a guess.

A form that two entries share names neither. A back-reference stands for the full form that it
refers to. Names found by less certain means link all the same once the registry holds their form.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import permutations

from site_builder.extracted import Layer
from site_builder.findings import PUBLISHED_RANK, Mention
from site_builder.model import ArticleId, Corpus, Registry
from site_builder.normal import normal

Forms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A stretch of a paragraph that names an entry."""

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


InDigests = Mapping[ArticleId, tuple[tuple[Mention, ...], ...]]


def forms_of(registry: Registry) -> Forms:
    """Every form under which the registry names something, in normal form, with the ids that have it."""
    forms: dict[str, set[str]] = defaultdict(set)
    for entries in (registry.actors, registry.places, registry.equipment):
        for name, entry in entries.items():
            for form in entry.forms:
                forms[normal(form)].add(name)
    return {form: tuple(sorted(ids)) for form, ids in sorted(forms.items())}


def linked(mention: Mention, forms: Forms) -> str | None:
    """The one entry that a mention names."""
    for form in (mention.full, mention.surface):
        ids = forms.get(normal(form), ()) if form else ()
        if len(ids) == 1:
            return ids[0]
    return None


def name_everything(corpus: Corpus, layers: Mapping[ArticleId, Layer], digests: InDigests) -> Naming:
    """Link the mentions of all texts and digests."""
    forms = forms_of(corpus.registry)
    counts: dict[str, Counter[ArticleId]] = defaultdict(Counter)
    together: dict[str, Counter[str]] = defaultdict(Counter)
    texts = {article: _names(layer.found.mentions, forms) for article, layer in sorted(layers.items())}
    for article, named in texts.items():
        paragraphs: dict[int, set[str]] = defaultdict(set)
        for name in named:
            counts[name.id][article] += 1
            paragraphs[_paragraph(layers[article], name)].add(name.id)
        for names in paragraphs.values():
            for one, other in permutations(sorted(names), 2):
                together[one][other] += 1
    return Naming(
        counts={name: dict(sorted(found.items())) for name, found in sorted(counts.items())},
        together={name: dict(sorted(found.items())) for name, found in sorted(together.items())},
        texts=texts,
        digests={
            article: tuple(_names(p, forms) for p in paragraphs) for article, paragraphs in digests.items()
        },
        unlinked={article: _unlinked(layer.found.mentions, forms) for article, layer in layers.items()},
        forms=forms,
    )


def _names(mentions: Iterable[Mention], forms: Forms) -> tuple[Name, ...]:
    return tuple(
        Name(mention.start, mention.end, name) for mention in mentions if (name := linked(mention, forms))
    )


def _unlinked(mentions: Iterable[Mention], forms: Forms) -> tuple[Mention, ...]:
    firsts: dict[str, Mention] = {}
    for mention in mentions:
        if linked(mention, forms) is None and mention.label != "demonym":
            known = firsts.get(mention.surface)
            firsts[mention.surface] = min(known, mention, key=lambda m: m.rank) if known else mention
    return tuple(sorted(firsts.values(), key=lambda m: (m.rank > PUBLISHED_RANK, m.start)))


def _paragraph(layer: Layer, name: Name) -> int:
    """Number of the paragraph that a name stands in; -1 where it stands in none."""
    number = bisect_right(layer.paragraphs, name.start, key=lambda paragraph: paragraph[0]) - 1
    return number if number >= 0 and name.start < layer.paragraphs[number][1] else -1
