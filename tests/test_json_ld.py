"""What pages say of themselves for programs: every thing is one node over all pages, and leads to its page.

Blocks are read as any program reads them, but offline: the vocabulary of schema.org is one prefix here.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from site_builder.linking.record_ids import record_id
from site_builder.linking.site import Site, records_of
from site_builder.model.records import StatementRecord
from site_builder.model.value_types import ArticleId, EventId
from site_builder.pages import PageMemory, page_units
from site_builder.pages.json_ld import MOST, json_ld
from site_builder.pages.page_foot import Imprint, foot_of
from site_builder.pages.page_subjects import Subject
from tests.browsing import build_shipped
from tests.conftest import Once

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own use of it

SCHEMA = Namespace("https://schema.org/")
ROOT = "https://example.org/caspian-record/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NAMELESS = {SCHEMA.ListItem, SCHEMA.GeoCoordinates}
"""Types that stand only within something else."""

Blocks = Mapping[str, dict[str, Any]]
"""What pages say, by their paths."""


def read(block: dict[str, Any], address: str) -> Graph:
    """A block of the page at an address, read offline."""
    context = block["@context"]
    more = context[1:] if isinstance(context, list) else []
    assert [context[0] if more else context] == ["https://schema.org"]
    offline = {**block, "@context": [{"@vocab": str(SCHEMA)}, *more]}
    return Graph().parse(data=json.dumps(offline), format="json-ld", publicID=address)


@pytest.fixture(scope="session")
def published(once: Once) -> Path:
    """The folder of the shipped site."""
    return (once("shipped", build_shipped) / "site").resolve()


@pytest.fixture(scope="session")
def blocks(published: Path) -> Blocks:
    """What all pages of the shipped site say."""
    found = {}
    for file in published.rglob("*.html"):
        for block in BLOCK.findall(file.read_text("utf-8")):
            found[file.relative_to(published).as_posix().removesuffix("index.html")] = json.loads(block)
    return found


@pytest.fixture(scope="session")
def graph(blocks: Blocks) -> Graph:
    """All of it as one graph."""
    whole = Graph()
    for path, block in blocks.items():
        whole += read(block, f"{ROOT}{path}")
    return whole


def made_blocks(site: Site, imprint: Imprint) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the pages of a site say that nobody has published."""
    memory = PageMemory()
    memory.turn_to(site, imprint.name)
    for unit in page_units(site):
        for page in memory.pages_of(unit).pages:
            yield page.view.head.path, foot_of(page.view.head, page.about, imprint).linked


def test_what_has_a_name_is_no_blank_node(graph: Graph) -> None:
    blank = {node for node in graph.subjects() if isinstance(node, BNode)}
    types = {kind for node in blank for kind in graph.objects(node, RDF.type)}
    assert types <= {*NAMELESS, SCHEMA.Person}
    for person in blank & set(graph.subjects(RDF.type, SCHEMA.Person)):  # somebody an article does not name
        assert not set(graph.objects(person, SCHEMA.name))
        assert set(graph.objects(person, SCHEMA.description))


def test_a_thing_has_one_name_and_one_type_on_all_pages(graph: Graph) -> None:
    for node in {node for node in graph.subjects() if isinstance(node, URIRef)}:
        assert len(set(graph.objects(node, RDF.type))) <= 1, node
        assert len(set(graph.objects(node, SCHEMA.name))) <= 1, node


def test_a_name_belongs_to_one_thing(graph: Graph) -> None:
    israel = URIRef(f"{ROOT}actors/israel/#it")
    named = {node for node, name in graph.subject_objects(SCHEMA.name) if str(name) == "Israel"}
    steps = set(graph.subjects(RDF.type, SCHEMA.ListItem))
    assert named - steps == {israel, URIRef(f"{ROOT}actors/israel/")}
    assert len(set(graph.subjects(None, israel))) > 10


def test_every_address_of_the_site_leads_to_a_page(graph: Graph, published: Path) -> None:
    addresses = {str(node) for triple in graph for node in triple if str(node).startswith(ROOT)}
    paths = {address.removeprefix(ROOT).partition("#")[0] for address in addresses}
    assert len(paths) > 100
    files = {path: f"{path}index.html" if path.endswith("/") or not path else path for path in paths}
    assert {path for path, file in files.items() if not (published / file).is_file()} == set()


def test_things_are_linked_with_each_other(graph: Graph) -> None:
    def of(path: str, *to: URIRef) -> set[str]:
        found: set[Node] = {URIRef(f"{ROOT}{path}#it")}
        for one in to:
            found = {node for thing in found for node in graph.objects(thing, one)}
        return {str(node).removeprefix(ROOT) for node in found}

    visit = "events/2023-07-gallant-azerbaijan/"
    article = "articles/caspian-news-2023-07-15-gallant-azerbaijan/"
    assert f"{article}#it" in of(visit, SCHEMA.subjectOf)
    assert f"{visit}#it" in of(article, SCHEMA.about)
    assert "actors/yoav-gallant/#it" in of(article, SCHEMA.about)
    assert of(article, SCHEMA.about, SCHEMA.subjectOf) >= {f"{article}#it"}
    assert of("", RDF.type) == {str(SCHEMA.WebSite)}


def test_every_statement_is_a_claim_of_whoever_says_it(graph: Graph, shipped_site: Site) -> None:
    claims = set(graph.subjects(RDF.type, SCHEMA.Claim))
    known = [
        (key, record)
        for article in shipped_site.corpus.articles
        for key, record in records_of(shipped_site, shipped_site.by_article[article], StatementRecord)
    ]
    assert len(claims) == len(known)
    for key, record in known:
        _, section, name = record_id(shipped_site, key).split("/")
        page = f"{ROOT}articles/{key.article}/"
        claim = URIRef(f"{page}#r-{section}-{name}")
        assert [str(text) for text in graph.objects(claim, SCHEMA.text)] == [record.says]
        assert list(graph.objects(claim, SCHEMA.appearance)) == [URIRef(f"{page}#it")]
        (author,) = graph.objects(claim, SCHEMA.author)
        if isinstance(record.by, str):
            assert str(author) == f"{ROOT}actors/{record.by}/#it"
        elif record.by:
            assert isinstance(author, BNode)
            assert [str(body) for body in graph.objects(author, SCHEMA.affiliation)] == [
                f"{ROOT}actors/{record.by.of}/#it"
            ]


@pytest.mark.parametrize("at", ["https://one.example/", "https://two.example/deep/below/"])
def test_without_its_address_a_site_is_the_same_wherever_it_is(at: str, toy_site: Site) -> None:
    here = dict(made_blocks(toy_site, Imprint(name="R")))
    there = dict(made_blocks(toy_site, Imprint(name="R", site=at)))
    for path, block in here.items():
        subjects = {node for node in read(block, f"{at}{path}").subjects() if isinstance(node, URIRef)}
        assert subjects == {
            node for node in read(there[path], f"{at}{path}").subjects() if isinstance(node, URIRef)
        }
    names = defaultdict(list)
    for block in here.values():
        for thing in things_in(block):
            names[thing["@id"]].append(thing["name"])
    assert len(names["actors/sudria/#it"]) > 5
    assert all(len(set(of_one)) == 1 for of_one in names.values())


def things_in(value: Any) -> Iterator[dict[str, Any]]:
    """What has a name and is no page."""
    if isinstance(value, list):
        for item in value:
            yield from things_in(item)
    if isinstance(value, dict):
        if str(value.get("@id", "")).endswith("/#it") and "name" in value:
            yield value
        yield from things_in(list(value.values()))


def test_no_block_grows_with_the_corpus(toy_site: Site) -> None:
    event = toy_site.events[EventId("2031-05-haldane-sudria")]
    report, article = event.reports[0], toy_site.corpus.articles[event.reports[0].article]
    names = [ArticleId(f"norland-post-2031-{number}") for number in range(2 * MOST)]
    reports = tuple(replace(report, article=name) for name in names)
    many = replace(
        toy_site,
        corpus=replace(toy_site.corpus, articles=dict.fromkeys(names, article)),
        events={**toy_site.events, event.id: replace(event, reports=reports)},
    )
    assert len(json_ld(many, Subject("events", event.id))["subjectOf"]) == MOST


def test_no_article_has_more_claims_than_a_page_can_carry(toy_site: Site) -> None:
    clash = ArticleId("estmark-review-2032-clash")
    claims = json_ld(toy_site, Subject("articles", clash))["mentions"]
    assert 0 < len(claims) < MOST
    often = {**toy_site.by_article, clash: toy_site.by_article[clash] * (MOST + 1)}
    many = json_ld(replace(toy_site, by_article=often), Subject("articles", clash))["mentions"]
    assert len(many) == MOST
    assert [one["text"] for one in many[: len(claims)]] == [one["text"] for one in claims]
