"""Ways to the original of an article: on its page, in its citations, and nowhere fetched."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from site_builder.linking.site import Site
from site_builder.model.value_types import ArticleId, Url
from site_builder.output.addresses import OUTSIDE
from site_builder.pages.articles import article_page
from site_builder.pages.ways_to_original import lookup, ways_to

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "ways.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
POST = ArticleId("norland-post-2031-05-10-visit")
HERALD = ArticleId("sudria-herald-2031-06-missiles")
REVIEW = ArticleId("estmark-review-2032-clash")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_title_is_looked_for_on_its_publishers_site(case: dict[str, Any]) -> None:
    found = lookup(case["title"], case["website"])
    assert found.host == case["host"]
    assert parse_qs(urlsplit(found.url).query) == {"q": [case["query"]]}
    assert OUTSIDE.fullmatch(found.url)  # pages may link to it


def test_an_address_goes_before_an_archived_copy_and_that_before_a_search(toy_site: Site) -> None:
    post = ways_to(toy_site, POST)
    assert (post.address, post.archived, post.note) == (
        "https://example.org/post/?a=1&b=2",
        "https://example.org/archive/post",
        "Archived copy: https://example.org/archive/post",
    )
    archived = ways_to(with_url(toy_site, None), POST)
    assert (archived.address, archived.note) == ("https://example.org/archive/post", "Archived copy.")
    herald = ways_to(toy_site, HERALD)
    assert [look.host for look in herald.lookups] == ["herald.example", "wire.example"]
    assert ways_to(toy_site, REVIEW).note == "The capture prints no address."


def with_url(site: Site, url: Url | None) -> Site:
    articles = {**site.corpus.articles, POST: replace(site.corpus.articles[POST], url=url)}
    return replace(site, corpus=replace(site.corpus, articles=articles))


@pytest.mark.parametrize("article", [POST, HERALD, REVIEW])
def test_a_page_and_its_citations_give_the_same_ways(article: ArticleId, toy_site: Site) -> None:
    page, ways = article_page(toy_site, article), ways_to(toy_site, article)
    links = [link for fact in page.facts for link in fact.values if link.kind == "outside"]
    terms = {link.to for link in links if "licenses/" in link.to or "publicdomain/" in link.to}
    assert {link.to for link in links} - terms == {
        *filter(None, (ways.url, ways.archived)), *(look.url for look in ways.lookups)
    }  # fmt: skip
    assert all({"noopener", "noreferrer", "nofollow"} <= set(link.rel.split()) for link in links)
    (csl,) = json.loads(page.citation.csl)
    assert csl.get("URL", "") == ways.address
    assert csl.get("note", "") == ways.note
    assert page.citation.plain.endswith(ways.note or ways.address)
    assert ways.note.split(":")[0] in page.citation.bibtex
