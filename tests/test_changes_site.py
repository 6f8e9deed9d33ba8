"""What a site tells of the changes of its data: a page, files and feeds, and no word too many."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest

from site_builder.build import BuildOptions, Built, build
from site_builder.corpus.project import ToldHistory
from site_builder.linking.record_ids import record_id
from site_builder.linking.site import Site
from site_builder.storage.store import NOTHING
from tests.conftest import TOY, project_at
from tests.histories import Made, State, git, history_in

ADDRESS = "https://example.org/toy"
FORMER = "words that stood in an earlier quote"
PRIVATE = "who lives behind the mill"
VISIT = "annotations/articles/norland-post-2031-05-10-visit.yml"
PEOPLE = "annotations/actors/people.yml"


def toy() -> dict[str, str]:
    return {
        path.relative_to(TOY).as_posix(): path.read_text("utf-8")
        for path in sorted(TOY.rglob("*"))
        if path.is_file() and path.name != "herald.txt" and ".cache" not in path.parts
    }


def states() -> Iterator[Made]:
    """The toy corpus, and before it: with another quote and another sentence, with somebody who is gone."""
    now = toy()
    first: State = {
        **now,
        PEOPLE: f"{now[PEOPLE]}\ngone-one:\n  name: Somebody Gone\n  type: person\n  note: {PRIVATE}\n",
    }
    visit = first[VISIT]
    quote = next(line for line in visit.splitlines() if "quote:" in line and "[" not in line)
    says = next(line for line in visit.splitlines() if "says:" in line)
    former = visit.replace(quote, quote.partition("quote:")[0] + f'quote: "{FORMER}"').replace(
        says, says.partition("says:")[0] + "says: Something else was told."
    )
    yield Made({**first, VISIT: former}, "2031-12-30", "The beginning")
    yield Made(first, "2032-01-05", "Read again, and <b>corrected</b>")
    yield Made(now, "2032-01-06", "Nobody reports of him")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = history_in(tmp_path_factory.mktemp("told") / "toy", {"main": states()})
    (root / ".git/info/exclude").write_text(".cache/\ntexts/herald.txt\n")
    (root / "texts/herald.txt").write_bytes((TOY / "texts/herald.txt").read_bytes())
    return root


def built(root: Path, address: str | None = ADDRESS, **told: Any) -> Built:
    project = project_at(root)
    settings = replace(project.settings, changes=ToldHistory(**told))
    object.__setattr__(settings, "at", project.settings.at)
    options = BuildOptions(site_name="Toy", site_url=address, listed=frozenset(("changes/",)))
    found, problems = build(project._replace(settings=settings), options)
    assert found is not None, problems
    return found


@pytest.fixture(scope="module")
def told(root: Path) -> Built:
    return built(root)


def page(site: Built, path: str = "changes/") -> str:
    return next(str(one.html) for one in site.pages if one.path == path)


def files(site: Built) -> Mapping[str, bytes]:
    return {path: site.files[path] for path in site.files}


def test_the_page_tells_corrections_removals_and_additions(told: Built) -> None:
    html = page(told)
    assert html.index("Removal") < html.index("Correction") < html.index("Addition")
    assert "<del>Something else was told.</del>" in html
    assert "Actor removed: Somebody Gone" in html
    assert "gone-one" not in html
    assert "No reason was given." in html
    assert '<h2 class="r-day" id="d-2032-01-05">5 January 2032</h2>' in html
    assert "since 30 December 2031" in html
    assert 'href="../data/changes.json"' in html


def test_no_word_of_what_is_gone_is_told(told: Built) -> None:
    everything = [
        *(str(one.html) for one in told.pages),
        *(data.decode("utf-8", "replace") for data in files(told).values()),
    ]
    for words in (FORMER, PRIVATE, "Onymous", "private.example", "herald.txt"):
        assert [text for text in everything if words in text] == []
    quotes = [
        field
        for one in json.loads(told.files["data/changes.json"])["changes"]
        for field in one["fields"]
        if field["field"] == "quote" and field["before"]
    ]
    assert [field["before"] for field in quotes] == [[None]]


def test_reasons_are_told_where_they_are_wanted_and_no_feed_without_an_address(
    root: Path, told: Built
) -> None:
    assert "Read again" not in page(told)
    with_reasons = built(root, None, reasons=True)
    assert not any("feed" in path for path in with_reasons.files)
    assert "feed.atom" not in page(with_reasons)
    assert "Read again, and &lt;b&gt;corrected&lt;/b&gt;" in page(with_reasons)
    whys = {one["why"] for one in json.loads(with_reasons.files["data/changes.json"])["changes"]}
    assert "Nobody reports of him" in whys


def test_the_files_are_what_their_schema_says(told: Built) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(told.files["data/changes.schema.json"]))
    whole = json.loads(told.files["data/changes.json"])
    assert [(year["year"], year["file"]) for year in whole["years"]] == [
        ("2031", "data/changes/2031.json"),
        ("2032", "data/changes/2032.json"),
    ]
    parts = [json.loads(told.files[year["file"]]) for year in whole["years"]]
    assert all(validator.is_valid(one) for one in (whole, *parts))
    assert [len(part["changes"]) for part in parts] == [year["changes"] for year in whole["years"]]
    # Each part goes on where the one before ends.
    assert parts[0]["since"] is None
    assert parts[1]["since"] == parts[0]["until"]


def test_addresses_and_names_are_those_of_the_site(told: Built) -> None:
    changes = json.loads(told.files["data/changes.json"])["changes"]
    ids = {(one["kind"], one["now"]) for one in changes if one["now"]}
    corpus = json.loads(told.files["data/corpus.json"])
    assert {("actor", one["id"]) for one in corpus["actors"]} <= ids
    assert {("article", one["id"]) for one in corpus["articles"]} <= ids
    paths = {one.path for one in told.pages}
    for one in changes:
        assert one["address"] is None or one["address"].partition("#")[0] in paths
        assert one["now"] or one["address"] is None


def test_records_have_the_names_that_a_site_gives_them(told: Built, toy_site: Site) -> None:
    changes = json.loads(told.files["data/changes.json"])["changes"]
    named = {one["now"] for one in changes if one["kind"] == "record" and one["now"]}
    assert named == {record_id(toy_site, key) for key in toy_site.evidence}


def test_the_feed_is_read_by_a_reader_of_feeds(told: Built) -> None:
    feed = feedparser.parse(told.files["data/feed.atom"])
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "The Toy Record: new articles and corrections"
    assert feed.feed.updated == "2032-01-06T12:00:02Z"
    assert len({one.id for one in feed.entries}) == len(feed.entries) == 6  # four articles, one corrected
    assert feed.entries[0].title == "Removed: Somebody Gone"
    newest = feed.entries[1]
    assert newest.title.startswith("Correction: ")
    assert newest.link == f"{ADDRESS}/articles/norland-post-2031-05-10-visit/"
    assert newest.id.startswith("tag:example.org,2032-01-05:toy/corrections/")
    assert "Something else was told." in newest.content[0].value


def test_the_other_feed_is_what_its_version_asks_for(told: Built) -> None:
    feed, atom = json.loads(told.files["data/feed.json"]), feedparser.parse(told.files["data/feed.atom"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{ADDRESS}/data/feed.json"
    assert feed["home_page_url"] == f"{ADDRESS}/"
    needed = {"id": str, "url": str, "title": str, "content_text": str, "date_published": str}
    for item, entry in zip(feed["items"], atom.entries, strict=True):
        assert all(isinstance(item[key], kind) for key, kind in needed.items())
        assert (item["id"], item["url"], item["title"]) == (entry.id, entry.link, entry.title)
        assert item["date_published"] == entry.updated


def test_what_is_told_may_be_limited(root: Path) -> None:
    later = built(root, since="2032-01-06")
    assert "Correction" not in page(later)
    assert "The history told here begins on 5 January 2032" in page(later)
    nothing = built(root, told=False)
    assert not any("changes" in path or "feed" in path for path in nothing.files)
    assert "without the history of its data" in page(nothing)
    assert "changes.json" not in page(nothing, "data/")


def test_the_same_history_gives_the_same_bytes(root: Path, told: Built) -> None:
    options = BuildOptions(site_name="Toy", site_url=ADDRESS, listed=frozenset(("changes/",)))
    again, _ = build(project_at(root), options, store=NOTHING)
    assert again is not None
    assert files(again) == files(told)
    assert page(again) == page(told)


def test_what_was_removed_and_not_committed_is_not_linked(root: Path) -> None:
    place = root / PEOPLE
    before = place.read_text()
    place.write_text(before + "\nnew-one: {name: New One, type: person}\n")
    try:
        git(root, "commit", "-qam", "Somebody new")
        assert 'href="../actors/new-one/"' in page(built(root))
        place.write_text(before)
        site = built(root)
        assert "New One" in page(site)
        assert "actors/new-one" not in page(site)
    finally:
        git(root, "reset", "-q", "--hard", "HEAD~1")
