"""The search index: spellings of names, facets, what is in it and what never is, the same bytes each time."""

import gzip
import json
import shutil
import string
import unicodedata
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.site import Site
from site_builder.names.transliteration import as_one_word, as_sounded, as_typed, spellings
from site_builder.pages import all_pages
from site_builder.pages.facets import Search
from site_builder.publishing.kept_files import KeptFiles
from site_builder.publishing.publish import publish
from site_builder.publishing.search_bundle import PARTS, RESULTS, last_parts
from site_builder.publishing.search_feed import SearchFeed, write_index
from site_builder.publishing.search_folder import BUNDLE
from site_builder.publishing.search_index import added_page, files_of, new_index, pages_in, running
from site_builder.publishing.search_parts import part_size, parted
from site_builder.publishing.searched_text import shortened
from site_builder.storage.store import opened
from tests.conftest import Held, Once, build_toy, project_at
from tests.test_cli import page, serving, until
from tests.test_no_leak import runs_of, runs_of_texts
from tests.written import sha256

ROOT = Path(__file__).parents[1]
SPELLINGS = yaml.load(
    (Path(__file__).parent / "cases" / "spellings.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)

# ------------------------------------------------------------------ spellings


@pytest.mark.parametrize("case", SPELLINGS, ids=lambda case: case["name"])
def test_a_name_in_plain_letters(case: Mapping[str, str]) -> None:
    name = case["name"]
    assert (as_typed(name), as_sounded(name)) == (case["typed"], case["sounded"])
    assert as_one_word(name) == case["word"]


LATIN = "".join(c for c in map(chr, range(0xC0, 0x180)) if c.isalpha()) + "əƏẞ"


@given(st.text(LATIN + string.ascii_letters + " -'"))
def test_every_latin_letter_becomes_plain(name: str) -> None:
    for spelling in (as_typed(name), as_sounded(name)):
        assert spelling.replace("\u02bc", "").replace("·", "").isascii()
        assert as_typed(spelling) == spelling


@given(st.text(string.ascii_letters + string.digits + " -'."))
def test_plain_names_have_one_spelling(name: str) -> None:
    assert set(spellings([name])) <= {name, name.strip(), " ".join(name.split())}


@given(st.lists(st.text(max_size=40), max_size=4))
def test_spellings_begin_with_the_forms_and_never_repeat(forms: list[str]) -> None:
    found = spellings(forms)
    assert found[: len(set(forms))] == tuple(dict.fromkeys(forms))
    assert len(found) == len(set(found)) <= 3 * len(forms)


@given(st.text())
def test_however_a_name_is_encoded_its_word_is_the_same(name: str) -> None:
    assert as_one_word(unicodedata.normalize("NFD", name)) == as_one_word(unicodedata.normalize("NFC", name))


def test_a_long_run_of_marks_takes_no_time() -> None:
    assert spellings(["a" + "\u0301\u0323" * 60_000])[1] == "a"


# ------------------------------------------------------------------ what pages say of themselves


def searches(site: Site) -> dict[str, Search]:
    return {page.view.head.path: page.view.head.search for page in all_pages(site, "Toy")}


def facets_of(search: Search) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for facet in search.facets:
        found.setdefault(facet.name, []).append(facet.value)
    return found


@pytest.mark.parametrize(
    ("path", "facets"),
    [
        ("actors/rui-castel/", {"kind": ["Person"], "country": ["Sudria"]}),
        ("actors/norland/", {"kind": ["State"], "country": ["Norland"]}),
        ("actors/lantern-institute/", {"kind": ["Organisation"]}),
        ("places/kesh/", {"kind": ["Place"], "country": ["Sudria"]}),
        ("equipment/lance-1/", {"kind": ["Equipment"], "country": ["Norland"]}),
        ("topics/arms-trade/", {"kind": ["Topic"], "topic": ["Arms trade"]}),
        ("visits/", {"kind": ["Register"]}),
        ("search/", {}),
        (
            "articles/sudria-herald-2031-06-missiles/",
            {"kind": ["Article"], "year": ["2031"], "publisher": ["Sudria Herald"], "topic": ["Arms trade"]},
        ),
        (
            "events/2031-lance-deal/",
            {
                "kind": ["Event"],
                "type": ["Arms deal"],
                "year": ["2031"],
                "country": ["Norland", "Sudria"],
                "publisher": ["Estmark Review", "Norland Post", "Sudria Herald"],
                "topic": ["Arms trade"],
            },
        ),
    ],
)
def test_facets_of_a_page(toy_site: Site, path: str, facets: dict[str, list[str]]) -> None:
    assert facets_of(searches(toy_site)[path]) == facets


def test_names_of_a_page_and_of_whom_it_names(toy_site: Site) -> None:
    found = searches(toy_site)
    assert found["actors/ann-haldane/"].names == "Ann Haldane · Anne Haldane"
    assert found["actors/ann-haldane/"].whole == "zqannhaldaneqz zqannehaldaneqz"
    assert found["events/2031-05-haldane-sudria/"].names == ""
    assert {"Anne Haldane", "Rui Cas?el"} < set(found["events/2031-05-haldane-sudria/"].others.split(" · "))


def test_what_has_no_date_stands_last_either_way(toy_site: Site) -> None:
    found = searches(toy_site)
    dated, undated = found["events/2031-lance-deal/"], found["events/truck-gift/"]
    assert (dated.newest, dated.oldest) == ("2031-05-08", "2031-05-08")
    assert undated.newest < dated.newest
    assert undated.oldest > dated.oldest


# ------------------------------------------------------------------ the index

MARK = b"pagefind_dcd"
"""Begins each of Pagefind's files."""


@pytest.fixture(scope="module")
def toy_folder(once: Once) -> Path:
    """The published site of the toy project."""
    return (once("toy", build_toy) / "site").resolve()


def fragments(site: Path) -> Iterator[dict[str, Any]]:
    """What the index holds of each page, as results show it."""
    for path in sorted((site / BUNDLE).rglob("fragment/*")):
        yield json.loads(gzip.decompress(path.read_bytes()).removeprefix(MARK))


def test_the_index_holds_what_results_need(toy_folder: Path) -> None:
    found = {page["url"]: page for page in fragments(toy_folder)}
    deal = found["/events/2031-lance-deal/"]
    assert deal["filters"]["publisher"] == ["Estmark Review", "Norland Post", "Sudria Herald"]
    assert deal["meta"]["title"] == "Norland sells missiles to Sudria"
    assert deal["content"].startswith(deal["meta"]["description"][:40])
    assert found["/method/"]["filters"] == {"kind": ["About this site"]}
    assert not {"/", "/search/", "/coverage/", "/404.html"} & set(found)


def test_lists_are_found_but_not_what_they_list(toy_folder: Path) -> None:
    (actors,) = [page for page in fragments(toy_folder) if page["url"] == "/actors/"]
    assert "Haldane" not in actors["content"]


def test_what_is_only_searched_is_not_quoted(toy_folder: Path) -> None:
    """The form that a source misprints stands in the evidence alone, other spellings nowhere."""
    for found in fragments(toy_folder):
        assert "zq" not in found["content"]
        assert "Anne Haldane" not in found["content"]
        if "Rui Cas?el" in found["content"]:
            assert "“" in found["content"]


def test_navigation_source_lines_and_badges_are_not_quoted(toy_folder: Path) -> None:
    texts = " ".join(page["content"] for page in fragments(toy_folder))
    for words in (
        "✓ quote found",
        "quote not yet found",
        "Permalink",
        "Edit this entry",
        "In the article's own voice",
    ):
        assert words not in texts


def test_only_what_is_needed_is_published(toy_folder: Path) -> None:
    bundle = toy_folder / BUNDLE
    assert {path.name for path in bundle.iterdir()} - {path.name for path in bundle.glob("*.pf_meta")} == {
        "pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "parts.json", "results.json",
        "wasm.en.pagefind", "wasm.unknown.pagefind", "fragment", "index", "filter",
    }  # fmt: skip


def test_the_same_pages_are_found_in_the_same_way(toy_folder: Path, tmp_path: Path) -> None:
    """In whatever order the disk lists them: what the index holds is the same, its order is Pagefind's."""
    pages = sorted(
        (path.relative_to(toy_folder) for path in toy_folder.rglob("*.html")),
        key=lambda path: sha256(str(path)),
    )
    for path in pages:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(toy_folder / path, tmp_path / path)
    assert write_index(tmp_path) == ()
    assert held_by(tmp_path) == held_by(toy_folder)


def test_what_pagefind_is_given_says_all_that_whole_pages_say(built_project: Path) -> None:
    """The very same bytes tell which words stand where and what they weigh, and so what is found and how."""
    site = (built_project / "site").resolve()
    hashes = last_parts(site)[""].pages
    whole = {path: (site / path).read_text(encoding="utf-8") for path in sorted(hashes)}
    with opened(built_project) as store:
        kept = {path: KeptFiles(store).searched(path, body) for path, body in hashes.items()}
    given = {path: kept[path] or text for path, text in whole.items()}
    ours = {path: text for path, text in kept.items() if text}
    assert sum(map(len, ours.values())) < sum(len(whole[path]) for path in ours) / 3
    one, other = indexed(whole), indexed(given)
    assert told_by(one, "fragment/") == told_by(other, "fragment/") != {}
    assert told_by(one, "index/") == told_by(other, "index/") != {}


def indexed(texts: Mapping[str, str]) -> Mapping[str, bytes]:
    with running() as ask:
        number = new_index(ask)
        for path, text in texts.items():
            added_page(ask, number, path, text)
        return files_of(ask, number)


def told_by(files: Mapping[str, bytes], below: str) -> dict[str, bytes]:
    return {name: gzip.decompress(data) for name, data in files.items() if name.startswith(below)}


SHORTENED = yaml.safe_load((Path(__file__).parent / "cases" / "searched.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", SHORTENED, ids=lambda case: case["why"])
def test_what_pagefind_is_given_of_a_page(case: Mapping[str, str]) -> None:
    assert shortened(case["content"]) == case["given"]


def test_whatever_stands_on_a_page_is_found_as_on_the_whole_page() -> None:
    around = (
        "<html lang='en'><head><title>x</title></head><body><div data-pagefind-body>{}</div></body></html>"
    )
    pages = {f"{number}/index.html": case["content"] for number, case in enumerate(SHORTENED)}
    whole = indexed({path: around.format(content) for path, content in pages.items()})
    given = indexed({path: around.format(shortened(content)) for path, content in pages.items()})
    for below in ("fragment/", "index/"):
        assert told_by(whole, below) == told_by(given, below) != {}


GIVEN: Mapping[str, list[dict[str, str]]] = {
    "the same pages again": [{"a": "one", "b": "two"}],
    "one that differs": [{"a": "one", "b": "three"}],
    "one that is gone": [{"a": "one"}],
    "one more": [{"a": "one", "b": "two", "c": "three"}],
    "one that is written twice": [{"a": "four", "b": "two"}, {"a": "one"}],
    "one that is written and taken away": [{"a": "one", "b": "two", "c": "three"}, {"c": ""}],
}


@pytest.mark.parametrize("size", [0, 2])
@pytest.mark.parametrize("writes", GIVEN.values(), ids=GIVEN)
def test_in_the_end_the_index_is_that_of_the_pages_that_are_there(
    tmp_path: Path, writes: list[dict[str, str]], size: int
) -> None:
    """Whatever Pagefind had been given when it was seen that another index is needed."""
    first = fed(tmp_path / "first", [{"a": "one", "b": "two"}], (), size)
    again = fed(tmp_path / "again", writes, (tmp_path / "first",), size)
    there = {path: text for written in writes for path, text in written.items()}
    assert again == {f"/{path}/": f"{text}." for path, text in there.items() if text}
    assert first == {"/a/": "one.", "/b/": "two."}


def test_what_is_as_in_the_index_before_is_the_same_file(tmp_path: Path) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    fed(first, [{"a": "one", "b": "two", "c": "three"}], ())
    fed(again, [{"a": "one", "b": "two", "c": "four"}], (first,))
    names = [path.relative_to(first) for path in first.glob(f"{BUNDLE}/fragment/*")]
    shared = [name for name in names if (again / name).exists() and (again / name).samefile(first / name)]
    assert (len(names), len(shared)) == (3, 2)


def fed(site: Path, writes: list[dict[str, str]], before: tuple[Path, ...], size: int = 0) -> dict[str, str]:
    """What is found on pages that were written one after the other; one without a text is gone."""
    site.mkdir()
    bodies: dict[str, str] = {}
    feed = SearchFeed(site, size)
    try:
        for path, text in (item for written in writes for item in written.items()):
            page = f"<html lang='en'><body><p data-pagefind-body>{text}</p></body></html>"
            bodies[f"{path}/index.html"] = text
            if text:
                feed.add(f"{path}/index.html", text, partial(str, page))
        assert feed.write({path: text for path, text in bodies.items() if text}, before) == ()
    finally:
        feed.stop()
    return {page["url"]: page["content"] for page in fragments(site)}


def test_an_edit_makes_one_part_anew(tmp_path: Path) -> None:
    """Each page is a part here; what stays is linked, and only the first part has Pagefind's program."""
    first, again = tmp_path / "first", tmp_path / "again"
    fed(first, [{"a": "one", "b": "two", "c": "three"}], (), 2)
    fed(again, [{"a": "one", "b": "two", "c": "four"}], (first,), 2)
    entries = [path.relative_to(first) for path in sorted(first.glob(f"{BUNDLE}/**/pagefind-entry.json"))]
    assert [(again / entry).samefile(first / entry) for entry in entries].count(True) == 2
    assert len(json.loads((again / BUNDLE / PARTS).read_bytes())) == 2
    assert [path.parent for path in again.rglob("pagefind.js")] == [again / BUNDLE]


def test_pages_are_ordered_by_the_days_they_name(toy_folder: Path) -> None:
    bundle = toy_folder / BUNDLE
    paths = dict(pages_in({f"fragment/{path.name}": path.read_bytes() for path in bundle.glob("fragment/*")}))
    days = {paths[name]: day for name, day in json.loads((bundle / RESULTS).read_bytes())[""].items()}
    assert days["events/2031-lance-deal/"] == ["2031-05-08", "2031-05-08"]
    assert days["about/"] == days["events/truck-gift/"] == ["0000", "9999"]
    assert len(days) == len(paths)


PATHS = st.lists(st.text("abc/", min_size=1, max_size=6), unique=True, max_size=200)


@given(PATHS, st.sampled_from([2, 4, 8, 16]))
def test_parts_are_neither_short_nor_long(paths: list[str], size: int) -> None:
    parts = parted(paths, size)
    assert [path for part in parts for path in part] == paths
    assert all(size // 2 <= len(part) <= 2 * size for part in parts[:-1])
    assert all(0 < len(part) <= 2 * size for part in parts[-1:])


def test_a_page_more_changes_the_parts_around_it() -> None:
    paths = [f"articles/{number:05}/" for number in range(20_000)]
    size = part_size(2 * len(paths))
    before = set(parted(paths, size))
    more = [[*paths[:at], "articles/new/", *paths[at:]] for at in range(0, 20_000, 1_000)]
    changed = [len(set(parted(pages, size)) - before) for pages in more]
    assert 3 <= len(before) <= 8
    assert (min(changed), max(changed)) <= (1, 3)


def test_a_site_has_one_part_until_it_is_large() -> None:
    assert parted(["a/", "b/"], part_size(5_000)) == (("a/", "b/"),)
    assert [part_size(pages) for pages in (5_001, 8_000, 40_000)] == [512, 512, 4_096]


def held_by(site: Path) -> list[str]:
    return sorted(json.dumps(fragment, sort_keys=True) for fragment in fragments(site))


@pytest.mark.parametrize(
    ("program", "found"),
    [("false", "ended with status 1"), ("cat", "ended with status 1"), ("", "cannot be started")],
)
def test_a_failure_of_pagefind_is_a_problem(
    known_project: Path, monkeypatch: pytest.MonkeyPatch, program: str, found: str
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", shutil.which(program) or str(known_project / "none"))
    release, (problem,) = publish(project_at(known_project), known_project / "site")
    assert release is None
    assert (problem.location.path, problem.rule) == ("site/pagefind", "search-index")
    assert found in problem.found
    assert "pip install" in problem.fix
    assert not (known_project / "site").exists()


def test_the_index_holds_no_private_text(held: Held, built_with_texts: Path) -> None:
    private = runs_of_texts(held.private)
    assert private
    indexed = list(fragments(built_with_texts))
    assert len(indexed) > 30
    for found in indexed:
        for text in (found["content"], *found["meta"].values()):
            assert not private.intersection(runs_of(text)), found["url"]


# ------------------------------------------------------------------ in a preview


def test_a_preview_makes_the_index_when_it_is_asked_for(known_project: Path) -> None:
    about = known_project / "docs/about.md"
    with serving(known_project) as (url, _):
        until(lambda: "The Toy Record" in page(url))
        first = json.loads(page(f"{url}pagefind/pagefind-entry.json"))
        about.write_text("# About\n\nEdited once.\n")
        until(lambda: "Edited once." in page(f"{url}about/"))
        second = json.loads(page(f"{url}pagefind/pagefind-entry.json"))
    assert first["languages"]["en"]["hash"] != second["languages"]["en"]["hash"]
