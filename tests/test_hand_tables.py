"""Tables of pages that people write in Markdown stand in places that scroll, each with a name of its own."""

import re

import pytest
from markdown import Markdown

from site_builder.publishing.hand_tables import with_places

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"


def made(text: str) -> str:
    return with_places(Markdown(extensions=["tables", "toc", "attr_list"]).convert(text))


def test_each_table_has_a_place_with_a_name() -> None:
    html = made(f"{TABLE}\n## What *it* is\n\n{TABLE}\n{TABLE}")
    places = re.findall(r'<div class="r-scroll" id="(\S+)" tabindex="0" role="region" ([^>]*)><table', html)
    assert places == [
        ("r-table-1", 'aria-label="Table 1"'),
        ("r-table-2", 'aria-labelledby="what-it-is r-table-2" aria-label="Table 2"'),
        ("r-table-3", 'aria-labelledby="what-it-is r-table-3" aria-label="Table 3"'),
    ]
    assert html.count('<table class="r-table">') == html.count("</table></div>") == 3


@pytest.mark.parametrize(
    "text", ["No table.", '<table class="own"><tr><td>x</td></tr></table>', "`<table>` and `</table>`"]
)
def test_other_things_stay_as_they_are(text: str) -> None:
    plain = Markdown(extensions=["tables", "toc", "attr_list"]).convert(text)
    assert with_places(plain) == plain
