"""Feeds of what is new, of the whole site and of each actor and topic: Atom (RFC 4287) and JSON Feed 1.1.

Each is a list of a few fields, so that a library would add little; the one that there is for Atom puts the
time of the day into what it writes, and the same input must give the same bytes.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

from site_builder.linking.site import Site
from site_builder.model.changes import Commit, ToldLog
from site_builder.output.exports.changes_data import moment
from site_builder.output.formats.contents import DataSet
from site_builder.output.xml_text import fit_for_xml
from site_builder.pages.feed_entries import FeedEntry, Feeds
from site_builder.pages.page_history import FEEDS
from site_builder.translation.messages import gettext, spoken

ATOM: Final = "data/feed.atom"
JSON: Final = "data/feed.json"
CHANGES: Final = "changes/"
NAMESPACE: Final = "http://www.w3.org/2005/Atom"
VERSION: Final = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its paths in both forms, its title, the path of the page that it is of, its entries.

    `none` is the commit by which one without entries is dated.
    """

    atom: str
    json: str
    title: str
    page: str
    entries: Sequence[FeedEntry]
    none: Commit


def feeds(site: Site, about: DataSet) -> Iterator[tuple[str, bytes]]:
    """The feeds of a site with an address, each with its path; none where no changes are told.

    One of an actor or a topic is made of what concerns it alone, so that it has the same bytes until
    something does.
    """
    for log in site.changes.values():
        for feed in _feeds(site, log, about):
            yield feed.atom, _atom(about, feed)
            yield feed.json, _json(about, feed)


def _feeds(site: Site, log: ToldLog, about: DataSet) -> Iterator[Feed]:
    made = Feeds.of(site, log)
    title = gettext("{site}: new articles and corrections", site=about.name)
    yield Feed(ATOM, JSON, title, CHANGES, made.newest, log.until)
    for page, numbers in site.feeds.items():
        title = gettext("{name}: what is new on {site}", name=made.name_of(page), site=about.name)
        atom, json_ = paths_of_feeds(page)
        yield Feed(atom, json_, title, page, made.of_changes(numbers), log.changes[numbers[-1]].commit)


def paths_of_feeds(page: str) -> tuple[str, str]:
    """The paths of the feeds of what has a page."""
    path = FEEDS + page.rstrip("/")
    return f"{path}.atom", f"{path}.json"


def names_of_feeds(site: Site) -> tuple[str, ...]:
    """Paths of the feeds of a site with an address."""
    own = (path for page in site.feeds for path in paths_of_feeds(page))
    return (ATOM, JSON, *own) if site.changes else ()


def _tag(about: DataSet, entry: FeedEntry) -> str:
    """A name that no other entry has (RFC 4151), of the host, the day and what is told."""
    parts = urlsplit(about.url(""))
    return f"tag:{parts.hostname},{entry.commit.day}:{parts.path.lstrip('/')}{entry.name}"


def _atom(about: DataSet, of: Feed) -> bytes:
    feed = Xml.Element("feed", {"xmlns": NAMESPACE, "xml:lang": spoken().code})
    _add(feed, "id", about.url(of.atom))
    _add(feed, "title", of.title)
    _add(feed, "updated", moment(of.entries[0].commit if of.entries else of.none))
    _author(feed, about)
    _link(feed, "self", about.url(of.atom))
    _link(feed, "alternate", about.url(of.page))
    for entry in of.entries:
        item = Xml.SubElement(feed, "entry")
        _add(item, "id", _tag(about, entry))
        _add(item, "title", entry.title)
        _dates(item, entry.commit)
        _link(item, "alternate", about.url(entry.path))
        _add(item, "content", entry.text)
    Xml.indent(feed, " ")
    written: str = Xml.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()


def _author(feed: Xml.Element, about: DataSet) -> None:
    """The site itself: who made which change is nobody's business."""
    author = Xml.SubElement(feed, "author")
    _add(author, "name", about.name)
    _add(author, "uri", about.url(""))


def _dates(item: Xml.Element, commit: Commit) -> None:
    for name in ("published", "updated"):
        _add(item, name, moment(commit))


def _add(to: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(to, name).text = fit_for_xml(text)


def _link(to: Xml.Element, relation: str, address: str) -> None:
    Xml.SubElement(to, "link", {"rel": relation, "href": address})


def _json(about: DataSet, of: Feed) -> bytes:
    items: list[dict[str, Any]] = [
        {
            "id": _tag(about, entry),
            "url": about.url(entry.path),
            "title": entry.title,
            "content_text": entry.text,
            "date_published": moment(entry.commit),
            "date_modified": moment(entry.commit),
        }
        for entry in of.entries
    ]
    feed = {
        "version": VERSION,
        "title": of.title,
        "home_page_url": about.url("" if of.json == JSON else of.page),
        "feed_url": about.url(of.json),
        "language": spoken().code,
        "authors": [{"name": about.name, "url": about.url("")}],
        "items": items,
    }
    return f"{json.dumps(feed, ensure_ascii=False, indent=1)}\n".encode()
