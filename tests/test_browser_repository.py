"""With the address of a repository pages link to it, and ask its host for nothing: built and in a preview."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_builder.publishing.publish import publish
from tests.browsing import serving
from tests.conftest import project_at
from tests.test_cli import serving as preview_of

pytestmark = pytest.mark.browser

REPOSITORIES = ("https://github.com/you/toy-record", "https://gitlab.com/you/toy-record")


@pytest.fixture(params=REPOSITORIES, ids=["github", "gitlab"])
def repository(request: pytest.FixtureRequest, toy_project: Path) -> str:
    """The toy project, kept somewhere."""
    settings = toy_project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text()}\nrepo_url: {request.param}\nedit_uri: edit/main/\n")
    return str(request.param)


@pytest.fixture
def built(toy_project: Path, repository: str) -> Iterator[str]:
    _, problems = publish(project_at(toy_project), toy_project / "site")
    assert (repository, problems) == (repository, ())
    yield from serving(toy_project / "site")


@pytest.fixture
def previewed(toy_project: Path, repository: str) -> Iterator[str]:
    with preview_of(toy_project) as (address, running):
        assert repository
        assert running.stdout is not None
        assert any(line.startswith(f"Preview at {address}") for line in running.stdout)
        yield address


@pytest.mark.parametrize("how", ["built", "previewed"])
def test_no_other_host_is_asked(
    how: str, page: Page, repository: str, request: pytest.FixtureRequest
) -> None:
    """The page fails on a request to another host, and on an error in the console."""
    address = str(request.getfixturevalue(how))
    for path in ("", "actors/ann-haldane/", "about/"):
        page.goto(address + path, wait_until="load")
        page.wait_for_timeout(500)  # for what the theme's script would ask
        expect(page.locator(".md-header__source a")).to_have_attribute("href", repository)
        expect(page.locator(".md-header__source")).to_contain_text(re.compile("GitHub|GitLab"))
        assert page.locator("[data-md-component=source]").count() == 0
    page.goto("about:blank")  # or the preview ends while the page waits for its next build


@pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 800}}], indirect=True)
def test_the_link_is_in_the_menu_of_a_phone(page: Page, built: str, repository: str) -> None:
    page.goto(built)
    page.get_by_role("button", name="Menu").click()
    expect(page.locator(".md-nav__source a")).to_have_attribute("href", repository)
    expect(page.locator(".md-nav__source a")).to_be_visible()
