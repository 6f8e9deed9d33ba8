"""An article: the front matter of its file, and its digest."""

from dataclasses import dataclass

from site_builder.model import rights
from site_builder.model.value_types import ActorId, ArticleId, DateBasis, Edtf, Line, Publish, Rights, Url
from site_builder.model.written import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds(Written):
    """A stretch of the text, named by its first and its last words."""

    from_: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInfo(Written):
    """What identifies the captured text: sha256 of the file's bytes, length in code points.

    Without `body` the article's bounds in it are found by rules.
    """

    sha256: str
    chars: int
    body: Bounds | None = None
    skip: tuple[Bounds, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Written):
    """Front matter of `articles/<id>.md`."""

    title: Line
    authors: tuple[Line, ...] = ()
    publisher: ActorId
    publisher_basis: DateBasis = "printed"
    republished_from: ActorId | None = None
    published: Edtf
    published_basis: DateBasis
    published_why: Line | None = None
    url: Url | None = None
    archived: Url | None = None
    language: str
    rights: Rights
    publish: Publish = "digest"
    text: TextInfo | None = None
    formerly: tuple[ArticleId, ...] = ()

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
