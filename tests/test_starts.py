"""From which state visitors came: what proves it, and why it is not known."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.corpus.loading import Project, Settings, load
from site_builder.linking.link import link
from tests.published import table_of
from tests.test_corpus import ANNOTATION, changed_toy

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "starts.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
ACTORS = """
guild: {name: Guild of Norland, type: organisation, country: norland}
norland-fleet: {name: Fleet of Norland, type: armed-force, country: norland}
norland-squadron: {name: First Squadron, type: armed-force, part_of: norland-fleet}
"""
OTHER = """---
title: Something else
publisher: harbour-gazette
published: "{}"
published_basis: printed
language: en
rights: all-rights-reserved
---
Another article.
"""


def written(people: list[dict[str, Any]]) -> str:
    """Some people records, each with a quote of its own."""
    records = [{**record, "quote": f"words number {n}"} for n, record in enumerate(people)]
    return yaml.safe_dump({"people": records}, sort_keys=False) if records else ""


def project(case: dict[str, Any], root: Path) -> Project:
    """The toy corpus, with what a case's articles say of people."""
    changed_toy({}, root)
    (root / "annotations/actors/more.yml").write_text(ACTORS, encoding="utf-8")
    before = (root / ANNOTATION).read_text(encoding="utf-8")
    rest = "visits:" + before.partition("visits:")[2]
    if "visitors" in case:
        rest = rest.replace(
            "[bera-holt]", yaml.safe_dump(case["visitors"], default_flow_style=True).strip(), 1
        )
    (root / ANNOTATION).write_text(written(case["people"]) + rest, encoding="utf-8")
    if other := case.get("other"):
        (root / "articles/other.md").write_text(OTHER.format(other["published"]), encoding="utf-8")
        (root / "annotations/articles/other.yml").write_text(written(other["people"]), encoding="utf-8")
    return Project(root, Settings())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_start_rests_on_what_articles_say(case: dict[str, Any], tmp_path: Path) -> None:
    corpus, problems = load(project(case, tmp_path))
    assert [problem for problem in problems if problem.severity == "error"] == []
    site = link(corpus, {})
    (row,) = table_of(site, "journeys")
    expected = case["expected"]
    assert row["home"] == expected.get("start")
    assert row["home_basis"] == expected.get("basis")
    assert row["home_reason"] == expected.get("reason")
    known = int(expected.get("start") is not None)
    assert len(table_of(site, "journey_records")) == expected.get("records", known)
