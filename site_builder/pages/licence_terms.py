"""Rights in words: what may be done with a text, and the line that its licence asks for where it is shown."""

from collections.abc import Iterator
from dataclasses import replace

from site_builder.linking.site import Site
from site_builder.model.article import Article
from site_builder.model.rights import LICENCES, PUBLIC_DOMAIN, RESERVED, Licence, permission_of
from site_builder.model.value_types import ArticleId
from site_builder.pages.components import Link, actor_link, date_words, outside_link, quoted_words
from site_builder.pages.sentences import linked
from site_builder.translation.messages import N_, gettext

UNCHANGED = N_(" Its words are unchanged; links, marks and notes are added by this site.")
ABRIDGED = N_(
    " Its words are unchanged but for stretches left out; links, marks and notes are added by this site."
)
ALIKE = N_(" Whoever passes on a changed version of the text does so under the same licence.")
NOT_YOURS = N_(" All other rights are reserved.")


def rights_in_words(rights: str) -> Link:
    """Rights as a fact of an article; a licence leads to its terms."""
    licence, permission = LICENCES.get(rights), permission_of(rights)
    if licence:
        return outside_link(licence.name, licence.url)
    if permission:
        when = date_words(permission.when)
        return Link(gettext("Published by permission of {who}, {date}", who=permission.who, date=when))
    known = {RESERVED: gettext("All rights reserved"), PUBLIC_DOMAIN: gettext("Public domain")}
    return Link(known.get(rights, rights))


def terms_of(site: Site, article: ArticleId) -> tuple[Link, ...]:
    """What stands under a published text: whose it is, by which right it is shown, what was changed."""
    known = site.corpus.articles[article]
    changed = ABRIDGED if known.text and known.text.skip else UNCHANGED
    return (*_whose_text(site, known), *_right(known), Link(gettext(changed)), *_further_terms(known))


def _whose_text(site: Site, known: Article) -> tuple[Link, ...]:
    title = quoted_words(known.title)
    outlet = actor_link(site, known.publisher)
    if known.republished_from:
        first = actor_link(site, known.republished_from)
        outlet_run = linked(gettext("{outlet}, first published by {first}"), outlet=outlet, first=first)
    else:
        outlet_run = (outlet,)
    return linked(
        gettext("{title} by {authors}, {outlet}, {date}. ")
        if known.authors
        else gettext("{title}, {outlet}, {date}. "),
        title=outside_link(title, known.url) if known.url else title,
        authors=", ".join(known.printed_authors),
        outlet=outlet_run,
        date=date_words(known.published),
    )


def _right(known: Article) -> tuple[Link, ...]:
    licence, permission = LICENCES.get(known.rights), permission_of(known.rights)
    if licence:
        link = outside_link(licence.name, licence.url)
        named = replace(link, rel=f"{link.rel} license")
        return linked(gettext("The text is licensed under {licence}."), licence=named)
    if permission:
        said = gettext("The text is published by permission of {who}, {date}.")
        return linked(said, who=permission.who, date=date_words(permission.when))
    return (Link(gettext("The text is in the public domain.")),)


def _further_terms(known: Article) -> Iterator[Link]:
    licence: Licence | None = LICENCES.get(known.rights)
    if licence and licence.alike:
        yield Link(gettext(ALIKE))
    if permission_of(known.rights):
        yield Link(gettext(NOT_YOURS))
