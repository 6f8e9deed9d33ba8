"""Checks of meaning: what the records and entries say must make sense together."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from urllib.parse import urlsplit

from site_builder.corpus.checks.advice import NOUNS
from site_builder.corpus.placeholders import TO_FILL, gap_problem
from site_builder.corpus.values import COMMON_CURRENCIES
from site_builder.model.addresses import is_address
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Location, Problem, quoted
from site_builder.model.quantities import Value
from site_builder.model.records import FigureRecord, Met, Stop, VisitRecord
from site_builder.model.registry import Entry, MeasuredKind, Place, Registry
from site_builder.model.rights import OPENING, RIGHTS
from site_builder.model.value_types import ActorId, PlaceId, SubjectId
from site_builder.model.written import Places

_MONEY = {"money", "currency", *(code.lower() for code in COMMON_CURRENCIES)}
_ASKS = ("?", "？", "؟")
"""Marks at the end of a question: of most scripts, of Chinese and Japanese, of Arabic and Persian."""
_SHA256 = re.compile("[0-9a-f]{64}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


def validate_sections(corpus: Corpus) -> Iterator[Problem]:
    """A record stands in the section that its event's type asks for."""
    wants: dict[str, str] = {}
    for section, known in corpus.registry.sections.items():
        wants |= {kind: section for kind in known.event_types if kind not in wants}
    for annotation in corpus.annotations.values():
        for name, records in annotation.sections:
            for record in records:
                event = getattr(record, "event", None)
                frame = corpus.registry.events.get(event) if event else None
                wanted = wants.get(frame.type, "events") if frame else name
                if frame and wanted != name:
                    found = f"{quoted(record.event)}, an event of type {frame.type}, under '{name}'"
                    fix = f"move the record to '{wanted}', or change the type in {frame.at.location}"
                    yield Problem(
                        record.at.of("event"), "wrong-section", found, f"a record under '{wanted}'", fix
                    )


def validate_deals(corpus: Corpus) -> Iterator[Problem]:
    """A supply has no event; every other deal has one."""
    for annotation in corpus.annotations.values():
        for deal in annotation.arms_deals:
            if deal.kind == "supply" and deal.event:
                fix = "leave `event` out, or write kind sale, upgrade or aid"
                yield Problem(
                    deal.at.of("event"), "supply-with-event", "an event", "none for a general supply", fix
                )
            elif deal.kind != "supply" and not deal.event:
                found, fix = f"a deal of kind {deal.kind} without event", "write `event:`, or kind supply"
                yield Problem(deal.at.location, "deal-without-event", found, "the id of its event", fix)


def validate_values(corpus: Corpus) -> Iterator[Problem]:
    """Money has a currency, which SIPRI's trend-indicator values are not; and a range runs upwards."""
    for annotation in corpus.annotations.values():
        for deal in annotation.arms_deals:
            if deal.value:
                yield from value_problems(deal.value, "the value of a deal")
                yield from _price_problems(deal.value)
        for figure in annotation.figures:
            measure = corpus.registry.measures.get(figure.measure)
            in_money = measure is not None and measure.unit.casefold() in _MONEY
            yield from value_problems(figure.value, "a measure in money" if in_money else "")


def value_problems(value: Value, money: str) -> Iterator[Problem]:
    """Money has a currency, and a range runs upwards; `money` says what it is if it is surely money."""
    money = money or ("a value with a basis" if value.basis else "")
    if money and not value.currency and value.basis != "tiv":
        fix = "write `currency:` with its code, such as USD"
        found = f"{money} without currency"
        yield Problem(value.at.location, "money-without-currency", found, "a currency", fix)
    if isinstance(value.amount, tuple) and value.amount[0] >= value.amount[1]:
        low, high = value.amount
        found = f"a range from {low} to {high}"
        yield Problem(
            value.at.of("amount"), "amount-order", found, "the lower amount first", in_order(low, high)
        )


def _price_problems(price: Value) -> Iterator[Problem]:
    amounts = price.amount if isinstance(price.amount, tuple) else (price.amount,)
    for amount in amounts:
        if amount is not None and amount <= 0:
            fix = "write the amount without a sign, or leave it out where none is reported"
            yield Problem(price.at.of("amount"), "bad-number", str(amount), "a number above 0", fix)


def in_order(low: Decimal | int, high: Decimal | int) -> str:
    """How to mend a range that does not run upwards."""
    return f"write [{high}, {low}]" if low > high else f"write {low} alone"


def validate_measures(corpus: Corpus) -> Iterator[Problem]:
    """A measure's sentence holds its subject, and nothing but subject and object."""
    for measure in corpus.registry.measures.values():
        holes = re.findall(r"\{[^{}]*\}?|\}", measure.sentence)
        wrong = [hole for hole in holes if hole not in ("{subject}", "{object}")]
        if wrong or "{subject}" not in holes:
            found = quoted(wrong[0]) if wrong else "no '{subject}'"
            fix = "write the sentence with {subject}, and {object} where there is one"
            yield Problem(measure.at.of("sentence"), "bad-sentence", found, "a sentence with {subject}", fix)


def validate_questions(corpus: Corpus) -> Iterator[Problem]:
    """What was looked for is a question."""
    for search in corpus.registry.searched.values():
        if not search.question.rstrip().endswith(_ASKS):
            found, expected = quoted(search.question), "a sentence that ends with a question mark"
            fix = "write what was asked, not what was found"
            yield Problem(search.at.of("question"), "not-a-question", found, expected, fix)


def validate_figures(corpus: Corpus) -> Iterator[Problem]:
    """A figure has an object exactly where its measure's sentence has one."""
    for annotation in corpus.annotations.values():
        for figure in annotation.figures:
            measure = corpus.registry.measures.get(figure.measure)
            if measure is None or ("{object}" in measure.sentence) == (figure.object is not None):
                continue
            found = "an object" if figure.object else "no object"
            fix = "leave `object` out" if figure.object else "write `object:`"
            expected = (
                f"what the sentence of {quoted(figure.measure)} has room for: {quoted(measure.sentence)}"
            )
            place = figure.at.of("object") if figure.object else figure.at.location
            yield Problem(place, "figure-object", found, expected, fix)


def validate_measured(corpus: Corpus) -> Iterator[Problem]:
    """What a figure is about is of a kind that its measure accepts; unknown ids are told elsewhere."""
    for annotation in corpus.annotations.values():
        for figure in annotation.figures:
            if measure := corpus.registry.measures.get(figure.measure):
                for key, kinds in (("subject", measure.subjects), ("object", measure.objects)):
                    yield from _of_kinds(corpus.registry, figure, key, kinds)


def _of_kinds(
    registry: Registry, figure: FigureRecord, key: str, kinds: tuple[MeasuredKind, ...]
) -> Iterator[Problem]:
    named = getattr(figure, key)
    tables: Mapping[MeasuredKind, Container[str]] = {
        "actor": registry.actors, "event": registry.events, "place": registry.places,
        "equipment": registry.equipment, "topic": registry.topics,
    }  # fmt: skip
    is_of = [kind for kind, table in tables.items() if isinstance(named, str) and named in table]
    if is_of == ["actor"] and registry.actors[ActorId(named)].type == "state":
        is_of.append("place")  # a state is a place, too
    if is_of and not set(is_of) & set(kinds):
        found = f"{quoted(named)}, {NOUNS[is_of[0]]}"
        expected = f"what the measure {quoted(figure.measure)} accepts: {' or '.join(map(_noun, kinds))}"
        fix = f"name one, or write `{key}s: [{', '.join((*kinds, is_of[0]))}]` for the measure"
        yield Problem(figure.at.of(key), "not-measured", found, expected, fix)


def _noun(kind: MeasuredKind) -> str:
    return NOUNS[kind]


def validate_articles(corpus: Corpus) -> Iterator[Problem]:
    """Publication dates that are not printed say why, and are marked; languages have their code."""
    for article in corpus.articles.values():
        if article.published_basis != "printed":
            if not article.published_why:
                found = f"a publication date that is {article.published_basis}, without a reason"
                fix = "write `published_why:`: how the date is known"
                place = article.at.of("published_basis")
                yield Problem(place, "missing-published-why", found, "its reason", fix)
            if not re.search("[?%]", article.published) and article.published != TO_FILL:
                fix = f"write {quoted(article.published + '?')}"
                found = f"{quoted(article.published)}, which is not printed"
                yield Problem(
                    article.at.of("published"), "published-unmarked", found, "a date marked with ?", fix
                )
        if article.language == TO_FILL:
            yield gap_problem("language", article.at.of("language"))
        elif not _LANGUAGE.fullmatch(article.language):
            fix = "write its code, such as en, az or pt-BR"
            found = quoted(article.language)
            yield Problem(article.at.of("language"), "bad-language", found, "a language code", fix)


def validate_rights(corpus: Corpus) -> Iterator[Problem]:
    """A text is published only where its rights allow that."""
    for article in corpus.articles.values():
        if article.publish == "text" and article.reserved and article.rights in RIGHTS:
            found = f"a text to be published, with the rights {quoted(article.rights)}"
            fix = "write `publish: digest`; if somebody allows it, write who and when under `rights`"
            yield Problem(article.at.of("publish"), "publish-reserved", found, OPENING, fix)


def validate_texts(corpus: Corpus) -> Iterator[Problem]:
    """A text is named by a whole hash, and has a length."""
    for article in corpus.articles.values():
        if article.text is None:
            continue
        place, sha256 = article.text.at.of("sha256"), article.text.sha256
        if not _SHA256.fullmatch(sha256):
            fix = "write what `sha256sum` prints for the captured file"
            yield Problem(place, "bad-sha256", quoted(sha256), "64 hexadecimal digits in lower case", fix)
        if article.text.chars < 1:
            fix = "write the number of characters of the text"
            place = article.text.at.of("chars")
            yield Problem(place, "bad-number", str(article.text.chars), "a number above 0", fix)


def validate_own_texts(texts: Iterable[tuple[str, Location]]) -> Iterator[Problem]:
    """A text belongs to one article; given are hashes of texts, and where each is written."""
    first: dict[str, Location] = {}
    for sha256, place in texts:
        if _SHA256.fullmatch(sha256) and first.setdefault(sha256, place) is not place:
            found = f"the same text as in {first[sha256]}"
            fix = "give each article its own text, or delete one of the articles"
            yield Problem(place, "duplicate-text", found, "a text that belongs to one article", fix)


def validate_coordinates(corpus: Corpus) -> Iterator[Problem]:
    """Coordinates are degrees north and east."""
    for entry in corpus.registry.places.values():
        if entry.coordinates is None:
            continue
        north, east = entry.coordinates
        if abs(north) > 90 or abs(east) > 180:
            fix = (
                f"write [{east}, {north}]" if abs(east) <= 90 and abs(north) <= 180 else "look them up again"
            )
            found = f"{north} north, {east} east"
            yield Problem(
                entry.at.of("coordinates"), "bad-coordinates", found, "degrees north, then east", fix
            )


def validate_websites(corpus: Corpus) -> Iterator[Problem]:
    """A website is the address of an outlet's site: where readers look for its articles."""
    for entry in corpus.registry.actors.values():
        if entry.website is None or not is_address(entry.website):
            continue  # what is no address at all is told where it is read
        place, found = entry.at.of("website"), quoted(entry.website)
        if corpus.registry.kind_of(entry) not in ("media", "organisation"):
            fix = "delete it, or write it under `same_as`"
            expected = "a website of an outlet, or of an organisation that publishes"
            yield Problem(place, "website-of-no-outlet", f"{found}, of a {entry.type}", expected, fix)
        elif not _is_site(entry.website):
            expected = "https:// or http:// with a host, and perhaps a path"
            fix = "write the address of the outlet's first page"
            yield Problem(place, "bad-website", found, expected, fix)


def _is_site(address: str) -> bool:
    parts = urlsplit(address)
    bare = parts.netloc == parts.hostname and "." in parts.netloc
    return parts.scheme in ("http", "https") and bare and not (parts.query or parts.fragment)


def validate_relations(corpus: Corpus) -> Iterator[Problem]:
    """Nothing lies within, is part of or is classed under itself, nor is an event related to itself."""
    registry = corpus.registry
    yield from _cycles("within", {i: (e.within, e.at) for i, e in registry.places.items()})
    yield from _cycles("part_of", {i: (e.part_of, e.at) for i, e in registry.actors.items()})
    yield from _cycles("class", {i: (e.class_, e.at) for i, e in registry.equipment.items()})
    yield from _cycles("part_of", {i: (e.part_of, e.at) for i, e in registry.events.items()})
    for name, frame in registry.events.items():
        for key, events in (("related", frame.related), ("may_overlap", frame.may_overlap)):
            if name in events:
                place = frame.at.of(key, events.index(name))
                yield Problem(place, "self-reference", quoted(name), "another event", "delete it")
    for own, entry in registry.entries.items():
        others = entry.different_from if isinstance(entry, Entry) else ()
        if own in others:
            place = entry.at.of("different_from", others.index(SubjectId(own)))
            yield Problem(place, "self-reference", quoted(own), "another entry", "delete it")


def _cycles(key: str, above: Mapping[str, tuple[str | None, Places]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for start in sorted(above):
        path: list[str] = []
        name: str | None = start
        while name is not None and name in above and name not in seen:
            seen.add(name)
            path.append(name)
            name = above[name][0]
        if name in path:
            ring = path[path.index(name) :]
            found = " in ".join(quoted(one) for one in (*ring, ring[0]))
            place = above[min(ring)][1].of(key)
            yield Problem(
                place, "cycle", found, f"a chain of '{key}' that ends", f"remove '{key}' from one of them"
            )


def validate_stops(corpus: Corpus) -> Iterator[Problem]:
    """A stop of a visit lies within the visited place, and a meeting there or within it."""
    places = corpus.registry.places
    states = (name for name, actor in corpus.registry.actors.items() if actor.type == "state")
    known = {*places, *states}  # of others it is said that they are unknown, or no places
    for annotation in corpus.annotations.values():
        for visit in annotation.visits:
            for where, place, is_stop in _spots(visit):
                outer = _surroundings(places, place)
                allowed = outer[1:] if is_stop else outer
                if visit.place and visit.place not in allowed and {visit.place, place} <= known:
                    yield _stray(where, place, visit.place, is_stop=is_stop)


def _spots(visit: VisitRecord) -> Iterator[tuple[Location, PlaceId, bool]]:
    """Where each place within a visit was written, which it is, and whether it is a stop."""
    for number, stop in enumerate(visit.stops):
        if isinstance(stop, Stop):
            yield stop.at.of("place"), stop.place, True
        else:
            yield visit.at.of("stops", number), stop, True
    for met in visit.met:
        if isinstance(met, Met) and met.place:
            yield met.at.of("place"), met.place, False


def _surroundings(places: Mapping[PlaceId, Place], place: PlaceId) -> list[PlaceId]:
    """A place and what it lies within, outwards; a circle, which is another mistake, ends it."""
    found: list[PlaceId] = []
    name: PlaceId | None = place
    while name and name not in found:
        found.append(name)
        name = places[name].within if name in places else None
    return found


def _stray(where: Location, place: PlaceId, visited: PlaceId, *, is_stop: bool) -> Problem:
    if place == visited:
        return Problem(
            where, "stop-is-place", quoted(place), "a place within the one visited", "leave it out of `stops`"
        )
    what = "a stop" if is_stop else "a meeting"
    fix = f"write `within:` at the entry of {quoted(place)}, or the wider place under `place` of the visit"
    return Problem(
        where, "stop-outside", f"{what} in {quoted(place)}", f"a place within {quoted(visited)}", fix
    )
