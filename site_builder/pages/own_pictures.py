"""Which pages have link pictures of their own, and what stands on these; all others have that of the site."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from site_builder.pages.actor_index import ActorsPage
from site_builder.pages.actors import ActorPage
from site_builder.pages.arms_deals import DealsPage
from site_builder.pages.articles import ArticlePage, ArticlesPage
from site_builder.pages.components import plain_text
from site_builder.pages.drawable import drawable
from site_builder.pages.events import EventPage, EventsPage
from site_builder.pages.figures import FiguresPage
from site_builder.pages.link_charts import LinkChart
from site_builder.pages.link_pictures import LinkPicture
from site_builder.pages.network import NetworkPage
from site_builder.pages.overview import HomePage
from site_builder.pages.own_charts import deals_chart, figures_chart, network_chart, timeline_chart
from site_builder.pages.own_register import OwnRegisterPage
from site_builder.pages.page_subjects import is_part
from site_builder.pages.page_units import View
from site_builder.pages.pairs import PairPage, PairsPage
from site_builder.pages.registry_entries import EntriesPage, EntryPage
from site_builder.pages.timeline import PATH as TIMELINE
from site_builder.pages.timeline import TimelinePage
from site_builder.pages.visits_register import VisitsPage

MOST_SAID: Final = 150
"""Sentences of a brief are taken as long as they have so many code points together; the first one always."""


def picture_of(view: View, of_site: LinkPicture) -> LinkPicture | None:
    """The picture of a page; None where it has that of the site."""
    said, head = _SAID.get(type(view)), view.head
    if said is None or is_part(head.path) or not _has_own(view):
        return None
    if not head.path:
        answer = of_site.answer or drawable(head.description)
        return LinkPicture(title=of_site.title, answer=answer, said=drawable(said(view)), host=of_site.host)
    draw = _CHARTS.get(type(view))
    return LinkPicture(
        kind=drawable(head.kind),
        title=drawable(head.title) or _latin(head.path),
        answer=drawable(head.description),
        said=drawable(said(view)),
        site=of_site.title,
        host=of_site.host,
        chart=draw(view) if draw else None,
    )


def _has_own(view: View) -> bool:
    """Whether a page of a kind that has pictures has one: of entries topics, of timelines the whole one."""
    path = view.head.path
    if isinstance(view, EntryPage | EntriesPage):
        return path.startswith("topics/")
    return path == TIMELINE or not isinstance(view, TimelinePage)


def _latin(path: str) -> str:
    """What an actor or a topic is called in Latin letters, where its name is in others: its id, in words."""
    folder, _, name = path.rstrip("/").rpartition("/")
    return name.replace("-", " ").title() if folder in ("actors", "topics") else ""


# ------------------------------------------------------------------ what a page says besides


def _nothing(_: Any) -> str:
    return ""


def _brief(page: ActorPage | EventPage | PairPage | EntryPage) -> str:
    """The first sentences of a brief."""
    return " ".join(_first(plain_text(sentence.said) for sentence in page.brief))


def _first(sentences: Iterator[str]) -> Iterator[str]:
    room = MOST_SAID
    for number, said in enumerate(sentences):
        room -= len(said)
        if number and room < 0:
            return
        yield said.strip()


def _reported(page: ArticlePage) -> str:
    """The latest undisputed event of an article that was before it, with how it stands and when."""
    dated = [(row, row.when) for row in page.events if row.when and row.when.sort <= page.published.sort]
    row, when = max(dated, key=lambda item: (not item[0].disputed, item[1].sort), default=(None, None))
    if row is None or when is None or row.disputed:
        return ""
    standing = f" ({row.status})" if row.status else ""
    return f"{row.title.text}{standing}, {when.words}"


def _counted(page: HomePage) -> str:
    """How many there are of what the first page counts, the first few."""
    return " · ".join(f"{count.number} {count.noun}" for count in page.counts[:5])


_SAID: Final[Mapping[type, Callable[[Any], str]]] = {
    HomePage: _counted,
    ArticlePage: _reported,
    **dict.fromkeys((ActorPage, EventPage, PairPage, EntryPage), _brief),
    **dict.fromkeys((ActorsPage, ArticlesPage, EventsPage, PairsPage, VisitsPage, OwnRegisterPage), _nothing),
    **dict.fromkeys((DealsPage, EntriesPage, FiguresPage, NetworkPage, TimelinePage), _nothing),
}
"""The kinds of pages that have pictures of their own."""
_CHARTS: Final[Mapping[type, Callable[[Any], LinkChart | None]]] = {
    DealsPage: deals_chart,
    FiguresPage: figures_chart,
    NetworkPage: network_chart,
    TimelinePage: timeline_chart,
}
