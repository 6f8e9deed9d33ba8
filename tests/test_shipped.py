"""The corpus that the project ships: whole, proved, and saying what its articles say."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from site_builder import build as building
from site_builder.build import BuildOptions, Built
from site_builder.corpus.loading import find_project
from site_builder.linking.site import Site
from site_builder.model.annotation import SECTIONS
from site_builder.model.records import DealRecord, VisitRecord
from site_builder.model.value_types import EquipmentId
from tests.conftest import TEXTS, of_data, project_at, with_texts

ROOT = Path(__file__).parents[1]

ALIYEV_SOURCES = {
    "caspian-news-2023-07-15-gallant-azerbaijan",
    "jerusalem-post-2018-liberman-azerbaijan",
    "oilprice-2023-azerbaijan-nato",
}


@pytest.fixture
def site(shipped_site: Site) -> Site:
    return shipped_site


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Rendered pages by path."""
    built, problems = building.build(project_at(ROOT), BuildOptions(site_name="The Caspian Record"))
    assert built is not None
    assert of_data(problems) == ()
    return by_path(built)


def by_path(built: Built) -> dict[str, str]:
    return {page.path: page.html for page in built.pages}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped project's data."""
    for name in ("articles", "annotations"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("raw"))
    shutil.copy(ROOT / "site.yml", tmp_path)
    return tmp_path


def check(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `site-builder check` as a person would."""
    environment = {key: value for key, value in os.environ.items() if key != "SITE_BUILDER_TEXTS"}
    return subprocess.run(
        [sys.executable, "-m", "site_builder", "--project", project, "check", *arguments],
        capture_output=True, text=True, timeout=60, check=False, env=environment,
    )  # fmt: skip


# ------------------------------------------------------------------ proofs


def test_no_problems_without_the_texts(copied: Path) -> None:
    done = check(copied, "--strict")
    assert (done.returncode, done.stdout, done.stderr) == (0, "no problems\n", "")


@with_texts
def test_no_problems_with_the_texts(copied: Path) -> None:
    done = check(copied, "--strict", "--texts", str(TEXTS))
    assert (done.returncode, done.stdout, done.stderr) == (0, "no problems\n", "")


def spoil(project: Path) -> tuple[Path, int]:
    """Change one digit of a quote; say in which file and line."""
    for path in sorted((project / "annotations" / "articles").glob("caspian-news-*.yml")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for number, line in enumerate(lines):
            if "nearly $5 billion" in line and "wording" not in line:
                lines[number] = line.replace("$5", "$6")
                path.write_text("".join(lines), encoding="utf-8")
                return path, number + 1
    pytest.fail("the five-billion quote is gone")


def test_a_changed_digit_fails_without_the_texts(copied: Path) -> None:
    path, line = spoil(copied)
    done = check(copied, "--strict")
    assert done.returncode == 1
    assert re.search(
        rf"^annotations/articles/{path.name}:{line}:\d+: .*unverified-quote", done.stdout, re.MULTILINE
    )


@with_texts
def test_a_changed_digit_fails_with_the_texts_and_says_what_differs(copied: Path) -> None:
    path, line = spoil(copied)
    done = check(copied, "--strict", "--texts", str(TEXTS))
    assert done.returncode == 1
    place = rf"^annotations/articles/{path.name}:{line}:\d+: quote-not-found: found 'nearly \$6 billion'"
    assert re.search(place, done.stdout, re.MULTILINE)
    assert re.search(r"fix: .*'\$?5.*\$?6", done.stdout)


# ------------------------------------------------------------------ what the corpus holds


def people(site: Site) -> set[str]:
    actors = site.corpus.registry.actors
    return {name for name, known in actors.items() if name in site.refers and known.type == "person"}


def times(site: Site) -> Iterator[object]:
    """Time expressions: in a record's date, or under `dates`."""
    for found in site.evidence.values():
        for field in ("date", "announced", "ordered", "delivered", "disclosed", "period"):
            if value := getattr(found.record, field, None):
                yield from value if isinstance(value, tuple) else (value,)
        for via in getattr(found.record, "sources", ()):
            if date := getattr(via, "date", None):
                yield (found.key.article, via.source, date)


def test_the_corpus_is_as_full_as_its_articles(site: Site) -> None:
    actors = site.corpus.registry.actors
    bodies = [i for i, a in actors.items() if i in site.refers and a.type not in ("person", "state")]
    equipment = site.corpus.registry.equipment
    named = [item for item, e in equipment.items() if e.class_ and e.made_in and item in site.refers]
    records = [found.record for found in site.evidence.values()]
    meetings = [e for e in site.events.values() if e.frame.type in ("visit", "meeting")]
    deals = [r for r in records if isinstance(r, DealRecord)]
    others = [e for e in site.events.values() if e.frame.type not in ("visit", "meeting", "arms-deal")]
    figures = [found for found in site.evidence.values() if found.key.section == "figures"]
    assert len(people(site)) > 30
    assert len(bodies) >= 20
    assert {"harop", "lora", "iskander", "barak-8", "su-25"} <= set(site.refers)
    assert len(named) >= 5
    assert len(meetings) >= 15
    assert sum(isinstance(r, VisitRecord) for r in records) >= 15
    assert len(deals) >= 9
    assert len(others) >= 20
    assert len(figures) >= 13
    assert len(set(times(site))) >= 45


def test_every_section_is_used_and_every_frame_reported(site: Site) -> None:
    used = {key.section for key in site.evidence}
    assert used == set(SECTIONS)
    assert set(site.events) == set(site.corpus.registry.events)


def test_events_that_several_articles_report_are_one(site: Site) -> None:
    shared = {e for e, found in site.events.items() if len({r.article for r in found.reports}) > 1}
    assert {
        "2016-israel-azerbaijan-contracts",
        "2020-karabakh-war",
        "2020-harop-use",
        "2023-03-azerbaijan-embassy-israel",
    } <= shared
    assert EquipmentId("harop") in site.events_of


def test_what_was_only_expected_is_not_shown_as_having_happened(site: Site) -> None:
    expected = {e for e, found in site.events.items() if found.status in ("expected", "planned", "possible")}
    only = {"2018-09-liberman-baku-talks", "turkish-military-base-azerbaijan", "azerbaijan-nato-itpp"}
    assert only <= expected


# ------------------------------------------------------------------ pages


def test_aliyevs_page_links_to_all_his_events(site: Site, pages: dict[str, str]) -> None:
    page = pages["actors/ilham-aliyev/"]
    events = site.events_of["ilham-aliyev"]
    assert {site.evidence[key].key.article for key in site.refers["ilham-aliyev"]} >= ALIYEV_SOURCES
    for event in (*events, "2016-israel-azerbaijan-contracts"):
        assert f'href="../../events/{event}/"' in page
    for article in ALIYEV_SOURCES:
        assert f'href="../../articles/{article}/"' in page
    reporting = {report.article for event in events for report in site.events[event].reports}
    assert reporting >= ALIYEV_SOURCES


def test_the_five_billion_stand_side_by_side_with_one_origin(pages: dict[str, str]) -> None:
    page = pages["events/2016-israel-azerbaijan-contracts/"]
    row = re.search(r"<tr><th scope=\"row\">Value.*?</tr>", page, re.DOTALL)
    assert row
    assert "nearly $5 billion" in row[0]
    assert "some $5 billion" in row[0]
    assert "can both be true" in row[0]
    assert "all of them credit one origin: Ilham Aliyev" in page


def events_under(heading: str, page: str) -> list[str]:
    """The events that a part of a page leads to, from its heading to the next."""
    part = page.split(f'id="{heading}"')[1].split("<h2", maxsplit=1)[0]
    return re.findall(r'href="(?:\.\./)*events/([^/"]+)/"', part)


def test_what_the_first_page_says_of_differing_sources_stands_on_their_page(pages: dict[str, str]) -> None:
    page = pages["disagreements/"]
    differing = events_under("differ", page)
    assert "Statement: Press TV" in page.split('id="differ"')[1]
    assert set(events_under("differ", pages[""])) <= set(differing)


@pytest.mark.parametrize("path", ["", "disagreements/"])
def test_what_can_both_be_true_is_no_disagreement(pages: dict[str, str], path: str) -> None:
    assert "2016-israel-azerbaijan-contracts" not in events_under("differ", pages[path])


def test_the_first_page_leads_to_what_rests_on_one_source(pages: dict[str, str]) -> None:
    assert 'href="disagreements/#single"' in pages[""]
    part = pages["disagreements/"].split('id="single"')[1]
    assert "events/2020-11-iskander-baku/" in part
    assert "claimed by Middle East Eye" in part


def test_the_register_of_figures_says_whose_they_are_and_what_the_editors_note(pages: dict[str, str]) -> None:
    html = pages["figures/"]
    for note in ("As printed, a fifth of the occupied territories", "The sentence leaves open whose oil"):
        assert f"Editors&#39; note: {note}" in html
    cells = re.findall(r'data-label="In full">(.*?)</td>', html)
    texts = [re.sub(r"<[^>]+>", "", cell) for cell in cells]
    assert texts.count("Share of Israel&#39;s oil imports that comes from Azerbaijan") == 2
    assert "occupied territories" not in pages["arms-deals/"].split('id="figures"')[1]
    assert "occupied territories" in pages["events/2012-israel-azerbaijan-drone-deal/"]


CLAIMED_ON = (
    "events/", "events/2020-11-iskander-baku/", "events/2020-11-barak-8-interception/", "timeline/", "map/",
    "network/", "actors/armenia/", "places/baku/", "equipment/iskander/", "disagreements/",
    "pairs/armenia/azerbaijan/",
)  # fmt: skip


@pytest.mark.parametrize("path", CLAIMED_ON)
def test_what_is_claimed_is_told_as_claimed(pages: dict[str, str], path: str) -> None:
    assert "claimed by Middle East Eye" in pages[path]


@pytest.mark.parametrize("path", ["events/2012-israel-azerbaijan-drone-deal/", "disagreements/"])
def test_the_two_accounts_of_the_2012_deal_differ(pages: dict[str, str], path: str) -> None:
    page = pages[path]
    reported, disputed = page.index(">Reported<"), page.index(">Disputed<")
    assert "actors/press-tv/" in page[reported:disputed]
    assert "actors/ahmad-vahidi/" not in page[reported:disputed]
    assert "actors/ahmad-vahidi/" in page[disputed:]
    assert "actors/news-az/" in page[disputed:]


def test_misprinted_names_stand_only_in_quotes_with_sic(site: Site, pages: dict[str, str]) -> None:
    forms = [form for form in site.printed if "?" in form]
    assert forms
    for page in pages.values():
        shown = re.sub(r"<[^>]+>", "", re.sub(r' data-words="[^"]*"', "", page))
        for form in forms:
            assert shown.count(form) == len(re.findall(re.escape(form) + r" \[sic\]", shown))


def test_a_project_is_found_from_below(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("contact: us\n", encoding="utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    project, problems = find_project(below)
    assert project is not None
    assert (project.root, problems) == (tmp_path, ())


# ------------------------------------------------------------------ hostile files

BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghij")
)
HOSTILE = {
    "25,000 nested lists": (b"- " * 25_000 + b"x", "too-deep"),
    "100,000 opening brackets": (b"[" * 100_000, "too-deep"),
    "an alias bomb": (BOMB.encode(), "anchor"),
    "a tag": (b"arms-trade: !!python/object/apply:os.system [true]\n", "tag"),
    "duplicate keys": (b"arms-trade: {name: a}\narms-trade: {name: b}\n", "duplicate-key"),
    "a NUL": (b"arms-trade: {name: a\0b}\n", "forbidden-character"),
    "UTF-16": ("arms-trade: {name: a}\n".encode("utf-16"), "not-utf-8"),
    "U+2028": ("arms-trade: {name: a\u2028b: c}\n".encode(), "forbidden-character"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_its_place_at_once(copied: Path, name: str) -> None:
    data, rule = HOSTILE[name]
    (copied / "annotations" / "topics.yml").write_bytes(data)
    done = check(copied)
    assert done.returncode == 1
    assert re.search(rf"^annotations/topics\.yml:\d+:\d+: {rule}: ", done.stdout, re.MULTILINE)
    assert "Traceback" not in done.stdout + done.stderr
