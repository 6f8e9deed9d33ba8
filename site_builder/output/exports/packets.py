"""Packets of evidence: what is made with each article, and what is put on when the files are written.

What an article's records say, with what proves it, is a function of the site. The site's address, the commit,
the licence and the checksum over everything come last.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from site_builder.linking.indices import named_ids
from site_builder.linking.origins import saying_of
from site_builder.linking.record_ids import path_of_packet, record_anchor, record_id
from site_builder.linking.site import Event, Evidence, Origin, Site
from site_builder.model.packets import FORMAT, VERSION, canonical, sealed
from site_builder.model.records import (
    DateRecord,
    FigureRecord,
    Record,
    Source,
)
from site_builder.model.value_types import ActorId, ArticleId, EventId, RecordId
from site_builder.output.exports.article_data import article_data
from site_builder.output.exports.corpus_json import top_of_data
from site_builder.output.exports.json_and_csv import tight_bytes
from site_builder.output.exports.packet_data import ArticleOfPacketData
from site_builder.output.exports.record_data import CREDIT, Json, json_of, own_apart, source_line
from site_builder.output.formats.contents import DataSet
from site_builder.pages.citing import Work, csl_item, plain
from site_builder.pages.components import date_words, plain_text
from site_builder.pages.evidence import says
from site_builder.pages.page_subjects import KINDS, RECORDS

OF_ARTICLE: Final = tuple(ArticleOfPacketData.__annotations__)
OF_QUOTES: Final = frozenset({*CREDIT, "prefix", "suffix"})


# ------------------------------------------------------------------ what is made with an article


def packets_of(site: Site, article: ArticleId) -> dict[str, Json]:
    """Packets of an article's records by path, without what is put on when they are written."""
    known = article_data(site, article)
    about = {name: value for name, value in known.items() if name in OF_ARTICLE}
    return {
        path_of_packet(site, key): _told(_packet(site, site.evidence[key]) | {"article": _told(about)})
        for key in sorted(site.by_article[article])
    }


def _told(fields: Json) -> Json:
    """Leave out what there is nothing to say of."""
    return {name: value for name, value in fields.items() if value not in (None, [], "")}


def _packet(site: Site, evidence: Evidence) -> Json:
    key, record = evidence.key, evidence.record
    event = _event_of(site, record)
    return {
        "record": record_id(site, key),
        "address": f"articles/{key.article}/#{record_anchor(site, key)}",
        "sentence": plain_text(says(site, evidence)),
        "claim": {"section": key.section, "fields": _fields(record), "source": source_line(record)},
        **_credit(record),
        "origin": _origin_data(evidence.origin),
        "quotes": list(_quotes(evidence)),
        "verified": evidence.verified,
        "names": _names(site, evidence, event),
        "event": _event_data(event, evidence, record) if event and isinstance(record, Record) else None,
    }


def _event_of(site: Site, record: Record | DateRecord) -> Event | None:
    name = getattr(record, "event", None)
    return site.events.get(name) if name else None


def _fields(record: Record | DateRecord) -> Json:
    """What a record says; the event that it reports stands apart."""
    fields = json_of(record)
    if isinstance(record, FigureRecord):
        fields["period"] = json_of(record.periods)
    apart = {*OF_QUOTES, "event"} if getattr(record, "event", None) else OF_QUOTES
    said = {name: value for name, value in _told(fields).items() if name not in apart}
    return own_apart(record, said)


def _credit(record: Record | DateRecord) -> Json:
    if isinstance(record, DateRecord):
        return {}
    carriers = (one if isinstance(one, Source) else Source(source=one) for one in record.sources)
    return {"by": json_of(record.by), "via": [json_of(one) for one in carriers], "mode": record.mode}


def _origin_data(origin: Origin) -> Json:
    return {"kind": "unnamed" if origin.unnamed else "actor", "who": origin.key.partition(" ")[2]}


def _quotes(evidence: Evidence) -> Iterator[Json]:
    record = evidence.record
    for quote in evidence.quotes:
        around = {"prefix": record.prefix, "suffix": record.suffix}
        spans = [list(span) for span in quote.spans]
        yield _told({"words": quote.words, **around, "key": quote.key, "spans": spans})


def _event_data(event: Event, evidence: Evidence, record: Record) -> Json:
    origins = [report.origin.key for report in event.reports]
    told = {
        "id": event.id,
        "address": f"events/{event.id}/",
        "status": event.status,
        "says": saying_of(record),
        "confirmed_by": [_origin_data(origin) for origin in event.confirming],
        "reports": len(origins),
        "same_origin": origins.count(evidence.origin.key),
    }
    return _told(told)


# ------------------------------------------------------------------ who and what it names


def _names(site: Site, evidence: Evidence, event: Event | None) -> dict[str, dict[str, str]]:
    """Names by type and id."""
    article = site.corpus.articles[evidence.key.article]
    origins = (evidence.origin, *(event.confirming if event else ()))
    ids = {*named_ids(evidence.record), article.publisher, article.republished_from or article.publisher}
    found: dict[str, dict[str, str]] = {}
    for name in sorted(ids | {_origin_data(origin)["who"] for origin in origins}):
        if named := _named(site, name):
            found.setdefault(named[0], {})[name] = named[1]
    return found


def _named(site: Site, name: str) -> tuple[str, str] | None:
    """What an id names: its type, and its name."""
    registry = site.corpus.registry
    if actor := registry.actors.get(ActorId(name)):
        return actor.type, actor.name
    if frame := registry.events.get(EventId(name)):
        return frame.type, frame.title
    for folder in ("places", "equipment", "topics", "measures"):
        if entry := getattr(registry, folder).get(name):
            return KINDS[folder], entry.name
    if key := site.named.get(RecordId(name)):
        return "record", plain_text(says(site, site.evidence[key]))
    return None


# ------------------------------------------------------------------ what is put on


def finished(packets: Mapping[str, Json], about: DataSet) -> dict[str, bytes]:
    """Give an article's packets by path, as they are written: one key a line."""
    return {path: _finished(made, about) for path, made in packets.items()}


def put_on(about: DataSet, article: ArticleId) -> str:
    """Tell all that is put on the packets of an article, as one text: while it stays, so do they."""
    page = _page_of(article)
    return canonical([about.name, about.address, about.changed.get(page, ""), top_of_data(about, page)])


def _page_of(article: str) -> str:
    return f"{RECORDS}/{article}/"


def _finished(made: Json, about: DataSet) -> bytes:
    top = {**top_of_data(about, _page_of(made["record"].partition("/")[0]))}
    del top["version"]  # that of packets is another one
    packet = {
        "format": FORMAT,
        "version": VERSION,
        **made,
        "address": about.url(made["address"]),
        "cite": _citation(made, about),
        **_told(top),
    }
    if event := made.get("event"):
        packet["event"] = {**event, "address": about.url(event["address"])}
    return tight_bytes(sealed(packet))


def _cited(made: Json) -> str:
    """What a record says, with whose words it rests on: the article, its date, and the first quote."""
    article, quotes = made["article"], made["quotes"]
    publisher = article["publisher"]
    outlet = next((names[publisher] for names in made["names"].values() if publisher in names), "")
    source = ", ".join(filter(None, (outlet, date_words(article.get("published", "")))))
    words = f": ‘{quotes[0]['words']}’" if quotes else ""
    return f"{made['sentence'].removesuffix('.')} ({source}{words})"


def _citation(made: Json, about: DataSet) -> Json:
    """How to cite a record: as a part of its page, which last changed on a day."""
    article, section, name = made["record"].split("/")
    work = Work(
        key=f"{section}-{name}",
        title=_cited(made),
        container=about.name,
        date=about.changed.get(_page_of(article), ""),
        url=about.url(made["address"]) if about.address else "",
    )
    return {"plain": plain(work), "csl": csl_item(work)}
