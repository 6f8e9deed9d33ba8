"""Feeds of what is new: Atom (RFC 4287) and JSON Feed 1.1.

Each is a list of a few fields, so that a library would add little; the one that there is for Atom puts the
time of the day into what it writes, and the same input must give the same bytes.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

from site_builder.linking.site import Site
from site_builder.model.changes import Commit, ToldLog
from site_builder.output.exports.changes_data import moment
from site_builder.pages.feed_entries import FeedEntry, feed_entries
from site_builder.translation.messages import gettext, spoken

ATOM: Final = "data/feed.atom"
JSON: Final = "data/feed.json"
NAMESPACE: Final = "http://www.w3.org/2005/Atom"
VERSION: Final = "https://jsonfeed.org/version/1.1"
_UNFIT: Final = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a site is called, and its address: that of its home page, absolute."""

    name: str
    address: str

    @property
    def root(self) -> str:
        """The address with a slash at its end."""
        return f"{self.address.rstrip('/')}/"


def feeds(site: Site, published: Published) -> Iterator[tuple[str, bytes]]:
    """The feeds of a site, each with its path; none where no changes are told."""
    for log in site.changes.values():
        entries = feed_entries(site, log)
        yield ATOM, _atom(published, log, entries)
        yield JSON, _json(published, entries)


def names_of_feeds(site: Site) -> tuple[str, ...]:
    """Paths of the feeds of a site with an address."""
    return (ATOM, JSON) if site.changes else ()


def _title(published: Published) -> str:
    return gettext("{site}: new articles and corrections", site=published.name)


def _tag(published: Published, entry: FeedEntry) -> str:
    """A name that no other entry has (RFC 4151), of the host, the day and what is told."""
    parts = urlsplit(published.root)
    return f"tag:{parts.hostname},{entry.commit.day}:{parts.path.lstrip('/')}{entry.name}"


def _atom(published: Published, log: ToldLog, entries: Iterable[FeedEntry]) -> bytes:
    feed = Xml.Element("feed", {"xmlns": NAMESPACE, "xml:lang": spoken().code})
    newest = [entry.commit for entry in entries]
    _add(feed, "id", f"{published.root}{ATOM}")
    _add(feed, "title", _title(published))
    _add(feed, "updated", moment(newest[0] if newest else log.until))
    _author(feed, published)
    _link(feed, "self", f"{published.root}{ATOM}")
    _link(feed, "alternate", f"{published.root}changes/")
    for entry in entries:
        item = Xml.SubElement(feed, "entry")
        _add(item, "id", _tag(published, entry))
        _add(item, "title", entry.title)
        _dates(item, entry.commit)
        _link(item, "alternate", f"{published.root}{entry.path}")
        _add(item, "content", entry.text)
    Xml.indent(feed, " ")
    written: str = Xml.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()


def _author(feed: Xml.Element, published: Published) -> None:
    """The site itself: who made which change is nobody's business."""
    author = Xml.SubElement(feed, "author")
    _add(author, "name", published.name)
    _add(author, "uri", published.root)


def _dates(item: Xml.Element, commit: Commit) -> None:
    for name in ("published", "updated"):
        _add(item, name, moment(commit))


def _add(to: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(to, name).text = _UNFIT.sub("", text)


def _link(to: Xml.Element, relation: str, address: str) -> None:
    Xml.SubElement(to, "link", {"rel": relation, "href": address})


def _json(published: Published, entries: Iterable[FeedEntry]) -> bytes:
    items: list[dict[str, Any]] = [
        {
            "id": _tag(published, entry),
            "url": f"{published.root}{entry.path}",
            "title": entry.title,
            "content_text": entry.text,
            "date_published": moment(entry.commit),
            "date_modified": moment(entry.commit),
        }
        for entry in entries
    ]
    feed = {
        "version": VERSION,
        "title": _title(published),
        "home_page_url": published.root,
        "feed_url": f"{published.root}{JSON}",
        "language": spoken().code,
        "authors": [{"name": published.name, "url": published.root}],
        "items": items,
    }
    return f"{json.dumps(feed, ensure_ascii=False, indent=1)}\n".encode()
