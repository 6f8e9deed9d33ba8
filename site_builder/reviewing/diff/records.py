"""Records that were added, removed or changed, with their quotes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from site_builder.changes.matching import MatchedRecord, matched
from site_builder.model.annotation import Section as Part
from site_builder.model.annotation import in_files
from site_builder.model.records import DateRecord, Record
from site_builder.model.value_types import ArticleId, SectionId
from site_builder.output.exports.record_data import Json, json_of
from site_builder.pages.values_in_words import Words, of_section
from site_builder.proving.quotes import quote_key
from site_builder.reviewing.diff.compared_state import Side
from site_builder.reviewing.diff.markdown import ListItem, Markdown, Section, counted, named, said, together
from site_builder.reviewing.diff.proofs import FOUND, Proofs
from site_builder.reviewing.diff.wording import (
    NamesOfBoth,
    changes,
    fields,
    renamed,
    subject,
)

_PROOF = ("quote", "prefix", "suffix")


@dataclass(frozen=True, slots=True)
class _RecordState:
    """A record, what it holds as JSON, and its quotes by key."""

    record: Record | DateRecord
    json: Json
    quotes: Mapping[str, str]


@dataclass
class _Tally:
    """What is counted on the way."""

    records: Counter[str] = field(default_factory=Counter)
    quotes: Counter[str] = field(default_factory=Counter)


def records_section(base: Side, head: Side, told: NamesOfBoth, proofs: Proofs) -> tuple[Section, Markdown]:
    """Give the section of the records, and a line on the quotes that are new."""
    tally = _Tally()
    now = {told.renames.get(article, article): article for article in base.corpus.annotations}
    items: list[ListItem] = []
    for article in sorted({*now, *head.corpus.annotations}):
        if not told.renames and _as_it_was(base, head, ArticleId(article)):
            continue
        for part, name in _parts(base, head):
            old = _known(base, now.get(article), part)
            new = _known(head, article, part)
            if old or new:
                section = _in_section(told, base, head, part)
                items += _Comparison(section, proofs, ArticleId(article), name, tally).items(old, new)
    quotes = together(Markdown(f"{number:,} {standing}") for standing, number in sorted(tally.quotes.items()))
    line = f"Quotes added: {counted(tally.quotes.total(), 'quote')} ({quotes})" if quotes else ""
    return Section("Records", tuple(items), summary_of("Records", tally.records)), Markdown(line)


def _in_section(told: NamesOfBoth, base: Side, head: Side, part: Part) -> NamesOfBoth:
    """What both states call things in the records of a section."""
    return replace(
        told,
        base=of_section(told.base, base.corpus, part),
        head=of_section(told.head, head.corpus, part),
    )


def _parts(base: Side, head: Side) -> list[tuple[Part, str]]:
    """The sections that annotations of either side may have, in order, each with what a record is called."""
    sections = {**base.corpus.registry.sections, **head.corpus.registry.sections}
    return [(part, sections[SectionId(part)].name) for part in in_files(sections)]


def _as_it_was(base: Side, head: Side, article: ArticleId) -> bool:
    """Whether both states have the very same records of an article, and the same places of their quotes."""
    if head.read_the_same(base, article):
        return True
    sides = ((side.corpus.annotations.get(article), side.layers.get(article)) for side in (base, head))
    return all(one is other for one, other in zip(*sides, strict=True))


def summary_of(what: str, counts: Counter[str]) -> Markdown:
    """The line of a part of the report: "Records: 2 added, 1 changed"."""
    said_of = [
        f"{counts[word]:,} {word}" for word in ("added", "changed", "renamed", "removed") if counts[word]
    ]
    return Markdown(f"{what}: {', '.join(said_of)}" if said_of else "")


def _known(side: Side, article: str | None, part: Part) -> list[_RecordState]:
    annotation = side.corpus.annotations.get(ArticleId(article)) if article else None
    return [_one(record) for record in getattr(annotation, part, ())]


def _one(record: Record | DateRecord) -> _RecordState:
    quotes = record.quotes if isinstance(record, Record) else (record.quote,)
    return _RecordState(
        record, json_of(record), {quote_key(words, record.prefix, record.suffix): words for words in quotes}
    )


@dataclass(frozen=True, slots=True)
class _Comparison:
    """One section of one article, in both states; `part` is what a record of it is called."""

    told: NamesOfBoth
    proofs: Proofs
    article: ArticleId
    part: str
    tally: _Tally

    def items(self, old: list[_RecordState], new: list[_RecordState]) -> Iterator[ListItem]:
        """Say what became of each record: those of the new state first, in its order."""
        before = ArticleId(self.proofs.before.get(self.article, self.article))
        proofs, renames = self.proofs, self.told.renames
        pairs = matched(
            [self._entry(proofs.base, before, i, known, renames) for i, known in enumerate(old)],
            [self._entry(proofs.head, self.article, i, known, {}) for i, known in enumerate(new)],
        )
        partner = {there: here for here, there in pairs}
        for index, known in enumerate(new):
            if index not in partner:
                yield self._added(known)
            elif lines := tuple(self._changes(old[partner[index]], known)):
                self.tally.records["changed"] += 1
                yield ListItem(self._title("changed in", known, self.told.head), lines)
        for index, known in enumerate(old):
            if index not in partner.values():
                self.tally.records["removed"] += 1
                lines = tuple(said("Quote: {}", words) for words in known.quotes.values())
                yield ListItem(self._title("removed from", known, self.told.base), lines)

    def _entry(
        self, side: Side, article: ArticleId, index: int, known: _RecordState, renames: Mapping[str, str]
    ) -> MatchedRecord:
        layer = side.layers.get(article)
        found = [layer.proofs[key] for key in known.quotes if key in layer.proofs] if layer else []
        said_of = renamed(self.told.base.ids, known.json, renames).items()
        return MatchedRecord(
            index=index,
            id=getattr(known.record, "id", None),
            quotes=frozenset(known.quotes),
            spans=tuple(span for proof in found for span in proof.spans),
            fields={key: value for key, value in said_of if key not in (*_PROOF, "note")},
        )

    def _title(self, done: str, known: _RecordState, words: Words) -> Markdown:
        article = words.names.get(self.article) or self.told.head.names.get(self.article) or str(self.article)
        place = known.record.at.location
        told = said(f"{done} {{}}: {{}}", article, subject(words, known.json, known.quotes.values()))
        where = said(" ({})", f"{place.path}:{place.line}") if words is self.told.head else ""
        return Markdown(f"**{named(self.part)}** {told}{where}")

    def _added(self, known: _RecordState) -> ListItem:
        self.tally.records["added"] += 1
        lines = [*fields(self.told.head, known.json, *_PROOF), *self._new_quotes("Quote", known.quotes)]
        return ListItem(self._title("added to", known, self.told.head), tuple(lines))

    def _changes(self, old: _RecordState, new: _RecordState) -> Iterator[Markdown]:
        yield from changes(self.told, old.json, new.json, "quote")
        added = {key: words for key, words in new.quotes.items() if key not in old.quotes}
        yield from self._new_quotes("Quote added", added)
        for key, words in old.quotes.items():
            if key not in new.quotes:
                yield said("Quote removed: {}", words)
            else:
                yield from self._standing(key, new.quotes[key])

    def _new_quotes(self, what: str, quotes: Mapping[str, str]) -> Iterator[Markdown]:
        for key, words in quotes.items():
            standing = self.proofs.standing(self.article, key)
            self.tally.quotes[standing] += 1
            yield said(f"{what}: {{}} ({standing})", words)

    def _standing(self, key: str, words: str) -> Iterator[Markdown]:
        """Say where a quote that stayed is now surer or less sure than it was."""
        standing = self.proofs.standing(self.article, key)
        was_found = self.proofs.was_found(self.article, key)
        if was_found and standing not in FOUND:
            yield said(f"Quote {{}}: was found, is now {standing}", words)
        elif not was_found and standing in FOUND:
            yield said(f"Quote {{}}: was not yet found, is now {standing}", words)
