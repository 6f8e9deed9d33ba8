"""How long a browser's main thread works until a page is there and has come to rest."""

from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.weights import weights
from tests.browsing import launched, serving

SIDES = 5
"""Pages of the most elements that are opened, and of the most bytes."""
REST = 500
"""Milliseconds after which a page that asks for nothing any more is at rest."""


def work(browser: Browser, address: str) -> float:
    """Seconds of tasks (parsing, styles, layout, scripts) of a page opened alone, as Chromium counts them."""
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(REST)
    metrics = session.send("Performance.getMetrics")["metrics"]
    context.close()
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def most_work(site: Path) -> float:
    """Open the heaviest pages of a site, and give the seconds of the one that takes longest."""
    known = tuple(weights(site))
    heavy = {
        one.path
        for key in (lambda one: one.packed, lambda one: one.elements)
        for one in sorted(known, key=key)[-SIDES:]
    }
    with contextmanager(serving)(site) as address, sync_playwright() as engine:
        browser = launched(engine)
        work(browser, address)  # the first page of a browser also pays for its start
        most = max(work(browser, f"{address}{path}/") for path in sorted(heavy))
        browser.close()
    return most
