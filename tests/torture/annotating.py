"""The longest article, annotated in a browser by keys and clicks."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import TEXTS, with_texts
from tests.test_browser_annotating_articles import LONGEST, MOST, annotate, copied, on_a_desk


@pytest.mark.browser
@with_texts
@on_a_desk
def test_the_longest_article_takes_a_quarter_of_its_characters(page: Page, tmp_path: Path) -> None:
    assert annotate(page, copied(tmp_path), LONGEST, TEXTS) <= MOST
