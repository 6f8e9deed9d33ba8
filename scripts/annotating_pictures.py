"""The pictures of the guide to a first article: `python -m scripts.annotating_pictures` takes them.

They show the invented report of the guide, in a project that `site-builder new` writes.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests import browser as browsers
from tests.annotating import select

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "docs" / "assets"
TEXT = ROOT / "site_builder" / "editing" / "starter" / "first-article.txt"
COMMAND = [sys.executable, "-m", "site_builder"]
VIEW = {"width": 1280, "height": 760}


def main() -> None:
    """Take the pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "record"
        subprocess.run([*COMMAND, "new", str(root)], check=True, stdout=subprocess.DEVNULL)
        command = [*COMMAND, "annotate", "--no-browser"]
        server = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
        found = re.search(r"http://\S+", server.stdout.readline() if server.stdout else "")
        flags = [flag for flag in browsers.QUIET if flag != "--headless"]
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=flags)
        page = browser.new_page(viewport=VIEW, reduced_motion="reduce")  # type: ignore[arg-type]
        take(page, found[0] if found else "")
        browser.close()
        server.terminate()
        server.wait()


def take(page: Page, address: str) -> None:
    """Follow the guide as far as its pictures."""
    page.goto(address)
    page.get_by_label("Text").fill(TEXT.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".text p").first).to_be_visible(timeout=30_000)
    page.get_by_role("tab", name="Suggestions").click()
    page.wait_for_timeout(500)
    page.screenshot(path=ASSETS / "annotate-suggestions.png")
    for letter in "aaaa":
        before = page.locator(".queue__place").inner_text()
        page.keyboard.press(letter)
        expect(page.locator(".queue__place")).not_to_have_text(before)
    select(page, "Norland had ordered six Tern patrol boats", to="about $9 million")
    page.keyboard.press("d")
    expect(page.locator(".form")).to_be_visible()
    page.wait_for_timeout(700)
    page.screenshot(path=ASSETS / "annotate-form.png")


if __name__ == "__main__":
    main()
