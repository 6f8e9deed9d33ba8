"""The line at the foot of every page: who is responsible, what others may do with the data, what made it."""

from collections.abc import Iterator
from html import escape

from mkdocs.config.defaults import MkDocsConfig

from site_builder import __version__
from site_builder.corpus.project import Settings
from site_builder.model.addresses import IN_WORDS
from site_builder.model.rights import Licence
from site_builder.translation.messages import gettext


def tell_imprint(config: MkDocsConfig, settings: Settings) -> None:
    """Say it in the language that is spoken, after what the project itself says there."""
    said = (
        responsible(settings.contact, config.site_author, config.repo_url),
        _licensed(settings.granted),
        f"site-builder {__version__}",
    )
    ours = " ".join(filter(None, said))
    config.copyright = f"{config.copyright}<br>{ours}" if config.copyright else ours


def responsible(contact: str | None, author: str | None, repository: str | None) -> str:
    """Who answers for a site, and how they are reached, as HTML.

    Without a contact that is the repository, where its address is known; without either that is said.
    """
    known = repository if repository and IN_WORDS.fullmatch(repository) else None
    if not contact and not author and known:
        return gettext("Responsible: the maintainers of {repository}.", repository=_linked(known))
    who = ", ".join([*([escape(author)] if author else []), *map(_linked, filter(None, (contact or known,)))])
    said = [gettext("Responsible: {who}.", who=who.rstrip("."))] if who else []
    return " ".join([*said, *([] if contact or known else [gettext("No contact is given.")])])


def _linked(words: str) -> str:
    """Words as HTML in which addresses are links."""
    return "".join(_pieces(words))


def _pieces(words: str) -> Iterator[str]:
    end = 0
    for found in IN_WORDS.finditer(words):
        yield escape(words[end : found.start()])
        to = f"mailto:{found[1]}" if found[1] else found[0]
        shown = found[1] or found[0].partition("://")[2].rstrip("/")
        yield f'<a href="{escape(to)}">{escape(shown)}</a>'
        end = found.end()
    yield escape(words[end:])


def _licensed(licence: Licence | None) -> str:
    if licence is None:
        return ""
    link = f'<a href="{licence.url}" rel="license">{licence.name}</a>'
    return gettext(
        "Records, digests and data: {licence}. Quoted words belong to the articles' authors.", licence=link
    )
