"""What is known of an article from its capture: each value with where it was found, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from site_builder.corpus.source.invisible import seen
from site_builder.corpus.source.text import FORBIDDEN
from site_builder.editing.add.addresses import addresses_of
from site_builder.editing.add.article_blocks import PageEvidence
from site_builder.editing.add.authorship import authorship_of
from site_builder.editing.add.capture import Capture
from site_builder.editing.add.found_values import FoundValue, PageMetadata
from site_builder.editing.add.layout import Layout, lay_out, refined
from site_builder.editing.add.outlets import Outlet, Outlets, credit_of, publisher_of
from site_builder.editing.add.publication import Publication, publication_of
from site_builder.editing.add.titles import bare_title, printed_title
from site_builder.editing.add.truncation import truncation_note
from site_builder.editing.mojibake import undoubled
from site_builder.extraction.languages.recognised import language_of_words
from site_builder.model.normal_form import WORD
from site_builder.model.problems import quoted
from site_builder.model.rights import RESERVED
from site_builder.model.value_types import ActorId
from site_builder.proving.blocks import BlockKind

_ENGLISH = frozenset((
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by", "at",
    "from", "it", "his", "her", "he", "she", "they", "were", "are", "be", "has", "have", "had", "not",
    "said", "which", "who", "will", "would", "this", "an", "or", "but", "their", "its",
))  # fmt: skip
_TITLE = 30
"""Words of a title at most."""
_MANY = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOptions:
    """What the person who adds an article says of it."""

    url: str | None = None
    publisher: str | None = None
    republished: bool = False
    rights: str = RESERVED
    whole: bool = False
    """All of the text is the article, as of a table or a list, which no rule tells from menus."""
    propose: bool = True
    """What is suggested is written into the annotation, for people to check there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is known of an article; `hints` say, by key, what may help to find what is missing.

    `agency` is the one that stands in an author's place, `first` the outlet that the text credits with having
    had the article first.
    """

    title: FoundValue | None
    authors: tuple[FoundValue, ...]
    agency: FoundValue | None = None
    outlet: Outlet | None
    first: Outlet | None
    published: Publication
    url: FoundValue | None
    archived: FoundValue | None
    language: FoundValue | None
    hints: dict[str, str]


def describe(capture: Capture, given: AddOptions, outlets: Outlets) -> tuple[Layout, Description]:
    """Find what an article's file says of it; nothing is invented, and what is not found stays away."""
    title, layout = _titled(capture, whole=given.whole)
    hints: dict[str, str] = {}
    addresses = addresses_of(capture, given.url, layout, hints)
    known = list(addresses.known)
    written = authorship_of(layout, capture.stated)
    outlet = _outlet(layout, given, outlets, known, capture.stated)
    if beginning := truncation_note(capture, layout):
        hints["text"] = beginning
    return layout, Description(
        title=next(iter(_with_repair("title", [title] if title else [], hints)), None),
        authors=_with_repair("authors", written.persons, hints),
        agency=written.agency,
        outlet=outlet,
        first=_first(credit_of(layout, outlets, written.agency), outlet),
        published=publication_of(layout, capture.stated, known, hints),
        url=addresses.url,
        archived=addresses.archived,
        language=capture.stated.language or _language(layout),
        hints=hints,
    )


def _with_repair(key: str, found: Sequence[FoundValue], hints: dict[str, str]) -> tuple[FoundValue, ...]:
    """Undo what was encoded twice, and say so in a hint: the capture prints something else."""
    whole = [replace(one, value=clean(undoubled(one.value))) for one in found]
    damaged = [old.damaged or old.value for old in found if old.damaged or undoubled(old.value) != old.value]
    if damaged:
        there = ", ".join(quoted(clean(one)) for one in dict.fromkeys(damaged))
        hints[key] = f"repaired: the capture has {there}; compare"
    return tuple(one for one in whole if one.value)


def clean(text: str) -> str:
    """Bring a text onto one line, without the characters that files of the project may not hold."""
    return " ".join(seen(FORBIDDEN.sub(" ", text)).split())


# ------------------------------------------------------------------ title


def _titled(capture: Capture, *, whole: bool) -> tuple[FoundValue | None, Layout]:
    """Find the title: of a page what it states and prints, of a text the first line of the article."""
    stated = capture.stated
    plain = lay_out(capture.text, whole=whole)
    words = [plain.words(block) for block in islice(plain.blocks, _MANY)]
    printed = printed_title(stated, words)
    evidence = PageEvidence(capture.main, capture.sure, capture.markup, stated.body)
    layout = refined(plain, evidence, printed) if capture.markup.runs and not whole else plain
    if printed:
        return FoundValue(printed, "the page's title, which stands in the text"), layout
    if stated.titles:
        first = stated.titles[0]
        return FoundValue(bare_title(first.value, stated), first.where, printed=False), layout
    block = layout.inside[0]
    first_line = layout.words(block) if block.kind is not BlockKind.PROSE and block.words <= _TITLE else ""
    return (FoundValue(first_line, "the first line of the article") if first_line else None), layout


# ------------------------------------------------------------------ outlet


def _outlet(
    layout: Layout, given: AddOptions, outlets: Outlets, addresses: list[FoundValue], stated: PageMetadata
) -> Outlet | None:
    if given.publisher:
        known = outlets.has(given.publisher)
        name = (
            outlets.name_of(ActorId(given.publisher)) if known else given.publisher.replace("-", " ").title()
        )
        actor = ActorId(given.publisher)
        return Outlet(name, actor if known else None, "as given with --publisher", printed=False)
    return publisher_of(layout, outlets, addresses, stated.site)


def _first(credited: Outlet | None, outlet: Outlet | None) -> Outlet | None:
    """Give the outlet that is credited, unless it is the one that published the article."""
    if (
        credited
        and outlet
        and (credited.actor, credited.name)[credited.actor is None] in (outlet.actor, outlet.name)
    ):
        return None
    return credited


# ------------------------------------------------------------------ language


def _language(layout: Layout) -> FoundValue | None:
    words = [
        word.casefold()
        for start, end in layout.stretches
        for word in WORD.findall(layout.text[start : min(end, start + 20_000)])
    ]
    share = sum(word in _ENGLISH for word in words) / len(words) if words else 0
    if share > 0.2:
        return FoundValue("en", "the small words of the text, which are English")
    code = language_of_words(words)
    return FoundValue(code, "the small words and letters of the text") if code else None
