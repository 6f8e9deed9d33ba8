"""Briefs and pages of two actors: cases, and every sentence held against the records that it is made of."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from site_builder.corpus.vocabulary.messages import in_language
from site_builder.linking.pairs import LEAST, STRONGEST, pairs_with_page
from site_builder.linking.record_ids import record_anchor
from site_builder.linking.site import RecordKey, Site
from site_builder.model import edtf
from site_builder.model.records import DealRecord
from site_builder.pages import PageMemory, all_pages, page_units
from site_builder.pages.actors import ActorPage
from site_builder.pages.briefs import Sentence
from site_builder.pages.compared_reports import fact_rows
from site_builder.pages.components import Link, outlet, plain_text, published, who_link
from site_builder.pages.events import EventPage
from site_builder.pages.evidence import says
from site_builder.pages.page_subjects import articles_behind, subject_of
from site_builder.pages.page_units import View
from site_builder.pages.pairs import PairPage, PairsPage
from site_builder.pages.parts import BOUNDS, Bounds
from site_builder.pages.registry_entries import EntryPage
from site_builder.pages.rows import counted_reports, event_status
from site_builder.translation.languages import language_for
from site_builder.translation.messages import speaking
from tests.small import cases, small_site

WithBrief = ActorPage | EventPage | EntryPage | PairPage


def with_briefs(site: Site) -> Iterator[WithBrief]:
    """The pages that have a brief."""
    kinds = ("actors", "events", "topics", "pairs")
    yield from (view for view in views(site, kinds) if isinstance(view, WithBrief))


def views(site: Site, kinds: tuple[str, ...]) -> Iterator[View]:
    """The pages of some kinds."""
    memory = PageMemory(keeps=False)
    memory.turn_to(site, "Test", BOUNDS)
    for unit in page_units(site):
        if unit.path.split("/")[0] in kinds:
            yield from (page.view for page in memory.pages_of(unit).pages)


def said(sentences: tuple[Sentence, ...]) -> list[str]:
    return [plain_text(one.said) for one in sentences]


def in_german(site: Site) -> Site:
    """The same site with the builder's own vocabulary in the language that is spoken."""
    return replace(site, corpus=replace(site.corpus, registry=in_language(site.corpus.registry)))


@pytest.mark.parametrize("case", cases("briefs.yml"), ids=lambda case: case["name"])
def test_sentences(case: dict[str, Any], tmp_path: Path) -> None:
    site = small_site(tmp_path, case)
    pages = {page.head.path: page for page in with_briefs(site)}
    assert {path: said(pages[path].brief) for path in case["brief"]} == case["brief"]
    for path, answer in case.get("answer", {}).items():
        assert plain_text(pages[path].head.answer) == answer


GERMAN = [case for case in cases("briefs.yml") if "german" in case]


@pytest.mark.parametrize("case", GERMAN, ids=lambda case: case["name"])
def test_german_sentences(case: dict[str, Any], tmp_path: Path) -> None:
    german = language_for("de")
    assert german is not None
    with speaking(german):
        site = in_german(small_site(tmp_path, case))
        pages = {page.head.path: page for page in with_briefs(site)}
        assert {path: said(pages[path].brief) for path in case["german"]} == case["german"]


# ------------------------------------------------------------------ each sentence beside its records


COUNTED = re.compile(
    r"(?<=differ on )\d+(?= of the events)|^\d+(?= more statements? disputes? it)|(?<=and )\d+(?= more)"
)
"""Numbers of things, which stand in no record."""


def test_every_sentence_rests_on_records(any_site: Site) -> None:
    checked = 0
    for page in with_briefs(any_site):
        for one in page.brief:
            assert set(one.events) <= any_site.events.keys()
            assert set(one.records) <= any_site.evidence.keys()
            assert leads_to_what_it_rests_on(any_site, one), said((one,))
            assert left_over(any_site, one) == [], said((one,))
            checked += 1
    assert checked > 20


def leads_to_what_it_rests_on(site: Site, one: Sentence) -> bool:
    """Whether a sentence has a link to its events or records, and none to others."""
    events = {f"events/{event}/" for event in one.events}
    records = {f"articles/{key.article}/#{record_anchor(site, key)}" for key in one.records}
    found = {
        link.to.removesuffix("#differ") for link in one.said if link.to.startswith(("events/", "articles/"))
    }
    return bool(found) and found <= events | records


def left_over(site: Site, one: Sentence) -> list[str]:
    """Numbers and names in a sentence that stand in none of its events and records."""
    text = COUNTED.sub("", plain_text(one.said))
    for known in sorted({*known_words(site, one)} - {""}, key=len, reverse=True):
        text = text.replace(known, "").replace(known[:1].upper() + known[1:], "")
    names = [name for name in names_of(site) if re.search(rf"\b{re.escape(name)}\b", text)]
    return [*re.findall(r"\d+", text), *re.findall(r"[“”]", text), *names]


def names_of(site: Site) -> Iterator[str]:
    registry = site.corpus.registry
    yield from (actor.name for actor in registry.actors.values())
    yield from (frame.title for frame in registry.events.values())


def known_words(site: Site, one: Sentence) -> Iterator[str]:
    """What the events and records of a sentence say, in words."""
    for name in one.events:
        event = site.events[name]
        yield from (
            event.frame.title,
            event.frame.short or "",
            event_status(site, event),
            counted_reports(event),
        )
        yield edtf.words(event.date) if event.date else ""
        for row in fact_rows(site, event):
            yield from (plain_text(cell) for cell in row.cells)
    for key in one.records:
        yield from words_of_record(site, key)


def words_of_record(site: Site, key: RecordKey) -> Iterator[str]:
    evidence = site.evidence[key]
    yield from (who_link(site, evidence.origin.who).text, outlet(site, key.article))
    yield from (published(site, key.article).words, plain_text(says(site, evidence)).rstrip("."))
    if isinstance(evidence.record, DealRecord) and evidence.record.value:
        yield f"“{evidence.record.value.wording}”"


def test_a_foreign_word_is_seen(toy_site: Site) -> None:
    """The check above finds what stands in no record."""
    page = next(page for page in with_briefs(toy_site) if page.head.path == "actors/norland/")
    one = page.brief[0]
    more = replace(one, said=(*one.said, Link(" In 2045 Ann Haldane left.")))
    assert left_over(toy_site, one) == []
    assert left_over(toy_site, more) == ["2045", "Ann Haldane"]


# ------------------------------------------------------------------ two actors


@pytest.mark.parametrize("case", cases("pairs.yml"), ids=lambda case: case["name"])
def test_what_stands_between_two(case: dict[str, Any], tmp_path: Path) -> None:
    site = small_site(tmp_path, case)
    found = {
        pair.path: {
            "events": [str(event) for event in pair.events],
            "records": [plain_text(says(site, site.evidence[key])) for key in pair.records],
            "disputes": [str(event) for event in pair.disputes],
            "contests": [plain_text(says(site, site.evidence[key])) for key in pair.contests],
        }
        for pair in pairs_with_page(site).values()
    }
    empty: dict[str, list[str]] = {"events": [], "records": [], "disputes": [], "contests": []}
    assert found == {path: {**empty, **expected} for path, expected in case["pairs"].items()}


def test_events_of_pairs_are_counted_by_how_they_are_theirs(any_site: Site) -> None:
    """Those in which both take part are the same as on the pages of the two; all others are visits."""
    pairs = pairs_with_page(any_site)
    for pair in pairs.values():
        one, other = pair.ends
        assert {*pair.events} - pair.visits == {*any_site.partners.get(one, {}).get(other, ())}
        assert {any_site.events[event].frame.type for event in pair.visits} <= {"visit"}
    assert any(pair.visits for pair in pairs.values())


def test_a_pair_and_the_topic_of_its_events_lead_to_each_other(shipped_site: Site) -> None:
    pages = {view.head.path: view for view in views(shipped_site, ("pairs", "topics"))}
    pair, topic = "pairs/azerbaijan/israel/", "topics/azerbaijan-israel-relations/"
    for here, there in ((pair, topic), (topic, pair)):
        page = pages[here]
        assert isinstance(page, PairPage | EntryPage)
        links = [link for fact in page.facts if fact.basis == "registry" for link in fact.values]
        assert there in [link.to for link in links], here
        number = len(shipped_site.events_of["azerbaijan-israel-relations"])
        words = f"11 of its {number} events", f"11 of these {number} events"
        assert words[here == topic] in plain_text(links)


def test_there_are_few_pairs_and_both_lead_there(any_site: Site) -> None:
    pairs = pairs_with_page(any_site)
    assert 0 < len(pairs) <= STRONGEST * len(any_site.corpus.registry.actors)
    assert all(pair.number >= LEAST for pair in pairs.values())
    pages = {view.head.path: view for view in views(any_site, ("actors", "pairs"))}
    index = pages["pairs/"]
    assert isinstance(index, PairsPage)
    assert sorted(row.name.to for row in index.rows) == sorted(pairs)
    for path, pair in pairs.items():
        for end in pair.ends:
            actor = pages[f"actors/{end}/"]
            assert isinstance(actor, ActorPage)
            assert path in {link.to for fact in actor.facts for link in fact.values}


def test_a_page_of_two_is_about_both(toy_site: Site) -> None:
    pages = {page.view.head.path: page for page in all_pages(toy_site, "Test")}
    page = pages["pairs/norland/sudria/"]
    assert page.about is not None
    assert [thing["@id"] for thing in page.about["about"]] == ["actors/norland/#it", "actors/sudria/#it"]


def test_what_changes_the_page_of_two(any_site: Site) -> None:
    """Its day is that of the articles whose records it shows, and of both entries of the registry."""
    for path, pair in pairs_with_page(any_site).items():
        subject = subject_of(path)
        assert subject is not None
        assert subject.entries == tuple(("actors", end) for end in pair.ends)
        shown = {key.article for key in (*pair.records, *pair.contests)}
        shown |= {key.article for event in pair.events for key in any_site.events[event].records}
        assert shown <= articles_behind(any_site, subject)
    assert subject_of("pairs/") is None
    assert subject_of("pairs/by-letter/a/") is None


def test_long_lists_of_two_have_parts(toy_site: Site) -> None:
    """All rows of the page stand in its parts, which are found below it."""
    small = Bounds(nodes=60, first=20, several=20)
    pages = [*all_pages(toy_site, "Test", small)]
    paths = {page.view.head.path: page for page in pages}
    page = paths["pairs/norland/sudria/"].view
    assert isinstance(page, PairPage)
    rest = page.rests["figures"]
    assert rest is not None
    assert [paths[part.link.to].template for part in rest.parts] == ["part_evidence"] * len(rest.parts)
    assert [paths[part.link.to].about for part in rest.parts] == [None] * len(rest.parts)


def test_nothing_is_made_anew_for_the_same_site(toy_site: Site) -> None:
    memory, made = PageMemory(), []
    for version in (toy_site, replace(toy_site)):
        memory.turn_to(version, "Test", BOUNDS)
        for unit in page_units(version):
            if unit.path.startswith("pairs/"):
                memory.pages_of(unit)
        made.append(memory.made)
    assert made == [2, 2]
