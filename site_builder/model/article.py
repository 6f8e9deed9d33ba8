"""An article: the front matter of its file, and its digest."""

from dataclasses import dataclass
from typing import Annotated

from site_builder.model import rights
from site_builder.model.meaning import FORMERLY, Meaning
from site_builder.model.value_types import ActorId, ArticleId, DateBasis, Edtf, Line, Publish, Rights, Url
from site_builder.model.written import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds(Written):
    """A stretch of the text, named by its first and its last words."""

    from_: Annotated[str, Meaning("The first words, exactly as captured.")]
    to: Annotated[str, Meaning("The last words, exactly as captured.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInfo(Written):
    """What identifies the captured text: sha256 of the file's bytes, length in code points.

    Without `body` the article's bounds in it are found by rules.
    """

    sha256: Annotated[str, Meaning("What `sha256sum` prints for the captured file.")]
    chars: Annotated[int, Meaning("Length of the captured text: what `wc -m` prints.")]
    body: Annotated[
        Bounds | None,
        Meaning("Where the article begins and ends in the capture; found by rules if left out."),
    ] = None
    skip: Annotated[
        tuple[Bounds, ...], Meaning("Stretches of junk within the body: menus, adverts, other stories.")
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DividedName(Written):
    """The name of a person, divided as bibliographies divide it."""

    family: Annotated[
        Line, Meaning("By which bibliographies sort it, with its particles.", ("Lund", "van der Berg"))
    ]
    given: Annotated[Line | None, Meaning("The rest of it.", ("Ada", "J. K."))] = None
    printed: Annotated[
        Line | None,
        Meaning("As printed, where that is not `given` and then `family`.", ("Nagy Imre", "Xi Jinping")),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeName(Written):
    """The name of a body, or one that cannot be divided."""

    literal: Annotated[Line, Meaning("As printed.", ("Norland Wire and agencies", "Staff"))]


Author = Line | DividedName | WholeName


def printed_name(author: Author) -> str:
    """Give a name as it is printed."""
    if isinstance(author, DividedName):
        return author.printed or " ".join(filter(None, (author.given, author.family)))
    return author.literal if isinstance(author, WholeName) else author


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Written):
    """Front matter of `articles/<id>.md`."""

    title: Annotated[Line, Meaning("As printed.")]
    authors: Annotated[
        tuple[Author, ...],
        Meaning(
            "Names as printed, in that order; of one that citations would divide wrongly, its parts, or the "
            "whole as `literal`."
        ),
    ] = ()
    publisher: Annotated[ActorId, Meaning("The outlet.")]
    publisher_basis: Annotated[
        DateBasis, Meaning("How it is known; `external` where the capture does not print it.")
    ] = "printed"
    republished_from: Annotated[ActorId | None, Meaning("The outlet that had it first.")] = None
    published: Annotated[Edtf, Meaning("Date of publication; with ? unless it is printed.")]
    published_basis: Annotated[
        DateBasis,
        Meaning("printed, inferred (from this text alone) or external; the last two need `published_why`."),
    ]
    published_why: Annotated[
        Line | None, Meaning("How the date of publication is known, where it is not printed.")
    ] = None
    url: Annotated[Url | None, Meaning("Where it stands; only if known.")] = None
    archived: Annotated[Url | None, Meaning("Where it is archived.")] = None
    language: Annotated[str, Meaning("Code of its language.", ("en", "az"))]
    rights: Annotated[
        Rights,
        Meaning(
            "`all-rights-reserved`, `public-domain`, a licence's SPDX id, or `permission: "
            "who gave it, when`.",
            ("all-rights-reserved", "CC-BY-4.0", "permission: The Norland Post, 2031-05-12"),
        ),
    ]
    publish: Annotated[
        Publish,
        Meaning(
            "What the site shows: our digest, or the text, where the rights allow it; it is then in texts/."
        ),
    ] = "digest"
    text: Annotated[
        TextInfo | None,
        Meaning("What identifies the captured text, which stays private."),
    ] = None
    formerly: Annotated[tuple[ArticleId, ...], FORMERLY] = ()

    @property
    def printed_authors(self) -> tuple[str, ...]:
        """The names of its authors as printed."""
        return tuple(map(printed_name, self.authors))

    @property
    def reserved(self) -> bool:
        """Whether the rights keep the text from being published, so that quotes are all there is to show."""
        return not rights.opens(self.rights)

    @property
    def publishes_text(self) -> bool:
        """Whether pages may show the whole text: it is asked for, and the rights allow it."""
        return self.publish == "text" and not self.reserved


@dataclass(frozen=True, slots=True)
class Digest:
    """Our own-words account of an article: paragraphs of plain text, with the line each starts on."""

    paragraphs: tuple[str, ...]
    lines: tuple[int, ...]
