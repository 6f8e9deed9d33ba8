"""The data for tools of investigation, such as Aleph: FollowTheMoney's entities and statements.

Only what its schemas mean is said in them: who there is, which article says what, who held which position,
who was involved in which event, and whom articles name. Amounts and the rest are in the other forms.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import Any, Final

from site_builder.output.exports.json_and_csv import compact_json
from site_builder.output.formats.contents import Contents
from site_builder.output.formats.ftm_schemas import (
    LANGUAGES,
    LEGAL,
    ORGANISATIONS,
    countries,
    day_or_less,
    known_day,
    schemas_of_types,
)
from site_builder.output.formats.ftm_statements import COMBINED, ID, Said, Speaker, entity_id, in_order

ENTITIES: Final = "entities.ftm.json"
STATEMENTS: Final = "statements.ftm.json"
_MOMENTS: Final[Mapping[str, str]] = {
    "elected": "electionDate", "took-office": "startDate", "resigned": "endDate", "dismissed": "endDate",
    "recalled": "endDate", "left-post": "endDate", "died": "endDate",
}  # fmt: skip
"""Which date of an occupancy the day of a change is; that of any other is its date."""


def entities_file(contents: Contents) -> bytes:
    """The entities, one a line; `datasets` says of each which articles, or who else, it is from."""
    said = in_order(_all(_Known(contents)))
    return _lines(map(_entity, (list(one) for _, one in groupby(said, lambda one: one.entity))))


def statements_file(contents: Contents) -> bytes:
    """The statements that these are made of, each value with its source; one a line."""
    return _lines(one.as_json() for one in in_order(_all(_Known(contents))))


def _lines(items: Iterable[object]) -> bytes:
    return "".join(f"{compact_json(item)}\n" for item in items).encode()


def _entity(said: list[Said]) -> dict[str, Any]:
    values: dict[str, dict[str, None]] = defaultdict(dict)
    for one in said:
        if one.prop != ID:
            values[one.prop][one.value] = None
    sources = sorted({one.source for one in said})
    return {
        "id": said[0].entity,
        "caption": next((next(iter(values[one])) for one in ("name", "title") if one in values), None),
        "schema": said[0].schema,
        "properties": {prop: list(known) for prop, known in values.items()},
        "datasets": sources,
    }


class _Known:
    """The tables, with what is asked of them often."""

    def __init__(self, contents: Contents) -> None:
        self.tables = contents
        self.actors = contents.by_key("actors")
        self.articles = contents.by_key("articles")
        self.subjects = contents.by_key("subjects")
        self.records = contents.by_key("records")
        self.countries = countries(contents)
        types = schemas_of_types(contents)
        self.schemas = {name: types[one["type"]] for name, one in self.actors.items()}

    @cached_property
    def quotes(self) -> Mapping[Any, list[dict[str, Any]]]:
        """Quotes by record."""
        return self.tables.grouped("quotes", "record")

    def page(self, subject: str) -> str | None:
        """The whole address of a page of the site; none where it is not known."""
        path = self.subjects[subject]["path"]
        return self.tables.about.url(path) if path and self.tables.about.address else None

    def address(self, path: str) -> str | None:
        """The whole address of something on the site; none where the site's is not known."""
        return self.tables.about.url(path) if self.tables.about.address else None


def _all(known: _Known) -> Iterator[Said]:
    for part in _PARTS:
        yield from part(known)


# ------------------------------------------------------------------ who and what there is


def _actors(known: _Known) -> Iterator[Said]:
    forms, same = known.tables.grouped("names", "subject"), known.tables.grouped("same_as", "subject")
    for name, one in known.actors.items():
        schema = known.schemas[name]
        speaker = Speaker(name, schema, origin=one["source"])
        yield speaker.exists()
        for form in forms[name]:
            prop = {"name": "name", "printed": "weakAlias"}.get(form["form"], "alias")
            yield from speaker.says(prop, form["name"], language=LANGUAGES.get(form["language"] or ""))
        yield from speaker.says("country", known.countries.get(one["country"] or name))
        yield from speaker.says("summary", one["description"])
        yield from speaker.says("notes", one["note"])
        yield from speaker.links("sourceUrl", known.page(name))
        yield from _elsewhere(speaker, same[name])
        if schema in LEGAL:
            yield from speaker.links("website", one["website"])
            if one["part_of"] and known.schemas[one["part_of"]] in LEGAL:
                yield from speaker.says("parent", one["part_of"])


def _elsewhere(speaker: Speaker, same: Iterable[Mapping[str, Any]]) -> Iterator[Said]:
    """Who it is in Wikidata and Wikipedia."""
    for one in same:
        url, last = one["url"], one["url"].rsplit("/", 1)[-1]
        if "//www.wikidata.org/" in url and last[:1] == "Q" and last[1:].isdecimal():
            yield from speaker.says("wikidataId", last)
        elif ".wikipedia.org/wiki/" in url:
            yield from speaker.links("wikipediaUrl", url)


def _articles(known: _Known) -> Iterator[Said]:
    authors = known.tables.grouped("authors", "article")
    for name, one in known.articles.items():
        outlet = known.actors[one["publisher"]]
        speaker = Speaker(name, "Article", name, one["source"])
        yield speaker.exists()
        yield from speaker.says("title", one["title"])
        yield from speaker.says("author", *(author["name"] for author in authors[name]))
        yield from speaker.says("publisher", outlet["name"])
        yield from speaker.links("publisherUrl", outlet["website"])
        yield from speaker.says("publishedAt", day_or_less(one, "published"))
        yield from speaker.says("language", LANGUAGES.get(one["language"]))
        yield from speaker.links("sourceUrl", one["url"] or known.page(name))


def _events(known: _Known) -> Iterator[Said]:
    """Events: what the editors say of each, what its reports add up to, and the articles of these."""
    types = known.tables.by_key("event_types")
    for name, one in known.tables.by_key("events").items():
        speaker = Speaker(name, "Event", origin=one["source"])
        yield speaker.exists()
        yield from speaker.says("name", one["title"])
        yield from speaker.says("alias", one["short"])
        yield from speaker.says("keywords", types[one["type"]]["name"])
        yield from speaker.says("notes", one["note"])
        yield from speaker.says("recordId", name)
        yield from speaker.links("sourceUrl", known.page(name))
        yield from _combined(known, Speaker(name, "Event", COMBINED, name), one)
    for one in known.tables.records("participants"):
        if known.schemas[one["actor"]] in LEGAL and not one["actor_unnamed"]:
            yield from Speaker(one["event"], "Event", COMBINED, one["event"]).says("involved", one["actor"])
    for one in known.tables.records("reports"):
        speaker = Speaker(one["event"], "Event", one["article"], one["id"])
        yield from speaker.says("proof", one["article"])
        yield from speaker.says("publisher", _outlet(known, one["article"]))


def _combined(known: _Known, speaker: Speaker, one: Mapping[str, Any]) -> Iterator[Said]:
    """Date, place and standing of an event."""
    yield from speaker.says("startDate", known_day(one["date_from"]))
    yield from speaker.says("endDate", known_day(one["date_to"]))
    yield from speaker.says("date", day_or_less(one, "date"))
    yield from speaker.says("summary", _standing(one))
    if one["place"]:
        yield from speaker.says("location", known.subjects[one["place"]]["name"])
        yield from speaker.says("country", known.countries.get(one["place"]))


def _standing(event: Mapping[str, Any]) -> str | None:
    """What has become of an event, and on how much that rests."""
    if not event["status"]:
        return None
    doubt = "; disputed" if event["disputed"] and event["status"] != "disputed" else ""
    return f"Status: {event['status']}{doubt}. Reports: {event['reports']}. Origins: {event['origins']}."


def _outlet(known: _Known, article: str) -> str:
    return str(known.actors[known.articles[article]["publisher"]]["name"])


# ------------------------------------------------------------------ what single records say


def _descriptions(known: _Known) -> Iterator[Said]:
    for one in known.tables.records("descriptions"):
        record = known.records[one["record"]]
        speaker = Speaker(one["actor"], known.schemas[one["actor"]], record["article"], record["id"])
        yield from speaker.says("description", one["says"])
        yield from _proof(known, speaker, record)


def _roles(known: _Known) -> Iterator[Said]:
    """Positions and who held them; of somebody unnamed nothing can be said."""
    for one in known.tables.records("roles"):
        if known.schemas[one["actor"]] != "Person" or one["actor_unnamed"]:
            continue
        record = known.records[one["record"]]
        if one["of"] or one["to"]:
            yield from _occupancy(known, one, record)
        else:
            speaker = Speaker(one["actor"], "Person", record["article"], record["id"])
            yield from speaker.says("position", one["role"])
            yield from _proof(known, speaker, record)


def _occupancy(known: _Known, one: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[Said]:
    article, origin = record["article"], record["id"]
    key = "\0".join((one["role"], one["of"] or "", one["to"] or ""))
    post = Speaker(
        entity_id("position", hashlib.sha256(key.encode()).hexdigest()[:16]), "Position", article, origin
    )
    yield post.exists()
    yield from post.says("name", _title(known, one))
    yield from _proof(known, post, record)
    if one["of"]:
        yield from post.says("country", known.countries.get(known.actors[one["of"]]["country"] or one["of"]))
        if known.schemas[one["of"]] in ORGANISATIONS:
            yield from post.says("organization", one["of"])
    held = Speaker(entity_id("role", origin), "Occupancy", article, origin)
    yield held.exists()
    yield from held.says("holder", one["actor"])
    yield from held.says("post", post.entity)
    yield from held.says("status", "ended" if one["former"] else None)
    yield from held.says(_MOMENTS.get(one["event"] or "", "date"), day_or_less(one, "date"))
    yield from held.says("recordId", origin)
    yield from held.says("summary", *(quote["words"] for quote in known.quotes[origin]))
    yield from _proof(known, held, record)


def _title(known: _Known, one: Mapping[str, Any]) -> str:
    of, to = (known.actors[one[end]]["name"] if one[end] else None for end in ("of", "to"))
    return f"{one['role']}{f', {of}' if of else ''}{f', to {to}' if to else ''}"


def _proof(known: _Known, speaker: Speaker, record: Mapping[str, Any]) -> Iterator[Said]:
    """Where a record stands: its article, the outlet, and its place on the site."""
    yield from speaker.says("proof", record["article"])
    yield from speaker.says("publisher", _outlet(known, record["article"]))
    yield from speaker.links("sourceUrl", known.address(record["path"]))


def _mentions(known: _Known) -> Iterator[Said]:
    """Which articles name whom."""
    for one in known.tables.records("mentions"):
        if one["subject"] in known.actors:
            name = entity_id("mention", one["article"], one["subject"])
            speaker = Speaker(name, "Documentation", one["article"])
            yield speaker.exists()
            yield from speaker.says("document", one["article"])
            yield from speaker.says("entity", one["subject"])
            times = "once" if one["count"] == 1 else f"{one['count']} times"
            yield from speaker.says("role", f"named {times}")
            yield from speaker.says("date", day_or_less(known.articles[one["article"]], "published"))


_PARTS: Final[tuple[Callable[[_Known], Iterator[Said]], ...]] = (
    _actors, _articles, _events, _descriptions, _roles, _mentions,
)  # fmt: skip
