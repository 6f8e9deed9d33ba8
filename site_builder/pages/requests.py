"""What those who are written about can ask for, and the letters that ask for it: no server takes part.

A letter is a link that opens a mail, or an issue of the repository, in which stand the address of the page
and lines to fill. Which of the two, the project's contact decides; a site that names neither says where those
who are responsible are named.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote as percent_encode

from site_builder.model.addresses import mail_in, page_in
from site_builder.pages.components import Link
from site_builder.pages.facets import UNSEARCHED
from site_builder.pages.heads import Head, page_head
from site_builder.translation.messages import N_, gettext

PATH: Final = "corrections/"


@dataclass(frozen=True, slots=True)
class RequestKind:
    """Something that can be asked for: what the link is called, and the lines of the letter to fill."""

    called: str
    title: str
    lines: tuple[str, ...]


KINDS: Final = (
    RequestKind(
        N_("Ask for a correction"),
        N_("Correction: {title}"),
        (
            N_("Which statement, as it stands there:"),
            N_("What is wrong, and what would be right:"),
            N_("What shows it (the article's own words, or another source):"),
        ),
    ),
    RequestKind(
        N_("Send a reply"),
        N_("Reply: {title}"),
        (
            N_("Which statement I answer:"),
            N_("My reply, which may be shown word for word with my name and the date:"),
            N_("How you can tell that it comes from me:"),
        ),
    ),
    RequestKind(
        N_("Ask for a removal"),
        N_("Removal: {title}"),
        (
            N_("What should go (a quote, a statement, my name, a page):"),
            N_("Why, and what would be enough:"),
            N_("On whose behalf I write:"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Requests:
    """How to ask for something: `letters` are links that begin one, which everybody can read if `is_public`.

    Where nothing takes a letter, `place` is where it may say how to ask.
    """

    letters: tuple[Link, ...] = ()
    is_public: bool = False
    place: Link | None = None


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """What those who are written about can ask for."""

    head: Head


def requests_page() -> RequestsPage:
    """The page on which they read what they can ask for."""
    answer = gettext(
        "For those who are written about here: how to have something corrected, answered or taken out."
    )
    return RequestsPage(page_head(PATH, answer, search=UNSEARCHED, wide=False))


def letters(contact: str | None, corrections: str | None, repository: str | None) -> str:
    """Where letters go: an address with `{title}` and `{body}` in it, else any that helps; else nothing.

    A mail goes before all else, as it is read by few. Then comes what the project says of `corrections`, if
    that takes a page's address; issues of a repository on GitHub; and any place that is named.
    """
    if mail := mail_in(contact or "") or mail_in(corrections or ""):
        return f"mailto:{mail}?subject={{title}}&body={{body}}"
    if corrections and "{page}" in corrections:
        return corrections
    if repository and "://github.com/" in repository:
        return f"{repository.rstrip('/')}/issues/new?title={{title}}&body={{body}}"
    return corrections or page_in(contact or "") or page_in(repository or "")


def requests(pattern: str, page: str, title: str) -> Requests:
    """How to ask for something, of a page that has an address and a title; `pattern` is of `letters`."""
    if not pattern:
        return Requests()
    if "{" not in pattern:
        return Requests(place=Link(pattern if "//" in pattern else gettext("what this site says"), pattern))
    return Requests(
        tuple(Link(gettext(kind.called), _letter(pattern, kind, page, title)) for kind in KINDS),
        is_public="/issues/new?" in pattern,
    )


def _letter(pattern: str, kind: RequestKind, page: str, title: str) -> str:
    lines = (gettext("Page: {address}", address=page), *map(gettext, kind.lines))
    holes = {
        "title": gettext(kind.title, title=title).strip(),
        "body": "".join(f"{line}\r\n\r\n" for line in lines),
        "page": page,
    }
    for name, words in holes.items():
        pattern = pattern.replace(f"{{{name}}}", percent_encode(words, safe=""))
    return pattern
