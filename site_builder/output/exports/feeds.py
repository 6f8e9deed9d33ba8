"""Feeds of what is new: Atom (RFC 4287) and JSON Feed 1.1.

Each is a list of a few fields, so that a library would add little; the one that there is for Atom puts the
time of the day into what it writes, and the same input must give the same bytes.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

from site_builder.linking.site import Site
from site_builder.model.changes import Commit, ToldLog
from site_builder.output.exports.changes_data import moment
from site_builder.output.formats.contents import DataSet
from site_builder.output.xml_text import fit_for_xml
from site_builder.pages.feed_entries import FeedEntry, feed_entries
from site_builder.translation.messages import gettext, spoken

ATOM: Final = "data/feed.atom"
JSON: Final = "data/feed.json"
NAMESPACE: Final = "http://www.w3.org/2005/Atom"
VERSION: Final = "https://jsonfeed.org/version/1.1"


def feeds(site: Site, about: DataSet) -> Iterator[tuple[str, bytes]]:
    """The feeds of a site with an address, each with its path; none where no changes are told."""
    for log in site.changes.values():
        entries = feed_entries(site, log)
        yield ATOM, _atom(about, log, entries)
        yield JSON, _json(about, entries)


def names_of_feeds(site: Site) -> tuple[str, ...]:
    """Paths of the feeds of a site with an address."""
    return (ATOM, JSON) if site.changes else ()


def _title(about: DataSet) -> str:
    return gettext("{site}: new articles and corrections", site=about.name)


def _tag(about: DataSet, entry: FeedEntry) -> str:
    """A name that no other entry has (RFC 4151), of the host, the day and what is told."""
    parts = urlsplit(about.url(""))
    return f"tag:{parts.hostname},{entry.commit.day}:{parts.path.lstrip('/')}{entry.name}"


def _atom(about: DataSet, log: ToldLog, entries: Iterable[FeedEntry]) -> bytes:
    feed = Xml.Element("feed", {"xmlns": NAMESPACE, "xml:lang": spoken().code})
    newest = [entry.commit for entry in entries]
    _add(feed, "id", about.url(ATOM))
    _add(feed, "title", _title(about))
    _add(feed, "updated", moment(newest[0] if newest else log.until))
    _author(feed, about)
    _link(feed, "self", about.url(ATOM))
    _link(feed, "alternate", about.url("changes/"))
    for entry in entries:
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


def _json(about: DataSet, entries: Iterable[FeedEntry]) -> bytes:
    items: list[dict[str, Any]] = [
        {
            "id": _tag(about, entry),
            "url": about.url(entry.path),
            "title": entry.title,
            "content_text": entry.text,
            "date_published": moment(entry.commit),
            "date_modified": moment(entry.commit),
        }
        for entry in entries
    ]
    feed = {
        "version": VERSION,
        "title": _title(about),
        "home_page_url": about.url(""),
        "feed_url": about.url(JSON),
        "language": spoken().code,
        "authors": [{"name": about.name, "url": about.url("")}],
        "items": items,
    }
    return f"{json.dumps(feed, ensure_ascii=False, indent=1)}\n".encode()
