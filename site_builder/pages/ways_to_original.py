"""Ways to the original of an article: its address, an archived copy, else a search of its publisher's site.

Nothing is fetched: the search is an address like any other, which a reader may follow.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from site_builder.linking.site import Site
from site_builder.model.article import Article
from site_builder.model.value_types import ArticleId
from site_builder.translation.messages import N_, gettext

NO_ADDRESS = N_("the capture prints no address")
SEARCH = "https://duckduckgo.com/?"
"""Takes a title in quotation marks and one host, whatever the outlet's own site can do."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A search for an article's exact title on one host."""

    host: str
    url: str


@dataclass(frozen=True, slots=True)
class WaysToOriginal:
    """How a reader gets to an original; `lookups` only where there is no address of any kind."""

    url: str = ""
    archived: str = ""
    lookups: tuple[Lookup, ...] = ()

    @property
    def address(self) -> str:
        """The address to cite."""
        return self.url or self.archived

    @property
    def note(self) -> str:
        """What a citation has to say of the address, in sentences."""
        if self.url:
            return gettext("Archived copy: {url}", url=self.archived) if self.archived else ""
        if self.archived:
            return gettext("Archived copy.")
        searches = ", ".join(f"{lookup.url} ({lookup.host})" for lookup in self.lookups)
        if not searches:
            return gettext("The capture prints no address.")
        return gettext(
            "The capture prints no address. To search for its title: {searches}", searches=searches
        )


def ways_to(site: Site, article: ArticleId) -> WaysToOriginal:
    """The ways to an article's original, the publisher's site before that of the first one."""
    known = site.corpus.articles[article]
    if known.url or known.archived:
        return WaysToOriginal(known.url or "", known.archived or "")
    return WaysToOriginal(lookups=tuple(dict.fromkeys(_lookups(site, known))))


def _lookups(site: Site, known: Article) -> list[Lookup]:
    outlets = (known.publisher, known.republished_from)
    actors = site.corpus.registry.actors
    sites = [actors[outlet].website for outlet in outlets if outlet]
    return [lookup(known.title, website) for website in sites if website]


def lookup(title: str, website: str) -> Lookup:
    """Search a website's host for words in just this order."""
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    # Quotation marks would end the phrase; the search passes over them anyhow.
    words = " ".join(re.sub('["“”„‟«»]', " ", title).split())
    return Lookup(host, SEARCH + urlencode({"q": f'"{words}" site:{host}'}))
