"""Pages of corpora unlike ours: namesakes, the unnamed, the south, what is not yet found, misprints."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.linking.link import link
from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId, ArticleId, EventId, PlaceId
from site_builder.pages.actors import actor_page
from site_builder.pages.arms_deals import deals_page
from site_builder.pages.articles import article_page
from site_builder.pages.components import Fact, Link, plain_text
from site_builder.pages.data_page import NOTHING_HELD, data_page
from site_builder.pages.events import event_index
from site_builder.pages.facets import countries
from site_builder.pages.many_lists import common
from site_builder.pages.misprints import QuotePiece, quote_pieces
from site_builder.pages.overview import HomePage, home_page
from site_builder.pages.reading import digest_sources
from site_builder.pages.registry_entries import place_page
from site_builder.pages.rows import event_parts
from site_builder.proving.proved_project import read_project
from tests.conftest import project_at, site_at

POST = "norland-post-2031-05-10-visit"
VISIT = EventId("2031-05-haldane-sudria")
ACTORS, PLACES = "annotations/actors/organisations.yml", "annotations/places.yml"
EQUIPMENT, RECORDS = "annotations/equipment.yml", f"annotations/articles/{POST}.yml"


def edited(root: Path, path: str, old: str, new: str) -> Site:
    """The toy site after an edit of one of its files."""
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return site_at(root)


def written(facts: tuple[Fact, ...], label: str) -> str:
    return next(plain_text(fact.values) for fact in facts if fact.label == label)


# ------------------------------------------------------------------ who


def test_unnamed_people_of_several_bodies_stand_in_one_order(toy_project: Path) -> None:
    bodies = ("sudria", "estmark", "norland", "lance-works", "mallory", "sudria-herald", "norland-post")
    met = "".join(f"      - {{of: {body}, as: an admiral}}\n" for body in bodies)
    old = "      - {of: sudria, as: an admiral}\n"
    parts = edited(toy_project, RECORDS, old, met).events[VISIT].parts
    assert [part.of for part in parts if part.who is None] == sorted(bodies)


def test_namesakes_are_two(toy_project: Path) -> None:
    edited(toy_project, "annotations/actors/people.yml", "name: Rui Castel", "name: Ann Haldane")
    site = edited(toy_project, RECORDS, "hosts: [rui-castel]", "hosts: [rui-castel, ann-haldane]")
    hosts = event_parts(site, site.events[VISIT], "host")
    assert [link.to for link in hosts if link.to] == ["actors/ann-haldane/", "actors/rui-castel/"]
    assert plain_text(hosts) == "Ann Haldane and Ann Haldane"


@pytest.mark.parametrize(
    ("others", "to"),
    [
        ("", "actors/nell-orme/"),
        ("nell:\n  name: Nell Orme\n  type: person\n  different_from: [nell-orme]\n", ""),
        (
            "nell:\n  name: N. Orme\n  type: person\n  aliases: [Nell Orme]\n  different_from: [nell-orme]\n",
            "",
        ),
    ],
    ids=["one", "a namesake", "an alias of another"],
)
def test_an_author_links_where_one_actor_bears_the_name(toy_project: Path, others: str, to: str) -> None:
    site = edited(toy_project, ACTORS, "lance-works:", f"{others}lance-works:")
    page = article_page(site, ArticleId(POST))
    assert next(fact.values for fact in page.facts if fact.label == "By")[0].to == to


def test_an_author_links_by_an_alias_and_stands_as_printed(toy_project: Path) -> None:
    people = "annotations/actors/people.yml"
    site = edited(toy_project, people, "name: Nell Orme", "name: Eleanor Orme\n  aliases: [Nell Orme]")
    page = article_page(site, ArticleId(POST))
    assert next(fact.values for fact in page.facts if fact.label == "By") == (
        Link("Nell Orme", "actors/nell-orme/", "person"),
    )


def test_who_is_easily_confused_is_named_on_both_pages(toy_project: Path) -> None:
    people = "annotations/actors/people.yml"
    more = "  country: norland\n  description: A chemist.\n  different_from: [lena-voss]\n"
    site = edited(toy_project, people, "  name: Tom Berg\n  type: person\n  country: norland\n",
                  "  name: Lena Voss\n  type: person\n" + more)  # fmt: skip
    for actor, shown in (("tom-berg", "Lena Voss"), ("lena-voss", "Lena Voss (A chemist)")):
        facts = {fact.label: fact for fact in actor_page(site, ActorId(actor)).facts}
        fact = facts["Not to be confused with"]
        assert "".join(link.text for link in fact.values) == shown
        assert fact.basis == "registry"
        assert [link.to for link in fact.values if link.to] == [
            {"tom-berg": "actors/lena-voss/", "lena-voss": "actors/tom-berg/"}[actor]
        ]


def test_a_body_of_a_body_belongs_to_its_state(toy_project: Path) -> None:
    old = "  type: company\n  country: norland\n"
    site = edited(toy_project, ACTORS, old, "  type: company\n  part_of: sudria-ministry\n")
    assert list(countries(site, [ActorId("lance-works")])) == ["Sudria"]


# ------------------------------------------------------------------ where and what


@pytest.mark.parametrize(
    ("coordinates", "shown"),
    [
        ("[-33.92, 18.42]", "33.92° S, 18.42° E"),
        ("[0, -0.5]", "0.00° N, 0.50° W"),
        ("[-54.8, -68.3]", "54.80° S, 68.30° W"),
    ],
)
def test_places_lie_north_or_south_east_or_west(toy_project: Path, coordinates: str, shown: str) -> None:
    site = edited(toy_project, PLACES, "[10, -44]", coordinates)
    assert written(place_page(site, PlaceId("porto-sul")).facts, "Coordinates") == shown


def test_a_description_ends_in_one_full_stop(toy_project: Path) -> None:
    site = edited(toy_project, PLACES, "name: Porto Sul", "name: Porto Sul\n  description: A harbour.")
    assert plain_text(place_page(site, PlaceId("porto-sul")).head.answer).startswith(
        "A harbour (editors' note). 4 events"
    )


def test_equipment_brings_all_classes_above_its_own(toy_project: Path) -> None:
    site = edited(
        toy_project, EQUIPMENT, "missile:\n  name: Missile", "missile:\n  name: Missile\n  class: arms\n"
        "arms:\n  name: Arms",
    )  # fmt: skip
    assert site.events_of[ActorId("arms")] == site.events_of[ActorId("missile")] != ()


def test_goods_in_own_words_do_not_replace_equipment(toy_project: Path) -> None:
    site = edited(
        toy_project,
        RECORDS,
        "    equipment: [lance-2]\n",
        "    equipment: [lance-2]\n    items: [Boots, Lance-2]\n",
    )
    deal = next(deal for deal in deals_page(site).deals if deal.title.to == "events/2031-lance-deal/")
    linked = [link for link in deal.designation if link.to]
    assert Link("Lance-2", "equipment/lance-2/", "equipment") in linked
    assert deal.designation.index(linked[-1]) < deal.designation.index(Link("Boots"))


def test_one_event_is_counted_so(toy_site: Site) -> None:
    _, index = next(event_index(replace(toy_site, events={VISIT: toy_site.events[VISIT]})))
    assert plain_text(index.head.answer).startswith("1 event, newest first.")


# ------------------------------------------------------------------ proofs and words


def home_of(site: Site) -> HomePage:
    return home_page(site, common(site, name="Toy"))


def test_what_is_not_found_is_not_counted_as_found(toy_project: Path, toy_site: Site) -> None:
    shutil.rmtree(toy_project / "annotations" / "extracted")
    shutil.rmtree(toy_project / "texts")
    known, _ = read_project(project_at(toy_project))
    page = home_of(link(known.corpus, known.layers))
    assert ", 0 of them with a quote found in the article's text" in plain_text(page.head.answer)
    assert ", each with a quote found in the article's text" in plain_text(home_of(toy_site).head.answer)


def test_what_is_said_about_the_world_is_counted_apart(toy_site: Site) -> None:
    sections = [key.section for key in toy_site.evidence]
    others = sum(sections.count(section) for section in ("people", "organisations", "dates"))
    page = home_of(toy_site)
    counts = {count.noun: count.number for count in data_page(toy_site, NOTHING_HELD).counts}
    assert {count.noun for count in page.counts} < set(counts)
    assert counts["statements about the world"] == str(len(sections) - others)
    assert counts["roles, descriptions and date readings"] == str(others)
    told = f"{len(sections) - others} statements about the world and {others} roles, descriptions and date"
    assert told in plain_text(page.head.answer)


def test_each_misprint_is_marked_once(toy_site: Site) -> None:
    site = replace(toy_site, printed=("Castell", "Rui Castell", "Sudira"))
    assert quote_pieces(site, "Rui Castell met Castell of Sudira, not Castellan") == (
        QuotePiece("Rui Castell", sic=True),
        QuotePiece(" met Castell", sic=True),
        QuotePiece(" of Sudira", sic=True),
        QuotePiece(", not Castellan"),
    )


def test_quotations_count_and_link_whatever_their_marks(toy_project: Path) -> None:
    old = '"Norland will ... stand by Sudria"'
    site = edited(toy_project, f"articles/{POST}.md", old, "„Norland will ... stand by Sudria“")
    article = ArticleId(POST)
    found = [site.evidence[key] for key in site.by_article[article]]
    second = list(digest_sources(site, article, found))[1]
    assert next(second.text[q.start : q.end] for q in second.quoted) == "Norland will ... stand by Sudria"
