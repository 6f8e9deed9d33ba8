"""A reader who holds a private text finds the quotes in it: by the builder's rules, in this browser alone."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, FilePayload, Locator, Page, Request, expect

from site_builder.model import quotation
from site_builder.model.normal_form import Span, count_words, normal
from site_builder.model.quotation import GAP, form_fault
from site_builder.proving import quotes
from site_builder.proving.body import body_of
from tests.browsing import faults, serving, wide_and_narrow
from tests.conftest import TOY
from tests.test_quotes import CASES as PROOFS
from tests.test_quotes import HIDDEN, MARKS, TOKENS, toy

pytestmark = pytest.mark.browser

ASSETS = Path(__file__).parents[1] / "templates" / "theme" / "assets"
CASES = yaml.load((Path(__file__).parent / "cases" / "place.yml").read_text("utf-8"), yaml.CSafeLoader)

ARTICLE = "articles/norland-post-2031-05-10-visit/"
"""An article of the toy site whose text is private."""
TEXT = (TOY / "texts" / "post.txt").read_text("utf-8")

# ------------------------------------------------------------------ the same answers as the builder's

FOUND = """async ([root, cases]) => {
    const { bodyOf, find, normal } = await import(`${root}quote-finding.js`);
    return cases.map(({ text, words, prefix, suffix, stretches }) => {
        if (/\\p{Cn}/u.test(text + words + prefix + suffix)) return null; // this browser does not know it
        const units = [0], points = new Map([[0, 0]]);
        for (const c of text) points.set(units[units.push(units.at(-1) + c.length) - 1], units.length - 1);
        const body = bodyOf(text, stretches.map((span) => span.map((at) => units[at])));
        const { places, common } = find(body, { words, prefix, suffix });
        return {
            text: body.form.text,
            words: normal(words),
            places: places.map((place) => place.map((span) => span.map((at) => points.get(at)))),
            common,
        };
    });
}"""


class Case:
    """A quote, and the text that it is looked up in, of which some stretches count."""

    def __init__(
        self, text: str, words: str, prefix: str = "", suffix: str = "", stretches: Sequence[Span] = ()
    ) -> None:
        self.text, self.words, self.prefix, self.suffix = text, words, prefix, suffix
        self.stretches = [list(span) for span in stretches] or [[0, len(text)]]

    def of_builder(self) -> dict[str, Any]:
        body = body_of(self.text, tuple((start, end) for start, end in self.stretches))
        parts = tuple(part.strip() for part in normal(self.words).split(GAP))
        wanted = quotes._WantedQuote(self.words, parts, normal(self.prefix), normal(self.suffix))
        fault = form_fault(self.words)
        # No site has a quote that is too long, so that browsers do not ask; what is wrong besides they see.
        sides = [count_words(part) for part in quotation._GAPS.split(normal(self.words))]
        is_well = fault is None or (fault.rule == "quote-too-long" and len(sides) <= 2 and all(sides))
        return {
            "text": body.normal.text,
            "words": normal(self.words),
            "places": [[[*span] for span in place] for place in quotes._places(body, wanted)]
            if is_well
            else [],
            "common": is_well and quotes._is_common(body, wanted),
        }


@pytest.fixture(scope="module")
def finder(chromium: Browser) -> Iterator[tuple[Page, str]]:
    """A page of the scripts' own origin, and its address."""
    page = chromium.new_page()
    for address in serving(ASSETS):
        page.goto(address)
        yield page, address
    page.close()


def same_answers(finder: tuple[Page, str], cases: Sequence[Case]) -> int:
    """Put all cases to the browser at once; how many it knows all characters of."""
    page, address = finder
    asked = [vars(case) for case in cases]
    known = 0
    for case, answer in zip(cases, page.evaluate(FOUND, [address, asked]), strict=True):
        if answer is not None:
            assert answer == case.of_builder(), ascii(vars(case))
            known += 1
    return known


def test_each_case_has_the_same_answer(finder: tuple[Page, str]) -> None:
    cases = [Case(one["text"], one["quote"], one.get("prefix", ""), one.get("suffix", "")) for one in CASES]
    for case, written in zip(cases, CASES, strict=True):
        places = case.of_builder()["places"]
        shown = [[case.text[start:end] for start, end in place] for place in places]
        assert shown == written.get("shows", []), written["name"]
    assert same_answers(finder, cases) == len(CASES)


def test_each_case_of_a_proof_has_the_same_answer(finder: tuple[Page, str]) -> None:
    cases = [
        Case(PROOFS["texts"][one["text"]]["text"], one["quote"], one.get("prefix", ""), one.get("suffix", ""),
             toy(one["text"]).stretches)
        for one in PROOFS["cases"]
    ]  # fmt: skip
    assert same_answers(finder, cases) == len(cases)


ODD = st.text(st.sampled_from("a5., \n\r`“—AЯ漢ह\u0301𝔊😀…\u2028\u0085\x1c²①ß" + MARKS + HIDDEN), max_size=4)
PIECES = st.one_of(
    st.integers(0, 99).map("n{} ".format),
    st.sampled_from([*TOKENS, " ", "\n", "\n\n", ". ", "Word", "word " * 30, "\u0301" * 40, "\u00ad" * 3]),
    st.just(" "),
    ODD,
    st.text(st.characters(exclude_categories=["Cn", "Cs"]), max_size=3),
)
FORMS: st.SearchStrategy[Literal["NFC", "NFD"]] = st.sampled_from(["NFC", "NFD"])


@st.composite
def any_case(draw: st.DrawFn) -> Case:
    """A text of odd pieces, and a quote of it in either form, perhaps with a gap or with words around it."""
    pieces = draw(st.lists(PIECES, min_size=8, max_size=24))
    text = "".join(pieces)
    ends = [0, *accumulate(map(len, pieces))]
    if draw(st.booleans()):
        at = sorted(draw(st.lists(st.sampled_from(ends), min_size=5, max_size=5)))
    else:
        at = sorted(draw(st.lists(st.integers(0, len(text)), min_size=5, max_size=5)))
    _, head, whole, tail, _ = (
        unicodedata.normalize(draw(FORMS), text[start:end]) for start, end in pairwise((*at, len(text)))
    )
    stretches = ((0, at[2]), (at[2], len(text))) if draw(st.booleans()) and 0 < at[2] < len(text) else ()
    if draw(st.booleans()):
        return Case(text, f"{head} ... {tail}", stretches=stretches)
    around = draw(st.sampled_from([("", ""), (head, ""), ("", tail), (head, tail)]))
    return Case(text, whole, *around, stretches)


def drawn(strategy: st.SearchStrategy[Case], number: int) -> list[Case]:
    """Examples of a strategy."""
    found: list[Case] = []

    @settings(max_examples=number, phases=[Phase.generate], database=None)
    @given(strategy)
    def draw(case: Case) -> None:
        found.append(case)

    draw()
    return found


def test_any_text_has_the_same_answer(finder: tuple[Page, str]) -> None:
    cases = drawn(any_case(), 500)
    assert same_answers(finder, cases) > 250
    answers = [case.of_builder() for case in cases]
    assert sum(len(one["places"]) == 1 for one in answers) > 40  # neither always nor never
    assert sum(not one["places"] for one in answers) > 40
    assert any(len(place) == 2 for one in answers for place in one["places"])


CHANGED = "\u0295"
"""Of another kind in Unicode 15.1 than before, and so in some Pythons and browsers."""


def test_every_kind_of_character_has_the_same_answer(finder: tuple[Page, str]) -> None:
    """Marks, digits, spaces and what nobody sees: beside a word and a number, and where a line begins."""
    kinds = {c: unicodedata.category(c) for c in map(chr, range(0x20000)) if c not in CHANGED}
    small = [c for c in kinds if c.islower() != (kinds[c] == "Ll")]
    odd = "".join(
        [*small, *(c for c in kinds if kinds[c][0] in "MZ" or kinds[c] in ("No", "Nl", "Cc", "Cf", "Lt"))]
    )
    known = finder[0].evaluate(r"odd => [...odd].filter(c => !/\p{Cn}/u.test(c))", odd)
    assert len(known) > 3_000
    line = "x" * 121
    cases = []
    for start in range(0, len(known), 150):  # fewer than are too many
        some = known[start : start + 150]
        beside = "\n\n".join(f"1.{c} a{c}b 5{c}" for c in some)
        cases += [Case(beside, words) for words in ("1", "a", "b", "5")]
        cases.append(Case("".join(f"{line}\n{c} y\n\n" for c in some), f"{line} ... y"))
    assert same_answers(finder, cases) == len(cases)


# ------------------------------------------------------------------ what a reader sees


def opened(page: Page, root: str) -> Locator:
    """The box, ready for a text, on the page of an article whose text is private."""
    page.goto(root + ARTICLE)
    page.get_by_text("Do you hold the text?").press("Enter")
    expect(page.get_by_label("Text of the article")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return page.locator(".r-place")


def paste(page: Page, text: str) -> None:
    page.get_by_label("Text of the article").fill(text)
    page.get_by_role("button", name="Find the quotes").press("Enter")


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": content}


KEPT = "[{...localStorage}, {...sessionStorage}, document.cookie, history.state]"


def test_quotes_are_marked_and_lead_to_their_records_and_back(page: Page, hostile: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    box = opened(page, hostile)
    expect(box).to_contain_text("Nothing leaves this machine")
    page.on("request", note)
    kept = page.evaluate(KEPT)
    paste(page, TEXT)
    status = box.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^(\d+) of \1 quotes stand in your text\.$"))
    expect(box.locator(".r-place__result")).to_be_focused()
    expect(box.locator(".r-place__result")).to_contain_text("It is the very file")
    words = box.get_by_role("region", name="Your text, with its quotes marked")
    assert words.evaluate("it => [...it.childNodes].filter(one => one.nodeName != 'SUP')"
                          ".map(one => one.textContent).join('')") == TEXT  # fmt: skip
    assert words.get_attribute("lang") == "en"
    assert asked == []
    marks = words.locator("mark").all_inner_texts()
    assert {"Norland will", "stand by Sudria", "Defence Minister Ann Haldane"} <= {*marks}

    records = page.locator("li[id^='n-']")
    assert page.locator("li[id^='n-'] .r-place__back a").count() == records.count()
    words.get_by_role("link", name="record 1", exact=True).first.press("Enter")
    record = page.locator("#n-1")
    expect(page.locator("li:has(:target)")).to_have_id("n-1")
    record.get_by_role("link", name="Record 1 in your text").press("Enter")
    here = words.locator("mark.r-mark--here").first
    expect(here).to_be_in_viewport()
    assert here.inner_text() == "By Nell Orme"

    assert page.evaluate(KEPT) == kept
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content") or ""
    assert {"default-src 'none'", "connect-src 'self'", "form-action 'self'"} <= {*policy.split("; ")}
    page.get_by_role("button", name="Clear").press("Enter")
    expect(page.get_by_label("Text of the article")).to_be_focused()
    assert page.get_by_label("Text of the article").input_value() == ""
    assert page.locator(".r-place mark, .r-place__back").count() == 0


def test_what_is_not_there_once_is_listed_with_its_records(page: Page, hostile: str) -> None:
    box = opened(page, hostile)
    changed = TEXT.replace("\u201c", "<<").replace("three", "3").replace("About 3,000", "About 4,000")
    paste(page, f"{changed}\n\nDefence Minister Ann Haldane of Norland")
    expect(box.get_by_role("status")).to_contain_text(re.compile(r"^\d+ of \d+ quotes stand in your text\.$"))
    expect(box.locator(".r-place__result")).to_contain_text("It is another copy")
    missing, several = box.locator(".r-place__list").all()
    (lost,) = missing.locator("li").all()
    expect(lost).to_contain_text("About 3,000 soldiers guard the border")
    lost.get_by_role("link", name="record").press("Enter")
    expect(page.locator("li:has(:target)")).to_contain_text("soldiers")
    assert several.locator("li").count() == 1
    assert box.locator("mark", has_text="Defence Minister Ann Haldane").count() == 2
    assert box.locator("mark", has_text="soldiers guard").count() == 0
    found, of = map(int, re.findall(r"\d+", box.get_by_role("status").inner_text()))
    assert found == of - 2
    result = box.locator(".r-place__result")
    paste(page, "A recipe for bread: flour, water, salt. " * 20)
    expect(box.get_by_role("status")).to_contain_text(re.compile(r"^0 of \d+ quotes"))
    expect(result).to_contain_text("This does not look like the text of this article")
    expect(result).not_to_contain_text("another copy")
    paste(page, TEXT[: len(TEXT) // 3])
    expect(result).to_contain_text("It may be a part of this article")
    for nothing in ("", " \n"):
        paste(page, nothing)
        expect(box.get_by_role("status")).to_have_text("Paste the text first, or open a file.")
        assert box.locator("mark").count() == 0


HOSTILE = """<!doctype html><meta charset=windows-1252><title>Not this</title><body onload="alert(1)">
<script>alert(2)</script><style>@import "//example.org/x.css"; Norland will</style>
<p style="color: red">Defence <b>Minister\n  Ann</b>&nbsp;Haldane <img src=x onerror=alert(3)>of Norland</p>
<svg onload=alert(4)><text>Norland will</text></svg><iframe src=//example.org></iframe>
<img src=//example.org/y><link rel=stylesheet href=//example.org/z><meta http-equiv=refresh content=0;url=/>
<p>By Nell<p>Orme &lt;script&gt;alert(5)&lt;/script&gt; \x93caf\xe9\x94
<br>About 3,000 soldiers guard the border"""


def test_a_hostile_file_is_words_and_nothing_else(page: Page, hostile: str) -> None:
    """The page fails the test if anything runs, or is asked of another host."""
    box = opened(page, hostile)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    upload = box.locator("input[type=file]")
    upload.set_input_files(file("page.html", HOSTILE.encode("latin-1")))
    expect(box.locator("mark").first).to_be_visible()
    assert box.locator("mark").all_inner_texts() == [
        "Defence Minister Ann\u00a0Haldane", "About 3,000 soldiers guard the border",
    ]  # fmt: skip
    words = box.locator(".r-place__words")
    expect(words).to_contain_text("Orme <script>alert(5)</script> “café”")
    expect(words).not_to_contain_text("Not this")
    assert words.locator("script, img, b, svg, iframe").count() == 0
    upload.set_input_files(file("page.txt", HOSTILE.encode("latin-1")))
    expect(words).to_contain_text("<svg onload=alert(4)>")
    upload.set_input_files(file("notes.md", "\ufeffBy Nell Orme".encode("utf-16")))
    expect(box.locator("mark")).to_have_text("By Nell Orme")
    upload.set_input_files(file("page.pdf", b"%PDF-1.7\0By Nell Orme"))
    expect(box.get_by_role("status")).to_contain_text("That is no file of text.")
    upload.evaluate("""upload => {
        const chosen = new DataTransfer();
        chosen.items.add(new File([new Uint8Array(8_000_001)], "long.txt"));
        upload.files = chosen.files;
        upload.dispatchEvent(new Event("change"));
    }""")
    expect(box.get_by_role("status")).to_contain_text("more than 8 MB")
    assert asked == []


def test_quotes_that_cannot_be_loaded_are_asked_for_again(page: Page, hostile: str) -> None:
    page.route("**/data/articles/*.json", lambda route: route.fulfill(status=404), times=1)
    box = opened(page, hostile)
    paste(page, TEXT)
    expect(box.get_by_role("status")).to_contain_text("quotes stand in your text.")


def test_it_is_offered_only_where_it_can_work(page: Page, hostile: str) -> None:
    page.goto(f"{hostile}articles/estmark-review-2032-clash/")  # whose text is published
    assert page.locator(".r-place").count() == 0


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_nothing_is_offered(page: Page, hostile: str) -> None:
    page.goto(hostile + ARTICLE)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".r-place")).to_be_hidden()


@wide_and_narrow
def test_what_was_found_is_accessible(page: Page, hostile: str) -> None:
    box = opened(page, hostile)
    paste(
        page, f"{TEXT.replace('three', '3').replace('About 3,000', '4,000')}\n\nDefence Minister Ann Haldane"
    )
    expect(box.locator(".r-place__list")).to_have_count(2)
    assert faults(page, ".r-place") == []
