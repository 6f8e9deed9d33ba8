"""Every article of the project, annotated anew in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import with_texts
from tests.test_browser_annotating_articles import ARTICLES, FEW, MOST, annotate_shipped, on_a_desk

pytestmark = pytest.mark.browser


@with_texts
@on_a_desk
@pytest.mark.parametrize("article", ARTICLES[FEW:])
def test_an_article_takes_a_quarter_of_its_characters(page: Page, article: str, tmp_path: Path) -> None:
    assert annotate_shipped(page, article, tmp_path) <= MOST
