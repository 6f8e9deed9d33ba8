"""What linking makes of one article by itself: the names in its text and digest, where its quotes stand.

Besides, how much in it is open. All depends on what is read of the article and on the forms of names in
the registry, and is kept by a hash of both. In it are rows as JSON has them; names become values when
somebody asks.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple

from site_builder.linking.name_resolution import Linked, in_quotes, name_text, paragraphs_of
from site_builder.linking.open_findings import OpenFindings, open_findings
from site_builder.model.annotation import Annotation
from site_builder.model.article import Article, Digest
from site_builder.model.extraction_results import PUBLISHED_RANK, Extraction, Mention, Stretch
from site_builder.model.normal_form import Span
from site_builder.model.records import DateRecord, Record
from site_builder.model.value_types import ArticleId
from site_builder.names.matching import NameIndex
from site_builder.proving import quotes
from site_builder.proving.extracting import SEPARATOR
from site_builder.proving.layers import Layer
from site_builder.storage.store import Store

STAGE: Final = "links"


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A stretch of a text that names an entry."""

    start: int
    end: int
    id: str


class _Rows(NamedTuple):
    """Rows of numbers and words, as they are kept."""

    names: list[list[Any]]
    """In the text: start, end, id, number of the paragraph."""
    unlinked: list[list[Any]]
    """Mentions in the text that no entry has."""
    digest: list[list[list[Any]]]
    """In each paragraph of the digest: start, end, id."""
    quotes: list[list[list[Any]]]
    """Of each record: the key of each quote, and the stretches where it stands, if it was found."""
    authors: list[list[Any]]
    """Each author as printed, and the entries that this name may mean."""
    open: list[int]
    """What is open in the article, as `OpenFindings` has it."""


@dataclass(frozen=True)
class ArticleLinks:
    """What linking makes of an article."""

    rows: _Rows

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names in its text, in its order."""
        return tuple(Name(start, end, name) for start, end, name, _ in self.rows.names)

    @cached_property
    def digest(self) -> tuple[tuple[Name, ...], ...]:
        """The names in each paragraph of its digest."""
        return tuple(tuple(Name(*row) for row in rows) for rows in self.rows.digest)

    @cached_property
    def unlinked(self) -> tuple[Mention, ...]:
        """Names in its text that no entry has, each surface once."""
        return tuple(Mention(*row) for row in self.rows.unlinked)

    @cached_property
    def open(self) -> OpenFindings:
        """What is found in its text and in no record, and how many quotes are not found."""
        return OpenFindings(*self.rows.open)


@dataclass(frozen=True, slots=True)
class LinkInputs:
    """What is read of an article; `text` where everybody may read it, `found` in its digest."""

    article: Article
    annotation: Annotation | None
    layer: Layer | None
    text: str | None
    digest: Digest | None
    found: Extraction


@dataclass(frozen=True, slots=True)
class KeptLinks:
    """What earlier runs made of articles; `key` gives a hash of all that is read of one, if it is known."""

    store: Store = field(default_factory=Store)
    key: Callable[[ArticleId], str | None] = field(default=lambda _article: None)


NONE_KEPT: Final = KeptLinks()


def known_links(store: Store, article: ArticleId, key: str) -> ArticleLinks | None:
    """Give what was made of an article before."""
    written = store.get(STAGE, article, key)
    try:
        return ArticleLinks(_Rows(*json.loads(written))) if written else None
    except (ValueError, TypeError):  # somebody else wrote it
        return None


def keep_links(store: Store, article: ArticleId, key: str, links: ArticleLinks) -> None:
    """Keep what was made of an article."""
    store.put(STAGE, article, key, json.dumps(links.rows, ensure_ascii=False, separators=(",", ":")))


# ------------------------------------------------------------------ making


def links_of(read: LinkInputs, names: NameIndex) -> ArticleLinks:
    """Link the names in an article's text and digest, and look up its quotes among its proofs."""
    linked = tuple(_in_text(read, names))
    paragraphs = read.layer.paragraphs if read.layer else ()
    named = [[name.start, name.end, name.id, _paragraph(paragraphs, name.start)] for name in _named(linked)]
    unlinked, quoted = _unlinked(linked), list(_quotes(read))
    told = [(record, [key for key, _ in keys]) for record, keys in zip(_records(read), quoted, strict=True)]
    return ArticleLinks(
        _Rows(
            names=named,
            unlinked=[[getattr(one, part) for part in one.__slots__] for one in unlinked],
            digest=[list(map(_row, found)) for found in _in_digest(read, names)],
            quotes=quoted,
            authors=[[author, names.find(author)] for author in read.article.printed_authors],
            open=list(astuple(open_findings(read.layer, told, unlinked))),
        )
    )


def _row(name: Name) -> list[Any]:
    return [name.start, name.end, name.id]


def _in_text(read: LinkInputs, names: NameIndex) -> tuple[Linked, ...]:
    """The names of a text; what is public anyway is looked through, too.

    A private preview finds no more names than the site that it previews.
    """
    if read.layer is None:
        return ()
    more = paragraphs_of(read.text, read.layer.paragraphs) if read.text is not None else ()
    return name_text(read.layer.found, names, (*in_quotes(read.annotation, read.layer), *more))


def _named(linked: Iterable[Linked]) -> tuple[Name, ...]:
    """The names that lead to an entry; candidates lead there too once the registry has their form."""
    return tuple(Name(one.mention.start, one.mention.end, one.id) for one in linked if one.id)


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


def _quotes(read: LinkInputs) -> Iterator[list[list[Any]]]:
    proofs: Mapping[str, quotes.Proof] = read.layer.proofs if read.layer else {}
    for record in _records(read):
        keys = [quotes.quote_key(quote, record.prefix, record.suffix) for quote in record.quotes]
        yield [[key, proofs[key].spans if key in proofs else ()] for key in keys]


def _records(read: LinkInputs) -> Iterator[Record | DateRecord]:
    for _, records in read.annotation.sections if read.annotation else ():
        yield from records


# ------------------------------------------------------------------ digests


def _in_digest(read: LinkInputs, names: NameIndex) -> tuple[tuple[Name, ...], ...]:
    """The names in each paragraph of a digest, which is public and is looked through whole."""
    paragraphs = read.digest.paragraphs if read.digest else ()
    spans = tuple(_paragraph_spans(paragraphs))
    stretches = (Stretch(start, end, text) for (start, end), text in zip(spans, paragraphs, strict=True))
    named = [one for one in name_text(read.found, names, stretches) if one.mention.rank <= PUBLISHED_RANK]
    return tuple(
        tuple(
            Name(name.start - start, name.end - start, name.id)
            for name in _named(named)
            if start <= name.start and name.end <= end
        )
        for start, end in spans
    )


def _paragraph_spans(paragraphs: Iterable[str]) -> Iterator[Span]:
    start = 0
    for paragraph in paragraphs:
        yield start, start + len(paragraph)
        start += len(paragraph) + len(SEPARATOR)
