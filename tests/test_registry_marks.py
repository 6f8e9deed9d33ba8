"""What the editors know and no article says bears its mark, on every page and in the data."""

import json
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

import pytest

from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId
from site_builder.output.render import RenderedPage, render
from site_builder.pages import all_pages
from site_builder.pages.actors import actor_page
from site_builder.pages.components import plain_text
from site_builder.pages.json_ld import json_ld
from site_builder.pages.page_foot import Imprint
from site_builder.pages.page_subjects import Subject
from site_builder.pages.rows import reported_as
from tests.conftest import ROOT
from tests.published import cards_of, corpus_of

KNOWN = {
    "Country",
    "Part of",
    "Class",
    "Makers",
    "Made in",
    "Within",
    "Coordinates",
    "Also written",
    "Topics",
}
"""Labels of facts that only the registry gives."""
VOID = {"br", "hr", "img", "input", "meta", "link", "path", "rect", "circle", "use"}


class Marked(HTMLParser):
    """The pieces of text of a page, each with whether it is marked as the editors'."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside: list[tuple[str, str]] = []
        self.pieces: list[tuple[str, str, bool]] = []
        self.descriptions: list[str] = []
        self.words = self.explained = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        self.words += "from-registry__word" in classes
        self.explained += "from-registry__why" in classes
        if "data-description" in given:
            self.descriptions.append(given["data-description"])
        if tag not in VOID:
            self.inside.append((tag, given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.inside.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        marked = any("from-registry" in classes for _, classes in self.inside)
        tag = self.inside[-1][0] if self.inside else ""
        self.pieces.append((tag, " ".join(data.split()), marked))


@pytest.fixture(scope="module", params=["toy", "shipped"])
def pages(request: pytest.FixtureRequest) -> tuple[Site, tuple[RenderedPage, ...]]:
    site: Site = request.getfixturevalue(f"{request.param}_site")
    return site, render(ROOT / "templates" / "pages", all_pages(site, "Record"), Imprint())[0]


def test_what_the_registry_says_is_marked_wherever_it_stands(
    pages: tuple[Site, tuple[RenderedPage, ...]],
) -> None:
    site, rendered = pages
    told = {said for said in descriptions(site) if said not in reported(site)}
    assert told
    seen = set()
    for page in rendered:
        for tag, text, marked in Marked(page.html).pieces:
            if text[:1].lower() + text[1:] in told and tag not in ("text", "tspan"):
                seen.add(text)
                assert marked, (page.path, text)
            if tag == "dt" and text in KNOWN:
                assert marked, (page.path, text)
    assert seen


def descriptions(site: Site) -> Iterator[str]:
    """What the editors wrote about their entries, as it stands in the middle of a sentence."""
    registry = site.corpus.registry
    for entries in (registry.actors, registry.places, registry.equipment):
        for entry in entries.values():
            said = (entry.description or "").rstrip(".")
            if said:
                yield said[:1].lower() + said[1:]


def reported(site: Site) -> set[str]:
    """What articles say in just the same words."""
    roles = filter(None, (reported_as(site, actor) for actor in site.corpus.registry.actors))
    said = (str(getattr(found.record, "says", "")) for found in site.evidence.values())
    return {text[:1].lower() + text[1:] for text in (*said, *(role.text for role in roles))}


def test_a_page_explains_the_mark_once_where_it_has_it(
    pages: tuple[Site, tuple[RenderedPage, ...]],
) -> None:
    for page in pages[1]:
        seen = Marked(page.html)
        assert seen.explained == bool(seen.words), page.path


def test_search_results_have_the_mark(shipped_site: Site) -> None:
    rendered, _ = render(ROOT / "templates" / "pages", all_pages(shipped_site, "Record"), Imprint())
    (harop,) = (page for page in rendered if page.path == "equipment/harop/")
    (description,) = Marked(harop.html).descriptions
    assert description.startswith("Israeli loitering munition (editors' note). 1 event")
    assert harop.description == description


def test_what_an_article_says_goes_before_what_the_editors_know(shipped_site: Site) -> None:
    oguz = actor_page(shipped_site, ActorId("mustafa-oguz"))
    assert oguz.head.answer[0].text.startswith("Named as Chief of Staff of NATO Allied Land Command")
    assert not oguz.head.answer[0].basis
    assert oguz.head.answer[0].to.startswith("articles/oilprice-2023-azerbaijan-nato/#q-")
    rafael = actor_page(shipped_site, ActorId("rafael"))
    known = {fact.label: fact for fact in rafael.facts if fact.basis == "registry"}
    assert known["Country"].values[0].text == "Israel"
    assert "an Israeli company that makes arms" in plain_text(rafael.head.answer)
    assert not any(link.basis for link in rafael.head.answer)
    aliyev = actor_page(shipped_site, ActorId("ilham-aliyev"))
    country = {fact.label: fact for fact in aliyev.facts}["Country of office"]
    assert (country.values[0].text, country.basis) == ("Azerbaijan", "")


def test_data_say_what_everything_rests_on(any_site: Site) -> None:
    data: Mapping[str, Any] = corpus_of(any_site)
    for name in ("actors", "places", "equipment", "topics", "measures"):
        assert {item["basis"] for item in data[name]} <= {"registry"}
    for name in ("statements", "figures", "supplies", "dates", "unnamed"):
        assert {item["basis"] for item in data[name]} <= {"article"}
    for actor in data["actors"]:
        nested = [*actor["roles"], *actor["descriptions"], *actor["mentions"]]
        assert {item["basis"] for item in nested} <= {"article"}
    for event in data["events"]:
        assert event["basis"] == ("article" if event["reports"] else "registry")
        assert {report["basis"] for report in event["reports"]} <= {"article"}


def test_cards_say_what_their_line_rests_on(shipped_site: Site) -> None:
    found: Mapping[str, Mapping[str, Any]] = cards_of(shipped_site)
    assert found["equipment/harop/"]["basis"] == "registry"
    assert found["places/baku/"]["basis"] == "registry"
    assert found["actors/ilham-aliyev/"]["basis"] == "article"
    assert found["actors/iran/"]["basis"] == "registry"
    assert {card["basis"] for card in found.values()} <= {"article", "registry", None}


def test_programs_are_told_the_two_apart(shipped_site: Site) -> None:
    """schema.org has a property for words that only tell who is meant."""
    oguz = json_ld(shipped_site, Subject("actors", "mustafa-oguz"))
    assert oguz["jobTitle"] == "Chief of Staff of NATO Allied Land Command"
    iran = json_ld(shipped_site, Subject("actors", "iran"))
    assert "description" not in iran
    assert "southern neighbour" in json.dumps(iran["disambiguatingDescription"])
