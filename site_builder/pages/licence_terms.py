"""Rights in words: what may be done with a text, and the line that its licence asks for where it is shown."""

from collections.abc import Iterator
from dataclasses import replace

from site_builder.linking.site import Site
from site_builder.model.article import Article
from site_builder.model.rights import LICENCES, PUBLIC_DOMAIN, RESERVED, Licence, permission_of
from site_builder.model.value_types import ArticleId
from site_builder.pages.components import Link, actor_link, date_words, outside_link

UNCHANGED = " Its words are unchanged; links, marks and notes are added by this site."
ABRIDGED = (
    " Its words are unchanged but for stretches left out; links, marks and notes are added by this site."
)
ALIKE = " Whoever passes on a changed version of the text does so under the same licence."
NOT_YOURS = " All other rights are reserved."


def rights_in_words(rights: str) -> Link:
    """Rights as a fact of an article; a licence leads to its terms."""
    licence, permission = LICENCES.get(rights), permission_of(rights)
    if licence:
        return outside_link(licence.name, licence.url)
    if permission:
        return Link(f"Published by permission of {permission.who}, {date_words(permission.when)}")
    return Link({RESERVED: "All rights reserved", PUBLIC_DOMAIN: "Public domain"}.get(rights, rights))


def terms_of(site: Site, article: ArticleId) -> tuple[Link, ...]:
    """What stands under a published text: whose it is, by which right it is shown, what was changed."""
    known = site.corpus.articles[article]
    changed = ABRIDGED if known.text and known.text.skip else UNCHANGED
    return (*_whose_text(site, known), *_right(known), Link(changed), *_further_terms(known))


def _whose_text(site: Site, known: Article) -> Iterator[Link]:
    title = f"“{known.title}”"
    yield outside_link(title, known.url) if known.url else Link(title)
    yield Link(f" by {', '.join(known.authors)}, " if known.authors else ", ")
    yield actor_link(site, known.publisher)
    if known.republished_from:
        yield Link(", first published by ")
        yield actor_link(site, known.republished_from)
    yield Link(f", {date_words(known.published)}. ")


def _right(known: Article) -> Iterator[Link]:
    licence, permission = LICENCES.get(known.rights), permission_of(known.rights)
    if licence:
        yield Link("The text is licensed under ")
        link = outside_link(licence.name, licence.url)
        yield replace(link, rel=f"{link.rel} license")
        yield Link(".")
    elif permission:
        yield Link(f"The text is published by permission of {permission.who}, {date_words(permission.when)}.")
    else:
        yield Link("The text is in the public domain.")


def _further_terms(known: Article) -> Iterator[Link]:
    licence: Licence | None = LICENCES.get(known.rights)
    if licence and licence.alike:
        yield Link(ALIKE)
    if permission_of(known.rights):
        yield Link(NOT_YOURS)
