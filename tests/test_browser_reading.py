"""The reading view in a real browser: notes, cards, toggles, print, and all of it without script."""

from itertools import pairwise

import pytest
from playwright.sync_api import FloatRect, Locator, Page, Request, expect

from tests.browsing import faults, wide_and_narrow

pytestmark = pytest.mark.browser

DIGEST = "articles/caspian-news-2023-07-15-gallant-azerbaijan/"
TEXT = "articles/estmark-review-2032-clash/"
"""An article of the toy site (`hostile`) whose text is published."""
WIDE = {"viewport": {"width": 1366, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}}
TOUCH = {**PHONE, "has_touch": True, "is_mobile": True}


def at(width: str, **options: object) -> pytest.MarkDecorator:
    """The `page` of a test, on a wide or a narrow screen."""
    return pytest.mark.parametrize(
        "page", [{**(WIDE if width == "wide" else PHONE), **options}], indirect=True, ids=[width]
    )


def box(found: Locator) -> FloatRect:
    rect = found.bounding_box()
    assert rect is not None
    return rect


def bottom(found: Locator) -> float:
    rect = box(found)
    return rect["y"] + rect["height"]


def rows_with_notes(page: Page) -> list[Locator]:
    return page.locator(".r-row:has(.r-notes)").all()


# ------------------------------------------------------------------ text and notes


def test_names_and_records_are_marked(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    name = page.locator(".r-paragraph a.r-name", has_text="Mount Ary").first
    assert "underline" in name.evaluate("link => getComputedStyle(link).textDecorationLine")
    mark = page.locator("mark.r-mark").first
    assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") != "rgba(0, 0, 0, 0)"
    name.click()
    expect(page.locator("h1")).to_have_text("Mount Ary")


@at("wide")
def test_notes_stand_beside_their_paragraph_without_overlap(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    rows = rows_with_notes(page)
    assert len(rows) > 3
    for row in rows:
        paragraph, notes = row.locator(".r-paragraph").first, row.locator(".r-aside")
        place = box(paragraph)
        assert box(notes.first)["x"] >= place["x"] + place["width"]
        assert place["y"] - 5 <= box(notes.first)["y"] <= bottom(paragraph)
        for above, below in pairwise(notes.all()):
            assert bottom(above) <= box(below)["y"]
    for above, below in pairwise(rows):
        assert bottom(above.locator(".r-aside").last) <= box(below)["y"]
    assert page.locator(".r-notes summary:visible").count() == 0
    gaps = [box(b)["y"] - bottom(a) for a, b in pairwise(rows[0].locator(".r-paragraph").all())]
    assert all(gap < 40 for gap in gaps)


@at("narrow")
def test_notes_are_boxes_after_their_paragraph(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for row in rows_with_notes(page):
        assert box(row.locator(".r-notes").first)["y"] >= bottom(row.locator(".r-paragraph").first)
    folded = page.locator("details.r-notes").first
    expect(folded.locator(".r-aside").first).not_to_be_visible()
    folded.locator("summary").press("Enter")
    expect(folded.locator(".r-aside").first).to_be_visible()


@at("narrow")
def test_a_number_leads_to_its_note_and_back(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    page.locator(".r-refs a").first.click()
    note = page.locator(".r-aside:target")
    expect(note).to_be_in_viewport()
    note.locator(".r-number").click()
    expect(page.locator(".r-here:target mark").first).to_be_in_viewport()


def test_a_quote_that_others_cut_is_shown_whole_where_a_link_leads_to_it(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    # The first record's quote is crossed by another's, so that it stands in two stretches.
    cut = page.locator("mark.r-mark[data-quotes*=' ']").first
    names = (cut.get_attribute("data-quotes") or "").split()
    for name in names:
        page.goto(f"{hostile}{TEXT}#{name}")
        stretches = page.locator(f"mark.r-mark[data-quotes~='{name}']")
        assert stretches.count() == page.locator("mark.r-mark--here").count()
        expect(page.locator("mark.r-mark--here").first).to_be_in_viewport()
    assert len(names) > 1


def test_every_paragraph_has_its_link(page: Page, shipped: str) -> None:
    page.goto(shipped + DIGEST)
    page.get_by_role("link", name="Link to paragraph 3", exact=True).press("Enter")
    expect(page.locator("#p-3")).to_be_in_viewport()
    assert page.url.endswith("#p-3")


@wide_and_narrow
def test_a_quote_leads_to_its_place_among_the_others(page: Page, shipped: str) -> None:
    page.goto(shipped + "equipment/harop/")
    page.locator(".r-quote a", has_text="2020 war with Armenia").first.click()
    target = page.locator(".r-here:target mark")
    expect(target).to_be_in_viewport()
    paragraph = page.locator(".r-paragraph--outline:has(:target)")
    expect(paragraph.get_by_role("heading")).to_contain_text("Paragraph")
    assert paragraph.locator("mark").count() > 1
    assert paragraph.locator(".r-gap").count() > 1
    paragraph.locator(".r-refs a").first.click()
    expect(page.locator(".r-aside:target")).to_be_in_viewport()


# ------------------------------------------------------------------ cards


def asked_for_cards(page: Page) -> list[str]:
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("data/cards.json"):
            asked.append(request.url)

    page.on("request", note)
    return asked


def test_a_card_appears_on_hover_stays_and_closes(page: Page, shipped: str) -> None:
    asked = asked_for_cards(page)
    page.goto(shipped + DIGEST)
    link, card = (
        page.locator(".r-paragraph a.r-name", has_text="Isaac Herzog").first,
        page.get_by_role("tooltip"),
    )
    assert asked == []
    link.hover()
    expect(card).to_be_visible()
    assert "President" in card.inner_text()
    assert "article" in card.inner_text()
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    card.hover()
    page.wait_for_timeout(600)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).not_to_be_visible()
    assert link.get_attribute("aria-describedby") is None
    link.hover()
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).not_to_be_visible()
    page.locator(".r-paragraph a.r-name", has_text="Eli Cohen").first.hover()
    expect(card).to_contain_text("Eli Cohen")
    assert len(asked) == 1


def test_a_card_marks_what_only_the_editors_know(page: Page, shipped: str) -> None:
    page.goto(shipped + DIGEST)
    card = page.get_by_role("tooltip")
    page.locator(".r-paragraph a.r-name", has_text="LORA").first.hover()
    expect(card.locator(".from-registry")).to_contain_text("editors' note")
    page.mouse.move(5, 5)
    expect(card).not_to_be_visible()
    page.locator(".r-paragraph a.r-name", has_text="Eli Cohen").first.hover()
    expect(card).to_contain_text("Minister of Foreign Affairs")
    assert card.locator(".from-registry").count() == 0


def test_a_card_appears_on_keyboard_focus(page: Page, shipped: str) -> None:
    page.goto(shipped + "events/2016-israel-azerbaijan-contracts/")
    card = page.get_by_role("tooltip")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(".md-content a[href*='actors/']:focus").count():
            break
    expect(card).to_be_visible()
    assert page.locator(":focus").get_attribute("aria-describedby") == "r-card"
    page.keyboard.press("Escape")
    expect(card).not_to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(card).to_be_visible()


@pytest.mark.parametrize("page", [WIDE, {"viewport": {"width": 420, "height": 700}}], indirect=True)
def test_a_card_stays_within_the_window(page: Page, shipped: str) -> None:
    page.goto(shipped + DIGEST)
    card, size = page.get_by_role("tooltip"), page.viewport_size
    assert size is not None
    for link in page.locator(".r-paragraph a.r-name").all()[:8]:
        link.evaluate("link => link.scrollIntoView({block: 'end'})")
        link.hover()
        expect(card).to_be_visible()
        place = box(card)
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= size["width"]
        assert place["y"] >= 0
        assert place["y"] + place["height"] <= size["height"]
        page.keyboard.press("Escape")


@pytest.mark.parametrize("page", [TOUCH], indirect=True)
def test_there_are_no_cards_on_touch(page: Page, shipped: str) -> None:
    page.goto(shipped + DIGEST)
    assert page.locator("#r-card").count() == 0


# ------------------------------------------------------------------ toggles, print, no script


def test_what_is_shown_is_chosen_by_keyboard_and_remembered(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    name = page.locator(".r-paragraph a.r-name").first
    for label in ("Names", "Records", "Notes"):
        choice = page.get_by_role("checkbox", name=label)
        choice.focus()
        page.keyboard.press("Space")
        expect(choice).not_to_be_checked()
    for _ in range(2):
        assert name.evaluate("link => getComputedStyle(link).textDecorationLine") == "none"
        mark = page.locator("mark.r-mark").first
        assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgba(0, 0, 0, 0)"
        assert page.locator(".r-aside:visible, .r-refs:visible").count() == 0
        page.reload()
    page.get_by_role("checkbox", name="Notes").press("Space")
    assert page.locator(".r-aside:visible").count() > 3


KEEP = ".r-keep"


def shown(found: Locator) -> bool:
    return bool(found.evaluate("span => getComputedStyle(span).opacity === '1'"))


@at("wide")
def test_a_record_has_its_permalink_and_packet_where_somebody_looks(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    note, other = page.locator(".r-aside").first, page.locator(".r-aside").nth(1)
    page.mouse.move(2, 2)
    assert not shown(note.locator(KEEP))
    note.hover()
    assert shown(note.locator(KEEP))
    assert not shown(other.locator(KEEP))
    other.get_by_role("link", name="Evidence and citation of record").focus()
    assert shown(other.locator(KEEP))
    note.get_by_role("link", name="Permalink to record").click()
    assert page.url.partition("#")[2].startswith("r-")
    page.mouse.move(2, 2)
    assert shown(note.locator(KEEP))
    packet = note.get_by_role("link", name="Evidence and citation of record").get_attribute("href")
    assert packet is not None
    answer = page.request.get(page.evaluate("href => new URL(href, location).href", packet))
    assert f"articles/estmark-review-2032-clash/#{page.url.partition('#')[2]}" in answer.json()["address"]
    page.emulate_media(media="print")
    assert page.locator(f"{KEEP}:visible").count() == 0


@at("narrow", has_touch=True, is_mobile=True)
def test_on_touch_they_are_always_there_and_a_permalink_opens_its_note(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    assert all(shown(span) for span in page.locator(KEEP).all())
    folded = page.locator("details.r-notes:not([open]) .r-aside > p[id]").last
    anchor = folded.get_attribute("id")
    assert not folded.is_visible()
    page.goto(f"{hostile}{TEXT}#{anchor}")
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


@at("narrow")
def test_print_has_every_note_and_marks_without_colour(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    page.emulate_media(media="print")
    assert page.locator(".r-aside:visible").count() == page.locator(".r-aside").count()
    assert page.locator(".r-show:visible, .r-permalink:visible, .r-notes summary:visible").count() == 0
    mark = page.locator("mark.r-mark").first
    assert "underline" in mark.evaluate("mark => getComputedStyle(mark).textDecorationLine")
    for row in rows_with_notes(page):
        assert box(row.locator(".r-aside").first)["y"] >= bottom(row.locator(".r-paragraph").first)


@pytest.mark.parametrize(
    "page", [{**size, "java_script_enabled": False} for size in (WIDE, PHONE)], indirect=True
)
def test_without_script_the_whole_article_is_there(page: Page, hostile: str) -> None:
    page.goto(hostile + TEXT)
    assert not page.locator(".r-show").is_visible()
    assert page.locator(".r-aside:visible").count() == page.locator(".r-aside").count() > 10
    assert "No soldier of ours was there" in page.locator(".r-reading").inner_text()


@wide_and_narrow
def test_text_digest_and_strip_are_accessible(page: Page, shipped: str, hostile: str) -> None:
    for address in (hostile + TEXT, shipped + DIGEST):
        page.goto(address, wait_until="networkidle")  # what folds is asked for once the page is there
        for button in page.get_by_role("button", expanded=False).filter(has_text="Show").all():
            button.click()  # what a phone folds
        page.locator(".r-strip summary").click()
        assert faults(page) == [], address
