"""What pages answer at once: what arms cost, who used what, who was what, who visited where."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.linking.link import link
from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId, EventId, PlaceId
from site_builder.pages import visits
from site_builder.pages.actors import actor_page
from site_builder.pages.arms_deals import deals_page
from site_builder.pages.arms_figures import arms_figures, chief_topics
from site_builder.pages.components import Fact, Link, plain_text
from site_builder.pages.events import event_page
from site_builder.pages.lead_sentences import lede
from site_builder.pages.registry_entries import place_page
from site_builder.pages.roles import latest_role, roles_run
from site_builder.pages.rows import event_date, event_row
from site_builder.pages.visit_filters import Filter
from site_builder.pages.visits_register import visits_page
from site_builder.proving.proved_project import read_project
from tests.conftest import TOY, project_at
from tests.published import cards_of, table_of

FOLDER = Path(__file__).parent / "cases" / "questions"
POST = "annotations/articles/norland-post-2031-05-10-visit.yml"
HERALD = "annotations/articles/sudria-herald-2031-06-missiles.yml"
REVIEW = "annotations/articles/estmark-review-2032-clash.yml"
DEAL, VISIT, USE = EventId("2031-lance-deal"), EventId("2031-05-haldane-sudria"), EventId("2031-04-lance-use")

Edits = Mapping[str, Sequence[tuple[str, str]]]


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load((FOLDER / name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def edited(folder: Path, edits: Edits) -> Site:
    """The toy site after edits of its files."""
    root = folder / "edited"
    shutil.copytree(TOY, root)
    for path, pairs in edits.items():
        text = (root / path).read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, (path, old)
            text = text.replace(old, new)
        (root / path).write_text(text, encoding="utf-8")
    known, problems = read_project(project_at(root))
    assert [problem for problem in problems if problem.severity == "error"] == []
    return link(known.corpus, known.layers)


def fact(facts: Sequence[Fact], label: str) -> str:
    """What stands beside a label; nothing where it is not there."""
    return next((plain_text(one.values) for one in facts if one.label == label), "")


# ------------------------------------------------------------------ what it cost, who used what


@pytest.mark.parametrize("case", cases("ledes.yml"), ids=lambda case: case["case"])
def test_first_sentences(case: dict[str, Any], tmp_path: Path) -> None:
    site = edited(tmp_path, case.get("edit", {}))
    event = EventId(case["event"])
    assert plain_text(lede(site, site.events[event])) == case["lede"]
    assert event_page(site, event).head.description.startswith(f"{case['lede']}. Reported by ")


def test_other_types_of_event_have_no_sentence_of_their_own(toy_site: Site) -> None:
    assert lede(toy_site, toy_site.events[VISIT]) == ()


def test_each_wording_of_a_value_leads_to_its_words(toy_site: Site) -> None:
    links = {one.text: one.to for one in lede(toy_site, toy_site.events[DEAL])}
    assert links["Ann Haldane, in Norland Post"].startswith("articles/norland-post-2031-05-10-visit/#q-")
    assert links["Lance Works, in Sudria Herald"].startswith("articles/sudria-herald-2031-06-missiles/#q-")


def test_the_facts_of_a_deal_name_its_dates_and_each_wording_with_its_article(toy_site: Site) -> None:
    facts = event_page(toy_site, DEAL).facts
    assert fact(facts, "When") == ""
    assert (fact(facts, "Ordered"), fact(facts, "Delivered")) == ("8 May 2031", "probably June 2031")
    assert fact(facts, "Disclosed") == ""
    by_official = "an official (Sudria, unnamed), in Estmark Review"
    assert f"“3 billion crowns”, contracts ({by_official})" in fact(facts, "Value, as worded")
    assert fact(facts, "Equipment, as named") == (
        "Lance-2 (Ann Haldane, in Norland Post); "
        f"Missile (the port authority (Sudria, unnamed), in Sudria Herald; {by_official})"
    )
    gift = event_page(toy_site, EventId("truck-gift")).facts
    assert fact(gift, "Value, as worded") == "not reported"


def test_the_facts_of_a_use_are_user_weapon_and_target(tmp_path: Path) -> None:
    roles = {"estmark": "target", "norland": "opponent", "sudria": "ally"}
    listed = ", ".join(f"{{actor: {actor}, role: {role}}}" for actor, role in roles.items())
    others = f"    participants: [{listed}]\n"
    old = "  - event: 2031-04-lance-use\n"
    item = "      - {item: lance-1, user: sudrian-army}\n"
    site = edited(tmp_path, {POST: [(old, old + others), (item, f"{item}      - lance-2\n")]})
    facts = event_page(site, USE).facts
    assert fact(facts, "User") == "Sudrian army"
    assert fact(facts, "Weapon") == "Lance-1"
    assert fact(facts, "Target") == "Estmark, Norland (opponent)"
    assert fact(facts, "Equipment also named") == "Lance-2"
    assert fact(facts, "Ally") == "Sudria"
    assert [one.label for one in facts].count("Target") == 1


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("2031-lance-deal", "ordered 8 May 2031"),
        ("2030-lance-order", "ordered 2030"),
        ("2031-05-haldane-sudria", "7–8 May 2031"),
        ("2031-04-lance-use", "30 April 2031"),
    ],
)
def test_the_date_of_a_deal_says_of_what_it_is(toy_site: Site, event: str, words: str) -> None:
    when = event_date(toy_site.events[EventId(event)])
    assert when
    assert when.words == words


def test_a_card_says_for_how_much_and_who_used_what(toy_site: Site) -> None:
    made = cards_of(toy_site)
    assert made["events/2031-lance-deal/"]["line"].startswith("“about 2 billion crowns” or “between 1.9 and")
    assert made["events/truck-gift/"]["line"].startswith(
        "No value reported; completed; old trucks (10 delivered) from Norland"
    )
    assert made["events/2031-04-lance-use/"]["line"].startswith("Sudrian army used Lance-1, Kesh")


# ------------------------------------------------------------------ registers


def test_short_titles_stand_in_tables_and_pictures_and_whole_ones_on_pages(toy_site: Site) -> None:
    row = event_row(toy_site, DEAL)
    assert row.title.text == event_page(toy_site, DEAL).head.title == "Norland sells missiles to Sudria"
    assert row.short == Link(
        "Missiles for Sudria", "events/2031-lance-deal/", "event", title="Norland sells missiles to Sudria"
    )
    page = deals_page(toy_site)
    assert row.short in [deal.title for deal in page.deals]
    drawn = {line.text for chart in page.charts for heading in chart.wide.headings for line in heading.title}
    assert "Missiles for Sudria" in drawn


def test_what_has_no_short_title_is_called_by_its_own(toy_site: Site) -> None:
    row = event_row(toy_site, EventId("truck-gift"))
    assert row.short == row.title


def test_columns_that_no_deal_fills_are_left_out_and_named(toy_site: Site, tmp_path: Path) -> None:
    page = deals_page(toy_site)
    assert [name for name, is_filled in page.filled.items() if not is_filled] == [
        "ordered_number",
        "disclosed",
    ]
    assert page.left_out == (
        "Columns left out because no article fills them: number ordered and date of disclosure."
    )
    disclosed = '    kind: aid\n    disclosed: "2032"\n    suppliers: [norland]\n'
    edits = [
        ("    kind: aid\n    suppliers: [norland]\n", disclosed),
        ("number: {delivered: 10}", "number: {ordered: 10, delivered: 10}"),
    ]
    site = edited(tmp_path, {REVIEW: edits})
    assert all(deals_page(site).filled.values())
    assert deals_page(site).left_out == ""


# ------------------------------------------------------------------ figures


def figures(site: Site) -> set[tuple[str, str]]:
    return {(row.measure, row.wording) for row in deals_page(site).figures.rows}


def test_figures_about_a_deal_stand_on_its_page_and_in_the_register(toy_site: Site) -> None:
    page = event_page(toy_site, DEAL)
    assert ["30 percent" in plain_text(view.says) for view in page.figures] == [True]
    assert ["40 percent" in plain_text(view.says) for view in page.between] == [True]
    assert figures(toy_site) == {("Share of grain", "30 percent"), ("Share of grain", "40 percent")}
    visit = event_page(toy_site, VISIT)
    assert (visit.figures, visit.between) == ((), ())
    assert event_page(toy_site, EventId("mallory-drones")).between == ()


PERIOD = '    period: "2030"\n'
ABOUT = f"{PERIOD}    about: [2031-lance-deal]\n"


@pytest.mark.parametrize(
    ("edits", "shown"),
    [
        ({REVIEW: [(ABOUT, PERIOD)]}, set()),
        ({REVIEW: [(ABOUT, f"{PERIOD}    about: [arms-trade]\n")]}, {"30 percent", "40 percent"}),
        ({REVIEW: [(ABOUT, f"{PERIOD}    about: [kesh-crisis]\n")]}, set()),
        # The other figure of the measure is between states that deal in nothing.
        (
            {
                POST: [
                    (
                        "    subject: norland\n    object: sudria\n",
                        "    subject: norland\n    object: estmark\n",
                    )
                ]
            },
            {"30 percent"},
        ),
        # The same two states, the other way about: a rank may name the buyer first.
        (
            {
                POST: [
                    (
                        "    subject: norland\n    object: sudria\n",
                        "    subject: sudria\n    object: norland\n",
                    )
                ]
            },
            {"30 percent", "40 percent"},
        ),
        # About the deal, and of one of its parties alone: it stands on the deal's page.
        (
            {
                REVIEW: [
                    (
                        "  - measure: grain-share\n    subject: norland\n    object: sudria\n",
                        "  - measure: border-troops\n    subject: sudria\n",
                    )
                ]
            },
            set(),
        ),
    ],
    ids=[
        "about nothing",
        "about the deals' topic",
        "about another topic",
        "other parties",
        "turned about",
        "no measure of the trade",
    ],
)
def test_which_figures_belong_to_the_deals(tmp_path: Path, edits: Edits, shown: set[str]) -> None:
    assert {wording for _, wording in figures(edited(tmp_path, edits))} == shown


def test_without_deals_there_are_no_figures_of_them(toy_site: Site) -> None:
    assert chief_topics([]) == frozenset()
    assert arms_figures(toy_site, [], []) == ()


# ------------------------------------------------------------------ who was what

OWN = {
    POST: """\
  - actor: ann-haldane
    role: Minister of Defence
    of: norland
    quote: "Defence Minister Ann Haldane"
""",
    REVIEW: """\
  - actor: ann-haldane
    role: Minister of Defence
    of: norland
    former: true
    quote: "In her days as defence minister"
""",
}


def person(quote: str, fields: Mapping[str, str] | None) -> str:
    """A record of the section `people`, or nothing."""
    if fields is None:
        return ""
    dated = {"date_why": "it is said elsewhere"} if "date" in fields else {}
    keys = {"actor": "ann-haldane", **fields, **dated, "quote": f'"{quote}"'}
    quoted = {key: f'"{value}"' if key == "date" else value for key, value in keys.items()}
    return "  - " + "\n    ".join(f"{key}: {value}" for key, value in quoted.items()) + "\n"


@pytest.mark.parametrize("case", cases("roles.yml"), ids=lambda case: case["case"])
def test_roles(case: dict[str, Any], tmp_path: Path) -> None:
    post = person("Defence Minister Ann Haldane", case.get("post"))
    review = person("In her days as defence minister", case.get("review"))
    site = edited(tmp_path, {POST: [(OWN[POST], post)], REVIEW: [(OWN[REVIEW], review)]})
    actor = ActorId("ann-haldane")
    latest = latest_role(site, actor)
    assert (latest.text if latest else "") == case["latest"]
    assert latest is None or "/#q-" in latest.to
    assert plain_text(roles_run(site, actor)) == case["all"]
    page = actor_page(site, actor)
    years = case.get("years", case["latest"])
    assert page.head.description.startswith(f"Named as {years}" if years else "Person. ")
    views = page.roles
    assert [view.when.sort for view in views if view.when] == sorted(
        (view.when.sort for view in views if view.when), reverse=True
    )


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        (
            "lena-voss",
            [
                "Named as Ambassador of Estmark to Sudria by Estmark Review, probably 2032",
                "Source of 6 records",
            ],
        ),
        ("lantern-institute", ["Source of 1 record"]),
        (
            "norland-post",
            [
                (
                    "Published 2 articles on this site: "
                    "A Year of Talks and Threats and Haldane Visits Sudria and Speaks of Missiles"
                )
            ],
        ),
        ("sudria-wire", ["Published 1 article on this site: Missiles Arrive Ahead of Plan"]),
        ("ann-haldane", []),
        ("sudria-ministry", []),
    ],
)
def test_who_takes_part_in_no_event_is_known_otherwise(toy_site: Site, actor: str, said: list[str]) -> None:
    page = actor_page(toy_site, ActorId(actor))
    assert [plain_text(item) for item in page.mentions] == said
    if said:
        assert f"{said[0]}. Takes part in no event on record." in page.head.description


def test_a_body_is_known_by_what_articles_say_it_is(tmp_path: Path) -> None:
    site = edited(tmp_path, {POST: [("    makers: [lance-works]\n", "")], HERALD: [
        ("    suppliers: [lance-works]\n", ""), ("    by: lance-works\n", ""),
    ]})  # fmt: skip
    (said,) = actor_page(site, ActorId("lance-works")).mentions
    assert plain_text(said) == "Described by Norland Post, 2031, as a maker of missiles that the state owns"


# ------------------------------------------------------------------ who visited where

EARLIER = """\
  - event: earlier-haldane-sudria
    visitors: [ann-haldane]
    place: sudria
    says: She had come twice before.
    quote: "her third visit in 2 years"

"""
DEALS = "arms_deals:\n  - event: 2031-lance-deal\n    id:"
ADMIRAL = "      - {of: sudria, as: an admiral}\n    hosts"
AT_THE_QUAY = "      - {actor: {of: sudria, as: an admiral}, place: quay}\n    hosts"
FRAME = "earlier-haldane-sudria:\n  type: visit\n  title: Haldane in Sudria before\n"
UNPLACED: Edits = {
    POST: [(DEALS, EARLIER + DEALS), (ADMIRAL, AT_THE_QUAY)],
    HERALD: [("      - porto-sul\n", '      - {place: porto-sul, date: "2031-05-07"}\n')],
    "annotations/events/undated.yml": [("mallory-drones:", f"{FRAME}mallory-drones:")],
    "annotations/places.yml": [("porto-sul:", "quay:\n  name: Quay\n  within: porto-sul\nporto-sul:")],
}
"""A second visit, which names no place in the state, and a quay where somebody was met on the first."""


@pytest.fixture
def visiting(tmp_path: Path) -> Site:
    return edited(tmp_path, UNPLACED)


def offered(filters: Sequence[Filter], name: str) -> dict[str, str]:
    groups = next(one.groups for one in filters if one.name == name)
    return {choice.value: choice.words for group in groups for choice in group.choices}


def test_the_register_filters_by_who_sent_and_where_it_led(visiting: Site) -> None:
    page = visits_page(visiting)
    assert offered(page.filters, "from") == {"norland": "Norland (2)", "-unknown": "start not reported (1)"}
    assert offered(page.filters, "to") == {
        "sudria": "anywhere in Sudria (2)",
        "porto-sul": "Porto Sul (1)",
        "quay": "Quay (1)",
        "sudria--unnamed": "Sudria, place not named (1)",
    }
    rows = {row.title.to: set(row.visited.split()) for row in page.visits.rows}
    assert rows == {
        "events/2031-05-haldane-sudria/": {"sudria", "porto-sul", "quay"},
        "events/earlier-haldane-sudria/": {"sudria", "sudria--unnamed"},
    }


def test_rows_show_the_places_within_the_one_visited(visiting: Site, tmp_path: Path) -> None:
    row = next(row for row in visits_page(visiting).visits.rows if "2031-05" in row.title.to)
    assert (row.place, plain_text(row.stops)) == (Link("Porto Sul", "places/porto-sul/", "place"), "Quay")
    other = tmp_path / "other"
    other.mkdir()
    wider = edited(
        other, {**UNPLACED, POST: [*UNPLACED[POST], ("    place: porto-sul\n", "    place: sudria\n")]}
    )
    row = next(row for row in visits_page(wider).visits.rows if "2031-05" in row.title.to)
    assert row.place
    assert (row.place.text, plain_text(row.stops)) == ("Sudria", "Porto Sul (7 May 2031), Quay")


def test_those_whose_state_is_not_known_can_be_found(visiting: Site) -> None:
    first = next(row for row in visits_page(visiting).visits.rows if "2031-05" in row.title.to)
    assert first.sent.split() == ["norland", "-unknown"]
    assert "Norland" in plain_text(first.start.links)
    assert first.start.unknown  # the adviser has no office of a state


def test_offices_stand_with_the_names_and_the_start_says_only_where(visiting: Site) -> None:
    first = next(row for row in visits_page(visiting).visits.rows if "2031-05" in row.title.to)
    assert plain_text(first.visitors) == "Ann Haldane (Minister of Defence of Norland) and Tom Berg (Adviser)"
    assert plain_text(first.met).startswith("Rui Castel (President of Sudria)")
    assert plain_text(first.start.links) == "Norland"


def test_a_visit_says_who_visited_whom(visiting: Site) -> None:
    said = plain_text(event_page(visiting, EventId("2031-05-haldane-sudria")).head.answer)
    assert "Ann Haldane and Tom Berg visited Porto Sul; received by Rui Castel; met an admiral" in said


def test_a_place_tells_of_visits_whose_place_in_the_state_is_not_named(visiting: Site) -> None:
    page = place_page(visiting, PlaceId("porto-sul"))
    assert page.visits
    assert [row.title.to for row in page.visits.rows] == ["events/2031-05-haldane-sudria/"]
    assert page.beside
    assert page.beside.title == "Visits to Sudria at a place not named"
    assert [row.title.to for row in page.beside.rows] == ["events/earlier-haldane-sudria/"]
    assert "visits to Sudria at a place not named" in plain_text(page.head.answer)
    kesh = place_page(visiting, PlaceId("kesh"))
    assert kesh.visits is None
    assert kesh.beside == page.beside
    assert place_page(visiting, PlaceId("quay")).beside is None


def test_a_state_lists_the_visits_of_its_people_and_those_it_received(visiting: Site) -> None:
    home, host = (actor_page(visiting, ActorId(state)) for state in ("norland", "sudria"))
    assert home.visits_from
    assert [row.title.to for row in home.visits_from.rows] == [
        "events/2031-05-haldane-sudria/",
        "events/earlier-haldane-sudria/",
    ]
    assert home.visits_to is None
    assert host.visits_from is None
    assert host.visits_to
    assert len(host.visits_to.rows) == 2
    (found,) = next(one.values for one in home.facts if one.label == "Visits")
    assert found == Link("2 from Norland", "visits/?from=norland")


def test_a_long_list_ends_with_the_way_to_the_register(
    visiting: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "MOST_LISTED", 1)
    table = actor_page(visiting, ActorId("sudria")).visits_to
    assert table
    assert [row.title.to for row in table.rows] == ["events/2031-05-haldane-sudria/"]
    assert table.more == Link("All 2 visits in the register", "visits/?to=sudria")
    assert len(visits_page(visiting).visits.rows) == 2


def test_an_official_who_travels_at_home_is_not_abroad(tmp_path: Path) -> None:
    site = edited(
        tmp_path, {POST: [("    visitors: [ann-haldane]\n    met", "    visitors: [rui-castel]\n    met")]}
    )
    assert actor_page(site, ActorId("sudria")).visits_from is None


def test_the_table_of_visits_has_the_state_and_the_places_within(visiting: Site) -> None:
    rows = table_of(visiting, "journeys")
    assert [(row["home"], row["to"], row["to_state"]) for row in rows] == [
        ("norland", "porto-sul", "sudria"), (None, "porto-sul", "sudria"), ("norland", "sudria", "sudria"),
    ]  # fmt: skip
