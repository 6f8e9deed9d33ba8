"""What a page tells of its own history: when it was corrected, what stood there before, and its feeds."""

from dataclasses import dataclass
from typing import Final

from site_builder.model.changes import PageLog, ToldRow
from site_builder.pages.changes import BADGES, PATH, FieldRow
from site_builder.pages.components import Link, date_words
from site_builder.translation.messages import gettext, ngettext

FEEDS: Final = "data/feeds/"
"""Folder of the feeds of single things, which are called as their pages are."""
_HASH: Final = 8


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A change to a page: in a sentence, with what a correction put for what, and why if that is told."""

    day: str
    when: str
    doing: str
    badge: str
    colour: str
    said: tuple[Link, ...]
    fields: tuple[FieldRow, ...]
    more: str
    reason: str
    unexplained: str
    commit: str


@dataclass(frozen=True, slots=True)
class PageHistory:
    """The history of one page, empty where nothing is known: the newest rows first.

    `corrected` says when readers saw something else before; `more` leads to what is not shown here. `feed` is
    the path of its feeds but for their endings, if there are any.
    """

    corrected: str = ""
    rows: tuple[HistoryRow, ...] = ()
    more: tuple[Link, ...] = ()
    feed: str = ""


NONE: Final = PageHistory()


def page_history(log: PageLog | None, path: str) -> PageHistory:
    """What the page at a path tells of its history, of what is known of it."""
    if log is None:
        return NONE
    more = ngettext(
        "{n} more change on this page, and all others",
        "{n} more changes on this page, and all others",
        log.more,
    )
    said = more if log.more else gettext("All changes of the site")
    return PageHistory(
        corrected=gettext("Corrected on {day}", day=date_words(log.corrected)) if log.corrected else "",
        rows=tuple(map(_row, log.rows)),
        more=(Link(said, PATH),) if log.rows else (),
        feed=FEEDS + path.rstrip("/") if log.feed else "",
    )


def _row(row: ToldRow) -> HistoryRow:
    badge, colour = BADGES[row.doing]
    return HistoryRow(
        day=row.day,
        when=date_words(row.day),
        doing=row.doing,
        badge=gettext(badge),
        colour=colour,
        said=tuple(Link(text, to) for text, to in row.said),
        fields=tuple(FieldRow(*words) for words in row.fields),
        more=row.more,
        reason=row.reason,
        unexplained=row.unexplained,
        commit=row.commit[:_HASH],
    )
