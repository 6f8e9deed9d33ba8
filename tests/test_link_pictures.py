"""Pictures beside links to pages: what stands on them, how they are drawn, what heads say of them."""

import re
import struct
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from PIL import Image

from site_builder.build import BuildOptions, Built, imprint_of
from site_builder.linking.site import Site
from site_builder.output.link_pictures.drawing import png_of
from site_builder.output.link_pictures.lettering import face
from site_builder.output.link_pictures.palette import COLOURS, INK
from site_builder.output.render import RenderedPage, render
from site_builder.pages import all_pages
from site_builder.pages.drawable import LETTERS, LONGEST, drawable
from site_builder.pages.link_pictures import LinkPicture, picture_of_site
from site_builder.pages.page_foot import Imprint
from site_builder.publishing.kept_files import KeptFiles
from site_builder.publishing.leak_check import LeakSearch, index_of
from site_builder.publishing.link_picture_files import write_pictures
from site_builder.publishing.link_survey import LinkSurvey
from site_builder.publishing.search_feed import SearchFeed
from site_builder.publishing.site_checks import SiteChecks
from site_builder.publishing.site_files import SiteFiles
from site_builder.publishing.site_writer import CheckingWriter, SiteWriter
from site_builder.storage.store import Store
from site_builder.storage.store import opened as opened_store
from tests.conftest import ROOT, Once, build_toy, project_at

ADDRESS = "https://example.org/toy/"
OF_SITE = picture_of_site("The Toy Record", "Who met whom, and who said so", ADDRESS)
CASES = yaml.load((ROOT / "tests/cases/link_pictures.yml").read_text("utf-8"), yaml.CSafeLoader)


@pytest.fixture(scope="module")
def pages(toy_site: Site) -> Mapping[str, RenderedPage]:
    """The pages of the toy site, by path."""
    imprint = Imprint(name="The Toy Record", site=ADDRESS, picture=OF_SITE)
    rendered, problems = render(ROOT / "templates" / "pages", all_pages(toy_site, imprint.name), imprint)
    assert problems == ()
    return {page.path: page for page in rendered}


@pytest.fixture(scope="module")
def live(once: Once) -> Path:
    """The published toy site."""
    return (once("toy", build_toy) / "site").resolve()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


# ------------------------------------------------------------------ what stands on them


@pytest.mark.parametrize("case", CASES["pages"], ids=lambda case: case["path"] or "home")
def test_what_a_picture_says(pages: Mapping[str, RenderedPage], case: dict[str, str]) -> None:
    picture = pages[case["path"]].picture
    assert picture is not None
    said = {"kind": picture.kind, "title": picture.title, "answer": picture.answer, "said": picture.said}
    assert said == {name: case.get(name, "") for name in said}
    assert (picture.chart.label if picture.chart else "") == case.get("chart", "")
    assert picture.alt == case["alt"]


def test_which_pages_have_one_of_their_own(pages: Mapping[str, RenderedPage]) -> None:
    own = {path for path, page in pages.items() if page.picture}
    without = {path.partition("/")[0] for path in pages.keys() - own}
    assert {path.partition("/")[0] for path in own} == set(CASES["with their own"])
    assert without == set(CASES["with that of the site"])
    assert not any(path.startswith("timeline/") for path in own - {"timeline/"})


def test_they_say_nothing_that_the_page_does_not(pages: Mapping[str, RenderedPage]) -> None:
    """So that what is looked for on pages, private texts above all, is found for pictures, too."""
    for page in pages.values():
        if page.picture and page.path:
            chart = page.picture.chart
            shown = [page.picture.alt, *(words.text for words in (chart.words if chart else ()))]
            on_page = words_of(f"{page.title} {unescape(re.sub('<[^>]*>', ' ', page.html))} {page.html}")
            beside = words_of(f"{OF_SITE.title} {OF_SITE.host} … c co")
            assert words_of(" ".join(shown)) - on_page - beside == set(), page.path


def words_of(text: str) -> set[str]:
    plain = unicodedata.normalize("NFC", text.replace("\u2068", "").replace("\u2069", ""))
    return set(re.findall(r"\w+", plain.casefold()))


@pytest.mark.parametrize("path", ["timeline/", "network/", "figures/", "arms-deals/"])
def test_charts_stand_within_their_room(pages: Mapping[str, RenderedPage], path: str) -> None:
    picture = pages[path].picture
    assert picture is not None
    assert picture.chart is not None
    assert picture.chart.words
    assert picture.chart.marks or picture.chart.bars
    assert all(0 <= mark.x <= 1032 and 0 <= mark.y <= 296 for mark in picture.chart.marks)
    assert all(bar.left >= 0 and bar.left + bar.wide <= 1032.5 and bar.top >= 0 for bar in picture.chart.bars)
    assert LinkPicture.from_json(picture.as_json()) == picture
    assert len(set(opened(png_of(picture)).crop((84, 230, 1116, 530)).tobytes())) > 3


# ------------------------------------------------------------------ letters


@pytest.mark.parametrize("case", CASES["drawable"], ids=lambda case: case["text"][:20])
def test_what_is_left_of_a_text(case: dict[str, str]) -> None:
    assert drawable(case["text"]) == case["shown"]


def test_the_font_has_every_letter_that_is_shown() -> None:
    for weight in ("Regular", "Bold"):
        used = face(weight, 40, INK)
        boxes = {mask.tobytes() for sign in "\ue000\u4e00" if (mask := used.sign(sign).mask)}
        assert len(boxes) == 1  # what stands for a sign that there is none of
        for letter in LETTERS:
            mask = used.sign(letter).mask
            assert (mask is None) == letter.isspace(), hex(ord(letter))
            assert mask is None or mask.tobytes() not in boxes, hex(ord(letter))


@given(st.text(st.sampled_from("ab ılW—…"), max_size=90), st.integers(1, 3), st.integers(90, 700))
def test_lines_fit_and_hold_the_text_as_far_as_it_goes(text: str, most: int, room: int) -> None:
    used, text = face("Regular", 35, INK), drawable(text)
    lines = used.wrap(text, room, most)
    assert len(lines) <= most
    assert all(used.width(line) <= room for line in lines)
    whole = "".join(lines).replace(" ", "")
    if whole != text.replace(" ", ""):
        assert whole.endswith("…")
        assert text.replace(" ", "").startswith(whole.removesuffix("…"))


# ------------------------------------------------------------------ drawing


@settings(max_examples=6)
@given(st.lists(st.text(max_size=200), min_size=6, max_size=6))
@example(["W" * 10_000] * 6)
@example(["word " * 2_000] * 6)
@example(["\u202e\u0000\ud800🙂\ufe0f" * 40] * 6)
@example([""] * 6)
def test_any_words_can_be_drawn(texts: list[str]) -> None:
    kind, title, answer, said, site, host = map(drawable, texts)
    picture = LinkPicture(kind, title, answer, said, site, host)
    data = png_of(picture)
    image = opened(data)
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    assert png_of(replace(picture)) == data
    assert len(picture.alt) < 7 * LONGEST
    assert picture.digest == replace(picture).digest


def test_what_is_written_is_seen_and_stays_within_its_margins() -> None:
    picture = LinkPicture("k" * 90, "W" * 400, "A" * 600, "m" * 600, "Q" * 90, "h" * 90)
    shown = opened(png_of(picture))
    box = Image.frombytes("L", shown.size, shown.tobytes()).crop((20, 0, 1200, 630)).getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert 55 < left + 20 < 90
    assert 40 < top < 130
    assert 1000 < right + 20 < 1125
    assert bottom < 625
    assert shown.getpalette() == [part for colour in COLOURS for part in colour]


def test_a_picture_is_small_and_holds_no_time_or_name() -> None:
    data = png_of(
        LinkPicture("Event", "Norland sells missiles to Sudria", "An arms deal, agreed in May 2031. " * 4)
    )
    assert len(data) < 20_000
    assert [kind for kind, _ in chunks(data)] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert dict(chunks(data))[b"IHDR"] == struct.pack(">IIBBBBB", 1200, 630, 4, 3, 0, 0, 0)
    assert len(zlib.decompress(dict(chunks(data))[b"IDAT"])) == 630 * 601


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


# ------------------------------------------------------------------ on the site


class Head(HTMLParser):
    """The metas in the head of a page, by name or property, each of which stands there once."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.feed(page.read_text("utf-8").partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = said.get("property") or said.get("name") or ""
        if tag == "meta" and name.startswith(("og:image", "twitter:")):
            assert name not in self.metas
            assert ("property" in said) == name.startswith("og:")
            self.metas[name] = said["content"] or ""


@pytest.mark.parametrize("path", ["", "actors/norland/", "timeline/", "places/", "about/", "404.html"])
def test_heads_name_a_picture_that_is_there(live: Path, path: str) -> None:
    at = live / path
    metas = Head(at if path.endswith(".html") else at / "index.html").metas
    file = live / metas["og:image"].removeprefix(ADDRESS)
    assert metas["og:image"] == f"{ADDRESS}assets/links/{file.name}"
    assert opened(file.read_bytes()).size == (int(metas["og:image:width"]), int(metas["og:image:height"]))
    assert metas["og:image:type"] == "image/png"
    assert metas["twitter:card"] == "summary_large_image"
    assert metas["og:image:alt"].startswith(("The Toy Record", "State: Norland.", "Timeline."))


def test_there_is_a_file_for_each_picture_and_no_other(live: Path) -> None:
    named = {Head(page).metas["og:image"].rpartition("/")[2] for page in live.rglob("*.html") if whole(page)}
    there = {path.name for path in (live / "assets/links").iterdir()}
    assert named <= there
    assert len(there - named) <= 1  # that of the site


def whole(page: Path) -> bool:
    """Whether a page has the theme around it; the small ones at old addresses have not."""
    return 'property="og:title"' in page.read_text("utf-8")


def writer(folder: Path, former: Path | None, store: Store) -> CheckingWriter:
    """What writes a site into a folder, on top of a former one."""
    checks = SiteChecks(LinkSurvey(ADDRESS), LeakSearch(index_of([])))
    return CheckingWriter(SiteFiles(folder, former), checks, SearchFeed(folder), KeptFiles(store))


def test_only_what_says_something_new_is_drawn(pages: Mapping[str, RenderedPage], tmp_path: Path) -> None:
    some = tuple(page for page in pages.values() if page.path.startswith(("topics/", "places/")))
    own = {page.picture.path for page in some if page.picture}
    first, second = tmp_path / "first", tmp_path / "second"
    with opened_store(tmp_path) as store:
        once = writer(first, None, store)
        write_pictures(Built(some, {}, picture=OF_SITE), once)
        assert set(once.files.hashes) == once.asked == {OF_SITE.path, *own}
        assert once.files.work.written == len(own) + 1
        other = replace(OF_SITE, answer="Something else")
        again = writer(second, first, store)
        write_pictures(Built(some, {}, picture=other), again)
    assert set(again.files.hashes) == {other.path, *own}
    assert (again.files.work.written, again.files.work.linked) == (1, len(own))
    assert all((second / path).samefile(first / path) for path in own)


def test_pages_say_nothing_of_pictures_if_nobody_wants_them(toy_site: Site, tmp_path: Path) -> None:
    (page,), _ = render(tmp_path, islice(all_pages(toy_site, "x"), 1), Imprint(site=ADDRESS))
    assert (page.metas, page.picture) == ((), None)
    without = SiteWriter(SiteFiles(tmp_path))
    write_pictures(Built((page,), {}), without)
    assert without.files.hashes == {}


@pytest.mark.parametrize("case", CASES["theme"], ids=lambda case: case["of"])
def test_what_the_theme_says(case: dict[str, Any]) -> None:
    """Of a page of ours, of one written by hand, and of the page for addresses that do not exist."""
    base = DictLoader({"base.html": "{% block extrahead %}{% endblock %}"})
    theme = Environment(loader=ChoiceLoader([FileSystemLoader(ROOT / "templates/theme"), base]))  # noqa: S701
    config = {"site_name": "x", "site_description": "y"}
    said = theme.get_template("main.html").render(config=config, **case["given"])
    assert re.findall(r"<(?:meta name=.twitter|picture).*?>", said) == case["said"]


@pytest.mark.parametrize(
    ("options", "wanted", "title"),
    [
        (BuildOptions(site_url=ADDRESS), "", "The Toy Record"),
        (BuildOptions(site_url=ADDRESS), "link_pictures: false", None),
        (BuildOptions(), "", None),
        (BuildOptions(site_url=ADDRESS, preview=True), "", None),
    ],
)
def test_which_sites_have_any(
    toy_site: Site, tmp_path: Path, options: BuildOptions, wanted: str, title: str | None
) -> None:
    (tmp_path / "site.yml").write_text(f"title: The Toy Record\n{wanted}\n")
    picture = imprint_of(project_at(tmp_path), toy_site, options).picture
    assert (picture.title if picture else None) == title
