"""The check of a whole built site: cases in readable form, and time on hostile pages."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.publishing.html_tags import tokens
from site_builder.publishing.link_check import check_site, join

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "links.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    for name, content in case["files"].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    problems = check_site(tmp_path, "https://example.org/toy/")
    assert [f"{p.location}: {p.rule}: {p.found}" for p in problems] == sorted(case["found"], key=natural)


def natural(message: str) -> tuple[str, int, int]:
    path, line, column, *_ = message.split(":")
    return path, int(line), int(column)


def test_the_same_fault_on_many_pages_is_one_problem(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.html").write_text('<a href="none/">x</a>')
    (problem,) = check_site(tmp_path, None)
    assert (problem.location.path, problem.fix) == ("site/a.html", "the same is on 2 more pages")


@pytest.mark.parametrize(
    ("page", "path", "target"),
    [
        ("index.html", "", "index.html"),
        ("a/b/index.html", "", "a/b/index.html"),
        ("a/b/index.html", "../c/", "a/c/index.html"),
        ("a/b/index.html", "../../", "index.html"),
        ("a/b/index.html", "../..", "index.html"),
        ("a/b/index.html", "../../..", None),
        ("a/b/index.html", "./x.png", "a/b/x.png"),
        ("a/b/index.html", "c//d", "a/b/c/d"),
    ],
)
def test_join(page: str, path: str, target: str | None) -> None:
    assert join(page, path) == target


@pytest.mark.parametrize(
    "unit", ["<", "<a ", "<a b='", '<a b="', "<!--", "<script>", "<a b=c ", "<a href", "</", "<!doctype "]
)
def test_a_large_hostile_page_is_read_to_its_end(unit: str) -> None:
    size = 256 * 1024
    tokens(unit * (size // len(unit)))
