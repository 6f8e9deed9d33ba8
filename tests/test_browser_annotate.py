"""The page for annotating in a browser: by keys, with axe, with hostile files, beside a hostile site."""

import http.server
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.annotating import select, served

VISIT = "norland-post-2031-05-10-visit"
HOSTILE = "estmark-review-2032-clash"
VIEW = {"viewport": {"width": 1366, "height": 860}, "reduced_motion": "reduce"}
wide = pytest.mark.parametrize("page", [VIEW], indirect=True, ids=["1366"])
pytestmark = pytest.mark.browser


@contextmanager
def shown(page: Page, root: Path, base: str = "") -> Iterator[str]:
    """The address of the page while it is served; the browser leaves it before that ends."""
    with served(root, base) as address:
        yield address
        page.goto("about:blank")


def records_of(root: Path, article: str = VISIT) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        (root / f"annotations/articles/{article}.yml").read_text("utf-8")
    )
    return found


def opened(page: Page, address: str, article: str = VISIT) -> None:
    page.goto(f"{address}articles/{article}/")
    expect(page.locator(".text p").first).to_be_visible()
    expect(page.get_by_role("tab").first).to_be_visible()


# ------------------------------------------------------------------ a record


@wide
def test_a_record_is_made_by_keys_alone(page: Page, toy_project: Path) -> None:
    (toy_project / f"annotations/articles/{VISIT}.yml").unlink()
    with shown(page, toy_project) as address:
        opened(page, address)
        page.locator(".text").focus()
        for key in ("ArrowDown", "ArrowDown", "ArrowDown", "."):
            page.keyboard.press(key)
        page.keyboard.press("s")
        says = page.get_by_label("What it says", exact=False).first
        expect(says).to_be_focused()
        page.keyboard.type("Haldane spent two days in Porto Sul.")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".form")).to_have_count(0)
    (record,) = records_of(toy_project)["statements"]
    assert record["says"] == "Haldane spent two days in Porto Sul."
    assert record["quote"]


@wide
def test_a_record_is_made_with_the_mouse_and_a_name_becomes_an_entry(page: Page, toy_project: Path) -> None:
    with shown(page, toy_project) as address:
        opened(page, address)
        select(page, "The two armies plan an exercise")
        page.keyboard.press("s")
        expect(page.locator(".form")).to_be_visible()
        page.keyboard.type("The armies will train together.")
        select(page, "Talks with Estmark")
        page.keyboard.press("q")
        expect(page.locator(".quotes__list li")).to_have_count(2)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".form")).to_have_count(0)
    record = records_of(toy_project)["statements"][-1]
    assert record["quote"] == ["The two armies plan an exercise", "Talks with Estmark"]
    assert record["says"] == "The armies will train together."


@wide
def test_what_is_wrong_stands_at_its_field_and_is_not_written(page: Page, toy_project: Path) -> None:
    before = (toy_project / f"annotations/articles/{VISIT}.yml").read_bytes()
    with shown(page, toy_project) as address:
        opened(page, address)
        select(page, "The two armies plan an exercise")
        page.keyboard.press("s")
        expect(page.locator(".form")).to_be_visible()
        page.keyboard.press("Control+Enter")
        wrong = page.locator(".form [aria-invalid=true]").first
        expect(wrong).to_be_visible()
        told = page.locator(f"#{(wrong.get_attribute('aria-describedby') or '').split()[-1]}")
        expect(told).to_contain_text("says")
        assert (toy_project / f"annotations/articles/{VISIT}.yml").read_bytes() == before


@wide
def test_an_open_form_comes_back(page: Page, toy_project: Path) -> None:
    with shown(page, toy_project) as address:
        opened(page, address)
        select(page, "The two armies plan an exercise")
        page.keyboard.press("s")
        page.keyboard.type("Half a sent")
        page.wait_for_timeout(900)
        page.goto("about:blank")
    with shown(page, toy_project) as address:
        opened(page, address)
        expect(page.locator(".form")).to_contain_text("Statement")
        expect(page.get_by_label("What it says", exact=False).first).to_have_value("Half a sent")


@wide
def test_the_event_of_a_deal_is_made_in_place(page: Page, toy_project: Path) -> None:
    (toy_project / f"annotations/articles/{VISIT}.yml").unlink()
    with shown(page, toy_project) as address:
        opened(page, address)
        select(page, "The two armies plan an exercise")
        page.keyboard.press("d")
        form = page.locator(".form")
        form.locator("[data-key=kind] select").select_option("sale")
        for key, words in (("suppliers", "norl"), ("recipients", "sudr")):
            form.locator(f"[data-key={key}] input").first.focus()
            page.keyboard.type(words)
            page.keyboard.press("Enter")
        event = form.locator("[data-key=event] input").first
        expect(event).to_have_attribute("placeholder", re.compile("norland-sudria-arms.*Enter takes it"))
        event.focus()
        page.keyboard.press("Enter")
        expect(form.locator(".entry")).to_contain_text("norland-sudria-arms")
        page.keyboard.press("Control+Enter")
        expect(form).to_have_count(0)
    (deal,) = records_of(toy_project)["arms_deals"]
    event_id = deal["event"]
    events = yaml.safe_load((toy_project / "annotations/events/undated.yml").read_text("utf-8"))
    assert events[event_id]["type"] == "arms-deal"


@wide
def test_an_entry_that_was_accepted_completes_at_once(page: Page, toy_project: Path) -> None:
    with shown(page, toy_project) as address:
        opened(page, address)
        people = toy_project / "annotations/actors/people.yml"
        entry = "zoe-quill:\n  name: Zoe Quill\n  type: person\n"
        people.write_text(people.read_text("utf-8") + entry, "utf-8")
        select(page, "Talks with Estmark are expected")
        page.keyboard.press("s")
        expect(page.locator(".form")).to_be_visible()
        page.keyboard.type("They will talk.")
        with page.expect_response("**/api/registry"):
            page.keyboard.press("Control+Enter")
        expect(page.locator(".form")).to_have_count(0)
        select(page, "The two armies plan an exercise")
        page.keyboard.press("s")
        page.locator(".form [data-key=by] input").first.focus()
        page.keyboard.type("quil")
        expect(page.locator("[role=option]:visible").first).to_contain_text("Zoe Quill")


# ------------------------------------------------------------------ access


def axe(page: Page, scheme: Any) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    options = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{scheme} {v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0]['any'][:1]}" for v in found]


@wide
def test_everybody_can_use_it(page: Page, toy_project: Path) -> None:
    faults: list[str] = []

    def look(state: str) -> None:
        faults.extend(f"{state}: {fault}" for scheme in ("light", "dark") for fault in axe(page, scheme))
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{state}: scrolls sideways")

    with shown(page, toy_project) as address:
        for width in (1366, 1024):
            page.set_viewport_size({"width": width, "height": 860})
            page.goto(address)
            expect(page.get_by_role("link", name="Haldane Visits Sudria")).to_be_visible()
            look("home")
            page.goto(f"{address}registry/")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            look("registry")
            opened(page, address)
            for number in range(1, 7):
                page.locator(".text").focus()
                page.keyboard.press(str(number))
                look(f"tab {number}")
            select(page, "The two armies plan an exercise")
            page.keyboard.press("v")
            expect(page.locator(".form")).to_be_visible()
            look("form")
            page.get_by_label("Visitors").first.focus()
            page.keyboard.type("ha")
            expect(page.locator("[role=option]:visible").first).to_be_visible()
            look("list of names")
            page.keyboard.press("Escape")
            page.keyboard.press("Escape")
            page.locator(".text").focus()
            page.keyboard.press("?")
            expect(page.get_by_role("dialog")).to_be_visible()
            look("help")
            page.keyboard.press("Escape")
    assert faults == []


@wide
def test_a_review_walks_through_changes_and_takes_them_back(page: Page, toy_project: Path) -> None:
    git = ["git", "-C", str(toy_project), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        subprocess.run([*git, *words], check=True)
    file = toy_project / f"annotations/articles/{VISIT}.yml"
    before = file.read_text("utf-8")
    file.write_text(before.replace("role: Journalist", "role: Reporter"), "utf-8")
    with shown(page, toy_project, "HEAD") as address:
        page.goto(f"{address}review/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("changed in people")
        expect(page.locator(".m-record")).to_have_text("By Nell Orme")
        assert [fault for scheme in ("light", "dark") for fault in axe(page, scheme)] == []
        page.keyboard.press("x")
        expect(page.locator("main")).to_contain_text("No record is another than before.")
        assert file.read_text("utf-8") == before
        page.keyboard.press("u")
        expect(page.get_by_role("heading", level=1)).to_contain_text("changed in people")


# ------------------------------------------------------------------ hostile


PAYLOADS = (
    '<img src=x onerror="window.ran=1">', "<script>window.ran=1</script>", "\"'><svg onload=window.ran=1>",
    "javascript:window.ran=1", "{{ 7*7 }}", "${window.ran=1}", "</textarea><script>window.ran=1</script>",
)  # fmt: skip


def hostile_project(root: Path) -> None:
    """Payloads in names, texts, records, digests and titles."""
    entries = "".join(
        f"payload-{number}:\n  name: {json.dumps(words)}\n  type: person\n"
        for number, words in enumerate(PAYLOADS)
    )
    people = root / "annotations/actors/people.yml"
    people.write_text(people.read_text("utf-8") + entries, "utf-8")
    annotation = root / f"annotations/articles/{HOSTILE}.yml"
    said = "".join(
        f"  - about: [payload-{number}]\n    says: {json.dumps(words)}\n    note: {json.dumps(words)}\n"
        f"    quote: {json.dumps(words)}\n"
        for number, words in enumerate(PAYLOADS)
    )
    text = annotation.read_text("utf-8")
    assert "\nstatements:\n" in text
    annotation.write_text(text.replace("\nstatements:\n", f"\nstatements:\n{said}", 1), "utf-8")


@wide
def test_hostile_files_are_shown_as_text(page: Page, toy_project: Path) -> None:
    hostile_project(toy_project)
    with shown(page, toy_project) as address:
        opened(page, address, HOSTILE)
        for number in range(1, 7):
            page.locator(".text").focus()
            page.keyboard.press(str(number))
            page.wait_for_timeout(100)
        page.keyboard.press("1")
        for words in PAYLOADS[:3]:
            expect(page.locator("main")).to_contain_text(words)
        select(page, "Its drones may be sold")
        page.keyboard.press("s")
        expect(page.locator(".form")).to_be_visible()
        page.locator(".form .field[data-key=about] input").first.focus()
        page.keyboard.type("<img")
        expect(page.locator("[role=option]:visible").first).to_contain_text("<img src=x")
        page.keyboard.press("Escape")
        page.goto(f"{address}registry/")
        expect(page.locator("main")).to_contain_text(PAYLOADS[0])
        page.goto(address)
        expect(page.get_by_role("link").first).to_be_visible()
        assert page.evaluate("window.ran") is None
        assert page.evaluate("document.querySelectorAll('main script, main img, main svg').length") == 0


EVIL = """<!doctype html><title>Evil</title><iframe src="{page}"></iframe>
<form id="f" method="post" action="{page}api/articles/{article}/do" enctype="text/plain" target="sink">
<input name='{{"do":"digest","text":"evil","was":"","x":"' value='"}}'></form><iframe name="sink"></iframe>
<img src="{page}api/articles/{article}"><script src="{page}page/server.js"></script>
<script>
window.told = [];
const tell = (name) => (answer) => told.push(name + " " + (answer && answer.status));
const body = JSON.stringify({{do: "digest", text: "evil", was: ""}});
const to = "{page}api/articles/{article}/do";
document.getElementById("f").submit();
Promise.allSettled([
  fetch("{page}api/articles").then(tell("read")),
  fetch("{page}api/articles", {{mode: "no-cors"}}).then(tell("opaque")),
  fetch(to, {{method: "POST", body, headers: {{"Content-Type": "application/json", "X-Annotate": "1"}}}})
    .then(tell("write")),
  fetch(to, {{method: "POST", body, mode: "no-cors"}}).then(tell("simple")),
]).then(() => document.title = "done");
</script>"""


@contextmanager
def another_site(html: str) -> Iterator[str]:
    """A site of another origin on this machine, which knows the whole address of the page."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the base class
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_another_origin_reads_and_writes_nothing_even_with_the_token(
    chromium: Browser, toy_project: Path, tmp_path: Path
) -> None:
    before = shutil.copytree(toy_project, tmp_path / "before", ignore=shutil.ignore_patterns(".cache"))
    context = chromium.new_context()
    with served(toy_project) as address, another_site(EVIL.format(page=address, article=VISIT)) as evil:
        tab = context.new_page()
        tab.goto(evil)
        expect(tab).to_have_title("done")
        tab.wait_for_timeout(500)
        assert [one for one in tab.evaluate("told") if not one.startswith(("opaque", "simple"))] == []
        assert "Haldane" not in "".join(frame.content() for frame in tab.frames)
    context.close()
    for path in before.rglob("*"):
        if path.is_file():
            assert (toy_project / path.relative_to(before)).read_bytes() == path.read_bytes(), path


@wide
def test_what_another_wrote_meanwhile_is_not_lost_to_what_is_typed(page: Page, toy_project: Path) -> None:
    file = toy_project / f"articles/{VISIT}.md"
    before = file.read_text("utf-8")
    with shown(page, toy_project) as address:
        opened(page, address)
        page.get_by_role("tab", name="Digest").click()
        field = page.get_by_role("textbox", name="Digest")
        field.focus()
        page.keyboard.press("Control+End")
        page.keyboard.type(" One sentence more.")
        file.write_text(
            before.replace("went on a journey of two days", "went on a journey of two whole days"), "utf-8"
        )
        select(page, "The two armies plan an exercise")
        page.keyboard.press("s")
        expect(page.locator(".form")).to_be_visible()
        page.keyboard.type("They train.")
        page.keyboard.press("Control+Enter")  # the page reads the article's files again
        expect(page.locator(".form")).to_have_count(0)
        page.get_by_role("button", name="Save the digest").click()
        expect(page.locator(".digest__length")).not_to_contain_text("not saved")
    after = file.read_text("utf-8")
    assert "two whole days" in after
    assert "One sentence more." in after


@wide
def test_an_author_that_is_only_looked_at_stays_a_name(page: Page, toy_project: Path) -> None:
    file = toy_project / f"articles/{VISIT}.md"
    given = file.read_text("utf-8")
    parts = "[Nell Orme, {family: van der Berg, given: Ada}, {literal: Norland Wire}]"
    before = given.replace("authors: [Nell Orme]", f"authors: {parts}")
    assert before != given
    file.write_text(before, "utf-8")
    with shown(page, toy_project) as address:
        opened(page, address)
        page.get_by_role("tab", name="Article").click()
        chips = page.locator(".front .chip__name")
        expect(chips.filter(has_text="van der Berg, Ada")).to_be_visible()
        chips.filter(has_text="Nell Orme").click()
        expect(page.get_by_label("Family")).to_have_value("Nell Orme")
        page.keyboard.press("Escape")
        page.get_by_label("Language").fill("en-GB")
        page.get_by_role("button", name="Save the particulars").click()
        expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    assert file.read_text("utf-8") == before.replace("language: en\n", "language: en-GB\n")
