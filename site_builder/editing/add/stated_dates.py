"""Dates of publication that a page's markup states, and the days that each may be on the page's own clock."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from site_builder.editing.add.found_values import FoundValue, StatedDate
from site_builder.editing.add.json_ld import JsonLd
from site_builder.editing.add.markup_parts import PartRole
from site_builder.editing.add.meta_tags import MANY, Meta, one_line, own_role, stands_apart, words_of
from site_builder.editing.add.publication_dates import dates_in

_PUBLISHED = (
    "article:published_time", "article:published", "article.published", "og:article:published_time",
    "og:published_time", "datepublished", "rnews:datepublished", "citation_publication_date", "citation_date",
    "citation_online_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "dc.date.issued", "dcterms.issued", "dcterms.available", "publication_date", "publication-date",
    "publicationdate", "publishdate", "publish-date", "publish_date", "published_date", "published-date",
    "published_at", "publishtime", "pubdate", "originalpublicationdate", "article_date_original",
    "displaydate", "firstpublished", "bt:pubdate", "ptime", "pdate",
)  # fmt: skip
_OTHER = (
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "datecreated",
    "article.created",
    "date",
)
_IN_SCRIPT = re.compile(
    r"""["'](?:date_?published|published_?(?:date|at|time)|publi(?:sh|cation)_?date|pub_?date"""
    r"""|first_?published(?:_?at)?)["']"""
    r"""\s*:\s*["']?((?:19|20)\d\d-?[01]\d-?[0-3]\d[^"',}]{0,30})""",
    re.IGNORECASE,
)
_SCRIPT = 256 * 1024
_STAMP = re.compile(
    r"(?P<day>(?:19|20)\d\d-[01]\d-[0-3]\d)[T ]+(?P<time>[0-2]?\d:[0-5]\d(?::[0-5]\d)?)(?:\.\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?\d{4,6}(?:\.\d+)?Z?)?", re.ASCII)
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?(?:\.\d+)?", re.ASCII)
_MAIL = re.compile(r"(\w{3}) (\w{3}) (\d{1,2}) [\d:]{5,8} \w{2,5} ((?:19|20)\d\d)", re.ASCII)
_WEST, _EAST = dt.timedelta(hours=-12), dt.timedelta(hours=14)
_STRONG, _GOOD, _WEAK = 4, 2, 1


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A stated date as read: the day that it names, and all days that it may be by some clock.

    `is_local` tells that the page's own clock named the day, not Greenwich's.
    """

    day: str
    days: frozenset[str]
    is_local: bool
    stated: StatedDate


def dates_stated(tree: Any, meta: Meta, described: JsonLd) -> tuple[StatedDate, ...]:
    """Collect the dates of publication that the markup states, those that are surest first."""
    return tuple(dict.fromkeys(_stated(tree, meta, described)))


def _stated(tree: Any, meta: Meta, described: JsonLd) -> Iterator[StatedDate]:
    for article in (*described.articles[:3], *described.pages[:2]):
        for key in ("datePublished", "dateCreated"):
            value = one_line(article.get(key))
            if value:
                yield _date(
                    value, f"the page's schema.org data ({key})", _STRONG if key == "datePublished" else _WEAK
                )
    for names, weight in ((_PUBLISHED, _STRONG), (_OTHER, _GOOD)):
        for name in names:
            for value in meta.get(name, ())[:2]:
                yield _date(value, f"the page's metadata ({name})", weight)
    yield from _elements(tree)
    yield from _in_scripts(tree)


def _date(value: str, where: str, weight: int) -> StatedDate:
    return StatedDate(FoundValue(value, where, printed=False), weight)


def _elements(tree: Any) -> Iterator[StatedDate]:
    """Give the dates of elements marked as such, and of the first `<time>` that is no other story's."""
    for element in islice(tree.iterfind(".//*[@itemprop='datePublished']"), MANY):
        given = element.attrib
        value = one_line(given.get("datetime") or given.get("content")) or words_of(element)
        if not stands_apart(element):
            yield _date(value, "the page's markup (datePublished)", _STRONG)
            break
    for element in islice(tree.iter("time"), MANY):
        if stands_apart(element):
            continue
        names = f"{element.get('class', '')} {element.get('id', '')}".lower()
        value = one_line(element.get("datetime")) or words_of(element)
        if ("updated" in names and "published" not in names) or "modified" in names or not value:
            continue
        is_marked = "pubdate" in element.attrib or "publish" in names or "entry-date" in names
        yield _date(value, "the page's markup (time)", _STRONG if is_marked else _GOOD)
        break
    for element in islice(tree.iter("abbr", "span", "div", "p"), 20 * MANY):
        value = one_line(element.get("title")) if own_role(element) is PartRole.DATE else ""
        if value and read_date(_date(value, "", _WEAK)) and not stands_apart(element):
            yield _date(value, "the page's markup (title)", _WEAK)
            break


def _in_scripts(tree: Any) -> Iterator[StatedDate]:
    """Give the one day that the page's other scripts call the day of publication."""
    found = [
        _date(match[1].strip(), "a script of the page", _WEAK)
        for script in islice(tree.iter("script"), MANY)
        if len(script.text or "") <= _SCRIPT
        for match in islice(_IN_SCRIPT.finditer(script.text or ""), MANY)
    ]
    days = {read.day for one in found if (read := read_date(one))}
    if len(days) == 1:
        yield found[0]


def read_date(stated: StatedDate) -> ReadDate | None:
    """Read a stated date; None for one that names no day, or that is no date of a page."""
    value = stated.found.value.strip()
    stamp = _STAMP.search(value)
    if stamp:
        return _of_stamp(stamp, stated)
    compact, epoch, mail = _COMPACT.fullmatch(value), _EPOCH.fullmatch(value), _MAIL.search(value)
    if epoch:
        moment = dt.datetime.fromtimestamp(int(epoch[1]), dt.UTC)
        return _of_moment(moment, stated)
    if compact:
        value = "-".join(compact.groups())
    elif mail:
        value = f"{mail[2]} {mail[3]}, {mail[4]}"
    dates = dates_in(value)
    if not dates or not all(map(_is_day, dates[0].readings or (dates[0].edtf,))):
        return None
    readings = dates[0].readings or (dates[0].edtf,)
    return ReadDate(dates[0].edtf, frozenset(readings), is_local=True, stated=stated)


def _of_stamp(stamp: re.Match[str], stated: StatedDate) -> ReadDate | None:
    zone = (stamp["zone"] or "").replace("UTC", "Z").replace("GMT", "Z")
    hours, *rest = stamp["time"].split(":")
    try:
        moment = dt.datetime.fromisoformat(f"{stamp['day']}T{int(hours):02}:{':'.join(rest)}{zone}")
    except ValueError:
        return None
    if zone:
        return _of_moment(moment, stated)
    # Without a zone it may be the page's own clock, or Greenwich's.
    utc = _of_moment(moment.replace(tzinfo=dt.UTC), stated)
    return replace(utc, is_local=True) if utc else None


def _of_moment(moment: dt.datetime, stated: StatedDate) -> ReadDate | None:
    """Give the days that a moment is somewhere on earth."""
    try:
        utc = moment.astimezone(dt.UTC)
        days = frozenset((utc + shift).date().isoformat() for shift in (_WEST, _EAST, dt.timedelta()))
    except (OverflowError, ValueError):
        return None
    day = moment.date().isoformat()
    return (
        ReadDate(day, days | {day}, is_local=bool(moment.utcoffset()), stated=stated)
        if _is_day(day)
        else None
    )


def _is_day(edtf: str) -> bool:
    """Tell a day from a month, and from what stands where nobody set a date."""
    return len(edtf) == 10 and not edtf.startswith("1970-01-01")
