"""Packets of evidence: as many as records, each whole in itself, and what `verify` says of them."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from site_builder.cli import main
from site_builder.linking.record_ids import path_of_packet, record_id
from site_builder.linking.site import Site
from site_builder.model.rights import LICENCES
from site_builder.output.exports.data_files import export
from site_builder.output.exports.data_schema import packet_schema
from site_builder.output.exports.packet_data import PacketData
from site_builder.output.formats.contents import DataSet
from site_builder.proving.quotes import quote_key
from site_builder.reviewing.verifying.packets import OPTIONAL, REQUIRED, read_packet
from tests.conftest import TEXTS, TOY, Once, build_toy, with_texts
from tests.published import corpus_of

ADDRESS = "https://example.org/toy"
PUBLISHED = DataSet(
    name="The Toy Record",
    address=f"{ADDRESS}/",
    commit="0" * 40,
    licence=LICENCES["CC-BY-4.0"],
    changed={"records/estmark-review-2032-clash/": "2032-05-01"},
    commits={"records/estmark-review-2032-clash/": "1" * 40},
)
CASES = yaml.load(
    (Path(__file__).parent / "cases" / "packets.yml").read_text(encoding="utf-8"), yaml.SafeLoader
)
Packet = dict[str, Any]
APART = ("actor", "kind")
"""What the whole file says by the place of a record: under an actor, among supplies."""


def packets_of(site: Site) -> dict[str, bytes]:
    files = export(site, PUBLISHED)
    return {path: data for path, data in files if path.startswith("data/records/")}


@pytest.fixture(scope="module")
def written(toy_site: Site) -> dict[str, bytes]:
    return packets_of(toy_site)


@pytest.fixture(scope="module")
def packets(written: dict[str, bytes]) -> dict[str, Packet]:
    return {path: json.loads(data) for path, data in written.items()}


@pytest.fixture
def folder(written: dict[str, bytes], tmp_path: Path) -> Path:
    """The toy's packets on the disk."""
    return put(written, tmp_path)


def put(files: Mapping[str, bytes], to: Path) -> Path:
    for path, data in files.items():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        (to / path).write_bytes(data)
    return to / "data" / "records"


def sealed(packet: Packet) -> Packet:
    """The packet with the checksum that goes with it, by the words of the data dictionary alone."""
    rest = {key: value for key, value in packet.items() if key != "checksum"}
    plain = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {**rest, "checksum": hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()}


# ------------------------------------------------------------------ what is published


def test_there_are_as_many_as_records(any_site: Site) -> None:
    found = packets_of(any_site)
    assert set(found) == {path_of_packet(any_site, key) for key in any_site.evidence}
    assert len(found) == len(any_site.evidence)
    names = [json.loads(data)["record"] for data in found.values()]
    assert sorted(names) == sorted(record_id(any_site, key) for key in any_site.evidence)
    for path, name in zip(found, names, strict=True):
        article, section, own = name.split("/")
        assert path == f"data/records/{article}/{section}-{own}.json"


def test_every_record_on_a_page_leads_to_its_packet(once: Once) -> None:
    """By a link on the page of its article; elsewhere by its name, and the link to the article."""
    site = once("toy", build_toy) / "site"
    shown = re.compile(r'<p class="r-source"(?: data-r="([^"]+)")?>(.*?)</p>', re.DOTALL)
    found = set()
    for page in site.rglob("*.html"):
        for name, inner in shown.findall(page.read_text(encoding="utf-8")):
            if not name and "r-keep" not in inner:
                continue  # what the editors searched is no record
            if name:
                article = re.findall(r'<cite><a [^>]*href="[^"]*articles/([^/"]+)/#', inner)
                path = f"data/records/{article[0]}/{name}.json"
            else:
                path = re.findall(r'<span class="r-keep".*href="(?:\.\./)+(data/records/[^"]+)"', inner)[0]
            assert (site / path).is_file()
            found.add((bool(name), path))
    everywhere = {path.relative_to(site).as_posix() for path in site.glob("data/records/*/*.json")}
    assert {path for named, path in found if not named} == everywhere
    assert len({path for named, path in found if named}) > len(everywhere) / 2


def test_the_schema_describes_every_packet(any_site: Site) -> None:
    files = dict(export(any_site, PUBLISHED))
    schema = json.loads(files["data/record.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith("record.schema.json")
    check = jsonschema.Draft202012Validator(schema)
    records = {path: json.loads(data) for path, data in files.items() if path.startswith("data/records/")}
    wrong = [f"{path}: {error.message}" for path, one in records.items() for error in check.iter_errors(one)]
    assert wrong == []


def test_the_schema_leaves_nothing_open_or_untold() -> None:
    forms = [form for form in objects_in(packet_schema()) if "properties" in form]
    assert all(form["additionalProperties"] is False for form in forms)
    keys = [(name, key) for form in forms for name, key in form["properties"].items()]
    assert [name for name, key in keys if "description" not in key and "$ref" not in json.dumps(key)] == []


def objects_in(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, dict) else []
    return [*own, *(found for one in inner for found in objects_in(one))]


def test_packets_are_whole_and_small(any_site: Site) -> None:
    sizes = []
    for data in packets_of(any_site).values():
        packet = json.loads(data)
        assert sealed(packet) == packet
        assert b"<" not in data
        sizes.append(len(data))
    assert sum(sizes) / len(sizes) < 2900
    assert max(sizes) < 6000


def test_a_packet_says_all_that_the_corpus_says_of_its_record(
    toy_site: Site, packets: dict[str, Packet]
) -> None:
    data = corpus_of(toy_site)
    articles = {one["id"]: one for one in data["articles"]}
    events = {one["id"]: one for one in data["events"]}
    told = {one["record"]: one for one in objects_in(data) if "quote" in one}
    assert told.keys() == {packet["record"] for packet in packets.values()}
    for packet in packets.values():
        record, article = told[packet["record"]], articles[packet["record"].partition("/")[0]]
        quotes = record["quote"] if isinstance(record["quote"], list) else [record["quote"]]
        assert [quote["words"] for quote in packet["quotes"]] == quotes
        assert (packet["verified"], packet.get("by")) == (record["verified"], record.get("by"))
        if "spans" in record:
            spans = [span for quote in packet["quotes"] for span in quote.get("spans", [])]
            assert sorted(map(tuple, spans)) == [*map(tuple, record["spans"])]
        for key, value in packet["article"].items():
            assert value == article[key]
        assert packet["names"]["media"][article["publisher"]]
        said = {**record, **record.get("fields", {})}
        for key, value in packet["claim"]["fields"].items():
            assert key in APART or value == said[key]
        if event := packet.get("event"):
            reported = events[event["id"]]
            says = {one["who"]: set(one["says"]) for one in reported["origins"]}
            confirming = {who for who, sayings in says.items() if sayings & {"happened", "claimed"}}
            assert {one["who"] for one in event.get("confirmed_by", [])} == confirming
            assert packet["origin"]["who"] in says
            assert 1 <= event["same_origin"] <= event["reports"] <= len(reported["reports"])


def test_a_packet_is_cited_and_found(packets: dict[str, Packet]) -> None:
    for packet in packets.values():
        article, section, name = packet["record"].split("/")
        address = f"{ADDRESS}/articles/{article}/#r-{section}-{name}"
        assert packet["address"] == packet["cite"]["csl"]["URL"] == address
        assert packet["cite"]["plain"].endswith(f" {address}")
        title = packet["cite"]["csl"]["title"]
        assert title.startswith(f"{packet['sentence'].removesuffix('.')} (")
        assert title.endswith(f": ‘{packet['quotes'][0]['words']}’)")
        dated = article == "estmark-review-2032-clash"
        assert ("issued" in packet["cite"]["csl"]) == dated
        assert packet["licence"]["id"] == "CC-BY-4.0"
        assert packet.get("generated_from") == ("1" * 40 if dated else None)


def test_without_an_address_there_are_paths(toy_site: Site) -> None:
    files = dict(export(toy_site))
    packet = next(json.loads(data) for path, data in files.items() if path.startswith("data/records/"))
    assert packet["address"].startswith("articles/")
    assert "URL" not in packet["cite"]["csl"]
    assert {"licence", "generated_from"} & packet.keys() == set()


def test_what_verify_knows_of_packets_is_what_is_published() -> None:
    assert REQUIRED.keys() == PacketData.__required_keys__
    assert OPTIONAL.keys() == PacketData.__optional_keys__


# ------------------------------------------------------------------ verify


def verify(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["verify", *map(str, arguments)])


def report(*arguments: object) -> Any:
    done = verify(*arguments, "--format", "json")
    assert done.exit_code == (0 if json.loads(done.stdout)["stands"] else 1)
    return json.loads(done.stdout)


def test_all_quotes_of_the_toy_stand(folder: Path, toy_site: Site) -> None:
    done = verify(folder, "--texts", TOY / "texts")
    assert done.exit_code == 0, done.output
    quotes = sum(len(evidence.quotes) for evidence in toy_site.evidence.values())
    assert f"{len(toy_site.evidence)} packets; {quotes} quotes: stands" in done.stdout
    assert "does not show that what they say is true" in done.stdout


@with_texts
def test_all_quotes_of_the_shipped_corpus_stand(shipped_site: Site, tmp_path: Path) -> None:
    found = report(put(packets_of(shipped_site), tmp_path), "--texts", TEXTS)
    assert len(found["packets"]) == len(shipped_site.evidence)
    assert [one["record"] for one in found["packets"] if not one["stands"]] == []
    assert {one["copy"] for one in found["packets"]} == {"the same"}


def a_packet(packets: Mapping[str, Packet], part: str = "norland-post-2031-05-10-visit/visits-") -> Packet:
    return deepcopy(next(packet for path, packet in packets.items() if part in path))


def about(packet: Packet, tmp_path: Path, *arguments: object) -> Any:
    """What `verify` says of one packet."""
    path = tmp_path / "packet.json"
    path.write_text(json.dumps(packet), encoding="utf-8")
    (found,) = report(path, *arguments)["packets"]
    return found


@pytest.mark.parametrize("seal", [False, True], ids=["as it is", "sealed anew"])
def test_another_word_is_told(packets: dict[str, Packet], tmp_path: Path, seal: bool) -> None:
    packet = a_packet(packets)
    quote = packet["quotes"][0]
    first, _, rest = quote["words"].partition(" ")
    quote["words"] = f"{first} hardly {rest}"
    if seal:
        quote["key"] = quote_key(quote["words"], quote.get("prefix"), quote.get("suffix"))
        packet = sealed(packet)
    found = about(packet, tmp_path, "--texts", TOY / "texts")
    assert [one["rule"] for one in found["problems"]] == ([] if seal else ["packet-checksum", "packet-key"])
    assert found["quotes"][0]["status"] == "does not stand"
    assert re.match(
        "nearest words: the text has '.*' where the quote has '.*hardly", found["quotes"][0]["why"]
    )


@pytest.mark.parametrize("seal", [False, True], ids=["as it is", "sealed anew"])
def test_another_place_is_told(packets: dict[str, Packet], tmp_path: Path, seal: bool) -> None:
    packet = a_packet(packets)
    start, end = packet["quotes"][0]["spans"][0]
    packet["quotes"][0]["spans"][0] = [start + 1, end + 1]
    found = about(sealed(packet) if seal else packet, tmp_path, "--texts", TOY / "texts")
    assert [one["rule"] for one in found["problems"]] == ([] if seal else ["packet-checksum"])
    assert found["quotes"][0]["status"] == "stands elsewhere"
    assert found["quotes"][0]["spans"][0] == [start, end]
    assert found["quotes"][0]["why"].startswith(f"the packet says at {start + 1} to {end + 1}")


def test_another_checksum_is_told(packets: dict[str, Packet], tmp_path: Path) -> None:
    packet = {**a_packet(packets), "checksum": "0" * 64}
    found = about(packet, tmp_path, "--texts", TOY / "texts")
    assert [one["rule"] for one in found["problems"]] == ["packet-checksum"]
    assert {quote["status"] for quote in found["quotes"]} == {"stands"}
    assert not found["stands"]


def test_without_the_text_it_is_said(packets: dict[str, Packet], tmp_path: Path) -> None:
    for arguments in ((), ("--texts", tmp_path)):
        found = about(a_packet(packets), tmp_path, *arguments)
        assert {quote["status"] for quote in found["quotes"]} == {"text not at hand"}
        assert found["copy"] == "none"
    done = verify(tmp_path / "packet.json")
    assert "(no text of its hash is at hand)" in done.stdout


COPIES: Mapping[str, Callable[[str], str]] = {
    "more white space": lambda text: text.replace("\n", "\n\n").replace(" ", "  "),
    "straight marks": lambda text: text.translate({0x201C: '"', 0x201D: '"', 0x2019: "'", 0x2018: "'"}),
    "long dashes": lambda text: text.replace("-", "\u2013"),
    "a menu before it": lambda text: "Home\nNews\nSport\nMore\nLog in\n\n" + text,
    "the end of lines of Windows": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("copy", COPIES)
def test_another_copy_will_do(folder: Path, tmp_path: Path, copy: str) -> None:
    own = tmp_path / "own.txt"
    text = (TOY / "texts" / "post.txt").read_text(encoding="utf-8")
    own.write_text(COPIES[copy](text), encoding="utf-8", newline="")
    found = report(folder / "norland-post-2031-05-10-visit", "--text", own)
    wrong = [
        (quote["words"], quote["why"])
        for one in found["packets"]
        for quote in one["quotes"]
        if quote["status"] != "stands"
    ]
    assert wrong == []
    assert {one["copy"] for one in found["packets"]} <= {"another", "the same"}
    done = verify(folder / "norland-post-2031-05-10-visit", "--text", own)
    assert ("in another copy of its text" in done.stdout) == (own.read_bytes() != text.encode())


def test_a_text_of_something_else_has_no_quotes(folder: Path) -> None:
    found = report(folder / "norland-post-2031-05-10-visit", "--text", TOY / "texts" / "herald.txt")
    assert not found["stands"]
    assert any(quote["status"] == "does not stand" for one in found["packets"] for quote in one["quotes"])


def test_wrong_use(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    own = TOY / "texts" / "post.txt"
    for arguments in ((), (empty,), (tmp_path / "nowhere.json",), (folder, "--text", own)):
        done = verify(*arguments)
        assert done.exit_code == 2, arguments
        assert "Error: " in done.stderr


# ------------------------------------------------------------------ what somebody else hands over


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_no_packet_is_told(case: dict[str, Any], packets: dict[str, Packet], tmp_path: Path) -> None:
    path = tmp_path / "packet.json"
    path.write_bytes(of_case(case, packets))
    done = verify(path, "--texts", TOY / "texts")
    assert done.exit_code == 1
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert f": {case['rule']}: found " in done.stdout
    assert "\x1b" not in done.stdout
    json.loads(verify(path, "--texts", TOY / "texts", "--format", "json").stdout)


def of_case(case: Mapping[str, Any], packets: Mapping[str, Packet]) -> bytes:
    if "bytes" in case:
        encoding = "latin-1" if case.get("latin") else "utf-8"
        return bytes(case["bytes"].encode(encoding) * case.get("times", 1))
    packet = a_packet(packets)
    for path in (*case.get("change", ()), *case.get("without", ())):
        *above, last = (int(step) if step.isdigit() else step for step in path.split("."))
        at: Any = packet
        for step in above:
            at = at[step]
        if path in case.get("change", ()):
            at[last] = case["change"][path]
        else:
            del at[last]
    return json.dumps(sealed(packet) if case.get("sealed") else packet).encode()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    packet, problems = read_packet("packet.json", data)
    assert (packet is None) == bool(problems)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(data=st.data(), put_there=ANYTHING)
def test_anything_anywhere_in_a_packet_is_read_or_told(
    data: st.DataObject, put_there: Any, packets: dict[str, Packet]
) -> None:
    """Whatever stands in a place of a packet that nobody sealed anew, something is said of it."""
    good = a_packet(packets)
    packet, at = deepcopy(good), None
    inner: Any = packet
    while isinstance(inner, dict | list) and inner and (at is None or data.draw(st.booleans())):
        steps = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        at = (inner, data.draw(st.sampled_from(steps)))
        inner = inner[at[1]]
    assert at is not None
    at[0][at[1]] = put_there
    _, problems = read_packet("packet.json", json.dumps(packet).encode())
    same = json.dumps(packet, sort_keys=True) == json.dumps(good, sort_keys=True)
    assert bool(problems) != same
