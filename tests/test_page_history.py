"""What pages tell of their history, feeds of single things, tombstones; and what is not named."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
import yaml

from site_builder.build import BuildOptions, Built, build
from site_builder.changes.trailers import trailers_in
from site_builder.corpus.project import ToldHistory
from site_builder.output.exports.data_schema import changes_schema
from site_builder.pages.page_subjects import subject_of
from tests.conftest import project_at
from tests.histories import Made, git, history_in

ADDRESS = "https://example.org/record"
CASES = yaml.load(
    (Path(__file__).parent / "cases" / "page_history.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
WITHHELD = 4
"""Which commit withholds something."""
NAMES = ("Jane", "Doe", "jane-doe", "Janie")


def commits() -> Iterator[Made]:
    state: dict[str, str] = dict(CASES["begin"])
    for number, one in enumerate(CASES["commits"]):
        state = {path: text for path, text in {**state, **one.get("then", {})}.items() if text is not None}
        merges = f"beside-{number}" if "merges" in one else ""
        yield Made(dict(state), str(one["day"]), one["why"], merges)


def branches() -> dict[str, list[Made]]:
    """The history, a branch for what it merges, and the same with no word of what is withheld."""
    made = [*commits()]
    beside = {
        one.merges: [made[0], Made(one.files, one.day, CASES["commits"][number]["merges"])]
        for number, one in enumerate(made)
        if one.merges
    }
    silent = [*made]
    silent[WITHHELD] = replace(silent[WITHHELD], why="Take somebody out")
    return {**beside, "silent": silent, "main": made}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = history_in(tmp_path_factory.mktemp("pages") / "project", branches())
    (root / ".git/info/exclude").write_text(".cache/\n")
    return root


def built(root: Path, address: str | None = ADDRESS, **told: Any) -> Built:
    project = project_at(root)
    settings = replace(project.settings, changes=ToldHistory(**told))
    object.__setattr__(settings, "at", project.settings.at)
    options = BuildOptions(site_name="The Record", site_url=address, listed=frozenset(("changes/",)))
    found, problems = build(project._replace(settings=settings), options)
    assert found is not None, [one for one in problems if one.severity == "error"]
    return found


def at(root: Path, revision: str, **told: Any) -> Built:
    """What is built of another commit."""
    git(root, "checkout", "-q", "--detach", revision)
    try:
        return built(root, **told)
    finally:
        git(root, "checkout", "-q", "main")


@pytest.fixture(scope="module")
def told(root: Path) -> Built:
    return built(root)


def pages(site: Built) -> Mapping[str, str]:
    return {one.path: str(one.html) for one in site.pages}


def text(site: Built, path: str) -> str:
    return site.files[path].decode()


# ------------------------------------------------------------------ pages


def history(html: str) -> str:
    """What a page tells of its history."""
    found = re.search(r'<details class="r-found r-history">.*?</details>', html, re.DOTALL)
    return " ".join(found[0].split()) if found else ""


@pytest.mark.parametrize("path", ["articles/first/", "events/trip/", "actors/bob/", "places/kesh/"])
def test_a_page_says_when_it_was_corrected_and_what_stood_there_before(told: Built, path: str) -> None:
    html = pages(told)[path]
    assert "Corrected on " in html
    assert 'href="#history"' in html
    assert html.count('id="history"') == 1
    said = history(html)
    assert "<del>Bob came a day early.</del>" in said
    assert "<ins>Bob came.</ins>" in said
    assert "Reason: We had counted &lt;b&gt;wrongly&lt;/b&gt;." in said
    assert "<b>" not in said
    assert 'href="../../changes/"' in said


def test_what_is_only_new_is_no_correction(told: Built) -> None:
    assert history(pages(told)["topics/trade/"]) == history(pages(told)["actors/post/"]) == ""
    said = history(pages(told)["articles/second/"])
    assert "Added to the site, with 1 record" in said
    assert "<del>Ann went home.</del>" in said


def test_a_record_says_itself_why_it_was_corrected(told: Built) -> None:
    assert "Reason: It does not say where to." in history(pages(told)["articles/second/"])
    assert "Reason: It does not say where to." in " ".join(pages(told)["changes/"].split())
    assert "It does not say where to." not in text(told, "data/corpus.json")


def test_the_reason_of_a_commit_comes_with_the_merge_that_brought_it(told: Built) -> None:
    assert "Reason: Nobody reports of him." in " ".join(pages(told)["changes/"].split())
    whys = {one["reason"] for one in json.loads(told.files["data/changes.json"])["changes"]}
    assert {"Nobody reports of him.", "We had counted <b>wrongly</b>.", "It does not say where to."} <= whys


def test_the_data_are_what_their_schema_says(told: Built) -> None:
    validator = jsonschema.Draft202012Validator(changes_schema())
    assert [*validator.iter_errors(json.loads(told.files["data/changes.json"]))] == []


# ------------------------------------------------------------------ feeds


def test_an_actor_and_a_topic_have_feeds_of_what_concerns_them(told: Built) -> None:
    titles = {
        name: [entry.title for entry in feedparser.parse(told.files[f"data/feeds/{name}.atom"]).entries]
        for name in ("actors/ann", "actors/bob", "topics/travel")
    }
    assert titles == {
        "actors/ann": [
            "Correction: The second article",
            "New article: The second article",
            "Correction: The first article",
            "Removed: News of yesterday",
            "New article: The first article",
        ],
        "actors/bob": ["Correction: The first article", "New article: The first article"],
        "topics/travel": ["Correction: The first article", "New article: The first article"],
    }
    assert "data/feeds/topics/trade.atom" not in told.files


@pytest.mark.parametrize("name", ["data/feed", "data/feeds/actors/ann", "data/feeds/topics/travel"])
def test_feeds_are_read_by_a_reader_of_feeds(told: Built, name: str) -> None:
    atom, other = feedparser.parse(told.files[f"{name}.atom"]), json.loads(told.files[f"{name}.json"])
    assert not atom.bozo
    assert atom.version == "atom10"
    assert atom.feed.id == f"{ADDRESS}/{name}.atom"
    assert other["version"] == "https://jsonfeed.org/version/1.1"
    assert other["feed_url"] == f"{ADDRESS}/{name}.json"
    assert [(one["id"], one["url"], one["title"]) for one in other["items"]] == [
        (entry.id, entry.link, entry.title) for entry in atom.entries
    ]
    days = [entry.updated for entry in atom.entries]
    assert days == sorted(days, reverse=True)
    assert atom.feed.updated == days[0]
    assert len({entry.id for entry in atom.entries}) == len(atom.entries)


def test_an_entry_is_the_same_in_all_feeds(told: Built) -> None:
    read = (feedparser.parse(told.files[path]) for path in ("data/feed.atom", "data/feeds/actors/bob.atom"))
    of_all, of_one = (
        {entry.id: (entry.title, entry.content[0].value) for entry in feed.entries} for feed in read
    )
    assert of_one.items() <= of_all.items()
    assert any("Reason: We had counted <b>wrongly</b>." in said for _, said in of_one.values())


def test_a_page_announces_its_feeds_where_the_site_has_an_address(told: Built, root: Path) -> None:
    page = next(one for one in told.pages if one.path == "actors/bob/")
    assert page.feed == "data/feeds/actors/bob"
    assert 'href="../../data/feeds/actors/bob.atom"' in page.html
    nowhere = built(root, None)
    assert not any(one.feed for one in nowhere.pages)
    assert not any("feed" in path for path in nowhere.files)


# ------------------------------------------------------------------ what is gone


def test_where_a_page_was_stands_what_it_was_and_why_it_is_gone(told: Built) -> None:
    gus, old = text(told, "actors/gus/index.html"), text(told, "articles/old-news/index.html")
    assert "<h1>Gus Gone</h1>" in gus
    assert "removed from the site on 3 June 2031" in gus
    assert "Reason: Nobody reports of him." in " ".join(gus.split())
    assert "<h1>News of yesterday</h1>" in old
    assert "No reason was given." in old
    for page in (gus, old):
        assert '<meta name="robots" content="noindex">' in page
        assert 'href="../../changes/"' in page
    assert not {"actors/gus/", "articles/old-news/"} & pages(told).keys()


def test_feeds_tell_what_is_gone(told: Built) -> None:
    entries = {entry.title: entry for entry in feedparser.parse(told.files["data/feed.atom"]).entries}
    assert entries["Removed: Gus Gone"].link == f"{ADDRESS}/actors/gus/"
    assert "Nobody reports of him." in entries["Removed: Gus Gone"].content[0].value
    assert "Removed: News of yesterday" in entries


def everything(site: Built) -> Iterator[tuple[str, str]]:
    yield from pages(site).items()
    yield from ((path, path + site.files[path].decode("utf-8", "replace")) for path in site.files)


def naming(site: Built) -> dict[str, list[str]]:
    """Where names of what is withheld stand."""
    said = [*everything(site)]
    found = {name: [path for path, text in said if re.search(rf"\b{name}\b", text)] for name in NAMES}
    return {name: paths for name, paths in found.items() if paths}


def test_what_is_withheld_is_named_nowhere(told: Built) -> None:
    assert naming(told) == {}
    html = " ".join(pages(told)["changes/"].split())
    assert "Something was removed that is not named here" in html
    assert "Reason: At the request of the person concerned." in html
    kinds = [one["kind"] for one in json.loads(told.files["data/changes.json"])["changes"]]
    assert kinds.count("withheld") == 1


def test_it_may_be_withheld_later_and_is_named_until_then(root: Path) -> None:
    commit = git(root, "rev-parse", f"silent~{len(CASES['commits']) - 1 - WITHHELD}")
    before = at(root, "silent")
    assert "<h1>Jane Doe</h1>" in text(before, "actors/jane-doe/index.html")
    assert naming(at(root, "silent", withheld=(commit[:10],), reasons=True)) == {}


# ------------------------------------------------------------------ before anybody read it


def changed_on_pages(site: Built) -> tuple[set[str], str, list[str]]:
    """Which pages say that they were corrected; the page of changes; titles in feeds and tombstones."""
    found = pages(site)
    titles = [entry.title for entry in feedparser.parse(site.files["data/feed.atom"]).entries]
    gone = [path for path in site.files if path.endswith("index.html")]
    return (
        {path for path, html in found.items() if "r-corrected" in html},
        " ".join(found["changes/"].split()),
        [*titles, *gone],
    )


def test_what_nobody_had_read_was_edited_and_not_corrected(root: Path) -> None:
    corrected, changes, told_elsewhere = changed_on_pages(built(root, published="2031-06-07"))
    assert corrected == {
        "articles/second/",
        "actors/ann/",
    }  # the day itself counts: somebody may have read it
    assert "The site has had readers since 7 June 2031" in changes
    assert "Visit edited, in" in changes
    assert "1 correction, " in changes
    assert changes.count("No reason was given.") == 0
    assert told_elsewhere == [
        "Correction: The second article",
        "New article: The second article",
        "New article: The first article",
    ]


def test_a_page_tells_edits_and_asks_no_reason_for_them(root: Path) -> None:
    site = built(root, published="not yet")
    corrected, changes, _ = changed_on_pages(site)
    assert corrected == set()
    assert "The site has had no readers yet" in changes
    assert "Correction" not in changes.partition("</h1>")[2].partition("<footer")[0]
    said = history(pages(site)["events/trip/"])
    assert "Edit: Visit edited, in" in said
    assert "<del>Bob came a day early.</del>" in said
    assert "No reason was given." not in said


@pytest.mark.parametrize(("published", "told"), [("not yet", {"edited"}), (None, {"corrected"})])
def test_data_tell_edits_as_pages_do(root: Path, published: str | None, told: set[str]) -> None:
    site = built(root, published=published) if published else built(root)
    kinds = {one["change"] for one in json.loads(site.files["data/changes.json"])["changes"]}
    assert kinds & {"edited", "corrected"} == told


def test_what_gives_no_reason_says_so_but_for_feeds(told: Built) -> None:
    html = " ".join(pages(told)["changes/"].split())
    assert html.count("No reason was given.") == 1  # the article that is gone
    assert "News of yesterday</p> <p>No reason was given.</p>" in html.replace("&nbsp;", " ")
    assert "No reason" not in text(told, "data/feed.atom")


# ------------------------------------------------------------------ what stays as it is


def test_what_no_change_concerns_stays_byte_for_byte(root: Path, told: Built) -> None:
    before = at(root, "main~1")
    old, new = dict(everything(before)), dict(everything(told))
    changed = {path for path in new if path not in old or old[path] != new[path]}
    of_things = {path for path in changed if path.endswith("/") and subject_of(path)}
    assert of_things == {"articles/second/", "actors/ann/"}
    fed = {path for path in changed if path.startswith("data/feed")}
    assert fed <= {
        f"data/{name}.{ending}" for name in ("feed", "feeds/actors/ann") for ending in ("atom", "json")
    }


@pytest.mark.parametrize("depth", [0, 1], ids=["without git", "shallow"])
def test_without_a_history_all_of_it_is_absent(root: Path, tmp_path: Path, depth: int) -> None:
    copy = tmp_path / "copy"
    git(root, "clone", "-q", "--depth", str(depth or 1), f"file://{root}", str(copy))
    if not depth:
        (copy / ".git").rename(tmp_path / "git")
    site = built(copy)
    assert not any(history(html) or "r-corrected" in html for html in pages(site).values())
    assert not any("feed" in path or path.endswith("index.html") for path in site.files)


# ------------------------------------------------------------------ trailers


@pytest.mark.parametrize(
    ("told", "means"),
    [
        ("", ("", "", False)),
        ("Correction: One.\ncorrection: Two.", ("One. Two.", "", False)),
        ("Removal:  with\ttabs  \nSigned-off-by: A", ("", "with tabs", False)),
        ("Withheld: yes", ("", "", True)),
        ("Withheld: No", ("", "", False)),
        ("Correction: \x1b[31mred\u202e", ("[31mred", "", False)),
        ("Correction", ("", "", False)),
        (f"Removal: {'x' * 900}", ("", f"{'x' * 499}…", False)),
    ],
)
def test_trailers(told: str, means: tuple[str, str, bool]) -> None:
    found = trailers_in(told)
    assert (found.correction, found.removal, found.withheld) == means
