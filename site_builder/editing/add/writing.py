"""The files of a new article: front matter with marked gaps, and what stands above the suggestions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from site_builder.corpus.placeholders import TO_FILL
from site_builder.corpus.source.invisible import seen
from site_builder.corpus.source.text import FORBIDDEN
from site_builder.editing.add.description import Description, clean
from site_builder.editing.add.found_values import FoundValue
from site_builder.editing.add.written_bounds import WrittenBounds
from site_builder.editing.suggest.writing.entries import NewEntry
from site_builder.editing.suggest.writing.proposed_entries import FILE_LINE, INTRODUCTION
from site_builder.editing.suggest.writing.writing import entry_lines, flow_list, scalar, unread_lines
from site_builder.model.lengths import longest
from site_builder.model.rights import RESERVED, opens


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What names the kept text: sha256 of its bytes, length in code points, bounds that can be written.

    With rights that allow it the text is published.
    """

    sha256: str
    chars: int
    bounds: WrittenBounds | None
    rights: str = RESERVED


def _address(key: str, found: FoundValue | None) -> list[str]:
    """The line of an address; none where a file may hold none so long."""
    return [f"{key}: {scalar(found.value)}"] if found and len(found.value) <= longest("Url", key) else []


def article_file(found: Description, publisher: str, republished_from: str, text: TextFacts) -> str:
    """Write the file of an article, in the order of the format; what is missing is marked as a gap."""
    published = found.published
    title = found.title.value if found.title else ""
    lines = ["---", *_hint(found, "title")]
    lines += [f"title: {scalar(title) if title and _fits(title, 'title') else TO_FILL}"]
    lines += _hint(found, "authors")
    lines += _authors([author.value for author in found.authors if _fits(author.value, "authors")])
    lines += [f"publisher: {scalar(publisher) if publisher else TO_FILL}"]
    if found.outlet and not found.outlet.printed:
        lines += ["publisher_basis: external"]
    lines += _hint(found, "republished_from")
    lines += [f"republished_from: {scalar(republished_from)}"] if republished_from else []
    lines += _hint(found, "published")
    lines += [
        f"published: {_quoted(published.edtf) if published.edtf else TO_FILL}",
        f"published_basis: {published.basis}",
    ]
    if published.basis != "printed":
        why = clean(published.why)
        lines += [f"published_why: {scalar(why) if why and _fits(why, 'published_why') else TO_FILL}"]
    language = found.language.value if found.language else ""
    lines += _hint(found, "url")
    lines += _address("url", found.url)
    lines += _address("archived", found.archived)
    lines += [
        f"language: {language if language and _fits(language, 'language') else TO_FILL}",
        f"rights: {scalar(text.rights)}",
        f"publish: {'text' if opens(text.rights) else 'digest'}",
        *_hint(found, "text"),
        *_text(text),
        "---",
    ]
    if not opens(text.rights):
        lines += [f"{TO_FILL}: a digest of 150 to 400 words, in our own words."]
    return "\n".join(lines) + "\n"


def _fits(text: str, key: str) -> bool:
    """Tell whether a file may hold a text of that length."""
    return len(text) <= longest("Line", key)


def _quoted(text: str) -> str:
    return f'"{text}"'


def _authors(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    on_one_line = flow_list(names)
    if on_one_line:
        return [f"authors: {on_one_line}"]
    return ["authors:", *(f"  - {scalar(name)}" for name in names)]


def _hint(found: Description, key: str) -> list[str]:
    return [f"# add: {clean(found.hints[key])}"] if key in found.hints else []


def _text(text: TextFacts) -> list[str]:
    lines = ["text:", f"  sha256: {text.sha256}", f"  chars: {text.chars}"]
    if text.bounds:
        body, skips = text.bounds.body, text.bounds.skips
        lines += ["  body:", f"    from: {scalar(body.first)}", f"    to: {scalar(body.last)}"]
        lines += ["  skip:"] if skips else []
        for skip in skips:
            lines += [f"    - from: {scalar(skip.first)}", f"      to: {scalar(skip.last)}"]
    return lines


def annotation_head(article: str, entries: Iterable[NewEntry], unread: Iterable[str] = ()) -> str:
    """Write the comments above the suggestions: entries that the registry lacks, to be moved there."""
    lines = [f"# What articles/{article}.md reports. How to annotate: docs/annotating.md"]
    proposed = sorted(entries)
    if proposed:
        lines += [
            "#",
            *INTRODUCTION,
        ]
    for file, group in groupby(proposed, key=lambda entry: entry.file):
        lines += ["#", FILE_LINE.format(path=file)]
        lines += [f"# {seen(FORBIDDEN.sub('', line))}" for entry in group for line in entry_lines(entry)]
    return "\n".join((*lines, *unread_lines(unread))) + "\n"
