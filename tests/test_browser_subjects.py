"""Sites about other subjects, in a real browser: what a vocabulary describes is accessible and fits."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_builder.editing.new_project import new
from site_builder.publishing.publish import publish
from tests.browsing import faults, serving, wide_and_narrow
from tests.conftest import Once, project_at, site_at

pytestmark = pytest.mark.browser


def build_incidents(to: Path) -> None:
    """Make a new project about accidents, and publish it."""
    _, problems = new(to / "record", subject="incidents")
    assert problems == ()
    _, problems = publish(project_at(to / "record"), to / "site")
    assert problems == ()


@pytest.fixture(scope="module")
def incidents(once: Once) -> Iterator[str]:
    """Address of a site about accidents."""
    yield from serving(once("incidents", build_incidents) / "site")


def kinds_of_pages(root: Path) -> list[str]:
    """A page of each kind that a vocabulary changes."""
    site = site_at(root)
    own = next(name for name, actor in site.corpus.registry.actors.items() if actor.type == "vessel")
    differing = next(name for name, event in site.events.items() if event.conflicts)
    return ["", "accidents/", "terms/", "search/", f"actors/{own}/", f"events/{differing}/"]


@pytest.mark.slow
@wide_and_narrow
def test_pages_of_another_subject_are_accessible_and_fit(page: Page, incidents: str, once: Once) -> None:
    found = {}
    for path in kinds_of_pages(once("incidents", build_incidents) / "record"):
        page.goto(incidents + path)
        if wrong := faults(page):
            found[path] = wrong
    assert found == {}


def test_the_search_is_narrowed_down_by_a_field_of_its_own(page: Page, incidents: str) -> None:
    page.goto(f"{incidents}search/?q=ship")
    group = page.locator("[data-facet='accidents-cause']")
    expect(group).to_be_visible()
    group.get_by_role("checkbox").first.check()
    expect(page).to_have_url(re.compile("accidents-cause="))
    expect(page.locator(".r-hit")).to_have_count(1)
