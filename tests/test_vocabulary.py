"""A subject of one's own: types, kinds of actors and sections that stand in YAML alone are everywhere.

The project in `river/` describes floods, ships, courts and rulings; nothing in Python knows of them.
"""

import csv
import dataclasses
import json
import pickle
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, get_origin, get_type_hints

import jsonschema
import pytest
import yaml
from mkdocs.structure.files import File

from site_builder.build import BuildOptions, build
from site_builder.corpus.file_kinds import SECTIONS as SECTIONS_FILE
from site_builder.corpus.file_reading import file_made
from site_builder.corpus.loading import Memo, load
from site_builder.corpus.vocabulary import shipped
from site_builder.corpus.vocabulary.own_fields import ADDRESSES
from site_builder.corpus.vocabulary.own_files import own_at
from site_builder.editing.delete import delete
from site_builder.editing.key_places import KeyKind
from site_builder.editing.rename import Kind, rename
from site_builder.editing.repairs.command import repair
from site_builder.editing.suggest.command import write_suggestions
from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.linking.fingerprints import fingerprint
from site_builder.linking.link import link
from site_builder.linking.second_origins import clashing_figures
from site_builder.linking.site import Site
from site_builder.model.annotation import SECTIONS, Annotation, section_of
from site_builder.model.patterns import PatternError, fits
from site_builder.model.records import (
    DateRecord,
    DealRecord,
    EventRecord,
    FigureRecord,
    OrganisationRecord,
    PersonRecord,
    StatementRecord,
    VisitRecord,
)
from site_builder.model.value_types import ActorId, ArticleId, EventId, SectionId
from site_builder.model.written import yaml_key
from site_builder.output.schemas import schema_files
from site_builder.output.schemas.value_forms import IDS
from site_builder.pages import all_pages
from site_builder.pages.components import event_link, plain_text
from site_builder.pages.events import EventPage
from site_builder.pages.figures import FiguresPage
from site_builder.pages.heads import INDEXES
from site_builder.pages.indexes import indexes
from site_builder.pages.own_register import OwnRegisterPage, register_pages
from site_builder.pages.parts import Bounds
from site_builder.pages.terms import TermsPage, terms_pages
from site_builder.proving.proved_project import read_project
from site_builder.publishing.menu import menu
from site_builder.publishing.publish import publish
from site_builder.storage.store import Store, opened
from tests.conftest import project_at, site_at
from tests.test_search import fragments

RIVER = Path(__file__).parent / "river"
ALDER, VARN = "alder-gazette-2041-03-14-alder", "varn-courier-2041-03-20-dead"
FLOOD = EventId("2041-03-aldmouth-flood")
OPTIONS = BuildOptions(site_name="The River Record", site_url="https://example.org/river/")


@pytest.fixture(scope="session")
def river() -> Site:
    return site_at(RIVER)


@pytest.fixture(scope="session")
def built() -> Mapping[str, str]:
    """All pages and data files of the project, as text, by their paths."""
    made, problems = build(project_at(RIVER), OPTIONS)
    assert problems == ()
    assert made is not None
    pages = {page.path: _words(page.body.make()) for page in made.pages}
    return {**pages, **{path: data.decode("utf-8", "replace") for path, data in made.files.items()}}


def _words(html: str) -> str:
    """What a page says, with its classes beside: tags are left out, but for their attributes."""
    plain = " ".join(re.sub(r"<[^>]*>", "", html).split())
    return plain + " ".join(re.findall(r'(?:class|href)="([^"]*)"', html))


# ------------------------------------------------------------------ merged, linked


def test_reports_of_a_section_of_ones_own_are_merged_by_the_types_of_its_fields(river: Site) -> None:
    event = river.events[FLOOD]
    told = {field: event.verdicts[field] for field in ("rivers", "rescuers", "killed", "damage", "cause")}
    assert told == {
        "rivers": "refines", "rescuers": "agrees", "killed": "conflicts", "damage": "conflicts",
        "cause": "conflicts",
    }  # fmt: skip
    assert {(part.who, part.role) for part in event.parts} == {
        ("ferry-tern", "rescuer"), ("fire-brigade-of-varn", "rescuer"),
    }  # fmt: skip
    assert event.conflicts


def test_those_that_its_fields_name_are_linked_with_the_event(river: Site) -> None:
    assert river.events_of["ferry-tern"] == (FLOOD,)
    assert river.events_of["rubber-boat"] == (FLOOD,)
    assert {key.section for key in river.refers["high-court-of-varn"]} == {"rulings"}


# ------------------------------------------------------------------ pages


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "events/2041-03-aldmouth-flood/",
            ["Killed: 12 people or more than 15 people (disputed)", "Rivers", "Rescuer"],
        ),
        ("actors/ferry-tern/", ["Ship", "Number in the register", "VR-0042", "Varnish Line", "as rescuer"]),
        ("actors/high-court-of-varn/", ["Ruling", "fined the Varnish Line"]),
        ("timeline/", ["Weather", "Flood"]),
        ("map/", ["Flood"]),
        ("network/", ["Ship", "Tern"]),
        ("events/", ["r-badge--teal", "Flood"]),
        ("actors/", ["r-badge--indigo", "Ship", "Court"]),
        ("floods/", ["and what it did: 2 floods on record", "the Mere", "Cause"]),
        ("rulings/", ["1 ruling on record", "HC-118", "High Court of Varn"]),
        ("", ["floods", "ruling"]),
        ("data/", ["data/own_floods.csv", "data/own_rulings.csv"]),
    ],
)  # fmt: skip
def test_it_stands_on_the_pages(built: Mapping[str, str], path: str, words: list[str]) -> None:
    for said in words:
        assert said in built[path], said


def test_how_much_and_how_many_stand_first_in_a_register(built: Mapping[str, str]) -> None:
    assert "FloodKilledDamageWhenWhereWhoRiversCauseAccording to" in built["floods/"]


def test_a_register_is_filtered_by_the_right_column(river: Site) -> None:
    page = next(page for _, page in register_pages(river, SectionId("floods")))
    assert isinstance(page, OwnRegisterPage)
    assert page.choices == (("Cause", 7),)


# ------------------------------------------------------------------ data


def test_it_stands_in_the_data_and_in_their_schema(built: Mapping[str, str]) -> None:
    data = json.loads(built["data/corpus.json"])
    event = next(one for one in data["events"] if one["id"] == FLOOD)
    assert event["reports"][0]["fields"]["own"]["killed"] == {"amount": 12, "sense": "exact"}
    assert event["merged"]["killed"]["verdict"] == "conflicts"
    ruling = data["records"][0]
    assert (ruling["section"], ruling["own"]["number"]) == ("rulings", "HC-118")
    ship = next(one for one in data["actors"] if one["id"] == "ferry-tern")
    assert (ship["type"], ship["own"]["register"]) == ("vessel", "VR-0042")
    described = {one["id"]: one for one in data["sections"]}
    assert described["floods"]["event_types"] == ["flood"]
    assert described["rulings"]["fields"][0]["key"] == "court"
    jsonschema.Draft202012Validator(json.loads(built["data/corpus.schema.json"])).validate(data)


def test_its_records_have_packets_of_their_own(built: Mapping[str, str]) -> None:
    check = jsonschema.Draft202012Validator(json.loads(built["data/record.schema.json"]))
    packets = [json.loads(text) for path, text in built.items() if path.startswith("data/records/")]
    assert [error.message for packet in packets for error in check.iter_errors(packet)] == []
    (ruling,) = (packet for packet in packets if packet["claim"]["section"] == "rulings")
    assert ruling["claim"]["fields"]["own"]["number"] == "HC-118"
    ruling["claim"]["fields"]["own"]["number"] = 118
    assert not check.is_valid(ruling)


def test_it_has_tables(built: Mapping[str, str]) -> None:
    floods = list(csv.DictReader(built["data/own_floods.csv"].splitlines()))
    killed = [
        (row["killed_low"], row["killed_max"], row["killed_sense"]) for row in floods if row["killed_low"]
    ]
    assert killed == [("12", "12", "exact"), ("15", "", "above")]
    (ruling,) = csv.DictReader(built["data/own_rulings.csv"].splitlines())
    assert (ruling["court"], ruling["fine_low"], ruling["of_flood"]) == ("high-court-of-varn", "40000", FLOOD)


def test_a_key_in_the_data_may_not_be_added(built: Mapping[str, str]) -> None:
    data = json.loads(built["data/corpus.json"])
    check = jsonschema.Draft202012Validator(json.loads(built["data/corpus.schema.json"]))
    for spoil in ("records", "sections", "event_types", "actor_types"):
        spoilt: Any = json.loads(json.dumps(data))
        spoilt[spoil][0]["added"] = 1
        assert not check.is_valid(spoilt), spoil


@pytest.mark.parametrize(("key", "value"), [("injured", "12"), ("number", 118), ("court", ["a", "b"])])
def test_the_schema_of_the_data_knows_the_fields_and_what_they_hold(
    built: Mapping[str, str], key: str, value: object
) -> None:
    data = json.loads(built["data/corpus.json"])
    schema = json.loads(built["data/corpus.schema.json"])
    assert schema["$defs"]["own-fields"]["properties"]["cause"]["title"] == "Cause"
    data["records"][0]["own"][key] = value
    assert not jsonschema.Draft202012Validator(schema).is_valid(data)


# ------------------------------------------------------------------ completion


def test_editors_complete_it(river: Site) -> None:
    files = {name: json.loads(text) for name, text in schema_files(river.corpus).items()}
    assert "floods" in files["annotation.json"]["properties"]
    killed = files["annotation.json"]["$defs"]["Own_floods"]["properties"]["killed"]
    assert killed["description"] == "How many people died."
    assert "register" in files["actors.json"]["$defs"]["Actor"]["properties"]
    assert "flood" in files[IDS]["$defs"]["EventTypeId"]["enum"]
    assert "vessel" in files[IDS]["$defs"]["ActorTypeId"]["enum"]


# ------------------------------------------------------------------ kept


def test_a_change_of_the_vocabulary_is_read_by_what_was_kept(tmp_path: Path) -> None:
    """A file that did not change says something else where its section has another field."""
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    memo = Memo()
    assert load(project_at(root), memo)[1] == ()
    described = root / "annotations" / "vocabulary" / "sections.yml"
    described.write_text(described.read_text("utf-8").replace("key: cause", "key: reason"), "utf-8")
    rules = {problem.rule for problem in load(project_at(root), memo)[1]}
    assert rules == {"unknown-key"}
    described.write_text(described.read_text("utf-8").replace("key: reason", "key: cause"), "utf-8")
    assert load(project_at(root), memo)[1] == ()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("vocabulary/event-types.yml", "name: Flood", "name: Deluge"),
        ("vocabulary/event-types.yml", "group: Weather", "group: Water"),
        ("vocabulary/actor-types.yml", "name: Ship", "name: Vessel"),
        ("vocabulary/sections.yml", "label: Killed", "label: Dead"),
        ("vocabulary/sections.yml", "show: [facts, facet]", "show: []"),
        ("actors/organisations.yml", "VR-0042", "VR-1180"),
        ("articles/varn-courier-2041-03-20-dead.yml", "cause: rain", "cause: a broken lock"),
    ],
)
def test_after_an_edit_all_is_as_in_a_clean_build(tmp_path: Path, path: str, old: str, new: str) -> None:
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    build(project_at(root), OPTIONS)
    file = root / "annotations" / path
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    again, problems = build(project_at(root), OPTIONS)
    clean, expected = build(project_at(root), OPTIONS, store=Store())
    assert problems == expected
    assert again is not None
    assert clean is not None
    assert {page.path: page.body for page in again.pages} == {page.path: page.body for page in clean.pages}
    assert again.files == clean.files


# ------------------------------------------------------------------ renamed, deleted


def test_a_type_is_renamed_wherever_it_stands(tmp_path: Path) -> None:
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    changed, problems = rename(project_at(root), "event-type", "flood", "deluge")
    assert problems == ()
    assert {file.path for file in changed or ()} == {
        f"annotations/{name}.yml" for name in ("vocabulary/event-types", "vocabulary/sections", "events/2041")
    }
    assert load(project_at(root))[1] == ()
    assert "formerly" not in (root / "annotations/vocabulary/event-types.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "old", "new", "places"),
    [
        ("section", "floods", "deluges", ["vocabulary/sections", f"articles/{ALDER}", f"articles/{VARN}"]),
        ("field", "floods.killed", "dead", ["vocabulary/sections", f"articles/{ALDER}", f"articles/{VARN}"]),
        ("field", "vessel.register", "registered", ["vocabulary/actor-types", "actors/organisations"]),
    ],
)
def test_a_section_or_field_is_renamed_wherever_it_stands(
    tmp_path: Path, kind: KeyKind, old: str, new: str, places: list[str]
) -> None:
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    before = {path: path.read_text("utf-8") for path in root.rglob("*.yml")}
    changed, problems = rename(project_at(root), kind, old, new)
    assert problems == ()
    assert {file.path for file in changed or ()} == {f"annotations/{name}.yml" for name in places}
    assert load(project_at(root))[1] == ()
    key = old.rpartition(".")[2]
    for path, text in before.items():
        assert re.sub(rf"\b{new}\b", key, path.read_text("utf-8")) == text


@pytest.mark.parametrize(
    ("kind", "old", "new", "rule"),
    [
        ("event-type", "visit", "trip", "cannot-rename"),
        ("event-type", "flood", "visit", "id-taken"),
        ("event-type", "war", "peace", "unknown-event-type"),
        ("section", "visits", "trips", "cannot-rename"),
        ("section", "floods", "rulings", "id-taken"),
        ("section", "floods", "actors", "reserved-key"),
        ("section", "storms", "gales", "unknown-section"),
        ("field", "visits.place", "where", "cannot-rename"),
        ("field", "floods.killed", "cause", "reserved-key"),
        ("field", "floods.killed", "event", "reserved-key"),
        ("field", "floods.killed", "Dead!", "bad-key"),
        ("field", "vessel.register", "name", "reserved-key"),
        ("field", "floods.injured", "hurt", "unknown-key"),
        ("field", "floods", "deluges", "unknown-key"),
        ("field", "storms.killed", "dead", "unknown-section"),
    ],
)
def test_what_cannot_be_renamed(tmp_path: Path, kind: Kind | KeyKind, old: str, new: str, rule: str) -> None:
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    changed, problems = rename(project_at(root), kind, old, new)
    assert changed is None
    assert [problem.rule for problem in problems] == [rule]


def test_a_type_that_is_used_is_not_deleted(tmp_path: Path) -> None:
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    deleted, problems = delete(project_at(root), "actor-type", "vessel")
    assert deleted is None
    assert [str(problem.location) for problem in problems] == ["annotations/actors/organisations.yml:1:32"]
    deleted, problems = delete(project_at(root), "actor-type", "person")
    assert [problem.rule for problem in problems] == ["cannot-delete"]


# ------------------------------------------------------------------ written by commands


def test_commands_that_write_keep_it(tmp_path: Path) -> None:
    """Typographic marks around a date of a section of one's own are mended; a record goes beside others."""
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    file = root / "annotations/articles/varn-courier-2041-03-20-dead.yml"
    as_it_was = file.read_text("utf-8")
    file.write_text(as_it_was.replace('"2041-03-12"', "“2041-03-12”"), "utf-8")
    assert [made.location.path for made in repair(project_at(root))] == [file.relative_to(root).as_posix()]
    assert file.read_text("utf-8") == as_it_was
    proposal = Proposal(
        section="people", rank="certain", anchors=((0, 1),), surface="x", reason="a test",
        fields={"actor": "ines-corl", "role": "Mayor"}, quotes=("brought out people",),
    )  # fmt: skip
    changed, problems = write_suggestions(
        project_at(root), ArticleId("varn-courier-2041-03-20-dead"), [proposal]
    )
    assert problems == ()
    assert changed is not None
    assert as_it_was.rstrip() in file.read_text("utf-8")


# ------------------------------------------------------------------ what there is


def test_what_has_nothing_in_it_is_not_built_and_nothing_leads_there(
    river: Site, built: Mapping[str, str]
) -> None:
    there = [index.path for index in indexes(river).values()]
    assert not {"visits/", "arms-deals/", "figures/"}.intersection(there)
    assert there[:5] == ["", "actors/", "events/", "floods/", "articles/"]
    assert "rulings/" in there[there.index("map/") :]
    assert {path for path in there if path not in built} == set()
    assert "visits/" not in built
    shown = f"{built['']} {built['search/']} {built['data/']}"
    assert re.findall(r"\b0 \w+s\b|visits|arms|figures/", shown) == []
    assert "Floods: where water stood, and what it did" in shown


def test_a_menu_fixes_what_is_built() -> None:
    made, _ = build(project_at(RIVER), replace(OPTIONS, listed=frozenset(["visits/"])))
    assert made is not None
    paths = {page.path for page in made.pages}
    assert "visits/" in paths
    assert "arms-deals/" not in paths


def test_a_menu_has_what_there_is_in_its_order_and_the_pages_by_hand(river: Site) -> None:
    by_hand = [File(name, None, "site", True) for name in ("words.md", "about.md", "index.md")]
    made = menu(indexes(river).values(), by_hand)
    assert [title for tab in made for title in tab] == [
        "Overview", "Actors", "Events", "Floods", "Articles", "Explore", "Data", "About",
    ]  # fmt: skip
    assert {"Rulings": "rulings/index.md"} in made[5]["Explore"]
    assert made[-2] == {"Data": [{"Data": "data/index.md"}, {"Types and fields": "terms/index.md"}]}
    assert made[-1] == {"About": ["about.md", "words.md"]}


def test_registers_called_as_other_tabs_stand_beside_them(river: Site) -> None:
    own = [
        replace(index, title="About", tab="about") for index in indexes(river).values() if index.of_section
    ]
    (about,) = menu(own, [File("about.md", None, "site", True)])
    assert about == {"About": [{"About": "floods/index.md"}, {"About": "rulings/index.md"}, "about.md"]}


# ------------------------------------------------------------------ the builder's own


def test_no_section_takes_the_address_of_another_page() -> None:
    assert {path.strip("/").replace("-", "_") for path in INDEXES} - {""} <= ADDRESSES


@pytest.mark.parametrize("key", ["event", "visit", "deal", "person", "record"])
def test_a_section_may_be_called_as_a_class_of_the_builders_own(tmp_path: Path, key: str) -> None:
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    for file in (root / "annotations").rglob("*.yml"):
        file.write_text(file.read_text("utf-8").replace("rulings:", f"{key}:"), "utf-8")
    for _ in range(2):
        with opened(root) as store:
            known, problems = load(project_at(root), Memo(store=store))
        assert problems == ()
        assert [len(getattr(one, key)) for one in known.annotations.values()] == [1, 0]


def test_the_builders_own_sections_are_those_of_its_classes() -> None:
    assert tuple(shipped(SECTIONS_FILE).value) == SECTIONS == Annotation.SECTIONS


KEYS_OF_ALL = {
    "quote", "brief", "id", "date_why", "by", "via", "mode", "note", "correction", "prefix", "suffix",
}  # fmt: skip
"""What every record may say, so that no section describes it; `dates` have their quote as a field."""


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_of_the_builders_own_describes_what_its_records_may_say(section: str) -> None:
    """What a key means, must be there and holds stands in one place, and fits the class of the records."""
    described = {field.key: field for field in shipped(SECTIONS_FILE).value[section].fields}
    (kind,) = {one for one in RECORDS if section_of(one) == section}
    hints = get_type_hints(kind, include_extras=True)
    own = {yaml_key(one.name): one for one in dataclasses.fields(kind) if one.init}
    assert set(own) - set(described) <= KEYS_OF_ALL
    assert set(described) <= set(own)
    for key, field in described.items():
        assert get_origin(hints[own[key].name]) is not Annotated, "its meaning stands twice"
        assert field.required == (own[key].default is dataclasses.MISSING)
        held = str(get_type_hints(kind)[own[key].name])
        assert all(part in held for part in HELD[field.type]), (key, held)


RECORDS = (
    PersonRecord, OrganisationRecord, VisitRecord, DealRecord, EventRecord, StatementRecord, FigureRecord,
    DateRecord,
)  # fmt: skip
HELD = {
    "actor": ("ActorId",), "actors": ("tuple", "ActorId", "Unnamed"), "place": ("PlaceId",),
    "places": ("tuple", "PlaceId"), "equipment": ("tuple", "EquipmentId"), "event": ("EventId",),
    "date": ("Edtf",), "value": ("Value",), "texts": ("tuple", "Line"), "ids": ("Id",),
    "text": (), "choice": (),
}  # fmt: skip
"""What the type of a class says of what fields of a type hold."""


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("7 digits", "1234567", True),
        ("7 digits", "123456", False),
        ("'IMO ', 7 digits", "IMO 1234567", True),
        ("2 capitals, '-', 1 to 3 digits", "AB-12", True),
        ("2 capitals, '-', 1 to 3 digits", "Ab-12", False),
        ("1 to 4 capitals or digits, 2 digits", "A1B99", True),
        ("1 to 50 digits, 1 to 50 digits", "1" * 100, True),
        ("1 to 50 digits, 1 to 50 digits", "1" * 101, False),
        ("3 letters", "äöü", False),
    ],
)
def test_which_identifiers_have_a_form(pattern: str, text: str, expected: bool) -> None:
    assert fits(pattern, text) is expected


@pytest.mark.parametrize(
    "pattern", ["", "[0-9]+", "digits", "0 digits", "3 to 2 digits", "101 digits", "'a", "2 runes", "'a' 'b'"]
)
def test_which_forms_cannot_be_read(pattern: str) -> None:
    with pytest.raises(PatternError):
        fits(pattern, "1")


def test_what_was_read_goes_to_other_processes_as_it_is(river: Site) -> None:
    annotation = next(iter(river.corpus.annotations.values()))
    ship = river.corpus.registry.actors[ActorId("ferry-tern")]
    sent, again = pickle.loads(pickle.dumps((annotation, ship)))  # noqa: S301 - our own, of this moment
    assert (type(sent), type(again)) == (type(annotation), type(ship))
    assert (sent, again) == (annotation, ship)
    assert fingerprint(sent) == fingerprint(annotation)


def test_other_processes_read_it_as_this_one_does(tmp_path: Path) -> None:
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    own = own_at(root, Memo())
    path = "annotations/articles/varn-courier-2041-03-20-dead.yml"
    made = pickle.loads(pickle.dumps(file_made))(root, pickle.loads(pickle.dumps(own)), path)  # noqa: S301
    assert made is not None
    assert "unknown-key" not in made.about
    assert "Own_floods" in made.said


# ------------------------------------------------------------------ published, searched


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of the project, through MkDocs, with its search index; all checks have passed."""
    root = Path(shutil.copytree(RIVER, tmp_path_factory.mktemp("published") / "river"))
    release, problems = publish(project_at(root), root / "site")
    assert problems == ()
    assert release is not None
    return (root / "site").resolve()


def test_the_search_has_facets_of_ones_own_and_finds_identifiers(published: Path) -> None:
    page = (published / "search" / "index.html").read_text("utf-8")
    assert re.findall(r'data-facet="(floods[^"]*)"><legend>([^<]*)<', page) == [
        ("floods-cause", "Flood: cause")
    ]
    found = {one["url"]: one for one in fragments(published)}
    assert found[f"/events/{FLOOD}/"]["filters"]["floods-cause"] == ["a broken lock", "rain"]
    assert "VR-" in found["/actors/ferry-tern/"]["content"]
    assert not any("HC-" in text for text in (found["/actors/varn/"]["content"],))


def test_its_tabs_are_those_of_what_there_is(published: Path) -> None:
    page = (published / "actors" / "index.html").read_text("utf-8")
    listed = re.findall(r'<a href="([^"]*)" class="md-nav__link"', page)
    assert "../floods/" in listed
    assert "../rulings/" in listed
    assert not any("visits" in link or "arms" in link for link in listed)


# ------------------------------------------------------------------ the page that explains it


def test_a_page_says_what_types_sections_and_fields_mean(river: Site, built: Mapping[str, str]) -> None:
    page = next(page for _, page in terms_pages(river) if isinstance(page, TermsPage))
    events = {row.name.text: row for row in page.events.rows}
    assert {name: (row.number, row.is_own) for name, row in events.items()} == {"Flood": ("2 events", True)}
    assert events["Flood"].example == event_link(river, EventId("2041-04-second-wave"))
    assert "Visit, Meeting" in page.events.unused
    actors = {row.name.text: row.number for row in page.actors.rows}
    assert (actors["Ship"], actors["Court"], "Armed force" in actors) == ("1 actor", "1 actor", False)
    groups = {group.owner: {row.label: row for row in group.rows} for group in page.fields}
    assert groups["Flood"]["Killed"].holds == "a number (people)"
    assert plain_text(groups["Flood"]["Cause"].example) in ("rain", "a broken lock")
    assert plain_text(groups["Ruling"]["Number"].example).startswith("HC-")
    assert "Number in the register" in groups["Ship"]
    assert "Visit" not in groups
    assert "rulings/" in built["terms/"]


def test_a_long_vocabulary_has_parts(river: Site) -> None:
    whole, *parts = (page for _, page in terms_pages(river, Bounds(nodes=120, first=60)))
    assert isinstance(whole, TermsPage)
    assert whole.rest
    assert "terms/floods/" in [part.head.path for part in parts]


# ------------------------------------------------------------------ figures of events


MEASURES = """\
people-drowned:
  name: People drowned
  sentence: people who drowned in {subject}
  unit: people
  subjects: [event]
"""
FIGURE = """\
figures:
  - measure: people-drowned
    subject: %s
    value: {amount: %s, wording: "%s"}
    quote: "%s"
"""


def with_figures(tmp_path: Path, subject: str) -> Path:
    """The project with a figure in each article of how many people drowned."""
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    (root / "annotations/measures.yml").write_text(MEASURES, "utf-8")
    for article, amount, words, quote in (
        (ALDER, "12", "Twelve people", "Twelve people drowned, Mayor Ines Corl said"),
        (VARN, "15, sense: above", "More than 15 people", "More than 15 people drowned when the Alder"),
    ):
        with (root / f"annotations/articles/{article}.yml").open("a", encoding="utf-8") as file:
            file.write(FIGURE % (subject, amount, words, quote))
    return root


def test_a_figure_may_be_about_an_event(tmp_path: Path) -> None:
    """It says so, stands on the event's page, and two of one event are compared without a period."""
    known, _ = read_project(project_at(with_figures(tmp_path, FLOOD)))
    site = link(known.corpus, known.layers)
    pages = {page.view.head.path: page.view for page in all_pages(site, "River")}
    event, figures = pages[f"events/{FLOOD}/"], pages["figures/"]
    assert isinstance(event, EventPage)
    assert isinstance(figures, FiguresPage)
    said = [plain_text(one.says) for one in event.figures]
    assert sorted(said) == [
        "People who drowned in Flood at Aldmouth: More than 15 people",
        "People who drowned in Flood at Aldmouth: Twelve people",
    ]
    assert {link.to for row in figures.figures.rows for link in row.says if link.to} == {f"events/{FLOOD}/"}
    ((first, second),) = clashing_figures(site)
    assert {first[0].article, second[0].article} == {ALDER, VARN}


@pytest.mark.parametrize(
    ("subject", "rule"),
    [("varnish-line", "not-measured"), ("aldmouth", "not-measured"), ("nowhere", "unknown-subject")],
)
def test_a_measure_says_what_its_figures_are_about(tmp_path: Path, subject: str, rule: str) -> None:
    _, problems = load(project_at(with_figures(tmp_path, subject)))
    assert {problem.rule for problem in problems if "articles" in problem.location.path} == {rule}


# ------------------------------------------------------------------ hostile


EVIL = "<img src=x onerror=alert(1)> {{ 7*7 }} & 'co'"


def spoilt(term: dict[str, Any], key: str) -> dict[str, Any]:
    """A type, section or field whose words are those of somebody hostile."""
    ours: tuple[str, ...] = ("name", "plural", "meaning", "label", "group", "role")
    words = {name: f"{EVIL} {key}" for name in ours if name in term}
    fields = [spoilt(one, one["key"]) for one in term.get("fields", ())]
    return {**term, **words, **({"fields": fields} if fields else {})}


def test_what_a_vocabulary_says_is_text_wherever_it_stands(tmp_path: Path) -> None:
    """Names, meanings, labels and roles of somebody hostile: in menus, tabs, badges, tables and pictures."""
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    for name in ("event-types", "actor-types", "sections"):
        file = root / f"annotations/vocabulary/{name}.yml"
        terms = yaml.safe_load(file.read_text("utf-8"))
        file.write_text(yaml.safe_dump({key: spoilt(term, key) for key, term in terms.items()}), "utf-8")
    release, problems = publish(project_at(root), root / "site")
    assert problems == ()
    assert release is not None
    pages = [path.read_text("utf-8") for path in (root / "site").resolve().rglob("*.html")]
    assert sum("&lt;img src=x" in page for page in pages) >= len(pages) - 1  # it stands in each menu
    assert [page[:80] for page in pages if "<img src=x" in page or "> 49 " in page] == []
    assert "{{ 7*7 }} &amp; " in pages[0]
