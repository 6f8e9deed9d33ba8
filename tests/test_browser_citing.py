"""What a reader can copy of a record: its addresses, its citations and its evidence, in a real browser."""

import json
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, Route, expect

from site_builder.linking.site import Site
from site_builder.output.exports.data_files import export
from site_builder.output.formats.contents import DataSet
from site_builder.pages.citing import Work, cited, csl_item
from tests.browsing import faults, wide_and_narrow

pytestmark = pytest.mark.browser

PRINTED = "articles/norland-post-2031-05-10-visit/"
"""An article that has an address of its own."""
TEXT = "articles/estmark-review-2032-clash/"
SITE = "https://example.org/caspian-record/"
"""The address of the site `hostile` according to itself."""
ALLOWED = {"permissions": ["clipboard-read", "clipboard-write"]}
allowed = pytest.mark.parametrize("page", [ALLOWED], indirect=True, ids=["allowed"])
REFUSED = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


def copied(page: Page, form: str) -> str:
    """What the clipboard has after a press on a form."""
    page.evaluate("navigator.clipboard.writeText('')")
    page.get_by_role("group", name="Copy or cite").get_by_role("button", name=form, exact=True).click()
    expect(page.get_by_role("status").get_by_text("Copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert isinstance(text, str)
    return text


def packet_of(page: Page) -> dict[str, object]:
    """What the link to the packet leads to."""
    link = page.get_by_role("link", name="Evidence packet", exact=True)
    answer = page.request.get(str(link.evaluate("link => link.href")))
    assert answer.ok
    packet: dict[str, object] = answer.json()
    return packet


# ------------------------------------------------------------------ what is copied


@allowed
def test_a_record_is_copied_in_each_form(page: Page, hostile: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(hostile + PRINTED)
    before = len(asked)
    assert [url for url in asked if "/records/" in url or url.endswith("cite.js")] == []
    page.locator(".r-cite-record:visible").first.click()
    address = copied(page, "Link")
    assert address.startswith(f"{SITE}{PRINTED}#r-")
    assert len([url for url in asked[before:] if "/data/records/" in url]) == 1
    packet = packet_of(page)
    assert packet["address"] == address
    quotes, citation = packet["quotes"], packet["cite"]
    assert isinstance(quotes, list)
    assert isinstance(citation, dict)
    original, _, told = copied(page, "Link to the words").partition("#:~:")
    assert original == "https://example.org/post/?a=1&b=2"
    assert [unquote(words) for words in told.split("&")] == [
        f"text={quote['words'].replace(' ... ', ',')}" for quote in quotes
    ]
    assert copied(page, "Plain citation") == citation["plain"]
    work = work_of(citation["csl"])
    assert copied(page, "BibTeX") == cited(work).bibtex
    assert copied(page, "RIS") == cited(work).ris
    assert json.loads(copied(page, "CSL-JSON")) == [citation["csl"]]


@allowed
def test_without_an_original_the_words_are_looked_for_in_the_record(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    page.get_by_role("button", name="Copy or cite: 1 Statement It is the ambassador who speaks.").click()
    anchor = copied(page, "Link").partition("#")[2]
    words = copied(page, "Link to the words")
    assert re.fullmatch(rf"{re.escape(SITE + TEXT)}#{re.escape(anchor)}:~:text=[\w%,&=.]+", words)


@allowed
def test_records_on_other_pages_are_those_of_their_articles(page: Page, hostile: str) -> None:
    for path in ("actors/ann-haldane/", "figures/", "disagreements/"):
        page.goto(hostile + path)
        assert page.locator(".r-cite-record").count() == page.locator(".r-source").count() > 2
        source = page.locator(".r-source:visible").last
        source.get_by_role("button", name="Copy or cite: ").click()
        address = copied(page, "Link")
        assert packet_of(page)["address"] == address
        article = source.locator("cite a").get_attribute("href")
        assert article is not None
        assert address.removeprefix(SITE).partition("#")[0] == article.lstrip("./").partition("#")[0]


def test_where_nothing_can_be_loaded_the_address_can_still_be_had(page: Page, hostile: str) -> None:
    page.route("**/data/records/**", lambda route: route.fulfill(status=404))
    page.goto(hostile + TEXT)
    page.evaluate(REFUSED)
    page.locator(".r-cite-record:visible").first.click()
    page.get_by_role("button", name="RIS", exact=True).click()
    expect(page.get_by_role("status").get_by_text("The evidence could not be loaded.")).to_be_visible()
    page.get_by_role("button", name="Link", exact=True).click()
    field = page.get_by_role("textbox", name="What to copy")
    assert field.input_value().startswith(f"{hostile}{TEXT}#r-")


# ------------------------------------------------------------------ how it is worked


def test_it_opens_and_closes_by_keyboard_one_at_a_time(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    first, second = page.locator(".r-cite-record").nth(0), page.locator(".r-cite-record").nth(1)
    box = page.get_by_role("group", name="Copy or cite this record")
    first.focus()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(box).to_be_visible()
    expect(first).to_have_attribute("aria-controls", str(box.get_attribute("id")))
    page.keyboard.press("Tab")
    expect(box.get_by_role("button", name="Link", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).not_to_be_attached()
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "false")
    first.press("Space")
    expect(box).to_be_visible()
    second.press("Enter")
    expect(second).to_have_attribute("aria-expanded", "true")
    expect(first).to_have_attribute("aria-expanded", "false")
    assert page.locator("#r-citing").count() == 1
    second.press("Enter")
    expect(box).not_to_be_attached()


@wide_and_narrow
def test_where_copying_is_refused_the_text_is_selected(page: Page, hostile: str) -> None:
    page.goto(hostile + "actors/ann-haldane/")
    page.evaluate(REFUSED)
    page.locator(".r-cite-record").first.click()
    page.get_by_role("button", name="Plain citation", exact=True).click()
    field = page.get_by_role("textbox", name="What to copy")
    expect(field).to_be_focused()
    citation = packet_of(page)["cite"]
    assert isinstance(citation, dict)
    assert field.input_value() == citation["plain"]
    selected = "field => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert field.evaluate(selected) == citation["plain"]
    assert faults(page) == []
    page.emulate_media(media="print")
    assert page.locator(".r-citing:visible, .r-cite-record:visible").count() == 0


def test_buttons_move_nothing(page: Page, hostile: str) -> None:
    """They come where room was left for them, whenever the script runs."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/assets/site-builder.js", hold)
    page.goto(hostile + TEXT, wait_until="commit")
    page.locator(".md-footer").wait_for()
    while not waiting:
        page.wait_for_timeout(20)
    tall = "document.documentElement.scrollHeight"
    sources = "[...document.querySelectorAll('.r-source')].map(one => one.getBoundingClientRect().top)"
    before = page.evaluate(f"[{tall}, ...{sources}]")
    assert page.locator(".r-cite-record").count() == 0
    waiting[0].continue_()
    page.locator(".r-cite-record").first.wait_for()
    after = page.evaluate(f"[{tall}, ...{sources}]")
    assert after == before


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_script_there_is_the_permalink_and_no_button(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    assert page.locator(".r-cite-record").count() == 0
    assert page.get_by_role("link", name="Permalink to record").count() > 10


# ------------------------------------------------------------------ the same as Python writes


def work_of(item: dict[str, object]) -> Work:
    """The work that a record's citation tells of."""
    issued = item.get("issued")
    parts = issued["date-parts"][0] if isinstance(issued, dict) else []
    date = "-".join(f"{part:0{2 if at else 4}}" for at, part in enumerate(parts))
    work = Work(
        key=str(item["id"]),
        title=str(item["title"]),
        container=str(item.get("container-title", "")),
        date=date,
        url=str(item.get("URL", "")),
    )
    assert csl_item(work) == item  # so there is nothing in it that is not told
    return work


ODD = (
    r"{50%} of $3 & \more_~^#", "}{", "{{", "a \t b  c", " “Sharp” 火 ", "x\u0085y\u2003z\u00a0\ufeff", "\\",
)  # fmt: skip
DAYS = ("2032-05-01", "2031-11", "0987", "")


def test_what_the_browser_writes_is_what_python_writes(page: Page, toy_site: Site, hostile: str) -> None:
    names = sorted(toy_site.corpus.articles)
    changed = {f"articles/{name}/": day for name, day in zip(names, DAYS, strict=False)}
    about = DataSet(name="The Toy {Record} & Co", address=f"{SITE}?a={{b}}&c=d e", changed=changed)
    packets = [json.loads(data) for path, data in export(toy_site, about) if path.startswith("data/records/")]
    works = [work_of(packet["cite"]["csl"]) for packet in packets]
    assert len(works) == len(toy_site.evidence) > 40
    works += [replace(works[0], title=odd, container=odd, url=odd, date=day) for odd in ODD for day in DAYS]
    page.goto(hostile)
    written = page.evaluate(
        """async (items) => {
            const { bibtex, ris, csl } = await import(new URL("assets/cite.js", location));
            return items.map((item) => [bibtex(item), ris(item), csl(item)]);
        }""",
        [csl_item(work) for work in works],
    )
    for work, (bibtex, ris, csl) in zip(works, written, strict=True):
        citation = cited(work)
        assert (bibtex, ris) == (citation.bibtex, citation.ris)
        assert json.loads(csl) == json.loads(citation.csl)
