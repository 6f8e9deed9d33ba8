"""The published data: true to its schema, sorted, safe, and the same bytes every time."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from functools import reduce
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.invented_corpus import ready_corpus
from scripts import data_fields
from site_builder.build import BuildOptions, build
from site_builder.linking.link import link
from site_builder.linking.site import Site
from site_builder.merging.verdicts import Verdict
from site_builder.model.annotation import SECTIONS
from site_builder.model.article import Article
from site_builder.model.normal_form import normal
from site_builder.model.quantities import Count, Value
from site_builder.model.records import (
    DateRecord,
    DealRecord,
    EventRecord,
    FigureRecord,
    Met,
    OrganisationRecord,
    Participant,
    PersonRecord,
    Source,
    StatementRecord,
    Stop,
    Use,
    VisitRecord,
)
from site_builder.model.registry import Actor, Equipment, Frame, Measure, Place, Topic
from site_builder.model.value_types import Happening
from site_builder.model.written import Unnamed, Written, yaml_key
from site_builder.output.exports import (
    article_data,
    entry_data,
    event_data,
    published_records,
    published_values,
)
from site_builder.output.exports.data_files import CORPUS, SCHEMA, export
from site_builder.output.exports.data_schema import corpus_schema
from site_builder.output.exports.json_and_csv import csv_lines, json_bytes
from site_builder.output.exports.record_data import IN_WRITTEN_ORDER, json_of, sorted_once
from site_builder.output.exports.vocabulary_data import VOCABULARY
from site_builder.output.formats.contents import DataSet
from site_builder.output.holdings import holdings_of
from site_builder.proving.proved_project import read_project
from tests.conftest import TOY, keep_open_texts, project_at, site_at
from tests.published import corpus_of, table_of, tables_in

ROOT = Path(__file__).parents[1]

TOY_VERDICTS = {
    "2031-04-kesh-clash": {
        "date": "conflicts", "place": "agrees", "participants": "agrees", "status": "conflicts",
    },
    "2031-05-haldane-sudria": {
        "date": "refines", "place": "refines", "visitors": "refines", "hosts": "single", "met": "single",
        "status": "agrees",
    },
    "2031-05-radar": {"date": "compatible", "place": "conflicts", "status": "agrees"},
    "2031-lance-deal": {
        "ordered": "agrees", "delivered": "single", "suppliers": "refines", "recipients": "agrees",
        "makers": "single", "equipment": "refines", "value": "conflicts", "status": "develops",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def data(toy_site: Site) -> Any:
    return json.loads(dict(export(toy_site, DataSet(commit="0" * 40)))[CORPUS])


def test_authors_stand_as_printed_and_beside_that_in_their_parts(data: Any) -> None:
    (year,) = (one for one in data["articles"] if one["id"] == "estmark-review-2032-02-07-year")
    assert year["authors"] == ["Nell Orme", "Quill Imre", "Norland Wire"]
    assert year["author_names"] == [
        {"printed": "Nell Orme", "family": "Orme", "given": "Nell"},
        {"printed": "Quill Imre", "family": "Quill", "given": "Imre"},
        {"printed": "Norland Wire", "family": None, "given": None},
    ]


def walk(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield path, value
    for key, child in (
        value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    ):
        yield from walk(child, (*path, key))


def records(data: Any) -> list[Any]:
    return [value for _, value in walk(data) if isinstance(value, dict) and "quote" in value]


def by_id(entries: list[Any]) -> dict[str, Any]:
    return {entry["id"]: entry for entry in entries}


# ------------------------------------------------------------------ the schema


def test_schema_is_one_of_its_dialect() -> None:
    jsonschema.Draft202012Validator.check_schema(corpus_schema())


def test_schema_leaves_nothing_open_or_untold() -> None:
    objects = [form for _, form in walk(corpus_schema()) if isinstance(form, dict) and "properties" in form]
    assert all(form["additionalProperties"] is False for form in objects)
    told = list(corpus_schema()["$defs"].values())
    told += [key for form in objects for key in form["properties"].values()]
    assert [key for key in told if "description" not in key and "$ref" not in json.dumps(key)] == []


def valid(built: Site) -> list[str]:
    files = dict(export(built))
    validator = jsonschema.Draft202012Validator(json.loads(files[SCHEMA]))
    return [f"{list(e.absolute_path)}: {e.message}" for e in validator.iter_errors(json.loads(files[CORPUS]))]


def test_toy_is_valid(toy_site: Site) -> None:
    assert valid(toy_site) == []


def test_shipped_corpus_is_valid() -> None:
    known, _ = read_project(project_at(ROOT))
    assert valid(link(known.corpus, known.layers)) == []


def test_unproved_corpus_is_valid(toy_project: Path) -> None:
    for file in (toy_project / "articles").glob("*.md"):
        file.write_text(file.read_text().replace("publish: text", "publish: digest"))
    shutil.rmtree(toy_project / "texts")
    shutil.rmtree(toy_project / "annotations" / "extracted")
    known, problems = read_project(project_at(toy_project))
    assert {problem.rule for problem in problems} == {"missing-folder", "unverified-quote"}
    built = link(known.corpus, known.layers)
    assert valid(built) == []
    unproved = records(corpus_of(built))
    assert not any(record["verified"] or record.get("spans") or record.get("start") for record in unproved)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("events", 0, "extra"), 1),
        (("events", 0, "type"), "A wedding"),
        (("articles", 0, "id"), "No Id"),
        (("figures", 0, "value", "amount"), "forty"),
        (("statements", 0, "quote"), None),
        (("dates", 0, "start"), -1),
    ],
)
def test_schema_refuses(data: Any, path: tuple[str | int, ...], wrong: object) -> None:
    spoilt = json.loads(json.dumps(data))
    at = spoilt
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = wrong
    assert not jsonschema.Draft202012Validator(corpus_schema()).is_valid(spoilt)


PROOF, CREDIT, ENTRY = (
    "record article basis spans verified source",
    "by via mode quote event",
    "id basis source",
)
IMAGES: list[tuple[Any, type[Written], str, str]] = [
    (published_values.UnnamedData, Unnamed, "", ""),
    (published_values.CarrierData, Source, "", ""),
    (published_values.ValueData, Value, "", ""),
    (published_values.CountData, Count, "", ""),
    (published_values.ParticipantData, Participant, "", ""),
    (published_values.MeetingData, Met, "", ""),
    (published_values.StopData, Stop, "", ""),
    (published_values.UseData, Use, "", ""),
    (published_records.RoleData, PersonRecord, "actor", PROOF),
    (published_records.UnnamedRoleData, PersonRecord, "", PROOF),
    (published_records.OrganisationDescriptionData, OrganisationRecord, "actor", PROOF),
    (published_records.StatementData, StatementRecord, "", PROOF),
    (published_records.FigureData, FigureRecord, "", PROOF),
    (published_records.SupplyData, DealRecord, "event kind", f"numbers {PROOF}"),
    (published_records.DateData, DateRecord, "", "record article basis start verified source"),
    (published_records.VisitFieldsData, VisitRecord, CREDIT, ""),
    (published_records.DealFieldsData, DealRecord, CREDIT, "numbers"),
    (published_records.EventFieldsData, EventRecord, CREDIT, ""),
    (article_data.FrontMatterData, Article, "text", ""),
    (entry_data.ActorEntryData, Actor, "", f"own {ENTRY}"),
    (entry_data.PlaceData, Place, "", ENTRY),
    (entry_data.EquipmentData, Equipment, "", ENTRY),
    (entry_data.TopicData, Topic, "", ENTRY),
    (entry_data.MeasureData, Measure, "", ENTRY),
    (event_data.FrameData, Frame, "", ENTRY),
]
"""Classes of data, each with the class of what it shows, and the keys that it lacks and has besides."""


@pytest.mark.parametrize(("data_class", "written", "lacks", "has"), IMAGES)
def test_data_has_the_keys_of_what_it_shows(
    data_class: Any, written: type[Written], lacks: str, has: str
) -> None:
    keys = {yaml_key(field.name) for field in fields(written)} - {"at"}
    told_elsewhere = {"correction"}  # with what was corrected
    assert data_class.__annotations__.keys() == keys - {*lacks.split()} - told_elsewhere | {*has.split()}


def test_no_key_may_be_missing_or_added(data: Any) -> None:
    """Save within `fields`, where a key that a record leaves out is left out."""
    lists = {
        name: form for name, form in corpus_schema()["properties"].items() if form.get("type") == "array"
    }
    quotes = [{"words": "a b", "prefix": None, "suffix": None, "records": ["x/dates/y"]}]  # of a page only
    for name, form in lists.items():
        if not (data := {**data, "quotes": quotes})[name]:  # see test_vocabulary
            continue
        check = jsonschema.Draft202012Validator({**form["items"], "$defs": corpus_schema()["$defs"]})
        item = min((item for item in data[name] if item.get("reports") != []), key=lambda one: len(str(one)))
        for path, value in list(walk(item)):
            if not isinstance(value, dict) or path[-1:] in (("merged",), ("own",)):
                continue
            assert not check.is_valid(with_key(item, path, "added", None)), (name, path)
            for key in value if path[-1:] != ("fields",) else ():
                assert not check.is_valid(with_key(item, path, key)), (name, path, key)


def with_key(item: Any, path: tuple[str | int, ...], key: str, *value: object) -> Any:
    """The same with another key in a mapping within it, or without that key."""
    changed = json.loads(json.dumps(item))
    mapping = reduce(lambda node, part: node[part], path, changed)
    mapping.pop(key, None)
    mapping.update((key, one) for one in value)
    return changed


OF_ALL_PAGES = ("measures", *VOCABULARY)
"""Lists of what belongs to no page."""


# ------------------------------------------------------------------ what every part of it has


def test_lists_are_sorted(data: Any) -> None:
    ranges = {"spans", "body", "coordinates"}
    for path, value in walk(data):
        names = [part for part in path if isinstance(part, str)]
        if not isinstance(value, list) or not value or names[-1] in IN_WRITTEN_ORDER | ranges:
            continue
        if isinstance(value[0], dict) and "id" in value[0] and "article" not in value[0]:
            assert [entry["id"] for entry in value] == sorted(entry["id"] for entry in value), path
        elif isinstance(value[0], dict) and "article" in value[0]:
            assert [entry["article"] for entry in value] == sorted(entry["article"] for entry in value), path
        elif all(isinstance(entry, str) for entry in value):
            assert value == sorted(set(value)), path


def test_ids_refer_to_each_other(data: Any) -> None:
    known = {
        key: set(by_id(data[key]))
        for key in ("articles", "actors", "places", "equipment", "topics", "events", "measures")
    }
    named = {
        record["fields"]["id"]
        for event in data["events"]
        for record in event["reports"]
        if "id" in record["fields"]
    }
    named |= {record["id"] for key in ("statements", "figures", "supplies") for record in data[key]} - {None}
    anything = set().union(*known.values())
    targets = {
        "article": known["articles"], "articles": known["articles"],
        "publisher": known["actors"], "republished_from": known["actors"], "country": known["actors"],
        "of": known["actors"], "to": known["actors"], "by": known["actors"], "actor": known["actors"],
        "visitors": known["actors"], "hosts": known["actors"], "suppliers": known["actors"],
        "recipients": known["actors"], "makers": known["actors"], "user": known["actors"],
        "place": known["places"] | known["actors"], "within": known["places"] | known["actors"],
        "item": known["equipment"], "topics": known["topics"], "measure": known["measures"],
        "related": known["events"], "may_overlap": known["events"], "after": known["events"],
        "about": anything, "supports": known["events"] | named, "disputes": known["events"] | named,
    }  # fmt: skip
    seen = set()
    for path, value in walk(data):
        names = [part for part in path if isinstance(part, str)]
        if path[:1] == ("searched",) and names[-1] == "by":
            continue  # the name of somebody whom no article need name
        if isinstance(value, str) and names and names[-1] in targets and len(path) > 1:
            assert value in targets[names[-1]], path
            seen.add(names[-1])
    assert seen == set(targets)


def test_every_record_has_its_proof_and_place(data: Any) -> None:
    for record in records(data):
        assert record["verified"] is True
        path, _, line = record["source"].partition(":")
        assert path == f"annotations/articles/{record['article']}.yml"
        assert (TOY / path).read_text().split("\n")[int(line) - 1].startswith("  - ")


def test_every_record_of_the_annotations_is_there_once(data: Any, toy_site: Site) -> None:
    places = [record["source"] for record in records(data)]
    written = [found.record.at.location for found in toy_site.evidence.values()]
    assert sorted(places) == sorted(f"{place.path}:{place.line}" for place in written)


def test_spans_cut_the_quotes_out_of_the_text(data: Any) -> None:
    texts = {
        "norland-post-2031-05-10-visit": "post", "sudria-herald-2031-06-missiles": "herald",
        "estmark-review-2032-02-07-year": "norland-post-2032-year",
    }  # fmt: skip
    for record in records(data):
        text = (TOY / "texts" / f"{texts.get(record['article'], 'review')}.txt").read_text()
        quotes = [record["quote"]] if isinstance(record["quote"], str) else record["quote"]
        words = {normal(part) for quote in quotes for part in quote.split(" ... ")}
        if "spans" in record:
            assert {normal(text[start:end]) for start, end in record["spans"]} == words
        else:
            assert text[record["start"] :].startswith(record["quote"])


# ------------------------------------------------------------------ what the toy shows


def test_merged_fields_have_their_verdict(data: Any) -> None:
    events = by_id(data["events"])
    for event, verdicts in TOY_VERDICTS.items():
        assert {field: merged["verdict"] for field, merged in events[event]["merged"].items()} == verdicts


def test_merged_values_stand_with_who_gives_them(data: Any) -> None:
    clash = by_id(data["events"])["2031-04-kesh-clash"]
    post, review = "norland-post-2031-05-10-visit", "estmark-review-2032-clash"
    again = "estmark-review-2032-02-07-year"
    assert clash["status"] == "disputed"
    assert clash["merged"]["status"]["values"] == [
        {"value": "denied", "articles": [review], "by": ["lena-voss"]},
        {"value": "happened", "articles": [again, review, post], "by": [None]},
    ]
    assert clash["origins"] == [
        {"kind": "actor", "who": "lena-voss", "as": [], "says": ["denied"], "articles": [review]},
        {"kind": "actor", "who": "norland-post", "as": [], "says": ["happened"], "articles": [again, post]},
        {"kind": "actor", "who": "sudria-herald", "as": [], "says": ["happened"], "articles": [review]},
    ]


def test_what_is_claimed_and_expected_is_told_apart(data: Any, toy_site: Site) -> None:
    rows = {row["id"]: row for row in table_of(toy_site, "events")}
    shots, talks = rows["2031-11-shots-from-boats"], rows["2031-10-talks"]
    said = {
        (row["event"], row["origin"], row["says"]): row["rests_on"] for row in table_of(toy_site, "origins")
    }
    assert (shots["status"], shots["origins"]) == ("claimed", 1)
    assert said["2031-11-shots-from-boats", "sudrian-army", "claimed"] is True
    assert (talks["status"], talks["origins"]) == ("happened", 1)
    assert {says for event, _, says in said if event == "2031-10-talks"} == {"happened", "expected"}
    assert rows["2031-11-guns-on-shore"]["unnamed_origins"] == 1
    events = by_id(data["events"])
    for name, event in events.items():
        assert (event["status"], event["basis"]) == (rows[name]["status"], rows[name]["basis"])
        says = {saying for origin in event["origins"] for saying in origin["says"]}
        assert event["status"] != "happened" or "happened" in says
    claimed = events["2031-11-shots-from-boats"]
    assert [report["says"] for report in claimed["reports"]] == ["claimed"]
    assert [one["value"] for one in claimed["merged"]["status"]["values"]] == ["claimed"]


def test_a_page_has_its_own_items_and_ids_for_the_rest(toy_site: Site, data: Any) -> None:
    files = {path: json.loads(text) for path, text in dict(export(toy_site)).items() if path.count("/") == 2}
    check = jsonschema.Draft202012Validator(corpus_schema())
    kept = [key for key, items in data.items() if isinstance(items, list) and key not in OF_ALL_PAGES]
    for key in kept:
        unreported = key == "events" and [item for item in data[key] if not item["reports"]]
        known = {json.dumps(item) for page in files.values() for item in page[key]}
        assert len(known) == len(data[key]) - len(unreported or ()), key
        assert known <= {json.dumps(item) for item in data[key]}
    for path, page in files.items():
        check.validate(page)
        folder, name = path.removeprefix("data/").removesuffix(".json").split("/")
        assert name in by_id(page[folder])
        for other_folder, names in page["linked"].items():
            for other in names:
                assert name in files[f"data/{other_folder}/{other}.json"]["linked"][folder]
    assert "norland-post-2031-05-10-visit" in files["data/actors/ann-haldane.json"]["linked"]["articles"]
    assert "2031-05-haldane-sudria" in files["data/actors/ann-haldane.json"]["linked"]["events"]


def test_data_grows_with_the_corpus(tmp_path: Path) -> None:
    """What pages have of it is at most twice the whole; each form, and packets, grow as the corpus does."""
    shares, forms = [], []
    for number in (20, 40):
        ready_corpus(tmp_path / str(number), number)
        site = site_at(tmp_path / str(number))
        files = dict(export(site))
        packets = [len(data) for path, data in files.items() if path.startswith("data/records/")]
        assert sum(packets) < 2_000 * len(site.evidence)
        of_pages = sum(len(content) for path, content in files.items() if path.count("/") == 2)
        shares.append(of_pages / len(files[CORPUS]))
        csv_ = sum(len(content) for path, content in files.items() if path.endswith(".csv"))
        others = (len(files[f"data/{name}"]) for name in ("corpus.sqlite", "corpus.xlsx", "cards.json"))
        forms.append([csv_, sum(packets), *others])
    assert max(shares) < 2
    assert shares[1] < shares[0] * 1.1
    assert all(more < less * 2 * 1.1 for less, more in zip(*forms, strict=True))


def test_the_data_of_a_page_are_little_larger_than_the_page(toy_project: Path) -> None:
    built, _ = build(project_at(toy_project), BuildOptions())
    assert built is not None
    pages = {page.path: len(page.html.encode()) for page in built.pages}
    own = {
        path: data
        for path, data in built.files.items()
        if path.endswith(".json") and f"{path[5:-5]}/" in pages
    }
    assert {*own} == {path for path in built.files if re.fullmatch(r"data/\w+/[^/]+\.json", path)}
    for path, data in own.items():
        assert len(data) <= 1.2 * pages[f"{path[5:-5]}/"], path


def test_cards_say_what_is_claimed(toy_site: Site) -> None:
    cards = json.loads(dict(export(toy_site))["data/cards.json"])
    assert cards["events/2031-11-shots-from-boats/"]["line"].startswith("Claimed by Sudrian army: use of ")


def test_relations_hold_both_ways(data: Any) -> None:
    events = by_id(data["events"])
    assert events["2030-lance-order"]["may_overlap"] == ["2031-lance-deal"]
    assert events["2031-lance-deal"]["may_overlap"] == ["2030-lance-order"]
    assert events["2031-05-haldane-sudria"]["related"] == ["2031-lance-deal"]


def test_an_event_without_reports_has_its_frame(toy_project: Path) -> None:
    with (toy_project / "annotations/events/undated.yml").open("a") as file:
        file.write("  part_of: unreported\nunreported:\n  type: other\n  title: Nobody reports this\n")
    event = by_id(corpus_of(site_at(toy_project))["events"])["unreported"]
    assert (event["date"], event["status"], event["reports"], event["merged"]) == (None, None, [], {})


def test_toy_has_every_section_verdict_and_standing(data: Any, toy_site: Site) -> None:
    assert {key.section for key in toy_site.evidence} == set(SECTIONS)
    found = {merged["verdict"] for event in data["events"] for merged in event["merged"].values()}
    assert found == set(get_args(Verdict))
    standings = {record["fields"].get("status") for event in data["events"] for record in event["reports"]}
    assert standings >= set(get_args(Happening))


# ------------------------------------------------------------------ bytes


def test_strings_stay_as_written_but_nothing_looks_like_html(toy_site: Site, data: Any) -> None:
    written = dict(export(toy_site))[CORPUS].decode()
    assert not re.search("[<\u2028\u2029]", written)
    assert written.endswith("}\n")
    title = "Clash at Kesh <script>alert(1)</script> {onfocus=alert(1) autofocus}"
    assert by_id(data["articles"])["estmark-review-2032-clash"]["title"] == title
    assert by_id(data["actors"])["mallory"]["aliases"] == ["Ma\"llo'ry", "{{ 7*7 }}"]


@given(st.text())
def test_json_holds_any_string(text: str) -> None:
    written = json_bytes({"text": text})
    assert json.loads(written) == {"text": text}
    assert b"<" not in written
    assert len(written.decode().splitlines()) == 3 + len(re.findall("[\x85]", text))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_amounts_are_numbers(amount: Decimal) -> None:
    number = json.loads(json_bytes({"amount": json_of(amount)}))["amount"]
    assert Decimal(str(number)) == amount
    assert isinstance(number, int) == (amount == amount.to_integral_value())


def test_lists_of_any_values_are_sorted_once() -> None:
    someone = {"of": "norland", "as": "an official"}
    assert sorted_once(["b", someone, None, "a b", "a", someone, "b"]) == [None, "a", "a b", "b", someone]


def test_without_the_texts_the_bytes_are_the_same(toy_project: Path, toy_site: Site) -> None:
    keep_open_texts(toy_project)
    assert dict(export(site_at(toy_project))) == dict(export(toy_site))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_hash_seed_does_not_matter(seed: str, toy_site: Site) -> None:
    code = (
        "import sys; from tests.conftest import TOY, site_at;"
        "from site_builder.output.exports.data_files import export;"
        "sys.stdout.buffer.write(dict(export(site_at(TOY)))['data/corpus.json'])"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert done.stdout == dict(export(toy_site))[CORPUS]


CELLS = st.one_of(
    st.text(), st.sampled_from(['=HYPERLINK("x")', "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "'x"])
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1))
def test_a_csv_holds_no_formula_and_every_text(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_lines(rows), newline="")))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in read for cell in row)
    assert [tuple(cell.removeprefix("'") for cell in row) for row in read] == rows


def test_each_page_has_its_part_of_the_data(toy_site: Site, data: Any) -> None:
    files = dict(export(toy_site, DataSet(commit="0" * 40)))
    check = jsonschema.Draft202012Validator(corpus_schema())
    parts = {path: json.loads(text) for path, text in files.items() if path.count("/") == 2}
    assert len(parts) == sum(
        len(data[key]) for key in ("actors", "places", "equipment", "topics", "articles")
    ) + len(toy_site.events)
    for path, part in parts.items():
        check.validate(part)
        name = Path(path).stem
        assert name in [item["id"] for item in part[path.split("/")[1]]]
        assert ("quotes" in part) == path.startswith("data/articles/")
        for key, items in part.items():
            if isinstance(items, list) and key != "quotes":
                assert [item for item in data[key] if item in items] == items
                assert all(f'"{name}"' in json.dumps(item) for item in items)


def test_the_data_of_an_article_has_the_quotes_of_all_its_records(toy_site: Site) -> None:
    files = dict(export(toy_site))
    for article in toy_site.corpus.articles:
        paths = [path for path in files if path.startswith(f"data/records/{article}/")]
        expected = [
            (quote["words"], quote.get("prefix"), quote.get("suffix"), packet["record"])
            for packet in (json.loads(files[path]) for path in paths)
            for quote in packet["quotes"]
        ]
        told = json.loads(files[f"data/articles/{article}.json"])["quotes"]
        found = [
            (one["words"], one["prefix"], one["suffix"], name) for one in told for name in one["records"]
        ]
        assert sorted(found, key=str) == sorted(expected, key=str)
        assert len({(one["words"], one["prefix"], one["suffix"]) for one in told}) == len(told)


def test_an_empty_cell_is_empty_in_one_way(toy_site: Site) -> None:
    contents = tables_in(toy_site)
    cells = [cell for table in contents.tables for row in contents.rows(table.name) for cell in row]
    assert None in cells
    assert "" not in cells


def test_the_page_of_the_data_lists_every_table(toy_site: Site) -> None:
    files = {Path(path).stem: len(data) for path, data in export(toy_site) if path.endswith(".csv")}
    assert sorted(table.name for table in holdings_of(toy_site, {}).tables) == sorted(files)
    sizes = {f"data/{name}.csv": size for name, size in files.items()}
    listed = {table.name: table.bytes for table in holdings_of(toy_site, sizes).tables}
    assert listed == {name: files[name] for name in listed}
    contents = tables_in(toy_site)
    assert {name for name in files if not contents.rows(name)} == {*files} - {*listed}


def test_the_page_of_the_fields_is_as_the_code_has_it() -> None:
    assert data_fields.PAGE.read_text("utf-8") == data_fields.page(), (
        "`python -m scripts.data_fields` writes it"
    )


def test_every_field_of_the_data_is_told_on_the_page_of_fields(toy_site: Site) -> None:
    page = data_fields.PAGE.read_text("utf-8")
    contents = tables_in(toy_site)
    assert [one.name for one in contents.tables if f"\n### `{one.name}`\n" not in page] == []
    for one in contents.records("columns"):
        assert one["meaning"]
        assert one["example"], (one["table"], one["name"])
