"""An article as programs for references find it on its page: Highwire's metas in the head, COinS in the body.

Both tell of the article, and not of our page about it, which stands in for its abstract.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from site_builder.model import edtf
from site_builder.pages.citing import Work, by_family

Meta = tuple[str, str]
"""The name of a meta and its content, as plain text."""

OPEN_URL: Final = (("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"))
"""Dublin Core in the form of OpenURL 1.0: of its forms the one that has a word for articles of newspapers."""


def metas(work: Work, page: str) -> tuple[Meta, ...]:
    """What the head of the page about a work says of it; `page` is its address, or empty where it has none.

    A date with a doubt is left out, for which there is no form. The page is given as that of the full text
    only where everybody may read it there.
    """
    return tuple((f"citation_{name}", content) for name, content in _told(work, page) if content)


def _told(work: Work, page: str) -> Iterator[Meta]:
    yield "title", work.title
    for name in work.authors:
        yield "author", by_family(name)
    yield "publication_date", work.date.replace("-", "/") if edtf.is_plain(work.date) else ""
    yield "journal_title", work.container
    yield "publisher", work.container
    yield "language", work.language
    yield "public_url", work.url
    yield "abstract_html_url", page
    yield "fulltext_html_url", page if work.readable else ""


def coins(work: Work) -> str:
    """A work as the `title` of a span of the class Z3988."""
    date = edtf.parse(work.date) if work.date else None
    said = (
        ("rft.type", "newspaperArticle"),
        ("rft.title", work.title),
        *(("rft.au", by_family(name)) for name in work.authors),
        ("rft.source", work.container),
        ("rft.date", "" if date is None else date.text if edtf.is_plain(date.text) else edtf.words(date)),
        ("rft.language", work.language),
        ("rft.identifier", work.url),
    )
    return urlencode([*OPEN_URL, *((key, value) for key, value in said if value)])
