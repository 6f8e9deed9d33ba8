"""What of a text no record covers: names, dates, amounts, and sentences that nothing is quoted from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from site_builder.annotating.workspace import ReadArticle
from site_builder.editing.suggest.sentences.story import Story
from site_builder.model.extraction_results import PUBLISHED_RANK, UndatedKind, UndatedTime, found_by
from site_builder.model.normal_form import Span, normal

Found = dict[str, Any]


def uncovered(read: ReadArticle, story: Story | None, covered: Iterable[Sequence[int]]) -> list[Found]:
    """List what stands in none of some stretches of the text, in the order of the text."""
    if story is None:
        return []
    spans = sorted((int(start), int(end)) for start, end in covered)
    found = [
        *_names(read, spans),
        *_times(read, spans),
        *_amounts(read, spans),
        *_sentences(story, read.article.title, spans),
    ]
    return sorted(found, key=lambda one: (one["start"], one["end"]))


def _names(read: ReadArticle, covered: Sequence[Span]) -> Iterator[Found]:
    """Names that the registry does not have; of mere candidates who found them, where a model reads, too."""
    models = any(found_by(one.mention) != "rules" for one in read.linked)
    for one in read.linked:
        mention = one.mention
        if not one.ids and mention.label != "demonym" and not _touched((mention.start, mention.end), covered):
            sure = "" if mention.rank <= PUBLISHED_RANK else "perhaps "
            by = f"; found by {found_by(mention)}" if sure and models else ""
            note = f"{sure}a name that the registry does not have ({mention.label}{by})"
            yield _found("name", mention.start, mention.end, mention.surface, note)


def _times(read: ReadArticle, covered: Sequence[Span]) -> Iterator[Found]:
    for time in read.found.times:
        if not _touched((time.start, time.end), covered):
            note = f"a time in no record, read as {time.edtf}" if time.edtf else "a time in no record"
            yield _found("date", time.start, time.end, time.surface, note)


_KINDS: Final[dict[UndatedKind, str]] = {
    "duration": "how long", "set": "how often", "now": "now", "vague": "no date", "clock": "a time of day",
}  # fmt: skip


def undated(found: Iterable[UndatedTime]) -> list[Found]:
    """List what speaks of time without dating anything; it asks for no record."""
    return [
        _found("time", one.start, one.end, one.surface, f"{_KINDS[one.kind]}: {one.value} in TimeML")
        for one in found
    ]


def _amounts(read: ReadArticle, covered: Sequence[Span]) -> Iterator[Found]:
    for amount in read.found.amounts:
        if not _touched((amount.start, amount.end), covered):
            yield _found("amount", amount.start, amount.end, amount.surface, "an amount in no record")


def _sentences(story: Story, title: str, covered: Sequence[Span]) -> Iterator[Found]:
    for sentence in story.sentences:
        start, end = sentence[0].start, sentence[len(sentence) - 1].end
        headline = sentence.headline or normal(story.text[start:end]) == normal(title)
        if not headline and not _touched((start, end), covered):
            note = "a sentence that nothing is quoted from"
            yield _found("sentence", start, end, story.text[start:end], note)


def _touched(span: Span, covered: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in covered)


def _found(what: str, start: int, end: int, text: str, note: str) -> Found:
    return {"what": what, "start": start, "end": end, "text": " ".join(text.split()), "note": note}
