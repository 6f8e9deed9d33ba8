"""Forms of names that sources misprint, as pages show them: marked as the source's own."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.linking.site import Site
from site_builder.model.normal_form import Span, find_whole
from site_builder.translation.messages import gettext


@dataclass(frozen=True, slots=True)
class QuotePiece:
    """A run of a quote; `sic` where it ends in a form that the source misprints."""

    text: str
    sic: bool = False


def misprints(site: Site, text: str) -> Iterator[Span]:
    """Where a text has forms that the registry knows as misprinted, but for those within longer ones."""
    spans = (span for form in site.printed if form in text for span in find_whole(text, form))
    reach = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > reach:
            yield start, end
            reach = end


def with_sic(site: Site, text: str) -> str:
    """A text in which forms that the registry knows as misprinted are marked as such."""
    pieces, end = list[str](), 0
    for _, stop in misprints(site, text):
        pieces += (text[end:stop], " ", gettext("[sic]"))
        end = stop
    return "".join((*pieces, text[end:]))


def quote_pieces(site: Site, words: str) -> tuple[QuotePiece, ...]:
    """Split a quote after each misprint."""
    pieces, start = [], 0
    for _, end in misprints(site, words):
        pieces.append(QuotePiece(words[start:end], sic=True))
        start = end
    return (*pieces, QuotePiece(words[start:]))
