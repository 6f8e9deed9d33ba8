"""Citations: three forms of the same work, and what each page says about itself."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.pages.citing import Work, cited
from site_builder.pages.components import Link
from site_builder.pages.heads import Head
from site_builder.pages.page_foot import Imprint, foot_of

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "citing.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_work_is_cited(case: dict[str, Any]) -> None:
    work = Work(**{**case["work"], "authors": tuple(case["work"].get("authors", ()))})
    citation = cited(work)
    assert citation.plain == case["plain"]
    assert citation.bibtex == case["bibtex"]
    assert json.loads(citation.csl) == json.loads(case["csl"])


@given(st.text(), st.text())
def test_braces_of_a_bibtex_entry_are_balanced(title: str, url: str) -> None:
    written = cited(Work(key="k", title=title, container="C", url=url)).bibtex
    plain = written.replace("\\{", "").replace("\\}", "")
    assert plain.count("{") == plain.count("}")


def head(path: str) -> Head:
    return Head(path, "Lena Voss", "Person", (), "actors", (Link("Actors", "actors/"),), "Who she is")


def test_a_page_says_where_it_stands_and_when_it_changed() -> None:
    imprint = Imprint(
        name="The Toy Record",
        site="https://example.org/toy/",
        corrections="mailto:a@example.org?subject={title}&body={page}",
        changed={"actors/lena-voss/": "2031-06-02"},
    )
    foot = foot_of(head("actors/lena-voss/"), {"@type": "Person", "name": "Lena Voss"}, imprint)
    assert foot.permalink == "https://example.org/toy/actors/lena-voss/"
    assert foot.data == "data/actors/lena-voss.json"
    assert foot.changed == "2 June 2031"
    assert foot.correct == (
        "mailto:a@example.org?subject=Lena%20Voss&body=https%3A%2F%2Fexample.org%2Ftoy%2Factors%2Flena-voss%2F"
    )
    assert foot.linked["@type"] == "ProfilePage"
    assert foot.linked["dateModified"] == "2031-06-02"
    steps = [step["item"] for step in foot.linked["breadcrumb"]["itemListElement"]]
    assert steps == [f"https://example.org/toy/{path}" for path in ("", "actors/", "actors/lena-voss/")]


def test_what_is_not_known_is_left_out() -> None:
    foot = foot_of(head("actors/"), None, Imprint(name="R"))
    assert (foot.permalink, foot.changed, foot.data) == ("", "", "data/corpus.json")
    assert foot.correct == ""
    assert set(foot.linked) == {"@context", "@type", "name", "description", "isPartOf"}
