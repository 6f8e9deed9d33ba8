"""What programs for references find on the page of an article, and on no other."""

from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.browsing import build_hostile
from tests.conftest import Once

POST, YEAR, CLASH, HERALD = (
    f"articles/{name}/"
    for name in (
        "norland-post-2031-05-10-visit",
        "estmark-review-2032-02-07-year",
        "estmark-review-2032-clash",
        "sudria-herald-2031-06-missiles",
    )
)


class Citations(HTMLParser):
    """Collects the metas in the head of a page that cite something, and its spans of COinS."""

    def __init__(self) -> None:
        super().__init__()
        self.metas: dict[str, list[str]] = defaultdict(list)
        self.coins: list[str] = []
        self.canonical = ""
        self.in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_head = tag == "head" or (self.in_head and tag != "body")
        said = {name: value or "" for name, value in attrs}
        if tag == "meta" and said.get("name", "").startswith("citation_"):
            assert self.in_head
            self.metas[said["name"].removeprefix("citation_")].append(said["content"])
        if said.get("rel") == "canonical":
            self.canonical = said["href"]
        if said.get("class") == "Z3988":
            self.coins.append(said["title"])


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The folder of the toy site with our theme."""
    return (once("hostile", build_hostile) / "out").resolve()


def cited_at(site: Path, path: str) -> Citations:
    found = Citations()
    found.feed((site / path / "index.html").read_text("utf-8"))
    return found


def test_the_head_of_an_article_tells_of_it(site: Path) -> None:
    found = cited_at(site, POST)
    assert found.canonical.endswith(POST)
    assert found.metas == {
        "title": ["Haldane Visits Sudria and Speaks of Missiles"],
        "author": ["Orme, Nell"],
        "publication_date": ["2031/05/10"],
        "journal_title": ["Norland Post"],
        "publisher": ["Norland Post"],
        "language": ["en"],
        "public_url": ["https://example.org/post/?a=1&b=2"],
        "abstract_html_url": [found.canonical],
    }


def test_coins_tell_what_kind_of_work_it_is(site: Path) -> None:
    (coins,) = cited_at(site, POST).coins
    assert parse_qs(coins) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"],
        "rft.type": ["newspaperArticle"],
        "rft.title": ["Haldane Visits Sudria and Speaks of Missiles"],
        "rft.au": ["Orme, Nell"],
        "rft.source": ["Norland Post"],
        "rft.date": ["2031-05-10"],
        "rft.language": ["en"],
        "rft.identifier": ["https://example.org/post/?a=1&b=2"],
    }


def test_authors_are_named_by_the_family_where_it_is_known(site: Path) -> None:
    names = ["Orme, Nell", "Quill, Imre", "Norland Wire"]
    found = cited_at(site, YEAR)
    assert found.metas["author"] == names
    assert parse_qs(found.coins[0])["rft.au"] == names


def test_only_a_text_that_everybody_may_read_is_a_full_text(site: Path) -> None:
    full = {path: cited_at(site, path).metas.get("fulltext_html_url") for path in (POST, YEAR, CLASH, HERALD)}
    assert full == {POST: None, YEAR: None, CLASH: [cited_at(site, CLASH).canonical], HERALD: None}


def test_a_doubtful_date_is_told_in_words_or_not_at_all(site: Path) -> None:
    found = cited_at(site, HERALD)
    assert "publication_date" not in found.metas
    assert parse_qs(found.coins[0])["rft.date"] == ["probably June 2031"]


def test_hostile_words_stay_words(site: Path) -> None:
    title = "Clash at Kesh <script>alert(1)</script> {onfocus=alert(1) autofocus}"
    found = cited_at(site, CLASH)
    assert found.metas["title"] == [title]
    assert found.metas["author"] == ["Ivo <b>Dern</b>", "{{ 7*7 }}"]
    assert parse_qs(found.coins[0])["rft.title"] == [title]


def test_no_other_page_is_taken_for_an_article(site: Path) -> None:
    pages = {path.relative_to(site).parent.as_posix() + "/" for path in site.rglob("index.html")}
    found = {path: cited_at(site, path) for path in pages}
    assert {path for path, one in found.items() if one.metas} == {POST, YEAR, CLASH, HERALD}
    assert {path: len(one.coins) for path, one in found.items() if one.coins} == {
        POST: 1, YEAR: 1, CLASH: 1, HERALD: 1,
    }  # fmt: skip
