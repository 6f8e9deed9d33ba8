"""What readers ask of sources, in a browser on the shipped site: what rests on one, and what one claims."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "page", [{"java_script_enabled": False}, {}], ids=["no script", "script"], indirect=True
)
def test_what_rests_on_one_source(page: Page, shipped: str) -> None:
    page.goto(shipped)
    page.get_by_role("link", name="Listed by origin").click()
    expect(page.get_by_role("heading", name="What rests on one source")).to_be_in_viewport()
    page.locator("#single + * + * table, table").get_by_role("link", name="Middle East Eye").click()
    group = page.locator("details", has=page.locator("#from-actor-middle-east-eye"))
    expect(group).to_have_attribute("open", "")
    expect(group).to_contain_text("claimed by Middle East Eye")
    for kind in ("Events", "Arms deals", "Fields of events", "Statements", "Figures"):
        assert page.locator("details.r-resting h4", has_text=kind).count() > 0


def test_a_card_says_that_something_is_claimed(page: Page, shipped: str) -> None:
    page.goto(shipped + "events/2020-11-barak-8-interception/")
    link = page.locator("#related ~ ul").get_by_role("link", name="Reported launch of Iskander")
    link.first.hover()
    expect(page.locator(".r-card")).to_contain_text("Claimed by Middle East Eye")
