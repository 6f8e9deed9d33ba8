"""What was found about an article, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value and where it was found, in words; `printed` tells whether the kept text itself prints it.

    `damaged` is what stands there in place of a value that was repaired.
    """

    value: str
    where: str
    printed: bool = True
    damaged: str = ""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date of publication as the markup or the address has it, and how much it weighs beside others."""

    found: FoundValue
    weight: int
    in_address: bool = False


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page's markup says of itself, where it does; every value as written there.

    `authors` are those of all its ways to name one, the surest way first, each way with all its names.
    `modified` are the days on which it says that it was changed; `headings` are the page's first-level
    headings; `licence` is the address of a licence. The words that the article has (0 where the page
    does not count them) and `summary` tell a whole one from its beginning; `body` is its text as the
    markup has it; `closed` is what says that not everybody may read it, and where.
    """

    titles: tuple[FoundValue, ...] = ()
    headings: tuple[str, ...] = ()
    authors: tuple[tuple[FoundValue, ...], ...] = ()
    published: tuple[StatedDate, ...] = ()
    modified: tuple[str, ...] = ()
    site: FoundValue | None = None
    canonical: FoundValue | None = None
    language: FoundValue | None = None
    licence: FoundValue | None = None
    summary: str = ""
    body: str = ""
    words: int = 0
    closed: FoundValue | None = None
