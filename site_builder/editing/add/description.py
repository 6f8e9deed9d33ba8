"""What is known of an article from its capture: each value with where it was found, and what is missing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from site_builder.corpus.source.invisible import seen
from site_builder.corpus.source.text import FORBIDDEN
from site_builder.editing.add.addresses import addresses_of
from site_builder.editing.add.bylines import PrintedPublication, authors_in, published_in, stated_names
from site_builder.editing.add.capture import Capture
from site_builder.editing.add.found_values import FoundValue, PageMetadata
from site_builder.editing.add.layout import Layout, lay_out, letters_of, refined
from site_builder.editing.add.outlets import Outlet, Outlets, credit_of, publisher_of
from site_builder.editing.add.publication_dates import dates_in, years_in
from site_builder.editing.add.truncation import truncation_note
from site_builder.editing.mojibake import undoubled
from site_builder.model import edtf
from site_builder.model.normal_form import WORD
from site_builder.model.problems import quoted
from site_builder.model.rights import RESERVED
from site_builder.model.value_types import ActorId, DateBasis
from site_builder.proving.blocks import BlockKind

_ENGLISH = frozenset((
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by", "at",
    "from", "it", "his", "her", "he", "she", "they", "were", "are", "be", "has", "have", "had", "not",
    "said", "which", "who", "will", "would", "this", "an", "or", "but", "their", "its",
))  # fmt: skip
_TITLE = 30
"""Words of a title at most."""
_MANY = 2_000
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_-]|$)", re.ASCII)


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


@dataclass(frozen=True, slots=True)
class Publication:
    """The date of publication: EDTF (empty where not known), its basis and reason, and where it was found."""

    edtf: str = ""
    basis: DateBasis = "external"
    why: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is known of an article; `hints` say, by key, what may help to find what is missing.

    `first` is the outlet that the text credits with having had the article first.
    """

    title: FoundValue | None
    authors: tuple[FoundValue, ...]
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
    if beginning := truncation_note(capture, layout):
        hints["text"] = beginning
    return layout, Description(
        title=next(iter(_with_repair("title", [title] if title else [], hints)), None),
        authors=_with_repair("authors", authors_in(layout) or _stated_authors(capture.stated), hints),
        outlet=_outlet(layout, given, outlets, known, capture.stated),
        first=credit_of(layout, outlets),
        published=_published(layout, capture.stated, known, hints),
        url=addresses.url,
        archived=addresses.archived,
        language=capture.stated.language or _english(layout),
        hints=hints,
    )


def _stated_authors(stated: PageMetadata) -> tuple[FoundValue, ...]:
    """Give the persons that a page's markup names as authors, each once."""
    named: dict[str, FoundValue] = {}
    for found in stated.authors:
        for name in stated_names(undoubled(found.value)):
            damaged = "" if name in found.value else found.value
            named.setdefault(name, FoundValue(name, found.where, printed=False, damaged=damaged))
    return tuple(named.values())


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
    lines = {letters_of(line): line for line in words}
    wanted = (*(found.value for found in stated.titles), *stated.headings)
    printed = next((lines[key] for key in map(letters_of, wanted) if key in lines), "")
    layout = refined(plain, capture.main, printed) if capture.main and not whole else plain
    if printed:
        return FoundValue(printed, "the page's title, which stands in the text"), layout
    if stated.titles:
        first = stated.titles[0]
        return FoundValue(first.value, first.where, printed=False), layout
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


# ------------------------------------------------------------------ date of publication


def _published(
    layout: Layout, stated: PageMetadata, addresses: list[FoundValue], hints: dict[str, str]
) -> Publication:
    printed = published_in(layout)
    by_page = _stated_date(stated)
    if printed and printed.edtf:
        return _printed(printed, by_page, hints)
    if by_page:
        why = f"The text prints no date; {by_page.where} gives {_in_english(by_page.value)}."
        return Publication(f"{by_page.value}?", "external", why, by_page.where)
    for address in addresses:
        match = _IN_ADDRESS.search(address.value)
        day = f"{match[1]}-{match[2]}-{match[3]}" if match else ""
        if day and dates_in(day):
            why = f"The text prints no date; the page's address has {_in_english(day)} in it."
            return Publication(f"{day}?", "external", why, address.where)
    latest = _latest(layout)
    said = [printed.why] if printed else []
    said += [f"the latest date that the text names is {latest}"] if latest else []
    if said:
        hints["published"] = "; ".join(said)
    return Publication()


def _printed(printed: PrintedPublication, by_page: FoundValue | None, hints: dict[str, str]) -> Publication:
    if by_page and not by_page.value.startswith(printed.edtf[:10].rstrip("?")):
        hints["published"] = f"{by_page.where} gives another date, {_in_english(by_page.value)}"
    basis: DateBasis = "inferred" if printed.inferred else "printed"
    return Publication(printed.edtf, basis, printed.why, printed.where)


def _stated_date(stated: PageMetadata) -> FoundValue | None:
    if stated.published is None:
        return None
    dates = dates_in(stated.published.value)
    return (
        FoundValue(dates[0].edtf, stated.published.where, printed=False) if dates and dates[0].edtf else None
    )


def _latest(layout: Layout) -> str:
    """Say the latest date that the article names; a year where no date is later."""
    lines = [layout.words(block)[:4_000] for block in islice(layout.inside, _MANY)]
    days = [date.edtf for line in lines for date in dates_in(line) if date.edtf]
    years = [f"{year}" for line in lines for year in years_in(line)]
    latest = max((*days, *years), default="", key=lambda text: (text[:4], len(text), text))
    return _in_english(latest) if latest else ""


def _in_english(date: str) -> str:
    return edtf.words(edtf.parse(date))


# ------------------------------------------------------------------ language


def _english(layout: Layout) -> FoundValue | None:
    words = [
        word.casefold()
        for start, end in layout.stretches
        for word in WORD.findall(layout.text[start : min(end, start + 20_000)])
    ]
    share = sum(word in _ENGLISH for word in words) / len(words) if words else 0
    return FoundValue("en", "the small words of the text, which are English") if share > 0.2 else None
